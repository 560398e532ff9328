"""What the sections of the page are made of: marks of sources, verdicts, tables, folds, links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from aichipcn.report.html.elements import Content, Element, element, together
from aichipcn.report.rows.plain import Plain
from aichipcn.report.words import in_plain

SIGNS = {"compliant": "●", "indeterminate": "◆", "non-compliant": "✚", "not-in-force": "■", "not-applicable": "▲"}
"""The mark of each verdict, as charts have them."""


def anchor(*words: str) -> str:
    """The id of a part of the page."""
    return ".".join(re.sub(r"[^a-z0-9]+", "-", word.lower()).strip("-") for word in words)


def cited(numbers: Iterable[int]) -> Content:
    """Links to sources by number."""
    found = sorted(set(numbers))
    links = [element("a", str(number), href=f"#source-{number}", aria_label=f"source {number}") for number in found]
    return [" ", element("span", *links, class_="cited")] if links else None


def cites(sources: Iterable[Plain]) -> Content:
    """Links to numbered sources."""
    return cited(source["number"] for source in sources)


def verdict(word: str, href: str | None = None) -> Element:
    """A verdict in words, with its mark; colour says nothing that these do not."""
    shown = together(element("span", SIGNS[word], aria_hidden="true"), " ", in_plain(word))
    return element("a" if href else "span", shown, class_=f"verdict {word}", href=href)


def section(title: str, *content: Content, id_: str | None = None) -> Element:
    """A section under a heading of the second level."""
    name = id_ or anchor(title)
    heading = element("h2", title, id=f"{name}-title")
    return element("section", heading, content, id=name, aria_labelledby=f"{name}-title")


def table(
    caption: Content, heads: Sequence[Content], rows: Iterable[Sequence[Content]], *, id_: str | None = None
) -> Element:
    """A table whose first column heads its rows, in a frame that scrolls where the page is too narrow."""
    name = id_ or anchor(_text(caption))
    head = element("thead", element("tr", *(element("th", text, scope="col") for text in heads)))
    body = element("tbody", *(_row(cells) for cells in rows))
    drawn = element("table", element("caption", caption, id=f"{name}-caption"), head, body, id=name)
    return element("div", drawn, class_="scroll", role="region", tabindex=0, aria_labelledby=f"{name}-caption")


def fold(title: Content, *content: Content, id_: str | None = None) -> Element:
    """Content that is folded away below its title."""
    return element("details", element("summary", title), content, id=id_)


def pairs(rows: Iterable[tuple[str, Content]]) -> Element:
    """Labels and what they label; a row without anything is left out."""
    return element("dl", *([element("dt", label), element("dd", value)] for label, value in rows if value))


def items(texts: Iterable[Content]) -> Content:
    """A list; nothing for no items."""
    found = [element("li", text) for text in texts]
    return element("ul", *found) if found else None


def quiet(*content: Content) -> Element:
    """What matters less."""
    return element("span", *content, class_="quiet")


def _row(cells: Sequence[Content]) -> Element:
    first, *rest = cells
    return element("tr", element("th", first, scope="row"), *(element("td", cell) for cell in rest))


def _text(content: Content) -> str:
    return re.sub(r"<[^>]*>", "", str(element("p", content)))
