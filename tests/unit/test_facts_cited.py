"""Which source each figure rests on: nothing rests on the article that it does not hold, or on Epoch AI's file."""

import csv
from pathlib import Path

import pytest

import aichipcn as acn

HARDWARE = Path(__file__).parents[1] / "data" / "epoch_ml_hardware.csv"
EPOCH = "epoch-ml-hardware"
ARTICLE = "trendforce-2025-08-21"
RESTING = {
    "mandate": {"shanghai-2027", "beijing-2027", "guiyang-new-facilities", "h20-guidance"},
    "event": {
        "h20-export-clearance",
        "h20-guidance",
        "nvidia-dependence",
        "cambricon-kunlun-ramp-up",
        "deepseek-r2-delay",
    },
    "observation": {
        "foreign-chip-procurement-share-ai-servers-2025-trendforce-without-h20",
        "foreign-chip-procurement-share-ai-servers-2025-trendforce-with-h20",
        "target-domestic-share-shanghai-2027",
        "target-domestic-share-beijing-2027",
        "target-domestic-share-guiyang-new-facilities",
    },
    "claim": {
        "nikkei-910b-h20",
        "nikkei-920-h20",
        "ajp-920-910c",
        "ajp-920-910b",
        "financial-times-910c-h20-training",
    },
    "chip": {"huawei-ascend-920"},
    "facility": {"apple-guian"},
    "vendor": {
        "nvidia",
        "amd",
        "kunlunxin",
        "deepseek",
        "alibaba",
        "baidu",
        "bytedance",
        "state-grid",
        "china-mobile",
        "apple",
    },
}
SUPPLIES = {
    ("cambricon", "bytedance"),
    ("cambricon", "state-grid"),
    ("cambricon", "china-mobile"),
    ("huawei", "deepseek"),
    ("smic", "huawei"),
}
COLUMNS = {
    "rates.fp64": ["FP64 (double precision) performance (FLOP/s)"],
    "rates.fp32": ["FP32 (single precision) performance (FLOP/s)"],
    "rates.tf32": ["TF32 (TensorFloat-32) performance (FLOP/s)"],
    "rates.fp16": ["Tensor-FP16/BF16 performance (FLOP/s)", "FP16 (half precision) performance (FLOP/s)"],
    "rates.bf16": ["Tensor-FP16/BF16 performance (FLOP/s)"],
    "rates.fp8": ["FP8 performance (FLOP/s)"],
    "rates.fp4": ["FP4 performance (FLOP/s)"],
    "rates.int16": ["INT16 performance (OP/s)"],
    "rates.int8": ["INT8 performance (OP/s)"],
    "rates.int4": ["INT4 performance (OP/s)"],
    "memory": ["Memory (bytes)"],
    "memory-bandwidth": ["Memory bandwidth (byte/s)"],
    "interconnect": ["Intranode bandwidth (byte/s)"],
    "power": ["TDP (W)"],
    "die-area": ["Die Size (mm^2)"],
    "node": ["Process size (nm)"],
    "transistors": ["Transistors (millions)"],
    "price": ["Release price (USD)"],
    "foundries": ["Foundry"],
    "announced": ["Release date"],
    "released": ["Release date"],
}
MAKERS = {
    "aws": "Amazon AWS",
    "biren": "Biren",
    "cambricon": "Cambricon",
    "kunlunxin": "Kunlunxin Baidu",
    "moore-threads": "Moore Threads (Tencent)",
    "t-head": "Alibaba",
}
OTHER_VARIANTS = {
    "NVIDIA A100": "of 40 GB, where the name alone finds that of 80 GB",
    "NVIDIA V100": "of no stated memory and of 2017, before that of 32 GB",
}
UNIT = {"die-area": 1e-6, "node": 1e-9, "transistors": 1e6}


@pytest.fixture(scope="module")
def rows():
    with HARDWARE.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def stored(chip, figure):
    name, _, number_format = figure.replace("-", "_").partition(".")
    value = getattr(chip, name)
    return value.get(acn.NumberFormat(number_format)) if number_format else value


def holds(figure, value, cell):
    """Whether a cell of Epoch AI's file says what is stored, or lies in the range that is."""
    if figure == "foundries":
        return any(foundry.name.startswith(cell) for foundry in value)
    if figure in ("announced", "released"):
        return cell.startswith(str(value))
    number = float(cell) * UNIT.get(figure, 1)
    low, high = float(value.low), None if value.high is None else float(value.high)
    return low * (1 - 1e-9) <= number and (high is None or number <= high * (1 + 1e-9))


def agrees(figure, value, cell):
    """As `holds`, but for rounding to a hundredth; dates to the day."""
    if figure == "released":
        return holds(figure, value, cell)
    number = float(cell) * UNIT.get(figure, 1)
    return float(value.low) * 0.99 <= number and (value.high is None or number <= float(value.high) * 1.01)


def test_only_what_the_article_says_rests_on_it(catalogue):
    found = {(kind, slug) for kind, slug, part in catalogue.citing(ARTICLE) if part == "whole entry"}

    assert found == {(kind, slug) for kind, slugs in RESTING.items() for slug in slugs}


def test_only_supplies_that_the_article_tells_of_rest_on_it(catalogue):
    found = {
        (vendor.slug, supply.customer)
        for vendor in catalogue.vendors
        for supply in vendor.supplies
        if ARTICLE in {source.slug for source in supply.sources}
    }

    assert found == SUPPLIES


