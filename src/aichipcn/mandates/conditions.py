"""The single conditions of the field, each by its tag: what `designed-in = "CN"` and the others mean.

Each is one immutable value of one argument. Where a fact that decides it is not known, it is unknown.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import Enum
from typing import Any

import attrs

from aichipcn.codes import Code
from aichipcn.errors import InvalidValueError, shown
from aichipcn.mandates.cases import Case, Fact
from aichipcn.mandates.predicates import (
    AllOf,
    AnyOf,
    Not,
    Predicate,
    is_or_belongs_to,
    lies_in,
    unknown_fields,
)
from aichipcn.model.doors import named
from aichipcn.model.facilities import Extent, FacilityKind, Funding
from aichipcn.model.fields import named_fields
from aichipcn.model.places import place_code
from aichipcn.model.terms import Term
from aichipcn.nearest import nearest
from aichipcn.values.dates import one_day
from aichipcn.values.ternary import FALSE, TRUE, UNKNOWN, Ternary


class Argument(Enum):
    """What the argument of a condition is."""

    PLACE = "place"
    VENDOR = "vendor"
    CHIP = "chip"
    KIND = "kind"
    FUNDING = "funding"
    EXTENT = "extent"
    DATE = "date"


@attrs.frozen
class Meaning:
    """What a tag means: the fields it reads, when it holds, and how it is said."""

    argument: Argument
    reads: tuple[str, ...]
    holds: Callable[[Case, Any], Ternary]
    words: str


def _produced_in(case: Case, code: str) -> Ternary:
    """Where every reported foundry agrees, that; where they differ or none is known, unknown."""
    chip = case.chip
    if chip is None:
        return UNKNOWN
    places = [foundry.place for foundry in chip.foundries]
    if chip.foundry_place is not None:
        places.append(chip.foundry_place)
    truths = {lies_in(place, code) for place in places}
    return truths.pop() if len(truths) == 1 else UNKNOWN


def _is_chip(case: Case, slug: str) -> Ternary:
    return UNKNOWN if case.chip is None else Ternary.of(case.chip.slug == slug)


def _kind(case: Case, kind: FacilityKind) -> Ternary:
    """A plain data centre may still be of a narrower kind."""
    known = case.facility.kind
    if known is None:
        return UNKNOWN
    if known.is_a(kind):
        return TRUE
    return UNKNOWN if kind.is_a(known) else FALSE


def _funded_by(case: Case, funding: Funding) -> Ternary:
    """Mixed money is state money and private money."""
    known = case.facility.funding
    return Ternary.of(funding in known or Funding.MIXED in known) if known else UNKNOWN


def _commissioned_from(case: Case, day: date) -> Ternary:
    commissioned = case.facility.commissioned
    return UNKNOWN if commissioned is None else commissioned.on_or_after(day)


MEANINGS: dict[str, Meaning] = {
    "designed-in": Meaning(
        Argument.PLACE,
        ("chip.designer",),
        lambda case, code: lies_in(case.designer.place if case.designer else None, code),
        "designed in {}",
    ),
    "produced-in": Meaning(Argument.PLACE, ("chip.foundry",), _produced_in, "produced in {}"),
    "supplied-from": Meaning(
        Argument.PLACE,
        ("chip.supplier",),
        lambda case, code: lies_in(case.supplier.place if case.supplier else None, code),
        "from suppliers in {}",
    ),
    "made-by": Meaning(
        Argument.VENDOR,
        ("chip.designer",),
        lambda case, slug: is_or_belongs_to(case.designer, slug),
        "made by {}",
    ),
    "chip": Meaning(Argument.CHIP, ("chip.model",), _is_chip, "of the model {}"),
    "located-in": Meaning(
        Argument.PLACE,
        ("facility.place",),
        lambda case, code: lies_in(case.facility.place, code),
        "located in {}",
    ),
    "kind": Meaning(Argument.KIND, ("facility.kind",), _kind, "of the kind {}"),
    "funded-by": Meaning(Argument.FUNDING, ("facility.funding",), _funded_by, "with {} funds"),
    "operated-by": Meaning(
        Argument.VENDOR,
        ("facility.operator",),
        lambda case, slug: is_or_belongs_to(case.facility.operator, slug),
        "operated by {}",
    ),
    "commissioned-from": Meaning(
        Argument.DATE, ("facility.commissioned",), _commissioned_from, "commissioned from {} on"
    ),
    "commissioned-before": Meaning(
        Argument.DATE,
        ("facility.commissioned",),
        lambda case, day: ~_commissioned_from(case, day),
        "commissioned before {}",
    ),
    "extent": Meaning(
        Argument.EXTENT,
        ("facility.extent",),
        lambda case, extent: Ternary.of(case.facility.extent is extent),
        "that are a {}",
    ),
}

_TERMS: dict[Argument, type[Term]] = {
    Argument.KIND: FacilityKind,
    Argument.FUNDING: Funding,
    Argument.EXTENT: Extent,
}


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
    argument: str | date | FacilityKind | Funding | Extent

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "argument", _argument(self.tag, self.argument))

    @property
    def reads(self) -> tuple[str, ...]:
        """The fields that decide it."""
        return MEANINGS[self.tag].reads

    def holds(self, case: Case) -> Ternary:
        """Whether it holds of a case."""
        return MEANINGS[self.tag].holds(case, self.argument)

    def describe(self) -> str:
        """The condition in words."""
        said = self.argument.value if isinstance(self.argument, Term) else self.argument
        return MEANINGS[self.tag].words.format(said)

    def missing(self, case: Case) -> tuple[Fact, ...]:
        """The fields read, where it is undecided."""
        return unknown_fields(self, case)


def _argument(tag: str, value: object) -> object:
    kind = MEANINGS[tag].argument
    if kind in _TERMS:
        return named(_TERMS[kind], value, tag)
    if kind is Argument.DATE:
        return one_day(value)
    if kind is Argument.PLACE:
        return named(place_code, value, tag)
    if not isinstance(value, str) or not value:
        msg = f"{tag} takes the slug of a {kind.value}, got {shown(value)}"
        raise InvalidValueError(msg, found=value, code=Code.WRONG_TYPE)
    return value


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
