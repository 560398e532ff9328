"""Whom a mandate lets off: outright, for a time, or case by case."""

from __future__ import annotations

from datetime import date

import attrs
from attrs.converters import optional

from aichipcn.codes import Code
from aichipcn.errors import InvalidValueError
from aichipcn.mandates.cases import Case
from aichipcn.mandates.predicates import Predicate, checked, predicate
from aichipcn.model import doors
from aichipcn.model.fields import named_fields
from aichipcn.model.sources import Source
from aichipcn.model.terms import Term
from aichipcn.values.dates import one_day
from aichipcn.values.ternary import FALSE, Ternary


class Effect(Term):
    """What becomes of a facility that is exempt: it is let off, or an authority decides."""

    EXEMPT = "exempt"
    CASE_BY_CASE = "case-by-case"


@attrs.frozen(kw_only=True, field_transformer=named_fields)
class Exemption:
    """Facilities of which a condition holds are let off from a first day on, until a day on which they no longer are.

    Raises InvalidValueError where it ends before it starts.
    """

    when: Predicate = attrs.field(converter=predicate)
    effect: Effect = attrs.field(default=Effect.EXEMPT, converter=Effect)
    since: date | None = attrs.field(default=None, converter=optional(one_day))
    until: date | None = attrs.field(default=None, converter=optional(one_day))
    sources: tuple[Source, ...] = attrs.field(default=(), converter=tuple[Source, ...])
    note: str = attrs.field(default="", converter=doors.note)

    def __attrs_post_init__(self) -> None:
        if self.since and self.until and self.until <= self.since:
            msg = f"an exemption ends before it starts: {self.since} to {self.until}"
            raise InvalidValueError(msg, found=self.until, code=Code.WRONG_RANGE).at("until")

    def applies(self, case: Case) -> Ternary:
        """Whether it lets a facility off on the date that is judged."""
        on = case.on
        if on is not None and ((self.since and on < self.since) or (self.until and on >= self.until)):
            return FALSE
        return checked(self.when.holds(case), self.when)

    def describe(self) -> str:
        """The exemption in words."""
        said = "judged case by case" if self.effect is Effect.CASE_BY_CASE else "exempt"
        span = (f" from {self.since} on" if self.since else "") + (f" until {self.until}" if self.until else "")
        return f"{said}{span}: facilities {self.when.describe()}"
