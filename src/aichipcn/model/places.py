"""Places: countries and provinces by their ISO 3166-2 codes, cities below them."""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from aichipcn.codes import Code
from aichipcn.errors import InvalidValueError, repaired, shown
from aichipcn.model import doors
from aichipcn.model.fields import named_fields

CODE = r"[A-Z]{2}(?:-[A-Z0-9]{1,3}(?:/[a-z0-9]+(?:-[a-z0-9]+)*)?)?"
"""What the code of a place is, as a regular expression."""

_CODE = re.compile(CODE)


def place_code(value: str) -> str:
    """The code of a place. Raises InvalidValueError for anything else."""
    if not isinstance(value, str) or _CODE.fullmatch(value) is None:
        msg = f"not a code of a place: {shown(value)}; write one such as 'CN', 'CN-SH' or 'CN-GZ/guiyang'"
        near = repaired(value, [value.upper()], place_code) if isinstance(value, str) else ()
        raise InvalidValueError(msg, found=value, nearest=near, code=Code.NOT_A_SLUG)
    return value


def place_codes(value: Sequence[str]) -> tuple[str, ...]:
    """A list of codes of places."""
    return tuple(doors.named(place_code, item, f"[{i}]") for i, item in enumerate(doors.listed(value)))


def within(code: str, outer: str) -> bool:
    """Whether the place of a code is, or lies in, that of another, by their codes."""
    return code == outer or code.startswith((f"{outer}-", f"{outer}/"))


@attrs.frozen(kw_only=True, field_transformer=named_fields)
class Place:
    """A country, a province or a city, with the place that it lies in.

    `without` are the codes of parts that it leaves out, such as Hong Kong and Macau where China is its mainland.
    """

    code: str = attrs.field(converter=place_code)
    name: str = attrs.field(converter=doors.text)
    parent: Place | None = None
    aliases: tuple[str, ...] = attrs.field(default=(), converter=doors.texts)
    without: tuple[str, ...] = attrs.field(default=(), converter=place_codes)
    chain: tuple[str, ...] = attrs.field(init=False, eq=False, repr=False)
    """The codes of the place and of all that it lies in, outwards."""

    def __attrs_post_init__(self) -> None:
        outer = () if self.parent is None else doors.instance(self.parent, "parent", Place).chain
        object.__setattr__(self, "chain", (self.code, *outer))
        if self.parent is not None and not self.code.startswith(self.parent.code.partition("/")[0]):
            msg = f"{shown(self.code)} does not lie in {shown(self.parent.code)}, by their codes"
            raise InvalidValueError(msg, found=self.parent, code=Code.CONTRADICTION).at("parent")
        for i, code in enumerate(self.without):
            if code == self.code or not within(code, self.code):
                msg = f"{shown(code)} is no part of {shown(self.code)}, by their codes"
                raise InvalidValueError(msg, found=code, code=Code.CONTRADICTION).at(f"without[{i}]")

    @property
    def slug(self) -> str:
        """The code, under the name that every looked-up thing has."""
        return self.code

    def lies_in(self, code: str) -> bool:
        """Whether the place is, or lies in, the place of a code."""
        return code in self.chain

    def may_lie_in(self, code: str) -> bool:
        """Whether something of which no more is known than that it lies in the place may lie in the place of a code."""
        return self.lies_in(code) or (within(code, self.code) and not any(within(code, part) for part in self.without))

    def __str__(self) -> str:
        return self.name
