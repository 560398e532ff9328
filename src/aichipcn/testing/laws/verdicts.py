"""Laws of verdicts: when a mandate binds, whom it reaches, and what it makes of what is not known."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import attrs

from aichipcn.compliance.assess import assess
from aichipcn.compliance.assessment import Assessment, Status
from aichipcn.compliance.deciding import deciding_facts
from aichipcn.compliance.explain import explain
from aichipcn.mandates.mandate import Mandate
from aichipcn.mandates.readings import Reading
from aichipcn.mandates.schedule import Milestone, milestones_of
from aichipcn.mandates.thresholds import Threshold
from aichipcn.model.facilities import Deployment, Facility
from aichipcn.testing.checks import DoesNotApply, Draw, broken
from aichipcn.testing.knowing import less_known, nothing_known
from aichipcn.testing.scenes import Scene
from aichipcn.testing.trial import Trial
from aichipcn.testing.words import known_of, listed, told
from aichipcn.values.ternary import FALSE

_MANY = 10**6
_DEFINITE = (Status.COMPLIANT, Status.NON_COMPLIANT, Status.NOT_APPLICABLE)


def can_be_judged(trial: Trial, draw: Draw) -> None:
    """Every facility can be judged, whatever is known of it: with unknowns, not with an exception."""
    if trial.trouble:
        broken(f"it {trial.trouble}")
    case, reading = draw.one(trial.cases, "case"), draw.one(trial.value.readings)
    on = draw.one(trial.palette.days)
    deciding_facts(assess(case.facility, trial.value, on=on, reading=reading.name))


# -- when


def day_before_on_and_after(trial: Trial, draw: Draw) -> None:
    """What a milestone asks binds from its day on, not on the day before, and not on the day on which all expires."""
    mandate: Mandate = trial.value
    dated = [(reading, item) for reading in mandate.readings for item in _milestones(mandate, reading)]
    if not dated:
        msg = "it has no dated milestones"
        raise DoesNotApply(msg)
    reading, milestone = draw.one(dated)
    for day in (milestone.on + timedelta(shift) for shift in (-1, 0, 1)):
        _check_day(mandate, reading, day)
    if mandate.expires is not None:
        for day in (mandate.expires + timedelta(shift) for shift in (-1, 0, 1)):
            _check_day(mandate, reading, day)


def _milestones(mandate: Mandate, reading: Reading) -> tuple[Milestone, ...]:
    inner = (date(2, 1, 1), date(9998, 1, 1))
    return tuple(item for item in milestones_of(mandate.requirement_of(reading)) if inner[0] < item.on < inner[1])


def _check_day(mandate: Mandate, reading: Reading, day: date) -> None:
    """What binds on a day is the last milestone on or before it, and there is a verdict where something does."""
    rows = milestones_of(mandate.requirement_of(reading))
    past = [item for item in rows if item.on <= day]
    expired = mandate.expires is not None and day >= mandate.expires
    threshold = mandate.threshold(reading, day)
    if (threshold is None) is not (expired or not past):
        bound = "nothing" if threshold is None else threshold.describe()
        broken(f"under {reading.name}, {bound} is required on {day}, with milestones on {_days(rows)}{_ends(mandate)}")
    if past and isinstance(threshold, Threshold) and past[-1].on == day and threshold.value != past[-1].value:
        broken(f"under {reading.name}, {threshold.describe()} is required on {day}, for which {past[-1]} is stated")
    site = Facility(slug="site", name="Site", commissioned=min(day, date(2000, 1, 1)), deployments=(Deployment(),))
    verdict = assess(site, mandate, on=day, reading=reading.name, as_if_in_scope=True)
    if (verdict.status is Status.NOT_IN_FORCE) is not (threshold is None):
        broken(f"under {reading.name}, the verdict on {day} is {verdict.status}, with milestones on {_days(rows)}")


def _days(rows: tuple[Milestone, ...]) -> str:
    return ", ".join(str(item.on) for item in rows)


def _ends(mandate: Mandate) -> str:
    return f", expiring on {mandate.expires}" if mandate.expires else ""


# -- whom


def reaches_a_facility(trial: Trial, draw: Draw) -> None:
    """Some facility is in scope under each reading, or the mandate requires nothing of anybody."""
    for reading in trial.value.readings:
        scenes = [scene for scene in trial.scenes if scene.reading is reading]
        if scenes and all(scene.aside for scene in scenes):
            scope = trial.value.scope_of(reading).describe()
            broken(f"under {reading.name}, no facility {scope} was found; give one with facilities=...")


def tells_chips_apart(trial: Trial, draw: Draw) -> None:
    """Under each reading some chip counts towards what is bounded and some chip does not."""
    for reading in trial.value.readings:
        scenes = [scene for scene in trial.scenes if scene.reading is reading]
        for what, found in (("qualifies", "credited"), ("fails to qualify", "short")):
            if scenes and not any(getattr(scene, found) for scene in scenes):
                broken(f"under {reading.name}, no chip that {what} was found; give one with facilities=...")


def out_of_scope_is_not_judged(trial: Trial, draw: Draw) -> None:
    """A facility that is not in scope has no verdict, whatever stands in it."""
    scene = draw.one(trial.scenes, "day on which it binds")
    outside = [case.facility for case in trial.cases if _is_outside(scene, case.facility)]
    if not outside and all(scene.aside for scene in trial.scenes):
        msg = "no facility is in scope"
        raise DoesNotApply(msg)
    facility = _with_chips(draw.one(outside), scene, draw)
    verdict = assess(facility, trial.value, on=scene.on, reading=scene.reading.name)
    if verdict.status is not Status.NOT_APPLICABLE:
        broken(f"{scene}, {known_of(facility)} is not in scope, and the verdict is {told(verdict)}")


def _is_outside(scene: Scene, facility: Facility) -> bool:
    return scene.mandate.covers(scene.reading, facility, scene.on) is FALSE


# -- what is not known


def learning_never_flips_a_verdict(trial: Trial, draw: Draw) -> None:
    """A definite verdict stays what it is, whatever else is learnt."""
    scene, facility = _somewhere(trial, draw)
    found = less_known(facility)
    for fact, less in found:
        _compare(scene, less, facility, f"without {fact}")
    fact, less = draw.one(found)
    another, least = draw.one(less_known(less))
    _compare(scene, least, facility, f"without {fact} and {another}")


def nothing_known_is_not_failing(trial: Trial, draw: Draw) -> None:
    """Of a facility of which nothing is known, or of whose chips, no verdict is given that is not that of all."""
    scene, facility = _somewhere(trial, draw)
    blank = nothing_known(facility)
    _compare(scene, blank, facility, "with nothing known")
    _compare(scene, attrs.evolve(facility, deployments=blank.deployments), facility, "with nothing known of its chips")


def _somewhere(trial: Trial, draw: Draw) -> tuple[Scene, Facility]:
    """A facility in scope, or any, with chips."""
    scene = draw.one(trial.scenes, "day on which it binds")
    site = draw.one([scene.site, scene.site, draw.one(trial.cases, "case").facility])
    return scene, _with_chips(site, scene, draw)


def _with_chips(site: Facility, scene: Scene, draw: Draw) -> Facility:
    items = [attrs.evolve(item.deployment, count=draw.number(1, _MANY)) for item in draw.some(scene.fillings)]
    return attrs.evolve(site, deployments=items)


def _compare(scene: Scene, less: Facility, more: Facility, what: str) -> None:
    before, after = scene.judge_facility(less), scene.judge_facility(more)
    if before.status in _DEFINITE and before.status is not after.status:
        broken(f"{scene}, {known_of(more)} is {told(after)}, and {what} it is {told(before)}")


def open_verdicts_name_facts(trial: Trial, draw: Draw) -> None:
    """An open verdict names facts that would decide it, and a definite one none."""
    scene, facility = _somewhere(trial, draw)
    verdict = scene.judge_facility(facility)
    facts = deciding_facts(verdict)
    if bool(facts) is not (verdict.status is Status.INDETERMINATE):
        named = ", ".join(map(str, facts)) or "no fact"
        broken(f"{scene}, {known_of(facility)}: {told(verdict)}, and {named} would decide it")


# -- how it is told


def explains_itself(trial: Trial, draw: Draw) -> None:
    """Every verdict has an explanation, as text, as plain data and as HTML."""
    scene, facility = _somewhere(trial, draw)
    explanation = explain(scene.judge_facility(facility))
    said = json.dumps(explanation.to_dict())
    for name, text in (("text", str(explanation)), ("data", said), ("HTML", explanation.to_html())):
        if facility.name not in text:
            broken(f"{scene}, the {name} of the explanation does not name {facility.name}")
        if re.search(r"\bat 0x[0-9a-f]+", text):
            broken(f"{scene}, the {name} of the explanation names an object by its address")


def the_same_verdict_again(trial: Trial, draw: Draw) -> None:
    """The same question has the same verdict: asked again, between others, of a copy; and judging changes nothing."""
    scene, facility = _somewhere(trial, draw)
    _, another = _somewhere(trial, draw)
    before = copy.deepcopy(facility)
    verdicts = list(_asked_in_turn(scene, facility, another))
    for verdict in verdicts[1:]:
        if (verdict.status, verdict.tally) != (verdicts[0].status, verdicts[0].tally):
            broken(f"{scene}, {listed(facility.deployments)}: {told(verdicts[0])}, and asked again {told(verdict)}")
    if facility != before:
        broken(f"{scene}, {facility.name} is another after it was judged")


def _asked_in_turn(scene: Scene, facility: Facility, another: Facility) -> Iterator[Assessment]:
    copied: Any = copy.deepcopy(scene.mandate)
    yield scene.judge_facility(facility)
    scene.judge_facility(another)
    yield scene.judge_facility(facility)
    yield scene.judge_facility(copy.deepcopy(facility))
    yield scene.judge_facility(facility, copied)
