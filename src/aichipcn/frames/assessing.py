"""Verdicts on all facilities of two dataframes, as `assess_all` gives them of objects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TypeVar

import narwhals as nw

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.codes import Code
from aichipcn.errors import InvalidValueError
from aichipcn.frames.inventory import Inventory
from aichipcn.frames.judging.questions import Questions
from aichipcn.frames.judging.scopes import scopes_of
from aichipcn.frames.judging.subjects import GROUPED, Subjects
from aichipcn.frames.judging.thresholds import compared, required, thresholds
from aichipcn.frames.judging.totals import Summing
from aichipcn.frames.judging.verdicts import Judged
from aichipcn.mandates.levels import Level
from aichipcn.mandates.mandate import Mandate
from aichipcn.model.doors import instances, named
from aichipcn.values.dates import plain_date
from aichipcn.values.ternary import FALSE

F = TypeVar("F")


def assess_frame(
    deployments: F,
    facilities: F,
    catalogue: Catalogue,
    mandates: Iterable[Mandate] | None = None,
    *,
    on: date | Iterable[date],
    reading: str | None = None,
    level: Level | str | None = None,
    as_if_in_scope: bool = False,
    covered_only: bool = True,
    gaps: bool = True,
    coarsen: bool = False,
    checked: bool = False,
) -> F:
    """Assess the facilities of two dataframes under mandates on some dates, in the engine that they are of.

    The verdicts are those of `assess_all` on the same rows as objects, row by row. What a condition says is asked of
    the object path once per distinct value of the columns that it reads; the engine joins, adds up whole numbers, and
    compares them crosswise. A row is a subject under a mandate, by a reading, on a date; see `verdicts.COLUMNS`.
    Totals, and what is lacking of them, are whole numbers of `unit`; a high end that is null has no bound. At the level
    of an operator a facility without one stands alone, under its own key.

    Parameters
    ----------
    deployments, facilities
        Dataframes of pandas, Polars, PyArrow, DuckDB or PySpark, both of one engine, with the columns of
        `frames.columns`. A null is unknown. What comes out is of the same kind; what is lazy stays so, but for the
        checks and the few distinct values that are read when it is made.
    catalogue
        In which chips, firms and places are looked up.
    mandates
        By which is judged; all of the catalogue by default.
    on
        The date, or the dates, that are judged.
    reading
        A reading that every mandate has; every reading by default.
    level
        Over what each verdict is formed, in place of each mandate's own level.
    as_if_in_scope
        Hold every facility against the thresholds wherever it stands.
    covered_only
        Leave out the subjects that a mandate does not cover on the date.
    gaps
        Work out what to add, swap and remove, and the headroom; without it those columns are left out.
    coarsen
        Where sums could grow past what every engine adds exactly, round what a chip adds outwards, and so keep what is
        known for certain; without it that is refused.
    checked
        The tables were checked before, and are not checked again.

    Raises
    ------
    FramesError
        With everything that is wrong with the tables.
    InvalidTypeError
        Where the tables are of no engine that is supported or of two, a mandate is none, a date is no plain date, or a
        threshold is of another's class, which no table can compare.
    InvalidValueError
        Where there is no date, or no mandate, or sums could grow too large.
    UnknownNameError
        Where a mandate has no such reading.
    """
    questions = Questions.of(_mandates(mandates, catalogue), reading, None if level is None else Level(level))
    dates = dates_of(on)
    inventory = Inventory.of(deployments, facilities, catalogue, checked=checked)
    made = _verdicts(
        inventory,
        questions,
        dates,
        as_if_in_scope=as_if_in_scope,
        covered_only=covered_only,
        gaps=gaps,
        coarsen=coarsen,
    )
    given: F = inventory.engine.given(made)
    return given


def _mandates(mandates: Iterable[Mandate] | None, catalogue: Catalogue) -> tuple[Mandate, ...]:
    given = tuple(catalogue.mandates) if mandates is None else mandates
    found = named(lambda items: instances(items, Mandate), given, "mandates")
    if not found:
        raise InvalidValueError("at least one mandate is needed", code=Code.EMPTY).at("mandates")
    return found


def dates_of(on: date | Iterable[date]) -> tuple[date, ...]:
    """The dates that are judged, each once. Raises InvalidTypeError for anything else, InvalidValueError for none."""
    days: tuple[object, ...] = (on,) if isinstance(on, date | str) or not isinstance(on, Iterable) else tuple(on)
    if not days:
        raise InvalidValueError("at least one date is needed", code=Code.EMPTY).at("on")
    return tuple(dict.fromkeys(named(plain_date, day, "on") for day in days))


def _verdicts(
    inventory: Inventory,
    questions: Questions,
    dates: Sequence[date],
    *,
    as_if_in_scope: bool,
    covered_only: bool,
    gaps: bool,
    coarsen: bool,
) -> nw.LazyFrame[Any]:
    asked = required(questions, dates)
    scopes = scopes_of(inventory, questions, dates, as_if_in_scope=as_if_in_scope, covered_only=covered_only)
    needed = [
        (row.scope, questions.items[row.question].summed)
        for row in scopes.rows
        if any(item is not FALSE for item in row.membership)
    ]
    totals = Summing(inventory, scopes.frame, questions, tuple(dates), compared(asked, questions), coarsen).totals(
        needed
    )
    subjects = Subjects(inventory, scopes, questions, totals, len(dates))
    table = thresholds(asked, questions, {} if totals is None else totals.scales)
    parts = []
    for levels in GROUPED:
        held = table.of([place for place, item in enumerate(questions.items) if item.level in levels])
        if held.rows["_question"]:
            rows = subjects.rows(levels, inventory.engine.table(held.rows, held.kinds), every=not covered_only)
            parts.append(Judged(held, gaps).columns(rows))
    return parts[0] if len(parts) == 1 else nw.concat(parts, how="vertical")
