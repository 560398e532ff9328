"""Reading catalogues: the embedded files, and a user's own merged over them, with all problems at once."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files as resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from aichipcn.catalogue.catalogue import KINDS, SINGULAR, Catalogue, kind_of
from aichipcn.catalogue.codec import Codec, problems
from aichipcn.catalogue.entries import Entry, check_paragraphs, check_siblings, clashing, outer_first
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
    unknown_key,
)
from aichipcn.mandates.grammar import Known, no_source, read_incentive, read_mandate
from aichipcn.mandates.incentives import Incentive
from aichipcn.mandates.mandate import Mandate
from aichipcn.mandates.vocabulary import Vocabulary
from aichipcn.model.collection import Collection
from aichipcn.model.doors import table
from aichipcn.model.places import Place

if TYPE_CHECKING:
    from aichipcn.catalogue.extensions import Extensions

_OURS = Vocabulary()


def load_catalogue(
    *paths: PathText, vocabulary: Vocabulary = _OURS, extensions: Extensions | bool | str | Sequence[str] = False
) -> Catalogue:
    """The embedded catalogue, with the entries of TOML, JSON or Epoch AI CSV files of one's own merged over it.

    A `vocabulary` lets the files use tags of others' predicates, measures, credits and requirements. `extensions`
    merges what installed ones bring: those of some names, all of them (True), or what `load_extensions` gave; a
    broken one is raised as an ExtensionsError if it was named, and is otherwise an ExtensionWarning.
    Raises CatalogueError with every problem of every file, each with its line: what cannot be read, unknown keys,
    references to nothing, slugs and aliases that clash, and every value that is not what its field takes.
    """
    if not paths and extensions is False:
        return embedded()
    given = None
    if extensions is not False:
        from aichipcn.catalogue.extensions import extensions_of  # noqa: PLC0415  (only for those who ask for any)

        given = extensions_of(extensions)
    own = read_files(map(plain_path, paths), vocabulary, given)
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


def read_files(paths: Iterable[Path], vocabulary: Vocabulary = _OURS, extensions: Extensions | None = None) -> Files:
    """What some files come to, read together, so that each may refer to the entries of the others."""
    plain = tuple(paths)
    found: list[AichipcnError] = []
    texts: dict[str, str] = {}
    entries = list(_embedded_entries() if plain else embedded_values())
    if extensions is not None:
        entries += (entry for item in extensions.brought for entry in item.entries())
        vocabulary = vocabulary.with_(*extensions.vocabulary.classes)
    counts = {str(path): Counter[str]() for path in plain}
    for path in plain:
        if ending(path) != ".csv":
            own = file_entries(path, found, texts)
            counts[str(path)].update(entry.kind for entry in own)
            entries += own
    try:
        catalogue = built(entries, found, vocabulary)
    except CatalogueError as error:
        catalogue, found = embedded(), list(error.problems)
    for path in plain:
        if ending(path) == ".csv":
            values = _table_values(path, catalogue, found)
            catalogue = _merged(catalogue, values, path, found)
            counts[str(path)].update(map(kind_of, values))
    return Files(catalogue, counts, in_order(found, texts, plain))


def in_order(
    found: Iterable[AichipcnError], texts: Mapping[str, str], paths: Sequence[Path]
) -> tuple[AichipcnError, ...]:
    """Problems with their lines, in the order in which they stand in the files; no text is looked into without any."""
    found = list(found)
    for path in dict.fromkeys(paths):
        own = [problem for problem in found if problem.file == str(path)]
        if own and str(path) in texts:
            locate(own, texts[str(path)], ending(path))
    order = {str(path): place for place, path in enumerate(paths)}
    return tuple(
        sorted(found, key=lambda problem: (order.get(problem.file, -1), problem.line or 0, problem.column or 0))
    )


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
    return built(_embedded_entries(), [])


def attribution() -> str:
    """The attribution of data under licences that ask for it."""
    return resources("aichipcn.catalogue").joinpath("data/ATTRIBUTION.md").read_text("utf-8")


@lru_cache(maxsize=1)
def _embedded_entries() -> tuple[Entry, ...]:
    folder = resources("aichipcn.catalogue").joinpath("data")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    return tuple(entry for file in files for entry in entries_in(tomllib.loads(file.read_text("utf-8")), file.name, []))


def embedded_values() -> Iterator[Entry]:
    """The values of the embedded catalogue as entries that are read already."""
    for kind in KINDS:
        for position, value in enumerate(getattr(embedded(), kind)):
            yield Entry(kind, value, "aichipcn", f"{kind}[{position}]")


def file_entries(path: Path, found: list[AichipcnError], texts: dict[str, str] | None = None) -> list[Entry]:
    """The entries of a TOML or JSON file, whose text is kept; what is wrong with it all goes to the problems found."""
    texts = {} if texts is None else texts
    own: list[AichipcnError] = []
    entries: list[Entry] = []
    try:
        texts[str(path)] = read_text(path)
        entries += entries_in(plain_data(texts[str(path)], path, own), str(path), own)
    except AichipcnError as error:
        own.append(error)
    for problem in own:
        problem.file = str(path)
    found += own
    return entries


def entries_in(data: object, file: str, found: list[AichipcnError]) -> Iterator[Entry]:
    """The entries of the plain data of a file, kind by kind. Raises InvalidValueError for data without any."""
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


def built(
    entries: Iterable[Entry],
    found: list[AichipcnError],
    vocabulary: Vocabulary = _OURS,
    base: Catalogue | None = None,
) -> Catalogue:
    """The catalogue of some entries, over those of a base: one of the same slug takes the old one's place.

    Raises CatalogueError where problems were found, here or before.
    """
    given = tuple(entries)
    entries = [*_standing(base, given), *given]
    clashes = clashing(entries, found)
    codec = Codec(vocabulary=vocabulary)
    read: dict[str, list[Any]] = {kind: [] for kind in KINDS}
    new: list[Any] = []
    broken: set[str | None] = set()
    for kind, cls in KINDS.items():
        own = [entry for entry in entries if entry.kind == kind]
        known = _known(read, vocabulary) if cls in _GRAMMAR else None
        for entry in outer_first(own, codec.broken[Place], found) if cls is Place else own:
            if known is None or entry.is_read:
                value = _value(codec, cls, entry, found)
            else:
                value = _required(entry, known, broken, found)
            if value is not None and entry not in clashes:
                read[kind].append(value)
                new += [value] if entry.file else []
        broken |= {entry.slug for entry in own} - {value.slug for value in read[kind]}
    check_siblings(entries, read, found)
    if not found:
        check_paragraphs(entries, read, found)
    if found:
        raise CatalogueError(found)
    if base is not None:
        return base.with_(*new)
    return Catalogue(**{kind: Collection(SINGULAR[kind], values) for kind, values in read.items()})


def _standing(base: Catalogue | None, given: Iterable[Entry]) -> Iterator[Entry]:
    """The values of a base whose place no entry takes, as entries of no file."""
    replaced = {(entry.kind, entry.slug) for entry in given}
    for kind in KINDS if base is not None else ():
        for item in getattr(base, kind):
            if (kind, item.slug) not in replaced:
                yield Entry(kind, item, "", "")


def _value(codec: Codec, cls: type[Any], entry: Entry, found: list[AichipcnError]) -> Any:
    """A value, read or read already; a problem, too, where an entry of a file has no source and should have one."""
    if entry.file and "sources" in attrs.fields_dict(cls) and not entry.cites():
        found.append(entry.placed(no_source()))
    if cls in _GRAMMAR:
        return entry.data
    try:
        return codec.read(cls, entry.data)
    except (AichipcnError, ExceptionGroup) as error:
        found.extend(map(entry.placed, problems(error)))
        if cls in REFERRED and entry.slug:
            codec.broken[cls].add(entry.slug)
        return None


_GRAMMAR: dict[type[Any], Callable[[Any, Known], Any]] = {Mandate: read_mandate, Incentive: read_incentive}
"""What is written in the grammar of mandates."""


def _known(read: Mapping[str, list[Any]], vocabulary: Vocabulary) -> Known:
    """What mandates and incentives may refer to."""
    kinds = ("sources", "places", "vendors", "chips", "lists")
    return Known(**{kind: Collection(SINGULAR[kind], read[kind]) for kind in kinds}, vocabulary=vocabulary)


def _required(entry: Entry, known: Known, broken: set[str | None], found: list[AichipcnError]) -> Any:
    """A mandate or an incentive; where it refers to an entry in error, that is reported there alone."""
    try:
        return _GRAMMAR[KINDS[entry.kind]](entry.data, known)
    except CatalogueError as error:
        found.extend(
            entry.placed(problem)
            for problem in error.problems
            if problem.code != Code.UNKNOWN_NAME or problem.found not in broken
        )
    return None
