"""Charts as pictures in the page: drawn as SVG, in the colours of the page, with words for who does not see them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import attrs
import vl_convert

from aichipcn.report.charts.theme import DARK, GREY, GRID, INK, LIGHT, PALE, PAPER, Part
from aichipcn.report.html.elements import Element, Trusted, element

_VARIABLES = {
    INK: "ink", GREY: "quiet", PALE: "line", GRID: "grid", DARK: "certain", LIGHT: "uncertain", PAPER: "paper"
}  # fmt: skip
"""What the style sheet has instead of a colour, so that a picture is as dark as its page."""

_COLOUR = re.compile(rf'"({"|".join(_VARIABLES)})"')
_PAPER = re.compile(r'(<rect width="\d+" height="\d+" )fill="white"')


@attrs.frozen
class Sketch:
    """A chart that is to be drawn, under a name that no other has, and what it shows in words."""

    name: str
    words: str
    chart: Part


def pictures(sketches: Iterable[Sketch]) -> Iterator[tuple[str, Element]]:
    """The pictures by name. While one is drawn, which takes no Python, the next chart is made."""
    made = []
    with ThreadPoolExecutor(1) as pen:
        for sketch in sketches:
            made.append((sketch, pen.submit(_svg, sketch.chart.to_dict(validate=False))))
        for sketch, drawn in made:
            yield sketch.name, _figure(sketch, drawn.result())


def _svg(specification: dict[str, Any]) -> str:
    svg: str = vl_convert.vegalite_to_svg(specification)
    return svg


def _figure(sketch: Sketch, drawn: str) -> Element:
    drawn = _COLOUR.sub(lambda match: f'"var(--{_VARIABLES[match[1]]})"', drawn)
    drawn = _PAPER.sub(r'\1fill="none"', drawn, count=1)
    drawn = drawn.replace("<svg ", '<svg aria-hidden="true" ', 1)
    return element("figure", element("div", Trusted(drawn), role="img", tabindex=0, aria_label=sketch.words))
