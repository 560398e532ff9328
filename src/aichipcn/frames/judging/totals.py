"""The sums of each facility, on all dates at once: chips counted by class, and times what one of a class adds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import attrs
import narwhals as nw

from aichipcn.codes import Code
from aichipcn.errors import InvalidValueError
from aichipcn.frames.columns import CAME, CAME_FROM, CHIP, DATES, FACILITY, columns_of, of_facilities
from aichipcn.frames.inventory import NUMBER, Inventory
from aichipcn.frames.judging.counts import chips_of, counted_chips, countless, summed_by_two
from aichipcn.frames.judging.questions import Questions, Summed
from aichipcn.frames.judging.scopes import SCOPE
from aichipcn.frames.judging.stays import COMMISSIONED, made_of_arrival, reads_commissioning, with_arrival
from aichipcn.frames.judging.weights import SMALLER, WRAPS, Weights, most_of, tallies_of, weights_of
from aichipcn.frames.tables.cuts import Cuts
from aichipcn.frames.tables.distinct import Distinct
from aichipcn.frames.tables.engine import Kind, Rows
from aichipcn.mandates.credits import Content, Tiers, Whole
from aichipcn.mandates.populations import Population
from aichipcn.mandates.predicates import singles
from aichipcn.mandates.totals import Tally
from aichipcn.values.numbers import Exact

SUM = "_sum"
"""The column of the place of a sum in the list of all."""

SIDES = ("q_low", "q_high", "n_low", "n_high")
"""What qualifies, at least and at most, and the rest."""


def total(side: str, number: int) -> str:
    """The column of a total on the date of a number."""
    return f"_{side}_{number}"


@attrs.frozen
class Scale:
    """How the totals of a sum are held: in steps, of a unit; at `open` or more, nothing bounds them."""

    step: Fraction
    unit: str
    open: int


@attrs.frozen
class Compared:
    """What a sum is compared with: by what its totals are multiplied at most, and the amounts that are asked."""

    below: int
    amounts: tuple[Exact, ...]


@attrs.frozen
class Totals:
    """The totals of each facility and sum, with a column for each side and date, and the scale of each sum."""

    frame: nw.LazyFrame[Any]
    scales: Mapping[int, Scale]


@attrs.frozen
class Branch:
    """Sums that are formed together: by what stands in some columns beside that of the chip.

    Sums over another's population are formed apart: whether a chip belongs to it is in what the chip adds.
    """

    in_columns: bool
    columns: tuple[str, ...]
    sums: tuple[int, ...]


def branches_of(sums: Sequence[Summed]) -> list[Branch]:
    """Sums by what they are formed over."""
    found: dict[tuple[bool, tuple[str, ...]], list[int]] = {}
    for place, summed in enumerate(sums):
        columns = tuple(dict.fromkeys(name for field in summed.reads for name in columns_of(field) if name not in CHIP))
        if CAME in columns and set(CAME_FROM).intersection(columns):
            columns = tuple(dict.fromkeys(name for name in (*columns, *CAME_FROM) if name != CAME))
        found.setdefault((summed.in_columns, columns), []).append(place)
    return [Branch(in_columns, columns, tuple(places)) for (in_columns, columns), places in found.items()]


@attrs.frozen
class Summing:
    """An inventory on some dates, whose facilities have classes, and the questions that it is summed for."""

    inventory: Inventory
    classified: nw.LazyFrame[Any]
    questions: Questions
    dates: tuple[date, ...]
    compared: Mapping[int, Compared]
    coarsen: bool

    def totals(self, needed: Iterable[tuple[int, int]]) -> Totals | None:
        """The totals of the sums that each class of facilities needs; None where none needs any.

        Raises InvalidValueError where they may grow too large to be exact.
        """
        pairs = sorted(set(needed)) if self.inventory.census.kinds else []
        parts: list[nw.LazyFrame[Any]] = []
        scales: dict[int, Scale] = {}
        for branch in branches_of(self.questions.sums):
            wanted = [pair for pair in pairs if pair[1] in branch.sums]
            if wanted:
                frame, scaled = self._branch(branch, wanted)
                parts.append(frame)
                scales |= scaled
        if not parts:
            return None
        return Totals(parts[0] if len(parts) == 1 else nw.concat(parts, how="vertical"), scales)

    def _branch(self, branch: Branch, wanted: Sequence[tuple[int, int]]) -> tuple[nw.LazyFrame[Any], dict[int, Scale]]:
        """Chips are counted by facility and by class, a class being all of which one adds the same to every sum."""
        sums = sorted({place for _, place in wanted})
        distinct = self._distinct(branch)
        rows, values = self._values(branch, distinct)
        weights = {place: self._weights(place, values, distinct) for place in sums}
        scales = {place: self._scale(weights[place], values) for place in sums}
        classes: dict[tuple[object, ...], int] = {}
        numbers = [
            classes.setdefault(tuple(weights[place].by_value[number] for place in sums), len(classes))
            for number in range(len(values))
        ]
        members = {number: value for value, number in enumerate(numbers)}
        populations = self._populations(sums) if branch.in_columns else (None,)
        rows = self._classed(rows, values, numbers, distinct, populations)
        counted = counted_chips(rows, self.inventory, self.dates, populations, len(classes))
        return self._added(counted, wanted, weights, scales, members, populations), scales

    def _populations(self, sums: Sequence[int]) -> tuple[Population | None, ...]:
        return tuple(dict.fromkeys(self.questions.sums[place].population for place in sums))

    def _distinct(self, branch: Branch) -> Distinct:
        """How the values of the columns of a branch are told apart, by the days on which its conditions turn."""
        there = {*self.inventory.deployments.collect_schema().names(), *self.classified.collect_schema().names()}
        days = self.inventory.days
        if CAME in branch.columns:
            days = {**days, **made_of_arrival(days)}
        columns = tuple(name for name in branch.columns if name in (days if name in DATES else there))
        cuts = {}
        turning = [item for place in branch.sums for item in _turning(self.questions.sums[place])]
        for column in DATES.intersection(columns):
            readers = [item for item in turning if any(column in columns_of(field) for field in item.reads)]
            turns = [getattr(item, "turns", lambda _: None)(on) for item in readers for on in self.dates]
            if branch.in_columns and None not in turns:
                cuts[column] = Cuts.of(day for some in turns if some for day in some)
        return Distinct(columns, days, cuts)

    def _values(self, branch: Branch, distinct: Distinct) -> tuple[nw.LazyFrame[Any] | None, list[dict[str, Any]]]:
        """The distinct chips; with what else is read, of rows that have it."""
        kinds = range(len(self.inventory.census.kinds))
        if not distinct.columns:
            return None, [{NUMBER: number} for number in kinds]
        rows = self.inventory.numbered(kinds)
        if CAME in distinct.columns:
            rows = with_arrival(
                self._with_places(rows, {COMMISSIONED, *of_facilities(distinct.columns)}), self.inventory.days
            )
        else:
            rows = self._with_places(rows, of_facilities(distinct.columns))
        rows = rows.with_columns(*distinct.expressions())
        return rows, Distinct.found_in(rows, (NUMBER, *distinct.names))

    def _with_places(self, rows: nw.LazyFrame[Any], columns: Iterable[str]) -> nw.LazyFrame[Any]:
        """Deployments with some columns of their facilities."""
        held = [column for name in sorted(columns) for column in self._columns(name)]
        if not held:
            return rows
        return rows.join(self.inventory.facilities.select(FACILITY, *held), on=FACILITY, how="inner")

    def _columns(self, name: str) -> tuple[str, ...]:
        """The columns in which a column of facilities stands, tidied; none where it is not there."""
        if name not in DATES:
            return (name,)
        days = self.inventory.days.get(name)
        return () if days is None else tuple(dict.fromkeys((days.first, days.last)))

    def _classed(
        self,
        rows: nw.LazyFrame[Any] | None,
        values: Sequence[Mapping[str, Any]],
        numbers: Sequence[int],
        distinct: Distinct,
        populations: Sequence[Population | None],
    ) -> nw.LazyFrame[Any]:
        """The deployments with the classes of their chips, and what the populations read of their facilities."""
        if rows is None:
            rows = self.inventory.numbered(numbers)
        else:
            by = [NUMBER, *distinct.names]
            table: Rows = {name: [value[name] for value in values] for name in by} | {CLASS: list(numbers)}
            kinds = dict.fromkeys(table, Kind.WHOLE) | distinct.kinds()
            rows = rows.join(self.inventory.engine.table(table, kinds), on=by, how="inner")
            rows = rows.drop(NUMBER).rename({CLASS: NUMBER})
        held = CAME in distinct.columns or COMMISSIONED in distinct.columns
        if not held and any(reads_commissioning(item) for item in populations if item is not None):
            rows = self._with_places(rows, (COMMISSIONED,))
        return rows

    def _weights(self, place: int, values: Sequence[Mapping[str, Any]], distinct: Distinct) -> Weights:
        summed = self.questions.sums[place]
        question = next(item for item in self.questions.items if item.summed == place)
        tallies = [
            tallies_of(
                summed,
                question,
                _arrived({**self.inventory.chip(value[NUMBER]), **distinct.cells(value)}),
                self.dates,
                self.inventory.reader,
            )
            for value in values
        ]
        compared = self.compared[place]
        return weights_of(
            summed.measure,
            tallies,
            self._chips(values, tallies),
            compared.amounts,
            below=compared.below,
            coarsen=self.coarsen,
            what=f"{summed.measure.describe()} under {question.mandate.slug}",
        )

    def _chips(self, values: Sequence[Mapping[str, Any]], tallies: Sequence[tuple[Tally, ...]]) -> list[int]:
        """How many chips there are of each value at most: all of a model, of that value of it that adds most."""
        greatest: dict[int, tuple[Exact, int]] = {}
        for place, (value, row) in enumerate(zip(values, tallies, strict=True)):
            most = most_of(row)
            if value[NUMBER] not in greatest or greatest[value[NUMBER]][0] < most:
                greatest[value[NUMBER]] = (most, place)
        chips = [0] * len(values)
        for number, (_, place) in greatest.items():
            kind = self.inventory.census.kinds[number]
            chips[place] = kind.total + kind.unknown
        return chips

    def _scale(self, weights: Weights, values: Sequence[Mapping[str, Any]]) -> Scale:
        """Where the numbers begin that stand for what has no bound: above all that have one."""
        kinds = self.inventory.census.kinds
        most: dict[int, int] = {}
        for place, value in enumerate(values):
            most[value[NUMBER]] = max(most.get(value[NUMBER], 0), weights.most(place))
        bounded = sum((kinds[number].total + kinds[number].unknown) * each for number, each in most.items())
        opened = 1 << bounded.bit_length()
        open_ended = len(values) if weights.unbounded or self.inventory.countless else 0
        if bounded + open_ended * opened >= WRAPS:
            msg = f"sums of up to {bounded} are more than 64 bits hold; {SMALLER}"
            raise InvalidValueError(msg, code=Code.TOO_LARGE)
        return Scale(weights.step, weights.unit, opened)

    def _added(
        self,
        counted: nw.LazyFrame[Any],
        wanted: Sequence[tuple[int, int]],
        weights: Mapping[int, Weights],
        scales: Mapping[int, Scale],
        members: Mapping[int, int],
        populations: Sequence[Population | None],
    ) -> nw.LazyFrame[Any]:
        """The totals: the chips of each class times what one of them adds, summed by facility and sum."""
        engine, every = self.inventory.engine, len(self.questions.sums)
        pairs: Rows = {SCOPE: [scope for scope, _ in wanted], SUM: [place for _, place in wanted]}
        asked = engine.table(pairs, dict.fromkeys(pairs, Kind.WHOLE))
        places = self.classified.select(FACILITY, SCOPE).join(asked, on=SCOPE, how="inner").drop(SCOPE)
        dates = len(self.dates) if any(item.varies for item in weights.values()) else 1
        table = _weighed(weights, scales, members, populations, self.questions, dates)
        rows = counted.join(places, on=FACILITY, how="inner")
        rows = rows.with_columns((nw.col(NUMBER) * every + nw.col(SUM)).alias(KEY)).drop(NUMBER)
        rows = rows.join(engine.table(table, dict.fromkeys(table, Kind.WHOLE)), on=KEY, how="inner")
        unbounded = any(item.unbounded for item in weights.values())
        parts = [
            self._product(side, number, number if dates > 1 else 0, len(populations), unbounded).alias(
                total(side, number)
            )
            for number in range(len(self.dates))
            for side in SIDES
        ]
        names = [total(side, number) for number in range(len(self.dates)) for side in SIDES]
        return summed_by_two(rows, SUM, every, parts, names, self.inventory.keys)

    def _product(self, side: str, number: int, weighed: int, populations: int, unbounded: bool) -> nw.Expr:
        """What the chips of a class add to a side on a date; where nothing bounds it, the number that says so."""
        end = side.partition("_")[2]
        chips = nw.col(chips_of(end, 0, number))
        if populations > 1:
            chain = nw.when(nw.col(POPULATION) == 0).then(chips)
            for place in range(1, populations - 1):
                chain = chain.when(nw.col(POPULATION) == place).then(nw.col(chips_of(end, place, number)))
            chips = chain.otherwise(nw.col(chips_of(end, populations - 1, number)))
        weight = nw.col(total(f"w_{side}", weighed))
        if end == "low" or not (self.inventory.countless or unbounded):
            return chips * weight
        open_ended = nw.lit(False)
        if unbounded:
            open_ended = (nw.col(total(f"w_{OPEN_OF[side]}", weighed)) == 1) & (chips > 0)
        if self.inventory.countless:
            open_ended = open_ended | ((chips >= countless(self.inventory)) & (weight > 0))
            chips = nw.when(chips < countless(self.inventory)).then(chips).otherwise(nw.lit(0))
        return nw.when(open_ended).then(nw.col(OPENED)).otherwise(chips * weight)


def _arrived(cells: dict[str, Any]) -> dict[str, Any]:
    """Cells of a row, with the day on which its chips came as that of their installation."""
    return {**cells, "installed": cells[CAME]} if CAME in cells else cells


CLASS, KEY, OPENED, POPULATION = "_of_class", "_key", "_opened", "_population"
OPEN_OF = {"q_high": "q_open", "n_high": "n_open"}


def _weighed(
    weights: Mapping[int, Weights],
    scales: Mapping[int, Scale],
    members: Mapping[int, int],
    populations: Sequence[Population | None],
    questions: Questions,
    dates: int,
) -> Rows:
    """What one chip of each class adds to each sum: a column for each side, and whether that has no bound."""
    rows = []
    for place, item in weights.items():
        population = populations.index(questions.sums[place].population) if populations != (None,) else 0
        for number, member in members.items():
            row = {KEY: number * len(questions.sums) + place, OPENED: scales[place].open, POPULATION: population}
            for date_number in range(dates):
                for side, part in zip(SIDES, item.by_value[member][date_number], strict=True):
                    row[total(f"w_{side}", date_number)] = part or 0
                    if side in OPEN_OF:
                        row[total(f"w_{OPEN_OF[side]}", date_number)] = int(part is None)
            rows.append(row)
    sides = [total(f"w_{side}", number) for number in range(dates) for side in (*SIDES, *OPEN_OF.values())]
    return {name: [row[name] for row in rows] for name in (KEY, OPENED, POPULATION, *sides)}


def _turning(summed: Summed) -> list[Any]:
    """The conditions that decide what a chip adds, as far as they may look at dates."""
    counts = summed.counts
    if type(counts) is Whole:
        wholes = [counts.when]
    elif type(counts) is Tiers:
        wholes = [tier.when for tier in counts.tiers]
    else:
        wholes = []
    if summed.among is not None:
        wholes.append(summed.among)
    others = [] if type(counts) in (Whole, Tiers, Content) else [counts]
    return [*others, *(single for whole in wholes for single in singles(whole))]
