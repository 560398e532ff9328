"""Chips whose figures lie at a limit, and just beside it: what tells a limit from the one next to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import Any

import attrs

from aichipcn.compute.figures import CHIP_FIGURES
from aichipcn.compute.metrics import tpp
from aichipcn.mandates.conditions import Condition
from aichipcn.model.chips import Chip, Listing
from aichipcn.model.formats import NumberFormat
from aichipcn.values.estimate import NOTHING, Estimate
from aichipcn.values.limits import Limit
from aichipcn.values.numbers import Exact
from aichipcn.values.units import AREA, BANDWIDTH, LENGTH, RATE

_FACTORS = (Fraction(1, 2), Fraction(999, 1000), Fraction(1), Fraction(1001, 1000), Fraction(2))
_TERA = 10**12
_SEVEN_NM = Estimate(Fraction(7, 10**9), Fraction(7, 10**9), unit=LENGTH)
_PACKAGE = Estimate(Fraction(1, 10**4), Fraction(1, 10**4), unit=AREA)
_NO_LANES = "5 x0"


def with_figure(chip: Chip, name: str, value: Exact) -> Chip:
    """The chip of which a figure is exactly `value` root units; performance density by its area, with its own TPP.

    Raises InvalidValueError where it cannot be: a density of nothing, or of a chip without TPP.
    """
    if name in _CHANGES:
        return attrs.evolve(chip, **_CHANGES[name](chip, value))
    changes: dict[str, Any] = {name.replace("-", "_"): _point(value, CHIP_FIGURES[name].unit)}
    return attrs.evolve(chip, **changes)


def chips_around(conditions: Iterable[Condition], chip: Chip) -> Iterator[Chip]:
    """The chip with each figure that some conditions set a limit to, well below it, just below, on it, and above."""
    once = dict.fromkeys((item.tag, item.argument.value) for item in conditions if isinstance(item.argument, Limit))
    for i, (name, limit) in enumerate(once):
        for j, factor in enumerate(_FACTORS):
            if limit:
                changed = with_figure(chip, name, limit * factor)
                yield attrs.evolve(changed, slug=f"limit-{i}-{j}", name=f"At {float(factor)} of limit {i}")


def _of_tpp(_: Chip, value: Exact) -> dict[str, Any]:
    rate = Estimate(Fraction(value * _TERA, 16), Fraction(value * _TERA, 16), unit=RATE)
    return {"rates": {NumberFormat.FP16: rate}, "rates_listed": Listing.COMPLETE}


def _of_density(chip: Chip, value: Exact) -> dict[str, Any]:
    performance = tpp(chip) or NOTHING
    area = (Estimate(performance.low, performance.low) / (value * 10**6)).low
    return {"die_area": _point(area, AREA), "node": _SEVEN_NM, "rates_listed": Listing.COMPLETE}


def _of_transfer(_: Chip, value: Exact) -> dict[str, Any]:
    return {"interconnect": _point(value, BANDWIDTH), "pcie": _NO_LANES}


def _of_total(_: Chip, value: Exact) -> dict[str, Any]:
    return {"memory_bandwidth": _point(value, BANDWIDTH), **_of_transfer(_, 0)}


def _of_memory_density(_: Chip, value: Exact) -> dict[str, Any]:
    return {"memory_bandwidth": _point(value * _PACKAGE.low, BANDWIDTH), "package_area": _PACKAGE}


def _point(value: Exact, unit: str) -> Estimate:
    return Estimate(value, value, unit=unit)


_CHANGES: dict[str, Callable[[Chip, Exact], dict[str, Any]]] = {
    "tpp": _of_tpp,
    "performance-density": _of_density,
    "transfer-rate": _of_transfer,
    "total-bandwidth": _of_total,
    "memory-bandwidth-density": _of_memory_density,
}
"""What is changed of a chip for a figure that is worked out; another is a field of its own."""
