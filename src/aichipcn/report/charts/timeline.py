"""Mandates over time: what each requires from which day on, how it came to be, and how far off what comes next is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain

import altair as alt

from aichipcn.compliance.assessment import Assessment
from aichipcn.errors import InvalidValueError
from aichipcn.mandates.mandate import Mandate
from aichipcn.mandates.schedule import milestones_of
from aichipcn.mandates.standing import MandateStatus
from aichipcn.mandates.thresholds import Bound
from aichipcn.model.doors import instances
from aichipcn.model.sources import Source
from aichipcn.report.charts.theme import DARK, GREY, INK, LIGHT, WIDTH, Rows, label, styled
from aichipcn.report.charts.time import TimeAxis, days_of
from aichipcn.report.rows.plain import Plain
from aichipcn.report.rows.timeline import tracks

_SHAPES = {
    MandateStatus.REPORTED: "circle",
    MandateStatus.PROPOSED: "triangle-up",
    MandateStatus.ANNOUNCED: "diamond",
    MandateStatus.ADOPTED: "square",
    MandateStatus.IN_FORCE: "triangle-right",
    MandateStatus.LAPSED: "cross",
}

_STANDS = {MandateStatus.ADOPTED.value, MandateStatus.IN_FORCE.value}

_SIGNS = {
    "share-at-least": "≥ ", "ratio-at-least": "≥ ", "amount-at-least": "≥ ", "share-more-than": "> ",
    "share-at-most": "≤ ", "amount-at-most": "≤ ", "share-less-than": "< ",
}  # fmt: skip

_HEIGHT = alt.Scale(domain=[-0.5, 1.45])
"""Shares in a track, with room below them for the history and above for figures."""

_HISTORY, _EXPIRY = -0.3, 1.2
"""The height of the history in a track, and of the mark of the day that a mandate expires."""

_NAME = 50
"""So many letters of the name of a track stand in a line."""

_SHORT = 7
"""A figure of more letters than this does not stand behind a milestone near the end of the axis, but before it."""

_LEAST = 44
"""The least height of a track, in pixels."""

_NAMES = -290
"""Where names begin, in pixels from the axis of time."""

_LINE = 12
"""The height of a line of text, in pixels."""


def timeline_chart(
    mandates: Iterable[Mandate], *, on: date, assessments: Iterable[Assessment] = ()
) -> alt.VConcatChart:
    """Mandates over time with a line for a day, and how far it is from there to what comes next.

    Readings of one mandate whose milestones differ are drawn apart. Verdicts of the day draw the share of their
    subjects on its line, and say how many points there are to go.

    Raises
    ------
    InvalidTypeError
        Where something is no mandate, no verdict or no date.
    InvalidValueError
        Where there is no mandate, two have one name, or a verdict is of another day or on another mandate.
    """
    given, judged = instances(mandates, Mandate), instances(assessments, Assessment)
    if not given:
        msg = "at least one mandate is needed"
        raise InvalidValueError(msg)
    found = tracks(given, on, judged)
    axis = _axis(found, on)
    rows = _rows(found, on, axis)
    lines = max(row[key].count("\n") + 1 for row in rows if row["kind"] == "track" for key in ("label", "text"))
    track = alt.layer(*_parts(rows, axis), data=Rows(values=rows)).properties(
        width=WIDTH, height=max(_LEAST, _LINE * lines)
    )
    chart = track.facet(row=alt.Row("track:O", title=None, header=None), spacing=6, bounds="flush")
    words = f"{WORDS} {SHARES}" if judged else WORDS
    return styled(chart, f"What is required by when, seen from {on}", words, _sources(given, judged))


WORDS = (
    "The step is the share that is required, filled from below where that is the least and from above where it is the "
    "most; solid where the mandate is adopted or in force, else pale and dashed. "
    "A sloping edge rises day by day. A dashed line without height is an amount, or a figure that is not stated. The "
    "small marks below are what is told of its status, and the upright line is the day."
)

SHARES = (
    "The thick stroke on that line is the share of a subject, from the least to the most that the known facts allow."
)


def timeline_rows(mandates: Iterable[Mandate], *, on: date, assessments: Iterable[Assessment] = ()) -> list[Plain]:
    """What is drawn: rows of a `kind` in a `track`. What has no end is drawn to the end of the axis, as `open`."""
    found = tracks(mandates, on, assessments)
    return _rows(found, on, _axis(found, on))


def _sources(mandates: Sequence[Mandate], assessments: Sequence[Assessment]) -> Iterator[Source]:
    for mandate in mandates:
        yield from mandate.sources
        for change in mandate.history:
            yield from change.sources
        for milestone in chain.from_iterable(milestones_of(mandate.requirement_of(one)) for one in mandate.readings):
            yield from milestone.sources
    for assessment in assessments:
        for facility in assessment.facilities:
            yield from facility.sources


def _rows(found: Sequence[Plain], on: date, axis: TimeAxis) -> list[Plain]:
    rows: list[Plain] = []
    for number, track in enumerate(found):
        again = number > 0 and found[number - 1]["mandate"] == track["mandate"]
        drawn = [_named(track, again=again), *_required(track, axis), *_told(track, on)]
        rows += ({"track": number, **row} for row in drawn)
    return rows


def _axis(found: Sequence[Plain], on: date) -> TimeAxis:
    texts = [track["expires"] for track in found]
    texts += (step["from"] for track in found for step in track["course"])
    texts += (step[end] for track in found for step in track["history"] for end in ("first", "last"))
    return TimeAxis.around([on, *days_of(*texts)])


def _named(track: Plain, *, again: bool) -> Plain:
    """What a track is called, and what there is to say of the day."""
    standing = " ".join(filter(None, (track["status"], track["legal-force"])))
    read = "" if track["of-all"] else f"read as {', '.join(track['readings'])}"
    told = ", ".join(filter(None, ("" if again else standing, read)))
    parts = filter(None, ("" if again else track["title"], told, track["subject"]))
    undated = [f"{step['status']} on a day that is not known" for step in track["history"] if not step["first"]]
    return {
        "kind": "track",
        "label": "\n".join(label(part, _NAME) for part in parts),
        "text": "\n".join([*track["today"], *undated]),
    }


def _required(track: Plain, axis: TimeAxis) -> Iterator[Plain]:
    for number, step in enumerate(track["course"]):
        asked = step["required"]
        until = step["until"] or axis.last.isoformat()
        common = {"step": number, "stands": step["status"] in _STANDS, "open": step["until"] is None}
        if step["start"] is None:
            yield {"kind": "amount", **common, "on": step["from"], "until": until}
        else:
            base = 0 if Bound(asked["bound"]).is_floor else 1
            yield {"kind": "share", **common, "on": step["from"], "share": step["start"], "base": base}
            yield {"kind": "share", **common, "on": until, "share": step["end"], "base": base}
        text = _short(asked)
        late = len(text) > _SHORT and date.fromisoformat(step["from"]) > axis.first + (axis.last - axis.first) * 3 / 4
        yield {"kind": "milestone", "on": step["from"], "share": step["start"] or 0, "text": text, "late": late}


def _short(asked: Plain | None) -> str:
    """What is asked in few signs, such as "≥ 70%"."""
    if asked is None or asked["words"] == "none":
        return "none"
    return asked["text"] if asked["exact"] is None else f"{_SIGNS[asked['bound']]}{asked['text']}"


def _told(track: Plain, on: date) -> Iterator[Plain]:
    for step in track["history"]:
        if step["first"]:
            first, last = date.fromisoformat(step["first"]), date.fromisoformat(step["last"])
            middle = first + (last - first) / 2
            yield {"kind": "status", **step, "on": middle.isoformat()}
    if track["expires"]:
        yield {"kind": "expiry", "on": track["expires"], "text": "expires"}
    yield {"kind": "day", "on": on.isoformat(), "text": f"{on}"}
    if track["share"]:
        low, high = (track["share"][key]["float"] for key in ("low", "high"))
        yield {"kind": "subject", "on": on.isoformat(), "low": low, "high": high}


def _parts(rows: Sequence[Plain], axis: TimeAxis) -> list[alt.Chart]:
    """What stands behind, first."""
    return [*_courses(axis), *_days(axis), *_history(rows, axis), *_milestones(axis), *_words()]


def _courses(axis: TimeAxis) -> Iterator[alt.Chart]:
    """What is required, from milestone to milestone."""
    for condition, hue, edge in (("datum.stands", DARK, {}), ("!datum.stands", LIGHT, {"strokeDash": [2, 2]})):
        steps = _of("share", condition).mark_area(color=hue, opacity=1, line={"color": DARK, **edge})
        yield steps.encode(axis.x("on"), _y("share"), y2="base:Q", detail="step:N")
    amounts = _of("amount").mark_rule(color=DARK, strokeWidth=4, strokeDash=[6, 3])
    yield amounts.encode(axis.x("on"), _at(0), x2="until:T")


def _days(axis: TimeAxis) -> Iterator[alt.Chart]:
    """The day itself with the shares on it, and that of expiry."""
    end = _of("expiry").encode(axis.x("on"))
    yield end.mark_rule(color=INK, strokeWidth=2).encode(_at(0), y2=alt.datum(_EXPIRY))
    yield end.mark_text(align="left", dx=4, color=INK, fontSize=10).encode(_at(_EXPIRY), text="text:N")
    yield _of("day").mark_rule(color=INK).encode(axis.x("on"))
    above = _of("day", "datum.track == 0").mark_text(y=-8, color=INK, fontSize=10)
    yield above.encode(axis.x("on"), text="text:N")
    share = _of("subject").mark_rule(color=INK, strokeWidth=6, strokeCap="round")
    yield share.encode(axis.x("on"), _y("low"), y2="high:Q")


def _history(rows: Sequence[Plain], axis: TimeAxis) -> Iterator[alt.Chart]:
    """The steps of the history, each from the first to the last day on which it may have been."""
    told = {row["status"] for row in rows if row["kind"] == "status"}
    if not told:
        return
    shapes = {status.value: shape for status, shape in _SHAPES.items() if status.value in told}
    scale = alt.Scale(domain=list(shapes), range=list(shapes.values()))
    legend = alt.Legend(
        title="status as told", orient="top", direction="horizontal", titleOrient="left", labelColor=INK, titleColor=INK
    )
    yield _of("status").mark_rule(color=GREY).encode(axis.x("first"), _at(_HISTORY), x2="last:T")
    marks = _of("status").mark_point(color=INK, filled=True, size=40, opacity=1)
    yield marks.encode(axis.x("on"), _at(_HISTORY), shape=alt.Shape("status:N", scale=scale, legend=legend))


def _milestones(axis: TimeAxis) -> Iterator[alt.Chart]:
    points = _of("milestone").mark_point(color=INK, filled=True, size=18, shape="circle", opacity=1)
    yield points.encode(axis.x("on"), _y("share"))
    looks: Plain = {"dy": -7, "color": INK, "fontSize": 10}
    for figures in (
        _of("milestone", "!datum.late").mark_text(align="left", dx=3, **looks),
        _of("milestone", "datum.late").mark_text(align="right", dx=-3, **looks),
    ):
        yield figures.encode(axis.x("on"), _y("share"), text="text:N")


def _words() -> Iterator[alt.Chart]:
    """On both sides of a track, from its upper edge down."""
    text = _of("track").mark_text(
        align="left", baseline="top", color=INK, fontSize=10, lineBreak="\n", lineHeight=_LINE
    )
    for field, place in (("label", _NAMES), ("text", WIDTH + 12)):
        yield text.encode(x=alt.value(place), y=alt.value(0), text=f"{field}:N")


def _of(kind: str, condition: str = "true") -> alt.Chart:
    chosen: alt.Chart = alt.Chart().transform_filter(f"datum.kind == '{kind}' && {condition}")
    return chosen


def _y(field: str) -> alt.Y:
    return alt.Y(f"{field}:Q", title=None, scale=_HEIGHT, axis=None)


def _at(share: float) -> alt.YDatum:
    return alt.YDatum(share, title=None, scale=_HEIGHT, axis=None)
