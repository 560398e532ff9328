"""Compute in reference chips on a stated basis: so many H20 by FP16 peak is not so many H20 by anything else."""

from __future__ import annotations

import attrs

from aichipcn.codes import Code
from aichipcn.compute.basis import Basis
from aichipcn.compute.effective import Model, model_of, rate_over
from aichipcn.compute.facts import N, Values
from aichipcn.errors import InvalidValueError
from aichipcn.model import doors
from aichipcn.model.chips import Chip
from aichipcn.model.fields import named_fields
from aichipcn.values.estimate import ONE, Estimate
from aichipcn.values.memo import Memo
from aichipcn.values.units import NONE


@attrs.frozen(kw_only=True, field_transformer=named_fields)
class Equivalents:
    """How many of a `reference` chip each chip is worth by the rates of another model, such as `Peak("fp16")`.

    The ratio encloses both doubts. Raises InvalidTypeError where `by` is no model, InvalidValueError where the
    reference has no rate under it, or one that may be nothing.
    """

    reference: Chip = attrs.field(validator=doors.is_a(Chip))
    by: Model = attrs.field(converter=model_of)
    memo: Memo = attrs.field(init=False, factory=Memo, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        reason = self.by.reason(self.reference)
        if reason is None and self.by.rate(self.reference).low == 0:
            reason = f"{self.reference.name} may deliver nothing"
        if reason is not None:
            msg = f"no equivalents: {reason}"
            raise InvalidValueError(msg, found=self.reference, code=Code.NO_RATE).at("reference")

    @property
    def unit(self) -> str:
        """Equivalents are plain numbers."""
        return NONE

    @property
    def basis(self) -> Basis:
        """Equivalents of the reference at its rate, on the grounds of the other model."""
        detail = f"{self.reference.slug} at {self.by.rate(self.reference)}"
        return Basis(f"{self.reference.short_name}-equivalents", self.by.basis.grounds, detail + self.by.basis.detail)

    def rate(self, chip: Chip) -> Estimate:
        """The ratio of a chip to the reference. Raises what the other model raises of a chip without a rate."""
        return ONE if chip.slug == self.reference.slug else self.by.rate(chip) / self.by.rate(self.reference)

    def rate_by(self, chip: Chip, values: Values[N]) -> N:
        """The ratio over values of the facts of both chips. Raises as `rate` does."""
        if chip.slug == self.reference.slug:
            return values.constant(ONE)
        ratio: N = rate_over(self.by, chip, values) / rate_over(self.by, self.reference, values)
        return ratio

    def reason(self, chip: Chip) -> str | None:
        """Why a chip has no ratio; None where it has one."""
        return self.by.reason(chip)
