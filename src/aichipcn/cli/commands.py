"""The commands, one function each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from pathlib import Path

import typer
from rich.console import RenderableType

from aichipcn.catalogue.amendments import read_amendment
from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.catalogue.check import check_files
from aichipcn.catalogue.coverage import coverage
from aichipcn.catalogue.epoch import Imported, import_epoch
from aichipcn.catalogue.expected import check_amendment
from aichipcn.catalogue.expected import write_expected as store
from aichipcn.catalogue.extensions import Extensions, extensions_of, load_extensions
from aichipcn.catalogue.load import attribution, load_catalogue
from aichipcn.catalogue.stale import stale as unverified
from aichipcn.cli.clock import View
from aichipcn.cli.options import (
    All,
    Amended,
    AsIf,
    Check,
    Checked,
    Days,
    Designer,
    FacilityName,
    File,
    Files,
    In,
    Json,
    KnownBy,
    MandateName,
    Mandates,
    Name,
    On,
    PeakFormat,
    Reading,
    Reference,
    Stale,
    Undated,
    With,
    Write,
    day,
    format_named,
    place_named,
    reading_named,
)
from aichipcn.compliance.assess import assess as judge
from aichipcn.compliance.assessment import Assessment, Status
from aichipcn.compute.effective import Model
from aichipcn.compute.peak import Peak
from aichipcn.mandates.mandate import Mandate
from aichipcn.model.places import Place
from aichipcn.report.rows import changes, cited, entries, matrix, overview, required, verdicts
from aichipcn.report.rows import checks as rows_checks
from aichipcn.report.rows import chips as rows_chips
from aichipcn.report.rows import compute as rows_compute
from aichipcn.report.rows import extensions as rows_extensions
from aichipcn.report.rows.plain import Plain, place_names
from aichipcn.report.text import changes as text_changes
from aichipcn.report.text import checks as text_checks
from aichipcn.report.text import chips as text_chips
from aichipcn.report.text import compute as text_compute
from aichipcn.report.text import entries as text_entries
from aichipcn.report.text import extensions as text_extensions
from aichipcn.report.text import matrix as text_matrix
from aichipcn.report.text import overview as text_overview
from aichipcn.report.text import required as text_required
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
    mandate: Mandates = None,
    everything: All = False,
    extensions: With = None,
    known_by: KnownBy = None,
    as_json: Json = False,
) -> None:
    """Hold every facility against the thresholds of cities, judge where mandates apply, and say what is delivered."""
    catalogue = load([file for file in files or () if not is_epoch(file)], extensions)
    within = place_named(place, catalogue)
    catalogue, taken = imported(catalogue, files, within)
    view = View.of(catalogue, known_by)
    asked = None if mandate is None else [view.find("mandates", name) for name in mandate]
    data = overview.overview(
        view.known,
        judged(on, catalogue, asked),
        reading=reading_named(reading, catalogue.mandates),
        within=within,
        mandates=asked,
        imported=taken,
    )
    listed(view.noted(data), partial(text_overview.report, everything=everything), as_json)


def about_a_verdict(say: Callable[[View, Assessment, bool], None]) -> Callable[..., None]:
    """A command that says something of one verdict; all such commands take the same."""

    def command(
        facility: FacilityName,
        mandate: MandateName,
        on: On = None,
        reading: Reading = None,
        as_if_in_scope: AsIf = False,
        file: File = None,
        extensions: With = None,
        known_by: KnownBy = None,
        as_json: Json = False,
    ) -> None:
        view = View.of(load(file, extensions), known_by)
        asked = view.find("mandates", mandate)
        verdict = judge(
            view.find("facilities", facility),
            asked,
            on=judged(on, view.whole, [*overview.yardsticks(view.whole), asked]),
            reading=reading_named(reading, [asked]),
            as_if_in_scope=as_if_in_scope,
        )
        say(view, verdict, as_json)

    command.__name__, command.__doc__ = say.__name__, say.__doc__
    return command


@app.command(epilog=CODES)
@about_a_verdict
def assess(view: View, verdict: Assessment, as_json: bool) -> None:
    """One verdict: a facility under a mandate. Exit code 3 is non-compliant, 4 indeterminate."""
    data = verdicts.assessed(verdict, view.known)
    listed(view.noted(data), text_verdict.verdict, as_json)
    raise typer.Exit(_CODE.get(verdict.status, 0))


@app.command(epilog=CODES)
@about_a_verdict
def explain(view: View, verdict: Assessment, as_json: bool) -> None:
    """Why a verdict is what it is: every input, predicate, source and version."""
    data = view.noted(verdicts.explained(verdict))
    listed(data, partial(text_verdict.explanation, places=place_names(view.known)), as_json)


@app.command("verdicts", epilog=CODES)
def by_mandate(
    mandate: Mandates = None,
    on: Days = None,
    file: File = None,
    extensions: With = None,
    as_json: Json = False,
) -> None:
    """Every mandate under every reading on some days: how many have which verdict. The last day by default."""
    catalogue = load(file, extensions)
    asked = list(catalogue.mandates) if mandate is None else [catalogue.mandates[name] for name in mandate]
    days = [day(text) for text in on or ()] or [overview.last_milestone(catalogue)]
    listed(matrix.matrix(catalogue, asked, days), text_matrix.matrix, as_json)


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


@app.command(epilog=CODES)
def chips(
    name: Name = None,
    designer: Designer = None,
    place: In = None,
    file: File = None,
    extensions: With = None,
    as_json: Json = False,
) -> None:
    """The chips; or one, with every figure, its doubt, what other reports say, and the sources of each.

    --place keeps the chips designed there.
    """
    catalogue = load(file, extensions)
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
def vendors(name: Name = None, file: File = None, extensions: With = None, as_json: Json = False) -> None:
    """The vendors, with whom they supply; or one."""
    catalogue = load(file, extensions)
    found = [catalogue.vendors[name]] if name is not None else catalogue.vendors
    listed(entries.vendors(catalogue, found), text_entries.vendor if name else text_entries.vendors, as_json)


@app.command(epilog=CODES)
def facilities(
    name: Name = None, place: In = None, file: File = None, extensions: With = None, as_json: Json = False
) -> None:
    """The facilities and what stands in them; or one, with all that is stated of it."""
    catalogue = load(file, extensions)
    within = place_named(place, catalogue)
    found = [catalogue.facilities[name]] if name is not None else catalogue.facilities
    data = entries.facilities(catalogue, [item for item in found if overview.lies_within(item, within)])
    listed(data, text_entries.facility if name else text_entries.facilities, as_json)


@app.command(epilog=CODES)
def mandates(
    name: Name = None,
    place: In = None,
    stale: Stale = None,
    file: File = None,
    extensions: With = None,
    as_json: Json = False,
) -> None:
    """The mandates; or one, as a sentence under each of its readings.

    --place says what is coded of a place, for wider places and for those inside it. --stale lists what nobody has
    verified of late.
    """
    catalogue = load(file, extensions)
    chosen = None if name is None else catalogue.mandates[name]
    if stale is not None:
        on = day(stale, "--stale")
        late = tuple(item for item in unverified(catalogue, on) if chosen is None or item.entry == chosen.slug)
        listed(changes.unverified(catalogue, on.isoformat(), late), text_changes.stale, as_json)
    elif place is not None:
        found = coverage(catalogue, place)
        data = required.mandates(catalogue, [item for item in catalogue.mandates if item in found])
        listed(data | {"coverage": changes.covered(found)}, text_changes.coverage, as_json)
    elif chosen is not None:
        listed(required.mandates(catalogue, [chosen]), text_required.mandate, as_json)
    else:
        listed(required.mandates(catalogue, catalogue.mandates), text_required.mandates, as_json)


@app.command(epilog=CODES)
def incentives(name: Name = None, file: File = None, extensions: With = None, as_json: Json = False) -> None:
    """What is offered rather than required, such as cheaper power for domestic chips; or one such offer."""
    catalogue = load(file, extensions)
    found = [catalogue.incentives[name]] if name is not None else catalogue.incentives
    data = required.incentives(catalogue, found)
    listed(data, text_required.incentive if name else text_required.incentives, as_json)


@app.command(epilog=CODES)
def lists(name: Name = None, file: File = None, extensions: With = None, as_json: Json = False) -> None:
    """The certified lists; or one, with what stands on it from when until when."""
    catalogue = load(file, extensions)
    found = [catalogue.lists[name]] if name is not None else catalogue.lists
    listed(required.lists(catalogue, found), text_required.certified if name else text_required.lists, as_json)


@app.command(epilog=CODES)
def sources(
    name: Name = None,
    undated: Undated = False,
    file: File = None,
    extensions: With = None,
    as_json: Json = False,
) -> None:
    """Every source by publisher, and the attribution of licensed data; or every value that rests on one source."""
    catalogue = load(file, extensions)
    if name is None:
        listed(cited.all_sources(catalogue, attribution(), undated=undated), text_sources.by_publisher, as_json)
    else:
        listed(cited.one_source(catalogue, catalogue.sources[name]), text_sources.resting, as_json)


@app.command(epilog=CODES)
def check(files: Checked, extensions: With = None, as_json: Json = False) -> None:
    """Every problem of data files, each with its line and its code. Exit code 1 where there is any.

    Files that are given together may refer to one another.
    """
    found = check_files(*files, extensions=wanted(extensions))
    listed(rows_checks.checks(found), text_checks.checks, as_json)
    raise typer.Exit(int(any(item.problems for item in found)))


@app.command("extensions", epilog=CODES)
def installed(name: Name = None, as_json: Json = False) -> None:
    """What is installed that extends the library, what it brings, and what of it is broken; or one such extension.

    Exit code 1 where the one that is asked for is broken.
    """
    loaded = load_extensions(name)
    listed(rows_extensions.extensions(loaded), text_extensions.extensions, as_json)
    raise typer.Exit(1 if name is not None and loaded.broken else 0)


@app.command(epilog=CODES)
def compare(
    amendment: Amended,
    on: Days = None,
    check: Check = False,
    write_expected: Write = False,
    file: File = None,
    extensions: With = None,
    as_json: Json = False,
) -> None:
    """Which verdicts an amendment changes: a data file that says what it changes and why.

    --check says where the result differs from the one that is expected, and ends with code 1 where it does.
    """
    catalogue = load(file, extensions)
    if write_expected:
        show(str(store(amendment, catalogue)))
        return
    if check:
        differences = check_amendment(amendment, catalogue)
        show(*(differences or ["as expected"]))
        raise typer.Exit(bool(differences))
    read = read_amendment(amendment, catalogue)
    days = [day(text) for text in on or ()] or list(read.header.on) or [overview.last_milestone(catalogue)]
    listed(changes.compared(read, read.compare(days)), text_changes.comparison, as_json)


@app.command(epilog=CODES)
def schema(extensions: With = None) -> None:
    """The JSON Schema of data files, for editors and other checkers; with the tags that extensions bring."""
    from aichipcn.catalogue.schema import schema as made  # noqa: PLC0415  (only for those who ask)

    show_json(made(extensions_of(wanted(extensions)).vocabulary))


def basis(catalogue: Catalogue, peak: str | None, reference: str | None) -> Model:
    """What compute is counted by: a peak, a peak in reference chips, or claims in reference chips."""
    if peak is None:
        return rows_compute.claimed(catalogue, reference or overview.REFERENCE)
    rate = Peak(format_named(peak))
    return rate if reference is None else rows_compute.by_peak(catalogue, reference, rate)


def load(files: list[Path] | None, names: list[str] | None) -> Catalogue:
    """The embedded catalogue, with what extensions bring and files of one's own merged over it."""
    return load_catalogue(*(files or ()), extensions=wanted(names))


def wanted(names: list[str] | None) -> Extensions | list[str] | bool:
    """The extensions of some names; for `all` what is whole of them, and a line on the error stream on what is not."""
    if "all" not in (names or ()):
        return names or False
    loaded = load_extensions()
    for error in loaded.broken:
        typer.echo(f"left out: {error}", err=True)
    return loaded


def judged(text: str | None, catalogue: Catalogue, mandates: Iterable[Mandate] | None = None) -> date:
    """The day that is judged: the one asked for, or the last on which a threshold changes."""
    return overview.last_milestone(catalogue, mandates) if text is None else day(text)


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
