"""The limits that a rule sets to figures of a chip, each with the condition that sets it and the side that it asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from aichipcn.compute.figures import CHIP_FIGURES, ChipFigure
from aichipcn.mandates.conditions import Condition
from aichipcn.mandates.predicates import AllOf, AnyOf, Not, Predicate
from aichipcn.testing.mentioned import mentioned, of_kind
from aichipcn.values.limits import Limit, Side
from aichipcn.values.numbers import Exact


@attrs.frozen
class Limited:
    """A condition that sets a limit to a figure; `floor` where it asks for much of it, and not for little."""

    condition: Predicate
    figure: ChipFigure
    limit: Limit
    floor: bool

    def admits(self, value: Exact) -> bool:
        """Whether a figure of exactly so many root units keeps to the limit, by a plain comparison of fractions."""
        bound = self.limit.value
        if self.limit.side is Side.AT_LEAST:
            return value >= bound
        if self.limit.side is Side.MORE_THAN:
            return value > bound
        return value <= bound if self.limit.side is Side.AT_MOST else value < bound

    def __str__(self) -> str:
        return f"{self.figure.words} of {self.limit}"


def limits_in(*predicates: Predicate) -> tuple[Limited, ...]:
    """The limits that some predicates set, each once."""
    return tuple(dict.fromkeys(found for predicate in predicates for found in _limits(predicate, True)))


def _limits(predicate: Predicate, asked: bool) -> Iterator[Limited]:
    """Those of a predicate that is asked for, or of one that is not to hold."""
    if isinstance(predicate, AllOf | AnyOf):
        for part in predicate.parts:
            yield from _limits(part, asked)
    elif isinstance(predicate, Not):
        yield from _limits(predicate.part, not asked)
    else:
        limit, figure = _limit(predicate)
        if limit is not None and figure is not None:
            high = limit.side in (Side.AT_LEAST, Side.MORE_THAN)
            yield Limited(predicate, figure, limit, high is asked)


def _limit(single: Predicate) -> tuple[Limit | None, ChipFigure | None]:
    """The one limit of a single condition, and the figure that it is set to; of another's class, by what it reads."""
    if isinstance(single, Condition):
        limited = isinstance(single.argument, Limit)
        return (single.argument, CHIP_FIGURES[single.tag]) if limited else (None, None)  # type: ignore[return-value]
    limits = of_kind(mentioned(single), Limit)
    if len(limits) != 1:
        return None, None
    (limit,) = limits
    return limit, _figure_read(single.reads, limit.unit)


def _figure_read(reads: Iterable[str], unit: str) -> ChipFigure | None:
    """The figure in a unit that rests on what is read; None where it is not the only one."""
    own = [figure for figure in CHIP_FIGURES.values() if figure.unit == unit]
    same = [figure for figure in own if set(figure.reads) == set(reads)]
    found = same or [figure for figure in own if figure.reads[0] in tuple(reads)]
    return found[0] if len(found) == 1 else None
