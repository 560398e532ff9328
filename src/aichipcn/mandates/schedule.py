"""What is required by when: dated milestones of a share, an amount or a ratio, each with where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any, Literal, Protocol, runtime_checkable

import attrs
from attrs.converters import optional

from aichipcn.codes import Code
from aichipcn.errors import AichipcnError, InvalidTypeError, InvalidValueError, key_step, shown
from aichipcn.mandates.standing import MandateStatus
from aichipcn.mandates.thresholds import AnyThreshold, Asked, Bound, Threshold, asked, asked_text
from aichipcn.model import doors
from aichipcn.model.fields import named_fields
from aichipcn.model.sources import Source
from aichipcn.nearest import nearest
from aichipcn.values.dates import DateRange, one_day
from aichipcn.values.estimate import Estimate
from aichipcn.values.numbers import Exact


def _asked(value: Fraction | str | Estimate | None) -> Asked:
    return value if isinstance(value, Estimate) else asked(Bound.SHARE_AT_LEAST, value)


@attrs.frozen(field_transformer=named_fields)
class Milestone:
    """From this date on, so much: a share, or an `Estimate` of an amount; None is unstated.

    What is told of the mandate holds of it too, unless it has a `status`, a day it was `verified`, a `wording` or
    `sources` of its own.
    """

    on: date = attrs.field(converter=one_day)
    value: Asked = attrs.field(converter=_asked)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=tuple[Source, ...], kw_only=True)
    status: MandateStatus | None = attrs.field(default=None, converter=optional(MandateStatus), kw_only=True)
    verified: DateRange | None = attrs.field(default=None, converter=doors.dates, kw_only=True)
    wording: str | None = attrs.field(default=None, converter=doors.optional_note, kw_only=True)

    @property
    def share(self) -> Fraction:
        """The share that is asked. Raises InvalidTypeError where it is an amount, or unstated."""
        if not isinstance(self.value, Fraction):
            msg = f"a milestone of no share: {self}"
            raise InvalidTypeError(msg, found=self)
        return self.value

    def __str__(self) -> str:
        bound = (
            Bound.SHARE_AT_LEAST if self.value is None or isinstance(self.value, Fraction) else Bound.AMOUNT_AT_LEAST
        )
        return f"{asked_text(bound, self.value)} from {self.on}"


def milestone(day: object, value: object, bound: Bound = Bound.SHARE_AT_LEAST) -> Milestone:
    """A milestone from a row of a table; its error has the day as its path."""
    try:
        return Milestone(one_day(day), asked(bound, value))
    except AichipcnError as error:
        error.at(key_step(shown(day).strip("'")))
        raise


def _given(value: object) -> tuple[Any, ...]:
    """Milestones, or the rows of a table of them, which the bound says how to read."""
    if isinstance(value, Mapping):
        return tuple(value.items())
    if isinstance(value, tuple | list) and all(isinstance(item, Milestone) for item in value):
        return tuple(value)
    msg = f"not milestones: {shown(value)}; write a table such as {{ 2027-12-31 = '70%' }}"
    raise InvalidTypeError(msg, found=value)


def _milestones(rows: tuple[Any, ...], bound: Bound) -> tuple[Milestone, ...]:
    items = (row if isinstance(row, Milestone) else milestone(row[0], row[1], bound) for row in rows)
    return tuple(sorted(items, key=lambda item: item.on))


def interpolation(value: object) -> Literal["linear"] | None:
    """How figures run between two milestones: not at all, or `"linear"`."""
    if value is None or value == "linear":
        return "linear" if value else None
    msg = f"unknown interpolation {shown(value)}"
    near = nearest(str(value), ["linear"])
    raise InvalidValueError(msg, found=value, nearest=near, allowed=["linear"], code=Code.UNKNOWN_TERM)


@runtime_checkable
class Requirement(Protocol):
    """How much is asked on each date: a `Schedule`, or a frozen class of another's."""

    def threshold(self, on: date) -> AnyThreshold | None:
        """What binds on a date; None before anything does."""

    def next_after(self, on: date) -> Milestone | None:
        """The first change after a date; None from the last one on."""

    def describe(self) -> str:
        """The whole, in words between the chips and what counts: "at least 70% from 2027-12-31 must be"."""


