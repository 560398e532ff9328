"""Is a mandate met: one verdict over a facility or a fleet, or verdicts over many."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from aichipcn.compliance.assessment import Assessment, Status
from aichipcn.compliance.tally import NOTHING, Tally, tally_facility
from aichipcn.mandates.cases import Case
from aichipcn.mandates.mandate import Level, Mandate, Reading
from aichipcn.mandates.predicates import checked
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
    required = mandate.schedule(chosen).required(on)
    if isinstance(subject, Facility):
        scope, membership, tally = part_of(subject, mandate, chosen, on, as_if_in_scope)
    elif isinstance(subject, Fleet):
        scope, membership, tally = _together(subject, mandate, chosen, on, as_if_in_scope)
    else:
        raise no_subject(subject)
    status = _status(scope, membership, tally, required)
    return Assessment(subject, mandate, chosen, on, status, membership, tally, required, as_if_in_scope)


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
    a place over all facilities together; a facility without a known operator stands alone.
    Raises UnknownNameError where `reading` is named and a mandate has no such reading, InvalidTypeError where the
    facilities or the mandates are something else.
    """
    everything = named(lambda given: instances(given, Facility), facilities, "facilities")
    verdicts: list[Assessment] = []
    for mandate in named(lambda given: instances(given, Mandate), mandates, "mandates"):
        names = [item.name for item in mandate.readings] if reading is None else [reading]
        for subject in subjects(everything, mandate):
            verdicts.extend(
                assess(subject, mandate, on=on, reading=name, as_if_in_scope=as_if_in_scope) for name in names
            )
    return tuple(verdicts)


def subjects(facilities: tuple[Facility, ...], mandate: Mandate) -> tuple[Facility | Fleet, ...]:
    """What one verdict each is formed over, at the level of a mandate."""
    if mandate.level is Level.FACILITY:
        return facilities
    if mandate.level is Level.PLACE:
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


def covers(mandate: Mandate, reading: Reading, facility: Facility, as_if_in_scope: bool = False) -> Ternary:
    """Whether a facility is in the scope of a mandate under a reading, or is held as if it were."""
    if as_if_in_scope:
        return TRUE
    scope = mandate.scope_of(reading)
    return checked(scope.holds(Case(facility)), scope)


def part_of(
    facility: Facility, mandate: Mandate, reading: Reading, on: date, as_if_in_scope: bool
) -> tuple[Ternary, Ternary, Tally]:
    """Whether a facility is in scope, whether it also runs, and what it adds up to if it does."""
    scope = covers(mandate, reading, facility, as_if_in_scope)
    membership = scope if scope is FALSE else scope & facility.running(on)
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


def _status(scope: Ternary, membership: Ternary, tally: Tally, required: Fraction | None) -> Status:
    if scope is FALSE:
        return Status.NOT_APPLICABLE
    if required is None:
        return Status.NOT_IN_FORCE
    if membership is FALSE or tally.is_empty:
        return Status.NOT_APPLICABLE
    if membership is TRUE and required == 0:
        return Status.COMPLIANT
    if membership is not TRUE or not (tally.q_low or tally.n_low or tally.stated):
        return Status.INDETERMINATE
    return judged(tally, required)


def judged(tally: Tally, required: Fraction) -> Status:
    """A share against a threshold: compliant from its low end, non-compliant from its high end."""
    met = tally.compared(required)
    if met is TRUE:
        return Status.COMPLIANT
    return Status.NON_COMPLIANT if met is FALSE else Status.INDETERMINATE
