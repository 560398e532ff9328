"""What a buyer could get on a day: one chip with its hurdles, or a row for each with the first that is in the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from aichipcn.report.rows.numbering import marks_of, numbered
from aichipcn.report.rows.plain import Plain
from aichipcn.report.text.page import DIM, STRONG, Listing, foot, heading, indented, lines, pairs, source_list

_HEADS = {
    "made": "On the market",
    "export": "Export rules",
    "buyer": "The buyer",
    "guidance": "Told at home",
}
_ORDER = ("false", "unknown", "true")


def obtainable(data: Plain) -> Iterator[RenderableType]:
    """One chip, hurdle by hurdle."""
    (chip,) = data["chips"]
    cited = numbered(source for row in chip["hurdles"] for source in row["sources"])
    numbers = {item["slug"]: item for item in cited}
    yield Text(chip["name"], STRONG)
    yield Text(f"on {data['on']}, by {_by(data)}\n")
    yield pairs(
        (
            ("obtainable", Text(chip["obtainable"], STRONG)),
            ("may be shipped", chip["may-be-shipped"]),
            ("may be bought", chip["may-be-bought"]),
        )
    )
    for row in chip["hurdles"]:
        yield heading(f"{_HEADS[row['kind']]}: {'cleared' if row['cleared'] == 'true' else _not_cleared(row)}")
        yield indented(Text.assemble(row["text"], " ", (marks_of(row, numbers), DIM)))
        if row["would-decide"]:
            yield indented(pairs([("would decide it", lines(*map(_fact, row["would-decide"])))]))
    yield source_list(cited)
    yield foot(data)


def obtainables(data: Plain) -> Iterator[RenderableType]:
    """A row for each chip: the answer, and the first hurdle that is not cleared."""
    yield Text(f"On {data['on']}, by {_by(data)}\n", STRONG)
    yield Listing(("chip", "obtainable", "in the way", "why"), map(_row, data["chips"]))
    counted = Counter(chip["obtainable"] for chip in data["chips"])
    told = ", ".join(f"{counted[word]} {word}" for word in reversed(_ORDER))
    yield Text(f"\n{len(data['chips'])} chips: {told}. True is that nothing which is known stands in the way.", DIM)
    yield foot(data)


def _row(chip: Plain) -> tuple[RenderableType, ...]:
    rows = sorted(chip["hurdles"], key=lambda row: _ORDER.index(row["cleared"]))
    first = rows[0]
    name = Text(chip["name"], STRONG)
    if first["cleared"] == "true":
        return name, chip["obtainable"], "", ""
    return name, chip["obtainable"], _HEADS[first["kind"]].lower(), first["short"]


def _by(data: Plain) -> str:
    buyer = data["by"]
    uses = " and ".join(buyer["uses"])
    return f"{buyer['name']}, for {uses} use" if uses else str(buyer["name"])


def _not_cleared(row: Plain) -> str:
    return "not cleared" if row["cleared"] == "false" else "unknown"


def _fact(fact: Plain) -> str:
    return f"{fact['field']} of {fact['subject']}"
