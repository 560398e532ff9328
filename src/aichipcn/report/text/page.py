"""A page of text: its width, its styles, its small parts, and how it leaves."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable, Sequence

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.measure import Measurement
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from aichipcn.report.rows.plain import Plain
from aichipcn.report.words import in_plain

PIPED_WIDTH, LEAST_WIDTH, ENDLESS = 120, 60, 10_000
GAP = 2
"""Between the columns of a table."""
STYLES = {
    "compliant": "bold green",
    "non-compliant": "bold red",
    "indeterminate": "bold yellow",
}
DIM, STRONG, HEADING = "dim", "bold", "bold cyan"
_LINE_END = re.compile(r"(?: |\x1b\[[\d;]*m)+$", re.MULTILINE)


def console() -> Console:
    """The terminal as wide as it is; a pipe 120 wide, or as `COLUMNS` says. Never narrower than 60."""
    screen = Console(markup=False, highlight=False)
    width = PIPED_WIDTH if piped() else max(screen.width, LEAST_WIDTH)
    return Console(markup=False, highlight=False, width=width)


def piped() -> bool:
    """Whether another program reads, and no width was asked for by `COLUMNS`."""
    return not Console().is_terminal and "COLUMNS" not in os.environ


def show(*parts: RenderableType) -> None:
    """Print a page, all of it or nothing."""
    write(drawn(*parts))


def drawn(*parts: RenderableType) -> str:
    """A page as it is printed: no line of it ends in spaces, in colour or without."""
    screen = console()
    with screen.capture() as captured:
        screen.print(Group(*parts), crop=False)
    return _LINE_END.sub(lambda found: found[0].replace(" ", ""), captured.get())


def document(data: Plain) -> str:
    """A document as it is printed."""
    plain = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
    return json.dumps(data, ensure_ascii=plain, indent=2) + "\n"


def status(word: str) -> Text:
    """A verdict, said in words and, on a terminal, in colour too."""
    return Text(in_plain(word), STYLES.get(word, DIM))


def heading(text: str) -> Text:
    """The heading of a part."""
    return Text(f"\n{text}", HEADING)


def lines(*texts: str | Text) -> Group:
    """Texts below one another."""
    return Group(*(text if isinstance(text, Text) else Text(text) for text in texts))


def unbroken(text: str, style: str = "") -> Text:
    """What is copied whole, such as the path of a file: it is never folded."""
    return Text(text, style, no_wrap=True, overflow="ignore")


def indented(*parts: RenderableType, by: int = 2) -> Padding:
    """Parts moved to the right."""
    return Padding(Group(*parts), (0, 0, 0, by))


def pairs(rows: Iterable[tuple[str, RenderableType]]) -> Table:
    """Labels and what they label; a row without anything is left out."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style=DIM, no_wrap=True)
    grid.add_column(overflow="fold")
    for label, value in rows:
        if value:
            grid.add_row(label, value)
    return grid


class Listing:
    """Rows under headings: a table where every word fits whole, else a block for each row."""

    def __init__(self, heads: Sequence[str], rows: Iterable[Sequence[RenderableType]]) -> None:
        self.heads = heads
        self.rows = list(rows)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The table or the blocks, as the width of the page allows."""
        widths = self._widths(console, options)
        if widths:
            yield self._table(widths)
        else:
            yield from self._blocks()

    def _blocks(self) -> RenderResult:
        """A block for each row: its first cell, and the others under their headings."""
        for first, *rest in self.rows:
            yield first
            yield indented(pairs(zip(self.heads[1:], rest, strict=True)))

    def _widths(self, console: Console, options: ConsoleOptions) -> list[int]:
        """The width of each column: its longest word, then as much of its longest line as there is; none if too narrow.

        Columns that ask for little get it before those that ask for much.
        """
        endless = options.update(width=ENDLESS)
        columns = zip(self.heads, *self.rows, strict=True)
        asked = [[Measurement.get(console, endless, cell) for cell in cells] for cells in columns]
        least = [max(cell.minimum for cell in cells) for cells in asked]
        most = [max(cell.maximum for cell in cells) for cells in asked]
        spare = options.max_width - GAP * (len(least) - 1) - sum(least)
        if spare < 0:
            return []
        widths = list(least)
        for served, column in enumerate(sorted(range(len(least)), key=lambda column: most[column] - least[column])):
            extra = min(most[column] - least[column], spare // (len(least) - served))
            widths[column] += extra
            spare -= extra
        return widths

    def _table(self, widths: list[int]) -> Table:
        drawn = plain_table()
        for head, width in zip(self.heads, widths, strict=True):
            drawn.add_column(head, width=width, overflow="fold")
        for row in self.rows:
            drawn.add_row(*row)
        return drawn


def plain_table() -> Table:
    """A table with a line under its headings, and nothing else."""
    return Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, GAP - 1, 0, 0), header_style=STRONG)


def source_list(sources: Iterable[Plain]) -> Group:
    """Number, publisher, date, title and address of each source; an address is never broken."""
    parts: list[RenderableType] = []
    for item in sources:
        when = f", {item['published']}" if item["published"] else ""
        line = Table.grid(padding=(0, 1))
        line.add_column(width=4, justify="right", style=DIM)
        line.add_column(overflow="fold")
        line.add_row(f"[{item['number']}]", f"{item['publisher']}{when}: {item['title']}")
        parts += [line, address(item)]
    return Group(heading("Sources"), *parts)


class Address:
    """Where a source is read, on a line of its own: it is never broken, and alone where a page is too narrow for it."""

    def __init__(self, item: Plain, indent: int) -> None:
        self.lead = " " * indent
        self.copied = item["read-at"] and not item["url"]
        self.read: str = item["url"] or item["read-at"] or "no address"

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The address, behind `read at` where it is that of a copy."""
        line = f"{self.lead}{'read at ' if self.copied else ''}{self.read}"
        if self.copied and cell_len(line) > options.max_width:
            line = f"{self.lead}read at\n{self.lead}{self.read}"
        yield unbroken(line, DIM)


def address(item: Plain, *, indent: int = 5) -> Address:
    """Where a source is read."""
    return Address(item, indent)


def foot(data: Plain) -> Text:
    """What a page was computed from and, where that was asked for, by when it was known."""
    said = f"\naichipcn {data['version']}, catalogue {data['fingerprint'][:12]}"
    known = data.get("known-by")
    if known:
        said += f"\nas known by {known['on']}: {known['sources']} of {known['of']} sources were public by then"
        said += f", and {known['undated']} have no date" if known["undated"] else ""
    return Text(said, DIM)


def write(text: str) -> None:
    """Print what was made; signs that the output cannot carry become question marks."""
    encoding = sys.stdout.encoding or "utf-8"
    try:
        sys.stdout.write(text.encode(encoding, "replace").decode(encoding))
        sys.stdout.flush()
    except BrokenPipeError:  # whoever was reading has seen enough; what is still buffered goes nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
