"""Total processing performance as a measure of what chips deliver: the one that export rules take."""

from __future__ import annotations

from fractions import Fraction
from functools import reduce

import attrs

from aichipcn.codes import Code
from aichipcn.compute.basis import Basis
from aichipcn.compute.facts import N, Values
from aichipcn.compute.metrics import tpp
from aichipcn.compute.peak import peak_fact
from aichipcn.compute.reasons import reason_of
from aichipcn.errors import InvalidValueError
from aichipcn.model.chips import Chip
from aichipcn.values.estimate import Estimate
from aichipcn.values.memo import Memo
from aichipcn.values.units import TPP

_PER_BIT = "TPP*s/OP"


@attrs.frozen
class TotalProcessing:
    """The greatest, over number formats, of the dense rate in TOPS times the bit length, as `tpp` gives it."""

    memo: Memo = attrs.field(init=False, factory=Memo, eq=False, repr=False)

    @property
    def unit(self) -> str:
        """The root unit of its rates."""
        return TPP

    @property
    def basis(self) -> Basis:
        """What its totals are on."""
        return Basis(TPP, "total processing performance")

    def rate(self, chip: Chip) -> Estimate:
        """The TPP of one chip. Raises InvalidValueError where no rate of it is known."""
        known = tpp(chip)
        if known is None:
            msg = f"{chip.name} has no sourced rate in any format, and so no TPP"
            raise InvalidValueError(msg, found=chip, code=Code.NO_RATE)
        return known

    def rate_by(self, chip: Chip, values: Values[N]) -> N:
        """The TPP over values of the chip's rates. Raises InvalidValueError as `rate` does."""
        self.rate(chip)
        scaled: list[N] = [
            values.of(peak_fact(chip, item), rate)
            * values.constant(Estimate.point(Fraction(item.bits, 10**12), _PER_BIT))
            for item, rate in chip.rates.pairs
        ]
        return reduce(values.greatest, scaled)

    def reason(self, chip: Chip) -> str | None:
        """Why a chip has no rate; None where it has one."""
        return reason_of(self.rate, chip)
