"""The main job: every facility held against every threshold, what it delivers, and where the mandates really apply."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import chain

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.catalogue.epoch import Imported
from aichipcn.compliance.assessment import Status
from aichipcn.compute.effective import Model, effective_compute
from aichipcn.compute.peak import Peak
from aichipcn.mandates.mandate import Mandate
from aichipcn.mandates.schedule import milestones_of
from aichipcn.model.facilities import Extent, Facility
from aichipcn.model.formats import NumberFormat
from aichipcn.model.places import Place
from aichipcn.model.sources import Source
from aichipcn.report.rows.applies import applies
from aichipcn.report.rows.compute import by_peak, claimed, delivered, standing
from aichipcn.report.rows.plain import Plain, document, place, place_names, source, text_of, with_place_names
from aichipcn.report.rows.reasons import EXPLAINED_AT_MOST, Reasons
from aichipcn.report.rows.verdicts import by_reading, in_scope, requirement, verdict

REFERENCE = "nvidia-h20"
_PEAK = Peak(NumberFormat.FP16)
_DEFINITE = (Status.COMPLIANT.value, Status.NON_COMPLIANT.value)


def yardsticks(catalogue: Catalogue) -> list[Mandate]:
    """The mandates that are not a whole country's: thresholds that a facility anywhere can be held against."""
    return [mandate for mandate in catalogue.mandates if mandate.place is None or mandate.place.parent]


def last_milestone(catalogue: Catalogue, mandates: Iterable[Mandate] | None = None) -> date:
    """The last date on which a threshold changes, of some mandates or the yardsticks: what a report judges by default.

    Without any, the last of all.
    """
    asked = (yardsticks(catalogue) if mandates is None else list(mandates)) or catalogue.mandates
    return max(
        milestone.on
        for mandate in asked
        for reading in mandate.readings
        for milestone in milestones_of(mandate.requirement_of(reading))
    )


def overview(
    catalogue: Catalogue,
    on: date,
    *,
    reading: str | None = None,
    within: Place | None = None,
    mandates: Iterable[Mandate] | None = None,
    imported: Iterable[tuple[str, Imported]] = (),
    reasons: bool = False,
    everything: bool = False,
) -> Plain:
    """The document of the report: facilities within a place (or all), under a reading where a mandate has it.

    Every facility is held against some mandates, the yardsticks where none are named; the verdicts proper are of those
    mandates that are named, or of all. With `reasons` each mandate says what it rests on; each verdict says why it is
    so and each facility has those of every reading, unless they are too many and not `everything` is asked for.
    """
    found = [item for item in catalogue.facilities if lies_within(item, within)]
    asked = yardsticks(catalogue) if mandates is None else list(mandates)
    proper = list(catalogue.mandates) if mandates is None else asked
    chosen = {mandate.slug: _chosen(mandate, reading) for mandate in proper}
    models = _equivalents(catalogue)
    facilities = [_facility(item, asked, chosen, models, on) for item in found]
    facilities.sort(key=_rank)
    cited = {row["slug"]: catalogue.facilities[row["slug"]].sources for row in facilities}
    ordered = [*(item.sources for item in proper), *cited.values()]
    numbers = {item: number for number, item in enumerate(dict.fromkeys(chain(*ordered)), 1)}
    told = Reasons(numbers, place_names(catalogue)) if reasons else None
    why = told if len(found) <= EXPLAINED_AT_MOST or everything else None
    for row in facilities:
        row["sources"] = _numbered(cited[row["slug"]], numbers)
        if why:
            row["readings"] = _under_each(catalogue.facilities[row["slug"]], asked, on, why)
    return document(
        "report",
        catalogue,
        on=on.isoformat(),
        reading=reading,
        place=place(within),
        yardsticks=[item.slug for item in asked],
        mandates=[_mandate(item, catalogue, chosen[item.slug], on, numbers, told) for item in proper],
        facilities=facilities,
        counts=_counts(facilities, asked),
        turning=_turning(facilities, asked),
        applies=applies(catalogue, proper, found, on, within, why),
        imports=[{"file": name, "taken": len(item.values), "refused": item.reasons()} for name, item in imported],
        sources=_numbered(numbers, numbers),
    )


def _equivalents(catalogue: Catalogue) -> dict[str, Model]:
    """The models in equivalents of the reference: none where nothing is known of it, or not its rate."""
    reference = catalogue.chips.get(REFERENCE)
    if reference is None:
        return {}
    peak: dict[str, Model] = {"peak": by_peak(catalogue, REFERENCE, _PEAK)} if _PEAK.format in reference.rates else {}
    return {**peak, "claims": claimed(catalogue, REFERENCE)}


def lies_within(facility: Facility, within: Place | None) -> bool:
    """Whether a facility is known to lie in a place; every one does where no place is asked for."""
    return within is None or bool(facility.place and facility.place.lies_in(within.code))


def _chosen(mandate: Mandate, reading: str | None) -> str:
    """The reading asked for where the mandate has it, else its first."""
    names = [item.name for item in mandate.readings]
    return reading if reading in names else names[0]


