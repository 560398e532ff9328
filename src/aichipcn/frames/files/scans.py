"""Tables where they live, scanned by DuckDB: Parquet files, CSV files, or a DuckDB file with both."""

from __future__ import annotations

import glob
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path

import duckdb

from aichipcn.codes import Code
from aichipcn.errors import FileAccessError, InvalidValueError, shown
from aichipcn.frames.columns import Column
from aichipcn.frames.files.sql import Connection, Relation, named, of_file, quoted
from aichipcn.frames.files.texts import lines_told, texts, typed
from aichipcn.nearest import nearest


class Format(Enum):
    """How a file holds a table."""

    PARQUET = "Parquet"
    CSV = "CSV"
    DUCKDB = "DuckDB"


ENDINGS = {
    ".parquet": Format.PARQUET,
    ".csv": Format.CSV,
    ".csv.gz": Format.CSV,
    ".duckdb": Format.DUCKDB,
    ".db": Format.DUCKDB,
}
"""What the ending of a file says of how it holds its table."""

ATTACHED = "inventory"
"""What a DuckDB file with tables is called where it is attached."""


def format_of(path: Path) -> Format:
    """How a file holds its table, by its ending. Raises InvalidValueError for another ending."""
    for ending, form in ENDINGS.items():
        if path.name.lower().endswith(ending):
            return form
    near = nearest(path.suffix, ENDINGS, count=1)
    msg = f"not the ending of a table: {shown(path.suffix)}"
    raise of_file(path, InvalidValueError(msg, nearest=near, allowed=ENDINGS, code=Code.UNKNOWN_FORMAT))


def is_duckdb(path: Path) -> bool:
    """Whether a path is that of a DuckDB file. Raises InvalidValueError for a file of an unknown ending."""
    return not path.is_dir() and format_of(path) is Format.DUCKDB


def scan(connection: Connection, path: Path, columns: tuple[Column, ...], kept: Path) -> Relation:
    """The table in a file, in all files of a pattern such as `deployments-*.parquet`, or in the Parquet of a folder.

    Texts of a CSV file become what its `columns` hold where every cell allows it, and stay text otherwise; keys always
    stay text, and an empty cell is null. It is read once, and then from the Parquet file `kept`. Raises
    FileAccessError where nothing can be read, InvalidValueError for an unknown ending.
    """
    files = _files(path)
    form, *others = dict.fromkeys(map(format_of, files))
    if others:
        msg = f"the files of a table have one format, got {form.value} and {others[0].value}"
        raise of_file(path, InvalidValueError(msg, code=Code.UNKNOWN_FORMAT))
    if form is Format.DUCKDB:
        msg = f"holds several tables, and is given alone: as the inventory, whose table {kept.stem} it has"
        raise of_file(path, InvalidValueError(msg))
    with read_from(path, form):
        if form is Format.CSV:
            with lines_told():
                typed(texts(connection, files), columns).write_parquet(str(kept))
            files = [kept]
        listed = ", ".join(map(quoted, files))
        return connection.sql(f"SELECT * FROM read_parquet([{listed}], union_by_name = true)")


def tables_of(connection: Connection, path: Path, names: tuple[str, ...], *, written: bool) -> list[Relation]:
    """Some tables of a DuckDB file, which is attached, to be read or to be `written` too.

    Raises FileAccessError where it cannot be opened, InvalidValueError where it lacks one.
    """
    _files(path)
    with read_from(path, Format.DUCKDB):
        connection.execute(f"ATTACH {quoted(path)} AS {ATTACHED}{'' if written else ' (READ_ONLY)'}")
        has = [name for (name,) in connection.execute(_TABLES).fetchall()]
        lacks = [name for name in names if name not in has]
        if lacks:
            msg = f"has no table {' and no table '.join(lacks)}; its tables: {', '.join(has) or 'none'}"
            raise of_file(path, InvalidValueError(msg, code=Code.MISSING_KEY))
        return [connection.sql(f"SELECT * FROM {ATTACHED}.main.{named(name)}") for name in names]


_TABLES = (
    "SELECT table_name FROM information_schema.tables"
    f" WHERE table_catalog = '{ATTACHED}' AND table_schema = 'main' ORDER BY 1"
)


def _files(path: Path) -> list[Path]:
    """The files of a path: itself, those of its pattern, or the Parquet files of a folder. Raises FileAccessError."""
    if path.is_dir():
        found, why = sorted(path.rglob("*.parquet")), "there is no .parquet file in this folder"
    elif glob.has_magic(str(path)) and not path.exists():
        found = sorted(map(Path, glob.glob(str(path), recursive=True)))  # noqa: PTH207  (of any folder)
        why = "there is no file of this pattern"
    else:
        found, why = [path] if path.exists() else [], "there is no such file"
    if not found:
        raise of_file(path, FileAccessError(why, nearest=nearest(path.name, _beside(path), count=1)))
    return found


def _beside(path: Path) -> list[str]:
    return [item.name for item in path.parent.iterdir() if item != path] if path.parent.is_dir() else []


@contextmanager
def read_from(path: Path, form: Format) -> Iterator[None]:
    """What DuckDB raises while a file is read, as an error of ours of that file."""
    try:
        yield
    except duckdb.Error as error:
        said = str(error).splitlines()[0].partition(": ")[2].replace(str(path), path.name)
        raise of_file(path, FileAccessError(f"cannot be read as {form.value}: {said}")) from None
