"""Strategies of which chips count and how they are summed."""

from __future__ import annotations

from collections.abc import Collection

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from aichipcn.compute.peak import Peak
from aichipcn.mandates.measures import AnyMeasure, Claimed, Effective, Measure, Quantum
from aichipcn.mandates.populations import AdditionsSince, Population, PurchasesSince, Stock, StockAndOrders
from aichipcn.model.chips import Chip
from aichipcn.model.formats import NumberFormat
from aichipcn.testing.strategies.base import CHIPS
from aichipcn.testing.strategies.figures import (
    one_of,
    perhaps,
    windows,
    words,
)


def additions() -> SearchStrategy[AdditionsSince]:
    """What was added in a window."""
    return windows().map(lambda window: AdditionsSince(*window))


def purchases() -> SearchStrategy[PurchasesSince]:
    """What was bought in a window."""
    return windows().map(lambda window: PurchasesSince(*window))


def populations() -> SearchStrategy[Population]:
    """The stock, with orders or without, and what was added or bought in a window."""
    return st.one_of(st.sampled_from([Stock(), StockAndOrders()]), additions(), purchases())


def plain_measures() -> SearchStrategy[Measure]:
    """Units, TPP, power, a peak in a format, or a spend in a currency."""
    return st.one_of(
        st.sampled_from([Quantum.UNITS, Quantum.TPP, Quantum.POWER]).map(Measure),
        st.sampled_from(NumberFormat).map(lambda item: Measure(Quantum.PEAK, item)),
        st.sampled_from(["USD", "CNY"]).map(lambda currency: Measure(Quantum.SPEND, currency=currency)),
    )


def effective_measures() -> SearchStrategy[Effective]:
    """Effective compute by the peak in a format."""
    return st.sampled_from(NumberFormat).map(lambda item: Effective(Peak(item)))


def claimed_measures(chips: Collection[Chip] = CHIPS) -> SearchStrategy[Claimed]:
    """Effective compute by the claims of a catalogue, in some chips."""
    return st.builds(Claimed, one_of(chips), perhaps(words()))


def measures(chips: Collection[Chip] = CHIPS) -> SearchStrategy[AnyMeasure]:
    """Every measure; claimed ratios are to some chips."""
    return st.one_of(plain_measures(), effective_measures(), claimed_measures(chips))
