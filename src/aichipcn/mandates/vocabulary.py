"""The tags that files may use beside our own: predicates, measures, credits and requirements of others.

A class of another's is a frozen one (of attrs, or a dataclass) with a `tag`. In a file, `{ my-tag = argument }` is made
by the class from its one field, `{ my-tag = true }` from none, and from a table of its fields where it has several,
with hyphens in their names. A field of dates takes their text too, because JSON has no dates.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from inspect import isfunction
from typing import Any

import attrs

from aichipcn.codes import Code
from aichipcn.errors import (
    AichipcnError,
    CatalogueError,
    InvalidTypeError,
    InvalidValueError,
    missing,
    shown,
    unknown_key,
)
from aichipcn.mandates.credits import Credit
from aichipcn.mandates.meanings import MEANINGS
from aichipcn.mandates.measures import AnyMeasure
from aichipcn.mandates.predicates import Predicate
from aichipcn.mandates.schedule import Requirement
from aichipcn.mandates.thresholds import Bound
from aichipcn.model.doors import instances, named, slug, table
from aichipcn.values.limits import Limit

OWN = {
    "predicate": ("all", "any", "not", *MEANINGS),
    "measure": ("units", "tpp", "power", "peak", "spend", "effective"),
    "credit": ("tiers", "content", "whole-from", "least"),
    "requirement": (*(bound.value for bound in Bound), "none-from", "interpolate"),
}
"""The tags of this library, by the part of a mandate that they stand in."""

_PARTS: dict[str, tuple[type[Any], str]] = {
    "predicate": (Predicate, "holds"),
    "measure": (AnyMeasure, "weight"),
    "credit": (Credit, "worth"),
    "requirement": (Requirement, "threshold"),
}
"""What each part can do, and the method by which it is known."""

_FROZEN = (attrs.exceptions.FrozenInstanceError, dataclasses.FrozenInstanceError)


# -- classes


def part_of(cls: type) -> str:
    """The part of a mandate that a class is made for: predicate, measure, credit or requirement.

    Raises InvalidTypeError for a class that is made for none or for two, lacks a member, is not frozen, or is no
    class of fields.
    """
    if not isinstance(cls, type) or not (attrs.has(cls) or dataclasses.is_dataclass(cls)):
        msg = f"a frozen class of attrs, or a frozen dataclass, is needed, got {shown(cls)}"
        raise InvalidTypeError(msg, found=cls)
    parts = [part for part, (protocol, method) in _PARTS.items() if _has(cls, protocol, method)]
    if len(parts) != 1:
        made_for = f"a {' and a '.join(parts)} at once" if parts else "no predicate, measure, credit or requirement"
        msg = f"{cls.__name__} is {made_for}; exactly one of the methods is needed"
        raise InvalidTypeError(msg, found=cls, allowed=[f"{method}()" for _, method in _PARTS.values()])
    _check_members(cls, parts[0])
    if not _is_frozen(cls):
        msg = f"the {parts[0]} {cls.__name__} can be changed; make it frozen"
        raise InvalidTypeError(msg, found=cls)
    return parts[0]


def tag_of(cls: type) -> str:
    """The tag of a class. Raises InvalidValueError for what is no slug, or is one of its fields."""
    part_of(cls)
    if any(field.name == "tag" for field in _all_fields(cls)):
        msg = f"the tag of {cls.__name__} is one of its fields; write it without a type: tag = 'my-tag'"
        raise InvalidValueError(msg, found=cls)
    return named(slug, getattr(cls, "tag", None), f"{cls.__name__}.tag")


def _check_members(cls: type, part: str) -> None:
    protocol = _PARTS[part][0]
    members = {name: f"{name}{'()' * isfunction(own)}" for name, own in vars(protocol).items() if name[0] != "_"}
    lacking = [shown_as for name, shown_as in members.items() if not _has(cls, protocol, name)]
    if lacking:
        msg = f"the {part} {cls.__name__} lacks {', '.join(lacking)}"
        raise InvalidTypeError(msg, found=cls, allowed=members.values())


def _has(cls: type, protocol: type, name: str) -> bool:
    """Whether a class has a member of its own: a method where the protocol has one, a field or property otherwise."""
    own, theirs = getattr(cls, name, None), getattr(protocol, name)
    if isfunction(theirs):
        return callable(own) and own is not theirs
    is_field = any(field.name == name for field in _all_fields(cls))
    return is_field or (own is not None and own is not theirs and not isfunction(own))


def _is_frozen(cls: type) -> bool:
    """Whether a blank instance refuses to be changed."""
    name = next((field.name for field in _all_fields(cls)), "tag")
    try:
        setattr(object.__new__(cls), name, None)
    except _FROZEN:
        return True
    except Exception:  # whatever its own converters say of None
        return False
    return False


# -- the vocabulary


def _classes(value: Iterable[type]) -> tuple[type, ...]:
    return tuple(dict.fromkeys(instances(value, type)))


@attrs.frozen
class Vocabulary:
    """Classes of others whose tags files may use. Raises InvalidValueError where a tag is taken."""

    classes: tuple[type, ...] = attrs.field(default=(), converter=_classes)
    _index: dict[tuple[str, str], type] = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        index: dict[tuple[str, str], type] = {}
        for cls in self.classes:
            part, tag = part_of(cls), tag_of(cls)
            owner = index.setdefault((part, tag), cls)
            if owner is not cls or tag in OWN[part]:
                taker = "aichipcn" if tag in OWN[part] else _home(owner)
                msg = f"the tag {shown(tag)} of the {part} {_home(cls)} is taken by {taker}; choose another"
                raise InvalidValueError(msg, found=tag, code=Code.NAME_TAKEN)
        object.__setattr__(self, "_index", index)

    def with_(self, *classes: type) -> Vocabulary:
        """A vocabulary with more classes in it."""
        return Vocabulary((*self.classes, *classes))

    def tags(self, part: str) -> tuple[str, ...]:
        """All tags that a part of a mandate may have, ours first."""
        return (*OWN[part], *self.theirs(part))

    def theirs(self, part: str) -> tuple[str, ...]:
        """The tags of others that a part of a mandate may have."""
        return tuple(tag for own, tag in self._index if own == part)

    def class_of(self, part: str, tag: object) -> type | None:
        """The class of a tag in a part of a mandate; None for one of ours, or nobody's."""
        return self._index.get((part, tag)) if isinstance(tag, str) else None


