"""Laws of the values that formulas over facts are evaluated with."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aichipcn.compute.facts import BOUNDS, Fact, greater, lesser
from aichipcn.compute.peak import Peak, peak_fact
from aichipcn.errors import UnitMismatchError
from aichipcn.model.chips import Chip
from aichipcn.testing.strategies import estimates
from aichipcn.values.estimate import Estimate


@st.composite
def a_point_in(draw, figure):
    high = figure.low + 10 if figure.high is None else figure.high
    return figure.low + (high - figure.low) * draw(st.fractions(0, 1))


@given(estimates(), estimates(), st.data())
def test_the_lesser_of_two_figures_encloses_the_lesser_of_any_two_points(one, other, data):
    point = min(data.draw(a_point_in(one)), data.draw(a_point_in(other)))

    assert lesser(one, other).contains(point)


@given(estimates(), estimates())
def test_the_lesser_of_two_figures_is_the_same_from_both_sides_and_at_most_each(one, other):
    least = lesser(one, other)

    assert least == lesser(other, one)
    for figure in (one, other):
        assert least.low <= figure.low
        assert figure.high is None or (least.high is not None and least.high <= figure.high)


def test_the_lesser_has_a_best_value_where_both_have():
    assert str(lesser(Estimate.parse("3 (1..5)"), Estimate.parse("2 (1..4)"))) == "2 (1..4)"
    assert str(lesser(Estimate.parse("3 (1..5)"), Estimate.parse("1..4"))) == "1..4"


def test_figures_of_two_dimensions_have_no_lesser():
    with pytest.raises(UnitMismatchError, match=re.escape("1 FLOP/s and 1 B/s are of different dimensions")):
        lesser(Estimate.point(1, "FLOP/s"), Estimate.point(1, "B/s"))


@given(st.lists(estimates(), min_size=1, max_size=4), st.data())
def test_either_of_several_encloses_each(options, data):
    whole = BOUNDS.either(Fact("chip", "path"), options)

    assert all(whole.contains(data.draw(a_point_in(option))) for option in options)


def test_either_of_one_is_that_one_with_its_best_value():
    figure = Estimate.parse("3 (1..5)")

    assert BOUNDS.either(Fact("chip", "path"), [figure, figure]) == figure


def test_a_peak_over_bounds_is_its_rate():
    chip = Chip(slug="x", name="X", rates={"fp16": "280..400 TFLOP/s"})
    model = Peak("fp16")

    assert model.rate_by(chip, BOUNDS) == model.rate(chip)
    assert str(peak_fact(chip, model.format)) == "rates.fp16 of x"
    assert BOUNDS.constant(Estimate.point(2)) == Estimate.point(2)


@given(estimates(), estimates(), st.data())
def test_the_greater_of_two_figures_encloses_the_greater_of_any_two_points(one, other, data):
    point = max(data.draw(a_point_in(one)), data.draw(a_point_in(other)))

    assert greater(one, other).contains(point)
    assert greater(one, other) == greater(other, one)


def test_the_greater_has_a_best_value_where_both_have():
    assert str(greater(Estimate.parse("3 (1..5)"), Estimate.parse("2 (1..4)"))) == "3 (1..5)"
    with pytest.raises(UnitMismatchError):
        greater(Estimate.point(1, "FLOP/s"), Estimate.point(1, "B/s"))
