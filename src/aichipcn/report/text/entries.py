"""Vendors, facilities and mandates: many in a table, one in full."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from aichipcn.report.rows.plain import Plain
from aichipcn.report.text.page import DIM, STRONG, Listing, foot, heading, indented, lines, numbered, pairs, source_list


def vendors(data: Plain) -> Iterator[RenderableType]:
    """The vendors, a row each."""
    heads = ("vendor", "place", "roles", "entity list since", "supplies")
    yield Listing(heads, map(_vendor_row, data["vendors"]))
    yield Text("aichipcn vendors NAME shows one with its sources.", DIM)
    yield foot(data)


def vendor(data: Plain) -> Iterator[RenderableType]:
    """One vendor."""
    (item,) = data["vendors"]
    yield from _record(
        item,
        (
            ("also", ", ".join(item["aliases"])),
            ("place", item["place"]["text"] if item["place"] else "not known"),
            ("belongs to", item["parent"] or ""),
            ("roles", ", ".join(item["roles"])),
            ("entity list since", item["entity-list-since"] or ""),
            ("supplies", lines(*(_supply(row) for row in item["supplies"])) if item["supplies"] else ""),
        ),
        data,
    )


def facilities(data: Plain) -> Iterator[RenderableType]:
    """The facilities, a row each."""
    heads = ("facility", "place", "status", "since", "chips")
    yield Listing(heads, map(_facility_row, data["facilities"]))
    yield Text(f"{len(data['facilities'])} facilities. aichipcn facilities NAME shows one with its sources.", DIM)
    yield foot(data)


def facility(data: Plain) -> Iterator[RenderableType]:
    """One facility, with all that is stated of it; none where it lies elsewhere than asked for."""
    for item in data["facilities"]:
        yield from _record(item, _facility_pairs(item), data)


def mandates(data: Plain) -> Iterator[RenderableType]:
    """The mandates, a row each."""
    heads = ("mandate", "what it says", "at least", "judged over", "readings")
    yield Listing(heads, map(_mandate_row, data["mandates"]))
    yield Text("aichipcn mandates NAME shows one as a sentence under each reading, with its sources.", DIM)
    yield foot(data)


def mandate(data: Plain) -> Iterator[RenderableType]:
    """One mandate in sentences."""
    (item,) = data["mandates"]
    yield from _record(
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
        ),
        data,
        heading("Read as"),
        *(part for reading in item["readings"] for part in _reading(reading)),
    )


def _record(
    item: Plain, rows: tuple[tuple[str, RenderableType], ...], data: Plain, *more: RenderableType
) -> Iterator[RenderableType]:
    yield Text(item["name"], STRONG)
    yield pairs((*rows, ("confidence", item["confidence"] or ""), ("note", item["note"] or "")))
    yield from more
    yield source_list(numbered(item["sources"]))
    yield foot(data)


def _vendor_row(item: Plain) -> tuple[RenderableType, ...]:
    place = item["place"]["name"] if item["place"] else ""
    supplies = ", ".join(row["name"] for row in item["supplies"])
    return Text(item["name"], STRONG), place, ", ".join(item["roles"]), item["entity-list-since"] or "", supplies


def _supply(row: Plain) -> str:
    use = f" for {row['use']}" if row["use"] else ""
    note = f" ({row['note']})" if row["note"] else ""
    return f"{row['name']}{use}{note}"


def _facility_row(item: Plain) -> tuple[RenderableType, ...]:
    place = item["place"]["text"] if item["place"] else ""
    kind = "" if item["extent"] == "site" else f" ({item['extent']})"
    chips = Group(*map(Text, item["chips"]))
    return (
        Text(item["name"], STRONG),
        place,
        f"{item['status']}{kind}",
        (item["commissioned"] or "").replace("..", " to "),
        chips,
    )


def _facility_pairs(item: Plain) -> tuple[tuple[str, RenderableType], ...]:
    return (
        ("also", ", ".join(item["aliases"])),
        ("place", item["place"]["text"] if item["place"] else "not known"),
        ("kind", item["kind"] or "not known"),
        ("extent", item["extent"]),
        ("operator", item["operator"] or "not known"),
        ("status", item["status"]),
        ("commissioned", item["commissioned"] or "not known"),
        ("funding", ", ".join(item["funding"])),
        ("inventory", item["inventory"]),
        ("chips", lines(*map(_deployment, item["deployments"])) if item["deployments"] else "not stated"),
        ("stated share", lines(*map(_share, item["stated-shares"])) if item["stated-shares"] else ""),
        ("stated compute", lines(*map(_compute, item["stated-compute"])) if item["stated-compute"] else ""),
    )


def _deployment(item: Plain) -> str:
    parts = (
        item["compute"] and f"{item['compute']['text']} stated{_in(item['format'])}",
        item["installed"] and f"installed {item['installed']}",
        item["retired"] and f"retired {item['retired']}",
        item["note"],
    )
    said = "; ".join(part for part in parts if part)
    return f"{item['text']} ({said})" if said else str(item["text"])


def _share(item: Plain) -> str:
    note = f" ({item['note']})" if item["note"] else ""
    return f"{item['text']} {item['counts']}, of {item['of'].replace('-', ' ')}{note}"


def _compute(item: Plain) -> str:
    said = "; ".join(text for text in (item["format"], item["as-of"], item["note"]) if text)
    return f"{item['value']['text']} ({said})" if said else str(item["value"]["text"])


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


def _in(number_format: str | None) -> str:
    return f" in {number_format}" if number_format else ""
