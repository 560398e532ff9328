"""Strategies of how much is required by when, and of the totals that are held against it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from fractions import Fraction
from typing import Any, Literal

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from aichipcn.mandates.schedule import Milestone, Schedule
from aichipcn.mandates.standing import MandateStatus
from aichipcn.mandates.thresholds import Asked, Bound, Threshold
from aichipcn.mandates.totals import Tally
from aichipcn.model.sources import Source
from aichipcn.testing.strategies.base import SOURCES
from aichipcn.testing.strategies.figures import (
    days,
    fractions,
    one_of,
    perhaps,
    some,
    spans,
    words,
)
from aichipcn.values.estimate import Estimate

SHARES = tuple(bound for bound in Bound if not bound.is_amount)
"""The bounds of a share, that of a ratio among them."""


def _figures(bound: Bound, unit: str) -> SearchStrategy[Fraction | Estimate]:
    if bound.is_amount:
        return st.integers(0, 10**6).map(lambda amount: Estimate(amount, amount, unit=unit))
    if bound is Bound.RATIO_AT_LEAST:
        return st.builds(lambda ones, others: Fraction(ones, ones + others), st.integers(1, 9), st.integers(0, 9))
    return fractions()


def thresholds(bounds: Collection[Bound] = tuple(Bound), unit: str = "") -> SearchStrategy[Threshold]:
    """Bounds with their figures, some of them unstated."""
    return one_of(bounds).flatmap(lambda bound: st.builds(Threshold, st.just(bound), perhaps(_figures(bound, unit))))


def schedules(
    bounds: Collection[Bound] = SHARES, unit: str = "", sources: Collection[Source] = SOURCES
) -> SearchStrategy[Schedule]:
    """Up to three dated milestones of one bound, each with where it comes from; amounts are in a root unit."""
    told = st.fixed_dictionaries(_told_of_milestones(sources))

    def of(bound: Bound, linear: Literal["linear"] | None) -> SearchStrategy[Schedule]:
        figures = _figures(bound, unit)
        asked = figures if linear else perhaps(figures)
        rows = st.dictionaries(days(), st.tuples(asked, told), min_size=1, max_size=3)
        return rows.map(lambda found: Schedule(_rows(found), linear, bound))

    return st.one_of([of(bound, linear) for bound in bounds for linear in (None, "linear")])


def milestones(sources: Collection[Source] = SOURCES) -> SearchStrategy[Milestone]:
    """A share from a day on, which may be unstated."""
    return st.builds(Milestone, days(), perhaps(fractions()), **_told_of_milestones(sources))


def _told_of_milestones(sources: Collection[Source]) -> dict[str, SearchStrategy[Any]]:
    return {
        "sources": some(sources), "status": perhaps(st.sampled_from(MandateStatus)), "wording": perhaps(words()),
        "verified": perhaps(spans()),
    }  # fmt: skip


def _rows(found: dict[date, tuple[Asked, dict[str, Any]]]) -> list[Milestone]:
    return [Milestone(day, value, **told) for day, (value, told) in found.items()]


def tallies() -> SearchStrategy[Tally]:
    """Totals of what qualifies and of the rest, exact, in an interval, or without bound."""

    def tally(found: list[list[int]], unbounded: tuple[bool, bool], exact: bool) -> Tally:
        (q_low, q_high), (n_low, n_high) = map(sorted, found)
        if exact:
            return Tally(q_low, q_low, n_low, n_low)
        return Tally(q_low, None if unbounded[0] else q_high, n_low, None if unbounded[1] else n_high)

    pairs = st.lists(st.lists(st.integers(0, 10**12), min_size=2, max_size=2), min_size=2, max_size=2)
    return st.builds(tally, pairs, st.tuples(st.booleans(), st.booleans()), st.booleans())
