"""Export rules: all of them by date, with what was cleared and restricted between, and one in full."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.console import RenderableType
from rich.text import Text

from aichipcn.report.rows.numbering import marks_of, numbered
from aichipcn.report.rows.plain import Plain
from aichipcn.report.text.exports import policy_in_words
from aichipcn.report.text.page import DIM, STRONG, Listing, foot, heading, indented, lines, pairs, source_list


def timeline(data: Plain) -> Iterator[RenderableType]:
    """The rules and the events between them, a row each, by date."""
    rows = [(rule["since"], 0, _rule_row(rule)) for rule in data["rules"]]
    rows += [(event["first"] or "9999", 1, _event_row(event)) for event in data["events"]]
    rows.sort(key=lambda row: row[:2])
    yield Listing(("from", "until", "what", "title", "kind", "status"), (row for _, _, row in rows))
    yield Text(
        "A rule binds from the first day to the day before the last. aichipcn rules NAME shows one in full,"
        " aichipcn classify CHIP what they say of a chip.",
        DIM,
    )
    yield foot(data)


def rule(data: Plain) -> Iterator[RenderableType]:
    """One rule: what each paragraph catches, whom it binds, where a licence is needed, and how one is had."""
    (item,) = data["rules"]
    cited = numbered(_sources(item))
    numbers = {source["slug"]: source for source in cited}
    yield Text(item["title"], STRONG)
    yield pairs(
        (
            ("slug", item["slug"]),
            ("also", ", ".join(item["aliases"])),
            ("issuer", item["issuer"] or ""),
            ("place", item["place"]["text"] if item["place"] else ""),
            ("instrument", item["instrument"]),
            ("binds from", item["since"]),
            ("no more from", item["until"] or ""),
            ("supersedes", ", ".join(item["supersedes"])),
            ("superseded by", ", ".join(item["superseded-by"])),
            ("status", item["status"]),
            ("about", f"items {item['binds']}" if item["binds"] else "everybody's items"),
            ("licence needed", f"to facilities {item['destinations']}"),
            ("none needed", f"to facilities {item['exempt']}" if item["exempt"] else ""),
            ("its words", item["wording"] or ""),
            ("verified", item["verified"] or ""),
            ("history", lines(*(_step(step, numbers) for step in item["history"])) if item["history"] else ""),
            ("confidence", item["confidence"] or ""),
            ("note", item["note"] or ""),
        )
    )
    if item["paragraphs"]:
        yield heading("What it catches")
        for part in item["paragraphs"]:
            yield from _paragraph(part, numbers)
    else:
        yield indented(Text("It catches nothing itself. It changes how a licence is had for what others catch.", DIM))
    for title, parts, named in (
        ("Licence exceptions", item["exceptions"], lambda part: part["name"]),
        ("How applications are judged", item["reviews"], lambda part: policy_in_words(part["policy"])),
    ):
        if parts:
            yield heading(title)
        for part in parts:
            yield indented(Text(named(part), STRONG))
            yield indented(_for(part, numbers), by=4)
    yield source_list(cited)
    yield foot(data)


def _rule_row(rule: Plain) -> tuple[RenderableType, ...]:
    what = Text(rule["slug"], STRONG)
    return rule["since"], rule["until"] or "", what, rule["title"], rule["instrument"], rule["status"]


def _event_row(event: Plain) -> tuple[RenderableType, ...]:
    kind = event["kind"].removeprefix("export-")
    when = (event["on"] or "not known").replace("..", " to ")
    return tuple(Text(text, DIM) for text in (when, "", event["slug"], event["title"], kind, event["status"]))


def _paragraph(part: Plain, numbers: Mapping[str, Plain]) -> Iterator[RenderableType]:
    known = f" ({part['confidence']})" if part["confidence"] else ""
    yield indented(Text(f"{part['paragraph']}{known}", STRONG))
    rows = (
        ("chips", _cited(part["catches"], part, numbers)),
        ("computers with them", part["computers"] or ""),
        ("note", part["note"] or ""),
    )
    yield indented(pairs(rows), by=4)


def _for(part: Plain, numbers: Mapping[str, Plain]) -> RenderableType:
    return pairs(
        (
            ("for", ", ".join(part["of"]) or "all that it catches"),
            ("chips", part["when"] or ""),
            ("conditions", part["conditions"] or ""),
            ("note", part["note"] or ""),
            ("sources", Text(marks_of(part, numbers), DIM)),
        )
    )


def _step(step: Plain, numbers: Mapping[str, Plain]) -> Text:
    since = f" since {step['since']}" if step["since"] else ""
    said = "; ".join(filter(None, (step["wording"], step["note"])))
    return _cited(f"{step['status']}{since}{f' ({said})' if said else ''}", step, numbers)


def _cited(text: str, item: Plain, numbers: Mapping[str, Plain]) -> Text:
    own = marks_of(item, numbers)
    return Text.assemble(text, (f" {own}" if own else "", DIM))


def _sources(item: Plain) -> Iterator[Plain]:
    yield from item["sources"]
    for part in (*item["paragraphs"], *item["exceptions"], *item["reviews"], *item["history"]):
        yield from part["sources"]
