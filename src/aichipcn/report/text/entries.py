"""Vendors and facilities: many in a table, one in full."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from aichipcn.report.rows.numbering import numbered
from aichipcn.report.rows.plain import Plain
from aichipcn.report.text.page import DIM, STRONG, Listing, foot, lines, pairs, source_list


def vendors(data: Plain) -> Iterator[RenderableType]:
    """The vendors, a row each."""
    heads = ("vendor", "place", "roles", "entity list since", "supplies")
    yield Listing(heads, map(_vendor_row, data["vendors"]))
    yield Text("aichipcn vendors NAME shows one with its sources.", DIM)
    yield foot(data)


def vendor(data: Plain) -> Iterator[RenderableType]:
    """One vendor."""
    (item,) = data["vendors"]
    yield from record(
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
        yield from record(item, _facility_pairs(item), data)


def record(
    item: Plain, rows: tuple[tuple[str, RenderableType], ...], data: Plain, *more: RenderableType
) -> Iterator[RenderableType]:
    """An entry whole: what it is, what is known of it, and its sources."""
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
        ("ownership", item["ownership"] or ""),
        ("used for", ", ".join(item["uses"])),
        ("programmes", ", ".join(item["programmes"])),
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


def _in(number_format: str | None) -> str:
    return f" in {number_format}" if number_format else ""
