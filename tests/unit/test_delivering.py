"""What hardware delivers: worked examples by hand, what is not counted, and amounts on their bases."""

from datetime import date
from fractions import Fraction

import attrs
import pytest

import aichipcn as acn
from aichipcn.compute.metrics import tpp_format
from aichipcn.model.facilities import StatedCompute
from aichipcn.values.units import CHIP
from tests.laws.strategies import CHIPS, CN, DOMESTIC, FOREIGN, HUAWEI, MADE_ABROAD, ON, OPAQUE, facility, mandate

E = acn.Estimate
PEAK = acn.Peak("fp16")
TERA = 10**12
SOURCE = acn.Source(slug="daily", title="T", publisher="Daily")


def delivered(items, on=None, **fields):
    return acn.effective_compute(attrs.evolve(facility(items), **fields), PEAK, on=on)


def test_a_total_has_a_best_value_where_every_part_has_one():
    best = attrs.evolve(MADE_ABROAD, rates={"fp16": "320 (200..400) TFLOP/s"})
    result = delivered([acn.Deployment(chip=best, count=2), acn.Deployment(chip=DOMESTIC, count=1)])

    assert (result.low, result.best, result.high) == (700 * TERA, 940 * TERA, 1100 * TERA)
    assert result.total.value == E(700 * TERA, 1100 * TERA, best=940 * TERA, unit="OP/s")
    assert str(result) == "940 (700 to 1,100) TFLOP/s (FP16 peak, dense)"


@pytest.mark.parametrize(
    ("other", "best"),
    [
        (acn.Deployment(chip=MADE_ABROAD, count=1), None),
        (acn.Deployment(chip=DOMESTIC, count="1..2"), None),
        (acn.Deployment(chip=DOMESTIC, count=1), 600 * TERA),
    ],
    ids=["a range of rates", "a range of counts", "points"],
)
def test_a_range_without_a_best_value_leaves_the_total_without_one(other, best):
    assert delivered([acn.Deployment(chip=DOMESTIC, count=1), other]).best == best


def test_what_is_not_known_is_listed_and_leaves_a_lower_bound():
    result = delivered(
        [
            acn.Deployment(chip=DOMESTIC, count=2),
            acn.Deployment(chip=OPAQUE, count=3),
            acn.Deployment(designer=HUAWEI, count="4..5"),
            acn.Deployment(chip=DOMESTIC),
        ],
        inventory="partial",
    )

    assert result.is_lower_bound
    assert (result.low, result.best, result.high) == (900 * TERA, None, None)
    assert [str(item) for item in result.unknown] == [
        "4..5 x Huawei (model unknown): model unknown",
        ">= 0 x f: inventory partial",
        "3 x opaque: opaque has no sourced FP16 rate; formats with one: none",
    ]
    assert [(line.chip.slug, str(line.count), str(line.total)) for line in result.contributions] == [
        ("domestic", ">= 3", ">= 900 TFLOP/s")
    ]


MOVING = [
    acn.Deployment(chip=DOMESTIC, count=1, installed=date(2026, 1, 1), retired=date(2027, 1, 1)),
    acn.Deployment(chip=DOMESTIC, count=10, installed="2027"),
    acn.Deployment(chip=FOREIGN, count=100, retired=date(2026, 6, 1)),
    acn.Deployment(count=7, retired=date(2026, 6, 1)),
]


@pytest.mark.parametrize(
    ("on", "low", "high"),
    [
        (None, 10 * 300, 10 * 300),
        (date(2025, 12, 31), 100 * 148, None),
        (date(2026, 6, 1), 300, 300),
        (date(2027, 1, 1), 0, 10 * 300),
        (date(2027, 12, 31), 10 * 300, 10 * 300),
    ],
)
def test_what_stands_there_on_a_date_is_what_delivers(on, low, high):
    result = delivered(MOVING, on)

    assert (result.low, result.high) == (low * TERA, None if high is None else high * TERA)


