"""What a mandate, or a part of one, mentions: the values in its fields, whatever classes they are of."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import attrs

from aichipcn.mandates.mandate import Mandate
from aichipcn.mandates.readings import Reading
from aichipcn.model.chips import Chip
from aichipcn.model.claims import PerformanceClaim
from aichipcn.model.lists import CertifiedList, ListEntry
from aichipcn.model.places import Place
from aichipcn.model.sources import Source
from aichipcn.model.vendors import Vendor
from aichipcn.values.dates import DateRange
from aichipcn.values.limits import Limit

_DERIVED = ("memo", "origin", "holdings", "chain", "counts", "classes", "tag")
"""Fields that hold what others hold already, or no value of the domain."""


def mentioned(*values: object) -> tuple[Any, ...]:
    """Every value in the fields of some values, at any depth, themselves among them.

    Of an entry that they refer to, such as a chip, only the entries that it refers to in turn.
    """
    found: dict[int, Any] = {}
    for value in values:
        _gather(value, found)
    return tuple(found.values())


def of_kind(values: tuple[Any, ...], kind: type[Any]) -> tuple[Any, ...]:
    """Those of a class, each once."""
    return tuple(dict.fromkeys(value for value in values if isinstance(value, kind)))


def fields_of(value: object) -> Iterator[tuple[str, Any]]:
    """The fields of a value of a class of attrs, of a dataclass, or of any other, each with what it holds."""
    if attrs.has(type(value)):
        names = [field.name for field in attrs.fields(type(value))]  # type: ignore[arg-type]
    elif dataclasses.is_dataclass(value):
        names = [field.name for field in dataclasses.fields(value)]
    else:
        names = list(getattr(value, "__dict__", {}))
    yield from ((name, getattr(value, name)) for name in names if not name.startswith("_") and hasattr(value, name))


def judging_parts(mandate: Mandate) -> Iterator[tuple[str, Any]]:
    """The parts of a mandate that decide a verdict, each with where it stands."""
    for name in ("scope", "among", "measure", "population", "require"):
        yield name, getattr(mandate, name)
    for i, exemption in enumerate(mandate.exemptions):
        yield f"exemptions[{i}].when", exemption.when
    for reading in mandate.readings:
        yield from _reading_parts(reading)


def _reading_parts(reading: Reading) -> Iterator[tuple[str, Any]]:
    yield f"{reading.name}.counts", reading.counts
    for name in ("scope", "among", "require"):
        if getattr(reading, name) is not None:
            yield f"{reading.name}.{name}", getattr(reading, name)


def _gather(value: object, found: dict[int, Any]) -> None:
    if id(value) in found or value is None or isinstance(value, type):
        return
    found[id(value)] = value
    if isinstance(value, Limit):
        return
    if isinstance(value, tuple | list | frozenset):
        for item in value:
            _gather(item, found)
    elif isinstance(value, _ENTRIES):
        for entry in _entries_in(value):
            _gather(entry, found)
    elif not isinstance(value, str | int | float):
        for name, inner in fields_of(value):
            if name not in _DERIVED:
                _gather(inner, found)


_ENTRIES = (Source, Place, Vendor, Chip, CertifiedList, ListEntry, PerformanceClaim)
"""What a rule refers to, of which the names and figures are not its own."""


def _entries_in(value: object) -> Iterator[Any]:
    """The other entries that an entry refers to, and the dates on which they change."""
    for _, inner in fields_of(value):
        for item in inner if isinstance(inner, tuple) else (inner,):
            if isinstance(item, _ENTRIES):
                yield item
            elif isinstance(item, DateRange) and isinstance(value, ListEntry):
                yield from (item.first, item.last)
