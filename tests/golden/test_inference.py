"""Published figures of serving: the models give what is printed, or go on to differ for the reason that is told."""

import tomllib
from datetime import date
from fractions import Fraction
from pathlib import Path

import attrs
import pytest

import aichipcn as acn
from aichipcn.compute.roofline import Roofline, ridge
from aichipcn.compute.workloads import Decode, Prefill, Training
from aichipcn.values.numbers import parse_number
from aichipcn.values.ternary import TRUE

CASES = tomllib.loads(Path(__file__).with_name("inference.toml").read_text("utf-8"))["case"]
KINDS = {"operations", "time", "ridge", "rate", "chips", "ratio", "mfu", "mbu", "ceiling"}
PHASES = {"decode": Decode, "prefill": Prefill, "training": Training}
NEEDED = {"id", "kind", "source", "where", "inputs-from", "expected"}
TERA = acn.Estimate.parse("1 TOP/s")


def cases(*kinds):
    return pytest.mark.parametrize(
        "case", [item for item in CASES if item["kind"] in kinds], ids=lambda case: case["id"]
    )


def workload_of(case, catalogue):
    given = dict(case["inputs"])
    return PHASES[case["phase"]](transformer=catalogue.transformers[given.pop("transformer")], **given)


def chip_of(case, catalogue):
    """The chip of the catalogue, with the rates that the source states of it where it states some."""
    chip = catalogue.chips[case["on"]["chip"]]
    return attrs.evolve(chip, rates=case["on"].get("rates", chip.rates))


def timing_of(case, catalogue):
    model = Roofline(workload=workload_of(case, catalogue), chips=case["on"].get("chips"))
    return model.timing(chip_of(case, catalogue))


def reached(case, catalogue, amount, unit, peak):
    """The share of all chips' peak at which an amount takes the measured time."""
    chips = acn.Estimate.point(case["on"]["chips"])
    return acn.Estimate.point(amount, unit) / (acn.Estimate.parse(case["on"]["time"]) * chips * peak)


def answer(case, catalogue):
    kind = case["kind"]
    if kind == "ridge":
        return ridge(chip_of(case, catalogue), case["format"])
    workload = workload_of(case, catalogue)
    if kind == "operations":
        return workload.demand.operations_each
    if kind == "ratio":
        model = Roofline(workload=workload)
        return model.rate(chip_of(case, catalogue)) / model.rate(catalogue.chips[case["on"]["against"]])
    chip = chip_of(case, catalogue)
    if kind == "mfu":
        return reached(case, catalogue, workload.demand.operations, "OP", chip.rate(workload.compute))
    if kind == "mbu":
        return reached(case, catalogue, workload.demand.traffic, "B", chip.memory_bandwidth)
    if kind == "chips":
        return acn.Estimate.point(workload.demand.resident, "B") / chip.memory
    timing = timing_of(case, catalogue)
    return timing.time if kind == "time" else timing.rate


def printed(case):
    """What the print stands for: all that is rounded to it."""
    value, margin = (acn.Estimate.parse(case[key]) for key in ("expected", "tolerance"))
    return acn.Estimate(value.low - margin.low, value.low + margin.low, unit=value.unit)


@cases(*KINDS - {"ceiling"})
def test_a_published_figure_is_what_the_model_gives_or_differs_as_told(case, catalogue):
    met = answer(case, catalogue).meet(printed(case))

    assert (met is None) is ("differs" in case)


@cases("ceiling")
def test_nothing_was_measured_above_its_roofline_which_is_the_one_told(case, catalogue):
    timing, told = timing_of(case, catalogue), acn.Estimate.parse(case["ceiling"])

    assert timing.fits is TRUE
    assert acn.Estimate.parse(case["expected"]).high <= timing.rate.low
    assert told == acn.Estimate(round(timing.rate.low), round(timing.rate.low), unit="token/s")


@pytest.mark.parametrize("case", [item for item in CASES if "per-peak" in item], ids=lambda case: case["id"])
def test_an_efficiency_that_is_printed_is_the_measured_rate_by_the_peak(case, catalogue):
    peak = chip_of(case, catalogue).rate(workload_of(case, catalogue).compute) / TERA
    measured = acn.Estimate.parse(case["expected"]).low / peak.low

    assert abs(measured - acn.Estimate.parse(case["per-peak"]).low) <= acn.Estimate.parse("0.005").low


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_case_says_where_it_is_from(case, catalogue):
    assert set(case) >= NEEDED | ({"ceiling"} if case["kind"] == "ceiling" else {"tolerance"})
    if case["source"].startswith("https://"):
        assert isinstance(case["published"], date)
    else:
        assert case["source"].startswith("arXiv ") or case["source"] in catalogue.sources


@pytest.mark.parametrize("case", [item for item in CASES if "tolerance" in item], ids=lambda case: case["id"])
def test_a_case_allows_no_more_than_the_rounding_of_the_print_or_says_what_else(case):
    digits = len(case["expected"].split()[0].rstrip("%").partition(".")[2])
    half = Fraction(1, 2 * 10**digits)

    assert parse_number(case["tolerance"].split()[0].rstrip("%")) <= half or "tolerance-from" in case


def test_there_are_cases_of_every_kind_and_some_that_differ():
    assert len({case["id"] for case in CASES}) == len(CASES) >= 30
    assert {case["kind"] for case in CASES} == KINDS
    assert 0 < sum("differs" in case for case in CASES) < len(CASES) / 2
