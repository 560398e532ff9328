"""The embedded claims, observations, events and mandates against figures written out by hand from their sources."""

import re
from datetime import date
from fractions import Fraction

import attrs
import pytest

import aichipcn as acn
from aichipcn.model.claims import ClaimKind
from aichipcn.model.observations import EventKind
from aichipcn.values.dates import DateRange

E = acn.Estimate
ARTICLE = "trendforce-2025-08-21"
ORDINARY = {
    "training", "training/reasoning", "training/multimodal", "training/moe", "training/dense",
    "inference", "inference/fp4", "inference/prefill", "inference/multimodal-generation", "inference-per-watt",
    "deep-learning", "iflytek", "selected-tests", "geekbench-opencl",
    "matrix-multiplication/int8", "matrix-multiplication/bf16",
    "matrix-multiplication/fp16", "matrix-multiplication/fp32",
}  # fmt: skip
ON_PAPER = {"peak", "peak-fp16", "peak-bf16", "peak-fp32", "peak-int8", "tpp", "memory-bandwidth"}


def cites(item, source=ARTICLE):
    return source in {cited.slug for cited in item.sources}


def shanghai(catalogue):
    mandate = catalogue.mandates["shanghai-2027"]
    assert four_readings(mandate, Fraction(7, 10))
    assert mandate.wording == "domestically designed or produced"
    return [mandate]


def beijing(catalogue):
    mandate = catalogue.mandates["beijing-2027"]
    assert four_readings(mandate, Fraction(1))
    assert mandate.wording == "full independence"
    return [mandate]


def guiyang(catalogue):
    mandate = catalogue.mandates["guiyang-new-facilities"]
    (milestone,) = mandate.require.milestones
    assert milestone.share == Fraction(9, 10)
    assert mandate.wording == "from Chinese suppliers"
    assert mandate.level.value == "facility"
    assert mandate.legal_force.value == "request"
    assert mandate.reading().qualifies.describe() == "from suppliers in CN"
    return [mandate]


def clearance(catalogue):
    event = catalogue.events["h20-export-clearance"]
    assert (event.kind, str(event.on), event.status) == (EventKind.EXPORT_CLEARANCE, "2025-07-14", "announced")
    assert [chip.slug for chip in event.chips] == ["nvidia-h20"]
    assert event.place.code == "US"
    return [event]


def dependence(catalogue):
    event = catalogue.events["nvidia-dependence"]
    share = catalogue.observations["market-share-nvidia-2024-shanxi-securities"]
    assert event.kind is EventKind.FINDING
    assert share.value == E.of("80%")
    assert cites(share, "nikkei-2025-08-21")
    return [event]


def foreign_share(catalogue):
    before = catalogue.observations["foreign-chip-procurement-share-ai-servers-2025-trendforce-without-h20"]
    after = catalogue.observations["foreign-chip-procurement-share-ai-servers-2025-trendforce-with-h20"]
    assert (before.value, after.value) == (E.of("42%"), E.of("49%"))
    return [before, after]


def demand(catalogue):
    operators = [catalogue.vendors[slug] for slug in ("deepseek", "alibaba", "baidu")]
    assert all("operator" in {role.value for role in vendor.roles} for vendor in operators)
    return operators


def ascend_910b(catalogue):
    claim = catalogue.claims["nikkei-910b-h20"]
    assert (claim.chip.slug, claim.reference.slug) == ("huawei-ascend-910b", "nvidia-h20")
    assert (claim.ratio, claim.workload, claim.kind) == (E.of("0.85"), None, ClaimKind.COMPARISON)
    return [claim]


def ascend_920_gap(catalogue):
    claim = catalogue.claims["nikkei-920-h20"]
    assert (claim.chip.slug, claim.reference.slug) == ("huawei-ascend-920", "nvidia-h20")
    assert (claim.ratio, claim.kind) == (None, ClaimKind.FINDING)
    return [claim]


def ascend_920_production(catalogue):
    chip = catalogue.chips["huawei-ascend-920"]
    claims = [catalogue.claims[f"ajp-920-{name}"] for name in ("910c", "910b")]
    assert chip.status.value == "reported"
    assert [foundry.slug for foundry in chip.foundries] == ["smic"]
    assert chip.node == E.of("6 nm")
    assert [(claim.reference.slug, claim.reading) for claim in claims] == [
        ("huawei-ascend-910c", "predecessor-910c"),
        ("huawei-ascend-910b", "predecessor-910b"),
    ]
    assert {claim.ratio for claim in claims} == {E.of(">= 1.4")}
    return [chip, *claims]


