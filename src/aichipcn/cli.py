"""The command `aichipcn`: parse, call, print.

Exit codes: 0 done (and, for `assess`, compliant or nothing to meet), 1 bad input, 3 non-compliant, 4 indeterminate.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.catalogue.epoch import import_epoch
from aichipcn.catalogue.load import attribution, load_catalogue
from aichipcn.compliance.assess import assess as assess_one
from aichipcn.compliance.assess import assess_all
from aichipcn.compliance.assessment import Status
from aichipcn.compliance.explain import explain as explain_one
from aichipcn.compute.effective import effective_compute
from aichipcn.compute.peak import Peak
from aichipcn.errors import AichipcnError, InvalidValueError, UnknownNameError
from aichipcn.model.facilities import Facility
from aichipcn.model.fields import member
from aichipcn.model.formats import NumberFormat
from aichipcn.report import rows

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

Files = Annotated[list[Path] | None, typer.Argument(help="TOML, JSON or Epoch AI CSV files of your own.")]
FileOption = Annotated[list[Path] | None, typer.Option("--file", help="A file of your own; may be repeated.")]
OnOption = Annotated[str | None, typer.Option("--on", help="The date that is judged, such as 2027-12-31.")]
ReadingOption = Annotated[str | None, typer.Option("--reading", help="One reading of the mandates.")]
PlaceOption = Annotated[str | None, typer.Option("--place", help="Only facilities in a place, such as CN-SH.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Plain data instead of a table.")]
AsIf = Annotated[bool, typer.Option("--as-if-in-scope", help="Set the scope of the mandate aside.")]

_CODES = {Status.NON_COMPLIANT: 3, Status.INDETERMINATE: 4}


@app.command()
def report(
    files: Files = None,
    on: OnOption = None,
    reading: ReadingOption = None,
    place: PlaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Hold every facility against every threshold, and say what it delivers."""
    catalogue = _load(files)
    day = _day(on, catalogue)
    mandates = list(catalogue.mandates)
    _check_reading(catalogue, reading)
    found = _facilities(catalogue, place)
    table = [rows.report_row(facility, mandates, catalogue, day, reading) for facility in found]
    if as_json:
        _print_json({"on": day.isoformat(), "fingerprint": catalogue.fingerprint, "facilities": table})
        return
    print(f"Each facility against each threshold on {day}, wherever it stands.")
    for mandate in mandates:
        cited = ", ".join(source.slug for source in mandate.sources)
        print(f"  {mandate.slug}: {mandate.title} [{cited}]")
    heads = (
        "facility",
        "place",
        *(mandate.slug for mandate in mandates),
        "FP16 peak",
        "H20-equivalents",
        "sources",
    )
    _print_table(heads, [_report_cells(row) for row in table])
    print("* turns on the reading. 'at least': chips of unknown model or rate are not in the figure.")
    _print_counts(table)
    _print_scope(catalogue, found, day)
    _print_refusals(files or [], place)


@app.command()
def assess(
    facility: str,
    mandate: str,
    on: OnOption = None,
    reading: ReadingOption = None,
    as_if_in_scope: AsIf = False,
    file: FileOption = None,
    as_json: JsonOption = False,
) -> None:
    """One verdict: a facility under a mandate. Exit code 3 non-compliant, 4 indeterminate."""
    catalogue = _load(file)
    verdict = assess_one(
        catalogue.facilities[facility],
        catalogue.mandates[mandate],
        on=_day(on, catalogue),
        reading=reading,
        as_if_in_scope=as_if_in_scope,
    )
    _print_record(rows.verdict_row(verdict), as_json)
    raise typer.Exit(_CODES.get(verdict.status, 0))


@app.command()
def explain(
    facility: str,
    mandate: str,
    on: OnOption = None,
    reading: ReadingOption = None,
    as_if_in_scope: AsIf = False,
    file: FileOption = None,
    as_json: JsonOption = False,
) -> None:
    """Why a verdict is what it is: every input, predicate, source and version."""
    catalogue = _load(file)
    verdict = assess_one(
        catalogue.facilities[facility],
        catalogue.mandates[mandate],
        on=_day(on, catalogue),
        reading=reading,
        as_if_in_scope=as_if_in_scope,
    )
    explanation = explain_one(verdict)
    if as_json:
        _print_json(explanation.to_dict())
    else:
        print(explanation)


