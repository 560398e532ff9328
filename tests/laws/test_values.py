"""Laws of figures, truth, shares and dates."""

import pickle
from datetime import date, timedelta
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

import aichipcn as acn
from aichipcn.values.dates import DateRange
from aichipcn.values.numbers import format_number, parse_number
from aichipcn.values.shares import format_share, parse_share
from aichipcn.values.ternary import FALSE, TRUE, UNKNOWN
from aichipcn.values.units import COMMON, unit_value
from tests.laws.strategies import estimates, exact

TRUTHS = (FALSE, UNKNOWN, TRUE)
MEANINGS = {TRUE: {True}, FALSE: {False}, UNKNOWN: {True, False}}


def known(meanings):
    return {(True,): TRUE, (False,): FALSE}.get(tuple(meanings), UNKNOWN)


@pytest.mark.parametrize(("a", "b"), list(product(TRUTHS, TRUTHS)))
def test_and_or_not_are_what_every_way_of_learning_the_unknowns_agrees_on(a, b):
    assert (a & b) is known({x and y for x in MEANINGS[a] for y in MEANINGS[b]})
    assert (a | b) is known({x or y for x in MEANINGS[a] for y in MEANINGS[b]})
    assert (~a) is known({not x for x in MEANINGS[a]})


def test_the_truth_of_unknown_is_refused():
    with pytest.raises(ValueError, match=r"the truth is unknown: compare with Ternary\.TRUE"):
        bool(UNKNOWN)
    assert TRUE
    assert not FALSE


@given(estimates("OP/s"))
def test_what_is_printed_is_parsed_back(estimate):
    assert acn.Estimate.parse(str(estimate)) == estimate


def test_a_range_may_be_written_in_powers_of_ten():
    assert acn.Estimate.parse("3.65e10..3.75e10 s") == acn.Estimate(36_500_000_000, 37_500_000_000, unit="s")
    assert acn.Estimate.parse("2e9 (1e9..3e9)") == acn.Estimate(10**9, 3 * 10**9, best=2 * 10**9)


@given(exact)
def test_a_number_written_is_the_number_read(value):
    assert parse_number(format_number(value)) == value


@given(estimates(), estimates(), st.data())
def test_sums_and_products_enclose_every_point_inside(a, b, data):
    x = a.low + (a.high - a.low) * data.draw(st.fractions(0, 1))
    y = b.low + (b.high - b.low) * data.draw(st.fractions(0, 1))

    assert (a + b).contains(x + y)
    assert (a * b).contains(x * y)
    if b.low > 0:
        assert (a / b).contains(Fraction(x) / y)


@given(estimates(), estimates())
def test_best_values_add_and_multiply_like_points(a, b):
    mine, theirs = a.central, b.central
    known = mine is not None and theirs is not None

    assert (a + b).central == (mine + theirs if known else None)
    assert (a * b).central == (mine * theirs if known else (0 if (a * b).high == 0 else None))
    if b.low > 0:
        assert b.reciprocal().central == (None if theirs is None else Fraction(1) / theirs)


@given(estimates("W"), estimates("W"))
def test_a_hull_holds_both_and_a_meet_what_both_hold(a, b):
    hull, meet = a.hull(b), a.meet(b)

    assert (hull.low, hull.high, hull.unit) == (min(a.low, b.low), max(a.high, b.high), "W")
    low, high = max(a.low, b.low), min(a.high, b.high)
    assert meet == (acn.Estimate(low, high, unit="W") if low <= high else None)


@given(estimates("B/s"))
def test_magnitudes_and_quantities_are_those_of_the_unit_asked_for(estimate):
    low, high = estimate.magnitude("GB/s")

    assert (low * 10**9, high * 10**9) == (estimate.low, estimate.high)
    for bound, quantity in zip((low, high), estimate.interval("GB/s"), strict=True):
        assert f"{quantity.units:~C}" == "GB/s"
        assert quantity.magnitude == pytest.approx(float(bound))
    if estimate.central is not None:
        assert estimate.quantity("TB/s").magnitude == pytest.approx(float(Fraction(estimate.central) / 10**12))


@given(exact, exact)
def test_points_give_points(x, y):
    a, b = acn.Estimate(x, x), acn.Estimate(y, y)

    assert (a + b) == acn.Estimate(x + y, x + y)
    assert (a * b) == acn.Estimate(x * y, x * y)


@given(estimates(), estimates())
def test_a_comparison_is_known_exactly_where_all_points_agree(a, b):
    ends = [(x, y) for x in (a.low, a.high) for y in (b.low, b.high)]

    assert (a < b) is known({x < y for x, y in ends})
    assert (a <= b) is known({x <= y for x, y in ends})
    assert (a > b) is known({x > y for x, y in ends})
    assert (a >= b) is known({x >= y for x, y in ends})


@given(
    st.integers(1, 10**6),
    st.sampled_from([("TB/s", "GB/s", 1000), ("kW", "W", 1000), ("GFLOP/s", "TOP/s", Fraction(1, 1000))]),
)
def test_the_unit_of_input_never_changes_a_figure(number, units):
    coarse, fine, factor = units

    assert acn.Estimate.point(number, coarse) == acn.Estimate.point(number * factor, fine)


