"""What publications say could be had in China on a day: the catalogue gives it, side by side of the wall."""

import tomllib
from pathlib import Path

import pytest

import aichipcn as acn

CASES = tomllib.loads(Path(__file__).with_name("obtainable.toml").read_text("utf-8"))["case"]
NEEDED = {"id", "chip", "on", "export", "guidance", "answer", "where", "source"}


def found(case):
    return acn.obtainable(case["chip"], on=case["on"], by=case.get("by"), end_use=case.get("end-use"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_what_could_be_had_on_a_day(case):
    answer = found(case)
    (export,) = [item for item in answer.hurdles if item.kind.value == "export"]

    assert (str(export.truth), str(answer.may_be_bought), str(answer.answer)) == (
        case["export"],
        case["guidance"],
        case["answer"],
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_case_says_where_it_is_from(case, catalogue):
    assert set(case) - {"by", "end-use", "hence"} == NEEDED
    assert case["source"] == catalogue.sources[case["source"]].slug


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_every_hurdle_of_a_case_that_is_not_cleared_has_sources_or_says_what_is_missing(case):
    for hurdle in found(case).in_the_way:
        assert hurdle.sources
        assert hurdle.truth is acn.Ternary.FALSE or hurdle.lacking
