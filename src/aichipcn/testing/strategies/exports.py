"""Strategies of export rules: what they catch, what is excepted and how applications are judged."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from aichipcn.export.rules import ExportRule, Instrument, LicenceException, Paragraph, Policy, Review
from aichipcn.mandates.standing import MandateStatus
from aichipcn.testing.strategies.base import BASE, World
from aichipcn.testing.strategies.conditions import predicates
from aichipcn.testing.strategies.figures import (
    aliases,
    confidences,
    few,
    notes,
    one_of,
    perhaps,
    slugs,
    some,
    spans,
    windows,
    words,
)
from aichipcn.testing.strategies.rules import status_changes
from aichipcn.testing.strategies.things import told

_GROUPS = ("3A090.a", "3A090.b", "letter:as-drawn")
_ITEMS = tuple(f"{group}{item}" for group in _GROUPS for item in ("", ".1", ".2"))


def _of() -> SearchStrategy[tuple[str, ...]]:
    """The groups or the single paragraphs that an exception or a review is of; none where it is of its own rule."""
    return some(_ITEMS)


def paragraphs(world: World = BASE) -> SearchStrategy[Paragraph]:
    """What a rule catches, by any condition, under names of a few groups and others."""
    return st.builds(
        Paragraph, name=st.one_of(one_of(_ITEMS), words()), when=predicates(world),
        computers=perhaps(words()), confidence=confidences(), sources=some(world.sources), note=notes(),
    )  # fmt: skip


def licence_exceptions(world: World = BASE) -> SearchStrategy[LicenceException]:
    """Exceptions from a licence requirement, with conditions or without."""
    return st.builds(
        LicenceException, name=words(), of=_of(), when=predicates(world), conditions=notes(),
        sources=some(world.sources), note=notes(),
    )  # fmt: skip


def reviews(world: World = BASE) -> SearchStrategy[Review]:
    """How applications are judged, by every policy."""
    return st.builds(
        Review, policy=st.sampled_from(Policy), of=_of(), when=predicates(world), conditions=notes(),
        sources=some(world.sources), note=notes(),
    )  # fmt: skip


def export_rules(*, world: World = BASE, superseded: Collection[str] = ()) -> SearchStrategy[ExportRule]:
    """Export rules that say something: up to three paragraphs, exceptions and reviews, binding for a time or for good.

    `superseded` are the slugs of rules that they may take the place of.
    """

    def rule(window: tuple[date, date | None], says: dict[str, Any], **fields: Any) -> ExportRule:
        since, until = window
        return ExportRule(since=since, until=None if until == since else until, **_of_its_own(says), **fields)

    return st.builds(
        rule, windows(), _says(world), slug=slugs(), title=words(), destinations=predicates(world),
        exempt=perhaps(predicates(world)), binds=predicates(world), instrument=st.sampled_from(Instrument),
        supersedes=some(superseded) if superseded else st.just(()), issuer=perhaps(words()),
        place=perhaps(one_of(world.places)), history=few(status_changes(world.sources)),
        status=st.sampled_from(MandateStatus), wording=perhaps(words()), verified=perhaps(spans()),
        aliases=aliases(), **told(world.sources),
    )  # fmt: skip


def _of_its_own(says: dict[str, Any]) -> dict[str, Any]:
    """What a rule says, its exceptions and reviews of its own paragraphs alone: files refuse any unheard of."""
    known = {name for item in says["paragraphs"] for name in (item.name, item.group)}
    of = {
        key: [attrs.evolve(item, of=[name for name in item.of if name in known]) for item in says[key]]
        for key in ("exceptions", "reviews")
    }
    return {**says, **of}


def _says(world: World) -> SearchStrategy[dict[str, Any]]:
    """What a rule says: paragraphs of which no two have one name, exceptions and reviews; at least one of them."""

    def some_of(least: dict[str, int]) -> SearchStrategy[dict[str, Any]]:
        caught = st.lists(
            paragraphs(world), min_size=least.get("paragraphs", 0), max_size=3, unique_by=lambda item: item.name.strip()
        )
        return st.fixed_dictionaries({
            "paragraphs": caught,
            "exceptions": few(licence_exceptions(world), least.get("exceptions", 0)),
            "reviews": few(reviews(world), least.get("reviews", 0)),
        })  # fmt: skip

    return st.one_of([some_of({name: 1}) for name in ("paragraphs", "exceptions", "reviews")])
