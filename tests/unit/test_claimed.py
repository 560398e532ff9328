"""Claims by hand: one-sided ones both ways, workloads, readings, contradictions, support, and what is told instead."""

import re
from datetime import date
from fractions import Fraction

import attrs
import pytest

import aichipcn as acn
from aichipcn.compute import effective
from aichipcn.compute.claims.breadth import Breadth, breadth, is_on_paper
from aichipcn.compute.claims.paths import LONGEST_PATH, graph, told_ratio
from aichipcn.model.claims import Outcome
from aichipcn.model.sources import cited, firmness, loosest
from aichipcn.values.dates import DateRange
from tests.laws.strategies import DOMESTIC, FOREIGN, MADE_ABROAD, UNDISCLOSED, facility

E = acn.Estimate
DAILY = acn.Source(slug="daily", title="T", publisher="Daily", confidence="press")
WEEKLY = acn.Source(slug="weekly", title="T", publisher="Weekly", confidence="rumour")


def claim(slug, chip, reference, ratio=None, **fields):
    return acn.PerformanceClaim(slug=slug, chip=chip, reference=reference, ratio=ratio, **fields)


def model(*claims, **fields):
    return acn.ClaimedPerformance(reference=FOREIGN, claims=claims, **fields)


@pytest.mark.parametrize(
    ("ratio", "forwards", "backwards"),
    [
        (">= 1.4", ">= 1.4", "<= 5/7"),
        ("<= 1.0", "<= 1", ">= 1"),
        ("<= 0.8", "<= 0.8", ">= 1.25"),
        ("0.5 (0..1)", "0.5 (0..1)", "2 (1..)"),
        ("0.8..1.6", "0.8..1.6", "0.625..1.25"),
    ],
)
def test_a_claim_of_at_least_or_at_most_counts_both_ways(ratio, forwards, backwards):
    assert model(claim("a", DOMESTIC, FOREIGN, ratio)).rate(DOMESTIC) == E.parse(forwards)
    assert model(claim("a", FOREIGN, DOMESTIC, ratio)).rate(DOMESTIC) == E.parse(backwards)


def test_at_least_and_at_most_on_one_path_say_nothing_and_the_reason_tells():
    forth, back = claim("forth", DOMESTIC, MADE_ABROAD, ">= 2"), claim("back", MADE_ABROAD, FOREIGN, "<= 3")
    open_ended = model(forth, back)
    told = model(forth, back, claim("told", DOMESTIC, FOREIGN, "0.5"))

    assert open_ended.paths(DOMESTIC) == ()
    assert open_ended.reason(DOMESTIC) == (
        "no published claim relates domestic to foreign; workload not stated; "
        "along every path an 'at least' meets an 'at most', which leaves it open"
    )
    assert told.rate(DOMESTIC) == E.of("0.5")
    assert told.contradictions(DOMESTIC) == ()


def test_bounds_that_fail_to_overlap_are_a_contradiction_with_both_sources():
    one = claim("one", DOMESTIC, FOREIGN, "<= 1.2", sources=(DAILY,))
    other = claim("other", DOMESTIC, FOREIGN, ">= 1.5", sources=(WEEKLY, DAILY))
    (found,) = model(one, other).contradictions(DOMESTIC)

    assert str(found) == "one: <= 1.2 against other: >= 1.5"
    assert found.sources == (DAILY, WEEKLY)
    assert (found.chip, found.reference) == (DOMESTIC, FOREIGN)
    assert found.factor == Fraction(5, 4)


def test_contradictions_of_the_whole_graph_are_told_once_for_every_two_chips():
    rows = [
        claim("ab", DOMESTIC, MADE_ABROAD, "2"),
        claim("bc", MADE_ABROAD, UNDISCLOSED, "2"),
        claim("ac", DOMESTIC, UNDISCLOSED, "5"),
        claim("far", FOREIGN, UNDISCLOSED, "1"),
    ]
    at_odds = model(*rows).contradictions()

    assert [(item.chip.slug, item.reference.slug, item.factor) for item in at_odds] == [
        ("domestic", "foreign", Fraction(5, 4)),
        ("domestic", "made-abroad", Fraction(5, 4)),
        ("domestic", "undisclosed", Fraction(5, 4)),
        ("foreign", "made-abroad", Fraction(5, 4)),
        ("made-abroad", "undisclosed", Fraction(5, 4)),
    ]
    assert str(at_odds[2]) == "ac: 5 against ab then bc: 4"
    assert model().contradictions() == ()