@pytest.mark.parametrize(
    ("status", "commissioned", "low", "high"),
    [
        ("operating", "2027", 300, 300),
        ("operating", "2027-12..2028-01", 0, 300),
        ("operating", "2028", 0, 0),
        ("planned", "2027", 0, 300),
        ("decommissioned", "2027", 0, 300),
        ("decommissioned", "2028", 0, 0),
    ],
)
def test_a_facility_that_may_not_run_adds_to_the_high_end_only(status, commissioned, low, high):
    result = delivered([acn.Deployment(chip=DOMESTIC, count=1)], ON, status=status, commissioned=commissioned)

    assert (result.low, result.high) == (low * TERA, high * TERA)
    assert result.best == (high * TERA if low == high else None)
    assert [str(line.count) for line in result.contributions] == ([] if not high else ["1"] if low else ["<= 1"])


def test_a_fleet_sums_its_facilities_by_chip():
    sites = [facility([acn.Deployment(chip=DOMESTIC, count=n)], slug=f"f-{n}") for n in (1, 2)]
    result = acn.effective_compute(acn.Fleet(slug="all", name="All", facilities=sites), PEAK)

    assert str(result) == "900 TFLOP/s (FP16 peak, dense)"
    assert [line.count for line in result.contributions] == [E(3, 3)]


def test_what_sources_state_stands_beside_the_total():
    part = acn.Deployment(chip=OPAQUE, count=8, compute="2 PFLOP/s", format="fp16", sources=(SOURCE,))
    whole = StatedCompute(value="3 PFLOP/s", note="in all")
    result = delivered([part], stated_compute=(whole,))

    assert result.stated == (whole,)
    assert result.stated_parts == (part,)
    assert result.low == 0


def test_a_model_of_ones_own_needs_four_members():
    @attrs.frozen
    class Doubled:
        unit = "OP/s"
        basis = acn.Basis("FLOP/s", "twice the peak")

        def rate(self, chip):
            return chip.rate(acn.NumberFormat.FP16) * 2

        def reason(self, chip):
            return None if chip.rates else "no rate"

    result = acn.effective_compute(facility([acn.Deployment(chip=DOMESTIC, count=1)]), Doubled())

    assert str(result) == "600 TFLOP/s (twice the peak)"


@pytest.mark.parametrize(
    ("subject", "on", "message"),
    [
        (3, None, "subject: not a Facility or a Fleet: 3"),
        (facility([]), "2027-01-01", "not a date: '2027-01-01'; write datetime"),
    ],
)
def test_effective_compute_refuses_what_it_cannot_sum(subject, on, message):
    with pytest.raises(TypeError, match=message):
        acn.effective_compute(subject, PEAK, on=on)


def test_equivalents_are_ratios_of_rates_on_a_stated_basis():
    ratio = acn.Equivalents(reference=FOREIGN, by=PEAK)
    result = acn.effective_compute(
        facility([acn.Deployment(chip=MADE_ABROAD, count=37), acn.Deployment(chip=FOREIGN, count=2)]), ratio
    )

    assert ratio.rate(DOMESTIC) == E(Fraction(300, 148), Fraction(300, 148))
    assert (result.low, result.high) == (52, 102)
    assert str(result) == "52 to 102 foreign-equivalents (FP16 peak, dense)"
    assert ratio.reason(OPAQUE) == "opaque has no sourced FP16 rate; formats with one: none"
    claimed = acn.ClaimedPerformance(reference=FOREIGN, claims=())
    with pytest.raises(ValueError, match="two bases never add: foreign-equivalents"):
        result.total + acn.effective_compute(facility([acn.Deployment(chip=FOREIGN, count=2)]), claimed).total


def test_a_doubtful_reference_widens_equivalents_but_not_its_own():
    ratio = acn.Equivalents(reference=MADE_ABROAD, by=PEAK)

    assert ratio.rate(DOMESTIC) == E(Fraction(300, 400), Fraction(300, 200))
    assert ratio.rate(MADE_ABROAD) == E(1, 1)


