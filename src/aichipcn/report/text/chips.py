"""Chips in a table, and one chip with all that is known and disputed of it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from aichipcn.report.rows.numbering import cited, marks_of, numbered
from aichipcn.report.rows.plain import Plain
from aichipcn.report.text.page import DIM, STRONG, Listing, foot, pairs, source_list

_COLUMNS = ("rates.fp16", "memory", "memory-bandwidth", "power")
_LISTED = {
    "partial": "not of all its formats: others may give more",
    "unknown": "perhaps not of all its formats: others may give more",
}


def chips(data: Plain) -> Iterator[RenderableType]:
    """The chips, a row each."""
    heads = ("chip, designer", "FP16, dense", "TPP", "memory", "bandwidth", "power", "status")
    yield Listing(heads, map(_row, data["chips"]))
    yield Text(f"{len(data['chips'])} chips. aichipcn chips NAME shows one with its sources; blank is not known.", DIM)
    yield foot(data)


def chip(data: Plain) -> Iterator[RenderableType]:
    """One chip: every figure, its doubt, what other reports say, and the sources of each."""
    (item,) = data["chips"]
    sources = numbered(cited(item))
    numbers = {source["slug"]: source for source in sources}
    yield Text(item["name"], STRONG)
    yield pairs(
        (
            ("also", ", ".join(item["aliases"])),
            ("designer", _vendor(item["designer"]) or "not known"),
            ("supplier", _vendor(item["supplier"]) or "not known"),
            ("foundries", ", ".join(map(_vendor, item["foundries"])) or _made(item)),
            *_limited(item),
            ("confidence", item["confidence"] or ""),
            ("note", item["note"] or ""),
        )
    )
    yield Listing(
        ("figure", "value", "doubt", "other reports", "sources"), (_figure(row, numbers) for row in item["figures"])
    )
    yield source_list(sources)
    yield foot(data)


def _row(item: Plain) -> tuple[RenderableType, ...]:
    values = {row["figure"]: row["value"] for row in item["figures"]}
    shown = [values[name]["text"] if values.get(name) else "" for name in _COLUMNS]
    status = values["status"]["text"] if "status" in values else ""
    designer = item["designer"]["name"] if item["designer"] else ""
    tpp = item["tpp"]["text"].removesuffix(" TPP") if item["tpp"] else ""
    return Group(Text(item["name"], STRONG), Text(designer, DIM)), shown[0], tpp, *shown[1:], status


def _limited(item: Plain) -> tuple[tuple[str, str], ...]:
    """The figures that export rules set limits to, by what the chip is; bounds where other formats may give more."""
    if item["kind"] == "memory":
        return ("kind", "memory"), ("bandwidth density", _known(item["memory-bandwidth-density"]))
    best = f" (from its {item['tpp-format']} rate)" if item["tpp"] else ""
    return (
        ("rates listed", _LISTED.get(item["rates-listed"], "")),
        ("TPP", f"{_known(item['tpp']).removesuffix(' TPP')}{best}"),
        ("performance density", _known(item["performance-density"])),
    )


def _known(figure: Plain | None) -> str:
    return figure["text"] if figure else "not known"


def _figure(row: Plain, numbers: dict[str, Plain]) -> tuple[RenderableType, ...]:
    value = row["value"]["text"] if row["value"] else "left open"
    noted = f"{value} ({row['note']})" if row["note"] else value
    rivals = []
    for rival in row["conflicts"]:
        note = f" ({rival['note']})" if rival["note"] else ""
        rivals.append(Text.assemble(f"{rival['value']}{note} ", (marks_of(rival, numbers), DIM)))
    return row["label"], noted, row["doubt"] or "", Group(*rivals) if rivals else "", Text(marks_of(row, numbers), DIM)


def _vendor(item: Plain | None) -> str:
    if item is None:
        return ""
    return f"{item['name']} ({item['place']['name']})" if item["place"] else str(item["name"])


def _made(item: Plain) -> str:
    return f"not named, in {item['foundry-place']['name']}" if item["foundry-place"] else "not known"
