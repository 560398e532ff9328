"""Vendors and facilities as plain data."""

from __future__ import annotations

from collections.abc import Iterable

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.model.facilities import Facility, Fleet
from aichipcn.model.vendors import Vendor
from aichipcn.report.rows.compute import in_short, standing, stated
from aichipcn.report.rows.plain import (
    Plain,
    document,
    figure,
    percent,
    place,
    sources,
    text_of,
)


def vendors(catalogue: Catalogue, found: Iterable[Vendor]) -> Plain:
    """The document of vendors."""
    return document("vendors", catalogue, vendors=[_vendor(item, catalogue) for item in found])


def facilities(catalogue: Catalogue, found: Iterable[Facility]) -> Plain:
    """The document of facilities."""
    return document("facilities", catalogue, facilities=[facility(item) for item in found])


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


def fleet(item: Fleet) -> Plain:
    """Facilities taken together."""
    return {"slug": item.slug, "name": item.name, "facilities": [facility(part) for part in item.facilities]}


def facility(item: Facility) -> Plain:
    """One facility, with all that is stated of it."""
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
        "ownership": item.ownership.value if item.ownership else None,
        "uses": [use.value for use in item.uses],
        "programmes": list(item.programmes),
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
                "ordered": text_of(part.ordered),
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
                "as-of": text_of(share.as_of),
                "note": text_of(share.note),
                "sources": sources(share.sources),
            }
            for share in item.stated_shares
        ],
        "completion": [
            {
                "text": percent(part.share),
                "of": part.of,
                "as-of": text_of(part.as_of),
                "note": text_of(part.note),
                "sources": sources(part.sources),
            }
            for part in item.completion
        ],
        "stated-compute": [stated(total) for total in item.stated_compute],
        "confidence": item.confidence.value if item.confidence else None,
        "note": text_of(item.note),
        "sources": sources(item.sources),
    }
