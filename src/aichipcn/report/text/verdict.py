"""One verdict, and the explanation of one as a tree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.console import RenderableType
from rich.text import Text
from rich.tree import Tree

from aichipcn.report.rows.numbering import marks_of, numbered
from aichipcn.report.rows.plain import Plain, with_place_names
from aichipcn.report.text.page import DIM, STRONG, foot, lines, pairs, source_list, status
from aichipcn.report.words import in_short, share, shortfall


def verdict(data: Plain) -> Iterator[RenderableType]:
    """A verdict, with what it rests on."""
    item = data["verdict"]
    scope = ", as if in its scope" if item["as-if-in-scope"] else ""
    yield Text(item["subject"]["name"], STRONG)
    yield Text(f"under {item['mandate']}{scope}, read as {item['reading']}, on {item['on']}\n")
    upcoming = item["next-milestone"]
    yield pairs(
        (
            ("verdict", status(item["status"])),
            ("share", share(item)),
            ("required", in_short(item["required"]) if item["required"] else "nothing on this date"),
            ("next milestone", f"{upcoming['required']['text']} from {upcoming['on']}" if upcoming else ""),
            ("shortfall at most", " ".join(shortfall(item))),
            ("headroom", item["headroom"]["text"] if item["headroom"] and item["headroom"]["low"]["float"] else ""),
            ("mandate", data["sentence"]),
            ("would decide it", lines(*map(_fact, item["would-decide"])) if item["would-decide"] else ""),
        )
    )
    yield source_list(numbered(data["sources"]))
    yield foot(data)


def explanation(data: Plain, places: Mapping[str, str]) -> Iterator[RenderableType]:
    """The tree of an explanation; its sources by number, its places by name."""
    cited = numbered(_sources(data["explanation"]))
    numbers = {item["slug"]: item for item in cited}

    def grow(node: Plain, tree: Tree) -> Tree:
        for child in node.get("children", ()):
            grow(child, tree.add(label(child)))
        return tree

    def label(node: Plain, style: str = "") -> Text:
        own = marks_of(node, numbers)
        return Text.assemble((with_place_names(node["text"], places), style), (f" {own}" if own else "", DIM))

    yield grow(data["explanation"], Tree(label(data["explanation"], STRONG), guide_style=DIM))
    yield source_list(cited)
    yield foot(data)


def _fact(fact: Plain) -> str:
    return f"{fact['field']} of {fact['subject']}{' (could settle it alone)' if fact['settles'] else ''}"


def _sources(node: Plain) -> Iterator[Plain]:
    for item in node.get("sources", ()):
        yield {"url": None, "read-at": None, "published": None, **item}
    for child in node.get("children", ()):
        yield from _sources(child)
