"""Data centres and clusters: what stands there, since when, and what is said of it.

A facility of which only the compute is known, or only a domestic share, is a facility too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

import attrs
from attrs.converters import optional

from aichipcn.codes import Code
from aichipcn.display import Displayed
from aichipcn.errors import InvalidTypeError, InvalidValueError, shown
from aichipcn.model import doors
from aichipcn.model.chips import Chip
from aichipcn.model.fields import named_fields
from aichipcn.model.formats import NumberFormat
from aichipcn.model.holdings import Holdings
from aichipcn.model.ownership import Ownership
from aichipcn.model.places import Place
from aichipcn.model.sources import Confidence, Source
from aichipcn.model.terms import Term
from aichipcn.model.vendors import Vendor
from aichipcn.values.dates import DateRange
from aichipcn.values.estimate import Estimate
from aichipcn.values.numbers import Exact
from aichipcn.values.ternary import FALSE, TRUE, UNKNOWN, Ternary


class FacilityKind(Term):
    """What a facility is. Each kind is a data centre; `is_a` says which others it is."""

    DATA_CENTRE = "data-centre"
    AI_DATA_CENTRE = "ai-data-centre"
    SUPERCOMPUTER = "supercomputer"
    CLOUD_REGION = "cloud-region"
    LABORATORY = "laboratory"

    def is_a(self, kind: FacilityKind) -> bool:
        """Whether every facility of this kind is also one of the other."""
        return kind in (self, FacilityKind.DATA_CENTRE)


class FacilityStatus(Term):
    """Whether a facility runs."""

    OPERATING = "operating"
    INSTALLING = "installing"
    PLANNED = "planned"
    DECOMMISSIONED = "decommissioned"
    UNKNOWN = "unknown"


OPERATING = FacilityStatus.OPERATING


class Extent(Term):
    """What an entry stands for: one site, a region's total, or a programme of many sites."""

    SITE = "site"
    REGION = "region"
    PROGRAMME = "programme"


class Inventory(Term):
    """How much of what stands there the deployments list."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    UNKNOWN = "unknown"


COMPLETE = Inventory.COMPLETE


class Funding(Term):
    """Whose money built it."""

    STATE = "state"
    PRIVATE = "private"
    MIXED = "mixed"


@attrs.frozen(kw_only=True, field_transformer=named_fields)
class Deployment:
    """Chips of one kind in a facility.

    Without a `chip` the model is unknown, though its `designer` may be known. Without a count there is at least one.
    `ordered` is when they were bought. `installed` falls back to the facility's commissioning, unless the chips are
    only known to be ordered; `retired` None is not retired.
    `compute` is what a source states for the whole deployment.
    """

    chip: Chip | None = attrs.field(default=None, validator=doors.is_a(Chip, optional=True))
    count: Estimate = attrs.field(default=None, converter=doors.count)
    designer: Vendor | None = attrs.field(default=None, validator=doors.is_a(Vendor, optional=True))
    ordered: DateRange | None = attrs.field(default=None, converter=doors.dates)
    installed: DateRange | None = attrs.field(default=None, converter=doors.dates)
    retired: DateRange | None = attrs.field(default=None, converter=doors.dates)
    compute: Estimate | None = attrs.field(default=None, converter=doors.rate)
    format: NumberFormat | None = attrs.field(default=None, converter=optional(NumberFormat))
    sources: tuple[Source, ...] = attrs.field(default=(), converter=tuple[Source, ...])
    note: str = attrs.field(default="", converter=doors.note)

    def __attrs_post_init__(self) -> None:
        if self.installed and self.retired and self.retired.last < self.installed.first:
            msg = f"retired {self.retired}, before it was installed {self.installed}"
            raise InvalidValueError(msg, found=self.retired, code=Code.CONTRADICTION).at("retired")
        if self.ordered and self.installed and self.installed.last < self.ordered.first:
            msg = f"installed {self.installed}, before it was ordered {self.ordered}"
            raise InvalidValueError(msg, found=self.installed, code=Code.CONTRADICTION).at("installed")
        if self.chip and self.designer and self.chip.designer not in (None, self.designer):
            msg = f"{shown(self.designer.slug)} did not design {shown(self.chip.slug)}; leave out what the chip tells"
            raise InvalidValueError(msg, found=self.designer, code=Code.CONTRADICTION).at("designer")

    @property
    def came(self) -> DateRange | None:
        """When they were installed: where only an order is known, on a day from it on that may be yet to come."""
        if self.installed is None and self.ordered is not None:
            return DateRange(self.ordered.first, date.max)
        return self.installed

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


class ShareOf(Term):
    """Of which chips a share is."""

    DOMESTIC = "domestic"
    FOREIGN = "foreign"
    OTHER = "other"


@attrs.frozen(kw_only=True, field_transformer=named_fields)
class StatedShare:
    """A share that a source states: of which chips, and in the source's own words, what it `counts`."""

    value: Estimate = attrs.field(converter=doors.known_share)
    of: str = attrs.field(default="units", converter=doors.text)
    chips: ShareOf = attrs.field(default=ShareOf.DOMESTIC, converter=ShareOf)
    counts: str = attrs.field(default="domestic", converter=doors.text)
    as_of: DateRange | None = attrs.field(default=None, converter=doors.dates)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=tuple[Source, ...])
    note: str = attrs.field(default="", converter=doors.note)

    @property
    def domestic(self) -> Estimate | None:
        """The share of domestic chips that it states, or leaves where it states the foreign; None of any others."""
        if self.chips is ShareOf.DOMESTIC:
            return self.value
        if self.chips is ShareOf.OTHER or self.value.high is None:
            return None
        return Estimate(1 - self.value.high, 1 - self.value.low)


