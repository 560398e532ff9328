"""Where a figure comes from, and how far it is to be believed."""

from __future__ import annotations

import attrs
from attrs.converters import optional

from aichipcn.model import doors
from aichipcn.model.fields import named_fields
from aichipcn.model.terms import Term
from aichipcn.values.dates import DateRange


class Confidence(Term):
    """How a fact came to be known, from the firmest to the loosest."""

    OFFICIAL = "official"
    VENDOR_DATASHEET = "vendor-datasheet"
    PRESS = "press"
    ANALYST_ESTIMATE = "analyst-estimate"
    RUMOUR = "rumour"


@attrs.frozen(kw_only=True, field_transformer=named_fields)
class Source:
    """A published document. `read_at` is the copy that was read where it is not the original."""

    slug: str = attrs.field(converter=doors.slug)
    title: str = attrs.field(converter=doors.text)
    publisher: str = attrs.field(converter=doors.text)
    url: str | None = attrs.field(default=None, converter=doors.optional_note)
    published: DateRange | None = attrs.field(default=None, converter=doors.dates)
    confidence: Confidence | None = attrs.field(default=None, converter=optional(Confidence))
    read_at: str | None = attrs.field(default=None, converter=doors.optional_note)
    licence: str | None = attrs.field(default=None, converter=doors.optional_note)
    note: str = attrs.field(default="", converter=doors.note)

    def __str__(self) -> str:
        dated = f", {self.published}" if self.published else ""
        return f"{self.publisher}{dated}: {self.title}"
