"""The tags that files may use beside our own: predicates, measures, credits and requirements of others.

A class of another's is a frozen one (of attrs, or a dataclass) with a `tag`. In a file, `{ my-tag = argument }` is made
by the class from its one field, or from a table of its fields where it has several, with hyphens in their names.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import Enum
from typing import Any

import attrs

from aichipcn.errors import AichipcnError, InvalidTypeError, InvalidValueError, shown, unknown_key
from aichipcn.mandates.meanings import MEANINGS
from aichipcn.mandates.thresholds import Bound
from aichipcn.model.doors import slug, table

OWN = {
    "predicate": ("all", "any", "not", *MEANINGS),
    "measure": ("units", "tpp", "power", "peak", "spend", "effective"),
    "credit": ("tiers", "content", "whole-from", "least"),
    "requirement": (*(bound.value for bound in Bound), "none-from", "interpolate"),
}
"""The tags of this library, by the part of a mandate that they stand in."""

_MEMBERS = {
    "predicate": ("holds", "reads", "describe", "missing"),
    "measure": ("weight", "unit", "field", "describe"),
    "credit": ("worth", "reads", "describe", "missing"),
    "requirement": ("threshold", "next_after", "describe"),
}


def part_of(cls: type) -> str:
    """The part of a mandate that a class is made for: predicate, measure, credit or requirement.

    Raises InvalidTypeError for a class that lacks a member, is not frozen, or is no class of fields.
    """
    if not isinstance(cls, type) or not (attrs.has(cls) or dataclasses.is_dataclass(cls)):
        msg = f"a frozen class of attrs, or a frozen dataclass, is needed, got {shown(cls)}"
        raise InvalidTypeError(msg, found=cls)
    part = next((part for part, (first, *_) in _MEMBERS.items() if hasattr(cls, first)), None)
    if part is None:
        msg = f"{cls.__name__} is no predicate, measure, credit or requirement: it has none of their methods"
        raise InvalidTypeError(msg, found=cls, allowed=[members[0] for members in _MEMBERS.values()])
    lacking = [name for name in _MEMBERS[part] if not hasattr(cls, name)]
    if lacking:
        msg = f"the {part} {cls.__name__} lacks {', '.join(lacking)}"
        raise InvalidTypeError(msg, found=cls, allowed=_MEMBERS[part])
    if not _is_frozen(cls):
        msg = f"the {part} {cls.__name__} can be changed; make it frozen"
        raise InvalidTypeError(msg, found=cls)
    return part


def _is_frozen(cls: type) -> bool:
    if dataclasses.is_dataclass(cls):
        return bool(cls.__dataclass_params__.frozen)  # type: ignore[attr-defined]
    return bool("__setattr__" in vars(cls))


def _classes(value: Iterable[type]) -> tuple[type, ...]:
    classes = tuple(value)
    taken: dict[tuple[str, str], str] = {}
    for cls in classes:
        part = part_of(cls)
        tag = slug(getattr(cls, "tag", None))  # type: ignore[arg-type]
        owner = "aichipcn" if tag in OWN[part] else taken.setdefault((part, tag), _home(cls))
        if owner != _home(cls):
            msg = f"the tag {shown(tag)} of the {part} {_home(cls)} is taken by {owner}; choose another"
            raise InvalidValueError(msg, found=tag)
    return tuple(dict.fromkeys(classes))


def _home(cls: type) -> str:
    return f"{cls.__module__}.{cls.__qualname__}"


@attrs.frozen
class Vocabulary:
    """Classes of others whose tags files may use. Raises InvalidValueError where a tag is taken."""

    classes: tuple[type, ...] = attrs.field(default=(), converter=_classes)

    def with_(self, *classes: type) -> Vocabulary:
        """A vocabulary with more classes in it."""
        return Vocabulary((*self.classes, *classes))

    def tags(self, part: str) -> tuple[str, ...]:
        """All tags that a part of a mandate may have, ours first."""
        return (*OWN[part], *(tag for tag, _ in self._of(part)))

    def class_of(self, part: str, tag: object) -> type | None:
        """The class of a tag in a part of a mandate; None for one of ours, or nobody's."""
        return next((cls for known, cls in self._of(part) if known == tag), None)

    def _of(self, part: str) -> Iterator[tuple[str, type]]:
        return ((cls.tag, cls) for cls in self.classes if part_of(cls) == part)  # type: ignore[attr-defined]


def made(cls: type, argument: object) -> Any:
    """A value of another's class from plain data.

    Raises InvalidValueError or InvalidTypeError for what the class does not take, whatever it raises itself.
    """
    names = field_names(cls)
    if len(names) == 1:
        return _tried(cls, {names[0]: argument})
    given = {str(key).replace("-", "_"): value for key, value in table(argument).items()}
    for key in given:
        if key not in names:
            raise unknown_key(key.replace("_", "-"), [name.replace("_", "-") for name in names])
    return _tried(cls, given)


def argument_of(value: object) -> Any:
    """The plain data from which `made` makes the same value of another's class."""
    names = field_names(type(value))
    if len(names) == 1:
        return _plain(getattr(value, names[0]))
    return {name.replace("_", "-"): _plain(getattr(value, name)) for name in names}


def field_names(cls: type) -> list[str]:
    """The names of the fields that a class is made from."""
    fields: Iterable[Any] = attrs.fields(cls) if attrs.has(cls) else dataclasses.fields(cls)
    return [field.name for field in fields if field.init]


def _tried(cls: type, given: Mapping[str, Any]) -> Any:
    try:
        return cls(**given)
    except AichipcnError:
        raise
    except (TypeError, ValueError) as error:
        kind = InvalidTypeError if isinstance(error, TypeError) else InvalidValueError
        msg = f"{cls.__name__} does not take {shown(dict(given))}: {error}"
        raise kind(msg, found=given) from error


def _plain(value: object) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value if isinstance(value, str | int | date) else str(value)
