"""What the buyer is told at home: the mandates under which a purchase itself would not comply.

A mandate counts here where nothing makes up for one chip that it does not want: none of a model is to be there
(`none-from`), or nothing but domestic or certified chips among what is bought (all of the purchases, or of what stands
in a project and is on order for it). Left out are shares that leave room, such as 70% domestic or so many
domestic chips beside each foreign one, because what else is bought decides of them; and shares of what stands in a
place, even of all of it by a later year, because they say what is to be replaced and not what may be bought.

The buyer is held against each reading as a facility in which one such chip stands that was ordered on the day. Guidance
is no law: what force a mandate has is said with it. One that is only proposed, or has lapsed, leaves it open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from aichipcn.compliance.assess import assess
from aichipcn.compliance.assessment import Assessment, Status
from aichipcn.compliance.deciding import deciding_facts
from aichipcn.export.hurdles import Hurdle, HurdleKind
from aichipcn.mandates.cases import Fact
from aichipcn.mandates.mandate import Mandate
from aichipcn.mandates.readings import Reading
from aichipcn.mandates.standing import LegalForce, MandateStatus
from aichipcn.mandates.totals import Tally
from aichipcn.model.chips import Chip
from aichipcn.model.facilities import Deployment, Facility, Inventory
from aichipcn.values.ternary import FALSE, TRUE, UNKNOWN, Ternary

_PLENTY = 10**40
"""More than all that could be bought."""

_BINDING = (LegalForce.LAW, LegalForce.REGULATION)
_OPEN = (MandateStatus.PROPOSED, MandateStatus.LAPSED)
_TRUTH = {Status.NON_COMPLIANT: FALSE, Status.INDETERMINATE: UNKNOWN}
_WORDS = {FALSE: "against it", UNKNOWN: "open", TRUE: "not against it"}


@attrs.frozen
class Stance:
    """What one reading of a mandate says of a purchase: FALSE is against it."""

    assessment: Assessment
    truth: Ternary

    @property
    def text(self) -> str:
        """The stance, with the name of the reading."""
        return f"{_WORDS[self.truth]} as {self.assessment.reading.name}"


def told_against(chip: Chip, by: Facility, on: date, mandates: Iterable[Mandate]) -> Iterator[Hurdle]:
    """The mandates that speak against a purchase on a day, or may; those that do not are no hurdles."""
    order = Deployment(chip=chip, count=1, ordered=on)
    stands = attrs.evolve(order, installed=on)
    buying = attrs.evolve(by, deployments=(stands,), inventory=Inventory.COMPLETE, stated_shares=())
    for mandate in mandates:
        readings = [item for item in mandate.readings if forbids(mandate, item, buying, order, on)]
        stances = [stance(mandate, item, buying, on) for item in readings]
        if any(item.truth is not TRUE for item in stances):
            yield _hurdle(mandate, stances)


def stance(mandate: Mandate, reading: Reading, buying: Facility, on: date) -> Stance:
    """What a reading says of a purchase. One that complies wherever the mandate applies is not spoken against."""
    said, everywhere = (
        assess(buying, mandate, on=on, reading=reading.name, as_if_in_scope=as_if) for as_if in (False, True)
    )
    return Stance(said, _TRUTH.get(said.status, TRUE) | _complies(everywhere))


def _complies(assessment: Assessment) -> Ternary:
    return Ternary.of(assessment.status in (Status.COMPLIANT, Status.NOT_APPLICABLE))


def forbids(mandate: Mandate, reading: Reading, by: Facility, order: Deployment, on: date) -> bool:
    """Whether one chip that a reading does not want breaks it, whatever else there is."""
    threshold = mandate.threshold(reading, on)
    if threshold is None:
        return False
    if threshold.met(_held(0, _PLENTY)) is TRUE and threshold.met(_held(1, _PLENTY)) is FALSE:
        return mandate.population.member(by, attrs.evolve(order, installed=on), on) is not FALSE
    all_of_it = threshold.met(_held(_PLENTY, 0)) is TRUE and threshold.met(_held(_PLENTY, 1)) is FALSE
    return all_of_it and mandate.population.member(by, order, on) is TRUE


def _held(qualifying: int, others: int) -> Tally:
    return Tally(qualifying, qualifying, others, others)


def _hurdle(mandate: Mandate, stances: list[Stance]) -> Hurdle:
    truths = {item.truth for item in stances} | ({TRUE} if len(stances) < len(mandate.readings) else set())
    against = truths == {FALSE}
    truth = FALSE if against and mandate.status not in _OPEN else UNKNOWN
    said = "" if against else ": open" if truths == {UNKNOWN} else f": {', '.join(item.text for item in stances)}"
    return Hurdle(
        kind=HurdleKind.GUIDANCE,
        truth=truth,
        text=f"{mandate.title} ({mandate.slug}; {_force(mandate)}){said}",
        short=f"{mandate.slug}: {_in_short(truths)}",
        sources=mandate.sources,
        rests_on=tuple(item.assessment for item in stances),
        lacking=tuple(_lacking(mandate, stances, truths)) if truth is UNKNOWN else (),
    )


def _in_short(truths: set[Ternary]) -> str:
    return _WORDS[next(iter(truths))] if len(truths) == 1 else "turns on the reading"


def _force(mandate: Mandate) -> str:
    """What force a mandate has, and how far it has come."""
    force = mandate.legal_force
    said = "its legal force is not told" if force is None else force.value
    law = "" if force is None or force in _BINDING else ", which is no law"
    return f"{said}{law}; {mandate.status.value.replace('-', ' ')}"


def _lacking(mandate: Mandate, stances: list[Stance], truths: set[Ternary]) -> Iterator[Fact]:
    """What would decide it: how far the mandate has come, which reading is meant, and the facts of the open ones."""
    if truths == {FALSE}:
        yield Fact(mandate.title, "standing")
    elif truths != {UNKNOWN}:
        yield Fact(mandate.title, "reading")
    still_open = (item.assessment for item in stances if item.truth is UNKNOWN)
    yield from dict.fromkeys(item.fact for one in still_open for item in deciding_facts(one))
