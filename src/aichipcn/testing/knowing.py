"""Knowing less: the same facility of which some fact is not known, or known less exactly.

Whatever is concluded of it for certain must hold of every facility that it may turn out to be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, TypeAlias, TypeVar

import attrs

from aichipcn.mandates.cases import Case
from aichipcn.model.chips import Chip, Listing, Rates
from aichipcn.model.facilities import Deployment, Facility, FacilityKind, FacilityStatus, Inventory
from aichipcn.model.ownership import Ownership
from aichipcn.model.vendors import Vendor
from aichipcn.testing.sampling import changed
from aichipcn.values.dates import DateRange
from aichipcn.values.estimate import Estimate

T = TypeVar("T")
Less: TypeAlias = tuple[str, T]
"""What is no longer known, in words, and what is left."""

_YEAR = 366
_FIGURES = (
    "node", "process", "announced", "released", "status", "market", "memory", "memory_type", "memory_bandwidth",
    "interconnect", "pcie", "power", "die_area", "package_area", "dies", "transistors", "price", "domestic_content",
)  # fmt: skip
"""The fields of a chip of which None is unknown, and nothing stands in for it."""


def less_known(facility: Facility) -> list[Less[Facility]]:
    """Every way to know one fact less of a facility."""
    found = [(what, changed(facility, **changes)) for what, changes in _of_facility(facility)]
    if len(facility.deployments) > 1:
        partial = attrs.evolve(facility, deployments=facility.deployments[:-1], inventory=Inventory.PARTIAL)
        found.append(("rest of the inventory", partial))
    for i, deployment in enumerate(facility.deployments):
        for what, less in less_known_of_deployment(deployment):
            rest = (*facility.deployments[:i], less, *facility.deployments[i + 1 :])
            found.append((f"{what} of {deployment.label}", attrs.evolve(facility, deployments=rest)))
    return found


def nothing_known(facility: Facility) -> Facility:
    """The facility of which nothing is known but how many chips stand there, and what cannot but be known."""
    blank = [Deployment(count=item.count, ordered=_widened(item.ordered), installed=_widened(item.installed),
                        retired=_widened(item.retired)) for item in facility.deployments]  # fmt: skip
    changes: dict[str, Any] = {"deployments": blank}
    for _, change in _of_facility(facility):
        changes |= {name: value for name, value in change.items() if name not in changes or value is None}
    return changed(facility, **changes)


def less_known_case(case: Case) -> list[Less[Case]]:
    """Every way to know one fact less of a deployment and of the facility that it alone stands in."""
    return [(what, _case(less, case.on)) for what, less in less_known(_alone(case))]


def nothing_known_case(case: Case) -> Case:
    """The case of which nothing is known."""
    return _case(nothing_known(_alone(case)), case.on)


def _alone(case: Case) -> Facility:
    return attrs.evolve(case.facility, deployments=() if case.deployment is None else (case.deployment,))


def _case(facility: Facility, on: date | None) -> Case:
    return Case(facility, facility.deployments[0] if facility.deployments else None, on)


# -- of a facility


def _of_facility(facility: Facility) -> Iterator[tuple[str, dict[str, Any]]]:
    yield from ((name, {name: ()}) for name in ("funding", "programmes", "completion") if getattr(facility, name))
    if facility.uses:
        yield "uses", {"uses": (), "uses_complete": False}
    if facility.uses_complete:
        yield "whether these are all uses", {"uses_complete": False}
    yield from ((name, {name: None}) for name in ("place", "kind", "operator", "ownership") if getattr(facility, name))
    if facility.place is not None and facility.place.parent is not None:
        yield "exact place", {"place": facility.place.parent}
    if facility.place is not None and facility.place.without:
        yield "parts that the place leaves out", {"place": attrs.evolve(facility.place, without=())}
    if facility.kind not in (None, FacilityKind.DATA_CENTRE):
        yield "exact kind", {"kind": FacilityKind.DATA_CENTRE}
    if facility.ownership is not None and facility.ownership.is_a(Ownership.STATE):
        yield "part of the state that owns it", {"ownership": Ownership.STATE}
    if facility.operator is not None:
        yield "operator's ownership", {"operator": attrs.evolve(facility.operator, ownership=None)}
    if facility.status is not FacilityStatus.UNKNOWN and not facility.completion:
        yield "status", {"status": FacilityStatus.UNKNOWN}
    if facility.commissioned is not None:
        yield "exact date of commissioning", {"commissioned": _widened(facility.commissioned)}
        yield "date of commissioning", {"commissioned": None, "sources": ()}


def _widened(span: DateRange | None) -> DateRange | None:
    """The days up to a year before and after."""
    if span is None:
        return None
    first = max(1, span.first.toordinal() - _YEAR)
    last = min(date.max.toordinal(), span.last.toordinal() + _YEAR)
    return DateRange(date.fromordinal(first), date.fromordinal(last))


# -- of a deployment


def less_known_of_deployment(deployment: Deployment) -> Iterator[Less[Deployment]]:
    """Every way to know one fact less of a deployment."""
    chip = deployment.chip
    if chip is not None:
        yield "model and designer", attrs.evolve(deployment, chip=None, designer=None)
        yield from ((what, attrs.evolve(deployment, chip=less)) for what, less in less_known_of_chip(chip))
        if chip.designer is not None:
            yield "model", attrs.evolve(deployment, chip=None, designer=chip.designer)
    elif deployment.designer is not None:
        yield "designer", attrs.evolve(deployment, designer=None)
    for name in ("ordered", "installed", "retired"):
        if getattr(deployment, name) is not None:
            yield f"exact date {name}", changed(deployment, **{name: _widened(getattr(deployment, name))})
    yield "number", attrs.evolve(deployment, count=None)
    low, high = deployment.count.low, deployment.count.high
    if high is not None:
        yield "exact number", attrs.evolve(deployment, count=Estimate(max(1, low // 2), 2 * high))


def less_known_of_chip(chip: Chip) -> Iterator[Less[Chip]]:
    """Every way to know one fact less of a chip."""
    yield from ((name, changed(chip, **{name: None})) for name in _FIGURES if getattr(chip, name) is not None)
    if chip.rates:
        yield "rates", attrs.evolve(chip, rates=Rates(), rates_listed=Listing.UNKNOWN)
        if chip.rates_listed is Listing.COMPLETE:
            yield "whether the rates are of all formats", attrs.evolve(chip, rates_listed=Listing.UNKNOWN)
    if chip.foundries or chip.foundry_place is not None:
        yield "foundry", attrs.evolve(chip, foundries=(), foundry_place=None)
        yield "place of the foundry", attrs.evolve(chip, foundries=_homeless(chip.foundries), foundry_place=None)
    for name in ("designer", "supplier"):
        vendor = getattr(chip, name)
        if vendor is not None:
            yield f"place of the {name}", changed(chip, **{name: attrs.evolve(vendor, place=None)})
    if chip.designer is not None:
        yield "designer", attrs.evolve(chip, designer=None)


def _homeless(vendors: Iterable[Vendor]) -> tuple[Vendor, ...]:
    return tuple(attrs.evolve(vendor, place=None) for vendor in vendors)
