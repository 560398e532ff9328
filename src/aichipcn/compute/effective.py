"""What the hardware of a facility or a fleet delivers under a model, and what is not known of it.

Chips whose rate is unknown are listed and make the total a lower bound; they are never dropped in silence.
What the facility's sources state as its compute stands beside the total and is not added to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple, Protocol, TypeAlias

import attrs

from aichipcn.compute.basis import Amount, Basis
from aichipcn.compute.facts import Fact, N, Values
from aichipcn.display import Displayed
from aichipcn.errors import InvalidTypeError, shown
from aichipcn.model.chips import Chip
from aichipcn.model.doors import named
from aichipcn.model.facilities import (
    COMPLETE,
    Deployment,
    Facility,
    Fleet,
    StatedCompute,
    facilities_of,
    no_subject,
)
from aichipcn.values.dates import plain_date
from aichipcn.values.estimate import Estimate
from aichipcn.values.numbers import Exact
from aichipcn.values.ternary import FALSE, TRUE, Ternary


class Model(Protocol):
    """Whatever says what a chip delivers, on a stated basis.

    A model may also have `basis_for(chips)`, the basis where only some chips carry the answer, a `memo`, in which
    what was worked out of a chip is kept from one call to the next, and `rate_by(chip, values)`, a formula over facts.
    """

    @property
    def unit(self) -> str:
        """The root unit of its rates."""

    @property
    def basis(self) -> Basis:
        """What its totals are on."""

    def rate(self, chip: Chip) -> Estimate:
        """What one chip delivers."""

    def reason(self, chip: Chip) -> str | None:
        """Why a chip has no rate; None where it has one."""


@attrs.frozen
class Contribution:
    """What the chips of one kind add."""

    chip: Chip
    count: Estimate
    rate: Estimate

    @property
    def total(self) -> Estimate:
        """Count times rate."""
        return self.count * self.rate


@attrs.frozen
class Uncounted:
    """What could not be counted, and why."""

    what: str
    count: Estimate
    reason: str

    def __str__(self) -> str:
        return f"{self.count} x {self.what}: {self.reason}"


@attrs.frozen(kw_only=True)
class EffectiveCompute(Displayed):
    """What a subject delivers under a model on a date, in the root unit of the model: at least, best, at most.

    The parts of the total, and what it lacks, are derived on demand.
    """

    subject: Facility | Fleet
    model: Model
    on: date | None
    low: Exact
    best: Exact | None
    high: Exact | None

    @property
    def value(self) -> Estimate:
        """The total in the root unit of the model, with a best value where every part has one."""
        best = None if self.low == self.high else self.best
        return Estimate(self.low, self.high, best=best, unit=self.model.unit)

    @property
    def total(self) -> Amount:
        """The total on its basis."""
        return Amount(self.value, basis_of(self.model, (line.chip for line in self.contributions)))

    @property
    def contributions(self) -> tuple[Contribution, ...]:
        """The lines that the total is the sum of, one for each chip with a rate."""
        return tuple(
            Contribution(chip, count, self.model.rate(chip))
            for chip, count in _counts(self.subject, self.on)
            if self.model.reason(chip) is None
        )

    @property
    def unknown(self) -> tuple[Uncounted, ...]:
        """What is not in the total, and why."""
        rateless = (
            Uncounted(chip.name, count, reason)
            for chip, count in _counts(self.subject, self.on)
            if (reason := self.model.reason(chip)) is not None
        )
        return (*_unmodelled(self.subject, self.on), *rateless)

    @property
    def stated(self) -> tuple[StatedCompute, ...]:
        """What sources state of each facility as a whole; it is not in the total."""
        return tuple(item for facility in facilities_of(self.subject) for item in facility.stated_compute)

    @property
    def stated_parts(self) -> tuple[Deployment, ...]:
        """The deployments of which sources state the `compute`; it is not in the total."""
        facilities = facilities_of(self.subject)
        return tuple(item for facility in facilities for item in facility.deployments if item.compute is not None)

    @property
    def is_lower_bound(self) -> bool:
        """Whether something unknown may add to the total."""
        return self.high is None

    def __str__(self) -> str:
        return str(self.total)


def effective_compute(subject: Facility | Fleet, model: Model, *, on: date | None = None) -> EffectiveCompute:
    """What a facility or fleet delivers under a model.

    Parameters
    ----------
    subject
        A facility or a fleet.
    model
        Such as `Peak` or `ClaimedPerformance`.
    on
        The date that is judged; without one, all that is stated as standing there and not as retired.

    Raises
    ------
    InvalidTypeError
        Where `subject` is neither, `model` is no model, or `on` is no plain date.
    """
    if not isinstance(subject, (Facility, Fleet)):
        raise no_subject(subject)
    named(model_of, model, "model")
    if on is not None:
        named(plain_date, on, "on")
    known: dict[int, _Rated] = getattr(model, "memo", {})
    low: Exact = 0
    best: Exact | None = 0
    high: Exact | None = 0
    for facility in facilities_of(subject):
        runs = running(facility, on)
        if runs is FALSE:
            continue
        part_low, part_best, part_high = _sum(facility, model, known, on)
        low += part_low if runs is TRUE else 0
        best = None if best is None or part_best is None or runs is not TRUE else best + part_best
        high = None if high is None or part_high is None else high + part_high
    return EffectiveCompute(subject=subject, model=model, on=on, low=low, best=best, high=high)


def rate_over(model: Model, chip: Chip, values: Values[N]) -> N:
    """What a model makes of a chip over values of its facts: by its `rate_by`; without one, its rate is one fact."""
    by: Callable[[Chip, Values[N]], N] | None = getattr(model, "rate_by", None)
    return by(chip, values) if by else values.of(rate_fact(model, chip), model.rate(chip))


def rate_fact(model: Model, chip: Chip) -> Fact:
    """The fact that is what a model makes of a chip."""
    return Fact(chip.slug, str(model.basis))


def basis_of(model: Model, chips: Iterable[Chip]) -> Basis:
    """What amounts of some chips under a model are on."""
    basis_for: Callable[[Iterable[Chip]], Basis] | None = getattr(model, "basis_for", None)
    return basis_for(chips) if basis_for else model.basis


def model_of(value: Model) -> Model:
    """A model as it is. Raises InvalidTypeError for what cannot say what a chip delivers."""
    if not callable(getattr(value, "rate", None)) or not callable(getattr(value, "reason", None)):
        msg = f"not a model of what chips deliver: {shown(value)}; write one such as Peak('fp16')"
        raise InvalidTypeError(msg, found=value)
    return value


KEPT = 4096
"""Of so many chips a memo keeps what a model makes of them, before it begins anew."""

_Sum: TypeAlias = tuple[Exact, Exact | None, Exact | None]


class _Rated(NamedTuple):
    """What a model makes of one chip, which the entry keeps alive: no rate is from nothing to anything."""

    chip: Chip
    low: Exact
    best: Exact | None
    high: Exact | None


def _rated(chip: Chip, model: Model) -> _Rated:
    if model.reason(chip) is not None:
        return _Rated(chip, 0, None, None)
    rate = model.rate(chip)
    return _Rated(chip, rate.low, rate.central, rate.high)


def _learnt(known: dict[int, _Rated], chip: Chip, model: Model) -> _Rated:
    """What a model makes of a chip, kept beside at most so many others."""
    if len(known) == KEPT:
        known.clear()
    known[id(chip)] = _rated(chip, model)
    return known[id(chip)]


def _sum(facility: Facility, model: Model, known: dict[int, _Rated], on: date | None) -> _Sum:
    """What a facility delivers, taken to be running; the best value only where every count and rate has one."""
    low: Exact = 0
    best: Exact = 0
    high: Exact = 0
    bounded = settled = facility.inventory is COMPLETE
    for chip, least, most in facility.holdings.standing(on):
        try:
            _, rate_low, rate_best, rate_high = known[id(chip)]
        except KeyError:
            _, rate_low, rate_best, rate_high = _learnt(known, chip, model)
        low += least * rate_low
        if rate_high is None:
            bounded = False
        else:
            high += most * rate_high
        if rate_best is None or least != most:
            settled = False
        else:
            best += least * rate_best
    for deployment in facility.holdings.unsummed:
        present = _present(facility, deployment, on)
        if present is FALSE:
            continue
        bounded = settled = False
        if deployment.chip is not None and present is TRUE:
            low += deployment.count.low * _rated(deployment.chip, model).low
    return low, best if settled else None, high if bounded else None


def running(facility: Facility, on: date | None) -> Ternary:
    """Whether a facility runs on a date; without one, all do."""
    return TRUE if on is None else facility.running(on)


def _present(facility: Facility, deployment: Deployment, on: date | None) -> Ternary:
    """Whether a deployment stands in a running facility; without a date, whether it is not stated as retired."""
    if on is None:
        return Ternary.of(deployment.retired is None)
    return facility.holds(deployment, on)


def standing(subject: Facility | Fleet, on: date | None) -> Iterator[tuple[Facility, Deployment, Ternary]]:
    """Each deployment that stands, or may stand, there, with its facility and whether it does."""
    for facility in facilities_of(subject):
        runs = running(facility, on)
        for deployment in facility.deployments:
            present = runs & _present(facility, deployment, on)
            if present is not FALSE:
                yield facility, deployment, present


def _counted(subject: Facility | Fleet, on: date | None) -> Iterator[tuple[Deployment, Estimate]]:
    """Each deployment that stands, or may stand, there, with how many of it do."""
    for _, deployment, present in standing(subject, on):
        count = deployment.count
        yield deployment, count.without_best() if present is TRUE else Estimate(0, count.high)


def _counts(subject: Facility | Fleet, on: date | None) -> list[tuple[Chip, Estimate]]:
    """How many of each known chip there are."""
    counts: dict[int, tuple[Chip, Estimate]] = {}
    for deployment, count in _counted(subject, on):
        chip = deployment.chip
        if chip is not None:
            counts[id(chip)] = (chip, counts[id(chip)][1] + count if id(chip) in counts else count)
    return list(counts.values())


def _unmodelled(subject: Facility | Fleet, on: date | None) -> Iterator[Uncounted]:
    """The deployments without a known model, and the facilities of which not everything is listed."""
    for deployment, count in _counted(subject, on):
        if deployment.chip is None:
            yield Uncounted(deployment.label, count, "model unknown")
    for facility in facilities_of(subject):
        if running(facility, on) is not FALSE and facility.inventory is not COMPLETE:
            yield Uncounted(facility.name, Estimate(0, None), f"inventory {facility.inventory.value}")
