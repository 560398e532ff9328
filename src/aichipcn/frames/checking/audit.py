"""The two tables of an inventory, read once: what they hold, and everything that is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.codes import Code
from aichipcn.errors import InvalidTypeError
from aichipcn.frames.checking.cells import Counts, of_chips, of_texts
from aichipcn.frames.checking.findings import Finding
from aichipcn.frames.checking.keys import of_keys, of_two_types
from aichipcn.frames.checking.problems import Problem, broken, texts_of
from aichipcn.frames.checking.rules import of_dates, rules_of
from aichipcn.frames.columns import DEPLOYMENTS, FACILITIES, Holds
from aichipcn.frames.tables.census import Census, census
from aichipcn.frames.tables.objects import Reader
from aichipcn.frames.tables.table import Table
from aichipcn.nearest import nearest

_NEEDED = {
    Holds.KEY: "text or whole numbers are needed",
    Holds.TEXT: "text is needed",
    Holds.DATE: "dates are needed, or text such as '2025-09' or '2025-H2'",
    Holds.COUNT: "whole numbers are needed",
    Holds.TRUTH: "true or false is needed",
}


@attrs.frozen
class Audit:
    """The two tables, read; what is wrong with a table as a whole, what with its rows; the census, and the texts.

    `texts` are those of the columns of facilities, with how many rows have each; of operators, those that may be known.
    """

    deployments: Table
    facilities: Table
    faults: tuple[Finding, ...]
    problems: tuple[Problem, ...]
    census: Census
    texts: Mapping[str, Counts]

    @classmethod
    def of(cls, deployments: Any, facilities: Any, catalogue: Catalogue, numbered: bool = False) -> Audit:
        """The audit of two dataframes. Raises InvalidTypeError where they are none, or of two engines."""
        ours, theirs = opened_tables(deployments, facilities, numbered)
        reader = Reader(catalogue)
        counted = census(ours.frame)
        problems = of_chips(ours, counted, reader)
        ours, _ = _read(ours, reader, problems)
        theirs, texts = _read(theirs, reader, problems)
        types = of_two_types(ours, theirs)
        problems += [] if types else of_keys(ours, theirs)
        faults = (*_faults(ours), *_faults(theirs), *types)
        return cls(ours, theirs, faults, tuple(sorted(problems, key=_place)), counted, texts)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong, that of the tables as a whole first."""
        return (*self.faults, *(problem.finding for problem in self.problems))


def opened_tables(deployments: Any, facilities: Any, numbered: bool = False) -> tuple[Table, Table]:
    """The two tables of two dataframes. Raises InvalidTypeError where they are none, or of two engines."""
    ours = Table.of(deployments, "deployments", DEPLOYMENTS, numbered)
    theirs = Table.of(facilities, "facilities", FACILITIES, numbered)
    one, other = (table.engine.implementation for table in (ours, theirs))
    if one is not other:
        msg = f"both tables are needed in one engine, got {one.value} and {other.value}"
        raise InvalidTypeError(msg, found=other.value).at("facilities")
    return ours, theirs


def _read(table: Table, reader: Reader, problems: list[Problem]) -> tuple[Table, Mapping[str, Counts]]:
    """A table whose dates have been read, and its texts; the problems of its rows are added to those that are known."""
    texts = texts_of(table, reader.catalogue.vendors)
    found, said = of_dates(table, texts, reader)
    dated = table.dated(reader, said)
    problems += [*of_texts(dated, texts, reader), *found, *broken(dated, rules_of(dated))]
    return dated, texts


def _faults(table: Table) -> list[Finding]:
    """What is wrong with the columns of a table: those that are missing, and those of a type that is not taken."""
    there = tuple(table.given)
    faults = []
    for column in table.missing:
        near = ", ".join(map(repr, nearest(column.name, there)))
        message = f"the column is missing; it holds {column.says}" + (f"; nearest: {near}" if near else "")
        faults.append(Finding(Code.MISSING_KEY, table.name, column.name, message))
    for column in table.columns:
        if column.name in table.wrong:
            message = f"the column is of the type {table.wrong[column.name]}; {_NEEDED[column.holds]}"
            if column.holds is Holds.DATE and table.is_zoned(column.name):
                message += "; of a date-time in a time zone the day is not known"
            faults.append(Finding(Code.WRONG_TYPE, table.name, column.name, message))
    return faults


def _place(problem: Problem) -> tuple[str, int]:
    """Where a problem stands: those of deployments first, in the order of the columns."""
    names = [column.name for column in problem.table.columns]
    return problem.table.name, names.index(problem.column)
