"""Whether a chip is fit for a workload, with the evidence for and against."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from aichipcn.report.rows.numbering import marks_of, numbered
from aichipcn.report.rows.plain import Plain
from aichipcn.report.text.page import DIM, STRONG, foot, heading, indented, pairs, source_list

_SIDES = {"for": "Told for it", "against": "Told against it", "neither": "Told of it, and of neither side"}


def fitness(data: Plain) -> Iterator[RenderableType]:
    """The document of one chip on one workload."""
    cited = numbered(source for rows in data["evidence"].values() for item in rows for source in item["sources"])
    numbers = {item["slug"]: item for item in cited}
    yield Text(data["chip"]["name"], STRONG)
    yield pairs((("workload", data["workload"]), ("fit for it", Text(data["suits"], STRONG))))
    if not cited:
        yield Text("Nobody tells of it: no claim, no finding and no measured utilisation of this chip.", DIM)
    for side, rows in data["evidence"].items():
        if rows:
            yield heading(_SIDES[side])
            yield indented(*(Text.assemble(item["text"], " ", (marks_of(item, numbers), DIM)) for item in rows))
    if cited:
        yield source_list(cited)
    yield foot(data)