@pytest.mark.parametrize(
    ("reference", "by", "error", "message"),
    [
        (
            OPAQUE,
            PEAK,
            ValueError,
            "reference: no equivalents: opaque has no sourced FP16 rate; formats with one: none",
        ),
        (
            attrs.evolve(OPAQUE, rates={"fp16": "<= 1 TFLOP/s"}),
            PEAK,
            ValueError,
            "reference: no equivalents: opaque may deliver nothing",
        ),
        (FOREIGN, "fp16", TypeError, "by: not a model of what chips deliver: 'fp16'; write one such as Peak('fp16')"),
        ("H20", PEAK, TypeError, "reference: not a Chip: 'H20'"),
    ],
)
def test_equivalents_need_a_reference_with_a_rate(reference, by, error, message):
    with pytest.raises(error) as caught:
        acn.Equivalents(reference=reference, by=by)

    assert str(caught.value) == message


def amount(value, unit="H20-equivalents"):
    return acn.Amount(value, acn.Basis(unit, "claims"))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (E(29_000, 29_000), "29,000 H20-equivalents (claims)"),
        (E(Fraction(24_651, 20), Fraction(24_651, 20)), "1,232.55 H20-equivalents (claims)"),
        (E(Fraction(10_000, 3), Fraction(10_000, 3)), "3,333.333… H20-equivalents (claims)"),
        (E(1000, None), "at least 1,000 H20-equivalents (claims)"),
        (E(1000, 2000), "1,000 to 2,000 H20-equivalents (claims)"),
        (E(1000, 2000, best=1500), "1,500 (1,000 to 2,000) H20-equivalents (claims)"),
        (E(0, None), "unknown H20-equivalents (claims)"),
        (E.parse("2 PFLOP/s"), "2 PFLOP/s (claims)"),
        (E.parse(">= 0 PFLOP/s"), "unknown FLOP/s (claims)"),
    ],
)
def test_an_amount_is_written_for_people(value, text):
    unit = "FLOP/s" if value.unit else "H20-equivalents"

    assert str(amount(value, unit)) == text


def test_an_amount_adds_only_to_an_amount():
    assert str(amount(E(1, 1)).basis) == "H20-equivalents (claims)"
    with pytest.raises(TypeError):
        amount(E(1, 1)) + 1


def claim(slug, chip, reference, ratio, **fields):
    return acn.PerformanceClaim(slug=slug, chip=chip, reference=reference, ratio=ratio, **fields)


def test_one_claim_names_its_house_and_several_do_not():
    one = claim("one", DOMESTIC, FOREIGN, "0.85", sources=(SOURCE,))
    two = claim("two", MADE_ABROAD, FOREIGN, "0.5")
    model = acn.ClaimedPerformance(reference=FOREIGN, claims=(one, two))

    assert str(model.basis_for([DOMESTIC])) == "foreign-equivalents (claim: Daily, 0.85; workload not stated)"
    assert str(model.basis_for([MADE_ABROAD])) == "foreign-equivalents (claim: unsourced, 0.5; workload not stated)"
    assert str(model.basis_for([DOMESTIC, MADE_ABROAD])) == "foreign-equivalents (claims; workload not stated)"
    assert str(model.basis_for([FOREIGN])) == "foreign-equivalents (claims; workload not stated)"


def test_claims_chain_as_intervals_and_backwards_as_reciprocals():
    forth = claim("forth", DOMESTIC, MADE_ABROAD, "2..4", workload="training", sources=(SOURCE,))
    back = claim("back", FOREIGN, MADE_ABROAD, ">= 2", workload="training")
    model = acn.ClaimedPerformance(reference=FOREIGN, claims=(forth, back), workload="training")

    assert model.rate(DOMESTIC) == E(0, 2)
    assert [str(path) for path in model.paths(DOMESTIC)] == ["forth then back: <= 2"]
    assert str(model.basis_for([DOMESTIC])) == "foreign-equivalents (claims; workload: training)"


def test_claims_of_other_workloads_join_only_when_asked():
    there = claim("there", DOMESTIC, MADE_ABROAD, "2", workload="training")
    then = claim("then", MADE_ABROAD, FOREIGN, "3")
    apart = acn.ClaimedPerformance(reference=FOREIGN, claims=(there, then))
    joined = attrs.evolve(apart, chain=True)

    with pytest.raises(LookupError, match="no claimed ratio to foreign is named 'domestic'"):
        apart.rate(DOMESTIC)
    assert apart.reason(DOMESTIC) == "no published claim relates domestic to foreign; workload not stated"
    assert joined.rate(DOMESTIC) == E(6, 6)


