"""A run over the inventory of a nation: what was read, how many have which verdict, and where all of them are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.mandates.levels import Level
from aichipcn.mandates.mandate import Mandate
from aichipcn.mandates.readings import Reading
from aichipcn.report.rows.plain import Plain, document
from aichipcn.report.rows.verdicts import asked

if TYPE_CHECKING:
    from aichipcn.frames.national import NationalRun  # an extra


def national(
    catalogue: Catalogue,
    run: NationalRun,
    mandates: Iterable[Mandate],
    days: Sequence[date],
    reading: str | None,
    level: Level | None,
) -> Plain:
    """The document of a run: the counts of verdicts as in `verdicts`, and where the verdicts are."""
    return document(
        "national",
        catalogue,
        deployments=run.deployments,
        facilities=run.facilities,
        parts=run.parts,
        verdicts=run.verdicts,
        out=str(run.out),
        set_aside=[{"file": str(file), "rows": rows} for file, rows in run.aside.items()],
        findings=[str(finding) for finding in run.findings],
        on=[day.isoformat() for day in days],
        rows=[
            _row(run, mandate, item, days, level)
            for mandate in mandates
            for item in mandate.readings
            if reading in (None, item.name)
        ],
    )


def generated(catalogue: Catalogue, files: Iterable[Path], deployments: int, seed: int) -> Plain:
    """The document of an inventory that was made up, and of which nothing is a fact."""
    paths = [str(file) for file in files]
    return document("generated", catalogue, files=paths, deployments=deployments, seed=seed)


def _row(run: NationalRun, mandate: Mandate, reading: Reading, days: Sequence[date], level: Level | None) -> Plain:
    return {
        "mandate": mandate.slug,
        "reading": reading.name,
        "level": (level or mandate.level_of(reading)).value,
        "days": [
            {
                "on": day.isoformat(),
                "required": asked(mandate.threshold(reading, day)),
                "counts": run.counted(mandate.slug, reading.name, day),
            }
            for day in days
        ],
    }
