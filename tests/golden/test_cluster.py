"""Published figures of clusters: the formulas give what is printed, or go on to differ for the reason that is told."""

import tomllib
from fractions import Fraction
from pathlib import Path

import pytest

import aichipcn as acn
from aichipcn.compute.clusters.availability import availability, daly_interval, mtbf_of, young_interval
from aichipcn.compute.clusters.collectives import TensorParallel, one_way, ring_all_reduce
from aichipcn.compute.clusters.pipelines import Pipeline
from aichipcn.values.numbers import parse_number
from aichipcn.values.ternary import TRUE

CASES = tomllib.loads(Path(__file__).with_name("cluster.toml").read_text("utf-8"))["case"]
NEEDED = {"id", "source", "where", "what", "inputs", "inputs-from", "expected", "tolerance"}
ELSEWHERE = ("arXiv ", "doi ", "https://", "NCCL tests, ")


def on_chip(payload, ranks, interconnect, latency):
    chip = acn.Chip(slug="x", name="X", interconnect=interconnect)
    return ring_all_reduce(payload, ranks, link=one_way(chip), latency=latency)


def forward(one, chips, **rest):
    return availability(mtbf=mtbf_of(one, chips), **rest)


FORMULAS = {
    "bubble": lambda **given: Pipeline(**given).bubble,
    "tensor-traffic": lambda **given: TensorParallel(**given).traffic,
    "ring": ring_all_reduce,
    "ring-on-chip": on_chip,
    "mean": lambda time, failures: acn.Estimate.parse(time) / failures,
    "mtbf": mtbf_of,
    "availability": forward,
    "daly": daly_interval,
    "young": young_interval,
}


def agrees(case):
    """Whether the formula gives what the print stands for: all that is rounded to it, or all beyond a bound."""
    value, margin = (acn.Estimate.parse(case[key]) for key in ("expected", "tolerance"))
    answer = FORMULAS[case["what"]](**case["inputs"])
    if value.is_point:
        return answer.meet(acn.Estimate(value.low - margin.low, value.low + margin.low, unit=value.unit)) is not None
    return (answer >= value.low) is TRUE


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_published_figure_is_what_the_formula_gives_or_differs_as_told(case):
    assert agrees(case) is ("differs" not in case)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_case_says_where_it_is_from_and_allows_no_more_than_the_rounding_of_the_print(case, catalogue):
    number = case["expected"].split()[0]
    unit = Fraction(1, 10 ** len(number.partition(".")[2]))

    assert set(case) - {"differs"} == NEEDED
    assert case["source"].startswith(ELSEWHERE) or case["source"] in catalogue.sources
    assert parse_number(case["tolerance"].split()[0]) == (0 if number == ">=" else unit / 2)


def test_there_are_cases_of_every_formula_and_some_that_differ():
    assert len({case["id"] for case in CASES}) == len(CASES)
    assert {case["what"] for case in CASES} == set(FORMULAS)
    assert 0 < sum("differs" in case for case in CASES) < len(CASES) / 2
