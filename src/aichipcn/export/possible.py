"""What may follow from facts that are not all known: each conclusion that some way they may turn out leads to.

A conclusion is written in plain logic, as if everything were known, and asks for the truth of predicates. Where one is
open, the case is split: a figure of the chip on each side of every limit that is set to it, anything else into true and
false. What is never asked is never split.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import TypeVar

from aichipcn.compute.figures import CHIP_FIGURES
from aichipcn.mandates.cases import Case
from aichipcn.mandates.conditions import Condition
from aichipcn.mandates.predicates import AllOf, AnyOf, Not, Predicate
from aichipcn.values.estimate import Estimate
from aichipcn.values.limits import Limit
from aichipcn.values.numbers import Exact, simplest
from aichipcn.values.ternary import FALSE, TRUE, UNKNOWN, Ternary

T = TypeVar("T")

Conclude = Callable[[Callable[[Predicate], bool]], T]
"""A conclusion, drawn with the truth of the predicates that it asks for."""

Turn = Mapping[Predicate, Ternary]
"""One way in which facts may turn out: the truth of conditions that were open."""


_HALF = Fraction(1, 2)


class _OpenError(Exception):
    """A condition that was asked for is open."""

    def __init__(self, condition: Predicate) -> None:
        super().__init__(condition)
        self.condition = condition


def possible(
    case: Case, limited: Iterable[Predicate], conclude: Conclude[T]
) -> tuple[tuple[T, ...], tuple[Predicate, ...]]:
    """Every conclusion that is possible of a case, each once, and the open conditions on which they turned.

    `limited` are all predicates that may be asked: the limits in them are those at which a figure is split.
    """
    known: dict[Predicate, Ternary] = {}
    limits = tuple(_limits(limited))
    conclusions: list[T] = []
    turned_on: dict[Predicate, None] = {}

    def turn(turned: Turn) -> None:
        def ask(predicate: Predicate) -> bool:
            truth = _truth(predicate, turned, known, case)
            if truth is UNKNOWN:
                raise _OpenError(_first_open(predicate, turned, known, case))
            return truth is TRUE

        try:
            found = conclude(ask)
        except _OpenError as error:
            turned_on[error.condition] = None
            for way in _ways(error.condition, limits, case):
                turn({**turned, **way})
            return
        if found not in conclusions:
            conclusions.append(found)

    turn({})
    return tuple(conclusions), tuple(turned_on)


def _truth(predicate: Predicate, turned: Turn, known: dict[Predicate, Ternary], case: Case) -> Ternary:
    if isinstance(predicate, AllOf):
        truths = [_truth(part, turned, known, case) for part in predicate.parts]
        return FALSE if FALSE in truths else UNKNOWN if UNKNOWN in truths else TRUE
    if isinstance(predicate, AnyOf):
        truths = [_truth(part, turned, known, case) for part in predicate.parts]
        return TRUE if TRUE in truths else UNKNOWN if UNKNOWN in truths else FALSE
    if isinstance(predicate, Not):
        return ~_truth(predicate.part, turned, known, case)
    if predicate in turned:
        return turned[predicate]
    if predicate not in known:
        known[predicate] = predicate.holds(case)
    return known[predicate]


def _first_open(predicate: Predicate, turned: Turn, known: dict[Predicate, Ternary], case: Case) -> Predicate:
    """The first condition that leaves a predicate open."""
    parts: tuple[Predicate, ...] = ()
    if isinstance(predicate, AllOf | AnyOf):
        parts = predicate.parts
    elif isinstance(predicate, Not):
        parts = (predicate.part,)
    for part in parts:
        if _truth(part, turned, known, case) is UNKNOWN:
            return _first_open(part, turned, known, case)
    return predicate


def _limits(predicates: Iterable[Predicate]) -> Iterator[Condition]:
    """Every condition in some predicates that sets a limit to a figure."""
    for predicate in predicates:
        if isinstance(predicate, AllOf | AnyOf):
            yield from _limits(predicate.parts)
        elif isinstance(predicate, Not):
            yield from _limits([predicate.part])
        elif isinstance(predicate, Condition) and isinstance(predicate.argument, Limit):
            yield predicate


def _ways(condition: Predicate, limits: tuple[Condition, ...], case: Case) -> Iterator[Turn]:
    """How an open condition may turn out, with all that turns with it."""
    if not (isinstance(condition, Condition) and isinstance(condition.argument, Limit)):
        yield {condition: TRUE}
        yield {condition: FALSE}
        return
    figure = CHIP_FIGURES[condition.tag]
    known = None if case.chip is None else figure.derive(case.chip).value
    own = dict.fromkeys(item for item in (condition, *limits) if item.tag == condition.tag)
    told: list[Turn] = []
    for value in _either_side(known, {item.argument.value for item in own if isinstance(item.argument, Limit)}):
        at = Estimate(value, value, unit=figure.unit)
        way: dict[Predicate, Ternary] = {
            item: item.argument.holds(at) for item in own if isinstance(item.argument, Limit)
        }
        if way not in told:
            told.append(way)
    yield from told


def _either_side(known: Estimate | None, limits: set[Exact]) -> Iterator[Exact]:
    """Values of a figure within what is known of it: on every limit, and on each side of every limit."""
    low: Exact = 0 if known is None else known.low
    high = None if known is None else known.high
    inner = sorted(value for value in limits if low <= value and (high is None or value <= high))
    ends = [low, *inner, *(() if high is None else (high,))]
    yield from inner
    for one, other in pairwise(ends):
        if one < other:
            yield simplest((one + other) * _HALF)
    if high is None:
        yield (inner[-1] if inner else low) + 1
