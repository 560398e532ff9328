"""Chance in whole numbers: the same draws on every machine and in every version of NumPy.

Of NumPy only the bits of PCG64 and its seeding are used, which it promises never to change; its distributions may.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy
from numpy.random import PCG64, SeedSequence
from numpy.typing import NDArray

Whole: TypeAlias = NDArray[numpy.int64]
Truths: TypeAlias = NDArray[numpy.bool_]

BITS = 32
"""A draw is a whole number of so many bits."""


def scaled(weights: Sequence[int]) -> Whole:
    """Where the part of each weight ends in the span of a draw; the last one ends where the span does."""
    ends: list[int] = []
    done = 0
    for weight in weights:
        done += weight
        ends.append(done)
    return numpy.array([(end << BITS) // done for end in ends], dtype=numpy.int64)


class Stream:
    """The draws of one part of a seed, one after the other."""

    def __init__(self, seed: int, part: int) -> None:
        self._bits = PCG64(SeedSequence((seed, part)))

    def draws(self, number: int) -> Whole:
        """So many whole numbers from 0 up to what `BITS` bits hold."""
        drawn: Whole = (self._bits.random_raw(number) >> numpy.uint64(64 - BITS)).astype(numpy.int64)
        return drawn

    def below(self, bound: int | Whole, number: int) -> Whole:
        """So many whole numbers from 0 up to a bound that is left out, one for all or one for each; at most 2^31."""
        drawn: Whole = (self.draws(number) * bound) >> BITS
        return drawn

    def one_in(self, of: int, number: int) -> Truths:
        """So many truths, one in some of which is true."""
        return self.draws(number) < (1 << BITS) // of

    def choice(self, weights: Sequence[int], number: int) -> Whole:
        """So many choices, each the number of a weight that it is as likely as."""
        chosen: Whole = numpy.searchsorted(scaled(weights), self.draws(number), side="right")
        return chosen

    def choice_by(self, tables: Sequence[Sequence[int]], table: Whole) -> Whole:
        """A choice for each row, by the table of weights that the row names; all tables are of one length."""
        ends = numpy.concatenate([scaled(weights) + (n << BITS) for n, weights in enumerate(tables)])
        found = numpy.searchsorted(ends, self.draws(len(table)) + (table << BITS), side="right")
        chosen: Whole = found - table * len(tables[0])
        return chosen
