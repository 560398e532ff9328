"""A chip: who makes it, every figure with its doubt, what other reports say, and the sources of each."""

from __future__ import annotations

from collections.abc import Mapping

from aichipcn.report.html.elements import Content, Element, element
from aichipcn.report.html.parts import UNKNOWN, amount, known, lines, listing, noted, pairs, source_list, titled
from aichipcn.report.rows.chips import unknown
from aichipcn.report.rows.numbering import cited, marks_of, numbered
from aichipcn.report.rows.plain import Plain

_HEADS = ("figure", "value", "doubt", "sources", "other reports")


def chip(data: Plain) -> Element:
    """One chip; the figures that nobody knows are named too."""
    sources = numbered(cited(data))
    numbers = {item["slug"]: item for item in sources}
    return element(
        "section",
        pairs(data["name"], _about(data)),
        listing(f"Figures of {data['name']}", _HEADS, (_figure(row, numbers) for row in data["figures"])),
        source_list(sources),
    )


def _about(data: Plain) -> tuple[tuple[str, Content], ...]:
    return (
        ("slug", data["slug"]),
        ("also", ", ".join(data["aliases"])),
        ("kind", data["kind"]),
        ("designer", _vendor(data["designer"])),
        ("supplier", _vendor(data["supplier"])),
        ("foundries", lines(map(_vendor, data["foundries"])) or _made(data)),
        ("rates listed", data["rates-listed"]),
        *_limited(data),
        ("domestic content", data["domestic-content"]),
        ("not known", ", ".join(unknown(data))),
        ("confidence", known(data["confidence"])),
        ("note", data["note"]),
    )


def _limited(data: Plain) -> tuple[tuple[str, Content], ...]:
    """The figures that export rules set limits to, by what the chip is."""
    if data["kind"] == "memory":
        return (("bandwidth density", amount(data["memory-bandwidth-density"])),)
    best = f"from its {data['tpp-format']} rate" if data["tpp-format"] else None
    return ("TPP", noted(amount(data["tpp"]), best)), ("performance density", amount(data["performance-density"]))


def _figure(row: Plain, numbers: Mapping[str, Plain]) -> tuple[Content, ...]:
    value = noted(row["value"]["text"] if row["value"] else UNKNOWN, row["note"])
    rivals = (f"{noted(rival['value'], rival['note'])} {marks_of(rival, numbers)}" for rival in row["conflicts"])
    return row["label"], value, row["doubt"], marks_of(row, numbers), lines(rivals)


def _vendor(data: Plain | None) -> str:
    return UNKNOWN if data is None else noted(data["name"], data["place"] and data["place"]["name"])


def _made(data: Plain) -> str:
    place = data["foundry-place"]
    return f"not named, in {titled(place)}" if place else UNKNOWN
