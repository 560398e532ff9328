"""What chips add to sums, in whole steps: exact, or coarser on request, and never too large in silence."""

from datetime import date
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

import aichipcn as acn
from aichipcn.errors import InvalidValueError
from aichipcn.frames.judging.weights import EXACT, weights_of
from aichipcn.mandates.totals import Tally

ON = date(2027, 12, 31)
UNITS, PEAK = acn.Measure(), acn.Measure("peak", format="fp16")
FIGURES = st.one_of(st.integers(0, 400), st.integers(0, 10**16), st.fractions(0, 1000, max_denominator=60))
ENDS = st.tuples(FIGURES, FIGURES).map(sorted)


@st.composite
def tallies(draw):
    """The totals of one chip: perhaps not all that qualifies, or all of the rest, is bounded."""
    (q_low, q_high), (n_low, n_high) = draw(ENDS), draw(ENDS)
    open_q, open_n = draw(st.sampled_from([(False, False), (False, False), (True, False), (True, True)]))
    return Tally(q_low, None if open_q else q_high, n_low, None if open_n else n_high)


@st.composite
def sums(draw):
    """What `weights_of` takes: the totals of one chip of each value on each date, and how many chips there are."""
    dates = draw(st.integers(1, 2))
    values = draw(st.lists(st.tuples(*[tallies()] * dates), max_size=4))
    chips = [draw(st.integers(0, 50) | st.integers(0, 10**13)) for _ in values]
    return values, chips, draw(st.lists(FIGURES, max_size=2)), draw(st.sampled_from([1, 2, 3, 100, 10**6]))


def made(sums, coarsen=False, measure=UNITS):
    values, chips, amounts, below = sums
    return weights_of(measure, values, chips, amounts, below=below, coarsen=coarsen, what="chips under drawn")


def step_of_all(sums):
    """The largest number of which all figures are whole multiples, by Euclid."""
    values, _, amounts, _ = sums
    step = Fraction(0)
    for figure in [*(part for row in values for tally in row for part in tally[:4] if part), *amounts]:
        one, other = step, Fraction(figure)
        while other:
            one, other = other, one % other
        step = one
    return step or Fraction(1)


def greatest(sums):
    """The most that is multiplied in comparing: what all chips may add, or an amount that is asked for."""
    values, chips, amounts, below = sums
    most = sum(
        number * max(part or 0 for tally in row for part in tally[:4])
        for number, row in zip(chips, values, strict=True)
    )
    return 2 * below * max([most, *amounts])


def coarsened(sums):
    try:
        return made(sums, coarsen=True)
    except InvalidValueError:
        assume(False)


def is_exact(sums):
    try:
        return bool(made(sums))
    except InvalidValueError:
        return False


@given(sums())
def test_the_largest_step_that_gives_back_every_figure_is_taken(sums):
    assume(is_exact(sums))
    weights = made(sums)

    assert weights.step == step_of_all(sums)
    for row, whole in zip(sums[0], weights.by_value, strict=True):
        for tally, weight in zip(row, whole, strict=True):
            assert tuple(None if steps is None else steps * weights.step for steps in weight) == tally[:4]


@given(sums())
def test_sums_are_refused_from_where_they_are_not_compared_exactly(sums):
    assert is_exact(sums) == (greatest(sums) / step_of_all(sums) < EXACT)


@given(sums())
def test_coarser_steps_lower_low_ends_and_raise_high_ends_only(sums):
    weights = coarsened(sums)

    for row, whole in zip(sums[0], weights.by_value, strict=True):
        for tally, (q_low, q_high, n_low, n_high) in zip(row, whole, strict=True):
            assert q_low * weights.step <= tally.q_low
            assert n_low * weights.step <= tally.n_low
            assert (q_high is None) == (tally.q_high is None)
            assert (n_high is None) == (tally.n_high is None)
            assert q_high is None or q_high * weights.step >= tally.q_high
            assert n_high is None or n_high * weights.step >= tally.n_high


@given(sums())
def test_coarser_steps_are_compared_exactly(sums):
    weights = coarsened(sums)
    _, chips, amounts, below = sums
    most = sum(number * weights.most(value) for value, number in enumerate(chips))

    assert 2 * below * max([most, *(amount / weights.step for amount in amounts)]) < EXACT
    assert not is_exact(sums) or weights == made(sums)


def test_a_step_is_said_as_a_figure_that_is_read_back():
    peaks = ([(Tally(148 * 10**12, 148 * 10**12),), (Tally(0, 0, 280 * 10**12, 280 * 10**12),)], [1, 1], [], 10)

    assert made(peaks, measure=PEAK).unit == "4 TFLOP/s"
    assert made(peaks, measure=PEAK).step == acn.Estimate.parse("4 TFLOP/s").low == 4 * 10**12
    assert made(([(Tally(Fraction(1, 2), 1),)], [1], [], 10)).unit == "0.5 chips"
    assert made(([], [], [], 1)).unit == "chips"
