"""The page itself: what stands around its sections."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from aichipcn.report.html.elements import Content, Element, Trusted, element
from aichipcn.report.html.page.facilities import facilities
from aichipcn.report.html.page.mandates import mandates
from aichipcn.report.html.page.sources import provenance, sources
from aichipcn.report.html.page.summary import summary
from aichipcn.report.html.page.trees import explanations
from aichipcn.report.rows.plain import Plain

GENERATOR = str(element("meta", name="generator", content="aichipcn"))
"""What a page has near its beginning, and no other file."""


def document(data: Plain, pictures: Mapping[str, Element] | None = None) -> str:
    """The page of a report with its reasons; of the pictures, it takes a timeline, shares and a fleet."""
    found = pictures or {}
    where = f" in {data['place']['name']}" if data["place"] else ""
    title = f"Chinese mandates on AI chips{where}, on {data['on']}"
    parts = [
        summary(data),
        facilities(data, found.get("shares"), found.get("fleet")),
        mandates(data, found.get("timeline")),
        explanations(data),
        sources(data),
        provenance(data),
    ]
    return "<!DOCTYPE html>\n" + str(
        element(
            "html",
            _head(title),
            element(
                "body",
                element("a", "Skip to the summary", href="#summary", class_="skip"),
                element("header", element("h1", title), _subtitle(data)),
                element("nav", _contents(parts), aria_label="Contents"),
                element("main", *parts),
                element("script", Trusted(_file("script.js"))),
            ),
            lang="en",
        )
    )


def _head(title: str) -> Element:
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        Trusted(GENERATOR),
        element("link", rel="icon", href="data:,"),
        element("title", title),
        element("style", Trusted(_file("style.css"))),
    )


def _subtitle(data: Plain) -> Element:
    return element(
        "p",
        f"Facilities: {len(data['facilities'])}; mandates: {len(data['mandates'])}; sources: {len(data['sources'])}."
        f" aichipcn {data['version']}, catalogue {data['fingerprint'][:12]}.",
        class_="quiet",
    )


def _contents(parts: list[Element]) -> Content:
    return element("ul", *(element("li", element("a", _title(part), href=f"#{_id(part)}")) for part in parts))


def _id(part: Element) -> str:
    return str(dict(part.attributes)["id"])


def _title(part: Element) -> Content:
    heading = part.content[0]
    return list(heading.content) if isinstance(heading, Element) else None


@cache
def _file(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")
