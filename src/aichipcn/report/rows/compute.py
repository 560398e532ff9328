"""What a facility delivers as plain data: the parts, what is not counted, what sources state, what claims dispute."""

from __future__ import annotations

from datetime import date

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.compute.claims.claimed import ClaimedPerformance
from aichipcn.compute.claims.paths import Path
from aichipcn.compute.effective import EffectiveCompute, Model, effective_compute
from aichipcn.compute.equivalents import Equivalents
from aichipcn.compute.peak import Peak
from aichipcn.compute.roofline import Roofline
from aichipcn.compute.sampling import Sampled
from aichipcn.model.chips import Chip
from aichipcn.model.facilities import Deployment, Facility, Fleet, Inventory, StatedCompute, facilities_of
from aichipcn.report.rows.plain import Plain, bare, document, figure, place, sources, text_of
from aichipcn.values.units import RATE
from aichipcn.values.words import in_words

EXA = "EFLOP/s"
QUANTILES = ("5%", "25%", "50%", "75%", "95%")


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
        "total": figure(total, EXA if total.unit == RATE else None),
        "short": bare(total, EXA) if total.unit == RATE else bare(total, total.unit, digits=4),
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


def computed(
    subject: Facility | Fleet, catalogue: Catalogue, model: Model, on: date | None, sampled: Sampled | None = None
) -> Plain:
    """The document of what a facility or a fleet delivers under a model; without `on`, all that is stated of it."""
    row = whole(effective_compute(subject, model, on=on), sampled)
    return document("compute", catalogue, **{key.replace("-", "_"): value for key, value in row.items()})


def whole(result: EffectiveCompute, sampled: Sampled | None = None) -> Plain:
    """What a facility or a fleet delivers: of whom, on which day, the total with its grounds, and the sources."""
    subject, body = result.subject, delivered(result)
    for line, part in zip(body["contributions"], result.contributions, strict=True):
        line.update(_grounds(result.model, part.chip))
    facilities = facilities_of(subject)
    return {
        "facility": {"slug": subject.slug, "name": subject.name, "place": place(getattr(subject, "place", None))},
        "facilities": [item.slug for item in facilities],
        "chips": standing(subject) if isinstance(subject, Facility) else _of_fleet(result),
        "on": text_of(result.on),
        **body,
        "draws": None if sampled is None else _drawn(sampled),
        "sources": sources(source for item in facilities for source in item.sources),
    }


def _drawn(sampled: Sampled) -> Plain:
    """What is likely within the range, by quantiles of the draws."""
    unit = EXA if sampled.model.unit == RATE else None
    found = zip(QUANTILES, sampled.quantiles(QUANTILES), strict=True)
    return {
        "draws": sampled.draws,
        "seed": sampled.seed,
        "quantiles": [{"share": share, "value": figure(value, unit, digits=4)} for share, value in found],
    }


def _of_fleet(result: EffectiveCompute) -> list[str]:
    """How many facilities, and what stands in them all."""
    counted = [f"{in_words(line.count)} x {line.chip.name}" for line in result.contributions]
    others = [f"{in_words(item.count)} x {item.what}" for item in result.unknown]
    return [f"{len(facilities_of(result.subject))} facilities", *counted, *others]


def _grounds(model: Model, chip: Chip) -> Plain:
    """What the rate of a chip rests on: the claims that lead to it, or how a pass of the workload runs."""
    if isinstance(model, Equivalents):
        return {"timing": timed(model.by, chip)} if isinstance(model.by, Roofline) else {}
    if isinstance(model, Roofline):
        return {"timing": timed(model, chip)}
    if not isinstance(model, ClaimedPerformance):
        return {}
    return {
        "paths": [_path(item) for item in model.paths(chip) if item.claims],
        "contradictions": [{"one": _path(item.one), "other": _path(item.other)} for item in model.contradictions(chip)],
    }


def timed(model: Roofline, chip: Chip) -> Plain:
    """How one pass of a workload runs on a chip, and on how many."""
    timing = model.timing(chip)
    return {
        "chips": timing.chips,
        "rate": figure(timing.rate, digits=4),
        "time": figure(timing.time, "ms", digits=4),
        "binds": timing.binds.value if timing.binds else None,
        "intensity": figure(timing.intensity, digits=4),
        "ridge": figure(timing.ridge, digits=4),
        "needs": figure(timing.needs, "GB", digits=4),
        "holds": figure(timing.holds, "GB", digits=4),
    }


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
