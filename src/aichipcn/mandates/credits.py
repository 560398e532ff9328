"""How much of a chip counts: all or nothing by a condition, a part by tiers, or its share of domestic content.

A credit is any immutable value with the four members of `Credit`. What it is worth lies between nothing and all,
and is a range where a fact that decides it is not known.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Protocol, runtime_checkable

import attrs
from attrs.converters import optional

from aichipcn.codes import Code
from aichipcn.errors import InvalidTypeError, InvalidValueError, shown
from aichipcn.mandates.cases import Case, Fact
from aichipcn.mandates.predicates import Predicate, checked, predicate
from aichipcn.model.doors import instances
from aichipcn.model.fields import named_fields
from aichipcn.model.terms import Term
from aichipcn.values.estimate import NOTHING, ONE, Estimate
from aichipcn.values.numbers import Exact
from aichipcn.values.shares import format_share, parse_share
from aichipcn.values.ternary import FALSE, TRUE, UNKNOWN, Ternary

PERHAPS = Estimate(0, 1)


@runtime_checkable
class Credit(Protocol):
    """What every credit can do."""

    @property
    def reads(self) -> tuple[str, ...]:
        """The fields that decide it."""

    def worth(self, case: Case) -> Estimate:
        """How much of the chips of a case counts, from 0 to 1."""

    def describe(self) -> str:
        """What counts, in words that follow "must be"."""

    def missing(self, case: Case) -> tuple[Fact, ...]:
        """The unknown facts that leave it open; none where it is decided."""


def worth_of(truth: Ternary) -> Estimate:
    """What chips are worth of which a condition holds, does not, or may."""
    if truth is UNKNOWN:
        return PERHAPS
    return ONE if truth is TRUE else NOTHING


@attrs.frozen(field_transformer=named_fields)
class Whole:
    """All of the chips of which a condition holds, and none of the others."""

    when: Predicate = attrs.field(converter=predicate)

    @property
    def reads(self) -> tuple[str, ...]:
        """The fields of the condition."""
        return self.when.reads

    def worth(self, case: Case) -> Estimate:
        """All or nothing."""
        return worth_of(checked(self.when.holds(case), self.when))

    def describe(self) -> str:
        """The condition."""
        return self.when.describe()

    def missing(self, case: Case) -> tuple[Fact, ...]:
        """What the condition lacks."""
        return self.when.missing(case)


@attrs.frozen(kw_only=True, field_transformer=named_fields)
class Tier:
    """What chips are worth of which a condition holds."""

    when: Predicate = attrs.field(converter=predicate)
    worth: Fraction = attrs.field(converter=parse_share)


def _tiers(value: Iterable[Tier]) -> tuple[Tier, ...]:
    tiers = instances(value, Tier)
    if not tiers:
        msg = "a credit by tiers needs at least one"
        raise InvalidValueError(msg, code=Code.EMPTY)
    return tiers


@attrs.frozen(field_transformer=named_fields)
class Tiers:
    """A part of the chips, by the first tier of which the condition holds; nothing where none does."""

    tiers: tuple[Tier, ...] = attrs.field(converter=_tiers)

    @property
    def reads(self) -> tuple[str, ...]:
        """The fields of all conditions."""
        return tuple(dict.fromkeys(field for tier in self.tiers for field in tier.when.reads))

    def worth(self, case: Case) -> Estimate:
        """The worth of the first tier that holds, or the range of those that may be the first."""
        found: list[Exact] = []
        for tier in self.tiers:
            truth = checked(tier.when.holds(case), tier.when)
            if truth is not FALSE:
                found.append(tier.worth)
            if truth is TRUE:
                return Estimate(min(found), max(found))
        return Estimate(0, max(found, default=0))

    def describe(self) -> str:
        """The tiers, each with what it is worth."""
        return " or else ".join(f"{tier.when.describe()} (worth {format_share(tier.worth)})" for tier in self.tiers)

    def missing(self, case: Case) -> tuple[Fact, ...]:
        """What the conditions lack, where they leave it open."""
        if self.worth(case).is_point:
            return ()
        return tuple(dict.fromkeys(fact for tier in self.tiers for fact in tier.when.missing(case)))


class ContentOf(Term):
    """Of what the domestic content is a share."""

    COMPONENT_COST = "component-cost"


@attrs.frozen(field_transformer=named_fields)
class Content:
    """Chips by their share of domestic content; whole once it reaches `whole_from`, and nothing below `least`."""

    of: ContentOf = attrs.field(default=ContentOf.COMPONENT_COST, converter=ContentOf)
    whole_from: Fraction | None = attrs.field(default=None, converter=optional(parse_share))
    least: Fraction | None = attrs.field(default=None, converter=optional(parse_share))

    @property
    def reads(self) -> tuple[str, ...]:
        """The content of the chip."""
        return ("chip.domestic-content",)

    def worth(self, case: Case) -> Estimate:
        """The stated share, or all or nothing where a bound makes it so."""
        content = case.chip.domestic_content if case.chip else None
        if content is None or content.high is None:
            return PERHAPS
        return Estimate(self._credited(content.low), self._credited(content.high))

    def _credited(self, share: Exact) -> Exact:
        if self.least is not None and share < self.least:
            return 0
        return 1 if self.whole_from is not None and share >= self.whole_from else share

    def describe(self) -> str:
        """What is credited, with its bounds."""
        bounds = f", none below {format_share(self.least)}" if self.least is not None else ""
        bounds += f", whole from {format_share(self.whole_from)}" if self.whole_from is not None else ""
        return f"of domestic content by {self.of.value.replace('-', ' ')}{bounds}"

    def missing(self, case: Case) -> tuple[Fact, ...]:
        """The content, where it is not exactly known."""
        return () if self.worth(case).is_point else (case.fact("chip.domestic-content"),)


def credit(value: Credit) -> Credit:
    """A credit. Raises InvalidTypeError for anything else."""
    if isinstance(value, type) or not isinstance(value, Credit):
        msg = f"a credit is needed such as Tiers([Tier(when=..., worth='1/2')]), got {shown(value)}"
        raise InvalidTypeError(msg, found=value)
    return value


def checked_worth(worth: object, of: Credit) -> Estimate:
    """A worth that a credit gave. Raises InvalidTypeError or InvalidValueError where it is no part of the whole."""
    if not isinstance(worth, Estimate):
        msg = f"{type(of).__name__}.worth gave {shown(worth)}; give an Estimate from 0 to 1"
        raise InvalidTypeError(msg, found=worth)
    if worth.unit or worth.high is None or worth.high > 1:
        msg = f"{type(of).__name__}.worth gave {worth}; a worth lies between 0 and 1"
        raise InvalidValueError(msg, found=worth)
    return worth
