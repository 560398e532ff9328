"""The command that says what a buyer could get on a day."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from aichipcn.catalogue.obtain import obtainable as obtain
from aichipcn.cli import completing
from aichipcn.cli.app import CODES, app, listed, load
from aichipcn.cli.options import File, Json, With, day
from aichipcn.compliance.explain import explain
from aichipcn.errors import InvalidValueError
from aichipcn.model.facilities import Use
from aichipcn.report.rows import obtainable as rows_obtainable
from aichipcn.report.rows.plain import place_names
from aichipcn.report.text import obtainable as text_obtainable
from aichipcn.report.text import verdict as text_verdict

ChipOrAll = Annotated[
    str | None,
    typer.Argument(
        metavar="[CHIP]",
        help="A slug, name or alias of a chip; all of them without one.",
        autocompletion=completing.chips,
    ),
]
Day = Annotated[str, typer.Option("--on", metavar="DAY", help="The day that is asked about, such as 2025-08-20.")]
By = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="BUYER",
        help="A facility or a firm, by name; anybody in China without one.",
        autocompletion=completing.buyers,
    ),
]
EndUse = Annotated[
    str | None,
    typer.Option(
        "--end-use",
        metavar="USE",
        help="What it is for, such as government or military.",
        autocompletion=completing.words(Use),
    ),
]
Explain = Annotated[bool, typer.Option("--explain", help="Why: every rule, verdict and event; of one chip.")]


@app.command(epilog=CODES)
def obtainable(
    on: Day,
    chip: ChipOrAll = None,
    by: By = None,
    end_use: EndUse = None,
    explained: Explain = False,
    file: File = None,
    extensions: With = None,
    as_json: Json = False,
) -> None:
    """What a buyer in China could get on a day: on the market, let out by export rules, not advised against at home.

    True is that nothing which is known stands in the way. Without a chip, a row for each.
    """
    catalogue = load(file, extensions)
    if explained and chip is None:
        msg = "--explain is of one chip: name it"
        raise InvalidValueError(msg)
    asked = list(catalogue.chips) if chip is None else [catalogue.chips[chip]]
    found = [obtain(item, on=day(on), by=by, end_use=end_use, catalogue=catalogue) for item in asked]
    if explained:
        told = explain(found[0]).to_dict()
        listed(told, partial(text_verdict.explanation, places=place_names(catalogue)), as_json)
        return
    draw = text_obtainable.obtainables if chip is None else text_obtainable.obtainable
    listed(rows_obtainable.obtainable(catalogue, found), draw, as_json)
