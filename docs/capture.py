"""Draw the pictures of the README into `docs/_static`. Run: python docs/capture.py.

`report.svg` has the first lines of `aichipcn report` in a terminal; `910b.svg` one Ascend 910B on every basis.
"""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

from rich.console import CONSOLE_SVG_FORMAT, Console
from rich.terminal_theme import MONOKAI
from rich.text import Text
from vl_convert import vegalite_to_svg

from aichipcn.catalogue.load import load_catalogue
from aichipcn.compute.bases import equivalents_of
from aichipcn.report.charts.bases import bases_chart
from aichipcn.report.rows.overview import last_milestone, overview
from aichipcn.report.text.overview import report

STATIC = Path(__file__).parent / "_static"
PICTURE, CHART = STATIC / "report.svg", STATIC / "910b.svg"
WIDTH, LEAST_LINES = 120, 50
FONTS = "Fira Code, Menlo, Consolas, DejaVu Sans Mono, monospace"
FRAME = re.sub(r"@font-face \{\{.*?\}\}\s*", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL).replace(
    "Fira Code, monospace", FONTS
)


def drawn() -> str:
    """The picture, down to the end of a facility; with fonts of the reader's own."""
    screen = _console()
    catalogue = load_catalogue()
    with screen.capture() as captured:
        for part in report(overview(catalogue, last_milestone(catalogue))):
            screen.print(part)
    lines = [Text.from_ansi(line) for line in captured.get().split("\n")]
    end = next(number for number, line in enumerate(lines) if number >= LEAST_LINES and not line.plain.strip())
    film = _console()
    film.print(Text("\n").join(lines[:end]))
    title = f"aichipcn report | head -{end}"
    svg = film.export_svg(title=title, theme=MONOKAI, code_format=FRAME, unique_id="report")
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


def charted() -> str:
    """An Ascend 910B in H20-equivalents, a row for each basis."""
    catalogue = load_catalogue()
    rows = equivalents_of(catalogue.chips["910B"], catalogue.chips["H20"], claims=catalogue.claims)
    svg: str = vegalite_to_svg(bases_chart(rows).to_dict())
    return svg + "\n"


def _console() -> Console:
    return Console(
        file=StringIO(),
        record=True,
        width=WIDTH,
        force_terminal=True,
        color_system="truecolor",
        legacy_windows=False,
        markup=False,
        highlight=False,
        _environ={},
    )


if __name__ == "__main__":
    STATIC.mkdir(exist_ok=True)
    PICTURE.write_text(drawn(), "utf-8")
    CHART.write_text(charted(), "utf-8")
