"""Charts as pictures in the page: drawn as SVG, in the colours of the page, with words for who does not see them."""

from __future__ import annotations

import re

import altair as alt
import vl_convert

from aichipcn.report.charts.theme import DARK, GREY, GRID, INK, LIGHT, PALE, PAPER
from aichipcn.report.html.elements import Element, Trusted, element

_VARIABLES = {
    INK: "ink",
    GREY: "quiet",
    PALE: "line",
    GRID: "grid",
    DARK: "certain",
    LIGHT: "uncertain",
    PAPER: "paper",
}
"""What the style sheet has instead of a colour, so that a picture is as dark as its page."""

_COLOUR = re.compile(rf'"({"|".join(_VARIABLES)})"')
_PAPER = re.compile(r'(<rect width="\d+" height="\d+" )fill="white"')
_NAME = re.compile(r'(?<= id=")(?=\w)|(?<=url\(#)')


def picture(chart: alt.TopLevelMixin, name: str, words: str) -> Element:
    """A chart under a name that no other picture of the page has, and what it shows in words."""
    drawn = vl_convert.vegalite_to_svg(chart.to_dict())
    drawn = _COLOUR.sub(lambda match: f'"var(--{_VARIABLES[match[1]]})"', drawn)
    drawn = _PAPER.sub(r'\1fill="none"', drawn, count=1)
    drawn = _NAME.sub(f"{name}-", drawn).replace("<svg ", '<svg aria-hidden="true" ', 1)
    return element("figure", element("div", Trusted(drawn), role="img", aria_label=words))
