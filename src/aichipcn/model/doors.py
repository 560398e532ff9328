"""The doors of the domain classes: what may come into a field, and what is said to what may not.

A door is a function from what is given to what is kept, and is annotated with all that may be given, because that is
where checkers read what a class takes. Those of figures and dates take None, which is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, Protocol, TypeAlias, TypeVar

import attrs

from aichipcn.codes import Code
from aichipcn.errors import AichipcnError, InvalidTypeError, InvalidValueError, UnknownUnitError, every, shown
from aichipcn.model.terms import Term
from aichipcn.values.dates import DateRange
from aichipcn.values.estimate import Estimate
from aichipcn.values.units import (
    AREA,
    BANDWIDTH,
    CURRENCIES,
    LENGTH,
    MEMORY,
    NONE,
    OPERATIONS,
    POWER,
    RATE,
    TIME,
    no_unit,
    units_of,
)


class Quantity(Protocol):
    """A pint quantity of any registry."""

    @property
    def magnitude(self) -> Any:
        """The number."""

    @property
    def units(self) -> Any:
        """What it counts."""


T = TypeVar("T")
E = TypeVar("E", bound=Term)

Figure: TypeAlias = Estimate | str | Quantity
"""What a figure with a unit may be given as."""
Number: TypeAlias = Figure | float | Fraction
"""What a plain number may be given as."""
Dates: TypeAlias = date | str | DateRange
"""What a date, as precise as it is known, may be given as."""

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
"""What a slug is, as a regular expression."""

FIGURES = {
    RATE: ("a rate", "'148 TFLOP/s'"),
    MEMORY: ("an amount of memory", "'64 GB'"),
    BANDWIDTH: ("a bandwidth", "'1600 GB/s'"),
    POWER: ("a power", "'400 W'"),
    AREA: ("an area", "'814 mm**2'"),
    LENGTH: ("a length", "'7 nm'"),
    TIME: ("a time", "'54 h'"),
    OPERATIONS: ("a number of operations", "'420 GFLOP'"),
    NONE: ("a plain number", "'0.85'"),
}
"""What a figure of each root unit is called, with an example of one."""

_SLUG = re.compile(SLUG)


def named(door: Callable[[Any], T], value: object, name: str) -> T:
    """What a door makes of a value; its error has a name more in its path."""
    try:
        return door(value)
    except AichipcnError as error:
        error.at(name)
        raise


# -- texts


def slug(value: str) -> str:
    """Lower-case words and digits joined by hyphens. Raises InvalidValueError with the slug that comes nearest."""
    if not is_slug(value):
        near = re.sub(r"[^a-z0-9]+", "-", value[:60].lower()).strip("-") if isinstance(value, str) else ""
        msg = f"not a slug: {shown(value)}; write lower-case words joined by hyphens such as 'huawei-ascend-910b'"
        raise InvalidValueError(msg, found=value, nearest=(near,) if near else (), code=Code.NOT_A_SLUG)
    return value


def is_slug(value: object) -> bool:
    """Whether a value is written as a slug."""
    return isinstance(value, str) and _SLUG.fullmatch(value) is not None


def text(value: str) -> str:
    """Text that says something."""
    if not isinstance(value, str) or not value.strip():
        msg = f"text is needed, got {shown(value)}"
        kind = InvalidValueError if isinstance(value, str) else InvalidTypeError
        raise kind(msg, found=value, code=Code.WRONG_TYPE)
    return value


def note(value: str) -> str:
    """Text that may be empty."""
    return value if value == "" else text(value)


def optional_note(value: str | None) -> str | None:
    """Text that may be empty; None is unknown."""
    return None if value is None else note(value)


def optional_slug(value: str | None) -> str | None:
    """A slug; None is unknown."""
    return None if value is None else slug(value)


def slugs(value: Sequence[str]) -> tuple[str, ...]:
    """A list of slugs."""
    return tuple(named(slug, item, f"[{i}]") for i, item in enumerate(listed(value)))


def texts(value: Sequence[str]) -> tuple[str, ...]:
    """A list of texts."""
    return tuple(every(lambda member: named(text, member[1], f"[{member[0]}]"), enumerate(listed(value))))


# -- figures


def figure(value: Number, unit: str) -> Estimate:
    """A figure of one dimension. Raises InvalidValueError or InvalidTypeError with the units that it may have."""
    kind, example = FIGURES[unit]
    if unit != NONE and isinstance(value, int | float | Fraction):
        msg = f"not {kind}: {shown(value)}; write text with a unit such as {example}"
        raise InvalidTypeError(msg, found=value, allowed=units_of(unit), code=Code.WRONG_DIMENSION)
    try:
        estimate = Estimate.of(value)
    except UnknownUnitError as error:
        raise no_unit(str(error.found), unit) from None
    if estimate.unit != unit:
        msg = f"not {kind}: {shown(str(value))}; write one such as {example}"
        raise InvalidValueError(msg, found=value, allowed=units_of(unit), code=Code.WRONG_DIMENSION)
    return estimate


def any_figure(value: Number) -> Estimate:
    """A figure of any dimension, or of none."""
    return Estimate.of(value)


def optional_figure(value: Number | None) -> Estimate | None:
    """A figure of any dimension; None is unknown."""
    return None if value is None else Estimate.of(value)


def known_rate(value: Figure) -> Estimate:
    """Operations per second."""
    return figure(value, RATE)


def rate(value: Figure | None) -> Estimate | None:
    """Operations per second; None is unknown."""
    return None if value is None else known_rate(value)


def memory(value: Figure | None) -> Estimate | None:
    """An amount of memory."""
    return None if value is None else figure(value, MEMORY)


def bandwidth(value: Figure | None) -> Estimate | None:
    """Bytes per second."""
    return None if value is None else figure(value, BANDWIDTH)


def power(value: Figure | None) -> Estimate | None:
    """Watts."""
    return None if value is None else figure(value, POWER)


def area(value: Figure | None) -> Estimate | None:
    """Square metres."""
    return None if value is None else figure(value, AREA)


def length(value: Figure | None) -> Estimate | None:
    """Metres."""
    return None if value is None else figure(value, LENGTH)


def number(value: Number | None) -> Estimate | None:
    """A number without a unit."""
    return None if value is None else figure(value, NONE)


def price(value: Figure | None) -> Estimate | None:
    """An amount of USD or CNY; None is unknown."""
    return None if value is None else known_price(value)


def known_price(value: Number) -> Estimate:
    """An amount of USD or CNY. Raises InvalidValueError for another unit."""
    estimate = Estimate.of(value)
    if estimate.unit not in CURRENCIES:
        msg = f"not a price: {shown(str(value))}; write one such as '16854 USD'"
        raise InvalidValueError(msg, found=value, allowed=CURRENCIES, code=Code.WRONG_DIMENSION)
    return estimate


def count(value: int | str | Estimate | None) -> Estimate:
    """A number of chips; without one there is at least one."""
    if value is None:
        return Estimate(1, None)
    if isinstance(value, bool) or not isinstance(value, int | str | Estimate):
        msg = f"not a count: {shown(value)}; write a whole number, or text such as '10000..14000'"
        raise InvalidTypeError(msg, found=value, code=Code.NOT_A_COUNT)
    counted = figure(value, NONE)
    bounds = (counted.low, counted.high, counted.best)
    if not all(bound is None or isinstance(bound, int) for bound in bounds) or counted.low < 1:
        msg = f"not a count: {shown(str(value))}; write whole numbers of at least 1"
        raise InvalidValueError(msg, found=value, code=Code.NOT_A_COUNT)
    return counted


def share(value: str | Estimate | None) -> Estimate | None:
    """A share, at most the whole; None is unknown. Raises InvalidTypeError for bare numbers."""
    return None if value is None else known_share(value)


def known_share(value: str | Estimate) -> Estimate:
    """A share, at most the whole."""
    if not isinstance(value, str | Estimate):
        msg = f"not a share: {shown(value)}; write it as text such as '85%' or '>= 85%'"
        raise InvalidTypeError(msg, found=value, code=Code.NOT_A_SHARE)
    estimate = figure(value, NONE)
    capped = estimate if estimate.high is not None else attrs.evolve(estimate, high=1)
    if capped.high is None or capped.high > 1:
        msg = f"not a share: {shown(str(value))} is more than 100%"
        raise InvalidValueError(msg, found=value, code=Code.NOT_A_SHARE)
    return capped


def known_whole(value: int) -> int:
    """A whole number of at least 1."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        msg = f"a whole number of at least 1 is needed, got {shown(value)}"
        raise InvalidTypeError(msg, found=value, code=Code.NOT_A_COUNT)
    return value


