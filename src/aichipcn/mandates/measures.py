"""What is summed: units, peak rates, TPP, power, spend or effective compute, always per chip and exactly.

A measure is any immutable value with the four members of `AnyMeasure`.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

import attrs
from attrs.converters import optional

from aichipcn.codes import Code
from aichipcn.compute.claims.claimed import ClaimedPerformance
from aichipcn.compute.effective import Model, model_of
from aichipcn.compute.metrics import tpp
from aichipcn.errors import InvalidTypeError, InvalidValueError, shown
from aichipcn.model import doors
from aichipcn.model.chips import Chip
from aichipcn.model.claims import PerformanceClaim
from aichipcn.model.fields import named_fields
from aichipcn.model.formats import NumberFormat
from aichipcn.model.terms import Term
from aichipcn.values.estimate import ONE, Estimate
from aichipcn.values.units import CURRENCIES, NONE, POWER, RATE, TPP, USD


@runtime_checkable
class AnyMeasure(Protocol):
    """What every measure can do."""

    @property
    def unit(self) -> str:
        """The root unit of what is summed."""

    @property
    def field(self) -> str:
        """What of a chip it reads, in words."""

    def weight(self, chip: Chip | None) -> Estimate | None:
        """What one chip weighs, in the root unit; None where that is not known."""

    def describe(self) -> str:
        """What is summed, in words."""


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
        if self.currency not in (CURRENCIES if self.quantum is Quantum.SPEND else (None,)):
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


@attrs.frozen(field_transformer=named_fields)
class Effective:
    """Effective compute under a model, such as `Effective(Peak("fp8"))`."""

    model: Model = attrs.field(converter=model_of)

    @property
    def unit(self) -> str:
        """The root unit of the model."""
        return self.model.unit

    @property
    def field(self) -> str:
        """What the model needs of a chip."""
        return f"compute by {self.model.basis.grounds}"

    def weight(self, chip: Chip | None) -> Estimate | None:
        """What one chip delivers; None where the model cannot say."""
        return None if chip is None or self.model.reason(chip) is not None else self.model.rate(chip)

    def describe(self) -> str:
        """The unit and the grounds of the model."""
        return f"effective compute in {self.model.basis}"


@attrs.frozen(field_transformer=named_fields)
class Claimed:
    """Effective compute in chips of a reference, by the claims of the catalogue that the mandate stands in.

    `within` gives it those claims; before that it knows none, and every chip but the reference is unknown.
    """

    reference: Chip = attrs.field(validator=doors.is_a(Chip))
    workload: str | None = attrs.field(default=None, converter=doors.optional_note)
    model: ClaimedPerformance = attrs.field(init=False, eq=False, repr=False)

    @model.default
    def _knowing_none(self) -> ClaimedPerformance:
        return ClaimedPerformance(reference=self.reference, claims=(), workload=self.workload)

    def within(self, claims: tuple[PerformanceClaim, ...]) -> Claimed:
        """The same measure, by some claims."""
        copy = attrs.evolve(self)
        object.__setattr__(copy, "model", attrs.evolve(self.model, claims=claims))
        return copy

    @property
    def unit(self) -> str:
        """Ratios are plain numbers."""
        return NONE

    @property
    def field(self) -> str:
        """What is needed of a chip."""
        return f"claimed ratio to {self.reference.short_name}"

    def weight(self, chip: Chip | None) -> Estimate | None:
        """How much of the reference one chip is claimed to deliver."""
        return Effective(self.model).weight(chip)

    def describe(self) -> str:
        """The reference."""
        return f"effective compute in {self.reference.short_name}-equivalents by claims"


UNITS = Measure()


def measure_of(value: AnyMeasure | Quantum | str) -> AnyMeasure:
    """A measure, or the one that a quantum or its text says in full, such as `"power"`.

    Raises InvalidTypeError or InvalidValueError for anything else.
    """
    if isinstance(value, str | Quantum):
        return Measure(Quantum(value))
    if isinstance(value, type) or not isinstance(value, AnyMeasure):
        msg = f"a measure is needed such as Measure('power'), got {shown(value)}"
        raise InvalidTypeError(msg, found=value)
    return value


def counts_units(measure: AnyMeasure) -> bool:
    """Whether whole chips are counted."""
    return isinstance(measure, Measure) and measure.quantum is Quantum.UNITS
