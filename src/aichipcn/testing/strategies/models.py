"""Strategies of the models that say what chips deliver, and of amounts on a basis."""

from __future__ import annotations

from collections.abc import Collection

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from aichipcn.compute.basis import Amount, Basis
from aichipcn.compute.claims.claimed import ClaimedPerformance
from aichipcn.compute.equivalents import Equivalents
from aichipcn.compute.greatest import GreatestPeak
from aichipcn.compute.peak import Peak
from aichipcn.model.chips import Chip
from aichipcn.model.formats import NumberFormat
from aichipcn.testing.strategies.base import CHIPS
from aichipcn.testing.strategies.figures import estimates, few, notes, one_of, perhaps, words
from aichipcn.testing.strategies.things import claims


def peaks() -> SearchStrategy[Peak]:
    """The dense rate in every format."""
    return st.sampled_from(NumberFormat).map(Peak)


def greatest_peaks() -> SearchStrategy[GreatestPeak]:
    """The greatest dense rate among some formats."""
    return st.lists(st.sampled_from(NumberFormat), min_size=1, unique=True).map(GreatestPeak)


def claimed_performances(chips: Collection[Chip] = CHIPS) -> SearchStrategy[ClaimedPerformance]:
    """Up to three claims that relate some chips, taken on one workload or on all."""
    return st.builds(
        ClaimedPerformance, reference=one_of(chips), claims=few(claims(chips=chips), most=3),
        workload=perhaps(words()), chain=st.booleans(), reading=perhaps(words()),
        longest=st.integers(1, 4),
    )  # fmt: skip


def equivalents(chips: Collection[Chip] = CHIPS) -> SearchStrategy[Equivalents]:
    """Equivalents of a chip by claims, by which it is one of itself."""
    return claimed_performances(chips).map(lambda model: Equivalents(reference=model.reference, by=model))


def bases() -> SearchStrategy[Basis]:
    """What one unit of compute is."""
    return st.builds(Basis, words(), words(), notes(), notes())


def amounts() -> SearchStrategy[Amount]:
    """So much on a basis."""
    return st.builds(Amount, estimates(), bases())
