"""Mandates, incentives and certified lists as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.mandates.exemptions import Exemption
from aichipcn.mandates.incentives import Incentive
from aichipcn.mandates.mandate import Mandate
from aichipcn.mandates.readings import Reading
from aichipcn.mandates.schedule import Milestone, milestones_of
from aichipcn.mandates.standing import StatusChange
from aichipcn.model.lists import CertifiedList, ListEntry
from aichipcn.report.rows.plain import Plain, document, place, place_names, sources, text_of, with_place_names
from aichipcn.report.rows.verdicts import asked


def mandates(catalogue: Catalogue, found: Iterable[Mandate]) -> Plain:
    """The document of mandates."""
    return document("mandates", catalogue, mandates=[mandate(item, place_names(catalogue)) for item in found])


def incentives(catalogue: Catalogue, found: Iterable[Incentive]) -> Plain:
    """The document of incentives."""
    return document("incentives", catalogue, incentives=[_incentive(item, catalogue) for item in found])


def lists(catalogue: Catalogue, found: Iterable[CertifiedList]) -> Plain:
    """The document of certified lists."""
    return document("lists", catalogue, lists=[_list(item) for item in found])


def mandate(item: Mandate, places: Mapping[str, str]) -> Plain:
    """One mandate, with the names of places by their codes."""
    return {
        "slug": item.slug,
        "title": item.title,
        "aliases": list(item.aliases),
        "issuer": item.issuer,
        "place": place(item.place),
        "legal-force": item.legal_force.value if item.legal_force else None,
        "level": item.level.value,
        "status": item.status.value,
        "wording": item.wording,
        "schedule": item.require.describe().removesuffix(" must be").removesuffix(" may be"),
        "verified": text_of(item.verified),
        "expires": text_of(item.expires),
        "supersedes": list(item.supersedes),
        "history": [change(step) for step in item.history],
        "exemptions": [_exemption(exemption, places) for exemption in item.exemptions],
        "readings": [_reading(item, reading, places) for reading in item.readings],
        "confidence": item.confidence.value if item.confidence else None,
        "note": text_of(item.note),
        "sources": sources(item.sources),
    }


def change(step: StatusChange) -> Plain:
    """A step in the history of what is required."""
    return {
        "status": step.status.value,
        "since": text_of(step.since),
        "wording": text_of(step.wording),
        "verified": text_of(step.verified),
        "note": text_of(step.note),
        "sources": sources(step.sources),
    }


def _exemption(exemption: Exemption, places: Mapping[str, str]) -> Plain:
    return {
        "text": with_place_names(exemption.describe(), places),
        "note": text_of(exemption.note),
        "sources": sources(exemption.sources),
    }


def _reading(mandate: Mandate, reading: Reading, places: Mapping[str, str]) -> Plain:
    return {
        "name": reading.name,
        "level": mandate.level_of(reading).value,
        "sentence": with_place_names(mandate.sentence(reading.name), places),
        "milestones": [
            _milestone(mandate, reading, milestone) for milestone in milestones_of(mandate.requirement_of(reading))
        ],
        "stated-shares": reading.stated_shares.value,
        "note": text_of(reading.note),
    }


def _milestone(mandate: Mandate, reading: Reading, milestone: Milestone) -> Plain:
    return {
        "on": milestone.on.isoformat(),
        "required": asked(mandate.requirement_of(reading).threshold(milestone.on)),
        "text": str(milestone),
        "status": milestone.status.value if milestone.status else None,
        "verified": text_of(milestone.verified),
        "wording": text_of(milestone.wording),
        "sources": sources(milestone.sources),
    }


def _incentive(item: Incentive, catalogue: Catalogue) -> Plain:
    counts = item.qualifies or item.credit
    return {
        "slug": item.slug,
        "title": item.title,
        "aliases": list(item.aliases),
        "kind": item.kind.value,
        "benefit": item.benefit,
        "issuer": item.issuer,
        "place": place(item.place),
        "legal-force": item.legal_force.value if item.legal_force else None,
        "since": text_of(item.since),
        "until": text_of(item.until),
        "scope": with_place_names(item.scope.describe(), place_names(catalogue)),
        "qualifies": None if counts is None else with_place_names(counts.describe(), place_names(catalogue)),
        "status": item.status.value,
        "wording": item.wording,
        "verified": text_of(item.verified),
        "confidence": item.confidence.value if item.confidence else None,
        "note": text_of(item.note),
        "sources": sources(item.sources),
    }


def _list(item: CertifiedList) -> Plain:
    return {
        "slug": item.slug,
        "title": item.title,
        "aliases": list(item.aliases),
        "issuer": item.issuer,
        "verified": text_of(item.verified),
        "entries": [_entry(entry) for entry in item.entries],
        "confidence": item.confidence.value if item.confidence else None,
        "note": text_of(item.note),
        "sources": sources(item.sources),
    }


def _entry(entry: ListEntry) -> Plain:
    return {
        "chips": [chip.name for chip in entry.chips],
        "vendor": entry.vendor.name if entry.vendor else None,
        "name": entry.name,
        "since": text_of(entry.since),
        "until": text_of(entry.until),
        "note": text_of(entry.note),
        "sources": sources(entry.sources),
    }
