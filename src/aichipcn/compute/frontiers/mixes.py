"""Mixes of a foreign and a domestic chip, and the one that delivers most for what it takes of a budget.

The figures of options are plain numbers in root units, so that any rate may stand over any cost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import reduce
from itertools import product
from operator import add

import attrs

from aichipcn.compute.frontiers.budgets import deciding
from aichipcn.model.chips import Chip
from aichipcn.values.estimate import NOTHING, ONE, Estimate
from aichipcn.values.numbers import Exact, simplest


@attrs.frozen
class Option:
    """A chip to choose: what it delivers, what it takes of the budget, and what it counts for in the share."""

    chip: Chip
    domestic: bool
    rate: Estimate
    cost: Estimate
    weight: Estimate


@attrs.frozen
class Mix:
    """Options by their part of the units, which sum to one: a foreign and a domestic one, or either alone."""

    foreign: Option | None
    domestic: Option | None
    parts: tuple[tuple[Option, Fraction], ...]

    @classmethod
    def alone(cls, option: Option) -> Mix:
        """Nothing but one chip."""
        foreign, domestic = (None, option) if option.domestic else (option, None)
        return cls(foreign, domestic, ((option, Fraction(1)),))

    @classmethod
    def at(cls, share: Fraction, foreign: Option, domestic: Option) -> Mix:
        """Two chips of which the domestic has exactly a share, neither none nor all."""
        abroad = Fraction(deciding(domestic.weight)) * (1 - share)
        home = Fraction(deciding(foreign.weight)) * share
        whole = abroad + home
        return cls(foreign, domestic, ((foreign, abroad / whole), (domestic, home / whole)))

    @property
    def rank(self) -> tuple[Fraction, bool]:
        """By what mixes are chosen: what one delivers for what it takes; of two that are level, the domestic one."""
        delivered = sum(part * deciding(option.rate) for option, part in self.parts)
        return Fraction(delivered) / self.taken, self.foreign is None

    @property
    def taken(self) -> Fraction:
        """What one unit takes of the budget on average, by the figures that decide."""
        return Fraction(sum(part * deciding(option.cost) for option, part in self.parts))

    def bought(self, budget: Exact) -> dict[str, Exact]:
        """How many of each chip a budget buys, by slug and by the figures that decide."""
        units = budget / self.taken
        return {option.chip.slug: simplest(part * units) for option, part in self.parts}

    @property
    def yielded(self) -> Estimate:
        """What is delivered for each unit of the budget, whatever the facts may be."""
        return self.sum_of(lambda option: option.rate) / self.sum_of(lambda option: option.cost)

    def yielded_over(self, base: Option) -> Estimate:
        """What it delivers for what it takes, over the same of one option, whose doubt counts once."""
        rates = self.sum_of(lambda option: ONE if option is base else option.rate / base.rate)
        costs = self.sum_of(lambda option: ONE if option is base else option.cost / base.cost)
        return rates / costs

    @property
    def reached(self) -> Estimate:
        """The domestic share, whatever the facts may be."""
        if self.foreign is None or self.domestic is None:
            return NOTHING if self.domestic is None else ONE
        (_, abroad), (_, home) = self.parts
        return (ONE + self.foreign.weight / self.domestic.weight * (abroad / home)).reciprocal()

    def sum_of(self, figure: Callable[[Option], Estimate]) -> Estimate:
        """A figure of the options, averaged over the units."""
        return reduce(add, (figure(option) * part for option, part in self.parts))


def best_mix(options: Sequence[Option], share: Fraction) -> Mix:
    """The mix that delivers most for what it takes, with a domestic share of at least so much."""
    return max(_mixes(options, share), key=lambda mix: mix.rank)


def _mixes(options: Sequence[Option], share: Fraction) -> Iterator[Mix]:
    """Every mix that may be the best: whatever is better than these has less of the share, or does not exist."""
    ordered = sorted(options, key=lambda option: option.chip.slug)
    abroad = [option for option in ordered if not option.domestic]
    home = [option for option in ordered if option.domestic]
    yield from map(Mix.alone, home)
    if share == 0:
        yield from map(Mix.alone, abroad)
    elif share < 1:
        yield from (Mix.at(share, foreign, domestic) for foreign, domestic in product(abroad, home))
