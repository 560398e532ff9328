"""Checks: laws under stable ids, each tried on examples that hypothesis draws, always the same ones.

A law is a function of what is under test and of `Draw`. It raises `BrokenLaw` with a counterexample, which hypothesis
then makes as small as it can, or `DoesNotApply` with a reason.
"""

from __future__ import annotations

import unittest
from collections.abc import Callable, Sequence
from typing import Any, NoReturn, TypeVar

import attrs
from hypothesis import HealthCheck, Phase, Verbosity, assume, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Flaky, Unsatisfiable
from hypothesis.strategies import DataObject

from aichipcn.testing.report import Outcome, Result

T = TypeVar("T")

EXAMPLES = 25
"""On so many examples a law is tried."""


class BrokenLaw(AssertionError):  # noqa: N818  (it is no error of the library, but what a law has to say)
    """A law does not hold; the message is the counterexample."""


class DoesNotApply(unittest.SkipTest):
    """A law says nothing of what is under test; the message is why."""


def broken(message: str) -> NoReturn:
    """Say that a law does not hold. Raises BrokenLaw."""
    raise BrokenLaw(message)


def only_if(condition: bool) -> None:
    """Leave an example aside of which a law says nothing."""
    assume(condition)


class Draw:
    """What a law draws: members of pools, and numbers of chips."""

    def __init__(self, data: DataObject) -> None:
        self._data = data

    def one(self, pool: Sequence[T], what: str | None = None) -> T:
        """One of a pool; an example for which it is empty is left aside.

        Raises DoesNotApply where nothing of the kind was found at all, which `what` says.
        """
        if not pool and what is not None:
            msg = f"no {what} was found; give some with facilities=..."
            raise DoesNotApply(msg)
        only_if(bool(pool))
        return pool[self.number(0, len(pool) - 1)]

    def some(self, pool: Sequence[T], what: str | None = None, most: int = 4) -> list[T]:
        """A few of a pool, the same perhaps twice."""
        return [self.one(pool, what) for _ in range(self.number(1, most))]

    def number(self, least: int, most: int) -> int:
        """A whole number, small ones first."""
        return self._data.draw(st.integers(least, most))

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """The same items in another order."""
        return [items[i] for i in self._data.draw(st.permutations(range(len(items))))]


@attrs.frozen
class Check:
    """A law under a stable id, with a line that says why it is asked."""

    id: str
    why: str
    law: Callable[[Any, Draw], None] = attrs.field(repr=False)

    @classmethod
    def of(cls, law: Callable[[Any, Draw], None]) -> Check:
        """The check of a law: its name with hyphens, and the first line of its docstring."""
        return cls(law.__name__.replace("_", "-"), (law.__doc__ or "").strip().splitlines()[0], law)

    def tried(self, trial: object) -> Outcome:
        """What comes of it."""
        try:
            _run(self.law, trial)
        except DoesNotApply as reason:
            return Outcome(self.id, self.why, Result.SKIPPED, str(reason))
        except Unsatisfiable:
            return Outcome(self.id, self.why, Result.SKIPPED, "no example of what it asks for was found")
        except Flaky as error:
            first = getattr(error, "exceptions", (error,))[0]
            message = f"the same question has another answer each time it is asked ({first})"
            return Outcome(self.id, self.why, Result.FAILED, message)
        except BrokenLaw as found:
            return Outcome(self.id, self.why, Result.FAILED, str(found))
        except Exception as error:
            return Outcome(self.id, self.why, Result.FAILED, f"raised {type(error).__name__}: {error}")
        return Outcome(self.id, self.why, Result.PASSED)


def checks(*laws: Callable[[Any, Draw], None]) -> tuple[Check, ...]:
    """The checks of some laws."""
    return tuple(map(Check.of, laws))


def _run(law: Callable[[Any, Draw], None], trial: object) -> None:
    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
        print_blob=False,
        verbosity=Verbosity.quiet,
    )
    @given(st.data())
    def tried(data: DataObject) -> None:
        law(trial, Draw(data))

    tried()
