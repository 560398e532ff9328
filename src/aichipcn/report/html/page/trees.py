"""Explanations as nested lists, and the section in which they are folded away."""

from __future__ import annotations

from collections.abc import Iterable

from aichipcn.report.html.elements import Content, Element, element, together
from aichipcn.report.html.page.parts import anchor, cited, fold, section, verdict
from aichipcn.report.rows.plain import Plain

TOO_MANY = (
    "With the reasons of the verdicts on so many facilities this page would be too large. The command aichipcn explain,"
    " with a facility and a mandate, gives those of one; a page of fewer facilities has all of theirs, and so has one"
    " that is made with --all."
)


def tree(node: Plain) -> Content:
    """What follows below a statement, as nested lists."""
    if not node["children"]:
        return None
    return element("ul", *(_statement(child) for child in node["children"]))


def _statement(node: Plain) -> Element:
    return element("li", node["text"], cited(node["sources"]), tree(node))


def explanations(data: Plain) -> Element:
    """Why each verdict of the page is what it is: by facility against thresholds, then by mandate where it applies."""
    if any("readings" not in row for row in data["facilities"]):
        return section("Explanations", element("p", TOO_MANY))
    return section(
        "Explanations",
        element("p", "What each mandate requires stands with its readings, above, and is not said again."),
        _buttons(),
        element("h3", "Facilities held against thresholds"),
        *(
            fold(
                row["name"],
                *(_why(item, anchor("why", row["slug"], item["mandate"], item["reading"])) for item in row["readings"]),
                id_=anchor("why", row["slug"]),
            )
            for row in data["facilities"]
        ),
        element("h3", "Where mandates apply"),
        *(_applied(mandate, data["applies"]) for mandate in data["mandates"]),
    )


def _buttons() -> Element:
    """What opens and closes all folds of the section, for reading on and for print; shown where scripts run."""
    opening = element("button", "Open all", type="button", data_open="true")
    closing = element("button", "Close all", type="button", data_open="false")
    return element("p", opening, " ", closing, class_="folds", hidden=True)


def _applied(mandate: Plain, applied: Iterable[Plain]) -> Content:
    found = [item for item in applied if item["mandate"] == mandate["slug"]]
    if not found:
        return None
    return fold(
        mandate["title"],
        *(
            _why(row, anchor("applied", row["mandate"], row["subject"]["slug"], row["reading"]), row["subject"]["name"])
            for item in found
            for row in item["readings"]
        ),
    )


def _why(item: Plain, name: str, subject: str | None = None) -> Element:
    title = together(verdict(item["status"]), f" {subject or item['mandate']}, read as {item['reading']}")
    return fold(title, element("p", item["reasons"]["text"]), tree(item["reasons"]), id_=name)
