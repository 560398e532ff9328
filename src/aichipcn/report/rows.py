"""The rows that the command prints: plain data, the same for a table and for `--json`."""

from __future__ import annotations

from datetime import date
from typing import Any

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.compliance.assess import assess
from aichipcn.compliance.assessment import Assessment
from aichipcn.compliance.deciding import deciding_facts
from aichipcn.compliance.explain import shown_share
from aichipcn.compute.claimed import ClaimedPerformance
from aichipcn.compute.effective import EffectiveCompute, effective_compute
from aichipcn.compute.metrics import tpp
from aichipcn.compute.peak import Peak
from aichipcn.mandates.mandate import Mandate
from aichipcn.model.chips import Chip
from aichipcn.model.facilities import Facility
from aichipcn.model.formats import NumberFormat
from aichipcn.values.shares import format_share

REFERENCE = "nvidia-h20"


def claimed(catalogue: Catalogue) -> ClaimedPerformance:
    """Equivalents of the H20 by the published claims that state no workload."""
    return ClaimedPerformance(reference=catalogue.chips[REFERENCE], claims=catalogue.claims)


def last_milestone(catalogue: Catalogue) -> date:
    """The last date on which a threshold of the catalogue changes: the date that a report judges by default."""
    return max(
        milestone.on
        for mandate in catalogue.mandates
        for reading in mandate.readings
        for milestone in mandate.schedule(reading).milestones
    )


def verdict_row(assessment: Assessment) -> dict[str, Any]:
    """One verdict as plain data."""
    gap = assessment.shortfall
    return {
        "subject": assessment.subject.slug,
        "name": assessment.subject.name,
        "mandate": assessment.mandate.slug,
        "reading": assessment.reading.name,
        "on": assessment.on.isoformat(),
        "status": assessment.status.value,
        "share": shown_share(assessment),
        "required": None if assessment.required is None else format_share(assessment.required),
        "shortfall": None if gap is None else str(gap),
        "as-if-in-scope": assessment.as_if_in_scope,
        "would-decide": [str(fact) for fact in deciding_facts(assessment)],
        "sources": [source.slug for source in assessment.mandate.sources],
        "version": assessment.version,
        "fingerprint": assessment.fingerprint,
    }


def compute_row(result: EffectiveCompute) -> dict[str, Any]:
    """What a facility delivers, as plain data."""
    return {
        "total": str(result.total),
        "lower-bound": result.is_lower_bound,
        "parts": [f"{line.count} x {line.chip.name} at {line.rate}" for line in result.contributions],
        "unknown": [str(item) for item in result.unknown],
        "stated": [
            f"{item.value}{f' {item.format}' if item.format else ''}{f' ({item.note})' if item.note else ''}"
            for item in result.stated
        ],
    }


def report_row(
    facility: Facility, mandates: list[Mandate], catalogue: Catalogue, on: date, reading: str | None
) -> dict[str, Any]:
    """One facility held against every threshold, with what it delivers and where that is read."""
    verdicts = [
        verdict_row(assess(facility, mandate, on=on, reading=_named(mandate, reading), as_if_in_scope=True))
        for mandate in mandates
    ]
    return {
        "facility": facility.slug,
        "name": facility.name,
        "place": facility.place.code if facility.place else None,
        "extent": facility.extent.value,
        "verdicts": verdicts,
        "turns-on-reading": [mandate.slug for mandate in mandates if _turns(facility, mandate, on)],
        "fp16": compute_row(effective_compute(facility, Peak(NumberFormat.FP16))),
        "h20-equivalents": compute_row(effective_compute(facility, claimed(catalogue))),
        "sources": [source.slug for source in facility.sources],
    }


def chip_row(chip: Chip) -> dict[str, Any]:
    """One chip as plain data."""
    performance = tpp(chip)
    return {
        "slug": chip.slug,
        "name": chip.name,
        "designer": chip.designer.name if chip.designer else None,
        "foundries": [foundry.name for foundry in chip.foundries],
        "rates": {item.value: str(rate) for item, rate in chip.rates.pairs},
        "tpp": None if performance is None else str(performance),
        "memory": _text(chip.memory),
        "bandwidth": _text(chip.memory_bandwidth),
        "power": _text(chip.power),
        "conflicts": [f"{rival.figure}: {rival.value} ({rival.note})" for rival in chip.conflicts],
        "confidence": chip.confidence.value if chip.confidence else None,
        "sources": [source.slug for source in chip.sources],
    }


def _named(mandate: Mandate, reading: str | None) -> str | None:
    """The reading asked for where the mandate has it, else its first."""
    return reading if reading in {item.name for item in mandate.readings} else None


def _turns(facility: Facility, mandate: Mandate, on: date) -> bool:
    statuses = {
        assess(facility, mandate, on=on, reading=item.name, as_if_in_scope=True).status for item in mandate.readings
    }
    return len(statuses) > 1


def _text(value: object) -> str | None:
    return None if value is None else str(value)
