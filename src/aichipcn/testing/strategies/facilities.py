"""Strategies of what stands where: deployments, facilities and fleets, with all that is said of them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from aichipcn.model.chips import Chip
from aichipcn.model.facilities import (
    Completion,
    Deployment,
    Extent,
    Facility,
    FacilityKind,
    FacilityStatus,
    Fleet,
    Funding,
    Inventory,
    ShareOf,
    StatedCompute,
    StatedShare,
    Use,
)
from aichipcn.model.formats import NumberFormat
from aichipcn.model.ownership import Ownership
from aichipcn.model.places import Place
from aichipcn.model.sources import Source
from aichipcn.model.vendors import Vendor
from aichipcn.testing.strategies.base import CHIPS, PLACES, SOURCES, VENDORS
from aichipcn.testing.strategies.figures import (
    aliases,
    counts,
    estimates,
    few,
    names,
    notes,
    one_of,
    perhaps,
    shares,
    slugs,
    some,
    spans,
    steps,
    words,
)
from aichipcn.testing.strategies.things import told
from aichipcn.values.units import NONE, RATE


def _cited(sources: Collection[Source]) -> dict[str, SearchStrategy[Any]]:
    return {"sources": some(sources), "note": notes()}


def deployments(
    *, chips: Collection[Chip] = CHIPS, vendors: Collection[Vendor] = VENDORS, sources: Collection[Source] = SOURCES
) -> SearchStrategy[Deployment]:
    """Chips of one kind: the model known, or its designer, or neither; each date known, roughly, or not at all."""

    def deployment(of: dict[str, Any], when: list[Any], **fields: Any) -> Deployment:
        ordered, installed, retired = when
        return Deployment(**of, ordered=ordered, installed=installed, retired=retired, **fields)

    models = one_of(chips).map(lambda chip: {"chip": chip})
    makers = perhaps(one_of(vendors)).map(lambda vendor: {"designer": vendor})
    return st.builds(
        deployment, st.one_of(models, makers), steps(3), count=perhaps(estimates(NONE, counts())),
        compute=perhaps(estimates(RATE)), format=perhaps(st.sampled_from(NumberFormat)), **_cited(sources),
    )  # fmt: skip


def stated_shares(sources: Collection[Source] = SOURCES) -> SearchStrategy[StatedShare]:
    """Shares that sources state."""
    return st.builds(
        StatedShare, value=shares(), of=st.one_of(st.just("units"), words()), chips=st.sampled_from(ShareOf),
        counts=words(), as_of=perhaps(spans()), **_cited(sources),
    )  # fmt: skip


def stated_compute(sources: Collection[Source] = SOURCES) -> SearchStrategy[StatedCompute]:
    """Totals of compute that sources state."""
    formats = perhaps(st.sampled_from(NumberFormat))
    return st.builds(StatedCompute, value=estimates(RATE), format=formats, as_of=perhaps(spans()), **_cited(sources))


def completions(sources: Collection[Source] = SOURCES) -> SearchStrategy[Completion]:
    """How far a facility is built."""
    return st.builds(Completion, share=shares(), of=words(), as_of=perhaps(spans()), **_cited(sources))


def facilities(
    *,
    chips: Collection[Chip] = CHIPS,
    vendors: Collection[Vendor] = VENDORS,
    places: Collection[Place] = PLACES,
    sources: Collection[Source] = SOURCES,
    most: int = 2,
) -> SearchStrategy[Facility]:
    """Facilities with up to `most` deployments, of which everything may be known or not."""
    return st.builds(
        Facility, slug=slugs(), name=names(), place=perhaps(one_of(places)),
        kind=perhaps(st.sampled_from(FacilityKind)), operator=perhaps(one_of(vendors)),
        commissioned=perhaps(spans()), status=st.sampled_from(FacilityStatus), extent=st.sampled_from(Extent),
        funding=some(tuple(Funding)), ownership=perhaps(st.sampled_from(Ownership)), uses=some(tuple(Use)),
        uses_complete=st.booleans(),
        programmes=st.lists(slugs(), max_size=2, unique=True), completion=few(completions(sources)),
        deployments=few(deployments(chips=chips, vendors=vendors, sources=sources), most=most),
        inventory=st.sampled_from(Inventory), stated_shares=few(stated_shares(sources)),
        stated_compute=few(stated_compute(sources)), aliases=aliases(), **told(sources),
    )  # fmt: skip


def fleets(*, chips: Collection[Chip] = CHIPS, most: int = 3) -> SearchStrategy[Fleet]:
    """Facilities taken together."""
    members = st.lists(facilities(chips=chips), max_size=most, unique_by=lambda item: item.slug)
    return st.builds(Fleet, slug=slugs(), name=names(), facilities=members)
