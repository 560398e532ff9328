"""Whether a chip is fit for a workload, as plain data: what is told for it, what against it, and by whom."""

from __future__ import annotations

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.compute.claims.suitability import Evidence, Suitability
from aichipcn.report.rows.plain import Plain, document, sources, text_of


def fitness(catalogue: Catalogue, found: Suitability) -> Plain:
    """The document of one chip on one workload."""
    return document(
        "fitness",
        catalogue,
        chip={"slug": found.chip.slug, "name": found.chip.name},
        workload=found.workload,
        suits=str(found.suits),
        evidence={
            "for": [_evidence(item) for item in found.in_favour],
            "against": [_evidence(item) for item in found.against],
            "neither": [_evidence(item) for item in found.evidence if item not in (*found.in_favour, *found.against)],
        },
    )


def _evidence(item: Evidence) -> Plain:
    return {
        "slug": item.item.slug,
        "text": str(item),
        "workload": item.workload,
        "decides": item.decides,
        "caveat": text_of(item.caveat),
        "sources": sources(item.sources),
    }
