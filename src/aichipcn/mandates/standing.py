"""How far a mandate has come, and how it came there."""

from __future__ import annotations

import attrs

from aichipcn.model import doors
from aichipcn.model.fields import named_fields
from aichipcn.model.sources import Source
from aichipcn.model.terms import Term
from aichipcn.values.dates import DateRange


class LegalForce(Term):
    """What binds those in scope."""

    LAW = "law"
    REGULATION = "regulation"
    GUIDELINE = "guideline"
    GUIDANCE = "guidance"
    TARGET = "target"
    REQUEST = "request"


class MandateStatus(Term):
    """How far a mandate has come."""

    REPORTED = "reported"
    PROPOSED = "proposed"
    ANNOUNCED = "announced"
    ADOPTED = "adopted"
    IN_FORCE = "in-force"
    LAPSED = "lapsed"


@attrs.frozen(kw_only=True, field_transformer=named_fields)
class StatusChange:
    """A mandate came to have a status on a day: a step of its history."""

    status: MandateStatus = attrs.field(converter=MandateStatus)
    since: DateRange | None = attrs.field(default=None, converter=doors.dates)
    wording: str | None = attrs.field(default=None, converter=doors.optional_note)
    verified: DateRange | None = attrs.field(default=None, converter=doors.dates)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=tuple[Source, ...])
    note: str = attrs.field(default="", converter=doors.note)
