"""Where a figure comes from, and how far it is to be believed."""

from __future__ import annotations

from enum import Enum

import attrs

from aichipcn.model.fields import dates_field, enum_field, note_field, slug_field, text_field
from aichipcn.values.dates import DateRange


class Confidence(Enum):
    """How a fact came to be known, from the firmest to the loosest."""

    OFFICIAL = "official"
    VENDOR_DATASHEET = "vendor-datasheet"
    PRESS = "press"
    ANALYST_ESTIMATE = "analyst-estimate"
    RUMOUR = "rumour"


@attrs.frozen(kw_only=True)
class Source:
    """A published document. `read_at` is the copy that was read where it is not the original."""

    slug: str = slug_field()
    title: str = text_field()
    publisher: str = text_field()
    url: str | None = note_field(default=None)
    published: DateRange | None = dates_field("published")
    confidence: Confidence | None = enum_field("confidence", Confidence, default=None)
    read_at: str | None = note_field(default=None)
    licence: str | None = note_field(default=None)
    note: str = note_field()

    def __str__(self) -> str:
        dated = f", {self.published}" if self.published else ""
        return f"{self.publisher}{dated}: {self.title}"
