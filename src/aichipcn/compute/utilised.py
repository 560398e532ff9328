"""Compute that is put to use: the dense peak rate in one number format times the share of it that is."""

from __future__ import annotations

import attrs

from aichipcn.compute.basis import Basis
from aichipcn.compute.factors import Factor, combined, factors_of, in_format, shared_by
from aichipcn.compute.facts import BOUNDS, N, Values
from aichipcn.compute.peak import peak_fact
from aichipcn.compute.reasons import reason_of
from aichipcn.model import doors
from aichipcn.model.chips import Chip
from aichipcn.model.fields import named_fields
from aichipcn.model.formats import NumberFormat
from aichipcn.model.utilisations import Included
from aichipcn.values.estimate import Estimate
from aichipcn.values.memo import Memo
from aichipcn.values.units import RATE


@attrs.frozen(field_transformer=named_fields)
class Utilised:
    """The dense peak rate in one format times a `utilisation`, without fallback to another format.

    The utilisation is a share such as `"40%"`, a `Factor`, a `Utilisation` (MFU or goodput), or several of these.
    Raises CountedTwiceError where two include the same loss, InvalidValueError for an HFU, an MBU, and a share of the
    peak in another format.
    """

    format: NumberFormat = attrs.field(converter=NumberFormat)
    utilisation: tuple[Factor, ...] = attrs.field(converter=factors_of)
    memo: Memo = attrs.field(init=False, factory=Memo, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        doors.named(lambda factors: in_format(factors, self.format), self.utilisation, "utilisation")

    @property
    def share(self) -> Estimate:
        """What is left of the peak under all factors."""
        return combined(self.utilisation)[0]

    @property
    def includes(self) -> frozenset[Included]:
        """The losses that are counted."""
        return combined(self.utilisation)[1]

    @property
    def unit(self) -> str:
        """The root unit of its rates."""
        return RATE

    @property
    def basis(self) -> Basis:
        """What its totals are on."""
        told = " x ".join(map(str, self.utilisation))
        losses = ", ".join(str(loss) for loss in Included if loss in self.includes)
        return Basis("FLOP/s", f"{self.format} peak, dense, x {told}", losses)

    def rate(self, chip: Chip) -> Estimate:
        """The rate of one chip. Raises NoSuchFormatError naming the formats that the chip has."""
        rate: Estimate = self.rate_by(chip, BOUNDS)
        return rate

    def rate_by(self, chip: Chip, values: Values[N]) -> N:
        """The rate of one chip over values of its facts and of the shares. Raises NoSuchFormatError as `rate` does."""
        peak = doors.instance(chip, "chip", Chip).rate(self.format)
        return shared_by(self.utilisation, values.of(peak_fact(chip, self.format), peak), values)

    def reason(self, chip: Chip) -> str | None:
        """Why a chip has no rate; None where it has one."""
        return reason_of(self.rate, chip)
