"""Chips by their peak rate and memory bandwidth as plain data: every chip, with what it lacks where it cannot stand."""

from __future__ import annotations

from collections.abc import Iterable

from aichipcn.compute.roofline import ridge
from aichipcn.model.chips import Chip
from aichipcn.model.formats import NumberFormat
from aichipcn.report.rows.origins import origin_of
from aichipcn.report.rows.plain import Plain, bare
from aichipcn.values.estimate import Estimate
from aichipcn.values.numbers import Exact
from aichipcn.values.units import ratio, unit_value

UNITS = {"rate": "TFLOP/s", "bandwidth": "GB/s"}


def roofs(chips: Iterable[Chip], number_format: NumberFormat) -> list[Plain]:
    """A row for each chip: the two figures in `UNITS` and the ridge, or what is not known of them.

    `rate` and `bandwidth` are the best value, without one the low end; `low` is None where it may be nothing, `high`
    where nothing bounds it.
    """
    return [_row(chip, number_format) for chip in chips]


def _row(chip: Chip, number_format: NumberFormat) -> Plain:
    figures = {"rate": chip.rates.get(number_format), "bandwidth": chip.memory_bandwidth}
    names = {"rate": f"{number_format} rate", "bandwidth": "memory bandwidth"}
    lacks = [names[key] for key, value in figures.items() if value is None or _at(value) is None]
    row = {
        "slug": chip.slug,
        "name": chip.name,
        "short": chip.short_name,
        "origin": origin_of(chip.designer).value,
        "lacks": " and ".join(lacks) or None,
        "ridge": None if lacks else _bare(ridge(chip, number_format)),
    }
    for key, value in figures.items():
        row |= _figure(key, value)
    return row


def _bare(value: Estimate) -> str:
    return bare(value, value.unit, digits=3)


def _at(value: Estimate) -> Exact | None:
    """Where a figure stands; None where it may be anything, or is nothing."""
    return next((bound for bound in (value.central, value.low, value.high) if bound), None)


def _figure(key: str, value: Estimate | None) -> Plain:
    bounds = (None, None, None) if value is None else (_at(value), value.low or None, value.high)
    factor = unit_value(UNITS[key]).factor
    return {
        f"{key}{end}": None if bound is None else float(ratio(bound, factor))
        for end, bound in zip(("", "_low", "_high"), bounds, strict=True)
    }
