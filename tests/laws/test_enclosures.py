"""Laws of irrational numbers between bounds that are rounded outward."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from aichipcn.compute.clusters.enclosures import STEEPEST, fallen, outward, root, shrunk
from tests.laws.clusters import (
    HALF,
    point,
)


@given(st.one_of(st.integers(0, 10**30), st.fractions(0, 10**6, max_denominator=10**9)))
def test_a_root_lies_between_its_bounds_which_lie_close(value):
    low, high = root(value)

    assert low**2 <= value <= high**2
    assert high - low <= high / 10**30


@given(st.integers(0, 10**12), st.integers(1, 10**12))
def test_a_root_that_is_rational_is_exact(above, below):
    assert root(Fraction(above, below) ** 2) == (Fraction(above, below), Fraction(above, below))


def powers(exponent, terms=60):
    """Bounds of e to the power of a number below 20, by its series: what is left is less than the last term twice."""
    total = term = Fraction(1)
    for i in range(1, terms + int(4 * exponent)):
        term = term * exponent / i
        total += term
    return total, total + 2 * term


@given(st.fractions(0, 20, max_denominator=1000))
def test_powers_of_e_lie_between_bounds_that_hold_those_of_the_series(exponent):
    least, most = powers(exponent)
    low, high = fallen(exponent)

    assert low <= 1 / most <= 1 / least <= high <= 1
    assert high - low <= Fraction(1, 10**36)
    if exponent:
        low, high = shrunk(exponent)
        assert low <= exponent / (most - 1) <= exponent / (least - 1) <= high <= 1
        assert high - low <= high / 10**20


@given(st.fractions(Fraction(1, 10**60), Fraction(1, 10**20)))
def test_what_is_left_of_one_at_a_small_exponent_is_told_as_closely_as_it_is_small(exponent):
    low, high = shrunk(exponent)

    assert 1 - exponent <= low <= 1 - exponent / 3 < high <= 1


def test_beyond_the_steepest_exponent_one_bound_is_left():
    for falling in (fallen, shrunk):
        assert falling(STEEPEST + 1) == (0, falling(STEEPEST)[1])
        assert falling(STEEPEST)[0] > 0
        assert falling(0) == (1, 1)


@given(st.lists(st.fractions(Fraction(1, 10**9), 10**9), min_size=3, max_size=3).map(sorted))
def test_rounding_outward_encloses_and_keeps_the_best_value_inside(ends):
    low, best, high = ends
    rounded = outward(low, high, best)

    assert rounded.low <= low <= high <= rounded.high
    assert rounded.high <= high * (1 + Fraction(1, 10**11))
    assert rounded.low >= low * (1 - Fraction(1, 10**11))
    assert outward(low, None, best, "s").high is None
    assert outward(low, high, None).best is None


def test_what_needs_no_rounding_is_a_point():
    assert outward(HALF, HALF, HALF) == point(HALF)