def ramping_up(catalogue):
    event = catalogue.events["cambricon-kunlun-ramp-up"]
    assert (event.kind, event.chips) == (EventKind.FINDING, ())
    assert all(
        "designer" in {role.value for role in catalogue.vendors[slug].roles} for slug in ("cambricon", "kunlunxin")
    )
    return [event, catalogue.vendors["kunlunxin"]]


def clients_of_cambricon(catalogue):
    cambricon = catalogue.vendors["cambricon"]
    by_use = {supply.customer: supply for supply in cambricon.supplies if supply.use}
    assert {customer: supply.use for customer, supply in by_use.items()} == {
        "bytedance": "cloud AI chips",
        "state-grid": "intelligent inspection",
        "china-mobile": "edge nodes",
    }
    return list(by_use.values())


def guidance(catalogue):
    event = catalogue.events["h20-guidance"]
    assert (event.kind, str(event.on), event.status) == (EventKind.GUIDANCE, "2025-08", "reported")
    assert [chip.slug for chip in event.chips] == ["nvidia-h20"]
    assert event.place.code == "CN"
    return [event]


def deepseek_r2(catalogue):
    event = catalogue.events["deepseek-r2-delay"]
    claim = catalogue.claims["financial-times-910c-h20-training"]
    assert (event.kind, event.chips) == (EventKind.FINDING, ())
    assert (claim.ratio, claim.workload, claim.kind) == (None, "training", ClaimKind.FINDING)
    assert cites(event, "financial-times-2025-08-14")
    assert cites(claim, "financial-times-2025-08-14")
    return [event, claim]


def four_readings(mandate, share):
    """Two senses of domestic, each due by the last day of 2027 or by the first, the loosest by default."""
    senses = {"designed-or-produced": "or", "designed-and-produced": "and"}
    assert [reading.name for reading in mandate.readings] == [*senses, *(f"{name}-from-2027-01-01" for name in senses)]
    for reading in mandate.readings:
        word = senses[reading.name.removesuffix("-from-2027-01-01")]
        first = reading.name.endswith("-from-2027-01-01")
        (milestone,) = mandate.requirement_of(reading).milestones
        assert milestone.on == (date(2027, 1, 1) if first else date(2027, 12, 31))
        assert milestone.share == share
        assert f" {word} " in reading.qualifies.describe()
    return True


@pytest.mark.parametrize(
    "row",
    [
        shanghai, beijing, guiyang, clearance, dependence, foreign_share, demand, ascend_910b, ascend_920_gap,
        ascend_920_production, ramping_up, clients_of_cambricon, guidance, deepseek_r2,
    ],
)  # fmt: skip
def test_a_row_of_the_article_is_at_home_with_its_figure_and_its_source(catalogue, row):
    found = row(catalogue)

    assert found
    for item in found:
        assert cites(item), item


def test_what_is_delivered_and_what_is_on_paper_are_both_kept_and_never_averaged(catalogue):
    chip, h20 = catalogue.chips["huawei-ascend-910b"], catalogue.chips["nvidia-h20"]
    kept = {claim.workload: claim.ratio for claim in catalogue.claims if (claim.chip, claim.reference) == (chip, h20)}
    delivered = acn.ClaimedPerformance(reference=h20, claims=catalogue.claims)
    mixed = attrs.evolve(delivered, chain=True)

    assert kept == {None: E.of("0.85"), "tpp": E.of("2.16")}
    assert delivered.rate(chip) == E.of("0.85")
    assert attrs.evolve(delivered, workload="tpp").rate(chip) == E.of("2.16")
    assert "bernstein-910b-h20-tpp: 2.16 against nikkei-910b-h20: 0.85" in map(str, mixed.contradictions(chip))
    assert mixed.rate(chip).central is None


def test_workloads_are_the_words_that_the_file_explains(catalogue):
    assert {claim.workload for claim in catalogue.claims} == {None} | ORDINARY | ON_PAPER


def test_no_claim_without_a_stated_workload_is_about_a_figure_on_paper(catalogue):
    unstated = [claim for claim in catalogue.claims if claim.workload is None]

    assert len(unstated) == 13
    for claim in unstated:
        assert claim.metric in ("overall performance, not defined", "performance over the predecessor"), claim.slug
    for claim in catalogue.claims:
        paper = re.search(r"peak rate|total processing|bandwidth|raw compute|number format not stated", claim.metric)
        if claim.kind is not ClaimKind.UTILISATION:
            assert bool(paper) == (claim.workload in ON_PAPER), claim.slug


def test_a_chip_is_its_own_reference_in_utilisations_alone(catalogue):
    for claim in catalogue.claims:
        assert (claim.chip == claim.reference) == (claim.kind is ClaimKind.UTILISATION), claim.slug


