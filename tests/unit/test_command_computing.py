"""The commands that say what hardware delivers on a workload, and what they refuse."""
# ruff: noqa: E501  (messages are shown whole)

from __future__ import annotations

from fractions import Fraction

import pytest

import aichipcn as acn
from aichipcn.compute.effective import effective_compute
from aichipcn.compute.equivalents import Equivalents
from aichipcn.compute.roofline import Roofline
from aichipcn.compute.workloads import Decode
from tests.unit.commands import data, refusal, told

SITES = """
[[sources]]
slug = "survey"
title = "A survey"
publisher = "Press"
published = 2025-01-01

[[facilities]]
slug = "one"
name = "Site one"
place = "CN-SH"
commissioned = 2025-06-01
sources = ["survey"]
deployments = [{ chip = "nvidia-h20", count = 12000 }, { chip = "huawei-ascend-910c", count = "1000..2000" }]
"""
TWO = (
    SITES
    + """
[[facilities]]
slug = "two"
name = "Site two"
place = "CN-SH"
commissioned = 2026-06-01
sources = ["survey"]
deployments = [{ chip = "nvidia-h20", count = 800 }, { count = 5 }]
"""
)
DECODE = ("--workload", "decode:llama-3.1-70b", "--batch", "64")


@pytest.fixture
def sites(tmp_path):
    def write(text):
        file = tmp_path / "sites.toml"
        file.write_text(text, "utf-8")
        return str(file)

    return write


def exact(figure):
    return Fraction(figure["low"]["exact"]), Fraction(figure["high"]["exact"]) if figure["high"] else None


# -- a workload


def test_a_facility_of_a_file_is_computed_on_a_workload_in_a_reference(sites):
    file = sites(SITES)
    catalogue = acn.load_catalogue(file)
    workload = Decode(transformer=catalogue.transformers["Llama 3.1 70B"], batch=64, context=2048)
    model = Equivalents(reference=catalogue.chips["nvidia-h100-sxm"], by=Roofline(workload=workload))
    expected = effective_compute(catalogue.facilities["one"], model).value

    document = data("compute", file, *DECODE, "--reference", "nvidia-h100-sxm")
    assert exact(document["total"]) == (expected.low, expected.high)
    assert document["basis"]["unit"] == "H100-equivalents"
    timings = [line["timing"] for line in document["contributions"]]
    assert [(item["chips"], item["binds"]) for item in timings] == [(2, "compute"), (2, "memory")]

    text = told("compute", file, *DECODE, "--reference", "nvidia-h100-sxm")
    assert "Site one" in text
    assert "H100-equivalents (roofline, ceiling; decode of Llama 3.1 70B, batch 64, context 2,048 tokens, FP16)" in text
    assert "NVIDIA H20 2 31.21… ms compute 50.77… OP/B 37 OP/B 184.0… GB 192 GB" in text


def test_the_facilities_of_a_file_are_taken_together(sites):
    document = data("compute", sites(TWO), "--peak", "fp16", "--on", "2027-01-01")
    text = told("compute", sites(TWO), "--peak", "fp16", "--on", "2027-01-01")

    assert document["facilities"] == ["one", "two"]
    assert document["facility"] == {"slug": "file", "name": "sites.toml", "place": None}
    assert "2 facilities 12,800 x NVIDIA H20" in text
    assert "5 x chips of unknown model: model unknown" in text
    assert exact(data("compute", sites(TWO), "--peak", "fp16", "--on", "2026-01-01")["contributions"][0]["count"]) == (
        12_000, 12_000,
    )  # fmt: skip


def test_formats_and_shares_of_the_peak_reach_the_model(sites):
    words = ("--workload", "prefill:deepseek-v3", "--format", "fp8", "--cache", "fp16", "--mfu", "40%", "--mbu", "60%")
    document = data("compute", sites(SITES), *words)

    assert document["basis"]["grounds"] == (
        "roofline, MFU 0.4, MBU 0.6; prefill of DeepSeek-V3, batch 1, 2,048 tokens, computing FP8, weights FP8, cache FP16"
    )
    assert [item["reason"] for item in document["unknown"]] == [
        "Huawei Ascend 910C has no sourced FP8 rate; formats with one: FP16, BF16"
    ]


def test_training_takes_a_measured_utilisation_by_name(sites):
    words = ("--workload", "training:llama-3.1-8b", "--batch", "64", "--context", "8192", "--mfu", "palm-540b-mfu")
    document = data("compute", sites(SITES), *words)

    assert document["basis"]["grounds"].startswith(
        "roofline, MFU palm-540b-mfu 0.462; training of Llama 3.1 8B, batch 64"
    )


