"""Facilities and fleets: what they are, what stands there, and what is stated of them."""

from __future__ import annotations

from collections.abc import Mapping

from aichipcn.report.html.elements import Content, Element, element
from aichipcn.report.html.parts import amount, known, lines, listing, noted, pairs, source_list, titled
from aichipcn.report.rows.numbering import cited, marks_of, numbered
from aichipcn.report.rows.plain import Plain

_INVENTORY = {
    "complete": "complete: all that stands there is listed",
    "partial": "partial: more stands there than is listed",
    "unknown": "unknown whether all that stands there is listed",
}


def facility(data: Plain) -> Element:
    """One facility, with all that is stated of it."""
    sources = numbered(cited(data))
    numbers = {item["slug"]: item for item in sources}
    name = data["name"]
    return element(
        "section",
        pairs(name, _about(data)),
        listing(
            f"Chips in {name}",
            ("chips", "when", "compute stated", "sources", "note"),
            (_deployment(row, numbers) for row in data["deployments"]),
        ),
        listing(
            f"Stated of {name}",
            ("what", "value", "of", "as of", "sources", "note"),
            _stated(data, numbers),
        ),
        source_list(sources),
    )


def fleet(data: Plain) -> Element:
    """Facilities taken together, a row each."""
    number = len(data["facilities"])
    caption = f"{data['name']}: {number} {'facility' if number == 1 else 'facilities'}"
    heads = ("facility", "place", "status", "commissioned", "inventory", "chips")
    rows = listing(caption, heads, map(_row, data["facilities"]))
    return element("section", rows or element("p", f"{data['name']}: no facilities"))


def _row(data: Plain) -> tuple[Content, ...]:
    place, commissioned = titled(data["place"], "text"), known(data["commissioned"])
    return data["name"], place, data["status"], commissioned, data["inventory"], lines(data["chips"])


def _about(data: Plain) -> tuple[tuple[str, Content], ...]:
    return (
        ("slug", data["slug"]),
        ("also", ", ".join(data["aliases"])),
        ("place", titled(data["place"], "text")),
        ("kind", known(data["kind"])),
        ("extent", data["extent"]),
        ("operator", known(data["operator"])),
        ("status", data["status"]),
        ("commissioned", known(data["commissioned"])),
        ("funding", known(", ".join(data["funding"]))),
        ("ownership", known(data["ownership"])),
        ("used for", known(", ".join(data["uses"]))),
        ("programmes", ", ".join(data["programmes"])),
        ("inventory", _INVENTORY[data["inventory"]]),
        ("chips", None if data["deployments"] else "not stated"),
        ("confidence", known(data["confidence"])),
        ("note", data["note"]),
    )


def _deployment(row: Plain, numbers: Mapping[str, Plain]) -> tuple[Content, ...]:
    compute = noted(amount(row["compute"]), row["format"]) if row["compute"] else "not stated"
    dates = [f"{what} {row[what]}" for what in ("ordered", "installed", "retired") if row[what]]
    return row["text"], ", ".join(dates) or "not stated", compute, marks_of(row, numbers), row["note"]


def _stated(data: Plain, numbers: Mapping[str, Plain]) -> list[tuple[Content, ...]]:
    """What sources state of the whole: shares, compute, and how far it is built."""
    said = [
        ("share", f"{row['text']} {row['counts']}", row["of"].replace("-", " "), row) for row in data["stated-shares"]
    ]
    said += [
        ("compute", amount(row["value"]), row["format"] or "number format not stated", row)
        for row in data["stated-compute"]
    ]
    said += [("built", row["text"], row["of"], row) for row in data["completion"]]
    return [
        (what, value, of, known(row["as-of"]), marks_of(row, numbers), row["note"]) for what, value, of, row in said
    ]
