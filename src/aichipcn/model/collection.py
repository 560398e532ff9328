"""Named things, found by slug, name or alias, however it is spelt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, Generic, Protocol, TypeVar

import attrs

from aichipcn.codes import Code
from aichipcn.errors import AichipcnError, InvalidTypeError, InvalidValueError, UnknownNameError, shown
from aichipcn.nearest import nearest


class Named(Protocol):
    """Whatever has a slug."""

    @property
    def slug(self) -> str:
        """The slug."""


N = TypeVar("N", bound=Named)


@lru_cache(maxsize=8192)
def normalised(name: str) -> str:
    """A name without case, spaces, hyphens and underscores: `"Ascend 910B"` is `"ascend910b"`."""
    return re.sub(r"[\s_-]+", "", name).lower()


def names_of(item: Named) -> tuple[str, ...]:
    """The slug, the name and the aliases of a thing."""
    names = (item.slug, getattr(item, "name", item.slug), *getattr(item, "aliases", ()))
    return tuple(dict.fromkeys(names))


def no_slug(kind: str, slug: object, among: Iterable[Named]) -> AichipcnError:
    """The error of a reference to nothing, with the slugs of those whose slug, name or alias comes nearest."""
    if not isinstance(slug, str):
        return InvalidTypeError(f"the slug of a {kind} is needed, got {shown(slug)}", found=slug)
    owner = {name: item.slug for item in reversed(tuple(among)) for name in reversed(names_of(item))}
    near = dict.fromkeys(owner[name] for name in nearest(slug, owner))
    return InvalidValueError(f"no {kind} has the slug {shown(slug)}", found=slug, nearest=near, code=Code.UNKNOWN_NAME)


def name_taken(kind: str, name: str, owner: str) -> InvalidValueError:
    """The error of a name that finds something else already."""
    msg = f"{shown(name)} names {shown(owner)} already; a name finds one {kind}"
    return InvalidValueError(msg, found=name, code=Code.NAME_TAKEN)


def _items(value: Iterable[N]) -> tuple[N, ...]:
    items: tuple[Any, ...] = tuple(value) if isinstance(value, Iterable) else (value,)
    for item in items:
        if not isinstance(getattr(item, "slug", None), str):
            msg = f"a collection holds things that have a slug, got {shown(item)}"
            raise InvalidTypeError(msg, found=item)
    return items


@attrs.frozen
class Collection(Generic[N]):
    """An immutable collection. Iterating gives the things themselves, in their order.

    `collection["H20"]` finds by slug, name or alias; a miss raises UnknownNameError with the nearest names.
    Raises InvalidValueError where a slug, name or alias would find two things.
    """

    kind: str
    items: tuple[N, ...] = attrs.field(default=(), converter=_items)
    _index: dict[str, N] = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        index: dict[str, N] = {}
        for item in self.items:
            for name in names_of(item):
                other = index.setdefault(normalised(name), item)
                if other is not item:
                    raise name_taken(self.kind, name, other.slug)
        object.__setattr__(self, "_index", index)

    def __getitem__(self, name: str) -> N:
        found = self.get(name)
        if found is None:
            raise UnknownNameError(self.kind, name, self._names())
        return found

    def get(self, name: str) -> N | None:
        """The thing of a name, or None. Raises InvalidTypeError for what is no text."""
        if not isinstance(name, str):
            msg = f"a {self.kind} is found by slug, name or alias, got {shown(name)}"
            raise InvalidTypeError(msg, found=name)
        return self._index.get(normalised(name))

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and normalised(name) in self._index

    def __iter__(self) -> Iterator[N]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def with_(self, items: Iterable[N]) -> Collection[N]:
        """A new collection with more things in it; one of the same slug takes the old one's place."""
        merged = {item.slug: item for item in (*self.items, *_items(items))}
        return Collection(self.kind, tuple(merged.values()))

    def _names(self) -> list[str]:
        return [name for item in self.items for name in names_of(item)]

    def __repr__(self) -> str:
        return f"<{len(self.items)} of kind {self.kind}>"
