"""Training runs as one equation, which any one of its sides solves for.

    chips x time x rate x utilisation = tokens x operations per token

Operations per token are six for each parameter that works on it (two forward, four back: Kaplan et al. 2020), with
those of attention where they are given. The time is that in which training goes forward, unless the utilisation
includes what stops it. Nothing is left out in silence: what the equation does not ask for, it does not know.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from functools import reduce
from operator import mul
from typing import Any

import attrs
from attrs.converters import optional

from aichipcn.codes import Code
from aichipcn.compute.factors import Factor, Shares, combined, factors_of, in_format, in_phase
from aichipcn.errors import InvalidValueError
from aichipcn.model import doors
from aichipcn.model.chips import Chip
from aichipcn.model.fields import named_fields
from aichipcn.model.formats import NumberFormat
from aichipcn.model.utilisations import Phase
from aichipcn.values.estimate import ONE, Estimate
from aichipcn.values.shares import parse_share
from aichipcn.values.ternary import Ternary
from aichipcn.values.units import NONE, OPERATIONS, RATE, TIME
from aichipcn.values.words import in_words

PER_PARAMETER = 6
"""Operations of training on one token for each parameter that works on it: two forward and four back."""

DELIVERED = ("chips", "time", "rate", "utilisation")
DEMANDED = ("tokens", "parameters")
NO_OPERATIONS = Estimate(0, 0, unit=OPERATIONS)

_OF_ONE_PARAMETER = Estimate.point(PER_PARAMETER, OPERATIONS)
_LABELS = {"parameters": "operations per token"}


def _more_than_nothing(unit: str) -> Callable[[Any], Estimate | None]:
    """The door of a figure of one dimension of which there is some; None is unknown."""

    def door(value: doors.Number | None) -> Estimate | None:
        figure = None if value is None else doors.figure(value, unit)
        if figure is not None and figure.high == 0:
            msg = "nothing of it makes no run; leave it out where it is unknown"
            raise InvalidValueError(msg, found=value)
        return figure

    return door


def _amount(value: doors.Number | None) -> Estimate | None:
    return _more_than_nothing(NONE)(value)


def _rate(value: doors.Figure | None) -> Estimate | None:
    return _more_than_nothing(RATE)(value)


def _time(value: doors.Figure | None) -> Estimate | None:
    return _more_than_nothing(TIME)(value)


def _per_token(value: doors.Figure | None) -> Estimate | None:
    return _more_than_nothing(OPERATIONS)(value)


def _attention(value: doors.Figure) -> Estimate:
    return doors.figure(value, OPERATIONS)


def _shares(value: Shares) -> tuple[Factor, ...]:
    factors = factors_of(value)
    in_phase(factors, Phase.TRAINING)
    for factor in factors:
        if factor.value.high == 0:
            msg = "nothing of it makes no run; leave it out where it is unknown"
            raise InvalidValueError(msg, found=factor)
    return factors


@attrs.frozen(kw_only=True, field_transformer=named_fields)
class TrainingRun:
    """A training run, of which at most one side is unknown (None) where it is to be solved.

    `chips` are working at once, each with a dense peak `rate`, for a `time` such as `"54 h"` or `"21 day"`; `chips` of
    1 make the time chip-hours. `utilisation` is a share of the peak, a `Factor`, a `Utilisation` (MFU or goodput) or
    several of these. `tokens` are learnt from. Each asks for six operations for each of the (active) `parameters`,
    and `attention` more, or for `operations_per_token` in place of both. `solved_for` names what was worked out.

    Raises InvalidValueError for a side of exactly nothing, for an HFU, an MBU or a share measured in another phase,
    for operations told twice over, and CountedTwiceError where two factors include the same loss.
    """

    chips: Estimate | None = attrs.field(default=None, converter=_amount)
    rate: Estimate | None = attrs.field(default=None, converter=_rate)
    time: Estimate | None = attrs.field(default=None, converter=_time)
    utilisation: tuple[Factor, ...] | None = attrs.field(default=None, converter=optional(_shares))
    tokens: Estimate | None = attrs.field(default=None, converter=_amount)
    parameters: Estimate | None = attrs.field(default=None, converter=_amount)
    attention: Estimate = attrs.field(default=NO_OPERATIONS, converter=_attention)
    operations_per_token: Estimate | None = attrs.field(default=None, converter=_per_token)
    solved_for: str = attrs.field(default="", converter=doors.note, eq=False)

    def __attrs_post_init__(self) -> None:
        if self.operations_per_token is not None and self.parameters is not None:
            msg = "parameters and operations per token say the same: give one of them"
            raise InvalidValueError(msg, code=Code.NOT_ONE).at("operations_per_token")
        if self.attention != NO_OPERATIONS and self.parameters is None:
            msg = "attention comes on top of parameters, which are not given"
            raise InvalidValueError(msg, code=Code.NOT_ONE).at("attention")

    @classmethod
    def on(
        cls,
        chip: Chip,
        number_format: NumberFormat | str,
        *,
        chips: doors.Number | None = None,
        time: doors.Figure | None = None,
        utilisation: Shares | None = None,
        tokens: doors.Number | None = None,
        parameters: doors.Number | None = None,
        attention: doors.Figure = NO_OPERATIONS,
        operations_per_token: doors.Figure | None = None,
    ) -> TrainingRun:
        """A run on chips of one kind, at their dense peak in one format and no other.

        Raises NoSuchFormatError where the chip has no rate in it, InvalidValueError where a factor is a share of the
        peak in another format, and what the class raises.
        """
        asked = NumberFormat(number_format)
        run = cls(
            chips=chips,
            rate=doors.instance(chip, "chip", Chip).rate(asked),
            time=time,
            utilisation=utilisation,
            tokens=tokens,
            parameters=parameters,
            attention=attention,
            operations_per_token=operations_per_token,
        )
        doors.named(lambda factors: in_format(factors, asked), run.utilisation or (), "utilisation")
        return run

    @property
    def share(self) -> Estimate | None:
        """What is left of the peak under all factors."""
        return None if self.utilisation is None else combined(self.utilisation)[0]

    @property
    def chip_time(self) -> Estimate | None:
        """Chips times time, in seconds of one chip; `.text("h")` writes it in chip-hours."""
        return _product(self.chips, self.time)

    @property
    def per_token(self) -> Estimate | None:
        """The operations that one token asks for."""
        if self.parameters is None:
            return self.operations_per_token
        return self.parameters * _OF_ONE_PARAMETER + self.attention

    @property
    def delivered(self) -> Estimate | None:
        """The operations that the chips do for the model: chips x time x rate x utilisation."""
        return _product(self.chips, self.time, self.rate, self.share)

    @property
    def demanded(self) -> Estimate | None:
        """The operations that the model asks for: tokens x operations per token."""
        return _product(self.tokens, self.per_token)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The sides that are not given."""
        sides = {**{name: getattr(self, name) for name in (*DELIVERED, "tokens")}, "parameters": self.per_token}
        return tuple(name for name, value in sides.items() if value is None)

    def agrees(self, within: str | Fraction = "0%") -> Ternary:
        """Whether what is delivered is what is demanded, within a share of the latter; UNKNOWN where bounds allow both.

        Raises InvalidValueError where something is unknown.
        """
        if self.delivered is None or self.demanded is None:
            msg = f"nothing to compare: {_listed(self.unknown)} unknown"
            raise InvalidValueError(msg, found=self)
        margin = doors.named(parse_share, within, "within")
        least, most = self.demanded * (1 - margin), self.demanded * (1 + margin)
        return (self.delivered >= least) & (self.delivered <= most)

    def solve(self) -> TrainingRun:
        """The run with its one unknown worked out, `solved_for` naming it and `derivation` saying how.

        An interval encloses all that the others allow. Chips come out as a plain number, which need not be whole. A
        utilisation that may be more than the whole ends at the whole.

        Raises InvalidValueError where nothing is unknown or more than one side, and where even all of the peak would
        not do.
        """
        if len(self.unknown) != 1:
            found = f"{_listed(self.unknown)} unknown" if self.unknown else "nothing is unknown"
            msg = f"one unknown can be solved for: {found}; give all but one of {', '.join(DELIVERED + DEMANDED)}"
            raise InvalidValueError(msg, found=self, code=Code.NOT_ONE)
        (name,) = self.unknown
        value = self._solved(name)
        if name == "parameters":
            value = value / _OF_ONE_PARAMETER
        changes = {name: _possible_share(value) if name == "utilisation" else value}
        return attrs.evolve(self, solved_for=name, **changes)

    @property
    def derivation(self) -> str:
        """How the side that was solved for was worked out, in words; empty where none was."""
        value = {**dict(self._told()), "parameters": self.parameters}.get(self.solved_for)
        if value is None:
            return ""
        above, below = self._sides(self.solved_for)
        below = [str(PER_PARAMETER)] * (self.solved_for == "parameters") + below
        divisor = f"({' x '.join(below)})" if len(below) > 1 else below[0]
        return f"{self.solved_for} = {' x '.join(above)} / {divisor} = {in_words(value)}"

    def __str__(self) -> str:
        told = [f"{label} {in_words(value)}" for label, value in self._told() if value is not None]
        return "; ".join(told + [self.derivation] * bool(self.derivation))

    def _told(self) -> tuple[tuple[str, Estimate | None], ...]:
        return (
            ("chips", self.chips),
            ("rate", self.rate),
            ("time", self.time),
            ("utilisation", self.share),
            ("tokens", self.tokens),
            ("operations per token", self.per_token),
        )

    def _sides(self, name: str) -> tuple[list[str], list[str]]:
        """What the unknown is, as what is multiplied and by what that is divided."""
        own, other = (DELIVERED, DEMANDED) if name in DELIVERED else (DEMANDED, DELIVERED)
        return [_LABELS.get(item, item) for item in other], [_LABELS.get(item, item) for item in own if item != name]

    def _solved(self, name: str) -> Estimate:
        """The side itself: of parameters, the operations per token."""
        known = {label: value for label, value in self._told() if value is not None}
        above, below = self._sides(name)
        return _times(known[item] for item in above) / _times(known[item] for item in below)


def _product(*figures: Estimate | None) -> Estimate | None:
    """The product of some figures; None where one of them is unknown."""
    known = [figure for figure in figures if figure is not None]
    return _times(known) if len(known) == len(figures) else None


def _times(figures: Iterable[Estimate]) -> Estimate:
    return reduce(mul, figures, ONE)


def _possible_share(value: Estimate) -> Estimate:
    """A share as it may be: none is more than the whole."""
    if value.low > 1:
        msg = f"even the whole peak would not do: a utilisation of {in_words(value)} is needed"
        raise InvalidValueError(msg, found=value, code=Code.CONTRADICTION)
    high = 1 if value.high is None else min(value.high, 1)
    best = None if value.best is None or value.best > 1 else value.best
    return Estimate(value.low, high, best=best)


def _listed(names: Sequence[str]) -> str:
    """Names with the verb that they need."""
    *others, last = names
    return f"{', '.join(others)} and {last} are" if others else f"{last} is"
