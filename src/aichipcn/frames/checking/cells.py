"""Problems of what cells say: each distinct text is read once, as the object path reads it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

import attrs
import narwhals as nw

from aichipcn.codes import Code
from aichipcn.errors import AichipcnError
from aichipcn.frames.checking.problems import Problem, Tally, any_of, worded
from aichipcn.frames.columns import CHIP, OPERATOR, Holds
from aichipcn.frames.tables.census import Census
from aichipcn.frames.tables.objects import Reader
from aichipcn.frames.tables.table import Table
from aichipcn.model import doors
from aichipcn.model.doors import slugs
from aichipcn.model.facilities import Deployment

Counts = Mapping[Any, int]
"""How many rows have each value."""

_KNOWN = "write a slug, a name or an alias of the catalogue, or null where"
_ADVICE = {
    "chip": f"{_KNOWN} the model is not known",
    "designer": f"{_KNOWN} it is not known",
    "place": "write a code, a name or an alias of the catalogue, or a city of a province such as 'CN-GZ/guiyang'",
    "operator": "write null where it is not known",
}

_WHAT = {
    Code.UNKNOWN_TERM: ("text", "not in the list"),
    Code.NOT_A_DATE: ("text", "not readable as a date"),
    Code.WRONG_RANGE: ("range", "with its end before its start"),
    Code.WRONG_TYPE: ("empty text", ""),
}
_WRITTEN = {"place": "not written as the code of a place", "programmes": "not written as slugs"}


@attrs.frozen
class Reading:
    """What the distinct values of a column say, and the errors of those that say nothing."""

    said: dict[Any, Any]
    errors: dict[Any, AichipcnError]

    @classmethod
    def of(cls, values: Iterable[Any], read: Callable[[Any], Any]) -> Reading:
        """The reading of some values by a function that raises an AichipcnError for one that says nothing."""
        said: dict[Any, Any] = {}
        errors: dict[Any, AichipcnError] = {}
        for value in values:
            try:
                said[value] = read(value)
            except AichipcnError as error:
                errors[value] = error
        return cls(said, errors)


def of_chips(table: Table, census: Census, reader: Reader) -> list[Problem]:
    """The chips and designers that the catalogue lacks, and the designers of chips that others designed."""
    problems: list[Problem] = []
    said: dict[str, dict[Any, Any]] = {}
    for column in CHIP:
        counts: Counter[Any] = Counter()
        for kind in census.kinds:
            counts[getattr(kind, column)] += kind.rows
        reading = Reading.of(counts, partial(reader.cell, column))
        problems += unread(table, column, counts, reading)
        said[column] = reading.said
    pairs = {(kind.chip, kind.designer): kind.rows for kind in census.kinds}
    known = [(chip, designer) for chip, designer in pairs if chip in said["chip"] and designer in said["designer"]]
    refused = Reading.of(known, lambda pair: Deployment(chip=said["chip"][pair[0]], designer=said["designer"][pair[1]]))
    return [*problems, *_of_designers(table, {pair: pairs[pair] for pair in refused.errors})]


def _of_designers(table: Table, pairs: Mapping[tuple[str, str], int]) -> list[Problem]:
    if not pairs:
        return []
    tally = Tally.of({(designer, chip): rows for (chip, designer), rows in pairs.items()})
    where = any_of((nw.col("chip") == chip) & (nw.col("designer") == designer) for chip, designer in pairs)
    message = worded(tally, "designer", "who did not design the chip", "leave out what the chip tells")
    return [Problem(table, "designer", Code.CONTRADICTION, where, message, tally)]


def of_texts(table: Table, texts: Mapping[str, Counts], reader: Reader) -> list[Problem]:
    """The texts that say nothing which their column takes, of each column of texts."""
    problems: list[Problem] = []
    for name in (column.name for column in table.columns if column.holds is Holds.TEXT and column.name in texts):
        problems += unread(table, name, texts[name], Reading.of(texts[name], partial(_read, reader, name)))
    return problems


def _read(reader: Reader, column: str, text: str) -> Any:
    """What a text says. That programmes are slugs is seen where a facility of them is made, and here.

    Any text that is not blank names a firm.
    """
    if column == OPERATOR:
        return doors.text(text)
    said = reader.cell(column, text)
    return slugs(said) if column == "programmes" else said


def unread(table: Table, column: str, counts: Counts, reading: Reading) -> list[Problem]:
    """The problems of the values of a column that could not be read, one for each code."""
    by_code: dict[Code, list[Any]] = {}
    for value, error in reading.errors.items():
        code = error.code if isinstance(error.code, Code) else Code.INVALID_VALUE
        by_code.setdefault(code, []).append(value)
    return [_unread(table, column, code, counts, values, reading) for code, values in by_code.items()]


def _unread(table: Table, column: str, code: Code, counts: Counts, values: list[Any], reading: Reading) -> Problem:
    tally = Tally.of({value: counts[value] for value in values})
    tally = tally.with_nearest(lambda value: reading.errors[value].nearest)
    first = reading.errors[values[0]]
    noun, what = _WHAT.get(code, (column, "that the catalogue lacks"))
    if code is Code.NOT_A_SLUG:
        noun, what = "text", _WRITTEN[column]
    message = worded(tally, noun, what, _advice(column, first))
    return Problem(table, column, code, nw.col(column).is_in(values), message, tally)


def _advice(column: str, error: AichipcnError) -> str:
    """What to write instead: one of a closed list, or what the error itself says behind its last semicolon."""
    if error.allowed:
        return f"write {' or '.join([', '.join(error.allowed[:-1]), error.allowed[-1]])}"
    told = str(error.args[0]).rpartition("; write ")[2]
    if error.code in (Code.NOT_A_DATE, Code.NOT_A_SLUG):
        return f"write {told}"
    return _ADVICE.get(column, "")
