"""Places: countries and provinces by their ISO 3166-2 codes, cities below them."""

from __future__ import annotations

import re

import attrs

from aichipcn.errors import InvalidValueError, shown
from aichipcn.model.fields import door_field, instance, text_field, texts_field

_CODE = re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,3}(?:/[a-z0-9]+(?:-[a-z0-9]+)*)?)?")


def _code(value: object) -> str:
    if not isinstance(value, str) or _CODE.fullmatch(value) is None:
        msg = f"not a code of a place: {shown(value)}; write one such as 'CN', 'CN-SH' or 'CN-GZ/guiyang'"
        raise InvalidValueError(msg, found=value)
    return value


def _parent(value: Place | None) -> Place | None:
    return None if value is None else instance(value, "parent", Place)


@attrs.frozen(kw_only=True)
class Place:
    """A country, a province or a city, with the place that it lies in."""

    code: str = door_field("code", _code)
    name: str = text_field()
    parent: Place | None = attrs.field(default=None, converter=_parent)
    aliases: tuple[str, ...] = texts_field("aliases")
    chain: tuple[str, ...] = attrs.field(init=False, eq=False, repr=False)
    """The codes of the place and of all that it lies in, outwards."""

    @chain.default
    def _outwards(self) -> tuple[str, ...]:
        return (self.code, *(self.parent.chain if self.parent else ()))

    @property
    def slug(self) -> str:
        """The code, under the name that every looked-up thing has."""
        return self.code

    def lies_in(self, code: str) -> bool:
        """Whether the place is, or lies in, the place of a code."""
        return code in self.chain

    def __str__(self) -> str:
        return self.name
