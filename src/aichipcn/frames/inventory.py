"""The two tables of an inventory, opened: their columns of dates tidied, their chips counted and numbered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

import attrs
import narwhals as nw

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.errors import FramesError
from aichipcn.frames.checking.audit import Audit, opened_tables
from aichipcn.frames.columns import CHIP, COUNT, FACILITY, OPERATOR
from aichipcn.frames.tables.census import Census, census
from aichipcn.frames.tables.dates import Days, tidied
from aichipcn.frames.tables.distinct import NO_TEXT
from aichipcn.frames.tables.engine import Engine, Kind, Rows, rows_of
from aichipcn.frames.tables.firms import known_texts
from aichipcn.frames.tables.objects import Reader
from aichipcn.frames.tables.table import Table

NUMBER = "_model"
"""The column of the number of a chip, or of a class of chips."""


@attrs.frozen
class Inventory:
    """The deployments and the facilities, with the columns of ours alone; `days` says where dates of either stand."""

    engine: Engine
    reader: Reader
    deployments: nw.LazyFrame[Any]
    facilities: nw.LazyFrame[Any]
    days: Mapping[str, Days]
    census: Census
    keys: range | None
    """Between which whole numbers the keys of facilities lie; None where they are text."""
    texts: Mapping[str, Iterable[str]]
    """The distinct texts of the columns of facilities, as far as they have been read; of operators, as in `firms`."""

    @classmethod
    def of(cls, deployments: Any, facilities: Any, catalogue: Catalogue, *, checked: bool) -> Inventory:
        """The inventory of two dataframes of one engine; those that have been `checked` are not checked again.

        Raises InvalidTypeError where they are of two engines, or of none that is supported, and FramesError with
        everything that is wrong with them.
        """
        reader = Reader(catalogue)
        if checked:
            ours, theirs = opened_tables(deployments, facilities)
            counted = census(ours.frame)
            ours, theirs = (_dated(table, reader) for table in (ours, theirs))
            texts: Mapping[str, Iterable[str]] = {}
        else:
            audit = Audit.of(deployments, facilities, catalogue)
            if audit.findings:
                raise FramesError(audit.findings)
            ours, theirs, counted = audit.deployments, audit.facilities, audit.census
            texts = audit.texts
        engine = attrs.evolve(ours.engine, frame=ours.frame, eager=ours.engine.eager and theirs.engine.eager)
        days = {**theirs.days, **ours.days}
        rows, places = _only(ours), _only(theirs)
        return cls(engine, reader, _with_counts(rows), places, days, counted, _keys(places), texts)

    def chip(self, number: int) -> dict[str, str | None]:
        """The cells of a chip of a number."""
        kind = self.census.kinds[number]
        return {"chip": kind.chip, "designer": kind.designer}

    @cached_property
    def firms(self) -> tuple[str, ...]:
        """The distinct texts of operators that the catalogue knows, in order."""
        vendors = self.reader.catalogue.vendors
        if OPERATOR in self.texts:
            texts = self.texts[OPERATOR]
        elif OPERATOR in self.facilities.collect_schema():
            texts = [row[OPERATOR] for row in rows_of(known_texts(self.facilities, OPERATOR, vendors))]
        else:
            texts = ()
        return tuple(sorted(text for text in texts if text in vendors))

    @property
    def countless(self) -> bool:
        """Whether some count is not known."""
        return any(kind.unknown for kind in self.census.kinds)

    def numbered(self, numbers: Sequence[int]) -> nw.LazyFrame[Any]:
        """The deployments with a number for each chip, by its place in the census, instead of its name and designer."""
        by = [name for name in CHIP if name in self.deployments.collect_schema()]
        keys = {name: f"_{name}" for name in by}
        made = self.deployments.with_columns(
            nw.col(name).cast(nw.String).fill_null(NO_TEXT).alias(key) for name, key in keys.items()
        )
        table: Rows = {
            key: [getattr(kind, name) or NO_TEXT for kind in self.census.kinds] for name, key in keys.items()
        }
        table[NUMBER] = list(numbers)
        kinds = dict.fromkeys(table, Kind.TEXT) | {NUMBER: Kind.WHOLE}
        return made.join(self.engine.table(table, kinds), on=list(keys.values()), how="inner").drop(*keys.values(), *by)


def _dated(table: Table, reader: Reader) -> Table:
    frame, days = tidied(table.frame, table.engine, reader)
    return attrs.evolve(table, frame=frame, days=days)


def _only(table: Table) -> nw.LazyFrame[Any]:
    """The columns of ours that a table has, and those of its days."""
    held = [column.name for column in table.columns if column.required or column.name in table.holds]
    dates = [name for days in table.days.values() for name in (days.first, days.last)]
    return table.frame.select(*dict.fromkeys((*held, *dates)))


def _with_counts(rows: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """The table with its counts as whole numbers, of which some engines make floats where one is null."""
    if not rows.collect_schema()[COUNT].is_float():
        return rows
    return rows.with_columns(nw.col(COUNT).fill_nan(None).alias(COUNT))


def _keys(places: nw.LazyFrame[Any]) -> range | None:
    if not places.collect_schema()[FACILITY].is_integer():
        return None
    key = nw.col(FACILITY)
    (found,) = rows_of(places.select(key.min().alias("least"), key.max().alias("most")))
    return range(int(found["least"] or 0), int(found["most"] or 0) + 1)
