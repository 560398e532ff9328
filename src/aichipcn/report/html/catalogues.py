"""What a catalogue holds, a row for each entry."""

from __future__ import annotations

from aichipcn.catalogue.catalogue import SINGULAR
from aichipcn.report.html.elements import Content, Element, element
from aichipcn.report.html.parts import foot, link, listing, noted
from aichipcn.report.rows.plain import Plain

HEADS = ("name", "kind", "slug", "what it says")


def catalogue(data: Plain) -> Element:
    """Every entry of every kind in one table, below how many there are of each."""
    table = listing("Catalogue", HEADS, map(_row, data["entries"]))
    entries = element("div", table, class_="aichipcn-entries", role="group", aria_label="Entries", tabindex=0)
    return element("section", element("p", counts(data)), entries, foot(data))


def counts(data: Plain) -> str:
    """How many entries there are of each kind."""
    named = ((number, SINGULAR[kind] if number == 1 else kind) for kind, number in data["counts"].items() if number)
    held = ", ".join(f"{number} {kind}" for number, kind in named)
    return f"{len(data['entries'])} entries: {held}" if held else "an empty catalogue"


def _row(row: Plain) -> tuple[Content, ...]:
    name = noted(row["name"], *row["aliases"])
    return link(row["url"], name) if row["url"] else name, row["kind"], row["slug"], row["says"]
