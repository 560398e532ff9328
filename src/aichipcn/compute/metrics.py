"""Figures worked out from a chip's datasheet: total processing performance, performance density, rates of transfer.

TPP is the greatest, over number formats, of 2 x MacTOPS x bit length, which is dense TOPS x bits, because makers count
a multiply-accumulate as two operations. Performance density is TPP by the applicable die area in mm2, which is that of
logic dies made on a process with non-planar transistors (technical notes to ECCN 3A090, 88 FR 73458). Rates are those
of the whole package, so that the dies in it are summed already.
"""

from __future__ import annotations

import re
from fractions import Fraction

from aichipcn.model.chips import Chip, Listing
from aichipcn.model.doors import instance
from aichipcn.model.formats import NumberFormat
from aichipcn.values.estimate import Estimate
from aichipcn.values.numbers import Exact
from aichipcn.values.units import BANDWIDTH, BANDWIDTH_DENSITY, NONE, TPP

_TERA = 10**12
_NON_PLANAR = Fraction(16, 10**9)
"""Up to 16 nm, a process is named for non-planar transistors."""
_PCIE = re.compile(r"(?P<generation>[1-9])(?:\.[0-9])?(?:\s*x(?P<lanes>[0-9]{1,2}))?")
_MOST_LANES = 16
_PER_LANE = {"3": 2 * 10**9, "4": 4 * 10**9, "5": 8 * 10**9, "6": 16 * 10**9}
"""Bytes a second in both directions, of one lane of PCIe, by generation, as makers round them: 128 GB/s for 5.0 x16."""


def tpp(chip: Chip) -> Estimate | None:
    """The TPP of a chip from its dense rates; None where no rate is known.

    Every format could be the one that gives the most, so low, best and high are each the greatest over formats.
    Raises InvalidTypeError for what is no chip.
    """
    pairs = instance(chip, "chip", Chip).rates.pairs
    if not pairs:
        return None
    low = max(rate.low * item.bits for item, rate in pairs)
    highs = [rate.high * item.bits for item, rate in pairs if rate.high is not None]
    high = max(highs) if len(highs) == len(pairs) else None
    centrals = [rate.central * item.bits for item, rate in pairs if rate.central is not None]
    best = max(centrals) if len(centrals) == len(pairs) and high != low else None
    return Estimate(Fraction(low, _TERA), _in_tera(high), best=_in_tera(best), unit=TPP)


def known_tpp(chip: Chip) -> Estimate | None:
    """The TPP as far as it is known: at least that of the known rates where they need not be those of all formats."""
    value = tpp(chip)
    if value is None or chip.rates_listed is Listing.COMPLETE:
        return value
    return Estimate(value.low, None, unit=TPP)


def _in_tera(value: Exact | None) -> Exact | None:
    return None if value is None else Fraction(value, _TERA)


def tpp_of(rate: Estimate | str, number_format: NumberFormat | str) -> Estimate:
    """The TPP that a dense rate in one format comes to, such as "312 TFLOP/s" in FP16, or "156 TMAC/s".

    A rate in MAC/s, of multiply-accumulates, is twice as many operations; one in OP/s or FLOP/s has the factor already.
    Raises UnitMismatchError for what is no rate.
    """
    low, high = Estimate.of(rate).magnitude("TOP/s")
    bits, best = NumberFormat(number_format).bits, Estimate.of(rate).best
    shown = None if best is None else Fraction(best * bits, _TERA)
    return Estimate(low * bits, None if high is None else high * bits, best=shown, unit=TPP)


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
    performance, area = tpp(chip), chip.die_area
    return None if performance is None or area is None or area.high == 0 else density(performance, area)


def known_density(chip: Chip) -> Estimate | None:
    """The performance density as far as it is known: at least TPP over the die area where not all of that may count."""
    performance, area = known_tpp(chip), chip.die_area
    if performance is None or area is None or area.high == 0:
        return None
    value = density(performance, area)
    return value if non_planar(chip) else Estimate(value.low, None)


def density(performance: Estimate, area: Estimate) -> Estimate:
    """A TPP by an area: TPP per mm2, a plain number."""
    return _by_area(performance, area, 10**6, NONE)


def _by_area(amount: Estimate, area: Estimate, areas: int, unit: str) -> Estimate:
    """An amount by an area in so many parts of a square metre, in a unit that is told: no unit is worked out for it."""
    low = 0 if area.high is None else Fraction(amount.low) / (area.high * areas)
    high = None if amount.high is None or area.low == 0 else Fraction(amount.high) / (area.low * areas)
    central, of = amount.central, area.central
    best = None if central is None or not of or low == high else Fraction(central) / (of * areas)
    return Estimate(low, high, best=best, unit=unit)


def non_planar(chip: Chip) -> bool:
    """Whether it is known that the logic dies are made on a process with non-planar transistors: 16 nm or finer."""
    return chip.node is not None and chip.node.high is not None and chip.node.high <= _NON_PLANAR


def pcie_rate(chip: Chip) -> Estimate | None:
    """What the PCIe link of a chip carries in both directions together, up to 16 lanes where they are not known.

    None where the generation is not known.
    """
    found = _PCIE.fullmatch((chip.pcie or "").strip())
    per_lane = _PER_LANE.get(found["generation"]) if found else None
    if found is None or per_lane is None:
        return None
    lanes = found["lanes"]
    return Estimate(per_lane * int(lanes or 1), per_lane * int(lanes or _MOST_LANES), unit=BANDWIDTH)


def transfer_rate(chip: Chip) -> Estimate | None:
    """The aggregate bidirectional rate over all inputs and outputs but those to volatile memory: link and PCIe.

    At least that of the link where PCIe is not known; None where the link is not known. Other outputs are left aside.
    """
    if chip.interconnect is None:
        return None
    host = pcie_rate(chip)
    return Estimate(chip.interconnect.low, None, unit=BANDWIDTH) if host is None else chip.interconnect + host


def total_bandwidth(chip: Chip) -> Estimate | None:
    """The bandwidth of the memory and of all inputs and outputs together; None where neither is known."""
    memory, transfer = chip.memory_bandwidth, transfer_rate(chip)
    if memory is not None and transfer is not None:
        return memory + transfer
    known = transfer if memory is None else memory
    return None if known is None else Estimate(known.low, None, unit=BANDWIDTH)


def memory_bandwidth_density(chip: Chip) -> Estimate | None:
    """The bandwidth of a stack of memory by the area of its package; None where either is not known."""
    if chip.memory_bandwidth is None or chip.package_area is None or chip.package_area.high == 0:
        return None
    return _by_area(chip.memory_bandwidth, chip.package_area, 1, BANDWIDTH_DENSITY)
