"""Texts of several lines beside and in the rows of a chart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import altair as alt

from aichipcn.report.charts.theme import PAPER
from aichipcn.report.rows.plain import Plain

LINE = 12
"""From one line to the next, in pixels."""


def texts(
    base: alt.Chart, rows: Sequence[Plain], key: str, align: Literal["left", "right"], x: float, color: str
) -> Iterator[alt.Chart]:
    """The texts that rows have under a key, each in the middle of its row and on a ground of paper."""
    for more in sorted({row[key].count("\n") for row in rows}):
        text = base.transform_filter(f"length(split(datum.{key}, '\\n')) === {more + 1}").mark_text(
            align=align, color=color, fontSize=10, lineBreak="\n", lineHeight=LINE, dy=-LINE / 2 * more
        )
        for drawn in (text.encode(stroke=alt.value(PAPER), strokeWidth=alt.value(4)), text):
            yield drawn.encode(x=alt.value(x), text=f"{key}:N")
