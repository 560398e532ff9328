"""What chips send to each other so that all of them hold the same sum, and how long their links take for it.

A ring of n chips sums S bytes in 2 (n - 1) rounds, in each of which every chip sends S / n bytes to the next, so that
each sends 2 (n - 1) / n x S in one direction. No algorithm sends less (Patarasuk and Yuan, "Bandwidth optimal
all-reduce algorithms for clusters of workstations", Journal of Parallel and Distributed Computing 69, 2009; the
documentation of NCCL tests, "Performance reported by NCCL tests"). A link is that of one chip, as its data sheet states
it; switches, hops between servers and whoever else sends are left out.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, ClassVar, TypeAlias

import attrs

from aichipcn.codes import Code
from aichipcn.compute.facts import BOUNDS, Fact, N, Values
from aichipcn.errors import InvalidValueError
from aichipcn.model import doors
from aichipcn.model.chips import Chip
from aichipcn.model.fields import named_fields
from aichipcn.model.formats import NumberFormat
from aichipcn.model.utilisations import Included, Phase
from aichipcn.values.estimate import NOTHING, Estimate
from aichipcn.values.units import BANDWIDTH, MEMORY, TIME

NONE_HIDDEN = NOTHING
"""No communication goes on behind the computing."""

COMMUNICATION = frozenset({Included.COMMUNICATION})
"""What waiting for the links of chips is."""

HALF = Estimate(Fraction(1, 2), Fraction(1, 2))
_BITS = 8


def _memory(value: doors.Figure) -> Estimate:
    return doors.figure(value, MEMORY)


def _time(value: doors.Figure) -> Estimate:
    return doors.figure(value, TIME)


def without_link(chip: Chip) -> str | None:
    """Why nothing is known of what a chip sends in a second; None where something is."""
    if chip.interconnect is None:
        return f"the interconnect of {chip.name} is not known"
    return f"{chip.name} has no interconnect" if chip.interconnect.high == 0 else None


def one_way(chip: Chip) -> Estimate:
    """What one chip sends in a second while it receives as much: half of its interconnect, which is stated of both.

    Raises InvalidValueError where the interconnect is not known, or is nothing.
    """
    link: Estimate = link_by(doors.instance(chip, "chip", Chip), BOUNDS)
    return link


def link_by(chip: Chip, values: Values[N]) -> N:
    """What one chip sends in a second in one direction, over values of its facts. Raises as `one_way` does."""
    if chip.interconnect is None or chip.interconnect.high == 0:
        raise InvalidValueError(str(without_link(chip)), found=chip, code=Code.NO_RATE)
    both: Any = values.of(Fact(chip.slug, "interconnect"), chip.interconnect)
    half: N = both * values.constant(HALF)
    return half


def ring_traffic(payload: doors.Figure, ranks: int) -> Estimate:
    """What each of some chips sends in one direction while a ring of them sums a payload."""
    count = doors.named(doors.known_whole, ranks, "ranks")
    return doors.named(_memory, payload, "payload") * Fraction(2 * (count - 1), count)


def ring_all_reduce(payload: doors.Figure, ranks: int, *, link: doors.Figure, latency: doors.Figure) -> Estimate:
    """Seconds in which a ring of chips sums a payload: `link` is what one sends a second in one direction.

    `latency` passes in each of its 2 (n - 1) rounds. Raises InvalidValueError for a link of nothing.
    """
    speed = doors.named(lambda value: doors.figure(value, BANDWIDTH), link, "link")
    wait = doors.named(_time, latency, "latency")
    return ring_traffic(payload, ranks) / speed + wait * rounds(ranks)


def rounds(ranks: int) -> int:
    """In how many rounds a ring of chips sums."""
    return 2 * (ranks - 1)


@attrs.frozen(kw_only=True, field_transformer=named_fields)
class DataParallel:
    """Copies of a model on `ranks` chips, or groups of chips, which sum their `gradients` once in each step.

    `gradients` are the bytes that one chip holds of them, `latency` passes in each round of the ring. `overlap` is the
    share of the time that computing hides.
    """

    includes: ClassVar[frozenset[Included]] = COMMUNICATION
    """The loss that it counts."""

    ranks: int = attrs.field(converter=doors.known_whole)
    gradients: Estimate = attrs.field(converter=_memory)
    latency: Estimate = attrs.field(converter=_time)
    overlap: Estimate = attrs.field(default=NONE_HIDDEN, converter=doors.known_share)

    @property
    def traffic(self) -> Estimate:
        """Bytes that each chip sends in a step."""
        return ring_traffic(self.gradients, self.ranks)

    @property
    def delay(self) -> Estimate:
        """Seconds of latency in a step."""
        return self.latency * rounds(self.ranks)

    def __str__(self) -> str:
        return f"data parallel on {self.ranks}, {self.gradients}{_hidden(self.overlap)}"


@attrs.frozen(kw_only=True, field_transformer=named_fields)
class TensorParallel:
    """Every layer shared out among `ranks` chips, which sum its activations twice on the way forward and twice back.

    So many sums are needed in each of the `layers` that a chip works on (Shoeybi et al., arXiv 1909.08053, section 3);
    each is of batch x sequence x hidden numbers in a `format`, for one microbatch of `batch` sequences, and a step has
    so many `microbatches`. Nothing goes back but in training. While a model writes, the `sequence` is one token long.
    """

    includes: ClassVar[frozenset[Included]] = COMMUNICATION
    """The loss that it counts."""

    ranks: int = attrs.field(converter=doors.known_whole)
    layers: int = attrs.field(converter=doors.known_whole)
    hidden: int = attrs.field(converter=doors.known_whole)
    sequence: int = attrs.field(converter=doors.known_whole)
    batch: int = attrs.field(converter=doors.known_whole)
    microbatches: int = attrs.field(converter=doors.known_whole)
    format: NumberFormat = attrs.field(converter=NumberFormat)
    phase: Phase = attrs.field(converter=Phase)
    latency: Estimate = attrs.field(converter=_time)
    overlap: Estimate = attrs.field(default=NONE_HIDDEN, converter=doors.known_share)

    @property
    def payload(self) -> Estimate:
        """Bytes that are summed at a time."""
        size = Fraction(self.batch * self.sequence * self.hidden * self.format.bits, _BITS)
        return Estimate(size, size, unit=MEMORY)

    @property
    def sums(self) -> int:
        """How often something is summed in a step."""
        return self.layers * self.microbatches * (4 if self.phase is Phase.TRAINING else 2)

    @property
    def traffic(self) -> Estimate:
        """Bytes that each chip sends in a step."""
        return ring_traffic(self.payload, self.ranks) * self.sums

    @property
    def delay(self) -> Estimate:
        """Seconds of latency in a step."""
        return self.latency * (rounds(self.ranks) * self.sums)

    def __str__(self) -> str:
        return f"tensor parallel on {self.ranks}, {self.sums} sums of {self.payload}{_hidden(self.overlap)}"


Exchange: TypeAlias = DataParallel | TensorParallel
"""Chips that sum something together in each step."""


def waiting_by(exchange: Exchange, link: N, values: Values[N]) -> N:
    """The seconds of a step in which a chip only waits for others; `link` is what it sends a second, one way."""
    name = str(exchange)
    sending: Any = values.of(Fact(name, "traffic"), exchange.traffic) / link
    latency: Any = values.of(Fact(name, "latency"), exchange.delay)
    waiting: N = (sending + latency) * values.of(Fact(name, "exposed"), _exposed(exchange.overlap))
    return waiting


def _exposed(overlap: Estimate) -> Estimate:
    """The share of the time that no computing hides."""
    best = None if overlap.best is None else 1 - overlap.best
    return Estimate(1 - (overlap.high or 0), 1 - overlap.low, best=best)


def _hidden(overlap: Estimate) -> str:
    return "" if overlap == NONE_HIDDEN else f", {overlap} hidden"
