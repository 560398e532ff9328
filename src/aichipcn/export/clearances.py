"""What clearances and restrictions, as dated events, make of a licence that is needed.

Licences that were issued clear the way; what was announced or reported may. A restriction in force closes it, one that
was announced or reported leaves it open whether it does. A later event counts over an earlier one. Where it is not
known which came first, or whether one had come by the day, the answer is what both courses of events agree on.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from aichipcn.mandates.standing import MandateStatus
from aichipcn.model.chips import Chip
from aichipcn.model.observations import EventKind, PolicyEvent
from aichipcn.values.dates import DateRange
from aichipcn.values.ternary import FALSE, TRUE, UNKNOWN, Ternary

ANY_DAY = DateRange(date.min, date.max)
_KINDS = (EventKind.EXPORT_CLEARANCE, EventKind.EXPORT_RESTRICTION)


def events_on(chip: Chip, events: Iterable[PolicyEvent], on: date) -> tuple[PolicyEvent, ...]:
    """The events that name a chip and had come by a day, or may have, the oldest first."""
    found = [
        item for item in events if any(one.slug == chip.slug for one in item.chips) and _came(item, on) is not FALSE
    ]
    return tuple(sorted(found, key=lambda item: ((item.on or ANY_DAY).first, item.slug)))


def bearing(events: Iterable[PolicyEvent], since: date) -> tuple[PolicyEvent, ...]:
    """Those that bear on a licence that is needed since a day: restrictions, and clearances that came after it."""
    return tuple(
        item
        for item in events
        if item.kind in _KINDS and not (_clears(item) and (item.on or ANY_DAY).on_or_after(since) is FALSE)
    )


def after(truth: Ternary, events: Iterable[PolicyEvent], since: date, on: date) -> Ternary:
    """Whether the way is clear on a day after some events, where without them it was so far clear as `truth` says."""
    bear = bearing(events, since)
    worst, best = (_course(truth, bear, since, on, kindly=kindly) for kindly in (False, True))
    return worst if worst is best else UNKNOWN


def _course(truth: Ternary, events: tuple[PolicyEvent, ...], since: date, on: date, *, kindly: bool) -> Ternary:
    """What follows where all that is not known of dates turns out for the buyer, or against."""
    steps = []
    for item in events:
        clears = _clears(item)
        counts = _came(item, on) & ((item.on or ANY_DAY).on_or_after(since) if clears else TRUE)
        helps = clears is kindly
        if counts is TRUE or (counts is UNKNOWN and helps):
            span = item.on or ANY_DAY
            steps.append((span.last if helps else span.first, helps, item))
    for _, _, item in sorted(steps, key=lambda step: (step[0], step[1], step[2].slug)):
        stands = item.status == MandateStatus.IN_FORCE.value
        if _clears(item):
            truth |= TRUE if stands else UNKNOWN
        else:
            truth &= FALSE if stands else UNKNOWN
    return truth


def _clears(event: PolicyEvent) -> bool:
    return event.kind is EventKind.EXPORT_CLEARANCE


def _came(event: PolicyEvent, on: date) -> Ternary:
    return (event.on or ANY_DAY).on_or_before(on)
