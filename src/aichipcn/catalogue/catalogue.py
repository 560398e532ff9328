"""A catalogue: every fact at hand, immutable, each found by name."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs

from aichipcn.catalogue.known import LeftOut, known
from aichipcn.catalogue.links import REFERRED, Replaced, relinked
from aichipcn.display import Displayed
from aichipcn.errors import InvalidTypeError, shown
from aichipcn.export.rules import ExportRule
from aichipcn.mandates.incentives import Incentive
from aichipcn.mandates.mandate import Mandate
from aichipcn.model.chips import Chip
from aichipcn.model.claims import PerformanceClaim
from aichipcn.model.collection import Collection
from aichipcn.model.doors import instance, named
from aichipcn.model.facilities import Facility
from aichipcn.model.lists import CertifiedList
from aichipcn.model.observations import MarketObservation, PolicyEvent
from aichipcn.model.places import Place
from aichipcn.model.sources import Source
from aichipcn.model.transformers import Transformer
from aichipcn.model.utilisations import Utilisation
from aichipcn.model.vendors import Vendor
from aichipcn.values.dates import plain_date

KINDS: dict[str, type[Any]] = {
    "sources": Source,
    "places": Place,
    "vendors": Vendor,
    "chips": Chip,
    "lists": CertifiedList,
    "claims": PerformanceClaim,
    "transformers": Transformer,
    "utilisations": Utilisation,
    "facilities": Facility,
    "mandates": Mandate,
    "incentives": Incentive,
    "rules": ExportRule,
    "observations": MarketObservation,
    "events": PolicyEvent,
}
SINGULAR = {
    "sources": "source",
    "places": "place",
    "vendors": "vendor",
    "chips": "chip",
    "lists": "list",
    "claims": "claim",
    "transformers": "transformer",
    "utilisations": "utilisation",
    "facilities": "facility",
    "mandates": "mandate",
    "incentives": "incentive",
    "rules": "rule",
    "observations": "observation",
    "events": "event",
}


def _empty(kind: str) -> Any:
    def check(_: object, attribute: attrs.Attribute[Any], value: object) -> None:
        instance(value, attribute.name, Collection)

    return attrs.field(factory=lambda: Collection(SINGULAR[kind]), validator=check)


@attrs.frozen(kw_only=True)
class Catalogue(Displayed):
    """Everything that is known, by kind, from sources to events; each value refers to those of kinds before its own."""

    sources: Collection[Source] = _empty("sources")
    places: Collection[Place] = _empty("places")
    vendors: Collection[Vendor] = _empty("vendors")
    chips: Collection[Chip] = _empty("chips")
    lists: Collection[CertifiedList] = _empty("lists")
    claims: Collection[PerformanceClaim] = _empty("claims")
    transformers: Collection[Transformer] = _empty("transformers")
    utilisations: Collection[Utilisation] = _empty("utilisations")
    facilities: Collection[Facility] = _empty("facilities")
    mandates: Collection[Mandate] = _empty("mandates")
    incentives: Collection[Incentive] = _empty("incentives")
    rules: Collection[ExportRule] = _empty("rules")
    observations: Collection[MarketObservation] = _empty("observations")
    events: Collection[PolicyEvent] = _empty("events")
    _digest: list[str] = attrs.field(init=False, factory=list, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Let each mandate know the catalogue that it comes from, and measure by its claims."""
        claims = tuple(self.claims)
        own = Collection("mandate", [mandate.measured_by(claims).from_origin(self) for mandate in self.mandates])
        object.__setattr__(self, "mandates", own)

    @property
    def fingerprint(self) -> str:
        """The sha256 of every value in it, whatever their order and the files that they came from."""
        if not self._digest:
            rows = sorted(f"{kind}:{item!r}" for kind in KINDS for item in getattr(self, kind))
            self._digest.append(hashlib.sha256("\n".join(rows).encode()).hexdigest())
        return self._digest[0]

    def with_(self, *values: object) -> Catalogue:
        """A new catalogue with more values in it; one of the same slug takes the old one's place.

        What referred to the old one refers to the new: a facility with a chip that was changed has the changed chip.
        Raises InvalidTypeError for what no catalogue holds, InvalidValueError where a name would find two things.
        """
        changes: dict[str, list[Any]] = {}
        for value in values:
            changes.setdefault(kind_of(value), []).append(value)
        merged = {kind: getattr(self, kind).with_(items) for kind, items in changes.items()}
        if any(_replaces(self, kind, items) for kind, items in changes.items()):
            merged = _relinked({kind: merged.get(kind, getattr(self, kind)) for kind in KINDS}, self)
        return attrs.evolve(self, **merged)

    def known_by(self, on: date) -> Catalogue:
        """The catalogue as a reader of a date had it: only values whose sources were public by then, figure by figure.

        What is not known is unknown where it may be, and left out where it may not. Places have no sources, and stay.
        Raises InvalidTypeError for what is no plain date.
        """
        return attrs.evolve(self, **known(self._collections, named(plain_date, on, "on")).collections)

    def left_out(self, on: date) -> tuple[LeftOut, ...]:
        """What `known_by` leaves out on a date, entry by entry and part by part, and for want of which sources.

        Raises InvalidTypeError for what is no plain date.
        """
        return known(self._collections, named(plain_date, on, "on")).left_out

    @property
    def _collections(self) -> dict[str, Collection[Any]]:
        return {kind: getattr(self, kind) for kind in KINDS}

    def citing(self, slug: str) -> Iterator[tuple[str, str, str]]:
        """Every value that rests on a source: its kind, its slug and the part that cites it.

        Raises UnknownNameError where no source has the slug.
        """
        slug = self.sources[slug].slug
        yield from ((kind, entry, part) for cited, kind, entry, part in self.citations() if cited == slug)

    def citations(self) -> Iterator[tuple[str, str, str, str]]:
        """Every value that rests on any source: the slug of the source, then the value as `citing` has it."""
        for kind in [kind for kind in KINDS if kind != "sources"]:
            for item in getattr(self, kind):
                for part, slug in sorted(set(_citing(item, ""))):
                    yield slug, SINGULAR[kind], item.slug, part