def test_a_claim_on_a_narrower_or_a_wider_workload_does_not_stand_for_the_one_asked():
    wide, narrow = (
        claim("wide", DOMESTIC, FOREIGN, "0.8", workload="training"),
        claim("narrow", MADE_ABROAD, FOREIGN, "1.3", workload="training/moe"),
    )
    training, moe = (model(wide, narrow, workload=word) for word in ("training", "training/moe"))

    assert training.used == (wide,)
    assert moe.used == (narrow,)
    assert training.reason(MADE_ABROAD) == (
        "no published claim relates made-abroad to foreign; workload: training; "
        "a claim does on training/moe, which is another workload"
    )
    assert moe.reason(DOMESTIC).endswith("; a claim does on training, which is another workload")
    assert model(wide, narrow, workload="training/dense").reason(MADE_ABROAD) == (
        "no published claim relates made-abroad to foreign; workload: training/dense"
    )
    assert model(wide, narrow).reason(DOMESTIC) == (
        "no published claim relates domestic to foreign; workload not stated"
    )


@pytest.mark.parametrize(
    ("stated", "asked", "kin"),
    [
        ("training", "training", Breadth.EQUAL),
        (None, None, Breadth.EQUAL),
        ("training/moe", "training", Breadth.NARROWER),
        ("training/moe/fp8", "training", Breadth.NARROWER),
        ("training", "training/moe", Breadth.WIDER),
        ("training/dense", "training/moe", Breadth.UNRELATED),
        ("inference-per-watt", "inference", Breadth.UNRELATED),
        ("inference", "inference-per-watt", Breadth.UNRELATED),
        (None, "training", Breadth.UNRELATED),
        ("training", None, Breadth.UNRELATED),
    ],
)
def test_a_slash_narrows_the_word_before_it(stated, asked, kin):
    assert breadth(stated, asked) is kin


@pytest.mark.parametrize(
    ("word", "on_paper"),
    [("peak", True), ("peak-fp16", True), ("tpp", True), ("memory-bandwidth", True), ("training", False), (None, False),
     ("peaky", False)],
)  # fmt: skip
def test_a_figure_on_paper_is_no_work(word, on_paper):
    assert is_on_paper(word) is on_paper


def test_readings_stand_side_by_side():
    certain = claim("c", UNDISCLOSED, FOREIGN, "0.5")
    one = claim("a", DOMESTIC, FOREIGN, ">= 1.4", reading="of-the-foreign")
    other = claim("b", DOMESTIC, UNDISCLOSED, ">= 1.4", reading="of-the-undisclosed")
    elsewhere = claim("d", DOMESTIC, FOREIGN, "3", reading="on-training", workload="training")
    without_figure = claim("e", DOMESTIC, FOREIGN, None, reading="no-figure")
    base = model(certain, one, other, elsewhere, without_figure)

    assert base.readings == ("of-the-foreign", "of-the-undisclosed")
    reads = base.by_reading(DOMESTIC)
    assert [(read.reading, read.rate) for read in reads] == [
        (None, None),
        ("of-the-foreign", E.of(">= 1.4")),
        ("of-the-undisclosed", E.of(">= 0.7")),
    ]
    assert reads[0].reason == (
        "no published claim relates domestic to foreign; workload not stated; "
        "a claim does in the reading of-the-foreign; a claim does in the reading of-the-undisclosed"
    )
    assert reads[1].reason is None


