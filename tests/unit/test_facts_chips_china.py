"""The embedded facts on Chinese-designed accelerators, against figures written out by hand from what was collected."""

from fractions import Fraction

import attrs
import pytest

import aichipcn as acn
from aichipcn.mandates.cases import Case
from aichipcn.values.units import AREA, BANDWIDTH, LENGTH, MEMORY, POWER, RATE

UNKNOWN_RATES = {
    # named as having no sourced rate
    "t-head-zhenwu-810e",
    "biren-br104p",
    "biren-br106",
    "biren-br166",
    "enflame-s60",
    "enflame-t20",
    "enflame-l600",
    "iluvatar-bi-v150",
    "metax-c550",
    "metax-c588",
    "metax-c600",
    "tencent-zixiao",
    "zhonghao-xinying-chana",
    "kunlunxin-m100",
    "kunlunxin-m300",
    "moore-threads-mtt-huashan",
    "hygon-bw1000",
    # only reported or announced, or with nothing seen but a drawing
    "huawei-ascend-910d",
    "cambricon-mlu690",
    "enflame-t10",
    "t-head-zhenwu-m530",
    "t-head-zhenwu-m890",
    "t-head-zhenwu-v900",
    "iluvatar-tianshu",
}
UNITS = {
    "rates": RATE,
    "memory": MEMORY,
    "memory-bandwidth": BANDWIDTH,
    "interconnect": BANDWIDTH,
    "power": POWER,
    "node": LENGTH,
    "die-area": AREA,
}


@pytest.fixture(scope="module")
def chinese(catalogue):
    return [chip for chip in catalogue.chips if chip.designer.place.code == "CN"]


def stored(chip, figure):
    name, _, number_format = figure.replace("-", "_").partition(".")
    value = getattr(chip, name)
    return value.get(acn.NumberFormat(number_format)) if number_format else value


def produced_in_china(chip):
    site = acn.Facility(slug="site", name="Site", deployments=(acn.Deployment(chip=chip, count=1),))
    return acn.Condition("produced-in", "CN").holds(Case(facility=site, deployment=site.deployments[0]))


def test_62_chips_one_of_which_only_a_claim_is_known_and_one_that_a_list_alone_names(chinese):
    assert len(chinese) == 62 + 1 + 1


@pytest.mark.parametrize(
    ("name", "rate", "figure"),
    [("910B", 320, 5120), ("910C", 752, 12032), ("910A", 256, 4096), ("Atlas 350", 1560, 6240)],
)
def test_tpp_is_rate_times_bits(catalogue, name, rate, figure):
    chip = catalogue.chips[name]
    number_format = acn.NumberFormat.FP4 if name == "Atlas 350" else acn.NumberFormat.FP16

    assert chip.rates[number_format].central == rate * 10**12
    assert rate * number_format.bits == figure
    assert acn.tpp(chip).central == figure


def test_narrow_integers_give_the_same_tpp_as_int8(catalogue):
    assert acn.tpp(catalogue.chips["MLU270"]).central == 128 * 8 == 256 * 4
    assert acn.tpp(catalogue.chips["MLU290"]).central == 512 * 8 == 256 * 16 == 1024 * 4


@pytest.mark.parametrize(
    ("name", "figure", "unit", "low", "best", "high"),
    [
        ("910B", "rates.fp16", "TFLOP/s", 280, 320, 400),
        ("910B", "memory-bandwidth", "GB/s", 800, 1600, 1600),
        ("910B", "power", "W", 310, 400, 400),
        ("910C", "rates.fp16", "TFLOP/s", 752, 752, 800),
        ("910C", "rates.bf16", "TFLOP/s", 752, 752, 800),
        ("920C", "rates.bf16", "TFLOP/s", 900, 900, None),
        ("MLU590", "rates.fp16", "TFLOP/s", Fraction("280.8"), Fraction("280.8"), 345),
        ("BI-V100", "rates.fp16", "TFLOP/s", 128, 147, 147),
        ("BI-V100", "rates.int8", "TOP/s", 256, 295, 295),
        ("BI-V100", "rates.fp32", "TFLOP/s", 32, 37, 37),
        ("BI-V100", "power", "W", 250, 300, 300),
        ("S5000", "rates.fp8", "TFLOP/s", 920, 1000, 1000),
    ],
)
def test_ranges_are_ranges(catalogue, name, figure, unit, low, best, high):
    estimate = stored(catalogue.chips[name], figure)

    assert estimate.magnitude(unit) == (low, high)
    assert acn.Estimate.point(estimate.central, estimate.unit).magnitude(unit)[0] == best


@pytest.mark.parametrize(
    ("name", "figure", "text"),
    [
        ("910B", "price", "16854 USD"),
        ("910B", "die-area", "665.61 mm**2"),
        ("910B", "interconnect", "392 GB/s"),
        ("910C", "transistors", "53e9"),
        ("910C", "interconnect", "784 GB/s"),
        ("Ascend 970", "memory-bandwidth", "14.4 TB/s"),
        ("MLU290", "interconnect", "600 GB/s"),
        ("BR100", "memory-bandwidth", "1.64 TB/s"),
        ("BR100", "die-area", "1074 mm**2"),
        ("C500", "memory-bandwidth", "1.8 TB/s"),
        ("Kunlun 1", "die-area", "504 mm**2"),
        ("P800", "memory", "96 GB"),
        ("Xuyu", "rates.bf16", "896 TFLOP/s"),
    ],
)
def test_figures_stand_in_their_field_and_unit(catalogue, name, figure, text):
    assert stored(catalogue.chips[name], figure) == acn.Estimate.parse(text)


