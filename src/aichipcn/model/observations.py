"""What was observed or forecast of the market, and what those who make policy did."""

from __future__ import annotations

from enum import Enum

import attrs

from aichipcn.model.chips import Chip
from aichipcn.model.fields import (
    dates_field,
    door_field,
    enum_field,
    instance_field,
    note_field,
    slug_field,
    text_field,
    truth_field,
    tuple_field,
)
from aichipcn.model.places import Place
from aichipcn.model.sources import Confidence, Source
from aichipcn.model.vendors import Vendor
from aichipcn.values.dates import DateRange
from aichipcn.values.estimate import Estimate


@attrs.frozen(kw_only=True)
class MarketObservation:
    """One figure of the market in a period; `condition` is what a forecast rests on."""

    slug: str = slug_field()
    metric: str = slug_field()
    subject: str = text_field()
    period: DateRange | None = dates_field("period")
    value: Estimate = door_field("value", Estimate.of)
    condition: str | None = note_field(default=None)
    forecast: bool = truth_field(default=False)
    published: DateRange | None = dates_field("published")
    vendors: tuple[Vendor, ...] = tuple_field("vendors", Vendor)
    sources: tuple[Source, ...] = tuple_field("sources", Source)
    confidence: Confidence | None = enum_field("confidence", Confidence, default=None)
    note: str = note_field()


class EventKind(Enum):
    """What happened."""

    EXPORT_CLEARANCE = "export-clearance"
    EXPORT_RESTRICTION = "export-restriction"
    GUIDANCE = "guidance"
    FINDING = "finding"


@attrs.frozen(kw_only=True)
class PolicyEvent:
    """Something that was done or found, without a threshold to assess: a clearance, a warning, a finding."""

    slug: str = slug_field()
    title: str = text_field()
    kind: EventKind = enum_field("kind", EventKind)
    place: Place | None = instance_field(Place, optional=True)
    chips: tuple[Chip, ...] = tuple_field("chips", Chip)
    on: DateRange | None = dates_field("on")
    status: str = text_field(default="reported")
    sources: tuple[Source, ...] = tuple_field("sources", Source)
    confidence: Confidence | None = enum_field("confidence", Confidence, default=None)
    note: str = note_field()
