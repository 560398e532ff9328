"""Entries of files as they stand there, and what is wrong between them: names that clash, circles, firms unheard of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from aichipcn.catalogue.catalogue import KINDS, SINGULAR
from aichipcn.codes import Code
from aichipcn.errors import AichipcnError, InvalidValueError, key_step, shown
from aichipcn.export.rules import ExportRule
from aichipcn.model.collection import name_taken, no_slug, normalised
from aichipcn.model.doors import is_slug
from aichipcn.nearest import nearest


@attrs.frozen(eq=False)
class Entry:
    """One table of a file, or a value that is read already, and where it stands."""

    kind: str
    data: Any
    file: str
    path: str

    @property
    def slug(self) -> str | None:
        """The slug that it gives, if it gives one."""
        return self._text(self.slug_key)

    @property
    def slug_key(self) -> str:
        """The key that gives its slug."""
        return "code" if self.kind == "places" else "slug"

    @property
    def parent(self) -> str | None:
        """The code or slug of what it lies in or belongs to, if it gives one."""
        return self._text("parent")

    @property
    def is_read(self) -> bool:
        """Whether it holds a value, and not the plain data of one."""
        return isinstance(self.data, KINDS[self.kind])

    def names(self) -> Iterator[tuple[str, str]]:
        """The keys and texts of its slug, its name and its aliases."""
        texts: list[tuple[str, object]] = [(key, self._text(key)) for key in (self.slug_key, "name")]
        texts += [("aliases", alias) for alias in self._list("aliases")]
        yield from ((key, text) for key, text in texts if isinstance(text, str) and text.strip())

    def siblings(self) -> Iterator[tuple[str, str]]:
        """The slugs of entries of its own kind that it refers to, each with its path."""
        named: list[tuple[str, Any]]
        if self.kind == "vendors":
            supplies = enumerate(self._list("supplies"))
            named = [("parent", self.parent)]
            named += [(f"supplies[{i}].customer", _given(supply, "customer")) for i, supply in supplies]
        else:
            named = [(f"supersedes[{i}]", slug) for i, slug in enumerate(self._list("supersedes"))]
        yield from ((path, slug) for path, slug in named if is_slug(slug))

    def cites(self) -> bool:
        """Whether it names a source, or says something else in place of that."""
        entry = self.is_read or isinstance(self.data, dict)
        return not entry or _given(self.data, "sources") not in (None, [], ())

    def placed(self, error: AichipcnError) -> AichipcnError:
        """An error of this entry, with its file, its path in it, and its slug."""
        error.at(self.path)
        error.file, error.entry = self.file, key_step(self.slug or "")
        return error

    def _text(self, key: str) -> str | None:
        value = _given(self.data, key)
        return value if isinstance(value, str) else None

    def _list(self, key: str) -> list[Any]:
        value = _given(self.data, key)
        return list(value) if isinstance(value, list | tuple) else []


def _given(data: object, key: str) -> Any:
    """What a table or a value has under a key; None for nothing."""
    return data.get(key) if isinstance(data, dict) else getattr(data, key, None)


def clashing(entries: Iterable[Entry], found: list[AichipcnError]) -> set[Entry]:
    """The entries of which a slug, name or alias finds an earlier one of their kind, each of them a problem found."""
    owner: dict[tuple[str, str], Entry] = {}
    clashes = set()
    for entry in entries:
        for key, name in entry.names():
            earlier = owner.setdefault((entry.kind, normalised(name)), entry)
            if earlier is entry or (key != entry.slug_key and earlier.slug == entry.slug):
                continue
            clashes.add(entry)
            found.append(entry.placed(_taken(name, earlier, by_slug=earlier.slug == entry.slug).at(key)))
    return clashes


def _taken(name: str, earlier: Entry, *, by_slug: bool) -> AichipcnError:
    if not by_slug:
        return name_taken(SINGULAR[earlier.kind], name, earlier.slug or earlier.path)
    msg = f"{shown(name)} is taken by {earlier.file}: {earlier.path}; choose another"
    return InvalidValueError(msg, found=name, code=Code.NAME_TAKEN)


def outer_first(entries: Iterable[Entry], broken: set[str], found: list[AichipcnError]) -> list[Entry]:
    """Places, each after the one that it lies in, wherever they stand; those in a circle are a problem, and broken."""
    waiting: dict[str, Entry] = {}
    for entry in entries:
        key = entry.slug or ""
        waiting[key if key and key not in waiting else f"{entry.file}: {entry.path}"] = entry
    ordered: list[Entry] = []
    while ready := {key: entry for key, entry in waiting.items() if entry.parent not in waiting}:
        ordered += ready.values()
        waiting = {key: entry for key, entry in waiting.items() if key not in ready}
    broken.update(waiting)
    for key, entry in waiting.items():
        passed = [key]
        while (outer := waiting[passed[-1]].parent or "") not in passed:
            passed.append(outer)
        if outer == key:
            msg = f"{shown(key)} lies in itself, by way of {shown(entry.parent)}"
            error = InvalidValueError(msg, found=entry.parent, code=Code.CONTRADICTION)
            found.append(entry.placed(error.at("parent")))
    return ordered


def check_paragraphs(entries: Iterable[Entry], read: Mapping[str, list[Any]], found: list[AichipcnError]) -> None:
    """A problem for each paragraph that an exception or a review is of, and that no rule has."""
    held = [paragraph for rule in read["rules"] for paragraph in rule.paragraphs]
    names = dict.fromkeys(name for paragraph in held for name in (paragraph.name, paragraph.group))
    rules = {rule.slug: rule for rule in read["rules"]}
    for entry in (entry for entry in entries if entry.kind == "rules" and entry.slug in rules):
        for path, name in _paragraphs_named(rules[entry.slug or ""]):
            if name not in names:
                msg = f"no rule has the paragraph {shown(name)}"
                error = InvalidValueError(msg, found=name, nearest=nearest(name, names), code=Code.UNKNOWN_NAME)
                found.append(entry.placed(error.at(path)))


def _paragraphs_named(rule: ExportRule) -> Iterator[tuple[str, str]]:
    """The paragraphs that the exceptions and reviews of a rule are of, each with its path."""
    exceptions = ((f"exceptions[{i}]", item.of) for i, item in enumerate(rule.exceptions))
    reviews = ((f"reviews[{i}]", item.of) for i, item in enumerate(rule.reviews))
    for path, names in (*exceptions, *reviews):
        yield from ((f"{path}.of[{j}]", name) for j, name in enumerate(names))


def check_siblings(entries: Iterable[Entry], read: Mapping[str, list[Any]], found: list[AichipcnError]) -> None:
    """What refers to its own kind may come before it: a vendor, a mandate or a rule unheard of is a problem."""
    of_kind = {kind: [entry for entry in entries if entry.kind == kind] for kind in ("vendors", "mandates", "rules")}
    for kind, own in of_kind.items():
        slugs = {entry.slug for entry in own}
        for entry in own:
            for path, slug in entry.siblings():
                if slug not in slugs:
                    found.append(entry.placed(no_slug(SINGULAR[kind], slug, read[kind]).at(path)))