def test_what_has_no_sourced_rate_has_none_and_all_others_have(chinese):
    assert {chip.slug for chip in chinese if not chip.rates} == UNKNOWN_RATES


def test_a_derived_or_measured_rate_is_told_but_not_stored(catalogue):
    for name, figure in [("810E", "118.7"), ("104P", "338.9"), ("Chana", "299"), ("BI-V150", "196.5")]:
        assert figure in catalogue.chips[name].note
        assert not catalogue.chips[name].rates


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("910B", "huawei-ascend-910b"),
        ("Ascend 910B", "huawei-ascend-910b"),
        ("昇腾910B", "huawei-ascend-910b"),
        ("ascend 910c", "huawei-ascend-910c"),
        ("Ascend 950PR", "huawei-ascend-950pr"),
        ("Atlas 350", "huawei-ascend-950pr-atlas350"),
        ("920C", "huawei-ascend-920"),
        ("MLU590", "cambricon-mlu590"),
        ("Siyuan 590", "cambricon-mlu590"),
        ("P800", "kunlunxin-p800"),
        ("BW1000", "hygon-bw1000"),
        ("MTT S4000", "moore-threads-mtt-s4000"),
        ("PPU", "t-head-zhenwu-810e"),
        ("C500", "metax-c500"),
        ("BR104P", "biren-br104p"),
        ("Tiangai 100", "iluvatar-bi-v100"),
    ],
)
def test_everyday_names_find_the_chip(catalogue, name, slug):
    assert catalogue.chips[name].slug == slug


@pytest.mark.parametrize(
    ("name", "foundries"),
    [
        ("910B", {"smic", "tsmc"}),
        ("910B4", {"smic", "tsmc"}),
        ("910C", {"smic", "tsmc"}),
        ("MLU590", {"smic", "tsmc"}),
        ("810E", {"smic", "tsmc"}),
        ("P800", {"samsung", "tsmc", "smic"}),
        ("950PR", set()),
        ("Kunlun 2", set()),
    ],
)
def test_where_a_chip_was_produced_is_unknown_while_reports_differ_or_stand_alone(catalogue, name, foundries):
    chip = catalogue.chips[name]

    assert {foundry.slug for foundry in chip.foundries} == foundries
    assert produced_in_china(chip) is acn.Ternary.UNKNOWN


@pytest.mark.parametrize(
    ("name", "truth"),
    [
        ("910A", acn.Ternary.FALSE),
        ("BR100", acn.Ternary.FALSE),
        ("MLU690", acn.Ternary.TRUE),
        ("C600", acn.Ternary.TRUE),
    ],
)
def test_where_reports_agree_it_is_known(catalogue, name, truth):
    assert produced_in_china(catalogue.chips[name]) is truth


@pytest.mark.parametrize("name", ["P800", "MLU590", "BW200", "S5000", "910D", "920C", "MLU690", "L600"])
def test_what_is_shaky_says_so(catalogue, name):
    assert catalogue.chips[name].note.startswith("Shaky")


def test_what_was_never_launched_has_no_release(catalogue):
    chip = catalogue.chips["Ascend 920"]
    (expected,) = (rival for rival in chip.conflicts if rival.figure == "released")

    assert chip.released is None
    assert expected.value == "2025-H2"
    assert {"trendforce-2025-08-21", "ajp-2025"} <= {source.slug for source in expected.sources}


def test_a_day_that_is_approximate_is_stored_as_its_month(catalogue):
    assert str(catalogue.chips["Huashan"].announced) == "2025-12"


@pytest.mark.parametrize(
    ("name", "figure", "value", "source"),
    [
        ("910A", "rates.fp16", "288 TFLOP/s", "epoch-ml-hardware"),
        ("910A", "memory-bandwidth", "1288 GB/s", "epoch-ml-hardware"),
        ("MLU590", "power", "200 W", "epoch-ml-hardware"),
        ("BR100", "interconnect", "412 GB/s", "epoch-ml-hardware"),
        ("S4000", "node", "12 nm", "epoch-ml-hardware"),
        ("C500", "memory-bandwidth", "18000 GB/s", "epoch-ml-hardware"),
    ],
)
def test_a_rival_report_cites_only_whoever_says_it(catalogue, name, figure, value, source):
    (rival,) = (rival for rival in catalogue.chips[name].conflicts if (rival.figure, rival.value) == (figure, value))

    assert source in {item.slug for item in rival.sources}
    assert len(rival.sources) < len(catalogue.chips[name].sources)


def test_rival_reports_are_sourced_and_are_of_a_figure_in_its_unit(chinese):
    for chip in chinese:
        for rival in chip.conflicts:
            name = rival.figure.partition(".")[0]
            assert rival.sources, (chip.slug, rival.figure)
            assert name.replace("-", "_") in {field.name for field in attrs.fields(acn.Chip)}
            if name in UNITS:
                value = acn.Estimate.parse(rival.value)
                assert value.unit == UNITS[name], (chip.slug, rival.figure)
                assert value != stored(chip, rival.figure), (chip.slug, rival.figure)
            else:
                assert rival.value != str(stored(chip, rival.figure)), (chip.slug, rival.figure)


def test_sources_of_a_single_figure_are_of_one_that_is_known_and_among_the_chips(chinese):
    for chip in chinese:
        for citation in chip.cited:
            assert stored(chip, citation.figure) not in (None, ()), (chip.slug, citation.figure)
            assert set(citation.sources) <= set(chip.sources), (chip.slug, citation.figure)


def test_every_chip_has_a_designer_in_a_place_and_a_status(catalogue):
    for chip in catalogue.chips:
        assert chip.designer is not None
        assert chip.designer.place is not None
        assert chip.status is not None
