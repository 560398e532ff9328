"""What came of checks: each with its id, why it is asked, and what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import attrs

from aichipcn.codes import Code
from aichipcn.errors import AichipcnError, InvalidValueError, UnknownNameError, shown
from aichipcn.model.terms import Term

FORMAT = "aichipcn.checks/1"


class Result(Term):
    """What came of one check."""

    PASSED = "passed"
    FAILED = "failed"
    EXPECTED = "expected"
    """It failed, as it was expected to."""
    SKIPPED = "skipped"


class ChecksFailedError(AichipcnError, AssertionError):
    """Checks failed, or too few of them were run. `found` is the report."""

    code = Code.CHECKS_FAILED


@attrs.frozen
class Outcome:
    """What came of a check: `message` is its counterexample, or the reason why it was skipped or expected to fail."""

    id: str
    why: str
    result: Result
    message: str = ""

    def expecting(self, reason: str | None) -> Outcome:
        """The outcome where a failure was expected for a reason: to pass, or not to apply, is then to fail."""
        if reason is None:
            return self
        if self.result is Result.FAILED:
            return attrs.evolve(self, result=Result.EXPECTED, message=f"{reason} ({self.message})")
        said = f" ({self.message})" if self.message else ""
        message = f"expected to fail, because {reason}; it {self.result.value.replace('skipped', 'was skipped')}{said}"
        return attrs.evolve(self, result=Result.FAILED, message=message)

    def __str__(self) -> str:
        return f"{self.result.value:8} {self.id}: {self.message or self.why}"


@attrs.frozen(kw_only=True)
class Report:
    """What came of all checks of a subject. It is green where none failed and at least `minimum` were run."""

    subject: str
    outcomes: tuple[Outcome, ...]
    minimum: int

    @property
    def counts(self) -> dict[str, int]:
        """How many checks were run, and how many of those passed, failed, and failed as expected; how many skipped."""
        found = {result.value: len(self.of(result)) for result in Result}
        return {"run": len(self.outcomes) - found["skipped"], **found}

    @property
    def run(self) -> int:
        """How many checks were run: all but those that were skipped."""
        return self.counts["run"]

    @property
    def is_green(self) -> bool:
        """Whether no check failed, and enough of them were run."""
        return not self.of(Result.FAILED) and self.run >= self.minimum

    def of(self, result: Result | str) -> tuple[Outcome, ...]:
        """The outcomes of one kind, such as `"failed"`. Raises InvalidValueError with the nearest for another text."""
        wanted = Result(result)
        return tuple(outcome for outcome in self.outcomes if outcome.result is wanted)

    def __getitem__(self, identity: str) -> Outcome:
        """The outcome of a check. Raises UnknownNameError with the nearest."""
        for outcome in self.outcomes:
            if outcome.id == identity:
                return outcome
        raise UnknownNameError("check", identity, [outcome.id for outcome in self.outcomes])

    def raise_if_failed(self) -> None:
        """Raise ChecksFailedError with the whole report where it is not green."""
        if not self.is_green:
            raise ChecksFailedError(str(self), found=self)

    def to_dict(self) -> dict[str, Any]:
        """Plain data under the format id `aichipcn.checks/1`."""
        rows = [{**attrs.asdict(outcome), "result": outcome.result.value} for outcome in self.outcomes]
        return {
            "format": FORMAT,
            "subject": self.subject,
            "green": self.is_green,
            "minimum": self.minimum,
            "counts": self.counts,
            "outcomes": rows,
        }

    def __str__(self) -> str:
        counts = self.counts
        said = ", ".join(f"{counts[result.value]} {result.value}" for result in Result)
        few = f"; at least {self.minimum} must be run" if self.run < self.minimum else ""
        told = [
            str(outcome) for result in (Result.FAILED, Result.EXPECTED, Result.SKIPPED) for outcome in self.of(result)
        ]
        return "\n".join([f"{self.subject}: {self.run} checks run{few}: {said}", *told])


def reasons(expected: Mapping[str, str] | None, ids: Iterable[str]) -> Callable[[str], str | None]:
    """Why each check is expected to fail, if it is.

    Raises UnknownNameError for an id that no check has, InvalidValueError for an expectation without a reason.
    """
    known = tuple(ids)
    for identity, reason in (expected or {}).items():
        if identity not in known:
            raise UnknownNameError("check", identity, known)
        if not isinstance(reason, str) or not reason.strip():
            msg = f"an expected failure needs a reason in words, got {shown(reason)}"
            raise InvalidValueError(msg, found=reason).at(f"expected_failures.{identity}")
    return (expected or {}).get
