"""Memory bandwidth as a measure of what chips deliver: what work that waits for its memory sees."""

from __future__ import annotations

import attrs

from aichipcn.codes import Code
from aichipcn.compute.basis import Basis
from aichipcn.compute.facts import Fact, N, Values
from aichipcn.compute.reasons import reason_of
from aichipcn.errors import InvalidValueError
from aichipcn.model import doors
from aichipcn.model.chips import Chip
from aichipcn.values.estimate import Estimate
from aichipcn.values.memo import Memo
from aichipcn.values.units import BANDWIDTH


def bandwidth_fact(chip: Chip) -> Fact:
    """The fact that is a chip's memory bandwidth."""
    return Fact(chip.slug, "memory-bandwidth")


@attrs.frozen
class MemoryBandwidth:
    """The bandwidth of the memory, in bytes per second."""

    memo: Memo = attrs.field(init=False, factory=Memo, eq=False, repr=False)

    @property
    def unit(self) -> str:
        """The root unit of its rates."""
        return BANDWIDTH

    @property
    def basis(self) -> Basis:
        """What its totals are on."""
        return Basis(BANDWIDTH, "memory bandwidth")

    def rate(self, chip: Chip) -> Estimate:
        """The memory bandwidth of one chip. Raises InvalidValueError where it is not known."""
        known = doors.instance(chip, "chip", Chip).memory_bandwidth
        if known is None:
            msg = f"the memory bandwidth of {chip.name} is not known"
            raise InvalidValueError(msg, found=chip, code=Code.NO_RATE)
        return known

    def rate_by(self, chip: Chip, values: Values[N]) -> N:
        """The memory bandwidth over values of its facts. Raises InvalidValueError as `rate` does."""
        return values.of(bandwidth_fact(chip), self.rate(chip))

    def reason(self, chip: Chip) -> str | None:
        """Why a chip has no rate; None where it has one."""
        return reason_of(self.rate, chip)
