"""What nobody has verified of late: mandates move, and a figure that was checked once is true as of then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs

from aichipcn.catalogue.catalogue import KINDS, SINGULAR, Catalogue
from aichipcn.errors import joined
from aichipcn.mandates.standing import StatusChange
from aichipcn.model.doors import instance, named
from aichipcn.model.sources import Source
from aichipcn.values.dates import DateRange, plain_date

WHOLE = "whole entry"


@attrs.frozen
class Unverified:
    """A dated value that nobody has verified in the year before a date: where it stands, and what it says.

    `verified` is when it last was, by the value or else by its entry; None is never. So with `sources`.
    """

    kind: str
    entry: str
    part: str
    text: str
    verified: DateRange | None
    sources: tuple[Source, ...]

    def __str__(self) -> str:
        when = f"last verified {self.verified}" if self.verified else "never verified"
        return f"{self.kind} {self.entry}, {self.part}: {self.text} ({when})"


def stale(catalogue: Catalogue, on: date) -> tuple[Unverified, ...]:
    """The dated values that nobody has verified, for certain, in the year before a date or since.

    They are those of every kind of entry that is verified at all: mandates with their milestones and history,
    incentives, certified lists. Raises InvalidTypeError for what is no catalogue, or no plain date.
    """
    instance(catalogue, "catalogue", Catalogue)
    since = _year_before(named(plain_date, on, "on"))
    kinds = [kind for kind, cls in KINDS.items() if _is_verified(cls)]
    found = (item for kind in kinds for entry in getattr(catalogue, kind) for item in _dated(SINGULAR[kind], entry))
    return tuple(item for item in found if item.verified is None or item.verified.first < since)


def _year_before(on: date) -> date:
    if on.year == date.min.year:
        return date.min
    leap = (on.month, on.day) == (2, 29)
    return on.replace(year=on.year - 1, day=28 if leap else on.day)


def _is_verified(cls: type[Any]) -> bool:
    return any(field.name == "verified" for field in attrs.fields(cls))


def _dated(kind: str, entry: Any) -> Iterator[Unverified]:
    """The values of an entry that may be verified by themselves; of one that has none, the entry."""
    parts = list(_parts(entry, ""))
    for path, part in parts or [(WHOLE, entry)]:
        yield Unverified(
            kind, entry.slug, path, _said(part), part.verified or entry.verified, part.sources or entry.sources
        )


def _parts(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    for field in attrs.fields(type(value)):
        inner = getattr(value, field.name)
        label = joined(path, field.name.replace("_", "-"))
        if field.init and not isinstance(inner, tuple(KINDS.values())):
            items = enumerate(inner) if isinstance(inner, tuple) else [(None, inner)]
            for place, item in items:
                yield from _part(item, label if place is None else f"{label}[{place}]")


def _part(item: Any, path: str) -> Iterator[tuple[str, Any]]:
    if not attrs.has(type(item)) or isinstance(item, tuple(KINDS.values())):
        return
    if _is_verified(type(item)):
        yield path, item
    else:
        yield from _parts(item, path)


def _said(value: object) -> str:
    """What a dated value says, in words."""
    if not isinstance(value, StatusChange):
        return str(value)
    return f"{value.status.value}, since {value.since}" if value.since else value.status.value