@app.command()
def compute(
    facility: str,
    peak: Annotated[str | None, typer.Option("--peak", help="A number format; without one, published claims.")] = None,
    on: OnOption = None,
    file: FileOption = None,
    as_json: JsonOption = False,
) -> None:
    """What a facility delivers: by dense peak in a format, or in H20-equivalents by published claims."""
    catalogue = _load(file)
    model = Peak(member(NumberFormat, peak, "--peak")) if peak else rows.claimed(catalogue)
    day = _day(on, catalogue) if on else None
    _print_record(rows.compute_row(effective_compute(catalogue.facilities[facility], model, on=day)), as_json)


@app.command()
def chips(
    name: Annotated[str | None, typer.Argument()] = None, file: FileOption = None, as_json: JsonOption = False
) -> None:
    """The chips, or one of them."""
    catalogue = _load(file)
    if name is not None:
        _print_record(rows.chip_row(catalogue.chips[name]), as_json)
        return
    table = [rows.chip_row(chip) for chip in catalogue.chips]
    _print_rows(table, ("slug", "designer", "foundries", "tpp", "memory", "bandwidth", "power"), as_json)


@app.command()
def vendors(file: FileOption = None, as_json: JsonOption = False) -> None:
    """The vendors, with whom they supply."""
    table = [
        {
            "slug": vendor.slug,
            "name": vendor.name,
            "place": vendor.place.code if vendor.place else None,
            "roles": [role.value for role in vendor.roles],
            "entity-list": str(vendor.entity_list_since or ""),
            "supplies": [f"{s.customer}{f' ({s.use})' if s.use else ''}" for s in vendor.supplies],
        }
        for vendor in _load(file).vendors
    ]
    _print_rows(table, ("slug", "name", "place", "roles", "entity-list", "supplies"), as_json)


@app.command()
def facilities(place: PlaceOption = None, file: FileOption = None, as_json: JsonOption = False) -> None:
    """The facilities and what stands in them."""
    table = [
        {
            "slug": facility.slug,
            "name": facility.name,
            "place": facility.place.code if facility.place else None,
            "status": facility.status.value,
            "commissioned": str(facility.commissioned or ""),
            "chips": [f"{item.count} x {item.label}" for item in facility.deployments],
            "sources": [source.slug for source in facility.sources],
        }
        for facility in _facilities(_load(file), place)
    ]
    _print_rows(table, ("slug", "place", "status", "commissioned", "chips"), as_json)


@app.command()
def mandates(file: FileOption = None, as_json: JsonOption = False) -> None:
    """The mandates, each as a sentence under each of its readings."""
    table = [
        {
            "slug": mandate.slug,
            "status": mandate.status.value,
            "reading": reading.name,
            "sentence": mandate.sentence(reading.name),
            "sources": [source.slug for source in mandate.sources],
        }
        for mandate in _load(file).mandates
        for reading in mandate.readings
    ]
    _print_rows(table, ("slug", "reading", "sentence", "sources"), as_json)


@app.command()
def sources(
    name: Annotated[str | None, typer.Argument()] = None, file: FileOption = None, as_json: JsonOption = False
) -> None:
    """Every source and the attribution of licensed data; or every value that rests on one source."""
    catalogue = _load(file)
    if name is not None:
        source = catalogue.sources[name]
        table = [{"kind": kind, "entry": slug, "part": part} for kind, slug, part in catalogue.citing(source.slug)]
        if not as_json:
            print(f"{source}\n{source.url or source.read_at or ''}")
        _print_rows(table, ("kind", "entry", "part"), as_json)
        return
    table = [
        {
            "slug": s.slug,
            "publisher": s.publisher,
            "published": str(s.published or ""),
            "title": s.title,
            "url": s.url or s.read_at or "",
        }
        for s in catalogue.sources
    ]
    _print_rows(table, ("slug", "publisher", "published", "title"), as_json)
    if not as_json:
        print(attribution())


def main() -> None:
    """Run the command; bad input gives its error, and nothing else, on the error stream."""
    try:
        app()
    except AichipcnError as error:
        print(error, file=sys.stderr)
        sys.exit(1)


def _load(files: list[Path] | None) -> Catalogue:
    return load_catalogue(*(files or ()))


def _day(text: str | None, catalogue: Catalogue) -> date:
    if text is None:
        return rows.last_milestone(catalogue)
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        msg = f"--on: not a date: {text!r}; write one such as 2027-12-31"
        raise InvalidValueError(msg) from error


