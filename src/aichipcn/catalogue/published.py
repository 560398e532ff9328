"""What one entry point of an installed extension refers to: values, data files, or classes with a tag.

Under `aichipcn.mandates` an entry point refers to a value of a catalogue, a data file (a path, or a resource of a
package), a package with data files in it, an iterable of those, or a callable that gives any of those; under the other
groups to a class, an iterable of classes, or a callable that gives either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from pkgutil import resolve_name
from types import ModuleType

import attrs

from aichipcn.catalogue.catalogue import KINDS, kind_of
from aichipcn.catalogue.entries import Entry
from aichipcn.catalogue.load import file_entries
from aichipcn.codes import Code
from aichipcn.errors import AichipcnError, CatalogueError, InvalidTypeError, InvalidValueError, shown
from aichipcn.mandates.vocabulary import part_of, tag_of

GROUPS = {
    "aichipcn.mandates": None,
    "aichipcn.predicates": "predicate",
    "aichipcn.measures": "measure",
    "aichipcn.credits": "credit",
    "aichipcn.requirements": "requirement",
}
"""The groups of entry points, and which part of a mandate the classes in each are made for."""
ENDINGS = (".toml", ".json")
"""What the names of data files end with."""


@attrs.frozen
class Published:
    """An entry point: its group, its name, and what it refers to, such as `package.module:NAME`."""

    group: str
    name: str
    refers: str


@attrs.frozen
class Given:
    """What an entry point gives: entries, not yet read, and the files that they stand in; or classes."""

    extension: str
    published: Published
    entries: tuple[Entry, ...] = ()
    classes: tuple[type, ...] = ()
    files: tuple[str, ...] = ()


def given_by(extension: str, published: Published) -> Given:
    """What an entry point gives. Raises CatalogueError with every problem, whatever the code of others raises."""
    things = _imported(published)
    if not things:
        msg = f"{published.refers} gives nothing"
        raise CatalogueError([InvalidValueError(msg)])
    part = GROUPS[published.group]
    if part is not None:
        return Given(extension, published, classes=_classes(things, part))
    entries: list[Entry] = []
    problems: list[AichipcnError] = []
    names = []
    for position, thing in enumerate(things):
        if isinstance(thing, Traversable):
            entries += _of_file(extension, thing, problems)
            names.append(thing.name)
        else:
            entries += _of_value(f"{extension}: {published.name}", thing, position, problems)
    if problems:
        raise CatalogueError(problems)
    return Given(extension, published, tuple(entries), files=tuple(names))


def _imported(published: Published) -> list[object]:
    """Everything that an entry point refers to, singly."""
    try:
        return list(_singly(resolve_name(published.refers)))
    except AichipcnError as error:
        raise CatalogueError([error]) from error
    except (Exception, SystemExit) as error:
        msg = f"{published.refers} cannot be loaded: {type(error).__name__}: {error}"
        raise CatalogueError([InvalidValueError(msg)]) from error


def _singly(thing: object) -> Iterator[object]:
    if isinstance(thing, ModuleType):
        if not hasattr(thing, "__path__"):
            msg = f"{thing.__name__} is a module; name something in it, or a package with data files"
            raise InvalidTypeError(msg, found=thing)
        yield from _files_in(files(thing))
    elif isinstance(thing, Traversable):
        yield from _files_in(thing) if thing.is_dir() else (thing,)
    elif isinstance(thing, (type, str, bytes, *KINDS.values())):
        yield thing
    elif callable(thing):
        yield from _singly(thing())
    elif isinstance(thing, Iterable):
        for item in thing:
            yield from _singly(item)
    else:
        yield thing


def _files_in(folder: Traversable) -> Iterator[Traversable]:
    return (file for file in sorted(folder.iterdir(), key=lambda file: file.name) if file.name.endswith(ENDINGS))


def _classes(things: list[object], part: str) -> tuple[type, ...]:
    problems: list[AichipcnError] = []
    for cls in things:
        try:
            tag_of(cls)  # type: ignore[arg-type]
            if part_of(cls) != part:  # type: ignore[arg-type]
                msg = f"{shown(cls)} is a {part_of(cls)}, and published as a {part}"  # type: ignore[arg-type]
                problems.append(InvalidTypeError(msg, found=cls))
        except AichipcnError as error:
            problems.append(error)
    if problems:
        raise CatalogueError(problems)
    return tuple(cls for cls in things if isinstance(cls, type))


def _of_file(extension: str, file: Traversable, problems: list[AichipcnError]) -> list[Entry]:
    if not file.name.endswith(ENDINGS):
        msg = f"not the ending of a data file: {shown(file.name)}"
        problems.append(InvalidValueError(msg, found=file.name, allowed=ENDINGS, code=Code.UNKNOWN_FORMAT))
        return []
    found: list[AichipcnError] = []
    with as_file(file) as path:
        entries = file_entries(path, found)
    for error in found:
        error.file = file.name
    problems += found
    return [attrs.evolve(entry, file=f"{extension}: {file.name}") for entry in entries]


def _of_value(label: str, value: object, position: int, problems: list[AichipcnError]) -> list[Entry]:
    try:
        kind = kind_of(value)
    except AichipcnError as error:
        problems.append(error.at(f"[{position}]"))
        return []
    return [Entry(kind, value, label, f"{kind}[{position}]")]
