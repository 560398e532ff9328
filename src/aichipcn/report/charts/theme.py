"""How every chart looks: readable in grey and by the colour-blind, with its sources at the foot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import wrap
from typing import TypeAlias
from unicodedata import east_asian_width

import altair as alt

from aichipcn.model.sources import Source
from aichipcn.report.rows.plain import Plain, text_of

INK, GREY, PALE, GRID = "#1a1a1a", "#666666", "#d0d0d0", "#e6e6e6"

PAPER = "#ffffff"
"""What is drawn on: of hollow marks, and around words that stand on lines."""

DARK, LIGHT = "#0072b2", "#9fd0ee"
"""What is certain, and what depends on facts that are not known: one hue, of which one is light in grey too."""

HUES = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#000000")
"""Colours that the colour-blind tell apart (Okabe and Ito, Color Universal Design, 2008)."""

WIDTH = 420
"""Of the field in which figures are drawn, in pixels."""

STEP = 28
"""Of a row of it, whose name may take two lines."""

FONT = "Noto Sans, DejaVu Sans, Noto Sans CJK SC, sans-serif"

_LABEL = 36
"""So many letters of a name stand in a line of a label."""

_LINE = 105
"""So many letters of words stand in a line."""

LABELS = "split(datum.label, '\\n')"
"""What an axis has as `labelExpr`, so that a `label` stands in several lines."""

Part: TypeAlias = alt.Chart | alt.LayerChart | alt.FacetChart | alt.HConcatChart | alt.VConcatChart


class Rows(alt.Data):
    """The data of a chart. Nothing changes them, so that the many copies which Altair makes of a chart share them."""

    def __init__(self, values: Sequence[Plain]) -> None:
        super().__init__(values=list(values))  # type: ignore[no-untyped-call]

    def __deepcopy__(self, memo: object) -> Rows:
        return self


def styled(
    part: Part, title: str, words: str, sources: Iterable[Source] = (), notes: Iterable[str] = ()
) -> alt.VConcatChart:
    """A chart below its title and what it shows in words, above notes and its sources, each named once."""
    named = dict.fromkeys(", ".join(filter(None, (source.publisher, text_of(source.published)))) for source in sources)
    parts = [part, *map(_foot, notes), *([_foot(f"Sources: {'; '.join(named)}.")] if named else [])]
    heading = alt.TitleParams(title, subtitle=wrap(words, _LINE), anchor="start", fontSize=15, offset=12)
    chart: alt.VConcatChart = (
        alt.vconcat(*parts, title=heading, spacing=8)
        .configure(font=FONT, background=PAPER)
        .configure_title(color=INK, subtitleColor=GREY, subtitleFontSize=11, subtitlePadding=6)
        .configure_axis(labelColor=INK, titleColor=INK, gridColor=GRID, domainColor=GREY, tickColor=GREY)
        .configure_header(labelColor=INK, titleColor=INK)
        .configure_view(stroke=None)
    )
    return chart


def label(name: str, letters: int = _LABEL) -> str:
    """A name in lines that are short enough for an axis, or of so many letters; a wide one takes the room of two."""
    wide = sum(east_asian_width(letter) in "WF" for letter in name)
    return "\n".join(wrap(name, max(1, letters * len(name) // (len(name) + wide or 1)))) or name


def _foot(text: str) -> alt.Chart:
    lines = wrap(text, _LINE)
    foot: alt.Chart = (
        alt.Chart(Rows(values=[{"text": lines}]))
        .mark_text(align="left", baseline="top", color=GREY, fontSize=10, lineHeight=13)
        .encode(text="text:N", x=alt.value(0), y=alt.value(0))
        .properties(width=WIDTH, height=13 * len(lines))
    )
    return foot
