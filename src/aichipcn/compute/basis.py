"""Amounts of compute on a stated basis, which add only to amounts on the same one."""

from __future__ import annotations

import attrs

from aichipcn.errors import BasisMismatchError
from aichipcn.values.estimate import Estimate
from aichipcn.values.numbers import Exact, format_number


@attrs.frozen
class Basis:
    """What one unit of compute is: `unit` names it, `grounds` says what it rests on."""

    unit: str
    grounds: str

    def __str__(self) -> str:
        return f"{self.unit} ({self.grounds})"


@attrs.frozen
class Amount:
    """So much compute on a basis. `+` refuses another basis with BasisMismatchError."""

    value: Estimate
    basis: Basis

    def __add__(self, other: object) -> Amount:
        if not isinstance(other, Amount):
            return NotImplemented
        if self.basis != other.basis:
            msg = f"two bases never add: {self.basis} and {other.basis}"
            raise BasisMismatchError(msg)
        return Amount(self.value + other.value, self.basis)

    def __str__(self) -> str:
        if self.value.low == 0 and self.value.high is None:
            return f"unknown {self.basis}"
        if self.value.unit:
            return f"{self.value} ({self.basis.grounds})"
        return f"{_grouped(self.value)} {self.basis.unit} ({self.basis.grounds})"


def _grouped(value: Estimate) -> str:
    """A plain number with thousands separators, for people."""
    if value.is_point:
        return _thousands(value.low)
    if value.high is None:
        return f"at least {_thousands(value.low)}"
    span = f"{_thousands(value.low)} to {_thousands(value.high)}"
    return f"{_thousands(value.best)} ({span})" if value.best is not None else span


def _thousands(number: Exact) -> str:
    if isinstance(number, int):
        return f"{number:,}"
    text = format_number(number)
    whole, dot, decimals = text.partition(".")
    if "/" in text:
        return f"{float(number):,.2f}"
    return f"{int(whole):,}{dot}{decimals}"
