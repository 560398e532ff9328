"""Figures worked out from a chip's datasheet: total processing performance and performance density.

TPP is the greatest, over number formats, of 2 x MacTOPS x bit length, which is dense TOPS x bits
(technical notes to ECCN 3A090, 88 FR 73458).
"""

from __future__ import annotations

from fractions import Fraction

from aichipcn.model.chips import Chip
from aichipcn.model.doors import instance
from aichipcn.model.formats import NumberFormat
from aichipcn.values.estimate import Estimate
from aichipcn.values.units import TPP

_TERA = 10**12


def tpp(chip: Chip) -> Estimate | None:
    """The TPP of a chip from its dense rates; None where no rate is known.

    Every format could be the one that gives the most, so low, best and high are each the greatest over formats.
    Raises InvalidTypeError for what is no chip.
    """
    if not instance(chip, "chip", Chip).rates:
        return None
    scaled = [rate * Fraction(item.bits, _TERA) for item, rate in chip.rates.pairs]
    low = max(figure.low for figure in scaled)
    highs = [figure.high for figure in scaled if figure.high is not None]
    high = max(highs) if len(highs) == len(scaled) else None
    centrals = [figure.central for figure in scaled if figure.central is not None]
    best = max(centrals) if len(centrals) == len(scaled) and high != low else None
    return Estimate(low, high, best=best, unit=TPP)


def tpp_format(chip: Chip) -> NumberFormat | None:
    """The format that gives the TPP, by best value where there is one, else by the low end; None without rates.

    Of formats that give as much, one of 16 bits.
    """
    if not chip.rates:
        return None

    def weight(item: NumberFormat) -> tuple[Fraction, int]:
        rate = chip.rates[item]
        return Fraction(rate.low if rate.central is None else rate.central) * item.bits, -abs(item.bits - 16)

    return max(chip.rates, key=weight)


def performance_density(chip: Chip) -> Estimate | None:
    """TPP per mm2 of die area, a plain number; None where either is unknown.

    The area is that stated for the chip's logic dies, taken to be all made on a process with non-planar transistors.
    """
    performance = tpp(chip)
    if performance is None or chip.die_area is None:
        return None
    per_area = performance / (chip.die_area * 10**6)
    return Estimate(per_area.low, per_area.high, best=per_area.best)
