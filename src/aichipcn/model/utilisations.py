"""Published measurements of how much of a chip's peak is put to use, each with what it includes."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
from attrs.converters import optional

from aichipcn.codes import Code
from aichipcn.errors import InvalidValueError
from aichipcn.model import doors
from aichipcn.model.chips import Chip
from aichipcn.model.fields import named_fields
from aichipcn.model.formats import NumberFormat
from aichipcn.model.sources import Confidence, Source
from aichipcn.model.terms import Term
from aichipcn.model.transformers import Transformer
from aichipcn.values.dates import DateRange
from aichipcn.values.estimate import Estimate


class UtilisationKind(Term):
    """What is divided by what.

    MFU: the operations that the model itself asks for, by those of the peak (PaLM, arXiv 2204.02311, appendix B).
    HFU: all operations that were done, those of recomputing activations among them, by those of the peak.
    MBU: the bytes of weights and cache that had to be read, by those of the peak memory bandwidth.
    GOODPUT: the time in which training went forward, by all the time that the chips were held.
    """

    MFU = "mfu"
    HFU = "hfu"
    MBU = "mbu"
    GOODPUT = "goodput"


class Phase(Term):
    """What a model is doing: learning, reading a prompt, or writing token by token."""

    TRAINING = "training"
    PREFILL = "prefill"
    DECODE = "decode"


class Included(Term):
    """A loss that a factor already includes, so that no other factor may count it again."""

    KERNELS = "kernels"
    COMMUNICATION = "communication"
    PIPELINE_BUBBLE = "pipeline-bubble"
    RECOMPUTE = "recompute"
    INPUT = "input"
    CHECKPOINTS = "checkpoints"
    FAILURES = "failures"

    def __str__(self) -> str:
        return self.value.replace("-", " ")


def _losses(value: Sequence[Included | str]) -> tuple[Included, ...]:
    """At least one loss. Raises InvalidValueError for none, because it could be combined with anything."""
    losses = doors.members(Included, value)
    if not losses:
        msg = "a factor includes at least one loss, such as 'kernels'"
        raise InvalidValueError(msg, found=value, allowed=[item.value for item in Included], code=Code.EMPTY)
    return losses


@attrs.frozen(kw_only=True, field_transformer=named_fields)
class Utilisation:
    """`value` of the peak was put to use on `chip`, and the losses that it `includes` need no other factor.

    `peak` is the rate or bandwidth of one chip that the figure is a share of, as the source states it; `format` that
    of the operations. `transformer` is the model that ran where it is in the catalogue, `workload` says what ran.
    A chip of None is one that the source does not name.
    """

    slug: str = attrs.field(converter=doors.slug)
    kind: UtilisationKind = attrs.field(converter=UtilisationKind)
    value: Estimate = attrs.field(converter=doors.known_share)
    includes: tuple[Included, ...] = attrs.field(converter=_losses)
    chip: Chip | None = attrs.field(default=None, validator=doors.is_a(Chip, optional=True))
    count: int | None = attrs.field(default=None, converter=doors.whole)
    phase: Phase | None = attrs.field(default=None, converter=optional(Phase))
    transformer: Transformer | None = attrs.field(default=None, validator=doors.is_a(Transformer, optional=True))
    workload: str = attrs.field(default="", converter=doors.note)
    format: NumberFormat | None = attrs.field(default=None, converter=optional(NumberFormat))
    peak: Estimate | None = attrs.field(default=None, converter=doors.optional_figure)
    stack: str | None = attrs.field(default=None, converter=doors.optional_note)
    published: DateRange | None = attrs.field(default=None, converter=doors.dates)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=tuple[Source, ...])
    confidence: Confidence | None = attrs.field(default=None, converter=optional(Confidence))
    note: str = attrs.field(default="", converter=doors.note)

    def __str__(self) -> str:
        return f"{self.kind.name} {self.value} ({self.slug})"