def test_claims_that_contradict_each_other_are_kept_side_by_side():
    low, high = claim("low", DOMESTIC, FOREIGN, "0.85"), claim("high", DOMESTIC, FOREIGN, "2.16")
    near = claim("near", DOMESTIC, FOREIGN, "0.8..0.9")
    model = acn.ClaimedPerformance(reference=FOREIGN, claims=(low, high, near))

    assert model.rate(DOMESTIC) == E(Fraction(8, 10), Fraction(216, 100))
    assert [str(item) for item in model.contradictions(DOMESTIC)] == [
        "high: 2.16 against low: 0.85",
        "high: 2.16 against near: 0.8..0.9",
    ]


@pytest.mark.parametrize(
    "left",
    [
        claim("a", DOMESTIC, FOREIGN, None),
        claim("a", DOMESTIC, FOREIGN, "0"),
        claim("a", DOMESTIC, DOMESTIC, "0.5"),
        claim("a", DOMESTIC, FOREIGN, "0.5", kind="utilisation"),
        claim("a", DOMESTIC, FOREIGN, "0.5", reading="predecessor-910c"),
        claim("a", DOMESTIC, FOREIGN, "0.5", workload="training"),
    ],
    ids=["no figure", "nothing", "itself", "a utilisation", "another reading", "another workload"],
)
def test_what_says_nothing_of_a_ratio_contributes_nothing(left):
    model = acn.ClaimedPerformance(reference=FOREIGN, claims=(left,))

    assert model.used == ()
    assert model.reason(DOMESTIC) is not None


def test_a_reading_that_is_asked_for_counts():
    read = claim("a", DOMESTIC, FOREIGN, "0.5", reading="predecessor-910c")
    model = acn.ClaimedPerformance(reference=FOREIGN, claims=(read,), reading="predecessor-910c")

    assert model.rate(DOMESTIC) == E(Fraction(1, 2), Fraction(1, 2))


def test_a_path_is_at_most_three_claims_long():
    chips = [attrs.evolve(FOREIGN, slug=f"c-{n}", name=f"C {n}") for n in range(5)]
    steps = [claim(f"s-{n}", chips[n], chips[n + 1], "2") for n in range(4)]
    three = acn.ClaimedPerformance(reference=chips[3], claims=steps)
    four = acn.ClaimedPerformance(reference=chips[4], claims=steps)

    assert three.rate(chips[0]) == E(8, 8)
    assert four.reason(chips[0]) is not None
    assert four.rate(chips[1]) == E(8, 8)


def test_equivalents_are_named_by_the_shortest_name():
    named = attrs.evolve(FOREIGN, name="NVIDIA H20", aliases=("H20", "NVIDIA H20 96GB"))

    assert acn.ClaimedPerformance(reference=named, claims=()).basis.unit == "H20-equivalents"


@pytest.mark.parametrize(
    ("rates", "tpp", "carrier"),
    [
        ({"fp16": "312 TFLOP/s"}, "4992 TPP", "fp16"),
        ({"fp16": "148 TFLOP/s", "int8": "296 TOP/s"}, "2368 TPP", "fp16"),
        ({"tf32": "156 TFLOP/s", "fp16": "312 TFLOP/s"}, "4992 TPP", "fp16"),
        ({"fp16": "280..400 TFLOP/s"}, "4480..6400 TPP", "fp16"),
        ({"fp16": "320 (280..400) TFLOP/s"}, "5120 (4480..6400) TPP", "fp16"),
        ({"fp16": ">= 100 TFLOP/s", "int8": "300 TOP/s"}, ">= 2400 TPP", "int8"),
        ({"fp16": "100 TFLOP/s", "int8": "100..400 TOP/s"}, "1600..3200 TPP", "fp16"),
    ],
)
def test_tpp_is_the_greatest_of_rate_times_bits(rates, tpp, carrier):
    chip = acn.Chip(slug="c", name="C", rates=rates)

    assert acn.tpp(chip) == E.parse(tpp)
    assert tpp_format(chip) is acn.NumberFormat(carrier)


