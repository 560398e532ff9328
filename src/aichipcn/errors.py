"""What can go wrong, each with what was found and what to do.

Every error is an `AichipcnError` and the builtin that fits it. Bad data is an error; an unmet mandate is a verdict.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class AichipcnError(Exception):
    """The base of every error that this library raises on purpose."""


class InvalidValueError(AichipcnError, ValueError):
    """A value of the right type that cannot be what it is given as."""


class InvalidTypeError(AichipcnError, TypeError):
    """A value of a type that is not accepted here."""


class UndecidedTruthError(AichipcnError, ValueError):
    """An unknown truth was used as if it were true or false."""


class UnitMismatchError(AichipcnError, ValueError):
    """Two figures of different dimensions met."""


class BasisMismatchError(AichipcnError, ValueError):
    """Two amounts of compute on different bases met."""


class UnknownNameError(AichipcnError, LookupError):
    """A name that nothing has. `name` is what was asked for, `nearest` what comes close."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        self.kind = kind
        self.name = name
        self.nearest = nearest(name, known)
        super().__init__(f"no {kind} is named {name!r}{hint(self.nearest)}")


class NoSuchFormatError(AichipcnError, LookupError):
    """A chip has no sourced rate in the number format that was asked for."""

    def __init__(self, chip: str, wanted: str, available: Iterable[str]) -> None:
        self.chip = chip
        self.wanted = wanted
        self.available = tuple(available)
        has = ", ".join(self.available) or "none"
        super().__init__(f"{chip} has no sourced {wanted} rate; formats with one: {has}")


class CatalogueError(AichipcnError, ValueError):
    """Everything that is wrong with the files of a catalogue, each problem with its path."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        count = len(self.problems)
        head = "1 problem" if count == 1 else f"{count} problems"
        super().__init__("\n".join([f"{head} in the catalogue's files:", *self.problems]))


def nearest(name: str, known: Iterable[str], *, count: int = 3) -> tuple[str, ...]:
    """The known names closest to one that was not found, best first."""
    by_lower = {candidate.lower(): candidate for candidate in known}
    return tuple(by_lower[match] for match in get_close_matches(name.lower(), by_lower, n=count, cutoff=0.5))


def hint(matches: Iterable[str]) -> str:
    """The tail of a message that offers near matches; empty when there are none."""
    offered = ", ".join(repr(match) for match in matches)
    return f"; nearest: {offered}" if offered else ""
