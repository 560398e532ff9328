"""The commands, one function each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from pathlib import Path

import typer
from rich.console import RenderableType

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.catalogue.check import check_files
from aichipcn.catalogue.epoch import Imported, import_epoch
from aichipcn.catalogue.load import attribution, load_catalogue
from aichipcn.cli.options import (
    All,
    AsIf,
    Checked,
    Designer,
    FacilityName,
    File,
    Files,
    In,
    Json,
    MandateName,
    Name,
    On,
    PeakFormat,
    Reading,
    Reference,
    day,
    format_named,
    place_named,
    reading_named,
)
from aichipcn.compliance.assess import assess as judge
from aichipcn.compliance.assessment import Assessment, Status
from aichipcn.compute.effective import Model
from aichipcn.compute.peak import Peak
from aichipcn.model.places import Place
from aichipcn.report.rows import checks as rows_checks
from aichipcn.report.rows import chips as rows_chips
from aichipcn.report.rows import cited, entries, overview, verdicts
from aichipcn.report.rows import compute as rows_compute
from aichipcn.report.rows.plain import Plain, place_names
from aichipcn.report.text import checks as text_checks
from aichipcn.report.text import chips as text_chips
from aichipcn.report.text import compute as text_compute
from aichipcn.report.text import entries as text_entries
from aichipcn.report.text import overview as text_overview
from aichipcn.report.text import sources as text_sources
from aichipcn.report.text import verdict as text_verdict
from aichipcn.report.text.page import show, show_json

CODES = (
    "Exit codes: 0 done (of assess: compliant, or nothing to meet), 1 bad input, 2 wrong usage,"
    " 3 non-compliant, 4 indeterminate (3 and 4 of assess alone)."
)
_CODE = {Status.NON_COMPLIANT: 3, Status.INDETERMINATE: 4}

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    epilog=CODES,
    help="China's drive for AI-chip independence: what is required, is it met, what does the hardware deliver.",
)


@app.command(epilog=CODES)
def report(
    files: Files = None,
    on: On = None,
    reading: Reading = None,
    place: In = None,
    everything: All = False,
    as_json: Json = False,
) -> None:
    """Hold every facility against every threshold, and say what it delivers."""
    catalogue = load([file for file in files or () if not is_epoch(file)])
    within = place_named(place, catalogue)
    catalogue, taken = imported(catalogue, files, within)
    data = overview.overview(
        catalogue,
        judged(on, catalogue),
        reading=reading_named(reading, catalogue.mandates),
        within=within,
        imported=taken,
    )
    listed(data, partial(text_overview.report, everything=everything), as_json)


def about_a_verdict(say: Callable[[Catalogue, Assessment, bool], None]) -> Callable[..., None]:
    """A command that says something of one verdict; all such commands take the same."""

    def command(
        facility: FacilityName,
        mandate: MandateName,
        on: On = None,
        reading: Reading = None,
        as_if_in_scope: AsIf = False,
        file: File = None,
        as_json: Json = False,
    ) -> None:
        catalogue = load(file)
        asked = catalogue.mandates[mandate]
        verdict = judge(
            catalogue.facilities[facility],
            asked,
            on=judged(on, catalogue),
            reading=reading_named(reading, [asked]),
            as_if_in_scope=as_if_in_scope,
        )
        say(catalogue, verdict, as_json)

    command.__name__, command.__doc__ = say.__name__, say.__doc__
    return command


@app.command(epilog=CODES)
@about_a_verdict
def assess(catalogue: Catalogue, verdict: Assessment, as_json: bool) -> None:
    """One verdict: a facility under a mandate. Exit code 3 is non-compliant, 4 indeterminate."""
    data = verdicts.assessed(verdict, catalogue)
    listed(data, text_verdict.verdict, as_json)
    raise typer.Exit(_CODE.get(verdict.status, 0))


@app.command(epilog=CODES)
@about_a_verdict
def explain(catalogue: Catalogue, verdict: Assessment, as_json: bool) -> None:
    """Why a verdict is what it is: every input, predicate, source and version."""
    listed(verdicts.explained(verdict), partial(text_verdict.explanation, places=place_names(catalogue)), as_json)


@app.command(epilog=CODES)
def compute(
    facility: FacilityName,
    peak: PeakFormat = None,
    reference: Reference = None,
    on: On = None,
    file: File = None,
    as_json: Json = False,
) -> None:
    """What a facility delivers: by dense peak in a format, or in equivalents of a chip by published claims.

    With both --peak and --reference, in equivalents by peak. Without --on, all that is stated as standing there,
    built or planned.
    """
    catalogue = load(file)
    when = None if on is None else day(on)
    data = rows_compute.computed(catalogue.facilities[facility], catalogue, basis(catalogue, peak, reference), when)
    listed(data, text_compute.compute, as_json)


@app.command(epilog=CODES)
def chips(
    name: Name = None, designer: Designer = None, place: In = None, file: File = None, as_json: Json = False
) -> None:
    """The chips; or one, with every figure, its doubt, what other reports say, and the sources of each.

    --place keeps the chips designed there.
    """
    catalogue = load(file)
    maker = None if designer is None else catalogue.vendors[designer]
    within = place_named(place, catalogue)
    found = [catalogue.chips[name]] if name is not None else list(catalogue.chips)
    if maker is not None:
        found = [item for item in found if item.designer == maker]
    if within is not None:
        found = [
            item for item in found if item.designer and item.designer.place and item.designer.place.lies_in(within.code)
        ]
    listed(rows_chips.chips(catalogue, found), text_chips.chip if name else text_chips.chips, as_json)


@app.command(epilog=CODES)
def vendors(name: Name = None, file: File = None, as_json: Json = False) -> None:
    """The vendors, with whom they supply; or one."""
    catalogue = load(file)
    found = [catalogue.vendors[name]] if name is not None else catalogue.vendors
    listed(entries.vendors(catalogue, found), text_entries.vendor if name else text_entries.vendors, as_json)


@app.command(epilog=CODES)
def facilities(name: Name = None, place: In = None, file: File = None, as_json: Json = False) -> None:
    """The facilities and what stands in them; or one, with all that is stated of it."""
    catalogue = load(file)
    within = place_named(place, catalogue)
    found = [catalogue.facilities[name]] if name is not None else catalogue.facilities
    data = entries.facilities(catalogue, [item for item in found if overview.lies_within(item, within)])
    listed(data, text_entries.facility if name else text_entries.facilities, as_json)


@app.command(epilog=CODES)
def mandates(name: Name = None, file: File = None, as_json: Json = False) -> None:
    """The mandates; or one, as a sentence under each of its readings."""
    catalogue = load(file)
    found = [catalogue.mandates[name]] if name is not None else catalogue.mandates
    listed(entries.mandates(catalogue, found), text_entries.mandate if name else text_entries.mandates, as_json)


@app.command(epilog=CODES)
def sources(name: Name = None, file: File = None, as_json: Json = False) -> None:
    """Every source by publisher, and the attribution of licensed data; or every value that rests on one source."""
    catalogue = load(file)
    if name is None:
        listed(cited.all_sources(catalogue, attribution()), text_sources.by_publisher, as_json)
    else:
        listed(cited.one_source(catalogue, catalogue.sources[name]), text_sources.resting, as_json)


@app.command(epilog=CODES)
def check(files: Checked, as_json: Json = False) -> None:
    """Every problem of data files, each with its line and its code. Exit code 1 where there is any.

    Files that are given together may refer to one another.
    """
    found = check_files(*files)
    listed(rows_checks.checks(found), text_checks.checks, as_json)
    raise typer.Exit(int(any(item.problems for item in found)))


def basis(catalogue: Catalogue, peak: str | None, reference: str | None) -> Model:
    """What compute is counted by: a peak, a peak in reference chips, or claims in reference chips."""
    if peak is None:
        return rows_compute.claimed(catalogue, reference or overview.REFERENCE)
    rate = Peak(format_named(peak))
    return rate if reference is None else rows_compute.by_peak(catalogue, reference, rate)


def load(files: list[Path] | None) -> Catalogue:
    """The embedded catalogue, with files of one's own merged over it."""
    return load_catalogue(*(files or ()))


def judged(text: str | None, catalogue: Catalogue) -> date:
    """The day that is judged: the one asked for, or the last on which a threshold changes."""
    return overview.last_milestone(catalogue) if text is None else day(text)


def imported(
    catalogue: Catalogue, files: list[Path] | None, within: Place | None
) -> tuple[Catalogue, list[tuple[str, Imported]]]:
    """A catalogue with what files of Epoch AI hold, and what was taken of each; of China alone for a place there."""
    country = "China" if within is not None and within.lies_in("CN") else None
    taken = []
    for file in filter(is_epoch, files or ()):
        found = import_epoch(file, country=country, catalogue=catalogue)
        catalogue = catalogue.with_(*found.values)
        taken.append((file.name, found))
    return catalogue, taken


def is_epoch(file: Path) -> bool:
    """Whether a file is to be read as one of Epoch AI's."""
    return file.suffix.lower() == ".csv"


def listed(data: Plain, draw: Callable[[Plain], Iterable[RenderableType]], as_json: bool) -> None:
    """Print a document, or what is drawn of it."""
    if as_json:
        show_json(data)
    else:
        show(*draw(data))
