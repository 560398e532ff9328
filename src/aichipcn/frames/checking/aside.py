"""Rows that are set aside: what can be assessed in two tables, and what cannot in two others, with why."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

import attrs
import narwhals as nw

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.codes import Code
from aichipcn.errors import FramesError
from aichipcn.frames.checking.audit import Audit
from aichipcn.frames.checking.findings import Finding
from aichipcn.frames.checking.keys import alike, lacks_key, rows_by_key
from aichipcn.frames.checking.problems import ROWS, any_of, as_one
from aichipcn.frames.columns import FACILITY
from aichipcn.frames.tables.table import ROW, Table
from aichipcn.model.facilities import Inventory

F = TypeVar("F")

PROBLEM = "problem"
"""The column of the rows that were set aside which says why: each column with its code, with commas between."""

WITH_ITS_FACILITY = f"{FACILITY}: set aside"
"""What stands at a deployment that has no problem but that of its facility."""

_INVENTORY = "inventory"
_KEY, _SHARED, _BAD, _LOST = "key", "same_key", "bad_facility", "lost_rows"


@attrs.frozen(eq=False)
class Aside(Generic[F]):
    """Two tables without a problem, and the rows of both that had one, with a column `problem` more.

    The dataframes are of the kind that came in. `findings` are what was wrong with the tables as they were given.
    """

    deployments: F
    facilities: F
    bad_deployments: F
    bad_facilities: F
    findings: tuple[Finding, ...]


def set_aside(deployments: F, facilities: F, catalogue: Catalogue) -> Aside[F]:
    """The rows of two tables that can be assessed, and those that cannot; each row is among one or the other.

    A facility is set aside with all of its deployments, and where its key stands twice, so is every row of that key.
    Verdicts over several facilities are then verdicts over those that are left. What is left of a facility of which a
    deployment was set aside is not all that it has: its `inventory` is `partial` in the good table, which then has that
    column. A deployment whose facility is not in the table is not known to be lacking anywhere.

    Eager dataframes keep the order of their rows, and those of pandas their index. A column `problem` that a table has
    already is replaced in the rows that are set aside.

    Raises FramesError where a column is missing or of a wrong type, which no row can be set aside for.
    """
    audit = Audit.of(deployments, facilities, catalogue, numbered=True)
    if audit.faults:
        raise FramesError(audit.faults)
    ours, theirs = audit.deployments, audit.facilities
    places = _of_facilities(audit)
    rows = _of_deployments(audit, places)
    left, also = _left(audit, rows, places.filter(nw.col(PROBLEM) == ""))
    return Aside(
        deployments=_out(ours, rows.filter(nw.col(PROBLEM) == "")),
        facilities=_out(theirs, left, also),
        bad_deployments=_out(ours, rows.filter(nw.col(PROBLEM) != ""), (PROBLEM,)),
        bad_facilities=_out(theirs, places.filter(nw.col(PROBLEM) != ""), (PROBLEM,)),
        findings=audit.findings,
    )


def _of_facilities(audit: Audit) -> nw.LazyFrame[Any]:
    """The facilities, each with its problem, which is empty where it has none."""
    table, other = audit.facilities, audit.deployments
    reasons = _reasons(audit, table)
    shared = f"{FACILITY}: {Code.TWICE}"
    if shared not in reasons:
        return _told(table, table.frame, reasons)
    counts = rows_by_key(table, other).with_columns(nw.col(ROWS).alias(_SHARED)).select(FACILITY, _SHARED)
    frame = _joined(table, other, counts, _SHARED)
    return _told(table, frame, {**reasons, shared: [nw.col(_SHARED) > 1]})


def _of_deployments(audit: Audit, places: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """The deployments, each with its problem, and whether its facility was set aside: null where there is none."""
    table, other = audit.deployments, audit.facilities
    known = places.filter(~lacks_key(other)).select(alike(other, table), as_one(nw.col(PROBLEM) != "").alias(_BAD))
    frame = _joined(table, other, known.group_by(FACILITY).agg(nw.col(_BAD).max()), _BAD)
    reasons = _reasons(audit, table)
    unknown = f"{FACILITY}: {Code.UNKNOWN_NAME}"
    if unknown in reasons:
        reasons[unknown] = [nw.col(_BAD).is_null() & ~lacks_key(table)]
    if any(problem.table.name == other.name for problem in audit.problems):
        reasons[WITH_ITS_FACILITY] = [nw.col(_BAD) == 1]
    return _told(table, frame, reasons)


def _left(
    audit: Audit, rows: nw.LazyFrame[Any], places: nw.LazyFrame[Any]
) -> tuple[nw.LazyFrame[Any], tuple[str, ...]]:
    """The good facilities, with a partial inventory where a deployment was set aside; and the columns that are new."""
    table, other = audit.facilities, audit.deployments
    if not any(problem.table.name == other.name and problem.column != FACILITY for problem in audit.problems):
        return places, ()
    lost = rows.filter((nw.col(PROBLEM) != "") & (nw.col(_BAD) == 0)).select(alike(other, table)).unique()
    left = _joined(table, other, lost.with_columns(nw.lit(1).alias(_LOST)), _LOST, places)
    stated = nw.col(_INVENTORY) if _INVENTORY in table.holds else nw.lit(None, dtype=nw.String)
    partial = nw.when(nw.col(_LOST) == 1).then(nw.lit(Inventory.PARTIAL.value)).otherwise(stated)
    return left.with_columns(partial.alias(_INVENTORY)), (_INVENTORY,)


def _reasons(audit: Audit, table: Table) -> dict[str, list[nw.Expr]]:
    """The labels of the problems of a table, each with what holds for its rows."""
    reasons: dict[str, list[nw.Expr]] = {}
    for problem in audit.problems:
        if problem.table.name == table.name:
            reasons.setdefault(problem.label, []).append(problem.where)
    return reasons


def _told(table: Table, frame: nw.LazyFrame[Any], reasons: dict[str, list[nw.Expr]]) -> nw.LazyFrame[Any]:
    """A frame with the problem of each row; of an eager table it is worked out here, and once."""
    labels = [nw.when(any_of(where)).then(nw.lit(label)) for label, where in reasons.items()]
    told = nw.concat_str(*labels, separator=", ", ignore_nulls=True) if labels else nw.lit("")
    made = frame.with_columns(told.alias(PROBLEM))
    return made.collect().lazy() if table.engine.eager else made


def _joined(
    table: Table, other: Table, cells: nw.LazyFrame[Any], name: str, frame: nw.LazyFrame[Any] | None = None
) -> nw.LazyFrame[Any]:
    """The frame of a table, or some of it, with a cell for each key; without keys in both tables there are none."""
    rows = table.frame if frame is None else frame
    if FACILITY not in table.holds or FACILITY not in other.holds:
        return rows.with_columns(nw.lit(None, dtype=nw.Float64).alias(name))
    keyed = rows.with_columns(alike(table, other).alias(_KEY))
    return keyed.join(cells.rename({FACILITY: _KEY}), on=_KEY, how="left").drop(_KEY)


def _out(table: Table, frame: nw.LazyFrame[Any], also: tuple[str, ...] = ()) -> Any:
    """Rows as the user gave them, with some columns more, in the user's own kind of dataframe."""
    if not table.engine.eager:
        return table.engine.given(table.as_given(frame, also))
    ordered = frame.sort(ROW)
    out = table.engine.given(table.as_given(ordered, also))
    return _like(table, out, ordered, also) if table.engine.implementation.is_pandas() else out


def _like(table: Table, out: Any, ordered: nw.LazyFrame[Any], also: tuple[str, ...]) -> Any:
    """Rows of pandas with the index that they had, and of the type that they had for texts."""
    numbers: Any = nw.to_native(ordered)
    given: Any = nw.to_native(table.engine.frame)
    out.index = given.index.take(numbers[ROW])
    texts = [name for name in also if name in table.holds and str(given[name].dtype) != "category"]
    return out.astype({name: given[name].dtype for name in texts})
