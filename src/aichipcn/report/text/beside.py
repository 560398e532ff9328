"""Chips side by side: a column for each chip, then each in equivalents of the first, basis by basis."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from aichipcn.report.rows.plain import Plain
from aichipcn.report.text.page import DIM, STRONG, Listing, foot, heading, indented

_ROWS = (
    "rates.fp16", "rates.bf16", "rates.fp8", "rates.int8", "memory", "memory-bandwidth", "interconnect", "power",
    "die-area", "node", "price",
)  # fmt: skip


def beside(data: Plain) -> Iterator[RenderableType]:
    """The document of chips side by side."""
    chips = data["chips"]
    yield Text(" beside ".join(chip["name"] for chip in chips), STRONG)
    yield Listing(("figure", *(chip["name"] for chip in chips)), _figures(chips))
    if data["timings"]:
        yield heading(f"One pass: {data['basis']}")
        yield Listing(("chip", "each", "on", "takes", "waits for"), map(_timing, data["timings"]))
        yield indented(*(Text(item["text"]) for item in data["crossings"] if item["text"]))
    for item in data["equivalents"]:
        yield heading(f"One {item['name']} in {data['reference']['short']}-equivalents")
        yield Listing(("basis", "ratio"), map(_equivalence, item["rows"]))
    yield Text("\nTwo bases never add, and none of them is the ratio. aichipcn chips NAME shows the sources.", DIM)
    yield foot(data)


def _figures(chips: list[Plain]) -> Iterator[tuple[str, ...]]:
    """The figures that any of the chips has, a row each; blank is not known."""
    known = [{row["figure"]: row for row in chip["figures"]} for chip in chips]
    for name in _ROWS:
        rows = [figures.get(name) for figures in known]
        found = next((row for row in rows if row and row["value"]), None)
        if found is not None:
            yield found["label"], *(row["value"]["text"] if row and row["value"] else "" for row in rows)
    yield "TPP", *(chip["tpp"]["text"].removesuffix(" TPP") if chip["tpp"] else "" for chip in chips)
    yield "ridge at FP16", *(chip["ridge"]["text"] if chip["ridge"] else "" for chip in chips)


def _timing(item: Plain) -> tuple[str, ...]:
    timing = item["timing"]
    if timing is None:
        return item["name"], f"unknown: {item['reason']}", "", "", ""
    waits = timing["binds"] or "either"
    return item["name"], timing["rate"]["text"], str(timing["chips"]), timing["time"]["text"], waits


def _equivalence(row: Plain) -> tuple[str, ...]:
    return row["grounds"], row["ratio"]["text"] if row["ratio"] else f"unknown: {row['reason']}"
