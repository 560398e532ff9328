"""Vendors, facilities and mandates as plain data."""

from __future__ import annotations

from collections.abc import Iterable

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.mandates.mandate import Mandate
from aichipcn.mandates.schedule import milestones_of
from aichipcn.model.facilities import Facility
from aichipcn.model.vendors import Vendor
from aichipcn.report.rows.compute import in_short, standing, stated
from aichipcn.report.rows.plain import (
    Plain,
    document,
    figure,
    percent,
    place,
    place_names,
    sources,
    text_of,
    with_place_names,
)
from aichipcn.report.rows.verdicts import asked


def vendors(catalogue: Catalogue, found: Iterable[Vendor]) -> Plain:
    """The document of vendors."""
    return document("vendors", catalogue, vendors=[_vendor(item, catalogue) for item in found])


def facilities(catalogue: Catalogue, found: Iterable[Facility]) -> Plain:
    """The document of facilities."""
    return document("facilities", catalogue, facilities=[_facility(item) for item in found])


def mandates(catalogue: Catalogue, found: Iterable[Mandate]) -> Plain:
    """The document of mandates."""
    return document("mandates", catalogue, mandates=[_mandate(item, catalogue) for item in found])


def _vendor(item: Vendor, catalogue: Catalogue) -> Plain:
    return {
        "slug": item.slug,
        "name": item.name,
        "aliases": list(item.aliases),
        "place": place(item.place),
        "parent": item.parent,
        "roles": [role.value for role in item.roles],
        "entity-list-since": text_of(item.entity_list_since),
        "supplies": [
            {
                "customer": supply.customer,
                "name": catalogue.vendors[supply.customer].name,
                "use": supply.use,
                "note": text_of(supply.note),
                "sources": sources(supply.sources),
            }
            for supply in item.supplies
        ],
        "confidence": item.confidence.value if item.confidence else None,
        "note": text_of(item.note),
        "sources": sources(item.sources),
    }


def _facility(item: Facility) -> Plain:
    return {
        "slug": item.slug,
        "name": item.name,
        "aliases": list(item.aliases),
        "place": place(item.place),
        "kind": item.kind.value if item.kind else None,
        "extent": item.extent.value,
        "operator": item.operator.name if item.operator else None,
        "status": item.status.value,
        "commissioned": text_of(item.commissioned),
        "funding": [money.value for money in item.funding],
        "inventory": item.inventory.value,
        "chips": standing(item),
        "deployments": [
            {
                "chip": part.chip.slug if part.chip else None,
                "count": figure(part.count),
                "text": in_short(part),
                "compute": figure(part.compute),
                "format": text_of(part.format),
                "installed": text_of(part.installed),
                "retired": text_of(part.retired),
                "note": text_of(part.note),
                "sources": sources(part.sources),
            }
            for part in item.deployments
        ],
        "stated-shares": [
            {
                "value": figure(share.value),
                "text": percent(share.value),
                "of": share.of,
                "counts": share.counts,
                "note": text_of(share.note),
                "sources": sources(share.sources),
            }
            for share in item.stated_shares
        ],
        "stated-compute": [stated(total) for total in item.stated_compute],
        "confidence": item.confidence.value if item.confidence else None,
        "note": text_of(item.note),
        "sources": sources(item.sources),
    }


def _mandate(item: Mandate, catalogue: Catalogue) -> Plain:
    return {
        "slug": item.slug,
        "title": item.title,
        "issuer": item.issuer,
        "place": place(item.place),
        "legal-force": item.legal_force.value if item.legal_force else None,
        "level": item.level.value,
        "status": item.status.value,
        "wording": item.wording,
        "schedule": str(item.require),
        "verified": text_of(item.verified),
        "expires": text_of(item.expires),
        "supersedes": list(item.supersedes),
        "history": [
            {
                "status": change.status.value,
                "since": text_of(change.since),
                "wording": text_of(change.wording),
                "verified": text_of(change.verified),
                "note": text_of(change.note),
                "sources": sources(change.sources),
            }
            for change in item.history
        ],
        "exemptions": [
            {
                "text": with_place_names(exemption.describe(), place_names(catalogue)),
                "note": text_of(exemption.note),
                "sources": sources(exemption.sources),
            }
            for exemption in item.exemptions
        ],
        "readings": [
            {
                "name": reading.name,
                "sentence": with_place_names(item.sentence(reading.name), place_names(catalogue)),
                "milestones": [
                    {
                        "on": milestone.on.isoformat(),
                        "required": asked(item.requirement_of(reading).threshold(milestone.on)),
                        "text": str(milestone),
                        "status": milestone.status.value if milestone.status else None,
                        "verified": text_of(milestone.verified),
                        "wording": text_of(milestone.wording),
                        "sources": sources(milestone.sources),
                    }
                    for milestone in milestones_of(item.requirement_of(reading))
                ],
                "stated-shares": reading.stated_shares.value,
                "note": text_of(reading.note),
            }
            for reading in item.readings
        ],
        "confidence": item.confidence.value if item.confidence else None,
        "note": text_of(item.note),
        "sources": sources(item.sources),
    }
