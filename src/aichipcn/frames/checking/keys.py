"""Problems of the keys by which the two tables go together."""

from __future__ import annotations

import string
from typing import Any

import narwhals as nw

from aichipcn.codes import Code
from aichipcn.frames.checking.findings import Finding
from aichipcn.frames.checking.problems import ROWS, Problem, Rule, Tally, by_value, worded
from aichipcn.frames.columns import FACILITY
from aichipcn.frames.tables.engine import rows_of
from aichipcn.frames.tables.held import Held
from aichipcn.frames.tables.table import Table
from aichipcn.nearest import nearest

NEAREST_OF = 1000
"""Among so many facilities at most the nearest keys are looked for."""

_SPACES = "\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_BLANKS = string.whitespace + "\x1c\x1d\x1e\x1f" + _SPACES
"""What Python takes for white space; each engine has a list of its own."""


def has_keys(table: Table) -> bool:
    """Whether a table has a column of keys that can be used, if of nulls alone."""
    return FACILITY in table.given and FACILITY not in table.wrong


def lacks_key(table: Table) -> nw.Expr:
    """Whether a row has no key: it is null, or a blank text."""
    key = nw.col(FACILITY)
    if table.holds.get(FACILITY) is Held.TEXT:
        return key.is_null() | (key.str.strip_chars(_BLANKS) == "")
    return key.is_null()


def of_lacking(table: Table) -> list[Rule]:
    """The rule that every row has a key."""
    if not has_keys(table):
        return []
    advice = "write the key of the facility, as text or as a whole number"
    return [Rule(FACILITY, Code.MISSING_KEY, lacks_key(table), "", "without a facility", advice)]


def of_two_types(deployments: Table, facilities: Table) -> list[Finding]:
    """The finding of keys that are text in one table and whole numbers in the other."""
    ours, theirs = (table.holds.get(FACILITY) for table in (deployments, facilities))
    if ours is None or theirs is None or ours is theirs:
        return []
    message = (
        f"the column holds {ours.value}, and in facilities {theirs.value}; a facility has the same key in both tables"
    )
    return [Finding(Code.WRONG_TYPE, deployments.name, FACILITY, message)]


def of_keys(deployments: Table, facilities: Table) -> list[Problem]:
    """Facilities that stand twice, and deployments of facilities that are not there. The keys are of one type."""
    if not has_keys(facilities):
        return []
    there = rows_by_key(facilities, deployments)
    problems = _of_twice(facilities, there)
    return [*problems, *_of_unknown(deployments, facilities, there)] if has_keys(deployments) else problems


def _of_twice(facilities: Table, there: nw.LazyFrame[Any]) -> list[Problem]:
    tally = Tally.in_engine(there.filter(nw.col(ROWS) > 1), FACILITY)
    message = worded(tally, "key", "shared by several rows", "write one row for each facility")
    return _problems(facilities, Code.TWICE, message, tally)


def _of_unknown(deployments: Table, facilities: Table, there: nw.LazyFrame[Any]) -> list[Problem]:
    used = rows_by_key(deployments, facilities)
    tally = Tally.in_engine(used.join(there.select(FACILITY), on=FACILITY, how="anti"), FACILITY)
    if tally.rows and facilities.holds.get(FACILITY) is Held.TEXT:
        known = [row[FACILITY] for row in rows_of(there.select(FACILITY).head(NEAREST_OF + 1))]
        if len(known) <= NEAREST_OF:
            tally = tally.with_nearest(lambda key: nearest(key, sorted(known)))
    message = worded(tally, "key", "that the table of facilities lacks", "add a row there for each, or mend the key")
    return _problems(deployments, Code.UNKNOWN_NAME, message, tally)


def _problems(table: Table, code: Code, message: str, tally: Tally) -> list[Problem]:
    """The problem of the rows with some keys, of which those that are told are the samples."""
    where = nw.col(FACILITY).is_in([bad.value for bad in tally.values])
    return [Problem(table, FACILITY, code, where, message, tally)] if tally.rows else []


def rows_by_key(table: Table, other: Table) -> nw.LazyFrame[Any]:
    """How many rows of a table have each key, in a type that is joined with the same of the other table.

    Keys that are all null are of no type of their own, and so none of the other's.
    """
    if FACILITY in table.holds:
        return by_value(table.frame.filter(~lacks_key(table)).select(alike(table, other)), FACILITY)
    return by_value(other.frame.filter(nw.col(FACILITY).is_null()).select(alike(other, table)), FACILITY)


def alike(table: Table, other: Table) -> nw.Expr:
    """The key of a table in a type that is joined with that of the other."""
    key = nw.col(FACILITY)
    ours, theirs = (one.frame.collect_schema()[FACILITY] for one in (table, other))
    return key.cast(nw.Int64) if ours != theirs and ours.is_integer() and theirs.is_integer() else key
