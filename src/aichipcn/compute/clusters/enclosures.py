"""Square roots and exponentials between two exact numbers: what is irrational is rounded outward, never to the nearest.

Bounds are worked out to forty digits, and an `Estimate` made of them keeps twelve.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from math import isqrt
from typing import TypeAlias

from aichipcn.values.estimate import Estimate
from aichipcn.values.numbers import SIGNIFICANT_DIGITS, Exact, simplest
from aichipcn.values.units import ratio

Bounds: TypeAlias = tuple[Exact, Exact]
"""At least and at most."""

STEEPEST = 1000
"""Of a larger exponent it is told only that so little is left: less than of this one, and perhaps nothing."""

_WORKING = 40
_SCALE = 128


def root(value: Exact) -> Bounds:
    """Bounds of the square root of a number of at least 0; twice the root itself where it is rational."""
    fraction = Fraction(value)
    square = (fraction.numerator * fraction.denominator) << (2 * _SCALE)
    whole = isqrt(square)
    scale = fraction.denominator << _SCALE
    return Fraction(whole, scale), Fraction(whole + (whole * whole != square), scale)


def fallen(exponent: Exact) -> Bounds:
    """Bounds of e to the power of minus a number of at least 0."""
    if exponent == 0:
        return 1, 1
    if exponent > STEEPEST:
        return 0, fallen(STEEPEST)[1]
    least = _exp(_decimal(exponent, ROUND_CEILING).copy_negate())[0]
    return least, min(_exp(_decimal(exponent, ROUND_FLOOR).copy_negate())[1], 1)


def shrunk(exponent: Exact) -> Bounds:
    """Bounds of x / (e**x - 1) of a number x of at least 0: all of one at 0, and ever less beyond.

    Of a small x it lies between 1 - x and 1, which is closer than a difference of rounded figures.
    """
    if exponent == 0:
        return 1, 1
    if exponent > STEEPEST:
        return 0, shrunk(STEEPEST)[1]
    least = _exp(_decimal(exponent, ROUND_FLOOR))[0] - 1
    most = _exp(_decimal(exponent, ROUND_CEILING))[1] - 1
    return max(ratio(exponent, most), 1 - exponent), ratio(exponent, max(least, exponent))


def outward(low: Exact, high: Exact | None, best: Exact | None, unit: str = "") -> Estimate:
    """The interval with its ends rounded outward to twelve digits, and a best value inside."""
    least = _rounded(low, ROUND_FLOOR)
    most = None if high is None else _rounded(high, ROUND_CEILING)
    if best is None or least == most:
        return Estimate(least, most, unit=unit)
    nearest = max(least, _rounded(best, ROUND_HALF_EVEN))
    return Estimate(least, most, best=nearest if most is None else min(nearest, most), unit=unit)


def _decimal(value: Exact, rounding: str) -> Decimal:
    fraction = Fraction(value)
    context = Context(prec=_WORKING, rounding=rounding)
    return context.divide(Decimal(fraction.numerator), Decimal(fraction.denominator))


def _exp(exponent: Decimal) -> Bounds:
    """The neighbours of the nearest decimal, between which the power lies."""
    context = Context(prec=_WORKING)
    power = context.exp(exponent)
    return Fraction(context.next_minus(power)), Fraction(context.next_plus(power))


def _rounded(value: Exact, rounding: str) -> Exact:
    fraction = Fraction(value)
    context = Context(prec=SIGNIFICANT_DIGITS, rounding=rounding)
    return simplest(Fraction(context.divide(Decimal(fraction.numerator), Decimal(fraction.denominator))))