def whole(value: int | None) -> int | None:
    """A whole number of at least 1; None is unknown."""
    return None if value is None else known_whole(value)


# -- the rest


def dates(value: Dates | None) -> DateRange | None:
    """A date, as precise as it is known."""
    return None if value is None else DateRange.parse(value)


def truth(value: bool) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        msg = f"true or false is needed, got {shown(value)}"
        raise InvalidTypeError(msg, found=value)
    return value


def members(kind: type[E], value: Sequence[E | str]) -> tuple[E, ...]:
    """The terms that a list holds or names."""
    return tuple(every(lambda member: named(kind, member[1], f"[{member[0]}]"), enumerate(listed(value))))


def listed(value: object) -> Sequence[Any]:
    """A list, a tuple or another sequence. Raises InvalidTypeError for anything else, a single text among them."""
    if isinstance(value, str | bytes) or not isinstance(value, Sequence):
        msg = f"a list is needed, got {shown(value)}"
        raise InvalidTypeError(msg, found=value)
    return value


def table(value: object) -> Mapping[str, Any]:
    """A table of keys and values. Raises InvalidTypeError for anything else."""
    if not isinstance(value, Mapping):
        msg = f"a table is needed, got {shown(value)}"
        raise InvalidTypeError(msg, found=value)
    return value


def instance(value: object, name: str, kind: type[T]) -> T:
    """One instance of a class. Raises InvalidTypeError for anything else."""
    if not isinstance(value, kind):
        msg = f"not a {kind.__name__}: {shown(value)}"
        raise InvalidTypeError(msg, found=value).at(name)
    return value


def instances(value: Iterable[T], kind: type[T]) -> tuple[T, ...]:
    """Instances of a class, from any iterable but a text. Raises InvalidTypeError for anything else."""
    if isinstance(value, str) or not isinstance(value, Iterable):
        msg = f"not a sequence of {kind.__name__}: {shown(value)}"
        raise InvalidTypeError(msg, found=value)
    items = tuple(value)
    for i, item in enumerate(items):
        if not isinstance(item, kind):
            instance(item, f"[{i}]", kind)
    return items


def is_a(kind: type, *, optional: bool = False) -> Callable[[object, attrs.Attribute[Any], object], None]:
    """The validator of a field that holds an instance of a class; `optional` lets None be unknown."""

    def check(_: object, attribute: attrs.Attribute[Any], value: object) -> None:
        if not (isinstance(value, kind) or (optional and value is None)):
            instance(value, attribute.name, kind)

    return check
