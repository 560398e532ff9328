"""Laws of draws: inside the interval, each fact once, the same for the same seed whatever the order of lists."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import attrs
import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

import aichipcn as acn
from aichipcn.compute._draws import Draws
from aichipcn.compute.effective import rate_over
from aichipcn.compute.facts import BOUNDS, Fact
from aichipcn.compute.processing import TotalProcessing
from aichipcn.compute.sampling import CHUNK, TOLERANCE, sample
from aichipcn.compute.utilised import Utilised
from aichipcn.model.facilities import FacilityStatus
from tests.laws.strategies import facility

TERA = 10**12
PEAK = acn.Peak("fp16")
RATES = ("280..400 TFLOP/s", "320 (280..400) TFLOP/s", "148 TFLOP/s", "100 (100..110) TFLOP/s", "9 (2..9) TFLOP/s")
CHIPS = [
    acn.Chip(
        slug=f"c{n}",
        name=f"C{n}",
        rates={"fp16": rate, "int8": "300..500 TOP/s"},
        memory="64 GB",
        memory_bandwidth="1 (0.8..1.2) TB/s",
    )
    for n, rate in enumerate(RATES)
]
RANGE, PEAKED, POINT = CHIPS[:3]
RATELESS = acn.Chip(slug="rateless", name="Rateless")
DAY = date(2027, 6, 30)
SURE, OTHER = Fact("x", "sure"), Fact("x", "other")


class Plain:
    """A model without a formula over facts."""

    unit = "OP/s"
    basis = acn.Basis("FLOP/s", "as told")

    def rate(self, chip):
        return PEAK.rate(chip)

    def reason(self, chip):
        return PEAK.reason(chip)


DECODE = acn.Decode(transformer=acn.load_catalogue().transformers["llama-2-7b"], context=2048, batch=64)
ROOFLINE = acn.Roofline(workload=DECODE, mfu="50%..60%", mbu="40%..80%")
MODELS = (
    PEAK,
    Plain(),
    Utilised("fp16", "30%..45%"),
    TotalProcessing(),
    ROOFLINE,
    acn.Equivalents(reference=PEAKED, by=PEAK),
    acn.Equivalents(reference=PEAKED, by=ROOFLINE),
    acn.Equivalents(reference=PEAKED, by=TotalProcessing()),
)


@st.composite
def numbers(draw):
    low = draw(st.integers(1, 1000))
    high = low + draw(st.integers(0, 1000))
    return acn.Estimate(low, high, best=draw(st.none() | st.integers(low, high)) if low < high else None)


dates = st.none() | st.sampled_from(["2026", "2027", "2027-07", "2028"])


@st.composite
def deployments(draw, chips=(*CHIPS, RATELESS, None)):
    came = draw(dates)
    gone = draw(st.none() | st.just("2029")) if came else draw(dates)
    return acn.Deployment(chip=draw(st.sampled_from(chips)), count=draw(numbers()), installed=came, retired=gone)


@st.composite
def fleets(draw, chips=(*CHIPS, RATELESS, None)):
    found = draw(st.lists(st.lists(deployments(chips), max_size=4), min_size=1, max_size=3))
    sites = [
        attrs.evolve(facility(items, f"f{n}"), status=draw(st.sampled_from(["operating", "planned"])))
        for n, items in enumerate(found)
    ]
    return fleet(*(attrs.evolve(site, inventory="complete") for site in sites))


def fleet(*sites):
    return acn.Fleet(slug="fleet", name="Fleet", facilities=sites)


def of(*items, slug="f", **fields):
    return attrs.evolve(facility(tuple(items), slug), **fields)


def held(chip, count=1, **fields):
    return acn.Deployment(chip=chip, count=count, **fields)


def totals(subject, model=PEAK, draws=100, seed=1, on=None):
    return sample(subject, model, draws=draws, seed=seed, on=on).totals


def inside(value, low, high):
    return value >= low * (1 - TOLERANCE) and (high is None or value <= high * (1 + TOLERANCE))


def distance(drawn, shares):
    """The greatest distance of the draws from a distribution, by the shares of it that lie below them in order."""
    steps = numpy.arange(len(drawn) + 1) / len(drawn)
    return max(numpy.abs(shares - steps[1:]).max(), numpy.abs(shares - steps[:-1]).max())


@given(fleets(), st.sampled_from(MODELS), st.none() | st.just(DAY), st.integers(0, 2**70))
def test_draws_and_their_quantiles_lie_inside_the_interval(subject, model, on, seed):
    sampled = sample(subject, model, on=on, draws=50, seed=seed)
    whole = acn.effective_compute(subject, model, on=on)

    assert sampled.interval == whole
    assert sampled.is_lower_bound == whole.is_lower_bound == bool(sampled.unknown)
    assert all(inside(float(value), whole.low, whole.high) for value in sampled.totals)
    found = sampled.quantiles(["0%", "5%", "50%", "95%", "100%"])
    assert all(inside(figure.low, whole.low, whole.high) for figure in found)
    assert [figure.low for figure in found] == sorted(figure.low for figure in found)


@given(fleets(CHIPS), st.sampled_from(MODELS), st.none() | st.just(DAY))
def test_the_draws_of_a_fleet_are_the_sums_of_those_of_its_facilities(subject, model, on):
    parts = sum(totals(site, model, on=on) for site in subject.facilities)

    assert numpy.allclose(totals(subject, model, on=on), parts, rtol=1e-12, atol=0)


@given(fleets(), st.sampled_from(MODELS), st.none() | st.just(DAY), st.randoms(use_true_random=False))
def test_the_order_of_facilities_and_deployments_changes_nothing(subject, model, on, random):
    sites = [
        attrs.evolve(site, deployments=tuple(random.sample(site.deployments, len(site.deployments))))
        for site in subject.facilities
    ]
    mixed = fleet(*random.sample(sites, len(sites)))

    assert (totals(mixed, model, on=on) == totals(subject, model, on=on)).all()


@given(
    st.lists(st.tuples(st.sampled_from(CHIPS), st.integers(2, 1000), dates), min_size=1, max_size=4),
    st.fractions(0, 1),
    st.booleans(),
    st.sampled_from(["operating", "planned"]),
)
def test_splitting_a_deployment_changes_nothing(parts, share, dated, status):
    on = DAY if dated else None
    cuts = [max(1, min(count - 1, int(count * share))) for _, count, _ in parts]
    whole = [held(chip, count, installed=came) for chip, count, came in parts]
    split = [
        held(chip, number, installed=came)
        for (chip, count, came), cut in zip(parts, cuts, strict=True)
        for number in (cut, count - cut)
    ]

    assert (totals(of(*split, status=status), on=on) == totals(of(*whole, status=status), on=on)).all()


def test_chips_that_are_alike_are_one_chip_however_often_they_were_made():
    copy = acn.Chip(slug="c0", name="C0", rates={"fp16": RATES[0]})

    assert (totals(of(held(RANGE), held(copy, 2), held(PEAKED))) == totals(of(held(PEAKED), held(RANGE, 3)))).all()


def test_two_chips_of_one_slug_are_drawn_alike_each_in_its_own_range_whatever_their_order():
    doubled = attrs.evolve(RANGE, rates={"fp16": "560..800 TFLOP/s"})
    before = attrs.evolve(PEAKED, slug="before")
    drawn = [totals(of(*items)) for items in permutations([held(RANGE), held(doubled), held(before)])]

    assert all((each == drawn[0]).all() for each in drawn)
    assert numpy.allclose(totals(of(held(RANGE), held(doubled))), 3 * totals(of(held(RANGE))), rtol=1e-15)


def test_the_order_of_like_deployments_changes_nothing():
    counts = ("10..20", "10..30", "11..20", "12 (10..20)", "15 (10..20)")
    drawn = [totals(of(*(held(POINT, count) for count in order)), draws=20) for order in permutations(counts)]

    assert all((each == drawn[0]).all() for each in drawn)


def test_the_doubt_of_a_chip_is_shared_by_facilities_and_adds_up_linearly():
    one, two = of(held(RANGE)), of(held(RANGE), slug="g")
    spread = totals(one, draws=1000).std()

    assert totals(fleet(one, two), draws=1000).std() == pytest.approx(2 * spread)
    other = of(held(attrs.evolve(RANGE, slug="other")), slug="g")
    assert totals(fleet(one, other), draws=100_000).std() == pytest.approx(2**0.5 * spread, rel=0.05)


@given(st.sampled_from(MODELS), st.sampled_from(CHIPS))
def test_a_formula_over_bounds_is_the_rate(model, chip):
    assert rate_over(model, chip, BOUNDS) == model.rate(chip)


def test_a_ratio_is_drawn_over_one_draw_of_both_chips():
    model = acn.Equivalents(reference=RANGE, by=Utilised("fp16", "30%..45%"))
    reference, chip = totals(of(held(RANGE))), totals(of(held(PEAKED)))

    assert (totals(of(held(RANGE, 7)), model) == 7).all()
    assert numpy.allclose(totals(of(held(PEAKED)), model), chip / reference, rtol=1e-14)
    by_plain = acn.Equivalents(reference=RANGE, by=Plain())
    assert numpy.allclose(
        totals(of(held(RANGE, 2), held(POINT)), by_plain) - 2, 148 * TERA / totals(of(held(RANGE)), Plain())
    )


def test_the_same_seed_gives_the_same_draws_and_another_gives_others():
    subject = of(held(RANGE, "10..20"), held(PEAKED, 3))
    one, again, other = (sample(subject, PEAK, draws=500, seed=seed) for seed in (1, 1, 2))

    assert one == again
    assert hash(one) == hash(again)
    assert (one.totals == again.totals).all()
    assert one != other
    assert (one.totals != other.totals).all()


def test_more_draws_begin_with_the_same():
    subject = of(held(RANGE, "10..20"), held(PEAKED, 3))

    assert (totals(subject, draws=2 * CHUNK + 5)[: CHUNK + 7] == totals(subject, draws=CHUNK + 7)).all()


def test_no_two_facts_are_drawn_alike():
    drawn = (
        totals(of(held(RANGE))),
        totals(of(held(attrs.evolve(RANGE, slug="other")))),
        totals(of(held(RANGE)), Plain()),
    )

    assert all((one != other).all() for one, other in permutations(drawn, 2))


def test_figures_are_drawn_evenly_from_a_range_and_from_a_triangle_with_a_best_value():
    values = Draws(1)
    values.begin(20_000)
    for text, low, best, high in (
        ("10..40", 10, None, 40),
        ("30 (10..40)", 10, 30, 40),
        ("10 (10..40)", 10, 10, 40),
        ("40 (10..40)", 10, 40, 40),
    ):
        drawn = numpy.sort(values.of(Fact("x", text), acn.Estimate.parse(text)))
        if best is None:
            shares = (drawn - low) / (high - low)
        else:
            rising = (drawn - low) ** 2 / ((high - low) * max(best - low, 1))
            falling = 1 - (high - drawn) ** 2 / ((high - low) * max(high - best, 1))
            shares = numpy.where(drawn < best, rising, falling)

        assert low <= drawn[0] < drawn[-1] <= high
        assert distance(drawn, shares) < 1.63 / 20_000**0.5  # Kolmogorov: one in a hundred are further


def test_counts_are_whole_and_each_as_likely_without_a_best_value():
    drawn = totals(of(held(POINT, "10..13")), draws=20_000) / (148 * TERA)
    numbers, times = numpy.unique(drawn, return_counts=True)

    assert numbers.tolist() == [10, 11, 12, 13]
    assert times == pytest.approx([5000] * 4, rel=0.05)


def test_counts_with_a_best_value_are_likelier_near_it():
    drawn = totals(of(held(POINT, "12 (10..13)")), draws=60_000) / (148 * TERA)
    numbers, times = numpy.unique(drawn, return_counts=True)

    assert numbers.tolist() == [10, 11, 12, 13]
    assert times / 60_000 == pytest.approx([0.25 / 6, 2 / 6, 1 - 0.25 / 3 - 2.25 / 6, 0.25 / 3], abs=0.01)


def test_counts_of_like_deployments_are_drawn_apart_and_those_of_their_facility_alone():
    once = totals(of(held(POINT, "10..20")), draws=1000)
    twice = totals(of(held(POINT, "10..20"), held(POINT, "10..20")), draws=1000)

    assert (twice - once != once).any()
    assert (totals(of(held(POINT, "10..20"), slug="g"), draws=1000) != once).any()
    assert (totals(of(held(POINT, "10..20", installed="2026")), draws=1000) != once).any()


def test_the_doubts_of_two_counts_add_up_as_those_of_two_facts():
    one, other, both = (
        totals(of(*(held(POINT, count) for count in counts)), draws=100_000).std()
        for counts in (["100..200"], ["100..300"], ["100..200", "100..300"])
    )

    assert both == pytest.approx((one**2 + other**2) ** 0.5, rel=0.02)


def test_what_may_stand_there_runs_from_none_to_all():
    drawn = totals(of(held(POINT, 3, installed="2027")), draws=20_000, on=DAY) / (148 * TERA)
    numbers, times = numpy.unique(drawn, return_counts=True)

    assert numbers.tolist() == [0, 1, 2, 3]
    assert times == pytest.approx([5000] * 4, rel=0.05)


@pytest.mark.parametrize(
    ("status", "dates", "shared"),
    [
        (FacilityStatus.OPERATING, ("2027", "2027"), True),
        (FacilityStatus.OPERATING, ("2027", "2027-H1"), False),
        (FacilityStatus.PLANNED, ("2027", "2027-H1"), True),
        (FacilityStatus.PLANNED, (None, "2027"), True),
    ],
    ids=["came together", "came at other times", "of a facility that may run", "dated or not"],
)
def test_what_comes_together_is_there_together(status, dates, shared):
    other = attrs.evolve(POINT, slug="other")
    day = date(2027, 3, 1)
    first, second = (
        totals(of(held(chip, 1000, installed=came), status=status), on=day)
        for chip, came in zip((POINT, other), dates, strict=True)
    )

    assert (first == second).all() == shared


def test_least_greatest_and_either_are_taken_draw_by_draw():
    values = Draws(1)
    values.begin(30_000)
    low, high = values.of(SURE, acn.Estimate(0, 10)), values.of(OTHER, acn.Estimate(5, 20))
    picked = values.either(Fact("x", "path"), [low, high, 30.0])

    assert (values.least(low, high) == numpy.where(low < high, low, high)).all()
    assert (values.greatest(low, high) == numpy.where(low < high, high, low)).all()
    assert (values.least(1.0, 2.0), values.greatest(1.0, 2.0)) == (1.0, 2.0)
    for option in (low, high, 30.0):
        assert (picked == option).mean() == pytest.approx(1 / 3, rel=0.05)
    assert ((picked == low) | (picked == high) | (picked == 30)).all()
    assert (values.either(Fact("x", "path"), [low, high, 30.0]) == picked).all()
    assert values.either(Fact("x", "path"), [low]) is low


def test_a_fact_is_drawn_once_until_the_next_draws_begin():
    values = Draws(1)
    values.begin(10)
    first = values.of(SURE, acn.Estimate(0, 10))

    assert values.of(SURE, acn.Estimate(0, 10)) is first
    assert (values.of(SURE, acn.Estimate(0, 20)) == 2 * first).all()
    values.begin(10)
    assert (values.of(SURE, acn.Estimate(0, 10)) != first).all()
    with pytest.raises(ValueError, match="read-only"):
        first[0] = 1


def test_draws_are_the_same_on_every_python_and_numpy():
    subject = fleet(of(held(RANGE, "10..20"), held(PEAKED, 3)), of(held(PEAKED, 5, installed="2027"), slug="g"))

    assert [value.hex() for value in totals(subject, draws=3, seed=7, on=DAY).tolist()] == [
        "0x1.c1f8bca9aa63ep+52",
        "0x1.99dd97c45948cp+52",
        "0x1.c5cf015a1ad4ep+52",
    ]
