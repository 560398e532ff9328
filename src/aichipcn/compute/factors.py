"""Factors on the peak rate of chips: shares of it that are put to use, each with the losses that it includes.

Factors multiply only where no loss is in two of them. A share of the memory bandwidth is no factor on the peak rate,
and neither is one that counts recomputed operations as useful: the model never asked for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Any, TypeAlias

import attrs
from attrs.converters import optional

from aichipcn.codes import Code
from aichipcn.compute.facts import Fact, N, Values
from aichipcn.errors import CountedTwiceError, InvalidTypeError, InvalidValueError, shown
from aichipcn.model import doors
from aichipcn.model.fields import named_fields
from aichipcn.model.formats import NumberFormat
from aichipcn.model.utilisations import Included, Phase, Utilisation, UtilisationKind
from aichipcn.values.estimate import ONE, Estimate

_BY_MEANING = {
    UtilisationKind.MFU: frozenset({Included.KERNELS}),
    UtilisationKind.GOODPUT: frozenset({Included.FAILURES}),
}
"""What a kind of utilisation includes whatever else it does: without it, it would be another kind."""

_NO_FACTORS = {
    UtilisationKind.HFU: "HFU counts recomputed operations, which the model did not ask for; give an MFU",
    UtilisationKind.MBU: "MBU is a share of the memory bandwidth, not of the peak rate; give an MFU",
}


def _losses(value: Iterable[Included | str]) -> frozenset[Included]:
    losses = tuple(value) if isinstance(value, frozenset) else doors.listed(value)
    return frozenset(doors.members(Included, losses))


@attrs.frozen(field_transformer=named_fields)
class Factor:
    """`value` of the peak rate is put to use; the losses that the factor `includes` are in no other.

    `name` is shown for it. `format` is that of the peak, and `phase` what was done, where these are known.
    """

    value: Estimate = attrs.field(converter=doors.known_share)
    includes: frozenset[Included] = attrs.field(default=(), converter=_losses)
    name: str = attrs.field(default="", converter=doors.note, kw_only=True)
    format: NumberFormat | None = attrs.field(default=None, converter=optional(NumberFormat), kw_only=True)
    phase: Phase | None = attrs.field(default=None, converter=optional(Phase), kw_only=True)

    @classmethod
    def of(cls, observed: Utilisation) -> Factor:
        """The factor that was observed. Raises InvalidValueError for an HFU and an MBU, which are none."""
        doors.instance(observed, "", Utilisation)
        if observed.kind in _NO_FACTORS:
            msg = f"no factor on the peak rate: {observed.slug}: {_NO_FACTORS[observed.kind]}"
            raise InvalidValueError(msg, found=observed)
        includes = _BY_MEANING[observed.kind].union(observed.includes)
        return cls(observed.value, includes, name=observed.slug, format=observed.format, phase=observed.phase)

    @property
    def fact(self) -> Fact:
        """The fact that the share is; shares without a name are the same where they say the same."""
        losses = ", ".join(str(loss) for loss in Included if loss in self.includes)
        return Fact(self.name, "share") if self.name else Fact(f"{self.value} ({losses})", "share")

    def __str__(self) -> str:
        return f"{self.name} {self.value}" if self.name else str(self.value)


Share: TypeAlias = str | Estimate | Factor | Utilisation
"""What a share of the peak rate may be given as; a text or an Estimate includes no loss that is told."""
Shares: TypeAlias = Share | Sequence[Share]
"""One share of the peak rate, or several that multiply."""


def factors_of(value: Shares) -> tuple[Factor, ...]:
    """The factors that one share, or several, are.

    Raises InvalidTypeError for what is none and for no factor at all, InvalidValueError for an observation that is no
    factor, and CountedTwiceError where two include the same loss.
    """
    if isinstance(value, str) or not isinstance(value, Sequence):
        return (_factor(value),)
    if not value:
        msg = "at least one share of the peak is needed, got none"
        raise InvalidTypeError(msg, found=value, code=Code.EMPTY)
    factors = tuple(doors.named(_factor, share, f"[{i}]") for i, share in enumerate(value))
    for one, other in combinations(factors, 2):
        _apart(one, other)
    return factors


def combined(factors: Shares) -> tuple[Estimate, frozenset[Included]]:
    """What is left of the peak under all factors together, and the losses that it includes.

    Raises what `factors_of` raises.
    """
    share, includes = ONE, frozenset[Included]()
    for factor in factors_of(factors):
        share, includes = share * factor.value, includes | factor.includes
    return share, includes


def shared_by(factors: Iterable[Factor], peak: N, values: Values[N]) -> N:
    """What is left of a peak over values of its shares."""
    product: Any = peak
    for factor in factors:
        product = product * values.of(factor.fact, factor.value)
    left: N = product
    return left


def in_phase(factors: Sequence[Factor], phase: Phase) -> None:
    """Raises InvalidValueError where a factor was measured in another phase."""
    for factor in factors:
        if factor.phase not in (None, phase):
            msg = f"{factor} is of {factor.phase.value}, not of {phase.value}"
            raise InvalidValueError(msg, found=factor)


def in_format(factors: Sequence[Factor], number_format: NumberFormat) -> None:
    """Raises InvalidValueError where a factor is a share of the peak in another format."""
    for factor in factors:
        if factor.format not in (None, number_format):
            msg = f"{factor.name or factor} is a share of the {factor.format} peak, not of the {number_format} peak"
            raise InvalidValueError(msg, found=factor, code=Code.WRONG_DIMENSION)


def _factor(value: Share) -> Factor:
    if isinstance(value, Factor):
        return value
    if isinstance(value, Utilisation):
        return Factor.of(value)
    if not isinstance(value, str | Estimate):
        msg = f"not a share of the peak: {shown(value)}; write one such as '40%', a Factor or a Utilisation"
        raise InvalidTypeError(msg, found=value, code=Code.NOT_A_SHARE)
    return Factor(doors.known_share(value))


def _apart(one: Factor, other: Factor) -> None:
    """Raises CountedTwiceError where two factors include the same loss."""
    both = [loss for loss in Included if loss in one.includes & other.includes]
    if both:
        msg = f"{one} and {other} both include {', '.join(map(str, both))}: a loss counts once"
        raise CountedTwiceError(msg, found=tuple(both))
