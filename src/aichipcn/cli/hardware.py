"""The commands that say what hardware delivers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.cli.app import CODES, app, listed, load
from aichipcn.cli.options import (
    Against,
    Beside,
    Budget,
    ChipName,
    Domestic,
    DrawCount,
    File,
    Foreign,
    Held,
    Json,
    On,
    PeakFormat,
    Reference,
    Seed,
    Shares,
    Subject,
    With,
    Work,
    day,
    format_named,
)
from aichipcn.cli.waiting import bar
from aichipcn.cli.workloads import Asked, of_a_workload
from aichipcn.compute.claims.claimed import ClaimedPerformance
from aichipcn.compute.claims.suitability import suitability
from aichipcn.compute.effective import Model
from aichipcn.compute.equivalents import Equivalents
from aichipcn.compute.frontiers.frontier import frontier as frontier_of
from aichipcn.compute.peak import Peak
from aichipcn.compute.sampling import Sampled, sample
from aichipcn.errors import InvalidValueError, shown
from aichipcn.model.facilities import Facility, Fleet
from aichipcn.report.rows import beside as rows_beside
from aichipcn.report.rows import compute as rows_compute
from aichipcn.report.rows import fitness as rows_fitness
from aichipcn.report.rows import frontier as rows_frontier
from aichipcn.report.rows import overview
from aichipcn.report.text import beside as text_beside
from aichipcn.report.text import compute as text_compute
from aichipcn.report.text import fitness as text_fitness
from aichipcn.report.text import frontier as text_frontier

FILES = (".toml", ".json", ".csv")
"""How the names of files end, and those of facilities do not."""

TENTHS = tuple(f"{tenths}0%" for tenths in range(11))
"""The required shares of a frontier where no others are asked for."""


@app.command(epilog=CODES)
@of_a_workload
def compute(
    subject: Subject,
    asked: Asked,
    peak: PeakFormat = None,
    reference: Reference = None,
    on: On = None,
    draws: DrawCount = None,
    seed: Seed = 0,
    file: File = None,
    extensions: With = None,
    as_json: Json = False,
) -> None:
    """What a facility delivers, or all those of a file: by peak, by a workload, or by published claims.

    With --reference, in equivalents of that chip. Without --on, all that is stated as standing there, built or planned.
    With --draws, what is likely within the range.
    """
    catalogue, held = subject_of(subject, file, extensions)
    when = None if on is None else day(on)
    model = basis(catalogue, peak, asked, reference)
    sampled = None if draws is None else drawn(held, model, when, draws, seed)
    listed(rows_compute.computed(held, catalogue, model, when, sampled), text_compute.compute, as_json)


def drawn(subject: Facility | Fleet, model: Model, on: date | None, draws: int, seed: int) -> Sampled:
    """Draws of what a subject delivers, with a bar on the error stream while they are made, on terminals alone."""
    with bar("drawing", draws) as move:
        told = None if move is None else lambda done, whole: move(done, whole, "drawing")
        return sample(subject, model, on=on, draws=draws, seed=seed, progress=told)


@app.command(epilog=CODES)
@of_a_workload
def compare(
    names: Beside,
    asked: Asked,
    reference: Against = None,
    file: File = None,
    extensions: With = None,
    as_json: Json = False,
) -> None:
    """Chips side by side: their figures, and each in equivalents of the first on every basis.

    With --workload, how fast it runs on each, and from which batch on one overtakes another.
    """
    catalogue = load(file, extensions)
    chips = list(dict.fromkeys(catalogue.chips[name] for name in names))
    held = chips[0] if reference is None else catalogue.chips[reference]
    roofline = asked.roofline(catalogue)
    if roofline is None and asked.workload is not None:
        msg = f"--workload: {shown(asked.workload)} is of no model, and claims have rows of their own"
        raise InvalidValueError(f"{msg}; write PHASE:MODEL such as decode:llama-3.1-70b", found=asked.workload)
    whole = chips if held in chips else [held, *chips]
    listed(rows_beside.beside(catalogue, whole, held, roofline), text_beside.beside, as_json)


@app.command(epilog=CODES)
@of_a_workload
def frontier(
    budget: Budget,
    foreign: Foreign,
    domestic: Domestic,
    asked: Asked,
    hold: Held = "power",
    share: Shares = None,
    peak: PeakFormat = None,
    reference: Reference = None,
    on: On = None,
    file: File = None,
    extensions: With = None,
    as_json: Json = False,
) -> None:
    """What a required domestic share costs in compute, for a choice of chips, with power or money held fixed.

    Compute is counted as by `compute`.
    """
    catalogue, held = budget_of(budget, file, extensions)
    found = frontier_of(
        held,
        foreign=[catalogue.chips[name] for name in foreign],
        domestic=[catalogue.chips[name] for name in domestic],
        model=basis(catalogue, peak, asked, reference),
        hold=hold,
        shares=share or TENTHS,
        on=None if on is None else day(on),
    )
    listed(rows_frontier.frontier(catalogue, found), text_frontier.frontier, as_json)


@app.command(epilog=CODES)
def suits(
    chip: ChipName,
    workload: Work,
    file: File = None,
    extensions: With = None,
    as_json: Json = False,
) -> None:
    """Whether a chip is fit for a workload, by what was run on it: true, false, or unknown with the evidence."""
    catalogue = load(file, extensions)
    found = suitability(catalogue.chips[chip], workload, catalogue.claims, catalogue.utilisations)
    listed(rows_fitness.fitness(catalogue, found), text_fitness.fitness, as_json)


def subject_of(text: str, files: list[Path] | None, extensions: list[str] | None) -> tuple[Catalogue, Facility | Fleet]:
    """The facility of a name, or all facilities that a file brings, with the catalogue that they are of.

    Raises InvalidValueError for a file without a facility.
    """
    catalogue = load(files, extensions)
    path = Path(text)
    if path.suffix.lower() not in FILES:
        return catalogue, catalogue.facilities[text]
    whole = load([*(files or ()), path], extensions)
    own = [item for item in whole.facilities if item.slug not in catalogue.facilities]
    if not own:
        msg = f"{text} brings no facility"
        raise InvalidValueError(msg, found=text)
    return whole, own[0] if len(own) == 1 else Fleet(slug="file", name=path.name, facilities=own)


def budget_of(
    text: str, files: list[Path] | None, extensions: list[str] | None
) -> tuple[Catalogue, Facility | Fleet | str | int]:
    """What is held fixed: a number of chips, a figure with a unit, or what stands in a facility or those of a file."""
    catalogue = load(files, extensions)
    if Path(text).suffix.lower() in FILES or not text[:1].isdigit() or text in catalogue.facilities:
        return subject_of(text, files, extensions)
    return catalogue, int(text) if text.isdecimal() else text


def basis(catalogue: Catalogue, peak: str | None, asked: Asked, reference: str | None) -> Model:
    """What compute is counted by: a peak, a workload, or claims; the first two also in reference chips.

    Raises InvalidValueError for a peak and a workload at once.
    """
    if peak is not None and asked.workload is not None:
        msg = "compute is counted by --peak or by --workload: one of the two"
        raise InvalidValueError(msg)
    roofline = asked.roofline(catalogue)
    model: Model | None = roofline if peak is None else Peak(format_named(peak))
    if model is None:
        known = catalogue.chips[reference or overview.REFERENCE]
        return ClaimedPerformance(reference=known, claims=catalogue.claims, workload=asked.workload)
    return model if reference is None else Equivalents(reference=catalogue.chips[reference], by=model)
