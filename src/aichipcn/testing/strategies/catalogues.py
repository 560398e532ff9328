"""Strategies of whole catalogues, of which every reference is to something in it, and every name finds one thing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.testing.strategies.base import BASE, World
from aichipcn.testing.strategies.exports import export_rules
from aichipcn.testing.strategies.facilities import facilities
from aichipcn.testing.strategies.rules import incentives, mandates
from aichipcn.testing.strategies.things import chips, claims, events, lists, observations, places, sources, vendors
from aichipcn.testing.strategies.transformers import transformers, utilisations

ENTRIES: dict[str, Callable[[World], SearchStrategy[Any]]] = {
    "sources": lambda world: sources(),
    "places": lambda world: places(),
    "vendors": lambda world: vendors(places=world.places, parents=world.vendors, sources=world.sources),
    "chips": lambda world: chips(vendors=world.vendors, places=world.places, sources=world.sources),
    "lists": lambda world: lists(chips=world.chips, vendors=world.vendors, sources=world.sources),
    "claims": lambda world: claims(chips=world.chips, sources=world.sources),
    "transformers": lambda world: transformers(sources=world.sources),
    "utilisations": lambda world: utilisations(
        chips=world.chips, transformers=world.transformers, sources=world.sources
    ),
    "facilities": lambda world: facilities(
        chips=world.chips, vendors=world.vendors, places=world.places, sources=world.sources
    ),
    "mandates": lambda world: mandates(world=world),
    "incentives": lambda world: incentives(world=world),
    "rules": lambda world: export_rules(world=world),
    "observations": lambda world: observations(vendors=world.vendors, sources=world.sources),
    "events": lambda world: events(places=world.places, chips=world.chips, sources=world.sources),
}
"""How each kind of entry of a catalogue is drawn, referring to a world."""


def catalogues(*, most: int = 2) -> SearchStrategy[Catalogue]:
    """Catalogues with the values of `base` and up to `most` others of each kind, at most nine.

    Drawn sources, firms, chips and lists take the place of those of `base`, so that what is referred to varies too.
    """
    rows = {
        kind: st.lists(strategy(BASE), max_size=most, unique_by=lambda item: item.slug)
        for kind, strategy in ENTRIES.items()
    }
    return st.fixed_dictionaries(rows).map(_catalogue)


def _catalogue(drawn: dict[str, list[Any]]) -> Catalogue:
    values = [_told_apart(item, kind, i) for kind, items in drawn.items() for i, item in enumerate(items)]
    return Catalogue().with_(*BASE.everything).with_(*values)


def _told_apart(item: Any, kind: str, i: int) -> Any:
    """An entry of which each name ends in a digit of its own, so that no two of a kind find the same."""
    known = attrs.fields_dict(type(item))
    changes: dict[str, Any] = {"name": f"{item.name} {i}"} if "name" in known else {}
    if "aliases" in known:
        changes["aliases"] = tuple(f"{alias} {i}" for alias in item.aliases)
    if "slug" in known:
        held = getattr(BASE, kind, ())
        changes["slug"] = held[i].slug if i < len(held) else f"{item.slug}-{i}"
    return attrs.evolve(item, **changes)
