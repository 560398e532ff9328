"""What a condition or a population says of a facility by a few columns of its row: what tells facilities apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

import attrs

from aichipcn.frames.columns import columns_of, of_facilities
from aichipcn.frames.judging.questions import OWN_POPULATIONS
from aichipcn.mandates.cases import Case
from aichipcn.mandates.conditions import Condition
from aichipcn.mandates.populations import AdditionsSince, Population, Stock
from aichipcn.mandates.predicates import Predicate, checked
from aichipcn.model.facilities import Facility
from aichipcn.values.dates import next_day
from aichipcn.values.ternary import Ternary


@attrs.frozen
class Trait:
    """What is true of a facility on a date, false or unknown, by some columns.

    Where `turns` gives days, it turns on no others, as the dates in those columns run on. `named` is the only firm that
    it tells from others of which no more is known than the name; None where it may tell any.
    """

    columns: tuple[str, ...]
    holds: Callable[[Facility, date], Ternary]
    turns: Callable[[date], tuple[date, ...] | None]
    named: object = None


def trait_of_condition(condition: Predicate) -> Trait:
    """What a single condition says of a facility."""
    turns: Callable[[date], tuple[date, ...] | None] = getattr(condition, "turns", _any_day)
    named = condition.argument if type(condition) is Condition else None
    return Trait(
        _of_fields(condition.reads),
        lambda facility, on: checked(condition.holds(Case(facility, on=on)), condition),
        turns,
        named,
    )


def trait_of_presence(population: Population) -> Trait:
    """Whether a population counts the chips of a facility."""
    if type(population) not in OWN_POPULATIONS:
        return Trait(_of_fields(("facility.any",)), population.present, _any_day)
    running = isinstance(population, Stock | AdditionsSince)
    columns = _of_fields(("facility.running",)) if running else ()
    return Trait(columns, population.present, lambda on: (next_day(on),), named="")


def _of_fields(fields: Iterable[str]) -> tuple[str, ...]:
    return of_facilities(tuple(column for field in fields for column in columns_of(field)))


def _any_day(_: date) -> None:
    return None


def sharing(traits: Sequence[Trait], there: Sequence[str]) -> list[tuple[tuple[str, ...], list[Trait]]]:
    """Traits by the columns that they read, those that share one together; columns that are not there tell nothing."""
    groups: list[tuple[set[str], list[Trait]]] = []
    for trait in traits:
        columns, members = {name for name in trait.columns if name in there}, [trait]
        if not columns:
            continue
        for other in [group for group in groups if group[0] & columns]:
            groups.remove(other)
            columns |= other[0]
            members = [*other[1], *members]
        groups.append((columns, members))
    return [(of_facilities(tuple(columns)), members) for columns, members in groups]
