"""Laws of how a mandate holds totals against what it requires: to the day, exactly, and no further than it says."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

import attrs

from aichipcn.compliance.assessment import Assessment, Status
from aichipcn.mandates.measures import counts_units
from aichipcn.mandates.schedule import Milestone, Schedule
from aichipcn.model.facilities import Deployment
from aichipcn.testing.asked import Asked, asked_of
from aichipcn.testing.checks import DoesNotApply, Draw, broken, only_if
from aichipcn.testing.scenes import Filling, Scene
from aichipcn.testing.trial import Trial
from aichipcn.testing.words import listed, told
from aichipcn.values.estimate import Estimate

Kinds: TypeAlias = tuple[Filling, Filling]
"""A chip that qualifies, and one that does not."""
_SCALES = (1, 7, 10**6, 10**18)
_FEW = 1000


def exact_threshold(trial: Trial, draw: Draw) -> None:
    """Totals exactly at the threshold, and one chip short of it among 10^18, are told apart."""
    scene, asked = _asked(trial, draw)
    q, n = draw.one(scene.qualifying), draw.one(scene.others)
    qualifying, others = _boundary(asked, q, n, draw.one(_SCALES))
    for more, more_others in ((0, 0), (-1, 0), (1, 0), (0, 1)):
        _check_status(scene, asked, (q, n), [max(0, qualifying + more), others + more_others])


def _boundary(asked: Asked, q: Filling, n: Filling, scale: int) -> tuple[int, int]:
    """How many of two kinds of chips come to the threshold, or just below it where an amount is no whole number."""
    (weight, _), (_, other) = q.exact, n.exact
    if asked.is_amount:
        return int(asked.figure // weight), 1
    if asked.figure in (0, 1):
        return (scale, 0) if asked.figure == 1 else (0, scale)
    counts = Fraction(asked.figure * other) / ((1 - asked.figure) * weight)
    return counts.numerator * scale, counts.denominator * scale


def _check_status(scene: Scene, asked: Asked, kinds: Kinds, counts: list[int]) -> None:
    items = _of(kinds, counts)
    met = asked.met(kinds[0].exact[0] * counts[0], kinds[1].exact[1] * counts[1])
    verdict = scene.judge(items)
    if items and ((verdict.status is Status.COMPLIANT) is not met or verdict.status is Status.INDETERMINATE):
        threshold = scene.threshold.describe() if scene.threshold else ""
        wanted = "met" if met else "not met"
        broken(f"{scene}, {listed(items)}: {threshold} is {wanted}, and the verdict is {verdict.status}")


def shortfall_is_tight(trial: Trial, draw: Draw) -> None:
    """What a shortfall says to add or to swap complies, and one chip less does not."""
    scene, asked = _asked(trial, draw)
    q, n = draw.one(scene.qualifying), draw.one(scene.others)
    counts = [draw.number(1, _FEW), draw.number(1, _FEW)]
    before = scene.judge([*q.times(counts[0]), *n.times(counts[1])])
    gap = before.shortfall
    if gap is None:
        msg = "its threshold tells no shortfall"
        raise DoesNotApply(msg)
    only_if(before.status is Status.NON_COMPLIANT)
    helps = 0 if asked.floor else 1
    weights = q.exact[0], n.exact[1]
    told_of = f"{scene}, {listed(_of((q, n), counts))}: the shortfall is {gap}"
    if gap.add is not None:
        number = _least(Fraction(gap.add) / weights[helps], beyond=gap.beyond)
        _check_turn(scene, (q, n), _more(counts, helps, number), _more(counts, helps, number - 1), told_of)
    if gap.remove is not None:
        number = _least(Fraction(gap.remove) / weights[0], beyond=False)
        _check_turn(scene, (q, n), _more(counts, 0, -number), _more(counts, 0, 1 - number), told_of)
    if gap.swap is not None and counts_units(scene.mandate.measure):
        swapped = [_more(_more(counts, helps, s), 1 - helps, -s) for s in (int(gap.swap), int(gap.swap) - 1)]
        _check_turn(scene, (q, n), swapped[0], swapped[1], told_of)


def _least(number: Fraction, *, beyond: bool) -> int:
    """The fewest chips that come to a number, or to more than it."""
    least = -(-number.numerator // number.denominator)
    return least + 1 if beyond and least == number else least


def _more(counts: list[int], which: int, number: int) -> list[int]:
    return [count + number if i == which else count for i, count in enumerate(counts)]


def _check_turn(scene: Scene, kinds: Kinds, enough: list[int], too_few: list[int], why: str) -> None:
    """That some numbers of two kinds comply, and others do not."""
    for counts, expected in ((enough, True), (too_few, False)):
        verdict = scene.judge(_of(kinds, counts))
        if min(counts) >= 0 and (verdict.status is Status.COMPLIANT) is not expected:
            broken(f"{why}; with {listed(_of(kinds, counts))} it is {told(verdict)}")


def _of(kinds: Kinds, counts: list[int]) -> list[Deployment]:
    return [item for kind, count in zip(kinds, counts, strict=True) for item in kind.times(count)]


def headroom_is_tight(trial: Trial, draw: Draw) -> None:
    """As much as the headroom says may still come, and one chip more may not."""
    scene, asked = _asked(trial, draw, limited=True)
    q, n = draw.one(scene.qualifying), draw.one(scene.others)
    least = asked.figure == (1 if asked.floor else 0)  # all of it, or nothing, is required
    counts = [draw.number(1, _FEW), 0 if least else draw.number(0, _FEW // 10)]
    if not asked.floor:
        counts.reverse()
    before = scene.judge(_of((q, n), counts))
    only_if(before.status is Status.COMPLIANT)
    room = _room(before)
    hinders = 1 if asked.floor else 0
    most = room / (q.exact[0], n.exact[1])[hinders]
    number = most.numerator // most.denominator
    if asked.strict and number == most and not counts_units(scene.mandate.measure):
        number -= 1
    told_of = f"{scene}, {listed(_of((q, n), counts))}: the headroom is {room}"
    _check_turn(scene, (q, n), _more(counts, hinders, number), _more(counts, hinders, number + 1), told_of)


def _room(verdict: Assessment) -> Fraction:
    room = verdict.headroom
    only_if(room is not None)
    return Fraction(room or 0)


def stricter_threshold_never_helps(trial: Trial, draw: Draw) -> None:
    """Where more is required, what failed before still fails."""
    scenes = [scene for scene in trial.scenes if _can_be_stricter(scene)]
    scene = draw.one(scenes, "threshold with a figure")
    required = scene.mandate.requirement_of(scene.reading)
    assert isinstance(required, Schedule)
    strict = attrs.evolve(required, milestones=[_stricter(required, item, draw) for item in required.milestones])
    mandate = attrs.evolve(
        scene.mandate, require=strict, readings=[attrs.evolve(item, require=None) for item in scene.mandate.readings]
    )
    items = [attrs.evolve(item.deployment, count=draw.number(1, _FEW)) for item in draw.some(scene.fillings)]
    facility = attrs.evolve(scene.site, deployments=items)
    lax, tight = scene.judge_facility(facility), scene.judge_facility(facility, mandate)
    if lax.status is Status.NON_COMPLIANT and tight.status is not Status.NON_COMPLIANT:
        broken(f"{scene}, {listed(items)}: {told(lax)}, and where {strict.describe()}, {told(tight)}")


def _can_be_stricter(scene: Scene) -> bool:
    required = scene.mandate.requirement_of(scene.reading)
    return isinstance(required, Schedule) and all(item.value is not None for item in required.milestones)


def _stricter(required: Schedule, item: Milestone, draw: Draw) -> Milestone:
    """A milestone that asks for some more of what lies between it and the whole, or of an amount for up to twice as
    much; under a ceiling for less."""
    part, floor = Fraction(draw.number(0, 10), 10), required.bound.is_floor
    if isinstance(item.value, Estimate):
        amount = item.value.low * (1 + part if floor else 1 - part)
        return attrs.evolve(item, value=Estimate(amount, amount, unit=item.value.unit))
    return attrs.evolve(item, value=item.share + (1 - item.share) * part if floor else item.share * (1 - part))


def _asked(trial: Trial, draw: Draw, *, limited: bool = False) -> tuple[Scene, Asked]:
    """A scene with chips of both kinds, and what is asked in it; perhaps only what limits how much may still come."""
    stated = [(scene, asked) for scene in trial.scenes if (asked := _asked_in(scene)) is not None]
    if not stated:
        msg = "its threshold states no figure"
        raise DoesNotApply(msg)
    stated = [pair for pair in stated if not (limited and pair[1].is_amount and pair[1].floor)]
    if not stated:
        msg = "nothing limits what may still come"
        raise DoesNotApply(msg)
    return draw.one([pair for pair in stated if pair[0].qualifying and pair[0].others], "pair of chips that differ")


def _asked_in(scene: Scene) -> Asked | None:
    threshold = scene.threshold
    return None if threshold is None else asked_of(threshold, scene.mandate.requirement_of(scene.reading), scene.on)