def test_training_by_claims_is_unknown_with_the_evidence(sites):
    document = data("compute", sites(SITES), "--workload", "training", "--reference", "H20")

    (reason,) = [item["reason"] for item in document["unknown"]]
    assert reason.startswith("no published claim relates Huawei Ascend 910C to NVIDIA H20; workload: training; found:")
    assert "Financial Times, 2025-08-14" in reason
    assert exact(document["total"]) == (12_000, None)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--workload", "decod:llama-3.1-70b"), "--workload: unknown phase 'decod'; write PHASE:MODEL such as decode:llama-3.1-70b; nearest: 'decode'; allowed: decode, prefill, training"),
        (("--workload", "decode:lama-3.1-70b"), "no transformer is named 'lama-3.1-70b'; nearest: 'llama-3-1-70b'"),
        (("--workload", "training:llama-3.1-8b"), "--workload: training takes a --batch, the sequences of one step"),
        (("--workload", "prefill:llama-3.1-8b", "--generated", "5"), "prefill takes no --generated"),
        (("--workload", "training:llama-3.1-8b", "--batch", "4", "--cache", "fp8"), "training takes no --cache"),
        ((*DECODE, "--format", "fp17"), "--format: unknown value 'fp17'"),
        ((*DECODE, "--context", "0"), "context: a whole number of at least 1 is needed, got 0"),
        ((*DECODE, "--weights", ""), "--weights: unknown value ''"),
        ((*DECODE, "--batch", "0"), "batch: a whole number of at least 1 is needed, got 0"),
        ((*DECODE, "--mfu", "120%"), "mfu: not a share: '120%' is more than 100%"),
        ((*DECODE, "--mfu", "nothing-measured"), "no utilisation is named 'nothing-measured'"),
        ((*DECODE, "--peak", "fp16"), "compute is counted by --peak or by --workload: one of the two"),
        (("--batch", "3"), "--batch is of a --workload such as decode:llama-3.1-70b"),
        (("--format", "fp8"), "--format is of a --workload such as decode:llama-3.1-70b"),
        (("--mfu", "40%"), "--mfu is of a --workload such as decode:llama-3.1-70b"),
        (("--reference", "H21"), "no chip is named 'H21'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)  # fmt: skip
def test_what_is_no_workload_is_refused_with_its_message(words, message, sites):
    assert refusal("compute", sites(SITES), *words).startswith(message)


def test_a_file_without_a_facility_is_refused(sites):
    file = sites(SITES[: SITES.index("[[facilities]]")])

    assert refusal("compute", file) == f"{file} brings no facility"


# -- what workloads and shares rest on


def test_a_language_model_is_shown_with_its_sizes():
    text = told("transformers", "deepseek-v3")

    assert "671,000,000,000" in text
    assert "70.272 kB" in text
    assert "8 of 256" in text
    assert len(data("transformers")["transformers"]) == len(acn.load_catalogue().transformers)


def test_a_dense_model_has_pairs_and_no_experts():
    text = told("transformers", "Llama 3.1 8B")

    assert "grouped-query, 8 pairs of key and value" in text
    assert "experts" not in text


def test_a_utilisation_is_shown_with_what_it_includes():
    text = told("utilisations", "palm-540b-mfu")

    assert "MFU 46.2%" in text
    assert "includes kernels" in text
    assert "Google TPU v4" in text
    (row,) = data("utilisations", "palm-540b-mfu")["utilisations"]
    assert row["kind"] == "mfu"
    assert row["number-format"] == "BF16"


# -- chips side by side


def test_chips_stand_side_by_side_in_equivalents_of_the_first_on_every_basis():
    document = data("compare", "H20", "H100", "910B")
    text = told("compare", "H20", "H100", "910B")

    assert [chip["slug"] for chip in document["chips"]] == ["nvidia-h20", "nvidia-h100-sxm", "huawei-ascend-910b"]
    of_910b = {row["grounds"]: row["ratio"] for row in document["equivalents"][1]["rows"]}
    assert exact(of_910b["total processing performance"]) == (Fraction(4480, 2368), Fraction(6400, 2368))
    assert exact(of_910b["memory bandwidth"]) == (Fraction(1, 5), Fraction(2, 5))
    assert exact(of_910b["claim: Nikkei, 0.85; workload not stated"]) == (Fraction(17, 20), Fraction(17, 20))
    assert of_910b["FP8 peak, dense"] is None
    assert "FP8 peak, dense unknown: Huawei Ascend 910B has no sourced FP8 rate; formats with one: FP16" in text
    assert "ridge at FP16 37 OP/B 295.3… OP/B 200 (175 to 500) OP/B" in text
    assert document["timings"] == document["crossings"] == []


def test_with_a_workload_chips_are_timed_and_the_crossing_is_told():
    words = ("compare", "H20", "H100", "huawei-ascend-920", "--workload", "decode:llama-3.1-70b")
    document, text = data(*words), told(*words)

    h20, h100, unreleased = document["timings"]
    assert (h20["timing"]["binds"], h100["timing"]["binds"]) == ("memory", "memory")
    assert unreleased["timing"] is None
    assert f"Huawei Ascend 920 unknown: {unreleased['reason']}" in text
    assert exact(document["crossings"][0]["at"]) == (54, 54)
    assert "NVIDIA H100 SXM5 80GB overtakes NVIDIA H20 at batch 54" in text
    assert document["crossings"][1]["text"] is None
    rows = {row["grounds"]: row for row in document["equivalents"][0]["rows"]}
    (roofline,) = [row for grounds, row in rows.items() if grounds.startswith("roofline, ceiling; decode of Llama")]
    assert exact(roofline["ratio"]) == (Fraction(3350, 4000), Fraction(3350, 4000))


def test_another_chip_may_be_the_reference():
    document = data("compare", "910B", "910B", "--reference", "H20")

    assert [chip["slug"] for chip in document["chips"]] == ["nvidia-h20", "huawei-ascend-910b"]
    assert document["reference"]["short"] == "H20"


def test_a_file_is_no_chip():
    assert refusal("compare", "shanghai-80.toml").startswith("no chip is named 'shanghai-80.toml'")
    assert refusal("compare", "H20", "--workload", "training") == (
        "--workload: 'training' is of no model, and claims have rows of their own;"
        " write PHASE:MODEL such as decode:llama-3.1-70b"
    )
    assert refusal("compare", "H20", "H100", "--mfu", "4%") == "--mfu is of a --workload such as decode:llama-3.1-70b"


def test_fitness_is_told_with_the_evidence_on_both_sides():
    document, text = data("suits", "910C", "training"), told("suits", "910C", "training")

    assert document["suits"] == "unknown"
    (failed,) = document["evidence"]["against"]
    assert "R2" in failed["text"]
    assert not failed["decides"]
    assert "fit for it unknown" in text
    assert "Told against it" in text
    assert [source["publisher"] for source in failed["sources"]][-1] == "Financial Times"
    assert all(source["title"] in text for source in failed["sources"])


def test_of_a_chip_that_nobody_ran_nothing_is_told():
    assert "Nobody tells of it" in told("suits", "amd-mi100", "training")
    assert refusal("suits", "910C", "tpp").startswith("workload: 'tpp' is a figure on paper")


# -- what is likely, and what a share costs


def test_draws_are_told_with_their_seed_and_lie_within_the_range(sites):
    words = ("compute", sites(SITES), *DECODE, "--draws", "2000", "--seed", "7")
    document, text = data(*words), told(*words)
    low, high = exact(document["total"])
    found = [exact(item["value"])[0] for item in document["draws"]["quantiles"]]

    assert (document["draws"]["draws"], document["draws"]["seed"]) == (2000, 7)
    assert [item["share"] for item in document["draws"]["quantiles"]] == ["5%", "25%", "50%", "75%", "95%"]
    assert found == sorted(found)
    assert low <= found[0] < found[-1] <= high
    assert "Likely within it, by 2,000 draws of seed 7" in text
    assert data(*words)["draws"] == document["draws"]
    assert refusal("compute", sites(SITES), "--draws", "0").startswith("draws: a whole number of at least 1 is needed")


def test_the_frontier_tells_what_each_share_keeps_and_costs():
    chips = ("--foreign", "H20", "--domestic", "910C")
    words = ("frontier", "20 MW", *chips, "--workload", "decode:llama-3.1-70b", "--reference", "H20")
    document, text = data(*words), told(*words)
    points = document["points"]

    assert [point["short"] for point in points] == [f"{tenths}0%" if tenths else "0%" for tenths in range(11)]
    assert (points[0]["foreign"]["units"]["text"], points[0]["domestic"]) == ("50,000", None)
    # 20 MW buy 28,571.4 chips of 700 W, each worth 0.8 H20 by bandwidth
    assert exact(points[-1]["kept"]["value"]) == (Fraction(20_000_000, 700) * Fraction(8, 10) / 50_000,) * 2
    assert points[-1]["foreign"] is None
    assert "held fixed power: 20 MW" in text
    assert "100% 28,571… Huawei Ascend 910C 22,857… 45.7…% 54.2…%" in text


def test_a_budget_is_that_of_a_file_or_a_number_of_chips(sites):
    chips = ("--foreign", "H20", "--domestic", "910C", "--peak", "fp16")
    by_file = data("frontier", sites(SITES), *chips, "--share", "70%", "--on", "2026-01-01")
    by_number = data("frontier", "100", "--hold", "units", *chips, "--share", "70%")

    assert exact(by_file["budget"]) == (12_000 * 400 + 1000 * 700, 12_000 * 400 + 2000 * 700)
    assert [point["short"] for point in by_file["points"]] == ["70%"]
    assert exact(by_number["budget"]) == (100, 100)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("20 MB", "--foreign", "H20", "--domestic", "910B"), "budget: not a power: '20 MB'"),
        (("20TB", "--foreign", "H20", "--domestic", "910B"), "budget: not a power: '20TB'"),
        (("20 MW", "--foreign", "H20", "--domestic", "910B", "--hold", "weight"), "hold: unknown value 'weight'; allowed: power, price, units"),
        (("20 MW", "--foreign", "H20", "--domestic", "H20"), "a chip is given once, as foreign or as domestic; got twice: nvidia-h20"),
        (("nowhere", "--foreign", "H20", "--domestic", "910B"), "no facility is named 'nowhere'"),
        (("20 MW", "--foreign", "H20", "--domestic", "910B", "--share", "120%"), "shares[0]: not a share: '120%' is outside 0..1"),
    ],
)  # fmt: skip
def test_what_is_no_budget_is_refused_with_its_message(words, message):
    assert refusal("frontier", *words).startswith(message)
