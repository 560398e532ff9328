"""Verdicts on their way into a file: Parquet, CSV, or a table of a DuckDB file; never one that is half written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import attrs
import pyarrow
import pyarrow.csv
import pyarrow.parquet

from aichipcn.catalogue.files import PathText, plain_path
from aichipcn.errors import FileAccessError, InvalidValueError
from aichipcn.frames.files.scans import ATTACHED, Format, format_of, is_duckdb, read_from
from aichipcn.frames.files.sql import Connection, of_file, quoted

TABLE = "verdicts"
"""The table of a DuckDB file that verdicts are in."""

_BESIDE = "output"
"""What the DuckDB file that is written is called where it is attached."""


class Writer(Protocol):
    """What takes rows, table by table, all of the schema of the first, which may be empty."""

    def write(self, table: pyarrow.Table) -> None:
        """Append some rows."""

    def close(self) -> None:
        """Say that there are no more; only then is it whole."""


@attrs.frozen
class Output:
    """Where verdicts go: a file, how it holds them, and whether they are a table among those of the inventory."""

    path: Path
    form: Format
    inside: bool
    force: bool

    @classmethod
    def of(cls, out: PathText | None, inventory: Path, force: bool) -> Output:
        """Where they go; into the DuckDB file of the inventory where nothing is said.

        Raises InvalidValueError for an ending that is not known, or where an inventory of another format leaves
        nowhere to go; FileAccessError where there are such verdicts already, but for `force`, or there is no folder.
        """
        own = is_duckdb(inventory)
        if out is None and not own:
            msg = f"say where the verdicts go: only a DuckDB file takes them beside its inventory, not {inventory.name}"
            raise InvalidValueError(msg).at("out")
        path = inventory if out is None else plain_path(out)
        found = cls(path, format_of(path), own and path.exists() and path.samefile(inventory), force)
        if not path.absolute().parent.is_dir():
            raise of_file(path, FileAccessError(f"there is no folder {path.parent}"))
        if path.exists() and not force and found.form is not Format.DUCKDB:
            raise of_file(path, FileAccessError("is there already, and is replaced only where that is forced"))
        return found

    @contextmanager
    def writer(self, connection: Connection, folder: Path) -> Iterator[Writer]:
        """What writes them: into `folder` until they are whole, or in one transaction of a file that there is."""
        new = self.form is not Format.DUCKDB or not self.path.exists()
        target = folder / self.path.name if new else self.path
        writer = self._opened(connection, target)
        yield writer
        writer.close()
        if new:
            target.replace(self.path)

    def _opened(self, connection: Connection, target: Path) -> Writer:
        if self.form is Format.PARQUET:
            return _Streamed(lambda schema: pyarrow.parquet.ParquetWriter(target, schema, compression="zstd"))
        if self.form is Format.CSV:
            return _Streamed(lambda schema: _csv(target, schema))
        cursor = connection.cursor()
        if not self.inside:
            with read_from(self.path, Format.DUCKDB):
                cursor.execute(f"ATTACH {quoted(target)} AS {_BESIDE}")
        return _Inserted.begun(cursor, ATTACHED if self.inside else _BESIDE, self.path, self.force)


@attrs.define
class _Streamed:
    """A file of Arrow's, opened at the first rows."""

    _open: Callable[[pyarrow.Schema], Any]
    _file: Any = None
    _schema: pyarrow.Schema | None = None

    def write(self, table: pyarrow.Table) -> None:
        if self._file is None:
            self._schema = table.schema
            self._file = self._open(table.schema)
        self._file.write_table(table.cast(self._schema))

    def close(self) -> None:
        if self._file is not None:
            self._file.close()


def _csv(target: Path, schema: pyarrow.Schema) -> Any:
    stream = pyarrow.CompressedOutputStream(target, "gzip") if target.suffix == ".gz" else str(target)
    return pyarrow.csv.CSVWriter(stream, schema, write_options=pyarrow.csv.WriteOptions(quoting_style="needed"))


@attrs.define
class _Inserted:
    """A table of a DuckDB file, filled in one transaction."""

    _cursor: Connection
    _file: str
    _made: bool = False

    @classmethod
    def begun(cls, cursor: Connection, file: str, path: Path, force: bool) -> _Inserted:
        """Raises FileAccessError where the table is there already, but for `force`."""
        listed = f"SELECT 1 FROM information_schema.tables WHERE table_catalog = '{file}' AND table_name = '{TABLE}'"
        if not force and cursor.execute(listed).fetchone():
            why = f"has a table {TABLE} already, which is replaced only where that is forced"
            raise of_file(path, FileAccessError(why))
        cursor.begin()
        return cls(cursor, file)

    def write(self, table: pyarrow.Table) -> None:
        self._cursor.register("rows", table)
        verb = f"INSERT INTO {self._file}.{TABLE}" if self._made else f"CREATE OR REPLACE TABLE {self._file}.{TABLE} AS"
        self._cursor.execute(f"{verb} SELECT * FROM rows")
        self._made = True

    def close(self) -> None:
        self._cursor.commit()
        if self._file == _BESIDE:
            self._cursor.execute(f"DETACH {_BESIDE}")
