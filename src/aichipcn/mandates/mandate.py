"""A mandate: which facilities, which of their chips, how they are summed, what counts, how much by when."""

from __future__ import annotations

from typing import Protocol

import attrs
from attrs.converters import optional

from aichipcn.codes import Code
from aichipcn.errors import InvalidTypeError, InvalidValueError, UnknownNameError, shown
from aichipcn.mandates.measures import UNITS, Measure, measure_of
from aichipcn.mandates.populations import STOCK, AdditionsSince, Population, Stock
from aichipcn.mandates.predicates import AllOf, Predicate, predicate
from aichipcn.model import doors
from aichipcn.model.fields import named_fields
from aichipcn.model.places import Place
from aichipcn.model.sources import Confidence, Source
from aichipcn.model.terms import Term
from aichipcn.values.dates import DateRange
from aichipcn.values.memo import Memo
from aichipcn.values.schedule import Schedule


class Level(Term):
    """Over what one verdict is formed."""

    FACILITY = "facility"
    OPERATOR = "operator"
    PLACE = "place"


class LegalForce(Term):
    """What binds those in scope."""

    LAW = "law"
    REGULATION = "regulation"
    GUIDELINE = "guideline"
    GUIDANCE = "guidance"
    TARGET = "target"
    REQUEST = "request"


class MandateStatus(Term):
    """How far a mandate has come."""

    REPORTED = "reported"
    PROPOSED = "proposed"
    ANNOUNCED = "announced"
    ADOPTED = "adopted"
    IN_FORCE = "in-force"
    LAPSED = "lapsed"


class StatedShareUse(Term):
    """What a share that a source states, in its own words for domestic, is worth to a reading.

    AS_STATED takes it; AT_MOST takes it as an upper bound, for a reading stricter than the word; NOT_USED leaves it.
    """

    AS_STATED = "as-stated"
    AT_MOST = "at-most"
    NOT_USED = "not-used"


def _population(value: Population) -> Population:
    if not isinstance(value, Stock | AdditionsSince):
        msg = f"a population is Stock() or AdditionsSince(...), got {shown(value)}"
        raise InvalidTypeError(msg, found=value)
    return value


@attrs.frozen(kw_only=True, field_transformer=named_fields)
class Reading:
    """One way to read a vague text: what qualifies and, where the texts differ in it, by when and for whom."""

    name: str = attrs.field(converter=doors.slug)
    qualifies: Predicate = attrs.field(converter=predicate)
    require: Schedule | None = attrs.field(default=None, validator=doors.is_a(Schedule, optional=True))
    scope: Predicate | None = attrs.field(default=None, converter=optional(predicate))
    stated_shares: StatedShareUse = attrs.field(default=StatedShareUse.NOT_USED, converter=StatedShareUse)
    note: str = attrs.field(default="", converter=doors.note)


class Origin(Protocol):
    """Where a mandate comes from: something with a fingerprint."""

    @property
    def fingerprint(self) -> str:
        """The sha256 of the canonical form of a catalogue."""


@attrs.frozen(kw_only=True, field_transformer=named_fields)
class Mandate:
    """A requirement: a share of at least so much, by dated milestones, under one or more readings.

    The first reading is the default. `sources` may be empty in Python; a file's mandate needs one.
    Raises InvalidValueError for no readings, or two of one name.
    """

    slug: str = attrs.field(converter=doors.slug)
    title: str = attrs.field(converter=doors.text)
    require: Schedule = attrs.field(validator=doors.is_a(Schedule))
    readings: tuple[Reading, ...] = attrs.field(converter=tuple[Reading, ...])
    issuer: str | None = attrs.field(default=None, converter=doors.optional_note)
    place: Place | None = attrs.field(default=None, validator=doors.is_a(Place, optional=True))
    legal_force: LegalForce | None = attrs.field(default=None, converter=optional(LegalForce))
    level: Level = attrs.field(default=Level.FACILITY, converter=Level)
    scope: Predicate = attrs.field(factory=AllOf, converter=predicate)
    population: Population = attrs.field(default=STOCK, converter=_population)
    measure: Measure = attrs.field(default=UNITS, converter=measure_of)
    status: MandateStatus = attrs.field(default=MandateStatus.REPORTED, converter=MandateStatus)
    wording: str | None = attrs.field(default=None, converter=doors.optional_note)
    verified: DateRange | None = attrs.field(default=None, converter=doors.dates)
    aliases: tuple[str, ...] = attrs.field(default=(), converter=doors.texts)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=tuple[Source, ...])
    confidence: Confidence | None = attrs.field(default=None, converter=optional(Confidence))
    note: str = attrs.field(default="", converter=doors.note)
    origin: Origin | None = attrs.field(init=False, default=None, eq=False, repr=False)
    memo: Memo = attrs.field(init=False, factory=Memo, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        names = [reading.name for reading in self.readings]
        if not names:
            msg = f"mandate {self.slug} needs at least one reading that says what qualifies"
            raise InvalidValueError(msg, code=Code.EMPTY)
        if len(set(names)) < len(names):
            msg = f"mandate {self.slug} has two readings of one name: {', '.join(names)}"
            raise InvalidValueError(msg, code=Code.NAME_TAKEN)

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