def test_a_claim_without_a_figure_is_a_finding(catalogue):
    for claim in catalogue.claims:
        assert (claim.ratio is None) == (claim.kind is ClaimKind.FINDING), claim.slug


@pytest.mark.parametrize(
    ("reading", "slugs"),
    [
        ("predecessor-910c", {"ajp-920-910c"}),
        ("predecessor-910b", {"ajp-920-910b"}),
        ("comparable-as-equal", {"lavx-810e-h20", "metax-c500-a100"}),
        ("nvidia-as-h800", {"iflytek-910b-h800-training-reasoning"}),
        ("hopper-as-h200", {"iluvatar-tianshu-h200"}),
        ("ascend-910-as-910b", {"huawei-pangu-910b-mfu-moe", "huawei-pangu-910b-mfu-dense"}),
        ("ascend-as-910c-nvidia-as-h20", {"financial-times-910c-h20-training"}),
    ],
)
def test_a_claim_whose_source_leaves_a_chip_or_a_word_open_counts_only_in_its_reading(catalogue, reading, slugs):
    marked = {claim.slug for claim in catalogue.claims if claim.reading == reading}
    model = acn.ClaimedPerformance(reference=catalogue.chips["nvidia-h20"], claims=catalogue.claims, chain=True)

    assert marked == slugs
    assert not slugs & {claim.slug for claim in model.used}


@pytest.mark.parametrize(
    ("slug", "value", "condition"),
    [
        ("2024-trendforce", "63%", None),
        ("2025-trendforce-without-h20", "42%", "H20 is not cleared for export"),
        ("2025-trendforce-with-h20", "49%", "H20 is cleared for export"),
    ],
)
def test_the_foreign_share_of_procurement(catalogue, slug, value, condition):
    share = catalogue.observations[f"foreign-chip-procurement-share-ai-servers-{slug}"]

    assert (share.value, share.condition) == (E.of(value), condition)
    assert str(share.period) == slug[:4]
    assert share.forecast == (condition is not None)
    assert [vendor.slug for vendor in share.vendors] == ["nvidia", "amd"]


def test_a_forecast_was_published_before_its_period_ended_and_nothing_else_was(catalogue):
    undecided = set()
    for item in catalogue.observations:
        if item.period is None:
            assert item.slug == "target-domestic-share-guiyang-new-facilities"
            assert item.forecast
        elif item.forecast:
            assert item.published.first < item.period.last, item.slug
        else:
            assert item.published.last >= item.period.last, item.slug
        if item.period and item.published.first < item.period.last <= item.published.last:
            undecided.add((item.slug, item.forecast))

    assert undecided == {
        ("production-cambricon-2025-goldman-sachs", True),
        ("yield-mlu590-mlu690-2025-bloomberg", False),
        ("yield-ascend-910c-2024-reuters", False),
        ("yield-ascend-910b-2024-reuters", False),
        ("share-units-chinese-brands-2023-h1-idc", False),
        ("shipments-cumulative-metax-c500-2025", False),
        ("compute-capacity-china-2026-03-miit", False),
    }


@pytest.mark.parametrize(
    ("slug", "value"),
    [
        ("shipments-cambricon-2025-idc", "116000 chip"),
        ("production-cambricon-2025-goldman-sachs", "142000 (142000..143000) chip"),
        ("share-revenue-nvidia-2025-bernstein", "40% (39%..40%)"),
        ("market-share-nvidia-2030-shanxi-securities", "50%..60%"),
        ("share-revenue-others-2025-bernstein", "<= 4%"),
        ("shipments-all-vendors-2025-h1-idc", ">= 1900000 chip"),
        ("capacity-smic-advanced-2025-semianalysis", "45000 wafer/month"),
        ("capacity-china-7nm-2025-morgan-stanley", "22000 wafer/month"),
        ("market-size-ai-gpu-revenue-2027-morgan-stanley", "180e9 CNY"),
        ("die-stock-ascend-tsmc-2024-semianalysis", ">= 2900000 die"),
        ("hbm-supply-china-2024-semianalysis", "13000000 stack"),
        ("compute-capacity-china-mobile-2024-12", "29.2 EFLOP/s"),
    ],
)
def test_ranges_bounds_and_units_of_observations(catalogue, slug, value):
    assert catalogue.observations[slug].value == E.of(value)


@pytest.mark.parametrize("slug", ["shanghai-2027", "beijing-2027", "guiyang-new-facilities"])
def test_a_target_and_its_mandate_agree(catalogue, slug):
    mandate = catalogue.mandates[slug]
    (milestone,) = mandate.require.milestones

    assert catalogue.observations[f"target-domestic-share-{slug}"].value == E.point(milestone.share)
    assert mandate.verified == DateRange.parse("2026-11")
