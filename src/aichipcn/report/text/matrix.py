"""Every mandate under every reading on some dates, a row each."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from rich.console import RenderableType
from rich.text import Text

from aichipcn.report.rows.plain import Plain
from aichipcn.report.text.page import DIM, STRONG, Listing, foot, indented, lines
from aichipcn.report.words import in_plain
from aichipcn.values.numbers import grouped

_COUNTED = {"facility": "facilities", "operator": "operators"}


def matrix(data: Plain) -> Iterator[RenderableType]:
    """A table for each mandate: a row for each reading, a column for each date."""
    for mandate, rows in groupby(data["rows"], key=lambda row: row["mandate"]):
        yield Text(mandate, STRONG)
        yield indented(Listing(("reading", *data["on"]), map(_row, rows)))
        yield Text("")
    yield Text(
        "Facilities and operators are counted; a place, the nation or a programme has one verdict as a whole. What is"
        " not in the scope of a mandate is not counted.",
        DIM,
    )
    yield foot(data)


def _row(row: Plain) -> tuple[RenderableType, ...]:
    return row["reading"], *(_cell(day, _COUNTED.get(row["level"])) for day in row["days"])


def _cell(day: Plain, several: str | None) -> RenderableType:
    counts = {word: number for word, number in day["counts"].items() if word != "not-applicable"}
    if not counts:
        return in_plain("not-applicable")
    if several is None:
        return in_plain(next(iter(counts)))
    return lines(*(f"{grouped(number)} {in_plain(word)}" for word, number in counts.items()))
