"""Strategies of what is required: mandates with all their parts, and incentives."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from aichipcn.mandates.exemptions import Effect, Exemption
from aichipcn.mandates.incentives import Incentive, IncentiveKind
from aichipcn.mandates.levels import Level
from aichipcn.mandates.mandate import Mandate
from aichipcn.mandates.measures import AnyMeasure
from aichipcn.mandates.readings import Reading, StatedShareUse
from aichipcn.mandates.schedule import Requirement, Schedule
from aichipcn.mandates.standing import LegalForce, MandateStatus, StatusChange
from aichipcn.mandates.thresholds import Bound
from aichipcn.model.sources import Source
from aichipcn.testing.strategies.base import BASE, SOURCES, World
from aichipcn.testing.strategies.conditions import credits, predicates
from aichipcn.testing.strategies.figures import (
    aliases,
    days,
    few,
    notes,
    perhaps,
    slugs,
    some,
    spans,
    steps,
    windows,
    words,
)
from aichipcn.testing.strategies.measures import measures, populations
from aichipcn.testing.strategies.requirements import schedules
from aichipcn.testing.strategies.things import told
from aichipcn.values.estimate import Estimate


def exemptions(world: World = BASE) -> SearchStrategy[Exemption]:
    """Whom a mandate lets off, and whom an authority may."""

    def exemption(window: tuple[date, date | None], **fields: Any) -> Exemption:
        since, until = window
        return Exemption(since=since, until=None if until == since else until, **fields)

    return st.builds(
        exemption, windows(), when=predicates(world), effect=st.sampled_from(Effect), sources=some(world.sources),
        note=notes(),
    )  # fmt: skip


def status_changes(sources: Collection[Source] = SOURCES) -> SearchStrategy[StatusChange]:
    """Steps of the history of a mandate."""
    return st.builds(
        StatusChange, status=st.sampled_from(MandateStatus), since=perhaps(spans()), wording=perhaps(words()),
        verified=perhaps(spans()), sources=some(sources), note=notes(),
    )  # fmt: skip


def readings(
    *, world: World = BASE, require: SearchStrategy[Schedule] | None = None
) -> SearchStrategy[Reading]:  # fmt: skip
    """Readings with a condition or a credit, some with a requirement, a scope or chips of their own."""
    counted = st.one_of(
        predicates(world).map(lambda found: {"qualifies": found}), credits(world).map(lambda found: {"credit": found})
    )
    return st.builds(
        lambda counted, **fields: Reading(**counted, **fields), counted, name=slugs(),
        require=perhaps(schedules() if require is None else require),
        level=perhaps(st.sampled_from(Level)), scope=perhaps(predicates(world)),
        among=perhaps(predicates(world)), stated_shares=st.sampled_from(StatedShareUse), note=notes(),
    )  # fmt: skip


def _rules(world: World) -> dict[str, SearchStrategy[Any]]:
    """What mandates and incentives have alike."""
    return {
        "slug": slugs(), "title": words(), "issuer": perhaps(words()), "place": perhaps(st.sampled_from(world.places)),
        "legal_force": perhaps(st.sampled_from(LegalForce)), "status": st.sampled_from(MandateStatus),
        "wording": perhaps(words()), "verified": perhaps(spans()), "aliases": aliases(), **told(world.sources),
    }  # fmt: skip


def mandates(*, world: World = BASE, superseded: Collection[str] = ()) -> SearchStrategy[Mandate]:
    """Mandates of every kind of part that files can say, an amount in the unit of their measure.

    `superseded` are the slugs of mandates that they may have taken the place of.
    """

    def mandate(measure: AnyMeasure, require: Schedule, readings: list[Reading], **fields: Any) -> Mandate:
        read = [attrs.evolve(item, require=_in_unit(item.require, measure.unit)) for item in readings]
        return Mandate(measure=measure, require=_in_unit(require, measure.unit), readings=read, **fields)

    required = schedules(tuple(Bound), sources=world.sources)
    read = readings(world=world, require=required)
    return st.builds(
        mandate, measures(world.chips), required,
        st.lists(read, min_size=1, max_size=2, unique_by=lambda item: item.name),
        level=st.sampled_from(Level), scope=predicates(world), population=populations(),
        among=perhaps(predicates(world)), exemptions=few(exemptions(world)), expires=perhaps(days()),
        history=few(status_changes(world.sources)),
        supersedes=some(superseded) if superseded else st.just(()), **_rules(world),
    )  # fmt: skip


def _in_unit(required: Requirement | None, unit: str) -> Any:
    """A schedule of which the amounts are in another root unit."""
    if not isinstance(required, Schedule) or not required.bound.is_amount:
        return required
    rows = [
        attrs.evolve(item, value=attrs.evolve(item.value, unit=unit)) if isinstance(item.value, Estimate) else item
        for item in required.milestones
    ]
    return attrs.evolve(required, milestones=rows)


def incentives(*, world: World = BASE) -> SearchStrategy[Incentive]:
    """What is offered rather than required."""
    return st.builds(
        lambda span, **fields: Incentive(since=span[0], until=span[1], **fields), steps(2),
        kind=st.sampled_from(IncentiveKind), benefit=words(), scope=predicates(world),
        qualifies=perhaps(predicates(world)), credit=perhaps(credits(world)), **_rules(world),
    )  # fmt: skip
