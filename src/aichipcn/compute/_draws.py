"""Facts drawn at random: another set of values for the formulas of models, with NumPy, which is an extra.

A range is drawn uniformly, the law of greatest entropy where only two bounds are known. A range with a best value is
drawn from a triangle over it (JCGM 101:2008, 6.4.2 for the one; the other is a convention of risk analysis). Each fact
has a stream of its own, found from the seed and the fact's text alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeAlias

from aichipcn.codes import Code
from aichipcn.compute._counts import Doubt
from aichipcn.compute.facts import BOUNDS, Fact
from aichipcn.errors import InvalidValueError
from aichipcn.values.estimate import Estimate
from aichipcn.values.numbers import Exact

if TYPE_CHECKING:
    from numpy import float64
    from numpy.random import Generator
    from numpy.typing import NDArray

    Array: TypeAlias = NDArray[float64]
    Drawn: TypeAlias = float | Array


def numerics() -> ModuleType:
    """NumPy. Raises InvalidValueError where the extra is not installed."""
    try:
        import numpy  # noqa: PLC0415  (an extra)
    except ModuleNotFoundError as error:
        msg = 'to draw, install the extra: pip install "aichipcn[sampling]"'
        raise InvalidValueError(msg) from error
    return numpy


_SHARE = Estimate(0, 1)


class Draws:
    """What stands for facts in some draws at a time, a number each; a fact without doubt is one number.

    A fact is drawn once, however often it is asked for, until the next draws `begin`.
    """

    def __init__(self, seed: int) -> None:
        self._numpy: Any = numerics()
        self._seed = seed
        self._size = 0
        self._streams: dict[Doubt, Generator] = {}
        self._drawn: dict[Doubt, Array] = {}

    def begin(self, size: int) -> None:
        """Go on to the next so many draws."""
        self._size = size
        self._drawn.clear()

    def of(self, fact: Fact, figure: Estimate) -> Drawn:
        """The draws of a fact. Raises InvalidValueError where nothing bounds it from above."""
        if figure.is_point:
            return float(figure.low)
        known = self._drawn.get((fact, figure))
        if known is None:
            known = self._drawn[fact, figure] = self._figures(fact, figure)
            known.flags.writeable = False
        return known

    def count(self, fact: Fact, figure: Estimate) -> Array:
        """The draws of a number of chips, each whole, which are made anew whenever they are asked for.

        Without a best value every number is as likely.
        """
        if figure.best is not None:
            drawn = self._figures(fact, figure)
            self._numpy.rint(drawn, out=drawn)
            return drawn
        drawn = self._uniform(fact, figure)
        drawn *= float(_most(fact, figure) - figure.low + 1)
        self._numpy.floor(drawn, out=drawn)
        drawn += float(figure.low)
        return drawn

    def part(self, fact: Fact, figure: Estimate) -> Array:
        """The draws of how many chips are there, from none to all; the fact is which share of them is."""
        part: Array = self._numpy.floor(self.of(fact, _SHARE) * float(_most(fact, figure) + 1))
        return part

    def constant(self, figure: Estimate) -> Drawn:
        """A number. Raises InvalidValueError for a figure with doubt, which is a fact."""
        if not figure.is_point:
            msg = f"not a constant: {figure}; a figure with doubt is a fact"
            raise InvalidValueError(msg, found=figure)
        return float(figure.low)

    def least(self, one: Drawn, other: Drawn) -> Drawn:
        """The lesser of two in each draw."""
        lesser: Drawn = self._numpy.minimum(one, other)
        return lesser

    def greatest(self, one: Drawn, other: Drawn) -> Drawn:
        """The greater of two in each draw."""
        greater: Drawn = self._numpy.maximum(one, other)
        return greater

    def either(self, fact: Fact, options: Sequence[Drawn]) -> Drawn:
        """One of several in each draw, as likely as the others."""
        drawn = options[0]
        for number, option in enumerate(options[1:], 1):
            drawn = self._numpy.where(self.of(fact, Estimate(0, len(options))) < number, drawn, option)
        return drawn

    def _figures(self, fact: Fact, figure: Estimate) -> Array:
        low, high = float(figure.low), float(_most(fact, figure))
        drawn = self._uniform(fact, figure)
        if figure.best is not None:
            return self._triangular(drawn, low, float(figure.best), high)
        drawn *= high - low
        drawn += low
        return drawn

    def _triangular(self, drawn: Array, low: float, best: float, high: float) -> Array:
        """Where a triangle over low..high with its top at best has that share of its area to the left."""
        left = drawn * ((high - low) * (best - low))
        right = (1 - drawn) * ((high - low) * (high - best))
        rising = self._numpy.sqrt(left, out=left) + low
        falling = high - self._numpy.sqrt(right, out=right)
        triangular: Array = self._numpy.where(drawn < (best - low) / (high - low), rising, falling)
        return triangular

    def _uniform(self, fact: Fact, figure: Estimate) -> Array:
        """The next numbers from 0 to below 1 of a fact's stream."""
        stream = self._streams.get((fact, figure))
        if stream is None:
            stream = self._streams[fact, figure] = self._stream(fact)
        return stream.random(self._size)

    def _stream(self, fact: Fact) -> Generator:
        random = self._numpy.random
        digest = sha256(f"{fact.of}\n{fact.figure}".encode()).digest()
        key = random.SeedSequence(self._seed, spawn_key=(int.from_bytes(digest, "big"),))
        stream: Generator = random.Generator(random.PCG64(key))
        return stream


class Noted:
    """Intervals, with a note of each fact that nothing bounds from above."""

    def __init__(self) -> None:
        self.unbounded: dict[Fact, Estimate] = {}

    def of(self, fact: Fact, figure: Estimate) -> Estimate:
        """The figure."""
        if figure.high is None:
            self.unbounded[fact] = figure
        return figure

    def constant(self, figure: Estimate) -> Estimate:
        """The figure."""
        return figure

    def least(self, one: Estimate, other: Estimate) -> Estimate:
        """The lesser of two."""
        least: Estimate = BOUNDS.least(one, other)
        return least

    def greatest(self, one: Estimate, other: Estimate) -> Estimate:
        """The greater of two."""
        greatest: Estimate = BOUNDS.greatest(one, other)
        return greatest

    def either(self, fact: Fact, options: Sequence[Estimate]) -> Estimate:
        """What encloses each."""
        whole: Estimate = BOUNDS.either(fact, options)
        return whole


def unbounded(doubts: Iterable[Doubt]) -> InvalidValueError:
    """The error of facts that cannot be drawn."""
    found = tuple(doubts)
    told = "; ".join(f"{fact} ({figure})" for fact, figure in found)
    msg = f"nothing bounds from above, and so nothing can be drawn of: {told}; give an upper bound, such as '280..400'"
    return InvalidValueError(msg, found=found, code=Code.WRONG_RANGE)


def _most(fact: Fact, figure: Estimate) -> Exact:
    if figure.high is None:
        raise unbounded([(fact, figure)])
    return figure.high
