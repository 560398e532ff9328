"""Reading catalogues: the embedded files, and a user's own merged over them, with all problems at once."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files as resources
from os import PathLike
from pathlib import Path
from typing import Any

import attrs

from aichipcn.catalogue.catalogue import KINDS, SINGULAR, Catalogue
from aichipcn.catalogue.codec import REFERRED, Codec, problems
from aichipcn.errors import AichipcnError, CatalogueError, hint, nearest
from aichipcn.mandates.grammar import Known, read_mandate
from aichipcn.mandates.mandate import Mandate
from aichipcn.model.collection import Collection, names_of, normalised

PathText = str | PathLike[str]


@attrs.frozen
class Entry:
    """One table of a file, and where it stands."""

    kind: str
    where: str
    data: Any

    @property
    def slug(self) -> str | None:
        """The slug that it gives, if it gives one."""
        key = "code" if self.kind == "places" else "slug"
        slug = self.data.get(key) if isinstance(self.data, dict) else None
        return slug if isinstance(slug, str) else None


def load_catalogue(*paths: PathText) -> Catalogue:
    """The embedded catalogue, with the entries of TOML, JSON or Epoch AI CSV files of one's own merged over it.

    Raises CatalogueError with every problem of every file: what cannot be read, unknown keys, references to
    nothing, slugs and aliases that clash, and every value that is not what its field takes.
    """
    if not paths:
        return embedded()
    found: list[str] = []
    entries = list(_embedded_entries())
    imported: list[object] = []
    for path in map(Path, paths):
        if path.suffix.lower() == ".csv":
            from aichipcn.catalogue.epoch import import_epoch  # noqa: PLC0415  (only for those who hold the files)

            imported += import_epoch(path).values
        else:
            entries += _file_entries(path, found)
    catalogue = _built(entries, found)
    return catalogue.with_(*imported) if imported else catalogue


@lru_cache(maxsize=1)
def embedded() -> Catalogue:
    """The catalogue that ships with the library."""
    return _built(list(_embedded_entries()), [])


def attribution() -> str:
    """The attribution of data under licences that ask for it."""
    return resources("aichipcn.catalogue").joinpath("data/ATTRIBUTION.md").read_text("utf-8")


def _embedded_entries() -> Iterator[Entry]:
    folder = resources("aichipcn.catalogue").joinpath("data")
    for file in sorted(folder.iterdir(), key=lambda item: item.name):
        if file.name.endswith(".toml"):
            yield from _entries(tomllib.loads(file.read_text("utf-8")), file.name, [])


def _file_entries(path: Path, found: list[str]) -> list[Entry]:
    try:
        text = path.read_text("utf-8")
        data = json.loads(text, object_pairs_hook=_unique) if path.suffix == ".json" else tomllib.loads(text)
    except OSError as error:
        found.append(f"{path}: cannot be read: {error.strerror}")
    except UnicodeDecodeError:
        found.append(f"{path}: is not UTF-8 text")
    except (tomllib.TOMLDecodeError, ValueError) as error:
        found.append(f"{path}: {error}")
    else:
        return list(_entries(data, path.name, found))
    return []


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = [key for key, _ in pairs]
    for key in keys:
        if keys.count(key) > 1:
            msg = f"duplicate key {key!r}"
            raise ValueError(msg)
    return dict(pairs)


def _entries(data: object, name: str, found: list[str]) -> Iterator[Entry]:
    if not isinstance(data, dict):
        found.append(f"{name}: a table of {', '.join(KINDS)} is needed")
        return
    for kind, rows in data.items():
        if kind not in KINDS:
            near = hint(nearest(kind, KINDS, count=1))
            found.append(f"{name}: unknown key {kind!r}{near}; allowed: {', '.join(KINDS)}")
        elif not isinstance(rows, list):
            found.append(f"{name}: {kind}: a list of tables is needed; write [[{kind}]]")
        else:
            for position, row in enumerate(rows):
                yield Entry(kind, f"{name}: {kind}[{position}]", row)


def _built(entries: list[Entry], found: list[str]) -> Catalogue:
    entries = _without_clashes(entries, found)
    codec = Codec()
    values: dict[str, list[Any]] = {kind: [] for kind in KINDS}
    for kind, cls in KINDS.items():
        for entry in (entry for entry in entries if entry.kind == kind):
            value = _mandate(entry, values, found) if cls is Mandate else _value(codec, cls, entry, found)
            if value is not None:
                values[kind].append(value)
    for kind, items in values.items():
        _check_names(kind, items, found)
    _check_vendors(values["vendors"], found)
    if found:
        raise CatalogueError(found)
    return Catalogue(**{kind: Collection(SINGULAR[kind], items) for kind, items in values.items()})


def _value(codec: Codec, cls: type[Any], entry: Entry, found: list[str]) -> Any:
    try:
        value = codec.read(cls, entry.data)
    except (AichipcnError, ExceptionGroup) as error:
        found.extend(problems(error, entry.where))
        if cls in REFERRED and entry.slug:
            codec.broken[cls].add(entry.slug)
        return None
    if hasattr(value, "sources") and not value.sources:
        found.append(f"{entry.where}: sources: at least one source is needed; name its slug in a list")
    return value


def _mandate(entry: Entry, values: dict[str, list[Any]], found: list[str]) -> Mandate | None:
    if not isinstance(entry.data, dict):
        found.append(f"{entry.where}: a table is needed, got {entry.data!r}")
        return None
    known = Known(*(Collection(SINGULAR[kind], values[kind]) for kind in ("sources", "places", "vendors", "chips")))
    try:
        return read_mandate(entry.data, known)
    except CatalogueError as error:
        found.extend(f"{entry.where}.{problem}" for problem in error.problems)
    return None


def _without_clashes(entries: Iterable[Entry], found: list[str]) -> list[Entry]:
    first: dict[tuple[str, str], Entry] = {}
    kept = []
    for entry in entries:
        if entry.slug is not None:
            earlier = first.setdefault((entry.kind, entry.slug), entry)
            if earlier is not entry:
                found.append(f"{entry.where}: the slug {entry.slug!r} is taken by {earlier.where}; choose another")
                continue
        kept.append(entry)
    return kept


def _check_names(kind: str, items: list[Any], found: list[str]) -> None:
    if kind == "sources":
        return
    owner: dict[str, str] = {}
    for item in items:
        for name in names_of(item):
            other = owner.setdefault(normalised(name), item.slug)
            if other != item.slug:
                found.append(
                    f"{kind}: {name!r} names both {other!r} and {item.slug!r}; a name finds one {SINGULAR[kind]}"
                )


def _check_vendors(vendors: list[Any], found: list[str]) -> None:
    slugs = {vendor.slug for vendor in vendors}
    for vendor in vendors:
        for slug in (vendor.parent, *(supply.customer for supply in vendor.supplies)):
            if slug is not None and slug not in slugs:
                near = hint(nearest(slug, slugs))
                found.append(f"vendors: {vendor.slug}: no vendor has the slug {slug!r}{near}")
