"""Which rules concern an item, and to which of its figures they set limits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aichipcn.compute.figures import CHIP_FIGURES
from aichipcn.export.classification import Classification, classified
from aichipcn.export.rules import ExportRule, concerns
from aichipcn.mandates.cases import Case
from aichipcn.mandates.conditions import Condition
from aichipcn.mandates.predicates import AllOf, AnyOf, Not, Predicate
from aichipcn.model.chips import Chip
from aichipcn.model.facilities import Facility
from aichipcn.values.ternary import FALSE


def concerning(chip: Chip, rules: Iterable[ExportRule], to: Facility) -> tuple[ExportRule, ...]:
    """The rules that concern a chip: they may bind it, and set a limit to a figure of it or catch it all the same.

    One without paragraphs concerns what another catches or may catch, on its first day, in a paragraph that it names.
    """
    every = tuple(rules)
    return tuple(rule for rule in every if _concerns(rule, classified(chip, every, on=rule.since, to=to)))


def _concerns(rule: ExportRule, classification: Classification) -> bool:
    case = classification.case
    if not rule.may_bind(case):
        return False
    if rule.paragraphs:
        return any(_asks(paragraph.when, case) for paragraph in rule.paragraphs)
    catches = [item for outcome in classification.outcomes for item in outcome.catches]
    named = [*(item.of for item in rule.exceptions), *(item.of for item in rule.reviews)]
    return any(concerns(of, rule, item.rule, item.paragraph) for item in catches for of in named)


def _asks(when: Predicate, case: Case) -> bool:
    """Whether a condition holds of an item, or may, or fails by a figure of it and not by what it is."""
    return when.holds(case) is not FALSE or any(True for _ in _limited(when, case))


def limited_figures(classification: Classification) -> tuple[str, ...]:
    """The figures of a chip, by their names in files, to which a paragraph sets a limit that it may come to."""
    case = classification.case
    judged = (item.when for rule, item, _ in classification.judged() if rule.may_bind(case))
    return tuple(dict.fromkeys(name for when in judged for name in _limited(when, case)))


def _limited(predicate: Predicate, case: Case) -> Iterator[str]:
    """The figures to which a predicate sets a limit; none where something else decides that it does not hold."""
    if isinstance(predicate, AllOf | AnyOf):
        names = [(part, tuple(_limited(part, case))) for part in predicate.parts]
        decided = isinstance(predicate, AllOf) and any(not own and part.holds(case) is FALSE for part, own in names)
        yield from () if decided else (name for _, own in names for name in own)
    elif isinstance(predicate, Not):
        yield from _limited(predicate.part, case)
    elif isinstance(predicate, Condition) and predicate.tag in CHIP_FIGURES:
        yield predicate.tag