def _mandate(
    mandate: Mandate, catalogue: Catalogue, reading: str, on: date, numbers: dict[Source, int], why: Reasons | None
) -> Plain:
    chosen = mandate.reading(reading)
    upcoming = mandate.next_after(chosen, on)
    return {
        "slug": mandate.slug,
        "title": mandate.title,
        "place": place(mandate.place),
        "level": mandate.level.value,
        "legal-force": mandate.legal_force.value if mandate.legal_force else None,
        "status": mandate.status.value,
        "reading": reading,
        "readings": [item.name for item in mandate.readings],
        "required": requirement(mandate, reading, on),
        "schedule": str(mandate.requirement_of(chosen)),
        "next-milestone": text_of(upcoming),
        "counted": f"{mandate.measure.describe()} {mandate.population.describe()}",
        "scope": with_place_names(mandate.scope_of(chosen).describe(), place_names(catalogue)),
        "qualifies": with_place_names(chosen.counts.describe(), place_names(catalogue)),
        "sources": _numbered(mandate.sources, numbers),
        **({"reasons": why.required(mandate)} if why else {}),
    }


def _facility(
    facility: Facility, asked: list[Mandate], chosen: dict[str, str], models: Mapping[str, Model], on: date
) -> Plain:
    verdicts = []
    for mandate in asked:
        reading = chosen[mandate.slug]
        found = by_reading(facility, mandate, on)
        statuses = {name: item.status.value for name, item in found.items()}
        verdicts.append(
            {
                **verdict(found[reading]),
                "in-scope": in_scope(facility, mandate, reading, on),
                "by-reading": statuses,
                "turns-on-reading": len(set(statuses.values())) > 1,
            }
        )
    peak = delivered(effective_compute(facility, _PEAK, on=on))
    row = {
        "slug": facility.slug,
        "name": facility.name,
        "place": place(facility.place),
        "extent": facility.extent.value,
        "kind": facility.kind.value if facility.kind else None,
        "status": facility.status.value,
        "commissioned": text_of(facility.commissioned),
        "chips": standing(facility),
        "verdicts": verdicts,
        "peak": {"format": str(_PEAK.format), **peak},
        "equivalents": [
            {"reference": REFERENCE, "by": by, **delivered(effective_compute(facility, model, on=on))}
            for by, model in models.items()
        ],
        "confidence": facility.confidence.value if facility.confidence else None,
    }
    return row | {"detailed": _detailed(row), "missing": _missing(verdicts)}


def _under_each(facility: Facility, asked: list[Mandate], on: date, why: Reasons) -> list[Plain]:
    """The verdicts of a facility under each mandate and reading, were they to apply to it, with their reasons."""
    return [verdict(item, why) for mandate in asked for item in by_reading(facility, mandate, on).values()]


def _detailed(row: Plain) -> bool:
    """Whether anything beyond what sources state in total is known: a verdict, a share, a shortfall, a rate."""
    if any(item["short"] != "unknown" for item in (row["peak"], *row["equivalents"])):
        return True
    return any(
        item["status"] in _DEFINITE
        or (item["share"] is not None and item["share"]["text"] not in ("unknown", "nothing counted"))
        or item["shortfall"] is not None
        for item in row["verdicts"]
    )


def _missing(verdicts: list[Plain]) -> list[str]:
    """The fields that leave its verdicts open."""
    return sorted({fact["field"] for item in verdicts for fact in item["would-decide"]})


def _rank(row: Plain) -> tuple[bool, bool, bool]:
    """Sites before totals of many; decided before open; of the open, those of which more is known first."""
    decided = any(item["status"] in _DEFINITE for item in row["verdicts"])
    return row["extent"] != Extent.SITE.value, not decided, not row["detailed"]


def _numbered(cited: Iterable[Source], numbers: dict[Source, int]) -> list[Plain]:
    return [{"number": numbers[item], **source(item)} for item in cited]


def _counts(rows: list[Plain], asked: list[Mandate]) -> Plain:
    """How often each verdict occurs, mandate by mandate."""
    counts = {mandate.slug: Counter[str]() for mandate in asked}
    for row in rows:
        for item in row["verdicts"]:
            counts[item["mandate"]][item["status"]] += 1
    return {slug: dict(counted.most_common()) for slug, counted in counts.items()}


def _turning(rows: list[Plain], asked: list[Mandate]) -> list[Plain]:
    """Where a verdict turns on the reading: how many facilities have which verdict under which reading."""
    groups: dict[tuple[str, tuple[tuple[str, str], ...]], list[str]] = {}
    for row in rows:
        for item in row["verdicts"]:
            if item["turns-on-reading"]:
                key = (item["mandate"], tuple(item["by-reading"].items()))
                groups.setdefault(key, []).append(row["slug"])
    order = [mandate.slug for mandate in asked]
    return [
        {"mandate": mandate, "by-reading": dict(statuses), "facilities": slugs}
        for (mandate, statuses), slugs in sorted(groups.items(), key=lambda group: order.index(group[0][0]))
    ]