@attrs.frozen(kw_only=True, field_transformer=named_fields)
class StatedCompute:
    """A total that a source states; the format is None where it does not say."""

    value: Estimate = attrs.field(converter=doors.known_rate)
    format: NumberFormat | None = attrs.field(default=None, converter=optional(NumberFormat))
    as_of: DateRange | None = attrs.field(default=None, converter=doors.dates)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=tuple[Source, ...])
    note: str = attrs.field(default="", converter=doors.note)


@attrs.frozen(kw_only=True, field_transformer=named_fields)
class Completion:
    """How far a facility is built, as a source states it: a `share` of something, such as the investment."""

    share: Estimate = attrs.field(converter=doors.known_share)
    of: str = attrs.field(default="investment", converter=doors.text)
    as_of: DateRange | None = attrs.field(default=None, converter=doors.dates)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=tuple[Source, ...])
    note: str = attrs.field(default="", converter=doors.note)


class Use(Term):
    """What a facility is used for, as far as requirements ask."""

    GOVERNMENT = "government"
    SECURITY = "security"
    MILITARY = "military"
    CRITICAL_INFRASTRUCTURE = "critical-infrastructure"
    RESEARCH = "research"
    COMMERCIAL = "commercial"
    TRAINING = "training"
    INFERENCE = "inference"


def _uses(value: Sequence[Use | str]) -> tuple[Use, ...]:
    return doors.members(Use, value)


def _funding(value: Funding | str | Sequence[Funding | str]) -> tuple[Funding, ...]:
    return doors.members(Funding, value if isinstance(value, tuple | list) else (value,))


