"""Mandates out of plain data, in the words of a file, with every problem named. `writing` writes them back.

`read_mandate` collects all problems of one mandate before it raises; each says where (a path such as
`require.share-at-least`), what was found, what is allowed, and the nearest match.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import attrs

from aichipcn.codes import Code
from aichipcn.errors import (
    AichipcnError,
    CatalogueError,
    InvalidValueError,
    joined,
    key_step,
    missing,
    shown,
    unknown_key,
)
from aichipcn.mandates.conditions import MEANINGS, Argument, Condition
from aichipcn.mandates.mandate import LegalForce, Level, Mandate, MandateStatus, Reading, StatedShareUse
from aichipcn.mandates.measures import UNITS, Measure, Quantum, measure_of
from aichipcn.mandates.populations import STOCK, AdditionsSince, Population
from aichipcn.mandates.predicates import AllOf, AnyOf, Not, Predicate
from aichipcn.model.collection import Collection, no_slug
from aichipcn.model.doors import listed, note, slug, table, text, texts
from aichipcn.model.formats import NumberFormat
from aichipcn.model.sources import Confidence
from aichipcn.nearest import nearest
from aichipcn.values.dates import DateRange, one_day
from aichipcn.values.schedule import Milestone, Schedule, interpolation
from aichipcn.values.shares import parse_share

T = TypeVar("T")

_KEYS = (
    "slug", "title", "issuer", "place", "legal-force", "level", "scope", "population", "measure",
    "require", "readings", "status", "wording", "verified", "aliases", "sources", "confidence", "note",
)  # fmt: skip
_READING_KEYS = ("name", "qualifies", "require", "scope", "stated-shares", "note")
_REQUIRE_KEYS = ("share-at-least", "interpolate")
_TAGS = ("all", "any", "not", *MEANINGS)
_DEEPEST = 20
_PLAIN: dict[str, Callable[[Any], Any]] = {
    "issuer": text,
    "wording": text,
    "note": note,
    "legal-force": LegalForce,
    "level": Level,
    "status": MandateStatus,
    "confidence": Confidence,
    "verified": DateRange.parse,
    "aliases": texts,
}


@attrs.frozen
class Known:
    """What a mandate may refer to. A collection of None is not checked."""

    sources: Collection[Any]
    places: Collection[Any]
    vendors: Collection[Any] | None = None
    chips: Collection[Any] | None = None


def no_source() -> AichipcnError:
    """The error of an entry that names no source."""
    return InvalidValueError("at least one source is needed; name its slug in a list", code=Code.NO_SOURCE).at(
        "sources"
    )


@attrs.define
class _Reader:
    """The problems of one mandate, gathered while its parts are read."""

    known: Known
    problems: list[AichipcnError] = attrs.field(factory=list)

    def problem(self, path: str, error: AichipcnError) -> None:
        self.problems.append(error.at(path))

    def tried(self, path: str, make: Callable[[], T]) -> T | None:
        """What `make` gives; its error becomes a problem at the path."""
        try:
            return make()
        except AichipcnError as error:
            self.problem(path, error)
            return None

    def keys(self, path: str, data: Mapping[str, Any], allowed: Iterable[str]) -> None:
        names = tuple(allowed)
        for key in data:
            if key not in names:
                self.problem(path, unknown_key(key, names))

    def given(self, path: str, data: Mapping[str, Any], key: str, door: Callable[[Any], T]) -> T | None:
        """What a door makes of a key's value; None where the key is not given."""
        return self.tried(joined(path, key), lambda: door(data[key])) if key in data else None

    def required(self, path: str, data: Mapping[str, Any], key: str, door: Callable[[Any], T], hint: str) -> T | None:
        if key in data:
            return self.given(path, data, key, door)
        self.problem(joined(path, key), missing(hint))
        return None

    def referred(self, path: str, kind: str, slug: object, among: Collection[Any]) -> Any:
        for item in among:
            if item.slug == slug:
                return item
        self.problem(path, no_slug(kind, slug, among))
        return None

    # -- predicates

    def predicate(self, path: str, value: object, depth: int = 0) -> Predicate | None:
        data = self.tried(path, lambda: table(value))
        if data is None:
            return None
        if len(data) != 1:
            msg = f"exactly one condition is needed, got {len(data)}"
            self.problem(path, InvalidValueError(msg, found=value, allowed=_TAGS, code=Code.NOT_ONE))
            return None
        if depth > _DEEPEST:
            msg = f"conditions are nested more than {_DEEPEST} deep"
            self.problem(path, InvalidValueError(msg, code=Code.TOO_DEEP))
            return None
        ((tag, argument),) = data.items()
        inner = joined(path, key_step(tag))
        if tag in ("all", "any"):
            return self.parts(inner, tag, argument, depth)
        if tag == "not":
            part = self.predicate(inner, argument, depth + 1)
            return None if part is None else Not(part)
        return self.condition(path, tag, argument)

    def parts(self, path: str, tag: str, argument: object, depth: int) -> Predicate | None:
        items = self.tried(path, lambda: listed(argument))
        if items is None:
            return None
        parts = [self.predicate(f"{path}[{i}]", part, depth + 1) for i, part in enumerate(items)]
        whole = [part for part in parts if part is not None]
        if len(whole) < len(parts):
            return None
        if tag == "all":
            return AllOf(whole)
        return self.tried(path, lambda: AnyOf(whole))

    def condition(self, path: str, tag: str, argument: Any) -> Predicate | None:
        meaning = MEANINGS.get(tag)
        if meaning is None:
            msg = "unknown condition"
            near = nearest(str(tag), _TAGS, count=1)
            error = InvalidValueError(msg, found=tag, nearest=near, allowed=_TAGS, code=Code.UNKNOWN_CONDITION)
            self.problem(path, error.at(key_step(tag)))
            return None
        among = {
            Argument.PLACE: self.known.places,
            Argument.VENDOR: self.known.vendors,
            Argument.CHIP: self.known.chips,
        }.get(meaning.argument)
        inner = joined(path, tag)
        if among is not None and self.referred(inner, meaning.argument.value, argument, among) is None:
            return None
        try:
            return Condition(tag, argument)
        except AichipcnError as error:
            error.path = ""  # a condition has one argument, and the tag is its name already
            self.problem(inner, error)
            return None

    # -- the other parts

    def schedule(self, path: str, value: object) -> Schedule | None:
        data = self.tried(path, lambda: table(value))
        if data is None:
            return None
        self.keys(path, data, _REQUIRE_KEYS)
        rows = self.required(path, data, "share-at-least", table, "write { 2027-12-31 = '70%' }")
        if rows is None:
            return None
        inner = joined(path, "share-at-least")
        milestones = [self.milestone(joined(inner, key_step(day)), day, share) for day, share in rows.items()]
        whole = tuple(item for item in milestones if item is not None)
        interpolate = self.given(path, data, "interpolate", interpolation)
        if len(whole) < len(milestones):
            return None
        return self.tried(inner, lambda: Schedule(whole, interpolate))

    def milestone(self, path: str, day: object, share: object) -> Milestone | None:
        on = self.tried(path, lambda: one_day(day))
        least = self.tried(path, lambda: parse_share(share))
        return None if on is None or least is None else Milestone(on, least)

    def population(self, path: str, value: object) -> Population:
        if value == "stock":
            return STOCK
        if isinstance(value, Mapping) and list(value) == ["additions-since"]:
            return self.given(path, value, "additions-since", AdditionsSince) or STOCK
        msg = f"not a population: {shown(value)}"
        near = nearest(value, ["stock"]) if isinstance(value, str) else ()
        allowed = ("stock", "{ additions-since = 2027-01-01 }")
        error = InvalidValueError(msg, found=value, nearest=near, allowed=allowed, code=Code.UNKNOWN_TERM)
        self.problem(path, error)
        return STOCK

    def measure(self, path: str, value: Any) -> Measure:
        if not isinstance(value, Mapping):
            return self.tried(path, lambda: measure_of(value)) or UNITS
        self.keys(path, value, ("peak", "spend"))
        if len(value) != 1:
            msg = f"exactly one measure is needed, got {len(value)}; write {{ peak = 'fp16' }} or {{ spend = 'USD' }}"
            self.problem(path, InvalidValueError(msg, found=value, code=Code.NOT_ONE))
        elif "peak" in value:
            number_format = self.given(path, value, "peak", NumberFormat)
            return Measure(Quantum.PEAK, number_format) if number_format else UNITS
        elif "spend" in value:
            return self.given(path, value, "spend", lambda currency: Measure(Quantum.SPEND, None, currency)) or UNITS
        return UNITS

    def reading(self, path: str, value: object) -> Reading | None:
        data = self.tried(path, lambda: table(value))
        if data is None:
            return None
        self.keys(path, data, _READING_KEYS)
        name = self.required(path, data, "name", slug, "write a slug such as 'designed-and-produced'")
        qualifies = None
        if "qualifies" in data:
            qualifies = self.predicate(joined(path, "qualifies"), data["qualifies"])
        else:
            self.problem(joined(path, "qualifies"), missing("write { designed-in = 'CN' }"))
        require = self.schedule(joined(path, "require"), data["require"]) if "require" in data else None
        scope = self.predicate(joined(path, "scope"), data["scope"]) if "scope" in data else None
        use = self.given(path, data, "stated-shares", StatedShareUse)
        said = self.given(path, data, "note", note) or ""
        if qualifies is None or name is None:
            return None
        return Reading(
            name=name,
            qualifies=qualifies,
            require=require,
            scope=scope,
            stated_shares=use or StatedShareUse.NOT_USED,
            note=said,
        )


