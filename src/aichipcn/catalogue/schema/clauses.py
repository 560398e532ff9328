"""The clauses of mandates as JSON Schemas: conditions, populations, measures, requirements and credits.

The tags are the reader's, and those of a vocabulary. What another's class takes is its own affair: of one with several
fields the keys are known, and nothing else.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from aichipcn.catalogue.schema.forms import (
    SHARE,
    SLUG,
    Form,
    Schema,
    closed,
    fields,
    figure_text,
    form,
    listed,
    one_of,
    ref,
    reference,
)
from aichipcn.catalogue.schema.tables import Key, about, closed_by, key, meaning
from aichipcn.mandates.conditions import TERMS
from aichipcn.mandates.credits import Content, Tier
from aichipcn.mandates.grammar.clauses import KEYS, MEASURES, MODELS, POPULATIONS, WINDOWS
from aichipcn.mandates.meanings import MEANINGS, Argument, Completed, Meaning
from aichipcn.mandates.measures import Quantum
from aichipcn.mandates.schedule import Milestone, Schedule
from aichipcn.mandates.thresholds import RATIO, UNSTATED, Bound
from aichipcn.mandates.vocabulary import Vocabulary, keys_of
from aichipcn.model.chips import Chip
from aichipcn.model.formats import NumberFormat
from aichipcn.model.lists import CertifiedList
from aichipcn.model.places import Place
from aichipcn.model.vendors import Vendor
from aichipcn.values.limits import LIMIT
from aichipcn.values.units import CURRENCIES


def clauses(vocabulary: Vocabulary) -> dict[str, Schema]:
    """The schemas of all clauses, by name."""
    return {
        "condition": _condition(vocabulary),
        "population": _population(),
        "measure": _measure(vocabulary),
        "requirement": _requirement(vocabulary),
        **{f"milestones-of-{name}": _milestones(value) for name, value in _VALUES.items()},
        "credit": _credit(vocabulary),
    }


def _theirs(vocabulary: Vocabulary, part: str) -> Schema:
    """The tags of others, each with what its class is made from."""
    return {tag: _argument(vocabulary.class_of(part, tag)) for tag in vocabulary.theirs(part)}


def _argument(cls: Any) -> Schema:
    names = keys_of(cls)
    about = " ".join((cls.__doc__ or "").partition("\n\n")[0].split())
    if len(names) == 1:
        return {"description": about}
    return {"description": about, **(closed({name: {} for name in names}) if names else {"const": True})}


# -- conditions

_ARGUMENTS: dict[Argument, Form] = {
    **{argument: form(terms) for argument, terms in TERMS.items()},
    Argument.PLACE: reference(Place),
    Argument.VENDOR: reference(Vendor),
    Argument.CHIP: reference(Chip),
    Argument.LIST: reference(CertifiedList),
    Argument.LIMIT: Form(
        "limit",
        {"type": "string", "pattern": rf"^{LIMIT}$"},
        "a side and an exact figure, such as '>= 4800' or '< 6500 GB/s'",
    ),
    Argument.PROGRAMME: Form("programme", SLUG.schema, "the slug of a programme"),
    Argument.DATE: form(date),
    Argument.DAYS: form(int),
    Argument.COMPLETION: Form(
        "completion",
        {"anyOf": [SHARE.schema, closed_by(key("completed", Completed, name) for name in fields(Completed))]},
        "a share such as '30%', or a table of a `share` and the day `on` which it is asked",
    ),
}
_JOINING: dict[str, Schema] = {
    "all": listed(ref("condition")),
    "any": listed(ref("condition"), minItems=1),
    "not": ref("condition"),
}


def _condition(vocabulary: Vocabulary) -> Schema:
    """A table of one tag."""
    tags = {
        **{tag: Form("", schema).described(meaning("condition", tag)) for tag, schema in _JOINING.items()},
        **{tag: _ARGUMENTS[item.argument].described(_holds(item)) for tag, item in MEANINGS.items()},
        **_theirs(vocabulary, "predicate"),
    }
    return {"description": about("condition"), **closed(tags, minProperties=1, maxProperties=1)}


def _holds(item: Meaning) -> str:
    """Of what a condition holds, in words."""
    of_facilities = all(field.startswith("facility.") for field in item.reads)
    return f"{'facilities' if of_facilities else 'chips'} {item.words.format('…')}"


# -- populations and measures


def _population() -> Schema:
    windows = [
        closed_by([key("population", cls, name, "since"), key("population", cls, "until")])
        for name, cls in WINDOWS.items()
    ]
    return {"description": about("population"), "anyOf": [one_of(POPULATIONS), *windows]}


def _measure(vocabulary: Vocabulary) -> Schema:
    """The name of one, or a table of one tag."""
    forms = {
        "peak": form(NumberFormat),
        "spend": Form("text", one_of(CURRENCIES)),
        "effective": Form("table", {"anyOf": [_model(name) for name in MODELS]}),
    }
    tags = {tag: forms[tag].described(meaning("measure", tag)) for tag in MEASURES} | _theirs(vocabulary, "measure")
    alone = one_of(item for item in Quantum if item is not Quantum.PEAK)
    return {"description": about("measure"), "anyOf": [alone, closed(tags, minProperties=1, maxProperties=1)]}


def _model(name: str) -> Schema:
    """A model of effective compute, by its name, and what it takes."""
    cls = MODELS[name]
    named = Key("model", Form("text", one_of([name])), needed=True, meaning=meaning("measure", "model"))
    return closed_by([named, *(key("measure", cls, item) for item in KEYS[cls] if item != named.name)])


# -- requirements

_VALUES: dict[str, Form] = {
    "shares": SHARE,
    "ratios": Form("ratio", {"type": "string", "pattern": rf"^\s*{RATIO}\s*$"}, "of what qualifies to the rest: '1:2'"),
    "amounts": Form(
        "amount",
        {**figure_text(), "type": ["integer", "string"], "minimum": 0},
        "in the unit of the measure, such as '10000' or '500 MW'",
    ),
}


def _requirement(vocabulary: Vocabulary) -> Schema:
    """One bound, and how its figures run."""
    tags = {
        **{bound.value: ref(f"milestones-of-{_bounded(bound)}") for bound in Bound},
        "none-from": form(date).schema,
    }
    keys = {tag: Form("", schema).described(meaning("requirement", tag)) for tag, schema in tags.items()}
    keys |= _theirs(vocabulary, "requirement")
    runs = key("requirement", Schedule, "interpolate").schema
    one = [{"required": [tag]} for tag in keys]
    return {"description": about("requirement"), **closed({**keys, "interpolate": runs}, oneOf=one)}


def _bounded(bound: Bound) -> str:
    if bound is Bound.RATIO_AT_LEAST:
        return "ratios"
    return "amounts" if bound.is_amount else "shares"


def _milestones(value: Form) -> Schema:
    """Figures by day, each alone or in a table with where it comes from."""
    figure = {"anyOf": [value.described(), one_of([UNSTATED])]}
    first = Key("value", Form("figure", figure), needed=True, meaning=meaning("milestone", "value"))
    told = closed_by([first, *(key("milestone", Milestone, name) for name in KEYS[Milestone] if name != first.name)])
    days = {form(date).schema["pattern"]: {"anyOf": [*figure["anyOf"], told]}}
    return closed({}, patternProperties=days, minProperties=1)


# -- credits


def _credit(vocabulary: Vocabulary) -> Schema:
    tier = closed_by(key("tier", Tier, name) for name in KEYS[Tier])
    tiers = Form("tables", listed(tier, minItems=1)).described(meaning("credit", "tiers"))
    content = [key("credit", Content, name, {"content": "of"}.get(name)) for name in KEYS[Content]]
    ways = [closed({"tiers": tiers}, required=["tiers"]), {**closed_by(content), "required": ["content"]}]
    ways += [closed({tag: schema}, required=[tag]) for tag, schema in _theirs(vocabulary, "credit").items()]
    return {"description": about("credit"), "anyOf": ways}
