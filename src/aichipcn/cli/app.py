"""The command itself, and what its commands share: how a catalogue is loaded and a document leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import typer
from rich.console import RenderableType

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.catalogue.extensions import Extensions, load_extensions
from aichipcn.catalogue.load import load_catalogue
from aichipcn.cli.waiting import Patient, no_longer_waiting
from aichipcn.report.rows.plain import Plain
from aichipcn.report.text.page import document, drawn, write

CODES = (
    "Exit codes: 0 done (of assess: compliant, or nothing to meet), 1 bad input, 2 wrong usage,"
    " 3 non-compliant, 4 indeterminate (3 and 4 of assess alone)."
)

app = typer.Typer(
    cls=Patient,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    epilog=CODES,
    help="China's drive for AI-chip independence: what is required, is it met, what does the hardware deliver,"
    " what may be bought.",
)


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


def listed(data: Plain, draw: Callable[[Plain], Iterable[RenderableType]], as_json: bool) -> None:
    """Print a document, or what is drawn of it."""
    if as_json:
        _printed(document(data))
    else:
        tell(*draw(data))


def tell(*parts: RenderableType) -> None:
    """Print a page."""
    _printed(drawn(*parts))


def _printed(text: str) -> None:
    no_longer_waiting()
    write(text)
