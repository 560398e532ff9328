"""Truth where facts may be missing: Kleene's three-valued logic.

UNKNOWN is not false: asking for its `bool` is an error, so that no `if` decides what nobody knows.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from aichipcn.errors import UndecidedTruthError

if TYPE_CHECKING:
    from collections.abc import Iterable


class Ternary(Enum):
    """TRUE, FALSE or UNKNOWN, with `&`, `|` and `~` after Kleene (1952)."""

    FALSE = 0
    UNKNOWN = 1
    TRUE = 2

    @classmethod
    def of(cls, truth: bool | None) -> Ternary:
        """The truth value of a plain bool; None is unknown."""
        if truth is None:
            return cls.UNKNOWN
        return cls.TRUE if truth else cls.FALSE

    def __and__(self, other: Ternary) -> Ternary:
        if self is FALSE or other is FALSE:
            return FALSE
        return other if self is TRUE else UNKNOWN

    def __or__(self, other: Ternary) -> Ternary:
        if self is TRUE or other is TRUE:
            return TRUE
        return other if self is FALSE else UNKNOWN

    def __invert__(self) -> Ternary:
        if self is UNKNOWN:
            return UNKNOWN
        return FALSE if self is TRUE else TRUE

    def __bool__(self) -> bool:
        if self is Ternary.UNKNOWN:
            msg = "the truth is unknown: compare with Ternary.TRUE instead of using it as a bool"
            raise UndecidedTruthError(msg)
        return self is Ternary.TRUE

    def __str__(self) -> str:
        return self.name.lower()


TRUE, FALSE, UNKNOWN = Ternary.TRUE, Ternary.FALSE, Ternary.UNKNOWN


def all_of(truths: Iterable[Ternary]) -> Ternary:
    """Kleene's and over any number of truths; TRUE for none."""
    return min(truths, key=lambda truth: truth.value, default=TRUE)


def any_of(truths: Iterable[Ternary]) -> Ternary:
    """Kleene's or over any number of truths; FALSE for none."""
    return max(truths, key=lambda truth: truth.value, default=FALSE)
