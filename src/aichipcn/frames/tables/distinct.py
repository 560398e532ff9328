"""The distinct values of some columns: brought to a few by cuts, read back as cells, and told apart in joins.

A null is a value of its own here, because engines differ in whether nulls join.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import attrs
import narwhals as nw

from aichipcn.frames.columns import DATES, TRUTHS
from aichipcn.frames.tables.cuts import BEFORE_ALL, Cuts
from aichipcn.frames.tables.dates import Days
from aichipcn.frames.tables.engine import Kind, distinct_rows, literal, rows_of
from aichipcn.values.dates import DateRange

NO_TEXT = "\u2205"
"""The text of a cell that is null."""

NO_TRUTH = -1


@attrs.frozen
class Alike:
    """Texts that are told apart, and one that stands for all others, which need not be."""

    apart: tuple[str, ...]
    other: str

    def told(self, cell: nw.Expr) -> nw.Expr:
        """A column that is not null with one text for all others."""
        return nw.when(cell.is_in(self.apart)).then(cell).otherwise(nw.lit(self.other))


@attrs.frozen
class Distinct:
    """How the values of some columns are told apart.

    `days` says which columns hold the first and the last day of a column of dates, `cuts` where one day is as good as
    another; without them every day is told apart. `alike` says the same of the texts of a column.
    """

    columns: tuple[str, ...]
    days: Mapping[str, Days]
    cuts: Mapping[str, Cuts]
    alike: Mapping[str, Alike] = attrs.Factory(dict)

    @property
    def names(self) -> tuple[str, ...]:
        """The columns that hold the values that are told apart."""
        return tuple(name for column in self.columns for name, _ in self._values(column))

    def kinds(self) -> dict[str, Kind]:
        """What each of those columns holds."""
        whole = {name for column in self.columns if column in DATES | TRUTHS for name, _ in self._values(column)}
        return {name: Kind.WHOLE if name in whole else Kind.TEXT for name in self.names}

    def expressions(self) -> list[nw.Expr]:
        """Those columns, made of the columns of a table."""
        return [made.alias(name) for column in self.columns for name, made in self._values(column)]

    @staticmethod
    def found_in(frame: nw.LazyFrame[Any], names: tuple[str, ...]) -> list[dict[str, Any]]:
        """The distinct values of some columns of a table, in one order whatever the engine."""
        return _in_order(rows_of(frame.select(*names).unique()))

    @staticmethod
    def found_by_each(frame: nw.LazyFrame[Any], ways: Sequence[Distinct]) -> list[list[dict[str, Any]]]:
        """The distinct values of a table by each of several, which share no column, in as few passes as may be."""
        if not ways:
            return []
        valued = frame.select(*(made for way in ways for made in way.expressions()))
        return [_in_order(rows) for rows in distinct_rows(valued, [way.names for way in ways])]

    def cells(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The cells that some values stand for: any day of a span for all of it."""
        return {column: self._cell(column, values) for column in self.columns}

    def _values(self, column: str) -> list[tuple[str, nw.Expr]]:
        name, cell = f"_{column}", nw.col(column)
        if column in TRUTHS:
            truth = nw.when(cell.is_null()).then(nw.lit(NO_TRUTH)).when(cell == nw.lit(True)).then(nw.lit(1))
            return [(name, truth.otherwise(nw.lit(0)))]
        if column not in DATES:
            text = cell.cast(nw.String).fill_null(NO_TEXT)
            return [(name, self.alike[column].told(text) if column in self.alike else text)]
        days = self.days[column]
        if days.first == days.last:
            return [(name, self._day(column, days.first))]
        return [(f"{name}_first", self._day(column, days.first)), (f"{name}_last", self._day(column, days.last))]

    def _day(self, column: str, held: str) -> nw.Expr:
        dtype = self.days[column].dtype
        if column in self.cuts:
            return self.cuts[column].span(held, dtype)
        day = nw.coalesce(nw.col(held), literal(BEFORE_ALL, dtype)).dt
        return day.year().cast(nw.Int64) * 10000 + day.month().cast(nw.Int64) * 100 + day.day().cast(nw.Int64)

    def _cell(self, column: str, values: Mapping[str, Any]) -> Any:
        name = f"_{column}"
        if column in TRUTHS:
            return None if values[name] == NO_TRUTH else bool(values[name])
        if column not in DATES:
            return None if values[name] == NO_TEXT else values[name]
        if self.days[column].first == self.days[column].last:
            return self._one(column, values[name])
        first, last = self._one(column, values[f"{name}_first"]), self._one(column, values[f"{name}_last"])
        return None if first is None or last is None else DateRange(first, last)

    def _one(self, column: str, value: int) -> date | None:
        if column in self.cuts:
            return self.cuts[column].day(value)
        day = date(value // 10000, value // 100 % 100, value % 100)
        return None if day == BEFORE_ALL else day


def _in_order(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: tuple(map(str, row.values())))
