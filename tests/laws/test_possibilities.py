"""A verdict says what every way in which the facts may turn out agrees on.

The reference lays out, deployment by deployment, every corner of what is not known: whether it stands there, whether
its chips qualify, how many there are. It sums each way by itself, and asks each for its share.
"""

from datetime import date, timedelta
from fractions import Fraction
from itertools import product

import attrs
from hypothesis import given
from hypothesis import strategies as st

import aichipcn as acn
from tests.laws.strategies import (
    CHIPS,
    CN,
    DESIGNED,
    DOMESTIC,
    FOREIGN,
    HUAWEI,
    ON,
    PRODUCED,
    facility,
    mandate,
    thresholds,
)

DESIGNED_AT_HOME = {"domestic": True, "made-abroad": True, "undisclosed": True, "foreign": False, "opaque": None}
PRODUCED_AT_HOME = {"domestic": True, "made-abroad": False, "undisclosed": None, "foreign": False, "opaque": None}
READINGS = {DESIGNED: DESIGNED_AT_HOME, PRODUCED: PRODUCED_AT_HOME}

spans = st.builds(
    lambda start, length: (ON + timedelta(start), ON + timedelta(start + length)),
    st.integers(-3, 3),
    st.integers(0, 3),
)


@st.composite
def deployments(draw):
    low = draw(st.integers(1, 40))
    high = low + draw(st.integers(0, 20))
    installed, retired = draw(st.none() | spans), draw(st.none() | spans)
    if installed and retired and retired[1] < installed[0]:
        installed, retired = retired, installed
    chip = draw(st.none() | st.sampled_from(CHIPS))
    maker = None if chip else draw(st.none() | st.just(HUAWEI))
    return acn.Deployment(
        chip=chip,
        designer=maker,
        count=acn.Estimate(low, high),
        installed=installed and f"{installed[0]}..{installed[1]}",
        retired=retired and f"{retired[0]}..{retired[1]}",
    )


some = st.lists(deployments(), min_size=1, max_size=4)
readings = st.sampled_from([DESIGNED, PRODUCED])


def ways_to_stand(item, on):
    """Whether it may stand there on the date, and whether it may not."""
    days = []
    for span in (item.installed, item.retired):
        ends = [None] if span is None else [span.first, span.last]
        days.append(ends)
    return {(came is None or came <= on) and (gone is None or gone > on) for came, gone in product(*days)}


def ways_to_qualify(item, reading):
    if item.chip is not None:
        known = READINGS[reading][item.chip.slug]
    else:
        known = True if item.designer == HUAWEI and reading == DESIGNED else None
    return {True, False} if known is None else {known}


def ways(item, reading, on):
    """Every corner of (qualifying, others) that a deployment may add."""
    found = set()
    for stands, qualifies, number in product(
        ways_to_stand(item, on), ways_to_qualify(item, reading), {item.count.low, item.count.high}
    ):
        found.add((number if stands and qualifies else 0, number if stands and not qualifies else 0))
    return found


def outcomes(items, reading, on=ON):
    """Every corner of the sums over all deployments."""
    for parts in product(*(ways(item, reading, on) for item in items)):
        yield sum(part[0] for part in parts), sum(part[1] for part in parts)


def judged(items, threshold=Fraction(7, 10), reading=DESIGNED):
    return acn.assess(facility(items), mandate(threshold, reading), on=ON)


@given(some, readings)
def test_a_share_runs_from_the_least_to_the_greatest_that_any_way_gives(items, reading):
    shares = [Fraction(q, q + n) for q, n in outcomes(items, reading) if q + n]

    assert judged(items, reading=reading).share_range == ((min(shares), max(shares)) if shares else None)


@given(some, readings)
def test_where_nothing_is_required_whatever_may_stand_there_complies(items, reading):
    empty = all(q + n == 0 for q, n in outcomes(items, reading))

    assert judged(items, Fraction(0), reading).status is (acn.Status.NOT_APPLICABLE if empty else acn.Status.COMPLIANT)


@given(some, readings, st.data())
def test_a_verdict_is_definite_exactly_where_all_ways_agree(items, reading, data):
    exact = sorted({Fraction(q, q + n) for q, n in outcomes(items, reading) if q})
    threshold = data.draw(thresholds.filter(bool) | st.sampled_from(exact or [Fraction(1)]))
    said = {
        "met" if q >= threshold * (q + n) else "missed" if q + n else "nothing" for q, n in outcomes(items, reading)
    }
    empty = any(q + n == 0 for q, n in outcomes(items, reading))
    expected = {
        frozenset({"met"}): acn.Status.COMPLIANT,
        frozenset({"missed"}): acn.Status.NON_COMPLIANT,
    }.get(frozenset(said), acn.Status.INDETERMINATE)
    if empty:
        whole = all(q + n == 0 for q, n in outcomes(items, reading))
        expected = acn.Status.NOT_APPLICABLE if whole else acn.Status.INDETERMINATE

    assert judged(items, threshold, reading).status is expected


@given(some, readings, thresholds)
def test_the_shortfall_complies_in_the_worst_case_and_one_fewer_does_not(items, reading, threshold):
    verdict = judged(items, threshold, reading)
    gap = verdict.shortfall
    if gap is None:
        assert verdict.status is acn.Status.NOT_APPLICABLE
        return

    def complies(added):
        return all(q + added >= threshold * (q + added + n) for q, n in outcomes(items, reading))

    if gap.add is None:
        assert threshold == 1
        assert not complies(10**9)
    else:
        assert complies(gap.add)
        assert gap.add == 0 or not complies(gap.add - 1)


