"""How the values of fields are written in files: each in a word for people, and as a JSON Schema for editors.

What a field takes is read off its type and off its door (`aichipcn.model.doors`). Keywords are those that the drafts
of JSON Schema from 4 on have alike, because editors for TOML know no newer ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from fractions import Fraction
from types import UnionType
from typing import Any, Literal, TypeAlias, Union, get_args, get_origin, get_type_hints

import attrs

from aichipcn.catalogue.catalogue import KINDS, SINGULAR
from aichipcn.catalogue.links import REFERRED
from aichipcn.mandates.credits import Credit
from aichipcn.mandates.measures import AnyMeasure
from aichipcn.mandates.populations import Population
from aichipcn.mandates.predicates import Predicate
from aichipcn.mandates.schedule import Requirement
from aichipcn.model import doors
from aichipcn.model.chips import Citation, Rates, figure_name, figure_names
from aichipcn.model.formats import NumberFormat
from aichipcn.model.ownership import Ownership
from aichipcn.model.places import CODE, Place, place_code
from aichipcn.model.sources import Confidence, Source
from aichipcn.model.terms import Term
from aichipcn.values.dates import SPAN, DateRange
from aichipcn.values.estimate import WITHOUT_UNIT
from aichipcn.values.numbers import NUMBER
from aichipcn.values.units import AREA, BANDWIDTH, CURRENCIES, LENGTH, MEMORY, NONE, POWER, RATE

Schema: TypeAlias = dict[str, Any]

_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"


def fields(cls: type[Any]) -> dict[str, attrs.Attribute[Any]]:
    """The fields that a class is made from, by their keys."""
    attrs.resolve_types(cls)
    return {field.name.replace("_", "-"): field for field in attrs.fields(cls) if field.init}


def _tables() -> Iterator[tuple[str, type[Any]]]:
    told: set[type[Any]] = {*REFERRED, Citation}
    for kind, cls in KINDS.items():
        yield kind, cls
        for key, field in fields(cls).items():
            item: Any = get_args(field.type)[0] if get_origin(field.type) is tuple else None
            if attrs.has(item) and item not in told:
                told.add(item)
                yield f"{kind}.{key}", item


TABLES: dict[str, type[Any]] = dict(_tables())
"""What files hold as tables: the kinds, and the parts of their entries, each under the first kind that has it."""


@attrs.frozen
class Form:
    """How a value is written: its word, its schema, and in words what is to be written there."""

    word: str
    schema: Schema
    about: str = ""

    def described(self, meaning: str = "") -> Schema:
        """The schema with what the value means; a reference, beside which drafts up to 7 read nothing, is wrapped."""
        words = f"{meaning} ({self.about})" if meaning and self.about else meaning or self.about
        if not words:
            return self.schema
        return {"description": words, **({"allOf": [self.schema]} if "$ref" in self.schema else self.schema)}


def ref(name: str) -> Schema:
    """A reference to a definition of the document."""
    return {"$ref": f"#/$defs/{name}"}


def one_of(terms: Any) -> Schema:
    """One of some texts."""
    return {"enum": [term.value if isinstance(term, Term) else term for term in terms]}


def closed(properties: Schema, **more: Any) -> Schema:
    """A table of these keys, and no others."""
    return {"type": "object", "properties": properties, "additionalProperties": False, **more}


def listed(item: Schema, **more: Any) -> Schema:
    """A list."""
    return {"type": "array", "items": item, **more}


def _text(pattern: str) -> Schema:
    return {"type": "string", "pattern": pattern}


def _texts(patterns: Iterable[str]) -> Schema:
    """Text of one of some patterns; a checker then says that none fits, rather than show a long one."""
    return {"type": "string", "anyOf": [{"pattern": pattern} for pattern in patterns]}


# -- texts, dates and numbers

SHARE = Form("share", _text(rf"^\s*{NUMBER}\s*$"), "a share such as '70%'")
SLUG = Form("text", _text(f"^{doors.SLUG}$"))
_TEXT = Form("text", _text(r"\S"))
_NOTE = Form("text", {"type": "string"})
_TEXTS: dict[Any, Form] = {
    doors.slug: SLUG,
    doors.optional_slug: SLUG,
    doors.slugs: SLUG,
    doors.text: _TEXT,
    doors.texts: _TEXT,
    doors.note: _NOTE,
    doors.optional_note: _NOTE,
    place_code: Form("text", _text(f"^{CODE}$")),
}
_PLAIN: dict[Any, Form] = {
    bool: Form("true or false", {"type": "boolean"}),
    int: Form("whole number", {"type": "integer", "minimum": 1}),
    date: Form("day", _text(rf"^\s*{_DAY}(\s*\.\.\s*{_DAY})?\s*$"), "a day such as 2027-12-31"),
    DateRange: Form(
        "date",
        _texts([rf"^\s*{SPAN}\s*$", rf"^\s*{SPAN}\s*\.\.\s*{SPAN}\s*$"]),
        "a day such as 2025-09-18; where less is known '2025-09', '2025-H2' or '2025'",
    ),
    Fraction: SHARE,
    Predicate: Form("condition", ref("condition")),
    Population: Form("population", ref("population")),
    AnyMeasure: Form("measure", ref("measure")),
    Requirement: Form("requirement", ref("requirement")),
    Credit: Form("credit", ref("credit")),
}


# -- figures

_UNIT = "[A-Za-zµ].*"
_ANY = f"({_UNIT})?"
_CANCELLED = f"({_UNIT}/.*)?"
"""Of a plain number: nothing, or units of which nothing is left."""

_DIMENSIONS: dict[Any, str] = {
    doors.rate: RATE,
    doors.known_rate: RATE,
    doors.memory: MEMORY,
    doors.bandwidth: BANDWIDTH,
    doors.power: POWER,
    doors.area: AREA,
    doors.length: LENGTH,
    doors.number: NONE,
}
_OF_SHARES = (_CANCELLED, "a share such as '85%' or '>= 85%'")
_OF_ANYTHING = (_ANY, "text with a unit such as '806 wafer/month', or a plain number")
_FIGURES: dict[Any, tuple[str, str]] = {
    **{
        door: (_UNIT if unit else _CANCELLED, " such as ".join(doors.FIGURES[unit]))
        for door, unit in _DIMENSIONS.items()
    },
    doors.share: _OF_SHARES,
    doors.known_share: _OF_SHARES,
    doors.count: (_CANCELLED, "a whole number, or text such as '10000..14000'"),
    doors.price: (_UNIT, f"in {' or '.join(CURRENCIES)}, such as '16854 USD'"),
    doors.any_figure: _OF_ANYTHING,
    doors.optional_figure: _OF_ANYTHING,
}
_LEAST: dict[Any, int] = {doors.count: 1}


def figure_text(unit: str = _ANY) -> Schema:
    """The text of a figure with a unit."""
    return _texts(rf"^\s*{number}\s*{unit}\s*$" for number in WITHOUT_UNIT)


def _figure(door: Any) -> Form:
    """The text of a figure, or a number where the door takes one."""
    unit, about = _FIGURES[door]
    takes = get_args(get_type_hints(door)["value"])
    numbers = ["number"] if float in takes else ["integer"] if int in takes else []
    if not numbers:
        return Form("figure", figure_text(unit), about)
    bound = {"minimum": _LEAST.get(door, 0)}
    return Form("figure", {**figure_text(unit), "type": [*numbers, "string"], **bound}, about)


# -- terms, references and lists


_WORDS: dict[type[Term], str] = {Confidence: "confidence", NumberFormat: "format", Ownership: "ownership"}


def _term(cls: type[Term]) -> Form:
    return Form(_WORDS.get(cls) or "one of " + _ticked(cls), one_of(cls))


def _ticked(cls: type[Term]) -> str:
    return ", ".join(f"`{term.value}`" for term in cls)


def reference(cls: type[Any]) -> Form:
    """The slug of another entry, or the code of a place."""
    word = next(SINGULAR[kind] for kind, known in KINDS.items() if known is cls)
    if cls is Place:
        return Form(word, _text(f"^{CODE}$"), "the code of a place, such as 'CN-SH'")
    return Form(word, SLUG.schema, f"the slug of a {word}")


def _list(item: Any, door: Any) -> Form:
    if item is Citation:
        sources = listed(reference(Source).described())
        return Form("table of lists of sources by figure", closed(dict.fromkeys(figure_names(), sources)))
    if item in TABLES.values() and item not in REFERRED:
        return Form("tables", listed(ref(next(name for name, cls in TABLES.items() if cls is item))))
    inner = form(item, door)
    if isinstance(item, type) and issubclass(item, Term):
        alone = item in get_args(get_type_hints(door)["value"])
        several = listed(inner.schema)
        return Form("some of " + _ticked(item), {"anyOf": [inner.schema, several]} if alone else several)
    return Form(f"list of {inner.word}s", listed(inner.described()))


def form(kind: Any, door: Callable[..., Any] | None = None) -> Form:
    """The form of what is held as a type, and comes through a door."""
    if get_origin(kind) in (Union, UnionType):
        (kind,) = [part for part in get_args(kind) if part is not type(None)]
    if get_origin(kind) is tuple:
        return _list(get_args(kind)[0], door)
    if get_origin(kind) is Literal:
        return Form("text", one_of(get_args(kind)))
    if kind in _PLAIN:
        return _PLAIN[kind]
    if kind in REFERRED:
        return reference(kind)
    if kind is Rates:
        rates = dict.fromkeys((item.value for item in NumberFormat), _figure(doors.rate).described())
        return Form("table of figures by format", closed(rates))
    if issubclass(kind, Term):
        return _term(kind)
    if door is figure_name:
        return Form("text", one_of(figure_names()))
    return _TEXTS[door] if kind is str else _figure(door)
