"""The user's own dataframe engine: what came in goes out, lookup tables are made in it, small results are read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from enum import Enum
from math import isnan
from typing import Any

import attrs
import narwhals as nw

from aichipcn.errors import InvalidTypeError, shown

Rows = dict[str, list[Any]]
"""A small table, column by column."""


class Kind(Enum):
    """What the cells of a small table's column are."""

    TEXT = "text"
    WHOLE = "whole"
    DAY = "day"
    REAL = "real"


_NARWHALS = {Kind.TEXT: nw.String, Kind.WHOLE: nw.Int64, Kind.DAY: nw.Date, Kind.REAL: nw.Float64}

SUPPORTED = ("pandas", "Polars", "PyArrow", "DuckDB", "PySpark")


def opened(native: Any, name: str) -> nw.LazyFrame[Any]:
    """A dataframe of the user's as a lazy frame. Raises InvalidTypeError for anything else, Dask's among it."""
    try:
        frame = nw.from_native(native)
    except TypeError:
        frame = None
    if frame is None or not _is_supported(frame):
        also = "; Dask is left out, because it was seen to give wrong sums" if "dask" in type(native).__module__ else ""
        msg = f"a dataframe of {', '.join(SUPPORTED)} is needed, got {shown(native)}{also}"
        raise InvalidTypeError(msg, found=native).at(name)
    lazy: nw.LazyFrame[Any] = frame.lazy()
    return lazy


def _is_supported(frame: nw.DataFrame[Any] | nw.LazyFrame[Any]) -> bool:
    kind: nw.Implementation = frame.implementation
    return kind.is_pandas() or kind.is_polars() or kind.is_pyarrow() or kind.is_duckdb() or kind.is_pyspark()


@attrs.frozen
class Engine:
    """The engine of some frame, and whether its frames are eager: worked out at once, and not when they are read."""

    frame: nw.LazyFrame[Any]
    eager: bool

    @classmethod
    def of(cls, native: Any, frame: nw.LazyFrame[Any]) -> Engine:
        """The engine of a dataframe, opened."""
        return cls(frame, isinstance(nw.from_native(native), nw.DataFrame))

    @property
    def implementation(self) -> nw.Implementation:
        """Which it is."""
        found: nw.Implementation = self.frame.implementation
        return found

    def table(self, rows: Rows, kinds: dict[str, Kind]) -> nw.LazyFrame[Any]:
        """A small table in the same engine. Nulls are for texts and days alone."""
        kind: Any = self.implementation
        schema = {name: _NARWHALS[kinds[name]]() for name in rows}
        made: nw.LazyFrame[Any]
        if kind.is_duckdb():
            made = nw.from_native(self._duckdb(schema, rows))
        elif kind.is_pyspark():
            made = nw.from_native(self._spark(schema, rows))
        else:
            made = nw.from_dict(rows, schema=schema, backend=kind).lazy()
        return made

    def _duckdb(self, schema: dict[str, Any], rows: Rows) -> Any:
        """A table of Arrow's, which the query names; written out as text it would be read anew at each further step."""
        given = nw.from_dict(rows, schema=schema, backend="pyarrow").to_native()  # noqa: F841  (DuckDB finds it)
        return nw.to_native(self.frame).query("_", "SELECT * FROM given")

    def _spark(self, schema: dict[str, Any], rows: Rows) -> Any:
        """A table of Arrow's, which is kept in the plan; made of rows it would have each executor start Python."""
        from pyspark.sql.functions import broadcast  # noqa: PLC0415  (an engine is imported where a frame of it came)

        given = nw.from_dict(rows, schema=schema, backend="pyarrow").to_native()
        return broadcast(nw.to_native(self.frame).sparkSession.createDataFrame(given))

    def given(self, frame: nw.LazyFrame[Any]) -> Any:
        """What goes out: a dataframe of the kind that came in."""
        return nw.to_native(frame.collect() if self.eager else frame)


def rows_of(frame: nw.LazyFrame[Any]) -> list[dict[str, Any]]:
    """The rows of a small frame, with None for whatever is null."""
    table = frame.collect().to_arrow()
    columns = [[_plain(value) for value in column.to_pylist()] for column in table.columns]
    return [dict(zip(table.column_names, cells, strict=True)) for cells in zip(*columns, strict=True)]


def distinct_rows(frame: nw.LazyFrame[Any], groups: Sequence[Sequence[str]]) -> list[list[dict[str, Any]]]:
    """The distinct rows of a frame by the columns of each of some groups: few rows, whatever the size of the frame.

    Spark is asked once for all groups, because each question to a cluster takes long.
    """
    if not groups or not frame.implementation.is_pyspark():
        return [rows_of(frame.select(*names).unique()) for names in groups]
    from pyspark.sql.functions import collect_set, struct  # noqa: PLC0415

    sets = (collect_set(struct(*names)).alias(f"_{number}") for number, names in enumerate(groups))
    (row,) = nw.to_native(frame).agg(*sets).toArrow().to_pylist()
    return [[{name: _plain(value) for name, value in cells.items()} for cells in found] for found in row.values()]


def _plain(value: Any) -> Any:
    if isinstance(value, float) and isnan(value):
        return None
    if isinstance(value, datetime):
        return value.date()
    return int(value) if type(value).__name__ == "Decimal" else value


def literal(day: date, dtype: Any) -> nw.Expr:
    """A day as a column of a type of dates compares with it."""
    return nw.lit(datetime(day.year, day.month, day.day) if isinstance(dtype, nw.Datetime) else day)


def first_rows(frame: nw.LazyFrame[Any], columns: Sequence[str], count: int) -> list[dict[str, Any]]:
    """Some columns of the first rows, for people to look at."""
    return rows_of(frame.select(*columns).head(count))
