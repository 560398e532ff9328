"""Laws of what a facility adds up to under a mandate, whatever is required of it."""

from __future__ import annotations

from fractions import Fraction

import attrs

from aichipcn.compliance.assess import assess
from aichipcn.compliance.assessment import Assessment
from aichipcn.model.facilities import Deployment, Fleet, Inventory
from aichipcn.testing.checks import DoesNotApply, Draw, broken, only_if
from aichipcn.testing.scenes import Filling, Scene
from aichipcn.testing.trial import Trial
from aichipcn.testing.words import listed, told
from aichipcn.values.estimate import Estimate
from aichipcn.values.numbers import Exact, bound_plus, bound_times
from aichipcn.values.ternary import FALSE, TRUE

MANY = 10**6


def order_of_deployments(trial: Trial, draw: Draw) -> None:
    """A share is of what stands there, in whatever order that is written down."""
    scene, items = _filled(trial, draw)
    _same(scene, items, draw.shuffled(items), "in another order")


def split_and_merge(trial: Trial, draw: Draw) -> None:
    """A deployment that is written down in two parts counts as it does in one."""
    scene, items = _filled(trial, draw)
    if scene.credited:
        items.insert(0, draw.one(scene.credited).deployment)
    first, number = items[0], draw.number(2, MANY)
    part = draw.number(1, number - 1)
    whole = [attrs.evolve(first, count=number), *items[1:]]
    split = [attrs.evolve(first, count=part), *items[1:], attrs.evolve(first, count=number - part)]
    _same(scene, whole, split, "with the first in two parts")


def a_fleet_is_its_facilities(trial: Trial, draw: Draw) -> None:
    """Two facilities together add up to what one with the chips of both does."""
    scene, items = _filled(trial, draw)
    cut = draw.number(0, len(items))
    halves = [
        attrs.evolve(scene.site, slug=f"half-{i}", deployments=part, inventory=Inventory.COMPLETE)
        for i, part in enumerate((items[:cut], items[cut:]))
    ]
    fleet = Fleet(slug="both", name="Both", facilities=halves)
    together = assess(fleet, scene.mandate, on=scene.on, reading=scene.reading.name, as_if_in_scope=scene.aside)
    alone = scene.judge(items)
    if together.tally != alone.tally or together.status is not alone.status:
        broken(f"{scene}, {listed(items)}: in one facility {told(alone)}, in two {told(together)}")


def scaling_of_counts(trial: Trial, draw: Draw) -> None:
    """Of ten times as many chips the share is the same."""
    _shares_only(trial)
    scene, items = _filled(trial, draw)
    factor = draw.number(2, MANY)
    scaled = [attrs.evolve(item, count=_times(item.count, factor)) for item in items]
    _same(scene, items, scaled, f"{factor} times as many")


def adding_qualifying_never_lowers(trial: Trial, draw: Draw) -> None:
    """A chip that qualifies never lowers the share."""
    scene = draw.one([scene for scene in trial.scenes if scene.credited], "chip that qualifies")
    items, added = _items(scene, draw), draw.one(scene.credited)
    before, after = _with_more(scene, items, added, draw)
    low, high = before.share_range or (Fraction(0), Fraction(1))
    only_if(added.worth.low >= high)
    if after.share_range is not None and (after.share_range[0] < low or after.share_range[1] < high):
        broken(f"{scene}, {listed(items)}: {told(before)}; with {added} besides, which qualifies, {told(after)}")


def adding_other_never_raises(trial: Trial, draw: Draw) -> None:
    """A chip that does not qualify never raises the share."""
    scene = draw.one([scene for scene in trial.scenes if scene.short], "chip that does not qualify")
    items, added = _items(scene, draw), draw.one(scene.short)
    before, after = _with_more(scene, items, added, draw)
    low, high = before.share_range or (Fraction(0), Fraction(1))
    only_if(added.worth.low <= low)
    if after.share_range is not None and (after.share_range[0] > low or after.share_range[1] > high):
        broken(f"{scene}, {listed(items)}: {told(before)}; with {added} besides, which does not qualify, {told(after)}")


