"""How many chips of each kind stand in a subject, with each doubt as a fact that can be drawn.

Counts without doubt are summed by chip. Chips that come and go together are there, or not, together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeAlias

import attrs

from aichipcn.compute.effective import running, standing
from aichipcn.compute.facts import Fact
from aichipcn.model.chips import Chip
from aichipcn.model.facilities import Deployment, Facility, Fleet
from aichipcn.values.estimate import Estimate
from aichipcn.values.numbers import Exact, bound_plus
from aichipcn.values.ternary import TRUE, Ternary

_Standing: TypeAlias = tuple[Facility, Deployment, Ternary]
Doubt: TypeAlias = tuple[Fact, Estimate]
"""A fact, and what is known of it."""


@attrs.frozen
class Count:
    """Chips of one kind: so many for `certain`, each number in doubt, and how many `perhaps` stand there at most."""

    chip: Chip
    certain: Exact
    doubtful: tuple[Doubt, ...]
    perhaps: tuple[Doubt, ...]


def counts(subject: Facility | Fleet, on: date | None) -> tuple[Count, ...]:
    """The chips of known kinds that stand, or may stand, in a subject, in an order that is that of no list."""
    by_chip: dict[Chip, list[_Standing]] = {}
    for facility, deployment, present in standing(subject, on):
        if deployment.chip is not None:
            by_chip.setdefault(deployment.chip, []).append((facility, deployment, present))
    found = (_count(chip, parts, on) for chip, parts in by_chip.items())
    return tuple(sorted(found, key=lambda count: (count.chip.slug, repr(count.chip))))


def _count(chip: Chip, parts: list[_Standing], on: date | None) -> Count:
    there = [(facility, deployment) for facility, deployment, present in parts if present is TRUE]
    perhaps = [(facility, deployment) for facility, deployment, present in parts if present is not TRUE]
    certain = sum(deployment.count.low for _, deployment in there if deployment.count.is_point)
    return Count(chip, certain, tuple(_uncertain(chip, there)), tuple(_perhaps(perhaps, on)))


def _uncertain(chip: Chip, there: Iterable[tuple[Facility, Deployment]]) -> Iterator[Doubt]:
    """The counts in doubt of what stands there. Those that nothing else tells apart are numbered from the least."""
    alike: dict[tuple[str, str], list[Estimate]] = {}
    for facility, deployment in there:
        if not deployment.count.is_point:
            alike.setdefault((facility.slug, _dated(deployment)), []).append(deployment.count)
    for (slug, dated), figures in alike.items():
        for n, figure in enumerate(sorted(figures, key=_size), 1):
            yield Fact(slug, f"{chip.slug} count{dated}" + (f" ({n})" if n > 1 else "")), figure


def _perhaps(perhaps: Iterable[tuple[Facility, Deployment]], on: date | None) -> Iterator[Doubt]:
    """How many may stand there, from none to all: a fact of the facility, or of what comes and goes together."""
    most: dict[Fact, Exact | None] = {}
    for facility, deployment in perhaps:
        dated = _dated(deployment) if running(facility, on) is TRUE else ""
        fact = Fact(facility.slug, f"presence{dated}")
        most[fact] = bound_plus(most.get(fact, 0), deployment.count.high)
    return ((fact, Estimate(0, high)) for fact, high in most.items())


def _dated(deployment: Deployment) -> str:
    """When it came and goes, as far as that is told."""
    came = f" from {deployment.came}" if deployment.came else ""
    return came + (f" to {deployment.retired}" if deployment.retired else "")


def _size(figure: Estimate) -> tuple[Exact, bool, Exact, Exact]:
    """By which counts are put in order, those without an upper bound last."""
    return figure.low, figure.high is None, figure.high or 0, figure.best or 0
