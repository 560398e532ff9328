"""How the testing kit is used from typed code: checked by mypy strict, never run."""

from datetime import date
from typing import Any, assert_type

from hypothesis import given
from hypothesis.strategies import SearchStrategy

import aichipcn as acn
from aichipcn.testing import (
    SUITES,
    Outcome,
    Report,
    Result,
    check_credit,
    check_mandate,
    check_measure,
    check_model,
    check_predicate,
    check_requirement,
    check_rule,
    parametrize_with_cases,
    parametrize_with_checks,
    run_cases,
    strategies,
)

catalogue = acn.load_catalogue()
designed = acn.Condition("designed-in", "CN")
schedule = acn.Schedule({date(2028, 1, 1): "60%"})

report = check_mandate(
    catalogue.mandates["shanghai-2027"],
    {"sources-present": "a sketch"},
    facilities=catalogue.facilities,
    stricter=[("designed-and-produced", "designed-or-produced")],
    minimum=30,
)
assert_type(report, Report)
assert_type(report.is_green, bool)
assert_type(report.counts, dict[str, int])
assert_type(report.of(Result.FAILED), tuple[Outcome, ...])
assert_type(report["pure"].result, Result)
assert_type(report.to_dict(), dict[str, Any])
report.raise_if_failed()

assert_type(check_predicate(designed, facilities=catalogue.facilities), Report)
assert_type(check_credit(acn.Tiers([acn.Tier(when=designed, worth="1/2")])), Report)
assert_type(check_measure(acn.Measure("power")), Report)
assert_type(check_requirement(schedule), Report)
assert_type(check_model(acn.Peak("fp16"), chips=catalogue.chips, at_most=acn.Peak("fp16")), Report)
assert_type(
    check_rule(
        catalogue.rules["us-2023-10"],
        {"sources-present": "a sketch"},
        others=catalogue.rules,
        chips=catalogue.chips,
        minimum=25,
    ),
    Report,
)
assert_type(run_cases("cases", catalogue), Report)
assert_type([check.id for suite in SUITES for check in suite.checks], list[str])

assert_type(strategies.facilities(chips=catalogue.chips), SearchStrategy[acn.Facility])
assert_type(strategies.mandates(), SearchStrategy[acn.Mandate])
assert_type(strategies.export_rules(), SearchStrategy[acn.ExportRule])
assert_type(strategies.paragraphs(), SearchStrategy[acn.Paragraph])
assert_type(strategies.reviews(), SearchStrategy[acn.Review])
assert_type(strategies.licence_exceptions(), SearchStrategy[acn.LicenceException])
assert_type(strategies.catalogues(), SearchStrategy[acn.Catalogue])


@parametrize_with_checks(
    [catalogue.mandates["shanghai-2027"], designed, *catalogue.rules], {"shanghai-2027": {"pure": "it is not"}}
)
def test_checks(check: Any) -> None:
    check()


@parametrize_with_cases("cases", catalogue)
def test_cases(case: Any) -> None:
    case()


@given(strategies.facilities(), strategies.mandates())
def test_verdicts(facility: acn.Facility, mandate: acn.Mandate) -> None:
    assert acn.assess(facility, mandate, on=date(2028, 1, 1)).status in acn.Status
