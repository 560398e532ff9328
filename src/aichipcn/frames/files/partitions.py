"""An inventory cut by facilities into parts, each of which is assessed by itself: what they give adds up."""

from __future__ import annotations

from pathlib import Path

import attrs

from aichipcn.frames.columns import DEPLOYMENTS, FACILITIES, FACILITY, Column
from aichipcn.frames.files.sql import Connection, Relation, named, quoted

_PART = "aichipcn_part"
_HELD = 200_000
"""So many rows of all parts together are held before they are written."""
_WHOLE_NUMBERS = {"BIGINT", "INTEGER", "SMALLINT", "TINYINT", "UINTEGER", "USMALLINT", "UTINYINT"}


@attrs.frozen
class Tables:
    """The two tables of an inventory, or of a part of it."""

    deployments: Relation
    facilities: Relation

    def with_keys_alike(self) -> Tables:
        """The same with keys of one type: whole numbers where both tables have such, text where one of them does.

        Keys of any other type are left to those who check them.
        """
        both = (self.deployments, self.facilities)
        kinds = {str(table[FACILITY].types[0]) for table in both if FACILITY in table.columns}
        if len(kinds) == 1 or not kinds <= {*_WHOLE_NUMBERS, "VARCHAR"}:
            return self
        kind = "VARCHAR" if "VARCHAR" in kinds else "BIGINT"
        return Tables(*(_with_keys(table, kind) for table in both))


def _with_keys(table: Relation, kind: str) -> Relation:
    return table.project(f'* REPLACE (CAST("{FACILITY}" AS {kind}) AS "{FACILITY}")')


def parts_of(rows: int, rows_per_part: int) -> int:
    """In how many parts so many deployments are assessed."""
    return max(1, -(-rows // rows_per_part))


@attrs.frozen
class Cut:
    """An inventory as a whole and in parts, each with some of the facilities and all of their deployments."""

    whole: Tables
    parts: list[Tables]


def cut(tables: Tables, connection: Connection, parts: int, folder: Path) -> Cut:
    """Cut an inventory into so many parts, a facility's being found from its key.

    It is read once, and written to a folder as Parquet files with the columns that are ours.
    """
    connection.execute(f"SET partitioned_write_flush_threshold = {max(_HELD // parts, 1)}")
    for name, table, columns in _named(tables):
        ours = [named(column.name) for column in columns if column.name in table.columns]
        part = f'CAST(hash("{FACILITY}") % {parts} AS INTEGER) AS {_PART}'
        table.project(", ".join([*ours, part])).write_parquet(str(folder / name), partition_by=[_PART])
    every = [f"{_PART}={part}" for part in range(parts)]
    return Cut(_read(connection, tables, folder, "*"), [_read(connection, tables, folder, part) for part in every])


def _named(tables: Tables) -> list[tuple[str, Relation, tuple[Column, ...]]]:
    return [("deployments", tables.deployments, DEPLOYMENTS), ("facilities", tables.facilities, FACILITIES)]


def _read(connection: Connection, tables: Tables, folder: Path, part: str) -> Tables:
    """What was written of a part; a table without rows where none of its keys falls into it."""
    found = []
    for name, table, columns in _named(tables):
        if any((folder / name).glob(part)):
            files = quoted(folder / name / part / "*.parquet")
            found.append(connection.sql(f"SELECT * FROM read_parquet({files}, hive_partitioning = false)"))
        else:
            ours = [named(column.name) for column in columns if column.name in table.columns]
            found.append(table.project(", ".join(ours)).limit(0))
    return Tables(*found)
