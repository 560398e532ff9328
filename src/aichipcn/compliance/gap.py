"""How far from a threshold: what to add, what to swap, what to take out, what may still come.

With a share T, q qualifying of t in all: adding a qualifying units complies when (q + a) / (t + a) >= T, swapping s of
the others for qualifying ones when (q + s) / t >= T, and h more of the others still comply when q / (t + h) >= T.
A ceiling on what qualifies is a floor under the others, with the two sides exchanged. A strict bound asks for more than
that. Units are whole; other measures are exact amounts in the measure's root unit.
"""

from __future__ import annotations

from fractions import Fraction

import attrs

from aichipcn.mandates.thresholds import Threshold
from aichipcn.mandates.totals import Tally
from aichipcn.values.estimate import Estimate
from aichipcn.values.numbers import Exact, simplest
from aichipcn.values.words import in_words


@attrs.frozen(kw_only=True)
class Shortfall:
    """The least to `add`, or to `swap` in, to comply in the worst case that the known facts allow.

    Under a ceiling it is others that are added or swapped in; under a ceiling on an amount, `remove` is what must go.
    A way that does not exist is None: no addition suffices where all of the chips are required, and no swap is worth
    naming where only an amount counts. `beyond` says that strictly more is needed, of a measure that is not whole.
    """

    add: Exact | None
    swap: Exact | None
    remove: Exact | None = None
    unit: str = ""
    beyond: bool = False

    def __str__(self) -> str:
        said = {"add": self.add, "swap": self.swap, "remove": self.remove}
        ways = {verb: way for verb, way in said.items() if way is not None}
        if not any(ways.values()) and not self.beyond:
            return "none"
        more = "more than " if self.beyond else ""
        named = [f"{verb} {more}{amount_text(way, self.unit)}" for verb, way in ways.items()]
        return ", or ".join(named if {"add", "remove"} & ways.keys() else ["no addition suffices", *named])


def shortfall(tally: Tally, threshold: Threshold, *, whole: bool, unit: str = "") -> Shortfall | None:
    """What totals lack of a threshold in the worst case; zero where it is met, None where that has no bound."""
    bound, value = threshold.bound, threshold.value
    if isinstance(value, Estimate):
        return _of_amount(tally, value.low, unit, floor=bound.is_floor)
    sides = _sides(tally, threshold)
    if value is None or sides is None:
        return None
    counted, total, share = sides
    short = share * total - counted
    strict = bound.is_strict
    if short < 0 or (short == 0 and not strict):
        return Shortfall(add=0, swap=0, unit=unit)
    add = None if share == 1 else _least(short / (1 - share), whole=whole, strict=strict)
    swap = _least(short, whole=whole, strict=strict)
    return Shortfall(add=add, swap=swap, unit=unit, beyond=strict and not whole)


def headroom(tally: Tally, threshold: Threshold, *, whole: bool) -> Exact | None:
    """The most that may still be added of what does not help; None where nothing limits it.

    Zero where the threshold is not met. Under a strict bound of a measure that is not whole, less than that may come.
    """
    bound, value = threshold.bound, threshold.value
    if isinstance(value, Estimate):
        if bound.is_floor or tally.q_high is None:
            return None
        return max(0, simplest(Fraction(value.low) - tally.q_high))
    sides = _sides(tally, threshold)
    if value is None or sides is None:
        return None
    counted, total, share = sides
    if share == 0:
        return None
    room = Fraction(counted) / share - total
    if room <= 0:
        return 0
    if not whole:
        return simplest(room)
    most = room.numerator // room.denominator
    return most - 1 if bound.is_strict and most == room else most


def _sides(tally: Tally, threshold: Threshold) -> tuple[Exact, Exact, Fraction] | None:
    """The least that helps, the most in all with it, and the share that it must reach; None without a bound."""
    share = threshold.value
    if not isinstance(share, Fraction):
        return None
    floor = threshold.bound.is_floor
    helps, hinders = (tally.q_low, tally.n_high) if floor else (tally.n_low, tally.q_high)
    if hinders is None:
        return None
    return helps, helps + hinders, share if floor else 1 - share


def _of_amount(tally: Tally, amount: Exact, unit: str, *, floor: bool) -> Shortfall | None:
    if floor:
        return Shortfall(add=max(0, simplest(Fraction(amount) - tally.q_low)), swap=None, unit=unit)
    if tally.q_high is None:
        return None
    return Shortfall(add=None, swap=None, remove=max(0, simplest(Fraction(tally.q_high) - amount)), unit=unit)


def _least(amount: Fraction, *, whole: bool, strict: bool) -> Exact:
    if not whole:
        return simplest(amount)
    least = -(-amount.numerator // amount.denominator)
    return least + 1 if strict and least == amount else least


def amount_text(amount: Exact, unit: str) -> str:
    """An amount in root units for people, in the unit that reads best."""
    return in_words(Estimate(amount, amount, unit=unit))
