"""Spans of amounts, with or without their ends; and whether figures of a chip that hang together fit each other.

Performance density is TPP by area, and bandwidths are sums: where one of them is taken to lie in a span, the others
cannot lie just anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import TypeAlias

import attrs

from aichipcn.compute.figures import CHIP_FIGURES
from aichipcn.compute.metrics import non_planar, pcie_rate
from aichipcn.model.chips import Chip
from aichipcn.values.estimate import Estimate
from aichipcn.values.numbers import Exact, simplest

End: TypeAlias = tuple[Exact, int]
"""An end of a span: an amount, and 0 where it lies inside, 1 where the span begins above it, -1 where it ends below."""

_NOTHING: End = (0, 0)
_PCIE, _AREA, _PACKAGE = "pcie", "area that counts", "package area"
"""What figures are worked out from, and is none that a limit is set to."""


@attrs.frozen
class Span:
    """The amounts from one end to another; without a high end, all from the low one on."""

    low: End = _NOTHING
    high: End | None = None

    @classmethod
    def of(cls, value: Estimate | None) -> Span:
        """What is known of a figure: any amount where nothing is."""
        if value is None:
            return cls()
        return cls((value.low, 0), None if value.high is None else (value.high, 0))

    @property
    def is_empty(self) -> bool:
        """Whether no amount lies in it."""
        return self.high is not None and self.high < self.low

    @property
    def amount(self) -> Exact:
        """One of its amounts."""
        if self.high is None:
            return self.low[0] + 1
        return simplest(Fraction(self.low[0] + self.high[0]) / 2)

    def meet(self, other: Span) -> Span:
        """What lies in both."""
        highs = [end for end in (self.high, other.high) if end is not None]
        return Span(max(self.low, other.low), min(highs, default=None))

    def to(self, other: Span) -> Span:
        """From the low end of this one to the high end of another."""
        return Span(self.low, other.high)

    def split(self, at: Iterable[Exact]) -> tuple[Span, ...]:
        """Its parts, from high to low: each of some amounts that lies in it, and what lies between them."""
        rest, parts = self, []
        for value in sorted(set(at), reverse=True):
            parts += [rest.meet(Span((value, 1))), rest.meet(Span((value, 0), (value, 0)))]
            rest = rest.meet(Span(_NOTHING, (value, -1)))
        return tuple(part for part in (*parts, rest) if not part.is_empty)

    def __add__(self, other: Span) -> Span:
        high = None if self.high is None or other.high is None else _sum(self.high, other.high, min)
        return Span(_sum(self.low, other.low, max), high)

    def __sub__(self, other: Span) -> Span:
        """The amounts that make one of this span with one of the other, as a sum."""
        low = _NOTHING if other.high is None else max(_NOTHING, _sum(self.low, _minus(other.high), max))
        return Span(low, None if self.high is None else _sum(self.high, _minus(other.low), min))

    def __mul__(self, other: Span) -> Span:
        low = _NOTHING if _NOTHING in (self.low, other.low) else _product(self.low, other.low, max)
        if _NOTHING in (self.high, other.high):
            return Span(low, _NOTHING)
        high = None if self.high is None or other.high is None else _product(self.high, other.high, min)
        return Span(low, high)


_AN_AREA = Span((0, 1))


def known_spans(chip: Chip | None) -> dict[str, Span]:
    """What is known of every figure of a chip, and of what figures are worked out from. No area is one of nothing."""
    if chip is None:
        return {**dict.fromkeys((*CHIP_FIGURES, _PCIE), Span()), **dict.fromkeys((_AREA, _PACKAGE), _AN_AREA)}
    spans = {name: Span.of(figure.value(chip)) for name, figure in CHIP_FIGURES.items()}
    area, package = _area(chip.die_area), _area(chip.package_area)
    counting = area if non_planar(chip) else Span(_AN_AREA.low, area.high)
    return {**spans, _PCIE: Span.of(pcie_rate(chip)), _AREA: counting, _PACKAGE: package}


def _area(value: Estimate | None) -> Span:
    return _AN_AREA if value is None or value.high == 0 else Span.of(value).meet(_AN_AREA)


def fit(known: Mapping[str, Span], taken: Mapping[str, Span]) -> bool:
    """Whether a chip of which so much is known may have some of its figures in spans that are taken for them."""
    spans = {**known, **taken}
    area = spans[_AREA] if "die-area" not in taken else spans[_AREA].meet(Span(_AN_AREA.low, taken["die-area"].high))
    performance = spans["tpp"].meet(spans["performance-density"] * _in_mm2(area))
    transfer = spans["transfer-rate"].meet(spans["interconnect"] + spans[_PCIE])
    memory = spans["memory-bandwidth"].meet(spans["total-bandwidth"] - transfer)
    stack = memory.meet(spans["memory-bandwidth-density"] * spans[_PACKAGE])
    return not any(span.is_empty for span in (performance, transfer, memory, stack))


def _in_mm2(area: Span) -> Span:
    return area * Span((10**6, 0), (10**6, 0))


def _sum(one: End, other: End, which: Callable[[int, int], int]) -> End:
    return one[0] + other[0], which(one[1], other[1])


def _product(one: End, other: End, which: Callable[[int, int], int]) -> End:
    return one[0] * other[0], which(one[1], other[1])


def _minus(end: End) -> End:
    return -end[0], -end[1]
