"""Laws of shares, verdicts, gaps and effective compute, each against plain arithmetic of its own."""

import random
from datetime import date
from fractions import Fraction

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st

import aichipcn as acn
from aichipcn.values.ternary import TRUE
from tests.laws.strategies import (
    CHIPS,
    CN,
    DESIGNED,
    DOMESTIC,
    FOREIGN,
    HUAWEI,
    NVIDIA,
    ON,
    OPAQUE,
    PRODUCED,
    counts,
    deployments,
    facility,
    known,
    mandate,
    thresholds,
)

many = st.lists(deployments, min_size=1, max_size=8)
sure = st.lists(known, min_size=1, max_size=8)


def judge(items, threshold=Fraction(7, 10), qualifies=DESIGNED):
    return acn.assess(facility(items), mandate(threshold, qualifies), on=ON)


def plain_share(items):
    domestic = sum(item.count.low for item in items if item.chip.designer.place == CN)
    return Fraction(domestic, sum(item.count.low for item in items))


@given(sure)
def test_a_share_of_known_chips_is_the_exact_quotient(items):
    assert judge(items).share == plain_share(items)


@given(many)
def test_a_share_lies_within_nothing_and_everything(items):
    low, high = judge(items).share_range

    assert 0 <= low <= high <= 1


@given(many, st.randoms(use_true_random=False))
def test_the_order_of_deployments_changes_nothing(items, shuffler: random.Random):
    shuffled = list(items)
    shuffler.shuffle(shuffled)

    assert judge(shuffled).share_range == judge(items).share_range


@given(many, counts)
def test_splitting_a_deployment_changes_nothing(items, part):
    first = items[0]
    rest = first.count.low - part
    assume(rest > 0)
    split = [attrs.evolve(first, count=part), attrs.evolve(first, count=rest), *items[1:]]

    assert judge(split).share_range == judge(items).share_range


@given(many, st.integers(2, 50))
def test_scaling_all_counts_changes_nothing(items, factor):
    scaled = [attrs.evolve(item, count=item.count.low * factor) for item in items]

    assert judge(scaled).share_range == judge(items).share_range


@given(many, counts)
def test_a_qualifying_chip_never_lowers_and_another_never_raises_the_share(items, count):
    low, high = judge(items).share_range
    more = judge([*items, acn.Deployment(chip=DOMESTIC, count=count)]).share_range
    less = judge([*items, acn.Deployment(chip=FOREIGN, count=count)]).share_range

    assert more[0] >= low
    assert more[1] >= high
    assert less[0] <= low
    assert less[1] <= high


@given(many, st.data())
def test_learning_a_missing_fact_never_flips_a_definite_verdict(items, data):
    before = judge(items, qualifies=PRODUCED)
    learnt = [
        attrs.evolve(item, chip=data.draw(st.sampled_from((DOMESTIC, FOREIGN)))) if not item.chip.foundries else item
        for item in items
    ]
    after = judge(learnt, qualifies=PRODUCED)

    assert before.status in (after.status, acn.Status.INDETERMINATE)


SUPPLIED = acn.Condition("supplied-from", "CN")
designed = st.builds(
    lambda designer, n: acn.Deployment(designer=designer, count=n), st.sampled_from((None, HUAWEI, NVIDIA)), counts
)


@given(st.lists(designed | deployments, min_size=1, max_size=2), thresholds.filter(bool), st.data())
def test_learning_who_sold_chips_of_unknown_model_never_flips_a_definite_verdict(items, threshold, data):
    learnt = []
    for item in items:
        designer = item.designer or data.draw(st.sampled_from((HUAWEI, NVIDIA)))
        seller = data.draw(st.sampled_from((None, HUAWEI, NVIDIA)))
        chip = item.chip or attrs.evolve(OPAQUE, designer=designer, supplier=seller)
        learnt.append(attrs.evolve(item, designer=None, chip=chip))
    before, after = judge(items, threshold, SUPPLIED), judge(learnt, threshold, SUPPLIED)

    assert before.status in (after.status, acn.Status.INDETERMINATE)


days = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@given(many, thresholds, days, st.lists(st.none() | st.integers(0, 2000), max_size=2))
def test_learning_when_a_facility_began_to_run_never_flips_a_definite_verdict(items, threshold, began, later):
    """Its sources came out some days after it began to run, or bear no date."""
    seen = [day if day is None else date.fromordinal(began.toordinal() + day) for day in later]
    sources = [acn.Source(slug=f"s-{i}", title="S", publisher="P", published=day) for i, day in enumerate(seen)]
    learnt = attrs.evolve(facility(items), commissioned=began, sources=sources)
    before = acn.assess(attrs.evolve(learnt, commissioned=None), mandate(threshold), on=ON)

    assert before.status in (acn.assess(learnt, mandate(threshold), on=ON).status, acn.Status.INDETERMINATE)


@given(many, thresholds, thresholds)
def test_a_stricter_threshold_never_turns_non_compliant_into_compliant(items, one, other):
    lax, strict = sorted((one, other))

    if judge(items, lax).status is acn.Status.NON_COMPLIANT:
        assert judge(items, strict).status is acn.Status.NON_COMPLIANT


steps = st.fractions(Fraction(1, 1000), 1, max_denominator=1000)


@st.composite
def unmet(draw):
    """Known chips, and a threshold above their share."""
    items = [*draw(sure), acn.Deployment(chip=FOREIGN, count=draw(counts))]
    share = plain_share(items)
    return items, share + (1 - share) * draw(steps)


@st.composite
def met(draw):
    """Known chips, and a threshold above nothing that their share meets."""
    items = [*draw(sure), acn.Deployment(chip=DOMESTIC, count=draw(counts))]
    return items, plain_share(items) * draw(steps)


@given(unmet())
def test_the_shortfall_is_tight(drawn):
    items, threshold = drawn
    gap = judge(items, threshold).shortfall
    assert gap.swap > 0

    def added(number):
        return [*items, acn.Deployment(chip=DOMESTIC, count=number)] if number else items

    if gap.add is None:
        assert threshold == 1
    else:
        assert judge(added(gap.add), threshold).status is acn.Status.COMPLIANT
        assert judge(added(gap.add - 1), threshold).status is acn.Status.NON_COMPLIANT
    total = sum(item.count.low for item in items)
    domestic = plain_share(items) * total
    assert Fraction(domestic + gap.swap, total) >= threshold > Fraction(domestic + gap.swap - 1, total)


@given(met())
def test_the_headroom_is_tight(drawn):
    items, threshold = drawn
    verdict = judge(items, threshold)
    assert verdict.status is acn.Status.COMPLIANT
    room = verdict.headroom

    fits = [*items, acn.Deployment(chip=FOREIGN, count=room)] if room else items
    assert judge(fits, threshold).status is acn.Status.COMPLIANT
    one_more = [*items, acn.Deployment(chip=FOREIGN, count=room + 1)]
    assert judge(one_more, threshold).status is acn.Status.NON_COMPLIANT


@given(many)
def test_a_stricter_reading_never_yields_a_higher_share(items):
    either = judge(items, qualifies=acn.AnyOf([DESIGNED, PRODUCED])).share_range
    both = judge(items, qualifies=acn.AllOf([DESIGNED, PRODUCED])).share_range

    assert both[0] <= either[0]
    assert both[1] <= either[1]


@given(many)
def test_an_indeterminate_verdict_names_facts_and_a_definite_one_none(items):
    verdict = judge(items, qualifies=PRODUCED)

    assert bool(acn.deciding_facts(verdict)) == (verdict.status is acn.Status.INDETERMINATE)


@given(many)
def test_a_deciding_fact_that_settles_alone_does_so(items):
    verdict = judge(items, qualifies=PRODUCED)
    for fact in acn.deciding_facts(verdict):
        outcomes = set()
        for known_chip in (DOMESTIC, FOREIGN):
            learnt = [
                attrs.evolve(item, chip=known_chip) if f"{item.label} in f" == fact.fact.subject else item
                for item in items
            ]
            outcomes.add(judge(learnt, qualifies=PRODUCED).status)
        if fact.settles:
            assert outcomes != {acn.Status.INDETERMINATE}


