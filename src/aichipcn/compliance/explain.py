"""Why a verdict is what it is: a tree of every input, predicate, source and version.

The tree is a value. `to_dict` gives it under a versioned format id, `str` as text, `to_html` as nested lists.
"""

from __future__ import annotations

from fractions import Fraction
from html import escape
from typing import Any

import attrs

from aichipcn.compliance.assess import covers
from aichipcn.compliance.assessment import Assessment, Status
from aichipcn.compliance.deciding import deciding_facts
from aichipcn.compliance.gap import amount_text
from aichipcn.compliance.tally import admitted, worth
from aichipcn.mandates.cases import Case
from aichipcn.mandates.credits import Credit, Tiers, Whole
from aichipcn.mandates.exemptions import Exemption
from aichipcn.mandates.mandate import Mandate
from aichipcn.mandates.predicates import AllOf, AnyOf, Not, Predicate
from aichipcn.mandates.readings import StatedShareUse
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

FORMAT = "aichipcn.explanation/1"


@attrs.frozen
class Node:
    """A statement, the sources that it rests on, and what it follows from."""

    text: str
    sources: tuple[Source, ...] = ()
    children: tuple[Node, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The node as plain data."""
        data: dict[str, Any] = {"text": self.text}
        if self.sources:
            data["sources"] = [_cited(source) for source in self.sources]
        if self.children:
            data["children"] = [child.to_dict() for child in self.children]
        return data

    def lines(self, depth: int = 0) -> list[str]:
        """The node and all below it, indented."""
        indent = "  " * depth
        own = [f"{indent}{self.text}"]
        own += [f"{indent}  [{source.slug}] {source}" for source in self.sources]
        return own + [line for child in self.children for line in child.lines(depth + 1)]

    def to_html(self) -> str:
        """The node and all below it, as a list item."""
        cited = "".join(f"<li><cite>{escape(str(source))}</cite></li>" for source in self.sources)
        below = cited + "".join(child.to_html() for child in self.children)
        return f"<li>{escape(self.text)}{f'<ul>{below}</ul>' if below else ''}</li>"


@attrs.frozen(kw_only=True)
class Explanation:
    """The explanation of an assessment, with the version and fingerprint that it was computed from."""

    root: Node
    version: str
    fingerprint: str
    origin: str
    """What has the fingerprint: a `catalogue`, or a `mandate` that comes from none."""

    def to_dict(self) -> dict[str, Any]:
        """Plain data under the format id `aichipcn.explanation/1`."""
        return {
            "format": FORMAT,
            "version": self.version,
            "fingerprint": self.fingerprint,
            "origin": self.origin,
            "explanation": self.root.to_dict(),
        }

    def to_html(self) -> str:
        """Nested lists."""
        foot = f"aichipcn {escape(self.version)}, {self.origin} {escape(self.fingerprint)}"
        return f"<ul>{self.root.to_html()}</ul><footer>{foot}</footer>"

    def __str__(self) -> str:
        foot = f"aichipcn {self.version}, {self.origin} {self.fingerprint[:12]}"
        return "\n".join([*self.root.lines(), foot])


def explain(assessment: Assessment) -> Explanation:
    """Build the explanation of a verdict. Raises InvalidTypeError for what is no assessment."""
    instance(assessment, "assessment", Assessment)
    mandate = assessment.mandate
    children = [
        Node(
            f"required: {mandate.sentence(assessment.reading.name)}",
            mandate.sources,
            (*_said("wording", mandate.wording), *_said("note", mandate.note), *_history(mandate)),
        ),
        Node(f"reading: {assessment.reading.name}", (), _said("note", assessment.reading.note)),
        *(_milestone(assessment)),
        _measured(assessment),
        *(_facility(assessment, facility) for facility in assessment.facilities),
        *_deciding(assessment),
    ]
    return Explanation(
        root=Node(str(assessment), (), tuple(children)),
        version=assessment.version,
        fingerprint=assessment.fingerprint,
        origin="mandate" if mandate.origin is None else "catalogue",
    )


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


def _cited(source: Source) -> dict[str, Any]:
    data = {"slug": source.slug, "title": source.title, "publisher": source.publisher}
    for key, value in (("url", source.url), ("read-at", source.read_at), ("published", source.published)):
        if value:
            data[key] = str(value)
    return data


def _said(label: str, text: str | None) -> tuple[Node, ...]:
    return (Node(f"{label}: {text}"),) if text else ()


def _history(mandate: Mandate) -> tuple[Node, ...]:
    """How a mandate came to be, and what it took the place of."""
    steps = [
        Node(f"{change.status.value}{f' since {change.since}' if change.since else ''}", change.sources, _told(change))
        for change in mandate.history
    ]
    steps += [Node(f"supersedes {slug}") for slug in mandate.supersedes]
    return tuple(steps)


def _told(change: StatusChange) -> tuple[Node, ...]:
    return (*_said("wording", change.wording), *_said("note", change.note))


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
    return binding.sources, (*_said("status", status), *_said("wording", binding.wording))


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
        Node(f"stated share: {_stated(item)}; {use}", item.sources, _said("note", item.note))
        for item in facility.stated_shares
    ]
    case = Case(facility, on=on)
    covered: tuple[Node, ...] = ()
    if not assessment.as_if_in_scope:
        exempt = (_exemption(item, case) for item in mandate.exemptions)
        covered = (*_grounds(mandate.scope_of(assessment.reading), case), *exempt)
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
    below = (*_grounds(exemption.when, case), *_said("note", exemption.note))
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
            *(_grounds(among, case) if among else ()),
            *_credited(reading.counts, case),
            *_said("note", deployment.note),
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
        return _grounds(credit.when, case)
    if isinstance(credit, Tiers):
        return tuple(node for tier in credit.tiers for node in _grounds(tier.when, case))
    return (Node(f"{credit.describe()} ({_found(credit.reads, case)})"),)


def _grounds(predicate: Predicate, case: Case) -> tuple[Node, ...]:
    """The conditions that decided a predicate, each with what was found: those as true, or as open, as the whole."""
    truth = predicate.holds(case)
    if isinstance(predicate, Not):
        return _grounds(predicate.part, case)
    if isinstance(predicate, AllOf | AnyOf):
        deciding = (part for part in predicate.parts if part.holds(case) is truth)
        return tuple(node for part in deciding for node in _grounds(part, case))
    return (Node(f"{predicate.describe()}: {truth} ({_found(predicate.reads, case)})"),)


def _found(fields: tuple[str, ...], case: Case) -> str:
    return "; ".join(f"{field.partition('.')[2]}: {case.found(field)}" for field in fields)


def _deciding(assessment: Assessment) -> list[Node]:
    facts = deciding_facts(assessment)
    return [Node("what would decide it", (), tuple(Node(str(fact)) for fact in facts))] if facts else []
