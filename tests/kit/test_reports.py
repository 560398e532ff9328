"""A report is green where nothing failed that was not expected to, and enough was run."""

import json
import re

import attrs
import pytest

import aichipcn as acn
from aichipcn.testing import (
    SUITES,
    ChecksFailedError,
    Outcome,
    Report,
    Result,
    check_credit,
    check_mandate,
    check_measure,
    check_model,
    check_predicate,
    check_requirement,
)
from aichipcn.testing.checks import Check
from tests.kit import faults
from tests.kit.faults import mandate

SOURCELESS = mandate(sources=())


def report(*results, minimum=0):
    outcomes = [Outcome(f"check-{i}", "Because.", result, "said") for i, result in enumerate(results)]
    return Report(subject="subject", outcomes=tuple(outcomes), minimum=minimum)


def test_what_was_run_is_all_but_what_was_skipped():
    made = report(Result.PASSED, Result.FAILED, Result.EXPECTED, Result.SKIPPED, Result.PASSED)

    assert made.counts == {"run": 4, "passed": 2, "failed": 1, "expected": 1, "skipped": 1}


@pytest.mark.parametrize(
    ("results", "minimum", "green"),
    [
        ([Result.PASSED], 1, True),
        ([Result.PASSED, Result.EXPECTED], 2, True),
        ([Result.PASSED, Result.SKIPPED], 1, True),
        ([Result.PASSED, Result.SKIPPED], 2, False),
        ([Result.PASSED, Result.FAILED], 1, False),
        ([], 1, False),
    ],
)
def test_a_report_is_green_where_nothing_failed_and_enough_was_run(results, minimum, green):
    made = report(*results, minimum=minimum)

    assert made.is_green is green
    if green:
        made.raise_if_failed()
    else:
        with pytest.raises(ChecksFailedError, match=re.escape(str(made))) as raised:
            made.raise_if_failed()
        assert raised.value.found is made
        assert isinstance(raised.value, AssertionError)
        assert isinstance(raised.value, acn.AichipcnError)


def test_a_report_says_what_failed_first_and_what_was_skipped_last():
    made = report(Result.SKIPPED, Result.PASSED, Result.EXPECTED, Result.FAILED, minimum=9)

    assert str(made) == (
        "subject: 3 checks run; at least 9 must be run: 1 passed, 1 failed, 1 expected, 1 skipped\n"
        "failed   check-3: said\n"
        "expected check-2: said\n"
        "skipped  check-0: said"
    )


def test_a_report_is_plain_data_under_a_format_id():
    made = report(Result.FAILED)
    data = json.loads(json.dumps(made.to_dict()))

    assert data == {
        "format": "aichipcn.checks/1",
        "subject": "subject",
        "green": False,
        "minimum": 0,
        "counts": made.counts,
        "outcomes": [{"id": "check-0", "why": "Because.", "result": "failed", "message": "said"}],
    }


def test_an_outcome_is_found_by_its_id():
    assert report(Result.PASSED)["check-0"].result is Result.PASSED
    with pytest.raises(acn.AichipcnError, match=re.escape("no check is named 'check-1'; nearest: 'check-0'")):
        report(Result.PASSED)["check-1"]


def test_a_failure_that_is_expected_does_not_spoil_a_report():
    made = check_mandate(SOURCELESS, {"sources-present": "a sketch"})

    assert made.is_green
    assert made["sources-present"].result is Result.EXPECTED
    assert made["sources-present"].message == "a sketch (the mandate names no source)"


def test_a_failure_that_is_expected_and_does_not_come_fails():
    made = check_mandate(mandate(), {"sources-present": "a sketch"})

    assert made["sources-present"].result is Result.FAILED
    assert made["sources-present"].message == "expected to fail, because a sketch; it passed"


def test_a_failure_that_is_expected_of_a_check_that_does_not_apply_fails():
    made = check_mandate(mandate(), {"a-stricter-reading-never-yields-more": "they overlap"})

    assert made["a-stricter-reading-never-yields-more"].message == (
        "expected to fail, because they overlap; it was skipped (no reading is declared to be stricter than another;"
        " say so with stricter=[(strict, lax)])"
    )


