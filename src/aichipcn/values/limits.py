"""Limits to figures: "at least 4,800", exactly, with the side that the figure itself falls on."""

from __future__ import annotations

import re
from enum import Enum

import attrs

from aichipcn.codes import Code
from aichipcn.errors import InvalidTypeError, InvalidValueError, UnknownUnitError, repaired, shown
from aichipcn.values.estimate import Estimate
from aichipcn.values.numbers import NUMBER, Exact, doubt, exact, tidied
from aichipcn.values.ternary import UNKNOWN, Ternary
from aichipcn.values.units import NONE, ROOTS, TPP, root_unit
from aichipcn.values.words import in_words

LIMIT = rf"\s*(?:>=|<=|>|<)\s*{NUMBER}\s*(?:[A-Za-zµ].*)?"
"""What a limit is, as a regular expression; its unit is checked by the figure that it is set to."""

_PARTS = re.compile(r"(?P<side>>=|<=|>|<)(?P<figure>[^<>=].*)")


class Side(Enum):
    """Which figures a limit lets in."""

    AT_LEAST = ">="
    MORE_THAN = ">"
    AT_MOST = "<="
    LESS_THAN = "<"

    @property
    def words(self) -> str:
        """The side, in words."""
        return {">=": "at least", ">": "more than", "<=": "at most", "<": "less than"}[self.value]


def _side(value: object) -> Side:
    """A side, or its sign."""
    if isinstance(value, Side):
        return value
    signs = {side.value: side for side in Side}
    if not isinstance(value, str) or value not in signs:
        msg = f"not the side of a limit: {shown(value)}"
        raise InvalidValueError(msg, found=value, allowed=signs, code=Code.UNKNOWN_TERM)
    return signs[value]


def _root(value: str) -> str:
    """A root unit; those of the field are known without pint."""
    return value if isinstance(value, str) and value in ROOTS else root_unit(value)


@attrs.frozen
class Limit:
    """A limit to a figure in a root unit: `Limit.parse(">= 4800", "TPP")` holds of 4,800 and of all above it.

    Raises InvalidValueError for a side that is none, a value that is no amount, and a unit that is no root unit.
    """

    side: Side = attrs.field(converter=_side)
    value: Exact = attrs.field(converter=exact)
    unit: str = attrs.field(converter=_root)

    def __attrs_post_init__(self) -> None:
        if self.value < 0:
            msg = f"a figure is not negative: {self.value}"
            raise InvalidValueError(msg, found=self.value, code=Code.NOT_A_FIGURE)

    @classmethod
    def parse(cls, text: object, unit: str) -> Limit:
        """A limit from its text, a side and a figure, such as ">= 600 GB/s" or "< 4800"; TPP may go without its unit.

        Raises InvalidTypeError for what is no text, InvalidValueError for what is no limit or is in another unit.
        """
        if isinstance(text, cls) and text.unit == unit:
            return text
        if not isinstance(text, str):
            msg = f"a limit is text such as {_example(unit)}, got {shown(text)}"
            raise InvalidTypeError(msg, found=text, code=Code.NOT_A_FIGURE)
        side, figure = cls._read(text, unit)
        if figure.unit == NONE and unit == TPP:
            figure = attrs.evolve(figure, unit=TPP)
        if not figure.is_point:
            msg = f"not a limit: {shown(text)}; a limit is one exact figure, such as {_example(unit)}"
            raise InvalidValueError(msg, found=text, code=Code.NOT_A_FIGURE)
        if figure.unit != unit:
            msg = f"a limit such as {_example(unit)} is needed, got {shown(text)}"
            raise InvalidValueError(msg, found=text, code=Code.WRONG_DIMENSION)
        return cls(side, figure.low, unit)

    @classmethod
    def _read(cls, text: str, unit: str) -> tuple[Side, Estimate]:
        """The side and the figure of a text. Raises InvalidValueError with the limit that may be meant."""
        found = _PARTS.fullmatch(text.strip())
        try:
            if found is not None:
                return Side(found["side"]), Estimate.parse(found["figure"].strip())
        except UnknownUnitError:
            raise
        except InvalidValueError:
            pass
        msg = f"not a limit: {shown(text)}{doubt(found['figure'] if found else text)}"
        msg += f"; write a side and a figure, such as {_example(unit)}"
        near = repaired(text, [_tidied(text)], lambda repair: cls.parse(repair, unit))
        raise InvalidValueError(msg, found=text, nearest=near, code=Code.NOT_A_FIGURE)

    @property
    def figure(self) -> Estimate:
        """The figure at which it lies."""
        return Estimate(self.value, self.value, unit=self.unit)

    @property
    def text(self) -> str:
        """The limit as text that `parse` reads back."""
        return f"{self.side.value} {self.figure}"

    def holds(self, figure: Estimate | None) -> Ternary:
        """Whether a figure keeps to it, exactly; unknown where the figure is, or where it may lie on either side.

        Raises UnitMismatchError for a figure of another dimension.
        """
        if figure is None:
            return UNKNOWN
        if self.side in (Side.AT_LEAST, Side.LESS_THAN):
            reached = figure >= self.figure
            return reached if self.side is Side.AT_LEAST else ~reached
        passed = figure > self.figure
        return passed if self.side is Side.MORE_THAN else ~passed

    def __str__(self) -> str:
        return f"{self.side.words} {in_words(self.figure)}"


def _tidied(text: str) -> str:
    """A limit as this library writes it, where its side is another sign of order, or its figure has separators."""
    for sign, side in (("≥", ">="), ("≤", "<="), ("=>", ">="), ("=<", "<=")):
        text = text.replace(sign, side)
    found = _PARTS.fullmatch(text.strip())
    return f"{found['side']} {tidied(found['figure'])}" if found else text


def _example(unit: str) -> str:
    return f"'{_EXAMPLES.get(unit) or '>= 4800'}'"


_EXAMPLES = {
    "B/s": ">= 600 GB/s",
    "B/m**2/s": "> 2 GB/s/mm**2",
    "B": ">= 80 GB",
    "W": ">= 400 W",
    "m**2": ">= 800 mm**2",
    "m": "<= 16 nm",
    "": ">= 5.92",
}
