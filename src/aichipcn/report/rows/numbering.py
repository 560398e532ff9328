"""Sources by number: each once, in the order in which they are cited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from aichipcn.report.rows.plain import Plain


def marks(sources: Iterable[Plain]) -> str:
    """The numbers of sources: "[3,7-10]"; nothing for none."""
    runs: list[list[int]] = []
    for number in sorted({item["number"] for item in sources}):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    shown = ",".join(f"{run[0]}-{run[-1]}" if len(run) > 2 else ",".join(map(str, run)) for run in runs)
    return f"[{shown}]" if shown else ""


def marks_of(item: Plain, numbers: Mapping[str, Plain]) -> str:
    """The numbers of what a row cites, by the slugs of numbered sources."""
    return marks(numbers[source["slug"]] for source in item.get("sources", ()))


def numbered(sources: Iterable[Plain]) -> list[Plain]:
    """Sources, each once, numbered from 1 in their order."""
    once = {item["slug"]: item for item in sources}
    return [{**item, "number": number} for number, item in enumerate(once.values(), 1)]


def cited(row: Any) -> Iterator[Plain]:
    """Every source in a row and in all that it holds: its own before those of its parts."""
    if isinstance(row, dict):
        yield from row.get("sources", ())
        row = [part for key, part in row.items() if key != "sources"]
    if isinstance(row, list):
        for part in row:
            yield from cited(part)
