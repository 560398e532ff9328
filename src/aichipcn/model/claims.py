"""Published claims that one chip delivers so much of another. What they add up to is `aichipcn.compute`."""

from __future__ import annotations

from enum import Enum

import attrs

from aichipcn.model.chips import Chip
from aichipcn.model.fields import (
    dates_field,
    enum_field,
    figure_field,
    instance_field,
    note_field,
    slug_field,
    tuple_field,
)
from aichipcn.model.sources import Confidence, Source
from aichipcn.values.dates import DateRange
from aichipcn.values.estimate import Estimate
from aichipcn.values.units import NONE


class ClaimKind(Enum):
    """What a claim is about."""

    COMPARISON = "comparison"
    UTILISATION = "utilisation"
    FINDING = "finding"


@attrs.frozen(kw_only=True)
class PerformanceClaim:
    """`chip` is said to deliver `ratio` of `reference` on `workload`.

    A ratio of None is a claim without a figure; a workload of None is one that the source does not state.
    """

    slug: str = slug_field()
    chip: Chip = instance_field(Chip)
    reference: Chip = instance_field(Chip)
    ratio: Estimate | None = figure_field("ratio", NONE)
    workload: str | None = note_field(default=None)
    kind: ClaimKind = enum_field("kind", ClaimKind, default=ClaimKind.COMPARISON)
    metric: str = note_field()
    reading: str | None = note_field(default=None)
    published: DateRange | None = dates_field("published")
    sources: tuple[Source, ...] = tuple_field("sources", Source)
    confidence: Confidence | None = enum_field("confidence", Confidence, default=None)
    note: str = note_field()
