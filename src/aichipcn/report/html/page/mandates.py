"""Mandates and their readings, and the verdicts where they apply."""

from __future__ import annotations

from collections.abc import Iterator

from aichipcn.report.html.elements import Content, Element, element
from aichipcn.report.html.page.parts import anchor, cites, fold, items, pairs, section, table, verdict
from aichipcn.report.html.page.trees import tree
from aichipcn.report.rows.plain import Plain
from aichipcn.report.words import LEVELS, requires, share, shortfall


def mandates(data: Plain, timeline: Element | None) -> Element:
    """What is required by when; then every mandate: its readings, and where it applies."""
    applied: dict[str, list[Plain]] = {mandate["slug"]: [] for mandate in data["mandates"]}
    for item in data["applies"]:
        applied[item["mandate"]].append(item)
    return section(
        "Mandates and readings",
        timeline,
        *(_mandate(mandate, applied[mandate["slug"]], data["on"]) for mandate in data["mandates"]),
    )


def _mandate(mandate: Plain, applied: list[Plain], on: str) -> Element:
    name = anchor("mandate", mandate["slug"])
    return element(
        "article",
        element("h3", mandate["title"], cites(mandate["sources"]), id=f"{name}-title"),
        pairs(
            (
                ("requires", requires(mandate)),
                ("of", f"{mandate['counted']} in facilities {mandate['scope']}"),
                ("judged over", LEVELS[mandate["level"]]),
                ("legal force", mandate["legal-force"]),
                ("status", mandate["status"]),
                ("name here", mandate["slug"]),
            )
        ),
        element("h4", "Readings"),
        items(_reading(item, mandate) for item in mandate["reasons"]),
        _applied(mandate, applied, on),
        id=name,
        aria_labelledby=f"{name}-title",
    )


def _reading(item: Plain, mandate: Plain) -> Content:
    chosen = ", which the tables of this page take" if item["reading"] == mandate["reading"] else ""
    said = item["text"].removeprefix("required: ")
    return [
        element("strong", item["reading"]),
        f"{chosen}: {said}",
        f" {item['note']}" if item["note"] else None,
        fold("Wording and history", tree(item)) if item["children"] else None,
    ]


def _applied(mandate: Plain, applied: list[Plain], on: str) -> Content:
    if not applied:
        return element("p", "Nothing here is known to be in its scope on the date.")
    return table(
        f"Where {mandate['slug']} applies on {on}, under every reading",
        ("judged", "reading", "verdict", "share", "shortfall at most"),
        [row for item in applied for row in _rows(item)],
        id_=anchor("applies", mandate["slug"]),
    )


def _rows(item: Plain) -> Iterator[tuple[Content, ...]]:
    for row in item["readings"]:
        why = anchor("applied", item["mandate"], item["subject"]["slug"], row["reading"])
        yield (
            f"{item['subject']['name']}{_scope(item)}",
            row["reading"],
            verdict(row["status"], f"#{why}" if "reasons" in row else None),
            share(row),
            _shortfall(row),
        )


def _shortfall(row: Plain) -> str:
    unmet = row["status"] in ("non-compliant", "indeterminate")
    return " ".join(shortfall(row)) or ("not known" if unmet and row["shortfall"] is None else "none")


def _scope(item: Plain) -> str:
    scope = item["in-scope"]
    if item["level"] == "facility":
        return "" if scope["certain"] else " (perhaps in scope)"
    more = f", {scope['perhaps']} perhaps" if scope["perhaps"] else ""
    return f" ({scope['certain']} in scope{more})"
