"""Epoch AI's two files: what is taken, what is not and why, and TPP against Epoch AI's own column."""

import csv
import re
from collections import Counter
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import aichipcn as acn
from aichipcn.catalogue.epoch.rows import SPELLINGS
from aichipcn.model.collection import normalised
from aichipcn.model.ownership import Ownership
from aichipcn.values.dates import DateRange
from tests.unit.epoch_rows import REFUSED_PARTS

ROOT = Path(__file__).parents[2]
HARDWARE = ROOT / "tests" / "data" / "epoch_ml_hardware.csv"
CLUSTERS = ROOT / "tests" / "data" / "epoch_gpu_clusters.csv"
PAGE = (ROOT / "docs" / "how-to" / "import-epoch.md").read_text("utf-8")
ON = date(2027, 12, 31)
TENSOR = "Tensor-FP16/BF16 performance (FLOP/s)"
HALF = "FP16 (half precision) performance (FLOP/s)"
FP8 = "FP8 performance (FLOP/s)"
INT8 = "INT8 performance (OP/s)"
OWN_TPP = "Total processing performance (bit-OP/s)"


def read(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def heading(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return next(csv.reader(file))


def section(title):
    """The text of the page below one heading, up to the next."""
    return re.split(r"\n#+ ", PAGE.split(f" {title}\n", 1)[1], maxsplit=1)[0]


def table(title):
    """The rows of the first table below a heading of the page."""
    lines = [line for line in section(title).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


@pytest.fixture(scope="module")
def hardware():
    return acn.import_epoch(HARDWARE)


@pytest.fixture(scope="module")
def chips(hardware):
    """The imported chips by the name that Epoch AI gives them."""
    return {chip.name.removesuffix(" (Epoch AI)"): chip for chip in hardware.values}


@pytest.fixture(scope="module")
def chinese():
    return acn.import_epoch(CLUSTERS, country="China")


@pytest.fixture(scope="module")
def clusters():
    return acn.import_epoch(CLUSTERS)


@pytest.fixture
def chip_of(tmp_path):
    """Import one chip from the cells of a row; all columns are there."""
    return lambda **cells: one(tmp_path, HARDWARE, {"Hardware name": "Chip X", "Manufacturer": "NVIDIA"} | cells)


@pytest.fixture
def facility_of(tmp_path):
    """Import one facility from the cells of a row; all columns are there."""
    usual = {"Name": "Site X", "Status": "Existing", "Certainty": "Confirmed", "Single cluster?": "Yes"}
    return lambda **cells: one(tmp_path, CLUSTERS, usual | {"Country": "China", "16-bit OP/s": "1e18"} | cells)


def one(folder, like, cells):
    found = written(folder, heading(like), [cells])
    assert len(found.values) <= 1
    return (found.values[0] if found.values else None), list(found.reasons())


def written(folder, columns, rows, **options):
    path = folder / "file.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)
    return acn.import_epoch(path, **options)


# The page and the files


def test_every_column_of_both_files_is_on_the_page():
    for path, title in ((HARDWARE, "ML hardware"), (CLUSTERS, "GPU clusters")):
        told = [row[0] for row in table(f"What is taken from which column: {title}")]
        names = set(heading(path))
        listed = {name for cell in told for name in ([cell] if cell in names else cell.split(", "))}
        assert listed == names


def test_every_reason_that_occurs_is_explained_on_the_page(hardware, clusters):
    told = {reason for row in table("What the reasons mean") for reason in row[0].replace("*column*", "").split(", :")}
    told = {reason.lstrip(": ") for reason in told}
    for reason in hardware.reasons() | clusters.reasons():
        assert reason in told or re.sub(r"^.*?\): ", "", reason) in told, reason


# TPP


def test_tpp_equals_epochs_column_but_for_the_chips_on_the_page(hardware, chips):
    differing, agreeing = {}, 0
    for row in read(HARDWARE):
        name, theirs = row["Hardware name"].strip(), row[OWN_TPP]
        ours = acn.tpp(chips[name])
        if theirs and ours:
            expected = Fraction(theirs) / 10**12
            if abs(ours.low - expected) <= expected / 10**9:
                agreeing += 1
            else:
                differing[name] = [str(ours).removesuffix(" TPP"), f"{float(expected):g}"]
        else:
            assert not (theirs and not ours)

    listed = {row[0]: row[1:3] for row in table("Imported rows")}
    assert agreeing == 149
    assert len(listed) == 12
    assert differing == {name: [ours, f"{float(theirs):g}"] for name, (ours, theirs) in listed.items()}
    assert f"column for {agreeing} of the {agreeing + len(differing)} chips that have\none" in PAGE


def test_the_a800_sxm_agrees_because_its_inferred_rate_is_not_taken(chips):
    assert acn.NumberFormat.INT8 not in chips["NVIDIA A800 SXM"].rates
    assert acn.tpp(chips["NVIDIA A800 SXM"]).low == Fraction("4988.8")


def test_tpp_of_the_catalogues_own_chips_equals_epochs_column_but_for_those_on_the_page(catalogue):
    differing, compared = {}, 0
    for row in read(HARDWARE):
        name, theirs = row["Hardware name"].strip(), row[OWN_TPP]
        chip = catalogue.chips.get(SPELLINGS.get(name, name))
        ours = chip and acn.tpp(chip)
        if theirs and ours:
            compared += 1
            expected = Fraction(theirs) / 10**12
            if ours.central is None or abs(ours.central - expected) > expected / 10**9:
                differing[name] = [str(ours).removesuffix(" TPP"), f"{float(expected):g}"]

    listed = {row[0]: [row[1], f"{float(row[2]):g}"] for row in table("Chips of the catalogue")}
    assert differing == listed
    assert f"{compared} are found by the names" in PAGE
    assert f"there. {compared - len(differing)} agree" in PAGE


def test_the_arithmetic_of_the_page_is_right_and_gives_both_figures():
    for name, ours, theirs, why in table("Imported rows") + table("Chips of the catalogue"):
        products = [
            tuple(Fraction(part.replace(",", "")) for part in match.groups())
            for match in re.finditer(r"([\d,.]+) x (\d+) = ([\d,]+(?:\.\d+)?)", why)
        ]
        assert all(rate * bits == total for rate, bits, total in products), name
        totals = {total for _, _, total in products}
        assert Fraction(theirs) in totals, name
        assert {Fraction(part) for part in re.findall(r"[\d.]*\d", ours.replace("..", " "))} <= totals, name


# Chips


def test_every_row_gives_a_chip_with_a_source_and_a_readable_slug(hardware):
    assert len(hardware.values) == 175
    assert len({chip.slug for chip in hardware.values}) == 175
    assert all(re.fullmatch(r"epoch-[a-z0-9]+(-[a-z0-9]+)*", chip.slug) for chip in hardware.values)
    assert {source.slug for chip in hardware.values for source in chip.sources} == {"epoch-ml-hardware"}


def test_what_could_not_be_taken_of_the_chips_is_counted(hardware):
    reasons = hardware.reasons()
    reasons.pop("manufacturer not in the catalogue: designer unknown")  # grows with the catalogue's vendors

    assert reasons == {
        "FP16 rate of the vector units: a lower bound": 24,
        "intranode bandwidth: per direction or in total is not said": 24,
        "tensor rate in FP16 or BF16: which is not said, taken as BF16": 12,
        "no rate in any format": 7,
        "TDP is inferred, not stated by the maker": 5,
        "Memory bandwidth (byte/s): ten times off the catalogue's figure, a typing error": 2,
        "rates with sparsity: dense ones unknown": 1,
        "rates and bandwidth are placeholders, not the chip's own": 1,
        "INT8 rate is inferred, not stated by the maker": 1,
        "FP16 rate above the tensor rate: the tensor rate is taken": 1,
        f"{TENSOR}: twice the catalogue's dense rate, with sparsity or a narrower accumulator": 1,
        "no manufacturer stated": 1,
    }


def test_figures_are_in_their_fields_and_units(chips):
    chip = chips["NVIDIA H100 SXM5 80GB"]

    assert chip.slug == "epoch-nvidia-h100-sxm5-80gb"
    assert chip.designer.slug == "nvidia"
    assert [foundry.slug for foundry in chip.foundries] == ["tsmc"]
    assert chip.released == DateRange.parse("2022-09-20")
    assert {item.value: str(rate) for item, rate in chip.rates.items()} == {
        "fp64": "33.45 TFLOP/s",
        "fp32": "66.91 TFLOP/s",
        "tf32": "494.7 TFLOP/s",
        "fp16": "989.4 TFLOP/s",
        "bf16": "989.4 TFLOP/s",
        "int8": "1.979 PFLOP/s",
    }
    expected = {
        "memory": "80 GB",
        "memory_bandwidth": "3350 GB/s",
        "power": "700 W",
        "die_area": "814 mm**2",
        "node": "5 nm",
        "transistors": "80e9",
        "price": "33600 USD",
    }
    for field, text in expected.items():
        assert getattr(chip, field) == acn.Estimate.parse(text), field
    assert chip.price_note.startswith("at release; No official MSRP.")
    assert chip.interconnect is None
    assert "Intranode bandwidth (byte/s): 900000000000.0; Internode bandwidth (bit/s): 400000000000.0" in chip.note


def test_the_typing_error_of_the_metax_c500_is_not_taken(chips):
    assert chips["MetaX MXC500 (PCIe)"].memory_bandwidth is None
    assert chips["MetaX MXC500 (OAM)"].memory_bandwidth is None
    assert chips["MetaX MXC500 (OAM)"].memory == acn.Estimate.parse("64 GB")


def test_rows_that_speak_of_sparsity_hold_dense_rates(chips):
    speaking = {row["Hardware name"] for row in read(HARDWARE) if "spars" in row["Notes"].lower()}

    assert speaking == {
        "NVIDIA GB300 (Blackwell Ultra)",
        "NVIDIA B300 (Blackwell Ultra)",
        "NVIDIA B100",
        "NVIDIA B200",
        "NVIDIA L4",
        "NVIDIA RTX 6000 Ada Generation",
        "NVIDIA H100 PCIe",
        "NVIDIA H100 SXM5 80GB",
        "NVIDIA GeForce RTX 3090",
    }
    assert all(chips[name].rates for name in speaking)


@pytest.mark.parametrize(
    "note",
    [
        "Figures are with sparsity.",
        "Sparse rates; dense ones are not published",
        "2:4 sparsity. Without sparsity: half",
    ],
)
def test_rates_with_sparsity_are_not_taken(chip_of, note):
    chip, reasons = chip_of(**{TENSOR: "2e15", FP8: "4e15", "Notes": note, "TDP (W)": "700"})

    assert dict(chip.rates) == {}
    assert chip.power == acn.Estimate.parse("700 W")
    assert "rates with sparsity: dense ones unknown" in reasons


def test_a_rate_twice_the_catalogues_is_not_taken(chip_of, chips):
    chip, reasons = chip_of(**{"Hardware name": "NVIDIA H100 SXM5 80GB", FP8: "3958e12", INT8: "1979e12"})

    assert {item.value for item in chip.rates} == {"int8"}
    assert reasons == [f"{FP8}: twice the catalogue's dense rate, with sparsity or a narrower accumulator"]
    assert str(chips["NVIDIA GeForce RTX 4090"].rates[acn.NumberFormat.FP16]) == ">= 82.6 TFLOP/s"


@pytest.mark.parametrize(("cell", "kept"), [("33.5e12", None), ("33.4e12", "33.4 TB/s"), ("335e9", None)])
def test_ten_times_off_the_catalogues_figure_is_a_typing_error(chip_of, cell, kept):
    chip, _ = chip_of(**{"Hardware name": "NVIDIA H100 SXM5 80GB", "Memory bandwidth (byte/s)": cell, INT8: "1e15"})

    assert chip.memory_bandwidth == (kept and acn.Estimate.parse(kept))


def test_the_tensor_rate_is_of_the_formats_of_the_catalogues_chip(chips):
    formats = {
        name: {item.value for item in chips[name].rates} & {"fp16", "bf16"}
        for name in ("NVIDIA H200 SXM", "Google TPU v4", "Intel Habana Gaudi2", "NVIDIA V100", "Google TPU v3")
    }

    assert formats == {
        "NVIDIA H200 SXM": {"fp16", "bf16"},
        "Google TPU v4": {"bf16"},
        "Intel Habana Gaudi2": {"bf16"},
        "NVIDIA V100": {"fp16"},
        "Google TPU v3": {"bf16"},
    }


def test_which_rows_have_an_open_tensor_format(hardware):
    named = re.search(r"Twelve rows are listed so: (.*?)\.", PAGE, re.DOTALL)[1]
    rows = [item.name for item in hardware.refused if item.reason.startswith("tensor rate in FP16 or BF16")]

    assert len(rows) == 12
    for row in rows:
        assert re.search(r"v\d\w*|MTIA|Trainium3|GB300|GH100|Maia 100|Dojo D1|D1", row)[0] in named


def test_a_half_precision_rate_of_vector_units_is_a_lower_bound(chips, chip_of):
    assert str(chips["NVIDIA A10 PCIe"].rates[acn.NumberFormat.FP16]) == ">= 31.24 TFLOP/s"
    assert str(chips["Huawei Ascend 910B"].rates[acn.NumberFormat.FP16]) == "376 TFLOP/s"

    for cells, text in (
        ({INT8: "400e12"}, "100 TFLOP/s"),
        ({INT8: "401e12"}, ">= 100 TFLOP/s"),
        ({FP8: "401e12"}, ">= 100 TFLOP/s"),
        ({"Tensor cores": "640"}, ">= 100 TFLOP/s"),
        ({"Tensor cores": "0"}, "100 TFLOP/s"),
    ):
        assert str(chip_of(**{HALF: "100e12"} | cells)[0].rates[acn.NumberFormat.FP16]) == text


def test_cells_that_other_sources_show_to_be_wrong_are_not_taken(chips):
    assert dict(chips["NVIDIA Rubin CPX"].rates) == {}
    placeholder = chips["AMD Radeon Instinct MI308X"]
    assert (dict(placeholder.rates), placeholder.memory_bandwidth) == ({}, None)
    assert placeholder.memory == acn.Estimate.parse("192 GB")


def test_inferred_cells_are_not_taken(chips, chip_of):
    for name in ("Google TPU v7 Ironwood", "Google TPU v6e Trillium", "Google TPU v5p", "Google TPU v5e"):
        assert chips[name].power is None
    assert chips["Google TPU v3"].power == acn.Estimate.parse("450 W")
    assert chip_of(**{INT8: "1e12", "Notes": "No official TDP"})[1] == []


def test_foundries_are_taken_all_or_none(chips, chip_of):
    assert [item.slug for item in chips["Huawei Ascend 910C"].foundries] == ["smic", "tsmc"]

    chip, reasons = chip_of(Foundry="TSMC, Nobody", **{INT8: "1e12"})
    assert chip.foundries == ()
    assert reasons == ["foundry not in the catalogue: foundry unknown"]


def test_a_chip_that_the_catalogue_lacks_is_found_by_its_own_name(chips, catalogue):
    wider = catalogue.with_(*chips.values())

    assert wider.chips["Google TPU v3"].slug == "epoch-google-tpu-v3"
    assert wider.chips["NVIDIA H100 SXM5 80GB"].slug == "nvidia-h100-sxm"


def test_unreadable_cells_are_listed_and_unknown(chip_of):
    chip, reasons = chip_of(**{"TDP (W)": "-5", "Memory (bytes)": "1e999", INT8: "1,000", "Release date": "soon"})

    assert (chip.power, chip.memory, chip.released, dict(chip.rates)) == (None, None, None, {})
    assert set(reasons) == {
        "TDP (W): not a number",
        "Memory (bytes): not a number",
        f"{INT8}: not a number",
        "Release date: not a date",
        "no rate in any format",
    }


def test_zero_and_blank_are_unknown_and_not_listed(chip_of):
    chip, reasons = chip_of(**{"TDP (W)": "0.0", "Memory (bytes)": "", INT8: "1e12"})

    assert (chip.power, chip.memory, reasons) == (None, None, [])


# Facilities


def test_chinese_systems_are_imported_with_reasons_counted(chinese):
    assert len(chinese.values) == 253
    assert {facility.place.code for facility in chinese.values} == {"CN"}
    assert chinese.reasons() == REFUSED_PARTS


def test_every_verdict_on_a_chinese_system_is_indeterminate(chinese, catalogue):
    cities = [mandate for mandate in catalogue.mandates if mandate.place.parent]
    verdicts = Counter(
        acn.assess(facility, mandate, on=ON, reading=reading.name, as_if_in_scope=True).status
        for mandate in cities
        for reading in mandate.readings
        for facility in chinese.values
    )

    readings = sum(len(mandate.readings) for mandate in cities)
    assert verdicts == {acn.Status.INDETERMINATE: 253 * readings}


def test_statuses_extents_and_sectors_of_the_chinese_systems(chinese):
    assert Counter(item.status.value for item in chinese.values) == {"operating": 197, "planned": 30, "unknown": 26}
    assert Counter(item.extent.value for item in chinese.values) == {"site": 245, "programme": 8}
    assert Counter(item.ownership for item in chinese.values) == {
        Ownership.PRIVATE: 136,
        Ownership.STATE: 56,
        Ownership.MIXED: 54,
        None: 7,
    }


def test_slugs_do_not_depend_on_the_country_asked_for(chinese, clusters):
    assert len({item.slug for item in clusters.values}) == 786
    assert {item.slug for item in chinese.values} < {item.slug for item in clusters.values}
    assert chinese.values[0].slug == "epoch-anonymized-chinese-system-1"
    assert chinese.refused[0].row == 47
    assert read(CLUSTERS)[46]["Name"] == "Anonymized Chinese System"


@pytest.mark.parametrize(
    ("cell", "low", "high"),
    [("500", 450, 550), ("1000", 950, 1500), ("7", 7, 7), ("10", 10, 15), ("30000.000000000004", 25000, 35000)],
)
def test_a_rounded_count_is_all_that_rounds_to_it(facility_of, cell, low, high):
    facility, _ = facility_of(**{"GPU Supplier (primary)": "Anonymized", "Chip quantity (primary)": cell})

    assert facility.deployments[0].count.magnitude("") == (low, high)
    assert facility.deployments[0].count.central == round(float(cell))


def test_a_number_of_an_anonymised_system_that_is_not_rounded_is_exact(facility_of):
    facility, _ = facility_of(
        **{"GPU Supplier (primary)": "Anonymized", "8-bit OP/s": "870760000000000000", "32-bit OP/s": "0.5"}
    )

    assert [str(item.value) for item in facility.stated_compute] == [
        "1 (0.95..1.5) EFLOP/s",
        "870.76 PFLOP/s",
        "0.5 FLOP/s",
    ]


def test_compute_is_stated_for_each_width_without_a_format(facility_of):
    facility, reasons = facility_of(**{"16-bit OP/s": "199999999999999970000", "8-bit OP/s": "4e20"})

    assert [(str(item.value), item.format, item.note) for item in facility.stated_compute] == [
        ("200 EFLOP/s", None, "16-bit"),
        ("400 EFLOP/s", None, "8-bit"),
    ]
    assert reasons == ["no chip stated"]


def test_the_16_bit_compute_of_the_file_is_the_number_of_chips_times_their_rate():
    rates = {row["Hardware name"]: float(row[TENSOR] or row[HALF] or 0) for row in read(HARDWARE)}
    checked = 0
    for row in read(CLUSTERS):
        rate, count = rates.get(row["Chip type (primary)"]), row["Chip quantity (primary)"]
        if rate and count and row["16-bit OP/s"] and not row["Chip type (secondary)"]:
            assert float(row["16-bit OP/s"]) == pytest.approx(rate * float(count), rel=5e-3)
            checked += 1
    assert checked == 407


def test_both_types_of_chips_are_deployed(facility_of, catalogue):
    facility, reasons = facility_of(
        **{
            "Chip type (primary)": "NVIDIA H100 SXM5 80GB",
            "Chip quantity (primary)": "1456",
            "Chip type (secondary)": "NVIDIA A100 SXM4 80 GB",
            "Chip quantity (secondary)": "416",
            "Total number of AI chips": "1872",
        }
    )

    assert [(item.chip.slug, item.count.low) for item in facility.deployments] == [
        ("nvidia-h100-sxm", 1456),
        ("nvidia-a100-80gb", 416),
    ]
    assert facility.inventory.value == "partial"
    assert reasons == []


def test_a_chip_that_is_not_known_keeps_its_number_name_and_designer(facility_of):
    facility, reasons = facility_of(
        **{
            "Chip type (primary)": "NVIDIA Nonesuch",
            "Chip quantity (primary)": "64",
            "GPU Supplier (primary)": "NVIDIA",
            "Chip quantity (secondary)": "8",
            "Total number of AI chips": "80",
        }
    )

    first, second = facility.deployments
    assert (first.chip, first.count.low, first.designer.slug, first.note) == (None, 64, "nvidia", "NVIDIA Nonesuch")
    assert (second.chip, second.count.low, second.designer) == (None, 8, None)
    assert reasons == [
        "chip not in the catalogue: model unknown",
        "no secondary chip stated",
        "total number of chips is not that of the types listed",
    ]


def test_the_total_is_the_number_of_chips_where_no_type_has_one(facility_of):
    facility, _ = facility_of(**{"Total number of AI chips": "100"})

    assert [(item.chip, item.count.low) for item in facility.deployments] == [(None, 100)]


def test_a_type_without_a_number_is_at_least_one_chip(facility_of):
    facility, reasons = facility_of(
        **{
            "Chip type (primary)": "Huawei Ascend 910B",
            "Chip quantity (primary)": "12.5",
            "Total number of AI chips": "9",
        }
    )

    assert [(item.chip.slug, str(item.count)) for item in facility.deployments] == [("huawei-ascend-910b", ">= 1")]
    assert reasons == ["Chip quantity (primary): not a whole number"]


def test_a_decommissioned_system_retires_its_chips(clusters):
    summit = next(item for item in clusters.values if item.name.startswith("Oak Ridge NL Summit"))

    assert summit.status.value == "decommissioned"
    assert [item.retired for item in summit.deployments] == [DateRange.parse("2024-11-15")]
    assert "Decommissioned Date (if applicable): 2024-11-15" in summit.note


def test_the_owner_is_the_operator_where_the_catalogue_has_it(facility_of):
    assert facility_of(Owner="Alibaba")[0].operator.slug == "alibaba"
    for owner, reason in (
        ("Nobody", "owner not in the catalogue: operator unknown"),
        ("Nobody,Alibaba", "several owners: operator unknown"),
    ):
        facility, reasons = facility_of(Owner=owner)
        assert facility.operator is None
        assert reason in reasons
        assert f"Owner: {owner}" in facility.note


@pytest.mark.parametrize(
    ("country", "location", "code"),
    [
        ("China", "China", "CN"),
        ("China", "Building 3, Shanghai\nChina", "CN-SH"),
        ("China", "Zhongwei, Ningxia", "CN-NX/zhongwei"),
        ("China", "Singapore", "CN"),
        ("Singapore", "Shanghai", "SG"),
        ("Hong Kong", "Hong Kong", "CN-HK"),
        ("United States of America", "Ashburn, Virginia", "US"),
        ("Korea (Republic of)", "", "KR"),
        ("United Kingdom of Great Britain and Northern Ireland", "", "GB"),
        ("Atlantis", "Shanghai", None),
        ("", "Shanghai", None),
    ],
)
def test_a_place_is_the_country_or_a_place_in_it(facility_of, country, location, code):
    facility, reasons = facility_of(Country=country, Location=location)

    assert (facility.place and facility.place.code) == code
    unknown = {"": ["no country stated: place unknown"], "Atlantis": ["country not in the catalogue: place unknown"]}
    assert [reason for reason in reasons if "place" in reason] == unknown.get(country, [])


def test_every_country_that_the_catalogue_has_gives_a_place(clusters, catalogue):
    rows = read(CLUSTERS)
    countries = {row["Country"] for row in rows} - {""}
    without = {rows[item.row - 1]["Country"] for item in clusters.refused if item.reason.startswith("country not in")}

    assert {country for country in countries if SPELLINGS.get(country, country) not in catalogue.places} == without


@pytest.mark.parametrize(
    ("status", "certainty", "expected", "reason"),
    [
        ("Existing", "Confirmed", "operating", None),
        ("Existing", "Likely", "unknown", "existence not confirmed: whether it runs is unknown"),
        ("Existing", "", "unknown", "existence not confirmed: whether it runs is unknown"),
        ("Planned", "Unlikely", "planned", None),
        ("Decommissioned", "Confirmed", "decommissioned", None),
        ("Sunk", "Confirmed", "unknown", "Status: not one that is known"),
        ("", "Confirmed", "unknown", None),
    ],
)
def test_a_status_is_a_fact_only_where_it_is_confirmed(facility_of, status, certainty, expected, reason):
    facility, reasons = facility_of(Status=status, Certainty=certainty)

    assert facility.status.value == expected
    assert reasons == ["no chip stated", *([reason] if reason else [])]


def test_duplicates_and_earlier_phases_are_listed_and_excluded_rows_not_taken(facility_of):
    assert (
        "possible duplicate of another row: taken, not to be added up"
        in facility_of(**{"Possible Duplicate": "True"})[1]
    )
    assert "superseded by a later phase: taken, not to be added up" in facility_of(**{"Superseded by": "Phase 2"})[1]
    assert facility_of(Exclude="True") == (None, ["excluded by Epoch AI: not taken"])


# Files


def test_names_that_are_alike_are_numbered_in_the_order_of_the_file(tmp_path):
    names = ["A-100", "a 100", "A 100 1", "", "北京", "上海"]
    found = written(tmp_path, heading(HARDWARE), [{"Hardware name": name, "Manufacturer": "AMD"} for name in names])

    assert [chip.slug for chip in found.values] == [
        "epoch-a-100-2",
        "epoch-a-100-3",
        "epoch-a-100-1",
        "epoch-2",
        "epoch-3",
    ]
    assert [chip.aliases for chip in found.values] == [(), (), ("A 100 1",), (), ()]
    assert str(found.refused[-3]) == "row 4, : no name: not taken"


def test_numbered_names_stay_apart_however_they_are_spelt(tmp_path):
    names = ["A"] * 11 + ["A 1"] * 2
    found = written(tmp_path, heading(HARDWARE), [{"Hardware name": name} for name in names])

    assert len({normalised(chip.name) for chip in found.values}) == len(names)


def test_a_missing_column_is_listed_and_unknown(tmp_path):
    columns = [column for column in heading(CLUSTERS) if column not in ("Owner", "Name")]
    found = written(tmp_path, columns, [{"Country": "China"}])

    assert found.values == ()
    assert [str(item) for item in found.refused] == [
        "row 0, Name: no such column: unknown in every row",
        "row 0, Owner: no such column: unknown in every row",
        "row 1, : no name: not taken",
    ]


def test_a_row_with_surplus_cells_is_taken_and_listed(tmp_path):
    path = tmp_path / "file.csv"
    path.write_text(f"Hardware name,Manufacturer,{TENSOR}\nX,NVIDIA,1e12,surplus\nY\n", "utf-8")
    found = acn.import_epoch(path)

    assert [chip.name for chip in found.values] == ["X (Epoch AI)", "Y (Epoch AI)"]
    assert "row 1, X: more cells than the heading has columns" in map(str, found.refused)


def test_a_country_that_no_row_has_is_listed_with_the_nearest(tmp_path):
    rows = [{"Name": "A", "Country": "China"}, {"Name": "B"}]

    assert [str(item) for item in written(tmp_path, heading(CLUSTERS), rows, country="Chian").refused] == [
        "row 0, Chian: no row of this country; nearest: 'China'"
    ]
    assert len(written(tmp_path, heading(HARDWARE), [{"Hardware name": "X"}], country="China").values) == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"a,b\n1,2\n", ": is neither of Epoch AI's files"),
        (b"", ": is neither of Epoch AI's files"),
        (b"\xff\xfe", ":1: not UTF-8 text: byte 0xff"),
        (b'a\n"' + b"x" * 200_000 + b'"\n', ": is not CSV: field larger than field limit"),
        (None, ": cannot be read: No such file or directory"),
    ],
)
def test_a_wrong_file_is_one_error(tmp_path, content, message):
    path = tmp_path / "file.csv"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(acn.CatalogueError, match=re.escape(f"{path}{message}")):
        acn.import_epoch(path)


