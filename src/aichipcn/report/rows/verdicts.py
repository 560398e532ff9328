"""One verdict as plain data, and under which readings it would be another."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.compliance.assess import assess, covers
from aichipcn.compliance.assessment import Assessment
from aichipcn.compliance.deciding import deciding_facts
from aichipcn.compliance.explain import explain, shown_share
from aichipcn.compliance.gap import Shortfall
from aichipcn.mandates.mandate import Mandate
from aichipcn.model.facilities import Facility
from aichipcn.report.rows.plain import Plain, document, figure, number, place_names, sources, with_place_names
from aichipcn.values.estimate import Estimate
from aichipcn.values.shares import format_share


def verdict(assessment: Assessment) -> Plain:
    """A verdict, with the share and what is required, how far apart they are, and what would decide it."""
    mandate, required, upcoming = assessment.mandate, assessment.required, assessment.next_milestone
    room = assessment.headroom
    return {
        "subject": {"slug": assessment.subject.slug, "name": assessment.subject.name},
        "mandate": mandate.slug,
        "reading": assessment.reading.name,
        "on": assessment.on.isoformat(),
        "as-if-in-scope": assessment.as_if_in_scope,
        "status": assessment.status.value,
        "share": share(assessment),
        "required": None if required is None else _percent(required),
        "next-milestone": None
        if upcoming is None
        else {"on": upcoming.on.isoformat(), "required": _percent(upcoming.share)},
        "shortfall": _shortfall(assessment.shortfall),
        "headroom": None if room is None else figure(Estimate(room, room, unit=mandate.measure.unit)),
        "would-decide": [
            {"field": item.fact.field, "subject": item.fact.subject, "settles": item.settles}
            for item in deciding_facts(assessment)
        ],
    }


def share(assessment: Assessment) -> Plain | None:
    """The bounds of the share; None where nothing is counted."""
    bounds = assessment.share_range
    if bounds is None:
        return None
    return {"low": number(bounds[0]), "high": number(bounds[1]), "text": shown_share(assessment)}


def requirement(mandate: Mandate, reading: str | None, on: date) -> Plain | None:
    """The share that a mandate requires on a date under a reading; None before its first milestone."""
    required = mandate.schedule(mandate.reading(reading)).required(on)
    return None if required is None else _percent(required)


def by_reading(facility: Facility, mandate: Mandate, on: date) -> dict[str, str]:
    """The status that a facility has under each reading, were the mandate to apply to it."""
    return {
        item.name: assess(facility, mandate, on=on, reading=item.name, as_if_in_scope=True).status.value
        for item in mandate.readings
    }


def in_scope(facility: Facility, mandate: Mandate, reading: str | None) -> str:
    """Whether a mandate covers a facility: "true", "false" or "unknown"."""
    return str(covers(mandate, mandate.reading(reading), facility))


def assessed(assessment: Assessment, catalogue: Catalogue) -> Plain:
    """The document of one verdict."""
    mandate = assessment.mandate
    own = {source.slug: source for facility in assessment.facilities for source in facility.sources}
    return document(
        "assess",
        catalogue,
        verdict=verdict(assessment),
        sentence=with_place_names(mandate.sentence(assessment.reading.name), place_names(catalogue)),
        sources=sources((*mandate.sources, *own.values())),
    )


def explained(assessment: Assessment) -> Plain:
    """The document of one explanation."""
    return explain(assessment).to_dict()


def _percent(value: Fraction) -> Plain:
    return {"exact": str(value), "float": float(value), "text": format_share(value)}


def _shortfall(gap: Shortfall | None) -> Plain | None:
    if gap is None:
        return None
    return {
        "add": None if gap.add is None else figure(Estimate(gap.add, gap.add, unit=gap.unit)),
        "swap": figure(Estimate(gap.swap, gap.swap, unit=gap.unit)),
    }
