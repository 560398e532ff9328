"""What a required domestic share costs in compute: the share along the bottom, what is kept of the compute upwards."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

import altair as alt

from aichipcn.compute.frontiers.frontier import Frontier, FrontierPoint
from aichipcn.model.chips import Chip
from aichipcn.model.doors import instance
from aichipcn.report.charts.theme import DARK, INK, LIGHT, WIDTH, Part, Rows, label, styled
from aichipcn.report.rows.plain import Plain
from aichipcn.values.estimate import Estimate
from aichipcn.values.shares import format_share, format_share_range
from aichipcn.values.words import in_words

WORDS = (
    "Kept is what the best mix of chips delivers, over what the same budget delivers where nothing is required. "
    "The disc is the best value; the band is how far the figures of the chips leave it open. "
    "It is worked out at the shares with a line across the band, and joined between them."
)

_OPEN = " Where the band runs into an arrow, nothing bounds it from above."

_HEIGHT = 280


def frontier_chart(found: Frontier, *, at: str | Fraction | None = None) -> alt.VConcatChart:
    """What a budget still delivers as a function of the required domestic share; `at` marks one of the shares.

    Raises
    ------
    InvalidTypeError
        Where `found` is no frontier.
    InvalidValueError
        Where no point of the frontier is at the share that is to be marked.
    """
    rows = frontier_rows(instance(found, "found", Frontier), at=at)
    parts = (part for point in found.points for part in (point.foreign, point.domestic) if part)
    sources = (source for chip in dict.fromkeys(part.chip for part in parts) for source in chip.sources)
    words = f"{_words(found)} {WORDS}" + (_OPEN if any(row["high"] is None for row in rows) else "")
    return styled(_field(rows, found), "What a domestic share costs in compute", words, sources)


def frontier_rows(found: Frontier, *, at: str | Fraction | None = None) -> list[Plain]:
    """What is drawn: a row for each share. Without an upper bound `high` is None, without a best value `best` is."""
    marked = None if at is None else found.at(at)
    return [
        {
            "required": float(point.required),
            "low": float(point.kept.low),
            "high": None if point.kept.high is None else float(point.kept.high),
            "best": None if point.kept.central is None else float(point.kept.central),
            "mix": _mix(point),
            "marked": point is marked,
            "text": f"{format_share(point.required)} required: {_told(point.kept)} kept",
        }
        for point in found.points
    ]


def _words(found: Frontier) -> str:
    held = "" if found.hold.value == "units" else f" of {found.hold.value}"
    budget = f"{in_words(found.budget)}{held or ' chips'}"
    return f"Held fixed: {budget}. Basis: {found.points[0].total.basis}."


def _mix(point: FrontierPoint) -> str:
    return " + ".join(chip.name for chip in _chips(point))


def _chips(point: FrontierPoint) -> Iterator[Chip]:
    return (part.chip for part in (point.foreign, point.domestic) if part)


def _told(kept: Estimate) -> str:
    """What is kept, in percent; it may be more than the whole where a figure is in doubt."""
    if kept.high is None:
        return f"at least {format_share(Fraction(kept.low))}"
    span = format_share_range(kept.low, kept.high)
    return span if kept.best is None else f"{format_share(Fraction(kept.best))} ({span})"


def _field(rows: list[Plain], found: Frontier) -> Part:
    counted = "of units" if found.share_by is None else f"by {found.share_by.basis.grounds}"
    x = alt.X(
        "required:Q",
        title=f"required domestic share, {counted}",
        scale=alt.Scale(domain=[0, 1]),
        axis=alt.Axis(format="%", tickCount=10, labelFlush=False),
    )
    top = 1.15 * max(1, *(row["high"] or row["best"] or row["low"] for row in rows))
    title = "compute kept, of that without a requirement"
    y = alt.Y("low:Q", title=title, scale=alt.Scale(domain=[0, top], nice=False), axis=alt.Axis(format="%"))
    base = (
        alt.Chart()
        .transform_calculate(
            top=f"datum.high === null ? {top} : datum.high", shown="datum.best === null ? datum.low : datum.best"
        )
        .encode(x=x)
    )
    best = base.transform_filter("datum.best !== null").encode(y="best:Q")
    return alt.layer(
        base.mark_area(color=LIGHT, opacity=0.6).encode(y=y, y2="top:Q"),
        base.mark_rule(color=DARK, strokeWidth=1).encode(y=y, y2="top:Q"),
        best.mark_line(color=DARK, strokeWidth=2),
        best.mark_point(color=DARK, filled=True, size=34, opacity=1),
        base.transform_filter("datum.high === null")
        .mark_point(shape="triangle-up", color=DARK, filled=True, size=60, opacity=1)
        .encode(y=alt.value(0)),
        *_mark(base, rows),
        *_ends(base, rows),
        data=Rows(values=rows),
    ).properties(width=WIDTH, height=_HEIGHT)


def _mark(base: alt.Chart, rows: list[Plain]) -> Iterator[alt.Chart]:
    """The marked share: a stroke through the field, a ring around its value, and above the field what it keeps."""
    for row in rows:
        if row["marked"]:
            align: Literal["left", "right"] = "left" if row["required"] < 0.5 else "right"
            found = base.transform_filter("datum.marked")
            words = found.mark_text(align=align, baseline="bottom", color=INK, fontSize=10)
            yield found.mark_rule(color=INK, strokeDash=[5, 3]).encode(y=alt.value(0), y2=alt.value(_HEIGHT))
            yield found.mark_point(color=INK, size=130, strokeWidth=2, opacity=1).encode(y="shown:Q")
            yield words.encode(y=alt.value(-20), text="text:N", size=alt.value(12))
            yield words.encode(y=alt.value(-7), text="mix:N")


def _ends(base: alt.Chart, rows: list[Plain]) -> Iterator[alt.Chart]:
    """The mixes at the least and the greatest share: inside the field on the left, beside it on the right."""
    first, last = rows[0], rows[-1]
    if not first["marked"]:
        end = _end(base, first)
        if first["high"] is None:
            yield end.mark_text(align="left", baseline="top", dx=4, dy=5).encode(y="low:Q")
        else:
            yield end.mark_text(align="left", baseline="bottom", dx=4, dy=-5).encode(y="top:Q")
    if last is not first and not last["marked"]:
        yield _end(base, last).mark_text(align="left", baseline="middle", dx=10).encode(y="shown:Q")


def _end(base: alt.Chart, row: Plain) -> alt.Chart:
    lines = alt.Text(value=label(row["mix"]).split("\n"))
    return base.transform_filter(f"datum.required === {row['required']!r}").encode(
        text=lines, color=alt.value(INK), size=alt.value(10)
    )
