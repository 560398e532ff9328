"""Language models and measured utilisations, in a table, and one of them with its sources."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from aichipcn.report.rows.numbering import numbered
from aichipcn.report.rows.plain import Plain
from aichipcn.report.text.page import DIM, STRONG, Listing, foot, pairs, source_list


def transformers(data: Plain) -> Iterator[RenderableType]:
    """The language models, a row each."""
    heads = ("model", "parameters", "active", "layers", "attention", "cache of a token", "experts")
    yield Listing(heads, map(_row, data["transformers"]))
    yield Text(
        f"{len(data['transformers'])} models. aichipcn transformers NAME shows one, and compute --workload decode:NAME"
        " runs it. The cache of a token is shown at two bytes a number.",
        DIM,
    )
    yield foot(data)


def transformer(data: Plain) -> Iterator[RenderableType]:
    """One language model."""
    (item,) = data["transformers"]
    cited = numbered(item["sources"])
    yield Text(item["name"], STRONG)
    yield pairs(
        (
            ("developer", item["developer"] or ""),
            ("parameters", f"{item['parameters']:,}"),
            ("active", f"{item['active']:,}"),
            ("layers", f"{item['layers']:,}"),
            ("width", f"{item['hidden']:,}"),
            ("heads", f"{item['heads']:,}"),
            ("attention", _attention(item)),
            ("cache of a token", _cached(item)),
            ("experts", _experts(item)),
            ("vocabulary", f"{item['vocabulary']:,} words{', in one table' if item['tied-embeddings'] else ''}"),
            ("context", f"{item['context']:,} tokens" if item["context"] else ""),
            ("released", item["released"] or ""),
            ("confidence", item["confidence"] or ""),
            ("note", item["note"] or ""),
        )
    )
    yield source_list(cited)
    yield foot(data)


def utilisations(data: Plain) -> Iterator[RenderableType]:
    """The measured utilisations, a row each."""
    heads = ("utilisation", "kind", "share", "chip", "number", "phase", "model")
    yield Listing(heads, map(_measured, data["utilisations"]))
    yield Text(f"{len(data['utilisations'])} utilisations. aichipcn utilisations NAME shows one with its sources.", DIM)
    yield foot(data)


def utilisation(data: Plain) -> Iterator[RenderableType]:
    """One measured utilisation, with what it includes."""
    (item,) = data["utilisations"]
    cited = numbered(item["sources"])
    yield Text(item["slug"], STRONG)
    yield pairs(
        (
            (_kind(item), item["short"]),
            ("includes", ", ".join(item["includes"])),
            ("of", f"{item['peak']['text']} a chip" if item["peak"] else ""),
            ("format", item["number-format"] or ""),
            ("chip", item["chip"]["name"] if item["chip"] else "not named"),
            ("number", f"{item['count']:,}" if item["count"] else ""),
            ("phase", item["phase"] or ""),
            ("model", item["transformer"] or ""),
            ("workload", item["workload"] or ""),
            ("software", item["stack"] or ""),
            ("published", item["published"] or ""),
            ("confidence", item["confidence"] or ""),
            ("note", item["note"] or ""),
        )
    )
    yield source_list(cited)
    yield foot(data)


def _row(item: Plain) -> tuple[str, ...]:
    size, active = f"{item['parameters']:,}", f"{item['active']:,}"
    return item["name"], size, active, str(item["layers"]), item["attention"], _cached(item), _experts(item)


def _cached(item: Plain) -> str:
    return f"{2 * item['cached'] / 1000:,.3f}".rstrip("0").rstrip(".") + " kB"


def _attention(item: Plain) -> str:
    pairs_kept = f", {item['kv-heads']:,} pairs of key and value" if item["kv-heads"] else ""
    return f"{item['attention']}{pairs_kept}"


def _experts(item: Plain) -> str:
    return f"{item['active-experts']:,} of {item['experts']:,}" if item["experts"] else ""


def _measured(item: Plain) -> tuple[str, ...]:
    chip = item["chip"]["name"] if item["chip"] else ""
    number = f"{item['count']:,}" if item["count"] else ""
    ran = item["transformer"] or item["workload"] or ""
    return item["slug"], _kind(item), item["short"], chip, number, item["phase"] or "", ran


def _kind(item: Plain) -> str:
    kind: str = item["kind"]
    return kind if kind == "goodput" else kind.upper()
