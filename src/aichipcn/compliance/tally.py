"""What counts for and against: interval totals of the qualifying and the other chips.

Unknown chips stand in the high ends of both sides. A share is computed in the form that does not count an
uncertain term twice: low = q_low / (q_low + n_high), high = q_high / (q_high + n_low).
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import NamedTuple, TypeAlias

import attrs

from aichipcn.mandates.cases import Case
from aichipcn.mandates.conditions import chips_decide
from aichipcn.mandates.mandate import Mandate, Reading, StatedShareUse
from aichipcn.mandates.measures import Quantum
from aichipcn.mandates.populations import Stock
from aichipcn.mandates.predicates import checked
from aichipcn.model.chips import Chip
from aichipcn.model.facilities import COMPLETE, Deployment, Facility
from aichipcn.values.estimate import Estimate
from aichipcn.values.numbers import Exact, bound_plus, bound_times
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

    @property
    def worst_total(self) -> Exact | None:
        """The total in the worst case for the share: the least that qualifies and the most that does not."""
        return None if self.n_high is None else self.q_low + self.n_high

    def compared(self, threshold: Fraction) -> Ternary:
        """Whether the share is at least a threshold: its low end decides that it is, its high end that it is not.

        By integers crosswise, q / (q + n) >= a / b where q * b >= a * (q + n), because it is asked of every verdict.
        However many may qualify, a whole of which one chip does not never reaches 100%.
        """
        q_low, q_high, n_low, n_high, stated = self
        if stated is not None:
            low, high = share_of(self)
            return TRUE if low >= threshold else Ternary.of(None if high >= threshold else False)
        above, below = threshold.numerator, threshold.denominator
        if not above or (q_low and n_high is not None and q_low * below >= above * (q_low + n_high)):
            return TRUE
        if not n_low or (q_high is None and above < below):
            return UNKNOWN
        if q_high is None or q_high * below < above * (q_high + n_low):
            return FALSE
        return UNKNOWN

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


def tally_facility(facility: Facility, mandate: Mandate, reading: Reading, on: date) -> Tally:
    """The totals of one facility, taken to be in scope and running."""
    ledger: _Ledger = mandate.memo.get(reading.name) or _opened(mandate, reading)
    if ledger.by_chip:
        tally = _of_holdings(facility, mandate, reading, ledger, on)
        singly = facility.holdings.unsummed
    else:
        tally = NOTHING
        singly = facility.deployments
    for deployment in singly:
        tally = tally.plus(Entry.of(deployment, facility, mandate, reading, on).tally)
    if facility.inventory is not COMPLETE:
        tally = tally._replace(q_high=None, n_high=None)
    return _with_stated(tally, facility, mandate, reading, on) if facility.stated_shares else tally


def qualification(deployment: Deployment, facility: Facility, reading: Reading) -> Ternary:
    """Whether the chips of a deployment qualify under a reading."""
    return checked(reading.qualifies.holds(Case(facility, deployment)), reading.qualifies)


KEPT = 4096
"""Of so many chips a ledger keeps what is made of them, before it begins anew."""

_Weighed: TypeAlias = tuple[Ternary, Exact, Exact | None]
"""Whether one chip qualifies, and what it weighs at least and at most."""


class _Ledger(NamedTuple):
    """What a reading makes of each chip, by the identity of the chip; `chips` keeps alive those that are known."""

    by_chip: bool
    known: dict[int, _Weighed]
    chips: list[Chip]

    def note(self, chip: Chip, weighed: _Weighed) -> None:
        """Keep what is made of a chip, beside at most so many others."""
        if len(self.chips) == KEPT:
            self.known.clear()
            self.chips.clear()
        self.known[id(chip)] = weighed
        self.chips.append(chip)


def _opened(mandate: Mandate, reading: Reading) -> _Ledger:
    """A new ledger. What stands there is summed by chip where its dates do not count, and chips alone decide."""
    by_chip = isinstance(mandate.population, Stock) and chips_decide(reading.qualifies)
    ledger = mandate.memo[reading.name] = _Ledger(by_chip, {}, [])
    return ledger


def _of_holdings(facility: Facility, mandate: Mandate, reading: Reading, ledger: _Ledger, on: date) -> Tally:
    """The totals of what is summed by chip: the one loop that the speed of assessing hangs on."""
    q_low: Exact = 0
    q_high: Exact = 0
    n_low: Exact = 0
    n_high: Exact = 0
    q_bounded = n_bounded = True
    known = ledger.known
    for chip, low, high in facility.holdings.standing(on):
        try:
            qualifies, weight_low, weight_high = known[id(chip)]
        except KeyError:
            qualifies, weight_low, weight_high = _weigh(chip, facility, mandate, reading)
            ledger.note(chip, (qualifies, weight_low, weight_high))
        if weight_high is None:
            q_bounded = q_bounded and qualifies is FALSE
            n_bounded = n_bounded and qualifies is TRUE
            weight_high = 0
        if qualifies is TRUE:
            q_low += low * weight_low
            q_high += high * weight_high
        elif qualifies is FALSE:
            n_low += low * weight_low
            n_high += high * weight_high
        else:
            q_high += high * weight_high
            n_high += high * weight_high
    return Tally(q_low, q_high if q_bounded else None, n_low, n_high if n_bounded else None)


def _weigh(chip: Chip, facility: Facility, mandate: Mandate, reading: Reading) -> _Weighed:
    qualifies = qualification(Deployment(chip=chip), facility, reading)
    weight = mandate.measure.weight(chip)
    return (qualifies, weight.low, weight.high) if weight else (qualifies, 0, None)


@attrs.frozen
class Entry:
    """What is known of one deployment: whether it counts, whether its chips qualify, how many, and what each weighs."""

    counts: Ternary
    qualifies: Ternary
    number: Estimate
    weight: Estimate | None

    @classmethod
    def of(cls, deployment: Deployment, facility: Facility, mandate: Mandate, reading: Reading, on: date) -> Entry:
        """The entry of a deployment under a reading on a date."""
        return cls(
            counts=mandate.population.member(facility, deployment, on),
            qualifies=qualification(deployment, facility, reading),
            number=deployment.count,
            weight=mandate.measure.weight(deployment.chip),
        )

    @property
    def tally(self) -> Tally:
        """The totals of the deployment alone; a weight that is not known is from nothing up, without bound."""
        if self.counts is FALSE:
            return NOTHING
        least, most = (0, None) if self.weight is None else (self.weight.low, self.weight.high)
        low = self.number.low * least if self.counts is TRUE else 0
        high = bound_times(self.number.high, most)
        if self.qualifies is TRUE:
            return Tally(low, high, 0, 0)
        return Tally(0, 0, low, high) if self.qualifies is FALSE else Tally(0, high, 0, high)


def stated_share(facility: Facility, mandate: Mandate, reading: Reading, on: date) -> Estimate | None:
    """What the shares that sources state allow under a reading; None where none may be used.

    Rival statements are kept as the interval that holds all of them.
    """
    if reading.stated_shares is StatedShareUse.NOT_USED:
        return None
    if mandate.measure.quantum is not Quantum.UNITS or not isinstance(mandate.population, Stock):
        return None
    found = [
        stated.domestic
        for stated in facility.stated_shares
        if stated.of == "units" and (stated.as_of is None or stated.as_of.on_or_before(on) is TRUE)
    ]
    usable = [share for share in found if share is not None]
    if not usable:
        return None
    hull = usable[0]
    for other in usable[1:]:
        hull = hull.hull(other)
    if reading.stated_shares is StatedShareUse.AT_MOST:
        return Estimate(0, hull.high)
    return hull.without_best()


def _with_stated(tally: Tally, facility: Facility, mandate: Mandate, reading: Reading, on: date) -> Tally:
    stated = stated_share(facility, mandate, reading, on)
    if stated is None or stated.high is None:
        return tally
    total = _known_total(facility, mandate, on) if facility.inventory is COMPLETE else None
    if total is None:
        return tally._replace(stated=stated)
    low, high = share_of(tally._replace(stated=stated))
    return Tally(low * total, high * total, (1 - high) * total, (1 - low) * total)


def _known_total(facility: Facility, mandate: Mandate, on: date) -> Exact | None:
    """The number of chips where it is exactly known."""
    total: Exact = 0
    for deployment in facility.deployments:
        present = mandate.population.member(facility, deployment, on)
        if present is FALSE:
            continue
        if present is not TRUE or not deployment.count.is_point:
            return None
        total += deployment.count.low
    return total or None
