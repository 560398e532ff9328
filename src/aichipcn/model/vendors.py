"""Firms and institutions that design, make, integrate, sell or run chips."""

from __future__ import annotations

from enum import Enum

import attrs

from aichipcn.model.fields import (
    dates_field,
    enum_field,
    instance_field,
    instances,
    member,
    slug_field,
    text_field,
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
    use: str | None = None
    sources: tuple[Source, ...] = tuple_field("sources", Source)
    note: str = ""


def _roles(value: object) -> tuple[Role, ...]:
    return tuple(
        member(Role, item, "roles")
        for item in (value if isinstance(value, tuple | list) else instances(value, "roles", Role))
    )


@attrs.frozen(kw_only=True)
class Vendor:
    """A firm or institution; `parent` and the customers of `supplies` are slugs of other vendors."""

    slug: str = slug_field()
    name: str = text_field()
    place: Place | None = instance_field(Place, optional=True)
    aliases: tuple[str, ...] = attrs.field(default=(), converter=tuple)
    parent: str | None = None
    roles: tuple[Role, ...] = attrs.field(default=(), converter=_roles)
    entity_list_since: DateRange | None = dates_field("entity_list_since")
    supplies: tuple[Supply, ...] = tuple_field("supplies", Supply)
    sources: tuple[Source, ...] = tuple_field("sources", Source)
    confidence: Confidence | None = enum_field("confidence", Confidence, default=None)
    note: str = ""

    def __str__(self) -> str:
        return self.name
