"""The door of every domain class: what may come in, and what is said to what may not.

A door is a function from what is given to what is kept. Each field names itself in the error of its door, because
attrs reports a failure in `__init__` without a name; files pass the same doors, field by field, before that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from fractions import Fraction
from typing import Any, TypeVar

import attrs

from aichipcn.errors import AichipcnError, InvalidTypeError, InvalidValueError, UnknownUnitError, nearest, shown
from aichipcn.values.dates import DateRange
from aichipcn.values.estimate import Estimate
from aichipcn.values.units import AREA, BANDWIDTH, LENGTH, MEMORY, NONE, POWER, RATE, no_unit, units_of

T = TypeVar("T")
E = TypeVar("E", bound=Enum)

DOOR = "door"

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FIGURES = {
    RATE: ("a rate", "'148 TFLOP/s'"),
    MEMORY: ("an amount of memory", "'64 GB'"),
    BANDWIDTH: ("a bandwidth", "'1600 GB/s'"),
    POWER: ("a power", "'400 W'"),
    AREA: ("an area", "'814 mm**2'"),
    LENGTH: ("a length", "'7 nm'"),
    NONE: ("a plain number", "'0.85'"),
}


# -- fields


def door_field(name: str, door: Callable[[Any], Any], *, default: Any = attrs.NOTHING) -> Any:
    """A field that keeps what its door makes of a value."""
    return attrs.field(default=default, converter=lambda value: named(door, value, name), metadata={DOOR: door})


def figure_field(name: str, unit: str) -> Any:
    """An optional figure of one dimension; None is unknown."""
    return door_field(name, _optional(lambda value: figure(value, unit)), default=None)


def dates_field(name: str) -> Any:
    """An optional date, as precise as it is known; None is unknown."""
    return door_field(name, _optional(DateRange.parse), default=None)


def enum_field(name: str, kind: type[E], *, default: Any = attrs.NOTHING) -> Any:
    """A member of an enumeration, or its text; with a default of None, None is unknown."""
    door: Callable[[Any], Any] = lambda value: member(kind, value)  # noqa: E731  (a door like the others)
    return door_field(name, _optional(door) if default is None else door, default=default)


def slug_field() -> Any:
    """A slug: lower-case words and digits joined by hyphens."""
    return _checked_field(slug)


def text_field(*, default: Any = attrs.NOTHING) -> Any:
    """Text that says something."""
    return _checked_field(text, default=default)


def note_field(*, default: str | None = "") -> Any:
    """Text that may be empty; with a default of None, None is unknown."""
    return _checked_field(_optional(note) if default is None else note, default=default)


def texts_field(name: str) -> Any:
    """A list of texts; empty by default."""
    return door_field(name, texts, default=())


def truth_field(*, default: bool) -> Any:
    """True or false."""
    return _checked_field(_truth, default=default)


def whole_field() -> Any:
    """An optional whole number of at least 1; None is unknown."""
    return _checked_field(_optional(_whole), default=None)


def tuple_field(name: str, kind: type) -> Any:
    """A tuple of instances of a class; empty by default."""
    return attrs.field(default=(), converter=lambda value: instances(value, name, kind))


def instance_field(kind: type, *, optional: bool = False) -> Any:
    """One instance of a class; `optional` lets None be unknown."""

    def check(_: object, attribute: attrs.Attribute[Any], value: object) -> None:
        if not (optional and value is None):
            instance(value, attribute.name, kind)

    return attrs.field(default=None if optional else attrs.NOTHING, validator=check)


# -- doors


def named(door: Callable[[Any], T], value: object, name: str) -> T:
    """What a door makes of a value; its error has a name more in its path."""
    try:
        return door(value)
    except AichipcnError as error:
        error.at(name)
        raise


def figure(value: object, unit: str) -> Estimate:
    """A figure of one dimension. Raises InvalidValueError or InvalidTypeError with the units that it may have."""
    kind, example = _FIGURES[unit]
    if unit != NONE and isinstance(value, int | float | Fraction):
        msg = f"not {kind}: {shown(value)}; write text with a unit such as {example}"
        raise InvalidTypeError(msg, found=value, allowed=units_of(unit))
    try:
        estimate = Estimate.of(value)
    except UnknownUnitError as error:
        raise no_unit(str(error.found), unit) from None
    if estimate.unit != unit:
        msg = f"not {kind}: {shown(str(value))}; write one such as {example}"
        raise InvalidValueError(msg, found=value, allowed=units_of(unit))
    return estimate


def member(kind: type[E], value: object, name: str = "") -> E:
    """The member of an enumeration that a value is or names. Raises InvalidValueError with the nearest."""
    if isinstance(value, kind):
        return value
    for item in kind:
        if item.value == value:
            return item
    allowed = [str(item.value) for item in kind]
    near = nearest(value, allowed, count=1) if isinstance(value, str) else ()
    msg = f"unknown value {shown(value)}"
    raise InvalidValueError(msg, found=value, nearest=near, allowed=allowed).at(name)


def members(kind: type[E], value: object) -> tuple[E, ...]:
    """The members that a list holds or names."""
    return tuple(named(lambda item: member(kind, item), item, f"[{i}]") for i, item in enumerate(listed(value)))


def texts(value: object) -> tuple[str, ...]:
    """A list of texts as a tuple."""
    return tuple(named(text, item, f"[{i}]") for i, item in enumerate(listed(value)))


def listed(value: object) -> list[Any] | tuple[Any, ...]:
    """A list or a tuple. Raises InvalidTypeError for anything else, a single text among them."""
    if not isinstance(value, list | tuple):
        msg = f"a list is needed, got {shown(value)}"
        raise InvalidTypeError(msg, found=value)
    return value


def table(value: object) -> Mapping[str, Any]:
    """A table of keys and values. Raises InvalidTypeError for anything else."""
    if not isinstance(value, Mapping):
        msg = f"a table is needed, got {shown(value)}"
        raise InvalidTypeError(msg, found=value)
    return value


def slug(value: object) -> str:
    """A slug. Raises InvalidValueError with the slug that comes nearest."""
    if not isinstance(value, str) or _SLUG.fullmatch(value) is None:
        near = re.sub(r"[^a-z0-9]+", "-", value[:60].lower()).strip("-") if isinstance(value, str) else ""
        msg = f"not a slug: {shown(value)}; write lower-case words joined by hyphens such as 'huawei-ascend-910b'"
        raise InvalidValueError(msg, found=value, nearest=(near,) if near else ())
    return value


def instances(value: object, name: str, kind: type[T]) -> tuple[T, ...]:
    """A tuple of instances of a class. Raises InvalidTypeError for anything else."""
    if isinstance(value, str) or not isinstance(value, Iterable):
        msg = f"not a sequence of {kind.__name__}: {shown(value)}"
        raise InvalidTypeError(msg, found=value).at(name)
    return tuple(instance(item, f"{name}[{i}]", kind) for i, item in enumerate(value))


def instance(value: object, name: str, kind: type[T]) -> T:
    """One instance of a class. Raises InvalidTypeError for anything else."""
    if not isinstance(value, kind):
        msg = f"not a {kind.__name__}: {shown(value)}"
        raise InvalidTypeError(msg, found=value).at(name)
    return value


def text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        msg = f"text is needed, got {shown(value)}"
        raise InvalidTypeError(msg, found=value) if not isinstance(value, str) else InvalidValueError(msg, found=value)
    return value


def note(value: object) -> str:
    return value if value == "" else text(value)


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        msg = f"true or false is needed, got {shown(value)}"
        raise InvalidTypeError(msg, found=value)
    return value


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        msg = f"a whole number of at least 1 is needed, got {shown(value)}"
        raise InvalidTypeError(msg, found=value)
    return value


def _optional(door: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else door(value)


def _checked_field(door: Callable[[Any], Any], *, default: Any = attrs.NOTHING) -> Any:
    """A field that keeps a value as it is, once its door has let it in."""
    return attrs.field(
        default=default,
        validator=lambda _, attribute, value: named(door, value, attribute.name),
        metadata={DOOR: door},
    )
