"""Is a mandate met: one verdict over a facility or a fleet, or verdicts over many."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from aichipcn.compliance.assessment import (
    Assessment,
    Status,
    facilities_of,
    measured_share,
)
from aichipcn.compliance.tally import Tally, tally_facility
from aichipcn.errors import InvalidTypeError
from aichipcn.mandates.cases import Case
from aichipcn.mandates.mandate import Level, Mandate, Reading
from aichipcn.model.facilities import Facility, Fleet
from aichipcn.values.dates import plain_date
from aichipcn.values.ternary import FALSE, TRUE, Ternary, any_of

NOTHING = Tally()


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
    if not isinstance(subject, Facility | Fleet):
        msg = f"subject must be a Facility or a Fleet, got {subject!r}"
        raise InvalidTypeError(msg)
    if not isinstance(mandate, Mandate):
        msg = f"mandate must be a Mandate, got {mandate!r}"
        raise InvalidTypeError(msg)
    plain_date(on)
    chosen = mandate.reading(reading)
    required = mandate.schedule(chosen).required(on)
    covered, membership, tally = _population(subject, mandate, chosen, on, as_if_in_scope)
    return Assessment(
        subject=subject,
        mandate=mandate,
        reading=chosen,
        on=on,
        status=_status(covered, membership, tally, required),
        membership=membership,
        tally=tally,
        required=required,
        as_if_in_scope=as_if_in_scope,
    )


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
    Raises UnknownNameError where `reading` is named and a mandate has no such reading.
    """
    everything = tuple(facilities)
    verdicts: list[Assessment] = []
    for mandate in mandates:
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


def covers(mandate: Mandate, reading: Reading, facility: Facility) -> Ternary:
    """Whether a facility is in the scope of a mandate under a reading."""
    return mandate.scope_of(reading).holds(Case(facility=facility))


def _population(
    subject: Facility | Fleet, mandate: Mandate, reading: Reading, on: date, as_if_in_scope: bool
) -> tuple[Ternary, Ternary, Tally]:
    """Whether anything of the subject is in scope, whether it also runs, and what it adds up to."""
    single = isinstance(subject, Facility)
    scopes, memberships = [], []
    total = NOTHING
    for facility in facilities_of(subject):
        scope = TRUE if as_if_in_scope else covers(mandate, reading, facility)
        member = scope if scope is FALSE else scope & facility.running(on)
        scopes.append(scope)
        memberships.append(member)
        if member is FALSE:
            continue
        tally = tally_facility(facility, mandate, reading, on)
        total = tally if single else total.plus(tally if member is TRUE else tally.perhaps())
    return any_of(scopes), any_of(memberships), total


def _status(covered: Ternary, membership: Ternary, tally: Tally, required: Fraction | None) -> Status:
    if covered is FALSE:
        return Status.NOT_APPLICABLE
    if required is None:
        return Status.NOT_IN_FORCE
    share = measured_share(tally)
    if membership is FALSE or share is None:
        return Status.NOT_APPLICABLE
    if membership is not TRUE or not (tally.total_low or tally.stated):
        return Status.INDETERMINATE
    return judged(share, required)


def judged(share: tuple[Fraction, Fraction], required: Fraction) -> Status:
    """A share against a threshold: compliant from its low end, non-compliant from its high end."""
    if share[0] >= required:
        return Status.COMPLIANT
    return Status.NON_COMPLIANT if share[1] < required else Status.INDETERMINATE
