"""The report as a page: its rows, its charts, and the document that holds both."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.compliance.assess import assess
from aichipcn.compliance.assessment import Assessment
from aichipcn.mandates.mandate import Mandate
from aichipcn.model.places import Place
from aichipcn.report.charts.shares import WORDS, share_chart
from aichipcn.report.html.elements import Element
from aichipcn.report.html.page.document import document
from aichipcn.report.html.page.pictures import picture
from aichipcn.report.rows.overview import overview
from aichipcn.report.rows.plain import Plain


def report_page(
    catalogue: Catalogue,
    on: date,
    *,
    reading: str | None = None,
    within: Place | None = None,
    mandates: Iterable[Mandate] | None = None,
) -> str:
    """The page of a report, as HTML that needs neither network nor other files. Needs the extra `report`.

    It says what `aichipcn report` says, with the reasons of every verdict and with charts. Facilities are those within
    a place, or all; they are held against some mandates, or against those that are not a whole country's. The same
    arguments give the same page, to the byte.

    Raises
    ------
    ModuleNotFoundError
        Where the extra is not installed.
    """
    asked = None if mandates is None else list(mandates)
    return drawn(overview(catalogue, on, reading=reading, within=within, mandates=asked, reasons=True), catalogue)


def drawn(data: Plain, catalogue: Catalogue) -> str:
    """The page of the rows of a report with its reasons."""
    return document(data, by_mandate=_by_mandate(data, catalogue))


def _by_mandate(data: Plain, catalogue: Catalogue) -> dict[str, Element]:
    """A chart of shares for each threshold that facilities are held against."""
    found = {slug: _shares(data, catalogue, slug) for slug in data["yardsticks"]}
    return {slug: picture(share_chart(shown), f"shares-{slug}", WORDS) for slug, shown in found.items() if shown}


def _shares(data: Plain, catalogue: Catalogue, slug: str) -> list[Assessment]:
    """The verdicts to draw: of those facilities of whose share something is known."""
    readings = {mandate["slug"]: mandate["reading"] for mandate in data["mandates"]}
    verdicts = [
        assess(
            catalogue.facilities[row["slug"]],
            catalogue.mandates[slug],
            on=date.fromisoformat(data["on"]),
            reading=readings[slug],
            as_if_in_scope=True,
        )
        for row in data["facilities"]
    ]
    return [
        item for item in verdicts if item.share_range and not (item.share_range[0] == 0 and item.share_range[1] == 1)
    ]