def of_twelve_digits(number):
    """A number that the 12 digits of equality hold whole; a longer one may lie on the step between two of them."""
    return float(f"{number:.12g}")


@given(
    st.floats(0.001, 1e6).map(of_twelve_digits),
    st.sampled_from([("TB/s", "GB/s"), ("kW", "W"), ("PFLOP/s", "TOP/s"), ("cm**2", "mm**2")]),
)
def test_equal_quantities_hash_equally_also_across_pickling(number, units):
    one = acn.quantity(number, units[0])
    other = one.to(units[1])

    assert one == other
    assert hash(one) == hash(other)
    assert pickle.loads(pickle.dumps(one)) == other
    assert len({one, other}) == 1


@given(st.sampled_from([text for text in COMMON if text]))
def test_the_table_of_units_says_what_pint_says(text):
    from aichipcn.values.quantity import registry, unit_of

    factor, root = registry.get_root_units(unit_of(text))

    assert float(COMMON[text].factor) == pytest.approx(float(factor), rel=1e-12)
    assert COMMON[text].root == format(root, "C")
    assert unit_value(text) is COMMON[text]


@given(st.integers(1, 99))
def test_every_whole_percent_is_exact(percent):
    assert parse_share(f"{percent}%") == Fraction(percent, 100)
    assert parse_share(f"{percent}/100") == Fraction(percent, 100)
    assert parse_share(f"0.{percent:02d}") == Fraction(percent, 100)


@given(st.fractions(0, 1))
def test_a_share_is_never_shown_as_more_than_it_is(share):
    shown = format_share(share)

    assert parse_share(shown.replace("…", "")) <= share
    assert ("…" in shown) == (parse_share(shown.replace("…", "")) != share)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 40), st.integers(-50, 90))
def test_a_range_of_dates_compares_as_all_its_days_do(first, length, offset):
    span = DateRange(first, first + timedelta(length))
    days = [first + timedelta(n) for n in range(length + 1)]
    day = first + timedelta(offset)

    assert span.on_or_before(day) is known({item <= day for item in days})
    assert span.on_or_after(day) is known({item >= day for item in days})
    assert DateRange.parse(str(span)) == span


@pytest.mark.parametrize("text", ["2025", "2025-09", "2025-H1", "2025-H2", "2025-Q3", "2025-09-18"])
def test_a_date_is_printed_as_precisely_as_it_was_written(text):
    assert str(DateRange.parse(text)) == text


@given(st.dates(date(2025, 1, 1), date(2031, 1, 1)))
def test_the_last_milestone_on_or_before_a_date_binds(day):
    rows = {date(2026, 6, 30): "50%", date(2028, 1, 1): "70%", date(2030, 1, 1): "1"}
    bound = [parse_share(share) for on, share in rows.items() if on <= day]

    assert acn.Schedule(rows).required(day) == (bound[-1] if bound else None)


def test_the_day_before_on_and_after_a_milestone():
    schedule = acn.Schedule({date(2027, 12, 31): "70%"})

    assert schedule.required(date(2027, 12, 30)) is None
    assert schedule.next_after(date(2027, 12, 30)) == schedule.milestones[0]
    assert schedule.required(date(2027, 12, 31)) == Fraction(7, 10)
    assert schedule.required(date(2028, 1, 1)) == Fraction(7, 10)
    assert schedule.next_after(date(2027, 12, 31)) is None


def test_linear_interpolation_is_exact_day_by_day():
    schedule = acn.Schedule({date(2027, 1, 1): "20%", date(2027, 1, 11): "100%"}, "linear")
    days = [schedule.required(date(2027, 1, 1 + n)) for n in range(12)]

    assert days == [*(Fraction(20 + 8 * n, 100) for n in range(11)), 1]
    assert schedule.required(date(2026, 12, 31)) is None
    assert schedule.binding(date(2026, 12, 31)) is None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (Fraction(1, 8), "0.125"),
        (Fraction(1, 25), "0.04"),
        (Fraction(3, 10), "0.3"),
        (Fraction(25, 2), "12.5"),
        (Fraction(1, 3), "1/3"),
        (Fraction(7, 6), "7/6"),
    ],
)
def test_a_number_is_written_as_a_decimal_where_it_is_one(value, text):
    assert format_number(value) == text


@pytest.mark.parametrize(
    ("share", "digits", "text"),
    [
        ("0.6996", 1, "69.9…%"),
        ("0.6996", 2, "69.96%"),
        ("0.6996", 3, "69.96%"),
        ("1/3", 0, "33…%"),
        ("1/3", 3, "33.333…%"),
        ("10%", 1, "10%"),
        ("100%", 2, "100%"),
        ("0.005", 1, "0.5%"),
    ],
)
def test_a_share_is_cut_to_the_digits_asked_for(share, digits, text):
    assert format_share(parse_share(share), digits=digits) == text


def test_quantities_that_differ_seldom_hash_alike():
    assert len({hash(acn.quantity(float(n), unit)) for n in range(1, 50) for unit in ("W", "B", "OP/s")}) > 140
