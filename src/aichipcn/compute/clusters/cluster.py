"""What is lost when chips work together: the rate of one chip among many, by what another model says of it alone.

A step is what every chip does between two sums of the gradients. With `work` done in it at a rate of its own, a chip

    ((work / rate + tensor-parallel waiting) / pipeline efficiency + data-parallel waiting) / availability

long needs for it. So a faster chip loses more to the same links. Each part is counted where it is given, and none where
the other model includes it: a loss counts once.
"""

from __future__ import annotations

from math import prod
from typing import Any

import attrs
from attrs.converters import optional

from aichipcn.codes import Code
from aichipcn.compute.basis import Basis
from aichipcn.compute.clusters.availability import Failures
from aichipcn.compute.clusters.collectives import (
    DataParallel,
    Exchange,
    TensorParallel,
    link_by,
    waiting_by,
    without_link,
)
from aichipcn.compute.clusters.pipelines import Pipeline
from aichipcn.compute.effective import Model, model_of, rate_over
from aichipcn.compute.factors import Factor
from aichipcn.compute.facts import BOUNDS, Fact, N, Values
from aichipcn.errors import CountedTwiceError, InvalidValueError
from aichipcn.model import doors
from aichipcn.model.chips import Chip
from aichipcn.model.fields import named_fields
from aichipcn.model.utilisations import Included
from aichipcn.values.estimate import ONE, Estimate
from aichipcn.values.memo import Memo
from aichipcn.values.units import TIME, combine


