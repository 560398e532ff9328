"""Rows that cannot be assessed: refused, or on their way into files of their own."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import attrs
import pyarrow.parquet

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.errors import FileAccessError
from aichipcn.frames.checking.findings import Finding
from aichipcn.frames.checks import ensure_checked, set_aside
from aichipcn.frames.files.partitions import Tables
from aichipcn.frames.files.sql import of_file

FILES = ("deployments.parquet", "facilities.parquet")
"""The files of rows that were set aside, with a column that says why. One that would hold none is not written."""


@attrs.frozen
class Checked:
    """The tables that can be assessed, and what was wrong with those that were given."""

    tables: Tables
    findings: tuple[Finding, ...] = ()
    bad: Tables | None = None
    folder: Path | None = None

    @classmethod
    def of(cls, tables: Tables, catalogue: Catalogue, folder: Path | None, force: bool) -> Checked:
        """The tables, checked; without a folder for bad rows there must be none.

        Raises FramesError with all that is wrong, FileAccessError where there are such files already, but for `force`.
        """
        if folder is None:
            ensure_checked(tables.deployments, tables.facilities, catalogue)
            return cls(tables)
        for path in (folder / name for name in FILES):
            if path.exists() and not force:
                raise of_file(path, FileAccessError("is there already, and is replaced only where that is forced"))
        found = set_aside(tables.deployments, tables.facilities, catalogue)
        if not found.findings:
            return cls(tables)
        good = Tables(found.deployments, found.facilities)
        return cls(good, found.findings, Tables(found.bad_deployments, found.bad_facilities), folder)

    def write(self, folder: Path) -> Mapping[Path, int]:
        """Write the bad rows into their folder, by way of another; how many there are in each file.

        Raises FileAccessError where they cannot be written.
        """
        if self.bad is None or self.folder is None:
            return {}
        rows = {}
        for name, table in zip(FILES, (self.bad.deployments, self.bad.facilities), strict=True):
            made = folder / f"aside-{name}"
            table.write_parquet(str(made))
            found = pyarrow.parquet.read_metadata(made).num_rows
            if found:
                rows[self.folder / name] = found
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            for path in rows:
                shutil.move(folder / f"aside-{path.name}", path)
        except OSError as error:
            raise of_file(self.folder, FileAccessError(f"cannot be written: {error.strerror}")) from error
        return rows
