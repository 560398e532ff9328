"""Laws of limits to figures, against plain comparisons of fractions."""

import operator
import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import aichipcn as acn
from aichipcn.errors import InvalidTypeError, InvalidValueError, UnitMismatchError, UnknownUnitError
from aichipcn.testing.strategies.figures import estimates, limits
from aichipcn.values.limits import LIMIT, Limit, Side
from aichipcn.values.ternary import FALSE, TRUE, UNKNOWN
from aichipcn.values.units import ROOTS

KEEPS = {">=": operator.ge, ">": operator.gt, "<=": operator.le, "<": operator.lt}
OPPOSITE = {">=": "<", "<": ">=", ">": "<=", "<=": ">"}
roots = st.sampled_from(sorted(ROOTS))
any_limits = roots.flatmap(limits)
amounts = st.fractions(0, 12, max_denominator=6)
near_limits = st.builds(Limit, st.sampled_from(Side), amounts, st.just("TPP"))
near = estimates("TPP", amounts)


def keeps(limit, point):
    """Whether one number keeps to a limit."""
    return KEEPS[limit.side.value](Fraction(point), Fraction(limit.value))


def points_of(figure, limit):
    """Numbers inside a figure: its ends, the limit itself where it lies inside, and one on each side of it."""
    low, far = Fraction(figure.low), Fraction(limit.value) + Fraction(figure.low) + 1
    high = far if figure.high is None else Fraction(figure.high)
    at = min(max(low, Fraction(limit.value)), high)
    return {low, high, at, (low + at) / 2, (at + high) / 2}


@given(near_limits, near)
def test_a_limit_holds_of_a_figure_exactly_if_it_holds_of_every_number_inside(limit, figure):
    outcomes = {keeps(limit, point) for point in points_of(figure, limit)}

    assert limit.holds(figure) is {(True,): TRUE, (False,): FALSE}.get(tuple(outcomes), UNKNOWN)


@given(any_limits, st.data())
def test_a_limit_says_the_same_of_figures_in_any_unit(limit, data):
    figure = data.draw(estimates(limit.unit))
    outcomes = {keeps(limit, point) for point in points_of(figure, limit)}

    assert limit.holds(figure) is {(True,): TRUE, (False,): FALSE}.get(tuple(outcomes), UNKNOWN)


@given(near_limits, near)
def test_a_limit_and_its_opposite_never_both_hold_and_one_of_them_does_of_a_point(limit, figure):
    opposite = Limit(OPPOSITE[limit.side.value], limit.value, limit.unit)

    assert opposite.holds(figure) is ~limit.holds(figure)
    assert (limit.holds(figure) & opposite.holds(figure)) is not TRUE
    assert {limit.holds(figure), opposite.holds(figure)} == {TRUE, FALSE} or not figure.is_point


@given(any_limits)
def test_at_the_limit_itself_those_with_it_hold_and_those_without_it_do_not(limit):
    beside = Fraction(1, 10**30)
    at, above = (acn.Estimate(value, value, unit=limit.unit) for value in (limit.value, limit.value + beside))

    assert limit.holds(at) is acn.Ternary.of(limit.side.value in (">=", "<="))
    assert limit.holds(above) is acn.Ternary.of(limit.side.value in (">=", ">"))
    if limit.value > beside:
        below = acn.Estimate(limit.value - beside, limit.value - beside, unit=limit.unit)
        assert limit.holds(below) is acn.Ternary.of(limit.side.value in ("<=", "<"))


@given(near_limits, near, st.data())
def test_learning_more_of_a_figure_never_flips_what_a_limit_says(limit, figure, data):
    point = data.draw(st.sampled_from(sorted(points_of(figure, limit))))

    assert limit.holds(figure) in (UNKNOWN, limit.holds(acn.Estimate(point, point, unit="TPP")))


@given(any_limits)
def test_nothing_is_said_of_a_figure_that_is_not_known(limit):
    assert limit.holds(None) is UNKNOWN


@given(any_limits)
def test_a_limit_written_is_the_limit_read(limit):
    assert Limit.parse(limit.text, limit.unit) == limit
    assert Limit.parse(limit, limit.unit) is limit
    assert re.fullmatch(LIMIT, limit.text)


@given(any_limits)
def test_a_limit_is_made_of_its_parts_however_they_are_given(limit):
    whole = Limit(limit.side.value, limit.value, limit.unit)

    assert whole == limit
    assert hash(whole) == hash(limit)


