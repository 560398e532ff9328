"""Files that were checked: a line for each, and below it a line for each problem."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from aichipcn.catalogue.catalogue import SINGULAR
from aichipcn.report.rows.plain import Plain
from aichipcn.report.text.page import DIM, STRONG, indented, piped


def checks(data: Plain) -> Iterator[RenderableType]:
    """Each file with what it holds, and its problems as `line N: path: message [code]`; in a pipe a line for each."""
    for file in data["files"]:
        yield _line(Text.assemble((file["file"], STRONG), f": {_held(file)}{_told(len(file['problems']))}"))
        for problem in file["problems"]:
            yield _problem(problem)


def _held(file: Plain) -> str:
    counts = [_counted(count, SINGULAR[kind], kind) for kind, count in file["entries"].items()]
    return ", ".join(counts) + "; " if counts else ""


def _told(problems: int) -> str:
    return _counted(problems, "problem", "problems") if problems else "no problem found"


def _counted(count: int, one: str, several: str) -> str:
    return f"{count:,} {one if count == 1 else several}"


def _problem(problem: Plain) -> RenderableType:
    line = f"line {problem['line']}:" if problem["line"] else ""
    entry = f" ({problem['entry']})" if problem["entry"] else ""
    said = ": ".join(part for part in ((problem["path"] or "") + entry, problem["message"]) if part)
    told = Text.assemble(said, (f" [{problem['code']}]", DIM))
    if piped():
        return _line(Text.assemble(f"  {line} " if line else "  ", told))
    beside = Table.grid(padding=(0, 1))
    beside.add_column(no_wrap=True)
    beside.add_column(overflow="fold")
    beside.add_row(line, told)
    return indented(beside)


def _line(line: Text) -> Text:
    """A line that programs read stays whole; what people read is folded."""
    if piped():
        line.no_wrap, line.overflow = True, "ignore"
    return line
