"""Facilities held against thresholds: a table where the page is wide enough, a block for each where it is not."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import NamedTuple

from rich.console import Console, ConsoleOptions, Group, RenderResult
from rich.table import Table
from rich.text import Text

from aichipcn.report.rows.numbering import marks
from aichipcn.report.rows.plain import Plain
from aichipcn.report.text.page import DIM, GAP, STRONG, indented, pairs, plain_table, status
from aichipcn.report.words import SCOPE, in_plain, required, share, shortfall

COLLAPSED_FROM = 10
"""So many facilities of one outcome and no detail are counted rather than listed."""

_NAME, _CELL, _COMPUTE = 25, 16, 19
_ROOMY, _CHIPS, _WIDEST = 34, 36, 80
"""From so much room for a name, what stands in a facility has a column of its own; no column is wider than the last."""


class Collapsed(NamedTuple):
    """Facilities of the same outcome of which nothing more is known."""

    rows: list[Plain]

    @property
    def statuses(self) -> list[tuple[str, str]]:
        """The mandates and the verdicts that all of them have."""
        return [(item["mandate"], item["status"]) for item in self.rows[0]["verdicts"]]

    @property
    def missing(self) -> str:
        """What leaves the verdicts open."""
        return ", ".join(self.rows[0]["missing"])


def collapse(rows: list[Plain], *, everything: bool) -> tuple[list[Plain], list[Collapsed]]:
    """The facilities to list, and those to count: of one outcome, without detail, and many."""
    groups: dict[tuple[object, ...], list[Plain]] = {}
    for row in rows:
        if not everything and not row["detailed"]:
            key = (*(item["status"] for item in row["verdicts"]), *row["missing"])
            groups.setdefault(key, []).append(row)
    counted = [Collapsed(group) for group in groups.values() if len(group) >= COLLAPSED_FROM]
    away = {row["slug"] for group in counted for row in group.rows}
    return [row for row in rows if row["slug"] not in away], counted


class Held(NamedTuple):
    """Facilities against thresholds."""

    rows: list[Plain]
    mandates: list[Plain]

    def __rich_console__(self, _: Console, options: ConsoleOptions) -> RenderResult:
        """The table or the blocks, as the width of the page allows."""
        names = options.max_width - len(self.mandates) * (_CELL + GAP) - _COMPUTE - GAP
        room = names - GAP - _CHIPS - _ROOMY
        if names < _NAME:
            yield from (_block(row, self.mandates) for row in self.rows)
        elif room < 0:
            yield _table(self.rows, self.mandates, names, None)
        else:
            chips = min(_CHIPS + room - room // 2, _WIDEST)
            yield _table(self.rows, self.mandates, min(_ROOMY + room // 2, _WIDEST), chips)


def _table(rows: list[Plain], mandates: list[Plain], names: int, apart: int | None) -> Table:
    """The table; `apart` is the width of a column for what stands there, None for none."""
    drawn = plain_table()
    drawn.add_column("facility", width=names, overflow="fold")
    if apart:
        drawn.add_column("place and chips", width=apart, overflow="fold")
    for mandate in mandates:
        drawn.add_column(_head(mandate), width=_CELL, overflow="fold")
    drawn.add_column("EFLOP/s FP16\nH20e by FP16 peak", width=_COMPUTE, overflow="fold")
    for row in rows:
        name = Text.assemble((row["name"], STRONG), (f" {marks(row['sources'])}", DIM))
        standing = [Text(text, DIM) for text in _standing(row)]
        first = [name] if apart else [name, *standing]
        cells = [Group(*first), *([Group(*standing)] if apart else [])]
        drawn.add_row(*cells, *(_cell(item) for item in row["verdicts"]), Group(*_compute(row)))
        drawn.add_row()
    return drawn


def _head(mandate: Plain) -> Text:
    return Text("\n".join([*textwrap.wrap(mandate["slug"], _CELL), required(mandate)]))


def _standing(row: Plain) -> Iterator[str]:
    yield row["place"]["text"] if row["place"] else "place not known"
    if row["status"] != "operating":
        yield row["status"] if row["status"] != "unknown" else "status not known"
    yield from row["chips"]


def _cell(item: Plain) -> Group:
    """A verdict, whether other readings give another, the share, the shortfall, and whether the mandate applies."""
    parts = [status(item["status"])]
    if item["turns-on-reading"]:
        parts.append(Text("turns on reading"))
    parts.append(Text(_share(item)))
    parts += [Text(text) for text in shortfall(item)]
    if SCOPE[item["in-scope"]]:
        parts.append(Text(SCOPE[item["in-scope"]], DIM))
    return Group(*parts)


def _share(item: Plain) -> str:
    """The share where no heading names it."""
    text = share(item)
    return f"share {text}" if text == "unknown" else text


def _compute(row: Plain) -> Iterator[Text]:
    peak = row["peak"]
    yield Text(peak["short"], "" if peak["short"] != "unknown" else DIM)
    for item in peak["stated"]:
        yield Text(_stated(item, peak["format"]))
    for item in row["equivalents"]:
        if item["short"] != "unknown":
            yield Text(f"{item['short']} H20e{' claimed' if item['by'] == 'claims' else ''}")


def _stated(item: Plain, usual: str) -> str:
    other = f" {item['format']}" if item["format"] not in (None, usual) else ""
    unsaid = "" if item["format"] else " ?"
    return f"stated {item['short']}{other}{unsaid}{'†' if item['note'] else ''}"


def _block(row: Plain, mandates: list[Plain]) -> Group:
    """One facility as a block of lines, for narrow pages."""
    compute = ", ".join(text.plain for text in _compute(row))
    labelled = (
        *((mandate["slug"], _line(item)) for item, mandate in zip(row["verdicts"], mandates, strict=True)),
        ("EFLOP/s FP16", Text(compute)),
    )
    title = Text.assemble((row["name"], STRONG), (f" {marks(row['sources'])}", DIM))
    return Group(title, indented(Text("; ".join(_standing(row)), DIM), pairs(labelled)), Text(""))


def _line(item: Plain) -> Text:
    others = sorted({in_plain(word) for word in item["by-reading"].values()} - {in_plain(item["status"])})
    turns = [f"turns on reading (else {', '.join(others)})"] if item["turns-on-reading"] else []
    rest = [*turns, _share(item), " ".join(shortfall(item)), SCOPE[item["in-scope"]]]
    return Text.assemble(status(item["status"]), *(f"; {text}" for text in rest if text))
