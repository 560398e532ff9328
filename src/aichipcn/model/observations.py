"""What was observed or forecast of the market, and what those who make policy did."""

from __future__ import annotations

import attrs
from attrs.converters import optional

from aichipcn.model import doors
from aichipcn.model.chips import Chip
from aichipcn.model.fields import named_fields
from aichipcn.model.places import Place
from aichipcn.model.sources import Confidence, Source
from aichipcn.model.terms import Term
from aichipcn.model.vendors import Vendor
from aichipcn.values.dates import DateRange
from aichipcn.values.estimate import Estimate


@attrs.frozen(kw_only=True, field_transformer=named_fields)
class MarketObservation:
    """One figure of the market in a period; `condition` is what a forecast rests on."""

    slug: str = attrs.field(converter=doors.slug)
    metric: str = attrs.field(converter=doors.slug)
    subject: str = attrs.field(converter=doors.text)
    period: DateRange | None = attrs.field(default=None, converter=doors.dates)
    value: Estimate = attrs.field(converter=doors.any_figure)
    condition: str | None = attrs.field(default=None, converter=doors.optional_note)
    forecast: bool = attrs.field(default=False, converter=doors.truth)
    published: DateRange | None = attrs.field(default=None, converter=doors.dates)
    vendors: tuple[Vendor, ...] = attrs.field(default=(), converter=tuple[Vendor, ...])
    sources: tuple[Source, ...] = attrs.field(default=(), converter=tuple[Source, ...])
    confidence: Confidence | None = attrs.field(default=None, converter=optional(Confidence))
    note: str = attrs.field(default="", converter=doors.note)


class EventKind(Term):
    """What happened. A duty makes dearer what it does not stop."""

    EXPORT_CLEARANCE = "export-clearance"
    EXPORT_RESTRICTION = "export-restriction"
    DUTY = "duty"
    GUIDANCE = "guidance"
    FINDING = "finding"


@attrs.frozen(kw_only=True, field_transformer=named_fields)
class PolicyEvent:
    """Something that was done or found, without a threshold to assess: a clearance, a warning, a finding."""

    slug: str = attrs.field(converter=doors.slug)
    title: str = attrs.field(converter=doors.text)
    kind: EventKind = attrs.field(converter=EventKind)
    place: Place | None = attrs.field(default=None, validator=doors.is_a(Place, optional=True))
    chips: tuple[Chip, ...] = attrs.field(default=(), converter=tuple[Chip, ...])
    on: DateRange | None = attrs.field(default=None, converter=doors.dates)
    status: str = attrs.field(default="reported", converter=doors.text)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=tuple[Source, ...])
    confidence: Confidence | None = attrs.field(default=None, converter=optional(Confidence))
    note: str = attrs.field(default="", converter=doors.note)