@attrs.frozen(kw_only=True, field_transformer=named_fields)
class Cluster:
    """One chip among `chips` of its kind, at its rate `of` another model such as `Peak("bf16")`, less what is lost.

    `pipeline`, `tensor`, `data` and `failures` are the parts that lose something; what is not given loses nothing. With
    `tensor` or `data`, `work` is what one chip does in a step, in the unit of the other model times seconds, such as
    "40 PFLOP" or "4096 token".

    Raises CountedTwiceError where the other model includes a loss that a part counts, InvalidValueError where the parts
    do not share out the chips evenly or the work of a step is missing, nothing, or not wanted.
    """

    of: Model = attrs.field(converter=model_of)
    chips: int = attrs.field(converter=doors.known_whole)
    work: Estimate | None = attrs.field(default=None, converter=optional(doors.any_figure))
    pipeline: Pipeline | None = attrs.field(default=None, validator=doors.is_a(Pipeline, optional=True))
    tensor: TensorParallel | None = attrs.field(default=None, validator=doors.is_a(TensorParallel, optional=True))
    data: DataParallel | None = attrs.field(default=None, validator=doors.is_a(DataParallel, optional=True))
    failures: Failures | None = attrs.field(default=None, validator=doors.is_a(Failures, optional=True))
    memo: Memo = attrs.field(init=False, factory=Memo, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        _counted_once(self)
        _shared_out(self)
        _worked(self)

    @property
    def parts(self) -> tuple[Pipeline | Exchange | Failures, ...]:
        """What loses something."""
        return tuple(part for part in (self.pipeline, self.tensor, self.data, self.failures) if part is not None)

    @property
    def losses(self) -> frozenset[Included]:
        """The losses that its own parts count."""
        return frozenset(loss for part in self.parts for loss in part.includes)

    @property
    def includes(self) -> frozenset[Included]:
        """All losses that its rates include, those of the other model among them."""
        return self.losses | _included(self.of)

    @property
    def unit(self) -> str:
        """The unit of the other model."""
        return self.of.unit

    @property
    def basis(self) -> Basis:
        """What the other model rests on, in a cluster of so many chips and with what is lost there."""
        inner = self.of.basis
        among = "; ".join([f"among {self.chips:,} chips", *map(str, self.parts)])
        return Basis(inner.unit, f"{inner.grounds}, {among}", inner.detail + str(self.work or ""))

    def rate(self, chip: Chip) -> Estimate:
        """The rate of one chip.

        Raises what the other model raises, and InvalidValueError for a chip without a known interconnect that needs it.
        """
        rate: Estimate = self.rate_by(chip, BOUNDS)
        return rate

    def rate_by(self, chip: Chip, values: Values[N]) -> N:
        """The rate of one chip over values of its facts and of those of the cluster. Raises as `rate` does."""
        alone: Any = rate_over(self.of, chip, values)
        together: N
        if not self._waits or self.of.rate(chip).high == 0:
            together = alone * self._steady(values)
        else:
            together = self._up(values) / self._lasting(
                chip, values.constant(ONE) / alone, values.constant(ONE), values
            )
        return together

    def efficiency(self, chip: Chip) -> Estimate:
        """The share that is left of the rate of one chip. Raises as `rate` does."""
        alone = self.of.rate(chip)
        if not self._waits:
            steady: Estimate = self._steady(BOUNDS)
            return steady
        share: Estimate = self._up(BOUNDS) / self._lasting(chip, ONE, alone, BOUNDS)
        return share

    def factor(self, chip: Chip) -> Factor:
        """What is left of the rate of one chip, as a factor such as a training run takes. Raises as `rate` does."""
        return Factor(self.efficiency(chip), self.losses, name=f"cluster of {self.chips:,}")

    def reason(self, chip: Chip) -> str | None:
        """Why a chip has no rate; None where it has one."""
        return self.of.reason(chip) or (without_link(chip) if self._waits else None)

    @property
    def _waits(self) -> bool:
        """Whether its chips wait for their links."""
        return any(part is not None and part.ranks > 1 for part in (self.tensor, self.data))

    def _up(self, values: Values[N]) -> N:
        """The share of the time in which work goes forward."""
        if self.failures is None:
            return values.constant(ONE)
        fact = Fact(str(self.failures), f"availability of {self.chips} chips")
        return values.of(fact, self.failures.availability(self.chips))

    def _filled(self, values: Values[N]) -> N:
        """The share of a step in which a stage works."""
        return values.constant(ONE if self.pipeline is None else self.pipeline.efficiency)

    def _steady(self, values: Values[N]) -> N:
        """What is left where no chip waits for a link."""
        up: Any = self._up(values)
        steady: N = up * self._filled(values)
        return steady

    def _lasting(self, chip: Chip, working: Any, per: Any, values: Values[N]) -> Any:
        """How long a step lasts, by a scale on which its work takes `working` and each second, by the work, `per`."""
        link = link_by(chip, values)
        work: Any = values.of(Fact(str(self.work), "work of a step"), self.work or ONE)
        if self.tensor is not None:
            working = working + waiting_by(self.tensor, link, values) / work * per
        lasting = working / self._filled(values)
        return lasting if self.data is None else lasting + waiting_by(self.data, link, values) / work * per


def _included(model: Model) -> frozenset[Included]:
    """The losses that the rates of a model include, where it says so."""
    losses: frozenset[Included] = getattr(model, "includes", frozenset())
    return losses


def _counted_once(cluster: Cluster) -> None:
    """Raises CountedTwiceError where the other model includes a loss that a part counts."""
    for part in cluster.parts:
        both = [loss for loss in Included if loss in part.includes & _included(cluster.of)]
        if both:
            msg = f"{cluster.of.basis} and {part} both include {', '.join(map(str, both))}: a loss counts once"
            raise CountedTwiceError(msg, found=tuple(both)).at("of")


def _shared_out(cluster: Cluster) -> None:
    """Raises InvalidValueError where the chips are no multiple of those that the parts share a model out among."""
    shared = [part for part in (cluster.pipeline, cluster.tensor, cluster.data) if part is not None]
    if cluster.chips % prod(part.ranks for part in shared):
        told = " x ".join(str(part.ranks) for part in shared)
        msg = f"{cluster.chips} chips are not shared out evenly among {told}"
        raise InvalidValueError(msg, found=cluster.chips, code=Code.CONTRADICTION).at("chips")


def _worked(cluster: Cluster) -> None:
    """Raises InvalidValueError where the work of a step is missing, is not wanted, or is not what the model counts."""
    wanted = cluster.tensor is not None or cluster.data is not None
    if wanted != (cluster.work is not None):
        msg = "the work of a step is given where tensor or data parallel chips wait for each other, and nowhere else"
        raise InvalidValueError(msg, found=cluster.work, code=Code.NOT_ONE).at("work")
    if cluster.work is None:
        return
    unit = combine(cluster.unit, TIME, 1)
    if cluster.work.unit != unit or cluster.work.low == 0:
        msg = f"the work of a step is in {unit or 'plain numbers'} and more than nothing, not {cluster.work}"
        raise InvalidValueError(msg, found=cluster.work, code=Code.WRONG_DIMENSION).at("work")
