"""What a threshold asks, read off it where it is one of this library, and found by asking where it is another's."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs

from aichipcn.mandates.schedule import Requirement, milestones_of
from aichipcn.mandates.thresholds import AnyThreshold, Threshold
from aichipcn.mandates.totals import Tally
from aichipcn.values.estimate import Estimate
from aichipcn.values.numbers import Exact
from aichipcn.values.ternary import TRUE


@attrs.frozen
class Asked:
    """A figure and the side of it that meets a threshold: a share, or an amount where `is_amount`.

    `strict` says that exactly the figure fails.
    """

    figure: Exact
    is_amount: bool
    floor: bool
    strict: bool

    def met(self, qualifying: Exact, others: Exact) -> bool:
        """Whether exact totals meet it, by plain arithmetic."""
        if self.is_amount:
            have: Exact = qualifying
            wanted: Exact = self.figure
        else:
            have, wanted = qualifying * self.figure.denominator, self.figure.numerator * (qualifying + others)
        if have == wanted:
            return not self.strict
        return (have > wanted) is self.floor


def asked_of(threshold: AnyThreshold, requirement: Requirement, on: date) -> Asked | None:
    """What a threshold asks on a day; None where its figure is unstated.

    Of another's, the figure is that of the milestone of the day; None on every other day.
    """
    if isinstance(threshold, Threshold):
        return _of_own(threshold)
    value = next((item.value for item in milestones_of(requirement) if item.on == on), None)
    return None if value is None else _of_another(threshold, value)


def wrongly_bound(
    threshold: AnyThreshold | None, requirement: Requirement, day: date, *, expired: bool = False
) -> str | None:
    """What is wrong with what is required on a day, in words: the last milestone on or before it should bind."""
    rows = milestones_of(requirement)
    past = [item for item in rows if item.on <= day]
    said = "nothing" if threshold is None else threshold.describe()
    if (threshold is None) is not (expired or not past):
        return f"{said} is required on {day}, with milestones {', '.join(map(str, rows))}"
    stays = past and (past[-1].on == day or getattr(requirement, "interpolate", None) is None)
    if stays and isinstance(threshold, Threshold) and threshold.value != past[-1].value:
        return f"{said} is required on {day}, for which {past[-1]} is stated"
    return None


def _of_own(threshold: Threshold) -> Asked | None:
    value, bound = threshold.value, threshold.bound
    if value is None:
        return None
    figure = value.low if isinstance(value, Estimate) else value
    return Asked(figure, bound.is_amount, bound.is_floor, bound.is_strict)


def _of_another(threshold: AnyThreshold, value: Fraction | Estimate) -> Asked:
    """The side is that on which the whole meets it, or nothing does; it is strict where the figure itself fails."""
    if isinstance(value, Estimate):
        much = max(1, value.low) * 2
        floor = threshold.met(Tally(much, much)) is TRUE
        return Asked(value.low, True, floor, threshold.met(Tally(value.low, value.low)) is not TRUE)
    q, n = value.numerator, value.denominator - value.numerator
    floor = threshold.met(Tally(1, 1)) is TRUE
    return Asked(value, False, floor, threshold.met(Tally(q, q, n, n)) is not TRUE)
