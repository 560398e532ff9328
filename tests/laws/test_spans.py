"""Laws of spans, against the numbers that lie in them."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

import aichipcn as acn
from aichipcn.export.spans import Span

TINY = Fraction(1, 10**6)
amounts = st.integers(0, 6).map(Fraction)


@st.composite
def spans(draw):
    low, high = sorted(draw(st.tuples(amounts, amounts)))
    above, below = draw(st.tuples(st.booleans(), st.booleans()))
    if low == high or draw(st.booleans()):
        return Span((low, int(above))) if draw(st.booleans()) else Span((low, 0), (low, 0))
    return Span((low, int(above)), (high, -int(below)))


def lies_in(value, span):
    """Whether a number lies in a span, in plain comparisons."""
    (low, above), high = span.low, span.high
    if value < low or (value == low and above):
        return False
    return high is None or value < high[0] or (value == high[0] and not high[1])


def members(span):
    """Some of its numbers, among them its ends and what lies just inside them."""
    near = {span.low[0], span.low[0] + TINY, span.low[0] + 1, span.low[0] + 40}
    near |= {span.high[0], span.high[0] - TINY} if span.high else set()
    return [value for value in near if lies_in(value, span)]


values = st.fractions(0, 7, max_denominator=4)


@given(spans(), st.sets(amounts, max_size=4), values)
def test_the_parts_of_a_span_hold_each_of_its_numbers_once(span, at, value):
    parts = span.split(at)

    assert sum(lies_in(value, part) for part in parts) == lies_in(value, span)
    assert [lies_in(part.amount, part) for part in parts] == [True] * len(parts)
    assert all(value in (part.low[0], part.amount) or not lies_in(value, part) for value in at for part in parts)
    assert list(parts) == sorted(parts, key=lambda part: part.low, reverse=True)


@given(spans(), spans(), values)
def test_what_lies_in_both_lies_in_where_they_meet(one, other, value):
    both = one.meet(other)

    assert lies_in(value, both) is (lies_in(value, one) and lies_in(value, other))
    assert not (both.is_empty and lies_in(value, both))
    assert both.is_empty or lies_in(both.amount, both)


@given(spans(), spans())
def test_sums_and_products_hold_those_of_every_pair(one, other):
    for x in members(one):
        for y in members(other):
            assert lies_in(x + y, one + other)
            assert lies_in(x * y, one * other)


@given(spans(), spans(), values)
def test_every_number_of_a_sum_is_one_of_some_pair(one, other, value):
    if lies_in(value, one + other):
        assert not one.meet(Span((value, 0), (value, 0)) - other).is_empty


@given(spans(), spans(), values)
def test_a_difference_holds_exactly_what_makes_one_of_the_whole(whole, part, value):
    pairs = Span((value, 0), (value, 0)) + part

    assert lies_in(value, whole - part) is not whole.meet(pairs).is_empty


@given(spans(), values)
def test_a_product_with_one_number_is_every_multiple(span, value):
    scaled = span * Span((value, 0), (value, 0))

    for factor in (Fraction(1, 2), 1, 2, 5):
        assert lies_in(factor * value, scaled) is (lies_in(factor, span) if value else True)


def test_a_span_of_a_figure_is_what_is_known_of_it():
    assert Span.of(None) == Span((0, 0), None)
    assert Span.of(acn.Estimate(2, 3)) == Span((2, 0), (3, 0))
    assert Span.of(acn.Estimate(2, None)) == Span((2, 0), None)
    assert Span((2, 1), (3, 0)).to(Span((4, 0), (5, -1))) == Span((2, 1), (5, -1))
    assert (Span((0, 1)) * Span((0, 0), (0, 0))) == Span((0, 0), (0, 0))
