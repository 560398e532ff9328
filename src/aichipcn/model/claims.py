"""Published claims that one chip delivers so much of another. What they add up to is `aichipcn.compute`."""

from __future__ import annotations

import attrs
from attrs.converters import optional

from aichipcn.model import doors
from aichipcn.model.chips import Chip
from aichipcn.model.fields import named_fields
from aichipcn.model.sources import Confidence, Source, firmness
from aichipcn.model.terms import Term
from aichipcn.values.dates import DateRange
from aichipcn.values.estimate import Estimate


class ClaimKind(Term):
    """What a claim is about."""

    COMPARISON = "comparison"
    UTILISATION = "utilisation"
    FINDING = "finding"


class Outcome(Term):
    """What became of a workload on a chip: it ran, it was tried and did not, or the chip cannot run it at all."""

    SUCCEEDED = "succeeded"
    FAILED = "failed"
    UNSUPPORTED = "unsupported"


@attrs.frozen(kw_only=True, field_transformer=named_fields)
class PerformanceClaim:
    """`chip` is said to deliver `ratio` of `reference` on `workload`.

    A ratio of None is a claim without a figure; a workload of None is one that the source does not state. An `outcome`
    is of the work on `chip` alone, whatever it is compared with; None is none told.
    """

    slug: str = attrs.field(converter=doors.slug)
    chip: Chip = attrs.field(validator=doors.is_a(Chip))
    reference: Chip = attrs.field(validator=doors.is_a(Chip))
    ratio: Estimate | None = attrs.field(default=None, converter=doors.number)
    workload: str | None = attrs.field(default=None, converter=doors.optional_note)
    kind: ClaimKind = attrs.field(default=ClaimKind.COMPARISON, converter=ClaimKind)
    outcome: Outcome | None = attrs.field(default=None, converter=optional(Outcome))
    metric: str = attrs.field(default="", converter=doors.note)
    reading: str | None = attrs.field(default=None, converter=doors.optional_note)
    published: DateRange | None = attrs.field(default=None, converter=doors.dates)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=tuple[Source, ...])
    confidence: Confidence | None = attrs.field(default=None, converter=optional(Confidence))
    note: str = attrs.field(default="", converter=doors.note)

    @property
    def firmness(self) -> Confidence | None:
        """How it came to be known: as the claim says itself, else as the loosest of its sources; None is untold."""
        return firmness(self.confidence, self.sources)