@pytest.mark.parametrize(
    ("text", "unit", "same"),
    [
        (">= 4800", "TPP", ">= 4.8e3 TPP"),
        ("<4800 TPP", "TPP", "<  4800"),
        (" >= 600 GB/s ", "B/s", ">= 0.6 TB/s"),
        ("> 2 GB/s/mm**2", "B/m**2/s", "> 2 GB/s/mm²"),
        ("<= 16 nm", "m", "<= 0.016 µm"),
        (">= 5.92", "", ">= 592%"),
    ],
)
def test_a_limit_may_be_written_in_any_unit_of_its_dimension(text, unit, same):
    assert Limit.parse(text, unit) == Limit.parse(same, unit)


def test_a_limit_is_said_in_words():
    words = [str(Limit.parse(f"{side.value} 4800", "TPP")) for side in Side]

    assert words == ["at least 4,800 TPP", "more than 4,800 TPP", "at most 4,800 TPP", "less than 4,800 TPP"]
    assert str(Limit.parse("> 2 GB/s/mm**2", "B/m**2/s")) == "more than 2 GB/s/mm²"


FIGURE, BANDWIDTH = "write a side and a figure, such as '>= 4800'", "a limit such as '>= 600 GB/s' is needed"
WRONG = [
    (">= abc", "TPP", f"not a limit: '>= abc'; {FIGURE}"),
    ("", "TPP", f"not a limit: ''; {FIGURE}"),
    (">=", "TPP", f"not a limit: '>='; {FIGURE}"),
    ("4800", "TPP", f"not a limit: '4800'; {FIGURE}"),
    ("=> 4800", "TPP", f"not a limit: '=> 4800'; {FIGURE}; nearest: '>= 4800'"),
    ("≤ 16 nm", "m", "not a limit: '≤ 16 nm'; write a side and a figure, such as '<= 16 nm'; nearest: '<= 16 nm'"),
    (">= 4,800", "TPP", f"not a limit: '>= 4,800'; {FIGURE}; nearest: '>= 4800'"),
    (">= nan", "TPP", f"not a limit: '>= nan', because it is no number; {FIGURE}"),
    (">= -1", "TPP", f"not a limit: '>= -1', because no figure is negative; {FIGURE}"),
    (">= 4800 < 5000", "TPP", f"not a limit: '>= 4800 < 5000'; {FIGURE}"),
    (">= 1600..4800", "TPP", "not a limit: '>= 1600..4800'; a limit is one exact figure, such as '>= 4800'"),
    (">= >= 4800", "TPP", "not a limit: '>= >= 4800'; a limit is one exact figure, such as '>= 4800'"),
    (">= 600 GB/s", "TPP", "a limit such as '>= 4800' is needed, got '>= 600 GB/s'"),
    (">= 4800 TPP", "B/s", f"{BANDWIDTH}, got '>= 4800 TPP'"),
    (">= 600", "B/s", f"{BANDWIDTH}, got '>= 600'"),
    (">= 5.92 TPP", "", "a limit such as '>= 5.92' is needed, got '>= 5.92 TPP'"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "unit", "message"), WRONG, ids=lambda value: repr(value)[:20])
def test_a_text_that_is_no_limit_is_refused_with_the_one_that_may_be_meant(text, unit, message):
    with pytest.raises(InvalidValueError, match=f"^{re.escape(message)}$"):
        Limit.parse(text, unit)


@pytest.mark.parametrize("value", [4800, None, 4800.0, acn.Estimate(1, 1, unit="TPP")])
def test_a_limit_is_a_text(value):
    with pytest.raises(InvalidTypeError, match=r"^a limit is text such as '>= 4800', got "):
        Limit.parse(value, "TPP")


def test_a_limit_in_no_unit_is_refused_as_a_figure_is():
    with pytest.raises(UnknownUnitError, match=r"^not a unit: 'GBps'; .*; nearest: 'GB/s'$"):
        Limit.parse(">= 600 GBps", "B/s")


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        (("=>", 4800, "TPP"), "not the side of a limit: '=>'; allowed: >=, >, <=, <"),
        ((None, 4800, "TPP"), "not the side of a limit: None; allowed: >=, >, <=, <"),
        ((">=", -1, "TPP"), "a figure is not negative: -1"),
        ((">=", float("nan"), "TPP"), "not a figure: nan"),
        ((">=", 600, "GB/s"), "not a root unit: 'GB/s'; write it with Estimate.point or Estimate.parse"),
    ],
)
def test_parts_that_are_none_of_a_limit_are_refused(parts, message):
    with pytest.raises(InvalidValueError, match=f"^{re.escape(message)}$"):
        Limit(*parts)


def test_a_figure_of_another_dimension_is_never_held_against_a_limit():
    with pytest.raises(UnitMismatchError, match="are of different dimensions"):
        Limit.parse(">= 4800", "TPP").holds(acn.Estimate.parse("600 GB/s"))
