"""Places: countries and provinces by their ISO 3166-2 codes, cities below them."""

from __future__ import annotations

import re
from typing import Any

import attrs

from aichipcn.errors import InvalidTypeError, InvalidValueError
from aichipcn.model.fields import text_field

_CODE = re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,3}(?:/[a-z0-9]+(?:-[a-z0-9]+)*)?)?")


def _check_code(_: object, __: attrs.Attribute[Any], value: object) -> None:
    if not isinstance(value, str) or _CODE.fullmatch(value) is None:
        msg = f"code must be such as 'CN', 'CN-SH' or 'CN-GZ/guiyang', got {value!r}"
        raise InvalidValueError(msg)


def _check_parent(_: object, __: attrs.Attribute[Any], value: object) -> None:
    if value is not None and not isinstance(value, Place):
        msg = f"parent must be a Place, got {value!r}"
        raise InvalidTypeError(msg)


@attrs.frozen(kw_only=True)
class Place:
    """A country, a province or a city, with the place that it lies in."""

    code: str = attrs.field(validator=_check_code)
    name: str = text_field()
    parent: Place | None = attrs.field(default=None, validator=_check_parent)
    aliases: tuple[str, ...] = attrs.field(default=(), converter=tuple)
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
