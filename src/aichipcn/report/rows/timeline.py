"""What mandates require from which day on, how they came to be, and how far a day is from what comes next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction

from aichipcn.codes import Code
from aichipcn.compliance.assessment import Assessment
from aichipcn.errors import InvalidValueError
from aichipcn.mandates.mandate import Mandate
from aichipcn.mandates.readings import Reading
from aichipcn.mandates.schedule import Requirement, Schedule, milestones_of
from aichipcn.mandates.standing import StatusChange
from aichipcn.mandates.thresholds import AnyThreshold, Threshold
from aichipcn.model.doors import instances
from aichipcn.report import words
from aichipcn.report.rows.plain import Plain
from aichipcn.report.rows.verdicts import asked, share, verdict
from aichipcn.values.dates import plain_date
from aichipcn.values.shares import format_share


def tracks(mandates: Iterable[Mandate], on: date, assessments: Iterable[Assessment] = ()) -> list[Plain]:
    """A track for each mandate and each course of what it requires: readings of one course stand in one track.

    Verdicts of the day on a mandate stand in the place of the track of their reading, one each.

    Raises
    ------
    InvalidTypeError
        Where something is no mandate, no verdict or no date.
    InvalidValueError
        Where two mandates have one name, or a verdict is of another day or on another mandate.
    """
    given, judged, day = instances(mandates, Mandate), instances(assessments, Assessment), plain_date(on)
    _check([mandate.slug for mandate in given], judged, day)
    return [track for mandate in given for track in _tracks(mandate, day, judged)]


def _check(slugs: Sequence[str], assessments: Sequence[Assessment], on: date) -> None:
    for slug in slugs:
        if slugs.count(slug) > 1:
            msg = f"two mandates of one name: {slug}"
            raise InvalidValueError(msg, found=slug, code=Code.NAME_TAKEN)
    for one in assessments:
        if one.on != on:
            msg = f"a verdict of {on} is needed, got one of another day: {one}"
            raise InvalidValueError(msg, found=one)
        if one.mandate.slug not in slugs:
            msg = f"a verdict on one of the mandates is needed, got: {one}"
            raise InvalidValueError(msg, found=one)


def _tracks(mandate: Mandate, on: date, assessments: Sequence[Assessment]) -> Iterator[Plain]:
    courses = [(reading, course(mandate, reading)) for reading in mandate.readings]
    different: list[list[Plain]] = []
    different += (steps for _, steps in courses if steps not in different)
    for steps in different:
        alike = [reading for reading, theirs in courses if theirs == steps]
        names = [reading.name for reading in alike]
        judged = [one for one in assessments if one.mandate.slug == mandate.slug and one.reading.name in names]
        held: Sequence[Assessment | None] = judged or [None]
        for one in held:
            yield {
                "mandate": mandate.slug,
                "title": mandate.title,
                "status": mandate.status.value,
                "legal-force": mandate.legal_force.value if mandate.legal_force else None,
                "readings": [one.reading.name] if one else names,
                "of-all": len(alike) == len(courses) and not one,
                "course": steps,
                "history": [_change(step) for step in mandate.history],
                "expires": _iso(mandate.expires),
                "subject": one.subject.name if one else None,
                "share": share(one) if one else None,
                "today": [*_today(mandate, alike[0], on), *([_to_go(one)] if one else [])],
            }


def course(mandate: Mandate, reading: Reading) -> list[Plain]:
    """What is required under a reading from each milestone to the next, to the day of expiry, or without end.

    `start` and `end` are the shares on its first day and on the day that it ends, which differ where the figure runs
    day by day; None for an amount, for what is unstated, and for a threshold of another's.
    """
    requirement = mandate.requirement_of(reading)
    binding = [milestone for milestone in milestones_of(requirement) if not mandate.has_expired(milestone.on)]
    ends = [*(milestone.on for milestone in binding[1:]), mandate.expires]
    return [
        {
            "from": milestone.on.isoformat(),
            "until": _iso(until),
            "status": (milestone.status or mandate.status).value,
            "required": asked(requirement.threshold(milestone.on)),
            "start": _share(requirement.threshold(milestone.on)),
            "end": _share(requirement.threshold(until if until and _daily(requirement) else milestone.on)),
        }
        for milestone, until in zip(binding, ends, strict=False)
    ]


def _daily(requirement: Requirement) -> bool:
    return isinstance(requirement, Schedule) and requirement.interpolate is not None


def _share(threshold: AnyThreshold | None) -> float | None:
    value = threshold.value if isinstance(threshold, Threshold) else None
    return float(value) if isinstance(value, Fraction) else None


def _change(step: StatusChange) -> Plain:
    days = step.since
    return {
        "status": step.status.value,
        "first": _iso(days.first) if days else None,
        "last": _iso(days.last) if days else None,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _today(mandate: Mandate, reading: Reading, on: date) -> Iterator[str]:
    """What is required on a day, what next, and how far off that is."""
    requirement, binding = mandate.requirement_of(reading), mandate.threshold(reading, on)
    upcoming, expires = mandate.next_after(reading, on), mandate.expires
    since = [item.on for item in milestones_of(requirement) if item.on <= on]
    if binding is not None and since and not (_daily(requirement) and requirement.next_after(on)):
        yield f"{binding.describe()} since {since[-1]}"
        yield f"for {time_between(since[-1], on)}" if since[-1] < on else "from this day on"
    elif binding is not None:
        yield f"{binding.describe()} on {on}"
    if upcoming is not None:
        following = requirement.threshold(upcoming.on)
        yield f"{following.describe() if following else 'nothing'} from {upcoming.on}"
        yield f"in {time_between(on, upcoming.on)}"
    if expires is not None and expires <= on:
        yield f"expired on {expires}, {time_between(expires, on)} ago"
    elif expires is not None:
        yield f"expires on {expires}, in {time_between(on, expires)}"
    elif upcoming is None:
        yield "no later milestone" if since else "no dated milestone"


def time_between(first: date, last: date) -> str:
    """From a day to a later one: in days, from a month on in whole years and months too."""
    days = (last - first).days
    months = 12 * (last.year - first.year) + last.month - first.month - (last.day < first.day)
    parts = [_counted(number, noun) for number, noun in ((months // 12, "year"), (months % 12, "month")) if number]
    calendar = f" ({', '.join(parts)})" if parts else ""
    return _counted(days, "day") + calendar


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _to_go(assessment: Assessment) -> str:
    """The share on the day, and how many points it lacks of what is required next, or else on the day."""
    upcoming, bounds = assessment.next_milestone, assessment.share_range
    goal = assessment.mandate.threshold(assessment.reading, upcoming.on) if upcoming else assessment.threshold
    said = f"share {words.share(verdict(assessment))}"
    if bounds is None or not isinstance(goal, Threshold) or not isinstance(goal.value, Fraction):
        return said
    floor, strict = goal.bound.is_floor, goal.bound.is_strict
    gaps = sorted(goal.value - end if floor else end - goal.value for end in bounds)
    lacking = [gap for gap in gaps if gap > 0 or (gap == 0 and strict)]
    figure = goal.describe() if strict else goal.figure
    if not lacking:
        return f"{said}: meets {figure}"
    points = " to ".join(dict.fromkeys(format_share(gap).removesuffix("%") for gap in lacking))
    most = "up to " if len(lacking) == 1 else ""
    return f"{said}: {most}{points} points {'short of' if floor else 'over'} {figure}"
