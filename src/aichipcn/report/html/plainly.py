"""Elements as lines of plain text, for where no HTML is shown: one content, drawn twice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, zip_longest

from aichipcn.report.html.elements import Element, Trusted

_WIDEST = 40
"""To so many letters a column is filled up, so that the next ones stand below one another."""

_SILENT = frozenset({"script", "style", "input"})
_BLOCKS = frozenset({"section", "div", "details", "summary", "p", "table", "ul", "ol", "li"})


def as_text(part: Element) -> str:
    """An element as text: tables in columns, lists indented, everything unfolded."""
    return "\n".join(line.rstrip() for line in _lines(part))


def _lines(part: Element | Trusted | str) -> Iterator[str]:
    if isinstance(part, Trusted) or (isinstance(part, Element) and part.tag in _SILENT):
        return
    if isinstance(part, str):
        yield part
    elif part.tag == "table":
        yield from _table(part)
    elif part.tag in ("ul", "ol", "details"):
        yield from _below(part)
    elif part.tag in ("section", "div"):
        for inner in part.content:
            yield from _lines(inner)
    else:
        yield _inline(part)


def _below(part: Element) -> Iterator[str]:
    """A list, or what unfolds below its summary, indented."""
    for inner in part.content:
        if not isinstance(inner, Element):
            continue
        if inner.tag == "summary":
            yield _inline(inner)
        elif inner.tag == "li":
            yield from _item(inner)
        else:
            yield from (f"  {line}" for line in _lines(inner))


def _item(item: Element) -> Iterator[str]:
    number = dict(item.attributes).get("value")
    first, *rest = list(_item_lines(item)) or [""]
    yield f"[{number}] {first}" if number else first
    yield from rest


def _item_lines(item: Element) -> Iterator[str]:
    if any(isinstance(part, Element) and part.tag in _BLOCKS for part in item.content):
        for part in item.content:
            yield from _lines(part)
    else:
        yield _inline(item)


def _table(table: Element) -> Iterator[str]:
    rows = []
    for part in _elements(table):
        if part.tag == "caption":
            yield _inline(part)
        rows += [[_stacked(cell) for cell in _elements(row)] for row in _elements(part) if row.tag == "tr"]
    widths = [min(max(len(line) for cell in column for line in cell), _WIDEST) for column in zip(*rows, strict=True)]
    for row in rows:
        for line in zip_longest(*row, fillvalue=""):
            yield "  " + "  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True))


def _elements(part: Element) -> list[Element]:
    return [inner for inner in part.content if isinstance(inner, Element)]


def _stacked(cell: Element) -> list[str]:
    """The lines of a cell."""
    ends = [i for i, part in enumerate(cell.content) if isinstance(part, Element) and part.tag == "br"]
    cuts = pairwise((-1, *ends, len(cell.content)))
    return ["".join(map(_inline, cell.content[start + 1 : end])) for start, end in cuts]


def _inline(part: Element | Trusted | str) -> str:
    """The text of an element in one line; the address of a link after its text."""
    if isinstance(part, Trusted):
        return ""
    if isinstance(part, str):
        return " ".join(part.splitlines())
    text = "".join(map(_inline, part.content))
    address = dict(part.attributes).get("href")
    return f"{text} ({address})" if address and address != text else text
