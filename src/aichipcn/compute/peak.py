"""Peak compute: the dense rate in one number format, without fallback to another."""

from __future__ import annotations

import attrs

from aichipcn.compute.basis import Basis
from aichipcn.compute.facts import Fact, N, Values
from aichipcn.compute.reasons import reason_of
from aichipcn.model import doors
from aichipcn.model.chips import Chip
from aichipcn.model.fields import named_fields
from aichipcn.model.formats import NumberFormat
from aichipcn.values.estimate import Estimate
from aichipcn.values.memo import Memo
from aichipcn.values.units import RATE


def peak_fact(chip: Chip, number_format: NumberFormat) -> Fact:
    """The fact that is a chip's dense rate in a format."""
    return Fact(chip.slug, f"rates.{number_format.value}")


@attrs.frozen(field_transformer=named_fields)
class Peak:
    """The dense peak rate in one format."""

    format: NumberFormat = attrs.field(converter=NumberFormat)
    memo: Memo = attrs.field(init=False, factory=Memo, eq=False, repr=False)

    @property
    def unit(self) -> str:
        """The root unit of its rates."""
        return RATE

    @property
    def basis(self) -> Basis:
        """What its totals are on."""
        return Basis("FLOP/s", f"{self.format} peak, dense")

    def rate(self, chip: Chip) -> Estimate:
        """The rate of one chip. Raises NoSuchFormatError naming the formats that the chip has."""
        return doors.instance(chip, "chip", Chip).rate(self.format)

    def rate_by(self, chip: Chip, values: Values[N]) -> N:
        """The rate of one chip over values of its facts. Raises NoSuchFormatError as `rate` does."""
        return values.of(peak_fact(chip, self.format), self.rate(chip))

    def reason(self, chip: Chip) -> str | None:
        """Why a chip has no rate; None where it has one."""
        return reason_of(self.rate, chip)
