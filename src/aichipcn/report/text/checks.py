"""Files that were checked: a line for each, and below it a line for each problem."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from aichipcn.catalogue.catalogue import SINGULAR
from aichipcn.report.rows.plain import Plain
from aichipcn.report.text.page import DIM, STRONG


def checks(data: Plain) -> Iterator[RenderableType]:
    """Each file with what it holds, and its problems as `line N: path: message [code]`, none of them broken."""
    for file in data["files"]:
        yield _unbroken(Text.assemble((file["file"], STRONG), f": {_held(file)}{_told(len(file['problems']))}"))
        for problem in file["problems"]:
            yield _unbroken(Text.assemble("  ", _said(problem), (f" [{problem['code']}]", DIM)))


def _held(file: Plain) -> str:
    counts = [_counted(count, SINGULAR[kind], kind) for kind, count in file["entries"].items()]
    return ", ".join(counts) + "; " if counts else ""


def _told(problems: int) -> str:
    return _counted(problems, "problem", "problems") if problems else "no problem found"


def _counted(count: int, one: str, several: str) -> str:
    return f"{count:,} {one if count == 1 else several}"


def _said(problem: Plain) -> str:
    line = f"line {problem['line']}" if problem["line"] else ""
    entry = f" ({problem['entry']})" if problem["entry"] else ""
    return ": ".join(part for part in (line, (problem["path"] or "") + entry, problem["message"]) if part)


def _unbroken(line: Text) -> Text:
    line.no_wrap, line.overflow = True, "ignore"
    return line
