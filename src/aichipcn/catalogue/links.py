"""References between values, followed when one of them is replaced: what referred to the old refers to the new."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

import attrs

from aichipcn.model.chips import Chip
from aichipcn.model.lists import CertifiedList
from aichipcn.model.places import Place
from aichipcn.model.sources import Source
from aichipcn.model.transformers import Transformer
from aichipcn.model.vendors import Vendor

REFERRED: tuple[type[Any], ...] = (Source, Place, Vendor, Chip, CertifiedList, Transformer)
"""What other values refer to, each kind after those that it refers to itself."""

Replaced: TypeAlias = dict[tuple[type[Any], str], Any]
"""What took the place of a value, by its class and slug."""


def relinked(value: Any, replaced: Replaced) -> Any:
    """A value of which every reference is to what took the old one's place; itself where none is affected."""
    changes = {}
    for field in attrs.fields(type(value)):
        if field.init:
            old = getattr(value, field.name)
            new = _followed(old, replaced)
            if new is not old:
                changes[field.name] = new
    return attrs.evolve(value, **changes) if changes else value


def references(value: Any) -> Iterator[Any]:
    """What a value refers to, at whichever depth within it, once for each time."""
    for field in attrs.fields(type(value)):
        if field.init:
            yield from _referred(getattr(value, field.name))


def _referred(value: Any) -> Iterator[Any]:
    if isinstance(value, REFERRED):
        yield value
    elif type(value) is tuple:
        for item in value:
            yield from _referred(item)
    elif attrs.has(type(value)):
        yield from references(value)


def _followed(value: Any, replaced: Replaced) -> Any:
    if isinstance(value, REFERRED):
        return replaced.get((type(value), value.slug), value)
    if type(value) is tuple:
        items = tuple(_followed(item, replaced) for item in value)
        return value if all(new is old for new, old in zip(items, value, strict=True)) else items
    return relinked(value, replaced) if attrs.has(type(value)) else value
