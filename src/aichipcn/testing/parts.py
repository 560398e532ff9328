"""A part of a rule that answers cases: a predicate, a credit or a measure, under one door."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import attrs

from aichipcn.export.rules import ExportRule
from aichipcn.mandates.cases import Case, Fact
from aichipcn.mandates.conditions import Condition
from aichipcn.mandates.credits import Credit
from aichipcn.mandates.mandate import Mandate
from aichipcn.mandates.measures import AnyMeasure
from aichipcn.mandates.predicates import Predicate, singles
from aichipcn.testing.mentioned import judging_parts
from aichipcn.values.estimate import Estimate
from aichipcn.values.ternary import UNKNOWN, Ternary

Answer: TypeAlias = Ternary | Estimate | None
"""A truth, a share or an amount; None is an amount that is not known."""


@attrs.frozen
class Part:
    """Something that answers cases, and where in a rule it stands.

    `reads` are the fields that it says decide it, and `missing` the facts that it lacks of a case; None of a measure,
    which says neither.
    """

    where: str
    value: Any
    ask: Callable[[Case], Answer]
    reads: tuple[str, ...] | None = None
    missing: Callable[[Case], tuple[Fact, ...]] | None = None

    def __str__(self) -> str:
        return f"{self.where} ({self.value.describe()})"


def predicate_part(value: Predicate, where: str = "predicate") -> Part:
    """A predicate that is asked of chips in facilities."""
    return Part(where, value, value.holds, value.reads, value.missing)


def facility_part(value: Predicate, where: str) -> Part:
    """A predicate that is asked of facilities alone."""
    return Part(
        where,
        value,
        lambda case: value.holds(case._replace(deployment=None)),
        value.reads,
        lambda case: value.missing(case._replace(deployment=None)),
    )


def credit_part(value: Credit, where: str = "credit") -> Part:
    """A credit."""
    return Part(where, value, value.worth, value.reads, value.missing)


def measure_part(value: AnyMeasure, where: str = "measure") -> Part:
    """A measure, which is asked of chips alone."""
    return Part(where, value, lambda case: value.weight(case.chip))


def parts_of(mandate: Mandate) -> tuple[Part, ...]:
    """The parts of a mandate that answer cases."""
    found = []
    for where, value in judging_parts(mandate):
        name = where.rpartition(".")[2]
        if value is not None and name in _MADE:
            found.append(_MADE[name](value, where))
    return tuple(found)


def parts_of_rule(rule: ExportRule) -> tuple[Part, ...]:
    """The conditions of another's class in an export rule, by which it stands; without any, all that it asks."""
    wholes = tuple(rule.conditions())
    theirs = [(where, single) for where, whole in wholes for single in singles(whole)
              if not isinstance(single, Condition)]  # fmt: skip
    return tuple(predicate_part(value, where) for where, value in theirs or wholes)


_MADE: dict[str, Callable[[Any, str], Part]] = {
    "scope": facility_part,
    "when": facility_part,
    "among": predicate_part,
    "counts": credit_part,
    "measure": measure_part,
}


def agrees(less: Answer, more: Answer) -> bool:
    """Whether what is answered where more is known is among what was left open where less was."""
    if isinstance(less, Ternary):
        return less is UNKNOWN or less is more
    if less is None:
        return True
    if not isinstance(more, Estimate) or more.unit != less.unit:
        return False
    return more.low >= less.low and (less.high is None or (more.high is not None and more.high <= less.high))


def is_open(answer: Answer) -> bool:
    """Whether an answer leaves something open."""
    return not answer.is_point if isinstance(answer, Estimate) else answer in (None, UNKNOWN)
