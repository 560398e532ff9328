"""Facilities against thresholds: the table, which can be filtered."""

from __future__ import annotations

from collections.abc import Iterator

from aichipcn.report.html.elements import Content, Element, element
from aichipcn.report.html.page.parts import anchor, cites, quiet, section, table, verdict
from aichipcn.report.html.parts import lines
from aichipcn.report.rows.plain import Plain
from aichipcn.report.words import SCOPE, required, share, shortfall


def facilities(data: Plain, *pictures: Element | None) -> Element:
    """Every facility against every threshold, with what it delivers."""
    held = [mandate for mandate in data["mandates"] if mandate["slug"] in data["yardsticks"]]
    heads = ["facility", "place and chips", *(lines((mandate["slug"], quiet(required(mandate)))) for mandate in held)]
    rows = [
        (
            [_name(row), cites(row["sources"])],
            lines(_standing(row)),
            *(lines(_cell(row, item)) for item in row["verdicts"]),
            lines(_compute(row)),
        )
        for row in data["facilities"]
    ]
    drawn = table(
        f"Facilities against thresholds on {data['on']}", (*heads, "EFLOP/s FP16, H20-equivalents"), rows, id_="held"
    )
    return section("Facilities", _filter(data), drawn, _notes(), pictures)


def _filter(data: Plain) -> Element:
    """What narrows the table; shown where scripts run."""
    words = dict.fromkeys(item["status"] for row in data["facilities"] for item in row["verdicts"])
    options = [element("option", word or "any", value=word) for word in ("", *words)]
    return element(
        "form",
        element("label", "Filter by words ", element("input", type="search", data_filters="held")),
        element("label", "Verdict ", element("select", *options, data_status="held")),
        element("output", aria_live="polite", data_count="held"),
        class_="filter",
        hidden=True,
        role="search",
        aria_label="Facilities",
    )


def _name(row: Plain) -> Content:
    """The name of a facility; it leads to the reasons where the page has them."""
    return element("a", row["name"], href=f"#{_reasons(row)}") if "readings" in row else row["name"]


def _reasons(row: Plain, item: Plain | None = None) -> str:
    return anchor("why", row["slug"], *([item["mandate"], item["reading"]] if item else []))


def _standing(row: Plain) -> Iterator[Content]:
    yield row["place"]["text"] if row["place"] else "place not known"
    if row["extent"] != "site":
        yield "total of many sites"
    if row["status"] != "operating":
        yield row["status"] if row["status"] != "unknown" else "status not known"
    yield from (quiet(text) for text in row["chips"])


def _cell(row: Plain, item: Plain) -> Iterator[Content]:
    yield verdict(item["status"], f"#{_reasons(row, item)}" if "readings" in row else None)
    yield f"share {share(item)}"
    yield from shortfall(item)
    if item["turns-on-reading"]:
        yield quiet("turns on reading")
    if SCOPE[item["in-scope"]]:
        yield quiet(SCOPE[item["in-scope"]])


def _compute(row: Plain) -> Iterator[Content]:
    peak = row["peak"]
    yield peak["short"]
    for item in peak["stated"]:
        named = item["format"] or "in a format that is not named"
        yield quiet(f"stated {item['short']} {named}")
    for item in row["equivalents"]:
        if item["short"] != "unknown":
            yield f"{item['short']} H20e{' claimed' if item['by'] == 'claims' else ''}"


def _notes() -> Content:
    return element(
        "p",
        "The share is a range where facts are missing. Add and swap: qualifying chips to add, or to put in place of"
        " others, in the worst case. H20e: H20-equivalents, by FP16 peak, or claimed: by published claims that state"
        " no workload. Stated: by a source, and not added.",
        class_="quiet",
    )
