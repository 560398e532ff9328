"""A mandate: which facilities, which of their chips, how they are summed, what counts, how much by when."""

from __future__ import annotations

from enum import Enum
from typing import Any, Protocol

import attrs

from aichipcn.errors import InvalidTypeError, InvalidValueError, UnknownNameError
from aichipcn.mandates.measures import UNITS, Measure
from aichipcn.mandates.populations import STOCK, AdditionsSince, Population, Stock
from aichipcn.mandates.predicates import AllOf, Predicate
from aichipcn.model.fields import (
    dates_field,
    enum_field,
    instance_field,
    slug_field,
    text_field,
    tuple_field,
)
from aichipcn.model.places import Place
from aichipcn.model.sources import Confidence, Source
from aichipcn.values.dates import DateRange
from aichipcn.values.memo import Memo, memo_field
from aichipcn.values.schedule import Schedule


class Level(Enum):
    """Over what one verdict is formed."""

    FACILITY = "facility"
    OPERATOR = "operator"
    PLACE = "place"


class LegalForce(Enum):
    """What binds those in scope."""

    LAW = "law"
    REGULATION = "regulation"
    GUIDELINE = "guideline"
    GUIDANCE = "guidance"
    TARGET = "target"
    REQUEST = "request"


class MandateStatus(Enum):
    """How far a mandate has come."""

    REPORTED = "reported"
    PROPOSED = "proposed"
    ANNOUNCED = "announced"
    ADOPTED = "adopted"
    IN_FORCE = "in-force"
    LAPSED = "lapsed"


class StatedShareUse(Enum):
    """What a share that a source states, in its own words for domestic, is worth to a reading.

    AS_STATED takes it; AT_MOST takes it as an upper bound, for a reading stricter than the word; NOT_USED leaves it.
    """

    AS_STATED = "as-stated"
    AT_MOST = "at-most"
    NOT_USED = "not-used"


def _predicate(value: object) -> Any:
    if not isinstance(value, Predicate):
        msg = f"a predicate is needed such as Condition('designed-in', 'CN'), got {value!r}"
        raise InvalidTypeError(msg)
    return value


def _population(value: object) -> Any:
    if not isinstance(value, Stock | AdditionsSince):
        msg = f"a population is Stock() or AdditionsSince(...), got {value!r}"
        raise InvalidTypeError(msg)
    return value


@attrs.frozen(kw_only=True)
class Reading:
    """One way to read a vague text: what qualifies and, where the texts differ in it, by when and for whom."""

    name: str = slug_field()
    qualifies: Predicate = attrs.field(converter=_predicate)
    require: Schedule | None = instance_field(Schedule, optional=True)
    scope: Predicate | None = attrs.field(default=None, converter=attrs.converters.optional(_predicate))
    stated_shares: StatedShareUse = enum_field("stated_shares", StatedShareUse, default=StatedShareUse.NOT_USED)
    note: str = ""


class Origin(Protocol):
    """Where a mandate comes from: something with a fingerprint."""

    @property
    def fingerprint(self) -> str:
        """The sha256 of the canonical form of a catalogue."""


@attrs.frozen(kw_only=True)
class Mandate:
    """A requirement: a share of at least so much, by dated milestones, under one or more readings.

    The first reading is the default. `sources` may be empty in Python; a file's mandate needs one.
    Raises InvalidValueError for no readings, or two of one name.
    """

    slug: str = slug_field()
    title: str = text_field()
    require: Schedule = instance_field(Schedule)
    readings: tuple[Reading, ...] = tuple_field("readings", Reading)
    issuer: str | None = None
    place: Place | None = instance_field(Place, optional=True)
    legal_force: LegalForce | None = enum_field("legal_force", LegalForce, default=None)
    level: Level = enum_field("level", Level, default=Level.FACILITY)
    scope: Predicate = attrs.field(factory=AllOf, converter=_predicate)
    population: Population = attrs.field(default=STOCK, converter=_population)
    measure: Measure = attrs.field(default=UNITS, validator=attrs.validators.instance_of(Measure))
    status: MandateStatus = enum_field("status", MandateStatus, default=MandateStatus.REPORTED)
    wording: str | None = None
    verified: DateRange | None = dates_field("verified")
    aliases: tuple[str, ...] = attrs.field(default=(), converter=tuple)
    sources: tuple[Source, ...] = tuple_field("sources", Source)
    confidence: Confidence | None = enum_field("confidence", Confidence, default=None)
    note: str = ""
    origin: Origin | None = attrs.field(init=False, default=None, eq=False, repr=False)
    memo: Memo = memo_field()

    def __attrs_post_init__(self) -> None:
        names = [reading.name for reading in self.readings]
        if not names:
            msg = f"mandate {self.slug} needs at least one reading that says what qualifies"
            raise InvalidValueError(msg)
        if len(set(names)) < len(names):
            msg = f"mandate {self.slug} has two readings of one name: {', '.join(names)}"
            raise InvalidValueError(msg)

    def reading(self, name: str | None = None) -> Reading:
        """The reading of a name, or the first. Raises UnknownNameError with the nearest."""
        if name is None:
            return self.readings[0]
        for reading in self.readings:
            if reading.name == name:
                return reading
        raise UnknownNameError(f"reading of {self.slug}", name, [reading.name for reading in self.readings])

    def schedule(self, reading: Reading) -> Schedule:
        """What is required by when under a reading."""
        return reading.require or self.require

    def scope_of(self, reading: Reading) -> Predicate:
        """Which facilities are covered under a reading."""
        return reading.scope or self.scope

    def from_origin(self, origin: Origin) -> Mandate:
        """The same mandate, knowing the catalogue that it comes from."""
        copy = attrs.evolve(self)
        object.__setattr__(copy, "origin", origin)
        return copy

    def sentence(self, reading: str | None = None) -> str:
        """The mandate in one sentence, under a reading."""
        chosen = self.reading(reading)
        return (
            f"Of {self.measure.describe()} {self.population.describe()} in facilities"
            f" {self.scope_of(chosen).describe()}, at least {self.schedule(chosen)}"
            f" must be {chosen.qualifies.describe()}."
        )

    def __str__(self) -> str:
        return self.title
