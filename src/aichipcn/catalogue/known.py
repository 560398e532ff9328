"""What was known by a date, figure by figure: a value rests on its sources, and is known once they are public.

A source is public by `Source.public_by`. Of what rests on several sources:

- a **statement** (a claim, an observation, an event, a mandate, a deployment, a stated share, a rival report, a figure
  of a chip with sources of its own) is what each of them says: it is known as soon as one is public;
- a **figure of a vendor, a chip or a facility** without sources of its own rests on the list of the entry, and which
  of the list gives it is not told: it is known once all of them are public. So is what stands beside a statement;
- **who it is** is told by every source that names the thing at all: it is known with the first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias

import attrs

from aichipcn.catalogue.links import REFERRED
from aichipcn.errors import InvalidValueError, joined
from aichipcn.export.rules import ExportRule, LicenceException, Paragraph, Review
from aichipcn.mandates.mandate import Mandate
from aichipcn.mandates.readings import Reading
from aichipcn.mandates.standing import MandateStatus
from aichipcn.model.chips import Chip, Citation, Listing, Rates
from aichipcn.model.collection import Collection
from aichipcn.model.facilities import Facility, Inventory
from aichipcn.model.places import Place
from aichipcn.model.sources import Source
from aichipcn.model.terms import Term
from aichipcn.model.vendors import Supply, Vendor
from aichipcn.values.dates import DateRange
from aichipcn.values.estimate import Estimate

WHOLE = "whole entry"

Sources: TypeAlias = tuple[Source, ...]

_IDENTITY: dict[type[Any], tuple[str, ...]] = {
    Vendor: ("slug", "name", "aliases", "place"),
    Chip: ("slug", "name", "aliases", "designer", "kind"),
    Facility: ("slug", "name", "aliases", "place", "extent"),
}
"""Who a thing is: what each of its sources tells, because it says which thing it is about. All else is no thing."""

_BESIDE = ("confidence", "expires", "history", "legal_force", "note", "status", "supersedes", "wording")
"""What stands beside a statement, and may rest on any one of its sources."""

_CORE = (Paragraph, LicenceException, Review)
"""Parts that are the statement itself, where they have no sources of their own."""

_WITH_HISTORY = (Mandate, ExportRule)
"""What has a status that follows from its history."""

_SLUGS: dict[tuple[type[Any], str], str] = {
    (Vendor, "parent"): "vendors",
    (Supply, "customer"): "vendors",
    (Mandate, "supersedes"): "mandates",
    (ExportRule, "supersedes"): "rules",
}
"""Fields that refer to entries by their slugs, with the kind of the entries."""

_PLAIN = (Estimate, DateRange, Term, str)

_GONE: Any = object()
"""In place of what is not known, and cannot be unknown where it stands."""


class Reason(Term):
    """Why something is not known by a date."""

    LATER = "later"
    UNDATED = "undated"
    REFERENCE = "reference"


@attrs.frozen
class LeftOut:
    """Something that is not known by a date: a part of an entry, or the "whole entry"; and the sources that it lacks.

    `reason` is LATER where its sources came out afterwards, UNDATED where no date at all would make it known, and
    REFERENCE where it speaks of an entry that is not known itself.
    """

    kind: str
    entry: str
    part: str
    reason: Reason
    sources: Sources = ()

    def __str__(self) -> str:
        lacks = f": {', '.join(source.slug for source in self.sources)}" if self.sources else ""
        return f"{self.kind} {self.entry}, {self.part} ({self.reason.value}{lacks})"


@attrs.frozen
class Known:
    """What was known by a date: the collections of a catalogue by kind, and what was left out of them."""

    collections: dict[str, Collection[Any]]
    left_out: tuple[LeftOut, ...]


def known(collections: Mapping[str, Collection[Any]], on: date) -> Known:
    """What was known by a date, of collections by kind, of which each refers to those before it."""
    referred = {kind: collections.get(kind, ()) for kind in _SLUGS.values()}
    clock = _Clock(on, {kind: _unpublished(held, on) for kind, held in referred.items()})
    kept = {kind: clock.collection(held) for kind, held in collections.items()}
    return Known(kept, tuple(clock.left_out))


def _unpublished(held: Iterable[Any], on: date) -> set[str]:
    """The slugs of the entries of which nothing was known."""
    return {item.slug for item in held if not _public(item.sources, on)}


def _public(sources: Sources, on: date) -> Sources:
    return tuple(source for source in sources if source.public_by is not None and source.public_by <= on)


def _unknown(field: attrs.Attribute[Any], old: object) -> Any:
    """What stands in a field of which nothing is known; _GONE where something must."""
    unknown = getattr(type(old), "UNKNOWN", None) if isinstance(old, Term) else None
    if unknown is not None:
        return unknown
    default: Any = field.default
    if default is attrs.NOTHING:
        return _GONE
    return default.factory() if isinstance(default, attrs.Factory) else default  # type: ignore[arg-type]


@attrs.define
class _Clock:
    """Entries as they were known by a date, each worked out once, and all that was left out on the way.

    `lacking`, below, is what is not yet public of the sources of whatever holds a value.
    """

    on: date
    unpublished: dict[str, set[str]]
    left_out: list[LeftOut] = attrs.field(factory=list)
    _entries: dict[tuple[type[Any], str], Any] = attrs.field(factory=dict)
    _of: tuple[str, str] = ("", "")

    def collection(self, held: Collection[Any]) -> Collection[Any]:
        kept = [self.entry(item, held.kind) for item in held]
        return Collection(held.kind, [item for item in kept if item is not _GONE])

    def entry(self, item: Any, kind: str) -> Any:
        key = type(item), item.slug
        if key not in self._entries:
            self._entries[key] = self._read(item, kind)
        return self._entries[key]

    def _read(self, item: Any, kind: str) -> Any:
        if isinstance(item, Place):
            return item
        if isinstance(item, Source):
            return item if _public((item,), self.on) else _GONE
        outer, self._of = self._of, (kind, item.slug)
        start = len(self.left_out)
        kept = self.value(item, "", ())
        if kept is _GONE:
            self.left_out[start:] = [attrs.evolve(self.left_out[-1], part=WHOLE)]
        self._of = outer
        return kept

    def leave(self, path: str, reason: Reason, lacking: Sources = ()) -> Any:
        self.left_out.append(LeftOut(*self._of, path, reason, lacking))
        return _GONE

    def lacking(self, path: str, lacking: Sources, of: Callable[[Iterable[bool]], bool]) -> Any:
        """Leave out what lacks sources: `any` of them that has no date keeps it out for good, or `all` of them do."""
        undated = of(source.public_by is None for source in lacking)
        return self.leave(path, Reason.UNDATED if undated else Reason.LATER, lacking)

    def value(self, value: Any, path: str, lacking: Sources) -> Any:
        """A value of which every field is what was known of it, or _GONE."""
        sources: Sources | None = getattr(value, "sources", None)
        published = getattr(value, "published", None)
        if published is not None and published.last > self.on:
            return self.leave(path, Reason.LATER)
        if sources is not None and (sources or not path):
            public = _public(sources, self.on)
            lacking = tuple(source for source in sources if source not in public)
            if not public:
                return self.lacking(path, lacking, all)
        elif sources is not None and lacking and not isinstance(value, _CORE):
            return self.lacking(path, lacking, any)
        changes = {}
        for field in attrs.fields(type(value)):
            old = getattr(value, field.name)
            if field.init and old not in (None, "", ()):
                new = self.field(value, field, joined(path, field.name.replace("_", "-")), lacking)
                if new is _GONE:
                    return _GONE
                if new is not old:
                    changes[field.name] = new
        try:
            return attrs.evolve(value, **_followed(value, changes)) if changes else value
        except InvalidValueError:  # it is nothing without what is not known of it
            return self.leave(path, Reason.REFERENCE)

    def field(self, value: Any, field: attrs.Attribute[Any], path: str, lacking: Sources) -> Any:
        """What was known of a field, or _GONE where its owner is nothing without it."""
        old = getattr(value, field.name)
        if field.name == "sources":
            return _public(old, self.on) if lacking else old
        if field.name == "cited":
            return self.cited(old)
        if isinstance(old, Rates):
            return self.rates(value, old, lacking)
        if field.name == "verified" and old.last > self.on:
            return _unknown(field, old)
        lacks = self.lacks(value, field.name, lacking)
        if lacks and not _is_list_of_parts(old):
            self.lacking(path, lacks, any)
            return _unknown(field, old)
        new = self.inner(old, path, lacking, lacks, _SLUGS.get((type(value), field.name)))
        if new is _GONE:
            return _unknown(field, old) if type(old) in (*REFERRED, str) else _GONE
        if isinstance(old, tuple) and len(new) < len(old):
            whole = type(value) in _IDENTITY and type(old[0]) in REFERRED  # all that are reported, or unknown
            return _unknown(field, old) if whole or not new else new
        return new

    def lacks(self, value: Any, name: str, lacking: Sources) -> Sources:
        """The sources for want of which a field is not known."""
        identity = _IDENTITY.get(type(value))
        if name == "status" and isinstance(value, _WITH_HISTORY) and value.history:
            return ()  # the history tells it
        if name == "supersedes" and isinstance(value, ExportRule):
            return ()  # from its first day on it is what binds
        if name == "rates_listed":
            return ()  # the rates tell it
        if identity is None:
            return lacking if name in _BESIDE else ()
        return self.of_figure(value, name.replace("_", "-"), () if name in identity else lacking)

    def of_figure(self, value: Any, figure: str, lacking: Sources) -> Sources:
        """The sources for want of which a figure is not known: those that are known to give it, or all of the list."""
        for cited in getattr(value, "cited", ()):
            if cited.figure == figure and cited.sources:
                dated = tuple(source for source in cited.sources if source.public_by is not None)
                return () if _public(dated, self.on) else dated or cited.sources
        return lacking

    def cited(self, cited: tuple[Citation, ...]) -> tuple[Citation, ...]:
        kept = []
        for item in cited:
            public = _public(item.sources, self.on)
            if len(public) == len(item.sources):
                kept.append(item)
            elif public:
                kept.append(attrs.evolve(item, sources=public))
        return cited if _same(kept, cited) else tuple(kept)

    def rates(self, chip: Any, rates: Rates, lacking: Sources) -> Rates:
        kept = []
        for number_format, rate in rates.pairs:
            figure = f"rates.{number_format.value}"
            lacks = self.of_figure(chip, figure, lacking)
            if lacks:
                self.lacking(figure, lacks, any)
            else:
                kept.append((number_format, rate))
        return rates if len(kept) == len(rates) else Rates(tuple(kept))

    def inner(self, old: Any, path: str, lacking: Sources, lacks: Sources, slug_of: str | None) -> Any:
        """What a field holds, followed inwards: references, lists, values with fields of their own."""
        if type(old) in REFERRED:
            kept = self.entry(old, type(old).__name__.lower())
            return self.leave(path, Reason.REFERENCE) if kept is _GONE else kept
        if isinstance(old, tuple):
            items = [self.inner(item, f"{path}[{i}]", lacking, lacks, slug_of) for i, item in enumerate(old)]
            kept = tuple(item for item in items if item is not _GONE)
            if _same(kept, old):
                return old
            return kept if len(kept) == len(old) or all(map(_stands_alone, old)) else _GONE
        if slug_of is not None and old in self.unpublished[slug_of]:
            return self.leave(path, Reason.REFERENCE)
        if isinstance(old, _PLAIN) or not attrs.has(type(old)):
            return old
        return self.value(old, path, lacks if hasattr(old, "sources") else lacking)


def _is_list_of_parts(value: object) -> bool:
    """Whether each item of a list may have sources of its own."""
    return isinstance(value, tuple) and hasattr(value[0], "sources") and type(value[0]) not in REFERRED


def _stands_alone(item: object) -> bool:
    """Whether an item of a list says something without the others, as a part of a condition does not."""
    return hasattr(item, "sources") or isinstance(item, (Reading, str, *REFERRED))


def _followed(value: object, changes: dict[str, Any]) -> dict[str, Any]:
    """Changes to a value, with what follows from them."""
    if isinstance(value, Facility) and len(changes.get("deployments", value.deployments)) < len(value.deployments):
        return changes | {"inventory": Inventory.UNKNOWN}
    if isinstance(value, Chip) and len(changes.get("rates", value.rates)) < len(value.rates):
        return changes | {"rates_listed": Listing.UNKNOWN}
    if isinstance(value, _WITH_HISTORY) and value.history:
        kept = changes.get("history", value.history)
        if len(kept) < len(value.history):
            return changes | {"status": kept[-1].status if kept else MandateStatus.REPORTED}
    return changes


def _same(kept: Sequence[object], old: Sequence[object]) -> bool:
    return len(kept) == len(old) and all(one is other for one, other in zip(kept, old, strict=True))
