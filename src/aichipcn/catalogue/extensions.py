"""What installed packages bring: values of a catalogue, and classes whose tags files may use.

A distribution publishes them under the entry-point groups in `GROUPS`. Nothing is looked for, and no module of theirs
imported, before one of these functions is called; what is broken is told by name and harms nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import Distribution, distributions
from warnings import warn

import attrs

from aichipcn.catalogue.brought import Brought, fault, sound, without_repeats
from aichipcn.catalogue.published import GROUPS, Given, Published, given_by
from aichipcn.errors import CatalogueError, ExtensionError, ExtensionsError, ExtensionWarning, UnknownNameError
from aichipcn.mandates.vocabulary import Vocabulary
from aichipcn.model.collection import normalised
from aichipcn.model.doors import texts


@attrs.frozen
class Extension:
    """An installed distribution that publishes something for this library."""

    name: str
    version: str
    published: tuple[Published, ...]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


@attrs.frozen
class Extensions:
    """What extensions bring, and which of their entry points are broken, each an ExtensionError that says why."""

    extensions: tuple[Extension, ...] = ()
    brought: tuple[Brought, ...] = ()
    broken: tuple[ExtensionError, ...] = ()

    @property
    def values(self) -> tuple[object, ...]:
        """The mandates, and whatever else of a catalogue they bring."""
        return tuple(value for item in self.brought for value in item.values)

    @property
    def files(self) -> tuple[str, ...]:
        """The data files that values come from, each by the name of its extension."""
        return tuple(file for item in self.brought for file in item.files)

    @property
    def vocabulary(self) -> Vocabulary:
        """The classes whose tags files may use."""
        return Vocabulary([cls for item in self.brought for cls in item.classes])


# -- finding


def find_extensions() -> tuple[Extension, ...]:
    """The installed distributions that publish something for this library, by name; nothing of theirs is imported.

    Of a distribution that is installed twice, the one that comes first on the path.
    """
    found: dict[str, Extension] = {}
    for distribution in distributions():
        extension = _extension(distribution)
        if extension is not None:
            found.setdefault(normalised(extension.name), extension)
    return tuple(found[name] for name in sorted(found))


def _extension(distribution: Distribution) -> Extension | None:
    """What a distribution publishes; None where that is nothing, or where its own metadata cannot be read."""
    try:
        points = [point for point in distribution.entry_points if point.group in GROUPS]
        metadata = distribution.metadata if points else None
        if metadata is None or "Name" not in metadata or "Version" not in metadata:
            return None
        name, version = metadata["Name"], metadata["Version"]
    except Exception:  # whatever is wrong with the metadata of others
        return None
    published = (Published(point.group, point.name, point.value) for point in points)
    order = sorted(published, key=lambda item: (list(GROUPS).index(item.group), item.name))
    return Extension(name, version, tuple(order))


# -- loading


def load_extensions(names: str | Sequence[str] | None = None, *, strict: bool = False) -> Extensions:
    """What the installed extensions bring, or those of some names, held against the embedded catalogue.

    What is broken is in `broken`, and raised as an ExtensionsError where `strict`. Raises UnknownNameError for a name
    that none of them has; ExtensionsError, strict or not, where two of them, or one and this library, claim a name or
    a tag.
    """
    extensions = _of_names(find_extensions(), names)
    given: list[Given] = []
    broken: list[ExtensionError] = []
    for extension in extensions:
        for published in extension.published:
            try:
                given.append(given_by(str(extension), published))
            except CatalogueError as error:
                broken += [fault(str(extension), published, problem) for problem in error.problems]
    brought = sound(without_repeats(given), broken)
    if strict and broken:
        raise ExtensionsError(broken)
    return Extensions(extensions, brought, tuple(broken))


def _of_names(found: tuple[Extension, ...], names: str | Sequence[str] | None) -> tuple[Extension, ...]:
    if names is None:
        return found
    wanted = _named(names)
    known = {normalised(extension.name) for extension in found}
    for name in wanted:
        if normalised(name) not in known:
            raise UnknownNameError("extension", name, [extension.name for extension in found])
    return tuple(extension for extension in found if normalised(extension.name) in map(normalised, wanted))


def _named(names: str | Sequence[str]) -> tuple[str, ...]:
    return texts([names] if isinstance(names, str) else names)


def extensions_of(wanted: Extensions | bool | str | Sequence[str]) -> Extensions:
    """What `load_catalogue` is to merge: all that are installed and whole, those of some names, or what is loaded.

    A broken one is raised where it was asked for by name, and an ExtensionWarning otherwise.
    """
    if isinstance(wanted, Extensions):
        return wanted
    if not isinstance(wanted, bool):
        return load_extensions(_named(wanted), strict=True)
    loaded = load_extensions() if wanted else Extensions()
    for error in loaded.broken:
        warn(str(error), ExtensionWarning, stacklevel=3)
    return loaded
