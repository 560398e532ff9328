"""What a catalogue holds as plain data: every entry of every kind, by name, with what it says in short."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aichipcn.catalogue.catalogue import KINDS, SINGULAR, Catalogue
from aichipcn.compute.figures import figure_of
from aichipcn.model.chips import Chip
from aichipcn.model.places import Place
from aichipcn.model.sources import Source
from aichipcn.report.rows.cited import name_of, said_of
from aichipcn.report.rows.plain import Plain
from aichipcn.values.words import in_words
from aichipcn.version import __version__


def contents(catalogue: Catalogue) -> Plain:
    """The entries of a catalogue, kind by kind in its order, and how many there are of each."""
    return {
        "version": __version__,
        "fingerprint": catalogue.fingerprint,
        "counts": {kind: len(getattr(catalogue, kind)) for kind in KINDS},
        "entries": [_entry(kind, item) for kind in KINDS for item in getattr(catalogue, kind)],
    }


def _entry(kind: str, item: Any) -> Plain:
    return {
        "kind": SINGULAR[kind],
        "slug": item.slug,
        "name": name_of(item),
        "aliases": list(getattr(item, "aliases", ())),
        "url": getattr(item, "url", None),
        "says": _SHORT.get(kind, said_of)(item),
    }


def _chip(item: Chip) -> str:
    maker = item.designer.name if item.designer else "designer unknown"
    performance = figure_of(item, "tpp").value
    figures = {"TPP": performance, "memory": item.memory}
    known = (f"{name} unknown" if value is None else in_words(value) for name, value in figures.items())
    return "; ".join((maker, *known))


def _place(item: Place) -> str:
    return f"in {item.parent.name}" if item.parent else "in no wider place"


def _source(item: Source) -> str:
    return f"{item.publisher}, {item.published or 'date unknown'}"


_SHORT: dict[str, Callable[[Any], str]] = {"chips": _chip, "places": _place, "sources": _source}
"""What is said of those whose own figures are many, or none."""
