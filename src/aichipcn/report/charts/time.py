"""The axis of time of a chart, from days that are drawn on it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import altair as alt
import attrs

_MOST_YEARS = 12
"""So many years are named on an axis at most."""


@attrs.frozen
class TimeAxis:
    """The first and last day that an axis shows. Days are those of no time zone, wherever the chart is looked at."""

    first: date
    last: date

    @classmethod
    def around(cls, days: Iterable[date]) -> TimeAxis:
        """An axis with room on both sides of some days, of which there is at least one."""
        known = sorted(days)
        first, last = known[0], known[-1]
        room = (last - first) // 12 + timedelta(days=90)
        return cls(max(first, date.min + room) - room, min(last, date.max - room) + room)

    def x(self, field: str) -> alt.X:
        """The place of a day that a field holds as ISO text."""
        years = self.last.year - self.first.year
        step = alt.TimeIntervalStep(interval="year", step=1 + years // _MOST_YEARS)
        ends = [alt.DateTime(year=day.year, month=day.month, date=day.day, utc=True) for day in (self.first, self.last)]
        scale = alt.Scale(type="utc", domain=ends)
        return alt.X(f"{field}:T", title=None, scale=scale, axis=alt.Axis(format="%Y", tickCount=step))


def days_of(*texts: str | None) -> list[date]:
    """The days of some ISO texts, of which None is no day."""
    return [date.fromisoformat(text) for text in texts if text]
