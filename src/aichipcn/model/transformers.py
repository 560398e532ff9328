"""Language models as their cards describe them: what it takes to run one is `aichipcn.compute.workloads`."""

from __future__ import annotations

import attrs
from attrs.converters import optional

from aichipcn.codes import Code
from aichipcn.errors import InvalidValueError
from aichipcn.model import doors
from aichipcn.model.fields import named_fields
from aichipcn.model.sources import Confidence, Source
from aichipcn.model.terms import Term
from aichipcn.values.dates import DateRange


class Attention(Term):
    """How keys and values are kept: one pair for each head, for some heads together, for all, or as one latent."""

    MULTI_HEAD = "multi-head"
    GROUPED_QUERY = "grouped-query"
    MULTI_QUERY = "multi-query"
    LATENT = "latent"


@attrs.frozen(kw_only=True, field_transformer=named_fields)
class Transformer:
    """A decoder of text, dense or a mixture of experts.

    `parameters` are all that there are, `active_parameters` those that work on one token (all, where no others are
    stated). `head_dimension` is the width of a query and a key in each head, `value_dimension` that of a value where
    it differs. Either `kv_heads` pairs of key and value are kept for each token and layer, or, under latent attention,
    one latent of `latent_dimension` and one key of `rope_dimension` that carries the position. `experts` are the
    routed ones of a layer, of which each token goes through `active_experts`; experts that all tokens share belong to
    the rest. With `tied_embeddings` one table of `vocabulary` x `hidden` is both the first and the last layer.

    Raises InvalidValueError where these do not fit together.
    """

    slug: str = attrs.field(converter=doors.slug)
    name: str = attrs.field(converter=doors.text)
    developer: str | None = attrs.field(default=None, converter=doors.optional_note)
    aliases: tuple[str, ...] = attrs.field(default=(), converter=doors.texts)
    parameters: int = attrs.field(converter=doors.known_whole)
    active_parameters: int | None = attrs.field(default=None, converter=doors.whole)
    layers: int = attrs.field(converter=doors.known_whole)
    hidden: int = attrs.field(converter=doors.known_whole)
    heads: int = attrs.field(converter=doors.known_whole)
    kv_heads: int | None = attrs.field(default=None, converter=doors.whole)
    head_dimension: int = attrs.field(converter=doors.known_whole)
    value_dimension: int | None = attrs.field(default=None, converter=doors.whole)
    latent_dimension: int | None = attrs.field(default=None, converter=doors.whole)
    rope_dimension: int | None = attrs.field(default=None, converter=doors.whole)
    experts: int | None = attrs.field(default=None, converter=doors.whole)
    active_experts: int | None = attrs.field(default=None, converter=doors.whole)
    vocabulary: int = attrs.field(converter=doors.known_whole)
    tied_embeddings: bool = attrs.field(converter=doors.truth)
    context: int | None = attrs.field(default=None, converter=doors.whole)
    released: DateRange | None = attrs.field(default=None, converter=doors.dates)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=tuple[Source, ...])
    confidence: Confidence | None = attrs.field(default=None, converter=optional(Confidence))
    note: str = attrs.field(default="", converter=doors.note)

    def __attrs_post_init__(self) -> None:
        for broken, msg in _rules(self):
            if broken:
                raise InvalidValueError(msg, found=self.slug, code=Code.CONTRADICTION)

    @property
    def active(self) -> int:
        """The parameters that work on one token."""
        return self.active_parameters or self.parameters

    @property
    def attention(self) -> Attention:
        """How keys and values are kept."""
        if self.kv_heads is None:
            return Attention.LATENT
        if self.kv_heads == self.heads:
            return Attention.MULTI_HEAD
        return Attention.MULTI_QUERY if self.kv_heads == 1 else Attention.GROUPED_QUERY

    @property
    def cached(self) -> int:
        """How many numbers are kept for each token in all layers together: of a pair its key and its value."""
        if self.kv_heads is None:
            return self.layers * ((self.latent_dimension or 0) + (self.rope_dimension or 0))
        return self.layers * self.kv_heads * (self.head_dimension + self.value_width)

    @property
    def words(self) -> int:
        """The parameters of its tables of words."""
        return self.vocabulary * self.hidden * (1 if self.tied_embeddings else 2)

    @property
    def value_width(self) -> int:
        """The width of a value in each head."""
        return self.value_dimension or self.head_dimension

    def __str__(self) -> str:
        return self.name


def _rules(of: Transformer) -> tuple[tuple[bool, str], ...]:
    """What must not be so, and what is said of it."""
    latent = of.latent_dimension is not None
    mixed = of.experts is not None
    return (
        (
            (of.kv_heads is None) != latent or latent != (of.rope_dimension is not None),
            "keys and values are kept as kv-heads, or as a latent-dimension with a rope-dimension: one of the two",
        ),
        (
            of.kv_heads is not None and of.heads % of.kv_heads != 0,
            f"{of.heads} heads are not shared out evenly among {of.kv_heads} kv-heads",
        ),
        (
            mixed != (of.active_experts is not None) or mixed != (of.active_parameters is not None),
            "a mixture of experts states experts, active-experts and active-parameters: all three or none",
        ),
        (
            of.experts is not None and of.active_experts is not None and of.active_experts >= of.experts,
            f"of {of.experts} experts fewer work on one token, not {of.active_experts}",
        ),
        (
            of.active_parameters is not None and of.active_parameters >= of.parameters,
            f"of {of.parameters} parameters fewer work on one token, not {of.active_parameters}",
        ),
        (
            of.words >= of.active,
            f"{of.active} parameters do not hold {of.vocabulary} words of {of.hidden} numbers each",
        ),
        (
            of.experts is not None
            and of.active_experts is not None
            and (of.active - of.words) * (of.experts - of.active_experts)
            <= of.active_experts * (of.parameters - of.active),
            f"{of.active_experts} of {of.experts} experts would be more than all active parameters",
        ),
    )
