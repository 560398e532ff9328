"""What is summed: units, peak rates, TPP, power or spend, always per chip and exactly."""

from __future__ import annotations

import attrs
from attrs.converters import optional

from aichipcn.codes import Code
from aichipcn.compute.metrics import tpp
from aichipcn.errors import InvalidValueError, shown
from aichipcn.model.chips import Chip
from aichipcn.model.fields import named_fields
from aichipcn.model.formats import NumberFormat
from aichipcn.model.terms import Term
from aichipcn.values.estimate import ONE, Estimate
from aichipcn.values.units import CNY, NONE, POWER, RATE, TPP, USD


class Quantum(Term):
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


@attrs.frozen(field_transformer=named_fields)
class Measure:
    """A measure. A peak is of one number format, without fallback; a spend is in one currency, unconverted."""

    quantum: Quantum = attrs.field(default=Quantum.UNITS, converter=Quantum)
    format: NumberFormat | None = attrs.field(default=None, converter=optional(NumberFormat))
    currency: str | None = None

    def __attrs_post_init__(self) -> None:
        if (self.quantum is Quantum.PEAK) != (self.format is not None):
            msg = "a peak, and only a peak, is measured in a number format such as { peak = 'fp16' }"
            raise InvalidValueError(msg, code=Code.WRONG_MEASURE)
        if self.quantum is Quantum.SPEND:
            object.__setattr__(self, "currency", USD if self.currency is None else self.currency)
        if self.currency not in ((USD, CNY) if self.quantum is Quantum.SPEND else (None,)):
            msg = f"only a spend is measured in a currency, USD or CNY; got {shown(self.currency)}"
            raise InvalidValueError(msg, found=self.currency, code=Code.WRONG_MEASURE)

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


def measure_of(value: Measure | Quantum | str) -> Measure:
    """A measure, or the one that a quantum or its text says in full, such as `"power"`."""
    return value if isinstance(value, Measure) else Measure(Quantum(value))
