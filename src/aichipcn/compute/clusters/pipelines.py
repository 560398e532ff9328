"""Pipelines: stages of a model on chips one after another, some of which wait while it fills and drains.

Of p stages and m microbatches the bubble is (p - 1) / m of the time that all of them would need without it, and with v
chunks of the model on each chip, whose schedules are interleaved, the v-th part of that (Narayanan et al., arXiv
2104.04473, section 2.2). The efficiency is one by one plus the bubble: m v / (m v + p - 1).
"""

from __future__ import annotations

from typing import ClassVar

import attrs

from aichipcn.codes import Code
from aichipcn.errors import InvalidValueError
from aichipcn.model import doors
from aichipcn.model.fields import named_fields
from aichipcn.model.utilisations import Included
from aichipcn.values.estimate import Estimate
from aichipcn.values.units import ratio


@attrs.frozen(kw_only=True, field_transformer=named_fields)
class Pipeline:
    """`stages` one after another, through which a step goes in `microbatches`, each chip holding `chunks` of the model.

    Every stage is taken to take as long, and nothing to pass between them in no time. Raises InvalidValueError where
    the microbatches of an interleaved schedule are no multiple of its stages.
    """

    includes: ClassVar[frozenset[Included]] = frozenset({Included.PIPELINE_BUBBLE})
    """The loss that it counts."""

    stages: int = attrs.field(converter=doors.known_whole)
    microbatches: int = attrs.field(converter=doors.known_whole)
    chunks: int = attrs.field(default=1, converter=doors.known_whole)

    def __attrs_post_init__(self) -> None:
        if self.chunks > 1 and self.microbatches % self.stages != 0:
            msg = (
                f"an interleaved schedule takes a multiple of its {self.stages} stages as microbatches, "
                f"not {self.microbatches}"
            )
            raise InvalidValueError(msg, found=self.microbatches, code=Code.CONTRADICTION).at("microbatches")

    @property
    def ranks(self) -> int:
        """Among how many chips it shares a model out."""
        return self.stages

    @property
    def bubble(self) -> Estimate:
        """The time of waiting, by the time of work."""
        return _point(self.stages - 1, self.microbatches * self.chunks)

    @property
    def efficiency(self) -> Estimate:
        """The time of work, by all the time."""
        slots = self.microbatches * self.chunks
        return _point(slots, slots + self.stages - 1)

    def __str__(self) -> str:
        chunks = f" in {self.chunks} chunks" if self.chunks > 1 else ""
        return f"pipeline of {self.stages}, {self.microbatches} microbatches{chunks}"


def _point(above: int, below: int) -> Estimate:
    value = ratio(above, below)
    return Estimate(value, value)
