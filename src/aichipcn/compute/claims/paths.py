"""Claims as a graph that can be walked both ways: the paths between two chips, and where paths are at odds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import attrs

from aichipcn.compute.facts import BOUNDS, Fact, Values
from aichipcn.model.chips import Chip
from aichipcn.model.claims import ClaimKind, PerformanceClaim
from aichipcn.model.sources import Confidence, Source, each_once, loosest
from aichipcn.values.estimate import ONE, Estimate
from aichipcn.values.numbers import Exact

LONGEST_PATH = 3
"""Claims of a path where nothing else is asked for.

Three are what it takes to compare two chips through the references of each: the one to its own, that to the other's,
and back. Each step more multiplies in one more doubt, and one more test that was not the same as the last.
"""


@attrs.frozen
class Step:
    """A claim walked to the chip `beyond`: from its chip to its reference, or backwards."""

    claim: PerformanceClaim
    ratio: Estimate
    beyond: Chip
    backwards: bool


@attrs.frozen
class Path:
    """Claims that lead from a chip to a reference, and the ratio that they multiply to."""

    chip: Chip
    reference: Chip
    steps: tuple[Step, ...]
    ratio: Estimate = attrs.field(init=False)

    @ratio.default
    def _bounds(self) -> Estimate:
        bounds: Estimate = self.by(BOUNDS)
        return bounds

    @property
    def claims(self) -> tuple[PerformanceClaim, ...]:
        """The claims in the order in which they are walked."""
        return tuple(step.claim for step in self.steps)

    def by(self, values: Values[Any]) -> Any:
        """What its claims multiply to, each of them a fact: backwards it divides."""
        product = values.constant(ONE)
        for step in self.steps:
            ratio = values.of(Fact(step.claim.slug, "ratio"), step.ratio)
            product = product / ratio if step.backwards else product * ratio
        return product

    @property
    def sources(self) -> tuple[Source, ...]:
        """What its claims rest on, each once."""
        return each_once(source for claim in self.claims for source in claim.sources)

    @property
    def confidence(self) -> Confidence | None:
        """How the weakest of its claims came to be known; None where one does not tell, or there is none."""
        return loosest(claim.firmness for claim in self.claims)

    @property
    def published(self) -> date | None:
        """The day by which the oldest of its claims was published; None where one does not tell, or there is none."""
        days = [None if claim.published is None else claim.published.last for claim in self.claims]
        return None if None in days else min((day for day in days if day), default=None)

    @property
    def is_one_sided(self) -> bool:
        """Whether it says only "at least" or "at most"."""
        return self.ratio.low == 0 or self.ratio.high is None

    @property
    def says_nothing(self) -> bool:
        """Whether an "at least" has met an "at most", so that any ratio is left open."""
        return is_open(self.ratio)

    def __str__(self) -> str:
        return " then ".join(claim.slug for claim in self.claims) + f": {self.ratio}"


@attrs.frozen
class Contradiction:
    """Two paths between the same two chips of which the ratios share no value."""

    one: Path
    other: Path

    @property
    def chip(self) -> Chip:
        """The chip of which both paths tell."""
        return self.one.chip

    @property
    def reference(self) -> Chip:
        """What they compare it with."""
        return self.one.reference

    @property
    def sources(self) -> tuple[Source, ...]:
        """What the two rest on, each once."""
        return each_once((*self.one.sources, *self.other.sources))

    @property
    def factor(self) -> Exact:
        """How far the two are apart where they come nearest: 1.005 may be a figure rounded twice, 2.5 is none."""
        lower, upper = sorted((self.one.ratio, self.other.ratio), key=lambda ratio: ratio.low)
        return (upper / lower).low

    def __str__(self) -> str:
        return f"{self.one} against {self.other}"


@attrs.frozen(eq=False, repr=False)
class Graph:
    """The chips of some claims, by slug, and the steps that lead away from each."""

    chips: Mapping[str, Chip]
    steps: Mapping[str, tuple[Step, ...]]

    def paths(self, chip: Chip, reference: Chip, longest: int) -> tuple[Path, ...]:
        """Every path of at most so many claims that meets no chip twice, in an order that the claims' own leaves alone.

        A chip that no claim names has none; a chip is one of itself, by a path of no claims.
        """
        if chip.slug == reference.slug:
            return (Path(reference, reference, ()),)
        if chip.slug not in self.chips or reference.slug not in self.chips:
            return ()
        ends = self.chips[chip.slug], self.chips[reference.slug]
        walks = self._walk(chip.slug, reference.slug, (), (chip.slug,), longest)
        return tuple(sorted((Path(*ends, steps) for steps in walks), key=_length_and_names))

    def _walk(
        self, at: str, end: str, walked: tuple[Step, ...], seen: tuple[str, ...], left: int
    ) -> Iterator[tuple[Step, ...]]:
        if at == end:
            yield walked
        elif left:
            for step in self.steps[at]:
                beyond = step.beyond.slug
                if beyond not in seen:
                    yield from self._walk(beyond, end, (*walked, step), (*seen, beyond), left - 1)


def told_ratio(claim: PerformanceClaim) -> Estimate | None:
    """What a claim tells of one chip by another, at least or at most among it; None where it tells of no ratio.

    That is so of findings, of utilisations, of a chip by itself, of a ratio of nothing, and of one left wholly open.
    """
    ratio = claim.ratio
    if claim.kind is not ClaimKind.COMPARISON or claim.chip.slug == claim.reference.slug or ratio is None:
        return None
    return None if ratio.high == 0 or is_open(ratio) else ratio


def is_open(ratio: Estimate) -> bool:
    """Whether a ratio may be anything."""
    return ratio.low == 0 and ratio.high is None


def graph(claims: Iterable[PerformanceClaim]) -> Graph:
    """The graph of the claims that tell of a ratio."""
    chips: dict[str, Chip] = {}
    steps: dict[str, list[Step]] = {}
    for claim in claims:
        ratio = told_ratio(claim)
        if ratio is None:
            continue
        for here, beyond, backwards in ((claim.chip, claim.reference, False), (claim.reference, claim.chip, True)):
            chips.setdefault(here.slug, here)
            steps.setdefault(here.slug, []).append(Step(claim, ratio, beyond, backwards))
    return Graph(chips, {slug: tuple(found) for slug, found in steps.items()})


def at_odds(paths: tuple[Path, ...]) -> Iterator[Contradiction]:
    """The pairs of paths between two chips that cannot both be right."""
    for position, one in enumerate(paths):
        for other in paths[position + 1 :]:
            if one.ratio.meet(other.ratio) is None:
                yield Contradiction(one, other)


def _length_and_names(path: Path) -> tuple[int, list[str], str]:
    return len(path.claims), [claim.slug for claim in path.claims], str(path.ratio)
