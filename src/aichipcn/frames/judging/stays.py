"""When chips count, told from columns of dates: the populations of this library, each as a stay between two spans.

A deployment belongs to a population from a day on that lies between two, until a day that lies between two others.
That is the same for all four populations; they differ in which columns those days come from.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs
import narwhals as nw

from aichipcn.frames.columns import CAME, CAME_FROM
from aichipcn.frames.tables.cuts import AFTER_ALL, BEFORE_ALL
from aichipcn.frames.tables.dates import Days
from aichipcn.frames.tables.engine import literal
from aichipcn.mandates.populations import AdditionsSince, Population, PurchasesSince, Stock, StockAndOrders
from aichipcn.values.dates import next_day

COMMISSIONED = "commissioned"


@attrs.frozen
class Stay:
    """From when until when a row counts: columns of first and last days, None where it always did, or never ends.

    `since` and `until` bound the window in which it must have begun.
    """

    begin: Days | None
    end: Days | None
    since: date | None = None
    until: date | None = None

    def on(self, day: date) -> tuple[nw.Expr | None, nw.Expr | None]:
        """Whether a row counts on a day, for certain and perhaps; None where every row does."""
        limit = min(day, self.until or day)
        if self.since is not None and limit < self.since:
            return nw.lit(False), nw.lit(False)
        certainly: list[nw.Expr] = []
        perhaps: list[nw.Expr] = []
        if self.begin is not None:
            # by the last of all days, what is ordered has come
            after = literal(
                next_day(AFTER_ALL) if limit == date.max else _comparable(next_day(limit)), self.begin.dtype
            )
            certainly.append(nw.col(self.begin.last) < after)
            perhaps.append(nw.col(self.begin.first) < after)
            if self.since is not None:
                first = literal(_comparable(self.since), self.begin.dtype)
                certainly.append(nw.col(self.begin.first) >= first)
                perhaps.append(nw.col(self.begin.last) >= first)
        if self.end is not None:
            after = literal(_comparable(next_day(day)), self.end.dtype)
            certainly.append(nw.col(self.end.first) >= after)
            perhaps.append(nw.col(self.end.last) >= after)
        return _all(certainly), _all(perhaps)


def _comparable(day: date) -> date:
    """A day that every day of a table lies to as to another, between those that stand for always and for never."""
    return BEFORE_ALL if day == date.min else min(max(day, next_day(BEFORE_ALL)), AFTER_ALL)


def _all(conditions: list[nw.Expr]) -> nw.Expr | None:
    if not conditions:
        return None
    whole, *others = conditions
    for other in others:
        whole = whole & other
    return whole


def reads_commissioning(population: Population | None) -> bool:
    """Whether a population falls back to the commissioning of the facility where a deployment has no date."""
    return type(population) in (AdditionsSince, PurchasesSince)


def with_stay(
    frame: nw.LazyFrame[Any], population: Population, days: Mapping[str, Days], number: int = 0
) -> tuple[nw.LazyFrame[Any], Stay]:
    """A table of deployments with columns of when they count, of a number; `days` are those of its columns of dates."""
    ordered, installed = days.get("ordered"), days.get("installed")
    dtype = next((held.dtype for held in days.values()), nw.Date())
    past, future = literal(BEFORE_ALL, dtype), literal(AFTER_ALL, dtype)
    since = until = None
    end = None
    if type(population) is Stock:
        came = _Sides.of(installed).or_else(_Sides.of(ordered).lasting(future))
        begin = came.filled(past, past) if installed or ordered else None
        end = days.get("retired")
    elif type(population) is StockAndOrders:
        came = _Sides.of(ordered).or_else(_Sides.of(installed).beginning(past))
        begin = came.filled(past, past) if installed or ordered else None
        end = days.get("retired")
    elif isinstance(population, AdditionsSince):
        came = (
            _Sides.of(installed).or_else(_Sides.of(ordered).lasting(future)).or_else(_Sides.of(days.get(COMMISSIONED)))
        )
        begin = came.filled(past, future)
    elif isinstance(population, PurchasesSince):
        came = _Sides.of(installed).or_else(_Sides.of(days.get(COMMISSIONED)))
        begin = _Sides.of(ordered).or_else(came.beginning(past)).filled(past, future)
    if isinstance(population, AdditionsSince | PurchasesSince):
        since, until = population.since, population.until
    made: list[nw.Expr] = []
    stay = Stay(
        _held(f"begin{number}", begin, dtype, made),
        _held(f"end{number}", None if end is None else _Sides.of(end).filled(future, future), dtype, made),
        since,
        until,
    )
    return (frame.with_columns(*made) if made else frame), stay


def made_of_arrival(days: Mapping[str, Days]) -> dict[str, Days]:
    """The columns of when chips came, where some column tells."""
    held = [days[name] for name in CAME_FROM if name in days]
    if not held:
        return {}
    one = all(item.first == item.last for item in held)
    return {CAME: Days("_came_first", "_came_first" if one else "_came_last", held[0].dtype)}


def with_arrival(frame: nw.LazyFrame[Any], days: Mapping[str, Days]) -> nw.LazyFrame[Any]:
    """A table of deployments with the columns of when those came of which no order is known."""
    made = made_of_arrival(days)
    came = _Sides.of(None)
    for name in CAME_FROM:
        came = came.or_else(_Sides.of(days.get(name)))
    if not made or came.first is None or came.last is None:
        return frame
    first, last = came.first, came.last
    if "ordered" in days:
        unordered = nw.col(days["ordered"].first).is_null()
        first, last = nw.when(unordered).then(first), nw.when(unordered).then(last)
    frame = frame.with_columns(first.alias(made[CAME].first))
    return frame if came.one else frame.with_columns(last.alias(made[CAME].last))


@attrs.frozen
class _Sides:
    """The first and the last day of something, as expressions that may be null; None where no column tells."""

    first: nw.Expr | None
    last: nw.Expr | None
    one: bool = True
    """Whether the two are the same."""

    @classmethod
    def of(cls, days: Days | None) -> _Sides:
        if days is None:
            return cls(None, None)
        return cls(nw.col(days.first), nw.col(days.last), days.first == days.last)

    def lasting(self, future: nw.Expr) -> _Sides:
        """On some day from the first on."""
        if self.first is None:
            return self
        return _Sides(self.first, nw.when(~self.first.is_null()).then(future), one=False)

    def beginning(self, past: nw.Expr) -> _Sides:
        """On some day up to the last."""
        if self.last is None:
            return self
        return _Sides(nw.when(~self.last.is_null()).then(past), self.last, one=False)

    def or_else(self, other: _Sides) -> _Sides:
        """These, and where they are null others."""
        if self.first is None or self.last is None:
            return other
        if other.first is None or other.last is None:
            return self
        return _Sides(
            nw.coalesce(self.first, other.first), nw.coalesce(self.last, other.last), one=self.one and other.one
        )

    def filled(self, first: nw.Expr, last: nw.Expr) -> _Sides:
        """These, and where they are null two days."""
        if self.first is None or self.last is None:
            return _Sides(first, last, one=first is last)
        one = self.one and first is last
        return _Sides(nw.coalesce(self.first, first), nw.coalesce(self.last, last), one=one)


def _held(name: str, sides: _Sides | None, dtype: Any, made: list[nw.Expr]) -> Days | None:
    """The columns of a span, added to those that are made."""
    if sides is None or sides.first is None or sides.last is None:
        return None
    first, last = f"_{name}_first", f"_{name}_last"
    made.append(sides.first.alias(first))
    if sides.one:
        return Days(first, first, dtype)
    made.append(sides.last.alias(last))
    return Days(first, last, dtype)
