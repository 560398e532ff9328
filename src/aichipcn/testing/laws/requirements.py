"""Laws of requirements: on what day they bind, and how what they ask is met by totals."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from aichipcn.mandates.schedule import Milestone, Requirement, milestones_of
from aichipcn.mandates.thresholds import AnyThreshold
from aichipcn.mandates.totals import Tally
from aichipcn.testing.asked import Asked, asked_of, wrongly_bound
from aichipcn.testing.checks import DoesNotApply, Draw, broken, only_if
from aichipcn.testing.parts import agrees
from aichipcn.testing.trial import Trial
from aichipcn.values.numbers import Exact
from aichipcn.values.ternary import FALSE, TRUE, Ternary

_MANY = 10**12
_SCALES = (1, 7, 10**6, 10**18)
NOTHING_KNOWN = Tally(0, None, 0, None)


def binds_from_the_day(trial: Trial, draw: Draw) -> None:
    """What a milestone asks binds from its day on, and what comes next is named until then."""
    requirement: Requirement = trial.value
    rows = _milestones(requirement)
    milestone = draw.one(rows)
    for day in (milestone.on + timedelta(shift) for shift in (-1, 0, 1)):
        wrong = wrongly_bound(requirement.threshold(day), requirement, day)
        if wrong is not None:
            broken(wrong)
        upcoming = requirement.next_after(day)
        coming = next((item for item in rows if item.on > day), None)
        if upcoming != coming:
            broken(f"next after {day} comes {upcoming or 'nothing'}, with milestones {', '.join(map(str, rows))}")


def _milestones(requirement: Requirement) -> tuple[Milestone, ...]:
    rows = milestones_of(requirement)
    if not rows:
        msg = "it has no dated milestones"
        raise DoesNotApply(msg)
    return tuple(item for item in rows if date(2, 1, 1) < item.on < date(9998, 1, 1))


def meets_in_kind(trial: Trial, draw: Draw) -> None:
    """Totals meet what is asked, do not, or may: the answer is a truth."""
    day, threshold = _bound(trial, draw)
    tally = draw.one([NOTHING_KNOWN, _tally(draw)])
    met = threshold.met(tally)
    if not isinstance(met, Ternary):
        broken(f"{_asks(day, threshold)}; whether {_shown(tally)} meet it is {met!r}, which is no Ternary")


def learning_a_fact_never_flips(trial: Trial, draw: Draw) -> None:
    """What totals meet for certain they still meet where they are known more exactly."""
    day, threshold = _bound(trial, draw)
    less = _tally(draw)
    more = Tally(*_within(less.q_low, less.q_high, draw), *_within(less.n_low, less.n_high, draw))
    before, after = threshold.met(less), threshold.met(more)
    if not agrees(before, after):
        broken(
            f"{_asks(day, threshold)}; of {_shown(less)} it is {before}, and of {_shown(more)}, known better, {after}"
        )


def unknown_is_not_false(trial: Trial, draw: Draw) -> None:
    """Of totals of which nothing is known, nothing is certain that is not so of all totals."""
    day, threshold = _bound(trial, draw)
    q, n = draw.number(0, _MANY), draw.number(0, _MANY)
    before, after = threshold.met(NOTHING_KNOWN), threshold.met(Tally(q, q, n, n))
    if not agrees(before, after):
        broken(f"{_asks(day, threshold)}; with nothing known it is {before}, and of {q} and {n} others {after}")


def exact_threshold(trial: Trial, draw: Draw) -> None:
    """Totals exactly at the threshold, and one short of it among 10^18, are told apart."""
    day, threshold = _bound(trial, draw)
    asked = asked_of(threshold, trial.value, day)
    only_if(asked is not None)
    if asked is None:
        return
    scale = draw.one(_SCALES)
    for q, n in _around(asked, scale):
        wanted, met = Ternary.of(asked.met(q, n)), threshold.met(Tally(q, q, n, n))
        if met is not wanted:
            broken(f"{_asks(day, threshold)}; of {q} that qualify and {n} others it is {wanted}, and said to be {met}")


def _around(asked: Asked, scale: int) -> Iterator[tuple[Exact, Exact]]:
    """Totals at the figure, one short of it on either side, and one beyond; never nothing at all."""
    figure = asked.figure
    whole = (figure.numerator * scale, (figure.denominator - figure.numerator) * scale)
    q, n = (figure, 1) if asked.is_amount else whole
    found = [(q, n), (q - 1, n), (q + 1, n), (q, n + 1), (q, n - 1)]
    yield from ((one, other) for one, other in found if one >= 0 and other >= 0 and one + other > 0)


def monotone_in_what_qualifies(trial: Trial, draw: Draw) -> None:
    """More of what qualifies either only helps or only harms."""
    day, threshold = _bound(trial, draw)
    floor = _is_floor(threshold)
    q, n, more = draw.number(0, _MANY), draw.number(1, _MANY), draw.number(1, _MANY)
    less_met, more_met = (threshold.met(Tally(item, item, n, n)) for item in (q, q + more))
    good, bad = (less_met, more_met) if floor else (more_met, less_met)
    if good is TRUE and bad is not TRUE:
        broken(f"{_asks(day, threshold)}; of {q} and {n} others it is {less_met}, and of {q + more} {more_met}")


def pure(trial: Trial, draw: Draw) -> None:
    """The same totals have the same answer: asked again, in another order, and on a threshold asked for anew."""
    day, threshold = _bound(trial, draw)
    tallies = [_tally(draw) for _ in range(4)]
    again = trial.value.threshold(day)
    for asked, order in ((threshold, tallies[::-1]), (threshold, tallies), (again, tallies)):
        for tally in order:
            one, other = threshold.met(tally), asked.met(tally)
            if one is not other:
                broken(f"{_asks(day, threshold)}; of {_shown(tally)} it is {one}, and asked again {other}")


def _is_floor(threshold: AnyThreshold) -> bool:
    """Whether more of what qualifies helps, as it does where nothing of it fails and plenty does not."""
    nothing, plenty = threshold.met(Tally(0, 0, 1, 1)), threshold.met(Tally(10**40, 10**40, 1, 1))
    return nothing is FALSE or (nothing is not TRUE and plenty is TRUE) or (nothing is plenty)


def _bound(trial: Trial, draw: Draw) -> tuple[date, AnyThreshold]:
    """A day, and what is required on it."""
    requirement: Requirement = trial.value
    inner = [item.on for item in milestones_of(requirement) if item.on.year < 9000]
    days = [day + timedelta(shift) for day in inner for shift in (0, 100)]
    bound = [(day, found) for day in days or trial.palette.days if (found := requirement.threshold(day)) is not None]
    return draw.one(bound, "day on which it binds")


def _tally(draw: Draw) -> Tally:
    q, n = (sorted((draw.number(0, _MANY), draw.number(0, _MANY))) for _ in range(2))
    ends = draw.one([(q[1], n[1]), (None, n[1]), (q[1], None)])
    return Tally(q[0], ends[0], n[0], ends[1])


def _within(low: Exact, high: Exact | None, draw: Draw) -> tuple[Exact, Exact | None]:
    """A narrower interval, or the same; points among them."""
    most = int(low) + _MANY if high is None else int(high)
    ends = sorted((draw.number(int(low), most), draw.number(int(low), most)))
    return (ends[0], ends[0]) if draw.number(0, 1) else (ends[0], ends[1])


def _asks(day: date, threshold: AnyThreshold) -> str:
    return f"{threshold.describe()} on {day}"


def _shown(tally: Tally) -> str:
    q_high, n_high = ("any number" if high is None else high for high in (tally.q_high, tally.n_high))
    return f"{tally.q_low} to {q_high} that qualify and {tally.n_low} to {n_high} others"
