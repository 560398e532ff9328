"""Which facilities a mandate covers: asked of the object path once for each class of those that it cannot tell apart.

Each condition is evaluated once per distinct value of the columns that it reads. Values of which all conditions hold
alike on all dates are one class. What a mandate makes of a class, it makes of every facility in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from math import prod
from typing import Any, TypeAlias

import attrs
import narwhals as nw

from aichipcn.compliance.assess import covers
from aichipcn.frames.inventory import Inventory
from aichipcn.frames.judging.classes import Group, groups_of
from aichipcn.frames.judging.questions import Question, Questions, Summed, singles_of
from aichipcn.frames.judging.traits import Trait, trait_of_condition, trait_of_presence
from aichipcn.frames.tables.engine import rows_of
from aichipcn.frames.tables.objects import Reader
from aichipcn.model.facilities import Facility
from aichipcn.values.ternary import FALSE, Ternary

SCOPE = "_scope"
"""The column of the class of a facility, of which all questions make the same."""

Truths: TypeAlias = tuple[Ternary, ...]
"""What holds on each date."""


@attrs.frozen
class Scopes:
    """Facilities with their classes, and what each question makes of a class on each date."""

    frame: nw.LazyFrame[Any]
    rows: tuple[Scoped, ...]


@attrs.frozen
class Scoped:
    """What a question makes of a class of facilities on each date: whether they are covered, and also run."""

    scope: int
    question: int
    covered: Truths
    membership: Truths


def scopes_of(
    inventory: Inventory, questions: Questions, dates: Sequence[date], *, as_if_in_scope: bool, covered_only: bool
) -> Scopes:
    """The classes of the facilities of a table, and what is made of each; of those that are covered, or of all."""
    conditions = [] if as_if_in_scope else singles_of(questions.items)
    traits = {id(item): trait_of_condition(item) for item in conditions}
    traits |= {id(item.population): trait_of_presence(item.population) for item in questions.sums}
    groups = groups_of(list(traits.values()), inventory, dates)
    frame, scopes = _classified(inventory, groups)
    present = []
    for summed in questions.sums:
        asked = _Asked.of(partial(_present, summed, dates), [trait_of_presence(summed.population)], groups)
        present.append(asked.answers(scopes.values(), inventory.reader))
    nowhere = tuple(FALSE for _ in dates)
    rows: list[Scoped] = []
    for place, question in enumerate(questions.items):
        deciding = [] if as_if_in_scope else [trait_of_condition(item) for item in singles_of([question])]
        asked = _Asked.of(partial(_covered, question, dates, as_if_in_scope), deciding, groups)
        covered = asked.answers(scopes.values(), inventory.reader)
        membership = _both(covered, present[question.summed])
        rows += [
            Scoped(scope, place, one, other)
            for scope, one, other in zip(scopes, covered, membership, strict=True)
            if not covered_only or one != nowhere
        ]
    return Scopes(frame, tuple(rows))


def _classified(inventory: Inventory, groups: Sequence[Group]) -> tuple[nw.LazyFrame[Any], dict[int, tuple[int, ...]]]:
    """The facilities with their scopes, and the class in each group of columns of each scope that is there."""
    frame = inventory.facilities
    for group in groups:
        frame = group.classified(frame, inventory.engine)
    radix = [prod(len(other.classes) for other in groups[: group.number]) for group in groups]
    scope = nw.lit(0)
    for group, weight in zip(groups, radix, strict=True):
        scope = scope + nw.col(group.name) * weight
    frame = frame.with_columns(scope.cast(nw.Int64).alias(SCOPE))
    there = sorted(row[SCOPE] for row in rows_of(frame.select(SCOPE).unique()))
    digits = [(weight, len(group.classes)) for group, weight in zip(groups, radix, strict=True)]
    return frame, {number: tuple([number // weight % many for weight, many in digits]) for number in there}


@attrs.frozen
class _Asked:
    """Something that the object path is asked of facilities, and the groups of columns that decide it."""

    ask: Callable[[Facility], Truths]
    groups: tuple[Group, ...]

    @classmethod
    def of(cls, ask: Callable[[Facility], Truths], traits: Iterable[Trait], groups: Sequence[Group]) -> _Asked:
        """What some traits decide."""
        read = {column for trait in traits for column in trait.columns}
        return cls(ask, tuple(group for group in groups if read.intersection(group.distinct.columns)))

    def answers(self, scopes: Iterable[tuple[int, ...]], reader: Reader) -> list[Truths]:
        """The answers for facilities of some classes; asked once for all that agree in those that decide."""
        numbers = [group.number for group in self.groups]
        keys = [tuple([classes[number] for number in numbers]) for classes in scopes]
        known = {key: self.ask(reader.facility_like(self._cells(key))) for key in dict.fromkeys(keys)}
        return [known[key] for key in keys]

    def _cells(self, key: tuple[int, ...]) -> dict[str, Any]:
        parts = zip(self.groups, key, strict=True)
        return {name: cell for group, number in parts for name, cell in group.classes[number].items()}


def _covered(question: Question, dates: Sequence[date], as_if_in_scope: bool, facility: Facility) -> Truths:
    return tuple(covers(question.mandate, question.reading, facility, on, as_if_in_scope) for on in dates)


def _present(summed: Summed, dates: Sequence[date], facility: Facility) -> Truths:
    return tuple(summed.population.present(facility, on) for on in dates)


def _both(some: Sequence[Truths], others: Sequence[Truths]) -> list[Truths]:
    """Whether both hold, pair by pair; worked out once for the same two answers."""
    known: dict[tuple[int, int], Truths] = {}
    for one, other in zip(some, others, strict=True):
        if (id(one), id(other)) not in known:
            known[id(one), id(other)] = tuple(truth & too for truth, too in zip(one, other, strict=True))
    return [known[id(one), id(other)] for one, other in zip(some, others, strict=True)]
