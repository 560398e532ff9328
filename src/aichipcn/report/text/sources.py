"""Sources by publisher, and what rests on one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from rich.console import RenderableType
from rich.markdown import Markdown
from rich.text import Text

from aichipcn.report.rows.plain import Plain
from aichipcn.report.text.page import DIM, STRONG, Listing, address, foot, heading, indented, pairs


def by_publisher(data: Plain) -> Iterator[RenderableType]:
    """Every source under its publisher, and the attribution of licensed data."""
    for publisher, found in groupby(data["sources"], key=lambda item: item["publisher"]):
        yield Text(publisher, STRONG)
        for item in found:
            yield indented(Text(f"{item['title']}, {item['published'] or 'not dated'}"))
            yield indented(Text(item["slug"]), by=4)
            yield address(item, indent=4)
    yield Text(f"\n{len(data['sources'])} sources. aichipcn sources NAME shows what rests on one.\n", DIM)
    yield Markdown(data["attribution"], hyperlinks=False)
    yield foot(data)


def resting(data: Plain) -> Iterator[RenderableType]:
    """One source, and every value that rests on it."""
    (item,) = data["sources"]
    yield Text(item["title"], STRONG)
    yield pairs(
        (
            ("publisher", item["publisher"]),
            ("published", item["published"] or "not dated"),
            ("confidence", item["confidence"] or ""),
            ("licence", item["licence"] or ""),
            ("note", item["note"] or ""),
        )
    )
    yield address(item, indent=0)
    yield heading(f"What rests on it ({len(data['cited-by'])})")
    rows = [(Text(row["name"], STRONG), row["kind"], row["part"], "\n".join(row["values"])) for row in data["cited-by"]]
    yield Listing(("entry", "kind", "part", "value"), rows)
    yield foot(data)