def test_the_day_on_which_a_vendor_was_listed_does_not_rest_on_the_article(catalogue):
    listed = [vendor for vendor in catalogue.vendors if vendor.entity_list_since]

    assert listed
    assert [vendor.slug for vendor in listed if ARTICLE in {source.slug for source in vendor.sources}] == []


def test_of_the_ascend_920_the_article_gives_foundry_and_node_alone(catalogue):
    chip = catalogue.chips["Ascend 920"]
    figures = [f"rates.{item.value}" for item in chip.rates]
    figures += [name for name in COLUMNS if "." not in name and stored(chip, name) not in (None, ())]
    figures += ["process", "memory-type", "pcie"]

    assert {name for name in figures if ARTICLE in {source.slug for source in chip.sources_of(name)}} == {
        "foundries",
        "node",
    }


def test_what_cites_epoch_singly_stands_in_epochs_file(catalogue, rows):
    """In a row of the same maker, under the heading of the figure."""
    cited = [
        (chip, citation.figure)
        for chip in catalogue.chips
        for citation in chip.cited
        if EPOCH in {source.slug for source in citation.sources}
    ]
    wrong = []
    for chip, figure in cited:
        maker = MAKERS.get(chip.designer.slug, chip.designer.name)
        cells = [row[column] for row in rows if row["Manufacturer"] == maker for column in COLUMNS[figure]]
        if not any(holds(figure, stored(chip, figure), cell) for cell in cells if cell):
            wrong.append((chip.slug, figure))

    assert len(cited) > 300
    assert wrong == []


def test_what_epoch_ai_says_otherwise_stands_beside_what_is_stored(catalogue, rows):
    silent = []
    for row in rows:
        if row["Hardware name"] in OTHER_VARIANTS or row["Hardware name"] not in catalogue.chips:
            continue
        chip = catalogue.chips[row["Hardware name"]]
        rivals = {rival.figure for rival in chip.conflicts if EPOCH in {source.slug for source in rival.sources}}
        for figure, (column, *_) in COLUMNS.items():
            if figure in ("foundries", "announced") or not row[column] or stored(chip, figure) in (None, ()):
                continue
            if not agrees(figure, stored(chip, figure), row[column]) and figure not in rivals:
                silent.append((chip.slug, figure, row[column]))

    assert silent == []


def test_sources_of_a_single_figure_are_among_those_of_the_chip_and_the_figure_is_known(catalogue):
    for chip in catalogue.chips:
        for citation in chip.cited:
            assert stored(chip, citation.figure) not in (None, ()), (chip.slug, citation.figure)
            assert citation.sources, (chip.slug, citation.figure)
            assert set(citation.sources) <= set(chip.sources), (chip.slug, citation.figure)


@pytest.mark.parametrize(
    ("name", "figure", "sources"),
    [
        ("H20", "rates.fp16", {"tomshardware-h20-l20-l2", EPOCH}),
        ("H20", "interconnect", {"tweaktown-h20-2024-01"}),
        ("H100", "rates.fp16", {"nvidia-h100-datasheet"}),
        ("A800", "interconnect", {"lenovo-a800-product-guide"}),
        ("H800", "interconnect", {"deepseek-v3-report"}),
        ("910C", "interconnect", {"besthub-ascend-roadmap"}),
        ("910C", "memory", {"the-register-2025-07-29", EPOCH}),
        ("Atlas 350", "power", {"allthingsgeek-atlas-350", "intelligent-living-atlas-350"}),
        ("S5000", "rates.fp8", {"ldeepai-mtt-s5000", "reportify-mtt-s5000"}),
        ("810E", "power", {"reportify-thead-ppu"}),
        ("BR104", "rates.bf16", {"tomshardware-biren-br100"}),
    ],
)
def test_a_figure_rests_on_the_sources_that_give_it(catalogue, name, figure, sources):
    assert {source.slug for source in catalogue.chips[name].sources_of(figure)} == sources


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("H20", "12000 (10000..13000) USD"),
        ("H100", "33600 (25000..40000) USD"),
        ("MI300X", "15000 (10000..15000) USD"),
    ],
)
def test_a_price_on_which_reports_differ_is_a_range(catalogue, name, text):
    assert catalogue.chips[name].price == acn.Estimate.parse(text)


@pytest.mark.parametrize(
    ("name", "figure", "value"),
    [
        ("MLU590", "rates.fp16", "256 TFLOP/s"),
        ("910D", "rates.fp16", "640 TFLOP/s"),
        ("BW200", "rates.fp16", "192 TFLOP/s"),
        ("BI-V150", "rates.fp16", "240 TFLOP/s"),
        ("S5000", "rates.fp8", "200 TFLOP/s"),
    ],
)
def test_a_rate_that_was_turned_down_stands_under_its_format(catalogue, name, figure, value):
    assert (figure, value) in {(rival.figure, rival.value) for rival in catalogue.chips[name].conflicts}


def test_no_rival_report_stands_under_the_rates_as_a_whole(catalogue):
    assert [chip.slug for chip in catalogue.chips for rival in chip.conflicts if rival.figure == "rates"] == []


@pytest.mark.parametrize(("slug", "word"), [("china-mobile-hohhot", "about"), ("china-mobile-beijing", "almost")])
def test_the_doubt_of_a_count_is_told_beside_it(catalogue, slug, word):
    (deployment,) = catalogue.facilities[slug].deployments

    assert deployment.note.startswith(word)