@pytest.mark.parametrize(
    ("expected", "message"),
    [
        ({"sources-presnt": "a sketch"}, "no check is named 'sources-presnt'; nearest: 'sources-present'"),
        (
            {"sources-present": ""},
            "expected_failures.sources-present: an expected failure needs a reason in words, got ''",
        ),
        ({"pure": None}, "expected_failures.pure: an expected failure needs a reason in words, got None"),
    ],
)
def test_an_expectation_without_a_check_or_a_reason_is_refused(expected, message):
    with pytest.raises(acn.AichipcnError) as raised:
        check_mandate(mandate(), expected)

    assert str(raised.value) == message


def test_a_mandate_that_skips_checks_is_not_green():
    """Of an unstated threshold many laws say nothing; the floor can be set so that this is too little."""
    unstated = mandate(require=acn.Schedule({faults.DAY: "unstated"}))

    assert check_mandate(unstated).is_green
    assert check_mandate(unstated, minimum=34).is_green is False


def test_a_mandate_of_which_nothing_can_be_tried_is_not_green():
    made = check_mandate(mandate(faults.Raising()))

    assert made.run < made.minimum
    assert not made.is_green
    assert "at least 25 must be run" in str(made)
    assert made["can-be-judged"].message == "it raised AttributeError: 'NoneType' object has no attribute 'place'"


def test_facilities_of_ones_own_reach_what_is_not_mentioned():
    """A scope by name is found only where a facility of the name is given."""
    rule = mandate(scope=faults.Named("Lingang"))
    home, abroad = (acn.Chip(slug=firm.slug, name=firm.name, designer=firm) for firm in (faults.AT_HOME, faults.ABROAD))
    lingang = acn.Facility(
        slug="lingang",
        name="Lingang",
        commissioned="2020",
        deployments=[acn.Deployment(chip=home, count=1), acn.Deployment(chip=abroad, count=1)],
    )

    assert check_mandate(rule)["reaches-a-facility"].result is Result.FAILED
    assert check_mandate(rule, facilities=[lingang]).is_green


@pytest.mark.parametrize(
    ("check", "message"),
    [
        (check_mandate, "mandate: not a Mandate: 3"),
        (check_predicate, "a predicate is needed such as Condition('designed-in', 'CN'), got 3"),
        (check_credit, "a credit is needed such as Tiers([Tier(when=..., worth='1/2')]), got 3"),
        (check_measure, "a measure is needed such as Measure('power'), got 3"),
        (check_requirement, "requirement: not a Requirement: 3"),
        (check_model, "not a model of what chips deliver: 3; write one such as Peak('fp16')"),
    ],
)
def test_what_is_of_another_kind_is_refused(check, message):
    with pytest.raises(acn.AichipcnError) as raised:
        check(3)

    assert str(raised.value) == message


def test_the_same_report_comes_each_time():
    assert check_mandate(SOURCELESS) == check_mandate(SOURCELESS)


def test_ids_are_slugs_and_each_check_says_why_in_a_line():
    for suite in SUITES:
        ids = [check.id for check in suite.checks]

        assert len(set(ids)) == len(ids) >= suite.minimum
        for check in suite.checks:
            assert re.fullmatch(r"[a-z]+(-[a-z]+)*", check.id)
            assert re.fullmatch(r"[A-Z][^\n]{20,130}\.", check.why), check


def test_a_check_without_an_example_is_skipped():
    def never(trial, draw):
        """It asks for what there is not, on purpose."""
        draw.one([])

    outcome = Check.of(never).tried(None)

    assert (outcome.id, outcome.result) == ("never", Result.SKIPPED)
    assert outcome.message == "no example of what it asks for was found"


def test_a_law_that_finds_nothing_to_draw_from_says_what():
    def lacking(trial, draw):
        """It draws from nothing, on purpose."""
        draw.one([], "chip of a kind")

    assert Check.of(lacking).tried(None).message == "no chip of a kind was found; give some with facilities=..."


def test_outcomes_are_values():
    outcome = Outcome("a", "b", Result.PASSED)

    assert outcome == attrs.evolve(outcome)
    assert str(outcome) == "passed   a: b"