@attrs.frozen
class Schedule:
    """Milestones in order of date, of one bound. The last one on or before a date binds on it.

    With `interpolate="linear"` the figure between two milestones lies on the straight line between them, day by day
    and exactly. Raises InvalidValueError for no milestones, two on one date, or figures of two kinds.
    """

    milestones: tuple[Milestone, ...] = attrs.field(converter=_given)
    interpolate: Literal["linear"] | None = attrs.field(default=None, converter=interpolation)
    bound: Bound = attrs.field(default=Bound.SHARE_AT_LEAST, converter=Bound)
    _steps: tuple[tuple[date, Threshold], ...] = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "milestones", _milestones(self.milestones, self.bound))
        days = [milestone.on for milestone in self.milestones]
        if not days:
            msg = "a schedule needs at least one milestone"
            raise InvalidValueError(msg, code=Code.EMPTY)
        for day, following in pairwise(days):
            if day == following:
                msg = f"two milestones on one date: {day}"
                raise InvalidValueError(msg, code=Code.TWICE)
        for milestone in self.milestones:
            self._check(milestone)
        steps = tuple((item.on, Threshold(self.bound, item.value)) for item in self.milestones)
        object.__setattr__(self, "_steps", steps)

    def _check(self, milestone: Milestone) -> None:
        if milestone.value is None and self.interpolate:
            msg = "nothing runs day by day from or to an unstated figure"
            raise InvalidValueError(msg, code=Code.CONTRADICTION).at(str(milestone.on))
        if milestone.value is not None and isinstance(milestone.value, Estimate) is not self.bound.is_amount:
            msg = f"{'an amount' if self.bound.is_amount else 'a share'} is needed, got {shown(str(milestone))}"
            raise InvalidTypeError(msg, found=milestone).at(str(milestone.on))

    def binding(self, on: date) -> Milestone | None:
        """The milestone that binds on a date; None before the first."""
        bound = None
        for milestone in self.milestones:
            if milestone.on > on:
                break
            bound = milestone
        return bound

    def next_after(self, on: date) -> Milestone | None:
        """The first milestone after a date; None from the last one on."""
        return next((item for item in self.milestones if item.on > on), None)

    def threshold(self, on: date) -> Threshold | None:
        """What is asked on a date; None before the first milestone."""
        found: tuple[date, Threshold] | None = None
        for step in self._steps:
            if step[0] > on:
                if found is not None and self.interpolate:
                    return _between(found, step, on)
                break
            found = step
        return found[1] if found else None

    def required(self, on: date) -> Asked:
        """The figure that is asked on a date; None before the first milestone, and where it is unstated."""
        binding = self.threshold(on)
        return binding.value if binding else None

    def describe(self) -> str:
        """The bound with its figures and dates: "at least 60% from 2028-06-30, 80% from 2030-12-31 must be"."""
        if not self.bound.is_floor and len(self.milestones) == 1 and self._steps[0][1].describe() == "none":
            return f"none from {self.milestones[0].on} may be"
        return f"{self.bound.words} {self} {'must' if self.bound.is_floor else 'may'} be"

    def __str__(self) -> str:
        joined = ", ".join(f"{asked_text(self.bound, item.value)} from {item.on}" for item in self.milestones)
        return f"{joined}, rising day by day" if self.interpolate else joined


def milestones_of(requirement: Requirement) -> tuple[Milestone, ...]:
    """The milestones of any requirement, in order of date."""
    found: list[Milestone] = []
    upcoming = requirement.next_after(date.min)
    while upcoming is not None and upcoming.on > (found[-1].on if found else date.min):
        found.append(upcoming)
        upcoming = requirement.next_after(upcoming.on)
    return tuple(found)


def _between(start: tuple[date, Threshold], end: tuple[date, Threshold], on: date) -> Threshold:
    """What is asked on the straight line between two steps."""
    (first, before), (last, after) = start, end
    low, high = _exact(before.value), _exact(after.value)
    figure = low + (high - low) * Fraction((on - first).days, (last - first).days)
    unit = before.value.unit if isinstance(before.value, Estimate) else None
    return Threshold(before.bound, Fraction(figure) if unit is None else Estimate(figure, figure, unit=unit))


def _exact(value: Asked) -> Exact:
    return value.low if isinstance(value, Estimate) else value or 0
