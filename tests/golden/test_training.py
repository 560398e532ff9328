"""Published training runs: the equation gives what is printed, or goes on to differ for the reason that is told."""

import tomllib
from fractions import Fraction
from pathlib import Path

import pytest

import aichipcn as acn
from aichipcn.compute.runs import TrainingRun
from aichipcn.values.numbers import parse_number

CASES = tomllib.loads(Path(__file__).with_name("training.toml").read_text("utf-8"))["case"]
NEEDED = {"id", "source", "where", "solve-for", "inputs", "inputs-from", "expected", "tolerance"}


def run_of(case, catalogue):
    given = {key.replace("-", "_"): value for key, value in case["inputs"].items()}
    if "chip" not in given:
        return TrainingRun(**given)
    return TrainingRun.on(catalogue.chips[given.pop("chip")], given.pop("format"), **given)


def answer(case, catalogue):
    run = run_of(case, catalogue)
    if case["solve-for"] == "operations":
        return run.demanded
    solved = run.solve()
    assert solved.solved_for == case["solve-for"]
    return solved.share if case["solve-for"] == "utilisation" else getattr(solved, case["solve-for"])


def printed(case):
    """What the print stands for: all that is rounded to it."""
    value, margin = (acn.Estimate.parse(case[key]) for key in ("expected", "tolerance"))
    return acn.Estimate(value.low - margin.low, value.low + margin.low, unit=value.unit)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_published_run_is_what_the_equation_gives_or_differs_as_told(case, catalogue):
    met = answer(case, catalogue).meet(printed(case))

    assert (met is None) is ("differs" in case)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_case_says_where_it_is_from_and_allows_no_more_than_the_rounding_of_the_print(case, catalogue):
    number, _, power = case["expected"].split()[0].rstrip("%").partition("e")
    digits = len(number.partition(".")[2])
    unit = Fraction(10) ** (int(power or 0) - digits)

    assert set(case) - {"differs"} == NEEDED
    assert case["source"].startswith("arXiv ") or case["source"] in catalogue.sources
    assert parse_number(case["tolerance"].split()[0].rstrip("%")) == unit / 2


def test_there_are_cases_of_every_side_and_some_that_differ():
    assert len({case["id"] for case in CASES}) == len(CASES) >= 25
    assert {case["solve-for"] for case in CASES} == {"operations", "time", "utilisation", "tokens", "chips"}
    assert 0 < sum("differs" in case for case in CASES) < len(CASES) / 2
