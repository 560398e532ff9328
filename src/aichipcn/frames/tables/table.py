"""One of the two tables as the user gave it, with each column of ours beside it in a plain type."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs
import narwhals as nw

from aichipcn.frames.columns import Column, Holds
from aichipcn.frames.tables.census import MOST
from aichipcn.frames.tables.dates import Days, Texts, tidied, unused
from aichipcn.frames.tables.engine import Engine, first_rows, opened
from aichipcn.frames.tables.held import ACCEPTED, Held, described, held
from aichipcn.frames.tables.objects import Reader

ROW = "row_index"
"""The column with the number of each row, in the frame of an eager table that is numbered."""

_NARROW = (nw.Int8, nw.Int16, nw.Int32, nw.UInt8, nw.UInt16, nw.UInt32)
_OF_OBJECTS = {Held.WHOLE: "Int64", Held.REAL: "float64", Held.TRUTH: "boolean"}


@attrs.frozen
class Table:
    """A table of the user's.

    Its `frame` has those columns of ours that are there, and those that are required, in plain types: keys are text or
    whole numbers, counts whole numbers or floats, dates as they came with `days` beside them once they are `dated`.
    The user's own columns are in it too, under the names of `given`. `holds` says what our columns hold, without those
    that are all null, which count as absent, and without those that are `wrong`: of a type that is not taken,
    by the name that their engine has for it.
    """

    name: str
    columns: tuple[Column, ...]
    engine: Engine
    frame: nw.LazyFrame[Any]
    given: dict[str, str]
    holds: dict[str, Held]
    wrong: dict[str, str]
    days: dict[str, Days] = attrs.Factory(dict)

    @classmethod
    def of(cls, native: Any, name: str, columns: tuple[Column, ...], numbered: bool = False) -> Table:
        """A table of a dataframe. Raises InvalidTypeError where it is none."""
        frame = opened(native, name)
        given = {column: f"given_{number}" for number, column in enumerate(frame.collect_schema().names())}
        found = held(frame, columns)
        holds = {column.name: found[column.name] for column in columns if _is_accepted(column, found)}
        odd = [column for column, what in found.items() if column not in holds and what is not Held.NOTHING]
        wrong = {column: described(frame, column) for column in odd}
        engine = Engine.of(native, frame)
        number: tuple[nw.Expr, ...] = ()
        if numbered and engine.eager:
            (row,) = unused(frame, ROW)
            frame, number = nw.from_native(native).with_row_index(row).lazy(), (nw.col(row).alias(ROW),)
        schema = frame.collect_schema()
        renamed = frame.select(
            *number,
            *(nw.col(column).alias(new) for column, new in given.items()),
            *(
                _plain(column, schema[column.name], frame.implementation).alias(column.name)
                for column in columns
                if column.name in holds
            ),
        )
        plain = _with_required(_without_objects(renamed, holds), columns)
        return cls(name, columns, engine, plain, given, holds, wrong)

    @property
    def missing(self) -> tuple[Column, ...]:
        """The columns that must be there and are not."""
        return tuple(column for column in self.columns if column.required and column.name not in self.given)

    def is_zoned(self, name: str) -> bool:
        """Whether a column is of date-times in a time zone."""
        return getattr(self.engine.frame.collect_schema()[name], "time_zone", None) is not None

    def dated(self, reader: Reader, said: Texts) -> Table:
        """The same table with days beside its columns of dates, of which each text says what is said."""
        frame, days = tidied(self.frame, self.engine, reader, said=said)
        return attrs.evolve(self, frame=frame, days=days)

    def as_given(self, frame: nw.LazyFrame[Any], also: Sequence[str] = ()) -> nw.LazyFrame[Any]:
        """Rows of its frame with the user's own columns alone, and some of the frame's in their places or behind."""
        new = [name for name in also if name not in self.given]
        kept = (nw.col(name if name in also else at).alias(name) for name, at in self.given.items())
        return frame.select(*kept, *new)

    def first(self, where: nw.Expr, count: int) -> list[dict[str, Any]]:
        """The first rows for which something holds, by those columns of ours that are of a type that is taken."""
        read = [column.name for column in self.columns if column.required or column.name in self.holds]
        there = [column.name for column in self.columns if column.name in self.given and column.name not in self.wrong]
        return [{name: row.get(name) for name in there} for row in first_rows(self.frame.filter(where), read, count)]


def _is_accepted(column: Column, found: dict[str, Held]) -> bool:
    return found.get(column.name) in ACCEPTED[column.holds]


def _plain(column: Column, dtype: Any, engine: nw.Implementation) -> nw.Expr:
    """A column in the type that it is worked with; counts too great for it are kept as too great.

    Arrow has two types of text, which it does not join.
    """
    cell = nw.col(column.name)
    if isinstance(dtype, nw.Categorical | nw.Enum) or (engine.is_pyarrow() and isinstance(dtype, nw.String)):
        return cell.cast(nw.String)
    if isinstance(dtype, _NARROW):
        return cell.cast(nw.Int64)
    if column.holds is not Holds.COUNT or isinstance(dtype, nw.Int64 | nw.Object):
        return cell
    if dtype.is_integer():
        bounded = nw.when(cell < 0).then(nw.lit(0)).when(cell > MOST).then(nw.lit(MOST + 1)).otherwise(cell)
        return bounded.cast(nw.Int64)
    return cell.cast(nw.Float64).fill_nan(None)


def _without_objects(frame: nw.LazyFrame[Any], holds: dict[str, Held]) -> nw.LazyFrame[Any]:
    """A frame of pandas without Python's numbers and truths, which do not compare with nulls, nor floats for keys."""
    if not frame.implementation.is_pandas():
        return frame
    native: Any = nw.to_native(frame)
    odd = [name for name, what in holds.items() if what in _OF_OBJECTS and _is_odd(native[name].dtype, what)]
    made = {name: native[name].astype(_OF_OBJECTS[holds[name]]) for name in odd}
    assigned: nw.LazyFrame[Any] = nw.from_native(native.assign(**made)).lazy()
    return assigned


def _is_odd(dtype: Any, what: Held) -> bool:
    return bool(dtype.kind == "O" or (what is Held.WHOLE and dtype.kind == "f"))


def _with_required(frame: nw.LazyFrame[Any], columns: tuple[Column, ...]) -> nw.LazyFrame[Any]:
    """A frame with all nulls for what must be there and is not."""
    lacking = [column for column in columns if column.required and column.name not in frame.collect_schema()]
    kinds = {column.name: nw.Float64() if column.holds is Holds.COUNT else nw.String() for column in lacking}
    nulls = [nw.lit(None, dtype=kind).alias(name) for name, kind in kinds.items()]
    return frame.with_columns(*nulls) if nulls else frame