@attrs.frozen(kw_only=True, field_transformer=named_fields)
class Facility(Displayed):
    """A data centre, a cluster, or a region's total of them. Whatever is None is unknown.

    `inventory` says how much of the place its deployments list: complete by default where there are any,
    unknown where there are none. `programmes` are the slugs of those that it belongs to. An empty list of `uses`,
    `funding` or `programmes` is unknown, as None is. With `uses_complete` it is used for nothing but its `uses`.
    """

    slug: str = attrs.field(converter=doors.slug)
    name: str = attrs.field(converter=doors.text)
    place: Place | None = attrs.field(default=None, validator=doors.is_a(Place, optional=True))
    kind: FacilityKind | None = attrs.field(default=None, converter=optional(FacilityKind))
    operator: Vendor | None = attrs.field(default=None, validator=doors.is_a(Vendor, optional=True))
    commissioned: DateRange | None = attrs.field(default=None, converter=doors.dates)
    status: FacilityStatus = attrs.field(default=FacilityStatus.OPERATING, converter=FacilityStatus)
    extent: Extent = attrs.field(default=Extent.SITE, converter=Extent)
    funding: tuple[Funding, ...] = attrs.field(default=(), converter=_funding)
    ownership: Ownership | None = attrs.field(default=None, converter=optional(Ownership))
    uses: tuple[Use, ...] = attrs.field(default=(), converter=_uses)
    uses_complete: bool = attrs.field(default=False, converter=doors.truth)
    programmes: tuple[str, ...] = attrs.field(default=(), converter=doors.slugs)
    completion: tuple[Completion, ...] = attrs.field(default=(), converter=tuple[Completion, ...])
    deployments: tuple[Deployment, ...] = attrs.field(default=(), converter=tuple[Deployment, ...])
    inventory: Inventory = attrs.field(
        default=attrs.Factory(
            lambda self: Inventory.COMPLETE if self.deployments else Inventory.UNKNOWN, takes_self=True
        ),
        converter=Inventory,
    )
    stated_shares: tuple[StatedShare, ...] = attrs.field(default=(), converter=tuple[StatedShare, ...])
    stated_compute: tuple[StatedCompute, ...] = attrs.field(default=(), converter=tuple[StatedCompute, ...])
    aliases: tuple[str, ...] = attrs.field(default=(), converter=doors.texts)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=tuple[Source, ...])
    confidence: Confidence | None = attrs.field(default=None, converter=optional(Confidence))
    note: str = attrs.field(default="", converter=doors.note)
    holdings: Holdings = attrs.field(init=False, eq=False, repr=False)
    """The deployments summed by chip, worked out once, because every assessment needs them."""

    @holdings.default
    def _summed(self) -> Holdings:
        return Holdings.of(self.deployments)

    def running(self, on: date) -> Ternary:
        """Whether the facility runs on a date.

        A plan is no fact: it may run from its date on, or not. Of what operates and has no date of commissioning, that
        it runs is known from the day on by which a source that tells of it was public; before that day, and where no
        source has a date, it is unknown.
        """
        begun = None if self.commissioned is None else self.commissioned.on_or_before(on)
        if begun is FALSE:
            return FALSE
        if self.status is OPERATING:
            return self._seen_by(on) if begun is None else begun
        return UNKNOWN

    def holds(self, deployment: Deployment, on: date) -> Ternary:
        """Whether a deployment stands there on a date: installed on or before it, and retired after it."""
        came = deployment.came
        installed = came.on_or_before(on) if came else TRUE
        gone = deployment.retired.on_or_before(on) if deployment.retired else FALSE
        return installed & ~gone

    def completed(self, on: date) -> Estimate:
        """The share that is built on a date: it never shrinks, and what runs is whole."""
        low: Exact = 0
        high: Exact = 1
        for stated in self.completion:
            if stated.as_of is None:
                continue
            if stated.as_of.last <= on:
                low = max(low, stated.share.low)
            if stated.as_of.first >= on and stated.share.high is not None:
                high = min(high, stated.share.high)
        return Estimate(1, 1) if self.running(on) is TRUE else Estimate(low, max(low, high))

    def _seen_by(self, on: date) -> Ternary:
        public = (source.public_by for source in self.sources)
        return TRUE if any(day is not None and day <= on for day in public) else UNKNOWN

    def __str__(self) -> str:
        return self.name


@attrs.frozen(kw_only=True, field_transformer=named_fields)
class Fleet(Displayed):
    """Facilities taken together."""

    slug: str = attrs.field(converter=doors.slug)
    name: str = attrs.field(converter=doors.text)
    facilities: tuple[Facility, ...] = attrs.field(default=(), converter=tuple[Facility, ...])

    def __attrs_post_init__(self) -> None:
        counted = Counter(facility.slug for facility in self.facilities)
        twice = [slug for slug, times in counted.items() if times > 1]
        if twice:
            msg = f"a facility is counted once; got twice: {', '.join(twice)}"
            raise InvalidValueError(msg, found=twice, code=Code.TWICE).at("facilities")


def facilities_of(subject: Facility | Fleet) -> tuple[Facility, ...]:
    """The facilities of a subject: itself, or those of the fleet."""
    return (subject,) if isinstance(subject, Facility) else subject.facilities


def no_subject(value: object) -> InvalidTypeError:
    """The error of a subject that is neither a facility nor a fleet."""
    return InvalidTypeError(f"not a Facility or a Fleet: {shown(value)}", found=value).at("subject")