def read_mandate(data: object, known: Known) -> Mandate:
    """A mandate from plain data. Raises CatalogueError with every problem in it, each with its path."""
    reader = _Reader(known)
    whole = reader.tried("", lambda: table(data))
    mandate = None if whole is None else _mandate(reader, whole)
    if mandate is None:
        raise CatalogueError(reader.problems)
    return mandate


def _mandate(reader: _Reader, data: Mapping[str, Any]) -> Mandate | None:
    reader.keys("", data, _KEYS)
    fields: dict[str, Any] = {
        "slug": reader.required("", data, "slug", slug, "write one such as 'shanghai-2027'"),
        "title": reader.required("", data, "title", text, "write what is required, in words"),
        "sources": _sources(reader, data),
    }
    for key, door in _PLAIN.items():
        if key in data:
            fields[key.replace("-", "_")] = reader.given("", data, key, door)
    if "place" in data:
        fields["place"] = reader.referred("place", "place", data["place"], reader.known.places)
    if "scope" in data:
        fields["scope"] = reader.predicate("scope", data["scope"])
    if "population" in data:
        fields["population"] = reader.population("population", data["population"])
    if "measure" in data:
        fields["measure"] = reader.measure("measure", data["measure"])
    fields["readings"] = _readings(reader, data)
    if reader.required("", data, "require", table, "write { share-at-least = { 2027-12-31 = '70%' } }") is not None:
        fields["require"] = reader.schedule("require", data["require"])
    return None if reader.problems else Mandate(**fields)


def _sources(reader: _Reader, data: Mapping[str, Any]) -> tuple[Any, ...]:
    slugs = reader.tried("sources", lambda: listed(data.get("sources", ())))
    if slugs is None:
        return ()
    if not slugs:
        reader.problem("", no_source())
    return tuple(reader.referred(f"sources[{i}]", "source", slug, reader.known.sources) for i, slug in enumerate(slugs))


def _readings(reader: _Reader, data: Mapping[str, Any]) -> tuple[Reading | None, ...]:
    rows = reader.tried("readings", lambda: listed(data.get("readings", ())))
    if rows is None:
        return ()
    if not rows:
        msg = "at least one reading is needed, saying what qualifies"
        reader.problem("readings", InvalidValueError(msg, code=Code.EMPTY))
    readings = tuple(reader.reading(f"readings[{i}]", row) for i, row in enumerate(rows))
    first: dict[str, int] = {}
    for i, reading in enumerate(readings):
        if reading is not None and first.setdefault(reading.name, i) != i:
            msg = f"{shown(reading.name)} is taken by readings[{first[reading.name]}]; choose another"
            reader.problem(f"readings[{i}].name", InvalidValueError(msg, found=reading.name, code=Code.NAME_TAKEN))
    return readings
