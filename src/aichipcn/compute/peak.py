"""Peak compute: the dense rate in one number format, without fallback to another."""

from __future__ import annotations

import attrs

from aichipcn.compute.basis import Basis
from aichipcn.errors import NoSuchFormatError
from aichipcn.model.chips import Chip
from aichipcn.model.fields import enum_field
from aichipcn.model.formats import NumberFormat
from aichipcn.values.estimate import Estimate
from aichipcn.values.memo import Memo, memo_field
from aichipcn.values.units import RATE


@attrs.frozen
class Peak:
    """The dense peak rate in one format."""

    format: NumberFormat = enum_field("format", NumberFormat)
    memo: Memo = memo_field()

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
        return chip.rate(self.format)

    def reason(self, chip: Chip) -> str | None:
        """Why a chip has no rate; None where it has one."""
        try:
            self.rate(chip)
        except NoSuchFormatError as error:
            return str(error)
        return None
