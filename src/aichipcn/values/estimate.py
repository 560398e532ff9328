"""A figure with its doubt: an interval, often a point, sometimes with a best value, in one unit.

Magnitudes are exact integers and fractions in the root unit of their dimension; pint quantities are built on request.
Figures of this field are amounts, so none is negative, and `<= x` means from nothing up to x.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from numbers import Real
from typing import TYPE_CHECKING, Any

import attrs

from aichipcn.codes import Code
from aichipcn.display import Displayed
from aichipcn.errors import InvalidTypeError, InvalidValueError, UnitMismatchError, repaired, shown
from aichipcn.values.numbers import (
    NUMBER,
    Exact,
    bound_plus,
    bound_times,
    doubt,
    exact,
    format_number,
    parse_number,
    simplest,
    tidied,
)
from aichipcn.values.ternary import Ternary
from aichipcn.values.units import ROOTS, UnitValue, combine, ratio, root_unit, shown_unit, unit_value

if TYPE_CHECKING:
    from aichipcn.values.quantity import FrozenQuantity

_UNIT = r"(?P<unit>(?:(?![eE][+-]?[0-9]{1,2}(?![0-9]))[A-Za-zµ].*)?)"
_LOW, _HIGH, _BEST = (f"(?P<{name}>{NUMBER})" for name in ("low", "high", "best"))
_FORMS = (
    _LOW,
    rf"(?P<sign>>=|<=)\s*{_LOW}",
    rf"{_LOW}\s*\.\.\s*{_HIGH}",
    rf"{_BEST}\s*\(\s*{_LOW}\s*\.\.\s*{_HIGH}?\s*\)",
)
_PATTERNS = tuple(re.compile(rf"{form}\s*{_UNIT}") for form in _FORMS)
WITHOUT_UNIT = tuple(re.sub(r"\?P<\w+>", "?:", form) for form in _FORMS)
"""What may stand before the unit of a figure, as regular expressions: a point, a bound, a range, a best value."""

GRAMMAR = "'148 TFLOP/s', '280..400 TFLOP/s', '320 (280..400) TFLOP/s' or '>= 1.4'"


@attrs.frozen(order=False)
class Estimate(Displayed):
    """A closed interval `low..high` in the root unit `unit`, with an optional best value inside.

    `high` is None where nothing bounds it from above. Equality is of all four parts; order is three-valued.
    Raises InvalidValueError for what is no interval of amounts, and for a unit that is not a root unit, such as GB/s.
    """

    low: Exact = attrs.field(converter=exact)
    high: Exact | None = attrs.field(converter=attrs.converters.optional(exact))
    best: Exact | None = attrs.field(default=None, converter=attrs.converters.optional(exact))
    unit: str = ""

    def __attrs_post_init__(self) -> None:
        if self.unit not in ROOTS:
            root_unit(self.unit)
        if self.low < 0:
            msg = f"a figure is not negative: {self.low}"
            raise InvalidValueError(msg, code=Code.NOT_A_FIGURE)
        if self.high is not None and self.high < self.low:
            msg = f"a range runs from low to high, got {self}"
            raise InvalidValueError(msg, code=Code.WRONG_RANGE)
        if self.best is not None and not within(self.best, self.low, self.high):
            best = Estimate(self.best, self.best, unit=self.unit)
            msg = f"the best value {best} lies outside its range {self.without_best()}"
            raise InvalidValueError(msg, code=Code.WRONG_RANGE)

    @classmethod
    def point(cls, value: float | Fraction, unit: str = "") -> Estimate:
        """An exactly known figure, `value` of any unit text."""
        scale = unit_value(unit)
        magnitude = exact(value) * scale.factor
        return cls(magnitude, magnitude, unit=scale.root)

    @classmethod
    def parse(cls, text: object) -> Estimate:
        """A figure from its text; the grammar is in `GRAMMAR`.

        Raises InvalidTypeError where it is not text, InvalidValueError where the text is no figure.
        """
        if not isinstance(text, str):
            msg = f"a figure is text such as {GRAMMAR}, got {shown(text)}"
            raise InvalidTypeError(msg, found=text, code=Code.NOT_A_FIGURE)
        return _parse(text)

    @classmethod
    def of(cls, value: object) -> Estimate:
        """A figure from an Estimate, a text, a number (dimensionless) or a pint quantity of any registry."""
        if isinstance(value, Estimate):
            return value
        if isinstance(value, int | float | Fraction):
            return cls.point(value)
        if hasattr(value, "magnitude") and hasattr(value, "units"):
            return cls._of_quantity(value)
        return cls.parse(value)

    @classmethod
    def _of_quantity(cls, value: Any) -> Estimate:
        if not isinstance(value.magnitude, Real):
            msg = f"not a figure: {shown(value)}; give one quantity, not several"
            raise InvalidTypeError(msg, found=value, code=Code.NOT_A_FIGURE)
        return cls.point(float(value.magnitude), format(value.units, "C"))

    @property
    def is_point(self) -> bool:
        """Whether low and high are the same number."""
        return self.low == self.high

    @property
    def central(self) -> Exact | None:
        """The best value, else the point; None where only a range or a bound is known."""
        return self.best if self.best is not None else (self.low if self.is_point else None)

    def magnitude(self, unit: str) -> tuple[Exact, Exact | None]:
        """Low and high as exact numbers of a unit. Raises UnitMismatchError for another dimension."""
        scale = self._scale(unit)
        high = None if self.high is None else ratio(self.high, scale.factor)
        return ratio(self.low, scale.factor), high

    def quantity(self, unit: str | None = None) -> FrozenQuantity:
        """The best (or the one) value as a pint quantity.

        Raises InvalidValueError where only a range is known, UnitMismatchError for another dimension.
        """
        if self.central is None:
            msg = f"only a range is known: {self}; ask for interval()"
            raise InvalidValueError(msg)
        return self._quantity(self.central, unit)

    def interval(self, unit: str | None = None) -> tuple[FrozenQuantity, FrozenQuantity | None]:
        """Low and high as pint quantities; None for no upper bound."""
        high = None if self.high is None else self._quantity(self.high, unit)
        return self._quantity(self.low, unit), high

    def contains(self, value: Exact) -> bool:
        """Whether a number of root units lies inside."""
        return within(value, self.low, self.high)

    def without_best(self) -> Estimate:
        """The bare interval."""
        return attrs.evolve(self, best=None)

    def __add__(self, other: object) -> Estimate:
        if not isinstance(other, Estimate):
            return NotImplemented
        self._require(other)
        high = bound_plus(self.high, other.high)
        mine, theirs = self.central, other.central
        best = None if mine is None or theirs is None else mine + theirs
        return _estimate(self.low + other.low, high, best, self.unit)

    def __mul__(self, other: object) -> Estimate:
        if isinstance(other, int | float | Fraction):
            other = Estimate.point(other)
        if not isinstance(other, Estimate):
            return NotImplemented
        mine, theirs = self.central, other.central
        best = None if mine is None or theirs is None else mine * theirs
        unit = combine(self.unit, other.unit, 1)
        return _estimate(self.low * other.low, bound_times(self.high, other.high), best, unit)

    __rmul__ = __mul__

    def __truediv__(self, other: object) -> Estimate:
        if isinstance(other, int | float | Fraction):
            other = Estimate.point(other)
        if not isinstance(other, Estimate):
            return NotImplemented
        return self * other.reciprocal()

    def reciprocal(self) -> Estimate:
        """One divided by it; unbounded where zero is possible. Raises InvalidValueError for exactly zero."""
        if self.high == 0:
            msg = "cannot divide by a figure of zero"
            raise InvalidValueError(msg)
        low: Exact = 0 if self.high is None else ratio(1, self.high)
        high = None if self.low == 0 else ratio(1, self.low)
        best = ratio(1, self.best) if self.best else None
        return _estimate(low, high, best, combine("", self.unit, -1))

    def hull(self, other: Estimate) -> Estimate:
        """The smallest interval that holds both."""
        self._require(other)
        high = None if self.high is None or other.high is None else max(self.high, other.high)
        return Estimate(min(self.low, other.low), high, unit=self.unit)

    def meet(self, other: Estimate) -> Estimate | None:
        """What both allow; None where they contradict each other."""
        self._require(other)
        low = max(self.low, other.low)
        highs = [bound for bound in (self.high, other.high) if bound is not None]
        high = min(highs, default=None)
        return None if high is not None and high < low else Estimate(low, high, unit=self.unit)

    def __lt__(self, other: object) -> Ternary:
        theirs = self._comparable(other)
        if self.high is not None and self.high < theirs.low:
            return Ternary.TRUE
        return Ternary.FALSE if theirs.high is not None and self.low >= theirs.high else Ternary.UNKNOWN

    def __le__(self, other: object) -> Ternary:
        theirs = self._comparable(other)
        return ~(theirs < self)

    def __gt__(self, other: object) -> Ternary:
        return self._comparable(other) < self

    def __ge__(self, other: object) -> Ternary:
        return ~(self < self._comparable(other))

    def __str__(self) -> str:
        return self.text()

    def text(self, unit: str | None = None) -> str:
        """The figure as text that `parse` reads back as the same value, in a unit or in the one that reads best."""
        factor, name = self._shown(unit)
        low = format_number(ratio(self.low, factor))
        suffix = f" {name}" if name else ""
        if self.is_point:
            return f"{low}{suffix}"
        high = "" if self.high is None else format_number(ratio(self.high, factor))
        if self.best is not None:
            return f"{format_number(ratio(self.best, factor))} ({low}..{high}){suffix}"
        if self.high is None:
            return f">= {low}{suffix}"
        return f"<= {high}{suffix}" if self.low == 0 else f"{low}..{high}{suffix}"

    def _shown(self, unit: str | None) -> tuple[Exact, str]:
        if unit is None:
            largest = self.central if self.central is not None else (self.high or self.low)
            return shown_unit(self.unit, largest)
        return self._scale(unit).factor, unit

    def _scale(self, unit: str) -> UnitValue:
        scale = unit_value(unit)
        if scale.root != self.unit:
            msg = f"{self} is not a figure in {unit or 'plain numbers'}"
            raise UnitMismatchError(msg)
        return scale

    def _quantity(self, magnitude: Exact, unit: str | None) -> FrozenQuantity:
        from aichipcn.values.quantity import quantity  # noqa: PLC0415  (pint waits for the first quantity)

        factor, name = self._shown(unit)
        return quantity(float(ratio(magnitude, factor)), name)

    def _require(self, other: Estimate) -> None:
        if self.unit != other.unit:
            msg = f"{self} and {other} are of different dimensions"
            raise UnitMismatchError(msg)

    def _comparable(self, other: object) -> Estimate:
        theirs = Estimate.of(other)
        self._require(theirs)
        return theirs


def within(value: Exact, low: Exact, high: Exact | None) -> bool:
    """Whether a number lies in a closed interval; None is no upper bound."""
    return low <= value and (high is None or value <= high)


def _estimate(low: Exact, high: Exact | None, best: Exact | None, unit: str) -> Estimate:
    if low == high or best is None:
        return Estimate(low, high, unit=unit)
    return Estimate(low, high, best=best, unit=unit)


ONE = Estimate(1, 1)
NOTHING = Estimate(0, 0)


@lru_cache(maxsize=8192)
def _parse(text: str) -> Estimate:
    for pattern in _PATTERNS:
        match = pattern.fullmatch(text.strip())
        if match is not None:
            return _read(match.groupdict())
    msg = f"not a figure: {shown(text)}{doubt(text)}; write {GRAMMAR}"
    near = repaired(text, [tidied(text)], _parse)
    raise InvalidValueError(msg, found=text, nearest=near, code=Code.NOT_A_FIGURE)


def _read(parts: dict[str, str | None]) -> Estimate:
    scale = unit_value((parts.pop("unit") or "").strip())
    sign = parts.pop("sign", None)
    values = {name: simplest(parse_number(number) * scale.factor) for name, number in parts.items() if number}
    low, high = values["low"], values.get("high")
    if "high" not in parts:
        low, high = (0, low) if sign == "<=" else (low, None if sign else low)
    return Estimate(low, high, best=values.get("best"), unit=scale.root)
