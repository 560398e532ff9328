"""A mandate: what it says, how it may be read, how much by when, whom it lets off, and how it came to be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from aichipcn.report.html.elements import Content, Element, element
from aichipcn.report.html.parts import known, listing, pairs, source_list, titled
from aichipcn.report.rows.numbering import cited, marks_of, numbered
from aichipcn.report.rows.plain import Plain
from aichipcn.report.words import LEVELS

_SHARES = {
    "as-stated": "taken as stated",
    "at-most": "taken as an upper bound",
    "not-used": "not used",
}

_OWN = "as the mandate"
"""What a milestone has that tells nothing of its own."""


def mandate(data: Plain) -> Element:
    """One mandate, as a sentence under each reading."""
    sources = numbered(cited(data))
    numbers = {item["slug"]: item for item in sources}
    return element(
        "section",
        pairs(data["title"], _about(data)),
        listing(
            "Read as",
            ("reading", "judged over", "what it asks", "a share stated as domestic is", "note"),
            map(_reading, data["readings"]),
        ),
        listing(
            "How much by when",
            ("from", "reading", "required", "status", "sources", "wording"),
            _milestones(data, numbers),
        ),
        listing(
            "Exempt",
            ("who", "sources", "note"),
            ((row["text"], marks_of(row, numbers), row["note"]) for row in data["exemptions"]),
        ),
        listing(
            "History",
            ("status", "since", "sources", "wording", "note"),
            (_step(row, numbers) for row in data["history"]),
        ),
        source_list(sources),
    )


def _about(data: Plain) -> tuple[tuple[str, Content], ...]:
    return (
        ("slug", data["slug"]),
        ("also", ", ".join(data["aliases"])),
        ("issuer", known(data["issuer"])),
        ("place", titled(data["place"], "text")),
        ("force", known(data["legal-force"])),
        ("status", data["status"]),
        ("judged over", LEVELS[data["level"]]),
        ("requires", data["schedule"]),
        ("its words", data["wording"]),
        ("verified", data["verified"]),
        ("expires", data["expires"]),
        ("supersedes", ", ".join(data["supersedes"])),
        ("confidence", known(data["confidence"])),
        ("note", data["note"]),
    )


def _reading(row: Plain) -> tuple[Content, ...]:
    return row["name"], LEVELS[row["level"]], row["sentence"], _SHARES[row["stated-shares"]], row["note"]


def _milestones(data: Plain, numbers: Mapping[str, Plain]) -> Iterator[tuple[Content, ...]]:
    for reading in data["readings"]:
        for row in reading["milestones"]:
            required = row["required"]["words"] if row["required"] else "nothing"
            status, told = row["status"] or _OWN, marks_of(row, numbers) or _OWN
            yield row["on"], reading["name"], required, status, told, row["wording"]


def _step(row: Plain, numbers: Mapping[str, Plain]) -> tuple[Content, ...]:
    return row["status"], known(row["since"]), marks_of(row, numbers), row["wording"], row["note"]