def test_a_finding_is_the_reason_with_its_house_and_its_day():
    failed = claim(
        "r2", DOMESTIC, MADE_ABROAD, workload="training", kind="finding", outcome="failed", reading="as-domestic",
        metric="no run succeeded", published=date(2025, 8, 14), sources=(WEEKLY, DAILY),
    )  # fmt: skip
    vague = claim("vague", DOMESTIC, FOREIGN, workload="training", kind="finding")
    elsewhere = claim("elsewhere", DOMESTIC, MADE_ABROAD, workload="training", kind="finding", metric="of no outcome")
    deliver = model(vague, failed, elsewhere, workload="training")
    site = facility([acn.Deployment(chip=DOMESTIC, count=3)])

    told = (
        "no published claim relates domestic to foreign; workload: training; "
        "found: no run succeeded (Daily, 2025-08-14; reading: as-domestic); found: vague (unsourced)"
    )
    assert deliver.reason(DOMESTIC) == told
    assert [str(item) for item in acn.effective_compute(site, deliver).unknown] == [f"3 x domestic: {told}"]
    assert "found" not in model(vague, failed, workload="inference").reason(DOMESTIC)
    assert "found" in model(vague, failed, chain=True).reason(DOMESTIC)
    assert "found" not in deliver.reason(MADE_ABROAD)


def test_the_best_supported_path_stands_first_and_each_other_tells_why_it_is_behind():
    told = {"confidence": "press", "published": date(2025, 1, 1)}
    rows = [
        claim("firm", DOMESTIC, FOREIGN, "0.9", confidence="vendor-datasheet"),
        claim("recent", DOMESTIC, FOREIGN, "0.8", confidence="press", published=date(2026, 1, 1)),
        claim("alike-a", DOMESTIC, FOREIGN, "0.85", **told),
        claim("alike-b", DOMESTIC, FOREIGN, "0.85", **told),
        claim("undated", DOMESTIC, FOREIGN, "0.7", sources=(DAILY,)),
        claim("loose-source", DOMESTIC, FOREIGN, "0.6", sources=(DAILY, WEEKLY)),
        claim("untold", DOMESTIC, FOREIGN, "0.5"),
        claim("there", DOMESTIC, MADE_ABROAD, "2", **told),
        claim("then", MADE_ABROAD, FOREIGN, "0.5", confidence="official", published=date(2026, 1, 1)),
    ]
    found = model(*rows).support(DOMESTIC)

    assert str(found).splitlines() == [
        "firm: 0.9 (confidence: vendor-datasheet)",
        "then recent: 0.8 (confidence of the weakest claim: press, behind vendor-datasheet)",
        "then alike-a: 0.85 (date of the oldest claim: 2025-01-01, behind 2026-01-01)",
        "then alike-b: 0.85 (alike in all but name)",
        "then undated: 0.7 (date of the oldest claim: not told, behind 2025-01-01)",
        "then there then then: 1 (length: 2 claims, behind 1)",
        "then loose-source: 0.6 (confidence of the weakest claim: rumour, behind press)",
        "then untold: 0.5 (confidence of the weakest claim: not told, behind rumour)",
    ]
    assert model(*reversed(rows)).support(DOMESTIC) == found
    assert model(*rows).best_path(DOMESTIC).claims == (rows[0],)
    assert found.others[4].published == date(2025, 1, 1)
    assert found.best.published is None
    assert found.others[4].sources == ()


def test_without_a_path_there_is_no_support():
    with pytest.raises(LookupError, match="no claimed ratio to foreign is named 'domestic'"):
        model().support(DOMESTIC)
    with pytest.raises(LookupError, match="no claimed ratio to foreign is named 'domestic'"):
        model().best_path(DOMESTIC)


def test_the_reference_is_reached_by_a_path_of_no_claims():
    (path,) = model().paths(FOREIGN)

    assert (path.claims, path.ratio, path.confidence, path.published) == ((), E(1, 1), None, None)
    assert str(model().support(FOREIGN)) == ": 1 (confidence: not told)"


def test_how_long_a_path_may_be_is_for_the_caller_to_say_and_told_in_the_basis():
    chips = [attrs.evolve(FOREIGN, slug=f"c-{n}", name=f"C {n}") for n in range(5)]
    steps = [claim(f"s-{n}", chips[n], chips[n + 1], "2") for n in range(4)]
    usual = acn.ClaimedPerformance(reference=chips[4], claims=steps)
    further = attrs.evolve(usual, longest=4)

    assert usual.longest == LONGEST_PATH == 3
    assert usual.reason(chips[0]) is not None
    assert further.rate(chips[0]) == E(16, 16)
    assert str(further.basis) == "C 4-equivalents (claims; workload not stated; paths of up to 4)"
    assert further.basis != usual.basis


