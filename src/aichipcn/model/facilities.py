"""Data centres and clusters: what stands there, since when, and what is said of it.

A facility of which only the compute is known, or only a domestic share, is a facility too.
"""

from __future__ import annotations

from datetime import date
from enum import Enum

import attrs

from aichipcn.errors import InvalidTypeError, InvalidValueError, shown
from aichipcn.model.chips import Chip
from aichipcn.model.fields import (
    DOOR,
    dates_field,
    door_field,
    enum_field,
    figure,
    figure_field,
    instance_field,
    members,
    named,
    note_field,
    slug_field,
    text_field,
    texts_field,
    tuple_field,
)
from aichipcn.model.formats import NumberFormat
from aichipcn.model.places import Place
from aichipcn.model.sources import Confidence, Source
from aichipcn.model.vendors import Vendor
from aichipcn.values.dates import DateRange
from aichipcn.values.estimate import Estimate
from aichipcn.values.ternary import FALSE, TRUE, UNKNOWN, Ternary
from aichipcn.values.units import NONE, RATE


class FacilityKind(Enum):
    """What a facility is. Each kind is a data centre; `is_a` says which others it is."""

    DATA_CENTRE = "data-centre"
    AI_DATA_CENTRE = "ai-data-centre"
    SUPERCOMPUTER = "supercomputer"
    CLOUD_REGION = "cloud-region"
    LABORATORY = "laboratory"

    def is_a(self, kind: FacilityKind) -> bool:
        """Whether every facility of this kind is also one of the other."""
        return kind in (self, FacilityKind.DATA_CENTRE)


class FacilityStatus(Enum):
    """Whether a facility runs."""

    OPERATING = "operating"
    INSTALLING = "installing"
    PLANNED = "planned"
    DECOMMISSIONED = "decommissioned"
    UNKNOWN = "unknown"


class Extent(Enum):
    """What an entry stands for: one site, a region's total, or a programme of many sites."""

    SITE = "site"
    REGION = "region"
    PROGRAMME = "programme"


class Inventory(Enum):
    """How much of what stands there the deployments list."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    UNKNOWN = "unknown"


class Funding(Enum):
    """Whose money built it."""

    STATE = "state"
    PRIVATE = "private"
    MIXED = "mixed"


def _count(value: int | str | Estimate | None) -> Estimate:
    return named(count_of, value, "count")


def count_of(value: object) -> Estimate:
    """A number of chips; without one there is at least one."""
    if value is None:
        return Estimate(1, None)
    if isinstance(value, bool) or not isinstance(value, int | str | Estimate):
        msg = f"not a count: {shown(value)}; write a whole number, or text such as '10000..14000'"
        raise InvalidTypeError(msg, found=value)
    count = figure(value, NONE)
    bounds = (count.low, count.high, count.best)
    if not all(bound is None or isinstance(bound, int) for bound in bounds) or count.low < 1:
        msg = f"not a count: {shown(str(value))}; write whole numbers of at least 1"
        raise InvalidValueError(msg, found=value)
    return count


@attrs.frozen(kw_only=True)
class Deployment:
    """Chips of one kind in a facility.

    Without a `chip` the model is unknown, though its `designer` may be known. Without a count there is at least one.
    `installed` falls back to the facility's commissioning; `retired` None is not retired.
    `compute` is what a source states for the whole deployment.
    """

    chip: Chip | None = instance_field(Chip, optional=True)
    count: Estimate = attrs.field(default=None, converter=_count, metadata={DOOR: count_of})
    designer: Vendor | None = instance_field(Vendor, optional=True)
    installed: DateRange | None = dates_field("installed")
    retired: DateRange | None = dates_field("retired")
    compute: Estimate | None = figure_field("compute", RATE)
    format: NumberFormat | None = enum_field("format", NumberFormat, default=None)
    sources: tuple[Source, ...] = tuple_field("sources", Source)
    note: str = note_field()

    @property
    def designed_by(self) -> Vendor | None:
        """The designer of the chip, or the one stated where the model is not."""
        return self.chip.designer if self.chip else self.designer

    @property
    def label(self) -> str:
        """What stands there, in words."""
        if self.chip:
            return self.chip.name
        return f"{self.designer.name} (model unknown)" if self.designer else "chips of unknown model"


def _share(value: str | Estimate) -> Estimate:
    return named(share_of, value, "value")


def share_of(value: object) -> Estimate:
    """A stated share, at most the whole."""
    if not isinstance(value, str | Estimate):
        msg = f"not a share: {shown(value)}; write it as text such as '85%' or '>= 85%'"
        raise InvalidTypeError(msg, found=value)
    share = figure(value, NONE)
    capped = share if share.high is not None else attrs.evolve(share, high=1)
    if capped.high is None or capped.high > 1:
        msg = f"not a share: {shown(str(value))} is more than 100%"
        raise InvalidValueError(msg, found=value)
    return capped


@attrs.frozen(kw_only=True)
class StatedShare:
    """A share that a source states, in the source's own words for what it `counts`."""

    value: Estimate = attrs.field(converter=_share, metadata={DOOR: share_of})
    of: str = text_field(default="units")
    counts: str = text_field(default="domestic")
    as_of: DateRange | None = dates_field("as_of")
    sources: tuple[Source, ...] = tuple_field("sources", Source)
    note: str = note_field()


