"""What a unit's text is worth, exactly.

The definitions in `_units.txt` are the truth and pint reads them. The units that datasheets use are tabled here
with exact factors, so that thousands of embedded figures need no pint at all; any other text is put to pint once.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

import attrs

from aichipcn.codes import Code
from aichipcn.errors import InvalidTypeError, InvalidValueError, UnknownUnitError, shown
from aichipcn.nearest import nearest
from aichipcn.values.numbers import Exact, simplest

RATE, MEMORY, BANDWIDTH, POWER, AREA, LENGTH = "OP/s", "B", "B/s", "W", "m**2", "m"
TPP, CHIP, USD, CNY, NONE = "TPP", "chip", "USD", "CNY", ""
TOKEN, TOKENS = "token", "token/s"
OPERATIONS, TIME = "OP", "s"
BANDWIDTH_DENSITY = "B/m**2/s"
CURRENCIES = (USD, CNY)

_PREFIXES = {"": 1, "k": 10**3, "M": 10**6, "G": 10**9, "T": 10**12, "P": 10**15, "E": 10**18, "Z": 10**21}
_BINARY = {"Ki": 2**10, "Mi": 2**20, "Gi": 2**30, "Ti": 2**40}
_RATE_AS_COUNT = re.compile(r"([kMGTPEZ]?(?:FLOP|OP))[sS](?:/s)?")
_BITS_OR_BYTES = re.compile(r"([kMGTPE]?)b(/s|ps)?")
_TERM = r"[A-Za-zµ]+(?:\*\*[1-9])?"
_UNIT = re.compile(rf"(?:1/)?{_TERM}(?:[*/]{_TERM})*")
_LONGEST = 60
_POWERS = str.maketrans({"²": "**2", "³": "**3", "^": "**", "·": "*", "μ": "µ", " ": None})


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
        for unit in (NONE, TPP, CHIP, USD, CNY, TOKEN, TOKENS, "s", "die", "wafer", "stack", "month", "wafer/month")
    }
    small = {
        "mm**2": UnitValue(Fraction(1, 10**6), AREA),
        "cm**2": UnitValue(Fraction(1, 10**4), AREA),
        "nm": UnitValue(Fraction(1, 10**9), LENGTH),
        "GB/s/mm**2": UnitValue(10**15, BANDWIDTH_DENSITY),
        "min": UnitValue(60, TIME),
        "h": UnitValue(3600, TIME),
        "day": UnitValue(86400, TIME),
    }
    doubled = {f"{prefix}MAC/s": UnitValue(2 * _PREFIXES[prefix], RATE) for prefix in ("G", "T", "P")}
    return scaled | binary | plain | small | doubled


COMMON = _table()

ROOTS = frozenset(value.root for value in COMMON.values())

_SHOWN: dict[str, tuple[tuple[Exact, str], ...]] = {
    RATE: tuple((factor, f"{prefix}FLOP/s") for prefix, factor in _PREFIXES.items()),
    "OP": tuple((factor, f"{prefix}FLOP") for prefix, factor in _PREFIXES.items()),
    MEMORY: tuple((factor, f"{prefix}B") for prefix, factor in _PREFIXES.items()),
    BANDWIDTH: tuple((factor, f"{prefix}B/s") for prefix, factor in _PREFIXES.items() if factor <= 10**9),
    POWER: tuple((factor, f"{prefix}W") for prefix, factor in _PREFIXES.items() if factor == 1 or factor >= 10**6),
    AREA: ((Fraction(1, 10**6), "mm**2"),),
    LENGTH: ((Fraction(1, 10**9), "nm"),),
    BANDWIDTH_DENSITY: ((10**15, "GB/s/mm**2"),),
    TIME: ((1, "s"), (60, "min"), (3600, "h"), (86400, "day")),
}


def unit_value(text: str) -> UnitValue:
    """What one of a unit is worth in its root unit, exactly.

    Raises UnknownUnitError for a text that is no unit of `_units.txt`. `TFLOPs` and `TOPS` are refused:
    with the plural stripped the one is a count, and the other is nothing.
    """
    if not isinstance(text, str):
        msg = f"not a unit: {shown(text)}; write text such as 'TFLOP/s'"
        raise InvalidTypeError(msg, found=text, code=Code.UNKNOWN_UNIT)
    return COMMON.get(text) or _unit_value(text.strip())


def root_unit(text: str) -> str:
    """A root unit as it is.

    Raises UnknownUnitError for a text that is no unit, InvalidValueError for a unit that is a multiple of its root.
    """
    if unit_value(text) != UnitValue(1, text):
        msg = f"not a root unit: {shown(text)}; write it with Estimate.point or Estimate.parse"
        raise InvalidValueError(msg, found=text, code=Code.UNKNOWN_UNIT)
    return text


@lru_cache(maxsize=4096)
def _unit_value(text: str) -> UnitValue:
    written = text.translate(_POWERS)
    if written in COMMON:
        return COMMON[written]
    if _UNIT.fullmatch(written) is None or len(written) > _LONGEST:
        raise no_unit(text)
    factor, root = Fraction(1), ""
    for symbol, exponent in _exponents(written):
        part = _symbol_value(symbol, text)
        factor *= Fraction(part.factor) ** exponent
        root = combine(root, part.root, exponent)
    return UnitValue(simplest(factor), root)


def _symbol_value(symbol: str, text: str) -> UnitValue:
    if symbol in COMMON:
        return COMMON[symbol]
    from aichipcn.values.quantity import root_factor  # noqa: PLC0415  (pint waits for the first uncommon unit)

    if _RATE_AS_COUNT.fullmatch(symbol):
        raise no_unit(text)
    try:
        factor, root = root_factor(symbol)
    except InvalidValueError:
        raise no_unit(text) from None
    return UnitValue(simplest(Fraction(str(factor))), root)


def no_unit(text: str, root: str | None = None) -> UnknownUnitError:
    """The error of a text that is no unit, with the nearest ones; where a dimension is wanted, of that dimension."""
    plural, bits = _RATE_AS_COUNT.fullmatch(text), _BITS_OR_BYTES.fullmatch(text)
    allowed = () if root is None else units_of(root)
    near: tuple[str, ...]
    if plural is not None:
        doubt = ", which may be a count or a rate"
        near = tuple(unit for unit in (f"{plural[1]}/s", plural[1]) if unit in (allowed or COMMON))
    elif bits is not None:
        per = "/s" if bits[2] else ""
        doubt, near = ", which may mean bits or bytes", (f"{bits[1]}bit{per}", f"{bits[1]}B{per}")
    else:
        doubt = "" if allowed else "; write one such as 'TFLOP/s', 'GB', 'GB/s', 'W' or 'mm**2'"
        near = nearest(re.sub(r"ps$", "/s", text), allowed or filter(None, COMMON))
    return UnknownUnitError(f"not a unit: {shown(text)}{doubt}", found=text, nearest=near, allowed=allowed)


def units_of(root: str) -> tuple[str, ...]:
    """The tabled units of a dimension, from small to large."""
    own = ((value.factor, unit) for unit, value in COMMON.items() if value.root == root and unit)
    return tuple(unit for _, unit in sorted(own, key=lambda item: item[0]))


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
    parts = re.findall(r"(^|[*/])(?!\*)([A-Za-zµ]+|1)(?:\*\*(\d+))?", root)
    return tuple(
        (symbol, int(exponent or 1) * (-1 if sign == "/" else 1)) for sign, symbol, exponent in parts if symbol != "1"
    )


def ratio(value: Exact, divisor: Exact) -> Exact:
    """An exact quotient, an integer where it is whole."""
    return simplest(Fraction(value) / divisor)
