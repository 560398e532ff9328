"""What a facility or a fleet delivers: the total, its parts, what is not counted, and what sources state and claim."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from aichipcn.report.html.elements import Content, Element, element
from aichipcn.report.html.parts import amount, lines, listing, noted, pairs, source_list, titled
from aichipcn.report.rows.numbering import cited, marks_of, numbered
from aichipcn.report.rows.plain import Plain
from aichipcn.report.words import judged_on, total, uncounted


def effective(data: Plain) -> Element:
    """A total with its grounds."""
    sources = numbered(cited(data))
    numbers = {item["slug"]: item for item in sources}
    return element(
        "section",
        pairs(data["facility"]["name"], _about(data)),
        listing("Counted", ("chips", "number", "each", "together"), map(_contribution, data["contributions"])),
        listing("Stated by sources, and not added", ("what", "value", "sources", "note"), _stated(data, numbers)),
        listing("Published claims that it rests on", ("chips", "claims"), _claims(data, numbers)),
        source_list(sources),
    )


def _about(data: Plain) -> tuple[tuple[str, Content], ...]:
    place = titled(data["facility"]["place"], "text") if len(data["facilities"]) == 1 else None
    return (
        ("place", place),
        ("chips", lines(data["chips"])),
        ("on", judged_on(data)),
        ("basis", f"{data['basis']['unit']} ({data['basis']['grounds']})"),
        ("total", element("b", total(data))),
        ("not counted", lines(map(uncounted, data["unknown"]))),
    )


def _contribution(row: Plain) -> tuple[Content, ...]:
    return row["name"], amount(row["count"]), amount(row["rate"]), amount(row["total"])


def _stated(data: Plain, numbers: Mapping[str, Plain]) -> Iterator[tuple[Content, ...]]:
    wholes = (("all of it", row["as-of"] and f"as of {row['as-of']}", row) for row in data["stated"])
    parts = ((row["chips"], None, row) for row in data["stated-parts"])
    for what, dated, row in (*wholes, *parts):
        value = noted(amount(row["value"]), row["format"] or "number format not stated", dated)
        yield what, value, marks_of(row, numbers), row["note"]


def _claims(data: Plain, numbers: Mapping[str, Plain]) -> Iterator[tuple[Content, ...]]:
    for row in data["contributions"]:
        paths = [_path(path, numbers) for path in row.get("paths", ())]
        paths += [
            f"these contradict each other, and the rate spans both: {_path(two['one'], numbers)} against"
            f" {_path(two['other'], numbers)}"
            for two in row.get("contradictions", ())
        ]
        if paths:
            yield row["name"], lines(paths)


def _path(path: Plain, numbers: Mapping[str, Plain]) -> str:
    steps = ", then ".join(
        f"{claim['chip']} = {amount(claim['ratio'])} x {claim['reference']} {marks_of(claim, numbers)}".rstrip()
        for claim in path["claims"]
    )
    return f"{steps}: {amount(path['ratio'])} in all" if len(path["claims"]) > 1 else steps
