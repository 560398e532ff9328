"""A run over the inventory of a nation: how many have which verdict, and where all of them are."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from aichipcn.report.rows.plain import Plain
from aichipcn.report.text.matrix import matrix
from aichipcn.report.text.page import STRONG, unbroken
from aichipcn.values.numbers import grouped


def national(data: Plain) -> Iterator[RenderableType]:
    """What was read and written, then a table for each mandate."""
    read = f"{grouped(data['deployments'])} deployments in {grouped(data['facilities'])} facilities"
    yield Text(f"{read}; {grouped(data['verdicts'])} verdicts in {data['out']}", STRONG)
    for item in data["set-aside"]:
        yield Text(f"set aside: {grouped(item['rows'])} rows in {item['file']}")
    yield from map(Text, data["findings"])
    yield Text("")
    yield from matrix(data)


def generated(data: Plain) -> Iterator[RenderableType]:
    """The files of an inventory that was made up, as they are typed."""
    yield from map(unbroken, data["files"])
