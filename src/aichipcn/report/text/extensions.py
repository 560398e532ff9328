"""Installed extensions: what each brings, and what is broken."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from aichipcn.catalogue.catalogue import SINGULAR
from aichipcn.report.rows.plain import Plain
from aichipcn.report.text.page import DIM, STRONG, indented, lines, pairs

BAD = "bold red"


def extensions(data: Plain) -> Iterator[RenderableType]:
    """Each extension with a block of what it brings."""
    for item in data["extensions"]:
        yield Text(f"{item['name']} {item['version']}", STRONG)
        yield indented(pairs((f"{part['name']} ({part['group']})", _brings(part)) for part in item["brings"]))
        yield from (indented(_broken(part)) for part in item["broken"])
    if not data["extensions"]:
        yield Text("No extension is installed.")
    yield Text(f"\naichipcn {data['version']}. Other commands take what one brings with --with NAME.", DIM)


def _brings(part: Plain) -> RenderableType:
    told = [f"{_counted(kind, slugs)}: {', '.join(slugs)}" for kind, slugs in part["values"].items()]
    told += [f"{item['part']} {item['tag']}" for item in part["tags"]]
    return lines(*(told or ["the same as another"]))


def _counted(kind: str, slugs: list[str]) -> str:
    return SINGULAR[kind] if len(slugs) == 1 else f"{len(slugs)} {kind}"


def _broken(part: Plain) -> Text:
    return Text.assemble(("broken: ", BAD), f"{part['name']} ({part['group']}): {part['why']}")
