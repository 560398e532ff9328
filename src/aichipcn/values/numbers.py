"""Numbers read exactly: text becomes an integer or a fraction, never a rounded float."""

from __future__ import annotations

import math
import re
from decimal import ROUND_DOWN, Context, Decimal, Inexact
from fractions import Fraction
from typing import TypeAlias
from unicodedata import decimal, normalize

from aichipcn.codes import Code
from aichipcn.errors import InvalidTypeError, InvalidValueError, repaired, shown

Exact: TypeAlias = int | Fraction

_DECIMAL = r"(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,2})?"
# A percentage has no unit, and every unit has a letter other than the e of an exponent.
NUMBER = rf"{_DECIMAL}(?:/{_DECIMAL})?(?:%(?!.*[A-DF-Za-df-zµ]))?"
_NUMBER = re.compile(rf"({_DECIMAL})(?:/({_DECIMAL}))?(%?)")
_LONGEST = 1000
SIGNIFICANT_DIGITS = 12


def simplest(value: Exact) -> Exact:
    """The integer where the fraction is whole, else the fraction."""
    return value if isinstance(value, int) else (value.numerator if value.denominator == 1 else value)


def parse_number(text: str) -> Exact:
    """An unsigned number such as `"0.85"`, `"1.4e3"`, `"7/10"` or `"85%"`, exactly.

    Raises InvalidValueError where the text is anything else: a sign, a thousands comma, nan or infinity.
    """
    match = _NUMBER.fullmatch(text.strip())
    if match is None or len(text) > _LONGEST:
        msg = f"not a number: {shown(text)}; write one such as '0.85', '1.4e3', '7/10' or '85%'"
        near = repaired(text, [tidied(text)], parse_number)
        raise InvalidValueError(msg, found=text, nearest=near, code=Code.NOT_A_FIGURE)
    above, below, percent = match.groups()
    divisor = Fraction(below or 1) * (100 if percent else 1)
    if divisor == 0:
        msg = f"not a number: {shown(text)} divides by zero"
        raise InvalidValueError(msg, found=text, code=Code.NOT_A_FIGURE)
    return simplest(Fraction(above) / divisor)


def bound_plus(left: Exact | None, right: Exact | None) -> Exact | None:
    """The sum of two upper bounds; None is no bound."""
    return None if left is None or right is None else left + right


def bound_times(left: Exact | None, right: Exact | None) -> Exact | None:
    """The product of two upper bounds of amounts; None is no bound, of which nothing is still nothing."""
    if left == 0 or right == 0:
        return 0
    return None if left is None or right is None else left * right


def doubt(text: str) -> str:
    """Why a text is no figure, where that is plain to see; else empty."""
    return next((f", {why}" for pattern, why in _DOUBTS if pattern.search(text)), "")


_DOUBTS = (
    (re.compile(r"%\s*[A-Za-zµ]"), "because a percentage has no unit"),
    (re.compile(r"^\s*[-−]"), "because no figure is negative"),
    (re.compile(r"^\s*(nan|inf)", re.IGNORECASE), "because it is no number"),
)


def tidied(text: str) -> str:
    """A figure as this library writes it, where another way of writing it leaves no doubt what is meant.

    Digits of other scripts, thousands separators, dashes between two numbers, open ends and signs of order.
    """
    if len(text) > _LONGEST:
        return text
    text = normalize("NFKC", "".join(str(decimal(sign)) if sign.isdecimal() else sign for sign in text))
    for pattern, written in _TIDIES:
        text = pattern.sub(written, text)
    return text.strip()


_TIDIES = tuple(
    (re.compile(pattern), written)
    for pattern, written in (
        (r"(?<=[0-9])[,_ ](?=[0-9]{3}(?![0-9]))", ""),
        (r"(?<=[0-9%])\s*[-–—~]\s*(?=[0-9])", ".."),
        (r"^\s*(?:≥|>(?!=))\s*", ">= "),
        (r"^\s*(?:≤|<(?!=))\s*", "<= "),
        (r"^([0-9]+(?:\.[0-9]+)?%?)\s*\.\.(?=\s*(?:[A-Za-z]|$))", r">= \1"),
        (r"^\.\.\s*(?=[0-9])", "<= "),
        (r"\s+%", "%"),
    )
)


def exact(value: object) -> Exact:
    """A number of Python made exact; a float is read at 12 significant digits.

    Raises InvalidTypeError for what is no number (a bool among them) and InvalidValueError for nan and infinity.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | Fraction):
        msg = f"not a number: {shown(value)}"
        raise InvalidTypeError(msg, found=value, code=Code.NOT_A_FIGURE)
    if isinstance(value, float):
        if not math.isfinite(value):
            msg = f"not a figure: {value!r}"
            raise InvalidValueError(msg, found=value, code=Code.NOT_A_FIGURE)
        return simplest(Fraction(f"{value:.{SIGNIFICANT_DIGITS}g}"))
    return simplest(value)


def format_number(value: Exact) -> str:
    """The shortest text that `parse_number` reads back as the same number, which is not negative."""
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
    digits = str(value.numerator * 10**places // value.denominator).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}"


def grouped(value: Exact, digits: int = 7) -> str:
    """A number for people: with thousands separators, cut (never rounded) to some significant digits.

    "…" marks a cut; the whole part is never cut.
    """
    fraction = Fraction(value)
    context = Context(prec=max(digits, len(str(int(fraction)))), rounding=ROUND_DOWN)
    quotient = context.divide(Decimal(fraction.numerator), Decimal(fraction.denominator))
    return f"{quotient:,f}{'…' if context.flags[Inexact] else ''}"
