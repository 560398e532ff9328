"""What no row of the two tables may be: a count that is none, a date far off, dates out of order, a row of nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

import narwhals as nw

from aichipcn.codes import Code
from aichipcn.frames.checking.cells import Counts, Reading, unread
from aichipcn.frames.checking.keys import of_lacking
from aichipcn.frames.checking.problems import Problem, Rule, Tally, worded
from aichipcn.frames.columns import Holds
from aichipcn.frames.tables.census import MOST
from aichipcn.frames.tables.dates import Days, Texts
from aichipcn.frames.tables.engine import literal
from aichipcn.frames.tables.held import Held
from aichipcn.frames.tables.objects import Reader
from aichipcn.frames.tables.table import Table
from aichipcn.values.dates import DateRange

EARLIEST = date(1900, 1, 1)
LATEST = date(2199, 12, 31)
"""Every date of a table lies between these days, both among them."""

_FAR_OFF = ("date", f"before {EARLIEST} or after {LATEST}", "mend the year, or write null where the date is not known")


def of_dates(table: Table, texts: Mapping[str, Counts], reader: Reader) -> tuple[list[Problem], Texts]:
    """The dates in text that cannot be read or lie too far off, and what the texts say that can be read."""
    problems: list[Problem] = []
    said: Texts = {}
    for name in (column.name for column in table.columns if column.holds is Holds.DATE and column.name in texts):
        reading = Reading.of(texts[name], partial(reader.cell, name))
        far_off = {text: texts[name][text] for text, span in reading.said.items() if _is_far_off(span)}
        problems += [*unread(table, name, texts[name], reading), *_far_off(table, name, far_off)]
        said[name] = reading.said
    return problems, said


def _is_far_off(span: DateRange) -> bool:
    return span.first < EARLIEST or span.last > LATEST


def _far_off(table: Table, column: str, counts: dict[str, int]) -> list[Problem]:
    if not counts:
        return []
    tally = Tally.of(counts)
    where = nw.col(column).is_in(list(counts))
    return [Problem(table, column, Code.INVALID_VALUE, where, worded(tally, *_FAR_OFF), tally)]


def rules_of(table: Table) -> list[Rule]:
    """The rules of a table whose dates are read. What depends on a column that is not there is left out."""
    return [*of_lacking(table), *_of_counts(table), *_of_days(table), *_of_orders(table)]


def _of_counts(table: Table) -> list[Rule]:
    held, count = table.holds.get("count"), nw.col("count")
    if held is None:
        return []
    no_count = count < 1
    if held is Held.REAL:
        no_count = no_count | ((count != count.round(0)) & ~count.is_null())
    whole = "write whole numbers of at least 1, or null where the count is not known"
    unit = "see whether it is chips that are counted"
    return [
        Rule("count", Code.NOT_A_COUNT, no_count, "count", "below 1 or not whole", whole, by="count"),
        Rule("count", Code.INVALID_VALUE, count > MOST, "count", f"above {MOST:,}", unit, by="count"),
    ]


def _of_days(table: Table) -> list[Rule]:
    return [
        Rule(name, Code.INVALID_VALUE, _outside(days), *_FAR_OFF, by=days.first)
        for name, days in table.days.items()
        if table.holds[name] is not Held.TEXT
    ]


def _outside(days: Days) -> nw.Expr:
    too_early = nw.col(days.first) < literal(EARLIEST, days.dtype)
    return too_early | (nw.col(days.last) > literal(LATEST, days.dtype))


def _of_orders(table: Table) -> list[Rule]:
    orders = (
        ("retired", "installed", "retired before installed"),
        ("installed", "ordered", "installed before ordered"),
    )
    mend = "swap the dates, or write null for one that is not known"
    return [
        Rule(
            later,
            Code.CONTRADICTION,
            nw.col(table.days[later].last) < nw.col(table.days[earlier].first),
            "",
            what,
            mend,
        )
        for later, earlier, what in orders
        if later in table.days and earlier in table.days
    ]