cells = st.one_of(
    st.text(max_size=12),
    st.floats().map(str),
    st.sampled_from(
        ["", "0", "1e400", "9" * 400, "True", "NVIDIA H100 SXM5 80GB", "China", "2020-13-01", "0000", "a,b"]
    ),
)


@pytest.mark.parametrize("path", [HARDWARE, CLUSTERS], ids=["hardware", "clusters"])
@given(data=st.data())
def test_no_row_of_arbitrary_text_raises(path, tmp_path_factory, data):
    columns = heading(path)
    rows = data.draw(st.lists(st.fixed_dictionaries({}, optional=dict.fromkeys(columns, cells)), max_size=3))
    found = written(tmp_path_factory.mktemp("epoch"), columns, rows)

    name = "Name" if path is CLUSTERS else "Hardware name"
    taken = [row for row in rows if row.get(name, "").split() and row.get("Exclude", "").strip().lower() != "true"]
    assert len(found.values) == len({value.slug for value in found.values}) == len(taken)
    # No cell that is drawn says "Confirmed", "Yes" or the name of a maker, so each row has something to list.
    assert {item.row for item in found.refused} == set(range(1, len(rows) + 1))


def test_what_is_imported_is_saved_and_loaded_back(hardware, catalogue, tmp_path):
    wider = catalogue.with_(*hardware.values)
    found = acn.import_epoch(CLUSTERS, catalogue=wider)
    assert found.reasons()["chip not in the catalogue: model unknown"] == 12
    for name in ("saved.json", "saved.toml"):
        acn.save([*hardware.values, *found.values], tmp_path / name)
        again = acn.load_catalogue(tmp_path / name)
        assert all(again.chips[chip.slug] == chip for chip in hardware.values)
        assert all(again.facilities[facility.slug] == facility for facility in found.values)


def test_the_files_are_arguments_of_the_catalogue(catalogue):
    loaded = acn.load_catalogue(HARDWARE, CLUSTERS)

    assert len(loaded.chips) == len(catalogue.chips) + 175
    assert len(loaded.facilities) == len(catalogue.facilities) + 786
