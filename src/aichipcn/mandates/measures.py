"""What is summed: units, peak rates, TPP, power or spend, always per chip and exactly."""

from __future__ import annotations

from enum import Enum

import attrs

from aichipcn.compute.metrics import tpp
from aichipcn.errors import InvalidValueError
from aichipcn.model.chips import Chip
from aichipcn.model.fields import member
from aichipcn.model.formats import NumberFormat
from aichipcn.values.estimate import Estimate
from aichipcn.values.units import CNY, NONE, POWER, RATE, TPP, USD


class Quantum(Enum):
    """What a measure counts."""

    UNITS = "units"
    PEAK = "peak"
    TPP = "tpp"
    POWER = "power"
    SPEND = "spend"


_WORDS = {
    Quantum.UNITS: "chips",
    Quantum.TPP: "TPP",
    Quantum.POWER: "chip power",
    Quantum.SPEND: "spend on chips",
}
_FIELDS = {
    Quantum.UNITS: "count",
    Quantum.PEAK: "rate",
    Quantum.TPP: "rates",
    Quantum.POWER: "power",
    Quantum.SPEND: "price",
}
ONE = Estimate(1, 1)


def _quantum(value: Quantum | str) -> Quantum:
    return member(Quantum, value, "measure")


def _format(value: NumberFormat | str | None) -> NumberFormat | None:
    return None if value is None else member(NumberFormat, value, "format")


@attrs.frozen
class Measure:
    """A measure. A peak is of one number format, without fallback; a spend is in one currency, unconverted."""

    quantum: Quantum = attrs.field(default=Quantum.UNITS, converter=_quantum)
    format: NumberFormat | None = attrs.field(default=None, converter=_format)
    currency: str | None = None

    def __attrs_post_init__(self) -> None:
        if (self.quantum is Quantum.PEAK) != (self.format is not None):
            msg = "a peak, and only a peak, is measured in a number format such as { peak = 'fp16' }"
            raise InvalidValueError(msg)
        if self.quantum is Quantum.SPEND:
            object.__setattr__(self, "currency", self.currency or USD)
        if self.currency not in (None, USD, CNY) or (self.currency and self.quantum is not Quantum.SPEND):
            msg = f"only a spend is measured in a currency, USD or CNY; got {self.currency!r}"
            raise InvalidValueError(msg)

    @property
    def unit(self) -> str:
        """The root unit of what is summed."""
        units = {Quantum.PEAK: RATE, Quantum.TPP: TPP, Quantum.POWER: POWER, Quantum.UNITS: NONE}
        return units.get(self.quantum, self.currency or NONE)

    @property
    def field(self) -> str:
        """The field of a chip that the measure reads."""
        return f"{self.format.value} rate" if self.format else _FIELDS[self.quantum]

    def weight(self, chip: Chip | None) -> Estimate | None:
        """What one chip weighs; None where that is not known. Every unit weighs one, known or not."""
        if self.quantum is Quantum.UNITS:
            return ONE
        if chip is None:
            return None
        if self.quantum is Quantum.TPP:
            return tpp(chip)
        if self.format is not None:
            return chip.rates.get(self.format)
        if self.quantum is Quantum.POWER:
            return chip.power
        return chip.price if chip.price and chip.price.unit == self.currency else None

    def describe(self) -> str:
        """What is summed, in words."""
        if self.format:
            return f"{self.format} peak"
        return _WORDS[self.quantum] + (f" in {self.currency}" if self.currency else "")


UNITS = Measure()
