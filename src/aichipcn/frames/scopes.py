"""Which facilities a mandate covers: asked of the object path once for each class of those that it cannot tell apart.

Each condition is evaluated once per distinct value of the columns that it reads. Values of which all conditions hold
alike on all dates are one class. What a mandate makes of a class, it makes of every facility in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from math import prod
from typing import Any, TypeAlias

import attrs
import narwhals as nw

from aichipcn.compliance.assess import covers
from aichipcn.frames.columns import DATES, columns_of, of_facilities
from aichipcn.frames.cuts import Cuts
from aichipcn.frames.dates import Days
from aichipcn.frames.distinct import Distinct
from aichipcn.frames.engine import Engine, Kind, Rows, rows_of
from aichipcn.frames.objects import Reader, slug_of
from aichipcn.frames.questions import OWN_POPULATIONS, Questions, singles_of
from aichipcn.mandates.cases import Case
from aichipcn.mandates.conditions import Condition
from aichipcn.mandates.populations import AdditionsSince, Population, Stock
from aichipcn.mandates.predicates import Predicate, checked
from aichipcn.model.facilities import Facility
from aichipcn.values.dates import next_day
from aichipcn.values.ternary import FALSE, Ternary

SCOPE = "_scope"
"""The column of the class of a facility, of which all questions make the same."""

Cells: TypeAlias = Mapping[str, Any]


@attrs.frozen
class Trait:
    """What is true of a facility on a date, false or unknown, by some columns.

    Where `turns` gives days, it turns on no others, as the dates in those columns run on. `named` is the only firm that
    it tells from others of which no more is known than the name; None where it may tell any.
    """

    columns: tuple[str, ...]
    holds: Callable[[Facility, date], Ternary]
    turns: Callable[[date], tuple[date, ...] | None]
    named: object = None


def trait_of_condition(condition: Predicate) -> Trait:
    """What a single condition says of a facility."""
    turns: Callable[[date], tuple[date, ...] | None] = getattr(condition, "turns", _any_day)
    named = condition.argument if type(condition) is Condition else None
    return Trait(
        _of_fields(condition.reads),
        lambda facility, on: checked(condition.holds(Case(facility, on=on)), condition),
        turns,
        named,
    )


def trait_of_presence(population: Population) -> Trait:
    """Whether a population counts the chips of a facility."""
    if type(population) not in OWN_POPULATIONS:
        return Trait(_of_fields(("facility.any",)), population.present, _any_day)
    running = isinstance(population, Stock | AdditionsSince)
    columns = _of_fields(("facility.running",)) if running else ()
    return Trait(columns, population.present, lambda on: (next_day(on),), named="")


def _of_fields(fields: Iterable[str]) -> tuple[str, ...]:
    return of_facilities(tuple(column for field in fields for column in columns_of(field)))


def _any_day(_: date) -> None:
    return None


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


FEW = 500
"""So many values in all but the largest class at most are told apart in place; more are joined."""


@attrs.frozen
class Scopes:
    """Facilities with their classes, and what each question makes of a class on each date."""

    frame: nw.LazyFrame[Any]
    rows: tuple[Scoped, ...]


@attrs.frozen
class Scoped:
    """What a question makes of a class of facilities on each date: whether they are covered, and also run."""

    scope: int
    question: int
    covered: tuple[Ternary, ...]
    membership: tuple[Ternary, ...]


def scopes_of(
    facilities: nw.LazyFrame[Any],
    days: Mapping[str, Days],
    questions: Questions,
    dates: Sequence[date],
    *,
    reader: Reader,
    engine: Engine,
    as_if_in_scope: bool,
    covered_only: bool,
) -> Scopes:
    """The classes of the facilities of a table, and what is made of each; of those that are covered, or of all."""
    conditions = [] if as_if_in_scope else singles_of(questions.items)
    traits = {id(item): trait_of_condition(item) for item in conditions}
    traits |= {id(item.population): trait_of_presence(item.population) for item in questions.sums}
    grouped = _grouped(list(traits.values()), facilities.collect_schema().names())
    ways = [Distinct(columns, days, _cuts(columns, members, dates)) for columns, members in grouped]
    found = Distinct.found_by_each(facilities, ways)
    groups = [
        _group(number, way, members, values, dates, reader)
        for number, (way, (_, members), values) in enumerate(zip(ways, grouped, found, strict=True))
    ]
    frame = facilities
    for group in groups:
        frame = group.classified(frame, engine)
    radix = [prod(len(other.classes) for other in groups[: group.number]) for group in groups]
    scope = nw.lit(0)
    for group, weight in zip(groups, radix, strict=True):
        scope = scope + nw.col(group.name) * weight
    frame = frame.with_columns(scope.cast(nw.Int64).alias(SCOPE))
    there = sorted(row[SCOPE] for row in rows_of(frame.select(SCOPE).unique()))
    made = _Made(questions, dates, reader, as_if_in_scope, groups)
    rows = []
    for number in there:
        classes = tuple(number // weight % len(group.classes) for group, weight in zip(groups, radix, strict=True))
        for place in range(len(questions.items)):
            covered = made.covered(place, classes)
            if not covered_only or any(one is not FALSE for one in covered):
                rows.append(Scoped(number, place, covered, made.membership(place, classes)))
    return Scopes(frame, tuple(rows))


class _Made:
    """What the object path makes of facilities of some classes, each asked once of the classes that decide it."""

    def __init__(
        self, questions: Questions, dates: Sequence[date], reader: Reader, as_if: bool, groups: Sequence[Group]
    ) -> None:
        self._questions, self._dates, self._reader, self._as_if, self._groups = questions, dates, reader, as_if, groups
        self._known: dict[tuple[object, ...], tuple[Ternary, ...]] = {}
        self._scopes = [
            self._read_by([] if as_if else map(trait_of_condition, singles_of([q]))) for q in questions.items
        ]
        self._presences = [self._read_by([trait_of_presence(item.population)]) for item in questions.sums]

    def covered(self, place: int, classes: tuple[int, ...]) -> tuple[Ternary, ...]:
        """Whether a question covers the facilities of some classes on each date."""
        question, groups = self._questions.items[place], self._scopes[place]
        key = ("covered", place, *(classes[number] for number in groups))
        if key not in self._known:
            facility = self._facility(groups, classes)
            self._known[key] = tuple(
                covers(question.mandate, question.reading, facility, on, self._as_if) for on in self._dates
            )
        return self._known[key]

    def membership(self, place: int, classes: tuple[int, ...]) -> tuple[Ternary, ...]:
        """Whether those that it covers also run."""
        summed = self._questions.items[place].summed
        groups = self._presences[summed]
        key = ("present", summed, *(classes[number] for number in groups))
        if key not in self._known:
            facility = self._facility(groups, classes)
            population = self._questions.sums[summed].population
            self._known[key] = tuple(population.present(facility, on) for on in self._dates)
        both = zip(self.covered(place, classes), self._known[key], strict=True)
        return tuple(one if one is FALSE else one & other for one, other in both)

    def _facility(self, groups: Iterable[int], classes: tuple[int, ...]) -> Facility:
        cells = {
            name: cell for number in groups for name, cell in self._groups[number].classes[classes[number]].items()
        }
        return self._reader.facility_like(cells)

    def _read_by(self, traits: Iterable[Trait]) -> list[int]:
        """The groups of columns that some traits read."""
        read = {column for trait in traits for column in trait.columns}
        return [group.number for group in self._groups if read.intersection(group.distinct.columns)]


def _grouped(traits: Sequence[Trait], there: Sequence[str]) -> list[tuple[tuple[str, ...], list[Trait]]]:
    """Traits by the columns that they read, those that share one together; columns that are not there tell nothing."""
    groups: list[tuple[set[str], list[Trait]]] = []
    for trait in traits:
        columns, members = {name for name in trait.columns if name in there}, [trait]
        if not columns:
            continue
        for other in [group for group in groups if group[0] & columns]:
            groups.remove(other)
            columns |= other[0]
            members = [*other[1], *members]
        groups.append((columns, members))
    return [(of_facilities(tuple(columns)), members) for columns, members in groups]


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
    told: dict[tuple[tuple[str, Any], ...], tuple[Ternary, ...]] = {}
    unnamed = None if any(trait.named is None for trait in traits) else {trait.named for trait in traits}
    for value in values:
        cells = distinct.cells(value)
        alike = tuple(_alike(cells, unnamed, reader).items())
        if alike not in told:
            facility = reader.facility(cells)
            told[alike] = tuple(trait.holds(facility, on) for trait in traits for on in dates)
        truths = told[alike]
        if truths not in numbers:
            numbers[truths] = len(numbers)
            classes.append(cells)
        placed.append(numbers[truths])
    return Group(distinct, number, tuple(values), tuple(placed), tuple(classes))


def _alike(cells: Cells, named: set[object] | None, reader: Reader) -> Cells:
    """Cells that tell no less to conditions which tell firms that the catalogue lacks from others only if named."""
    firm = cells.get("operator")
    if firm is None or named is None or firm in reader.catalogue.vendors or slug_of(firm) in named:
        return cells
    return {**cells, "operator": ...}


def _cuts(columns: Iterable[str], traits: Sequence[Trait], dates: Sequence[date]) -> dict[str, Cuts]:
    """The cuts of the columns of dates of which all traits that read one say on which days they turn."""
    cuts = {}
    for column in DATES.intersection(columns):
        turns = [trait.turns(on) for trait in traits if column in trait.columns for on in dates]
        if None not in turns:
            cuts[column] = Cuts.of(day for some in turns if some is not None for day in some)
    return cuts
