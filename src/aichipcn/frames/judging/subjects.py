"""What verdicts are formed over, with its totals on each date: a facility, those of an operator, all together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs
import narwhals as nw

from aichipcn.frames.columns import FACILITY
from aichipcn.frames.inventory import Inventory
from aichipcn.frames.judging.questions import Questions
from aichipcn.frames.judging.scopes import SCOPE, Scoped, Scopes
from aichipcn.frames.judging.thresholds import PLACE, QUESTION
from aichipcn.frames.judging.totals import SIDES, SUM, Totals, total
from aichipcn.frames.judging.verdicts import COVERED, MEMBER, N_HIGH, N_LOW, N_OPEN, Q_HIGH, Q_LOW, Q_OPEN, TRUE
from aichipcn.frames.tables.engine import Kind, Rows
from aichipcn.mandates.levels import Level
from aichipcn.model.facilities import Inventory as Listing

ALONE, BY_OPERATOR, TOGETHER = (Level.FACILITY,), (Level.OPERATOR,), (Level.PLACE, Level.NATION, Level.PROGRAMME)
GROUPED = (ALONE, BY_OPERATOR, TOGETHER)
"""The levels by what one verdict is formed over: a facility, those of an operator, all of them."""

LISTED, COMPLETE, LONE = "_listed", "_complete", "_lone"
"""Columns: whether a facility has deployments, whether they are all that it has, and whether it has no operator."""


@attrs.frozen
class Subjects:
    """The facilities of an inventory, what is asked of their classes, and their totals, None where none are needed."""

    inventory: Inventory
    scopes: Scopes
    questions: Questions
    totals: Totals | None
    dates: int

    def rows(self, levels: tuple[Level, ...], required: nw.LazyFrame[Any], *, every: bool) -> nw.LazyFrame[Any]:
        """A row for each subject of the questions at some levels and each date, with its totals and what is required.

        Without `every` one, those that no mandate covers are left out.
        """
        asked = {place for place, item in enumerate(self.questions.items) if item.level in levels}
        pairs = self._pairs([row for row in self.scopes.rows if row.question in asked])
        if levels is ALONE:
            rows = self._dated(pairs.with_columns(nw.lit(None).cast(nw.String).alias("operator")), required)
        else:
            pairs = with_operators(pairs, self.inventory) if levels is BY_OPERATOR else without_operators(pairs, lone=0)
            rows = self._dated(pairs, required.select(QUESTION, PLACE, "_open"))
            rows = _required_of(_together(rows), required, all_of_them=levels is TOGETHER and every)
        return rows if every else rows.filter(nw.col(COVERED) > 0)

    def _pairs(self, scoped: Sequence[Scoped]) -> nw.LazyFrame[Any]:
        """Facilities with the questions asked of each, whether they are covered on each date, and their totals."""
        table: Rows = {
            SCOPE: [row.scope for row in scoped],
            QUESTION: [row.question for row in scoped],
            SUM: [self.questions.items[row.question].summed for row in scoped],
        }
        for number in range(self.dates):
            table[f"{COVERED}_{number}"] = [row.covered[number].value for row in scoped]
            table[f"{MEMBER}_{number}"] = [row.membership[number].value for row in scoped]
        asked = self.inventory.engine.table(table, dict.fromkeys(table, Kind.WHOLE))
        classified = self.scopes.frame
        held = [name for name in ("operator", "inventory") if name in classified.collect_schema().names()]
        pairs = classified.select(FACILITY, SCOPE, *held).join(asked, on=SCOPE, how="inner").drop(SCOPE)
        names = [total(side, number) for number in range(self.dates) for side in SIDES]
        if self.totals is None:
            pairs = pairs.with_columns(*(nw.lit(0).cast(nw.Int64).alias(name) for name in (*names, LISTED)))
        else:
            summed = self.totals.frame.with_columns(nw.lit(1).alias(LISTED))
            pairs = pairs.join(summed, on=[FACILITY, SUM], how="left")
            pairs = pairs.with_columns(*(nw.col(name).fill_null(0).cast(nw.Int64) for name in (*names, LISTED)))
        return pairs.with_columns(complete(stated="inventory" in held).alias(COMPLETE))

    def _dated(self, pairs: nw.LazyFrame[Any], required: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
        """A row for each date, with the totals of that date; none where a facility does not count."""
        rows = pairs.join(required, on=QUESTION, how="inner")
        names = [COVERED, MEMBER, *(f"_{side}" for side in SIDES)]
        rows = rows.with_columns(*(_of_date(name, self.dates).alias(name) for name in names))
        counts, partial = nw.col(MEMBER) > 0, nw.col(COMPLETE) == 0
        q_open, n_open = (partial | (nw.col(high) >= nw.col("_open")) for high in ("_q_high", "_n_high"))
        return rows.with_columns(
            nw.when(counts).then(nw.col("_q_low")).otherwise(nw.lit(0)).alias(Q_LOW),
            nw.when(counts).then(nw.col("_n_low")).otherwise(nw.lit(0)).alias(N_LOW),
            nw.when(counts & ~q_open).then(nw.col("_q_high")).otherwise(nw.lit(0)).alias(Q_HIGH),
            nw.when(counts & ~n_open).then(nw.col("_n_high")).otherwise(nw.lit(0)).alias(N_HIGH),
            nw.when(counts & q_open).then(nw.lit(1)).otherwise(nw.lit(0)).alias(Q_OPEN),
            nw.when(counts & n_open).then(nw.lit(1)).otherwise(nw.lit(0)).alias(N_OPEN),
        )


def with_operators(pairs: nw.LazyFrame[Any], inventory: Inventory) -> nw.LazyFrame[Any]:
    """Rows with their operators, each firm under one name: its slug, or the text where the catalogue lacks it."""
    if "operator" not in pairs.collect_schema().names():
        return without_operators(pairs, lone=1)
    vendors = inventory.reader.catalogue.vendors
    table: Rows = {"operator": list(inventory.firms), "_named": [vendors[text].slug for text in inventory.firms]}
    firms = inventory.engine.table(table, dict.fromkeys(table, Kind.TEXT))
    pairs = pairs.join(firms, on="operator", how="left")
    named = nw.coalesce(nw.col("_named"), nw.col("operator"))
    lone = nw.when(nw.col("operator").is_null()).then(nw.lit(1)).otherwise(nw.lit(0))
    return pairs.with_columns(named.alias("operator"), lone.alias(LONE)).drop("_named")


def without_operators(pairs: nw.LazyFrame[Any], lone: int) -> nw.LazyFrame[Any]:
    """Rows without operators, each of a facility that stands alone or none."""
    return pairs.with_columns(nw.lit(None).cast(nw.String).alias("operator"), nw.lit(lone).alias(LONE))


def complete(*, stated: bool) -> nw.Expr:
    """Whether the deployments of a facility are all that it has: as stated, else where there are any."""
    if not stated:
        return nw.col(LISTED)
    cell = nw.col("inventory")
    said = nw.when(cell == Listing.COMPLETE.value).then(nw.lit(1)).otherwise(nw.lit(0))
    return nw.when(cell.is_null()).then(nw.col(LISTED)).otherwise(said)


def _of_date(name: str, dates: int) -> nw.Expr:
    """The column of the date of a row."""
    if dates == 1:
        return nw.col(f"{name}_0")
    chain = nw.when(nw.col(PLACE) == 0).then(nw.col(f"{name}_0"))
    for number in range(1, dates - 1):
        chain = chain.when(nw.col(PLACE) == number).then(nw.col(f"{name}_{number}"))
    return chain.otherwise(nw.col(f"{name}_{dates - 1}"))


def _together(rows: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Facilities taken together, of which one that may not count adds to the high ends only."""
    alone = nw.col(LONE) == 1
    certain = alone | (nw.col(MEMBER) == TRUE)
    rows = rows.with_columns(
        nw.when(alone).then(nw.col(FACILITY)).alias(FACILITY),
        *(nw.when(certain).then(nw.col(name)).otherwise(nw.lit(0)).alias(name) for name in (Q_LOW, N_LOW)),
    )
    summed = rows.group_by(FACILITY, "operator", QUESTION, PLACE).agg(
        nw.col(COVERED).max(),
        nw.col(MEMBER).max(),
        *(nw.col(name).sum() for name in (Q_LOW, Q_HIGH, N_LOW, N_HIGH)),
        *(nw.col(name).max() for name in (Q_OPEN, N_OPEN)),
    )
    return summed.with_columns(*(nw.col(name).cast(nw.Int64) for name in (Q_LOW, Q_HIGH, N_LOW, N_HIGH)))


def _required_of(rows: nw.LazyFrame[Any], required: nw.LazyFrame[Any], all_of_them: bool) -> nw.LazyFrame[Any]:
    """Totals of fleets with what is required; all together are a fleet even where there is no facility."""
    if not all_of_them:
        return rows.join(required, on=[QUESTION, PLACE], how="inner")
    made = required.join(rows, on=[QUESTION, PLACE], how="left")
    figures = (COVERED, MEMBER, Q_LOW, Q_HIGH, N_LOW, N_HIGH, Q_OPEN, N_OPEN)
    return made.with_columns(*(nw.col(name).fill_null(0).cast(nw.Int64) for name in figures))
