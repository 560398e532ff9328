"""The summary: what was judged, how the verdicts fall out, and how to read them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from aichipcn.report.html.elements import Content, Element, element
from aichipcn.report.html.page.parts import SIGNS, anchor, fold, items, pairs, section, table, verdict
from aichipcn.report.rows.plain import Plain
from aichipcn.report.words import by_status, requires

STATUSES = ("compliant", "indeterminate", "non-compliant", "not-in-force", "not-applicable")


def summary(data: Plain) -> Element:
    """How many facilities have which verdict against which threshold, and where it turns on the reading."""
    held = [mandate for mandate in data["mandates"] if mandate["slug"] in data["yardsticks"]]
    shown = [word for word in STATUSES if any(word in counted for counted in data["counts"].values())]
    number = len(data["facilities"])
    turning: Counter[str] = Counter()
    for item in data["turning"]:
        turning[item["mandate"]] += len(item["facilities"])
    rows = [
        (
            element("a", mandate["title"], href=f"#{anchor('mandate', mandate['slug'])}"),
            requires(mandate),
            *(data["counts"][mandate["slug"]].get(word, 0) for word in shown),
            turning[mandate["slug"]],
        )
        for mandate in held
    ]
    heads: tuple[Content, ...] = (
        "mandate",
        "requires",
        *(verdict(word) for word in shown),
        "of these, turning on the reading",
    )
    return section(
        "Summary",
        element("p", f"Each of {_many(number)} is held against each threshold as if the mandate applied to it."),
        table(f"Facilities by verdict on {data['on']}", heads, rows),
        _legend(shown),
        fold("Where the verdict turns on the reading", items(_turning(data))) if data["turning"] else None,
    )


def _turning(data: Plain) -> Iterator[Content]:
    for item in data["turning"]:
        number = len(item["facilities"])
        yield f"{item['mandate']} turns on the reading for {_many(number)}: {by_status(item['by-reading'])}."


def _many(number: int) -> str:
    return "one facility" if number == 1 else f"{number} facilities"


def _legend(shown: list[str]) -> Element:
    meaning = {
        "compliant": "even the low end of the share meets the threshold",
        "indeterminate": "facts that would decide it are not known",
        "non-compliant": "even the high end of the share is below the threshold",
        "not-in-force": "the mandate requires nothing on the date",
        "not-applicable": "nothing of it is counted",
    }
    return pairs((f"{SIGNS[word]} {word}", meaning[word]) for word in shown)