def _stated_rate(value: str | Estimate) -> Estimate:
    return named(rate_of, value, "value")


def rate_of(value: object) -> Estimate:
    """A stated rate."""
    return figure(value, RATE)


@attrs.frozen(kw_only=True)
class StatedCompute:
    """A total that a source states; the format is None where it does not say."""

    value: Estimate = attrs.field(converter=_stated_rate, metadata={DOOR: rate_of})
    format: NumberFormat | None = enum_field("format", NumberFormat, default=None)
    as_of: DateRange | None = dates_field("as_of")
    sources: tuple[Source, ...] = tuple_field("sources", Source)
    note: str = note_field()


def _funding(value: object) -> tuple[Funding, ...]:
    return members(Funding, value if isinstance(value, tuple | list) else (value,))


@attrs.frozen(kw_only=True)
class Facility:
    """A data centre, a cluster, or a region's total of them. Whatever is None is unknown.

    `inventory` says how much of the place its deployments list: complete by default where there are any,
    unknown where there are none.
    """

    slug: str = slug_field()
    name: str = text_field()
    place: Place | None = instance_field(Place, optional=True)
    kind: FacilityKind | None = enum_field("kind", FacilityKind, default=None)
    operator: Vendor | None = instance_field(Vendor, optional=True)
    commissioned: DateRange | None = dates_field("commissioned")
    status: FacilityStatus = enum_field("status", FacilityStatus, default=FacilityStatus.OPERATING)
    extent: Extent = enum_field("extent", Extent, default=Extent.SITE)
    funding: tuple[Funding, ...] = door_field("funding", _funding, default=())
    ownership: str | None = note_field(default=None)
    deployments: tuple[Deployment, ...] = tuple_field("deployments", Deployment)
    inventory: Inventory = enum_field(
        "inventory",
        Inventory,
        default=attrs.Factory(
            lambda self: Inventory.COMPLETE if self.deployments else Inventory.UNKNOWN,
            takes_self=True,
        ),
    )
    stated_shares: tuple[StatedShare, ...] = tuple_field("stated_shares", StatedShare)
    stated_compute: tuple[StatedCompute, ...] = tuple_field("stated_compute", StatedCompute)
    aliases: tuple[str, ...] = texts_field("aliases")
    sources: tuple[Source, ...] = tuple_field("sources", Source)
    confidence: Confidence | None = enum_field("confidence", Confidence, default=None)
    note: str = note_field()

    def running(self, on: date) -> Ternary:
        """Whether the facility runs on a date. A plan is no fact: it may run from its date on, or not."""
        if self.status is FacilityStatus.DECOMMISSIONED:
            return UNKNOWN
        begun = self.commissioned.on_or_before(on) if self.commissioned else None
        if self.status is FacilityStatus.OPERATING:
            return begun if begun is not None else self._seen_by(on)
        return FALSE if begun is FALSE else UNKNOWN

    def holds(self, deployment: Deployment, on: date) -> Ternary:
        """Whether a deployment stands there on a date: installed on or before it, and retired after it."""
        installed = deployment.installed.on_or_before(on) if deployment.installed else TRUE
        gone = deployment.retired.on_or_before(on) if deployment.retired else FALSE
        return installed & ~gone

    def _seen_by(self, on: date) -> Ternary:
        published = [source.published for source in self.sources if source.published]
        seen = any(day.last <= on for day in published)
        return TRUE if seen or not published else UNKNOWN

    def __str__(self) -> str:
        return self.name


@attrs.frozen(kw_only=True)
class Fleet:
    """Facilities taken together."""

    slug: str = slug_field()
    name: str = text_field()
    facilities: tuple[Facility, ...] = tuple_field("facilities", Facility)