def _check_reading(catalogue: Catalogue, reading: str | None) -> None:
    known = [item.name for mandate in catalogue.mandates for item in mandate.readings]
    if reading is not None and reading not in known:
        raise UnknownNameError("reading", reading, known)


def _facilities(catalogue: Catalogue, place: str | None) -> list[Facility]:
    if place is None:
        return list(catalogue.facilities)
    code = catalogue.places[place].code
    return [item for item in catalogue.facilities if item.place and item.place.lies_in(code)]


def _report_cells(row: dict[str, Any]) -> list[str]:
    cells = []
    for verdict in row["verdicts"]:
        mark = "*" if verdict["mandate"] in row["turns-on-reading"] else ""
        gap = verdict["shortfall"]
        short = f"\n{gap}" if gap and gap != "none" and verdict["status"] != "compliant" else ""
        cells.append(f"{verdict['status']}{mark}\n{verdict['share']}{short}")
    fp16 = _bare(row["fp16"]["total"])
    stated = "".join(f"\nstated {text}" for text in row["fp16"]["stated"])
    return [
        row["name"],
        row["place"] or "",
        *cells,
        fp16 + stated,
        _bare(row["h20-equivalents"]["total"]),
        "\n".join(row["sources"]),
    ]


def _bare(total: str) -> str:
    """A total without its basis, which the table's heading names; unknown where nothing was counted."""
    text = total.rpartition(" (")[0].replace(" H20-equivalents", "").replace(">= ", "at least ")
    return "unknown" if text in ("at least 0", "at least 0 FLOP/s") else text


def _print_scope(catalogue: Catalogue, found: list[Facility], day: date) -> None:
    print(f"\nWhere the mandates apply, on {day}, under each reading:")
    verdicts = [
        verdict
        for verdict in assess_all(found, catalogue.mandates, on=day)
        if verdict.status is not Status.NOT_APPLICABLE
    ]
    cells = []
    for verdict in verdicts:
        row = rows.verdict_row(verdict)
        cells.append(
            [
                row["name"],
                row["mandate"],
                row["reading"],
                row["status"],
                row["share"],
                "\n".join(row["would-decide"][:3]),
            ]
        )
    _print_table(("subject", "mandate", "reading", "verdict", "share", "would decide it"), cells)


def _print_counts(table: list[dict[str, Any]]) -> None:
    """How often each verdict occurs, mandate by mandate."""
    counts: dict[str, Counter[str]] = {}
    for row in table:
        for verdict in row["verdicts"]:
            counts.setdefault(verdict["mandate"], Counter())[verdict["status"]] += 1
    for mandate, statuses in counts.items():
        print(f"{mandate}: {', '.join(f'{number} {status}' for status, number in statuses.most_common())}")


def _print_refusals(files: list[Path], place: str | None) -> None:
    """What files of Epoch AI hold that could not be taken, with the reasons counted."""
    for file in files:
        if file.suffix.lower() == ".csv":
            imported = import_epoch(file, country="China" if place == "CN" else None)
            print(f"\n{file.name}: {len(imported.values)} entries taken; what could not be taken of them:")
            for reason, number in imported.reasons().items():
                print(f"  {number} x {reason}")


def _print_rows(table: list[dict[str, Any]], columns: tuple[str, ...], as_json: bool) -> None:
    if as_json:
        _print_json(table)
    else:
        _print_table(columns, [[_cell(row[column]) for column in columns] for row in table])


def _print_record(row: dict[str, Any], as_json: bool) -> None:
    if as_json:
        _print_json(row)
    else:
        _print_table(("", ""), [[key, _cell(value)] for key, value in row.items()])


def _cell(value: object) -> str:
    if isinstance(value, list):
        return "\n".join(map(str, value))
    if isinstance(value, dict):
        return "\n".join(f"{key}: {item}" for key, item in value.items())
    return "" if value is None else str(value)


def _print_table(columns: tuple[str, ...], cells: list[list[str]]) -> None:
    table = Table(show_header=any(columns), show_lines=False, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for line in cells:
        table.add_row(*line)
    console = Console(markup=False, highlight=False)
    if not console.is_terminal:
        console = Console(markup=False, highlight=False, width=180)
    console.print(table)


def _print_json(data: object) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=2))
