"""Figures in words, for people: thousands separators, and never a figure rounded up."""

from __future__ import annotations

from aichipcn.values.estimate import Estimate
from aichipcn.values.numbers import grouped
from aichipcn.values.units import ratio, shown_unit, unit_value


def in_words(value: Estimate, unit: str | None = None, digits: int = 7) -> str:
    """A figure for people: "at least 984 PFLOP/s", "280 to 400 TFLOP/s", "up to 2,000".

    In a unit, or in the one that reads best; cut to some significant digits.
    """
    if unit is None:
        factor, unit = shown_unit(value.unit, value.central or value.high or value.low)
    else:
        factor = unit_value(unit).factor
    bounds = (value.low, value.high, value.best)
    span = _span(*(None if bound is None else grouped(ratio(bound, factor), digits) for bound in bounds))
    return f"{span} {unit.replace('**2', '²')}" if unit else span


def _span(low: str | None, high: str | None, best: str | None) -> str:
    if low == high:
        return str(low)
    if high is None:
        return f"at least {low}"
    if best is not None:
        return f"{best} ({low} to {high})"
    return f"up to {high}" if low == "0" else f"{low} to {high}"
