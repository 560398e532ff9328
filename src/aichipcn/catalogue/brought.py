"""What extensions bring once it is held against the embedded catalogue and against each other: clashes and faults."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from aichipcn.catalogue.catalogue import KINDS, SINGULAR, Catalogue, kind_of
from aichipcn.catalogue.entries import Entry
from aichipcn.catalogue.links import references
from aichipcn.catalogue.load import built, embedded, embedded_values
from aichipcn.catalogue.published import Given, Published
from aichipcn.codes import Code
from aichipcn.errors import AichipcnError, CatalogueError, ExtensionError, ExtensionsError, InvalidValueError, shown
from aichipcn.mandates.vocabulary import OWN, Vocabulary, part_of, tag_of
from aichipcn.model.collection import names_of, normalised
from aichipcn.version import __version__

_US = f"aichipcn {__version__}"


@attrs.frozen
class Brought:
    """What one entry point of an extension brings: values of a catalogue, from data files or not, or classes."""

    extension: str
    published: Published
    values: tuple[object, ...] = ()
    classes: tuple[type, ...] = ()
    files: tuple[str, ...] = ()

    def entries(self) -> Iterator[Entry]:
        """The values as entries, each placed where it comes from."""
        for position, value in enumerate(self.values):
            kind = kind_of(value)
            yield Entry(kind, value, f"{self.extension}: {self.published.name}", f"{kind}[{position}]")


def fault(extension: str, published: Published, problem: AichipcnError | str) -> ExtensionError:
    """The error of an entry point, for a problem of what it gives."""
    said = str(problem).removeprefix(f"{extension}: ")
    return ExtensionError(extension, published.group, published.name, said)


# -- clashes


def without_repeats(given: Iterable[Given]) -> tuple[Given, ...]:
    """What is given, each entry once: two extensions may bring the same, such as a source that both cite.

    Raises ExtensionsError where two of them, or one and this library, claim a name for different things, or a tag.
    """
    clashes: list[ExtensionError] = []
    names, tags = _our_names(), _our_tags()
    kept = []
    for item in given:
        for cls in item.classes:
            part, tag = part_of(cls), tag_of(cls)
            owner, other = tags.setdefault((part, tag), (item.extension, cls))
            if other is not cls:
                clashes.append(_clash(item, f"the tag {shown(tag)} of a {part}", owner))
        kept.append(attrs.evolve(item, entries=tuple(_unclaimed(item, names, clashes))))
    if clashes:
        raise ExtensionsError(clashes)
    return tuple(kept)


def _unclaimed(
    given: Given, names: dict[tuple[str, str], tuple[str, Entry]], clashes: list[ExtensionError]
) -> Iterator[Entry]:
    for entry in given.entries:
        claims = {
            name: names.setdefault((entry.kind, key), (given.extension, entry)) for key, name in _names(entry).items()
        }
        taken = {name: (owner, other) for name, (owner, other) in claims.items() if owner != given.extension}
        if any(other.data == entry.data for _, other in taken.values()):
            continue
        clashes += [_clash(given, f"the {SINGULAR[entry.kind]} {shown(name)}", taken[name][0]) for name in taken]
        yield entry


def _clash(given: Given, what: str, owner: str) -> ExtensionError:
    return fault(given.extension, given.published, f"{what} is taken by {owner}")


def _our_names() -> dict[tuple[str, str], tuple[str, Entry]]:
    return {(entry.kind, name): (_US, entry) for entry in embedded_values() for name in _names(entry)}


def _our_tags() -> dict[tuple[str, str], tuple[str, type | None]]:
    return {(part, tag): (_US, None) for part, tags in OWN.items() for tag in tags}


def _names(entry: Entry) -> dict[str, str]:
    """The slug, the name and the aliases of an entry, read or not, each by what it finds however it is spelt."""
    if isinstance(entry.data, KINDS[entry.kind]):
        names: Iterable[object] = names_of(entry.data)
    else:
        data = entry.data if isinstance(entry.data, dict) else {}
        aliases = data.get("aliases")
        names = (entry.slug, data.get("name"), *(aliases if isinstance(aliases, list) else ()))
    found: dict[str, str] = {}
    for name in names:
        if isinstance(name, str):
            found.setdefault(normalised(name), name)
    return found


# -- faults


def sound(given: tuple[Given, ...], broken: list[ExtensionError]) -> tuple[Brought, ...]:
    """What can be used of what is given; the rest is broken.

    Extensions may refer to each other's entries, so that what refers to something broken is broken itself.
    """
    vocabulary = Vocabulary([cls for item in given for cls in item.classes])
    while True:
        problems: list[AichipcnError] = []
        try:
            catalogue = built(
                [*embedded_values(), *(entry for item in given for entry in item.entries)], [], vocabulary
            )
            problems += _unheard_of(given, catalogue)
        except CatalogueError as error:
            catalogue, problems = embedded(), list(error.problems)
        if not problems:
            return tuple(_brought(item, catalogue) for item in given)
        faults = [(item, [each for each in problems if each.file in _labels(item)]) for item in given]
        if not any(own for _, own in faults):
            raise CatalogueError(problems)
        broken += [fault(item.extension, item.published, each) for item, own in faults for each in own]
        given = tuple(item for item, own in faults if not own)


def _labels(given: Given) -> set[str]:
    return {entry.file for entry in given.entries}


def _brought(given: Given, catalogue: Catalogue) -> Brought:
    values = tuple(getattr(catalogue, entry.kind)[entry.slug or ""] for entry in given.entries)
    return Brought(given.extension, given.published, values, given.classes, given.files)


def _unheard_of(given: Iterable[Given], catalogue: Catalogue) -> Iterator[AichipcnError]:
    """A problem for each value that refers to one which the catalogue does not hold as it is."""
    for entry in (entry for item in given for entry in item.entries if isinstance(entry.data, KINDS[entry.kind])):
        for other in dict.fromkeys(references(entry.data)):
            kind = kind_of(other)
            if getattr(catalogue, kind).get(other.slug) != other:
                msg = f"refers to a {SINGULAR[kind]} {shown(other.slug)} that the catalogue does not hold; bring it too"
                yield entry.placed(InvalidValueError(msg, found=other.slug, code=Code.UNKNOWN_NAME))
