"""What a buyer could get on a day, as plain data: chip by chip, with every hurdle and its sources."""

from __future__ import annotations

from collections.abc import Sequence

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.export.hurdles import Hurdle
from aichipcn.export.obtainable import Obtainable
from aichipcn.report.rows.plain import Plain, document, place, sources


def obtainable(catalogue: Catalogue, found: Sequence[Obtainable]) -> Plain:
    """The document of some chips for one buyer on one day."""
    first = found[0]
    return document(
        "obtainable",
        catalogue,
        on=first.on.isoformat(),
        by={
            "slug": first.by.slug,
            "name": first.by.name,
            "place": place(first.by.place),
            "operator": first.by.operator.slug if first.by.operator else None,
            "uses": [use.value for use in first.by.uses],
        },
        chips=[_chip(item) for item in found],
    )


def _chip(found: Obtainable) -> Plain:
    return {
        "slug": found.chip.slug,
        "name": found.chip.name,
        "obtainable": str(found.answer),
        "may-be-shipped": str(found.may_be_shipped),
        "may-be-bought": str(found.may_be_bought),
        "hurdles": [_hurdle(item) for item in found.hurdles],
    }


def _hurdle(hurdle: Hurdle) -> Plain:
    return {
        "kind": hurdle.kind.value,
        "cleared": str(hurdle.truth),
        "text": hurdle.text,
        "short": hurdle.short,
        "would-decide": [{"field": fact.field, "subject": fact.subject} for fact in hurdle.lacking],
        "sources": sources(hurdle.sources),
    }
