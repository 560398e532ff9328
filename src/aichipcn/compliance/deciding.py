"""Which unknown facts leave a verdict open, and which of them alone could settle it."""

from __future__ import annotations

import attrs

from aichipcn.compliance.assess import covers, judged
from aichipcn.compliance.assessment import Assessment, Status
from aichipcn.compliance.tally import Tally, qualification, stated_share, tally_facility
from aichipcn.mandates.cases import Case, Fact
from aichipcn.model.facilities import Deployment, Facility, Inventory
from aichipcn.values.ternary import FALSE, TRUE, UNKNOWN


@attrs.frozen
class DecidingFact:
    """An unknown fact on which a verdict turns; `settles` says that it alone could decide it."""

    fact: Fact
    settles: bool

    def __str__(self) -> str:
        return f"{self.fact} (could settle it alone)" if self.settles else str(self.fact)


def deciding_facts(assessment: Assessment) -> tuple[DecidingFact, ...]:
    """What is missing for a definite verdict; none where the verdict is definite."""
    if assessment.status is not Status.INDETERMINATE:
        return ()
    found: dict[Fact, bool] = {}
    for facility in assessment.facilities:
        for fact, settles in _of_facility(assessment, facility):
            found[fact] = found.get(fact, False) or settles
    return tuple(DecidingFact(fact, settles) for fact, settles in found.items())


def _of_facility(assessment: Assessment, facility: Facility) -> list[tuple[Fact, bool]]:
    mandate, reading, on = assessment.mandate, assessment.reading, assessment.on
    case = Case(facility)
    facts: list[tuple[Fact, bool]] = []
    if not assessment.as_if_in_scope:
        if covers(mandate, reading, facility) is FALSE:
            return []
        facts += [(fact, False) for fact in mandate.scope_of(reading).missing(case)]
    running = facility.running(on)
    if running is FALSE:
        return []
    if running is UNKNOWN:
        facts.append((Fact(facility.name, "operation on the date"), False))
    if facility.inventory is not Inventory.COMPLETE:
        facts.append((Fact(facility.name, "inventory"), True))
    if stated_share(facility, mandate, reading, on) is not None:
        facts.append((Fact(facility.name, "domestic share"), True))
    for deployment in facility.deployments:
        facts += _of_deployment(assessment, facility, deployment)
    return facts


def _of_deployment(assessment: Assessment, facility: Facility, deployment: Deployment) -> list[tuple[Fact, bool]]:
    mandate, reading = assessment.mandate, assessment.reading
    present = mandate.population.member(facility, deployment, assessment.on)
    if present is FALSE:
        return []
    case = Case(facility, deployment)
    facts = []
    if present is UNKNOWN:
        facts.append((case.fact("chip.installation date"), False))
    qualifies = qualification(deployment, facility, reading)
    if qualifies is UNKNOWN:
        settles = _settles(assessment, facility, deployment)
        facts += [(fact, settles) for fact in reading.qualifies.missing(case)]
    if not deployment.count.is_point:
        facts.append((case.fact("chip.count"), False))
    weight = mandate.measure.weight(deployment.chip)
    if weight is None or not weight.is_point:
        facts.append((case.fact(f"chip.{mandate.measure.field}"), False))
    return facts


def _settles(assessment: Assessment, facility: Facility, deployment: Deployment) -> bool:
    """Whether the chips' qualifying, or their not qualifying, would alone give a definite verdict."""
    if assessment.membership is not TRUE or assessment.required is None:
        return False
    mandate, reading = assessment.mandate, assessment.reading
    only = attrs.evolve(facility, deployments=(deployment,), stated_shares=(), inventory=Inventory.COMPLETE)
    part = tally_facility(only, mandate, reading, assessment.on)
    whole = assessment.tally
    if whole.stated is not None or whole.q_high is None or whole.n_high is None:
        return False
    if part.q_high is None or part.n_high is None:
        return False
    as_qualifying = whole._replace(q_low=whole.q_low + part.n_high, n_high=whole.n_high - part.n_high)
    as_other = whole._replace(n_low=whole.n_low + part.q_high, q_high=whole.q_high - part.q_high)
    return any(_definite(tally, assessment) for tally in (as_qualifying, as_other))


def _definite(tally: Tally, assessment: Assessment) -> bool:
    required = assessment.required
    return required is not None and judged(tally, required) is not Status.INDETERMINATE