@pytest.mark.parametrize("longest", [0, -1, 2.0, True, None, "3"])
def test_a_path_is_at_least_one_claim_long(longest):
    with pytest.raises(TypeError, match=r"^longest: a whole number of at least 1 is needed, got "):
        model(longest=longest)


def test_a_claim_without_a_ratio_is_no_edge():
    assert told_ratio(claim("a", DOMESTIC, FOREIGN, ">= 0")) is None
    assert graph([claim("a", DOMESTIC, FOREIGN)]).paths(DOMESTIC, FOREIGN, 3) == ()
    assert graph([claim("a", DOMESTIC, FOREIGN, "2")]).paths(DOMESTIC, UNDISCLOSED, 3) == ()


def test_what_is_kept_does_not_grow_with_chips_that_no_claim_names():
    deliver = model(claim("a", DOMESTIC, FOREIGN, "2"))
    for n in range(20):
        assert deliver.reason(attrs.evolve(DOMESTIC, slug=f"c-{n}")) is not None
        assert deliver.rate(DOMESTIC) == E(2, 2)

    assert len(deliver.memo["found"]) == 3


def test_a_memo_of_claims_begins_anew_like_any_other():
    many = [attrs.evolve(DOMESTIC, slug=f"c-{n}") for n in range(effective.KEPT + 10)]
    deliver = model(claim("a", DOMESTIC, FOREIGN, "2"))
    site = facility([acn.Deployment(chip=chip, count=1) for chip in [*many, DOMESTIC]])

    assert acn.effective_compute(site, deliver).low == 2
    assert len(deliver.memo) < 20


def test_how_a_fact_is_known_is_as_it_says_or_as_its_loosest_source():
    assert loosest([acn.Confidence.PRESS, acn.Confidence.OFFICIAL]) is acn.Confidence.PRESS
    assert loosest([acn.Confidence.PRESS, None]) is None
    assert loosest([]) is None
    assert firmness(acn.Confidence.OFFICIAL, (WEEKLY,)) is acn.Confidence.OFFICIAL
    assert firmness(None, (DAILY, WEEKLY)) is acn.Confidence.RUMOUR
    assert claim("a", DOMESTIC, FOREIGN, sources=(DAILY,)).firmness is acn.Confidence.PRESS


def test_a_fact_is_cited_by_the_house_that_tells_it():
    assert cited((), None) == "unsourced"
    assert cited((WEEKLY, DAILY), DateRange.parse("2025-08")) == "Daily, 2025-08"


def test_an_outcome_is_one_of_three():
    assert claim("a", DOMESTIC, FOREIGN, outcome="failed").outcome is Outcome.FAILED
    with pytest.raises(ValueError, match=re.escape("outcome: unknown value 'fail'; nearest: 'failed'")):
        claim("a", DOMESTIC, FOREIGN, outcome="fail")


def test_the_training_of_r2_is_told_for_the_ascend_910c(catalogue):
    deliver = acn.ClaimedPerformance(
        reference=catalogue.chips["nvidia-h20"], claims=catalogue.claims, workload="training"
    )
    chip = catalogue.chips["huawei-ascend-910c"]
    site = facility([acn.Deployment(chip=chip, count=8)])

    result = acn.effective_compute(site, deliver)
    assert result.is_lower_bound
    assert [str(item) for item in result.unknown] == [
        "8 x Huawei Ascend 910C: no published claim relates Huawei Ascend 910C to NVIDIA H20; workload: training; "
        "found: training of DeepSeek's R2: no run on Ascend succeeded "
        "(Financial Times, 2025-08-14; reading: ascend-as-910c-nvidia-as-h20)"
    ]


def test_a_chip_that_trails_another_is_at_most_as_much(catalogue):
    by_910c = acn.ClaimedPerformance(reference=catalogue.chips["huawei-ascend-910c"], claims=catalogue.claims)
    by_bw1000 = attrs.evolve(by_910c, reference=catalogue.chips["hygon-bw1000"])

    assert by_910c.rate(by_bw1000.reference) == E.of("<= 1")
    assert by_bw1000.rate(by_910c.reference) == E.of(">= 1")
