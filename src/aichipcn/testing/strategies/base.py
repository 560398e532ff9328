"""What drawn values refer to where nothing else is given: a few sources, places, firms, chips, lists and models."""

from __future__ import annotations

from typing import Any

import attrs

from aichipcn.model.chips import Chip
from aichipcn.model.lists import CertifiedList, ListEntry
from aichipcn.model.places import Place
from aichipcn.model.sources import Source
from aichipcn.model.transformers import Transformer
from aichipcn.model.vendors import Vendor

SOURCES = tuple(Source(slug=f"source-{i}", title=f"Title {i}", publisher="P") for i in range(2))
CN = Place(code="CN", name="China")
PLACES = (CN, Place(code="CN-GZ", name="Guizhou", parent=CN), Place(code="US", name="United States"))
VENDORS = tuple(
    Vendor(slug=f"vendor-{i}", name=f"Firm {i}", place=place, sources=SOURCES[:1]) for i, place in enumerate(PLACES)
)
CHIPS = tuple(
    Chip(slug=f"chip-{i}", name=f"Chip {i}", designer=vendor, sources=SOURCES) for i, vendor in enumerate(VENDORS[:2])
)
LISTS = (
    CertifiedList(
        slug="list-0", title="List 0", entries=(ListEntry(chips=CHIPS[:1], since="2026-01"),), sources=SOURCES
    ),
    CertifiedList(slug="list-1", title="List 1", entries=(ListEntry(vendor=VENDORS[2]),), sources=SOURCES),
)
TRANSFORMERS = (
    Transformer(
        slug="transformer-0", name="Transformer 0", parameters=8 * 10**9, layers=32, hidden=4096, heads=32, kv_heads=8,
        head_dimension=128, vocabulary=128_000, tied_embeddings=False, sources=SOURCES,
    ),
)  # fmt: skip


@attrs.frozen(kw_only=True)
class World:
    """What drawn rules may refer to."""

    sources: tuple[Source, ...] = attrs.field(default=SOURCES, converter=tuple[Source, ...])
    places: tuple[Place, ...] = attrs.field(default=PLACES, converter=tuple[Place, ...])
    vendors: tuple[Vendor, ...] = attrs.field(default=VENDORS, converter=tuple[Vendor, ...])
    chips: tuple[Chip, ...] = attrs.field(default=CHIPS, converter=tuple[Chip, ...])
    lists: tuple[CertifiedList, ...] = attrs.field(default=LISTS, converter=tuple[CertifiedList, ...])

    transformers: tuple[Transformer, ...] = attrs.field(default=TRANSFORMERS, converter=tuple[Transformer, ...])

    @property
    def everything(self) -> tuple[Any, ...]:
        """All of it, each kind after those that it refers to."""
        return (*self.sources, *self.places, *self.vendors, *self.chips, *self.lists, *self.transformers)


BASE = World()
"""The world of the values above."""
