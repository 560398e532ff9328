"""What is counted for and against: interval totals of what qualifies and of the rest.

What is not known stands in the high ends of both sides. A share is computed in the form that does not count an
uncertain term twice: low = q_low / (q_low + n_high), high = q_high / (q_high + n_low).
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from aichipcn.values.estimate import Estimate
from aichipcn.values.numbers import Exact, bound_plus
from aichipcn.values.ternary import FALSE, TRUE, UNKNOWN, Ternary


class Tally(NamedTuple):
    """Totals in root units of the measure; a high of None is unbounded.

    `stated` is a share that a source states where it could not be turned into totals.
    """

    q_low: Exact = 0
    q_high: Exact | None = 0
    n_low: Exact = 0
    n_high: Exact | None = 0
    stated: Estimate | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is counted, not even perhaps."""
        return self.q_high == 0 and self.n_high == 0

    def at_least(self, share: Fraction) -> Ternary:
        """Whether the share is at least one: its low end decides that it is, its high end that it is not.

        By integers crosswise, q / (q + n) >= a / b where q * b >= a * (q + n), because it is asked of every verdict.
        However many may qualify, a whole of which one chip does not never reaches 100%.
        """
        q_low, q_high, n_low, n_high, stated = self
        if stated is not None:
            low, high = share_of(self)
            return TRUE if low >= share else Ternary.of(None if high >= share else False)
        above, below = share.numerator, share.denominator
        if not above or (q_low and n_high is not None and q_low * below >= above * (q_low + n_high)):
            return TRUE
        if not n_low or (q_high is None and above < below):
            return UNKNOWN
        if q_high is None or q_high * below < above * (q_high + n_low):
            return FALSE
        return UNKNOWN

    def more_than(self, share: Fraction) -> Ternary:
        """Whether the share is greater than one; exactly that much is not."""
        q_low, q_high, n_low, n_high, stated = self
        if share == 1:
            return FALSE
        if stated is not None:
            low, high = share_of(self)
            return TRUE if low > share else Ternary.of(None if high > share else False)
        above, below = share.numerator, share.denominator
        if q_low and n_high is not None and q_low * below > above * (q_low + n_high):
            return TRUE
        if not n_low or q_high is None or q_high * below > above * (q_high + n_low):
            return UNKNOWN
        return FALSE

    def plus(self, other: Tally) -> Tally:
        """Both populations together; a stated share of a part says nothing of the whole."""
        return Tally(
            self.q_low + other.q_low,
            bound_plus(self.q_high, other.q_high),
            self.n_low + other.n_low,
            bound_plus(self.n_high, other.n_high),
        )

    def perhaps(self) -> Tally:
        """The same population where it is unknown whether it counts at all."""
        return Tally(0, self.q_high, 0, self.n_high)


NOTHING = Tally()


def share_of(tally: Tally) -> tuple[Fraction, Fraction]:
    """The least and the greatest share that the totals allow, met with the stated share."""
    q_low, q_high, n_low, n_high, stated = tally
    low, high = Fraction(0), Fraction(1)
    if n_high is not None and (q_low or not n_high):
        low = Fraction(q_low, q_low + n_high) if n_high else high
    if q_high is not None and (n_low or not q_high):
        high = Fraction(q_high, q_high + n_low) if q_high else Fraction(0)
    if stated is None or stated.high is None:
        return low, high
    if stated.high < low or stated.low > high:
        return min(low, Fraction(stated.low)), max(high, Fraction(stated.high))
    return max(low, Fraction(stated.low)), min(high, Fraction(stated.high))
