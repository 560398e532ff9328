"""Why a classification is what it is: every figure with its derivation, every paragraph, and the sources of each."""

from __future__ import annotations

from collections.abc import Iterator

from aichipcn.compliance.derivation import derived_node
from aichipcn.compliance.nodes import Explanation, Node, grounds, said, undecided
from aichipcn.compute.figures import Step, figure_of
from aichipcn.export.classification import Catch, Classification
from aichipcn.export.concerning import limited_figures
from aichipcn.export.rules import ExportRule, Paragraph
from aichipcn.mandates.cases import Case
from aichipcn.values.ternary import UNKNOWN, Ternary

NOT_ASKED = "classified by its figures; whether an item is subject to these rules at all is not asked"

SETTLED = "settled together, however the missing facts turn out"


def explain_classification(classification: Classification) -> Explanation:
    """The explanation of a classification."""
    chip, case = classification.chip, classification.case
    children = [
        *_figures(classification),
        *(_rule(rule, classification, case) for rule in classification.rules),
        *(_outcome(i, item.catches, case) for i, item in enumerate(classification.outcomes, 1)),
        *undecided(classification.lacking),
        Node(NOT_ASKED),
    ]
    return Explanation(
        root=Node(str(classification), chip.sources, tuple(children)),
        version=classification.version,
        fingerprint=classification.fingerprint,
        origin="catalogue" if classification.fingerprint else "rules",
    )


def _figures(classification: Classification) -> Iterator[Node]:
    """The derivation of every figure to which a paragraph sets a limit that it may come to."""
    told: set[Step] = set()
    for name in limited_figures(classification):
        derivation = figure_of(classification.chip, name)
        if derivation.derived.steps[-1] not in told:
            yield derived_node(derivation, told)
        told |= set(derivation.derived.steps)


def _rule(rule: ExportRule, classification: Classification, case: Case) -> Node:
    until = f" until {rule.until}" if rule.until else ""
    head = f"{rule.title}, {rule.instrument.value} of {rule.since}{until}"
    if not rule.may_bind(case):
        return Node(f"{head}: about other items", rule.sources, grounds(rule.binds, case))
    paragraphs = (
        _paragraph(item, truth, case) for other, item, truth in classification.judged() if other.slug == rule.slug
    )
    return Node(head, rule.sources, (*said("wording", rule.wording), *said("note", rule.note), *paragraphs))


def _paragraph(paragraph: Paragraph, truth: Ternary, case: Case) -> Node:
    known = f" ({paragraph.confidence.value})" if paragraph.confidence else ""
    settled = truth is not UNKNOWN and paragraph.when.holds(case) is UNKNOWN
    children = (*grounds(paragraph.when, case), *[Node(SETTLED)] * settled, *said("note", paragraph.note))
    return Node(f"{paragraph.name}{known}: {truth}", paragraph.sources, children)


def _outcome(number: int, catches: tuple[Catch, ...], case: Case) -> Node:
    told = "; ".join(map(str, catches)) or "outside"
    return Node(f"outcome {number}: {told}", (), tuple(node for item in catches for node in _judging(item, case)))


_LICENCE = {True: "needed", False: "not needed", None: "not coded for the destination"}


def _judging(catch: Catch, case: Case) -> Iterator[Node]:
    """Whether a licence is needed for what is caught, and how it is had."""
    exempt = catch.rule.exempt if catch.licence is False else None
    why = grounds(catch.rule.destinations if exempt is None else exempt, case)
    yield Node(f"licence for {catch.paragraph}: {_LICENCE[catch.licence]}", catch.rule.sources, why)
    if catch.computers:
        yield Node(f"computers that have it in them: {catch.computers}")
    for exception in catch.exceptions:
        text = f"exception {exception.name}"
        yield Node(
            f"{text}: {exception.conditions}" if exception.conditions else text,
            exception.sources,
            said("note", exception.note),
        )
    if catch.review is not None:
        text = f"review of {catch.paragraph}: {catch.review.policy.value.replace('-', ' ')}"
        told = (*said("conditions", catch.review.conditions), *said("note", catch.review.note))
        yield Node(text, catch.review.sources, told)
