"""The report as a page: its rows, its charts, and the document that holds both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.compliance.assess import assess
from aichipcn.compliance.assessment import Assessment
from aichipcn.mandates.mandate import Mandate
from aichipcn.model.places import Place
from aichipcn.report.charts import fleet, shares, timeline
from aichipcn.report.charts.fleet import fleet_chart
from aichipcn.report.charts.shares import share_chart
from aichipcn.report.charts.timeline import timeline_chart
from aichipcn.report.html.page.document import document
from aichipcn.report.html.page.pictures import Sketch, picture
from aichipcn.report.rows.overview import overview
from aichipcn.report.rows.plain import Plain

DRAWN_AT_MOST = 60
"""So many facilities have a bar each in the charts of a page."""


def report_page(
    catalogue: Catalogue,
    on: date,
    *,
    reading: str | None = None,
    within: Place | None = None,
    mandates: Iterable[Mandate] | None = None,
    everything: bool = False,
) -> str:
    """The page of a report, as HTML that needs neither network nor other files. Needs the extra `report`.

    It says what `aichipcn report` says, with the reasons of every verdict and with charts. Facilities are those within
    a place, or all; they are held against some mandates, or against those that are not a whole country's. Of more than
    a hundred facilities it has no reasons, for it would be too large, unless `everything` is asked for. The same
    arguments give the same page, to the byte.

    Raises
    ------
    ModuleNotFoundError
        Where the extra is not installed.
    """
    asked = None if mandates is None else list(mandates)
    data = overview(catalogue, on, reading=reading, within=within, mandates=asked, reasons=True, everything=everything)
    return page_of(data, catalogue)


def page_of(data: Plain, catalogue: Catalogue) -> str:
    """The page of the rows of a report with its reasons."""
    return document(data, {sketch.name: picture(sketch) for sketch in _sketches(data, catalogue)})


def _sketches(data: Plain, catalogue: Catalogue) -> Iterator[Sketch]:
    """The charts of the page, but for those in which nothing would stand."""
    on = date.fromisoformat(data["on"])
    mandates = [catalogue.mandates[mandate["slug"]] for mandate in data["mandates"]]
    if mandates:
        yield Sketch("timeline", timeline.WORDS, timeline_chart(mandates, on=on))
    if len(data["facilities"]) > DRAWN_AT_MOST:
        return
    if known := list(_shares(data, catalogue, on)):
        yield Sketch("shares", shares.WORDS, share_chart(known))
    facilities = [catalogue.facilities[row["slug"]] for row in data["facilities"]]
    if listed := [facility for facility in facilities if facility.deployments]:
        yield Sketch("fleet", fleet.WORDS, fleet_chart(listed, on=on))


def _shares(data: Plain, catalogue: Catalogue, on: date) -> Iterator[Assessment]:
    """The verdicts on facilities of whose share something is known."""
    readings = {mandate["slug"]: mandate["reading"] for mandate in data["mandates"]}
    for slug in data["yardsticks"]:
        mandate = catalogue.mandates[slug]
        for row in data["facilities"]:
            facility = catalogue.facilities[row["slug"]]
            one = assess(facility, mandate, on=on, reading=readings[slug], as_if_in_scope=True)
            low, high = one.share_range or (0, 1)
            if low > 0 or high < 1:
                yield one
