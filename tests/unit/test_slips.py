"""Slips that other tools were seen to make, each with the figure that it would give and the one that is given here."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

import aichipcn as acn
from aichipcn.compute.factors import combined
from aichipcn.errors import AichipcnError, CountedTwiceError, InvalidValueError, NoSuchFormatError

catalogue = acn.load_catalogue()
H100 = catalogue.chips["nvidia-h100-sxm"]
LLAMA = catalogue.transformers["Llama 3.1 8B"]

SPARSE = {
    # rates with sparsity as data sheets lead with them, TFLOP/s or TOP/s
    "nvidia-a100-80gb": {"fp16": 624, "int8": 1248},
    "nvidia-h100-sxm": {"fp16": 1979, "fp8": 3958, "int8": 3958},
    "nvidia-h200-sxm": {"fp16": 1979, "fp8": 3958, "int8": 3958},
    "nvidia-h20": {"fp16": 296, "fp8": 592, "int8": 592},
    "nvidia-l40s": {"fp16": 733, "fp8": 1466, "int8": 1466},
    "nvidia-l20": {"fp16": 239, "fp8": 478},
}
KNOWN = [
    (slug, name, rate) for slug, rates in SPARSE.items() if slug in catalogue.chips for name, rate in rates.items()
]


@pytest.mark.parametrize(("slug", "name", "sparse"), KNOWN, ids=lambda value: str(value))
def test_no_rate_with_sparsity_stands_for_a_dense_one(slug, name, sparse):
    number_format = acn.NumberFormat(name)
    dense = catalogue.chips[slug].rates.get(number_format)

    assert dense is not None
    assert float(dense.high) == pytest.approx(sparse * 1e12 / 2, rel=0.015)


def test_a_gibibyte_a_second_is_more_than_a_gigabyte_a_second():
    narrow, wide = (acn.Estimate.parse(f"3350 {unit}/s") for unit in ("GB", "GiB"))

    assert Fraction(wide.low, narrow.low) == Fraction(1073741824, 1000000000)
    with pytest.raises(AichipcnError, match=re.escape("may mean bits or bytes")):
        acn.Estimate.parse("3350 Gb/s")


def test_the_bandwidth_and_the_tpp_of_an_h100_are_those_of_its_data_sheet():
    assert str(H100.memory_bandwidth) == "3350 GB/s"  # not 3,072
    assert acn.tpp(H100) == acn.Estimate.parse("15832 TPP")  # neither 2,144 nor 63,328


@pytest.mark.parametrize(("batch", "context"), [(1, 1), (1, 8192), (64, 2048)])
def test_the_cache_is_counted_once_and_so_is_the_batch(batch, context):
    demand = acn.Decode(transformer=LLAMA, batch=batch, context=context).demand
    weights = 2 * (LLAMA.parameters - LLAMA.vocabulary * LLAMA.hidden)
    one_token = 2 * 2 * 32 * 8 * 128  # a key and a value of two bytes a number, in 32 layers of 8 heads

    assert demand.traffic == weights + batch * (context + 1) * one_token
    assert demand.resident == 2 * LLAMA.parameters + batch * (context + 1) * one_token
    alone = acn.Decode(transformer=LLAMA, batch=1, context=context).demand
    assert demand.operations == batch * alone.operations
    assert demand.operations_each == alone.operations_each


def test_a_chip_without_a_format_lends_no_other():
    with pytest.raises(NoSuchFormatError, match=re.escape("has no sourced FP8 rate; formats with one: FP16")):
        acn.Peak("fp8").rate(catalogue.chips["910B"])
    workload = acn.Decode(transformer=LLAMA, context=128, compute="fp8")
    assert acn.Roofline(workload=workload).reason(catalogue.chips["910B"]) == (
        "Huawei Ascend 910B has no sourced FP8 rate; formats with one: FP16"
    )


def test_a_format_is_the_same_by_its_name():
    h20 = catalogue.chips["H20"]

    assert h20.rate("fp16") == h20.rate(acn.NumberFormat.FP16) == acn.Estimate.parse("148 TFLOP/s")
    with pytest.raises(NoSuchFormatError, match=re.escape("has no sourced FP4 rate; formats with one: FP64, FP32")):
        h20.rate("fp4")
    with pytest.raises(InvalidValueError, match=re.escape("unknown value 'fp17'")):
        h20.rate("fp17")


def test_no_share_of_a_peak_is_more_than_the_whole():
    with pytest.raises(InvalidValueError, match=re.escape("'105%' is more than 100%")):
        acn.Utilised("fp16", "105%")
    run = acn.TrainingRun(chips=1, rate="1 TFLOP/s", time="1 s", tokens=10**12, parameters=1)
    with pytest.raises(
        InvalidValueError, match=re.escape("even the whole peak would not do: a utilisation of 6 is needed")
    ):
        run.solve()


def test_a_utilisation_that_was_measured_at_scale_is_not_multiplied_by_the_network_again():
    at_scale = catalogue.utilisations["palm-540b-mfu"]
    network = acn.Factor("80%", ["communication"])

    with pytest.raises(CountedTwiceError, match=re.escape("both include communication: a loss counts once")):
        combined([at_scale, network])


def test_a_euro_is_no_dollar():
    with pytest.raises(AichipcnError, match=re.escape("'EUR'")):
        acn.Chip(slug="x", name="X", price="100 EUR")


def test_two_bases_of_h100_equivalents_never_add():
    by_peak, by_bandwidth = (
        acn.Equivalents(reference=H100, by=model) for model in (acn.Peak("fp16"), acn.MemoryBandwidth())
    )
    site = acn.Facility(slug="s", name="S", deployments=[acn.Deployment(chip=catalogue.chips["H20"], count=100)])
    peak, bandwidth = (acn.effective_compute(site, model).total for model in (by_peak, by_bandwidth))

    assert peak.basis.unit == bandwidth.basis.unit == "H100-equivalents"
    with pytest.raises(AichipcnError, match="two bases never add"):
        peak + bandwidth
