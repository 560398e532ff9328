"""Is a mandate met: one verdict over a facility or a fleet, or verdicts over many."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from aichipcn.compliance.assessment import Assessment, Status
from aichipcn.compliance.tally import tally_facility
from aichipcn.mandates.levels import Level
from aichipcn.mandates.mandate import Mandate
from aichipcn.mandates.readings import Reading
from aichipcn.mandates.thresholds import AnyThreshold, Bound, Threshold
from aichipcn.mandates.totals import NOTHING, Tally
from aichipcn.model.doors import instance, instances, named
from aichipcn.model.facilities import Facility, Fleet, no_subject
from aichipcn.values.dates import plain_date
from aichipcn.values.ternary import FALSE, TRUE, Ternary, any_of


def assess(
    subject: Facility | Fleet,
    mandate: Mandate,
    *,
    on: date,
    reading: str | None = None,
    as_if_in_scope: bool = False,
) -> Assessment:
    """Form one verdict over a subject under a mandate on a date.

    Parameters
    ----------
    subject
        A facility, or a fleet over which one share is formed.
    mandate
        What is required.
    on
        The date that is judged.
    reading
        The name of one of the mandate's readings; the first by default.
    as_if_in_scope
        Hold the subject against the threshold wherever it stands.

    Raises
    ------
    InvalidTypeError
        Where `subject` is neither, `mandate` is none, or `on` is no plain date.
    UnknownNameError
        Where the mandate has no such reading.
    """
    if not isinstance(mandate, Mandate):
        instance(mandate, "mandate", Mandate)
    if type(on) is not date:
        named(plain_date, on, "on")
    chosen = mandate.reading(reading)
    threshold = mandate.threshold(chosen, on)
    if isinstance(subject, Facility):
        scope, membership, tally = part_of(subject, mandate, chosen, on, as_if_in_scope)
    elif isinstance(subject, Fleet):
        scope, membership, tally = _together(subject, mandate, chosen, on, as_if_in_scope)
    else:
        raise no_subject(subject)
    status = _status(scope, membership, tally, threshold)
    return Assessment(subject, mandate, chosen, on, status, membership, tally, threshold, as_if_in_scope)


def assess_all(
    facilities: Iterable[Facility],
    mandates: Iterable[Mandate],
    *,
    on: date,
    as_if_in_scope: bool = False,
    reading: str | None = None,
) -> tuple[Assessment, ...]:
    """Assess facilities under mandates, each at its own level, under every reading (or the one named).

    A mandate on the level of an operator is assessed over the facilities of each operator, one on the level of
    a place, the nation or a programme over all facilities together; a facility without a known operator stands alone.
    Raises UnknownNameError where `reading` is named and a mandate has no such reading, InvalidTypeError where the
    facilities or the mandates are something else.
    """
    everything = named(lambda given: instances(given, Facility), facilities, "facilities")
    verdicts: list[Assessment] = []
    for mandate in named(lambda given: instances(given, Mandate), mandates, "mandates"):
        chosen = mandate.readings if reading is None else (mandate.reading(reading),)
        for level in dict.fromkeys(map(mandate.level_of, chosen)):
            names = [item.name for item in chosen if mandate.level_of(item) is level]
            for subject in subjects(everything, mandate, level):
                verdicts.extend(
                    assess(subject, mandate, on=on, reading=name, as_if_in_scope=as_if_in_scope) for name in names
                )
    return tuple(verdicts)


def subjects(facilities: tuple[Facility, ...], mandate: Mandate, level: Level) -> tuple[Facility | Fleet, ...]:
    """What one verdict each is formed over under a mandate, at a level."""
    if level is Level.FACILITY:
        return facilities
    if level is not Level.OPERATOR:
        name = mandate.place.name if mandate.place else "all places"
        return (Fleet(slug=f"{mandate.slug}-facilities", name=name, facilities=facilities),)
    by_operator: dict[str, list[Facility]] = {}
    alone: list[Facility] = []
    for facility in facilities:
        if facility.operator is None:
            alone.append(facility)
        else:
            by_operator.setdefault(facility.operator.slug, []).append(facility)
    fleets = [
        Fleet(slug=slug, name=str(group[0].operator), facilities=tuple(group)) for slug, group in by_operator.items()
    ]
    return (*fleets, *alone)


def covers(mandate: Mandate, reading: Reading, facility: Facility, on: date, as_if_in_scope: bool = False) -> Ternary:
    """Whether a facility is in the scope of a mandate under a reading and not exempt, or is held as if it were."""
    return TRUE if as_if_in_scope else mandate.covers(reading, facility, on)


def part_of(
    facility: Facility, mandate: Mandate, reading: Reading, on: date, as_if_in_scope: bool
) -> tuple[Ternary, Ternary, Tally]:
    """Whether a facility is in scope, whether it also runs, and what it adds up to if it does."""
    scope = TRUE if as_if_in_scope else mandate.covers(reading, facility, on)
    membership = scope if scope is FALSE else scope & mandate.population.present(facility, on)
    return scope, membership, NOTHING if membership is FALSE else tally_facility(facility, mandate, reading, on)


def _together(
    fleet: Fleet, mandate: Mandate, reading: Reading, on: date, as_if_in_scope: bool
) -> tuple[Ternary, Ternary, Tally]:
    """The same for facilities taken together, of which one that may not count adds to the high ends only."""
    parts = [part_of(facility, mandate, reading, on, as_if_in_scope) for facility in fleet.facilities]
    total = NOTHING
    for _, membership, tally in parts:
        total = total.plus(tally if membership is TRUE else tally.perhaps())
    return any_of(scope for scope, _, _ in parts), any_of(membership for _, membership, _ in parts), total


def _status(scope: Ternary, membership: Ternary, tally: Tally, threshold: AnyThreshold | None) -> Status:
    if scope is FALSE:
        return Status.NOT_APPLICABLE
    if threshold is None:
        return Status.NOT_IN_FORCE
    if membership is TRUE and (tally.q_low or tally.n_low):
        return judged(tally, threshold)
    if membership is FALSE or (tally.is_empty and not _is_asked_of_nothing(threshold)):
        return Status.NOT_APPLICABLE
    if membership is not TRUE or not can_be_judged(tally, threshold):
        return Status.INDETERMINATE
    return judged(tally, threshold)


def can_be_judged(tally: Tally, threshold: AnyThreshold) -> bool:
    """Whether something is counted for certain, or nothing need be."""
    return bool(tally.q_low or tally.n_low or tally.stated) or _is_settled_by_nothing(threshold)


def _is_asked_of_nothing(threshold: AnyThreshold) -> bool:
    """Whether a threshold binds a facility without chips too: one of an amount that must be there."""
    return isinstance(threshold, Threshold) and threshold.bound is Bound.AMOUNT_AT_LEAST


def _is_settled_by_nothing(threshold: AnyThreshold) -> bool:
    """Whether a threshold can be judged where perhaps nothing is counted, which has an amount and no share."""
    if not isinstance(threshold, Threshold):
        return False
    return threshold.bound.is_amount or (threshold.bound is Bound.SHARE_AT_LEAST and threshold.value == 0)


def judged(tally: Tally, threshold: AnyThreshold) -> Status:
    """Totals against a threshold: compliant where they meet it for certain, non-compliant where they cannot."""
    met = threshold.met(tally)
    if met is TRUE:
        return Status.COMPLIANT
    return Status.NON_COMPLIANT if met is FALSE else Status.INDETERMINATE
