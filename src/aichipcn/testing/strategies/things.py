"""Strategies of what there is: sources, places, firms, chips, lists, claims, figures of the market and events.

Each takes the values that it may refer to (`chips(vendors=...)`); without them it refers to those of `base`.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from aichipcn.model.chips import Chip, ChipKind, ChipStatus, Citation, Listing, Market, Rates, RivalReport
from aichipcn.model.claims import ClaimKind, Outcome, PerformanceClaim
from aichipcn.model.formats import NumberFormat
from aichipcn.model.lists import CertifiedList, ListEntry
from aichipcn.model.observations import EventKind, MarketObservation, PolicyEvent
from aichipcn.model.ownership import Ownership
from aichipcn.model.places import Place
from aichipcn.model.sources import Source
from aichipcn.model.vendors import Role, Supply, Vendor
from aichipcn.testing.strategies.base import CHIPS, CN, PLACES, SOURCES, VENDORS
from aichipcn.testing.strategies.figures import (
    aliases,
    confidences,
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
from aichipcn.values.estimate import Estimate
from aichipcn.values.units import AREA, BANDWIDTH, CNY, LENGTH, MEMORY, POWER, RATE, USD


def told(sources: Collection[Source]) -> dict[str, SearchStrategy[Any]]:
    """The fields of every entry that say where it comes from."""
    return {"sources": some(sources, 1), "confidence": confidences(), "note": notes()}


def sources() -> SearchStrategy[Source]:
    """Published documents."""
    return st.builds(
        Source, slug=slugs(), title=words(), publisher=words(), url=perhaps(words()), published=perhaps(spans()),
        confidence=confidences(), read_at=perhaps(words()), licence=perhaps(words()), note=notes(),
    )  # fmt: skip


def places() -> SearchStrategy[Place]:
    """Countries, provinces and cities that are none, and a part of China that is none."""
    codes = st.from_regex(r"Q[A-Z](-[A-Z0-9]{1,3}(/[a-z]{1,5})?)?", fullmatch=True)
    abroad = st.builds(Place, code=codes, name=names(), aliases=aliases())
    within = abroad.map(lambda place: attrs.evolve(place, code=f"CN-X/{place.code.lower()[:2]}", parent=CN))
    lacking = abroad.filter(lambda place: "/" not in place.code).map(
        lambda place: attrs.evolve(place, without=[f"{place.code}/a" if "-" in place.code else f"{place.code}-A"])
    )
    return st.one_of(abroad, within, lacking)


def supplies(vendors: Collection[Vendor] = VENDORS, sources: Collection[Source] = SOURCES) -> SearchStrategy[Supply]:
    """Reported relations to customers among some firms."""
    customers = st.sampled_from([vendor.slug for vendor in vendors])
    return st.builds(Supply, customer=customers, use=perhaps(words()), sources=some(sources), note=notes())


def vendors(
    *,
    places: Collection[Place] = PLACES,
    parents: Collection[Vendor] = VENDORS,
    sources: Collection[Source] = SOURCES,
) -> SearchStrategy[Vendor]:
    """Firms and institutions, at home in some places, some of them parts of others."""
    return st.builds(
        Vendor, slug=slugs(), name=names(), place=perhaps(one_of(places)), aliases=aliases(),
        parent=perhaps(st.sampled_from([vendor.slug for vendor in parents])),
        ownership=perhaps(st.sampled_from(Ownership)), roles=some(tuple(Role)), entity_list_since=perhaps(spans()),
        supplies=few(supplies(parents, sources)), **told(sources),
    )  # fmt: skip


_FIGURES = st.sampled_from(["power", "memory-bandwidth", "rates.fp16"])


def citations(sources: Collection[Source] = SOURCES) -> SearchStrategy[Citation]:
    """The sources of single figures of a chip."""
    return st.builds(Citation, figure=_FIGURES, sources=some(sources, 1))


def rival_reports(sources: Collection[Source] = SOURCES) -> SearchStrategy[RivalReport]:
    """What else is said of a figure of a chip."""
    return st.builds(RivalReport, figure=_FIGURES, value=words(), sources=some(sources), note=notes())


def rates() -> SearchStrategy[Rates]:
    """Dense rates in up to three formats."""
    return st.dictionaries(st.sampled_from(NumberFormat), estimates(RATE), max_size=3).map(Rates.of)


def prices() -> SearchStrategy[Estimate]:
    """Prices in dollars or yuan."""
    return st.one_of(estimates(USD), estimates(CNY))


def chips(
    *,
    vendors: Collection[Vendor] = VENDORS,
    places: Collection[Place] = PLACES,
    sources: Collection[Source] = SOURCES,
) -> SearchStrategy[Chip]:
    """Chips of which each figure may be known or not; their firms and foundries are among those given."""
    cited = st.lists(citations(sources), max_size=2, unique_by=lambda item: item.figure)
    return st.builds(
        Chip, slug=slugs(), name=names(), designer=perhaps(one_of(vendors)), aliases=aliases(),
        supplier=perhaps(one_of(vendors)), foundries=some(vendors),
        foundry_place=perhaps(one_of(places)), node=perhaps(estimates(LENGTH)), process=perhaps(words()),
        announced=perhaps(spans()), released=perhaps(spans()), status=perhaps(st.sampled_from(ChipStatus)),
        market=perhaps(st.sampled_from(Market)), kind=st.sampled_from(ChipKind), rates=rates(),
        rates_listed=st.sampled_from(Listing), memory=perhaps(estimates(MEMORY)),
        memory_type=perhaps(words()), memory_bandwidth=perhaps(estimates(BANDWIDTH)),
        interconnect=perhaps(estimates(BANDWIDTH)), pcie=perhaps(st.one_of(words(), st.sampled_from(["4", "5 x16"]))),
        power=perhaps(estimates(POWER)), die_area=perhaps(estimates(AREA)), package_area=perhaps(estimates(AREA)),
        dies=perhaps(counts(16)), transistors=perhaps(estimates()),
        price=perhaps(prices()), price_note=notes(), domestic_content=perhaps(shares()), cited=cited,
        conflicts=few(rival_reports(sources)), **told(sources),
    )  # fmt: skip


def list_entries(
    *, chips: Collection[Chip] = CHIPS, vendors: Collection[Vendor] = VENDORS, sources: Collection[Source] = SOURCES
) -> SearchStrategy[ListEntry]:
    """What stands on a list: chips by name, or a chip of a firm."""

    def entry(of: dict[str, Any], span: list[Any], **fields: Any) -> ListEntry:
        return ListEntry(**of, since=span[0], until=span[1], **fields)

    of = st.one_of(some(chips, 1).map(lambda found: {"chips": found}), one_of(vendors).map(lambda one: {"vendor": one}))
    return st.builds(entry, of, steps(2), name=perhaps(words()), sources=some(sources), note=notes())


def lists(
    *, chips: Collection[Chip] = CHIPS, vendors: Collection[Vendor] = VENDORS, sources: Collection[Source] = SOURCES
) -> SearchStrategy[CertifiedList]:
    """Lists of certified chips."""
    entries = few(list_entries(chips=chips, vendors=vendors, sources=sources))
    return st.builds(
        CertifiedList, slug=slugs(), title=words(), issuer=perhaps(words()), entries=entries, aliases=aliases(),
        verified=perhaps(spans()), **told(sources),
    )  # fmt: skip


def claims(
    *, chips: Collection[Chip] = CHIPS, sources: Collection[Source] = SOURCES
) -> SearchStrategy[PerformanceClaim]:
    """Published claims that relate some chips, a chip to itself among them."""
    return st.builds(
        PerformanceClaim, slug=slugs(), chip=one_of(chips), reference=one_of(chips),
        ratio=perhaps(estimates()), workload=perhaps(words()), kind=st.sampled_from(ClaimKind),
        outcome=perhaps(st.sampled_from(Outcome)), metric=notes(), reading=perhaps(words()),
        published=perhaps(spans()), **told(sources),
    )  # fmt: skip


def observations(
    *, vendors: Collection[Vendor] = VENDORS, sources: Collection[Source] = SOURCES
) -> SearchStrategy[MarketObservation]:
    """Figures of the market."""
    values = st.sampled_from(["", "USD", "chip", "wafer/month"]).flatmap(estimates)
    return st.builds(
        MarketObservation, slug=slugs(), metric=slugs(), subject=words(), period=perhaps(spans()), value=values,
        condition=perhaps(words()), forecast=st.booleans(), published=perhaps(spans()), vendors=some(vendors),
        **told(sources),
    )  # fmt: skip


def events(
    *, places: Collection[Place] = PLACES, chips: Collection[Chip] = CHIPS, sources: Collection[Source] = SOURCES
) -> SearchStrategy[PolicyEvent]:
    """What those who make policy did."""
    return st.builds(
        PolicyEvent, slug=slugs(), title=words(), kind=st.sampled_from(EventKind),
        place=perhaps(one_of(places)), chips=some(chips), on=perhaps(spans()), status=words(),
        **told(sources),
    )  # fmt: skip
