"""Words of SQL, and of files, as DuckDB takes and tells them."""

from __future__ import annotations

from pathlib import Path

import duckdb

from aichipcn.errors import AichipcnError

Connection = duckdb.DuckDBPyConnection
"""A DuckDB, with what it may use."""

Relation = duckdb.DuckDBPyRelation
"""A table of DuckDB's that is read when its rows are asked for."""


def named(column: str) -> str:
    """The name of a column as SQL takes it."""
    return '"' + column.replace('"', '""') + '"'


def quoted(text: object) -> str:
    """A text, or a path, as SQL takes it."""
    return "'" + str(text).replace("'", "''") + "'"


def of_file(path: Path, error: AichipcnError) -> AichipcnError:
    """An error that says of which file it is."""
    error.file = str(path)
    return error