@given(some, readings, thresholds)
def test_the_headroom_still_complies_in_the_worst_case_and_one_more_does_not(items, reading, threshold):
    verdict = judged(items, threshold, reading)
    room = verdict.headroom

    def complies(more):
        return all(q >= threshold * (q + n + more) for q, n in outcomes(items, reading))

    if room is None:
        assert threshold == 0 or verdict.status is acn.Status.NOT_APPLICABLE
    elif room:
        assert complies(room)
        assert not complies(room + 1)
    else:
        assert not complies(1)


@given(some, readings)
def test_what_is_left_out_of_an_inventory_may_be_anything(items, reading):
    partial = attrs.evolve(facility(items), inventory="partial")
    verdict = acn.assess(partial, mandate("70%", reading), on=ON)

    assert verdict.share_range == (0, 1)
    assert verdict.status is acn.Status.INDETERMINATE
    assert verdict.shortfall is None
    assert "inventory of f (could settle it alone)" in map(str, acn.deciding_facts(verdict))


@given(st.lists(some, min_size=1, max_size=2), readings, thresholds)
def test_a_fleet_is_judged_as_one_facility_with_all_that_stands_in_its_own(groups, reading, threshold):
    sites = [facility(items, slug=f"f-{position}") for position, items in enumerate(groups)]
    fleet = acn.Fleet(slug="all", name="All", facilities=sites)
    together = acn.assess(fleet, mandate(threshold, reading), on=ON)
    one = judged([item for items in groups for item in items], threshold, reading)

    assert together.share_range == one.share_range
    assert together.status is one.status


@given(some, some, thresholds.filter(bool))
def test_a_facility_that_may_not_count_widens_the_share_to_both_cases(sure, perhaps, threshold):
    planned = attrs.evolve(facility(perhaps, slug="g"), status="planned")
    fleet = acn.Fleet(slug="all", name="All", facilities=[facility(sure), planned])
    verdict = acn.assess(fleet, mandate(threshold), on=ON)
    shares = [Fraction(q, q + n) for items in (sure, [*sure, *perhaps]) for q, n in outcomes(items, DESIGNED) if q + n]

    if shares:
        low, high = verdict.share_range
        assert low <= min(shares)
        assert high >= max(shares)
        assert verdict.status in (
            acn.Status.INDETERMINATE,
            acn.assess(facility(sure), mandate(threshold), on=ON).status,
        )


def learnt(items, position, **facts):
    return [attrs.evolve(item, **facts) if here == position else item for here, item in enumerate(items)]


@given(some, readings, thresholds)
def test_the_facts_that_could_settle_a_verdict_alone_are_those_of_which_a_value_does(items, reading, threshold):
    modelled = [item for item in items if item.chip is not None]
    numbered = [attrs.evolve(item, chip=attrs.evolve(item.chip, name=f"chip {n}")) for n, item in enumerate(modelled)]
    verdict = judged(numbered, threshold, reading) if numbered else None
    if verdict is None or verdict.status is not acn.Status.INDETERMINATE:
        return
    could: dict[str, bool] = {}
    for n, item in enumerate(numbered):
        ways_by_fact = {}
        if len(ways_to_stand(item, ON)) == 2:
            gone = item.retired is not None and item.retired.first <= ON < item.retired.last
            ways_by_fact["retirement date" if gone else "installation date"] = [
                learnt(numbered, n, installed=None, retired=None),
                learnt(numbered, n, installed=date(2030, 1, 1), retired=None),
            ]
        if len(ways_to_qualify(item, reading)) == 2:
            for field in ("designer",) if reading == DESIGNED else ("foundry",):
                ways_by_fact[field] = [
                    learnt(numbered, n, chip=attrs.evolve(chip, name=item.chip.name)) for chip in (DOMESTIC, FOREIGN)
                ]
        if item.count.low != item.count.high:
            ways_by_fact["count"] = [learnt(numbered, n, count=end) for end in (item.count.low, item.count.high)]
        if not ways_to_stand(item, ON) & {True}:
            continue
        for field, alternatives in ways_by_fact.items():
            definite = any(
                judged(alternative, threshold, reading).status is not acn.Status.INDETERMINATE
                for alternative in alternatives
            )
            could[f"{field} of chip {n} in f"] = definite

    assert {str(item.fact): item.settles for item in acn.deciding_facts(verdict)} == could


def test_learning_that_chips_do_not_qualify_may_settle_what_learning_that_they_do_leaves_open():
    few, many = (attrs.evolve(CHIPS[2], name=name) for name in ("few", "many"))
    items = [
        acn.Deployment(chip=DOMESTIC, count=10),
        acn.Deployment(chip=few, count=35),
        acn.Deployment(chip=many, count=55),
    ]
    facts = acn.deciding_facts(judged(items, Fraction(7, 10), PRODUCED))

    assert [str(fact) for fact in facts] == [
        "foundry of few in f (could settle it alone)",
        "foundry of many in f (could settle it alone)",
    ]
    facts = acn.deciding_facts(judged(items, Fraction(1, 2), PRODUCED))
    assert [str(fact) for fact in facts] == [
        "foundry of many in f (could settle it alone)",
        "foundry of few in f",
    ]


def test_a_place_of_the_strategies_is_what_the_reference_takes_it_for():
    assert {chip.slug: chip.designer and chip.designer.place == CN for chip in CHIPS} == DESIGNED_AT_HOME
