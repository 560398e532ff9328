"""The dates of a table as plain columns of days, which every engine can compare."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import attrs
import narwhals as nw

from aichipcn.frames.columns import DEPLOYMENTS, FACILITIES, Holds
from aichipcn.frames.tables.engine import Engine, Kind, Rows, literal, rows_of
from aichipcn.frames.tables.held import Held, held
from aichipcn.frames.tables.objects import Reader
from aichipcn.values.dates import DateRange

_COLUMNS = tuple(column for column in (*DEPLOYMENTS, *FACILITIES) if column.holds is Holds.DATE)

Texts = dict[str, dict[str, DateRange]]
"""Of the columns of dates that are text, by name: what each distinct text says."""


@attrs.frozen
class Days:
    """The columns of a frame with the first and the last day on which something may have happened.

    They are the same column where each cell is one day. A null in them is unknown.
    """

    first: str
    last: str
    dtype: Any


def on_or_before(days: Days, day: date) -> tuple[nw.Expr, nw.Expr]:
    """Whether it happened on a day or earlier: for certain, and perhaps. Where no date is known, perhaps."""
    first, last = nw.col(days.first), nw.col(days.last)
    return _until(last, day, days) & ~last.is_null(), _until(first, day, days) | first.is_null()


def _until(column: nw.Expr, day: date, days: Days) -> nw.Expr:
    """Whether a column is on a day or earlier: before the day after, because a date-time may be later that day."""
    if day == date.max:
        return column <= literal(day, days.dtype)
    return column < literal(day + timedelta(days=1), days.dtype)


def texts(frame: nw.LazyFrame[Any], reader: Reader, names: Iterable[str] | None = None) -> Texts:
    """What the distinct texts of each column of dates say that is text. One query for each such column.

    Raises InvalidValueError for the first that is no date.
    """
    return {
        name: {text: reader.cell(name, text) for text in _distinct(frame, name)}
        for name, what in _there(frame, names).items()
        if what is Held.TEXT
    }


def tidied(
    frame: nw.LazyFrame[Any],
    engine: Engine,
    reader: Reader,
    names: Iterable[str] | None = None,
    said: Texts | None = None,
) -> tuple[nw.LazyFrame[Any], dict[str, Days]]:
    """A frame with columns of days for its columns of dates, all or some of them, and where each of them stands.

    No column is replaced: `NAME_first` and `NAME_last` stand beside NAME where it is not of days itself. A date-time
    counts by its day; on pandas every column of dates becomes one of date-times at midnight. A column that is all null
    is left out, as if it were not there. `said` is what the texts say, where that was read before; a text that
    it lacks is unknown.
    """
    read = texts(frame, reader, names) if said is None else said
    found: dict[str, Days] = {}
    for name, what in _there(frame, names).items():
        if what is Held.TEXT and read[name]:
            frame, found[name] = _from_texts(frame, engine, name, read[name])
        elif what in (Held.DAY, Held.MOMENT):
            frame, found[name] = _from_dates(frame, name, what)
    return frame, found


def _there(frame: nw.LazyFrame[Any], names: Iterable[str] | None) -> dict[str, Held]:
    wanted = None if names is None else set(names)
    return held(frame, [column for column in _COLUMNS if wanted is None or column.name in wanted])


def _distinct(frame: nw.LazyFrame[Any], name: str) -> list[str]:
    rows = rows_of(frame.select(nw.col(name).cast(nw.String)).unique())
    return sorted(row[name] for row in rows if row[name] is not None)


def _from_texts(
    frame: nw.LazyFrame[Any], engine: Engine, name: str, said: dict[str, DateRange]
) -> tuple[nw.LazyFrame[Any], Days]:
    text, first, last = unused(frame, f"{name}_text", f"{name}_first", f"{name}_last")
    spans: Rows = {text: list(said), first: [span.first for span in said.values()]}
    if any(span.first != span.last for span in said.values()):
        spans[last] = [span.last for span in said.values()]
    table = engine.table(spans, {text: Kind.TEXT, first: Kind.DAY, last: Kind.DAY})
    made = frame.with_columns(nw.col(name).cast(nw.String).alias(text)).join(table, on=text, how="left").drop(text)
    if frame.implementation.is_pandas():
        made = _midnights(made, {column: column for column in (first, last) if column in spans})
    return made, Days(first, last if last in spans else first, made.collect_schema()[first])


def _from_dates(frame: nw.LazyFrame[Any], name: str, what: Held) -> tuple[nw.LazyFrame[Any], Days]:
    if what is Held.DAY and not frame.implementation.is_pandas():
        return frame, Days(name, name, nw.Date())
    (first,) = unused(frame, f"{name}_first")
    if frame.implementation.is_pandas():
        made = _midnights(frame, {name: first})
    else:
        made = frame.with_columns(nw.col(name).cast(nw.Date).alias(first))
    return made, Days(first, first, made.collect_schema()[first])


def _midnights(frame: nw.LazyFrame[Any], names: dict[str, str]) -> nw.LazyFrame[Any]:
    """A frame of pandas with columns of date-times at midnight, under other names or their own.

    NumPy has no dates: they are objects of Python, which cannot be compared with nulls among them.
    """
    native: Any = nw.to_native(frame)
    made = {new: native[name].astype("datetime64[s]").dt.normalize() for name, new in names.items()}
    assigned: nw.LazyFrame[Any] = nw.from_native(native.assign(**made)).lazy()
    return assigned


def unused(frame: nw.LazyFrame[Any], *names: str) -> tuple[str, ...]:
    """Names that no column of a frame has: those given, with underscores after them where they are taken."""
    taken = set(frame.collect_schema().names())
    return tuple(_unused(name, taken) for name in names)


def _unused(name: str, taken: set[str]) -> str:
    while name in taken:
        name += "_"
    return name
