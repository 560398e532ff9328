"""Mandates and incentives, with their readings, exemptions and history, out of plain data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from aichipcn.codes import Code
from aichipcn.errors import CatalogueError, InvalidValueError, joined, missing, shown
from aichipcn.mandates.exemptions import Effect, Exemption
from aichipcn.mandates.grammar.clauses import read_credit, read_measure, read_population, read_requirement
from aichipcn.mandates.grammar.conditions import read_predicate
from aichipcn.mandates.grammar.reader import Known, Reader
from aichipcn.mandates.incentives import Incentive, IncentiveKind
from aichipcn.mandates.levels import Level
from aichipcn.mandates.mandate import Mandate
from aichipcn.mandates.predicates import Predicate
from aichipcn.mandates.readings import Reading, StatedShareUse
from aichipcn.mandates.standing import LegalForce, MandateStatus, StatusChange
from aichipcn.model.doors import listed, note, slug, slugs, table, text, texts
from aichipcn.model.sources import Confidence
from aichipcn.values.dates import DateRange, one_day

T = TypeVar("T")
Doors = dict[str, Callable[[Any], Any]]

_SHARED: Doors = {
    "issuer": text,
    "wording": text,
    "note": note,
    "legal-force": LegalForce,
    "status": MandateStatus,
    "confidence": Confidence,
    "verified": DateRange.parse,
    "aliases": texts,
}
DOORS: dict[type[Any], Doors] = {
    Mandate: {**_SHARED, "level": Level, "expires": one_day, "supersedes": slugs},
    Reading: {"level": Level, "stated-shares": StatedShareUse, "note": note},
    Exemption: {"effect": Effect, "since": one_day, "until": one_day, "note": note},
    StatusChange: {"since": DateRange.parse, "wording": text, "verified": DateRange.parse, "note": note},
    Incentive: {**_SHARED, "since": DateRange.parse, "until": DateRange.parse},
}
"""The doors that plain keys pass, by what the table is read as; every other key is read by a clause of its own."""

KEYS: dict[type[Any], tuple[str, ...]] = {
    Mandate: (
        "slug", "title", "issuer", "place", "legal-force", "level", "scope", "population", "among", "measure",
        "require", "readings", "exemptions", "expires", "supersedes", "history", "status", "wording", "verified",
        "aliases", "sources", "confidence", "note",
    ),
    Reading: ("name", "qualifies", "credit", "require", "scope", "among", "level", "stated-shares", "note"),
    Exemption: ("when", "effect", "since", "until", "sources", "note"),
    StatusChange: ("status", "since", "wording", "verified", "sources", "note"),
    Incentive: (
        "slug", "title", "kind", "benefit", "issuer", "place", "legal-force", "since", "until", "scope", "qualifies",
        "credit", "status", "wording", "verified", "aliases", "sources", "confidence", "note",
    ),
}  # fmt: skip
"""The keys that a table may have, by what it is read as."""


def read_mandate(data: object, known: Known) -> Mandate:
    """A mandate from plain data. Raises CatalogueError with every problem in it, each with its path."""
    return _read(data, known, _mandate)


def read_incentive(data: object, known: Known) -> Incentive:
    """An incentive from plain data. Raises CatalogueError with every problem in it, each with its path."""
    return _read(data, known, _incentive)


def _read(data: object, known: Known, read: Callable[[Reader, Mapping[str, Any]], T | None]) -> T:
    reader = Reader(known)
    whole = reader.tried("", lambda: table(data))
    value = None if whole is None else read(reader, whole)
    if value is None:
        raise CatalogueError(reader.problems)
    return value


def _mandate(reader: Reader, data: Mapping[str, Any]) -> Mandate | None:
    reader.keys("", data, KEYS[Mandate])
    fields = _common(reader, data, DOORS[Mandate])
    for key in ("scope", "among"):
        if key in data:
            fields[key] = read_predicate(reader, key, data[key])
    if "population" in data:
        fields["population"] = read_population(reader, "population", data["population"])
    if "measure" in data:
        fields["measure"] = read_measure(reader, "measure", data["measure"])
    fields["exemptions"] = reader.rows("", data, "exemptions", lambda path, row: _exemption(reader, path, row))
    fields["history"] = reader.rows("", data, "history", lambda path, row: _change(reader, path, row))
    fields["readings"] = _readings(reader, data)
    if reader.required("", data, "require", table, "write { share-at-least = { 2027-12-31 = '70%' } }") is not None:
        fields["require"] = read_requirement(reader, "require", data["require"])
    return None if reader.problems else reader.tried("", lambda: Mandate(**fields))


def _incentive(reader: Reader, data: Mapping[str, Any]) -> Incentive | None:
    reader.keys("", data, KEYS[Incentive])
    fields = _common(reader, data, DOORS[Incentive])
    kinds = ", ".join(kind.value for kind in IncentiveKind)
    fields["kind"] = reader.required("", data, "kind", IncentiveKind, f"write one of {kinds}")
    fields["benefit"] = reader.required("", data, "benefit", text, "write what is offered, in words")
    for key in ("scope", "qualifies"):
        if key in data:
            fields[key] = read_predicate(reader, key, data[key])
    if "credit" in data:
        fields["credit"] = read_credit(reader, "credit", data["credit"])
    return None if reader.problems else reader.tried("", lambda: Incentive(**fields))


def _common(reader: Reader, data: Mapping[str, Any], doors: Doors) -> dict[str, Any]:
    """What mandates and incentives have alike, and what passes a door as it is."""
    fields: dict[str, Any] = {
        "slug": reader.required("", data, "slug", slug, "write one such as 'shanghai-2027'"),
        "title": reader.required("", data, "title", text, "write what it says, in words"),
        "sources": reader.sources("", data, needed=True),
        **_through(reader, "", data, doors),
    }
    if "place" in data:
        fields["place"] = reader.referred("place", "place", data["place"], reader.known.places)
    return fields


def _through(reader: Reader, path: str, data: Mapping[str, Any], doors: Doors) -> dict[str, Any]:
    """What doors make of the keys that are given, by the names of fields."""
    return {key.replace("-", "_"): reader.given(path, data, key, door) for key, door in doors.items() if key in data}


def _exemption(reader: Reader, path: str, value: object) -> Exemption | None:
    data = reader.tried(path, lambda: table(value))
    if data is None:
        return None
    reader.keys(path, data, KEYS[Exemption])
    when = _predicate_needed(reader, path, data, "when", "write { commissioned-before = 2025-11-05 }")
    fields = _through(reader, path, data, DOORS[Exemption])
    sources = reader.sources(path, data)
    if when is None or None in fields.values() or None in sources:
        return None
    return reader.tried(path, lambda: Exemption(when=when, sources=sources, **fields))


def _change(reader: Reader, path: str, value: object) -> StatusChange | None:
    data = reader.tried(path, lambda: table(value))
    if data is None:
        return None
    reader.keys(path, data, KEYS[StatusChange])
    status = reader.required(path, data, "status", MandateStatus, "write one such as 'reported'")
    fields = _through(reader, path, data, DOORS[StatusChange])
    sources = reader.sources(path, data)
    if status is None or None in fields.values() or None in sources:
        return None
    return StatusChange(status=status, sources=sources, **fields)


def _predicate_needed(reader: Reader, path: str, data: Mapping[str, Any], key: str, hint: str) -> Predicate | None:
    if key in data:
        return read_predicate(reader, joined(path, key), data[key])
    reader.problem(joined(path, key), missing(hint))
    return None


def _reading(reader: Reader, path: str, value: object) -> Reading | None:
    data = reader.tried(path, lambda: table(value))
    if data is None:
        return None
    reader.keys(path, data, KEYS[Reading])
    fields: dict[str, Any] = {"name": reader.required(path, data, "name", slug, "write a slug such as 'designed'")}
    if "credit" in data:
        fields["credit"] = read_credit(reader, joined(path, "credit"), data["credit"])
    if "qualifies" in data or "credit" not in data:
        fields["qualifies"] = _predicate_needed(reader, path, data, "qualifies", "write { designed-in = 'CN' }")
    for key in ("scope", "among"):
        if key in data:
            fields[key] = read_predicate(reader, joined(path, key), data[key])
    if "require" in data:
        fields["require"] = read_requirement(reader, joined(path, "require"), data["require"])
    fields |= _through(reader, path, data, DOORS[Reading])
    return None if None in fields.values() else reader.tried(path, lambda: Reading(**fields))


def _readings(reader: Reader, data: Mapping[str, Any]) -> tuple[Reading | None, ...]:
    rows = reader.tried("readings", lambda: listed(data.get("readings", ())))
    if rows is None:
        return ()
    if not rows:
        msg = "at least one reading is needed, saying what qualifies"
        reader.problem("readings", InvalidValueError(msg, code=Code.EMPTY))
    readings = tuple(_reading(reader, f"readings[{i}]", row) for i, row in enumerate(rows))
    first: dict[str, int] = {}
    for i, reading in enumerate(readings):
        if reading is not None and first.setdefault(reading.name, i) != i:
            msg = f"{shown(reading.name)} is taken by readings[{first[reading.name]}]; choose another"
            reader.problem(f"readings[{i}].name", InvalidValueError(msg, found=reading.name, code=Code.NAME_TAKEN))
    return readings
