"""Which verdicts an amendment changes, what nobody has verified of late, and what is coded of a place."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from aichipcn.report.rows.plain import Plain
from aichipcn.report.text.page import DIM, STRONG, Listing, foot, heading, lines, pairs, unbroken
from aichipcn.report.words import in_plain

_GROUPS = (
    ("own", "Of {} itself"),
    ("wider", "Of a wider place that {} lies in"),
    ("inside", "Of a place inside {}"),
    ("unplaced", "Of no place that is stated"),
)


def comparison(data: Plain) -> Iterator[RenderableType]:
    """An amendment, and every verdict that it changes; those that are not applicable are counted."""
    said = data["amendment"]
    yield Text(said["title"], STRONG)
    yield pairs(
        (
            ("by", said["author"]),
            ("changes", said["changes"]),
            ("why", said["why"]),
            ("entries", lines(*data["entries"]) if data["entries"] else "none"),
        )
    )
    days = " and ".join(data["on"])
    yield heading(f"{len(data['changes'])} of {data['compared']} verdicts changed, on {days}")
    applying = [row for row in data["changes"] if _applies(row)]
    if applying:
        yield Listing(("subject", "mandate", "reading", "on", "before", "after"), map(_row, applying))
    others = len(data["changes"]) - len(applying)
    if others:
        yield Text(f"and {others} that {'is' if others == 1 else 'are'} not applicable", DIM)
    yield Text(f"\naichipcn {data['version']}, catalogue {data['before'][:12]}, amended {data['after'][:12]}", DIM)


def held(data: Plain) -> Iterator[RenderableType]:
    """Where what comes of an amendment differs from what is expected of it."""
    yield lines(*(data["differences"] or ["as expected"]))


def stored(data: Plain) -> Iterator[RenderableType]:
    """The file that holds what is expected of an amendment, as it is typed."""
    yield unbroken(data["expected"])


def stale(data: Plain) -> Iterator[RenderableType]:
    """What nobody has verified in the year before a day, a row each."""
    found = data["values"]
    if found:
        counted = "1 dated value" if len(found) == 1 else f"{len(found)} dated values"
        yield Text(f"{counted} that nobody has verified in the year before {data['on']}", STRONG)
        yield Listing(("entry", "kind", "part", "value", "last verified"), map(_unverified, found))
    else:
        yield Text(f"Every dated value was verified in the year before {data['on']}, or since", STRONG)
    yield foot(data)


def coverage(data: Plain) -> Iterator[RenderableType]:
    """What is coded of a place, by where it is for, and how far that goes."""
    found = data["coverage"]
    name = found["place"]["name"]
    for group, title in _GROUPS:
        if found[group]:
            yield heading(title.format(name))
            yield Listing(("slug", "kind", "what it says", "place", "status"), map(_coded, found[group]))
    yield lines("", *found["sentences"])
    yield foot(data)


def _applies(row: Plain) -> bool:
    found = (item for item in (row["before"], row["after"]) if item is not None)
    return any(item["status"] != "not-applicable" for item in found)


def _row(row: Plain) -> tuple[RenderableType, ...]:
    verdicts = (_verdict(row["before"]), _verdict(row["after"]))
    return Text(row["name"], STRONG), row["mandate"], row["reading"], row["on"], *verdicts


def _verdict(item: Plain | None) -> str:
    if item is None:
        return "no verdict"
    if item["status"] == "not-applicable":
        return in_plain(item["status"])
    share = item["share"]["text"] if item["share"] else "nothing counted"
    return f"{in_plain(item['status'])}\n{share}; {item['required'] or 'nothing'}"


def _unverified(item: Plain) -> tuple[RenderableType, ...]:
    return Text(item["entry"], STRONG), item["kind"], item["part"], item["text"], item["verified"] or "never"


def _coded(item: Plain) -> tuple[RenderableType, ...]:
    where = item["place"]["text"] if item["place"] else ""
    return Text(item["slug"], STRONG), item["kind"], item["title"], where, item["status"]
