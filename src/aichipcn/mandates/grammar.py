"""Mandates as plain data, in the words of a file: read with every problem named, written back the same.

`read_mandate` collects all problems of one mandate before it raises; each says where (a path such as
`require.share-at-least`), what was found, what is allowed, and the nearest match.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from enum import Enum
from typing import Any, TypeVar

import attrs

from aichipcn.errors import AichipcnError, CatalogueError, UnknownNameError, hint, nearest
from aichipcn.mandates.conditions import MEANINGS, Argument, Condition
from aichipcn.mandates.mandate import (
    LegalForce,
    Level,
    Mandate,
    MandateStatus,
    Reading,
    StatedShareUse,
)
from aichipcn.mandates.measures import UNITS, Measure, Quantum
from aichipcn.mandates.populations import STOCK, AdditionsSince, Population
from aichipcn.mandates.predicates import AllOf, AnyOf, Not, Predicate
from aichipcn.model.collection import Collection
from aichipcn.model.fields import member
from aichipcn.model.formats import NumberFormat
from aichipcn.model.sources import Confidence
from aichipcn.values.dates import DateRange
from aichipcn.values.schedule import Milestone, Schedule
from aichipcn.values.shares import parse_share

T = TypeVar("T")

_KEYS = (
    "slug", "title", "issuer", "place", "legal-force", "level", "scope", "population", "measure",
    "require", "readings", "status", "wording", "verified", "aliases", "sources", "confidence", "note",
)  # fmt: skip
_READING_KEYS = ("name", "qualifies", "require", "scope", "stated-shares", "note")
_REQUIRE_KEYS = ("share-at-least", "interpolate")


@attrs.frozen
class Known:
    """What a mandate may refer to. A collection of None is not checked."""

    sources: Collection[Any]
    places: Collection[Any]
    vendors: Collection[Any] | None = None
    chips: Collection[Any] | None = None


@attrs.define
class _Reader:
    """The problems of one mandate, gathered while its parts are read."""

    known: Known
    problems: list[str] = attrs.field(factory=list)

    def problem(self, path: str, message: str) -> None:
        self.problems.append(f"{path}: {message}" if path else message)

    def tried(self, path: str, make: Callable[[], T]) -> T | None:
        """What `make` gives; its error becomes a problem at the path."""
        try:
            return make()
        except AichipcnError as error:
            self.problem(path, str(error))
            return None

    def keys(self, path: str, data: Mapping[str, Any], allowed: Iterable[str]) -> None:
        names = tuple(allowed)
        for key in data:
            if key not in names:
                near = hint(nearest(str(key), names, count=1))
                self.problem(_join(path, str(key)), f"unknown key; allowed: {', '.join(names)}{near}")

    def table(self, path: str, value: object) -> Mapping[str, Any] | None:
        if isinstance(value, Mapping):
            return value
        self.problem(path, f"a table is needed, got {value!r}")
        return None

    def text(self, path: str, data: Mapping[str, Any], key: str) -> str | None:
        value = data.get(key)
        if value is None or isinstance(value, str):
            return value
        self.problem(_join(path, key), f"text is needed, got {value!r}")
        return None

    def needed(self, path: str, data: Mapping[str, Any], key: str) -> str:
        value = self.text(path, data, key)
        if value is None and key not in data:
            self.problem(_join(path, key), "is missing")
        return value or ""

    def choice(self, path: str, data: Mapping[str, Any], key: str, kind: type[T]) -> T | None:
        if key not in data:
            return None
        return self.tried(_join(path, key), lambda: member(kind, data[key], key))  # type: ignore[type-var]

    def referred(self, path: str, kind: str, slug: object, among: Collection[Any]) -> Any:
        if not isinstance(slug, str):
            self.problem(path, f"the slug of a {kind} is needed, got {slug!r}")
            return None
        for item in among:
            if item.slug == slug:
                return item
        near = hint(nearest(slug, [item.slug for item in among]))
        self.problem(path, f"no {kind} has the slug {slug!r}{near}")
        return None

    # -- predicates

    def predicate(self, path: str, value: object) -> Predicate | None:
        data = self.table(path, value)
        if data is None:
            return None
        if len(data) != 1:
            allowed = ", ".join(("all", "any", "not", *MEANINGS))
            self.problem(path, f"exactly one condition is needed, of {allowed}; got {len(data)}")
            return None
        ((tag, argument),) = data.items()
        inner = _join(path, str(tag))
        if tag in ("all", "any"):
            return self.parts(inner, str(tag), argument)
        if tag == "not":
            part = self.predicate(inner, argument)
            return None if part is None else Not(part)
        return self.condition(inner, str(tag), argument)

    def parts(self, path: str, tag: str, argument: object) -> Predicate | None:
        if not isinstance(argument, list | tuple):
            self.problem(path, f"a list of conditions is needed, got {argument!r}")
            return None
        parts = [self.predicate(f"{path}[{i}]", part) for i, part in enumerate(argument)]
        whole = [part for part in parts if part is not None]
        if len(whole) < len(parts):
            return None
        return AllOf(whole) if tag == "all" else self.tried(path, lambda: AnyOf(whole))

    def condition(self, path: str, tag: str, argument: object) -> Predicate | None:
        meaning = MEANINGS.get(tag)
        if meaning is None:
            names = ("all", "any", "not", *MEANINGS)
            near = hint(nearest(tag, names, count=1))
            self.problem(path, f"unknown condition; allowed: {', '.join(names)}{near}")
            return None
        among = {
            Argument.PLACE: self.known.places,
            Argument.VENDOR: self.known.vendors,
            Argument.CHIP: self.known.chips,
        }.get(meaning.argument)
        if among is not None and self.referred(path, meaning.argument.value, argument, among) is None:
            return None
        return self.tried(path, lambda: Condition(tag, argument))

    # -- the other parts

    def schedule(self, path: str, value: object) -> Schedule | None:
        data = self.table(path, value)
        if data is None:
            return None
        self.keys(path, data, _REQUIRE_KEYS)
        inner = _join(path, "share-at-least")
        if "share-at-least" not in data:
            self.problem(inner, "is missing; write { 2027-12-31 = '70%' }")
            return None
        table = self.table(inner, data["share-at-least"])
        if table is None:
            return None
        milestones = [self.milestone(_join(inner, str(day)), day, share) for day, share in table.items()]
        if None in milestones:
            return None
        return self.tried(inner, lambda: Schedule(tuple(m for m in milestones if m), data.get("interpolate")))

    def milestone(self, path: str, day: object, share: object) -> Milestone | None:
        parsed = self.tried(path, lambda: DateRange.parse(day))
        value = self.tried(path, lambda: parse_share(share))
        if parsed is None or value is None:
            return None
        if parsed.first != parsed.last or isinstance(day, datetime):
            self.problem(path, f"a milestone needs a day such as 2027-12-31, got {day!r}")
            return None
        return Milestone(parsed.first, value)

    def population(self, path: str, value: object) -> Population:
        if value == "stock":
            return STOCK
        if isinstance(value, Mapping) and list(value) == ["additions-since"]:
            inner = _join(path, "additions-since")
            made = self.tried(inner, lambda: AdditionsSince(value["additions-since"]))
            return made or STOCK
        self.problem(path, f"'stock' or {{ additions-since = 2027-01-01 }} is needed, got {value!r}")
        return STOCK

    def measure(self, path: str, value: object) -> Measure:
        if isinstance(value, Mapping):
            self.keys(path, value, ("peak", "spend"))
            if "peak" in value:
                number_format = self.choice(path, value, "peak", NumberFormat)
                return Measure(Quantum.PEAK, number_format) if number_format else UNITS
            return self.tried(path, lambda: Measure(Quantum.SPEND, currency=value.get("spend"))) or UNITS
        return self.tried(path, lambda: Measure(value)) or UNITS

    def reading(self, path: str, value: object) -> Reading | None:
        data = self.table(path, value)
        if data is None:
            return None
        self.keys(path, data, _READING_KEYS)
        name = self.needed(path, data, "name")
        qualifies = None
        if "qualifies" in data:
            qualifies = self.predicate(_join(path, "qualifies"), data["qualifies"])
        else:
            self.problem(_join(path, "qualifies"), "is missing; write { designed-in = 'CN' }")
        require = self.schedule(_join(path, "require"), data["require"]) if "require" in data else None
        scope = self.predicate(_join(path, "scope"), data["scope"]) if "scope" in data else None
        use = self.choice(path, data, "stated-shares", StatedShareUse)
        note = self.text(path, data, "note") or ""
        if qualifies is None or not name:
            return None
        return self.tried(
            path,
            lambda: Reading(
                name=name,
                qualifies=qualifies,
                require=require,
                scope=scope,
                stated_shares=use or StatedShareUse.NOT_USED,
                note=note,
            ),
        )


def read_mandate(data: Mapping[str, Any], known: Known) -> Mandate:
    """A mandate from plain data. Raises CatalogueError with every problem in it, each with its path."""
    reader = _Reader(known)
    reader.keys("", data, _KEYS)
    fields = _simple_fields(reader, data)
    fields["sources"] = _sources(reader, data)
    if "place" in data:
        fields["place"] = reader.referred("place", "place", data["place"], known.places)
    if "scope" in data:
        fields["scope"] = reader.predicate("scope", data["scope"])
    if "population" in data:
        fields["population"] = reader.population("population", data["population"])
    if "measure" in data:
        fields["measure"] = reader.measure("measure", data["measure"])
    fields["readings"] = _readings(reader, data)
    fields["require"] = _require(reader, data)
    if "verified" in data:
        fields["verified"] = reader.tried("verified", lambda: DateRange.parse(data["verified"]))
    mandate = None
    if not reader.problems:
        mandate = reader.tried("", lambda: Mandate(**fields))
    if mandate is None:
        raise CatalogueError(reader.problems)
    return mandate


def _simple_fields(reader: _Reader, data: Mapping[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = {key: reader.needed("", data, key) for key in ("slug", "title")}
    for key in ("issuer", "wording", "note"):
        if key in data:
            fields[key] = reader.text("", data, key)
    choices: dict[str, type[Any]] = {
        "legal-force": LegalForce,
        "level": Level,
        "status": MandateStatus,
        "confidence": Confidence,
    }
    for key, kind in choices.items():
        if key in data:
            fields[key.replace("-", "_")] = reader.choice("", data, key, kind)
    if "aliases" in data:
        fields["aliases"] = _texts(reader, "aliases", data["aliases"])
    return fields


def _texts(reader: _Reader, path: str, value: object) -> tuple[str, ...]:
    if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
        return tuple(value)
    reader.problem(path, f"a list of texts is needed, got {value!r}")
    return ()


def _sources(reader: _Reader, data: Mapping[str, Any]) -> tuple[Any, ...]:
    slugs = data.get("sources", ())
    if not isinstance(slugs, list | tuple) or not slugs:
        reader.problem("sources", "at least one source is needed; name its slug in a list")
        return ()
    found = [reader.referred(f"sources[{i}]", "source", slug, reader.known.sources) for i, slug in enumerate(slugs)]
    return tuple(source for source in found if source is not None)


def _readings(reader: _Reader, data: Mapping[str, Any]) -> tuple[Reading, ...]:
    rows = data.get("readings")
    if not isinstance(rows, list | tuple) or not rows:
        reader.problem("readings", "at least one reading is needed, saying what qualifies")
        return ()
    read = [reader.reading(f"readings[{i}]", row) for i, row in enumerate(rows)]
    return tuple(reading for reading in read if reading is not None)


def _require(reader: _Reader, data: Mapping[str, Any]) -> Schedule | None:
    if "require" not in data:
        reader.problem("require", "is missing; write { share-at-least = { 2027-12-31 = '70%' } }")
        return None
    return reader.schedule("require", data["require"])


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


# -- writing


def write_mandate(mandate: Mandate) -> dict[str, Any]:
    """The plain data that `read_mandate` reads back as the same mandate."""
    data: dict[str, Any] = {"slug": mandate.slug, "title": mandate.title}
    for field in ("issuer", "wording", "note"):
        if getattr(mandate, field):
            data[field] = getattr(mandate, field)
    if mandate.place:
        data["place"] = mandate.place.code
    for field in ("legal_force", "level", "status", "confidence"):
        value: Enum | None = getattr(mandate, field)
        if value is not None:
            data[field.replace("_", "-")] = value.value
    if mandate.verified:
        data["verified"] = str(mandate.verified)
    if mandate.aliases:
        data["aliases"] = list(mandate.aliases)
    data["sources"] = [source.slug for source in mandate.sources]
    data["scope"] = write_predicate(mandate.scope)
    data["population"] = _write_population(mandate.population)
    data["measure"] = _write_measure(mandate.measure)
    data["require"] = _write_schedule(mandate.require)
    data["readings"] = [_write_reading(reading) for reading in mandate.readings]
    return data


def write_predicate(predicate: Predicate) -> dict[str, Any]:
    """A predicate as one table of its tag and argument. Raises UnknownNameError for one that has no tag."""
    if isinstance(predicate, AllOf):
        return {"all": [write_predicate(part) for part in predicate.parts]}
    if isinstance(predicate, AnyOf):
        return {"any": [write_predicate(part) for part in predicate.parts]}
    if isinstance(predicate, Not):
        return {"not": write_predicate(predicate.part)}
    if not isinstance(predicate, Condition):
        raise UnknownNameError("condition in files", type(predicate).__name__, MEANINGS)
    argument = predicate.argument
    return {predicate.tag: argument.value if isinstance(argument, Enum) else argument}


def _write_population(population: Population) -> Any:
    if isinstance(population, AdditionsSince):
        return {"additions-since": population.since}
    return "stock"


def _write_measure(measure: Measure) -> Any:
    if measure.format:
        return {"peak": measure.format.value}
    return {"spend": measure.currency} if measure.currency else measure.quantum.value


def _write_schedule(schedule: Schedule) -> dict[str, Any]:
    shares: dict[str, Any] = {item.on.isoformat(): _write_share(item) for item in schedule.milestones}
    written: dict[str, Any] = {"share-at-least": shares}
    if schedule.interpolate:
        written["interpolate"] = schedule.interpolate
    return written


def _write_share(milestone: Milestone) -> str:
    percent = milestone.share * 100
    return f"{percent}%" if percent.denominator == 1 else str(milestone.share)


def _write_reading(reading: Reading) -> dict[str, Any]:
    data: dict[str, Any] = {
        "name": reading.name,
        "qualifies": write_predicate(reading.qualifies),
        "stated-shares": reading.stated_shares.value,
    }
    if reading.require:
        data["require"] = _write_schedule(reading.require)
    if reading.scope:
        data["scope"] = write_predicate(reading.scope)
    if reading.note:
        data["note"] = reading.note
    return data
