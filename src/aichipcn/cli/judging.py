"""The commands that judge: facilities under mandates, one verdict and why, and what would change if."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from pathlib import Path

import typer

from aichipcn.catalogue.amendments import read_amendment
from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.catalogue.epoch import Imported, import_epoch
from aichipcn.catalogue.expected import check_amendment
from aichipcn.catalogue.expected import write_expected as store
from aichipcn.cli.app import CODES, app, listed, load, tell
from aichipcn.cli.clock import View
from aichipcn.cli.options import (
    All,
    Amended,
    AsIf,
    Check,
    Days,
    FacilityName,
    File,
    Files,
    In,
    Json,
    KnownBy,
    MandateName,
    Mandates,
    On,
    Page,
    Reading,
    With,
    Write,
    day,
    place_named,
    reading_named,
)
from aichipcn.cli.pages import write_page
from aichipcn.compliance.assess import assess as judge
from aichipcn.compliance.assessment import Assessment, Status
from aichipcn.errors import InvalidValueError
from aichipcn.mandates.mandate import Mandate
from aichipcn.model.places import Place
from aichipcn.report.rows import changes, matrix, overview, verdicts
from aichipcn.report.rows.plain import Plain, place_names
from aichipcn.report.text import changes as text_changes
from aichipcn.report.text import matrix as text_matrix
from aichipcn.report.text import overview as text_overview
from aichipcn.report.text import verdict as text_verdict
from aichipcn.report.text.page import unbroken

_CODE = {Status.NON_COMPLIANT: 3, Status.INDETERMINATE: 4}


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
    html: Page = None,
    as_json: Json = False,
) -> None:
    """Hold every facility against the thresholds of cities, judge where mandates apply, and say what is delivered.

    --html writes it as one page that needs no network, with charts and the reasons of every verdict, of many facilities
    only with --all; it needs the extra report.
    """
    if html is not None and as_json:
        raise InvalidValueError("--html and --json exclude each other: a page is no JSON")
    drawn = None if html is None else page_drawing()
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
        reasons=drawn is not None,
        everything=everything,
    )
    if html is not None and drawn is not None:
        write_page(html, drawn(view.noted(data), view.known))
        tell(unbroken(str(html)))
        return
    listed(view.noted(data), partial(text_overview.report, everything=everything), as_json)


def page_drawing() -> Callable[[Plain, Catalogue], str]:
    """What draws the page of a report. Raises InvalidValueError where the extra is not installed."""
    try:
        from aichipcn.report.page import page_of  # noqa: PLC0415  (an extra)
    except ModuleNotFoundError as error:
        if error.name not in ("altair", "vl_convert"):
            raise
        msg = 'a page needs the extra report: pip install "aichipcn[report]"'
        raise InvalidValueError(msg) from error
    return page_of


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


@app.command("what-if", epilog=CODES)
def what_if(
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
        listed(changes.stored(catalogue, amendment, store(amendment, catalogue)), text_changes.stored, as_json)
        return
    if check:
        differences = check_amendment(amendment, catalogue)
        listed(changes.held(catalogue, amendment, differences), text_changes.held, as_json)
        raise typer.Exit(bool(differences))
    read = read_amendment(amendment, catalogue)
    days = [day(text) for text in on or ()] or list(read.header.on) or [overview.last_milestone(catalogue)]
    listed(changes.compared(read, read.compare(days)), text_changes.comparison, as_json)


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
