"""The roofline: a pass takes as long as its operations or its bytes do, whichever is longer.

Williams, Waterman and Patterson, "Roofline", Communications of the ACM 52(4), 2009. The share of the peak rate and of
the peak bandwidth that is reached is given; without one it is all of it, and the rate is a ceiling.
"""

from __future__ import annotations

from typing import TypeAlias

import attrs

from aichipcn.codes import Code
from aichipcn.compute.bandwidth import MemoryBandwidth
from aichipcn.compute.basis import Basis
from aichipcn.compute.factors import Factor, combined, factors_of, in_format, in_phase, shared_by
from aichipcn.compute.facts import BOUNDS, Fact, N, Values, greater
from aichipcn.compute.peak import Peak
from aichipcn.compute.reasons import reason_of
from aichipcn.compute.workloads import OPERATION, Decode, Prefill, Training, Workload
from aichipcn.errors import InvalidTypeError, InvalidValueError, shown
from aichipcn.model import doors
from aichipcn.model.chips import Chip
from aichipcn.model.fields import named_fields
from aichipcn.model.formats import NumberFormat
from aichipcn.model.terms import Term
from aichipcn.model.utilisations import Included, Utilisation, UtilisationKind
from aichipcn.values.estimate import ONE, Estimate
from aichipcn.values.memo import Memo
from aichipcn.values.numbers import Exact
from aichipcn.values.ternary import Ternary
from aichipcn.values.units import MEMORY, TOKENS

_BANDWIDTH = MemoryBandwidth()


class Bind(Term):
    """What a pass waits for."""

    COMPUTE = "compute"
    MEMORY = "memory"

    def __str__(self) -> str:
        return self.value


MeasuredShare: TypeAlias = str | Estimate | Utilisation
"""What a share of the memory bandwidth may be given as."""


def _mbu(value: MeasuredShare) -> Estimate | Utilisation:
    if not isinstance(value, Utilisation):
        return doors.known_share(value)
    if value.kind is not UtilisationKind.MBU:
        msg = f"an MBU is needed, and {value.slug} is an {value.kind.name}"
        raise InvalidValueError(msg, found=value, code=Code.WRONG_MEASURE)
    return value


def _workload(value: Workload) -> Workload:
    if not isinstance(value, (Decode, Prefill, Training)):
        msg = f"not a workload: {shown(value)}; write one such as Decode(transformer=..., context=2048)"
        raise InvalidTypeError(msg, found=value)
    return value


@attrs.frozen(kw_only=True)
class Timing:
    """How one pass of a workload runs on `chips` of a kind that share it evenly, without loss between them.

    `needs` and `holds` are the bytes that must and can be held; `fits` says whether they can, from both. `rate` is
    tokens a second of each chip, `ridge` the operations for each byte at which both times would be the same.
    """

    chip: Chip
    workload: Workload
    chips: int
    rate: Estimate
    compute_time: Estimate
    memory_time: Estimate
    intensity: Estimate
    ridge: Estimate
    needs: Estimate
    holds: Estimate

    @property
    def time(self) -> Estimate:
        """Seconds that a pass takes."""
        return greater(self.compute_time, self.memory_time)

    @property
    def binds(self) -> Bind | None:
        """What the pass waits for; None where the figures leave it open, or both take as long."""
        if (self.compute_time > self.memory_time) is Ternary.TRUE:
            return Bind.COMPUTE
        return Bind.MEMORY if (self.memory_time > self.compute_time) is Ternary.TRUE else None

    @property
    def fits(self) -> Ternary:
        """Whether weights and cache can be held."""
        return self.needs <= self.holds


