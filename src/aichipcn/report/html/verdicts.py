"""One verdict: what it says, the share beside what is required, and what would decide it."""

from __future__ import annotations

from aichipcn.report.html.elements import Content, Element, element
from aichipcn.report.html.parts import foot, lines, pairs, source_list
from aichipcn.report.rows.numbering import cited, numbered
from aichipcn.report.rows.plain import Plain
from aichipcn.report.words import in_plain, in_short, share, shortfall


def verdict(data: Plain) -> Element:
    """A verdict with its grounds, and what it was computed from."""
    return element(
        "section",
        pairs(data["verdict"]["subject"]["name"], _about(data)),
        source_list(numbered(cited(data))),
        foot(data),
    )


def _about(data: Plain) -> tuple[tuple[str, Content], ...]:
    item = data["verdict"]
    upcoming, room = item["next-milestone"], item["headroom"]
    scope = ", as if in its scope" if item["as-if-in-scope"] else ""
    return (
        ("verdict", element("b", in_plain(item["status"]))),
        ("under", f"{item['mandate']}{scope}, read as {item['reading']}"),
        ("on", item["on"]),
        ("share", share(item)),
        ("required", in_short(item["required"]) if item["required"] else "nothing on this date"),
        ("next milestone", f"{in_short(upcoming['required'])} from {upcoming['on']}" if upcoming else None),
        ("shortfall at most", " ".join(shortfall(item))),
        ("headroom", room["text"] if room and room["low"]["float"] else None),
        ("open because", "an authority decides case by case" if item["by-discretion"] else None),
        ("would decide it", lines(map(_fact, item["would-decide"]))),
        ("mandate", data["sentence"]),
    )


def _fact(fact: Plain) -> str:
    return f"{fact['field']} of {fact['subject']}{' (could settle it alone)' if fact['settles'] else ''}"
