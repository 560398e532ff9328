"""The single conditions of the field, each by its tag: what `designed-in = "CN"` and the others mean.

Each is one immutable value of one argument. Where a fact that decides it is not known, it is unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeAlias

import attrs

from aichipcn.codes import Code
from aichipcn.compute.figures import CHIP_FIGURES
from aichipcn.errors import InvalidValueError, shown, unknown_key
from aichipcn.mandates.cases import Case, Fact, found_in
from aichipcn.mandates.meanings import MEANINGS, Argument, Completed
from aichipcn.mandates.predicates import AllOf, AnyOf, Not, Predicate, unknown_fields
from aichipcn.model.chips import ChipKind, Market
from aichipcn.model.doors import instance, named, slug, whole
from aichipcn.model.facilities import Extent, FacilityKind, FacilityStatus, Funding, Use
from aichipcn.model.fields import named_fields
from aichipcn.model.lists import CertifiedList
from aichipcn.model.ownership import Ownership
from aichipcn.model.places import place_code
from aichipcn.model.terms import Term
from aichipcn.nearest import nearest
from aichipcn.values.dates import one_day
from aichipcn.values.limits import Limit
from aichipcn.values.shares import parse_share
from aichipcn.values.ternary import UNKNOWN, Ternary

TERMS: dict[Argument, type[Term]] = {
    Argument.KIND: FacilityKind,
    Argument.FUNDING: Funding,
    Argument.EXTENT: Extent,
    Argument.OWNERSHIP: Ownership,
    Argument.USE: Use,
    Argument.STAGE: FacilityStatus,
    Argument.CHIP_KIND: ChipKind,
    Argument.MARKET: Market,
}
"""The terms of an argument that is one of a closed list."""

Said: TypeAlias = str | int | date | Term | CertifiedList | Completed | Limit
"""What the argument of a condition is held as."""


def _tag(value: str) -> str:
    if not isinstance(value, str) or value not in MEANINGS:
        msg = f"no condition is tagged {shown(value)}"
        near = nearest(value, MEANINGS) if isinstance(value, str) else ()
        raise InvalidValueError(msg, found=value, nearest=near, allowed=MEANINGS, code=Code.UNKNOWN_CONDITION)
    return value


@attrs.frozen(field_transformer=named_fields)
class Condition:
    """One condition: a tag of `MEANINGS` and its argument, such as `Condition("designed-in", "CN")`.

    Raises InvalidValueError for another tag or an argument that the tag cannot have.
    """

    tag: str = attrs.field(converter=_tag)
    argument: Said

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "argument", _argument(self.tag, self.argument))

    @property
    def reads(self) -> tuple[str, ...]:
        """The fields that decide it."""
        return MEANINGS[self.tag].reads

    def holds(self, case: Case) -> Ternary:
        """Whether it holds of a case."""
        return MEANINGS[self.tag].holds(case, self.argument)

    def turns(self, on: date) -> tuple[date, ...] | None:
        """The days on which what it says on a date may turn, as the dates that it reads run on.

        None where it reads no date, or any day may be one.
        """
        turns = MEANINGS[self.tag].turns
        return None if turns is None else turns(self.argument, on)

    def describe(self) -> str:
        """The condition in words."""
        said = self.argument.value if isinstance(self.argument, Term) else self.argument
        return MEANINGS[self.tag].words.format(said)

    def found(self, case: Case) -> str:
        """What was found of the fields that it reads, in words."""
        tell = MEANINGS[self.tag].found
        return found_in(self.reads, case) if tell is None else tell(case)

    def missing(self, case: Case) -> tuple[Fact, ...]:
        """The fields read that are not known, where it is undecided."""
        lacks = MEANINGS[self.tag].lacks
        if lacks is None or self.holds(case) is not UNKNOWN:
            return unknown_fields(self, case)
        return tuple(case.fact(field) for field in lacks(case))


def _argument(tag: str, value: object) -> object:
    kind = MEANINGS[tag].argument
    if kind in TERMS:
        return named(TERMS[kind], value, tag)
    if kind is Argument.LIST:
        return instance(value, tag, CertifiedList)
    if kind is Argument.LIMIT:
        return named(lambda text: Limit.parse(text, CHIP_FIGURES[tag].unit), value, tag)
    door = _DOORS.get(kind)
    if door is not None:
        return door(value) if kind is Argument.DATE else named(door, value, tag)
    if not isinstance(value, str) or not value:
        msg = f"{tag} takes the slug of a {kind.value}, got {shown(value)}"
        raise InvalidValueError(msg, found=value, code=Code.WRONG_TYPE)
    return value


def _completed(value: object) -> Completed:
    """A share, or a table of a share and a day."""
    if isinstance(value, Completed):
        return value
    if not isinstance(value, Mapping):
        return Completed(parse_share(value))
    for key in value:
        if key not in ("share", "on"):
            raise unknown_key(key, ("share", "on"))
    share = named(parse_share, value.get("share"), "share")
    return Completed(share, named(one_day, value["on"], "on") if "on" in value else None)


_DOORS: dict[Argument, Callable[[Any], Any]] = {
    Argument.DATE: one_day,
    Argument.PLACE: place_code,
    Argument.PROGRAMME: slug,
    Argument.DAYS: whole,
    Argument.COMPLETION: _completed,
}


def chips_decide(predicate: Predicate) -> bool:
    """Whether the chip alone decides a predicate, wherever it stands.

    Only conditions of this library are taken at their word; one of another's may look at anything.
    """
    if isinstance(predicate, AllOf | AnyOf):
        return all(map(chips_decide, predicate.parts))
    if isinstance(predicate, Not):
        return chips_decide(predicate.part)
    return type(predicate) is Condition and all(field.startswith("chip.") for field in predicate.reads)


def designed_in(code: str) -> Condition:
    """Chips whose designer's place is, or lies in, the place of a code."""
    return Condition("designed-in", code)


def produced_in(code: str) -> Condition:
    """Chips of which every reported foundry's place is, or lies in, the place of a code."""
    return Condition("produced-in", code)


def supplied_from(code: str) -> Condition:
    """Chips whose supplier's place is, or lies in, the place of a code."""
    return Condition("supplied-from", code)


def located_in(code: str) -> Condition:
    """Facilities in the place of a code."""
    return Condition("located-in", code)
