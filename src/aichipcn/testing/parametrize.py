"""The checks and the case files as tests of pytest: one test each, with an id that says what it is.

pytest is imported only where a decorator is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

import attrs

from aichipcn.errors import InvalidValueError
from aichipcn.export.rules import ExportRule
from aichipcn.model.facilities import Facility
from aichipcn.testing.casefiles import read_cases
from aichipcn.testing.checks import Check
from aichipcn.testing.kit import Expected, suite_of, trial_of
from aichipcn.testing.report import ChecksFailedError, Outcome, Report, Result, reasons
from aichipcn.values.memo import Memo

if TYPE_CHECKING:
    import pytest

    from aichipcn.catalogue.catalogue import Catalogue
    from aichipcn.catalogue.files import PathText

ENOUGH = "enough-checks-were-run"
"""The id of the test that fails where too few checks of a subject applied."""


@attrs.frozen(eq=False)
class Trying:
    """A subject whose checks are tried one by one, each once."""

    name: str
    checks: tuple[Check, ...]
    minimum: int
    trial: Callable[[], Any]
    reason_of: Callable[[str], str | None]
    memo: Memo = attrs.field(init=False, factory=Memo, repr=False)

    def outcome(self, check: Check) -> Outcome:
        """What comes of one check."""
        if check.id not in self.memo:
            trial = self.memo.get("trial") or self.memo.setdefault("trial", self.trial())
            self.memo[check.id] = check.tried(trial).expecting(self.reason_of(check.id))
        outcome: Outcome = self.memo[check.id]
        return outcome

    def report(self) -> Report:
        """What comes of all of them."""
        outcomes = tuple(map(self.outcome, self.checks))
        return Report(subject=self.name, outcomes=outcomes, minimum=self.minimum)


@attrs.frozen(eq=False)
class Tried:
    """One check of a subject: call it, and it raises where it fails, and skips the test where it does not apply."""

    of: Trying
    check: Check | None

    def __call__(self) -> None:
        """Raises ChecksFailedError where the check fails; without a check, where too few of them were run."""
        if self.check is None:
            report = self.of.report()
            if report.run < report.minimum:
                raise ChecksFailedError(str(report), found=report)
            return
        _passed_or_skipped(self.of.outcome(self.check))

    def __str__(self) -> str:
        return f"{self.of.name}-{self.check.id if self.check else ENOUGH}"


def parametrize_with_checks(
    subjects: Iterable[object],
    expected_failures: Mapping[str, Expected] | None = None,
    *,
    facilities: Iterable[Facility] = (),
    minimum: int | None = None,
) -> pytest.MarkDecorator:
    """A decorator of a test with one argument, `check`, that calls it: one test for each subject and check.

    Parameters
    ----------
    subjects
        Mandates, predicates, credits, measures, requirements, compute models or export rules. Each of the rules stands
        beside the others.
    expected_failures
        For the name of a subject (the slug of a mandate or of a rule, the class of anything else) the ids of the checks
        that are expected to fail, each with the reason.
    facilities
        Facilities to try them on beside those that are made of what they mention.
    minimum
        How many checks of each must be run; by default as many as its kind asks for.

    Raises
    ------
    InvalidTypeError
        For a subject of another kind.
    UnknownNameError
        For a name or an id of `expected_failures` that nothing has.
    """
    import pytest  # noqa: PLC0415  (only those who test have it)

    own, given = tuple(facilities), tuple(subjects)
    rules = tuple(subject for subject in given if isinstance(subject, ExportRule))
    trials = [partial(trial_of, subject, own, rules) for subject in given]
    tryings = [
        _trying(subject, trial, expected_failures or {}, minimum) for subject, trial in zip(given, trials, strict=True)
    ]
    reasons(dict.fromkeys(expected_failures or {}, "a subject"), [trying.name for trying in tryings])
    tests = [Tried(trying, check) for trying in tryings for check in (*trying.checks, None)]
    return pytest.mark.parametrize("check", tests, ids=str)


def _trying(subject: object, trial: Callable[[], Any], expected: Mapping[str, Expected], minimum: int | None) -> Trying:
    suite = suite_of(subject)
    name = getattr(subject, "slug", type(subject).__name__)
    return Trying(
        name=name,
        checks=suite.checks,
        minimum=suite.minimum if minimum is None else minimum,
        trial=trial,
        reason_of=reasons(expected.get(name), [check.id for check in suite.checks]),
    )


def parametrize_with_cases(path: PathText, catalogue: Catalogue | None = None) -> pytest.MarkDecorator:
    """A decorator of a test with one argument, `case`, that calls it: one test for each case of a file or a folder.

    Raises CasesError for whatever is wrong with the files, InvalidValueError where they hold no case.
    """
    import pytest  # noqa: PLC0415  (only those who test have it)

    cases = [Told(case.name, case.outcome) for case in read_cases(path, catalogue)]
    if not cases:
        msg = f"there are no cases in {path}"
        raise InvalidValueError(msg, found=path)
    return pytest.mark.parametrize("case", cases, ids=str)


@attrs.frozen(eq=False)
class Told:
    """One case: call it, and it raises where the verdict is another than expected."""

    name: str
    outcome: Callable[[], Outcome]

    def __call__(self) -> None:
        """Raises ChecksFailedError where the case fails."""
        _passed_or_skipped(self.outcome())

    def __str__(self) -> str:
        return self.name


def _passed_or_skipped(outcome: Outcome) -> None:
    import pytest  # noqa: PLC0415  (only those who test have it)

    if outcome.result is Result.FAILED:
        raise ChecksFailedError(str(outcome), found=outcome)
    if outcome.result is Result.SKIPPED:
        pytest.skip(outcome.message)
    if outcome.result is Result.EXPECTED:
        pytest.xfail(outcome.message)
