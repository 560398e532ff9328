"""Observations of the market by metric and unit: figures in time, and which follow each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import TypeAlias

from aichipcn.model.doors import instances
from aichipcn.model.observations import MarketObservation
from aichipcn.report.rows.plain import Plain, text_of
from aichipcn.values.estimate import Estimate
from aichipcn.values.numbers import Exact
from aichipcn.values.units import CURRENCIES, NONE, ratio, shown_unit
from aichipcn.values.words import in_words

Scale: TypeAlias = tuple[Exact, str]
"""What one of a unit is worth in root units, and its name."""

_BILLION = 10**9


def panels(observations: Iterable[MarketObservation]) -> list[Plain]:
    """A panel for each metric and unit, with its figures in the order given, and the lines between those of one house.

    Figures of one subject that differ are all there. Raises InvalidTypeError where something is no observation.
    """
    found: dict[tuple[str, str], list[MarketObservation]] = {}
    for one in instances(observations, MarketObservation):
        found.setdefault((one.metric, one.value.unit), []).append(one)
    return [_panel(metric, unit, together) for (metric, unit), together in found.items()]


def _panel(metric: str, unit: str, observations: Sequence[MarketObservation]) -> Plain:
    scale = _scale(
        unit, [bound for one in observations for bound in (one.value.low, one.value.high) if bound is not None]
    )
    points = [_point(one, scale) for one in observations]
    return {"metric": metric, "unit": scale[1], "points": points, "lines": list(_lines(points))}


def _scale(unit: str, bounds: Sequence[Exact]) -> Scale:
    """The unit in which all figures of a panel are shown: figures without a unit up to 1 are in percent."""
    largest = max(bounds)
    if unit == NONE:
        return (Fraction(1, 100), "%") if largest <= 1 else (1, "")
    if unit in CURRENCIES and largest >= _BILLION:
        return _BILLION, f"billion {unit}"
    return shown_unit(unit, largest)


def _point(one: MarketObservation, scale: Scale) -> Plain:
    """A figure: its bounds where it has them, and the `value` to mark, which a mere range does not have."""
    shown = _in(one.value, scale)
    side = _side(one.value)
    value = {"at-least": shown.low, "at-most": shown.high}.get(side, shown.central)
    bounded = side in ("figure", "range")
    return {
        "observation": one.slug,
        "subject": one.subject,
        "house": one.sources[-1].publisher if one.sources else None,
        "period": text_of(one.period),
        "on": (one.period.first + (one.period.last - one.period.first) / 2).isoformat() if one.period else None,
        "side": side,
        "value": None if side == "unknown" or value is None else float(value),
        "low": float(shown.low) if bounded else None,
        "high": float(shown.high) if bounded and shown.high is not None else None,
        "forecast": one.forecast,
        "condition": one.condition,
        "text": _said(one, "unknown" if side == "unknown" else _with_unit(in_words(shown), scale[1])),
    }


def _in(value: Estimate, scale: Scale) -> Estimate:
    """A figure in a unit, as a plain number."""
    low, high, best = (None if end is None else ratio(end, scale[0]) for end in (value.low, value.high, value.best))
    return Estimate(low or 0, high, best=best)


def _side(value: Estimate) -> str:
    """Whether a figure is known, as a range, from one side only, or not at all."""
    if value.high is None:
        return "at-least" if value.low else "unknown"
    if value.central is not None:
        return "figure"
    return "range" if value.low else "at-most"


def _with_unit(number: str, unit: str) -> str:
    if unit != "%":
        return f"{number} {unit}".rstrip()
    best, doubt, within = number.partition(" (")
    return f"{best}%{doubt}{within}"


def _said(one: MarketObservation, figure: str) -> str:
    """A figure in words with its period, and what it is and rests on where it is no outcome."""
    when = f"{figure} in {one.period}" if one.period else f"{figure}, of no stated period"
    condition = f"if {one.condition}" if one.condition else ""
    return ", ".join(filter(None, (when, "forecast" if one.forecast else "", condition)))


def _lines(points: Sequence[Plain]) -> Iterator[Plain]:
    """From each figure to the one that follows it, of one subject and house, where that is a single one.

    What rests on a condition follows what rests on the same, or else what rests on none. A range has a line at each
    end, and nothing leads from or to a bound on one side.
    """
    for point in points:
        before = _before(point, points)
        if before is None:
            continue
        for start, end in dict.fromkeys(zip(_ends(before), _ends(point), strict=False)):
            yield {
                "subject": point["subject"],
                "house": point["house"],
                "from": before["on"],
                "to": point["on"],
                "start": start,
                "end": end,
                "forecast": before["forecast"] or point["forecast"],
            }


def _before(point: Plain, points: Sequence[Plain]) -> Plain | None:
    """The single latest figure before one, on the same condition or else on none."""
    if not point["on"]:
        return None
    for condition in (point["condition"], None):
        earlier = [
            other
            for other in points
            if (other["subject"], other["house"], other["condition"]) == (point["subject"], point["house"], condition)
            and other["on"]
            and other["on"] < point["on"]
        ]
        latest = [other for other in earlier if other["on"] == max(found["on"] for found in earlier)]
        if latest:
            return latest[0] if len(latest) == 1 else None
    return None


def _ends(point: Plain) -> tuple[float, ...]:
    """Where lines begin and end at a figure: at its value, or at both ends of a range."""
    if point["side"] == "figure":
        return point["value"], point["value"]
    return (point["low"], point["high"]) if point["side"] == "range" else ()
