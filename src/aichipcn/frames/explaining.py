"""From a row of verdicts back to the object path: the assessment of the same subject, and why it is what it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import narwhals as nw

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.codes import Code
from aichipcn.compliance.assess import assess
from aichipcn.compliance.assess import subjects as subjects_of
from aichipcn.compliance.assessment import Assessment
from aichipcn.compliance.explain import explain
from aichipcn.compliance.nodes import Explanation
from aichipcn.errors import InvalidValueError, UnknownNameError, shown
from aichipcn.frames.checking.audit import opened_tables
from aichipcn.frames.columns import FACILITY
from aichipcn.frames.tables.engine import rows_of
from aichipcn.frames.tables.objects import Reader
from aichipcn.frames.tables.table import Table
from aichipcn.mandates.levels import Level
from aichipcn.mandates.mandate import Mandate
from aichipcn.model.facilities import Facility, Fleet

NAMED_BY = ("level", FACILITY, "operator", "mandate", "reading", "date")
"""The columns of a row of verdicts that say what it is of."""


def explain_row(
    row: Mapping[str, Any],
    deployments: Any,
    facilities: Any,
    catalogue: Catalogue,
    mandates: Iterable[Mandate] | None = None,
    *,
    as_if_in_scope: bool = False,
) -> Explanation:
    """Why a row of `assess_frame` is what it is: every input, predicate, source and version, as `explain` gives it.

    It takes and raises what `assess_row` does.
    """
    return explain(assess_row(row, deployments, facilities, catalogue, mandates, as_if_in_scope=as_if_in_scope))


def assess_row(
    row: Mapping[str, Any],
    deployments: Any,
    facilities: Any,
    catalogue: Catalogue,
    mandates: Iterable[Mandate] | None = None,
    *,
    as_if_in_scope: bool = False,
) -> Assessment:
    """The assessment that a row of `assess_frame` stands for, by the object path.

    The rows of its facilities are read from the two tables and made objects: one facility, those of an operator, or,
    at the levels above, all of the table.

    Parameters
    ----------
    row
        A row of the table of verdicts: a dictionary, or a row of pandas, with the columns `NAMED_BY`.
    deployments, facilities, catalogue, mandates, as_if_in_scope
        As they were given to `assess_frame`.

    Raises
    ------
    InvalidValueError
        Where the row lacks one of those columns, or its facility or operator is not in the tables.
    UnknownNameError
        Where there is no such mandate, or it has no such reading.
    """
    held = {name: _cell(row, name) for name in NAMED_BY}
    mandate = _mandate(held["mandate"], catalogue, mandates)
    reader = Reader(catalogue)
    ours, theirs = opened_tables(deployments, facilities)
    level = Level(held["level"])
    places = _places(theirs, reader, held)
    if not places and (held[FACILITY] is not None or level is Level.OPERATOR):
        named = held[FACILITY] if held[FACILITY] is not None else held["operator"]
        msg = f"no facility of the table is of {shown(named)}"
        raise InvalidValueError(msg, found=named, code=Code.UNKNOWN_NAME).at("row")
    subject = _subject(_objects(ours, places, reader), mandate, level, alone=held[FACILITY] is not None)
    return assess(subject, mandate, on=held["date"], reading=held["reading"], as_if_in_scope=as_if_in_scope)


def _cell(row: Mapping[str, Any], name: str) -> Any:
    """A cell of a row, None for what an engine has in place of it, a date for a date-time."""
    try:
        value = row[name]
    except KeyError:
        msg = f"a row of verdicts has the columns {', '.join(NAMED_BY)}"
        raise InvalidValueError(msg, found=name, code=Code.MISSING_KEY).at("row", name) from None
    if value is None or value != value:  # noqa: PLR0124  (what is not a number, and not a time, is not itself)
        return None
    if isinstance(value, datetime):
        return value.date()
    whole = getattr(value, "item", None)
    value = whole() if callable(whole) else value
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _mandate(slug: Any, catalogue: Catalogue, mandates: Iterable[Mandate] | None) -> Mandate:
    if mandates is None:
        return catalogue.mandates[slug]
    given = {mandate.slug: mandate for mandate in mandates}
    if slug not in given:
        raise UnknownNameError("mandate", slug, given)
    return given[slug]


def _places(table: Table, reader: Reader, held: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows of the facilities of a subject."""
    frame = _of_ours(table)
    if held[FACILITY] is not None:
        return rows_of(frame.filter(nw.col(FACILITY) == held[FACILITY]))
    if held["level"] != Level.OPERATOR.value:
        return rows_of(frame)
    if "operator" not in frame.collect_schema().names():
        return []
    texts = [row["operator"] for row in rows_of(frame.select("operator").unique())]
    vendors = reader.catalogue.vendors
    same = [text for text in texts if text is not None and _firm(text, vendors.get(text)) == held["operator"]]
    return rows_of(frame.filter(nw.col("operator").is_in(same))) if same else []


def _firm(text: str, known: Any) -> str:
    return known.slug if known else text


def _of_ours(table: Table) -> nw.LazyFrame[Any]:
    return table.frame.select(*(column.name for column in table.columns if column.name in table.holds))


def _objects(deployments: Table, places: Sequence[Mapping[str, Any]], reader: Reader) -> tuple[Facility, ...]:
    """The facilities of some rows, with their deployments."""
    keys = [place[FACILITY] for place in places]
    rows: dict[Any, list[dict[str, Any]]] = {key: [] for key in keys}
    if FACILITY in deployments.holds and keys:
        for row in rows_of(_of_ours(deployments).filter(nw.col(FACILITY).is_in(keys))):
            rows[row[FACILITY]].append(_whole(row))
    return tuple(reader.facility(place, rows[place[FACILITY]]) for place in places)


def _whole(row: dict[str, Any]) -> dict[str, Any]:
    """A row with its count as a whole number, of which some engines make a float."""
    count = row.get("count")
    return row if count is None else {**row, "count": int(count)}


def _subject(facilities: tuple[Facility, ...], mandate: Mandate, level: Level, *, alone: bool) -> Facility | Fleet:
    if alone:
        return facilities[0]
    (fleet,) = subjects_of(facilities, mandate, level)
    return fleet
