"""Files that were checked, as plain data: what each holds, and its problems with their lines and codes."""

from __future__ import annotations

from collections.abc import Iterable

from aichipcn.catalogue.check import CheckedFile
from aichipcn.catalogue.load import embedded
from aichipcn.codes import Code
from aichipcn.errors import AichipcnError
from aichipcn.report.rows.plain import Plain, document, text_of


def checks(files: Iterable[CheckedFile]) -> Plain:
    """The document of some files, checked against the embedded catalogue, whose fingerprint it has."""
    return document("check", embedded(), files=[_file(item) for item in files])


def _file(item: CheckedFile) -> Plain:
    return {"file": item.file, "entries": dict(item.entries), "problems": [_problem(error) for error in item.problems]}


def _problem(error: AichipcnError) -> Plain:
    return {
        "line": error.line,
        "column": error.column,
        "path": text_of(error.path),
        "entry": text_of(error.entry),
        "code": str(error.code),
        "why": error.code.why if isinstance(error.code, Code) else None,
        "message": error.message,
        "nearest": list(error.nearest),
        "allowed": list(error.allowed),
    }
