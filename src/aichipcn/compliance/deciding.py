"""Which unknown facts leave a verdict open, and which of them could settle it if it alone were learnt.

The subject is laid out in lines that add up to its tally: one for each deployment, one for what an incomplete
inventory leaves out. A fact could settle the verdict where, with the line as it would then be, the whole is definite.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import accumulate
from typing import Any, NamedTuple

import attrs

from aichipcn.compliance.assess import can_be_judged, covers, judged, part_of
from aichipcn.compliance.assessment import Assessment, Status
from aichipcn.compliance.tally import Entry, stated_share
from aichipcn.mandates.cases import Case, Fact
from aichipcn.mandates.exemptions import Effect
from aichipcn.mandates.mandate import Mandate
from aichipcn.mandates.readings import Reading
from aichipcn.mandates.thresholds import AnyThreshold, Threshold
from aichipcn.mandates.totals import NOTHING, Tally
from aichipcn.model.doors import instance
from aichipcn.model.facilities import COMPLETE, Deployment, Facility
from aichipcn.values.estimate import Estimate
from aichipcn.values.ternary import FALSE, TRUE, UNKNOWN

_UNLISTED = Tally(q_high=None, n_high=None)


@attrs.frozen
class DecidingFact:
    """An unknown fact on which a verdict turns; `settles` says that it alone could decide it."""

    fact: Fact
    settles: bool

    def __str__(self) -> str:
        return f"{self.fact} (could settle it alone)" if self.settles else str(self.fact)


def deciding_facts(assessment: Assessment) -> tuple[DecidingFact, ...]:
    """What is missing for a definite verdict, what could settle it alone first; none where the verdict is definite.

    Raises InvalidTypeError for what is no assessment.
    """
    instance(assessment, "assessment", Assessment)
    if assessment.status is not Status.INDETERMINATE or assessment.threshold is None:
        return ()
    found: dict[Fact, bool] = {}
    threshold = assessment.threshold
    everything = (
        *_of_membership(assessment, threshold),
        *_of_threshold(assessment, threshold),
        *_of_lines(assessment, threshold),
    )
    for fact, settles in everything:
        found[fact] = found.get(fact, False) or settles
    facts = [DecidingFact(fact, settles) for fact, settles in found.items()]
    return tuple(sorted(facts, key=lambda fact: not fact.settles))


class _Line(NamedTuple):
    """What one part of the subject adds to its tally, and each fact unknown of it with what the part may then be."""

    tally: Tally
    unknown: tuple[tuple[Fact, tuple[Tally, ...]], ...] = ()


def _of_membership(assessment: Assessment, threshold: AnyThreshold) -> Iterator[tuple[Fact, bool]]:
    """Facts of whether a facility counts at all: it drops out, or it counts for certain."""
    mandate, reading, on = assessment.mandate, assessment.reading, assessment.on
    parts = [part_of(facility, mandate, reading, on, assessment.as_if_in_scope) for facility in assessment.facilities]
    rests = _rests([tally if membership is TRUE else tally.perhaps() for _, membership, tally in parts])
    for facility, (scope, membership, tally), rest in zip(assessment.facilities, parts, rests, strict=True):
        if membership is not UNKNOWN:
            continue
        settles = _definite(rest, threshold) or _definite(rest.plus(tally), threshold)
        if scope is UNKNOWN:
            yield from ((fact, settles) for fact in _of_scope(mandate, reading, facility, on))
        if mandate.population.present(facility, on) is UNKNOWN:
            yield Fact(facility.name, "operation on the date"), settles


def _of_threshold(assessment: Assessment, threshold: AnyThreshold) -> Iterator[tuple[Fact, bool]]:
    """The figure that is required, where it is known that there is one and not which."""
    if isinstance(threshold, Threshold) and threshold.value is None:
        settles = assessment.membership is TRUE and bool(assessment.tally.q_low or assessment.tally.n_low)
        yield Fact(assessment.mandate.title, "threshold"), settles


def _of_scope(mandate: Mandate, reading: Reading, facility: Facility, on: date) -> Iterator[Fact]:
    """What is not known of whether a facility is in scope and not exempt; the discretion of an authority among it."""
    case = Case(facility, on=on)
    yield from mandate.scope_of(reading).missing(case)
    for exemption in mandate.exemptions:
        applies = exemption.applies(case)
        if applies is UNKNOWN:
            yield from exemption.when.missing(case)
        if exemption.effect is Effect.CASE_BY_CASE and applies is not FALSE:
            yield Fact(f"{mandate.issuer or 'the authority'} on {facility.name}", "discretion")


def _of_lines(assessment: Assessment, threshold: AnyThreshold) -> Iterator[tuple[Fact, bool]]:
    """Facts of what counts, each with whether the rest and what it may bring would be definite."""
    lines = [line for facility in assessment.facilities for line in _lines(assessment, facility)]
    for line, rest in zip(lines, _rests([line.tally for line in lines]), strict=True):
        for fact, outcomes in line.unknown:
            yield fact, assessment.membership is TRUE and _settles(line, rest, outcomes, threshold)


def _rests(tallies: list[Tally]) -> list[Tally]:
    """The sum of all tallies but one, for each."""
    before = list(accumulate(tallies, Tally.plus, initial=NOTHING))
    after = list(accumulate(reversed(tallies), Tally.plus, initial=NOTHING))[::-1]
    return [before[position].plus(after[position + 1]) for position in range(len(tallies))]


def _settles(line: _Line, rest: Tally, outcomes: Iterable[Tally], threshold: AnyThreshold) -> bool:
    if line.tally is _UNLISTED:
        return _unlisted_settles(rest, threshold)
    return any(_definite(rest.plus(outcome), threshold) for outcome in outcomes)


def _unlisted_settles(rest: Tally, threshold: AnyThreshold) -> bool:
    """Whether enough chips that are not listed, all of one kind, would leave no doubt."""
    return any(_definite(rest.plus(much), threshold) for much in _MUCH)


_PLENTY = 10**40
_MUCH = (Tally(_PLENTY, _PLENTY), Tally(0, 0, _PLENTY, _PLENTY))
"""More than all that could stand anywhere: all of it qualifies, or none of it."""


def _definite(tally: Tally, threshold: AnyThreshold) -> bool:
    if tally.is_empty:
        return True
    return can_be_judged(tally, threshold) and judged(tally, threshold) is not Status.INDETERMINATE


def _lines(assessment: Assessment, facility: Facility) -> Iterator[_Line]:
    """The lines of a facility. Where a source states the share, only that or a whole inventory would tell more."""
    mandate, reading, on = assessment.mandate, assessment.reading, assessment.on
    scope = covers(mandate, reading, facility, on, assessment.as_if_in_scope)
    membership = scope & mandate.population.present(facility, on)
    if membership is FALSE:
        return
    listed = [_line(assessment, facility, deployment) for deployment in facility.deployments]
    unlisted = [] if facility.inventory is COMPLETE else [Fact(facility.name, "inventory")]
    if stated_share(facility, mandate, reading, on) is not None:
        listed = [_Line(NOTHING, tuple((fact, ()) for fact, _ in line.unknown)) for line in listed]
        unlisted.append(Fact(facility.name, "domestic share"))
    yield from listed if membership is TRUE else map(_perhaps, listed)
    if unlisted:
        yield _Line(_UNLISTED, tuple((fact, ()) for fact in unlisted))


def _perhaps(line: _Line) -> _Line:
    """The same line of a facility that may not count."""
    unknown = tuple((fact, tuple(outcome.perhaps() for outcome in outcomes)) for fact, outcomes in line.unknown)
    return _Line(line.tally.perhaps(), unknown)


def _line(assessment: Assessment, facility: Facility, deployment: Deployment) -> _Line:
    mandate, reading, on = assessment.mandate, assessment.reading, assessment.on
    entry = Entry.of(deployment, facility, mandate, reading, on)
    if entry.counts is FALSE:
        return _Line(NOTHING)
    case = Case(facility, deployment, on)
    unknown: list[tuple[Fact, tuple[Tally, ...]]] = []
    if entry.counts is UNKNOWN:
        gone = deployment.retired is not None and deployment.retired.on_or_before(on) is UNKNOWN
        fact = case.fact("chip.retirement date" if gone else "chip.installation date")
        unknown.append((fact, _outcomes(entry, counts=(FALSE, TRUE))))
    among = mandate.among_of(reading)
    if among is not None and entry.admitted is UNKNOWN:
        outcomes = _outcomes(entry, admitted=(FALSE, TRUE))
        unknown += [(fact, outcomes) for fact in among.missing(case)]
    if not entry.worth.is_point:
        outcomes = _outcomes(entry, worth=_ends(entry.worth))
        unknown += [(fact, outcomes) for fact in reading.counts.missing(case)]
    if not entry.number.is_point:
        unknown.append((case.fact("chip.count"), _outcomes(entry, number=_ends(entry.number))))
    if entry.weight is None or not entry.weight.is_point:
        ends = _ends(entry.weight or Estimate(0, None, unit=mandate.measure.unit))
        unknown.append((case.fact(f"chip.{mandate.measure.field}"), _outcomes(entry, weight=ends)))
    return _Line(entry.tally, tuple(unknown))


def _outcomes(entry: Entry, **learnt: tuple[Any, ...]) -> tuple[Tally, ...]:
    """What an entry would add to the tally if one of its facts were each of these."""
    ((name, values),) = learnt.items()
    return tuple(attrs.evolve(entry, **{name: value}).tally for value in values)


def _ends(figure: Estimate) -> tuple[Estimate, ...]:
    """The least and the greatest that a figure may turn out to be."""
    return tuple(Estimate(end, end, unit=figure.unit) for end in (figure.low, figure.high) if end is not None)
