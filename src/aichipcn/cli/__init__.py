"""The command `aichipcn`: parse, call, print. What it prints is made in `aichipcn.report`."""

from __future__ import annotations

import sys

from aichipcn.errors import AichipcnError

NEEDS = ("typer", "click", "rich")


def main() -> None:
    """Run the command; bad input gives its error, and nothing else, on the error stream."""
    try:
        from aichipcn.cli.commands import app  # noqa: PLC0415  (an extra)
    except ModuleNotFoundError as error:
        if error.name not in NEEDS:
            raise
        sys.exit('the command needs an extra: pip install "aichipcn[cli]"')
    try:
        app(prog_name="aichipcn")
    except AichipcnError as error:
        print(error, file=sys.stderr)
        sys.exit(1)
