"""What may follow from facts that are not all known: each conclusion that some way they may turn out leads to.

A conclusion is written in plain logic, as if everything were known, and asks for the truth of predicates. Where one is
open, the case is split: a figure of the chip on each side of every limit that is set to it, a place or a market into
each that is asked for and any other, anything else into true and false. What is never asked is never split, and figures
are never taken to lie where they do not fit each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TypeVar

import attrs

from aichipcn.compute.figures import CHIP_FIGURES
from aichipcn.export.spans import Span, fit, known_spans
from aichipcn.mandates.cases import Case
from aichipcn.mandates.conditions import Condition
from aichipcn.mandates.predicates import AllOf, AnyOf, Not, Predicate, checked, singles
from aichipcn.model.chips import Market
from aichipcn.model.places import within
from aichipcn.values.estimate import Estimate
from aichipcn.values.limits import Limit
from aichipcn.values.ternary import FALSE, TRUE, UNKNOWN, Ternary, all_of, any_of

T = TypeVar("T")

Conclude = Callable[[Callable[[Predicate], bool]], T]
"""A conclusion, drawn with the truth of the predicates that it asks for."""

_PLACED = ("located-in", "designed-in", "supplied-from")
"""Conditions on one place."""


@attrs.frozen
class Turn:
    """One way in which facts may turn out: the truth of conditions that were open, and where figures then lie."""

    truths: Mapping[Predicate, Ternary] = attrs.field(factory=dict)
    spans: Mapping[str, Span] = attrs.field(factory=dict)

    def and_then(self, other: Turn) -> Turn:
        """This way, and another one from there on."""
        return Turn({**self.truths, **other.truths}, {**self.spans, **other.spans})


class _OpenError(Exception):
    """A condition that was asked for is open."""

    def __init__(self, condition: Predicate) -> None:
        super().__init__(condition)
        self.condition = condition


def possible(
    case: Case, asked: Iterable[Predicate], conclude: Conclude[T]
) -> tuple[tuple[T, ...], tuple[Predicate, ...]]:
    """Every conclusion that is possible of a case, each once, and the open conditions on which they turned.

    `asked` are all predicates that may be asked: the limits in them are those at which a figure is split. A firm may be
    any of those that they ask for and each of them at once, because one may belong to another.
    """
    ours = (item for predicate in asked for item in singles(predicate) if isinstance(item, Condition))
    facts = _Facts(case, tuple(dict.fromkeys(ours)))
    conclusions: list[T] = []
    turned_on: dict[Predicate, None] = {}

    def go(turn: Turn) -> None:
        try:
            found = conclude(partial(_asked, facts, turn))
        except _OpenError as error:
            condition = error.condition
        else:
            if found not in conclusions:
                conclusions.append(found)
            return
        ways = tuple(facts.ways(condition, turn))
        if len(ways) > 1:
            turned_on[condition] = None
        for way in ways:
            go(way)

    go(Turn())
    return tuple(conclusions), tuple(turned_on)


def truth_of(case: Case, predicate: Predicate) -> Ternary:
    """The truth of a predicate, decided where every way in which the facts may turn out agrees on it."""
    found, _ = possible(case, [predicate], lambda ask: ask(predicate))
    return Ternary.of(found[0]) if len(found) == 1 else UNKNOWN


@attrs.define
class _Facts:
    """What is known of a case, worked out when it is first asked for, and the conditions that may be asked of it."""

    case: Case
    conditions: tuple[Condition, ...]
    truths: dict[Predicate, Ternary] = attrs.field(factory=dict)
    spans: dict[str, Span] = attrs.field(factory=dict)

    def truth(self, predicate: Predicate, turn: Turn) -> Ternary:
        """The truth of a predicate, as far as the facts have turned out."""
        if isinstance(predicate, AllOf):
            return all_of(self.truth(part, turn) for part in predicate.parts)
        if isinstance(predicate, AnyOf):
            return any_of(self.truth(part, turn) for part in predicate.parts)
        if isinstance(predicate, Not):
            return ~self.truth(predicate.part, turn)
        return turn.truths[predicate] if predicate in turn.truths else self.known(predicate)

    def known(self, condition: Predicate) -> Ternary:
        """The truth of a single condition by what is known."""
        if condition not in self.truths:
            self.truths[condition] = checked(condition.holds(self.case), condition)
        return self.truths[condition]

    def first_open(self, predicate: Predicate, turn: Turn) -> Predicate:
        """The first condition that leaves a predicate open."""
        parts: tuple[Predicate, ...] = ()
        if isinstance(predicate, AllOf | AnyOf):
            parts = predicate.parts
        elif isinstance(predicate, Not):
            parts = (predicate.part,)
        return next((self.first_open(part, turn) for part in parts if self.truth(part, turn) is UNKNOWN), predicate)

    def ways(self, condition: Predicate, turn: Turn) -> Iterator[Turn]:
        """How an open condition may turn out, with all that turns with it."""
        if not isinstance(condition, Condition):
            yield from (turn.and_then(Turn({condition: truth})) for truth in (TRUE, FALSE))
            return
        own = tuple(dict.fromkeys((condition, *(item for item in self.conditions if item.tag == condition.tag))))
        if condition.tag in CHIP_FIGURES:
            if not self.spans:
                self.spans.update(known_spans(self.case.chip))
            known = turn.spans.get(condition.tag, self.spans[condition.tag])
            ways = (turn.and_then(way) for way in _sides(condition.tag, own, known))
            yield from (way for way in ways if fit(self.spans, way.spans))
            return
        open_ones = [item for item in own if self.truth(item, turn) is UNKNOWN]
        yield from (turn.and_then(Turn(truths)) for truths in _alternatives(condition, open_ones))


def _asked(facts: _Facts, turn: Turn, predicate: Predicate) -> bool:
    truth = facts.truth(predicate, turn)
    if truth is UNKNOWN:
        raise _OpenError(facts.first_open(predicate, turn))
    return truth is TRUE


def _sides(tag: str, conditions: Iterable[Condition], known: Span) -> Iterator[Turn]:
    """Where a figure may lie, from high to low, by the limits that tell one part of what is known from another."""
    limits = {item: item.argument for item in conditions if isinstance(item.argument, Limit)}
    found: list[tuple[dict[Predicate, Ternary], Span]] = []
    for part in known.split(limit.value for limit in limits.values()):
        at = Estimate(part.amount, part.amount, unit=CHIP_FIGURES[tag].unit)
        truths: dict[Predicate, Ternary] = {item: limit.holds(at) for item, limit in limits.items()}
        same = bool(found) and found[-1][0] == truths
        found.append((truths, part.to(found.pop()[1]) if same else part))
    yield from (Turn(truths, {tag: span}) for truths, span in found)


def _alternatives(condition: Condition, open_ones: list[Condition]) -> list[dict[Predicate, Ternary]]:
    """The truths that conditions on one fact may have together."""
    found: list[dict[Predicate, Ternary]]
    if condition.tag in _PLACED:
        codes = [str(item.argument) for item in open_ones]
        found = [{item: Ternary.of(within(code, str(item.argument))) for item in open_ones} for code in (*codes, "")]
    elif condition.tag == "marketed-for":
        found = [{item: Ternary.of(item.argument is market) for item in open_ones} for market in Market]
    else:
        found = [{condition: TRUE}, {condition: FALSE}]
    return [item for i, item in enumerate(found) if item not in found[:i]]
