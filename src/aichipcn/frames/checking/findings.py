"""What is wrong with the two tables of an inventory, as values: each with its rows, its values and some samples."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from aichipcn.codes import Code
from aichipcn.errors import shown

LISTED = 10
"""So many of the values that a problem is about are told, those of the most rows first."""

SAMPLES = 5
"""So many rows are shown of each problem."""


@attrs.frozen
class BadValue:
    """A value that cannot be what it is given as, how many rows have it, and the known names that come nearest."""

    value: Any
    rows: int
    nearest: tuple[str, ...] = ()

    def __str__(self) -> str:
        near = f", nearest: {', '.join(map(shown, self.nearest))}" if self.nearest else ""
        return f"{_shown(self.value)} ({counted(self.rows, 'row')}{near})"


@attrs.frozen
class Finding:
    """One problem of a table of an inventory.

    `rows` is how many rows have it, none where it is one of the table as a whole; `distinct` is how many values they
    have there, of which `values` are those of the most rows. `samples` are some of the rows, each by its columns.
    """

    code: Code
    table: str
    column: str
    message: str
    rows: int = 0
    distinct: int = 0
    values: tuple[BadValue, ...] = ()
    samples: tuple[Mapping[str, Any], ...] = attrs.field(default=(), hash=False)

    @property
    def label(self) -> str:
        """Its column with its code, which stand at a row that is set aside."""
        return f"{self.column}: {self.code}"

    def __str__(self) -> str:
        return f"{self.table}.{self.column}: {self.message}"

    @property
    def shown(self) -> str:
        """The problem with its samples, a row on a line."""
        return "\n".join([str(self), *(f"    {_row(row)}" for row in self.samples)])


def counted(number: int, noun: str) -> str:
    """A number of things in words."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def listed(values: tuple[BadValue, ...], distinct: int) -> str:
    """Values with their rows, and how many there are besides."""
    rest = f" and {distinct - len(values):,} more" if distinct > len(values) else ""
    return ", ".join(map(str, values)) + rest


def _row(row: Mapping[str, Any]) -> str:
    return (
        ", ".join(f"{name}={_shown(value)}" for name, value in row.items() if value is not None) or "nothing but nulls"
    )


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return " for ".join(map(shown, value))
    return shown(int(value)) if isinstance(value, float) and value.is_integer() else shown(value)
