"""Conditions over chips, deployments and facilities, in three-valued logic.

A predicate is any immutable value with the four members of `Predicate`. It says which fields it `reads`
(`chip.designer`, `facility.place`), whether it `holds`, and `describe`s itself in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, runtime_checkable

import attrs

from aichipcn.codes import Code
from aichipcn.errors import InvalidTypeError, InvalidValueError, shown
from aichipcn.mandates.cases import Case, Fact
from aichipcn.model.doors import named
from aichipcn.model.fields import named_fields
from aichipcn.model.places import Place
from aichipcn.model.vendors import Vendor
from aichipcn.values.ternary import FALSE, TRUE, UNKNOWN, Ternary


@runtime_checkable
class Predicate(Protocol):
    """What every condition can do."""

    @property
    def reads(self) -> tuple[str, ...]:
        """The fields that decide it."""

    def holds(self, case: Case) -> Ternary:
        """Whether it holds; UNKNOWN where a field that decides it is not known."""

    def describe(self) -> str:
        """The condition in words, to follow "chips" or "facilities"."""

    def missing(self, case: Case) -> tuple[Fact, ...]:
        """The unknown facts that leave it undecided; none where it is decided."""


def predicate(value: Predicate) -> Predicate:
    """A predicate. Raises InvalidTypeError for anything else."""
    if isinstance(value, type) or not isinstance(value, Predicate):
        msg = f"a predicate is needed such as Condition('designed-in', 'CN'), got {shown(value)}"
        raise InvalidTypeError(msg, found=value)
    return value


def _parts(value: Iterable[Predicate]) -> tuple[Predicate, ...]:
    if isinstance(value, str) or not isinstance(value, Iterable):
        msg = f"a list of predicates is needed such as [Condition('designed-in', 'CN')], got {shown(value)}"
        raise InvalidTypeError(msg, found=value)
    return tuple(named(predicate, part, f"[{i}]") for i, part in enumerate(value))


@attrs.frozen(field_transformer=named_fields)
class AllOf:
    """Every one of its parts holds. Without parts it holds of everything."""

    parts: tuple[Predicate, ...] = attrs.field(default=(), converter=_parts)

    @property
    def reads(self) -> tuple[str, ...]:
        """The fields of all parts."""
        return _reads(self.parts)

    def holds(self, case: Case) -> Ternary:
        """Kleene's and of the parts."""
        result = TRUE
        for part in self.parts:
            truth = part.holds(case)
            if truth is FALSE:
                return FALSE
            if truth is not TRUE:
                result = checked(truth, part)
        return result

    def describe(self) -> str:
        """The parts joined by "and"."""
        return _joined(self.parts, " and ") or "of any kind"

    def missing(self, case: Case) -> tuple[Fact, ...]:
        """What the undecided parts lack, where they leave the whole undecided."""
        return _missing(self.parts, case) if self.holds(case) is UNKNOWN else ()


@attrs.frozen(field_transformer=named_fields)
class AnyOf:
    """At least one of its parts holds."""

    parts: tuple[Predicate, ...] = attrs.field(converter=_parts)

    def __attrs_post_init__(self) -> None:
        if not self.parts:
            msg = "'any' needs at least one condition: without one it could never hold"
            raise InvalidValueError(msg, code=Code.EMPTY)

    @property
    def reads(self) -> tuple[str, ...]:
        """The fields of all parts."""
        return _reads(self.parts)

    def holds(self, case: Case) -> Ternary:
        """Kleene's or of the parts."""
        result = FALSE
        for part in self.parts:
            truth = part.holds(case)
            if truth is TRUE:
                return TRUE
            if truth is not FALSE:
                result = checked(truth, part)
        return result

    def describe(self) -> str:
        """The parts joined by "or"."""
        return _joined(self.parts, " or ")

    def missing(self, case: Case) -> tuple[Fact, ...]:
        """What the undecided parts lack, where they leave the whole undecided."""
        return _missing(self.parts, case) if self.holds(case) is UNKNOWN else ()


@attrs.frozen(field_transformer=named_fields)
class Not:
    """Its part does not hold."""

    part: Predicate = attrs.field(converter=predicate)

    @property
    def reads(self) -> tuple[str, ...]:
        """The fields of the part."""
        return self.part.reads

    def holds(self, case: Case) -> Ternary:
        """Kleene's not of the part."""
        return ~checked(self.part.holds(case), self.part)

    def describe(self) -> str:
        """The part, negated."""
        return f"not {_nested(self.part)}"

    def missing(self, case: Case) -> tuple[Fact, ...]:
        """What the part lacks."""
        return self.part.missing(case)


def singles(predicate: Predicate) -> Iterator[Predicate]:
    """The single conditions that a predicate joins, in their order."""
    if isinstance(predicate, AllOf | AnyOf):
        for part in predicate.parts:
            yield from singles(part)
    elif isinstance(predicate, Not):
        yield from singles(predicate.part)
    else:
        yield predicate


def lies_in(place: Place | None, code: str) -> Ternary:
    """Whether a place lies in the place of a code; unknown too where only a wider place is known."""
    if place is None:
        return UNKNOWN
    if place.lies_in(code):
        return TRUE
    return UNKNOWN if place.may_lie_in(code) else FALSE


def is_or_belongs_to(vendor: Vendor | None, slug: str) -> Ternary:
    """Whether a vendor is the one of a slug, or its parent is."""
    return UNKNOWN if vendor is None else Ternary.of(slug in (vendor.slug, vendor.parent))


def checked(truth: object, of: Predicate) -> Ternary:
    """A truth that a predicate gave. Raises InvalidTypeError where it is a bool or anything else."""
    if not isinstance(truth, Ternary):
        msg = f"{type(of).__name__}.holds gave {shown(truth)}; give Ternary.TRUE, FALSE or UNKNOWN"
        raise InvalidTypeError(msg, found=truth)
    return truth


def unknown_fields(predicate: Predicate, case: Case) -> tuple[Fact, ...]:
    """The fields that a single condition reads, where it is undecided."""
    if predicate.holds(case) is not UNKNOWN:
        return ()
    return tuple(case.fact(field) for field in predicate.reads)


def _reads(parts: tuple[Predicate, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(field for part in parts for field in part.reads))


def _missing(parts: tuple[Predicate, ...], case: Case) -> tuple[Fact, ...]:
    return tuple(dict.fromkeys(fact for part in parts for fact in part.missing(case)))


def _joined(parts: tuple[Predicate, ...], word: str) -> str:
    if len(parts) == 1:
        return parts[0].describe()
    return word.join(_nested(part) for part in parts)


def _nested(part: Predicate) -> str:
    several = isinstance(part, AllOf | AnyOf) and len(part.parts) > 1
    return f"({part.describe()})" if several else part.describe()