def test_the_day_before_on_and_after_the_milestone_of_a_mandate():
    site = facility([acn.Deployment(chip=FOREIGN, count=1)])
    rule = mandate("70%")

    before = acn.assess(site, rule, on=date(2027, 12, 30))
    assert before.status is acn.Status.NOT_IN_FORCE
    assert before.next_milestone.on == ON
    assert before.shortfall.swap == 1
    assert acn.assess(site, rule, on=ON).status is acn.Status.NON_COMPLIANT
    assert acn.assess(site, rule, on=date(2028, 1, 1)).status is acn.Status.NON_COMPLIANT


peak = acn.Peak("fp16")


def computed(items):
    return acn.effective_compute(facility(items), peak).total.value


@given(many, many)
def test_effective_compute_is_additive(one, other):
    assert computed([*one, *other]) == computed(one) + computed(other)


@given(sure, st.integers(2, 9))
def test_effective_compute_scales_with_counts(items, factor):
    scaled = [attrs.evolve(item, count=item.count.low * factor) for item in items]

    assert computed(scaled) == computed(items) * factor


@given(many)
def test_chips_of_unknown_rate_make_the_total_a_lower_bound(items):
    result = acn.effective_compute(facility(items), peak)
    rateless = any(not item.chip.rates for item in items)

    assert result.is_lower_bound == rateless == bool(result.unknown)
    low = sum(item.count.low * item.chip.rates[acn.NumberFormat.FP16].low for item in items if item.chip.rates)
    assert result.total.value.low == low


claims = st.lists(
    st.builds(
        lambda a, b, low, more, n: (a, b, Fraction(low, 10), Fraction(low + more, 10), n),
        st.sampled_from(CHIPS),
        st.sampled_from(CHIPS),
        st.integers(1, 30),
        st.integers(0, 20),
        st.integers(0, 10**6),
    ),
    max_size=6,
).map(
    lambda rows: [
        acn.PerformanceClaim(slug=f"c-{i}-{n}", chip=a, reference=b, ratio=acn.Estimate(low, high))
        for i, (a, b, low, high, n) in enumerate(rows)
    ]
)


@given(claims, st.randoms(use_true_random=False))
def test_the_order_of_claims_changes_nothing(items, shuffler: random.Random):
    shuffled = list(items)
    shuffler.shuffle(shuffled)
    one = acn.ClaimedPerformance(reference=FOREIGN, claims=items)
    other = acn.ClaimedPerformance(reference=FOREIGN, claims=shuffled)

    for chip in CHIPS:
        assert one.reason(chip) == other.reason(chip)
        if one.reason(chip) is None:
            assert one.rate(chip) == other.rate(chip)


@given(claims)
def test_a_chip_is_one_of_itself_and_back_and_forth_contains_one(items):
    there = acn.ClaimedPerformance(reference=FOREIGN, claims=items)
    back = acn.ClaimedPerformance(reference=DOMESTIC, claims=items)

    assert there.rate(FOREIGN) == acn.Estimate(1, 1)
    if there.reason(DOMESTIC) is None:
        assert (there.rate(DOMESTIC) * back.rate(FOREIGN)).contains(1)


def test_two_bases_never_add():
    one = acn.Amount(acn.Estimate.point(1), acn.Basis("H20-equivalents", "peak"))
    other = acn.Amount(acn.Estimate.point(1), acn.Basis("H20-equivalents", "claims"))

    assert (one + one).value == acn.Estimate.point(2)
    try:
        one + other
    except acn.AichipcnError as error:
        assert str(error) == "two bases never add: H20-equivalents (peak) and H20-equivalents (claims)"
    else:
        raise AssertionError


def test_membership_is_known_for_a_running_facility():
    assert judge([acn.Deployment(chip=DOMESTIC, count=1)]).membership is TRUE
