"""The classes of facilities: values of which all conditions hold alike on all dates are one class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias

import attrs
import narwhals as nw

from aichipcn.frames.columns import DATES, OPERATOR
from aichipcn.frames.inventory import Inventory
from aichipcn.frames.judging.traits import Trait, sharing
from aichipcn.frames.tables.cuts import Cuts
from aichipcn.frames.tables.distinct import NO_TEXT, Alike, Distinct
from aichipcn.frames.tables.engine import Engine, Kind, Rows
from aichipcn.frames.tables.objects import Reader, text_of
from aichipcn.values.ternary import Ternary

Cells: TypeAlias = Mapping[str, Any]

ANOTHER = "\u2026"
"""The text that stands for all firms of which no more is known than the name."""

FEW = 500
"""So many values in all but the largest class at most are told apart in place; more are joined."""


@attrs.frozen
class Group:
    """Columns that some traits read together, and the classes of their values: one row of cells for each class.

    `placed` is the class of each of the distinct `values`.
    """

    distinct: Distinct
    number: int
    values: tuple[Mapping[str, Any], ...]
    placed: tuple[int, ...]
    classes: tuple[Cells, ...]

    @property
    def name(self) -> str:
        """The column of the class."""
        return f"_class{self.number}"

    def classified(self, frame: nw.LazyFrame[Any], engine: Engine) -> nw.LazyFrame[Any]:
        """A table that has those columns, with a column of the class."""
        sizes = Counter(self.placed)
        usual = max(sizes, key=lambda place: sizes[place], default=0)
        others: dict[int, list[Any]] = {place: [] for place in sizes if place != usual}
        if len(self.distinct.names) > 1 or len(self.placed) - sizes[usual] > FEW:
            return self._joined(frame, engine)
        ((name, value),) = zip(self.distinct.names, self.distinct.expressions(), strict=True)
        for cells, place in zip(self.values, self.placed, strict=True):
            if place != usual:
                others[place].append(cells[name])
        told = nw.lit(usual)
        for place, values in others.items():
            told = nw.when(value.is_in(values)).then(nw.lit(place)).otherwise(told)
        return frame.with_columns(told.cast(nw.Int64).alias(self.name))

    def _joined(self, frame: nw.LazyFrame[Any], engine: Engine) -> nw.LazyFrame[Any]:
        names = self.distinct.names
        lookup: Rows = {name: [value[name] for value in self.values] for name in names}
        table = engine.table(lookup | {self.name: list(self.placed)}, self.distinct.kinds() | {self.name: Kind.WHOLE})
        return frame.with_columns(self.distinct.expressions()).join(table, on=list(names), how="left").drop(*names)


def groups_of(traits: Sequence[Trait], inventory: Inventory, dates: Sequence[date]) -> list[Group]:
    """The columns of facilities that some traits read, in groups that share none, with the classes of each."""
    shared = sharing(traits, inventory.facilities.collect_schema().names())
    ways = [
        Distinct(columns, inventory.days, _cuts(columns, members, dates), _firms(columns, members, inventory))
        for columns, members in shared
    ]
    found = Distinct.found_by_each(inventory.facilities, ways)
    return [
        _group(number, way, members, values, dates, inventory.reader)
        for number, (way, (_, members), values) in enumerate(zip(ways, shared, found, strict=True))
    ]


def _group(
    number: int,
    distinct: Distinct,
    traits: Sequence[Trait],
    values: Sequence[Mapping[str, Any]],
    dates: Sequence[date],
    reader: Reader,
) -> Group:
    """The classes of the distinct values of some columns."""
    numbers: dict[tuple[Ternary, ...], int] = {}
    classes: list[Cells] = []
    placed: list[int] = []
    for value in values:
        cells = distinct.cells(value)
        facility = reader.facility(cells)
        truths = tuple(trait.holds(facility, on) for trait in traits for on in dates)
        if truths not in numbers:
            numbers[truths] = len(numbers)
            classes.append(cells)
        placed.append(numbers[truths])
    return Group(distinct, number, tuple(values), tuple(placed), tuple(classes))


def _firms(columns: Iterable[str], traits: Sequence[Trait], inventory: Inventory) -> dict[str, Alike]:
    """Which operators need not be told apart: those that the catalogue lacks, unless some trait may name them."""
    if OPERATOR not in columns or any(trait.named is None for trait in traits):
        return {}
    named = [text_of(trait.named) for trait in traits if isinstance(trait.named, str)]
    return {OPERATOR: Alike(tuple(dict.fromkeys((NO_TEXT, *inventory.firms, *named))), ANOTHER)}


def _cuts(columns: Iterable[str], traits: Sequence[Trait], dates: Sequence[date]) -> dict[str, Cuts]:
    """The cuts of the columns of dates of which all traits that read one say on which days they turn."""
    cuts = {}
    for column in DATES.intersection(columns):
        turns = [trait.turns(on) for trait in traits if column in trait.columns for on in dates]
        if None not in turns:
            cuts[column] = Cuts.of(day for some in turns if some is not None for day in some)
    return cuts
