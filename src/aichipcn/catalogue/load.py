"""Reading catalogues: the embedded files, and a user's own merged over them, with all problems at once."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from importlib.resources import files as resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from aichipcn.catalogue.catalogue import KINDS, SINGULAR, Catalogue
from aichipcn.catalogue.codec import Codec, problems
from aichipcn.catalogue.files import PathText as PathText  # noqa: PLC0414  (part of this module too)
from aichipcn.catalogue.files import hyphenated, plain_path, read_file
from aichipcn.catalogue.links import REFERRED
from aichipcn.errors import (
    AichipcnError,
    CatalogueError,
    InvalidTypeError,
    InvalidValueError,
    key_step,
    shown,
    unknown_key,
)
from aichipcn.mandates.grammar import Known, no_source, read_incentive, read_mandate
from aichipcn.mandates.incentives import Incentive
from aichipcn.mandates.mandate import Mandate
from aichipcn.mandates.vocabulary import Vocabulary
from aichipcn.model.collection import Collection, name_taken, names_of, no_slug, normalised
from aichipcn.model.doors import table
from aichipcn.model.vendors import Vendor

if TYPE_CHECKING:
    from aichipcn.catalogue.extensions import Extensions

_OURS = Vocabulary()


@attrs.frozen
class Entry:
    """One table of a file, or a value that is read already, and where it stands."""

    kind: str
    data: Any
    file: str
    path: str

    @property
    def slug(self) -> str | None:
        """The slug that it gives, if it gives one."""
        return self._given("code" if self.kind == "places" else "slug")

    @property
    def parent(self) -> str | None:
        """The code of the place that a place lies in, if it gives one."""
        return self._given("parent")

    def placed(self, error: AichipcnError) -> AichipcnError:
        """An error of this entry, with its file, its path in it, and its slug."""
        error.at(self.path)
        error.file, error.entry = self.file, key_step(self.slug or "")
        return error

    def _given(self, key: str) -> str | None:
        value = self.data.get(key) if isinstance(self.data, dict) else getattr(self.data, key, None)
        return value if isinstance(value, str) else None


def load_catalogue(
    *paths: PathText, vocabulary: Vocabulary = _OURS, extensions: Extensions | bool | str | Sequence[str] = False
) -> Catalogue:
    """The embedded catalogue, with the entries of TOML, JSON or Epoch AI CSV files of one's own merged over it.

    A `vocabulary` lets the files use tags of others' predicates, measures, credits and requirements. `extensions`
    merges what installed ones bring: those of some names, all of them (True), or what `load_extensions` gave; a
    broken one is raised as an ExtensionsError if it was named, and is otherwise an ExtensionWarning.
    Raises CatalogueError with every problem of every file: what cannot be read, unknown keys, references to
    nothing, slugs and aliases that clash, and every value that is not what its field takes.
    """
    if not paths and extensions is False:
        return embedded()
    found: list[AichipcnError] = []
    entries = list(_embedded_entries() if paths else embedded_values())
    if extensions is not False:
        from aichipcn.catalogue.extensions import extensions_of  # noqa: PLC0415  (only for those who ask for any)

        given = extensions_of(extensions)
        entries += (entry for item in given.brought for entry in item.entries())
        vocabulary = vocabulary.with_(*given.vocabulary.classes)
    plain = list(map(plain_path, paths))
    tables = [path for path in plain if path.suffix.lower() == ".csv"]
    for path in plain:
        if path not in tables:
            entries += file_entries(path, found)
    try:
        catalogue = built(entries, found, vocabulary)
    except CatalogueError as error:
        catalogue, found = embedded(), list(error.problems)
    for path in tables:
        catalogue = _with_table(catalogue, path, found)
    if found:
        raise CatalogueError(found)
    return catalogue


def _with_table(catalogue: Catalogue, path: Path, found: list[AichipcnError]) -> Catalogue:
    """A catalogue with what a CSV file of Epoch AI holds, its chips and firms looked up in the catalogue."""
    from aichipcn.catalogue.epoch import import_epoch  # noqa: PLC0415  (only for those who hold the files)

    try:
        return catalogue.with_(*import_epoch(path, catalogue=catalogue).values)
    except CatalogueError as error:
        found += error.problems
        return catalogue


@lru_cache(maxsize=1)
def embedded() -> Catalogue:
    """The catalogue that ships with the library."""
    return built(list(_embedded_entries()), [])


def attribution() -> str:
    """The attribution of data under licences that ask for it."""
    return resources("aichipcn.catalogue").joinpath("data/ATTRIBUTION.md").read_text("utf-8")


def _embedded_entries() -> Iterator[Entry]:
    folder = resources("aichipcn.catalogue").joinpath("data")
    for file in sorted(folder.iterdir(), key=lambda item: item.name):
        if file.name.endswith(".toml"):
            yield from entries_in(tomllib.loads(file.read_text("utf-8")), file.name, [])


def embedded_values() -> Iterator[Entry]:
    """The values of the embedded catalogue as entries that are read already."""
    for kind in KINDS:
        for position, value in enumerate(getattr(embedded(), kind)):
            yield Entry(kind, value, "aichipcn", f"{kind}[{position}]")


def file_entries(path: Path, found: list[AichipcnError]) -> list[Entry]:
    """The entries of a TOML or JSON file; what is wrong with the file as a whole goes to the problems found."""
    try:
        entries = list(entries_in(hyphenated(read_file(path)), str(path), found))
    except AichipcnError as error:
        error.file = str(path)
        found.append(error)
        return []
    return entries


def entries_in(data: object, file: str, found: list[AichipcnError]) -> Iterator[Entry]:
    """The entries of the plain data of a file, kind by kind. Raises InvalidValueError for data without any."""
    if not data:
        msg = "holds no entry"
        raise InvalidValueError(msg, found=data, allowed=KINDS)
    for kind, rows in table(data).items():
        error = None
        if kind not in KINDS:
            error = unknown_key(kind, KINDS)
        elif not isinstance(rows, list):
            error = InvalidTypeError(f"a list of tables is needed; write [[{kind}]]", found=rows).at(kind)
        if error is not None:
            error.file = file
            found.append(error)
            continue
        for position, row in enumerate(rows):
            yield Entry(kind, row, file, f"{kind}[{position}]")


def built(
    entries: Iterable[Entry],
    found: list[AichipcnError],
    vocabulary: Vocabulary = _OURS,
    base: Catalogue | None = None,
) -> Catalogue:
    """The catalogue of some entries, over those of a base: one of the same slug takes the old one's place.

    Raises CatalogueError where problems were found, here or before.
    """
    entries = _without_clashes(entries, found)
    codec = Codec()
    read = _standing(base, entries, codec)
    for kind, cls in KINDS.items():
        own = [entry for entry in entries if entry.kind == kind]
        for entry in _outer_first(own, found) if kind == "places" else own:
            value = _required(entry, read, found, vocabulary) if cls in _GRAMMAR else _value(codec, cls, entry, found)
            if value is not None:
                read[kind].append((entry, value))
        read[kind] = _with_names_of_their_own(kind, read[kind], found)
    _check_vendors(read["vendors"], codec.broken[Vendor], found)
    _check_superseded(read["mandates"], entries, found)
    if found:
        raise CatalogueError(found)
    if base is not None:
        return base.with_(*(value for pairs in read.values() for entry, value in pairs if entry.file))
    return Catalogue(**{kind: _collection(kind, pairs) for kind, pairs in read.items()})


def _standing(base: Catalogue | None, entries: list[Entry], codec: Codec) -> dict[str, list[tuple[Entry, Any]]]:
    """The values of a base whose place no entry takes, by kind, of no file; the codec is told of them."""
    replaced = {(entry.kind, entry.slug) for entry in entries}
    read: dict[str, list[tuple[Entry, Any]]] = {}
    for kind, cls in KINDS.items():
        held = () if base is None else getattr(base, kind)
        read[kind] = [(Entry(kind, {}, "", ""), item) for item in held if (kind, item.slug) not in replaced]
        if cls in codec.found:
            codec.found[cls].update((item.slug, item) for item in held)
    return read


def _collection(kind: str, pairs: Iterable[tuple[Entry, Any]]) -> Collection[Any]:
    return Collection(SINGULAR[kind], [value for _, value in pairs])


def _outer_first(entries: list[Entry], found: list[AichipcnError]) -> list[Entry]:
    """Places, each after the one that it lies in, wherever they stand in the files."""
    waiting, ordered = {entry.slug or entry.path: entry for entry in entries}, []
    while waiting:
        ready = [entry for entry in waiting.values() if entry.parent not in waiting]
        for entry in ready or waiting.values():
            if not ready:
                msg = f"{shown(entry.slug)} lies in itself, by way of {shown(entry.parent)}"
                found.append(entry.placed(InvalidValueError(msg, found=entry.parent).at("parent")))
        ordered += ready
        waiting = {slug: entry for slug, entry in waiting.items() if ready and entry not in ready}
    return ordered


def _value(codec: Codec, cls: type[Any], entry: Entry, found: list[AichipcnError]) -> Any:
    try:
        value = codec.read(cls, entry.data)
    except (AichipcnError, ExceptionGroup) as error:
        found.extend(map(entry.placed, problems(error)))
        if cls in REFERRED and entry.slug:
            codec.broken[cls].add(entry.slug)
        return None
    return _sourced(entry, value, found)


def _sourced(entry: Entry, value: Any, found: list[AichipcnError]) -> Any:
    """A value, and a problem where it should have a source and has none."""
    if hasattr(value, "sources") and not value.sources:
        found.append(entry.placed(no_source()))
    return value


_GRAMMAR: dict[type[Any], Callable[[Any, Known], Any]] = {Mandate: read_mandate, Incentive: read_incentive}
"""What is written in the grammar of mandates."""


def _required(
    entry: Entry, read: dict[str, list[tuple[Entry, Any]]], found: list[AichipcnError], vocabulary: Vocabulary
) -> Any:
    if isinstance(entry.data, KINDS[entry.kind]):
        return _sourced(entry, entry.data, found)
    kinds = ("sources", "places", "vendors", "chips", "lists")
    known = Known(**{kind: _collection(kind, read[kind]) for kind in kinds}, vocabulary=vocabulary)
    try:
        return _GRAMMAR[KINDS[entry.kind]](entry.data, known)
    except CatalogueError as error:
        found.extend(map(entry.placed, error.problems))
    return None


def _without_clashes(entries: Iterable[Entry], found: list[AichipcnError]) -> list[Entry]:
    first: dict[tuple[str, str], Entry] = {}
    kept = []
    for entry in entries:
        if entry.slug is not None:
            earlier = first.setdefault((entry.kind, entry.slug), entry)
            if earlier is not entry:
                msg = f"{shown(entry.slug)} is taken by {earlier.file}: {earlier.path}; choose another"
                found.append(entry.placed(InvalidValueError(msg, found=entry.slug).at("slug")))
                continue
        kept.append(entry)
    return kept


def _with_names_of_their_own(
    kind: str, pairs: list[tuple[Entry, Any]], found: list[AichipcnError]
) -> list[tuple[Entry, Any]]:
    """The values of which no slug, name or alias finds an earlier one."""
    owner: dict[str, Any] = {}
    kept = []
    for entry, item in pairs:
        taken = [name for name in names_of(item) if owner.setdefault(normalised(name), item) is not item]
        for name in taken:
            part = {item.slug: "slug", getattr(item, "name", None): "name"}.get(name, "aliases")
            error = name_taken(SINGULAR[kind], name, owner[normalised(name)].slug)
            found.append(entry.placed(error.at(part)))
        if not taken:
            kept.append((entry, item))
    return kept


def _check_vendors(pairs: list[tuple[Entry, Any]], broken: set[str], found: list[AichipcnError]) -> None:
    vendors = [vendor for _, vendor in pairs]
    slugs = {vendor.slug for vendor in vendors} | broken
    for entry, vendor in pairs:
        named = [("parent", vendor.parent)] if vendor.parent else []
        named += [(f"supplies[{i}].customer", supply.customer) for i, supply in enumerate(vendor.supplies)]
        for path, slug in named:
            if slug not in slugs:
                found.append(entry.placed(no_slug("vendor", slug, vendors).at(path)))


def _check_superseded(pairs: list[tuple[Entry, Any]], entries: list[Entry], found: list[AichipcnError]) -> None:
    """A problem for each mandate that is superseded, and is none of the catalogue's."""
    slugs = {entry.slug for entry in entries if entry.kind == "mandates"} | {other.slug for _, other in pairs}
    for entry, mandate in pairs:
        for i, slug in enumerate(mandate.supersedes):
            if slug not in slugs:
                error = no_slug("mandate", slug, [other for _, other in pairs])
                found.append(entry.placed(error.at(f"supersedes[{i}]")))
