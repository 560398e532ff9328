"""Export rules as plain data: all of them with what was cleared and restricted between, and one in full."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.export.history import ends
from aichipcn.export.rules import ExportRule, LicenceException, Paragraph, Review
from aichipcn.mandates.predicates import AllOf
from aichipcn.model.observations import EventKind, PolicyEvent
from aichipcn.report.rows.plain import Plain, document, place, place_names, sources, text_of, with_place_names
from aichipcn.report.rows.required import change

_BESIDE = (EventKind.EXPORT_CLEARANCE, EventKind.EXPORT_RESTRICTION)


def timeline(catalogue: Catalogue) -> Plain:
    """The document of all rules and of the clearances and restrictions beside them, each by its first day."""
    beside = [event for event in catalogue.events if event.kind in _BESIDE]
    return document(
        "rules",
        catalogue,
        rules=[_rule(item, catalogue) for item in sorted(catalogue.rules, key=lambda rule: rule.since)],
        events=[event(item) for item in sorted(beside, key=lambda item: item.on.first if item.on else date.max)],
    )


def rule(catalogue: Catalogue, item: ExportRule) -> Plain:
    """The document of one rule."""
    return document("rules", catalogue, rules=[_rule(item, catalogue)], events=[])


def _rule(item: ExportRule, catalogue: Catalogue) -> Plain:
    names = place_names(catalogue)
    ended = ends(item, catalogue.rules)
    return {
        "slug": item.slug,
        "title": item.title,
        "aliases": list(item.aliases),
        "issuer": item.issuer,
        "place": place(item.place),
        "instrument": item.instrument.value,
        "since": item.since.isoformat(),
        "until": text_of(ended),
        "superseded-by": [
            other.slug for other in catalogue.rules if item.slug in other.supersedes and other.since == ended
        ],
        "supersedes": list(item.supersedes),
        "status": item.status.value,
        "binds": None if item.binds == AllOf() else with_place_names(item.binds.describe(), names),
        "destinations": with_place_names(item.destinations.describe(), names),
        "exempt": with_place_names(item.exempt.describe(), names) if item.exempt else None,
        "paragraphs": [_paragraph(part, names) for part in item.paragraphs],
        "exceptions": [_exception(part, names) for part in item.exceptions],
        "reviews": [_review(part, names) for part in item.reviews],
        "history": [change(step) for step in item.history],
        "wording": item.wording,
        "verified": text_of(item.verified),
        "confidence": item.confidence.value if item.confidence else None,
        "note": text_of(item.note),
        "sources": sources(item.sources),
    }


def _paragraph(part: Paragraph, names: Mapping[str, str]) -> Plain:
    return {
        "paragraph": part.name,
        "group": part.group,
        "catches": with_place_names(part.when.describe(), names),
        "computers": part.computers,
        "confidence": part.confidence.value if part.confidence else None,
        "note": text_of(part.note),
        "sources": sources(part.sources),
    }


def _exception(part: LicenceException, names: Mapping[str, str]) -> Plain:
    return {"name": part.name, **_for(part, names)}


def _review(part: Review, names: Mapping[str, str]) -> Plain:
    return {"policy": part.policy.value, **_for(part, names)}


def _for(part: LicenceException | Review, names: Mapping[str, str]) -> Plain:
    """For which items an exception or a review is, and on which conditions."""
    return {
        "of": list(part.of),
        "when": None if part.when == AllOf() else with_place_names(part.when.describe(), names),
        "conditions": text_of(part.conditions),
        "note": text_of(part.note),
        "sources": sources(part.sources),
    }


def event(item: PolicyEvent) -> Plain:
    """Something that was done or found, in short."""
    return {
        "slug": item.slug,
        "title": item.title,
        "kind": item.kind.value,
        "on": text_of(item.on),
        "first": item.on.first.isoformat() if item.on else None,
        "chips": [chip.name for chip in item.chips],
        "status": item.status,
        "note": text_of(item.note),
        "sources": sources(item.sources),
    }
