"""Shares and thresholds: exact fractions between 0 and 1, read from text."""

from __future__ import annotations

from fractions import Fraction

from aichipcn.codes import Code
from aichipcn.errors import AichipcnError, InvalidTypeError, InvalidValueError, repaired, shown
from aichipcn.values.numbers import Exact, parse_number, tidied


def parse_share(value: object) -> Fraction:
    """A share from `"70%"`, `"0.7"`, `"7/10"` or a `Fraction`.

    Raises InvalidTypeError for a bare int or float: 70 is no share, and the float 0.7 is not 7/10.
    Raises InvalidValueError for text that is no number and for what lies outside 0..1.
    """
    if not isinstance(value, str | Fraction):
        near = repaired("", [f"{value}%"], parse_share) if type(value) is int else ()
        raise _no_share(value, InvalidTypeError, near)
    try:
        share = Fraction(parse_number(value)) if isinstance(value, str) else value
    except InvalidValueError:
        raise _no_share(value, InvalidValueError, repaired(str(value), [tidied(str(value))], parse_share)) from None
    if not 0 <= share <= 1:
        msg = f"not a share: {shown(str(value))} is outside 0..1"
        bare = isinstance(value, str) and not {"%", "/"} & set(value)
        near = repaired("", [f"{value}%"], parse_share) if bare else ()
        raise InvalidValueError(msg, found=value, nearest=near, code=Code.NOT_A_SHARE)
    return share


def _no_share(value: object, kind: type[AichipcnError], near: tuple[str, ...]) -> AichipcnError:
    msg = f"not a share: {shown(value)}; write it as text such as '70%', '0.7' or '7/10'"
    return kind(msg, found=value, nearest=near, code=Code.NOT_A_SHARE)


def format_share_range(low: Exact, high: Exact | None) -> str:
    """The bounds of a share in percent; without an upper one it ends at the whole."""
    least, most = Fraction(low), Fraction(1 if high is None else high)
    return format_share(least) if least == most else f"{format_share(least)} to {format_share(most)}"


def format_share(share: Fraction, *, digits: int = 1) -> str:
    """A share in percent for people to read, cut (never rounded up) to `digits` decimals.

    Cutting keeps 69.96% from being shown as the 70.0% that it does not reach.
    """
    scaled = share * 100 * 10**digits
    whole = scaled.numerator // scaled.denominator
    text = f"{whole // 10**digits}.{whole % 10**digits:0{digits}d}".rstrip("0").rstrip(".")
    return f"{text}%" if whole == scaled else f"{text}…%"
