"""What stands in a facility, in the form that sums are taken over: by chip, and by when it came and goes."""

from __future__ import annotations

from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

import attrs

from aichipcn.model.chips import Chip
from aichipcn.values.dates import DateRange
from aichipcn.values.numbers import Exact

if TYPE_CHECKING:
    from aichipcn.model.facilities import Deployment

Holding: TypeAlias = tuple[Chip, Exact, Exact]
"""Chips of one model in one place: the chip, how many at least, how many at most."""


@attrs.frozen
class Batch:
    """Chips that came to a facility together and go together, summed by chip.

    They came on a day from `may_come` to `came_by`, and go on a day from `may_go` to `gone_by`.
    """

    may_come: date
    came_by: date
    may_go: date
    gone_by: date
    holdings: tuple[Holding, ...]

    @classmethod
    def of(cls, came: DateRange | None, gone: DateRange | None, holdings: tuple[Holding, ...]) -> Batch:
        """A batch by the dates of its installation and retirement; None is before all dates, or after them."""
        may_come, came_by = (came.first, came.last) if came else (date.min, date.min)
        may_go, gone_by = (gone.first, gone.last) if gone else (date.max, date.max)
        return cls(may_come, came_by, may_go, gone_by, holdings)

    def standing(self, on: date) -> tuple[Holding, ...]:
        """What of it stands there on a date: for certain, perhaps (none at least), or nothing."""
        if self.came_by <= on < self.may_go:
            return self.holdings
        if self.may_come <= on < self.gone_by:
            return tuple((chip, 0, high) for chip, _, high in self.holdings)
        return ()


@attrs.frozen
class Holdings:
    """The deployments of a facility in the form that sums are taken over.

    `lasting` are without dates, `unsummed` those without a known model or a bounded count.
    """

    lasting: tuple[Holding, ...]
    batches: tuple[Batch, ...]
    unsummed: tuple[Deployment, ...]

    @classmethod
    def of(cls, deployments: tuple[Deployment, ...]) -> Holdings:
        """The holdings that deployments amount to."""
        sums: dict[tuple[DateRange | None, DateRange | None], dict[int, Holding]] = {}
        unsummed: list[Deployment] = []
        for item in deployments:
            chip, low, high = item.chip, item.count.low, item.count.high
            if chip is None or high is None:
                unsummed.append(item)
                continue
            by_chip = sums.setdefault((item.came, item.retired), {})
            _, low_before, high_before = by_chip.get(id(chip), (chip, 0, 0))
            by_chip[id(chip)] = (chip, low_before + low, high_before + high)
        lasting = sums.pop((None, None), {})
        batches = [Batch.of(came, gone, tuple(by_chip.values())) for (came, gone), by_chip in sums.items()]
        return cls(tuple(lasting.values()), tuple(batches), tuple(unsummed))

    def standing(self, on: date | None) -> tuple[Holding, ...]:
        """What stands there on a date; without one, all that is not stated as retired."""
        if not self.batches:
            return self.lasting
        if on is None:
            dated = [batch.holdings for batch in self.batches if batch.gone_by == date.max]
        else:
            dated = [batch.standing(on) for batch in self.batches]
        return tuple(chain(self.lasting, *dated))
