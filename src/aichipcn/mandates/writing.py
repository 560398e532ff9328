"""Mandates and incentives written as the plain data that the grammar reads back as the same values."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum
from typing import Any

import attrs

from aichipcn.compute.peak import Peak
from aichipcn.errors import UnknownNameError
from aichipcn.mandates.conditions import Condition
from aichipcn.mandates.credits import Content, Credit, Tiers
from aichipcn.mandates.incentives import Incentive
from aichipcn.mandates.mandate import Mandate
from aichipcn.mandates.meanings import MEANINGS, Completed
from aichipcn.mandates.measures import AnyMeasure, Claimed, Effective, Measure
from aichipcn.mandates.populations import AdditionsSince, Population, PurchasesSince, Stock, StockAndOrders
from aichipcn.mandates.predicates import AllOf, AnyOf, Not, Predicate
from aichipcn.mandates.schedule import Milestone, Requirement, Schedule
from aichipcn.mandates.thresholds import UNSTATED, Asked, Bound, ratio_text
from aichipcn.mandates.vocabulary import OWN, Vocabulary, argument_of, part_of
from aichipcn.model.lists import CertifiedList
from aichipcn.model.places import Place
from aichipcn.model.sources import Source
from aichipcn.values.dates import DateRange
from aichipcn.values.estimate import Estimate
from aichipcn.values.limits import Limit


def write_mandate(mandate: Mandate) -> dict[str, Any]:
    """The plain data of a mandate. Raises UnknownNameError for a part that files have no words for."""
    return _written(mandate)


def write_incentive(incentive: Incentive) -> dict[str, Any]:
    """The plain data of an incentive. Raises UnknownNameError for a part that files have no words for."""
    return _written(incentive)


def write_predicate(predicate: Predicate) -> dict[str, Any]:
    """A predicate as one table of its tag and argument. Raises UnknownNameError for one that has no tag."""
    if isinstance(predicate, AllOf):
        return {"all": [write_predicate(part) for part in predicate.parts]}
    if isinstance(predicate, AnyOf):
        return {"any": [write_predicate(part) for part in predicate.parts]}
    if isinstance(predicate, Not):
        return {"not": write_predicate(predicate.part)}
    if isinstance(predicate, Condition):
        return {predicate.tag: _argument(predicate.argument)}
    return _tagged(predicate, "condition in files", MEANINGS)


def _argument(value: object) -> Any:
    if isinstance(value, Completed):
        return {"share": str(value.share), **({"on": value.on} if value.on else {})}
    if isinstance(value, CertifiedList):
        return value.slug
    if isinstance(value, Limit):
        return value.text
    return value.value if isinstance(value, Enum) else value


def _tagged(value: object, kind: str, allowed: Iterable[str]) -> dict[str, Any]:
    """A value of another's class under its tag, which is none of ours."""
    cls = type(value)
    if not hasattr(cls, "tag"):
        raise UnknownNameError(kind, cls.__name__, allowed)
    (tag,) = Vocabulary([cls]).theirs(part_of(cls))
    return {tag: argument_of(value)}


def _written(value: object) -> dict[str, Any]:
    """The fields of a value that differ from what they are when left out, each in the words of files."""
    data: dict[str, Any] = {}
    for field in attrs.fields(type(value)):  # type: ignore[arg-type]
        if not field.init:
            continue
        inner = getattr(value, field.name)
        if inner is None or inner in ((), ""):
            continue
        write = _CLAUSES.get(field.name, _plain)
        data[field.name.replace("_", "-")] = write(inner)
    return data


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, DateRange):
        return str(value)
    if isinstance(value, Place):
        return value.code
    if isinstance(value, Source):
        return value.slug
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return _written(value) if attrs.has(type(value)) else value


def _write_population(population: Population) -> Any:
    if isinstance(population, AdditionsSince | PurchasesSince):
        key = "additions-since" if isinstance(population, AdditionsSince) else "purchases-since"
        return {key: population.since, **({"until": population.until} if population.until else {})}
    if isinstance(population, Stock | StockAndOrders):
        return "stock" if isinstance(population, Stock) else "stock-and-orders"
    raise UnknownNameError("population in files", type(population).__name__, ("stock", "additions-since"))


def _write_measure(measure: AnyMeasure) -> Any:
    if isinstance(measure, Measure):
        if measure.format:
            return {"peak": measure.format.value}
        return {"spend": measure.currency} if measure.currency else measure.quantum.value
    if isinstance(measure, Claimed):
        workload = {"workload": measure.workload} if measure.workload else {}
        return {"effective": {"model": "claimed", "reference": measure.reference.slug, **workload}}
    if isinstance(measure, Effective) and isinstance(measure.model, Peak):
        return {"effective": {"model": "peak", "format": measure.model.format.value}}
    return _tagged(measure, "measure in files", OWN["measure"])


def _write_requirement(requirement: Requirement) -> dict[str, Any]:
    if not isinstance(requirement, Schedule):
        return _tagged(requirement, "requirement in files", OWN["requirement"])
    rows = {item.on.isoformat(): _write_milestone(item, requirement.bound) for item in requirement.milestones}
    written: dict[str, Any] = {requirement.bound.value: rows}
    if requirement.interpolate:
        written["interpolate"] = requirement.interpolate
    return written


def _write_milestone(milestone: Milestone, bound: Bound) -> Any:
    value = _write_asked(milestone.value, bound)
    own = {
        field.name: _plain(inner)
        for field in attrs.fields(Milestone)
        if field.name not in ("on", "value") and (inner := getattr(milestone, field.name))
    }
    return {"value": value, **own} if own else value


def _write_asked(value: Asked, bound: Bound) -> str:
    if value is None:
        return UNSTATED
    if isinstance(value, Estimate):
        return str(value)
    if bound is Bound.RATIO_AT_LEAST:
        return ratio_text(value)
    percent = value * 100
    return f"{percent}%" if percent.denominator == 1 else str(value)


def _write_credit(credit: Credit) -> dict[str, Any]:
    if isinstance(credit, Tiers):
        return {"tiers": [{"when": write_predicate(tier.when), "worth": str(tier.worth)} for tier in credit.tiers]}
    if isinstance(credit, Content):
        bounds = {"whole-from": credit.whole_from, "least": credit.least}
        return {"content": credit.of.value, **{key: str(share) for key, share in bounds.items() if share is not None}}
    return _tagged(credit, "credit in files", OWN["credit"])


_CLAUSES: dict[str, Callable[[Any], Any]] = {
    "scope": write_predicate,
    "among": write_predicate,
    "qualifies": write_predicate,
    "when": write_predicate,
    "credit": _write_credit,
    "population": _write_population,
    "measure": _write_measure,
    "require": _write_requirement,
}
"""How a clause is written, by the name of its field; the rest is plain."""
