"""Problems of the rows of a table: which rows have each, and how many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import attrs
import narwhals as nw

from aichipcn.codes import Code
from aichipcn.frames.checking.findings import LISTED, SAMPLES, BadValue, Finding, counted, listed
from aichipcn.frames.columns import CHIP, FACILITY, OPERATOR
from aichipcn.frames.tables.engine import rows_of
from aichipcn.frames.tables.firms import may_be_known
from aichipcn.frames.tables.held import Held
from aichipcn.frames.tables.table import Table
from aichipcn.model.collection import Collection
from aichipcn.model.vendors import Vendor

ROWS = "rows"
"""The column of a small table that says how many rows have a value."""


@attrs.frozen
class Tally:
    """How many rows have a problem, how many values they have there, and which are those of the most rows."""

    rows: int
    distinct: int = 0
    values: tuple[BadValue, ...] = ()

    @classmethod
    def of(cls, counts: Mapping[Any, int]) -> Tally:
        """The tally of some values with the rows of each."""
        most = sorted(counts.items(), key=lambda item: (-item[1], str(item[0])))[:LISTED]
        values = tuple(BadValue(value, rows) for value, rows in most)
        return cls(sum(counts.values()), len(counts), values)

    @classmethod
    def in_engine(cls, counts: nw.LazyFrame[Any], column: str) -> Tally:
        """The same of a table of the values and their rows, of which no more than those of the most rows are read."""
        (total,) = rows_of(counts.select(nw.len().alias("distinct"), nw.col(ROWS).sum()))
        if not total["distinct"]:
            return cls(0)
        most = rows_of(counts.sort(ROWS, column, descending=[True, False]).head(LISTED))
        values = tuple(BadValue(row[column], row[ROWS]) for row in most)
        return cls(int(total[ROWS]), total["distinct"], values)

    def with_nearest(self, nearest: Callable[[Any], Iterable[str]]) -> Tally:
        """The same with the known names that come nearest to each value."""
        values = (attrs.evolve(value, nearest=tuple(nearest(value.value))) for value in self.values)
        return attrs.evolve(self, values=tuple(values))


@attrs.frozen
class Problem:
    """A problem of the rows of a table for which something holds; `message` is what its finding says."""

    table: Table
    column: str
    code: Code
    where: nw.Expr
    message: str
    tally: Tally

    @property
    def label(self) -> str:
        """Its column with its code, which stand at a row that is set aside."""
        return f"{self.column}: {self.code}"

    @property
    def finding(self) -> Finding:
        """The problem as a value, with samples of its rows."""
        return Finding(
            code=self.code,
            table=self.table.name,
            column=self.column,
            message=self.message,
            rows=self.tally.rows,
            distinct=self.tally.distinct,
            values=self.tally.values,
            samples=tuple(self.table.first(self.where, SAMPLES)),
        )


@attrs.frozen
class Rule:
    """What no row may be: the rows `where` it holds have the problem. The values of the column `by` are told."""

    column: str
    code: Code
    where: nw.Expr
    noun: str
    what: str
    advice: str
    by: str | None = None


def broken(table: Table, rules: Sequence[Rule]) -> list[Problem]:
    """The problems of the rules that rows break: one query for all rules, and a few more for each broken one."""
    rows = sums(table.frame, [rule.where for rule in rules])
    return [_broken(table, rule, count) for rule, count in zip(rules, rows, strict=True) if count]


def _broken(table: Table, rule: Rule, rows: int) -> Problem:
    tally = Tally(rows)
    if rule.by is not None:
        tally = Tally.in_engine(by_value(table.frame.filter(rule.where), rule.by), rule.by)
    message = worded(tally, rule.noun, rule.what, rule.advice)
    return Problem(table, rule.column, rule.code, rule.where, message, tally)


def worded(tally: Tally, noun: str, what: str, advice: str) -> str:
    """What a finding says: how many rows have how many values that are what they must not be, and what to write."""
    rows = counted(tally.rows, "row")
    if not tally.distinct:
        return f"{rows} {what}; {advice}"
    values = " ".join(part for part in (counted(tally.distinct, noun), what) if part)
    told = f"{rows} with {values}: {listed(tally.values, tally.distinct)}"
    return f"{told}; {advice}" if advice else told


def by_value(frame: nw.LazyFrame[Any], column: str) -> nw.LazyFrame[Any]:
    """How many rows of a frame have each value of a column that is not null."""
    known = frame.select(column).filter(~nw.col(column).is_null())
    return known.group_by(column).agg(nw.len().alias(ROWS))


def texts_of(table: Table, vendors: Collection[Vendor]) -> dict[str, dict[str, int]]:
    """How many rows have each text of each column of texts, and of dates in text, in order; in one query.

    Of operators it is those that may be among some firms, or are blank.
    """
    names = [name for name, what in table.holds.items() if what is Held.TEXT and name not in (FACILITY, *CHIP)]
    if not names:
        return {}
    parts = []
    for name in names:
        counts = by_value(table.frame.select(nw.col(name).cast(nw.String).alias("text")), "text")
        if name == OPERATOR:
            counts = counts.filter(may_be_known(nw.col("text"), vendors))
        parts.append(counts.with_columns(nw.lit(name).alias("name")))
    found: dict[str, dict[str, int]] = {name: {} for name in names}
    for row in sorted(rows_of(nw.concat(parts, how="vertical")), key=lambda row: str(row["text"])):
        found[row["name"]][row["text"]] = row[ROWS]
    return found


def sums(frame: nw.LazyFrame[Any], conditions: Sequence[nw.Expr]) -> list[int]:
    """For how many rows each of some conditions holds, in one query. A condition that is null does not hold."""
    if not conditions:
        return []
    names = [f"holds_{number}" for number in range(len(conditions))]
    ones = frame.select(*(as_one(one).alias(name) for one, name in zip(conditions, names, strict=True)))
    (row,) = rows_of(ones.select(nw.col(*names).sum()))
    return [int(row[name] or 0) for name in names]


def as_one(condition: nw.Expr) -> nw.Expr:
    """1 where a condition holds, else 0."""
    return nw.when(condition).then(nw.lit(1)).otherwise(nw.lit(0))


def any_of(conditions: Iterable[nw.Expr]) -> nw.Expr:
    """Whether any of some conditions holds; never null."""
    first, *others = map(as_one, conditions)
    for other in others:
        first = first + other
    return first > 0
