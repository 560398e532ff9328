"""What can go wrong, each with where it was found, what was found, what comes nearest and what is allowed.

Every error is an `AichipcnError` and the builtin that fits it. Bad data is an error; an unmet mandate is a verdict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from reprlib import Repr
from typing import Any, Self, TypeVar

from aichipcn.codes import Code
from aichipcn.nearest import nearest

A = TypeVar("A")
T = TypeVar("T")

_REPR = Repr()
_REPR.maxlevel = 2
_REPR.maxstring = _REPR.maxother = 60
_REPR.maxdict = _REPR.maxlist = _REPR.maxtuple = 3


class AichipcnError(Exception):
    """The base of every error that this library raises on purpose.

    `message` says all of it; `found`, `nearest` and `allowed` are the objects involved, and `code` is its kind, a
    short id with a page of its own. `path` says where in a value it was found, such as `chips[0].power`; where it was
    read from a file, `file`, `line`, `column` and `entry` say which and where, None being the file as a whole. Where
    several members of one list or table are refused, the first is raised, with the others `beside` it.
    """

    code: str = Code.INVALID_VALUE

    def __init__(
        self,
        message: str,
        *,
        found: object = None,
        nearest: Iterable[str] = (),
        allowed: Iterable[str] = (),
        code: Code | None = None,
    ) -> None:
        super().__init__(message)
        if code is not None:
            self.code = code
        self.found = found
        self.nearest = tuple(nearest)
        self.allowed = tuple(allowed)
        self.message = f"{message}{_offer('nearest', map(shown, self.nearest))}{_offer('allowed', self.allowed)}"
        self.path = self.entry = self.file = ""
        self.line: int | None = None
        self.column: int | None = None
        self.beside: tuple[AichipcnError, ...] = ()

    def at(self, *steps: str) -> Self:
        """The same error, its path seen from further out by some steps; `[0]` follows without a dot."""
        errors: list[AichipcnError] = [self, *self.beside]
        for error in errors:
            for step in reversed(steps):
                error.path = joined(step, error.path)
        return self

    def __str__(self) -> str:
        file = f"{self.file}:{self.line}" if self.file and self.line else self.file
        return ": ".join(part for part in (file, self.where, self.message) if part)

    @property
    def where(self) -> str:
        """Its path, with the entry that it is in: `chips[0].power (my-chip)`."""
        return self.path + (f" ({self.entry})" if self.entry else "")

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuilt, (type(self), self.args, self.__dict__)


class InvalidValueError(AichipcnError, ValueError):
    """A value of the right type that cannot be what it is given as."""


class InvalidTypeError(AichipcnError, TypeError):
    """A value of a type that is not accepted here."""

    code = Code.WRONG_TYPE


class UnknownUnitError(InvalidValueError):
    """A text that is no unit. `found` is the text."""

    code = Code.UNKNOWN_UNIT


class FileAccessError(AichipcnError, OSError):
    """A file that cannot be opened, read or written."""

    code = Code.UNREADABLE


class UndecidedTruthError(AichipcnError, ValueError):
    """An unknown truth was used as if it were true or false."""

    code = Code.UNDECIDED


class UnitMismatchError(AichipcnError, ValueError):
    """Two figures of different dimensions met."""

    code = Code.WRONG_DIMENSION


class BasisMismatchError(AichipcnError, ValueError):
    """Two amounts of compute on different bases met."""

    code = Code.WRONG_DIMENSION


class CountedTwiceError(AichipcnError, ValueError):
    """Two factors that include the same loss met. `found` is what both of them include."""

    code = Code.COUNTED_TWICE


class UnknownNameError(AichipcnError, LookupError):
    """A name that nothing has. `name` is what was asked for, `nearest` what comes close."""

    code = Code.UNKNOWN_NAME

    def __init__(self, kind: str, name: object, known: Iterable[str]) -> None:
        self.kind = kind
        self.name = name
        super().__init__(f"no {kind} is named {shown(name)}", found=name, nearest=nearest(name, known))


class NoSuchFormatError(AichipcnError, LookupError):
    """A chip has no sourced rate in the number format that was asked for."""

    code = Code.NO_RATE

    def __init__(self, chip: str, wanted: str, available: Iterable[str]) -> None:
        self.chip = chip
        self.wanted = wanted
        self.available = tuple(available)
        has = ", ".join(self.available) or "none"
        super().__init__(f"{chip} has no sourced {wanted} rate; formats with one: {has}", found=wanted)


class ExtensionError(AichipcnError, RuntimeError):
    """What an installed `distribution` publishes, by its `group` and `name`, and cannot be used; `said` is why."""

    code = Code.BROKEN_EXTENSION

    def __init__(self, distribution: str, group: str, name: str, said: str) -> None:
        self.distribution = distribution
        self.group = group
        self.name = name
        self.said = said
        super().__init__(f"{distribution}: {name} of {group}: {said}", found=name)


class ExtensionWarning(UserWarning):
    """An installed extension is broken, and was left out."""


class CatalogueError(AichipcnError, ValueError):
    """Everything that is wrong with the files of a catalogue: `problems` are errors, each with its file and path."""

    code = Code.PROBLEMS
    place = "the catalogue's files"

    def __init__(self, problems: Iterable[AichipcnError | str]) -> None:
        errors = [problem if isinstance(problem, AichipcnError) else InvalidValueError(problem) for problem in problems]
        self.problems = tuple(one.with_traceback(None) for error in errors for one in apart(error))
        count = len(self.problems)
        head = "1 problem" if count == 1 else f"{count} problems"
        super().__init__("\n".join([f"{head} in {self.place}:", *map(str, self.problems)]))


class ExtensionsError(CatalogueError):
    """Everything that is wrong with installed extensions: `problems` are errors, each an ExtensionError."""

    place = "the extensions"


class FramesError(AichipcnError, ValueError):
    """Everything that is wrong with the two tables of an inventory: `findings` say what, with samples of the rows."""

    code = Code.PROBLEMS

    def __init__(self, findings: Iterable[Any]) -> None:
        self.findings = tuple(findings)
        count = len(self.findings)
        head = "1 problem" if count == 1 else f"{count} problems"
        super().__init__("\n".join([f"{head} in the tables:", *(finding.shown for finding in self.findings)]))


def apart(error: AichipcnError) -> tuple[AichipcnError, ...]:
    """An error and those beside it, each by itself."""
    errors = (error, *error.beside)
    error.beside = ()
    return errors


def every(make: Callable[[A], T], values: Iterable[A]) -> list[T]:
    """What is made of each of some values. Raises the first error, with those of the other values beside it."""
    made: list[T] = []
    errors: list[AichipcnError] = []
    for value in values:
        try:
            made.append(make(value))
        except AichipcnError as error:
            errors += apart(error)
    if errors:
        errors[0].beside = tuple(errors[1:])
        raise errors[0]
    return made


def shown(value: object) -> str:
    """A value as a message shows it: a date as it is written, anything long cut."""
    if isinstance(value, date):
        return value.isoformat()
    try:
        return _REPR.repr(value)
    except ValueError:  # an integer of thousands of digits
        return f"a long {type(value).__name__}"


def joined(path: str, step: str) -> str:
    """A path with one more step, or several."""
    return f"{path}{step}" if not path or not step or step.startswith("[") else f"{path}.{step}"


def key_step(key: object) -> str:
    """A key of a file as a step of a path, cut where it is long."""
    text = str(key)
    return text if len(text) <= 60 else f"{text[:60]}…"


def unknown_key(key: object, allowed: Iterable[str]) -> AichipcnError:
    """The error of a key that a table does not take."""
    names = tuple(allowed)
    near = nearest(str(key), names, count=1)
    return InvalidValueError("unknown key", found=key, nearest=near, allowed=names, code=Code.UNKNOWN_KEY).at(
        key_step(key)
    )


def missing(hint: str = "") -> AichipcnError:
    """The error of a key that a table lacks, with what to write."""
    return InvalidValueError(f"is missing; {hint}" if hint else "is missing", code=Code.MISSING_KEY)


def repaired(text: str, repairs: Iterable[str], read: Callable[[str], object]) -> tuple[str, ...]:
    """The first of some repairs of a text that can be read, to offer as its nearest match; empty without one."""
    for repair in repairs:
        if repair != text:
            try:
                read(repair)
            except AichipcnError:
                continue
            return (repair,)
    return ()


def _offer(label: str, offered: Iterable[str]) -> str:
    text = ", ".join(offered)
    return f"; {label}: {text}" if text else ""


def _rebuilt(cls: type[AichipcnError], args: tuple[Any, ...], state: dict[str, Any]) -> AichipcnError:
    """An error out of a pickle or a copy, whatever its constructor takes."""
    error = cls.__new__(cls, *args)
    error.__dict__.update(state)
    return error