def _home(cls: type) -> str:
    return f"{cls.__module__}.{cls.__qualname__}"


# -- values


def made(cls: type, argument: object) -> Any:
    """A value of another's class from plain data.

    Raises InvalidValueError or InvalidTypeError for what the class does not take, whatever it raises itself, and
    CatalogueError where a table has several problems.
    """
    fields = _taken_in(cls)
    if len(fields) == 1:
        return _tried(cls, dict.fromkeys(fields.values(), _frozen(argument)))
    if not fields:
        if argument is not True:
            msg = f"takes no argument; write true, got {shown(argument)}"
            raise InvalidValueError(msg, found=argument, code=Code.WRONG_TYPE)
        return _tried(cls, {})
    given = {str(key).replace("_", "-"): value for key, value in table(argument).items()}
    problems = [unknown_key(key, fields) for key in given if key not in fields]
    problems += [missing().at(key) for key in _needed(cls) if key not in given]
    if problems:
        raise problems[0] if len(problems) == 1 else CatalogueError(problems)
    return _tried(cls, {fields[key]: _frozen(value) for key, value in given.items()})


def argument_of(value: object) -> Any:
    """The plain data from which `made` makes the same value of another's class.

    Raises InvalidTypeError for a value of no such class, InvalidValueError where files have no words for it.
    """
    cls = type(value)
    part_of(cls)
    plain = {
        _key(field): _plain(inner)
        for field in _all_fields(cls)
        if field.init and (inner := getattr(value, field.name)) is not None
    }
    keys = list(_taken_in(cls))
    argument = plain if len(keys) > 1 else plain.get(keys[0]) if keys else True
    if argument is None or not _makes(cls, argument, value):
        msg = f"{cls.__name__} does not come back as it was from {shown(argument)}: {shown(value)}"
        raise InvalidValueError(msg, found=value)
    return argument


def _makes(cls: type, argument: object, value: object) -> bool:
    """Whether a value is made again from TOML, and from JSON, in which dates are text."""
    try:
        text = json.dumps(argument, default=date.isoformat, allow_nan=False)
        return all(made(cls, plain) == value for plain in (argument, json.loads(text)))
    except (AichipcnError, ValueError):
        return False


def _tried(cls: type, given: Mapping[str, Any]) -> Any:
    try:
        return cls(**given)
    except AichipcnError:
        raise
    except Exception as error:  # another's class may raise anything
        kind = InvalidTypeError if isinstance(error, TypeError) else InvalidValueError
        taken = shown(dict(given)) if len(given) != 1 else shown(*given.values())
        msg = f"{cls.__name__} does not take {taken}: {str(error) or type(error).__name__}"
        raise kind(msg, found=given) from error


def _plain(value: object) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Limit):
        return value.text
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value if isinstance(value, str | int | float | date) else str(value)


def _frozen(argument: Any) -> Any:
    """Plain data with its lists as tuples, because a frozen class keeps no list."""
    if isinstance(argument, list | tuple):
        return tuple(_frozen(item) for item in argument)
    return argument


# -- fields


def _all_fields(cls: type) -> tuple[Any, ...]:
    fields: tuple[Any, ...] = attrs.fields(cls) if attrs.has(cls) else dataclasses.fields(cls)
    return fields


def keys_of(cls: type) -> tuple[str, ...]:
    """The keys of the table that a class of another's is made from; with one of them, its argument stands alone."""
    return tuple(_taken_in(cls))


def _taken_in(cls: type) -> dict[str, str]:
    """The fields that a class is made from: as files spell them, and as its constructor does."""
    return {_key(field): getattr(field, "alias", field.name) for field in _all_fields(cls) if field.init}


def _needed(cls: type) -> list[str]:
    """The fields that a class is not made without, as files spell them."""
    return [_key(field) for field in _all_fields(cls) if field.init and _has_no_default(field)]


def _has_no_default(field: Any) -> bool:
    factory = getattr(field, "default_factory", dataclasses.MISSING)
    return field.default in (attrs.NOTHING, dataclasses.MISSING) and factory is dataclasses.MISSING


def _key(field: Any) -> str:
    return str(getattr(field, "alias", field.name)).replace("_", "-")
