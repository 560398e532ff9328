"""A chip as plain data: every figure with its doubt, what other reports say, and the sources of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.compute.figures import figure_of
from aichipcn.compute.metrics import tpp_format
from aichipcn.model.chips import Chip
from aichipcn.model.vendors import Vendor
from aichipcn.report.rows.plain import Plain, document, figure, percent, place, sources, text_of
from aichipcn.values.estimate import Estimate

FIGURES = {
    "memory": "memory",
    "memory-bandwidth": "memory bandwidth",
    "interconnect": "interconnect",
    "power": "power",
    "die-area": "die area",
    "package-area": "package area",
    "node": "process node",
    "transistors": "transistors",
    "price": "price",
}
_WORDS = {
    "announced": "announced",
    "released": "released",
    "status": "status",
    "market": "market",
    "process": "process",
    "memory-type": "memory type",
    "pcie": "PCIe generation",
    "dies": "dies",
}


def chips(catalogue: Catalogue, found: Iterable[Chip]) -> Plain:
    """The document of chips."""
    return document("chips", catalogue, chips=[chip(item) for item in found])


def chip(item: Chip) -> Plain:
    """One chip."""
    performance, density = figure_of(item, "tpp").value, figure_of(item, "performance-density").value
    best = tpp_format(item)
    return {
        "slug": item.slug,
        "name": item.name,
        "kind": item.kind.value,
        "aliases": list(item.aliases),
        "designer": vendor(item.designer),
        "supplier": vendor(item.sold_by),
        "foundries": [vendor(foundry) for foundry in item.foundries],
        "foundry-place": place(item.foundry_place),
        "figures": [*_figures(item), *_words(item)],
        "rates-listed": item.rates_listed.value,
        "tpp": figure(performance),
        "tpp-format": text_of(best),
        "performance-density": figure(density),
        "memory-bandwidth-density": figure(figure_of(item, "memory-bandwidth-density").value),
        "domestic-content": None if item.domestic_content is None else percent(item.domestic_content),
        "confidence": item.confidence.value if item.confidence else None,
        "note": text_of(item.note),
        "sources": sources(item.sources),
    }


def vendor(item: Vendor | None) -> Plain | None:
    """A vendor in short."""
    return None if item is None else {"slug": item.slug, "name": item.name, "place": place(item.place)}


def doubt(value: Estimate) -> str:
    """How far a figure is known."""
    if value.is_point:
        return "one value"
    if value.high is None:
        return "lower bound"
    return "range" if value.best is None else "best value in a range"


def unknown(row: Plain) -> list[str]:
    """The figures of which nothing is known, by their labels."""
    known = {figure["figure"].partition(".")[0] for figure in row["figures"]}
    asked = {"rates": "rates"} | FIGURES | _WORDS | {"foundries": "foundry"}
    return [label for name, label in asked.items() if name not in known]


def estimate(value: Estimate) -> Plain:
    """A figure by itself: in words, with how far it is known, and as it is written exactly."""
    shown = figure(value) or {}
    return shown | {"doubt": doubt(value), "written": str(value)}


def _figures(item: Chip) -> Iterator[Plain]:
    for number_format, rate in item.rates.pairs:
        row = _row(item, f"rates.{number_format.value}", f"{number_format} rate, dense", figure(rate), doubt(rate))
        if number_format.is_integer:
            row["value"]["text"] = row["value"]["text"].replace("FLOP/s", "OP/s")
        yield row
    for name, label in FIGURES.items():
        value = item.value_of(name)
        if isinstance(value, Estimate):
            note = item.price_note if name == "price" else None
            yield _row(item, name, label, figure(value), doubt(value), note)
    if item.foundries:
        made = ", ".join(foundry.name for foundry in item.foundries)
        yield _row(
            item, "foundries", "foundry", {"text": made}, "one" if len(item.foundries) == 1 else "reports differ"
        )
    yield from (
        _row(item, rival.figure, rival.figure, None, "disputed")
        for rival in {rival.figure: rival for rival in item.conflicts}.values()
        if item.value_of(rival.figure) is None
    )


def _words(item: Chip) -> Iterator[Plain]:
    for name, label in _WORDS.items():
        value = item.value_of(name)
        if value is not None:
            text = str(getattr(value, "value", value))
            yield _row(item, name, label, {"text": text}, None)


def _row(item: Chip, name: str, label: str, value: Plain | None, known: str | None, note: str | None = None) -> Plain:
    return {
        "figure": name,
        "label": label,
        "value": value,
        "doubt": known,
        "note": text_of(note),
        "conflicts": [
            {"value": rival.value, "note": text_of(rival.note), "sources": sources(rival.sources)}
            for rival in item.conflicts
            if rival.figure == name
        ],
        "sources": sources(item.sources_of(name)),
    }
