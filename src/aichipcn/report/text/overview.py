"""The report: what is judged, every facility against every threshold, where the mandates apply, and the sources."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from aichipcn.report.rows.numbering import marks
from aichipcn.report.rows.plain import Plain
from aichipcn.report.text.held import Collapsed, Held, collapse
from aichipcn.report.text.page import DIM, STRONG, Listing, foot, heading, indented, lines, pairs, source_list, status
from aichipcn.report.words import LEVELS, by_status, in_plain, required, requires, share, shortfall

SHOWN_NAMES = 4
COUNTED_FROM = 4
"""So many verdicts of one mandate that are the same under each reading are counted rather than listed."""


def report(data: Plain, *, everything: bool = False) -> list[RenderableType]:
    """The parts of the report; `everything` lists what is otherwise counted."""
    return [
        *head(data),
        *facilities(data, everything=everything),
        *counts(data),
        *notes(data, everything=everything),
        *applies(data, everything=everything),
        *imports(data),
        source_list(data["sources"]),
        foot(data),
    ]


def held_against(data: Plain) -> list[Plain]:
    """The mandates against whose thresholds every facility is held."""
    return [mandate for mandate in data["mandates"] if mandate["slug"] in data["yardsticks"]]


def head(data: Plain) -> Iterator[RenderableType]:
    """What is judged, on which date, by which readings, under which mandates."""
    number = len(data["facilities"])
    where = f" in {data['place']['name']}" if data["place"] else ""
    yield Text(f"Chinese mandates on AI chips, held against {number} {_many(number)}{where} on {data['on']}", STRONG)
    yield Text("")
    for mandate in held_against(data):
        yield from _introduced(mandate)
    yield Text("")
    yield lines(
        "The table holds each facility against each threshold as if the mandate applied to it, wherever it stands;"
        " “in scope” marks those to which it does apply. “Where the mandates apply”, below, has the verdicts proper.",
    )


def _introduced(mandate: Plain) -> Iterator[RenderableType]:
    yield Text.assemble((mandate["slug"], STRONG), f"  {mandate['title']} {marks(mandate['sources'])}")
    yield indented(pairs(_mandate(mandate)))


def _mandate(mandate: Plain) -> Iterator[tuple[str, str]]:
    others = len(mandate["readings"]) - 1
    more = f" (and {others} other{'s' if others > 1 else ''})" if others else ""
    yield "requires", requires(mandate)
    yield "of", f"{mandate['counted']} in facilities {mandate['scope']}; judged over {LEVELS[mandate['level']]}"
    yield "reading", f"{mandate['reading']}: {mandate['qualifies']}{more}"


def facilities(data: Plain, *, everything: bool) -> Iterator[RenderableType]:
    """Single sites, then totals of many, each against every threshold; what is counted instead of listed."""
    listed, counted = collapse(data["facilities"], everything=everything)
    parts = (
        ("Single sites", [row for row in listed if row["extent"] == "site"]),
        ("Regions and programmes: totals of many sites", [row for row in listed if row["extent"] != "site"]),
    )
    for title, rows in parts:
        if rows:
            yield heading(f"{title} ({len(rows)})")
            yield Held(rows, held_against(data))
    if counted:
        yield heading("Of which nothing is known that could decide a verdict")
        for group in counted:
            yield indented(*_collapsed(group))
        yield Text("  --all lists each of them.\n", DIM)
    yield _legend()


def _collapsed(group: Collapsed) -> Iterator[RenderableType]:
    rows = group.rows
    statuses = {word for _, word in group.statuses}
    outcome = (
        in_plain(statuses.pop()) if len(statuses) == 1 else "; ".join(f"{m} {in_plain(s)}" for m, s in group.statuses)
    )
    stated = sum(bool(row["peak"]["stated"]) for row in rows)
    yield Text.assemble((f"{len(rows)} facilities", STRONG), f": {outcome}; not known: {group.missing}")
    names = ", ".join(row["name"] for row in rows[:SHOWN_NAMES])
    yield Text(f"  {names} and {len(rows) - SHOWN_NAMES} more; sources state the compute of {stated}", DIM)


def _legend() -> Group:
    return lines(
        Text(
            "indeterminate: facts that would decide it are not known; the share is the range that the known ones allow."
            " add, swap: qualifying chips to add, or to put in place of others, in the worst case; where only a swap"
            " is given no addition suffices. turns on reading: another reading gives another verdict."
            " at least: chips of unknown model or rate are not in the figure. stated: by a source, and not added;"
            " ? in a number format that it does not name; † see the notes. H20e: H20-equivalents, by FP16 peak, or"
            " claimed: by published claims that state no workload.",
            DIM,
        ),
    )


def counts(data: Plain) -> Iterator[RenderableType]:
    """How often each verdict occurs, and where it turns on the reading."""
    yield heading("Verdicts, counted")
    for slug, counted in data["counts"].items():
        words = ", ".join(f"{number} {in_plain(word)}" for word, number in counted.items())
        yield Text(f"  {slug}: {words}")
    for item in data["turning"]:
        number = len(item["facilities"])
        said = by_status(item["by-reading"])
        yield indented(Text(f"{item['mandate']} turns on the reading for {number} {_many(number)}: {said}"))


def notes(data: Plain, *, everything: bool) -> Iterator[RenderableType]:
    """What the totals that sources state are totals of, where they say, of the facilities that are listed."""
    noted = [
        f"{row['name']}: {item['value']['text']}{_spaced(item['format'])}: {item['note']}"
        for row in collapse(data["facilities"], everything=everything)[0]
        for item in row["peak"]["stated"]
        if item["note"]
    ]
    if noted:
        yield heading("† Notes on stated compute")
        yield indented(lines(*noted))


def applies(data: Plain, *, everything: bool) -> Iterator[RenderableType]:
    """The verdicts proper: where a mandate applies, under each reading, and what would decide the open ones."""
    yield heading(f"Where the mandates apply, on {data['on']}, under every reading")
    for mandate in data["mandates"]:
        if mandate["slug"] not in data["yardsticks"]:
            yield Text("")
            yield indented(*_introduced(mandate))
        found = [item for item in data["applies"] if item["mandate"] == mandate["slug"]]
        if not found:
            yield Text(f"  {mandate['slug']}: nothing here is known to be in its scope on the date.")
        for group in _alike(found) if not everything else ():
            found = [item for item in found if item not in group]
            yield _counted(mandate, group)
        for item in found:
            yield indented(*_applied(item, mandate))


def _alike(found: list[Plain]) -> list[list[Plain]]:
    """Verdicts that are many and the same under each reading."""
    groups: dict[tuple[str, ...], list[Plain]] = {}
    for item in found:
        groups.setdefault(tuple(row["status"] for row in item["readings"]), []).append(item)
    return [group for group in groups.values() if len(group) >= COUNTED_FROM]


def _counted(mandate: Plain, found: list[Plain]) -> Text:
    """Verdicts that are counted, with what they are and what is not known."""
    certain = sum(bool(item["in-scope"]["certain"]) for item in found)
    scope = {0: "perhaps in", len(found): "in"}.get(certain, "in or perhaps in")
    several = "operators" if mandate["level"] == "operator" else "facilities"
    fields = dict.fromkeys(fact["field"] for item in found for fact in item["would-decide"])
    statuses = {row["reading"]: row["status"] for row in found[0]["readings"]}
    outcome = "" if set(statuses.values()) == {"indeterminate"} else f"; {by_status(statuses)}"
    lacking = f"; not known: {', '.join(fields)}" if fields else ""
    return Text.assemble(
        "\n  ",
        (mandate["slug"], STRONG),
        f", which {required(mandate)}: {len(found)} {several} are {scope} its scope{outcome}{lacking}."
        " --all lists each.",
    )


def _applied(item: Plain, mandate: Plain) -> Iterator[RenderableType]:
    scope = item["in-scope"]
    over = f"{scope['certain']} {_many(scope['certain'])} in scope"
    more = f", {scope['perhaps']} more perhaps" if scope["perhaps"] else ""
    if item["level"] == "facility":
        over, more = ("in scope" if scope["certain"] else "perhaps in scope"), ""
    yield Text("")
    yield Text.assemble(
        (item["subject"]["name"], STRONG), f" under {mandate['slug']}, which {required(mandate)}: {over}{more}"
    )
    yield Listing(
        ("reading", "verdict", "share", "shortfall at most"),
        [(row["reading"], status(row["status"]), share(row), " ".join(shortfall(row))) for row in item["readings"]],
    )
    several = len(item["readings"]) > 1
    if item["turns-on-reading"]:
        yield Text("The verdict turns on the reading.", STRONG)
    elif several:
        yield Text(f"The verdict is the same under all {len(item['readings'])} readings.")
    if item["would-decide"]:
        yield Text("What would decide it:")
        yield indented(lines(*(_fact(fact) for fact in item["would-decide"])))


def _fact(fact: Plain) -> str:
    names = fact["of"]
    shown = "; ".join(names[:SHOWN_NAMES])
    more = f"; and {len(names) - SHOWN_NAMES} more" if len(names) > SHOWN_NAMES else ""
    return f"{fact['field']} of {shown}{more}{_alone(len(fact['settles']), len(names))}"


def _alone(settling: int, number: int) -> str:
    if not settling:
        return ""
    if number == 1:
        return " (could settle it alone)"
    return f" ({'any' if settling == number else f'{settling} of them'} could settle it alone)"


def imports(data: Plain) -> Iterator[RenderableType]:
    """What files of Epoch AI hold that could not be taken, with the reasons counted."""
    for item in data["imports"]:
        yield heading(f"{item['file']}: {item['taken']} entries taken; what could not be taken of them")
        for reason, number in item["refused"].items():
            yield Text(f"  {number} x {reason}")


def _spaced(word: str | None) -> str:
    return f" {word}" if word else ""


def _many(number: int) -> str:
    return "facility" if number == 1 else "facilities"
