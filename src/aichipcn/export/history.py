"""When rules begin and end."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from aichipcn.export.rules import ExportRule


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
