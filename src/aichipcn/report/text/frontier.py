"""What a required domestic share costs in compute, a row for each share."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from aichipcn.report.rows.plain import Plain
from aichipcn.report.text.page import DIM, STRONG, Listing, foot, pairs


def frontier(data: Plain) -> Iterator[RenderableType]:
    """The document of a frontier."""
    yield Text("What a domestic share costs in compute", STRONG)
    yield pairs(
        (
            ("held fixed", f"{data['hold']}: {data['budget']['text']}"),
            ("basis", f"{data['basis']['unit']} ({data['basis']['grounds']})"),
        )
    )
    heads = ("required", "foreign", "domestic", "delivers", "kept", "cost")
    yield Listing(heads, map(_row, data["points"]))
    yield Text(
        "Kept is against no requirement. Chips are counted in fractions: which whole ones to buy is a plan.", DIM
    )
    yield foot(data)


def _row(point: Plain) -> tuple[str, ...]:
    parts = (_part(point["foreign"]), _part(point["domestic"]))
    return point["short"], *parts, point["compute"]["text"], point["kept"]["short"], point["cost"]["short"]


def _part(part: Plain | None) -> str:
    return "" if part is None else f"{part['units']['text']} {part['name']}"
