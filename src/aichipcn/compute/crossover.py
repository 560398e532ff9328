"""Where one chip overtakes another as a workload grows: an H20 is ahead of an H100 at batch 1, and behind at 1,024.

The intensity of a workload grows with its batch, and the ratio of two rooflines falls or rises with the intensity and
never turns back: the chip with more arithmetic for each byte of bandwidth gains. So there is at most one crossing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs

from aichipcn.codes import Code
from aichipcn.compute.factors import Shares
from aichipcn.compute.roofline import MeasuredShare, Roofline
from aichipcn.compute.workloads import Workload
from aichipcn.errors import InvalidValueError, shown
from aichipcn.model.chips import Chip
from aichipcn.nearest import nearest
from aichipcn.values.estimate import ONE, Estimate
from aichipcn.values.ternary import Ternary

FARTHEST = 2**20
"""How far a crossing is looked for."""

_GROWING = ("batch", "context", "generated", "prompt", "sequence")


@attrs.frozen(kw_only=True)
class Crossover:
    """From `at` on, and up to `farthest`, `after` delivers more than `before`, along one measure of a workload.

    `at` is the least whole number from which on it does, a range where the figures leave it open, and without an upper
    end where it is not certain to. With an `at` of None there is no number from which on `after` is ahead.
    """

    along: str
    before: Chip
    after: Chip
    at: Estimate | None
    farthest: int

    def __str__(self) -> str:
        if self.at is None:
            return f"{self.after.name} does not overtake {self.before.name} up to {self.along} {self.farthest:,}"
        return f"{self.after.name} overtakes {self.before.name} at {self.along} {self.at}"


def crossover(
    one: Chip,
    other: Chip,
    workload: Workload,
    *,
    along: str = "batch",
    mfu: Shares = ONE,
    mbu: MeasuredShare = ONE,
    farthest: int = FARTHEST,
) -> Crossover:
    """From which size of a workload on one chip delivers more than the other, by their rooflines.

    Raises InvalidValueError where the workload does not grow `along` such a measure, and what a roofline raises of a
    chip that lacks a figure.
    """
    growing = [name for name in _GROWING if hasattr(workload, name)]
    if along not in growing:
        msg = f"{type(workload).__name__.lower()} does not grow along {shown(along)}"
        raise InvalidValueError(
            msg, found=along, nearest=nearest(along, growing), allowed=growing, code=Code.UNKNOWN_TERM
        )

    def ahead(leading: Chip, trailing: Chip, size: int) -> Ternary:
        sized: dict[str, Any] = {along: size}
        model = Roofline(workload=attrs.evolve(workload, **sized), mfu=mfu, mbu=mbu)
        return model.rate(leading) > model.rate(trailing)

    first, second = sorted((one, other), key=lambda chip: chip.slug)
    before, after = _in_order(first, second, ahead, farthest)
    at = None
    if ahead(after, before, farthest) is not Ternary.FALSE:
        low = _first(farthest, lambda size: ahead(after, before, size) is not Ternary.FALSE)
        certain = ahead(after, before, farthest) is Ternary.TRUE
        high = _first(farthest, lambda size: ahead(after, before, size) is Ternary.TRUE) if certain else None
        at = Estimate(low, high)
    return Crossover(along=along, before=before, after=after, at=at, farthest=farthest)


def _in_order(one: Chip, other: Chip, ahead: Callable[[Chip, Chip, int], Ternary], farthest: int) -> tuple[Chip, Chip]:
    """Which of two chips may be overtaken, and by which.

    One that is certain to be ahead at the near end is the one to be overtaken. Where neither is, the one that alone may
    be ahead at the far end overtakes; where both may, or neither, the order is that in which they are given.
    """
    orders = ((one, other), (other, one))
    for before, after in orders:
        if ahead(before, after, 1) is Ternary.TRUE:
            return before, after
    for before, after in orders:
        if ahead(before, after, farthest) is Ternary.FALSE and ahead(after, before, farthest) is not Ternary.FALSE:
            return before, after
    return orders[0]


def _first(last: int, holds: Callable[[int], bool]) -> int:
    """The first number from 1 on of which something holds that holds of all after it, and of the last."""
    low, high = 1, last
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return low
