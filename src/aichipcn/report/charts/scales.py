"""Scales of powers, on which equal ratios are equally far apart."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil, floor, log10

import altair as alt
import attrs

_ROOM = 1.3
"""So many times beyond what is drawn an axis runs on."""


@attrs.frozen
class LogScale:
    """From `low` to `high` along the pixels from `start` to `end`."""

    low: float
    high: float
    start: float
    end: float

    @classmethod
    def of(cls, values: Iterable[float], start: float, end: float) -> LogScale:
        """The scale that holds some values, with room around them."""
        held = sorted(values)
        return cls(held[0] / _ROOM, held[-1] * _ROOM, start, end)

    @property
    def length(self) -> float:
        """How many pixels it has."""
        return abs(self.end - self.start)

    def at(self, value: float) -> float:
        """The pixel of a value."""
        return self.start + (self.end - self.start) * log10(value / self.low) / log10(self.high / self.low)

    def value(self, pixel: float) -> float:
        """The value at a pixel."""
        along = (pixel - self.start) / (self.end - self.start)
        return float(self.low * (self.high / self.low) ** along)

    @property
    def scale(self) -> alt.Scale:
        """As a scale of a chart."""
        return alt.Scale(type="log", domain=[self.low, self.high], nice=False)

    @property
    def axis(self) -> alt.Axis:
        """Its axis, with strokes at round numbers: the more powers it spans, the fewer of each."""
        powers = log10(self.high / self.low)
        steps = (1, 2, 5) if powers < 2.6 else (1, 3) if powers < 4 else (1,)
        tens = (10.0**power for power in range(floor(log10(self.low)), ceil(log10(self.high))))
        among = (step * ten for ten in tens for step in steps)
        ticks = [float(f"{tick:.6g}") for tick in among if self.low <= tick <= self.high]
        return alt.Axis(values=ticks, format=",.6~g", labelOverlap=False, grid=True)
