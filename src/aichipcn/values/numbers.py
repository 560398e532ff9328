"""Numbers read exactly: text becomes an integer or a fraction, never a rounded float."""

from __future__ import annotations

import math
import re
from fractions import Fraction
from typing import TypeAlias

from aichipcn.errors import InvalidTypeError, InvalidValueError

Exact: TypeAlias = int | Fraction

_DECIMAL = r"(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d{1,2})?"
NUMBER = rf"{_DECIMAL}(?:/{_DECIMAL})?%?"
_NUMBER = re.compile(rf"({_DECIMAL})(?:/({_DECIMAL}))?(%?)")
SIGNIFICANT_DIGITS = 12


def simplest(value: Exact) -> Exact:
    """The integer where the fraction is whole, else the fraction."""
    return value if isinstance(value, int) else (value.numerator if value.denominator == 1 else value)


def parse_number(text: str) -> Exact:
    """An unsigned number such as `"0.85"`, `"1.4e3"`, `"7/10"` or `"85%"`, exactly.

    Raises InvalidValueError where the text is anything else: a sign, a thousands comma, nan or infinity.
    """
    match = _NUMBER.fullmatch(text.strip())
    if match is None:
        comma = "; leave out the thousands comma" if re.search(r"\d,\d", text) else ""
        msg = f"not a number: {text!r}; write one such as '0.85', '1.4e3', '7/10' or '85%'{comma}"
        raise InvalidValueError(msg)
    above, below, percent = match.groups()
    divisor = Fraction(below or 1) * (100 if percent else 1)
    if divisor == 0:
        msg = f"not a number: {text!r} divides by zero"
        raise InvalidValueError(msg)
    return simplest(Fraction(above) / divisor)


def exact(value: object) -> Exact:
    """A number of Python made exact; a float is read at 12 significant digits.

    Raises InvalidTypeError for what is no number (a bool among them) and InvalidValueError for nan and infinity.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | Fraction):
        msg = f"not a number: {value!r}"
        raise InvalidTypeError(msg)
    if isinstance(value, float):
        if not math.isfinite(value):
            msg = f"not a figure: {value!r}"
            raise InvalidValueError(msg)
        return simplest(Fraction(f"{value:.{SIGNIFICANT_DIGITS}g}"))
    return simplest(value)


def format_number(value: Exact) -> str:
    """The shortest text that `parse_number` reads back as the same number."""
    value = simplest(value)
    if isinstance(value, int):
        return str(value)
    twos, fives, rest = 0, 0, value.denominator
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    places = max(twos, fives)
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}"
