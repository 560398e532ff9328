"""Reading catalogues: the embedded files, and a user's own merged over them, with all problems at once."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files as resources
from pathlib import Path
from typing import Any

import attrs

from aichipcn.catalogue.catalogue import KINDS, SINGULAR, Catalogue, kind_of
from aichipcn.catalogue.codec import Codec, problems
from aichipcn.catalogue.files import PathText as PathText  # noqa: PLC0414  (part of this module too)
from aichipcn.catalogue.files import ending, plain_data, plain_path, read_text
from aichipcn.catalogue.lines import locate
from aichipcn.catalogue.links import REFERRED
from aichipcn.codes import Code
from aichipcn.errors import (
    AichipcnError,
    CatalogueError,
    InvalidTypeError,
    InvalidValueError,
    key_step,
    shown,
    unknown_key,
)
from aichipcn.mandates.grammar import Known, no_source, read_mandate
from aichipcn.mandates.mandate import Mandate
from aichipcn.model.collection import Collection, name_taken, names_of, no_slug, normalised
from aichipcn.model.doors import table
from aichipcn.model.places import Place


@attrs.frozen
class Entry:
    """One table of a file, and where it stands."""

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
        value = self.data.get(key) if isinstance(self.data, dict) else None
        return value if isinstance(value, str) else None


def load_catalogue(*paths: PathText) -> Catalogue:
    """The embedded catalogue, with the entries of TOML, JSON or Epoch AI CSV files of one's own merged over it.

    Raises CatalogueError with every problem of every file, each with its line: what cannot be read, unknown keys,
    references to nothing, slugs and aliases that clash, and every value that is not what its field takes.
    """
    if not paths:
        return embedded()
    own = read_files(map(plain_path, paths))
    if own.problems:
        raise CatalogueError(own.problems)
    return own.catalogue


@attrs.frozen
class Files:
    """What some files come to over the embedded catalogue: the entries of each, by kind, and every problem in order.

    With problems the catalogue is the embedded one.
    """

    catalogue: Catalogue
    counts: dict[str, Counter[str]]
    problems: tuple[AichipcnError, ...]


def read_files(paths: Iterable[Path]) -> Files:
    """What some files come to, read together, so that each may refer to the entries of the others."""
    plain = tuple(paths)
    found: list[AichipcnError] = []
    texts: dict[str, str] = {}
    entries: list[Entry] = []
    counts = {str(path): Counter[str]() for path in plain}
    for path in plain:
        if ending(path) != ".csv":
            own = file_entries(path, found, texts)
            counts[str(path)].update(entry.kind for entry in own)
            entries += own
    try:
        catalogue = built([*_embedded_entries(), *entries], found)
    except CatalogueError as error:
        catalogue, found = embedded(), list(error.problems)
    for path in plain:
        if ending(path) == ".csv":
            values = _table_values(path, catalogue, found)
            catalogue = _merged(catalogue, values, path, found)
            counts[str(path)].update(map(kind_of, values))
    return Files(catalogue, counts, _in_order(found, texts, plain))


def _in_order(found: list[AichipcnError], texts: dict[str, str], paths: Iterable[Path]) -> tuple[AichipcnError, ...]:
    """Problems with their lines, in the order in which they stand in the files; no text is looked into without any."""
    for path in dict.fromkeys(paths):
        own = [problem for problem in found if problem.file == str(path)]
        if own and str(path) in texts:
            locate(own, texts[str(path)], ending(path))
    order = {str(path): place for place, path in enumerate(paths)}
    return tuple(sorted(found, key=lambda problem: (order.get(problem.file, -1), problem.line or 0)))


def _table_values(path: Path, catalogue: Catalogue, found: list[AichipcnError]) -> tuple[Any, ...]:
    """What a CSV file of Epoch AI holds, its chips and firms looked up in a catalogue."""
    from aichipcn.catalogue.epoch import import_epoch  # noqa: PLC0415  (only for those who hold the files)

    try:
        return import_epoch(path, catalogue=catalogue).values
    except CatalogueError as error:
        found += error.problems
        return ()


def _merged(catalogue: Catalogue, values: tuple[Any, ...], path: Path, found: list[AichipcnError]) -> Catalogue:
    """A catalogue with more values of a file in it; without them where a name would find two things."""
    try:
        return catalogue.with_(*values)
    except AichipcnError as error:
        error.file = str(path)
        found.append(error)
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
            yield from _entries(tomllib.loads(file.read_text("utf-8")), file.name, [])


def file_entries(path: Path, found: list[AichipcnError], texts: dict[str, str]) -> list[Entry]:
    """The entries of a TOML or JSON file, whose text is kept; what is wrong with it all goes to the problems found."""
    own: list[AichipcnError] = []
    entries: list[Entry] = []
    try:
        texts[str(path)] = read_text(path)
        entries += _entries(plain_data(texts[str(path)], path, own), str(path), own)
    except AichipcnError as error:
        own.append(error)
    for problem in own:
        problem.file = str(path)
    found += own
    return entries


def _entries(data: object, file: str, found: list[AichipcnError]) -> Iterator[Entry]:
    if not data:
        msg = "holds no entry"
        raise InvalidValueError(msg, found=data, allowed=KINDS, code=Code.EMPTY)
    for kind, rows in table(data).items():
        error = None
        if kind not in KINDS:
            error = unknown_key(kind, KINDS)
        elif not isinstance(rows, list):
            error = InvalidTypeError(f"a list of tables is needed; write [[{kind}]]", found=rows).at(kind)
        if error is not None:
            found.append(error)
            continue
        for position, row in enumerate(rows):
            yield Entry(kind, row, file, f"{kind}[{position}]")


def built(entries: Iterable[Entry], found: list[AichipcnError]) -> Catalogue:
    """The catalogue of some entries. Raises CatalogueError where problems were found, here or before."""
    entries = _without_clashes(entries, found)
    codec = Codec()
    read: dict[str, list[tuple[Entry, Any]]] = {kind: [] for kind in KINDS}
    broken: set[str | None] = set()
    for kind, cls in KINDS.items():
        own = [entry for entry in entries if entry.kind == kind]
        for entry in _outer_first(own, codec.broken[Place], found) if cls is Place else own:
            value = _mandate(entry, read, broken, found) if cls is Mandate else _value(codec, cls, entry, found)
            if value is not None:
                read[kind].append((entry, value))
        read[kind] = _with_names_of_their_own(kind, read[kind], found)
        broken |= {entry.slug for entry in own} - {entry.slug for entry, _ in read[kind]}
    _check_vendors(read["vendors"], broken, found)
    if found:
        raise CatalogueError(found)
    return Catalogue(**{kind: _collection(kind, pairs) for kind, pairs in read.items()})


def _collection(kind: str, pairs: Iterable[tuple[Entry, Any]]) -> Collection[Any]:
    return Collection(SINGULAR[kind], [value for _, value in pairs])


def _outer_first(entries: list[Entry], broken: set[str], found: list[AichipcnError]) -> list[Entry]:
    """Places, each after the one that it lies in, wherever they stand; those in a circle are a problem, and broken."""
    waiting, ordered = {entry.slug or entry.path: entry for entry in entries}, []
    while ready := [entry for entry in waiting.values() if entry.parent not in waiting]:
        ordered += ready
        waiting = {slug: entry for slug, entry in waiting.items() if entry not in ready}
    broken.update(waiting)
    outer = {slug: entry.parent or "" for slug, entry in waiting.items()}
    for slug, entry in waiting.items():
        passed = [slug]
        while outer[passed[-1]] not in passed:
            passed.append(outer[passed[-1]])
        if outer[passed[-1]] == slug:
            msg = f"{shown(slug)} lies in itself, by way of {shown(entry.parent)}"
            error = InvalidValueError(msg, found=entry.parent, code=Code.CONTRADICTION)
            found.append(entry.placed(error.at("parent")))
    return ordered


def _value(codec: Codec, cls: type[Any], entry: Entry, found: list[AichipcnError]) -> Any:
    try:
        value = codec.read(cls, entry.data)
    except (AichipcnError, ExceptionGroup) as error:
        found.extend(map(entry.placed, problems(error)))
        if cls in REFERRED and entry.slug:
            codec.broken[cls].add(entry.slug)
        return None
    if hasattr(value, "sources") and not value.sources:
        found.append(entry.placed(no_source()))
    return value


def _mandate(
    entry: Entry, read: dict[str, list[tuple[Entry, Any]]], broken: set[str | None], found: list[AichipcnError]
) -> Mandate | None:
    """A mandate; where it refers to an entry in error, that is reported there alone."""
    known = Known(*(_collection(kind, read[kind]) for kind in ("sources", "places", "vendors", "chips")))
    try:
        return read_mandate(entry.data, known)
    except CatalogueError as error:
        found.extend(
            entry.placed(problem)
            for problem in error.problems
            if problem.code != Code.UNKNOWN_NAME or problem.found not in broken
        )
    return None


def _without_clashes(entries: Iterable[Entry], found: list[AichipcnError]) -> list[Entry]:
    first: dict[tuple[str, str], Entry] = {}
    kept = []
    for entry in entries:
        if entry.slug is not None:
            earlier = first.setdefault((entry.kind, entry.slug), entry)
            if earlier is not entry:
                msg = f"{shown(entry.slug)} is taken by {earlier.file}: {earlier.path}; choose another"
                error = InvalidValueError(msg, found=entry.slug, code=Code.NAME_TAKEN)
                found.append(entry.placed(error.at("slug")))
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


def _check_vendors(pairs: list[tuple[Entry, Any]], broken: set[str | None], found: list[AichipcnError]) -> None:
    vendors = [vendor for _, vendor in pairs]
    slugs = {vendor.slug for vendor in vendors} | broken
    for entry, vendor in pairs:
        named = [("parent", vendor.parent)] if vendor.parent else []
        named += [(f"supplies[{i}].customer", supply.customer) for i, supply in enumerate(vendor.supplies)]
        for path, slug in named:
            if slug not in slugs:
                found.append(entry.placed(no_slug("vendor", slug, vendors).at(path)))
