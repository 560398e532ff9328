"""The sources by number, and how the page can be cited and made again."""

from __future__ import annotations

from aichipcn.report.html.elements import Content, Element, element
from aichipcn.report.html.page.parts import pairs, section
from aichipcn.report.html.parts import source
from aichipcn.report.rows.plain import Plain


def sources(data: Plain) -> Element:
    """Publisher, date, title and address of each source."""
    return section("Sources", element("ol", *(_source(item) for item in data["sources"]), class_="sources"))


def provenance(data: Plain) -> Element:
    """What the page was computed from, and how to name it."""
    version, fingerprint = data["version"], data["fingerprint"]
    known = data.get("known-by")
    return section(
        "This page",
        pairs(
            (
                ("library", f"aichipcn {version}"),
                ("catalogue", element("code", fingerprint)),
                ("judged on", data["on"]),
                ("reading", data["reading"] or "the first of each mandate"),
                ("place", data["place"]["text"] if data["place"] else "all"),
                ("known by", _known(known) if known else None),
                (
                    "to cite",
                    f"aichipcn {version}, report on {data['on']}, catalogue {fingerprint[:12]}",
                ),
            )
        ),
        element(
            "p",
            "The fingerprint is the sha256 of the catalogue in canonical form. The same version, catalogue and options"
            " make the same page.",
        ),
        _imports(data),
    )


def _known(known: Plain) -> str:
    undated = f", and {known['undated']} have no date" if known["undated"] else ""
    return f"{known['on']}: {known['sources']} of {known['of']} sources were public by then{undated}"


def _imports(data: Plain) -> Content:
    return [
        [
            element("h3", f"{item['file']}: {item['taken']} entries taken; what could not be taken of them"),
            element("ul", *(element("li", f"{number} x {reason}") for reason, number in item["refused"].items())),
        ]
        for item in data["imports"]
    ]


def _source(item: Plain) -> Element:
    nowhere = None if item["url"] or item["read-at"] else ", no address"
    return element("li", source(item), nowhere, id=f"source-{item['number']}")
