"""What the parts of the grammar share: what may be referred to, and the problems that are gathered on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import attrs

from aichipcn.codes import Code
from aichipcn.errors import AichipcnError, CatalogueError, InvalidValueError, apart, joined, missing, unknown_key
from aichipcn.mandates.vocabulary import Vocabulary
from aichipcn.model.collection import no_slug
from aichipcn.model.doors import listed

T = TypeVar("T")


@attrs.frozen
class Known:
    """What a mandate may refer to, and the tags of others that it may use. What is None is not checked."""

    sources: Iterable[Any]
    places: Iterable[Any]
    vendors: Iterable[Any] | None = None
    chips: Iterable[Any] | None = None
    lists: Iterable[Any] = ()
    vocabulary: Vocabulary = attrs.field(factory=Vocabulary)


def no_source() -> AichipcnError:
    """The error of an entry that names no source."""
    msg = "at least one source is needed; name its slug in a list"
    return InvalidValueError(msg, code=Code.NO_SOURCE).at("sources")


@attrs.define
class Reader:
    """The problems of one entry, gathered while its parts are read."""

    known: Known
    problems: list[AichipcnError] = attrs.field(factory=list)

    def problem(self, path: str, error: AichipcnError) -> None:
        """Keep a problem, or all of several, seen from a path."""
        found = error.problems if isinstance(error, CatalogueError) else apart(error)
        self.problems += [each.at(path) for each in found]

    def tried(self, path: str, make: Callable[[], T]) -> T | None:
        """What `make` gives; its error becomes a problem at the path."""
        try:
            return make()
        except AichipcnError as error:
            self.problem(path, error)
            return None

    def keys(self, path: str, data: Mapping[str, Any], allowed: Iterable[str]) -> None:
        """A problem for each key of a table that is not allowed."""
        names = tuple(allowed)
        for key in data:
            if key not in names:
                self.problem(path, unknown_key(key, names))

    def given(self, path: str, data: Mapping[str, Any], key: str, door: Callable[[Any], T]) -> T | None:
        """What a door makes of a key's value; None where the key is not given."""
        return self.tried(joined(path, key), lambda: door(data[key])) if key in data else None

    def required(self, path: str, data: Mapping[str, Any], key: str, door: Callable[[Any], T], hint: str) -> T | None:
        """What a door makes of a key's value; a problem with a hint where the key is not given."""
        if key in data:
            return self.given(path, data, key, door)
        self.problem(joined(path, key), missing(hint))
        return None

    def referred(self, path: str, kind: str, slug: object, among: Iterable[Any]) -> Any:
        """The entry of a slug; a problem with the nearest where there is none."""
        for item in among:
            if item.slug == slug:
                return item
        self.problem(path, no_slug(kind, slug, among))
        return None

    def sources(self, path: str, data: Mapping[str, Any], *, needed: bool = False) -> tuple[Any, ...]:
        """The sources that a table names."""
        slugs = self.tried(joined(path, "sources"), lambda: listed(data.get("sources", ())))
        if slugs is None:
            return ()
        if needed and not slugs:
            self.problem(path, no_source())
        inner = joined(path, "sources")
        return tuple(self.referred(f"{inner}[{i}]", "source", item, self.known.sources) for i, item in enumerate(slugs))

    def rows(self, path: str, data: Mapping[str, Any], key: str, read: Callable[[str, Any], T]) -> tuple[T, ...]:
        """What is read of each table in a list, with its path."""
        rows = self.given(path, data, key, listed) or ()
        return tuple(read(f"{joined(path, key)}[{i}]", row) for i, row in enumerate(rows))
