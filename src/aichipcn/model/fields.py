"""The door of every domain class: what may come in, and what is said to what may not.

Each converter names the field in its message, because attrs reports a failure in `__init__` without one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from enum import Enum
from fractions import Fraction
from typing import Any, TypeVar

import attrs

from aichipcn.errors import (
    AichipcnError,
    InvalidTypeError,
    InvalidValueError,
    UnknownNameError,
    nearest,
)
from aichipcn.values.dates import DateRange
from aichipcn.values.estimate import Estimate
from aichipcn.values.units import (
    AREA,
    BANDWIDTH,
    LENGTH,
    MEMORY,
    NONE,
    POWER,
    RATE,
)

T = TypeVar("T")
E = TypeVar("E", bound=Enum)

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_EXAMPLES = {
    RATE: "'148 TFLOP/s'",
    MEMORY: "'64 GB'",
    BANDWIDTH: "'1600 GB/s'",
    POWER: "'400 W'",
    AREA: "'814 mm**2'",
    LENGTH: "'7 nm'",
    NONE: "'0.85'",
}


def figure(value: object, name: str, unit: str) -> Estimate:
    """A figure of one dimension. Raises InvalidValueError or InvalidTypeError naming the field."""
    if unit != NONE and isinstance(value, int | float | Fraction):
        msg = f"{name} must be text with a unit such as {_EXAMPLES[unit]}, got {value!r}"
        raise InvalidTypeError(msg)
    estimate = _named(Estimate.of, value, name)
    if estimate.unit != unit:
        msg = f"{name} must be a figure such as {_EXAMPLES[unit]}, got {str(value)!r}"
        raise InvalidValueError(msg)
    return estimate


def figure_field(name: str, unit: str) -> Any:
    """An optional figure of one dimension; None is unknown."""
    return attrs.field(default=None, converter=lambda value: None if value is None else figure(value, name, unit))


def dates_field(name: str) -> Any:
    """An optional date, as precise as it is known; None is unknown."""
    return attrs.field(
        default=None,
        converter=lambda value: None if value is None else _named(DateRange.parse, value, name),
    )


def slug_field() -> Any:
    """A slug: lower-case words and digits joined by hyphens."""
    return attrs.field(validator=_check_slug)


def text_field() -> Any:
    """Text that says something."""
    return attrs.field(validator=_check_text)


def enum_field(name: str, kind: type[E], *, default: Any = attrs.NOTHING) -> Any:
    """A member of an enumeration, or its text."""
    return attrs.field(
        default=default,
        converter=lambda value: None if value is None and default is None else member(kind, value, name),
    )


def tuple_field(name: str, kind: type) -> Any:
    """A tuple of instances of a class; empty by default."""
    return attrs.field(default=(), converter=lambda value: instances(value, name, kind))


def instance_field(kind: type, *, optional: bool = False) -> Any:
    """One instance of a class; `optional` lets None be unknown."""
    check = _instance(kind)
    if optional:
        return attrs.field(default=None, validator=attrs.validators.optional(check))
    return attrs.field(validator=check)


def member(kind: type[E], value: object, name: str) -> E:
    """The member of an enumeration that a value is or names. Raises InvalidValueError with the nearest."""
    if isinstance(value, kind):
        return value
    allowed = [str(item.value) for item in kind]
    for item in kind:
        if item.value == value:
            return item
    close = nearest(str(value), allowed, count=1)
    near = f"; nearest: {close[0]!r}" if close else ""
    msg = f"{name} must be one of {', '.join(allowed)}; got {value!r}{near}"
    raise InvalidValueError(msg)


def instances(value: object, name: str, kind: type[T]) -> tuple[T, ...]:
    """A tuple of instances of a class. Raises InvalidTypeError for anything else."""
    if isinstance(value, str) or not isinstance(value, Iterable):
        msg = f"{name} must be a sequence of {kind.__name__}, got {value!r}"
        raise InvalidTypeError(msg)
    items = tuple(value)
    for item in items:
        if not isinstance(item, kind):
            msg = f"{name} must hold {kind.__name__} only, got {item!r}"
            raise InvalidTypeError(msg)
    return items


def _named(convert: Callable[[Any], T], value: object, name: str) -> T:
    try:
        return convert(value)
    except UnknownNameError:
        raise
    except AichipcnError as cause:
        raise type(cause)(f"{name}: {cause}") from None


def _check_slug(_: object, attribute: attrs.Attribute[Any], value: object) -> None:
    if not isinstance(value, str) or _SLUG.fullmatch(value) is None:
        msg = f"{attribute.name} must be lower-case words joined by hyphens such as 'huawei-ascend-910b', got {value!r}"
        raise InvalidValueError(msg)


def _check_text(_: object, attribute: attrs.Attribute[Any], value: object) -> None:
    if not isinstance(value, str) or not value.strip():
        msg = f"{attribute.name} must be text, got {value!r}"
        raise InvalidValueError(msg)


def _instance(kind: type) -> Callable[[object, attrs.Attribute[Any], object], None]:
    def check(_: object, attribute: attrs.Attribute[Any], value: object) -> None:
        if not isinstance(value, kind):
            msg = f"{attribute.name} must be a {kind.__name__}, got {value!r}"
            raise InvalidTypeError(msg)

    return check
