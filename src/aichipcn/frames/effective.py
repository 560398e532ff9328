"""What the hardware of all facilities of two dataframes delivers, as `effective_compute` gives it of objects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import Any, NamedTuple, TypeVar

import attrs
import narwhals as nw

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.compute.effective import Model, model_of
from aichipcn.errors import UnitMismatchError
from aichipcn.frames.assessing import dates_of
from aichipcn.frames.columns import FACILITY
from aichipcn.frames.inventory import NUMBER, Inventory
from aichipcn.frames.judging.counts import chips_of, counted_chips, countless
from aichipcn.frames.judging.questions import Questions
from aichipcn.frames.judging.scopes import SCOPE, scopes_of
from aichipcn.frames.judging.subjects import (
    ALONE,
    BY_OPERATOR,
    COMPLETE,
    GROUPED,
    LISTED,
    LONE,
    complete,
    with_operators,
    without_operators,
)
from aichipcn.frames.judging.weights import WRAPS, common_step
from aichipcn.frames.tables.engine import Kind, Rows
from aichipcn.mandates.levels import Level
from aichipcn.mandates.mandate import Mandate
from aichipcn.mandates.populations import STOCK
from aichipcn.mandates.predicates import AllOf
from aichipcn.mandates.readings import Reading
from aichipcn.mandates.schedule import Schedule
from aichipcn.model.doors import named
from aichipcn.values.numbers import Exact
from aichipcn.values.units import unit_value

F = TypeVar("F")

COLUMNS = ("level", "facility", "operator", "date", "low", "best", "high", "unit", "basis")
"""The columns of a table of effective compute."""

EVERYTHING = Mandate(
    slug="everything",
    title="All chips that stand in facilities that run",
    require=Schedule({date.min: "0%"}),
    readings=(Reading(name="all", qualifies=AllOf()),),
)
"""Covers every facility, so that its membership says whether one runs."""


class Rate(NamedTuple):
    """What one chip delivers, in steps: at least, at best and at most; None is not known, or without bound."""

    low: int
    best: int | None
    high: int | None


UNKNOWN = (Fraction(0), None, None)


def effective_frame(
    deployments: F,
    facilities: F,
    catalogue: Catalogue,
    model: Model,
    *,
    on: date | Iterable[date] | None = None,
    level: Level | str = Level.FACILITY,
    unit: str | None = None,
    checked: bool = False,
) -> F:
    """What the facilities of two dataframes deliver under a model, in the engine that they are of.

    The figures are those of `effective_compute`, a row for each subject and date: `low` and `high` enclose what may be
    there, `best` stands where all is known that it takes, and a `high` that is null has no bound. They are floats of
    `unit`, from sums of whole numbers: where the rates of a model are of no common step that can be added up exactly,
    low ends are cut and high ends raised by less than one part in a thousand million of the sum over all facilities.

    Parameters
    ----------
    deployments, facilities, catalogue, checked
        As `assess_frame` takes them.
    model
        Such as `Peak` or `ClaimedPerformance`, asked once per distinct chip.
    on
        The date, or the dates, that are judged; without one, all that is not stated as retired, and `date` is null.
    level
        Over what is summed: each facility, those of an operator, or all together.
    unit
        The unit of the figures, such as "PFLOP/s"; the root unit of the model by default.

    Raises
    ------
    FramesError, InvalidTypeError
        As `assess_frame` does; where `model` is no model.
    UnitMismatchError
        Where the model does not deliver in that unit.
    """
    named(model_of, model, "model")
    dates = None if on is None else dates_of(on)
    inventory = Inventory.of(deployments, facilities, catalogue, checked=checked)
    delivered = _Delivered.of(inventory, model)
    rows = delivered.by_facility(dates)
    at = next(levels for levels in GROUPED if Level(level) in levels)
    rows = _summed(rows, at, inventory)
    given: F = inventory.engine.given(_told(rows, Level(level), delivered, unit))
    return given


@attrs.frozen
class _Delivered:
    """An inventory, and what each of its chips delivers by a model: a rate for each class of chips of one rate."""

    inventory: Inventory
    model: Model
    step: Fraction
    numbers: tuple[int, ...]
    rates: tuple[Rate, ...]

    @classmethod
    def of(cls, inventory: Inventory, model: Model) -> _Delivered:
        """What each chip of an inventory delivers; each is asked of once."""
        kinds = inventory.census.kinds
        exact = [_rate(inventory, number, model) for number in range(len(kinds))]
        chips = [kind.total + kind.unknown for kind in kinds]
        most = sum(number * max(part or 0 for part in rate) for number, rate in zip(chips, exact, strict=True))
        step = _step({part for rate in exact for part in rate if part}, most)
        scaled = [_scaled(rate, step) for rate in exact]
        classes = tuple(dict.fromkeys(scaled))
        return cls(inventory, model, step, tuple(map(classes.index, scaled)), classes)

    def by_facility(self, dates: tuple[date, ...] | None) -> nw.LazyFrame[Any]:
        """A row for each facility and date on which it may run: its sums, and whether they have a bound and a best."""
        inventory = self.inventory
        rows = inventory.numbered(self.numbers)
        if dates is None:
            retired = inventory.days.get("retired")
            rows = rows if retired is None else rows.filter(nw.col(retired.last).is_null())
        judged = dates or (date.max,)
        counted = counted_chips(rows, inventory, judged, (STOCK,) if dates else (None,), len(self.rates))
        sums = _sums(counted.join(self._table(), on=NUMBER, how="inner"), inventory, len(judged))
        pairs = self._places(judged if dates else None)
        if dates is None:
            pairs = pairs.join(sums, on=FACILITY, how="left").join(self._listed(), on=FACILITY, how="left")
        else:
            pairs = pairs.join(sums.with_columns(nw.lit(1).alias(LISTED)), on=FACILITY, how="left")
        figures = [_of(name, number) for name in _SUMS for number in range(len(judged))]
        pairs = pairs.with_columns(*(nw.col(name).fill_null(0).cast(nw.Int64) for name in (*figures, LISTED)))
        stated = "inventory" in pairs.collect_schema().names()
        return self._dated(pairs.with_columns(complete(stated=stated).alias(COMPLETE)), dates)

    def _listed(self) -> nw.LazyFrame[Any]:
        """The facilities that have deployments, on whatever date."""
        return self.inventory.deployments.select(FACILITY).unique().with_columns(nw.lit(1).alias(LISTED))

    def _table(self) -> nw.LazyFrame[Any]:
        """What one chip of each class delivers."""
        table: Rows = {
            NUMBER: list(range(len(self.rates))),
            "_rate_low": [rate.low for rate in self.rates],
            "_rate_best": [-1 if rate.best is None else rate.best for rate in self.rates],
            "_rate_high": [-1 if rate.high is None else rate.high for rate in self.rates],
        }
        return self.inventory.engine.table(table, dict.fromkeys(table, Kind.WHOLE))

    def _places(self, dates: Sequence[date] | None) -> nw.LazyFrame[Any]:
        """Facilities with whether they run on each date; without dates all do."""
        inventory = self.inventory
        if dates is None:
            return inventory.facilities.with_columns(nw.lit(2).alias(_of("runs", 0)))
        everything = Questions.of([EVERYTHING], None, None)
        scopes = scopes_of(inventory, everything, dates, as_if_in_scope=True, covered_only=False)
        table: Rows = {SCOPE: [row.scope for row in scopes.rows]}
        for number in range(len(dates)):
            table[_of("runs", number)] = [row.membership[number].value for row in scopes.rows]
        return scopes.frame.join(inventory.engine.table(table, dict.fromkeys(table, Kind.WHOLE)), on=SCOPE, how="inner")

    def _dated(self, pairs: nw.LazyFrame[Any], dates: tuple[date, ...] | None) -> nw.LazyFrame[Any]:
        """A row for each date: what does not run delivers nothing, and what may run perhaps nothing."""
        held = [name for name in ("operator",) if name in pairs.collect_schema().names()]
        numbers = range(len(dates or (None,)))
        table: Rows = {"_all": [0 for _ in numbers], "_number": list(numbers), "date": list(dates or (None,))}
        kinds = {"_all": Kind.WHOLE, "_number": Kind.WHOLE, "date": Kind.DAY}
        days = self.inventory.engine.table(table, kinds)
        rows = pairs.with_columns(nw.lit(0).cast(nw.Int64).alias("_all")).join(days, on="_all", how="inner")
        picked = [_picked(name, len(numbers)).alias(f"_{name}") for name in ("runs", *_SUMS)]
        rows = rows.select(FACILITY, *held, "date", COMPLETE, *picked)
        runs, partial = nw.col("_runs"), nw.col(COMPLETE) == 0
        return rows.with_columns(
            nw.when(runs == 2).then(nw.col("_low")).otherwise(nw.lit(0)).alias("_low"),
            nw.when(runs > 0).then(nw.col("_high")).otherwise(nw.lit(0)).alias("_high"),
            nw.when(runs == 2).then(nw.col("_best")).otherwise(nw.lit(0)).alias("_best"),
            _flag((runs > 0) & (partial | (nw.col("_open") > 0))).alias("_open"),
            _flag((runs == 1) | ((runs > 0) & (partial | (nw.col("_unsettled") > 0)))).alias("_unsettled"),
        )


_SUMS = ("low", "best", "high", "open", "unsettled")


def _of(name: str, number: int) -> str:
    return f"_{name}_of_{number}"


def _flag(condition: nw.Expr) -> nw.Expr:
    return nw.when(condition).then(nw.lit(1)).otherwise(nw.lit(0))


def _picked(name: str, dates: int) -> nw.Expr:
    """The column of the date of a row."""
    if dates == 1:
        return nw.col(_of(name, 0))
    chain = nw.when(nw.col("_number") == 0).then(nw.col(_of(name, 0)))
    for number in range(1, dates - 1):
        chain = chain.when(nw.col("_number") == number).then(nw.col(_of(name, number)))
    return chain.otherwise(nw.col(_of(name, dates - 1)))


def _rate(inventory: Inventory, number: int, model: Model) -> tuple[Exact, Exact | None, Exact | None]:
    chip = inventory.reader.cell("chip", inventory.chip(number)["chip"])
    if chip is None or model.reason(chip) is not None:
        return UNKNOWN
    rate = model.rate(chip)
    return rate.low, rate.central, rate.high


def _step(figures: set[Exact], most: Exact) -> Fraction:
    """The largest step of which all figures are multiples; a larger one where sums of it would take over 61 bits."""
    step = common_step(list(figures))
    return step if most < step * (WRAPS // 4) else Fraction(most) / (WRAPS // 8)


def _scaled(rate: tuple[Exact, Exact | None, Exact | None], step: Fraction) -> Rate:
    low, best, high = rate
    return Rate(
        floor(low / step),
        None if best is None else round(best / step),
        None if high is None else ceil(high / step),
    )


def _sums(rows: nw.LazyFrame[Any], inventory: Inventory, dates: int) -> nw.LazyFrame[Any]:
    """The sums of each facility; a best one where of every kind of chip all are there for certain, or none."""
    parts: list[nw.Expr] = []
    for number in range(dates):
        low, high = nw.col(chips_of("low", 0, number)), nw.col(chips_of("high", 0, number))
        endless = nw.col("_rate_high") < 0
        if inventory.countless:
            endless = endless | (high >= countless(inventory))
        settled = (low == high) & (nw.col("_rate_best") >= 0)
        bounded = nw.when(endless).then(nw.lit(0)).otherwise(high)
        parts += [
            (low * nw.col("_rate_low")).alias(_of("low", number)),
            (nw.when(settled).then(low).otherwise(nw.lit(0)) * nw.col("_rate_best")).alias(_of("best", number)),
            (bounded * nw.col("_rate_high")).alias(_of("high", number)),
            _flag(endless & (high > 0)).alias(_of("open", number)),
            _flag(~settled & (high > 0)).alias(_of("unsettled", number)),
        ]
    names = [_of(name, number) for number in range(dates) for name in _SUMS]
    summed = rows.select(FACILITY, *parts).group_by(FACILITY).agg(*(nw.col(name).sum() for name in names))
    return summed.with_columns(*(nw.col(name).cast(nw.Int64) for name in names))


def _summed(rows: nw.LazyFrame[Any], levels: tuple[Level, ...], inventory: Inventory) -> nw.LazyFrame[Any]:
    """The sums of what is taken together: facilities, those of an operator, or all."""
    if levels is ALONE:
        return without_operators(rows, lone=1)
    rows = with_operators(rows, inventory) if levels is BY_OPERATOR else without_operators(rows, lone=0)
    rows = rows.with_columns(nw.when(nw.col(LONE) == 1).then(nw.col(FACILITY)).alias(FACILITY))
    figures, flags = ("_low", "_best", "_high"), ("_open", "_unsettled")
    summed = rows.group_by(FACILITY, "operator", "date").agg(
        *(nw.col(name).sum() for name in figures), *(nw.col(name).max() for name in flags)
    )
    return summed.with_columns(*(nw.col(name).cast(nw.Int64) for name in figures))


def _told(rows: nw.LazyFrame[Any], level: Level, delivered: _Delivered, unit: str | None) -> nw.LazyFrame[Any]:
    """The figures in a unit, and what they are on."""
    model = delivered.model
    scale = unit_value(model.unit if unit is None else unit)
    if scale.root != model.unit:
        msg = f"{model.basis} is not in {unit}"
        raise UnitMismatchError(msg, found=unit).at("unit")
    factor = float(delivered.step / Fraction(scale.factor))

    def figure(name: str) -> nw.Expr:
        return nw.col(name).cast(nw.Float64) * factor

    return rows.with_columns(
        nw.lit(level.value).alias("level"),
        figure("_low").alias("low"),
        nw.when(nw.col("_unsettled") == 0).then(figure("_best")).alias("best"),
        nw.when(nw.col("_open") == 0).then(figure("_high")).alias("high"),
        nw.lit(model.unit if unit is None else unit).alias("unit"),
        nw.lit(str(model.basis)).alias("basis"),
    ).select(*COLUMNS)
