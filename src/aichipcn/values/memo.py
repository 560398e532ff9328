"""Answers kept beside the immutable value that they are about. They never change what it answers, only how soon."""

from __future__ import annotations

from typing import Any


class Memo(dict[Any, Any]):
    """Answers worked out before, about objects alive now; a pickle or a copy starts anew."""

    def __reduce__(self) -> tuple[type[Memo], tuple[()]]:
        return Memo, ()
