"""Performance by published claims: "A delivers so much of B", chained where claims meet.

Claims are edges of a graph that can be walked both ways; along a path their intervals multiply. A claim of "at least"
or "at most" stays one, whichever way it is walked. Paths that disagree are reported with their sources and never
averaged: the rate is the interval that holds all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

import attrs

from aichipcn.compute.basis import Basis
from aichipcn.compute.claims.breadth import Breadth, breadth
from aichipcn.compute.claims.paths import LONGEST_PATH, Contradiction, Graph, Path, at_odds, graph, told_ratio
from aichipcn.compute.claims.support import Support, support_of
from aichipcn.compute.facts import BOUNDS, Fact, Values
from aichipcn.errors import UnknownNameError
from aichipcn.model import doors
from aichipcn.model.chips import Chip
from aichipcn.model.claims import ClaimKind, PerformanceClaim
from aichipcn.model.fields import named_fields
from aichipcn.model.sources import cited, house
from aichipcn.values.estimate import ONE, Estimate
from aichipcn.values.memo import Memo
from aichipcn.values.units import NONE

T = TypeVar("T")


@attrs.frozen
class Read:
    """What a chip delivers in one reading of the claims, or why there is no rate; a reading of None is none."""

    reading: str | None
    rate: Estimate | None
    reason: str | None


@attrs.frozen(kw_only=True, field_transformer=named_fields)
class ClaimedPerformance:
    """How much of a reference chip each chip delivers, by published claims on one workload.

    `workload` None takes the claims that state none, another those on exactly that workload: neither a narrower nor a
    wider one stands for it. All claims join where `chain` is set. Claims of a `reading` count for those who ask for it;
    claims without a figure and utilisations never do. Paths are at most `longest` claims long.
    """

    reference: Chip = attrs.field(validator=doors.is_a(Chip))
    claims: tuple[PerformanceClaim, ...] = attrs.field(converter=tuple[PerformanceClaim, ...])
    workload: str | None = attrs.field(default=None, converter=doors.optional_note)
    chain: bool = attrs.field(default=False, converter=doors.truth)
    reading: str | None = attrs.field(default=None, converter=doors.optional_note)
    longest: int = attrs.field(default=LONGEST_PATH, converter=doors.known_whole)
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
        told += [f"paths of up to {self.longest}"] if self.longest != LONGEST_PATH else []
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
        told = f"{house(claim.sources)}, {claim.ratio}"
        return attrs.evolve(self.basis, carried_by=f"claim: {told}; {self._workload_stated}")

    @property
    def used(self) -> tuple[PerformanceClaim, ...]:
        """The claims that contribute."""
        return tuple(claim for claim in self.claims if self._contributes(claim))

    def rate(self, chip: Chip) -> Estimate:
        """The ratio of a chip to the reference: the interval that holds every path.

        Raises UnknownNameError where no path of claims leads from the chip to the reference.
        """
        ratio: Estimate = self.rate_by(chip, BOUNDS)
        return ratio

    def rate_by(self, chip: Chip, values: Values[Any]) -> Any:
        """The ratio of a chip to the reference, of which each claim is a fact, and which path is right another.

        Raises UnknownNameError where no path of claims leads from the chip to the reference.
        """
        if self._is_reference(chip):
            return values.constant(ONE)
        which = Fact(chip.slug, f"path to {self.reference.slug}")
        return values.either(which, [path.by(values) for path in self._some_paths(chip)])

    def reason(self, chip: Chip) -> str | None:
        """Why a chip has no rate, with what is told of it instead; None where it has one."""
        if self._is_reference(chip) or self.paths(chip):
            return None
        if chip.slug not in self._named:
            return self._unrelated(chip)
        return self._once(("reason", chip.slug), lambda: "; ".join([self._unrelated(chip), *self._instead(chip)]))

    def paths(self, chip: Chip) -> tuple[Path, ...]:
        """Every path of claims from a chip to the reference, in an order that that of the claims does not change.

        Paths on which an "at least" meets an "at most" say nothing, and are left out.
        """
        return self._between(doors.instance(chip, "chip", Chip), self.reference)

    def support(self, chip: Chip) -> Support:
        """The best supported path and all others, with the reason of their order: see `claims.support`.

        Raises UnknownNameError where there is no path.
        """
        return support_of(self._some_paths(chip))

    def best_path(self, chip: Chip) -> Path:
        """The best supported path. Raises UnknownNameError where there is none."""
        return self.support(chip).best

    def contradictions(self, chip: Chip | None = None) -> tuple[Contradiction, ...]:
        """The pairs of paths that cannot both be right: from a chip to the reference, or without one the whole graph.

        Over the whole graph they are those between every two chips that the claims name, told once for each two.
        """
        if chip is not None:
            return tuple(at_odds(self.paths(chip)))
        chips = [self._graph.chips[slug] for slug in sorted(self._graph.chips)]
        pairs = ((one, other) for position, one in enumerate(chips) for other in chips[position + 1 :])
        return tuple(found for one, other in pairs for found in at_odds(self._between(one, other)))

    @property
    def readings(self) -> tuple[str, ...]:
        """The readings in which claims that are not counted without one would be."""
        return tuple(sorted({claim.reading for claim in self.claims if claim.reading and self._is_comparable(claim)}))

    def by_reading(self, chip: Chip) -> tuple[Read, ...]:
        """What a chip delivers without a reading and in each that there is, side by side."""
        models = [attrs.evolve(self, reading=reading) for reading in (None, *self.readings)]
        reasons = [model.reason(chip) for model in models]
        return tuple(
            Read(model.reading, None if reason else model.rate(chip), reason)
            for model, reason in zip(models, reasons, strict=True)
        )

    def _is_reference(self, chip: Chip) -> bool:
        return doors.instance(chip, "chip", Chip).slug == self.reference.slug

    @property
    def _workload_stated(self) -> str:
        return f"workload: {self.workload}" if self.workload else "workload not stated"

    def _is_comparable(self, claim: PerformanceClaim) -> bool:
        return (self.chain or claim.workload == self.workload) and told_ratio(claim) is not None

    def _contributes(self, claim: PerformanceClaim) -> bool:
        return claim.reading in (None, self.reading) and self._is_comparable(claim)

    # -- what is found once

    def _once(self, name: object, find: Callable[[], T]) -> T:
        found = self.memo.setdefault("found", {})
        if name not in found:
            found[name] = find()
        answer: T = found[name]
        return answer

    @property
    def _graph(self) -> Graph:
        return self._once("graph", lambda: graph(self.used))

    @property
    def _named(self) -> frozenset[str]:
        """The chips that any of the claims tells of."""
        ends = ((claim.chip, claim.reference) for claim in self.claims)
        return self._once("named", lambda: frozenset(chip.slug for pair in ends for chip in pair))

    def _between(self, chip: Chip, reference: Chip) -> tuple[Path, ...]:
        if chip.slug not in self._graph.chips:
            return self._walked(chip, reference)
        return self._once((chip.slug, reference.slug), lambda: self._telling(chip, reference))

    def _telling(self, chip: Chip, reference: Chip) -> tuple[Path, ...]:
        return tuple(path for path in self._walked(chip, reference) if not path.says_nothing)

    def _walked(self, chip: Chip, reference: Chip) -> tuple[Path, ...]:
        return self._graph.paths(chip, reference, self.longest)

    def _some_paths(self, chip: Chip) -> tuple[Path, ...]:
        paths = self.paths(chip)
        if not paths:
            kind = f"claimed ratio to {self.reference.name}"
            raise UnknownNameError(kind, chip.name, (claim.chip.name for claim in self.used))
        return paths

    # -- what is told instead of a ratio

    def _unrelated(self, chip: Chip) -> str:
        return f"no published claim relates {chip.name} to {self.reference.name}; {self._workload_stated}"

    def _instead(self, chip: Chip) -> Iterator[str]:
        """What the claims tell of a chip without a ratio: findings, and where to ask for one."""
        if self._walked(chip, self.reference):
            yield "along every path an 'at least' meets an 'at most', which leaves it open"
        for claim in sorted(self.claims, key=lambda claim: claim.slug):
            if self._is_finding_on(claim, chip):
                yield f"found: {_finding(claim)}"
        for reading in self.readings:
            if attrs.evolve(self, reading=reading).paths(chip):
                yield f"a claim does in the reading {reading}"
        for workload in self._akin:
            if attrs.evolve(self, workload=workload).paths(chip):
                yield f"a claim does on {workload}, which is another workload"

    def _is_finding_on(self, claim: PerformanceClaim, chip: Chip) -> bool:
        told = claim.outcome is not None or claim.reference.slug == self.reference.slug
        same = self.chain or claim.workload == self.workload
        return claim.kind is ClaimKind.FINDING and claim.chip.slug == chip.slug and told and same

    @property
    def _akin(self) -> list[str]:
        """The narrower and wider workloads of which there are claims."""
        akin = (Breadth.NARROWER, Breadth.WIDER)
        stated = {claim.workload for claim in self.claims if claim.workload}
        return sorted(word for word in stated if breadth(word, self.workload) in akin)


def _finding(claim: PerformanceClaim) -> str:
    reading = f"; reading: {claim.reading}" if claim.reading else ""
    return f"{claim.metric or claim.slug} ({cited(claim.sources, claim.published)}{reading})"
