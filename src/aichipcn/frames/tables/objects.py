"""The rows of the two tables as the object path has them: facilities with their deployments."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar, cast

import attrs

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.errors import InvalidTypeError, UnknownNameError, shown
from aichipcn.frames.columns import DATES, FACILITY, LIST
from aichipcn.model.chips import Chip
from aichipcn.model.doors import is_slug
from aichipcn.model.facilities import (
    Deployment,
    Extent,
    Facility,
    FacilityKind,
    FacilityStatus,
    Funding,
    Inventory,
    Use,
)
from aichipcn.model.ownership import Ownership
from aichipcn.model.places import Place, place_code
from aichipcn.model.sources import Source
from aichipcn.model.vendors import Vendor
from aichipcn.values.dates import DateRange

Row = Mapping[str, Any]
"""A row of a table, by column; None, like a column that is not there, is unknown."""

T = TypeVar("T")


def parts(cell: str) -> tuple[str, ...]:
    """The terms of a cell that may hold several."""
    return tuple(part for part in (part.strip() for part in cell.split(LIST)) if part)


@attrs.frozen
class Reader:
    """What cells say, by a catalogue. Each distinct text is read once."""

    catalogue: Catalogue
    _read: dict[tuple[str, object], Any] = attrs.field(init=False, factory=dict, eq=False, repr=False)

    def cell(self, column: str, value: object) -> Any:
        """What a cell of a column says. Raises an AichipcnError where it says nothing that the column takes."""
        if value is None:
            return None
        key = (column, value)
        if key not in self._read:
            self._read[key] = _CELLS[column](self.catalogue, value)
        return self._read[key]

    def facility(self, row: Row, deployments: Iterable[Row] = ()) -> Facility:
        """A facility from its row, with its deployments from theirs."""
        said = self._said(row, _OF_FACILITIES)
        reported = said.pop("reported", None)
        key = row.get(FACILITY)
        return Facility(
            slug=slug_of(key),
            name=str(key),
            deployments=tuple(self.deployment(item) for item in deployments),
            sources=() if reported is None else (_report(reported),),
            **said,
        )

    def facility_like(self, cells: Row) -> Facility:
        """A facility that stands for all of which the cells are these; made once."""
        key = ("", tuple((name, cells[name]) for name in _OF_FACILITIES if cells.get(name) is not None))
        if key not in self._read:
            self._read[key] = self.facility(cells)
        return cast(Facility, self._read[key])

    def deployment(self, row: Row) -> Deployment:
        """A deployment from its row."""
        return Deployment(**self._said(row, _OF_DEPLOYMENTS))

    def _said(self, row: Row, columns: tuple[str, ...]) -> dict[str, Any]:
        return {name: self.cell(name, row[name]) for name in columns if row.get(name) is not None}


def slug_of(key: object) -> str:
    """The slug of a facility or a firm of some key: the key itself where it is a slug; two keys never share one."""
    text = str(key)
    if is_slug(text) and not text.startswith("key-"):
        return text
    return f"key-{text.encode().hex() or 'empty'}"


def text_of(slug: str) -> str:
    """The key that has a slug; the slug itself where no key has it."""
    begin, _, coded = slug.partition("key-")
    if begin or not coded:
        return slug
    try:
        return "" if coded == "empty" else bytes.fromhex(coded).decode()
    except ValueError:
        return slug


def _report(reported: DateRange) -> Source:
    return Source(slug="report", title="The report of the row", publisher="the table of facilities", published=reported)


def _chip(catalogue: Catalogue, text: Any) -> Chip:
    return catalogue.chips[text]


def _designer(catalogue: Catalogue, text: Any) -> Vendor:
    return catalogue.vendors[text]


def _place(catalogue: Catalogue, text: Any) -> Place:
    """A place of the catalogue, or of a city that it lacks in a province that it has."""
    known = catalogue.places.get(text)
    if known is not None:
        return known
    province, slash, _ = text.partition("/")
    outer = catalogue.places.get(province) if slash else None
    if outer is None:
        raise UnknownNameError("place", text, [name for item in catalogue.places for name in (item.code, item.name)])
    return Place(code=place_code(text), name=text, parent=outer)


def _operator(catalogue: Catalogue, text: Any) -> Vendor:
    """A firm of the catalogue, or one of which no more is known than the name."""
    return catalogue.vendors.get(text) or Vendor(slug=slug_of(text), name=text)


def _dates(_: Catalogue, value: Any) -> DateRange:
    return DateRange.parse(value)


def _as_it_is(_: Catalogue, value: Any) -> Any:
    return value


def _term(kind: Callable[[str], T]) -> Callable[[Catalogue, Any], T]:
    return lambda _, text: kind(text)


def _terms(kind: Callable[[str], T]) -> Callable[[Catalogue, Any], tuple[T, ...]]:
    return lambda _, text: tuple(dict.fromkeys(kind(part) for part in parts(text)))


def _truth(_: Catalogue, value: Any) -> bool:
    if not isinstance(value, bool):
        msg = f"true or false is needed, got {shown(value)}"
        raise InvalidTypeError(msg, found=value)
    return value


_CELLS: dict[str, Callable[[Catalogue, Any], Any]] = {
    "chip": _chip,
    "count": _as_it_is,
    "designer": _designer,
    "place": _place,
    "operator": _operator,
    "kind": _term(FacilityKind),
    "status": _term(FacilityStatus),
    "extent": _term(Extent),
    "funding": _terms(Funding),
    "ownership": _term(Ownership),
    "uses": _terms(Use),
    "uses_complete": _truth,
    "programmes": lambda _, text: parts(text),
    "inventory": _term(Inventory),
    **dict.fromkeys(sorted(DATES), _dates),
}

_OF_DEPLOYMENTS = ("chip", "count", "designer", "ordered", "installed", "retired")
_OF_FACILITIES = (
    "place",
    "kind",
    "operator",
    "commissioned",
    "reported",
    "status",
    "extent",
    "funding",
    "ownership",
    "uses",
    "uses_complete",
    "programmes",
    "inventory",
)
