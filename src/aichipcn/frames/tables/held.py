"""What the columns of a user's dataframe hold, whatever type their engine has for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum
from typing import Any

import narwhals as nw

from aichipcn.frames.columns import Column, Holds
from aichipcn.frames.tables.engine import rows_of


class Held(Enum):
    """What the cells of a column are; `NOTHING` where all are null, `OTHER` for what no column of ours takes."""

    NOTHING = "nothing"
    TEXT = "text"
    WHOLE = "whole numbers"
    REAL = "numbers"
    TRUTH = "true or false"
    DAY = "dates"
    MOMENT = "date-times"
    OTHER = "other"


_OBJECTS = {
    "string": Held.TEXT,
    "empty": Held.NOTHING,
    "integer": Held.WHOLE,
    "floating": Held.REAL,
    "mixed-integer-float": Held.REAL,
    "decimal": Held.REAL,
    "boolean": Held.TRUTH,
    "date": Held.DAY,
    "datetime": Held.MOMENT,
    "datetime64": Held.MOMENT,
}
"""What pandas says of the cells of a column of Python objects."""


ACCEPTED = {
    Holds.KEY: (Held.TEXT, Held.WHOLE),
    Holds.TEXT: (Held.TEXT,),
    Holds.DATE: (Held.DAY, Held.MOMENT, Held.TEXT),
    Holds.COUNT: (Held.WHOLE, Held.REAL),
    Holds.TRUTH: (Held.TRUTH,),
}
"""What the cells of a column of ours may be in a dataframe."""


def held(frame: nw.LazyFrame[Any], columns: Iterable[Column]) -> dict[str, Held]:
    """What those of some columns hold that are there. Only one whose type is not accepted is looked through."""
    schema = frame.collect_schema()
    there = {column.name: column for column in columns if column.name in schema}
    found = {name: _of_type(frame, name, schema[name]) for name in there}
    for name, what in found.items():
        if what is Held.REAL and there[name].holds is Holds.KEY and _is_whole(frame, name):
            found[name] = Held.WHOLE
    odd = [name for name, what in found.items() if what not in ACCEPTED[there[name].holds]]
    if odd:
        known = rows_of(frame.select(nw.col(*odd).count()))[0]
        found.update({name: Held.NOTHING for name in odd if not known[name]})
    return found


def _of_type(frame: nw.LazyFrame[Any], name: str, dtype: Any) -> Held:
    if frame.implementation.is_pandas() and nw.to_native(frame)[name].dtype == object:
        pandas: Any = frame.implementation.to_native_namespace()
        return _of_objects(nw.to_native(frame)[name], pandas.api.types.infer_dtype)
    if isinstance(dtype, nw.String | nw.Categorical | nw.Enum):
        return Held.TEXT
    if dtype.is_integer():
        return Held.WHOLE
    if dtype.is_float() or dtype.is_decimal():
        return Held.REAL
    if isinstance(dtype, nw.Datetime):
        return Held.OTHER if dtype.time_zone else Held.MOMENT
    return {nw.Boolean: Held.TRUTH, nw.Date: Held.DAY}.get(type(dtype), Held.OTHER)


def _is_whole(frame: nw.LazyFrame[Any], name: str) -> bool:
    """Whether pandas made floats of a column of whole numbers, as it does where some are null."""
    if not frame.implementation.is_pandas():
        return False
    native: Any = nw.to_native(frame)
    known = native[name].dropna()
    return len(known) > 0 and bool((known % 1 == 0).all())


def _of_objects(series: Any, infer: Callable[..., str]) -> Held:
    """What a column of Python objects holds. Date-times of a time zone are none of ours."""
    what = _OBJECTS.get(infer(series, skipna=True), Held.OTHER)
    zoned = what is Held.MOMENT and any(getattr(value, "tzinfo", None) for value in series.dropna())
    return Held.OTHER if zoned else what


def described(frame: nw.LazyFrame[Any], name: str) -> str:
    """The type of a column as a message names it: in the words of the engine that it is of."""
    native: Any = nw.to_native(frame)
    if frame.implementation.is_pandas():
        return str(native[name].dtype)
    return str(frame.collect_schema()[name])
