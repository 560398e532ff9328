"""Verdicts over the inventory of a nation: from files into a file, in memory that does not grow with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import attrs
import duckdb
import pyarrow

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.catalogue.files import PathText, plain_path
from aichipcn.codes import Code
from aichipcn.errors import AichipcnError, FileAccessError, InvalidValueError, shown
from aichipcn.frames.assessing import assess_frame
from aichipcn.frames.checking.findings import Finding
from aichipcn.frames.columns import DEPLOYMENTS, FACILITIES
from aichipcn.frames.files.badrows import Checked
from aichipcn.frames.files.outputs import Output, Writer
from aichipcn.frames.files.partitions import Tables, cut, parts_of
from aichipcn.frames.files.scans import is_duckdb, scan, tables_of
from aichipcn.frames.files.sql import Connection, Relation, of_file, quoted
from aichipcn.mandates.levels import Level
from aichipcn.mandates.mandate import Mandate
from aichipcn.model.doors import named

ROWS_PER_PART = 2_500_000
"""How many deployments are assessed at once, about."""

_BATCH = 100_000
"""So many verdicts are on their way into the file at once."""

Progress = Callable[[int, int, str], None]
"""What is told how many steps are done, how many there are as far as is known, and what the next one is."""


class Group(NamedTuple):
    """What verdicts that are counted together have in common."""

    level: str
    mandate: str
    reading: str
    date: date
    status: str


@attrs.frozen(kw_only=True)
class NationalRun:
    """What was read, in how many parts it was assessed, and what came of it.

    `counts` says how many rows were written of each `Group`, `aside` how many rows were set aside into which file, and
    `findings` why.
    """

    out: Path
    deployments: int
    facilities: int
    parts: int
    counts: Counter[Group]
    aside: Mapping[Path, int] = attrs.field(factory=dict)
    findings: tuple[Finding, ...] = ()

    @property
    def verdicts(self) -> int:
        """How many rows were written."""
        return self.counts.total()

    def counted(self, mandate: str, reading: str, on: date) -> dict[str, int]:
        """How many verdicts of each status there are under a reading of a mandate on a day, the most first."""
        return {
            group.status: rows
            for group, rows in self.counts.most_common()
            if (group.mandate, group.reading, group.date) == (mandate, reading, on)
        }


def national_verdicts(
    inventory: PathText,
    facilities: PathText | None = None,
    *,
    catalogue: Catalogue,
    mandates: Iterable[Mandate] | None = None,
    on: date | Iterable[date],
    out: PathText | None = None,
    reading: str | None = None,
    level: Level | str | None = None,
    as_if_in_scope: bool = False,
    covered_only: bool = True,
    coarsen: bool = False,
    aside: PathText | None = None,
    force: bool = False,
    memory: str = "1GB",
    rows_per_part: int = ROWS_PER_PART,
    progress: Progress | None = None,
) -> NationalRun:
    """Assess an inventory that lies in files, and write the verdicts into a file.

    The tables are checked as a whole. They are then cut by facilities into parts, which DuckDB assesses one after the
    other, so that the memory that is taken does not grow with the inventory. A verdict over several facilities is not
    the sum of verdicts over some of them: mandates at the level of an operator, a place, the nation or a programme are
    assessed over the inventory as a whole, one after the other, in queries that spill onto the disk what does not fit
    into `memory`.

    Parameters
    ----------
    inventory
        A Parquet file of deployments, a folder of them, a pattern such as `deployments-*.parquet`, a CSV file, or a
        DuckDB file with the tables `deployments` and `facilities`.
    facilities
        The same of the facilities; only a DuckDB file holds both.
    catalogue, mandates, on, reading, level, as_if_in_scope, covered_only, coarsen
        As in `assess_frame`. With `coarsen` the unit of the totals may differ from part to part.
    out
        A Parquet, CSV or DuckDB file, in a folder that there is. It appears when it is whole. Of a DuckDB file it is
        the table `verdicts`; by default that of the inventory, where this is a DuckDB file.
    aside
        A folder for rows that cannot be read, with why; without it they are an error.
    force
        Replace what is there already.
    memory
        How much DuckDB may take, such as `1GB`. What else there is takes a few hundred megabytes.
    rows_per_part
        How many deployments a part has, about.
    progress
        Told of each step: how many are done, how many there are, and what the next one is.

    Raises
    ------
    FramesError
        With everything that is wrong with the tables; with `aside`, where a column is missing or of a wrong type.
    FileAccessError
        Where a file cannot be read or written, or is there already.
    InvalidValueError
        For an unknown ending, or where a table or a column is missing.
    """
    if rows_per_part < 1:
        msg = f"a part has at least one row, got {shown(rows_per_part)}"
        raise InvalidValueError(msg, found=rows_per_part).at("rows_per_part")
    source = plain_path(inventory)
    into = Output.of(out, source, force)
    steps = _Steps(progress)
    level = None if level is None else named(Level, level, "level")
    asked = list(catalogue.mandates if mandates is None else mandates)
    if not asked:
        msg = "at least one mandate is needed"
        raise InvalidValueError(msg, code=Code.EMPTY).at("mandates")
    whole = [mandate for mandate in asked if not _is_by_facility(mandate, reading, level)]
    singly = [mandate for mandate in asked if mandate not in whole]
    assess = partial(
        assess_frame,
        catalogue=catalogue,
        on=on,
        reading=reading,
        level=level,
        as_if_in_scope=as_if_in_scope,
        covered_only=covered_only,
        coarsen=coarsen,
        checked=True,
    )

    def results() -> Iterator[Relation]:
        for number, part in enumerate(made.parts if singly else (), 1):
            steps.next(f"part {number} of {parts}")
            yield assess(part.deployments, part.facilities, mandates=singly)
        for mandate in whole:
            steps.next(f"{mandate.slug}, over several facilities")
            yield assess(made.whole.deployments, made.whole.facilities, mandates=[mandate])

    with _at_work(into, memory) as (connection, folder):
        steps.next("reading")
        tables = _opened(connection, source, facilities, into, folder)
        rows, places = _count(tables.deployments), _count(tables.facilities)
        parts = parts_of(rows, rows_per_part)
        steps.total = 3 + (parts if singly else 0) + len(whole)
        steps.next("checking")
        checked = Checked.of(tables, catalogue, None if aside is None else plain_path(aside), force)
        steps.next("cutting")
        made = cut(checked.tables, connection, parts, folder)
        with into.writer(connection, folder) as writer:
            counts = _written(results(), writer)
        moved = checked.write(folder)
        steps.next("done")
        return NationalRun(
            out=into.path,
            deployments=rows,
            facilities=places,
            parts=parts,
            counts=counts,
            aside=moved,
            findings=checked.findings,
        )


@attrs.define
class _Steps:
    """The steps of a run, told as they begin."""

    told: Progress | None
    total: int = 1
    done: int = -1

    def next(self, words: str) -> None:
        """The one before is done, and this one begins."""
        self.done += 1
        if self.told is not None:
            self.told(self.done, max(self.total, self.done), words)


@contextmanager
def _at_work(into: Output, memory: str) -> Iterator[tuple[Connection, Path]]:
    """A DuckDB with so much memory, and a folder beside the output for what does not fit or is not whole yet."""
    parent = into.path.absolute().parent
    try:
        held = TemporaryDirectory(prefix=".aichipcn-", dir=parent)
    except OSError as error:
        raise of_file(parent, FileAccessError(f"cannot be written: {error.strerror}")) from None
    with held as name, duckdb.connect() as connection:
        try:
            connection.execute(f"SET memory_limit = {quoted(memory)}")
        except duckdb.Error:
            msg = f"a size such as 1GB is needed, got {shown(memory)}"
            raise InvalidValueError(msg, found=memory).at("memory") from None
        connection.execute(f"SET temp_directory = {quoted(Path(name) / 'spilled')}")
        connection.execute("SET preserve_insertion_order = false")
        try:
            yield connection, Path(name)
        except duckdb.OutOfMemoryException as error:
            msg = f"{memory} is not enough for DuckDB; give more, or fewer rows to a part"
            raise InvalidValueError(msg).at("memory") from error
        except (duckdb.IOException, OSError) as error:
            if isinstance(error, AichipcnError):
                raise
            raise of_file(into.path, FileAccessError(f"cannot be made: {str(error).splitlines()[0]}")) from error


def _opened(connection: Connection, inventory: Path, facilities: PathText | None, into: Output, folder: Path) -> Tables:
    """The two tables, with keys alike."""
    names = ("deployments", "facilities")
    kept = [folder / f"{name}.parquet" for name in names]
    if is_duckdb(inventory):
        own = names if facilities is None else names[:1]
        tables = tables_of(connection, inventory, own, written=into.inside)
    elif facilities is None:
        msg = "the facilities are needed too; only a DuckDB file holds both tables"
        raise InvalidValueError(msg, code=Code.MISSING_KEY).at("facilities")
    else:
        tables = [scan(connection, inventory, DEPLOYMENTS, kept[0])]
    if facilities is not None:
        tables.append(scan(connection, plain_path(facilities), FACILITIES, kept[1]))
    return Tables(*tables).with_keys_alike()


def _is_by_facility(mandate: Mandate, reading: str | None, level: Level | None) -> bool:
    """Whether all verdicts under a mandate are over one facility each."""
    if level is not None:
        return level is Level.FACILITY
    chosen = mandate.readings if reading is None else (mandate.reading(reading),)
    return all(mandate.level_of(item) is Level.FACILITY for item in chosen)


def _written(results: Iterable[Relation], writer: Writer) -> Counter[Group]:
    """Write verdicts batch by batch, and count them."""
    counts: Counter[Group] = Counter()
    for relation in results:
        reader = relation.to_arrow_reader(_BATCH)
        writer.write(reader.schema.empty_table())
        for batch in reader:
            table = pyarrow.Table.from_batches([batch])
            writer.write(table)
            for row in table.group_by(list(Group._fields)).aggregate([([], "count_all")]).to_pylist():
                counts[Group(*(row[name] for name in Group._fields))] += row["count_all"]
    return counts


def _count(table: Relation) -> int:
    ((rows,),) = table.aggregate("count(*)").fetchall()
    return int(rows)
