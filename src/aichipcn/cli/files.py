"""The commands about files and what is installed."""

from __future__ import annotations

import typer

from aichipcn.catalogue.check import check_files
from aichipcn.catalogue.extensions import extensions_of, load_extensions
from aichipcn.cli.app import CODES, app, listed, wanted
from aichipcn.cli.options import (
    Checked,
    Json,
    Name,
    With,
)
from aichipcn.report.rows import checks as rows_checks
from aichipcn.report.rows import extensions as rows_extensions
from aichipcn.report.text import checks as text_checks
from aichipcn.report.text import extensions as text_extensions
from aichipcn.report.text.page import document, write


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
def schema(extensions: With = None) -> None:
    """The JSON Schema of data files, for editors and other checkers; with the tags that extensions bring."""
    from aichipcn.catalogue.schema import schema as made  # noqa: PLC0415  (only for those who ask)

    write(document(made(extensions_of(wanted(extensions)).vocabulary)))