def what_does_not_count_changes_nothing(trial: Trial, draw: Draw) -> None:
    """Chips outside the population, or not among those that count, change nothing."""
    scene = draw.one([scene for scene in trial.scenes if scene.uncounted], "chip that does not count")
    items = _items(scene, draw)
    added = [item for filling in draw.some(scene.uncounted) for item in filling.times(draw.number(1, MANY))]
    _same(scene, items, [*items, *added], f"with {listed(added)} besides, which do not count")


def share_is_the_quotient(trial: Trial, draw: Draw) -> None:
    """What qualifies and the rest are sums over the deployments, in which what is not known stands on both sides."""
    scene = draw.one(trial.scenes, "day on which it binds")
    fillings = draw.some(scene.fillings)
    counts = [draw.number(1, MANY) for _ in fillings]
    items = [item for filling, count in zip(fillings, counts, strict=True) for item in filling.times(count)]
    tally = scene.judge(items).tally
    expected = _plain_sum(list(zip(fillings, counts, strict=True)))
    if tuple(tally[:4]) != expected:
        broken(f"{scene}, {listed(items)}: the totals are {tuple(tally[:4])}, where the sums are {expected}")


def a_stricter_reading_never_yields_more(trial: Trial, draw: Draw) -> None:
    """Of two readings of which one is declared the stricter, it never yields the higher share."""
    if not trial.stricter:
        msg = "no reading is declared to be stricter than another; say so with stricter=[(strict, lax)]"
        raise DoesNotApply(msg)
    strict, lax = draw.one(trial.stricter)
    scene = draw.one([scene for scene in trial.scenes if scene.reading.name == strict], "day on which it binds")
    items = _items(scene, draw)
    facility = attrs.evolve(scene.site, deployments=items)
    one, other = (
        assess(facility, trial.value, on=scene.on, reading=name, as_if_in_scope=True) for name in (strict, lax)
    )
    if one.share_range and other.share_range and any(map(_exceeds, one.share_range, other.share_range)):
        broken(
            f"{scene.on}, {listed(items)}: {told(one)} under {strict}, and {told(other)} under {lax}, the less strict"
        )


def _exceeds(one: Fraction, other: Fraction) -> bool:
    return one > other


def _shares_only(trial: Trial) -> None:
    bounds = [getattr(scene.threshold, "bound", None) for scene in trial.scenes]
    if bounds and all(bound is not None and bound.is_amount for bound in bounds):
        msg = "an amount is bounded, and no share"
        raise DoesNotApply(msg)


def _filled(trial: Trial, draw: Draw) -> tuple[Scene, list[Deployment]]:
    scene = draw.one(trial.scenes, "day on which it binds")
    return scene, _items(scene, draw)


def _items(scene: Scene, draw: Draw) -> list[Deployment]:
    """A few deployments of any chips, known or not."""
    return [attrs.evolve(item.deployment, count=draw.number(1, MANY)) for item in draw.some(scene.fillings)]


def _with_more(scene: Scene, items: list[Deployment], added: Filling, draw: Draw) -> tuple[Assessment, Assessment]:
    return scene.judge(items), scene.judge([*items, *added.times(draw.number(1, MANY))])


def _same(scene: Scene, items: list[Deployment], others: list[Deployment], what: str) -> None:
    one, other = scene.judge(items), scene.judge(others)
    if (one.status, one.share_range) != (other.status, other.share_range):
        broken(f"{scene}, {listed(items)}: {told(one)}; {what}: {told(other)}")


def _times(count: Estimate, factor: int) -> Estimate:
    return Estimate(count.low * factor, None if count.high is None else count.high * factor)


def _plain_sum(counted: list[tuple[Filling, int]]) -> tuple[Exact, Exact | None, Exact, Exact | None]:
    """The least and the most that qualifies, and that does not, term by term."""
    q_low: Exact = 0
    n_low: Exact = 0
    q_high: Exact | None = 0
    n_high: Exact | None = 0
    for filling, count in counted:
        if filling.counts is FALSE:
            continue
        weight = filling.weight or Estimate(0, None)
        if filling.counts is TRUE:
            q_low += count * weight.low * filling.worth.low
            n_low += count * weight.low * (1 - (filling.worth.high or 0))
        q_high = bound_plus(q_high, bound_times(weight.high, count * (filling.worth.high or 0)))
        n_high = bound_plus(n_high, bound_times(weight.high, count * (1 - filling.worth.low)))
    return q_low, q_high, n_low, n_high
