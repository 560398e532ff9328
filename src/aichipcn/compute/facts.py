"""The doubtful numbers that a rate is made of, and what a formula over them is evaluated with.

A model writes its formula once, over `Values`. With `BOUNDS` it gives an interval that encloses every case; with the
draws of `aichipcn.compute.sampling` it gives what is likely within it, each fact drawn once wherever it occurs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol, TypeVar

import attrs

from aichipcn.values.estimate import Estimate


class Number(Protocol):
    """What a formula multiplies and divides."""

    def __mul__(self, other: Any, /) -> Any:
        """The product."""

    def __truediv__(self, other: Any, /) -> Any:
        """The quotient."""


N = TypeVar("N", bound=Number)


@attrs.frozen
class Fact:
    """Which number it is: `figure` of a thing, such as `rates.fp16` of `nvidia-h20`."""

    of: str
    figure: str

    def __str__(self) -> str:
        return f"{self.figure} of {self.of}"


class Values(Protocol[N]):
    """What stands for facts in a formula: numbers that multiply and divide, of whichever kind."""

    def of(self, fact: Fact, figure: Estimate) -> N:
        """What stands for a fact of which so much is known."""

    def constant(self, figure: Estimate) -> N:
        """What stands for a figure without doubt."""

    def least(self, one: N, other: N) -> N:
        """The lesser of two."""

    def greatest(self, one: N, other: N) -> N:
        """The greater of two."""

    def either(self, fact: Fact, options: Sequence[N]) -> N:
        """One of several that may each be right; which of them is a fact of its own."""


class _Bounds:
    """Intervals, which hold whatever the facts may be."""

    def of(self, _: Fact, figure: Estimate) -> Estimate:
        return figure

    def constant(self, figure: Estimate) -> Estimate:
        return figure

    def least(self, one: Estimate, other: Estimate) -> Estimate:
        return lesser(one, other)

    def greatest(self, one: Estimate, other: Estimate) -> Estimate:
        return greater(one, other)

    def either(self, _: Fact, options: Sequence[Estimate]) -> Estimate:
        whole = options[0]
        for option in options[1:]:
            whole = whole if option == whole else whole.hull(option)
        return whole


BOUNDS: Values[Any] = _Bounds()
"""The values that give intervals."""


def lesser(one: Estimate, other: Estimate) -> Estimate:
    """The lesser of two figures, with the doubt of both. Raises UnitMismatchError for two dimensions."""
    if one.unit != other.unit:
        one.meet(other)
    low = min(one.low, other.low)
    highs = [figure.high for figure in (one, other) if figure.high is not None]
    centrals = [figure.central for figure in (one, other) if figure.central is not None]
    high = min(highs, default=None)
    best = min(centrals) if len(centrals) == 2 and low != high else None
    return Estimate(low, high, best=best, unit=one.unit)


def greater(one: Estimate, other: Estimate) -> Estimate:
    """The greater of two figures, with the doubt of both. Raises UnitMismatchError for two dimensions."""
    if one.unit != other.unit:
        one.meet(other)
    low = max(one.low, other.low)
    high = None if one.high is None or other.high is None else max(one.high, other.high)
    centrals = [figure.central for figure in (one, other) if figure.central is not None]
    best = max(centrals) if len(centrals) == 2 and low != high else None
    return Estimate(low, high, best=best, unit=one.unit)
