"""Amounts of compute on a stated basis, which add only to amounts on the same one."""

from __future__ import annotations

import attrs

from aichipcn.errors import BasisMismatchError
from aichipcn.values.estimate import Estimate
from aichipcn.values.words import in_words


@attrs.frozen
class Basis:
    """What one unit of compute is: `unit` names it, `grounds` says what it rests on.

    `detail` tells bases apart that read alike, such as those of two sets of claims. `carried_by` says in words what
    alone carries an amount, where it is one claim; it is shown in place of the grounds and makes no other basis.
    """

    unit: str
    grounds: str
    detail: str = ""
    carried_by: str = attrs.field(default="", eq=False)

    @property
    def words(self) -> str:
        """What it rests on, for people."""
        return self.carried_by or self.grounds

    def __str__(self) -> str:
        return f"{self.unit} ({self.words})"


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
        same = self.basis.carried_by == other.basis.carried_by
        basis = self.basis if same else attrs.evolve(self.basis, carried_by="")
        return Amount(self.value + other.value, basis)

    def __str__(self) -> str:
        if self.value.low == 0 and self.value.high is None:
            return f"unknown {self.basis}"
        if self.value.unit:
            return f"{in_words(self.value)} ({self.basis.words})"
        return f"{in_words(self.value)} {self.basis}"
