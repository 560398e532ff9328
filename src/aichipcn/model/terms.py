"""Terms: enumerations whose members are known by the text that files use, such as `"in-force"`."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NoReturn

from aichipcn.codes import Code
from aichipcn.errors import InvalidValueError, shown
from aichipcn.nearest import nearest

if TYPE_CHECKING:
    from typing import Self


class Term(Enum):
    """A closed list of terms. Called with a member or its text, a class of terms gives the member.

    Raises InvalidValueError for anything else, with the nearest text and all that are allowed.
    """

    _value_: str

    if TYPE_CHECKING:  # what may be given to a field of which a class of terms is the converter

        def __init__(self, value: str | Self) -> None: ...

    @classmethod
    def _missing_(cls, value: object) -> NoReturn:
        allowed = [term.value for term in cls]
        near = nearest(value, allowed, count=1) if isinstance(value, str) else ()
        msg = f"unknown value {shown(value)}"
        raise InvalidValueError(msg, found=value, nearest=near, allowed=allowed, code=Code.UNKNOWN_TERM)
