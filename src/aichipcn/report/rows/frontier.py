"""What a required domestic share costs in compute, as plain data: one row for each share."""

from __future__ import annotations

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.compute.frontiers.frontier import Frontier, FrontierPoint, Part
from aichipcn.report.rows.plain import Plain, document, figure, number, percent
from aichipcn.values.estimate import Estimate
from aichipcn.values.shares import format_share


def frontier(catalogue: Catalogue, found: Frontier) -> Plain:
    """The document of a frontier."""
    return document(
        "frontier",
        catalogue,
        hold=found.hold.value,
        budget=figure(found.budget),
        basis={"unit": found.points[0].total.basis.unit, "grounds": found.points[0].total.basis.words},
        points=[_point(point) for point in found.points],
    )


def _point(point: FrontierPoint) -> Plain:
    return {
        "required": number(point.required),
        "short": format_share(point.required),
        "foreign": _part(point.foreign),
        "domestic": _part(point.domestic),
        "reached": _share(point.reached),
        "compute": figure(point.compute, digits=4),
        "kept": _share(point.kept),
        "cost": _share(point.cost),
    }


def _share(value: Estimate) -> Plain:
    return {"value": figure(value), "short": percent(value)}


def _part(part: Part | None) -> Plain | None:
    if part is None:
        return None
    units = Estimate(part.units, part.units)
    return {"chip": part.chip.slug, "name": part.chip.name, "units": figure(units, digits=4)}
