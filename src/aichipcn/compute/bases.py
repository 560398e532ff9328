"""One chip in equivalents of another on every basis: many ratios that never add, and none of them the ratio."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs

from aichipcn.compute.bandwidth import MemoryBandwidth
from aichipcn.compute.basis import Amount, Basis
from aichipcn.compute.claims.claimed import ClaimedPerformance
from aichipcn.compute.claims.paths import Contradiction, Path, at_odds
from aichipcn.compute.effective import Model, basis_of, model_of
from aichipcn.compute.equivalents import Equivalents
from aichipcn.compute.greatest import EIGHT_BIT, SIXTEEN_BIT
from aichipcn.compute.peak import Peak
from aichipcn.compute.processing import TotalProcessing
from aichipcn.errors import AichipcnError, every
from aichipcn.model import doors
from aichipcn.model.chips import Chip
from aichipcn.model.claims import PerformanceClaim
from aichipcn.values.estimate import Estimate
from aichipcn.values.words import in_words

STANDARD: tuple[Model, ...] = (
    EIGHT_BIT,
    Peak("fp8"),
    Peak("int8"),
    SIXTEEN_BIT,
    TotalProcessing(),
    MemoryBandwidth(),
)
"""The bases on which every chip is held against every other: those of datasheets."""


@attrs.frozen(kw_only=True)
class Equivalence:
    """What a chip is worth in equivalents of another on one basis: a `ratio`, or the `reason` why there is none.

    Where it rests on claims, `paths` are those that lead from the chip to the reference.
    """

    chip: Chip
    reference: Chip
    basis: Basis
    ratio: Estimate | None
    reason: str | None
    paths: tuple[Path, ...] = ()

    @property
    def amount(self) -> Amount | None:
        """The ratio on its basis, which adds to none on another; None where there is no ratio."""
        return None if self.ratio is None else Amount(self.ratio, self.basis)

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """The pairs of claims, or paths of them, that cannot both be right; the ratio holds them all."""
        return tuple(at_odds(self.paths))

    def __str__(self) -> str:
        told = self.reason if self.ratio is None else in_words(self.ratio, digits=3)
        return f"{self.basis.words}: {told}"


def equivalents_of(
    chip: Chip,
    reference: Chip,
    *,
    claims: Iterable[PerformanceClaim] = (),
    models: Sequence[Model] = (),
) -> tuple[Equivalence, ...]:
    """A chip in equivalents of a reference on every basis: those of datasheets, claims, and any further models.

    Parameters
    ----------
    chip, reference
        Such as the H20, in H100-equivalents.
    claims
        Published claims: those that state no workload have a row, and so has each workload on which claims lead from
        the chip to the reference.
    models
        Further bases, such as a roofline on a workload.

    Raises
    ------
    InvalidTypeError
        Where a chip, a claim or a model is none.
    """
    doors.instance(chip, "chip", Chip)
    doors.instance(reference, "reference", Chip)
    further = doors.named(_models, models, "models")
    published = doors.named(lambda value: doors.instances(value, PerformanceClaim), claims, "claims")
    by_model = (_by(model, chip, reference) for model in (*STANDARD, *further))
    return (*by_model, *_by_claims(chip, reference, published))


def _models(value: Sequence[Model]) -> list[Model]:
    return every(lambda member: doors.named(model_of, member[1], f"[{member[0]}]"), enumerate(doors.listed(value)))


def _by(model: Model, chip: Chip, reference: Chip) -> Equivalence:
    """The ratio of two rates, or which of them is not known."""
    try:
        equivalents = Equivalents(reference=reference, by=model)
    except AichipcnError as error:
        basis = Basis(f"{reference.short_name}-equivalents", model.basis.grounds)
        return Equivalence(chip=chip, reference=reference, basis=basis, ratio=None, reason=error.message)
    return _row(equivalents, chip)


def _by_claims(chip: Chip, reference: Chip, claims: tuple[PerformanceClaim, ...]) -> Iterator[Equivalence]:
    """The ratio that claims state or lead to, workload by workload."""
    yield _row(ClaimedPerformance(reference=reference, claims=claims), chip)
    for workload in sorted({claim.workload for claim in claims if claim.workload}):
        model = ClaimedPerformance(reference=reference, claims=claims, workload=workload)
        if chip.slug != reference.slug and model.reason(chip) is None:
            yield _row(model, chip)


def _row(model: Equivalents | ClaimedPerformance, chip: Chip) -> Equivalence:
    reason = model.reason(chip)
    return Equivalence(
        chip=chip,
        reference=model.reference,
        basis=basis_of(model, (chip,)),
        ratio=model.rate(chip) if reason is None else None,
        reason=reason,
        paths=model.paths(chip) if isinstance(model, ClaimedPerformance) else (),
    )
