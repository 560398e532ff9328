"""What counts for and against: interval totals of the qualifying and the other chips.

Unknown chips stand in the high ends of both sides. A share is computed in the form that does not count an
uncertain term twice: low = q_low / (q_low + n_high), high = q_high / (q_high + n_low).
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import NamedTuple

from aichipcn.mandates.cases import Case
from aichipcn.mandates.mandate import Mandate, Reading, StatedShareUse
from aichipcn.mandates.measures import Quantum
from aichipcn.mandates.populations import Stock
from aichipcn.mandates.predicates import reads_only_chips
from aichipcn.model.facilities import Deployment, Facility, Inventory
from aichipcn.values.estimate import Estimate
from aichipcn.values.numbers import Exact
from aichipcn.values.ternary import FALSE, TRUE, Ternary


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
    def total_low(self) -> Exact:
        """The least that the population can be."""
        return self.q_low + self.n_low

    @property
    def total_high(self) -> Exact | None:
        """The most that the population can be, unknown chips counted once on the side that weighs more."""
        return _sum(self.q_high, self.n_high)

    @property
    def worst_total(self) -> Exact | None:
        """The total in the worst case for the share: the least that qualifies and the most that does not."""
        return None if self.n_high is None else self.q_low + self.n_high

    def plus(self, other: Tally) -> Tally:
        """Both populations together; a stated share of a part says nothing of the whole."""
        return Tally(
            self.q_low + other.q_low,
            _sum(self.q_high, other.q_high),
            self.n_low + other.n_low,
            _sum(self.n_high, other.n_high),
        )

    def perhaps(self) -> Tally:
        """The same population where it is unknown whether it counts at all."""
        return Tally(0, self.q_high, 0, self.n_high)


def share_of(tally: Tally) -> tuple[Fraction, Fraction]:
    """The least and the greatest share that the totals allow, met with the stated share."""
    q_low, q_high, n_low, n_high, stated = tally
    low, high = Fraction(0), Fraction(1)
    if n_high is not None and q_low:
        low = Fraction(q_low) / (q_low + n_high)
    if q_high is not None and n_low:
        high = Fraction(q_high) / (q_high + n_low)
    if stated is None or stated.high is None:
        return low, high
    if stated.high < low or stated.low > high:
        return min(low, Fraction(stated.low)), max(high, Fraction(stated.high))
    return max(low, Fraction(stated.low)), min(high, Fraction(stated.high))


def tally_facility(facility: Facility, mandate: Mandate, reading: Reading, on: date) -> Tally:
    """The totals of one facility, taken to be in scope and running."""
    q_low: Exact = 0
    n_low: Exact = 0
    q_high: Exact | None = 0
    n_high: Exact | None = 0
    weigh, population = _weigher(mandate, reading), mandate.population
    stock = isinstance(population, Stock)
    for deployment in facility.deployments:
        if stock and deployment.installed is None and deployment.retired is None:
            present = TRUE
        else:
            present = population.member(facility, deployment, on)
            if present is FALSE:
                continue
        qualifies, weight_low, weight_high = weigh(deployment, facility)
        count = deployment.count
        least = count.low * weight_low if present is TRUE else 0
        most = _product(count.high, weight_high)
        if qualifies is not FALSE:
            q_high = None if q_high is None or most is None else q_high + most
            q_low += least if qualifies is TRUE else 0
        if qualifies is not TRUE:
            n_high = None if n_high is None or most is None else n_high + most
            n_low += least if qualifies is FALSE else 0
    if facility.inventory is not Inventory.COMPLETE:
        q_high = n_high = None
    tally = Tally(q_low, q_high, n_low, n_high)
    return _with_stated(tally, facility, mandate, reading, on) if facility.stated_shares else tally


def qualification(deployment: Deployment, facility: Facility, reading: Reading) -> Ternary:
    """Whether the chips of a deployment qualify under a reading."""
    return reading.qualifies.holds(Case(facility=facility, deployment=deployment))


Weighed = tuple[Ternary, Exact, "Exact | None"]


class _Weigher:
    """Whether a deployment's chips qualify and what each weighs, worked out once per distinct chip.

    Only where the chip alone decides; a chip is known by identity, and kept alive by the entry that holds it.
    """

    __slots__ = ("mandate", "memo", "reading")

    def __init__(self, mandate: Mandate, reading: Reading) -> None:
        self.mandate = mandate
        self.reading = reading
        self.memo: dict[int, tuple[object, Weighed]] | None = {} if reads_only_chips(reading.qualifies) else None

    def __call__(self, deployment: Deployment, facility: Facility) -> Weighed:
        chip, memo = deployment.chip, self.memo
        if chip is None or memo is None:
            return self._work_out(deployment, facility)
        entry = memo.get(id(chip))
        if entry is None:
            entry = memo[id(chip)] = (chip, self._work_out(deployment, facility))
        return entry[1]

    def _work_out(self, deployment: Deployment, facility: Facility) -> Weighed:
        qualifies = qualification(deployment, facility, self.reading)
        weight = self.mandate.measure.weight(deployment.chip)
        return (qualifies, 0, None) if weight is None else (qualifies, weight.low, weight.high)


def _weigher(mandate: Mandate, reading: Reading) -> _Weigher:
    found: _Weigher | None = mandate.memo.get(reading.name)
    if found is None:
        found = mandate.memo[reading.name] = _Weigher(mandate, reading)
    return found


def stated_share(facility: Facility, mandate: Mandate, reading: Reading, on: date) -> Estimate | None:
    """What the shares that sources state allow under a reading; None where none may be used.

    Rival statements are kept as the interval that holds all of them.
    """
    if reading.stated_shares is StatedShareUse.NOT_USED:
        return None
    if mandate.measure.quantum is not Quantum.UNITS or not isinstance(mandate.population, Stock):
        return None
    usable = [
        stated.value
        for stated in facility.stated_shares
        if stated.of == "units" and (stated.as_of is None or stated.as_of.on_or_before(on) is TRUE)
    ]
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
    total = _known_total(facility, mandate, on) if facility.inventory is Inventory.COMPLETE else None
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


def _sum(left: Exact | None, right: Exact | None) -> Exact | None:
    return None if left is None or right is None else left + right


def _product(left: Exact | None, right: Exact | None) -> Exact | None:
    if left == 0 or right == 0:
        return 0
    return None if left is None or right is None else left * right
