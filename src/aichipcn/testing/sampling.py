"""Facilities and deployments to try a rule on, made of what it mentions: always the same ones, by a seed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any, TypeVar

import attrs

from aichipcn.errors import AichipcnError
from aichipcn.mandates.cases import Case
from aichipcn.model.facilities import (
    Completion,
    Deployment,
    Extent,
    Facility,
    FacilityKind,
    FacilityStatus,
    Funding,
    Inventory,
    Use,
)
from aichipcn.model.ownership import Ownership
from aichipcn.testing.palette import Palette
from aichipcn.values.estimate import Estimate

T = TypeVar("T")

_SITES = 600
_CASES = 160


def sites(palette: Palette, number: int = _SITES) -> Iterator[Facility]:
    """Facilities without chips, of which everything may be known or not."""
    random = Random(0)
    for i in range(number):
        yield _site(palette, random, i)


def _site(palette: Palette, random: Random, i: int) -> Facility:
    often = random.random() < 0.7
    status = FacilityStatus.OPERATING if often else random.choice(list(FacilityStatus))
    site = Facility(
        slug=f"site-{i}",
        name=f"Site {i}",
        place=random.choice([*palette.places, None]),
        kind=random.choice([FacilityKind.AI_DATA_CENTRE, *FacilityKind, None]),
        operator=random.choice([*palette.operators, None]),
        commissioned=random.choice([*_beside(palette), None]),
        status=status,
        extent=Extent.SITE if often else random.choice(list(Extent)),
        funding=_few(random, list(Funding)),
        ownership=random.choice([*Ownership, None]),
        uses=_few(random, list(Use)),
        uses_complete=i % 3 == 0,
        programmes=_few(random, (*palette.slugs, "another-programme")),
        completion=() if status is FacilityStatus.OPERATING and i % 2 else _completion(palette, random),
        inventory=Inventory.COMPLETE,
    )
    return site if _is_consistent(site) else attrs.evolve(site, completion=())


def _is_consistent(site: Facility) -> bool:
    """Whether what is stated of how far a site was built is of before it ran."""
    begun = site.commissioned
    return begun is None or all(item.as_of is None or item.as_of.last < begun.first for item in site.completion)


def _few(random: Random, values: Sequence[T]) -> tuple[T, ...]:
    return tuple(random.sample(values, min(len(values), random.choice((0, 1, 1, 2)))))


def _beside(palette: Palette) -> Iterator[date]:
    """The days of a palette, and those that lie as many days before them as it mentions numbers."""
    yield from palette.days
    spans = [number for number in palette.numbers if number < 5000]
    yield from (day - timedelta(span + shift) for day in palette.days for span in spans for shift in (-1, 0))


def _completion(palette: Palette, random: Random) -> tuple[Completion, ...]:
    if random.random() < 0.5:
        return ()
    share, day = random.choice(palette.shares), random.choice(palette.days)
    return (Completion(share=Estimate(share, share), as_of=day),)


def deployments(palette: Palette) -> Iterator[Deployment]:
    """One chip of each kind, of each firm of which the model is not known, and of nobody knows whom."""
    yield from (Deployment(chip=chip, count=1) for chip in palette.chips)
    designers = {chip.designer for chip in palette.chips if chip.designer is not None}
    yield from (Deployment(designer=vendor, count=1) for vendor in sorted(designers, key=lambda item: item.slug))
    yield Deployment(count=1)


def dated(palette: Palette) -> Iterator[dict[str, Any]]:
    """When chips may have been ordered, have come and have gone."""
    yield {}
    for day in palette.days:
        yield {"installed": day}
        yield {"ordered": day}
        yield {"installed": date(2000, 1, 1), "retired": day}


def cases(palette: Palette, facilities: Sequence[Facility] = (), number: int = _CASES) -> tuple[Case, ...]:
    """Facilities with one deployment each and a day, those of another's own first."""
    random = Random(1)
    own = [Case(site, item, day) for site in facilities for item in site.deployments for day in palette.days[:3]]
    places, chips, stays = list(sites(palette, number)), list(deployments(palette)), list(dated(palette))
    found = [
        case_of(places[i], attrs.evolve(chips[i % len(chips)], **random.choice(stays)), random.choice(palette.days))
        for i in range(number)
    ]
    return (*own[:number], *found)


def case_of(site: Facility, deployment: Deployment, on: date) -> Case:
    """A deployment in a facility of which it is the only one."""
    return Case(attrs.evolve(site, deployments=(deployment,)), deployment, on)


def changed(value: T, **changes: Any) -> T:
    """A value with some fields changed, whatever its class."""
    return attrs.evolve(value, **changes)  # type: ignore[misc]


def possible(value: T, **changes: Any) -> T | None:
    """A value with some fields changed; None where that cannot be."""
    try:
        return changed(value, **changes)
    except AichipcnError:
        return None
