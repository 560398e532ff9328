"""When rules begin and end, which of them concern an item, and to which of its figures they set limits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from aichipcn.compute.figures import CHIP_FIGURES
from aichipcn.export.classification import Classification, classified
from aichipcn.export.rules import ExportRule, concerns
from aichipcn.mandates.cases import Case
from aichipcn.mandates.conditions import Condition
from aichipcn.mandates.predicates import AllOf, AnyOf, Not, Predicate
from aichipcn.model.chips import Chip
from aichipcn.model.facilities import Facility
from aichipcn.values.ternary import FALSE


def ends(rule: ExportRule, rules: Iterable[ExportRule]) -> date | None:
    """The day from which a rule binds no more: its own last, or the first of one that takes its place; None without."""
    replaced = (other.since for other in rules if rule.slug in other.supersedes)
    return min((day for day in (rule.until, *replaced) if day is not None), default=None)


def turning_days(rules: Iterable[ExportRule], among: Iterable[ExportRule] | None = None) -> tuple[date, ...]:
    """The days on which any of some rules begins or ends, in order; what ends them may be among more."""
    own = tuple(rules)
    every = own if among is None else tuple(among)
    found = {day for rule in own for day in (rule.since, ends(rule, every)) if day is not None}
    return tuple(sorted(found))


def concerning(chip: Chip, rules: Iterable[ExportRule], to: Facility) -> tuple[ExportRule, ...]:
    """The rules that concern a chip: they may bind it, and set a limit to a figure of it or catch it all the same.

    One without paragraphs concerns what another catches or may catch, on its first day, in a paragraph that it names.
    """
    every = tuple(rules)
    return tuple(rule for rule in every if _concerns(rule, classified(chip, every, on=rule.since, to=to)))


def _concerns(rule: ExportRule, classification: Classification) -> bool:
    case = classification.case
    if rule.binds.holds(case) is FALSE:
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
    judged = (item.when for rule, item, _ in classification.judged() if rule.binds.holds(case) is not FALSE)
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
