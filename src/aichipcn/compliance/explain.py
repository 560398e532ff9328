"""Why a verdict is what it is: a tree of every input, predicate, source and version.

The tree is a value. `to_dict` gives it under a versioned format id, `str` as text, `to_html` as nested lists.
"""

from __future__ import annotations

from html import escape
from typing import Any

import attrs

from aichipcn.compliance.assess import covers
from aichipcn.compliance.assessment import Assessment, Status
from aichipcn.compliance.deciding import deciding_facts
from aichipcn.compliance.gap import amount_text
from aichipcn.mandates.cases import Case
from aichipcn.mandates.mandate import StatedShareUse
from aichipcn.mandates.predicates import AllOf, AnyOf, Not, Predicate
from aichipcn.model.doors import instance
from aichipcn.model.facilities import Deployment, Facility, StatedShare
from aichipcn.model.sources import Source
from aichipcn.values.shares import format_share, format_share_range
from aichipcn.values.ternary import FALSE, TRUE

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
            (*_said("wording", mandate.wording), *_said("note", mandate.note)),
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


def _milestone(assessment: Assessment) -> list[Node]:
    if assessment.required is not None:
        return [Node(f"threshold on {assessment.on}: {format_share(assessment.required)}")]
    upcoming = assessment.next_milestone
    return [Node(f"not in force on {assessment.on}; next milestone: {upcoming}")] if upcoming else []


def _measured(assessment: Assessment) -> Node:
    parts = [Node(f"share: {shown_share(assessment)}")]
    gap = assessment.shortfall
    if gap is not None:
        parts.append(Node(f"shortfall: {gap}"))
    if assessment.headroom:
        parts.append(Node(f"headroom: {amount_text(assessment.headroom, assessment.mandate.measure.unit)}"))
    return Node(f"measured in {assessment.mandate.measure.describe()}", (), tuple(parts))


def _facility(assessment: Assessment, facility: Facility) -> Node:
    scope = covers(assessment.mandate, assessment.reading, facility, assessment.as_if_in_scope)
    use = _USE[assessment.reading.stated_shares]
    stated = [
        Node(f"stated share: {_stated(item)}; {use}", item.sources, _said("note", item.note))
        for item in facility.stated_shares
    ]
    scoped = assessment.mandate.scope_of(assessment.reading)
    covered = () if assessment.as_if_in_scope else _grounds(scoped, Case(facility))
    counted = () if scope is FALSE else facility.deployments
    rows = [_deployment(assessment, facility, deployment) for deployment in counted]
    started = f", commissioned {facility.commissioned}" if facility.commissioned else ""
    set_aside = " (set aside)" if assessment.as_if_in_scope else ""
    text = (
        f"{facility.name}: in scope {scope}{set_aside}, running {facility.running(assessment.on)}"
        f"{started}, inventory {facility.inventory.value}"
    )
    return Node(text, facility.sources, (*covered, *stated, *rows))


def _stated(share: StatedShare) -> str:
    return f"{format_share_range(share.value.low, share.value.high)} {share.counts}"


def _deployment(assessment: Assessment, facility: Facility, deployment: Deployment) -> Node:
    case = Case(facility, deployment)
    qualifies = assessment.reading.qualifies.holds(case)
    counted = assessment.mandate.population.member(facility, deployment, assessment.on)
    words = {TRUE: "qualifies", FALSE: "does not qualify"}.get(qualifies, "unknown whether it qualifies")
    chip = deployment.chip.sources if deployment.chip else ()
    return Node(
        f"{deployment.count} x {deployment.label}: {words}, counted {counted}",
        tuple(dict.fromkeys((*deployment.sources, *chip))),
        (*_grounds(assessment.reading.qualifies, case), *_said("note", deployment.note)),
    )


def _grounds(predicate: Predicate, case: Case) -> tuple[Node, ...]:
    """The conditions that decided a predicate, each with what was found: those as true, or as open, as the whole."""
    truth = predicate.holds(case)
    if isinstance(predicate, Not):
        return _grounds(predicate.part, case)
    if isinstance(predicate, AllOf | AnyOf):
        deciding = (part for part in predicate.parts if part.holds(case) is truth)
        return tuple(node for part in deciding for node in _grounds(part, case))
    found = "; ".join(f"{field.partition('.')[2]}: {case.found(field)}" for field in predicate.reads)
    return (Node(f"{predicate.describe()}: {truth} ({found})"),)


def _deciding(assessment: Assessment) -> list[Node]:
    facts = deciding_facts(assessment)
    return [Node("what would decide it", (), tuple(Node(str(fact)) for fact in facts))] if facts else []
