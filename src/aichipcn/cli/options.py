"""What the commands take, and what it is made into."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.cli import completing
from aichipcn.errors import AichipcnError, InvalidValueError, UnknownNameError
from aichipcn.mandates.levels import Level
from aichipcn.mandates.mandate import Mandate
from aichipcn.model.collection import normalised
from aichipcn.model.doors import named
from aichipcn.model.facilities import Use
from aichipcn.model.formats import NumberFormat
from aichipcn.model.places import Place
from aichipcn.values.dates import one_day

Files = Annotated[list[Path] | None, typer.Argument(help="TOML, JSON or Epoch AI CSV files of your own.")]
Checked = Annotated[
    list[Path], typer.Argument(metavar="FILE", help="TOML, JSON or Epoch AI CSV files of your own.", show_default=False)
]
File = Annotated[list[Path] | None, typer.Option("--file", help="A file of your own; may be repeated.")]
With = Annotated[
    list[str] | None,
    typer.Option(
        "--with",
        metavar="NAME",
        help="What an installed extension brings, or `all`; may be repeated.",
        autocompletion=completing.installed,
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Plain data under a versioned format id, instead of text.")]
On = Annotated[str | None, typer.Option("--on", help="The day that is judged, such as 2027-12-31.")]
KnownBy = Annotated[
    str | None,
    typer.Option("--known-by", metavar="DAY", help="Only what was public by a day, figure by figure."),
]
Stale = Annotated[
    str | None,
    typer.Option("--stale", metavar="DAY", help="The dated values that nobody has verified in the year before a day."),
]
Undated = Annotated[bool, typer.Option("--undated", help="Only those that are public by no day that is known.")]
Days = Annotated[
    list[str] | None,
    typer.Option("--on", metavar="DAY", help="A day that is judged; may be repeated. Those of the file by default."),
]
Amended = Annotated[Path, typer.Argument(metavar="FILE", help="An amendment, in TOML or JSON.")]
Check = Annotated[bool, typer.Option("--check", help="Hold the result against the one stored beside the file.")]
Write = Annotated[bool, typer.Option("--write-expected", help="Store the result beside the file.")]
Reading = Annotated[
    str | None,
    typer.Option(
        "--reading", help="A reading of the mandates; the first by default.", autocompletion=completing.readings
    ),
]
Page = Annotated[
    Path | None,
    typer.Option("--html", metavar="FILE", help="Write a page for a browser, with charts and every reason."),
]
In = Annotated[
    str | None,
    typer.Option(
        "--place", help="Only what lies in a place, such as Shanghai or CN-SH.", autocompletion=completing.places
    ),
]
All = Annotated[bool, typer.Option("--all", help="List facilities of which nothing decisive is known, too.")]
Mandates = Annotated[
    list[str] | None,
    typer.Option(
        "--mandate", metavar="NAME", help="A mandate to judge by; may be repeated.", autocompletion=completing.mandates
    ),
]
AsIf = Annotated[bool, typer.Option("--as-if-in-scope", help="Set the scope of the mandate aside.")]
FacilityName = Annotated[
    str,
    typer.Argument(
        metavar="FACILITY", help="A slug, name or alias of a facility.", autocompletion=completing.facilities
    ),
]
MandateName = Annotated[
    str, typer.Argument(metavar="MANDATE", help="A slug or alias of a mandate.", autocompletion=completing.mandates)
]
Name = Annotated[
    str | None,
    typer.Argument(
        metavar="[NAME]", help="One of them, by slug, name or alias.", autocompletion=completing.one_of_them
    ),
]
Designer = Annotated[
    str | None,
    typer.Option("--designer", help="Only the chips of a designer, such as Huawei.", autocompletion=completing.vendors),
]
PeakFormat = Annotated[
    str | None,
    typer.Option(
        "--peak",
        metavar="FORMAT",
        help="By dense peak in a format, such as fp16.",
        autocompletion=completing.words(NumberFormat),
    ),
]
Reference = Annotated[
    str | None,
    typer.Option(
        "--reference",
        metavar="CHIP",
        help="In equivalents of a chip; by claims alone, of the H20.",
        autocompletion=completing.chips,
    ),
]
Subject = Annotated[
    str,
    typer.Argument(
        metavar="FACILITY|FILE",
        help="A slug, name or alias of a facility, or a file of your own.",
        autocompletion=completing.facilities,
    ),
]
Beside = Annotated[
    list[str],
    typer.Argument(
        metavar="CHIP", help="Chips by slug, name or alias.", show_default=False, autocompletion=completing.chips
    ),
]
ChipName = Annotated[
    str, typer.Argument(metavar="CHIP", help="A slug, name or alias of a chip.", autocompletion=completing.chips)
]
Work = Annotated[
    str,
    typer.Argument(
        metavar="WORKLOAD",
        help="A word of claims, such as training or inference/prefill.",
        autocompletion=completing.claimed,
    ),
]
Against = Annotated[
    str | None,
    typer.Option(
        "--reference",
        metavar="CHIP",
        help="The chip in whose equivalents the others are; the first.",
        autocompletion=completing.chips,
    ),
]
WorkloadName = Annotated[
    str | None,
    typer.Option(
        "--workload",
        metavar="WORKLOAD",
        help="decode, prefill or training of a model, such as decode:llama-3.1-70b; or a word of claims, such as"
        " training.",
        autocompletion=completing.workloads,
    ),
]
Batch = Annotated[int | None, typer.Option("--batch", metavar="N", help="Sequences at once; 1, but for training.")]
Context = Annotated[
    int | None,
    typer.Option("--context", metavar="N", help="Tokens of a sequence: of the cache, or of the prompt; 2,048."),
]
Generated = Annotated[int | None, typer.Option("--generated", metavar="N", help="Tokens that are then decoded; 1.")]
Formats = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="Of computing, weights and cache: fp16, or bf16 for training.",
        autocompletion=completing.words(NumberFormat),
    ),
]
Weights = Annotated[
    str | None,
    typer.Option(
        "--weights",
        metavar="FORMAT",
        help="Of the weights, where another.",
        autocompletion=completing.words(NumberFormat),
    ),
]
Cache = Annotated[
    str | None,
    typer.Option(
        "--cache", metavar="FORMAT", help="Of the cache, where another.", autocompletion=completing.words(NumberFormat)
    ),
]
Mfu = Annotated[
    str | None,
    typer.Option(
        "--mfu",
        metavar="SHARE",
        help="How much of the peak is reached: 45%, or a utilisation by name.",
        autocompletion=completing.utilisations,
    ),
]
DrawCount = Annotated[
    int | None,
    typer.Option("--draws", metavar="N", help="Draw so often what lies within the doubt; needs the extra sampling."),
]
Seed = Annotated[int, typer.Option("--seed", metavar="N", help="The seed of the draws: the same gives the same.")]
Foreign = Annotated[
    list[str],
    typer.Option(
        "--foreign", metavar="CHIP", help="A foreign chip to choose; may be repeated.", autocompletion=completing.chips
    ),
]
Domestic = Annotated[
    list[str],
    typer.Option(
        "--domestic",
        metavar="CHIP",
        help="A chip that counts as domestic; may be repeated.",
        autocompletion=completing.chips,
    ),
]
Held = Annotated[
    str,
    typer.Option(
        "--hold",
        metavar="WHAT",
        help="What is held fixed: power, price or units.",
        autocompletion=completing.words(("power", "price", "units")),
    ),
]
Budget = Annotated[
    str,
    typer.Argument(
        metavar="FACILITY|FILE|BUDGET",
        help="Whose chips set the budget; or one, such as '20 MW', '500e6 USD' or, of --hold units, 10000.",
        autocompletion=completing.facilities,
    ),
]
Shares = Annotated[
    list[str] | None, typer.Option("--share", metavar="SHARE", help="A required share; may be repeated. Every 10%.")
]
Mbu = Annotated[
    str | None,
    typer.Option(
        "--mbu",
        metavar="SHARE",
        help="How much of the bandwidth is reached: 60%, or a utilisation by name.",
        autocompletion=completing.utilisations,
    ),
]
SomeChips = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="CHIP", help="Chips by slug, name or alias; without any, all of them.", autocompletion=completing.chips
    ),
]
RuleDays = Annotated[
    list[str] | None,
    typer.Option("--on", metavar="DAY", help="A day whose rules are asked; may be repeated. Every day of the rules."),
]
Destination = Annotated[
    str,
    typer.Option(
        "--destination",
        metavar="PLACE",
        help="Where it is to go, such as Macau or CN-MO; China.",
        autocompletion=completing.places,
    ),
]
Used = Annotated[
    str | None,
    typer.Option(
        "--end-use",
        metavar="USE",
        help="What it is for, such as military; nothing of note.",
        autocompletion=completing.words(Use),
    ),
]
Explained = Annotated[
    bool, typer.Option("--explain", help="Every figure, rule, condition and source, of one chip on one day.")
]
Everything = Annotated[bool, typer.Option("--all", help="List chips that are outside on every day, too.")]
InventoryTable = Annotated[
    Path,
    typer.Argument(
        metavar="INVENTORY",
        help="The deployments: a Parquet or CSV file, a folder or a quoted pattern of Parquet files; or a DuckDB file"
        " with the tables deployments and facilities.",
    ),
]
FacilityTable = Annotated[
    Path | None,
    typer.Option("--facilities", metavar="FILE", help="The facilities; those of the DuckDB file by default."),
]
Out = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="FILE",
        help="Where the verdicts go: a Parquet, CSV or DuckDB file; into the DuckDB file by default.",
    ),
]
OneReading = Annotated[
    str | None,
    typer.Option("--reading", help="One reading alone; every one by default.", autocompletion=completing.readings),
]
AtLevel = Annotated[
    str | None,
    typer.Option(
        "--level",
        help="Over what each verdict is formed, such as operator; the mandate's own by default.",
        autocompletion=completing.words(Level),
    ),
]
Covered = Annotated[
    bool, typer.Option("--everything", help="Write the verdicts of facilities that a mandate does not cover, too.")
]
Coarsen = Annotated[
    bool, typer.Option("--coarsen", help="Round totals that are too great for whole numbers of 64 bits outwards.")
]
Aside = Annotated[
    Path | None,
    typer.Option("--set-aside", metavar="FOLDER", help="Where rows go that cannot be read, with why; else refused."),
]
IntoFolder = Annotated[Path, typer.Argument(metavar="FOLDER", help="Where the files go; it is made where it is not.")]
DeploymentCount = Annotated[int, typer.Option("--deployments", metavar="N", help="How many deployments there are.")]
TextKeys = Annotated[bool, typer.Option("--text-keys", help="Keys of facilities are texts, and not whole numbers.")]
Force = Annotated[bool, typer.Option("--force", help="Replace what is there already.")]
Memory = Annotated[str, typer.Option("--memory", metavar="SIZE", help="How much DuckDB may take.")]


def day(text: str, option: str = "--on") -> date:
    """The day of an option. Raises InvalidValueError for a year, a month or anything else."""
    try:
        return one_day(text)
    except AichipcnError as error:
        msg = f"{option} takes a day such as 2027-12-31, got {text!r}"
        raise InvalidValueError(msg) from error


def reading_named(text: str | None, mandates: Iterable[Mandate]) -> str | None:
    """The name of a reading of any of the mandates. Raises UnknownNameError with the nearest."""
    if text is None:
        return None
    known = {normalised(item.name): item.name for mandate in mandates for item in mandate.readings}
    if normalised(text) not in known:
        raise UnknownNameError("reading", text, known.values())
    return known[normalised(text)]


def place_named(text: str | None, catalogue: Catalogue) -> Place | None:
    """The place of a code or name. Raises UnknownNameError with the nearest."""
    return None if text is None else catalogue.places[text]


def format_named(text: str) -> NumberFormat:
    """The number format of `--peak`, in either case. Raises InvalidValueError with those that there are."""
    return named(NumberFormat, text.strip().lower(), "--peak")


def use_named(text: str | None) -> Use | None:
    """The end use of `--end-use`, in any case. Raises InvalidValueError with those that there are."""
    return None if text is None else named(Use, text.strip().lower(), "--end-use")


def level_named(text: str | None) -> Level | None:
    """The level of `--level`, in any case. Raises InvalidValueError with those that there are."""
    return None if text is None else named(Level, text.strip().lower(), "--level")
