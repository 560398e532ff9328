"""Strategies of what qualifies: conditions of every tag, joined by and, or and not, and credits; with cases to ask."""

from __future__ import annotations

from collections.abc import Collection

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from aichipcn.compute.figures import CHIP_FIGURES
from aichipcn.mandates.cases import Case
from aichipcn.mandates.conditions import Condition
from aichipcn.mandates.credits import Content, Credit, Tier, Tiers, Whole
from aichipcn.mandates.meanings import MEANINGS, Argument, Completed
from aichipcn.mandates.predicates import AllOf, AnyOf, Not, Predicate
from aichipcn.model.chips import Chip, ChipKind, Market
from aichipcn.model.facilities import Extent, FacilityKind, FacilityStatus, Funding, Use
from aichipcn.model.ownership import Ownership
from aichipcn.testing.strategies.base import BASE, CHIPS, World
from aichipcn.testing.strategies.facilities import facilities
from aichipcn.testing.strategies.figures import counts, days, fractions, limits, perhaps, slugs


def _arguments(world: World) -> dict[Argument, SearchStrategy[object]]:
    return {
        Argument.PLACE: st.sampled_from([place.code for place in world.places]),
        Argument.VENDOR: st.sampled_from([vendor.slug for vendor in world.vendors]),
        Argument.CHIP: st.sampled_from([chip.slug for chip in world.chips]),
        Argument.LIST: st.sampled_from(world.lists),
        Argument.PROGRAMME: slugs(),
        Argument.KIND: st.sampled_from(FacilityKind),
        Argument.FUNDING: st.sampled_from(Funding),
        Argument.EXTENT: st.sampled_from(Extent),
        Argument.OWNERSHIP: st.sampled_from(Ownership),
        Argument.USE: st.sampled_from(Use),
        Argument.STAGE: st.sampled_from(FacilityStatus),
        Argument.CHIP_KIND: st.sampled_from(ChipKind),
        Argument.MARKET: st.sampled_from(Market),
        Argument.DATE: days(),
        Argument.DAYS: counts(10**4),
        Argument.COMPLETION: completed_shares(),
    }


def completed_shares() -> SearchStrategy[Completed]:
    """A share of completion, on a fixed day or on the one that is judged."""
    return st.builds(Completed, fractions(), perhaps(days()))


def conditions(world: World = BASE) -> SearchStrategy[Condition]:
    """Every single condition."""
    arguments = _arguments(world)

    def of(tag: str) -> SearchStrategy[Condition]:
        figure = CHIP_FIGURES.get(tag)
        argument = arguments[MEANINGS[tag].argument] if figure is None else limits(figure.unit)
        return argument.map(lambda said: Condition(tag, said))  # type: ignore[arg-type]

    return st.sampled_from(sorted(MEANINGS)).flatmap(of)


def predicates(world: World = BASE, most: int = 6) -> SearchStrategy[Predicate]:
    """Conditions joined by and, or and not, of up to `most` single ones."""
    return st.recursive(
        conditions(world), lambda inner: st.one_of(_all_of(inner), _any_of(inner), inner.map(Not)), max_leaves=most
    )


def _all_of(parts: SearchStrategy[Predicate]) -> SearchStrategy[AllOf]:
    return st.lists(parts, max_size=3).map(AllOf)


def _any_of(parts: SearchStrategy[Predicate]) -> SearchStrategy[AnyOf]:
    return st.lists(parts, min_size=1, max_size=3).map(AnyOf)


def all_of(world: World = BASE) -> SearchStrategy[AllOf]:
    """Up to three predicates joined by and."""
    return _all_of(predicates(world, 3))


def any_of(world: World = BASE) -> SearchStrategy[AnyOf]:
    """Up to three predicates joined by or."""
    return _any_of(predicates(world, 3))


def negations(world: World = BASE) -> SearchStrategy[Not]:
    """A predicate that does not hold."""
    return predicates(world, 3).map(Not)


def tiers(world: World = BASE) -> SearchStrategy[Tier]:
    """What chips are worth of which a condition holds."""
    return st.builds(Tier, when=predicates(world), worth=fractions(2))


def whole_credits(world: World = BASE) -> SearchStrategy[Whole]:
    """All or nothing, by a condition."""
    return predicates(world).map(Whole)


def tiered_credits(world: World = BASE) -> SearchStrategy[Tiers]:
    """A part, by up to two tiers."""
    return st.lists(tiers(world), min_size=1, max_size=2).map(Tiers)


def content_credits() -> SearchStrategy[Content]:
    """The share of domestic content, with bounds or without."""
    return st.builds(Content, whole_from=perhaps(fractions()), least=perhaps(fractions()))


def credits(world: World = BASE) -> SearchStrategy[Credit]:
    """Credits by tiers, and by the share of domestic content."""
    return st.one_of(tiered_credits(world), content_credits())


@st.composite
def cases(draw: DrawFn, *, chips: Collection[Chip] = CHIPS) -> Case:
    """A facility, one of its deployments or none, and a day."""
    facility = draw(facilities(chips=chips))
    deployment = draw(st.sampled_from([None, *facility.deployments]))
    return Case(facility, deployment, draw(days()))
