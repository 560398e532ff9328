"""Peak compute by bit length: the greatest dense rate among formats of as many bits, such as FP8 and INT8."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

import attrs

from aichipcn.codes import Code
from aichipcn.compute.basis import Basis
from aichipcn.compute.facts import BOUNDS, N, Values
from aichipcn.compute.peak import peak_fact
from aichipcn.compute.reasons import reason_of
from aichipcn.errors import InvalidValueError, NoSuchFormatError
from aichipcn.model import doors
from aichipcn.model.chips import Chip
from aichipcn.model.fields import named_fields
from aichipcn.model.formats import NumberFormat
from aichipcn.values.estimate import Estimate
from aichipcn.values.memo import Memo
from aichipcn.values.units import RATE


def _formats(value: Sequence[NumberFormat | str]) -> tuple[NumberFormat, ...]:
    formats = doors.members(NumberFormat, value)
    if not formats:
        msg = "at least one number format is needed"
        raise InvalidValueError(msg, found=value, code=Code.EMPTY)
    return tuple(item for item in NumberFormat if item in formats)


@attrs.frozen(field_transformer=named_fields)
class GreatestPeak:
    """The greatest dense peak rate of a chip among some formats: of those of them that have a sourced rate.

    One chip may so be counted in one format, and another in another. Raises InvalidValueError for no format at all.
    """

    formats: tuple[NumberFormat, ...] = attrs.field(converter=_formats)
    memo: Memo = attrs.field(init=False, factory=Memo, eq=False, repr=False)

    @property
    def unit(self) -> str:
        """The root unit of its rates."""
        return RATE

    @property
    def basis(self) -> Basis:
        """What its totals are on."""
        return Basis("FLOP/s", f"{' or '.join(map(str, self.formats))} peak, dense")

    def rate(self, chip: Chip) -> Estimate:
        """The rate of one chip. Raises NoSuchFormatError naming the formats that the chip has."""
        rate: Estimate = self.rate_by(chip, BOUNDS)
        return rate

    def rate_by(self, chip: Chip, values: Values[N]) -> N:
        """The rate of one chip over values of its facts. Raises NoSuchFormatError as `rate` does."""
        pairs = doors.instance(chip, "chip", Chip).rates.pairs
        among: list[N] = [values.of(peak_fact(chip, item), rate) for item, rate in pairs if item in self.formats]
        if not among:
            wanted = " or ".join(map(str, self.formats))
            raise NoSuchFormatError(chip.name, wanted, (str(item) for item in chip.rates))
        return reduce(values.greatest, among)

    def reason(self, chip: Chip) -> str | None:
        """Why a chip has no rate; None where it has one."""
        return reason_of(self.rate, chip)


EIGHT_BIT = GreatestPeak(("fp8", "int8"))
"""The greater of the FP8 and the INT8 peak."""

SIXTEEN_BIT = GreatestPeak(("fp16", "bf16"))
"""The greater of the FP16 and the BF16 peak."""
