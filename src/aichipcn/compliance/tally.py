"""What a facility adds up to under a reading: interval totals of what counts and of the rest."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import attrs

from aichipcn.mandates.cases import Case
from aichipcn.mandates.conditions import chips_decide
from aichipcn.mandates.credits import Credit, Tiers, Whole, checked_worth
from aichipcn.mandates.mandate import Mandate
from aichipcn.mandates.measures import counts_units
from aichipcn.mandates.populations import Stock
from aichipcn.mandates.predicates import Predicate, checked
from aichipcn.mandates.readings import Reading, StatedShareUse
from aichipcn.mandates.totals import NOTHING, Tally, share_of
from aichipcn.model.chips import Chip
from aichipcn.model.facilities import COMPLETE, Deployment, Facility
from aichipcn.values.estimate import Estimate
from aichipcn.values.numbers import Exact, bound_times
from aichipcn.values.ternary import FALSE, TRUE, UNKNOWN, Ternary


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


def worth(deployment: Deployment, facility: Facility, reading: Reading, on: date) -> Estimate:
    """How much of the chips of a deployment counts under a reading."""
    return checked_worth(reading.counts.worth(Case(facility, deployment, on)), reading.counts)


def admitted(deployment: Deployment, facility: Facility, among: Predicate | None, on: date) -> Ternary:
    """Whether the chips of a deployment are among those that count at all."""
    return TRUE if among is None else checked(among.holds(Case(facility, deployment, on)), among)


KEPT = 4096
"""Of so many chips a ledger keeps what is made of them, before it begins anew."""


class _Weighed(NamedTuple):
    """What one chip adds: all of it for, all of it against or all of it perhaps, at least and at most so much.

    A chip that counts in part, or whose most is unbounded, has no `side`: it adds to both as its `unit` says.
    """

    side: Ternary | None
    least: Exact
    most: Exact
    unit: Tally

    @classmethod
    def of(cls, unit: Tally) -> _Weighed:
        """What a chip adds, by its totals."""
        q_low, q_high, n_low, n_high, _ = unit
        if q_high is None or n_high is None:
            return cls(None, 0, 0, unit)
        if not n_high:
            return cls(TRUE, q_low, q_high, unit)
        if not q_high:
            return cls(FALSE, n_low, n_high, unit)
        perhaps = not q_low and not n_low and q_high == n_high
        return cls(UNKNOWN if perhaps else None, 0, q_high, unit)


class _Ledger(NamedTuple):
    """What a reading makes of one chip each, by the identity of the chip; `chips` keeps alive those that are known."""

    by_chip: bool
    known: dict[int, _Weighed]
    chips: list[Chip]

    def note(self, chip: Chip, unit: Tally) -> _Weighed:
        """Keep what is made of a chip, beside at most so many others."""
        if len(self.chips) == KEPT:
            self.known.clear()
            self.chips.clear()
        self.known[id(chip)] = _Weighed.of(unit)
        self.chips.append(chip)
        return self.known[id(chip)]


def _opened(mandate: Mandate, reading: Reading) -> _Ledger:
    """A new ledger. What stands there is summed by chip where its dates do not count, and chips alone decide."""
    by_chip = type(mandate.population) is Stock and chip_decides(mandate, reading)
    ledger = mandate.memo[reading.name] = _Ledger(by_chip, {}, [])
    return ledger


def chip_decides(mandate: Mandate, reading: Reading) -> bool:
    """Whether a chip that counts adds the same under a reading wherever it stands, on every date."""
    among = mandate.among_of(reading)
    return _chips_decide(reading.counts) and (among is None or chips_decide(among))


def _chips_decide(credit: Credit) -> bool:
    """Whether the chip alone decides a credit; one of another's may look at anything."""
    if type(credit) is Whole:
        return chips_decide(credit.when)
    return type(credit) is Tiers and all(chips_decide(tier.when) for tier in credit.tiers)


def _of_holdings(facility: Facility, mandate: Mandate, reading: Reading, ledger: _Ledger, on: date) -> Tally:
    """The totals of what is summed by chip: the one loop that the speed of assessing hangs on."""
    q_low: Exact = 0
    q_high: Exact = 0
    n_low: Exact = 0
    n_high: Exact = 0
    mixed = NOTHING
    known = ledger.known
    for chip, low, high in facility.holdings.standing(on):
        try:
            side, least, most, unit = known[id(chip)]
        except KeyError:
            entry = Entry.of(Deployment(chip=chip), facility, mandate, reading, on)
            side, least, most, unit = ledger.note(chip, entry.unit)
        if side is TRUE:
            q_low += low * least
            q_high += high * most
        elif side is FALSE:
            n_low += low * least
            n_high += high * most
        elif side is UNKNOWN:
            q_high += high * most
            n_high += high * most
        else:
            mixed = mixed.plus(_times(unit, low, high))
    tally = Tally(q_low, q_high, n_low, n_high)
    return tally if mixed is NOTHING else tally.plus(mixed)


def _times(unit: Tally, low: Exact, high: Exact | None) -> Tally:
    """The totals of so many chips at least and at most."""
    return Tally(
        low * unit.q_low,
        bound_times(high, unit.q_high),
        low * unit.n_low,
        bound_times(high, unit.n_high),
    )


@attrs.frozen
class Entry:
    """What is known of one deployment: whether it counts, how many chips it has, what each weighs and is worth."""

    counts: Ternary
    admitted: Ternary
    worth: Estimate
    number: Estimate
    weight: Estimate | None

    @classmethod
    def of(cls, deployment: Deployment, facility: Facility, mandate: Mandate, reading: Reading, on: date) -> Entry:
        """The entry of a deployment under a reading on a date."""
        return cls(
            counts=mandate.population.member(facility, deployment, on),
            admitted=admitted(deployment, facility, mandate.among_of(reading), on),
            worth=worth(deployment, facility, reading, on),
            number=deployment.count,
            weight=mandate.measure.weight(deployment.chip),
        )

    @property
    def unit(self) -> Tally:
        """The totals of one chip of it; a weight that is not known is from nothing up, without bound."""
        if self.admitted is FALSE:
            return NOTHING
        least, most = (0, None) if self.weight is None else (self.weight.low, self.weight.high)
        worth_low, worth_high = self.worth.low, self.worth.high or 0
        tally = Tally(
            least * worth_low,
            bound_times(most, worth_high),
            least * (1 - worth_high),
            bound_times(most, 1 - worth_low),
        )
        return tally if self.admitted is TRUE else tally.perhaps()

    @property
    def tally(self) -> Tally:
        """The totals of the deployment alone."""
        if self.counts is FALSE:
            return NOTHING
        tally = _times(self.unit, self.number.low, self.number.high)
        return tally if self.counts is TRUE else tally.perhaps()


def stated_share(facility: Facility, mandate: Mandate, reading: Reading, on: date) -> Estimate | None:
    """What the shares that sources state allow under a reading; None where none may be used.

    Rival statements are kept as the interval that holds all of them.
    """
    if reading.stated_shares is StatedShareUse.NOT_USED:
        return None
    if not counts_units(mandate.measure) or not isinstance(mandate.population, Stock) or mandate.among_of(reading):
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
