"""How much is required: a bound on a share, on an amount, or on a ratio of what qualifies to the rest."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Protocol, TypeAlias

import attrs

from aichipcn.codes import Code
from aichipcn.errors import AichipcnError, InvalidTypeError, InvalidValueError, shown
from aichipcn.mandates.totals import Tally, share_of
from aichipcn.model.terms import Term
from aichipcn.values.estimate import Estimate
from aichipcn.values.numbers import Exact
from aichipcn.values.shares import format_share, parse_share
from aichipcn.values.ternary import FALSE, TRUE, UNKNOWN, Ternary
from aichipcn.values.words import in_words


class Bound(Term):
    """What is bounded, and from which side."""

    SHARE_AT_LEAST = "share-at-least"
    SHARE_MORE_THAN = "share-more-than"
    SHARE_AT_MOST = "share-at-most"
    SHARE_LESS_THAN = "share-less-than"
    RATIO_AT_LEAST = "ratio-at-least"
    AMOUNT_AT_LEAST = "amount-at-least"
    AMOUNT_AT_MOST = "amount-at-most"

    @property
    def is_amount(self) -> bool:
        """Whether an amount is bounded, of which the rest does not matter."""
        return self in (Bound.AMOUNT_AT_LEAST, Bound.AMOUNT_AT_MOST)

    @property
    def is_floor(self) -> bool:
        """Whether more of what qualifies helps."""
        return self not in (Bound.SHARE_AT_MOST, Bound.SHARE_LESS_THAN, Bound.AMOUNT_AT_MOST)

    @property
    def is_strict(self) -> bool:
        """Whether exactly the value fails."""
        return self in (Bound.SHARE_MORE_THAN, Bound.SHARE_LESS_THAN)

    @property
    def words(self) -> str:
        """The side, in words."""
        if self.is_strict:
            return "more than" if self.is_floor else "less than"
        return "at least" if self.is_floor else "at most"


UNSTATED = "unstated"
"""What is written for a threshold that is known to exist, where its figure is not known."""

RATIO = r"([0-9]*[1-9][0-9]*)\s*:\s*([0-9]+)"
"""A ratio of what qualifies to the rest, as a regular expression; something qualifies."""

_RATIO = re.compile(RATIO)

Asked: TypeAlias = Fraction | Estimate | None
"""The figure of a threshold: a share, or an amount; None where it is unstated. A ratio is held as its share."""


class AnyThreshold(Protocol):
    """What a requirement asks on a date: ours, or another's."""

    def met(self, totals: Tally) -> Ternary:
        """Whether some totals meet it; what is unknown of them may leave it open, and never turns it."""

    def describe(self) -> str:
        """How much is asked, in words."""


@attrs.frozen
class Threshold:
    """A bound and its figure, which is None where it is known that there is one and not which."""

    bound: Bound
    value: Asked

    def met(self, totals: Tally) -> Ternary:
        """Whether totals meet it; a figure that is unstated lies between nothing and everything."""
        value = self.value
        if isinstance(value, Fraction):
            return _of_share(self.bound, totals, value)
        return _unstated(self.bound, totals) if value is None else _of_amount(self.bound, totals, value.low)

    def describe(self) -> str:
        """The bound in words, such as "at least 70%", "more than 50%" or "none"."""
        if self.value is None:
            return f"{self.bound.words} an unstated {'amount' if self.bound.is_amount else 'share'}"
        if isinstance(self.value, Estimate) and self.value.high == 0 and not self.bound.is_floor:
            return "none"
        return f"{self.bound.words} {self.figure}"

    @property
    def figure(self) -> str:
        """The figure in words."""
        return asked_text(self.bound, self.value)


def asked_text(bound: Bound, value: Asked) -> str:
    """The figure of a threshold in words, such as "70%", "1:2" or "500 MW"."""
    if value is None:
        return UNSTATED
    if isinstance(value, Estimate):
        return in_words(value)
    return ratio_text(value) if bound is Bound.RATIO_AT_LEAST else format_share(value)


def asked(bound: Bound, value: object) -> Asked:
    """The figure of a threshold from text, a `Fraction` or an `Estimate`; `"unstated"` where it is not known.

    Raises InvalidTypeError or InvalidValueError for what is no share, amount or ratio, as the bound asks.
    """
    if value is None or value == UNSTATED:
        return None
    if bound.is_amount:
        return _exact_amount(value)
    if bound is Bound.RATIO_AT_LEAST and not isinstance(value, Fraction):
        return parse_ratio(value)
    return parse_share(value)


def parse_ratio(value: object) -> Fraction:
    """The share that a ratio such as `"1:2"` comes to: of one that qualifies to two others, a third."""
    match = _RATIO.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        msg = f"not a ratio: {shown(value)}; write one such as '1:2', one that qualifies for every two others"
        kind: type[AichipcnError] = InvalidValueError if isinstance(value, str) else InvalidTypeError
        raise kind(msg, found=value, code=Code.NOT_A_SHARE)
    ones, others = map(int, match.groups())
    return Fraction(ones, ones + others)


def ratio_text(share: Fraction) -> str:
    """A share as the ratio of what qualifies to the rest."""
    return f"{share.numerator}:{share.denominator - share.numerator}"


def _exact_amount(value: object) -> Estimate:
    if isinstance(value, bool) or not isinstance(value, int | str | Estimate):
        msg = f"not an amount: {shown(value)}; write text such as '10000' or '500 MW'"
        raise InvalidTypeError(msg, found=value, code=Code.NOT_A_FIGURE)
    amount = Estimate.of(value)
    if not amount.is_point:
        msg = f"not an amount: {shown(str(value))}; a threshold is exact"
        raise InvalidValueError(msg, found=value, code=Code.NOT_A_FIGURE)
    return amount


_AT_LEAST, _RATIO_AT_LEAST, _MORE, _AT_MOST = (
    Bound.SHARE_AT_LEAST,
    Bound.RATIO_AT_LEAST,
    Bound.SHARE_MORE_THAN,
    Bound.SHARE_AT_MOST,
)


def _of_share(bound: Bound, totals: Tally, share: Fraction) -> Ternary:
    if bound is _AT_LEAST or bound is _RATIO_AT_LEAST:
        return totals.at_least(share)
    if bound is _MORE:
        return totals.more_than(share)
    return ~totals.more_than(share) if bound is _AT_MOST else ~totals.at_least(share)


def _of_amount(bound: Bound, totals: Tally, amount: Exact) -> Ternary:
    low, high = totals.q_low, totals.q_high
    if bound is Bound.AMOUNT_AT_LEAST:
        if low >= amount:
            return TRUE
        return FALSE if high is not None and high < amount else UNKNOWN
    if low > amount:
        return FALSE
    return TRUE if high is not None and high <= amount else UNKNOWN


def _unstated(bound: Bound, totals: Tally) -> Ternary:
    """With a figure between nothing and everything: that all qualifies, or nothing, decides; else it is open."""
    low, high = share_of(totals)
    all_of_it = low == 1 and not bound.is_amount
    nothing = totals.q_high == 0 if bound.is_amount else high == 0
    if not all_of_it and not nothing:
        return UNKNOWN
    return Ternary.of(all_of_it is bound.is_floor)
