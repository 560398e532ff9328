"""Why a conclusion is what it is: a tree of every input, predicate, source and version.

The tree is a value. `to_dict` gives it under a versioned format id, `str` as text, `to_html` as nested lists.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Protocol, runtime_checkable

from aichipcn.compliance.assess import covers
from aichipcn.compliance.assessment import Assessment, Status
from aichipcn.compliance.deciding import deciding_facts
from aichipcn.compliance.derivation import explain_derivation
from aichipcn.compliance.gap import amount_text
from aichipcn.compliance.nodes import Explanation, Node, grounds, said, undecided
from aichipcn.compliance.tally import admitted, worth
from aichipcn.compute.figures import Derivation
from aichipcn.mandates.cases import Case, found_in
from aichipcn.mandates.credits import Credit, Tiers, Whole
from aichipcn.mandates.exemptions import Exemption
from aichipcn.mandates.mandate import Mandate
from aichipcn.mandates.readings import Reading, StatedShareUse
from aichipcn.mandates.schedule import Schedule
from aichipcn.mandates.standing import StatusChange
from aichipcn.model.doors import instance
from aichipcn.model.facilities import Deployment, Facility, StatedShare
from aichipcn.model.sources import Source
from aichipcn.values.estimate import Estimate
from aichipcn.values.shares import format_share, format_share_range
from aichipcn.values.ternary import FALSE

_USE = {
    StatedShareUse.AS_STATED: "taken as stated by this reading",
    StatedShareUse.AT_MOST: "taken as at most that by this reading, which is stricter than the word",
    StatedShareUse.NOT_USED: "not used by this reading",
}


@runtime_checkable
class Explained(Protocol):
    """A conclusion that has an explanation of its own."""

    def explanation(self) -> Explanation:
        """Why it is what it is."""


def explain(conclusion: Assessment | Derivation | Explained) -> Explanation:
    """Build the explanation of a verdict, of a figure of a chip, of a classification, or of what else has one.

    Raises InvalidTypeError for what has none.
    """
    if isinstance(conclusion, Explained):
        return conclusion.explanation()
    if isinstance(conclusion, Derivation):
        return explain_derivation(conclusion)
    assessment = instance(conclusion, "assessment", Assessment)
    mandate = assessment.mandate
    children = [
        requirement(mandate, assessment.reading),
        Node(f"reading: {assessment.reading.name}", (), said("note", assessment.reading.note)),
        *(_milestone(assessment)),
        _measured(assessment),
        *(_facility(assessment, facility) for facility in assessment.facilities),
        *undecided(deciding_facts(assessment)),
    ]
    return Explanation(
        root=Node(str(assessment), (), tuple(children)),
        version=assessment.version,
        fingerprint=assessment.fingerprint,
        origin="mandate" if mandate.origin is None else "catalogue",
    )


def requirement(mandate: Mandate, reading: Reading) -> Node:
    """What a mandate requires under a reading, in which words, and how it came to be: the same in all its verdicts."""
    below = (*said("wording", mandate.wording), *said("note", mandate.note), *_history(mandate))
    return Node(f"required: {mandate.sentence(reading.name)}", mandate.sources, below)


def shown_share(assessment: Assessment) -> str:
    """The share in percent, a range where facts are missing, and "unknown" where nothing is known.

    However many may qualify of those that are not known, with one that does not the share stays below 100%.
    """
    bounds = assessment.share_range
    if bounds is None or assessment.status is Status.NOT_APPLICABLE:
        return "nothing counted"
    low, high = bounds
    if low == high:
        return format_share(low)
    known_others = high == 1 and assessment.tally.n_low > 0
    if low == 0 and high == 1:
        return "below 100%" if known_others else "unknown"
    return f"{format_share(low)} to {'below ' if known_others else ''}{format_share(high)}"


def _history(mandate: Mandate) -> tuple[Node, ...]:
    """How a mandate came to be, and what it took the place of."""
    steps = [
        Node(f"{change.status.value}{f' since {change.since}' if change.since else ''}", change.sources, _told(change))
        for change in mandate.history
    ]
    steps += [Node(f"supersedes {slug}") for slug in mandate.supersedes]
    return tuple(steps)


def _told(change: StatusChange) -> tuple[Node, ...]:
    return (*said("wording", change.wording), *said("note", change.note))


def _milestone(assessment: Assessment) -> list[Node]:
    if assessment.threshold is not None:
        return [Node(f"threshold on {assessment.on}: {assessment.threshold.describe()}", *_cited_by(assessment))]
    upcoming = assessment.next_milestone
    if upcoming is not None:
        return [Node(f"not in force on {assessment.on}; next milestone: {upcoming}", upcoming.sources)]
    expired = assessment.mandate.has_expired(assessment.on)
    return [Node(f"no longer in force since {assessment.mandate.expires}")] if expired else []


def _cited_by(assessment: Assessment) -> tuple[tuple[Source, ...], tuple[Node, ...]]:
    """What the binding milestone has of its own: its sources, its status and wording."""
    requirement = assessment.mandate.requirement_of(assessment.reading)
    binding = requirement.binding(assessment.on) if isinstance(requirement, Schedule) else None
    if binding is None:
        return (), ()
    status = binding.status.value if binding.status else None
    return binding.sources, (*said("status", status), *said("wording", binding.wording))


def _measured(assessment: Assessment) -> Node:
    parts = [Node(f"share: {shown_share(assessment)}")]
    gap = assessment.shortfall
    if gap is not None:
        parts.append(Node(f"shortfall: {gap}"))
    if assessment.headroom:
        parts.append(Node(f"headroom: {amount_text(assessment.headroom, assessment.mandate.measure.unit)}"))
    return Node(f"measured in {assessment.mandate.measure.describe()}", (), tuple(parts))


def _facility(assessment: Assessment, facility: Facility) -> Node:
    mandate, on = assessment.mandate, assessment.on
    scope = covers(mandate, assessment.reading, facility, on, assessment.as_if_in_scope)
    use = _USE[assessment.reading.stated_shares]
    stated = [
        Node(f"stated share: {_stated(item)}; {use}", item.sources, said("note", item.note))
        for item in facility.stated_shares
    ]
    case = Case(facility, on=on)
    covered: tuple[Node, ...] = ()
    if not assessment.as_if_in_scope:
        exempt = (_exemption(item, case) for item in mandate.exemptions)
        covered = (*grounds(mandate.scope_of(assessment.reading), case), *exempt)
    counted = () if scope is FALSE else facility.deployments
    rows = [_deployment(assessment, facility, deployment) for deployment in counted]
    started = f", commissioned {facility.commissioned}" if facility.commissioned else ""
    set_aside = " (set aside)" if assessment.as_if_in_scope else ""
    text = (
        f"{facility.name}: in scope {scope}{set_aside}, running {facility.running(on)}"
        f"{started}, inventory {facility.inventory.value}"
    )
    return Node(text, facility.sources, (*covered, *stated, *rows))


def _exemption(exemption: Exemption, case: Case) -> Node:
    below = (*grounds(exemption.when, case), *said("note", exemption.note))
    return Node(f"{exemption.describe()}: {exemption.applies(case)}", exemption.sources, below)


def _stated(share: StatedShare) -> str:
    return f"{format_share_range(share.value.low, share.value.high)} {share.counts}"


def _deployment(assessment: Assessment, facility: Facility, deployment: Deployment) -> Node:
    case = Case(facility, deployment, assessment.on)
    reading, mandate = assessment.reading, assessment.mandate
    among = mandate.among_of(reading)
    counted = mandate.population.member(facility, deployment, assessment.on)
    counted &= admitted(deployment, facility, among, assessment.on)
    words = _worth_in_words(worth(deployment, facility, reading, assessment.on))
    chip = deployment.chip.sources if deployment.chip else ()
    return Node(
        f"{deployment.count} x {deployment.label}: {words}, counted {counted}",
        tuple(dict.fromkeys((*deployment.sources, *chip))),
        (
            *(grounds(among, case) if among else ()),
            *_credited(reading.counts, case),
            *said("note", deployment.note),
        ),
    )


def _worth_in_words(share: Estimate) -> str:
    if share.is_point:
        whole = {0: "does not qualify", 1: "qualifies"}
        return whole.get(int(share.low) if share.low in (0, 1) else -1, f"counts {format_share(Fraction(share.low))}")
    open_ended = share.low == 0 and share.high == 1
    return "unknown whether it qualifies" if open_ended else f"counts {format_share_range(share.low, share.high)}"


def _credited(credit: Credit, case: Case) -> tuple[Node, ...]:
    """What decided how much of some chips counts."""
    if isinstance(credit, Whole):
        return grounds(credit.when, case)
    if isinstance(credit, Tiers):
        return tuple(node for tier in credit.tiers for node in grounds(tier.when, case))
    return (Node(f"{credit.describe()} ({found_in(credit.reads, case)})"),)
