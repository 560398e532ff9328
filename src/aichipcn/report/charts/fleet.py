"""What facilities are made of: a bar for each, in pieces by the designer of the chips and where that is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from textwrap import wrap
from typing import TypeAlias

import altair as alt

from aichipcn.compute.effective import Model, model_of
from aichipcn.errors import InvalidValueError
from aichipcn.model.doors import named
from aichipcn.model.facilities import Facility, Fleet, facilities_of, no_subject
from aichipcn.model.sources import Source
from aichipcn.report.charts.origins import BARS, INSIDE
from aichipcn.report.charts.placing import wide
from aichipcn.report.charts.texts import LINE, texts
from aichipcn.report.charts.theme import INK, PAPER, STEP, WIDTH, Part, Rows, label, styled
from aichipcn.report.rows.composition import composition
from aichipcn.report.rows.origins import Origin
from aichipcn.report.rows.plain import Plain
from aichipcn.values.dates import plain_date
from aichipcn.values.units import shown_unit

WORDS = (
    "Each bar is what stands in one place, in pieces by the designer of the chips: first those designed in China, then "
    "elsewhere, then what is not known. Full pieces are there for certain; pale ones with dashes may be there. "
    "An arrow says that nothing bounds how much more there is."
)

Subject: TypeAlias = Facility | Fleet

_PLACES = {Origin.CHINA.value: "China", Origin.ELSEWHERE.value: "elsewhere", Origin.UNKNOWN.value: "unknown"}

_TEXT = 56
"""So many letters of what a bar is made of stand in a line."""

_BAR = 16


def fleet_chart(
    subjects: Subject | Iterable[Subject], *, on: date | None = None, model: Model | None = None
) -> alt.VConcatChart:
    """What stands in facilities, a bar for each, or in a fleet as a whole, in units or by what a `model` makes of them.

    `on` is the date that is judged; without one, all that is stated as standing there and not as retired.

    Raises
    ------
    InvalidTypeError
        Where a subject is neither a facility nor a fleet, `on` is no plain date, or `model` is no model.
    InvalidValueError
        Where there is no subject.
    """
    found = _subjects(subjects)
    pieces = fleet_rows(found, on=on, model=model)
    measure = "Chips" if model is None else f"Compute by {model.basis.grounds}"
    title = f"{measure} by designer, {'all that is stated' if on is None else f'on {on}'}"
    sources = (source for subject in found for facility in facilities_of(subject) for source in _sources(facility))
    return styled(_field(pieces, found, on, model), title, WORDS, sources)


def fleet_rows(
    subjects: Subject | Iterable[Subject], *, on: date | None = None, model: Model | None = None
) -> list[Plain]:
    """What is drawn: a row for each designer in each subject, with where its pieces begin and end along the bar.

    `low` and `high` are how much there is; what is certain comes first for all of them, and then, in the same order,
    what may be there. Without an upper bound `high` is None; without any figure `low` is too.
    """
    found = _subjects(subjects)
    if on is not None:
        named(plain_date, on, "on")
    if model is not None:
        named(model_of, model, "model")
    return [row for line, subject in enumerate(found) for row in _pieces(line, subject, on, model)]


def _subjects(subjects: Subject | Iterable[Subject]) -> tuple[Subject, ...]:
    if isinstance(subjects, str) or not isinstance(subjects, Facility | Fleet | Iterable):
        raise no_subject(subjects)
    found = (subjects,) if isinstance(subjects, Facility | Fleet) else tuple(subjects)
    if not found:
        raise InvalidValueError("at least one facility or fleet is needed")
    for subject in found:
        if not isinstance(subject, Facility | Fleet):
            raise no_subject(subject)
    return found


def _sources(facility: Facility) -> Iterator[Source]:
    yield from facility.sources
    yield from (source for deployment in facility.deployments for source in deployment.sources)


def _pieces(line: int, subject: Subject, on: date | None, model: Model | None) -> Iterator[Plain]:
    parts = composition(subject, on, model)
    certain, doubtful = 0.0, float(sum(part["low"] or 0 for part in parts))
    for part in parts:
        low, high = part["low"] or 0.0, part["high"]
        more = 0.0 if high is None else high - low
        yield {
            "subject": subject.name,
            "line": line,
            **part,
            "from": certain,
            "to": certain + low,
            "more_from": doubtful,
            "more_to": doubtful + more,
        }
        certain, doubtful = certain + low, doubtful + more


# -- the field


def _field(pieces: list[Plain], found: Sequence[Subject], on: date | None, model: Model | None) -> Part:
    bars = [_bar(line, subject, pieces, on) for line, subject in enumerate(found)]
    end = max(bar["end"] for bar in bars) or 1.0
    factor, unit = (1, "chips") if model is None else shown_unit(model.unit, int(end))
    drawn = [_shown(piece, float(factor), end) for piece in pieces]
    scale = alt.Scale(domain=[0, end / float(factor) * 1.06], nice=False)
    x = alt.X(
        "from:Q", title=unit or "equivalents", scale=scale, axis=alt.Axis(tickCount=5, format=",.6~g", labelFlush=False)
    )
    lines = max(bar[key].count("\n") + 1 for bar in bars for key in ("label", "told"))
    base = alt.Chart(Rows(values=drawn)).encode(
        y=alt.Y("line:O", axis=None, scale=alt.Scale(domain=list(range(len(found)))))
    )
    whole = alt.Chart(Rows(values=[bar | {"end": bar["end"] / float(factor)} for bar in bars])).encode(y="line:O")
    origin = alt.Fill(
        "origin:N", scale=BARS, title=None, legend=alt.Legend(orient="top", symbolType="square", labelColor=INK)
    )
    names = base.transform_filter("datum.named").mark_text(fontSize=9, align="left", dx=4)
    return alt.layer(
        base.transform_filter("datum.to > datum.from")
        .mark_bar(height=_BAR, stroke=PAPER, strokeWidth=1)
        .encode(x=x, x2="to:Q", fill=origin),
        base.transform_filter("datum.more_to > datum.more_from")
        .mark_bar(height=_BAR, fillOpacity=0.3, stroke=INK, strokeWidth=0.8, strokeDash=[2, 2])
        .encode(x="more_from:Q", x2="more_to:Q", fill=origin),
        names.encode(x="from:Q", text="designer:N", color=alt.Color("origin:N", scale=INSIDE, legend=None)),
        whole.transform_filter("datum.open")
        .mark_point(shape="triangle-right", filled=True, color=INK, size=60, opacity=1, xOffset=6)
        .encode(x="end:Q"),
        *texts(whole, bars, "label", "right", -8, INK),
        *texts(whole, bars, "told", "left", WIDTH + 14, INK),
    ).properties(width=WIDTH, height=alt.Step(max(STEP, LINE * lines + 6)))


def _bar(line: int, subject: Subject, pieces: Sequence[Plain], on: date | None) -> Plain:
    """One bar: its name, what it is made of in words, where it ends, and whether something may go on beyond."""
    mine = [piece for piece in pieces if piece["line"] == line]
    nothing = "nothing is stated of its chips" if on is None else f"nothing stands there on {on}"
    return {
        "line": line,
        "label": label(subject.name),
        "told": "\n".join(_told(mine)) or nothing,
        "end": max((max(piece["to"], piece["more_to"]) for piece in mine), default=0.0),
        "open": any(piece["high"] is None for piece in mine),
    }


def _told(pieces: Sequence[Plain]) -> Iterator[str]:
    """What a bar is made of: a line for each origin, or several."""
    for origin, place in _PLACES.items():
        parts = [piece["text"] for piece in pieces if piece["origin"] == origin]
        if parts:
            yield from wrap(f"{place}: {'; '.join(parts)}", _TEXT)


def _shown(piece: Plain, factor: float, end: float) -> Plain:
    """A piece in the unit of the axis; one that is wide enough has its name in it."""
    scaled = {key: piece[key] / factor for key in ("from", "to", "more_from", "more_to")}
    room = (piece["to"] - piece["from"]) / (end * 1.06) * WIDTH
    return piece | scaled | {"named": room > wide(piece["designer"]) + 8}
