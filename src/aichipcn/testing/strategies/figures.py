"""Strategies of what values are made of: texts, slugs, dates, figures and shares, built valid and never filtered."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from fractions import Fraction
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from aichipcn.model.sources import Confidence
from aichipcn.values.dates import DateRange
from aichipcn.values.estimate import Estimate
from aichipcn.values.limits import Limit, Side
from aichipcn.values.numbers import Exact
from aichipcn.values.ternary import Ternary
from aichipcn.values.units import ROOTS

T = TypeVar("T")

EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)
_VISIBLE = st.characters(exclude_categories=["C", "Z"])
_ANY = st.characters(exclude_categories=["Cs"])


# -- of anything


def perhaps(strategy: SearchStrategy[T]) -> SearchStrategy[T | None]:
    """A value, or None, which is unknown."""
    return st.one_of(st.none(), strategy)


def one_of(values: Collection[T]) -> SearchStrategy[T]:
    """One of some values."""
    return st.sampled_from(tuple(values))


def some(values: Collection[T], least: int = 0, most: int = 2) -> SearchStrategy[tuple[T, ...]]:
    """A few of some values, none of them twice."""
    return st.lists(one_of(values), min_size=least, max_size=most, unique=True).map(tuple)


def few(strategy: SearchStrategy[T], least: int = 0, most: int = 2) -> SearchStrategy[tuple[T, ...]]:
    """A few drawn values."""
    return st.lists(strategy, min_size=least, max_size=most).map(tuple)


# -- texts


def words() -> SearchStrategy[str]:
    """A text that says something, of any script."""
    return st.builds(str.__add__, _VISIBLE, st.text(_ANY, max_size=11))


def notes() -> SearchStrategy[str]:
    """A text that may be empty."""
    return st.one_of(st.just(""), words())


def slugs() -> SearchStrategy[str]:
    """A slug that begins with "my-", as no slug of `base` does."""
    return st.from_regex(r"my-[a-z0-9]{1,6}(-[a-z0-9]{1,4})?", fullmatch=True)


def names() -> SearchStrategy[str]:
    """A name that begins with "My ", as no name of `base` does."""
    return words().map("My {}".format)


def aliases() -> SearchStrategy[tuple[str, ...]]:
    """Up to two other names, one of them numbered so that they differ however they are spelt."""
    return few(words()).map(lambda found: tuple(f"my alias {word} {i}" for i, word in enumerate(found)))


def confidences() -> SearchStrategy[Confidence | None]:
    """How a fact came to be known, where that is known."""
    return perhaps(st.sampled_from(Confidence))


# -- dates


def days() -> SearchStrategy[date]:
    """A day of the last century or of this."""
    return st.dates(EARLIEST, LATEST)


def ordered_days(number: int) -> SearchStrategy[list[date]]:
    """So many days, none before the one that it follows."""
    return st.lists(days(), min_size=number, max_size=number).map(sorted)


def spans() -> SearchStrategy[DateRange]:
    """A date known to the day, or as roughly as sources state it."""
    stated = st.sampled_from(["2025", "2025-H2", "2025-Q3", "2025-09"]).map(DateRange.parse)
    return st.one_of(days().map(DateRange.parse), ordered_days(2).map(lambda pair: DateRange(*pair)), stated)


def windows() -> SearchStrategy[tuple[date, date | None]]:
    """A first day, and a later one or none."""
    return st.builds(
        lambda pair, open_ended: (pair[0], None if open_ended else pair[1]), ordered_days(2), st.booleans()
    )


def steps(number: int) -> SearchStrategy[list[DateRange | None]]:
    """When things happened that follow each other, each of which may be unknown."""

    def spread(found: list[date], shapes: list[int]) -> list[DateRange | None]:
        pairs = zip(found[::2], found[1::2], shapes, strict=True)
        return [(None, DateRange(first, first), DateRange(first, last))[shape] for first, last, shape in pairs]

    shapes = st.lists(st.integers(0, 2), min_size=number, max_size=number)
    return st.builds(spread, ordered_days(2 * number), shapes)


# -- figures


def numbers() -> SearchStrategy[Exact]:
    """An exact amount, from nothing to what no facility reaches."""
    return st.one_of(st.integers(1, 10**18), st.fractions(0, 10**6, max_denominator=10**4))


def counts(most: int = 10**6) -> SearchStrategy[int]:
    """A number of chips."""
    return st.integers(1, most)


def estimates(unit: str = "", amounts: SearchStrategy[Exact] | None = None) -> SearchStrategy[Estimate]:
    """A figure in a root unit: a point, a range, a bound, any of them with a best value."""

    def shaped(found: list[Exact], open_ended: bool, with_best: bool) -> Estimate:
        low, best, high = sorted(found)
        return Estimate(low, None if open_ended else high, best=best if with_best and low != high else None, unit=unit)

    amounts = numbers() if amounts is None else amounts
    three = st.lists(amounts, min_size=3, max_size=3)
    points = amounts.map(lambda value: Estimate(value, value, unit=unit))
    return st.one_of(points, st.builds(shaped, three, st.booleans(), st.booleans()))


def limits(unit: str = "TPP") -> SearchStrategy[Limit]:
    """A limit to a figure in a root unit, from either side, with the limit itself or without."""
    return st.builds(Limit, st.sampled_from(Side), numbers(), st.just(unit))


def figures() -> SearchStrategy[Estimate]:
    """A figure in any root unit."""
    return st.sampled_from(sorted(ROOTS)).flatmap(estimates)


def fractions(most_digits: int = 3) -> SearchStrategy[Fraction]:
    """A share as an exact fraction: whole percents, and fractions that are none."""
    percents = st.integers(0, 100).map(lambda percent: Fraction(percent, 100))
    return st.one_of(percents, st.fractions(0, 1, max_denominator=10**most_digits))


def shares() -> SearchStrategy[Estimate]:
    """A share as a figure, exact or a range."""
    return st.builds(lambda one, other: Estimate(min(one, other), max(one, other)), fractions(), fractions())


def truths() -> SearchStrategy[Ternary]:
    """True, false or unknown."""
    return st.sampled_from(Ternary)
