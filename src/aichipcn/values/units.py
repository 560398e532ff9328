"""What a unit's text is worth, exactly.

The definitions in `_units.txt` are the truth and pint reads them. The units that datasheets use are tabled here
with exact factors, so that thousands of embedded figures need no pint at all; any other text is put to pint once.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

import attrs

from aichipcn.errors import InvalidValueError
from aichipcn.values.numbers import Exact, exact, simplest

RATE, MEMORY, BANDWIDTH, POWER, AREA, LENGTH = "OP/s", "B", "B/s", "W", "m**2", "m"
TPP, CHIP, USD, CNY, NONE = "TPP", "chip", "USD", "CNY", ""

_PREFIXES = {"": 1, "k": 10**3, "M": 10**6, "G": 10**9, "T": 10**12, "P": 10**15, "E": 10**18, "Z": 10**21}
_BINARY = {"Ki": 2**10, "Mi": 2**20, "Gi": 2**30, "Ti": 2**40}
_COUNT_AS_RATE = re.compile(r"[kMGTPEZ]?(?:FLOPs|FLOPS|OPS|OPs)(?:/s)?")


@attrs.frozen
class UnitValue:
    """A unit as a factor of its root unit."""

    factor: Exact
    root: str


def _table() -> dict[str, UnitValue]:
    scaled = {
        prefix + unit: UnitValue(factor, root)
        for prefix, factor in _PREFIXES.items()
        for unit, root in (
            ("OP/s", RATE),
            ("FLOP/s", RATE),
            ("OP", "OP"),
            ("FLOP", "OP"),
            ("B", MEMORY),
            ("B/s", BANDWIDTH),
            ("W", POWER),
        )
    }
    binary = {
        prefix + unit: UnitValue(factor, unit) for prefix, factor in _BINARY.items() for unit in (MEMORY, BANDWIDTH)
    }
    plain = {
        unit: UnitValue(1, unit)
        for unit in (NONE, TPP, CHIP, USD, CNY, "die", "wafer", "stack", "month", "wafer/month")
    }
    small = {
        "mm**2": UnitValue(Fraction(1, 10**6), AREA),
        "cm**2": UnitValue(Fraction(1, 10**4), AREA),
        "nm": UnitValue(Fraction(1, 10**9), LENGTH),
    }
    return scaled | binary | plain | small


COMMON = _table()

_SHOWN: dict[str, tuple[tuple[Exact, str], ...]] = {
    RATE: tuple((factor, f"{prefix}FLOP/s") for prefix, factor in _PREFIXES.items()),
    "OP": tuple((factor, f"{prefix}FLOP") for prefix, factor in _PREFIXES.items()),
    MEMORY: tuple((factor, f"{prefix}B") for prefix, factor in _PREFIXES.items()),
    BANDWIDTH: tuple((factor, f"{prefix}B/s") for prefix, factor in _PREFIXES.items() if factor <= 10**9),
    POWER: tuple((factor, f"{prefix}W") for prefix, factor in _PREFIXES.items() if factor == 1 or factor >= 10**6),
    AREA: ((Fraction(1, 10**6), "mm**2"),),
    LENGTH: ((Fraction(1, 10**9), "nm"),),
}


@lru_cache(maxsize=4096)
def unit_value(text: str) -> UnitValue:
    """What one of a unit is worth in its root unit.

    Raises InvalidValueError for a text that is no unit of `_units.txt`. `TFLOPs` and `TOPS` are refused:
    with the plural stripped the one is a count, and the other is nothing.
    """
    text = text.strip()
    known = COMMON.get(text)
    if known is not None:
        return known
    plural = _COUNT_AS_RATE.fullmatch(text)
    if plural is not None:
        intended = re.sub(r"(FLOP|OP)[sS](/s)?$", r"\1/s", text)
        msg = f"not a unit: {text!r}; write {intended!r} for a rate"
        raise InvalidValueError(msg)
    from aichipcn.values.quantity import root_factor  # noqa: PLC0415  (pint waits for the first uncommon unit)

    factor, root = root_factor(text)
    return UnitValue(exact(factor), "" if root == "dimensionless" else root)


def shown_unit(root: str, magnitude: Exact) -> tuple[Exact, str]:
    """The factor and text of the unit in which a root magnitude reads best."""
    scales = _SHOWN.get(root) or ((1, root),)
    fitting = [scale for scale in scales if scale[0] <= magnitude]
    return fitting[-1] if fitting else scales[0]


def combine(left: str, right: str, power: int) -> str:
    """The root unit of `left * right**power`, in pint's compact order."""
    exponents: dict[str, int] = {}
    for text, sign in ((left, 1), (right, power)):
        for symbol, exponent in _exponents(text):
            exponents[symbol] = exponents.get(symbol, 0) + sign * exponent
    above = "*".join(_raised(s, e) for s, e in sorted(exponents.items()) if e > 0)
    below = "".join("/" + _raised(s, -e) for s, e in sorted(exponents.items()) if e < 0)
    return (above or ("1" if below else "")) + below


def _raised(symbol: str, exponent: int) -> str:
    return symbol if exponent == 1 else f"{symbol}**{exponent}"


@lru_cache(maxsize=1024)
def _exponents(root: str) -> tuple[tuple[str, int], ...]:
    parts = re.findall(r"(^|[*/])(?!\*)([A-Za-z]+|1)(?:\*\*(\d+))?", root)
    return tuple(
        (symbol, int(exponent or 1) * (-1 if sign == "/" else 1)) for sign, symbol, exponent in parts if symbol != "1"
    )


def ratio(value: Exact, divisor: Exact) -> Exact:
    """An exact quotient, an integer where it is whole."""
    return simplest(Fraction(value) / divisor)
