"""Facilities from Epoch AI's file of GPU clusters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aichipcn.catalogue.epoch.rows import SPELLINGS, Row, slug
from aichipcn.model.facilities import (
    Deployment,
    Extent,
    Facility,
    FacilityKind,
    FacilityStatus,
    Inventory,
    StatedCompute,
)
from aichipcn.model.ownership import Ownership
from aichipcn.model.places import Place
from aichipcn.model.vendors import Vendor
from aichipcn.values.estimate import Estimate
from aichipcn.values.units import NONE, RATE

_NOTES = (
    "Certainty",
    "Certainty Note",
    "Owner",
    "Users",
    "Note",
    "Hardware note",
    "First Operational Date Note",
    "Builds Upon",
    "Superseded by",
    "Possible Duplicate Of",
    "Decommissioned Date (if applicable)",
    "Reported Power Capacity (MW)",
    "Reported Cost",
    *(f"Source {number}" for number in range(1, 6)),
)
_WIDTHS = ("16-bit", "8-bit", "32-bit")
_STATUSES = {
    "Existing": FacilityStatus.OPERATING,
    "Planned": FacilityStatus.PLANNED,
    "Decommissioned": FacilityStatus.DECOMMISSIONED,
}
COLUMNS = frozenset(
    {
        "Name",
        "Status",
        "Single cluster?",
        "Chip type (primary)",
        "Chip quantity (primary)",
        "GPU Supplier (primary)",
        "Chip type (secondary)",
        "Chip quantity (secondary)",
        "GPU supplier (secondary)",
        "Total number of AI chips",
        "Country",
        "Location",
        "First Operational Date",
        "Sector",
        "Possible Duplicate",
        "Exclude",
        *(f"{width} OP/s" for width in _WIDTHS),
        *_NOTES,
    }
)


_SECTORS = {"public": Ownership.STATE, "private": Ownership.PRIVATE, "public/private": Ownership.MIXED}


def read_facility(row: Row) -> Facility | None:
    if row.text("Exclude").lower() == "true":
        row.refuse("excluded by Epoch AI: not taken")
        return None
    if row.text("Possible Duplicate").lower() == "true":
        row.refuse("possible duplicate of another row: taken, not to be added up")
    if row.text("Superseded by"):
        row.refuse("superseded by a later phase: taken, not to be added up")
    deployments = tuple(_deployments(row))
    return Facility(
        slug=slug(row.label),
        name=f"{row.label} (Epoch AI)",
        place=_place(row),
        kind=FacilityKind.AI_DATA_CENTRE,
        operator=_operator(row),
        commissioned=row.date("First Operational Date"),
        status=_status(row),
        extent=_extent(row),
        ownership=_SECTORS.get(row.text("Sector").lower()),
        deployments=deployments,
        inventory=Inventory.PARTIAL if deployments else Inventory.UNKNOWN,
        stated_compute=tuple(_stated_compute(row)),
        sources=(row.source,),
        note=row.note(_NOTES),
    )


def _place(row: Row) -> Place | None:
    """The country, or a place in it that the location names."""
    name = row.text("Country")
    places = row.catalogue.places
    country = places.get(SPELLINGS.get(name, name))
    if country is None:
        row.refuse("country not in the catalogue: place unknown" if name else "no country stated: place unknown")
        return None
    named = [places.get(part.strip()) for part in re.split(r"[,\n]", row.cells.get("Location", ""))]
    within = [place for place in named if place and place.lies_in(country.code)]
    return max([country, *within], key=lambda place: len(place.chain))


def _operator(row: Row) -> Vendor | None:
    name = row.text("Owner")
    vendor = row.vendor(name)
    if name and vendor is None:
        several = "," in name
        row.refuse("several owners: operator unknown" if several else "owner not in the catalogue: operator unknown")
    return vendor


def _status(row: Row) -> FacilityStatus:
    status = _STATUSES.get(row.text("Status"), FacilityStatus.UNKNOWN)
    if row.text("Status") and status is FacilityStatus.UNKNOWN:
        row.refuse("Status: not one that is known")
    if status is FacilityStatus.OPERATING and row.text("Certainty") != "Confirmed":
        row.refuse("existence not confirmed: whether it runs is unknown")
        return FacilityStatus.UNKNOWN
    return status


def _extent(row: Row) -> Extent:
    single = row.text("Single cluster?")
    if single not in ("Yes", "No"):
        row.refuse("one cluster or several is not said: taken as one site")
    return Extent.PROGRAMME if single == "No" else Extent.SITE


def _deployments(row: Row) -> Iterator[Deployment]:
    retired = row.date("Decommissioned Date (if applicable)")
    total = _count(row, "Total number of AI chips")
    listed: list[Estimate | None] = []
    for rank, supplier in (("primary", "GPU Supplier (primary)"), ("secondary", "GPU supplier (secondary)")):
        name, count = row.text(f"Chip type ({rank})"), _count(row, f"Chip quantity ({rank})")
        chip = row.chip(name)
        if name and chip is None:
            row.refuse("chip not in the catalogue: model unknown")
        if not name and rank == "primary":
            row.refuse("no chip stated")
        if not name and rank == "secondary" and count:
            row.refuse("no secondary chip stated")
        if name or count:
            listed.append(count)
            designer = None if chip else row.vendor(row.text(supplier))
            yield Deployment(chip=chip, count=count, designer=designer, retired=retired, note="" if chip else name)
    if total is not None and not listed:
        yield Deployment(count=total, designer=row.vendor(row.text("GPU Supplier (primary)")), retired=retired)
    known = [count for count in listed if count is not None]
    if total is not None and known and len(known) == len(listed) and not total.meet(_sum(known)):
        row.refuse("total number of chips is not that of the types listed")


def _sum(counts: list[Estimate]) -> Estimate:
    first, *rest = counts
    for count in rest:
        first = first + count
    return first


def _count(row: Row, column: str) -> Estimate | None:
    """A count, of whole chips."""
    count = row.figure(column, NONE)
    if count is None or isinstance(count.central, int):
        return count
    row.refuse(f"{column}: not a whole number")
    return None


def _stated_compute(row: Row) -> Iterator[StatedCompute]:
    """What the file gives for each bit width; of which number format it does not say."""
    sources = (row.source,)
    for width in _WIDTHS:
        value = row.figure(f"{width} OP/s", RATE)
        if value is not None:
            yield StatedCompute(value=value, sources=sources, note=width)
        elif width == "16-bit":
            row.refuse("no 16-bit rate: compute unknown")
