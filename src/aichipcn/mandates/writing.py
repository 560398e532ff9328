"""Mandates written as the plain data that `read_mandate` reads back as the same mandate."""

from __future__ import annotations

from enum import Enum
from typing import Any

from aichipcn.errors import UnknownNameError
from aichipcn.mandates.conditions import MEANINGS, Condition
from aichipcn.mandates.mandate import Mandate, Reading
from aichipcn.mandates.measures import Measure
from aichipcn.mandates.populations import AdditionsSince, Population
from aichipcn.mandates.predicates import AllOf, AnyOf, Not, Predicate
from aichipcn.values.schedule import Milestone, Schedule


def write_mandate(mandate: Mandate) -> dict[str, Any]:
    """The plain data that `read_mandate` reads back as the same mandate."""
    data: dict[str, Any] = {"slug": mandate.slug, "title": mandate.title}
    for field in ("issuer", "wording", "note"):
        if getattr(mandate, field):
            data[field] = getattr(mandate, field)
    if mandate.place:
        data["place"] = mandate.place.code
    for field in ("legal_force", "level", "status", "confidence"):
        value: Enum | None = getattr(mandate, field)
        if value is not None:
            data[field.replace("_", "-")] = value.value
    if mandate.verified:
        data["verified"] = str(mandate.verified)
    if mandate.aliases:
        data["aliases"] = list(mandate.aliases)
    data["sources"] = [source.slug for source in mandate.sources]
    data["scope"] = write_predicate(mandate.scope)
    data["population"] = _write_population(mandate.population)
    data["measure"] = _write_measure(mandate.measure)
    data["require"] = _write_schedule(mandate.require)
    data["readings"] = [_write_reading(reading) for reading in mandate.readings]
    return data


def write_predicate(predicate: Predicate) -> dict[str, Any]:
    """A predicate as one table of its tag and argument. Raises UnknownNameError for one that has no tag."""
    if isinstance(predicate, AllOf):
        return {"all": [write_predicate(part) for part in predicate.parts]}
    if isinstance(predicate, AnyOf):
        return {"any": [write_predicate(part) for part in predicate.parts]}
    if isinstance(predicate, Not):
        return {"not": write_predicate(predicate.part)}
    if not isinstance(predicate, Condition):
        raise UnknownNameError("condition in files", type(predicate).__name__, MEANINGS)
    argument = predicate.argument
    return {predicate.tag: argument.value if isinstance(argument, Enum) else argument}


def _write_population(population: Population) -> Any:
    if isinstance(population, AdditionsSince):
        return {"additions-since": population.since}
    return "stock"


def _write_measure(measure: Measure) -> Any:
    if measure.format:
        return {"peak": measure.format.value}
    return {"spend": measure.currency} if measure.currency else measure.quantum.value


def _write_schedule(schedule: Schedule) -> dict[str, Any]:
    shares: dict[str, Any] = {item.on.isoformat(): _write_share(item) for item in schedule.milestones}
    written: dict[str, Any] = {"share-at-least": shares}
    if schedule.interpolate:
        written["interpolate"] = schedule.interpolate
    return written


def _write_share(milestone: Milestone) -> str:
    percent = milestone.share * 100
    return f"{percent}%" if percent.denominator == 1 else str(milestone.share)


def _write_reading(reading: Reading) -> dict[str, Any]:
    data: dict[str, Any] = {
        "name": reading.name,
        "qualifies": write_predicate(reading.qualifies),
        "stated-shares": reading.stated_shares.value,
    }
    if reading.require:
        data["require"] = _write_schedule(reading.require)
    if reading.scope:
        data["scope"] = write_predicate(reading.scope)
    if reading.note:
        data["note"] = reading.note
    return data
