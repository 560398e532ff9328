"""The commands that say what hardware delivers."""

from __future__ import annotations

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.cli.app import CODES, app, listed, load
from aichipcn.cli.options import (
    FacilityName,
    File,
    Json,
    On,
    PeakFormat,
    Reference,
    With,
    day,
    format_named,
)
from aichipcn.compute.effective import Model
from aichipcn.compute.peak import Peak
from aichipcn.report.rows import compute as rows_compute
from aichipcn.report.rows import overview
from aichipcn.report.text import compute as text_compute


@app.command(epilog=CODES)
def compute(
    facility: FacilityName,
    peak: PeakFormat = None,
    reference: Reference = None,
    on: On = None,
    file: File = None,
    extensions: With = None,
    as_json: Json = False,
) -> None:
    """What a facility delivers: by dense peak in a format, or in equivalents of a chip by published claims.

    With both --peak and --reference, in equivalents by peak. Without --on, all that is stated as standing there,
    built or planned.
    """
    catalogue = load(file, extensions)
    when = None if on is None else day(on)
    data = rows_compute.computed(catalogue.facilities[facility], catalogue, basis(catalogue, peak, reference), when)
    listed(data, text_compute.compute, as_json)


def basis(catalogue: Catalogue, peak: str | None, reference: str | None) -> Model:
    """What compute is counted by: a peak, a peak in reference chips, or claims in reference chips."""
    if peak is None:
        return rows_compute.claimed(catalogue, reference or overview.REFERENCE)
    rate = Peak(format_named(peak))
    return rate if reference is None else rows_compute.by_peak(catalogue, reference, rate)
