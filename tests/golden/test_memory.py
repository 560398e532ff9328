"""Published sizes of language models: a card gives what is printed, or goes on to differ for the reason told."""

import tomllib
from fractions import Fraction
from pathlib import Path

import pytest

import aichipcn as acn
from aichipcn.compute.workloads import Decode

CASES = tomllib.loads(Path(__file__).with_name("memory.toml").read_text("utf-8"))["case"]
NEEDED = {"id", "what", "transformer", "format", "expected", "tolerance", "source", "where", "inputs"}


def step(case, catalogue, **given):
    formats = {"weights": case["format"], "cache": case["format"]}
    return Decode(transformer=catalogue.transformers[case["transformer"]], **formats, **given).demand


def weights(case, catalogue):
    """What is held without the cache: of two sequences and of one, the difference is the cache of one."""
    one, two = (step(case, catalogue, context=1, batch=batch).resident for batch in (1, 2))
    return 2 * one - two


def cache(case, catalogue):
    """What so many tokens more take."""
    one, more = (step(case, catalogue, context=context).resident for context in (1, 1 + case["tokens"]))
    return more - one


KINDS = {"weights": weights, "cache": cache}


def printed(case):
    """What the print stands for."""
    value, margin = acn.Estimate.parse(case["expected"]), acn.Estimate.parse(case["tolerance"]).low
    return acn.Estimate(value.low * (1 - margin), value.low * (1 + margin), unit=value.unit)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_published_size_is_what_the_card_gives_or_differs_as_told(case, catalogue):
    held = acn.Estimate.point(KINDS[case["what"]](case, catalogue), "B")

    assert (held.meet(printed(case)) is None) is ("differs" in case)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_size_is_a_count_of_numbers_times_their_width(case, catalogue):
    of = catalogue.transformers[case["transformer"]]
    numbers = of.parameters if case["what"] == "weights" else case["tokens"] * of.cached

    assert KINDS[case["what"]](case, catalogue) == Fraction(numbers * acn.NumberFormat(case["format"]).bits, 8)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_case_says_where_it_is_from(case, catalogue):
    assert set(case) - {"differs", "printed", "tokens"} == NEEDED
    assert ("tokens" in case) is (case["what"] == "cache")
    assert case["source"] in catalogue.sources


def test_there_are_cases_of_both_and_some_that_differ():
    assert len({case["id"] for case in CASES}) == len(CASES) >= 26
    assert {case["what"] for case in CASES} == set(KINDS)
    assert 0 < sum("differs" in case for case in CASES) < len(CASES) / 2
