"""Chips by peak rate and memory bandwidth, with lines of so many operations for each byte: the roofline's two roofs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

import altair as alt
import attrs

from aichipcn.compute.workloads import Decode, Prefill, Training, Workload
from aichipcn.errors import InvalidValueError
from aichipcn.model import doors
from aichipcn.model.chips import Chip
from aichipcn.model.formats import NumberFormat
from aichipcn.report.charts.origins import FILLS, SHAPES, STROKES
from aichipcn.report.charts.placing import HIGH, Box, Spot, is_far, placed, wide
from aichipcn.report.charts.scales import LogScale
from aichipcn.report.charts.theme import GREY, INK, PAPER, WIDTH, Part, Rows, styled
from aichipcn.report.rows.plain import Plain
from aichipcn.report.rows.roofs import UNITS, roofs
from aichipcn.values.estimate import Estimate
from aichipcn.values.units import NONE
from aichipcn.values.words import in_words

WORDS = (
    "A mark stands at the best value, without one at the low end; strokes show how far a figure is open, and an arrow "
    "that nothing bounds it. A disc is designed in China, a hollow triangle elsewhere, a hollow diamond is not known. "
    "Along a dashed line, a chip has so many operations for each byte. Work with as many leaves chips above the line "
    "waiting for their memory, and those below it for their arithmetic."
)

Line: TypeAlias = Workload | doors.Number
"""Operations for each byte, as a number or those of a workload."""

_ACROSS = WIDTH + 80

_ROW = 14

_SLOPE = 1e-3
"""So many TFLOP/s of one GB/s are one operation for each byte."""


def chip_chart(
    chips: Iterable[Chip], *, format: NumberFormat | str = "fp16", ridges: Sequence[Line] = (10, 100, 1000)
) -> alt.VConcatChart:
    """Chips by their dense peak in one number format and their memory bandwidth, both on scales of powers.

    Each of `ridges` is a line of so many operations for each byte: a number, or a workload, which has its own. Chips
    without one of the two figures are named beneath.

    Raises
    ------
    InvalidTypeError
        Where something is no chip, or a line is neither a number nor a workload.
    InvalidValueError
        Where no chip has both figures, for an unknown format, and for a line at nothing or of a range.
    """
    kind = doors.named(NumberFormat, format, "format")
    found = tuple(dict.fromkeys(doors.named(lambda value: doors.instances(value, Chip), chips, "chips")))
    lines = [doors.named(_line, line, f"ridges[{i}]") for i, line in enumerate(ridges)]
    rows = chip_rows(found, format=kind)
    shown = [row for row in rows if row["lacks"] is None]
    if not shown:
        msg = f"no chip has a known {kind} rate and a known memory bandwidth"
        raise InvalidValueError(msg, found=[chip.slug for chip in found])
    notes = [*_lines_told(lines, shown), *_lacking(rows)]
    chart = alt.hconcat(_field(shown, lines, kind), _key(shown, kind), spacing=16)
    drawn = {row["slug"] for row in shown}
    named = (f"rates.{kind.value}", "memory-bandwidth")
    sources = (source for chip in found if chip.slug in drawn for figure in named for source in chip.sources_of(figure))
    return styled(chart, f"Chips by {kind} peak and memory bandwidth", WORDS, sources, notes)


def chip_rows(chips: Iterable[Chip], *, format: NumberFormat | str = "fp16") -> list[Plain]:
    """A row for each chip, of which those are drawn that lack nothing. Those have a `mark` by which the key names them.

    Rates are in TFLOP/s and bandwidths in GB/s; None is no bound.
    """
    rows = roofs(chips, NumberFormat(format))
    shown = [row for row in rows if row["lacks"] is None]
    if not shown:
        return rows
    width, height = _room(shown)
    spots = [(width.at(row["bandwidth"]), height.at(row["rate"])) for row in shown]
    strokes = [stroke for row in shown for stroke in _strokes(row, width, height)]
    marks, places = _labelled(shown, spots, strokes, (width.length, height.length))
    for row, mark, spot, place in zip(shown, marks, spots, places, strict=True):
        row["mark"] = mark
        row["led"] = is_far(spot, mark, place)
        row["mark_bandwidth"], row["mark_rate"] = width.value(place[0]), height.value(place[1])
    return rows


def _strokes(row: Plain, width: LogScale, height: LogScale) -> Iterator[Box]:
    """Where the strokes of a mark run, so that no label lies on them."""
    x, y = width.at(row["bandwidth"]), height.at(row["rate"])
    left, right = width.at(row["bandwidth_low"] or width.low), width.at(row["bandwidth_high"] or width.high)
    bottom, top = height.at(row["rate_low"] or height.low), height.at(row["rate_high"] or height.high)
    yield left, y - 1, right, y + 1
    yield x - 1, top, x + 1, bottom


def _labelled(shown: list[Plain], spots: list[Spot], strokes: list[Box], field: Spot) -> tuple[list[str], list[Spot]]:
    """Short names where all of them find room beside their marks, else numbers, of which some may stand on others."""
    names = [row["short"] for row in shown]
    beside = placed(spots, names, field, strokes=strokes, rings=2) if len(set(names)) == len(names) else None
    if beside is not None:
        return names, beside
    numbers = [str(number) for number in range(1, len(shown) + 1)]
    return numbers, placed(spots, numbers, field, strokes=strokes) or spots


@attrs.frozen
class _Ridge:
    """A line of the field: its operations for each byte, and the workload that has as many."""

    value: float
    text: str
    workload: str | None


def _line(line: Line) -> _Ridge:
    if isinstance(line, Decode | Prefill | Training):
        asked, workload = line.demand.intensity, str(line)
    else:
        asked, workload = doors.figure(line, NONE), None
    if asked.central is None or asked.central <= 0:
        msg = f"one number of operations for each byte is needed, more than nothing, got {asked}"
        raise InvalidValueError(msg, found=line)
    plain = Estimate(asked.central, asked.central)
    return _Ridge(float(asked.central), in_words(plain, digits=3), workload)


def _each(kind: NumberFormat) -> str:
    return "OP/B" if kind.is_integer else "FLOP/B"


def _lines_told(lines: Iterable[_Ridge], shown: Sequence[Plain]) -> Iterator[str]:
    """The workloads that have as many operations for each byte as a line, and the lines that no chip is near."""
    told = [f"{line.text} operations for each byte: {line.workload}" for line in lines if line.workload]
    if told:
        yield f"Lines: {'; '.join(told)}."
    runs = ((line, _run(line, *_room(shown))) for line in lines)
    outside = [line.text for line, (first, last) in runs if first >= last]
    if outside:
        yield f"Outside of the field lie the lines of {' and '.join(outside)} operations for each byte."


def _lacking(rows: Sequence[Plain]) -> Iterator[str]:
    """The chips that are not drawn, by what they lack."""
    for lack in dict.fromkeys(row["lacks"] for row in rows if row["lacks"]):
        names = ", ".join(row["name"] for row in rows if row["lacks"] == lack)
        yield f"Not drawn for want of a known {lack}: {names}."


# -- the field


def _room(shown: Sequence[Plain]) -> tuple[LogScale, LogScale]:
    """The scales of the two axes, with room around what is drawn; a long key has a high field beside it."""
    height = max(WIDTH, _ROW * (len(shown) + 1))
    return (
        LogScale.of(_bounds(shown, "bandwidth"), 0, _ACROSS),
        LogScale.of(_bounds(shown, "rate"), height, 0),
    )


def _bounds(shown: Sequence[Plain], key: str) -> list[float]:
    return [row[name] for row in shown for name in (key, f"{key}_low", f"{key}_high") if row[name]]


def _field(shown: list[Plain], lines: Sequence[_Ridge], kind: NumberFormat) -> Part:
    width, height = _room(shown)
    unit = UNITS["rate"].replace("FLOP", "OP") if kind.is_integer else UNITS["rate"]
    base = alt.Chart().encode(
        x=alt.X("bandwidth:Q", title=f"memory bandwidth, {UNITS['bandwidth']}", scale=width.scale, axis=width.axis),
        y=alt.Y("rate:Q", title=f"{kind} peak, dense, {unit}", scale=height.scale, axis=height.axis),
    )
    field = alt.layer(
        *_diagonals(lines, width, height, _each(kind)),
        *_whiskers(base, "rate", height),
        *_whiskers(base, "bandwidth", width),
        base.transform_filter("datum.led")
        .mark_rule(color=GREY, strokeWidth=0.6)
        .encode(x2="mark_bandwidth:Q", y2="mark_rate:Q"),
        base.mark_point(size=62, strokeWidth=1.6, opacity=1).encode(
            shape=alt.Shape("origin:N", scale=SHAPES, legend=None),
            stroke=alt.Stroke("origin:N", scale=STROKES, legend=None),
            fill=alt.Fill("origin:N", scale=FILLS, legend=None),
        ),
        base.mark_text(color=PAPER, stroke=PAPER, strokeWidth=3, fontSize=10).encode(
            x="mark_bandwidth:Q", y="mark_rate:Q", text="mark:N"
        ),
        base.mark_text(color=INK, fontSize=10).encode(x="mark_bandwidth:Q", y="mark_rate:Q", text="mark:N"),
        data=Rows(values=shown),
    )
    return field.properties(width=width.length, height=height.length)


def _whiskers(base: alt.Chart, key: str, scale: LogScale) -> Iterator[alt.Chart]:
    """Strokes from bound to bound, to the edge of the field with an arrow where there is none."""
    upright = key == "rate"
    ends = {"low": scale.low, "high": scale.high}
    open_ended = base.transform_calculate(
        **{end: f"datum.{key}_{end} === null ? {edge} : datum.{key}_{end}" for end, edge in ends.items()}
    )
    rule = open_ended.mark_rule(color=INK, strokeWidth=1.2)
    yield rule.encode(y="low:Q", y2="high:Q") if upright else rule.encode(x="low:Q", x2="high:Q")
    arrows = ("triangle-down", "triangle-up") if upright else ("triangle-left", "triangle-right")
    for arrow, (end, edge) in zip(arrows, ends.items(), strict=True):
        head = base.transform_filter(f"datum.{key}_{end} === null").mark_point(
            shape=arrow, color=INK, filled=True, size=40, opacity=1
        )
        yield head.encode(y=alt.YDatum(edge)) if upright else head.encode(x=alt.XDatum(edge))


def _run(line: _Ridge, width: LogScale, height: LogScale) -> tuple[float, float]:
    """From which bandwidth to which a line runs through the field; the other way round where it does not."""
    slope = line.value * _SLOPE
    return max(width.low, height.low / slope), min(width.high, height.high / slope)


def _diagonals(lines: Sequence[_Ridge], width: LogScale, height: LogScale, unit: str) -> Iterator[alt.Chart]:
    """The lines, each as far as it runs through the field, with its number where it leaves it."""
    above = 0
    for line in sorted(lines, key=lambda line: line.value):
        first, last = _run(line, width, height)
        if first >= last:
            continue
        ends = [{"bandwidth": end, "rate": end * line.value * _SLOPE} for end in (first, last)]
        drawn = alt.Chart(Rows(values=ends)).encode(x="bandwidth:Q", y="rate:Q")
        yield drawn.mark_line(color=GREY, strokeDash=[4, 4], strokeWidth=1)
        number = alt.Chart(Rows(values=ends[1:])).encode(x="bandwidth:Q", y="rate:Q")
        told = alt.Text(value=f"{line.text} {unit}")
        if last == width.high:
            yield number.mark_text(color=GREY, fontSize=10, align="left", dx=5).encode(text=told)
        else:
            lift = 5 + above % 2 * HIGH
            yield number.mark_text(color=GREY, fontSize=10, baseline="bottom", dy=-lift).encode(text=told)
            above += 1


# -- the key


def _key(shown: Sequence[Plain], kind: NumberFormat) -> Part:
    """What each mark is, with its ridge: the operations for each byte from which a chip waits for its arithmetic."""
    head = {"mark": "", "name": "chip", "ridge": f"ridge, {_each(kind)}", "origin": None}
    rows = [row | {"line": line} for line, row in enumerate([head, *shown])]
    rest = 24 + max(wide(row["mark"]) for row in shown) + 10
    ridge = rest + max(wide(row["name"]) for row in shown) + 14
    base = alt.Chart().encode(y=alt.Y("line:O", axis=None))
    text = base.mark_text(align="left", color=INK, fontSize=10)
    return alt.layer(
        base.transform_filter("datum.line > 0")
        .mark_point(size=44, strokeWidth=1.6, opacity=1)
        .encode(
            x=alt.value(8),
            shape=alt.Shape("origin:N", scale=SHAPES, legend=None),
            stroke=alt.Stroke("origin:N", scale=STROKES, legend=None),
            fill=alt.Fill("origin:N", scale=FILLS, legend=None),
        ),
        text.encode(x=alt.value(20), text="mark:N"),
        text.encode(x=alt.value(rest), text="name:N"),
        text.encode(x=alt.value(ridge), text="ridge:N"),
        data=Rows(values=rows),
    ).properties(height=alt.Step(_ROW), width=ridge + 90)
