"""Firms and institutions that design, make, integrate, sell or run chips."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
from attrs.converters import optional

from aichipcn.model import doors
from aichipcn.model.fields import named_fields
from aichipcn.model.ownership import Ownership
from aichipcn.model.places import Place
from aichipcn.model.sources import Confidence, Source
from aichipcn.model.terms import Term
from aichipcn.values.dates import DateRange


class Role(Term):
    """What a vendor does in this field."""

    DESIGNER = "designer"
    FOUNDRY = "foundry"
    INTEGRATOR = "integrator"
    OPERATOR = "operator"
    CUSTOMER = "customer"
    LAB = "lab"


@attrs.frozen(kw_only=True, field_transformer=named_fields)
class Supply:
    """A reported relation: chips of the vendor go to a customer, for a use where one is stated."""

    customer: str = attrs.field(converter=doors.slug)
    use: str | None = attrs.field(default=None, converter=doors.optional_note)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=tuple[Source, ...])
    note: str = attrs.field(default="", converter=doors.note)


def _roles(value: Sequence[Role | str]) -> tuple[Role, ...]:
    return doors.members(Role, value)


@attrs.frozen(kw_only=True, field_transformer=named_fields)
class Vendor:
    """A firm or institution; `parent` and the customers of `supplies` are slugs of other vendors."""

    slug: str = attrs.field(converter=doors.slug)
    name: str = attrs.field(converter=doors.text)
    place: Place | None = attrs.field(default=None, validator=doors.is_a(Place, optional=True))
    aliases: tuple[str, ...] = attrs.field(default=(), converter=doors.texts)
    parent: str | None = attrs.field(default=None, converter=doors.optional_slug)
    ownership: Ownership | None = attrs.field(default=None, converter=optional(Ownership))
    roles: tuple[Role, ...] = attrs.field(default=(), converter=_roles)
    entity_list_since: DateRange | None = attrs.field(default=None, converter=doors.dates)
    supplies: tuple[Supply, ...] = attrs.field(default=(), converter=tuple[Supply, ...])
    sources: tuple[Source, ...] = attrs.field(default=(), converter=tuple[Source, ...])
    confidence: Confidence | None = attrs.field(default=None, converter=optional(Confidence))
    note: str = attrs.field(default="", converter=doors.note)

    def __str__(self) -> str:
        return self.name
