"""How origins are told apart: by shape and fill where marks stand, and by hue, of which one is dark in grey too."""

from __future__ import annotations

import altair as alt

from aichipcn.report.charts.theme import DARK, GREY, HUES, INK, PALE, PAPER
from aichipcn.report.rows.origins import Origin

_NAMES = [origin.value for origin in Origin]

SHAPES = alt.Scale(domain=_NAMES, range=["circle", "triangle-up", "diamond"])

STROKES = alt.Scale(domain=_NAMES, range=[DARK, HUES[5], GREY])

FILLS = alt.Scale(domain=_NAMES, range=[DARK, PAPER, PAPER])

BARS = alt.Scale(domain=_NAMES, range=[DARK, HUES[1], PALE])
"""Of what is told by its area: of three greys."""

INSIDE = alt.Scale(domain=_NAMES, range=[PAPER, HUES[7], INK])
"""Of words that stand on such an area, in a page that is dark too."""
