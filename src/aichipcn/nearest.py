"""Which of the known names come closest to one that nothing has."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

_SAME, _ONE_EDIT, _PREFIX, _ALIKE = 0.0, 1.0, 2.0, 3.0


def nearest(name: object, known: Iterable[str], *, count: int = 3) -> tuple[str, ...]:
    """The known names closest to one that was not found, best first; none where nothing is close.

    First those that differ in case or signs alone, then by one letter, then those of which one begins with the
    other, then those alike. What is much farther off than the best is left out.
    """
    asked = str(name)[:60]
    ranked = ((_distance(_bare(asked), _bare(candidate)), candidate) for candidate in known)
    close = [(rank, _unlike(asked, candidate), candidate) for rank, candidate in ranked if rank <= _ALIKE]
    best = min((rank for rank, _, _ in close), default=_SAME)
    once: dict[str, str] = {}  # of one name's spellings, the one most like what was asked
    for rank, _, candidate in sorted(close, key=lambda item: item[:2]):
        if rank < best + 1:
            once.setdefault(_bare(candidate), candidate)
    return tuple(once.values())[:count]


def _distance(asked: str, candidate: str) -> float:
    if asked == candidate:
        return _SAME
    short, long = sorted((asked, candidate), key=len)
    if len(long) > 1 and _one_edit(short, long) and set(short) & set(long):
        return _ONE_EDIT
    unlike = _unlike(asked, candidate)
    if len(short) > 1 and long.startswith(short):
        return _PREFIX + unlike / 2
    return _ALIKE - 0.4 + unlike if unlike <= 0.4 else _ALIKE + 1


def _unlike(one: str, other: str) -> float:
    return 1 - SequenceMatcher(None, one, other).ratio()


def _one_edit(short: str, long: str) -> bool:
    """Whether one letter was added or changed, or two neighbours were swapped."""
    same = next((i for i, (mine, theirs) in enumerate(zip(short, long, strict=False)) if mine != theirs), len(short))
    mine, theirs = short[same:], long[same:]
    swapped = mine[:2] == theirs[1::-1] and mine[2:] == theirs[2:]
    return mine == theirs[1:] or mine[1:] == theirs[1:] or swapped


def _bare(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()
