"""Dates cut into spans in which one day is as good as another, so that there are few distinct ones."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs
import narwhals as nw

from aichipcn.frames.tables.engine import literal

FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)
"""The first and the last day that a table may hold."""

BEFORE_ALL, AFTER_ALL = date(1800, 1, 1), date(2250, 1, 1)
"""Days before and after every day that a table may hold."""

NO_DAY = -1
"""The span of a date that is null."""


@attrs.frozen
class Cuts:
    """The first days of all spans but the one before them."""

    days: tuple[date, ...]

    @classmethod
    def of(cls, days: Iterable[date]) -> Cuts:
        """The cuts at some days, as far as a table may hold days on both sides of them."""
        return cls(tuple(sorted(day for day in set(days) if FIRST < day <= LAST)))

    def span(self, column: str, dtype: object) -> nw.Expr:
        """The number of the span that a column's day lies in, from 0; NO_DAY where it is null."""
        number = nw.lit(0)
        for day in self.days:
            number = number + (nw.col(column) >= literal(day, dtype)).cast(nw.Int64)
        return nw.when(nw.col(column).is_null()).then(nw.lit(NO_DAY)).otherwise(number)

    def day(self, span: int) -> date | None:
        """A day of a span."""
        if span == NO_DAY:
            return None
        return self.days[span - 1] if span else FIRST
