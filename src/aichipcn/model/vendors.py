"""Firms and institutions that design, make, integrate, sell or run chips."""

from __future__ import annotations

from enum import Enum

import attrs

from aichipcn.model.fields import (
    dates_field,
    door_field,
    enum_field,
    instance_field,
    members,
    note_field,
    slug,
    slug_field,
    text_field,
    texts_field,
    tuple_field,
)
from aichipcn.model.places import Place
from aichipcn.model.sources import Confidence, Source
from aichipcn.values.dates import DateRange


class Role(Enum):
    """What a vendor does in this field."""

    DESIGNER = "designer"
    FOUNDRY = "foundry"
    INTEGRATOR = "integrator"
    OPERATOR = "operator"
    CUSTOMER = "customer"
    LAB = "lab"


@attrs.frozen(kw_only=True)
class Supply:
    """A reported relation: chips of the vendor go to a customer, for a use where one is stated."""

    customer: str = slug_field()
    use: str | None = note_field(default=None)
    sources: tuple[Source, ...] = tuple_field("sources", Source)
    note: str = note_field()


def _roles(value: object) -> tuple[Role, ...]:
    return members(Role, value)


def _parent(value: object) -> str | None:
    return None if value is None else slug(value)


@attrs.frozen(kw_only=True)
class Vendor:
    """A firm or institution; `parent` and the customers of `supplies` are slugs of other vendors."""

    slug: str = slug_field()
    name: str = text_field()
    place: Place | None = instance_field(Place, optional=True)
    aliases: tuple[str, ...] = texts_field("aliases")
    parent: str | None = door_field("parent", _parent, default=None)
    roles: tuple[Role, ...] = door_field("roles", _roles, default=())
    entity_list_since: DateRange | None = dates_field("entity_list_since")
    supplies: tuple[Supply, ...] = tuple_field("supplies", Supply)
    sources: tuple[Source, ...] = tuple_field("sources", Source)
    confidence: Confidence | None = enum_field("confidence", Confidence, default=None)
    note: str = note_field()

    def __str__(self) -> str:
        return self.name
