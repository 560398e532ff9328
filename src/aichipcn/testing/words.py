"""Verdicts, cases and what is known of them in words, for counterexamples."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Any

import attrs

from aichipcn.compliance.assessment import Assessment
from aichipcn.compute.figures import ChipFigure
from aichipcn.mandates.cases import Case
from aichipcn.model.chips import Chip, Rates
from aichipcn.model.facilities import Deployment
from aichipcn.model.vendors import Vendor
from aichipcn.testing.limited import Limited
from aichipcn.values.dates import DateRange
from aichipcn.values.estimate import Estimate
from aichipcn.values.shares import format_share_range
from aichipcn.values.words import in_words


def told(assessment: Assessment) -> str:
    """The status and the share of a verdict."""
    share = assessment.share_range
    return str(assessment.status) if share is None else f"{assessment.status} with {format_share_range(*share)}"


def listed(items: Sequence[Deployment]) -> str:
    """What stands in a facility."""
    return " and ".join(f"{item.count} x {item.label}" for item in items) or "no chips"


def shown_case(case: Case) -> str:
    """What stands where, with what is known of it."""
    chips = "no chips" if case.deployment is None else known_of(case.deployment)
    return f"{chips} in {known_of(case.facility, ('deployments',))} on {case.on}"


def known_of(value: Any, but: Sequence[str] = ()) -> str:
    """What is known of a value: the fields that differ from those of one of which nothing is."""
    fields = [field for field in attrs.fields(type(value)) if field.init and field.name not in ("slug", *but)]
    held = [(field.name, getattr(value, field.name), field.default) for field in fields]
    told = [f"{name}={_word(inner)}" for name, inner, default in held if inner not in (None, (), "", default)]
    return f"{type(value).__name__}({', '.join(told)})"


def _word(value: Any) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_word, value))}]"
    if isinstance(value, Rates):
        return f"{len(value)} rates"
    if isinstance(value, Chip):
        return known_of(value, _FIGURES)
    if isinstance(value, Vendor):
        return f"{value.name}, {value.place.code}" if value.place else value.name
    if isinstance(value, Enum):
        return str(value.value)
    return known_of(value) if attrs.has(type(value)) and not isinstance(value, Estimate | DateRange) else str(value)


_FIGURES = ("rates", "memory", "memory_bandwidth", "interconnect", "power", "die_area", "price", "aliases", "sources")
"""The fields of a chip that say nothing of where it is from."""


def known_item(chip: Chip, limits: Sequence[Limited] = ()) -> str:
    """What is known of a chip that a rule is held against: its terms, and the figures to which limits are set."""
    figures = {found.figure.name: found.figure for found in limits}
    told = [f"{figure.words} {_derived(figure, chip)}" for figure in figures.values()]
    market = f" for {chip.market.value}" if chip.market else ""
    return (
        f"{chip.kind.value} {chip.slug} of {chip.designer or 'nobody known'}{market} ({', '.join(told) or chip.name})"
    )


def _derived(figure: ChipFigure, chip: Chip) -> str:
    value = figure.value(chip)
    return "unknown" if value is None else in_words(value)
