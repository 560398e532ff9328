"""What the hardware of a facility or a fleet delivers under a model, and what is not known of it.

Chips whose rate is unknown are listed and make the total a lower bound; they are never dropped in silence.
What the facility's sources state as its compute stands beside the total and is not added to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol

import attrs

from aichipcn.compute.basis import Amount, Basis
from aichipcn.model.chips import Chip
from aichipcn.model.facilities import Facility, Fleet, Inventory, StatedCompute
from aichipcn.values.estimate import Estimate
from aichipcn.values.numbers import Exact
from aichipcn.values.ternary import FALSE, TRUE, Ternary


class Model(Protocol):
    """Whatever says what a chip delivers, on a stated basis."""

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
class EffectiveCompute:
    """The total on its basis, the contributions that it is the sum of, what is not in it, and what sources state."""

    total: Amount
    contributions: tuple[Contribution, ...]
    unknown: tuple[Uncounted, ...]
    stated: tuple[StatedCompute, ...]

    @property
    def is_lower_bound(self) -> bool:
        """Whether something unknown may add to the total."""
        return self.total.value.high is None

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
    """
    facilities = subject.facilities if isinstance(subject, Fleet) else (subject,)
    counts: dict[int, tuple[Chip, Exact, Exact | None]] = {}
    unknown: list[Uncounted] = []
    for facility in facilities:
        unknown += _count(facility, counts, on)
    contributions, rateless = _contributions(counts, model)
    unknown += rateless
    basis_for = getattr(model, "basis_for", None)
    basis = basis_for(line.chip for line in contributions) if basis_for else model.basis
    stated = tuple(item for facility in facilities for item in facility.stated_compute)
    return EffectiveCompute(
        total=Amount(_total(contributions, model.unit, bounded=not unknown), basis),
        contributions=contributions,
        unknown=tuple(unknown),
        stated=stated,
    )


def _count(facility: Facility, counts: dict[int, tuple[Chip, Exact, Exact | None]], on: date | None) -> list[Uncounted]:
    """Add the chips of a facility to the counts by chip; what has no model is uncounted."""
    unknown = []
    running = TRUE if on is None else facility.running(on)
    if running is FALSE:
        return []
    for deployment in facility.deployments:
        present = running & (TRUE if on is None else facility.holds(deployment, on))
        if present is FALSE or (on is None and deployment.retired is not None):
            continue
        count = deployment.count
        least = count.low if present is TRUE else 0
        chip = deployment.chip
        if chip is None:
            unknown.append(Uncounted(deployment.label, _maybe(count, present), "model unknown"))
            continue
        found = counts.get(id(chip))
        if found is None:
            counts[id(chip)] = (chip, least, count.high)
        else:
            most = None if found[2] is None or count.high is None else found[2] + count.high
            counts[id(chip)] = (chip, found[1] + least, most)
    if facility.inventory is not Inventory.COMPLETE:
        unknown.append(Uncounted(facility.name, Estimate(0, None), f"inventory {facility.inventory.value}"))
    return unknown


def _contributions(
    counts: dict[int, tuple[Chip, Exact, Exact | None]], model: Model
) -> tuple[tuple[Contribution, ...], list[Uncounted]]:
    contributions, unknown = [], []
    for chip, least, most in counts.values():
        count = Estimate(least, most)
        reason = model.reason(chip)
        if reason is None:
            contributions.append(Contribution(chip, count, model.rate(chip)))
        else:
            unknown.append(Uncounted(chip.name, count, reason))
    return tuple(contributions), unknown


def _total(contributions: Iterable[Contribution], unit: str, *, bounded: bool) -> Estimate:
    total = Estimate(0, 0, unit=unit)
    for line in contributions:
        total = total + line.total
    return total if bounded else Estimate(total.low, None, unit=unit)


def _maybe(count: Estimate, present: Ternary) -> Estimate:
    return count if present is TRUE else Estimate(0, count.high)
