"""What fragments are made of: tables, links and sources. Whatever is not known is said to be unknown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from aichipcn.report.html.elements import Content, Element, element
from aichipcn.report.rows.plain import Plain

UNKNOWN = "unknown"

_NOTHING: tuple[Content, ...] = (None, "", [], ())

_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
"""What may become a link: anything else, such as an address that runs a script, stays text."""


def pairs(caption: Content, rows: Iterable[tuple[str, Content]]) -> Element:
    """Labels and what they label. A row of nothing is left out, so that what is unknown has to be said."""
    body = (
        element("tr", element("th", label, scope="row"), element("td", value))
        for label, value in rows
        if value not in _NOTHING
    )
    return element("table", element("caption", caption), element("tbody", body))


def listing(caption: str, heads: Sequence[str], rows: Iterable[Sequence[Content]]) -> Element | None:
    """Rows under headings, each named by its first cell; nothing where there are no rows.

    A column in which nothing stands is left out.
    """
    told = list(rows)
    if not told:
        return None
    used = [i for i in range(len(heads)) if any(row[i] not in _NOTHING for row in told)]
    head = element("tr", (element("th", heads[i], scope="col") for i in used))
    body = (
        element("tr", (element("td", row[i]) if i else element("th", row[i], scope="row") for i in used))
        for row in told
    )
    return element("table", element("caption", caption), element("thead", head), element("tbody", body))


def lines(parts: Iterable[Content]) -> list[Content]:
    """Parts below one another in one cell."""
    return [[element("br"), part] if i else part for i, part in enumerate(parts)]


def known(value: str | None) -> str:
    """A text, or that it is unknown."""
    return value or UNKNOWN


def amount(figure: Plain | None) -> str:
    """A figure in words; unknown where there is none, and where it may be anything."""
    if figure is None or (figure.get("high", "") is None and figure["low"]["float"] == 0):
        return UNKNOWN
    text: str = figure["text"]
    return text


def titled(value: Plain | None, name: str = "name") -> str:
    """The name of a place, a vendor or what else has one; unknown where there is none."""
    return UNKNOWN if value is None else str(value[name])


def noted(text: str, *notes: str | None) -> str:
    """A text with what is told beside it."""
    said = "; ".join(note for note in notes if note)
    return f"{text} ({said})" if said else text


def source(item: Plain) -> list[Content]:
    """Who published what and when, and where it is read."""
    read = item.get("read-at")
    dated = f", {item['published']}" if item.get("published") else ""
    named: list[Content] = [link(item.get("url"), f"{item['publisher']}{dated}: {item['title']}")]
    return [*named, " (read at ", link(read, read), ")"] if read else named


def source_list(sources: Sequence[Plain]) -> Element | None:
    """Numbered sources, folded; nothing for none."""
    if not sources:
        return None
    number = f"{len(sources)} sources" if len(sources) > 1 else "1 source"
    items = (element("li", source(item), value=item["number"]) for item in sources)
    return element("details", element("summary", number), element("ol", items))


def link(address: str | None, text: str) -> Content:
    """A link to an address of the web; to any other there is none, and it stands beside the text."""
    if address is None:
        return text
    if _ADDRESS.fullmatch(address):
        return element("a", text, href=address, rel="noopener noreferrer")
    return text if address == text else f"{text} ({address})"


def foot(data: Plain) -> Element:
    """The version and the fingerprint that something was computed from."""
    origin = data.get("origin", "catalogue")
    made = f", {origin} {data['fingerprint'][:12]}" if data["fingerprint"] else ""
    return element("p", element("small", f"aichipcn {data['version']}{made}"))
