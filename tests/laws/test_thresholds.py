"""Laws of thresholds, credits and populations, each against a plain reference that looks at every possible world."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import product

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import aichipcn as acn
from aichipcn.compliance.gap import headroom, shortfall
from aichipcn.mandates.cases import Case
from aichipcn.mandates.credits import Whole, worth_of
from aichipcn.mandates.thresholds import parse_ratio, ratio_text
from aichipcn.mandates.totals import Tally
from aichipcn.values.ternary import FALSE, TRUE, UNKNOWN
from tests.laws.strategies import CHIPS, DESIGNED, DOMESTIC, FOREIGN, ON, PRODUCED, facility, mandate

SHARES = [bound for bound in acn.Bound if not bound.is_amount]
small = st.integers(0, 6)
shares = st.fractions(0, 1, max_denominator=8)
amounts = small.map(lambda value: acn.Estimate(value, value))


def holds(bound, value, q, n):
    """Whether so much that qualifies, and so much that does not, meets a bound, in plain words."""
    share = Fraction(q, q + n) if q + n else Fraction(0)
    return {
        "share-at-least": lambda: share >= value,
        "share-more-than": lambda: share > value,
        "share-at-most": lambda: share <= value,
        "share-less-than": lambda: share < value,
        "ratio-at-least": lambda: q * (1 - value) >= n * value,
        "amount-at-least": lambda: q >= value.low,
        "amount-at-most": lambda: q <= value.low,
    }[bound.value]()


@st.composite
def tallies(draw):
    (q_low, q_high), (n_low, n_high) = (sorted(draw(st.tuples(small, small))) for _ in range(2))
    return Tally(q_low, q_high, n_low, n_high)


@st.composite
def thresholds(draw, bounds=tuple(acn.Bound)):
    bound = draw(st.sampled_from(bounds))
    return acn.Threshold(bound, draw(amounts if bound.is_amount else shares))


def worlds(tally):
    """Every way in which what is not known may turn out, but the one in which there is nothing."""
    ways = product(range(tally.q_low, tally.q_high + 1), range(tally.n_low, tally.n_high + 1))
    return [(q, n) for q, n in ways if q + n]


@given(tallies(), thresholds())
def test_a_threshold_is_met_where_every_world_meets_it_and_missed_where_none_does(tally, threshold):
    outcomes = {holds(threshold.bound, threshold.value, q, n) for q, n in worlds(tally)}
    met = threshold.met(tally)

    if met is TRUE:
        assert outcomes <= {True}
    if met is FALSE:
        assert outcomes <= {False}
    if tally.q_low == tally.q_high and tally.n_low == tally.n_high and outcomes:
        assert outcomes == {met is TRUE}
    if len(outcomes) == 2:
        assert met is UNKNOWN


@given(tallies(), thresholds())
def test_what_no_world_decides_otherwise_is_decided(tally, threshold):
    """Where something is counted for certain on either side, a verdict is open only because two worlds differ."""
    outcomes = {holds(threshold.bound, threshold.value, q, n) for q, n in worlds(tally)}
    counted = tally.q_low or tally.n_low

    if counted and len(outcomes) == 1 and threshold.value not in {0, 1}:
        assert threshold.met(tally) is not UNKNOWN


@given(tallies(), thresholds(), st.data())
def test_learning_more_of_the_totals_never_flips_what_a_threshold_says(tally, threshold, data):
    q = data.draw(st.integers(tally.q_low, tally.q_high))
    n = data.draw(st.integers(tally.n_low, tally.n_high))
    before, after = threshold.met(tally), threshold.met(Tally(q, q, n, n))

    assert before in (UNKNOWN, after) or not (q or n)


@given(tallies(), st.sampled_from(tuple(acn.Bound)))
def test_an_unstated_figure_is_decided_only_as_every_figure_between_nothing_and_all_would(tally, bound):
    inside = [acn.Estimate(value, value) for value in range(1, 9)] if bound.is_amount else _between(bound)
    outcomes = {holds(bound, value, q, n) for value in inside for q, n in worlds(tally)}
    met = acn.Threshold(bound, None).met(tally)

    if met is not UNKNOWN and outcomes:
        assert outcomes == {met is TRUE}


def _between(bound):
    figures = [Fraction(i, 8) for i in range(1, 8)]
    whole = [Fraction(1)] if bound.value in ("share-at-least", "share-less-than") else []
    return [*figures, *whole, *([Fraction(0)] if bound.value in ("share-more-than", "share-at-most") else [])]


@pytest.mark.parametrize("bound", SHARES)
@pytest.mark.parametrize("percent", range(101))
def test_a_share_that_is_exactly_the_threshold_is_judged_exactly(bound, percent):
    qualifying, others = percent * 3, 300 - percent * 3
    met = acn.Threshold(bound, Fraction(percent, 100)).met(Tally(qualifying, qualifying, others, others))

    assert met is (FALSE if bound.is_strict else TRUE)


points = st.tuples(small, small).map(lambda pair: Tally(pair[0], pair[0], pair[1], pair[1]))


@given(points, thresholds(SHARES), st.booleans())
def test_a_shortfall_is_the_least_that_complies(tally, threshold, swapped):
    gap = shortfall(tally, threshold, whole=True)
    way = gap.swap if swapped else gap.add
    if way is None or not (tally.q_low + tally.n_low):
        return
    sign = 1 if threshold.bound.is_floor else -1

    def after(step):
        """Floors ask for more of what qualifies, ceilings for more of the rest."""
        q = tally.q_low + step * (sign == 1) - step * (swapped and sign == -1)
        n = tally.n_low + step * (sign == -1) - step * (swapped and sign == 1)
        return q, n

    reached = after(way)
    if min(reached) < 0:  # more than there is to swap: no swap complies
        assert not any(
            min(after(step)) >= 0 and holds(threshold.bound, threshold.value, *after(step)) for step in range(way)
        )
    else:
        assert holds(threshold.bound, threshold.value, *reached)
        assert way == 0 or not holds(threshold.bound, threshold.value, *after(way - 1))


@given(points, thresholds(SHARES))
def test_headroom_is_the_most_that_still_complies(tally, threshold):
    room = headroom(tally, threshold, whole=True)
    if room is None or not holds(threshold.bound, threshold.value, tally.q_low, tally.n_low):
        return

    def after(more):
        return (tally.q_low, tally.n_low + more) if threshold.bound.is_floor else (tally.q_low + more, tally.n_low)

    if sum(after(room)):
        assert holds(threshold.bound, threshold.value, *after(room))
    assert not holds(threshold.bound, threshold.value, *after(room + 1))


@given(tallies(), amounts)
def test_the_gap_of_an_amount_is_what_is_missing_or_too_much_in_the_worst_case(tally, amount):
    floor = acn.Threshold(acn.Bound.AMOUNT_AT_LEAST, amount)
    ceiling = acn.Threshold(acn.Bound.AMOUNT_AT_MOST, amount)

    assert shortfall(tally, floor, whole=True).add == max(0, amount.low - tally.q_low)
    assert shortfall(tally, ceiling, whole=True).remove == max(0, tally.q_high - amount.low)
    assert headroom(tally, floor, whole=True) is None
    assert headroom(tally, ceiling, whole=True) == max(0, amount.low - tally.q_high)


@given(st.integers(1, 99), st.integers(0, 99))
def test_a_ratio_is_its_share_and_survives_its_text(ones, others):
    share = parse_ratio(f"{ones}:{others}")

    assert share == Fraction(ones, ones + others)
    assert parse_ratio(ratio_text(share)) == share


# Credits


@given(
    st.sampled_from(CHIPS), st.lists(st.tuples(st.sampled_from([DESIGNED, PRODUCED]), shares), min_size=1, max_size=3)
)
def test_the_worth_of_tiers_encloses_that_of_every_world(chip, rows):
    """In each world every unknown condition holds or does not; the first tier that holds is what counts."""
    case = Case(facility([]), acn.Deployment(chip=chip, count=1), ON)
    truths = {condition: condition.holds(case) for condition, _ in rows}
    options = [[truth is TRUE] if truth is not UNKNOWN else [True, False] for truth in truths.values()]
    found = acn.Tiers([acn.Tier(when=when, worth=worth) for when, worth in rows]).worth(case)
    for world in product(*options):
        known = dict(zip(truths, world, strict=True))
        worth = next((worth for when, worth in rows if known[when]), Fraction(0))
        assert found.low <= worth <= found.high


@given(st.sampled_from(CHIPS))
def test_a_whole_credit_is_the_truth_of_its_condition(chip):
    case = Case(facility([]), acn.Deployment(chip=chip, count=1), ON)
    credit = Whole(PRODUCED)

    assert credit.worth(case) == worth_of(PRODUCED.holds(case))
    assert credit.missing(case) == PRODUCED.missing(case)


@given(shares, shares, shares)
def test_content_counts_by_its_share_between_its_bounds(content, least, whole_from):
    chip = attrs.evolve(DOMESTIC, domestic_content=acn.Estimate(content, content))
    case = Case(facility([]), acn.Deployment(chip=chip, count=1), ON)
    worth = acn.Content(least=least, whole_from=whole_from).worth(case)

    assert worth == acn.Estimate(*[0 if content < least else 1 if content >= whole_from else content] * 2)


@given(st.integers(1, 50), st.integers(1, 50), shares)
def test_a_part_of_a_chip_counts_as_that_part(domestic, foreign, part):
    reading = acn.Reading(name="r", credit=acn.Tiers([acn.Tier(when=DESIGNED, worth=part)]))
    rule = attrs.evolve(mandate("50%"), readings=[reading])
    site = facility([acn.Deployment(chip=DOMESTIC, count=domestic), acn.Deployment(chip=FOREIGN, count=foreign)])

    assert acn.assess(site, rule, on=ON).share == Fraction(domestic * part, domestic + foreign)


@given(st.lists(st.tuples(st.sampled_from(CHIPS), st.integers(1, 9)), min_size=1, max_size=4))
def test_what_is_not_among_those_that_count_changes_nothing(rows):
    among = acn.Condition("made-by", "huawei")
    rule = attrs.evolve(mandate("70%", qualifies=PRODUCED), among=among)
    all_of_them = facility([acn.Deployment(chip=chip, count=count) for chip, count in rows])
    kept = [item for item in all_of_them.deployments if among.holds(Case(all_of_them, item)) is not FALSE]
    counted = attrs.evolve(facility(kept), inventory="complete")
    one, other = acn.assess(all_of_them, rule, on=ON), acn.assess(counted, rule, on=ON)

    assert (one.status, one.tally) == (other.status, other.tally)


# Populations


spans = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(
    lambda pair: (
        acn.Deployment(installed=f"{ON + timedelta(days=min(pair))}..{ON + timedelta(days=max(pair))}").installed
    )
)


@given(st.one_of(st.none(), spans), st.one_of(st.none(), spans), st.integers(0, 30), st.integers(0, 30))
def test_a_purchase_counts_as_every_day_on_which_it_may_have_been_made_has_it(ordered, installed, start, end):
    if ordered and installed and installed.last < ordered.first:
        return
    window = acn.PurchasesSince(ON + timedelta(days=start), ON + timedelta(days=max(start, end)))
    site = acn.Facility(slug="s", name="S")
    on = ON + timedelta(days=20)
    last = ordered.last if ordered else (installed.last if installed else on + timedelta(days=40))
    first = ordered.first if ordered else date(2020, 1, 1)
    days = [first + timedelta(days=i) for i in range((last - first).days + 1)]
    outcomes = {window.since <= day <= min(on, window.until) for day in days}
    found = window.member(site, acn.Deployment(ordered=ordered, installed=installed), on)

    if found is not UNKNOWN:
        assert outcomes == {found is TRUE}
    if ordered:
        assert (found is UNKNOWN) == (len(outcomes) == 2)


@given(spans, st.integers(-5, 35))
def test_what_is_only_ordered_may_stand_there_from_the_order_on(ordered, days):
    on = ON + timedelta(days=days)
    deployment = acn.Deployment(chip=DOMESTIC, count=3, ordered=ordered)
    site = acn.Facility(slug="s", name="S", deployments=[deployment])
    stock = acn.Stock().member(site, deployment, on)
    orders = acn.StockAndOrders().member(site, deployment, on)

    assert stock is (FALSE if on < ordered.first else UNKNOWN)
    assert orders is ordered.on_or_before(on)
