"""How far from a threshold: what to add, what to swap, what may still come.

With a threshold T, q qualifying of t in all: adding a qualifying units complies when (q + a) / (t + a) >= T,
swapping s of the others for qualifying ones when (q + s) / t >= T, and h more of the others still comply when
q / (t + h) >= T. Units are whole; other measures are exact amounts in the measure's root unit.
"""

from __future__ import annotations

from fractions import Fraction

import attrs

from aichipcn.values.estimate import Estimate
from aichipcn.values.numbers import Exact, simplest
from aichipcn.values.words import in_words


@attrs.frozen(kw_only=True)
class Shortfall:
    """The least to `add`, or to `swap` in, to comply in the worst case that the known facts allow.

    `add` is None where no addition suffices: all of the chips are required, and some do not qualify.
    """

    add: Exact | None
    swap: Exact
    unit: str = ""

    def __str__(self) -> str:
        if self.add == 0 == self.swap:
            return "none"
        added = "no addition suffices" if self.add is None else f"add {amount_text(self.add, self.unit)}"
        return f"{added}, or swap {amount_text(self.swap, self.unit)}"


def shortfall(qualifying: Exact, total: Exact, threshold: Fraction, *, whole: bool, unit: str = "") -> Shortfall:
    """The shortfall of `qualifying` of `total` against a threshold; zero where it is met."""
    short = threshold * total - qualifying
    if short <= 0:
        return Shortfall(add=0, swap=0, unit=unit)
    add = None if threshold == 1 else _least(short / (1 - threshold), whole=whole)
    return Shortfall(add=add, swap=_least(short, whole=whole), unit=unit)


def headroom(qualifying: Exact, total: Exact, threshold: Fraction, *, whole: bool) -> Exact | None:
    """The most of what does not qualify that may still be added; None where nothing limits it.

    Zero where the threshold is not met.
    """
    if threshold == 0:
        return None
    room = Fraction(qualifying) / threshold - total
    if room <= 0:
        return 0
    return room.numerator // room.denominator if whole else simplest(room)


def _least(amount: Fraction, *, whole: bool) -> Exact:
    return -(-amount.numerator // amount.denominator) if whole else simplest(amount)


def amount_text(amount: Exact, unit: str) -> str:
    """An amount in root units for people, in the unit that reads best."""
    return in_words(Estimate(amount, amount, unit=unit))
