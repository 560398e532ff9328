"""Every mandate under every reading on some dates: how many of those that it is judged over have which verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.compliance.assess import assess_all
from aichipcn.compliance.assessment import Assessment
from aichipcn.mandates.mandate import Mandate
from aichipcn.mandates.readings import Reading
from aichipcn.report.rows.plain import Plain, document
from aichipcn.report.rows.verdicts import asked


def matrix(catalogue: Catalogue, mandates: Iterable[Mandate], days: Sequence[date]) -> Plain:
    """The document of the verdicts of all facilities under mandates, reading by reading and day by day."""
    return document(
        "verdicts",
        catalogue,
        on=[day.isoformat() for day in days],
        rows=[row for mandate in mandates for row in _rows(catalogue, mandate, days)],
    )


def _rows(catalogue: Catalogue, mandate: Mandate, days: Sequence[date]) -> Iterable[Plain]:
    by_day = {day: assess_all(catalogue.facilities, [mandate], on=day) for day in days}
    for reading in mandate.readings:
        yield {
            "mandate": mandate.slug,
            "reading": reading.name,
            "level": mandate.level_of(reading).value,
            "days": [_day(mandate, reading, day, verdicts) for day, verdicts in by_day.items()],
        }


def _day(mandate: Mandate, reading: Reading, on: date, verdicts: Iterable[Assessment]) -> Plain:
    counted = Counter(item.status.value for item in verdicts if item.reading is reading)
    return {
        "on": on.isoformat(),
        "required": asked(mandate.threshold(reading, on)),
        "counts": dict(counted.most_common()),
    }
