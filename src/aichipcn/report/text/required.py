"""Mandates, incentives and certified lists: many in a table, one in full."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from aichipcn.report.rows.plain import Plain
from aichipcn.report.text.entries import record
from aichipcn.report.text.page import DIM, STRONG, Listing, foot, heading, indented, lines


def mandates(data: Plain) -> Iterator[RenderableType]:
    """The mandates, a row each."""
    heads = ("mandate", "what it says", "how much", "judged over", "readings")
    yield Listing(heads, map(_mandate_row, data["mandates"]))
    yield Text(
        "aichipcn mandates NAME shows one as a sentence under each reading, with its sources; aichipcn incentives has"
        " what is offered rather than required.",
        DIM,
    )
    yield foot(data)


def mandate(data: Plain) -> Iterator[RenderableType]:
    """One mandate in sentences."""
    (item,) = data["mandates"]
    yield from record(
        {**item, "name": item["title"]},
        (
            ("slug", item["slug"]),
            ("issuer", item["issuer"] or ""),
            ("place", item["place"]["text"] if item["place"] else ""),
            ("force", item["legal-force"] or ""),
            ("status", item["status"]),
            ("judged over", item["level"]),
            ("its words", item["wording"] or ""),
            ("verified", item["verified"] or ""),
            ("expires", item["expires"] or ""),
            ("supersedes", ", ".join(item["supersedes"])),
            ("history", lines(*map(_step, item["history"])) if item["history"] else ""),
            ("exempt", lines(*map(_exempt, item["exemptions"])) if item["exemptions"] else ""),
        ),
        data,
        heading("Read as"),
        *(part for reading in item["readings"] for part in _reading(reading)),
    )


def incentives(data: Plain) -> Iterator[RenderableType]:
    """The incentives, a row each."""
    heads = ("incentive", "what is offered", "kind", "since")
    rows = (
        (Text(item["slug"], STRONG), item["benefit"], item["kind"], item["since"] or "") for item in data["incentives"]
    )
    yield Listing(heads, rows)
    yield Text("aichipcn incentives NAME shows one with its sources.", DIM)
    yield foot(data)


def incentive(data: Plain) -> Iterator[RenderableType]:
    """One incentive."""
    (item,) = data["incentives"]
    yield from record(
        {**item, "name": item["title"]},
        (
            ("slug", item["slug"]),
            ("kind", item["kind"]),
            ("offers", item["benefit"]),
            ("to", f"facilities {item['scope']}"),
            ("for", f"chips {item['qualifies']}" if item["qualifies"] else ""),
            ("issuer", item["issuer"] or ""),
            ("place", item["place"]["text"] if item["place"] else ""),
            ("force", item["legal-force"] or ""),
            ("status", item["status"]),
            ("since", item["since"] or ""),
            ("until", item["until"] or ""),
            ("its words", item["wording"] or ""),
            ("verified", item["verified"] or ""),
        ),
        data,
    )


def lists(data: Plain) -> Iterator[RenderableType]:
    """The certified lists, a row each."""
    heads = ("list", "what it lists", "kept by", "entries")
    yield Listing(
        heads,
        (
            (Text(item["slug"], STRONG), item["title"], item["issuer"] or "", str(len(item["entries"])))
            for item in data["lists"]
        ),
    )
    yield Text("aichipcn lists NAME shows one with what stands on it.", DIM)
    yield foot(data)


def certified(data: Plain) -> Iterator[RenderableType]:
    """One list, with what stands on it."""
    (item,) = data["lists"]
    rows = (
        (_named(entry), entry["name"] or "", entry["since"] or "", entry["until"] or "", entry["note"] or "")
        for entry in item["entries"]
    )
    yield from record(
        {**item, "name": item["title"]},
        (("slug", item["slug"]), ("kept by", item["issuer"] or ""), ("verified", item["verified"] or "")),
        data,
        heading("On it"),
        Listing(("chip", "printed as", "since", "until", "note"), rows),
    )


def _named(entry: Plain) -> str:
    return ", ".join(entry["chips"]) or f"a chip of {entry['vendor']}"


def _step(change: Plain) -> str:
    since = f" since {change['since']}" if change["since"] else ""
    said = "; ".join(filter(None, (change["wording"], change["note"])))
    return f"{change['status']}{since}{f' ({said})' if said else ''}"


def _exempt(exemption: Plain) -> str:
    note = f" ({exemption['note']})" if exemption["note"] else ""
    return f"{exemption['text']}{note}"


def _mandate_row(item: Plain) -> tuple[RenderableType, ...]:
    return Text(item["slug"], STRONG), item["title"], item["schedule"], item["level"], str(len(item["readings"]))


def _reading(reading: Plain) -> Iterator[RenderableType]:
    uses = {
        "as-stated": "A share that a source states as domestic is taken as stated.",
        "at-most": "A share that a source states as domestic is taken as an upper bound.",
        "not-used": "Shares that sources state are not used.",
    }
    yield Text(f"  {reading['name']}", STRONG)
    yield indented(lines(reading["sentence"], *filter(None, (reading["note"], uses[reading["stated-shares"]]))), by=4)
