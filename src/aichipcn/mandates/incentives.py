"""What is offered rather than required: a price preference, a subsidy. Recorded, and never a verdict."""

from __future__ import annotations

from datetime import date

import attrs
from attrs.converters import optional

from aichipcn.codes import Code
from aichipcn.errors import InvalidValueError
from aichipcn.mandates.cases import Case
from aichipcn.mandates.credits import Credit, credit
from aichipcn.mandates.predicates import AllOf, Predicate, checked, predicate
from aichipcn.mandates.standing import LegalForce, MandateStatus
from aichipcn.model import doors
from aichipcn.model.facilities import Facility
from aichipcn.model.fields import named_fields
from aichipcn.model.places import Place
from aichipcn.model.sources import Confidence, Source
from aichipcn.model.terms import Term
from aichipcn.values.dates import DateRange
from aichipcn.values.ternary import FALSE, TRUE, Ternary


class IncentiveKind(Term):
    """How an incentive works."""

    PRICE_PREFERENCE = "price-preference"
    SUBSIDY = "subsidy"
    TAX_RELIEF = "tax-relief"
    OTHER = "other"


@attrs.frozen(kw_only=True, field_transformer=named_fields)
class Incentive:
    """An offer to facilities in its scope, for chips that qualify, from a day on until a day on which it ends.

    `benefit` says what is offered, in words. Chips that it says `qualify` count whole, with a `credit` by that; both
    are None where no report says for which chips.
    """

    slug: str = attrs.field(converter=doors.slug)
    title: str = attrs.field(converter=doors.text)
    kind: IncentiveKind = attrs.field(converter=IncentiveKind)
    benefit: str = attrs.field(converter=doors.text)
    issuer: str | None = attrs.field(default=None, converter=doors.optional_note)
    place: Place | None = attrs.field(default=None, validator=doors.is_a(Place, optional=True))
    legal_force: LegalForce | None = attrs.field(default=None, converter=optional(LegalForce))
    since: DateRange | None = attrs.field(default=None, converter=doors.dates)
    until: DateRange | None = attrs.field(default=None, converter=doors.dates)
    scope: Predicate = attrs.field(factory=AllOf, converter=predicate)
    qualifies: Predicate | None = attrs.field(default=None, converter=optional(predicate))
    credit: Credit | None = attrs.field(default=None, converter=optional(credit))
    status: MandateStatus = attrs.field(default=MandateStatus.REPORTED, converter=MandateStatus)
    wording: str | None = attrs.field(default=None, converter=doors.optional_note)
    verified: DateRange | None = attrs.field(default=None, converter=doors.dates)
    aliases: tuple[str, ...] = attrs.field(default=(), converter=doors.texts)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=tuple[Source, ...])
    confidence: Confidence | None = attrs.field(default=None, converter=optional(Confidence))
    note: str = attrs.field(default="", converter=doors.note)

    def __attrs_post_init__(self) -> None:
        if self.since and self.until and self.until.last < self.since.first:
            msg = f"an incentive ends before it starts: {self.since} to {self.until}"
            raise InvalidValueError(msg, found=self.until, code=Code.WRONG_RANGE).at("until")

    def offered(self, facility: Facility, on: date) -> Ternary:
        """Whether a facility is one to which it is offered on a date."""
        begun = TRUE if self.since is None else self.since.on_or_before(on)
        ended = FALSE if self.until is None else self.until.on_or_before(on)
        return begun & ~ended & checked(self.scope.holds(Case(facility, on=on)), self.scope)

    def __str__(self) -> str:
        return self.title