def kind_of(value: object) -> str:
    """The kind of a value, such as `chips`. Raises InvalidTypeError for what no catalogue holds."""
    for kind, cls in KINDS.items():
        if isinstance(value, cls):
            return kind
    msg = f"a catalogue does not hold {shown(value)}"
    raise InvalidTypeError(msg, found=value, allowed=[cls.__name__ for cls in KINDS.values()])


def _replaces(catalogue: Catalogue, kind: str, items: list[Any]) -> bool:
    """Whether any of some values takes the place of one that others may refer to."""
    held = {item.slug for item in getattr(catalogue, kind)}
    return KINDS[kind] in REFERRED and any(item.slug in held for item in items)


def _relinked(merged: dict[str, Collection[Any]], before: Catalogue) -> dict[str, Collection[Any]]:
    """The collections of which every value refers to those in them, and no longer to what they replaced."""
    replaced: Replaced = {}
    for kind, cls in KINDS.items():
        old = {item.slug: item for item in getattr(before, kind)}
        new = {}
        for item in sorted(merged[kind], key=lambda item: len(getattr(item, "chain", ()))):
            new[item.slug] = relinked(item, replaced)
            if new[item.slug] is not old.get(item.slug):
                replaced[cls, item.slug] = new[item.slug]
        merged[kind] = Collection(SINGULAR[kind], [new[item.slug] for item in merged[kind]])
    return merged


def diff(one: Catalogue, other: Catalogue) -> tuple[str, ...]:
    """What changed from one catalogue to another: `+ chip x`, `- chip x` or `~ chip x`.

    A value that only refers to one that changed has not changed itself.
    """
    instance(one, "one", Catalogue)
    instance(other, "other", Catalogue)
    lines = []
    referred = {
        (cls, item.slug): item for kind, cls in KINDS.items() if cls in REFERRED for item in getattr(other, kind)
    }
    for kind in KINDS:
        old = {item.slug: item for item in getattr(one, kind)}
        new = {item.slug: item for item in getattr(other, kind)}
        for slug in sorted(old.keys() | new.keys()):
            if slug not in new:
                lines.append(f"- {SINGULAR[kind]} {slug}")
            elif slug not in old:
                lines.append(f"+ {SINGULAR[kind]} {slug}")
            elif old[slug] != new[slug] and relinked(old[slug], referred) != new[slug]:
                lines.append(f"~ {SINGULAR[kind]} {slug}")
    return tuple(lines)


def _is_part(value: object, path: str) -> bool:
    """Whether a value belongs to the entry, rather than being another entry that it refers to."""
    return attrs.has(type(value)) and not (path and type(value) in KINDS.values())


def _citing(value: object, path: str) -> Iterator[tuple[str, str]]:
    """The parts of a value that cite sources, each with the slug of the source."""
    if isinstance(value, Source):
        yield path.removesuffix(".sources") or "whole entry", value.slug
        return
    if isinstance(value, tuple):
        for item in value:
            yield from _citing(item, path)
    elif _is_part(value, path):
        for field in getattr(type(value), "__attrs_attrs__", ()):
            if field.init and not field.name.startswith("_"):
                inner = getattr(value, field.name)
                if isinstance(inner, tuple) or attrs.has(type(inner)):
                    label = f"{path}.{field.name}" if path else field.name
                    yield from _citing(inner, "" if label == "sources" else label)
