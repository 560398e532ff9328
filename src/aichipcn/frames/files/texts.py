"""Tables written as text: CSV, whose cells become what their columns hold."""

from __future__ import annotations

import csv
import gzip
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from aichipcn.codes import Code
from aichipcn.errors import AichipcnError, InvalidValueError, shown
from aichipcn.frames.columns import Column, Holds
from aichipcn.frames.files.sql import Connection, Relation, named, of_file, quoted

_TYPES: dict[Holds, tuple[tuple[str, str], ...]] = {
    Holds.COUNT: (("BIGINT", "regexp_full_match({0}, '\\s*[+-]?[0-9]+\\s*')"), ("DOUBLE", "true")),
    Holds.DATE: (("DATE", "regexp_full_match({0}, '[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}')"),),
    Holds.TRUTH: (("BOOLEAN", "lower({0}) IN ('true', 'false')"),),
}
"""The types that a column of texts may have, with how its cells must be written: the first that all of them fit."""

_SAID = re.compile(r"CSV Error on Line: (?P<line>\d+)\n.*?\n+(?P<said>[^\n]+).*?\n  file = (?P<file>[^\n]+)", re.DOTALL)

_IN_OUR_WORDS = {
    r"Expected Number of Columns: (\d+) Found: (\d+)": r"\1 cells are needed, got \2",
    r"Invalid unicode.*": "not UTF-8 text",
}


def texts(connection: Connection, files: Iterable[Path]) -> Relation:
    """The cells of CSV files as texts, null where they are empty; a column that one of them lacks is null for it.

    Raises InvalidValueError where one is not CSV.
    """
    return connection.sql(" UNION ALL BY NAME ".join(map(_selected, files)))


def _selected(path: Path) -> str:
    columns = ", ".join(f"{quoted(name)}: 'VARCHAR'" for name in _heading(path))
    return (
        f"SELECT * FROM read_csv({quoted(path)}, columns = {{{columns}}}, auto_detect = false, header = true,"
        " delim = ',', quote = '\"', escape = '\"', nullstr = '')"
    )


def typed(table: Relation, columns: tuple[Column, ...]) -> Relation:
    """A table of texts with each of our columns as the first type that all of its cells fit; keys stay text."""
    types = dict.fromkeys(table.columns, "VARCHAR")
    asked = [(column, kind, how) for column in columns for kind, how in _TYPES.get(column.holds, ())]
    asked = [(column, kind, how) for column, kind, how in asked if column.name in types]
    if asked:
        tests = ", ".join(f"count({_misfit(named(column.name), kind, how)})" for column, kind, how in asked)
        (misfits,) = table.aggregate(tests).fetchall()
        for (column, kind, _), misfit in reversed(list(zip(asked, misfits, strict=True))):
            types[column.name] = types[column.name] if misfit else kind
    return table.project(", ".join(f"CAST({named(name)} AS {kind}) AS {named(name)}" for name, kind in types.items()))


def _misfit(cell: str, kind: str, how: str) -> str:
    """A cell that is not written as a type is, or is none of its values; null for all others."""
    return f"CASE WHEN {how.format(cell)} AND TRY_CAST({cell} AS {kind}) IS NOT NULL THEN NULL ELSE {cell} END"


def _heading(path: Path) -> list[str]:
    """The names of the columns."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8-sig", errors="replace", newline="") as file:
        names = [name.strip() for name in next(csv.reader(file), [])]
    twice = [name for number, name in enumerate(names) if name in names[:number]]
    if not names:
        raise of_file(path, InvalidValueError("holds nothing", code=Code.EMPTY))
    if twice:
        raise of_file(path, InvalidValueError(f"the column {shown(twice[0])} stands twice", code=Code.TWICE))
    if len(names) == 1 and any(sign in names[0] for sign in ";\t"):
        raise _not_csv(path, 1, f"a comma is needed between columns, got {shown(names[0])}")
    return names


@contextmanager
def lines_told() -> Iterator[None]:
    """What DuckDB says of a line of a CSV file, as an error of ours of that line."""
    try:
        yield
    except duckdb.InvalidInputException as error:
        found = _SAID.search(str(error))
        if found is None:
            raise
        said = found["said"].rstrip(".")
        for theirs, ours in _IN_OUR_WORDS.items():
            said = re.sub(theirs, ours, said)
        raise _not_csv(Path(found["file"]), int(found["line"]), said[:1].lower() + said[1:]) from None


def _not_csv(path: Path, line: int, said: str) -> AichipcnError:
    failure = of_file(path, InvalidValueError(f"not CSV: {said}"))
    failure.line = line
    return failure
