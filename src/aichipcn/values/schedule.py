"""What is required by when: dated milestones of a share."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Literal

import attrs

from aichipcn.codes import Code
from aichipcn.errors import AichipcnError, InvalidTypeError, InvalidValueError, key_step, shown
from aichipcn.nearest import nearest
from aichipcn.values.dates import one_day
from aichipcn.values.shares import format_share, parse_share


@attrs.frozen
class Milestone:
    """From this date on, this share."""

    on: date = attrs.field(converter=one_day)
    share: Fraction = attrs.field(converter=parse_share)

    def __str__(self) -> str:
        return f"{format_share(self.share)} from {self.on}"


def milestone(day: object, share: object) -> Milestone:
    """A milestone from a row of a table; its error has the day as its path."""
    try:
        return Milestone(one_day(day), parse_share(share))
    except AichipcnError as error:
        error.at(key_step(shown(day).strip("'")))
        raise


def _milestones(value: object) -> tuple[Milestone, ...]:
    if isinstance(value, Mapping):
        items = tuple(milestone(day, share) for day, share in value.items())
    elif isinstance(value, tuple | list) and all(isinstance(item, Milestone) for item in value):
        items = tuple(value)
    else:
        msg = f"not milestones: {shown(value)}; write a table such as {{ 2027-12-31 = '70%' }}"
        raise InvalidTypeError(msg, found=value)
    return tuple(sorted(items, key=lambda item: item.on))


def interpolation(value: object) -> Literal["linear"] | None:
    """How shares run between two milestones: not at all, or `"linear"`."""
    if value is None or value == "linear":
        return "linear" if value else None
    msg = f"unknown interpolation {shown(value)}"
    near = nearest(str(value), ["linear"])
    raise InvalidValueError(msg, found=value, nearest=near, allowed=["linear"], code=Code.UNKNOWN_TERM)


@attrs.frozen
class Schedule:
    """Milestones in order of date. The last one on or before a date binds on it.

    With `interpolate="linear"` the share between two milestones lies on the straight line between them,
    day by day and exactly.
    """

    milestones: tuple[Milestone, ...] = attrs.field(converter=_milestones)
    interpolate: Literal["linear"] | None = attrs.field(default=None, converter=interpolation)

    def __attrs_post_init__(self) -> None:
        days = [milestone.on for milestone in self.milestones]
        if not days:
            msg = "a schedule needs at least one milestone"
            raise InvalidValueError(msg, code=Code.EMPTY)
        for day, following in pairwise(days):
            if day == following:
                msg = f"two milestones on one date: {day}"
                raise InvalidValueError(msg, code=Code.TWICE)

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

    def required(self, on: date) -> Fraction | None:
        """The share required on a date; None before the first milestone."""
        start = self.binding(on)
        if start is None or self.interpolate is None:
            return start.share if start else None
        end = self.next_after(on)
        if end is None:
            return start.share
        passed = Fraction((on - start.on).days, (end.on - start.on).days)
        return start.share + (end.share - start.share) * passed

    def __str__(self) -> str:
        joined = ", ".join(str(milestone) for milestone in self.milestones)
        return f"{joined}, rising day by day" if self.interpolate else joined
