"""Charts as pictures in the page: drawn as SVG, in the colours of the page, with words for who does not see them."""

from __future__ import annotations

import re

import attrs
import vl_convert

from aichipcn.report.charts.theme import DARK, GREY, GRID, INK, LIGHT, PALE, PAPER, Part
from aichipcn.report.html.elements import Element, Trusted, element

_VARIABLES = {
    INK: "ink", GREY: "quiet", PALE: "line", GRID: "grid", DARK: "certain", LIGHT: "uncertain", PAPER: "paper"
}  # fmt: skip
"""What the style sheet has instead of a colour, so that a picture is as dark as its page."""

_COLOUR = re.compile(rf'"({"|".join(_VARIABLES)})"')


@attrs.frozen
class Sketch:
    """A chart that is to be drawn, under a name that no other has, and what it shows in words."""

    name: str
    words: str
    chart: Part


def picture(sketch: Sketch) -> Element:
    """A chart drawn as it looks on the page."""
    drawn: str = vl_convert.vegalite_to_svg(sketch.chart.to_dict(validate=False))
    drawn = _COLOUR.sub(lambda match: f'"var(--{_VARIABLES[match[1]]})"', drawn)
    drawn = drawn.replace("<svg ", '<svg aria-hidden="true" ', 1)
    return element("figure", element("div", Trusted(drawn), role="img", tabindex=0, aria_label=sketch.words))
