"""What a facility delivers as plain data: the parts, what is not counted, what sources state, what claims dispute."""

from __future__ import annotations

from datetime import date

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.compute.claimed import ClaimedPerformance
from aichipcn.compute.effective import EffectiveCompute, Model, effective_compute
from aichipcn.compute.equivalents import Equivalents
from aichipcn.compute.paths import Path
from aichipcn.compute.peak import Peak
from aichipcn.model.facilities import Deployment, Facility, Inventory, StatedCompute
from aichipcn.report.rows.plain import Plain, bare, document, figure, place, sources, text_of
from aichipcn.values.words import in_words

EXA = "EFLOP/s"


def claimed(catalogue: Catalogue, reference: str) -> ClaimedPerformance:
    """Equivalents of a chip by the published claims that state no workload."""
    return ClaimedPerformance(reference=catalogue.chips[reference], claims=catalogue.claims)


def by_peak(catalogue: Catalogue, reference: str, peak: Peak) -> Equivalents:
    """Equivalents of a chip by the dense peak in a format."""
    return Equivalents(reference=catalogue.chips[reference], by=peak)


def delivered(result: EffectiveCompute) -> Plain:
    """A total on its basis, with its parts, what is not in it, and what sources state beside it."""
    total = result.total.value
    return {
        "total": figure(total, EXA if total.unit else None),
        "short": bare(total, EXA) if total.unit else bare(total, "", digits=4),
        "basis": {"unit": result.total.basis.unit, "grounds": result.total.basis.grounds},
        "lower-bound": result.is_lower_bound,
        "contributions": [
            {
                "chip": line.chip.slug,
                "name": line.chip.name,
                "count": figure(line.count),
                "rate": figure(line.rate),
                "total": figure(line.total),
            }
            for line in result.contributions
        ],
        "unknown": [{"what": item.what, "count": figure(item.count), "reason": item.reason} for item in result.unknown],
        "stated": [stated(item) for item in result.stated],
        "stated-parts": [_part(item) for item in result.stated_parts],
    }


def stated(item: StatedCompute) -> Plain:
    """A total that a source states."""
    return {
        "value": figure(item.value),
        "short": bare(item.value, EXA),
        "format": text_of(item.format),
        "as-of": text_of(item.as_of),
        "note": text_of(item.note),
        "sources": sources(item.sources),
    }


def _part(item: Deployment) -> Plain:
    """What a source states of one deployment."""
    return {
        "chips": in_short(item),
        "value": figure(item.compute),
        "format": text_of(item.format),
        "note": text_of(item.note),
        "sources": sources(item.sources),
    }


def standing(facility: Facility) -> list[str]:
    """The chips of a facility in short."""
    lines = [in_short(item) for item in facility.deployments]
    if facility.inventory is Inventory.PARTIAL:
        lines.append("and more, not listed")
    return lines or ["chips not stated"]


def in_short(item: Deployment) -> str:
    """Chips of one kind: "4,096 x Huawei Ascend 910"."""
    if item.count.high is None and item.count.low == 1:
        return f"{item.label}, number not stated"
    return f"{in_words(item.count)} x {item.label}"


def computed(facility: Facility, catalogue: Catalogue, model: Model, on: date | None) -> Plain:
    """The document of what one facility delivers under a model; `on` None is all that is stated as standing there."""
    result = effective_compute(facility, model, on=on)
    body = delivered(result)
    if isinstance(model, ClaimedPerformance):
        for line, part in zip(body["contributions"], result.contributions, strict=True):
            line["paths"] = [_path(item) for item in model.paths(part.chip)]
            line["contradictions"] = [
                {"one": _path(item.one), "other": _path(item.other)} for item in model.contradictions(part.chip)
            ]
    return document(
        "compute",
        catalogue,
        facility={"slug": facility.slug, "name": facility.name, "place": place(facility.place)},
        chips=standing(facility),
        on=text_of(on),
        **{key.replace("-", "_"): value for key, value in body.items()},
        sources=sources(facility.sources),
    )


def _path(path: Path) -> Plain:
    return {
        "ratio": figure(path.ratio),
        "claims": [
            {
                "slug": claim.slug,
                "chip": claim.chip.name,
                "reference": claim.reference.name,
                "ratio": figure(claim.ratio),
                "workload": claim.workload,
                "sources": sources(claim.sources),
            }
            for claim in path.claims
        ],
    }
