"""The checks and the cases as tests: one each, with readable ids, and one that fails where too little was run."""

import pytest

import aichipcn as acn
from aichipcn.testing import ChecksFailedError, parametrize_with_cases, parametrize_with_checks
from tests.kit import faults
from tests.kit.faults import mandate
from tests.kit.test_casefiles import HOHHOT, written


def made_by(decorator):
    """The tests that a decorator makes, by their ids."""
    names, tests = decorator.args

    assert names in ("check", "case")
    return {decorator.kwargs["ids"](test): test for test in tests}


@parametrize_with_checks(
    [mandate(sources=()), acn.Condition("used-for", "government"), acn.Peak("fp16")],
    {"under-test": {"sources-present": "a sketch"}},
)
def test_every_check_of_some_subjects(check):
    check()


def test_each_check_of_each_subject_is_a_test_with_a_readable_id():
    ids = list(made_by(parametrize_with_checks([mandate(), acn.Condition("designed-in", "CN")])))

    assert ids[0] == "under-test-order-of-deployments"
    assert ids[-1] == "Condition-enough-checks-were-run"
    assert "under-test-enough-checks-were-run" in ids
    assert len(ids) == 35 + 1 + 12 + 1


def test_a_test_fails_is_skipped_or_expected_to_fail_as_its_check_is():
    tests = made_by(parametrize_with_checks([mandate(sources=())], {"under-test": {"sources-present": "a sketch"}}))
    broken = made_by(parametrize_with_checks([mandate(faults.Silent())]))

    tests["under-test-pure"]()
    with pytest.raises(pytest.xfail.Exception, match="a sketch"):
        tests["under-test-sources-present"]()
    with pytest.raises(pytest.skip.Exception, match="no reading is declared"):
        tests["under-test-a-stricter-reading-never-yields-more"]()
    with pytest.raises(ChecksFailedError, match=r"describe-is-text: only\.counts describes itself as ''"):
        broken["under-test-describe-is-text"]()


def test_a_subject_of_which_too_few_checks_apply_fails_a_test_of_its_own():
    few = made_by(parametrize_with_checks([acn.Peak("fp16")], minimum=14))
    enough = made_by(parametrize_with_checks([acn.Peak("fp16")]))

    enough["Peak-enough-checks-were-run"]()
    with pytest.raises(ChecksFailedError, match="at least 14 must be run"):
        few["Peak-enough-checks-were-run"]()


@pytest.mark.parametrize(
    ("expected", "message"),
    [
        ({"under-tset": {}}, "no check is named 'under-tset'; nearest: 'under-test'"),
        ({"under-test": {"puer": "x"}}, "no check is named 'puer'; nearest: 'pure'"),
    ],
)
def test_an_expectation_of_nothing_is_refused(expected, message):
    with pytest.raises(acn.AichipcnError) as raised:
        parametrize_with_checks([mandate()], expected)

    assert str(raised.value) == message


def test_what_has_no_checks_is_refused():
    with pytest.raises(acn.AichipcnError) as raised:
        parametrize_with_checks([3])

    assert str(raised.value) == (
        "there are no checks of 3; allowed: mandate, predicate, credit, measure, requirement, model, rule"
    )


def test_each_case_is_a_test(tmp_path):
    tests = made_by(parametrize_with_cases(written(tmp_path, HOHHOT, HOHHOT.replace("hohhot", "other", 1))))

    assert list(tests) == ["hohhot", "other"]
    tests["hohhot"]()


def test_a_case_that_comes_out_otherwise_fails(tmp_path):
    tests = made_by(parametrize_with_cases(written(tmp_path, HOHHOT.replace('"compliant"', '"non-compliant"'))))

    with pytest.raises(ChecksFailedError, match="the status is compliant, and non-compliant was expected"):
        tests["hohhot"]()


def test_no_cases_are_no_tests(tmp_path):
    with pytest.raises(acn.AichipcnError, match="there are no cases in"):
        parametrize_with_cases(tmp_path)
