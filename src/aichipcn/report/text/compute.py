"""What a facility delivers: the total, the parts, what is not counted, what sources state, what claims dispute."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from aichipcn.report.rows.numbering import marks_of, numbered
from aichipcn.report.rows.plain import Plain
from aichipcn.report.text.page import DIM, STRONG, Listing, foot, heading, indented, lines, pairs, source_list
from aichipcn.report.words import judged_on, total, uncounted


def compute(data: Plain) -> Iterator[RenderableType]:
    """The document of one facility's compute."""
    cited = numbered(_sources(data))
    numbers = {item["slug"]: item for item in cited}
    facility = data["facility"]
    yield Text(facility["name"], STRONG)
    yield pairs(
        (
            ("place", facility["place"]["text"] if facility["place"] else "not known"),
            ("chips", lines(*data["chips"])),
            ("on", judged_on(data)),
            ("basis", f"{data['basis']['unit']} ({data['basis']['grounds']})"),
            ("total", Text(total(data), STRONG)),
        )
    )
    if data["draws"]:
        yield heading(f"Likely within it, by {data['draws']['draws']:,} draws of seed {data['draws']['seed']}")
        yield Listing(("of the draws", "are at most"), map(_quantile, data["draws"]["quantiles"]))
    if data["contributions"]:
        yield heading("Counted")
        yield Listing(("chips", "number", "each", "together"), map(_contribution, data["contributions"]))
    timed = [item for item in data["contributions"] if item.get("timing")]
    if timed:
        yield heading("One pass of the workload")
        heads = ("chips", "on", "takes", "waits for", "operations for a byte", "ridge", "needs", "holds")
        yield Listing(heads, map(_timing, timed))
    if data["unknown"]:
        yield heading("Not counted, and why")
        yield indented(*(Text(uncounted(item)) for item in data["unknown"]))
    if data["stated"]:
        yield heading("Stated by sources, and not added")
        yield indented(*(_stated(item, numbers) for item in data["stated"]))
    if data["stated-parts"]:
        yield heading("Stated by sources of the parts, and not added")
        yield indented(*(_part(item, numbers) for item in data["stated-parts"]))
    yield from _claims(data, numbers)
    yield source_list(cited)
    yield foot(data)


def _contribution(item: Plain) -> tuple[str, ...]:
    return item["name"], item["count"]["text"], item["rate"]["text"], item["total"]["text"]


def _quantile(item: Plain) -> tuple[str, ...]:
    return item["share"], item["value"]["text"]


def _timing(item: Plain) -> tuple[str, ...]:
    timing = item["timing"]
    figures = (timing[name]["text"] for name in ("intensity", "ridge", "needs", "holds"))
    waits = timing["binds"] or "either"
    return item["name"], str(timing["chips"]), timing["time"]["text"], waits, *figures


def _stated(item: Plain, numbers: dict[str, Plain]) -> Text:
    known = item["format"] or "number format not stated"
    rest = "; ".join(text for text in (known, item["as-of"] and f"as of {item['as-of']}", item["note"]) if text)
    return Text.assemble(f"{item['value']['text']} ({rest}) ", (marks_of(item, numbers), DIM))


def _part(item: Plain, numbers: dict[str, Plain]) -> Text:
    known = item["format"] or "number format not stated"
    rest = "; ".join(text for text in (known, item["note"]) if text)
    return Text.assemble(f"{item['chips']}: {item['value']['text']} ({rest}) ", (marks_of(item, numbers), DIM))


def _claims(data: Plain, numbers: dict[str, Plain]) -> Iterator[RenderableType]:
    """The claims that rates rest on, and those that cannot both be right."""
    for item in data["contributions"]:
        if item.get("paths"):
            yield heading(f"Published claims on the {item['name']}")
            yield indented(*(_path(path, numbers) for path in item["paths"]))
        if item.get("contradictions"):
            yield Text("  These contradict each other, and the rate spans both:", STRONG)
            for pair in item["contradictions"]:
                yield indented(_path(pair["one"], numbers), Text("against", DIM), _path(pair["other"], numbers), by=4)


def _path(path: Plain, numbers: dict[str, Plain]) -> Text:
    steps = Text()
    for step, claim in enumerate(path["claims"]):
        steps.append(", then " if step else "")
        steps.append(f"{claim['chip']} = {claim['ratio']['text']} x {claim['reference']} ")
        steps.append(marks_of(claim, numbers), DIM)
    if len(path["claims"]) > 1:
        steps.append(f": {path['ratio']['text']} in all")
    return steps


def _sources(data: Plain) -> Iterator[Plain]:
    yield from data["sources"]
    for item in (*data["stated"], *data["stated-parts"]):
        yield from item["sources"]
    for item in data["contributions"]:
        for path in item.get("paths", ()):
            for claim in path["claims"]:
                yield from claim["sources"]
