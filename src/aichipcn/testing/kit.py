"""Checking what somebody has made: one report each, of every law that holds of its kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol, TypeAlias, runtime_checkable

from aichipcn.compute.effective import Model, model_of
from aichipcn.errors import InvalidTypeError, shown
from aichipcn.export.rules import ExportRule
from aichipcn.mandates.credits import Credit, credit
from aichipcn.mandates.mandate import Mandate
from aichipcn.mandates.measures import AnyMeasure, measure_of
from aichipcn.mandates.predicates import Predicate, predicate
from aichipcn.mandates.schedule import Requirement
from aichipcn.model.chips import Chip
from aichipcn.model.doors import instance
from aichipcn.model.facilities import Facility
from aichipcn.testing import suites
from aichipcn.testing.parts import Part, credit_part, measure_part, predicate_part
from aichipcn.testing.report import Report, reasons
from aichipcn.testing.suites import Suite
from aichipcn.testing.trial import (
    ModelTrial,
    Trial,
    trial_of_mandate,
    trial_of_model,
    trial_of_part,
    trial_of_requirement,
    trial_of_rule,
)
from aichipcn.values.estimate import Estimate

Expected: TypeAlias = Mapping[str, str] | None
"""The checks that are expected to fail, by their ids, each with the reason; a check that then passes fails."""


def check_mandate(
    mandate: Mandate,
    expected_failures: Expected = None,
    *,
    facilities: Iterable[Facility] = (),
    stricter: Sequence[tuple[str, str]] = (),
    minimum: int | None = None,
) -> Report:
    """Try the laws of mandates on one.

    Parameters
    ----------
    mandate
        The mandate.
    expected_failures
        The ids of checks that are expected to fail, each with the reason in words.
    facilities
        Facilities to try it on beside those that are made of what it mentions. A predicate that looks at something else
        may need some: one in its scope, with chips that qualify and chips that do not.
    stricter
        Pairs of readings, of which the first is said to be at least as strict as the second.
    minimum
        How many checks must be run for the report to be green; 25 without one.

    Raises
    ------
    InvalidTypeError
        Where `mandate` is none.
    UnknownNameError
        Where no check has an id that is expected to fail, or the mandate no such reading.
    InvalidValueError
        Where an expected failure has no reason.
    """
    trial = trial_of_mandate(instance(mandate, "mandate", Mandate), facilities, stricter)
    return _report(trial, suites.MANDATES, expected_failures, minimum)


def check_predicate(
    value: Predicate,
    expected_failures: Expected = None,
    *,
    facilities: Iterable[Facility] = (),
    minimum: int | None = None,
) -> Report:
    """Try the laws of predicates on one, with the deployments of some facilities beside those that are made for it.

    Raises InvalidTypeError for what is no predicate, and what `check_mandate` raises of expected failures.
    """
    trial = trial_of_part(predicate_part(predicate(value)), facilities)
    return _report(trial, suites.PREDICATES, expected_failures, minimum)


def check_credit(
    value: Credit,
    expected_failures: Expected = None,
    *,
    facilities: Iterable[Facility] = (),
    minimum: int | None = None,
) -> Report:
    """Try the laws of credits on one, with the deployments of some facilities beside those that are made for it.

    Raises InvalidTypeError for what is no credit, and what `check_mandate` raises of expected failures.
    """
    trial = trial_of_part(credit_part(credit(value)), facilities)
    return _report(trial, suites.CREDITS, expected_failures, minimum)


def check_measure(
    value: AnyMeasure,
    expected_failures: Expected = None,
    *,
    facilities: Iterable[Facility] = (),
    minimum: int | None = None,
) -> Report:
    """Try the laws of measures on one, with the deployments of some facilities beside those that are made for it.

    Raises InvalidTypeError for what is no measure, and what `check_mandate` raises of expected failures.
    """
    trial = trial_of_part(measure_part(measure_of(value)), facilities)
    return _report(trial, suites.MEASURES, expected_failures, minimum)


def check_requirement(value: Requirement, expected_failures: Expected = None, *, minimum: int | None = None) -> Report:
    """Try the laws of requirements on one.

    Raises InvalidTypeError for what is no requirement, and what `check_mandate` raises of expected failures.
    """
    trial = trial_of_requirement(instance(value, "requirement", Requirement))  # type: ignore[type-abstract]
    return _report(trial, suites.REQUIREMENTS, expected_failures, minimum)


def check_model(
    value: Model,
    expected_failures: Expected = None,
    *,
    chips: Iterable[Chip] = (),
    at_most: Model | None = None,
    minimum: int | None = None,
) -> Report:
    """Try the laws of compute models on one, with some chips beside those that are made for it.

    `at_most` is a model whose rates it is declared never to exceed, such as a peak.
    Raises InvalidTypeError for what is no model, and what `check_mandate` raises of expected failures.
    """
    return _report(trial_of_model(model_of(value), chips, at_most), suites.MODELS, expected_failures, minimum)


def check_rule(
    rule: ExportRule,
    expected_failures: Expected = None,
    *,
    others: Iterable[ExportRule] = (),
    chips: Iterable[Chip] = (),
    minimum: int | None = None,
) -> Report:
    """Try the laws of export rules on one.

    Parameters
    ----------
    rule
        The rule.
    expected_failures
        The ids of checks that are expected to fail, each with the reason in words.
    others
        The rules beside which it stands, such as those of a catalogue: what it supersedes, and what has the paragraphs
        that its exceptions and reviews are of.
    chips
        Chips to try it on beside those that are made around its limits. A condition that looks at something else may
        need some: one that each paragraph catches.
    minimum
        How many checks must be run for the report to be green; 23 without one.

    Raises
    ------
    InvalidTypeError
        Where `rule` is none, or one of `others` or `chips` is something else.
    UnknownNameError
        Where no check has an id that is expected to fail.
    InvalidValueError
        Where an expected failure has no reason.
    """
    trial = trial_of_rule(instance(rule, "rule", ExportRule), others, chips)
    return _report(trial, suites.RULES, expected_failures, minimum)


@runtime_checkable
class RatesChips(Protocol):
    """What tells a compute model from other values."""

    def rate(self, chip: Chip) -> Estimate:
        """What one chip delivers."""

    def reason(self, chip: Chip) -> str | None:
        """Why a chip has no rate."""


def suite_of(value: object) -> Suite:
    """The checks of a mandate, of a part of one, of a model, or of an export rule.

    Raises InvalidTypeError for anything else.
    """
    for kind, suite in _SUITES:
        if isinstance(value, kind):
            return suite
    msg = f"there are no checks of {shown(value)}"
    raise InvalidTypeError(msg, found=value, allowed=[suite.of for suite in suites.SUITES])


def trial_of(value: Any, facilities: Iterable[Facility] = (), others: Iterable[ExportRule] = ()) -> Trial | ModelTrial:
    """What a mandate, a part of one, a model, or an export rule beside others is tried on.

    Raises InvalidTypeError for anything else.
    """
    suite = suite_of(value)
    if suite is suites.MANDATES:
        return trial_of_mandate(value, facilities)
    if suite is suites.REQUIREMENTS:
        return trial_of_requirement(value)
    if suite is suites.MODELS:
        return trial_of_model(value)
    if suite is suites.RULES:
        return trial_of_rule(value, others)
    return trial_of_part(_PARTS[suite.of](value), facilities)


def _report(trial: Trial | ModelTrial, suite: Suite, expected: Expected, minimum: int | None) -> Report:
    reason_of = reasons(expected, [check.id for check in suite.checks])
    outcomes = tuple(check.tried(trial).expecting(reason_of(check.id)) for check in suite.checks)
    return Report(subject=trial.name, outcomes=outcomes, minimum=suite.minimum if minimum is None else minimum)


_SUITES: tuple[tuple[type[Any], Suite], ...] = (
    (Mandate, suites.MANDATES),
    (Predicate, suites.PREDICATES),
    (Credit, suites.CREDITS),
    (AnyMeasure, suites.MEASURES),
    (Requirement, suites.REQUIREMENTS),
    (ExportRule, suites.RULES),
    (RatesChips, suites.MODELS),
)
_PARTS: dict[str, Callable[[Any], Part]] = {
    "predicate": predicate_part,
    "credit": credit_part,
    "measure": measure_part,
}
