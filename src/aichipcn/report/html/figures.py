"""A figure by itself, with its doubt."""

from __future__ import annotations

from aichipcn.report.html.elements import Element, element
from aichipcn.report.html.parts import UNKNOWN, amount
from aichipcn.report.rows.plain import Plain


def estimate(data: Plain) -> Element:
    """A figure in words, how far it is known, and how it is written."""
    text = amount(data)
    doubt = "nothing is known of it" if text == UNKNOWN else data["doubt"]
    return element("p", element("b", text), f" ({doubt}; written ", element("code", data["written"]), ")")
