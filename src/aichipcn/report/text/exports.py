"""What export rules say of chips: one chip on one day, one over all days of the rules, and many side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from rich.console import Group, RenderableType, RenderResult
from rich.text import Text

from aichipcn.report.rows.exports import LETTER, OPEN, OUTSIDE
from aichipcn.report.rows.numbering import marks_of, numbered
from aichipcn.report.rows.plain import Plain
from aichipcn.report.text.page import DIM, STRONG, Listing, foot, heading, indented, lines, pairs, source_list

_LICENCE = {"true": "needed", "false": "not needed under these rules", "unknown": "unknown whether one is needed"}
_STYLES = {"true": "bold red", "false": "bold green", "unknown": "bold yellow"}
_UNSTATED = "not stated by any rule"


def classification(data: Plain) -> Iterator[RenderableType]:
    """The document of one chip on one day."""
    cited = numbered(_sources(data))
    numbers = {item["slug"]: item for item in cited}
    yield Text(data["chip"]["name"], STRONG)
    yield Text(f"{_sent(data)}, on {data['on']}\n")
    yield pairs(
        (
            ("caught by", Text(data["caught-by"], _STYLES[data["caught"]])),
            ("licence", _LICENCE[data["licence"]]),
            ("review", _policies(data)),
            ("would decide it", lines(*map(_fact, data["lacking"])) if data["lacking"] else ""),
        )
    )
    for item in data["catches"]:
        yield heading(item["paragraph"] if item["certain"] else f"If it is under {item['paragraph']}")
        yield indented(_caught(item, numbers))
    yield from _rules(data["rules"], numbers)
    if data["figures"]:
        yield heading("Figures that they limit")
        yield indented(
            Listing(
                ("figure", "value", "not known exactly without", "sources"),
                (_figure(item, numbers) for item in data["figures"]),
            )
        )
    if cited:
        yield source_list(cited)
    yield Text(f"\n{_sentence(data)}", DIM)
    yield foot(data)


def history(data: Plain) -> Iterator[RenderableType]:
    """One chip, a row for each day on which a rule that concerns it begins or ends, or which is asked about."""
    (row,) = data["rows"]
    yield Text(row["chip"]["name"], STRONG)
    yield Text(f"{_sent(data)}\n")
    if row["days"]:
        yield Listing(("day", *_HISTORY), map(_day, row["days"]))
    else:
        yield Text("No rule concerns it.")
    yield Text(f"{_sentence(data)}\naichipcn classify CHIP --on DAY says why.", DIM)
    yield foot(data)


def matrix(data: Plain) -> Iterator[RenderableType]:
    """Many chips, a row each, a column for each day."""
    yield Text(f"{_sent(data)}\n")
    yield _Days(data)
    yield from legend(data)
    yield Text(f"\n{_sentence(data)}", DIM)
    left = (
        f" {data['left-out']} more are outside on each of the days; --all lists them, too." if data["left-out"] else ""
    )
    yield Text(f"{len(data['rows'])} chips.{left} aichipcn classify CHIP says more, and with --on DAY why.", DIM)
    yield foot(data)


def legend(data: Plain) -> Iterator[RenderableType]:
    """What the cells of the matrix say, and which rules begin on its days."""
    yield heading("In the cells")
    yield indented(pairs(cell_legend(data)))
    begun = [(day, titles) for day in data["on"] if (titles := _begun(data, day))]
    if begun:
        yield heading("From the days")
        yield indented(pairs((day, lines(*titles)) for day, titles in begun))


def cell_legend(data: Plain) -> list[tuple[str, str]]:
    """What stands in cells, with its meaning; only what stands in any."""
    cells = {part for row in data["rows"] for day in row["days"] for part in day["cell"].split()}
    parts = {part for cell in cells for part in cell.split("/")}
    known = [(short, name) for name, short in data["abbreviated"].items() if short in parts and short != name]
    open_ = "any paragraph for its kind, or none: too little is known of it"
    told = [
        *known,
        (OUTSIDE, "outside"),
        ("a/b", "either of the two"),
        (OPEN, open_),
        (LETTER, "a letter to its maker"),
        (f"{LETTER}?", "such a letter perhaps"),
    ]
    shown = {*parts, *cells, *(["a/b"] if any("/" in cell for cell in cells) else [])}
    return [(sign, meaning) for sign, meaning in told if sign in shown or sign in dict(known)]


class _Days(Listing):
    """The matrix: a table where it fits, else of each chip the days on which its answer changes."""

    def __init__(self, data: Plain) -> None:
        heads = ("chip", *(day.replace("-", "\n", 1) for day in data["on"]))
        rows = [(Text(row["chip"]["name"], STRONG), *(_cell(day) for day in row["days"])) for row in data["rows"]]
        super().__init__(heads, rows)
        self._data = data["rows"]

    def _blocks(self) -> RenderResult:
        for row in self._data:
            yield Text(row["chip"]["name"], STRONG)
            runs = [next(days) for _, days in groupby(row["days"], key=lambda day: day["cell"])]
            yield indented(pairs((day["on"], _cell(day)) for day in runs))


def _cell(day: Plain) -> Text:
    return Text(day["cell"], DIM if day["cell"] == OUTSIDE else "")


def _begun(data: Plain, day: str) -> list[str]:
    return [f"{rule['slug']}: {rule['title']}" for rule in data["rules"] if rule["since"] == day]


def _sent(data: Plain) -> str:
    use = f", for {data['end-use'].replace('-', ' ')} use" if data["end-use"] else ""
    return f"to {data['destination']['text']}{use}" if data["destination"] else f"to an unknown destination{use}"


def _sentence(data: Plain) -> str:
    said = data["not-asked"]
    return f"{said[:1].upper()}{said[1:]}."


def _policies(data: Plain) -> str:
    """How an application may be judged, and that no rule says it where that is possible."""
    stated = [policy_in_words(policy) for policy in data["policies"] if policy]
    return " or ".join([*stated, *([_UNSTATED] if None in data["policies"] else [])])


def policy_in_words(policy: str | None) -> str:
    """How an application is judged: "presumption of denial"."""
    return policy.replace("-", " ") if policy else _UNSTATED


def _fact(fact: Plain) -> str:
    return f"{fact['field']} of {fact['subject']}"


def _caught(item: Plain, numbers: Mapping[str, Plain]) -> RenderableType:
    licence = {True: "needed", False: "not needed at this destination", None: "not coded for this destination"}
    return pairs(
        (
            ("by", _cited(f"{item['rule']}", item, numbers)),
            ("licence", licence[item["licence"]]),
            ("exceptions", Group(*(_exception(part, numbers) for part in item["exceptions"]))
             if item["exceptions"] else "none" if item["licence"] else ""),
            ("review", Group(*(_review(part, numbers) for part in item["reviews"])) if item["reviews"] else ""),
            ("computers with it", item["computers"] or ""),
        )
    )  # fmt: skip


def _exception(item: Plain, numbers: Mapping[str, Plain]) -> Text:
    perhaps = "" if item["certain"] else ", perhaps"
    return _cited(f"{item['name']}{perhaps}{_on_conditions(item)}", item, numbers)


def _review(item: Plain, numbers: Mapping[str, Plain]) -> Text:
    return _cited(f"{policy_in_words(item['policy'])}{_on_conditions(item)}", item, numbers)


def _on_conditions(item: Plain) -> str:
    return f", on conditions: {item['conditions']}" if item["conditions"] else ""


def _cited(text: str, item: Plain, numbers: Mapping[str, Plain]) -> Text:
    return Text.assemble(text, " ", (marks_of(item, numbers), DIM))


def _rules(rules: list[Plain], numbers: Mapping[str, Plain]) -> Iterator[RenderableType]:
    """Every rule in force with its paragraphs; those about other items by name alone."""
    yield heading("Paragraph by paragraph")
    binding = [rule for rule in rules if rule["binds"] != "false"]
    for rule in binding:
        if rule["paragraphs"]:
            perhaps = ", if it binds its maker" if rule["binds"] == "unknown" else ""
            head = f"{rule['slug']}, {rule['instrument']} of {rule['since']}{perhaps}"
            yield indented(Text.assemble(head, (f": {rule['title']}", DIM)))
            rows = [_paragraph(part, numbers) for part in rule["paragraphs"]]
            yield indented(Listing(("paragraph", "catches it", "because", "sources"), rows), by=4)
    quiet = [rule["slug"] for rule in binding if not rule["paragraphs"]]
    others = [rule["slug"] for rule in rules if rule["binds"] == "false"]
    told = [
        f"Without paragraphs of their own: {', '.join(quiet)}." if quiet else "",
        f"About other items: {', '.join(others)}." if others else "",
        "" if rules else "No rule is in force.",
    ]
    yield from (indented(Text(text, DIM)) for text in told if text)


def _paragraph(part: Plain, numbers: Mapping[str, Plain]) -> tuple[RenderableType, ...]:
    known = f" ({part['confidence']})" if part["confidence"] else ""
    truth = Text(part["catches"], _STYLES[part["catches"]])
    sources = Text(marks_of(part, numbers), DIM)
    return Text(f"{part['paragraph']}{known}", STRONG), truth, lines(*part["because"]), sources


def _figure(item: Plain, numbers: Mapping[str, Plain]) -> tuple[RenderableType, ...]:
    value = item["value"]["text"] if item["value"] else "not known"
    return item["label"], value, ", ".join(item["lacking"]), Text(marks_of(item, numbers), DIM)


_HISTORY = ("what begins and ends", "caught by", "licence")


def _day(day: Plain) -> tuple[RenderableType, ...]:
    turned = [*(f"{slug} begins" for slug in day.get("begins", ())), *(f"{slug} ends" for slug in day.get("ends", ()))]
    return (
        Text(day["on"], STRONG),
        lines(*turned),
        Text(day["caught-by"], _STYLES[day["caught"]]),
        _had(day),
    )


def _had(day: Plain) -> str:
    """Whether a licence is needed, and how it is judged; nothing where nothing catches the chip."""
    if day["caught"] == "false":
        return ""
    policies = _policies(day)
    return _LICENCE[day["licence"]] + (f"; review: {policies}" if policies else "")


def _sources(data: Plain) -> Iterator[Plain]:
    for item in data["catches"]:
        yield from item["sources"]
        for part in (*item["exceptions"], *item["reviews"]):
            yield from part["sources"]
    for rule in data["rules"]:
        if rule["binds"] != "false":
            for part in rule["paragraphs"]:
                yield from part["sources"]
    for item in data["figures"]:
        yield from item["sources"]
