"""Performance by published claims: "A delivers so much of B", chained where claims meet.

Claims are edges of a graph that can be walked both ways; along a path their intervals multiply. Paths that
disagree are reported with their sources and never averaged: the rate is the interval that holds all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from aichipcn.compute.basis import Basis
from aichipcn.errors import UnknownNameError
from aichipcn.model import doors
from aichipcn.model.chips import Chip
from aichipcn.model.claims import ClaimKind, PerformanceClaim
from aichipcn.model.fields import named_fields
from aichipcn.values.estimate import ONE, Estimate
from aichipcn.values.memo import Memo
from aichipcn.values.units import NONE

LONGEST_PATH = 3


@attrs.frozen
class Path:
    """Claims that lead from a chip to the reference, and the ratio that they multiply to."""

    claims: tuple[PerformanceClaim, ...]
    ratio: Estimate

    def __str__(self) -> str:
        return " then ".join(claim.slug for claim in self.claims) + f": {self.ratio}"


@attrs.frozen
class Contradiction:
    """Two paths of which the ratios share no value."""

    one: Path
    other: Path

    def __str__(self) -> str:
        return f"{self.one} against {self.other}"


@attrs.frozen(kw_only=True, field_transformer=named_fields)
class ClaimedPerformance:
    """How much of a reference chip each chip delivers, by published claims on one workload.

    `workload` None takes the claims that state none. Claims of other workloads join only where `chain` is set.
    Claims without a figure, utilisations, and claims of a `reading` other than the one asked for contribute nothing.
    Paths are at most three claims long.
    """

    reference: Chip = attrs.field(validator=doors.is_a(Chip))
    claims: tuple[PerformanceClaim, ...] = attrs.field(converter=tuple[PerformanceClaim, ...])
    workload: str | None = attrs.field(default=None, converter=doors.optional_note)
    chain: bool = attrs.field(default=False, converter=doors.truth)
    reading: str | None = attrs.field(default=None, converter=doors.optional_note)
    memo: Memo = attrs.field(init=False, factory=Memo, eq=False, repr=False)

    @property
    def unit(self) -> str:
        """Ratios are plain numbers."""
        return NONE

    @property
    def basis(self) -> Basis:
        """Equivalents of the reference, on the workload, by these claims and no others."""
        told = [self._workload_stated]
        told += ["chained across workloads"] if self.chain else []
        told += [f"reading: {self.reading}"] if self.reading else []
        counted = sorted(f"{claim.slug} {claim.ratio}" for claim in self.used)
        detail = ", ".join([self.reference.slug, *counted])
        return Basis(f"{self.reference.short_name}-equivalents", f"claims; {'; '.join(told)}", detail)

    def basis_for(self, chips: Iterable[Chip]) -> Basis:
        """The basis, naming the publisher and figure where one claim alone carries the answer."""
        used = {path.claims for chip in chips if not self._is_reference(chip) for path in self.paths(chip)}
        if len(used) != 1:
            return self.basis
        ((claim, *others),) = used
        if others:
            return self.basis
        publisher = claim.sources[-1].publisher if claim.sources else "unsourced"
        return attrs.evolve(self.basis, carried_by=f"claim: {publisher}, {claim.ratio}; {self._workload_stated}")

    @property
    def used(self) -> tuple[PerformanceClaim, ...]:
        """The claims that contribute."""
        return tuple(claim for claim in self.claims if self._contributes(claim))

    def rate(self, chip: Chip) -> Estimate:
        """The ratio of a chip to the reference: the interval that holds every path.

        Raises UnknownNameError where no path of claims leads from the chip to the reference.
        """
        if self._is_reference(chip):
            return ONE
        paths = self.paths(chip)
        if not paths:
            raise UnknownNameError(
                f"claimed ratio to {self.reference.name}",
                chip.name,
                (claim.chip.name for claim in self.used),
            )
        ratio = paths[0].ratio
        for path in paths[1:]:
            ratio = ratio if path.ratio == ratio else ratio.hull(path.ratio)
        return ratio

    def reason(self, chip: Chip) -> str | None:
        """Why a chip has no rate; None where it has one."""
        if self._is_reference(chip) or self.paths(chip):
            return None
        return f"no published claim relates {chip.name} to {self.reference.name}; {self._workload_stated}"

    def paths(self, chip: Chip) -> tuple[Path, ...]:
        """Every path of claims from a chip to the reference, in an order that that of the claims does not change."""
        doors.instance(chip, "chip", Chip)
        found = [Path(tuple(claims), ratio) for claims, ratio in self._walk(chip, ONE, [], {chip.slug})]
        return tuple(sorted(found, key=lambda path: (len(path.claims), [claim.slug for claim in path.claims])))

    def contradictions(self, chip: Chip) -> tuple[Contradiction, ...]:
        """The pairs of paths that cannot both be right."""
        paths = self.paths(chip)
        return tuple(
            Contradiction(one, other)
            for position, one in enumerate(paths)
            for other in paths[position + 1 :]
            if one.ratio.meet(other.ratio) is None
        )

    def _is_reference(self, chip: Chip) -> bool:
        return doors.instance(chip, "chip", Chip).slug == self.reference.slug

    @property
    def _workload_stated(self) -> str:
        return f"workload: {self.workload}" if self.workload else "workload not stated"

    def _contributes(self, claim: PerformanceClaim) -> bool:
        return (
            claim.kind is ClaimKind.COMPARISON
            and claim.ratio is not None
            and claim.ratio.low > 0
            and claim.chip.slug != claim.reference.slug
            and (self.chain or claim.workload == self.workload)
            and claim.reading in (None, self.reading)
        )

    def _walk(
        self, chip: Chip, ratio: Estimate, walked: list[PerformanceClaim], seen: set[str]
    ) -> Iterator[tuple[list[PerformanceClaim], Estimate]]:
        if self._is_reference(chip):
            yield walked, ratio
            return
        if len(walked) == LONGEST_PATH:
            return
        for claim, beyond, step in self._steps(chip):
            if beyond.slug not in seen:
                yield from self._walk(beyond, ratio * step, [*walked, claim], seen | {beyond.slug})

    def _steps(self, chip: Chip) -> Iterator[tuple[PerformanceClaim, Chip, Estimate]]:
        for claim in self.claims:
            if claim.ratio is None or not self._contributes(claim):
                continue
            if claim.chip.slug == chip.slug:
                yield claim, claim.reference, claim.ratio
            elif claim.reference.slug == chip.slug:
                yield claim, claim.chip, claim.ratio.reciprocal()