def test_without_rates_there_is_no_tpp():
    assert acn.tpp(OPAQUE) is None
    assert tpp_format(OPAQUE) is None
    assert acn.performance_density(DOMESTIC) is None
    assert acn.performance_density(attrs.evolve(OPAQUE, die_area="800 mm**2")) is None


def test_performance_density_is_tpp_by_square_millimetre():
    chip = attrs.evolve(DOMESTIC, die_area="500..600 mm**2")

    assert acn.performance_density(chip) == E(8, Fraction(48, 5))


def test_a_unit_of_chips_is_known():
    assert E.parse("3 chip").unit == CHIP
    assert {chip.designer.place for chip in CHIPS if chip.designer} >= {CN}


def test_bases_that_read_alike_and_differ_never_add():
    one = claim("one", DOMESTIC, FOREIGN, "0.85", sources=(SOURCE,))
    base = acn.ClaimedPerformance(reference=FOREIGN, claims=(one,))
    chained, read = attrs.evolve(base, chain=True), attrs.evolve(base, reading="another")
    more = attrs.evolve(base, claims=(one, claim("two", MADE_ABROAD, FOREIGN, "0.5")))
    dearer = attrs.evolve(FOREIGN, rates={"fp16": "200 TFLOP/s"})
    by_peak = [acn.Equivalents(reference=chip, by=PEAK) for chip in (FOREIGN, dearer)]
    totals = [
        acn.effective_compute(facility([acn.Deployment(chip=FOREIGN, count=1)]), model).total
        for model in (base, chained, read, more, *by_peak)
    ]

    for position, total in enumerate(totals):
        assert (total + total).value == E(2, 2)
        for other in totals[position + 1 :]:
            with pytest.raises(ValueError, match="two bases never add"):
                total + other
    assert str(chained.basis) == "foreign-equivalents (claims; workload not stated; chained across workloads)"
    assert str(read.basis) == "foreign-equivalents (claims; workload not stated; reading: another)"


def test_totals_of_one_model_add_whatever_carries_each():
    model = acn.ClaimedPerformance(
        reference=FOREIGN, claims=(claim("one", DOMESTIC, FOREIGN, "0.85", sources=(SOURCE,)),)
    )
    ours, theirs = (
        acn.effective_compute(facility([acn.Deployment(chip=chip, count=100)]), model).total
        for chip in (DOMESTIC, FOREIGN)
    )

    assert str(ours) == "85 foreign-equivalents (claim: Daily, 0.85; workload not stated)"
    assert str(ours + ours) == "170 foreign-equivalents (claim: Daily, 0.85; workload not stated)"
    assert str(ours + theirs) == "185 foreign-equivalents (claims; workload not stated)"


def test_a_changed_chip_is_still_the_one_of_its_slug():
    model = acn.ClaimedPerformance(
        reference=attrs.evolve(FOREIGN, note="changed"), claims=(claim("one", DOMESTIC, FOREIGN, "0.85"),)
    )

    assert model.rate(attrs.evolve(DOMESTIC, note="changed")) == E(Fraction(85, 100), Fraction(85, 100))
    assert model.rate(FOREIGN) == E(1, 1)


def test_a_memo_keeps_no_more_than_so_many_chips():
    from aichipcn.compliance import tally
    from aichipcn.compute import effective

    rule, peak = mandate("70%"), acn.Peak("fp16")
    many = [attrs.evolve(DOMESTIC, slug=f"c-{n}") for n in range(tally.KEPT + 10)]
    site = facility([acn.Deployment(chip=chip, count=1) for chip in many])

    assert acn.assess(site, rule, on=ON).share == 1
    assert acn.effective_compute(site, peak).low == len(many) * 300 * TERA
    assert len(rule.memo["r"].known) == len(rule.memo["r"].chips) == 10
    assert len(peak.memo) == 10
    assert tally.KEPT == effective.KEPT
