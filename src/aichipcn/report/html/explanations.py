"""An explanation as a tree: every statement unfolds into what it follows from, and links to what it rests on."""

from __future__ import annotations

from collections.abc import Mapping

from aichipcn.report.html.elements import Content, Element, element
from aichipcn.report.html.parts import foot, source
from aichipcn.report.rows.plain import Plain, with_place_names

_OPEN = 1
"""So many levels are unfolded at first."""


def explanation(data: Plain, places: Mapping[str, str] | None = None) -> Element:
    """The tree of an explanation, with the names of places where they are given by their codes."""
    return element("section", _node(data["explanation"], places or {}, 0), foot(data))


def _node(node: Plain, places: Mapping[str, str], depth: int) -> Element:
    text = with_place_names(node["text"], places)
    below = [*_sources(node), *(element("li", _node(child, places, depth + 1)) for child in node.get("children", ()))]
    if not below:
        return element("span", text)
    return element("details", element("summary", text), element("ul", below), open=depth < _OPEN)


def _sources(node: Plain) -> list[Content]:
    return [element("li", element("cite", source(item))) for item in node.get("sources", ())]
