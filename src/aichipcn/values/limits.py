"""Limits to figures: "at least 4,800", exactly, with the side that the figure itself falls on."""

from __future__ import annotations

import re
from enum import Enum

import attrs

from aichipcn.codes import Code
from aichipcn.errors import InvalidTypeError, InvalidValueError, shown
from aichipcn.values.estimate import Estimate
from aichipcn.values.numbers import NUMBER, Exact, exact
from aichipcn.values.ternary import UNKNOWN, Ternary
from aichipcn.values.units import NONE, TPP
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


@attrs.frozen
class Limit:
    """A limit to a figure in a root unit: `Limit.parse(">= 4800", "TPP")` holds of 4,800 and of all above it."""

    side: Side
    value: Exact = attrs.field(converter=exact)
    unit: str

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
        found = _PARTS.fullmatch(text.strip())
        if found is None:
            msg = f"not a limit: {shown(text)}; write a side and a figure, such as {_example(unit)}"
            raise InvalidValueError(msg, found=text, code=Code.NOT_A_FIGURE)
        figure = Estimate.parse(found["figure"])
        if figure.unit == NONE and unit == TPP:
            figure = attrs.evolve(figure, unit=TPP)
        if not figure.is_point:
            msg = f"not a limit: {shown(text)}; a limit is one exact figure, such as {_example(unit)}"
            raise InvalidValueError(msg, found=text, code=Code.NOT_A_FIGURE)
        if figure.unit != unit:
            msg = f"a limit such as {_example(unit)} is needed, got {shown(text)}"
            raise InvalidValueError(msg, found=text, code=Code.WRONG_DIMENSION)
        return cls(Side(found["side"]), figure.low, unit)

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
