"""The clauses of a mandate out of plain data: population, measure, requirement and credit."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from aichipcn.codes import Code
from aichipcn.compute.peak import Peak
from aichipcn.errors import InvalidValueError, joined, key_step, missing, shown
from aichipcn.mandates.credits import Content, ContentOf, Credit, Tier, Tiers
from aichipcn.mandates.grammar.conditions import read_predicate
from aichipcn.mandates.grammar.reader import Reader
from aichipcn.mandates.measures import UNITS, AnyMeasure, Claimed, Effective, Measure, Quantum, measure_of
from aichipcn.mandates.populations import STOCK, AdditionsSince, Population, PurchasesSince, StockAndOrders
from aichipcn.mandates.schedule import Milestone, Requirement, Schedule, interpolation
from aichipcn.mandates.standing import MandateStatus
from aichipcn.mandates.thresholds import Asked, Bound, asked
from aichipcn.mandates.vocabulary import made
from aichipcn.model.doors import optional_note, table
from aichipcn.model.formats import NumberFormat
from aichipcn.nearest import nearest
from aichipcn.values.dates import DateRange, one_day
from aichipcn.values.shares import parse_share

KEYS: dict[type[Any], tuple[str, ...]] = {
    Milestone: ("value", "sources", "status", "verified", "wording"),
    Tier: ("when", "worth"),
    Content: ("content", "whole-from", "least"),
    Claimed: ("model", "reference", "workload"),
    Peak: ("model", "format"),
}
"""The keys that the table of a clause may have, by what it is read as."""

MEASURES = ("peak", "spend", "effective")
"""The measures that are tables of one key."""

MODELS: dict[str, type[Any]] = {"claimed": Claimed, "peak": Peak}
"""The models of effective compute, by their names in files."""

POPULATIONS: dict[str, Population] = {"stock": STOCK, "stock-and-orders": StockAndOrders()}
WINDOWS: dict[str, type[AdditionsSince | PurchasesSince]] = {
    "additions-since": AdditionsSince,
    "purchases-since": PurchasesSince,
}


# -- populations


def read_population(reader: Reader, path: str, value: object) -> Population:
    """A population; the stock, and a problem, for what is none."""
    if isinstance(value, str) and value in POPULATIONS:
        return POPULATIONS[value]
    if isinstance(value, Mapping) and (kind := next((key for key in value if key in WINDOWS), None)):
        reader.keys(path, value, (kind, "until"))
        since = reader.given(path, value, kind, one_day)
        until = reader.given(path, value, "until", one_day)
        if since is None:
            return STOCK
        return reader.tried(joined(path, "until"), lambda: WINDOWS[kind](since, until)) or STOCK
    msg = f"not a population: {shown(value)}"
    near = nearest(value, POPULATIONS) if isinstance(value, str) else ()
    allowed = (*POPULATIONS, *(f"{{ {kind} = 2027-01-01 }}" for kind in WINDOWS))
    reader.problem(path, InvalidValueError(msg, found=value, nearest=near, allowed=allowed, code=Code.UNKNOWN_TERM))
    return STOCK


# -- measures


def read_measure(reader: Reader, path: str, value: Any) -> AnyMeasure:
    """A measure; units, and a problem, for what is none."""
    if not isinstance(value, Mapping):
        return reader.tried(path, lambda: Measure(Quantum(value))) or UNITS
    vocabulary = reader.known.vocabulary
    theirs = [(tag, cls) for tag in value if (cls := vocabulary.class_of("measure", tag)) is not None]
    tags = (*MEASURES, *vocabulary.theirs("measure"))
    reader.keys(path, value, tags)
    if len(value) != 1:
        msg = f"exactly one measure is needed, got {len(value)}; write {{ peak = 'fp16' }} or {{ spend = 'USD' }}"
        reader.problem(path, InvalidValueError(msg, found=value, code=Code.NOT_ONE))
    elif theirs:
        ((tag, cls),) = theirs
        return reader.given(path, value, tag, lambda argument: measure_of(made(cls, argument))) or UNITS
    elif "peak" in value:
        number_format = reader.given(path, value, "peak", NumberFormat)
        return Measure(Quantum.PEAK, number_format) if number_format else UNITS
    elif "spend" in value:
        return reader.given(path, value, "spend", lambda currency: Measure(Quantum.SPEND, None, currency)) or UNITS
    elif "effective" in value:
        return _effective(reader, joined(path, "effective"), value["effective"]) or UNITS
    return UNITS


def _effective(reader: Reader, path: str, value: object) -> AnyMeasure | None:
    """Effective compute by a named model: `{ model = "claimed", reference = "nvidia-h20" }` or `"peak"` of a format."""
    data = reader.tried(path, lambda: table(value))
    if data is None:
        return None
    model = reader.required(path, data, "model", str, "write 'claimed' or 'peak'")
    if model == "peak":
        reader.keys(path, data, KEYS[Peak])
        number_format = reader.required(path, data, "format", NumberFormat, "write one such as 'fp16'")
        return None if number_format is None else Effective(Peak(number_format))
    if model == "claimed":
        return _claimed(reader, path, data)
    if model is not None:
        near = nearest(model, MODELS)
        msg = f"no model is named {shown(model)}"
        error = InvalidValueError(msg, found=model, nearest=near, code=Code.UNKNOWN_TERM)
        reader.problem(joined(path, "model"), error)
    return None


def _claimed(reader: Reader, path: str, data: Mapping[str, Any]) -> AnyMeasure | None:
    reader.keys(path, data, KEYS[Claimed])
    slug = reader.required(path, data, "reference", lambda given: given, "write the slug of a chip")
    workload = reader.given(path, data, "workload", optional_note)
    if slug is None or reader.known.chips is None:
        return None
    chip = reader.referred(joined(path, "reference"), "chip", slug, reader.known.chips)
    return None if chip is None else Claimed(chip, workload)


# -- requirements


def read_requirement(reader: Reader, path: str, value: object) -> Requirement | None:
    """A requirement: a table of one bound, with its milestones; None where it has a problem."""
    data = reader.tried(path, lambda: table(value))
    if data is None:
        return None
    vocabulary = reader.known.vocabulary
    tags = [tag for tag in vocabulary.tags("requirement") if tag != "interpolate"]
    reader.keys(path, data, (*tags, "interpolate"))
    given = [tag for tag in tags if tag in data]
    if not given:
        hint = "write { share-at-least = { 2027-12-31 = '70%' } }"
        error = InvalidValueError(f"says nothing of how much; {hint}", allowed=tags, code=Code.MISSING_KEY)
        reader.problem(path, error)
        return None
    if len(given) > 1:
        msg = f"exactly one bound is needed, got {' and '.join(given)}"
        reader.problem(path, InvalidValueError(msg, found=value, code=Code.NOT_ONE))
        return None
    tag = given[0]
    theirs = vocabulary.class_of("requirement", tag)
    if theirs is not None:
        requirement: Requirement | None = reader.given(path, data, tag, lambda argument: made(theirs, argument))
        return requirement
    if tag == "none-from":
        reader.keys(path, data, (tag,))
        day = reader.given(path, data, tag, one_day)
        return None if day is None else Schedule({day: "0"}, bound=Bound.AMOUNT_AT_MOST)
    return _schedule(reader, path, data, Bound(tag))


def _schedule(reader: Reader, path: str, data: Mapping[str, Any], bound: Bound) -> Schedule | None:
    inner = joined(path, bound.value)
    interpolate = reader.given(path, data, "interpolate", interpolation)
    rows = reader.tried(inner, lambda: table(data[bound.value]))
    if rows is None:
        return None
    milestones = [_milestone(reader, joined(inner, key_step(day)), day, row, bound) for day, row in rows.items()]
    whole = tuple(item for item in milestones if item is not None)
    if len(whole) < len(milestones):
        return None
    return reader.tried(inner, lambda: Schedule(whole, interpolate, bound))


def _milestone(reader: Reader, path: str, day: object, value: object, bound: Bound) -> Milestone | None:
    """A milestone: its figure alone, or a table of it with where it comes from."""
    on = reader.tried(path, lambda: one_day(day))
    if not isinstance(value, Mapping):
        figure = _figure(reader, path, value, bound)
        return None if on is None or figure is None else Milestone(on, *figure)
    reader.keys(path, value, KEYS[Milestone])
    if "value" not in value:
        reader.problem(joined(path, "value"), missing("write how much, such as '70%'"))
        return None
    figure = _figure(reader, joined(path, "value"), value["value"], bound)
    status = reader.given(path, value, "status", MandateStatus)
    verified = reader.given(path, value, "verified", DateRange.parse)
    wording = reader.given(path, value, "wording", optional_note)
    sources = reader.sources(path, value)
    if on is None or figure is None or None in sources:
        return None
    return Milestone(on, *figure, sources=sources, status=status, verified=verified, wording=wording)


def _figure(reader: Reader, path: str, value: object, bound: Bound) -> tuple[Asked] | None:
    """The figure in a tuple, because it may be unstated; None where it has a problem."""
    return reader.tried(path, lambda: (asked(bound, value),))


# -- credits


def read_credit(reader: Reader, path: str, value: object) -> Credit | None:
    """A credit: by tiers, by content, or another's; None where it has a problem."""
    data = reader.tried(path, lambda: table(value))
    if data is None:
        return None
    vocabulary = reader.known.vocabulary
    for tag in data:
        theirs = vocabulary.class_of("credit", tag)
        if theirs is not None:
            reader.keys(path, data, (tag,))
            credit: Credit | None = reader.given(path, data, tag, partial(made, theirs))
            return credit
    if "tiers" in data:
        reader.keys(path, data, ("tiers",))
        tiers = reader.rows(path, data, "tiers", lambda inner, row: _tier(reader, inner, row))
        whole = [tier for tier in tiers if tier is not None]
        return reader.tried(path, lambda: Tiers(whole)) if len(whole) == len(tiers) else None
    reader.keys(path, data, (*KEYS[Content], *vocabulary.theirs("credit")))
    of = reader.required(path, data, "content", ContentOf, "write { content = 'component-cost' }, or { tiers = [...] }")
    whole_from = reader.given(path, data, "whole-from", parse_share)
    least = reader.given(path, data, "least", parse_share)
    return None if of is None else Content(of, whole_from, least)


def _tier(reader: Reader, path: str, value: object) -> Tier | None:
    data = reader.tried(path, lambda: table(value))
    if data is None:
        return None
    reader.keys(path, data, KEYS[Tier])
    worth = reader.required(path, data, "worth", parse_share, "write a share such as '1/2'")
    when = None
    if reader.required(path, data, "when", table, "write { designed-in = 'CN' }") is not None:
        when = read_predicate(reader, joined(path, "when"), data["when"])
    return None if worth is None or when is None else Tier(when=when, worth=worth)
