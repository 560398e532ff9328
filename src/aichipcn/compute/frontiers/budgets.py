"""What is held fixed while chips are chosen, power, money or their number, and what a chip takes of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from aichipcn.codes import Code
from aichipcn.compute.basis import Basis
from aichipcn.compute.effective import effective_compute
from aichipcn.errors import InvalidValueError
from aichipcn.model import doors
from aichipcn.model.chips import Chip
from aichipcn.model.facilities import Facility, Fleet
from aichipcn.model.fields import named_fields
from aichipcn.model.terms import Term
from aichipcn.values.estimate import ONE, Estimate
from aichipcn.values.numbers import Exact
from aichipcn.values.units import CURRENCIES, NONE, POWER, root_unit


class Hold(Term):
    """What is held fixed."""

    POWER = "power"
    PRICE = "price"
    UNITS = "units"


@attrs.frozen(field_transformer=named_fields)
class Cost:
    """What one chip takes of what is held fixed: its power, its price in the one currency `unit`, or one of a number.

    It is a model as `Peak` is, so that `effective_compute` sums it over a facility.
    """

    hold: Hold = attrs.field(converter=Hold)
    unit: str = attrs.field(converter=root_unit)

    @property
    def basis(self) -> Basis:
        """What its totals are on."""
        return Basis(self.unit or "chips", f"{self.hold.value} of chips")

    def rate(self, chip: Chip) -> Estimate:
        """What one chip takes. Raises InvalidValueError where that is not known, or in another currency."""
        reason = self.reason(chip)
        if reason is not None:
            raise InvalidValueError(reason, found=chip, code=Code.NO_RATE)
        return self._figure(chip) or ONE

    def reason(self, chip: Chip) -> str | None:
        """Why it is not known; None where it is."""
        figure = self._figure(doors.instance(chip, "chip", Chip))
        if figure is None:
            return f"the {self.hold.value} of {chip.name} is not known"
        if figure.unit != self.unit:
            return f"the price of {chip.name} is in {figure.unit}, not in {self.unit}; no rate of exchange is assumed"
        return None

    def _figure(self, chip: Chip) -> Estimate | None:
        return ONE if self.hold is Hold.UNITS else chip.power if self.hold is Hold.POWER else chip.price


def cost_of(hold: Hold, chips: Iterable[Chip]) -> Cost:
    """What chips take of what is held; where that is money, in the currency of the first price that is known."""
    if hold is not Hold.PRICE:
        return Cost(hold, POWER if hold is Hold.POWER else NONE)
    currencies = [chip.price.unit for chip in chips if chip.price is not None]
    return Cost(hold, (*currencies, *CURRENCIES)[0])


def stated_budget(value: doors.Number, hold: Hold) -> Estimate:
    """A budget as it is given: a power, a price or a number of chips. Raises InvalidValueError for anything else."""
    if hold is Hold.PRICE:
        return doors.known_price(value)
    return doors.figure(value, POWER if hold is Hold.POWER else NONE)


def standing_budget(subject: Facility | Fleet, cost: Cost, on: date | None) -> Estimate:
    """What the chips of a subject take together.

    Raises InvalidValueError naming every part of it of which that is not known.
    """
    taken = effective_compute(subject, cost, on=on)
    if taken.unknown:
        told = "; ".join(map(str, taken.unknown))
        msg = f"no budget: what stands there takes more {cost.hold.value} than is known: {told}"
        raise InvalidValueError(msg, found=subject, code=Code.NO_RATE).at("budget")
    return taken.value


def deciding(figure: Estimate) -> Exact:
    """The number by which chips are chosen: the best value or the point, else the low end."""
    return figure.low if figure.central is None else figure.central
