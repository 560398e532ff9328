"""Where the page of a report goes: into a file that is new, or was such a page before."""

from __future__ import annotations

from pathlib import Path

from aichipcn.errors import FileAccessError
from aichipcn.report.html.page.document import GENERATOR

_HEAD = 2000
"""In so many letters a page says what made it."""


def write_page(path: Path, page: str) -> None:
    """Write a page. Raises FileAccessError where it cannot be written, or where something else is there already."""
    try:
        ours = not path.exists() or GENERATOR in path.read_text("utf-8", "replace")[:_HEAD]
        if ours:
            path.write_text(page, "utf-8")
    except OSError as error:
        raise _of(path, f"cannot be written: {error.strerror}") from error
    if not ours:
        raise _of(path, "is there already, and is no page of a report: name another file")


def _of(path: Path, said: str) -> FileAccessError:
    error = FileAccessError(said)
    error.file = str(path)
    return error
