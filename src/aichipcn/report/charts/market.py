"""The market over time: what was observed, what is forecast, and what a forecast rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import altair as alt
import attrs

from aichipcn.errors import InvalidValueError
from aichipcn.model.doors import instances
from aichipcn.model.observations import MarketObservation
from aichipcn.report.charts.theme import HUES, INK, PALE, PAPER, WIDTH, Rows, label, styled
from aichipcn.report.charts.time import TimeAxis, days_of
from aichipcn.report.rows.market import panels
from aichipcn.report.rows.plain import Plain

_LINE, _LETTERS = 12, 60
"""The height of a line of a label in pixels, and so many letters of it."""

_LEAST = 110
"""The least height of a panel, in pixels."""

_SHAPES = {"plain": "circle", "conditional": "diamond", "at-least": "triangle-up", "at-most": "triangle-down"}

_DASH = [4, 3]

_HUES = HUES[:6] + HUES[7:]
"""Without yellow, of which a thin line is hardly seen."""

_NO_DAY = date(2025, 1, 1)
"""The axis has this day where no figure has a period."""


def market_chart(observations: Iterable[MarketObservation]) -> alt.VConcatChart:
    """Figures of the market over time, a panel for each metric and unit: two of them never share an axis.

    Raises
    ------
    InvalidTypeError
        Where something is no observation.
    InvalidValueError
        Where there is none.
    """
    given = instances(observations, MarketObservation)
    if not given:
        msg = "at least one observation is needed"
        raise InvalidValueError(msg)
    found = panels(given)
    days = days_of(*(point["on"] for panel in found for point in panel["points"]))
    axis = TimeAxis.around(days or [_NO_DAY])
    parts = [_panel(panel, rows, axis) for panel, rows in zip(found, market_rows(given), strict=True)]
    sources = (source for one in given for source in one.sources)
    chart = alt.vconcat(*parts, spacing=24).resolve_scale(color="independent", shape="independent")
    return styled(chart, "The market over time", WORDS, sources)


WORDS = (
    "A filled mark was observed and an open one is a forecast, to which a dashed line leads. A diamond rests on the "
    "condition that its label tells. A triangle is a bound, pointing to where the figure may lie. A stroke with ends "
    "is a range. Marks stand in the middle of their period. Lines join figures of one subject by one house, and pale "
    "ones lead to labels."
)


def market_rows(observations: Iterable[MarketObservation]) -> list[list[Plain]]:
    """What is drawn, panel by panel: rows of a `kind`, which are figures, lines between them, and labels."""
    return [
        [
            *({"kind": "line", **line} for line in panel["lines"]),
            *({"kind": "figure", "mark": _mark(point), **point} for point in panel["points"]),
            *_labels(panel),
        ]
        for panel in panels(observations)
    ]


def _mark(point: Plain) -> str:
    if point["side"] in _SHAPES:
        return str(point["side"])
    return "conditional" if point["condition"] else "plain"


def _labels(panel: Plain) -> list[Plain]:
    """A label for each subject of each house, which says all of its figures and leads to the last."""
    series: dict[tuple[str, str | None], list[Plain]] = {}
    for point in sorted(panel["points"], key=lambda point: point["on"] or ""):
        series.setdefault((point["subject"], point["house"]), []).append(point)
    rows = []
    for (subject, house), points in series.items():
        drawn = [point for point in points if point["on"] and _height(point) is not None]
        text = f"{subject}{f' ({house})' if house else ''}: {'; '.join(point['text'] for point in points)}"
        rows.append({
            "kind": "label", "subject": subject, "house": house, "text": label(text, _LETTERS),
            "on": drawn[-1]["on"] if drawn else None, "value": _height(drawn[-1]) if drawn else None,
        })  # fmt: skip
    return rows


def _height(point: Plain) -> float | None:
    """Where a figure is drawn: at its value, or at the upper end of a range."""
    found: float | None = point["high"] if point["value"] is None else point["value"]
    return found


def _panel(panel: Plain, rows: Sequence[Plain], axis: TimeAxis) -> alt.LayerChart | alt.FacetChart:
    top = 1.08 * max(_tops(panel), default=0) or 1
    top = min(top, 100) if panel["unit"] == "%" else top
    labels = [row for row in rows if row["kind"] == "label"]
    sizes = [_LINE * (row["text"].count("\n") + 1) + 4 for row in labels]
    places, height = _places([(row["value"] or 0) / top for row in labels], sizes)
    placed = [
        {**row, "place": top * (1 - place / height), "end": top * (1 - (place + _LINE / 2) / height)}
        for row, place in zip(labels, places, strict=True)
    ]
    field = _Field(axis, top, tuple(dict.fromkeys(row["subject"] for row in labels)))
    name = f"{panel['metric'].replace('-', ' ')}, {panel['unit'] or 'number'}"
    title = alt.TitleParams(name, anchor="start", frame="group", fontSize=12, offset=8, color=INK)
    drawn = [*(row for row in rows if row["kind"] != "label"), *placed]
    return alt.layer(*field.parts(), data=Rows(values=drawn)).properties(width=WIDTH, height=height, title=title)


def _tops(panel: Plain) -> Iterator[float]:
    return (point[key] for point in panel["points"] for key in ("value", "high") if point[key] is not None)


def _places(heights: Sequence[float], sizes: Sequence[int]) -> tuple[list[int], int]:
    """Where labels stand from the top of a panel, near heights between 0 and 1 and apart, and how tall it is for it."""
    tall = max(_LEAST, sum(sizes))
    from_above = sorted(range(len(sizes)), key=lambda i: -heights[i])
    places, free, limit = [0] * len(sizes), 0, tall
    for i in from_above:
        places[i] = max(round(tall * (1 - heights[i])) - _LINE // 2, free)
        free = places[i] + sizes[i]
    for i in reversed(from_above):
        places[i] = min(places[i], limit - sizes[i])
        limit = places[i]
    return places, tall


@attrs.frozen
class _Field:
    """Where the figures of a panel are drawn: its axes, and the subjects that have a hue each."""

    axis: TimeAxis
    top: float
    subjects: tuple[str, ...]

    def parts(self) -> Iterator[alt.Chart]:
        """What stands behind, first."""
        forecast, observed = "datum.forecast", "!datum.forecast"
        yield from self.leaders()
        yield from self.lines(observed)
        yield from self.lines(forecast, strokeDash=_DASH)
        yield from self.ranges(observed)
        yield from self.ranges(forecast, strokeDash=_DASH)
        yield from self.marks(observed, filled=True)
        yield from self.marks(forecast, filled=False, fill=PAPER, strokeWidth=1.5)
        yield from self.labels()

    def lines(self, condition: str, **looks: Any) -> Iterator[alt.Chart]:
        """Between the figures of a subject."""
        drawn = _of("line", condition).mark_rule(strokeWidth=1.5, **looks)
        yield drawn.encode(self.axis.x("from"), self.y("start"), x2="to:T", y2="end:Q", color=self.hue)

    def ranges(self, condition: str, **looks: Any) -> Iterator[alt.Chart]:
        """Strokes from the low to the high end of a figure, with ends that tell them from lines."""
        found = _of("figure", f"{condition} && isValid(datum.on) && isValid(datum.low) && datum.low != datum.high")
        found = found.encode(self.axis.x("on"), color=self.hue)
        yield found.mark_rule(strokeWidth=1.5, **looks).encode(self.y("low"), y2="high:Q")
        for end in ("low", "high"):
            yield found.mark_tick(orient="horizontal", size=9, thickness=1.5).encode(self.y(end))

    def marks(self, condition: str, **looks: Any) -> Iterator[alt.Chart]:
        """Figures, and bounds on one side."""
        drawn = _of("figure", f"{condition} && isValid(datum.on) && isValid(datum.value)")
        scale = alt.Scale(domain=list(_SHAPES), range=list(_SHAPES.values()))
        shape = alt.Shape("mark:N", scale=scale, legend=None)
        marks = drawn.mark_point(size=50, opacity=1, **looks)
        yield marks.encode(self.axis.x("on"), self.y("value"), color=self.hue, shape=shape)

    def leaders(self) -> Iterator[alt.Chart]:
        """From the last figures to labels."""
        drawn = _of("label", "isValid(datum.on)").mark_rule(color=PALE)
        yield drawn.encode(self.axis.x("on"), self.y("value"), x2=alt.value(WIDTH + 8), y2="end:Q")

    def labels(self) -> Iterator[alt.Chart]:
        """Beside the panel."""
        text = _of("label").mark_text(
            align="left", baseline="top", color=INK, fontSize=10, lineBreak="\n", lineHeight=_LINE
        )
        yield text.encode(self.y("place"), x=alt.value(WIDTH + 12), text="text:N")

    def y(self, field: str) -> alt.Y:
        """The place of a figure."""
        axis = alt.Axis(format=",.12~g", tickCount=4)
        return alt.Y(f"{field}:Q", title=None, scale=alt.Scale(domain=[0, self.top], nice=False), axis=axis)

    @property
    def hue(self) -> alt.Color:
        """A hue for each subject."""
        hues = [_HUES[number % len(_HUES)] for number in range(len(self.subjects))]
        return alt.Color("subject:N", scale=alt.Scale(domain=list(self.subjects), range=hues), legend=None)


def _of(kind: str, condition: str = "true") -> alt.Chart:
    chosen: alt.Chart = alt.Chart().transform_filter(f"datum.kind == '{kind}' && {condition}")
    return chosen
