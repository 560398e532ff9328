"""Published classifications: the rules of the day say the same of a chip, or go on to differ for the reason told."""

import tomllib
from pathlib import Path

import pytest

import aichipcn as acn
from aichipcn.model.sources import Source

CASES = tomllib.loads(Path(__file__).with_name("classifications.toml").read_text("utf-8"))["case"]
NEEDED = {"id", "chip", "on", "expected", "rule", "where", "inputs", "source"}
LETTER = acn.Instrument.LETTER


def classified(case, catalogue):
    return acn.classify(case["chip"], on=case["on"], catalogue=catalogue)


def said_by(case, outcome, catalogue):
    """What catches in one outcome: the letter that is spoken of, or regulations."""
    letter = catalogue.rules[case["rule"]].instrument is LETTER
    if letter:
        return {item.rule.instrument.value for item in outcome.catches if item.rule.slug == case["rule"]}
    return {item.paragraph for item in outcome.catches if item.rule.instrument is not LETTER}


def agrees(case, said):
    """Whether what catches in one outcome is what a publication says."""
    if case["expected"] in ("caught", "outside"):
        return bool(said) is (case["expected"] == "caught")
    return said == {case["expected"]}


def answers(case, catalogue):
    """Whether each outcome agrees, with the review where the publication states one."""
    return {
        agrees(case, said_by(case, item, catalogue))
        and case.get("policy") in (None, item.policy.value if item.policy else "none stated")
        for item in classified(case, catalogue).outcomes
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_published_classification_is_what_the_rules_give_or_differs_as_told(case, catalogue):
    assert (answers(case, catalogue) == {True}) is ("differs" not in case)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_case_that_is_open_for_want_of_facts_says_so_and_no_other(case, catalogue):
    is_open = answers(case, catalogue) == {True, False}

    assert case.get("differs", "").startswith("unknown: ") is is_open
    assert not is_open or classified(case, catalogue).lacking


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_case_speaks_of_a_chip_and_a_rule_that_binds_on_its_day_and_says_where_it_is_from(case, catalogue):
    source = case["source"]

    assert set(case) - {"differs", "policy"} == NEEDED
    assert case["chip"] in {item.slug for item in catalogue.chips}
    assert case["rule"] in {item.slug for item in classified(case, catalogue).rules}
    if isinstance(source, str):
        assert source in catalogue.sources
    else:
        assert Source(slug="source", **source).url.startswith("https://")


def test_there_are_cases_of_every_kind_and_some_that_differ(catalogue):
    assert len({case["id"] for case in CASES}) == len(CASES) >= 66
    makers = {catalogue.chips[case["chip"]].designer for case in CASES}
    assert {maker.slug for maker in makers if maker} >= {"nvidia", "amd", "intel", "huawei", "biren"}
    assert {case["expected"] for case in CASES} == {"caught", "outside", "letter", "3A090.a", "3A090.b", "3A090.c"}
    assert {case.get("policy") for case in CASES} == {None, "case-by-case", "presumption-of-denial"}
    assert 0 < sum("differs" in case for case in CASES) < len(CASES) / 4
