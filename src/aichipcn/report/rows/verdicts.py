"""One verdict as plain data, and under which readings it would be another."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.compliance.assess import assess, covers
from aichipcn.compliance.assessment import Assessment
from aichipcn.compliance.deciding import deciding_facts
from aichipcn.compliance.explain import explain, shown_share
from aichipcn.compliance.gap import Shortfall
from aichipcn.mandates.mandate import Mandate
from aichipcn.mandates.thresholds import AnyThreshold, Threshold
from aichipcn.model.facilities import Facility
from aichipcn.report.rows.plain import (
    Plain,
    document,
    figure,
    names_known_to,
    number,
    place_names,
    sources,
    with_place_names,
)
from aichipcn.report.rows.reasons import Reasons
from aichipcn.values.estimate import Estimate


def verdict(assessment: Assessment, why: Reasons | None = None) -> Plain:
    """A verdict, with the share and what is required, how far apart they are, what would decide it, and why."""
    mandate, upcoming = assessment.mandate, assessment.next_milestone
    room = assessment.headroom
    return {
        "subject": {"slug": assessment.subject.slug, "name": assessment.subject.name},
        "mandate": mandate.slug,
        "reading": assessment.reading.name,
        "on": assessment.on.isoformat(),
        "as-if-in-scope": assessment.as_if_in_scope,
        "status": assessment.status.value,
        "share": share(assessment),
        "required": asked(assessment.threshold),
        "next-milestone": None
        if upcoming is None
        else {
            "on": upcoming.on.isoformat(),
            "required": asked(mandate.threshold(assessment.reading, upcoming.on)),
        },
        "shortfall": _shortfall(assessment.shortfall),
        "headroom": None if room is None else figure(Estimate(room, room, unit=mandate.measure.unit)),
        "by-discretion": assessment.by_discretion,
        "would-decide": [
            {"field": item.fact.field, "subject": item.fact.subject, "settles": item.settles}
            for item in deciding_facts(assessment)
        ],
        **({"reasons": why.of(assessment)} if why else {}),
    }


def share(assessment: Assessment) -> Plain | None:
    """The bounds of the share; None where nothing is counted."""
    bounds = assessment.share_range
    if bounds is None:
        return None
    return {"low": number(bounds[0]), "high": number(bounds[1]), "text": shown_share(assessment)}


def requirement(mandate: Mandate, reading: str | None, on: date) -> Plain | None:
    """What a mandate requires on a date under a reading; None before its first milestone, and once it has expired."""
    return asked(mandate.threshold(mandate.reading(reading), on))


def asked(threshold: AnyThreshold | None) -> Plain | None:
    """A threshold: its bound and figure, exactly and for people; a figure that is not known is None."""
    if threshold is None:
        return None
    value = threshold.value if isinstance(threshold, Threshold) else None
    amount = value.low if isinstance(value, Estimate) else value
    return {
        "bound": threshold.bound.value if isinstance(threshold, Threshold) else None,
        "exact": None if amount is None else str(amount),
        "float": None if amount is None else float(amount),
        "unit": value.unit if isinstance(value, Estimate) else "",
        "text": threshold.figure if isinstance(threshold, Threshold) else threshold.describe(),
        "words": threshold.describe(),
    }


def by_reading(facility: Facility, mandate: Mandate, on: date) -> dict[str, Assessment]:
    """The verdict that a facility has under each reading, were the mandate to apply to it."""
    return {
        item.name: assess(facility, mandate, on=on, reading=item.name, as_if_in_scope=True) for item in mandate.readings
    }


def in_scope(facility: Facility, mandate: Mandate, reading: str | None, on: date) -> str:
    """Whether a mandate covers a facility: "true", "false" or "unknown"."""
    return str(covers(mandate, mandate.reading(reading), facility, on))


def assessed(assessment: Assessment, catalogue: Catalogue) -> Plain:
    """The document of one verdict."""
    return document("assess", catalogue, **with_grounds(assessment, place_names(catalogue)))


def with_grounds(assessment: Assessment, places: Mapping[str, str]) -> Plain:
    """A verdict, the sentence of its mandate and its sources, with the names of places by their codes."""
    mandate = assessment.mandate
    own = {source.slug: source for facility in assessment.facilities for source in facility.sources}
    return {
        "verdict": verdict(assessment),
        "sentence": with_place_names(mandate.sentence(assessment.reading.name), places),
        "sources": sources((*mandate.sources, *own.values())),
    }


def alone(assessment: Assessment) -> Plain:
    """A verdict with its grounds where no catalogue is at hand: what it was computed from is what its mandate knows."""
    made = {"version": assessment.version, "fingerprint": assessment.fingerprint}
    origin = "mandate" if assessment.mandate.origin is None else "catalogue"
    return with_grounds(assessment, names_known_to(assessment.mandate)) | made | {"origin": origin}


def explained(assessment: Assessment) -> Plain:
    """The document of one explanation."""
    return explain(assessment).to_dict()


def _shortfall(gap: Shortfall | None) -> Plain | None:
    if gap is None:
        return None
    ways = {"add": gap.add, "swap": gap.swap, "remove": gap.remove}
    return {
        **{verb: None if way is None else figure(Estimate(way, way, unit=gap.unit)) for verb, way in ways.items()},
        "beyond": gap.beyond,
    }
