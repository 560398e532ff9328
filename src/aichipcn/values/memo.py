"""Answers kept beside the immutable value that they are about. They never change what it answers, only how soon."""

from __future__ import annotations

from typing import Any

import attrs


class Memo(dict[Any, Any]):
    """Answers worked out before, about objects alive now; a pickle or a copy starts anew."""

    def __reduce__(self) -> tuple[type[Memo], tuple[()]]:
        return Memo, ()


def memo_field() -> Any:
    """A memo of a frozen class: no argument, and no part of its equality, hash or text."""
    return attrs.field(init=False, factory=Memo, eq=False, repr=False)