@attrs.frozen(kw_only=True, field_transformer=named_fields)
class Roofline:
    """Tokens a second of one chip on a workload: the lesser of what its peak rate and its bandwidth allow.

    `mfu` and `mbu` are the shares of the two peaks that are reached, as text such as "45%" or as what was measured;
    `mfu` may be several that multiply, as in `Utilised`. Raises CountedTwiceError where two include the same loss, and
    InvalidValueError for a share of another kind or format, or measured in another phase.
    The workload is shared evenly by `chips`, or by as few as hold its weights and cache; the rate of each is the same,
    because what passes between them is left to `Cluster`.
    """

    workload: Workload = attrs.field(converter=_workload)
    mfu: tuple[Factor, ...] = attrs.field(default=ONE, converter=factors_of)
    mbu: Estimate | Utilisation = attrs.field(default=ONE, converter=_mbu)
    chips: int | None = attrs.field(default=None, converter=doors.whole)
    memo: Memo = attrs.field(init=False, factory=Memo, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        doors.named(lambda factors: in_format(factors, self.workload.compute), self.mfu, "mfu")
        doors.named(lambda factors: in_phase(factors, self.workload.phase), self.mfu, "mfu")
        if isinstance(self.mbu, Utilisation) and self.mbu.phase not in (None, self.workload.phase):
            msg = f"{self.mbu.slug} is of {self.mbu.phase.value}, not of {self.workload.phase.value}"
            raise InvalidValueError(msg, found=self.mbu).at("mbu")

    @property
    def unit(self) -> str:
        """Tokens a second."""
        return TOKENS

    @property
    def basis(self) -> Basis:
        """Tokens a second on the workload, with the shares of the peaks that it rests on."""
        reached = [f"MFU {' x '.join(map(str, self.mfu))}"] if combined(self.mfu)[0] != ONE else []
        reached += [f"MBU {_told(self.mbu)}"] if self.mbu != ONE else []
        spread = f", on {self.chips} chips" if self.chips else ""
        grounds = f"roofline, {', '.join(reached) or 'ceiling'}; {self.workload}{spread}"
        return Basis(TOKENS, grounds, self.workload.transformer.slug)

    @property
    def includes(self) -> frozenset[Included]:
        """The losses that the measured shares already include."""
        of_memory = self.mbu.includes if isinstance(self.mbu, Utilisation) else ()
        return combined(self.mfu)[1].union(of_memory)

    def rate(self, chip: Chip) -> Estimate:
        """Tokens a second of one chip.

        Raises InvalidValueError for a chip that lacks a figure or that the workload does not fit on.
        """
        reason = self.reason(chip)
        if reason is not None:
            raise InvalidValueError(reason, found=chip, code=Code.NO_RATE)
        rate: Estimate = self.rate_by(chip, BOUNDS)
        return rate

    def rate_by(self, chip: Chip, values: Values[N]) -> N:
        """The rate over values of its facts: the peak rate, the bandwidth and the shares of them that are reached."""
        demand = self.workload.demand
        by_compute: N = self._compute(chip, values) / values.constant(demand.operations_each)
        by_memory: N = self._memory(chip, values) / values.constant(demand.traffic_each)
        return values.least(by_compute, by_memory)

    def reason(self, chip: Chip) -> str | None:
        """Why a chip has no rate; None where it has one."""
        lacking = self._peak.reason(chip) or _BANDWIDTH.reason(chip) or reason_of(held, chip)
        return lacking or (None if self.chips is None else self._too_small(chip, self.chips))

    def fewest(self, chip: Chip) -> int:
        """On how few chips the weights and the cache fit for certain. Raises as `rate` does."""
        self.rate(chip)
        least = held(chip).low
        if least == 0:
            msg = f"nothing fits for certain into the memory of {chip.name}: {chip.memory}"
            raise InvalidValueError(msg, found=chip, code=Code.NO_RATE)
        return -int(-self.workload.demand.resident // least)

    def timing(self, chip: Chip) -> Timing:
        """How one pass runs on a chip, or on as few as it fits on. Raises as `rate` does."""
        chips = self.chips or self.fewest(chip)
        demand = self.workload.demand
        compute, memory = self._compute(chip, BOUNDS), self._memory(chip, BOUNDS)
        return Timing(
            chip=chip,
            workload=self.workload,
            chips=chips,
            rate=self.rate(chip),
            compute_time=_point(demand.operations, OPERATION) / (compute * chips),
            memory_time=_point(demand.traffic, MEMORY) / (memory * chips),
            intensity=demand.intensity,
            ridge=compute / memory,
            needs=_point(demand.resident, MEMORY),
            holds=held(chip) * chips,
        )

    @property
    def _peak(self) -> Peak:
        return Peak(self.workload.compute)

    def _compute(self, chip: Chip, values: Values[N]) -> N:
        """Operations a second that are reached."""
        return shared_by(self.mfu, self._peak.rate_by(chip, values), values)

    def _memory(self, chip: Chip, values: Values[N]) -> N:
        """Bytes a second that are reached."""
        share = self.mbu.value if isinstance(self.mbu, Utilisation) else self.mbu
        reached: N = _BANDWIDTH.rate_by(chip, values) * values.of(Fact(_told(self.mbu), "MBU"), share)
        return reached

    def _too_small(self, chip: Chip, chips: int) -> str | None:
        needs = _point(self.workload.demand.resident, MEMORY)
        if (needs <= held(chip) * chips) is Ternary.TRUE:
            return None
        many = "" if chips == 1 else f" each, on {chips} chips"
        return f"{self.workload} needs {needs.text('GB')}, and {chip.name} holds {held(chip)}{many}"


def ridge(chip: Chip, number_format: NumberFormat | str) -> Estimate:
    """Operations for each byte from which a chip waits for its arithmetic and no longer for its memory.

    Raises NoSuchFormatError for a format that the chip lacks, InvalidValueError where its bandwidth is not known.
    """
    return Peak(doors.named(NumberFormat, number_format, "number_format")).rate(chip) / _BANDWIDTH.rate(chip)


def held(chip: Chip) -> Estimate:
    """The bytes that one chip can hold. Raises InvalidValueError where they are not known."""
    if chip.memory is None:
        msg = f"the memory of {chip.name} is not known, nor what fits into it"
        raise InvalidValueError(msg, found=chip, code=Code.NO_RATE)
    return chip.memory


def _told(share: Estimate | Utilisation) -> str:
    return f"{share.slug} {share.value}" if isinstance(share, Utilisation) else str(share)


def _point(value: Exact, unit: str) -> Estimate:
    return Estimate(value, value, unit=unit)
