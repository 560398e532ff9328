"""A mandate: which facilities, which of their chips, how they are summed, what counts, how much by when."""

from __future__ import annotations

from datetime import date
from typing import Protocol

import attrs
from attrs.converters import optional

from aichipcn.codes import Code
from aichipcn.display import Displayed
from aichipcn.errors import InvalidValueError, UnknownNameError, shown
from aichipcn.mandates.cases import Case
from aichipcn.mandates.exemptions import Effect, Exemption
from aichipcn.mandates.levels import Level
from aichipcn.mandates.measures import UNITS, AnyMeasure, Claimed, measure_of
from aichipcn.mandates.populations import STOCK, Population, population
from aichipcn.mandates.predicates import AllOf, Predicate, checked, predicate
from aichipcn.mandates.readings import Reading
from aichipcn.mandates.schedule import Milestone, Requirement, Schedule
from aichipcn.mandates.standing import LegalForce, MandateStatus, StatusChange
from aichipcn.mandates.thresholds import AnyThreshold
from aichipcn.model import doors
from aichipcn.model.claims import PerformanceClaim
from aichipcn.model.facilities import Facility
from aichipcn.model.fields import named_fields
from aichipcn.model.places import Place
from aichipcn.model.sources import Confidence, Source
from aichipcn.values.dates import DateRange, one_day
from aichipcn.values.estimate import NOTHING, Estimate
from aichipcn.values.memo import Memo
from aichipcn.values.ternary import FALSE, TRUE, UNKNOWN, Ternary, any_of


class Origin(Protocol):
    """Where a mandate comes from: something with a fingerprint."""

    @property
    def fingerprint(self) -> str:
        """The sha256 of the canonical form of a catalogue."""


@attrs.frozen(kw_only=True, field_transformer=named_fields)
class Mandate(Displayed):
    """A requirement under one or more readings: so much of what counts, by dated milestones.

    The first reading is the default. `among` says which chips count at all, `expires` from which day nothing is
    required any more, `supersedes` names mandates that it took the place of, `history` how it came to be, oldest first.
    `sources` may be empty in Python; a file's mandate needs one.
    Raises InvalidValueError for no readings, two of one name, or an amount in another unit than the measure's.
    """

    slug: str = attrs.field(converter=doors.slug)
    title: str = attrs.field(converter=doors.text)
    require: Requirement = attrs.field(validator=doors.is_a(Requirement))
    readings: tuple[Reading, ...] = attrs.field(converter=tuple[Reading, ...])
    issuer: str | None = attrs.field(default=None, converter=doors.optional_note)
    place: Place | None = attrs.field(default=None, validator=doors.is_a(Place, optional=True))
    legal_force: LegalForce | None = attrs.field(default=None, converter=optional(LegalForce))
    level: Level = attrs.field(default=Level.FACILITY, converter=Level)
    scope: Predicate = attrs.field(factory=AllOf, converter=predicate)
    population: Population = attrs.field(default=STOCK, converter=population)
    among: Predicate | None = attrs.field(default=None, converter=optional(predicate))
    measure: AnyMeasure = attrs.field(default=UNITS, converter=measure_of)
    exemptions: tuple[Exemption, ...] = attrs.field(default=(), converter=tuple[Exemption, ...])
    expires: date | None = attrs.field(default=None, converter=optional(one_day))
    supersedes: tuple[str, ...] = attrs.field(default=(), converter=doors.slugs)
    history: tuple[StatusChange, ...] = attrs.field(default=(), converter=tuple[StatusChange, ...])
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
        for reading in self.readings:
            self._check_unit(self.requirement_of(reading))

    def _check_unit(self, requirement: Requirement) -> None:
        if not isinstance(requirement, Schedule):
            return
        for value in (item.value for item in requirement.milestones):
            if isinstance(value, Estimate) and value != NOTHING and value.unit != self.measure.unit:
                msg = f"{self.measure.describe()} are not measured in the unit of {shown(str(value))}"
                raise InvalidValueError(msg, found=value, code=Code.WRONG_DIMENSION).at("require")

    def reading(self, name: str | None = None) -> Reading:
        """The reading of a name, or the first. Raises UnknownNameError with the nearest."""
        if name is None:
            return self.readings[0]
        for reading in self.readings:
            if reading.name == name:
                return reading
        raise UnknownNameError(f"reading of {self.slug}", name, [reading.name for reading in self.readings])

    def requirement_of(self, reading: Reading) -> Requirement:
        """What is required by when under a reading."""
        return reading.require or self.require

    def threshold(self, reading: Reading, on: date) -> AnyThreshold | None:
        """What is required on a date under a reading; None before the first milestone, and once it has expired."""
        if self.expires is not None and on >= self.expires:
            return None
        return (reading.require or self.require).threshold(on)

    def next_after(self, reading: Reading, on: date) -> Milestone | None:
        """The first milestone after a date, unless the mandate expires before it."""
        upcoming = self.requirement_of(reading).next_after(on)
        return None if upcoming is None or self.has_expired(upcoming.on) else upcoming

    def has_expired(self, on: date) -> bool:
        """Whether nothing is required any more on a date."""
        return self.expires is not None and on >= self.expires

    def scope_of(self, reading: Reading) -> Predicate:
        """Which facilities are covered under a reading."""
        return reading.scope or self.scope

    def among_of(self, reading: Reading) -> Predicate | None:
        """Which chips count at all under a reading; None is all of them."""
        return reading.among or self.among

    def level_of(self, reading: Reading) -> Level:
        """Over what one verdict is formed under a reading."""
        return reading.level or self.level

    def covers(self, reading: Reading, facility: Facility, on: date) -> Ternary:
        """Whether a facility is in scope under a reading on a date, and not exempt.

        Unknown where an authority decides case by case.
        """
        scope = reading.scope or self.scope
        covered = scope.holds(Case(facility, None, on))
        if type(covered) is not Ternary:
            checked(covered, scope)
        return covered & self.binds(facility, on) if self.exemptions else covered

    def binds(self, facility: Facility, on: date) -> Ternary:
        """Whether no exemption lets a facility off on a date; unknown where an authority decides case by case."""
        case = Case(facility, on=on)
        exempt = any_of(item.applies(case) for item in self.exemptions if item.effect is Effect.EXEMPT)
        return ~exempt & (TRUE if self.by_discretion(facility, on) is FALSE else UNKNOWN)

    def by_discretion(self, facility: Facility, on: date) -> Ternary:
        """Whether an authority decides case by case of a facility on a date."""
        case = Case(facility, on=on)
        return any_of(item.applies(case) for item in self.exemptions if item.effect is Effect.CASE_BY_CASE)

    def measured_by(self, claims: tuple[PerformanceClaim, ...]) -> Mandate:
        """The same mandate; where it measures by claims, by these."""
        return attrs.evolve(self, measure=self.measure.within(claims)) if isinstance(self.measure, Claimed) else self

    def from_origin(self, origin: Origin) -> Mandate:
        """The same mandate, knowing the catalogue that it comes from."""
        copy = attrs.evolve(self)
        object.__setattr__(copy, "origin", origin)
        return copy

    def sentence(self, reading: str | None = None) -> str:
        """The mandate in one sentence, under a reading."""
        chosen = self.reading(reading)
        among = self.among_of(chosen)
        counted = f"{self.measure.describe()} {self.population.describe()}"
        counted += f" and {among.describe()}" if among else ""
        return (
            f"Of {counted} in facilities {self.scope_of(chosen).describe()},"
            f" {self.requirement_of(chosen).describe()} {chosen.counts.describe()}."
        )

    def __str__(self) -> str:
        return self.title
