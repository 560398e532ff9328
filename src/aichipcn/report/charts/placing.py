"""Where labels stand beside marks, so that none lies on another: the same for the same marks, always."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias
from unicodedata import east_asian_width

Spot: TypeAlias = tuple[float, float]
"""A place in the field, in pixels from its upper left corner."""

Box: TypeAlias = tuple[float, float, float, float]
"""What lies between two corners: left, top, right, bottom."""

HIGH = 11
"""A line of a label, in pixels."""

_MARK = 6
_SIDES = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1))
_RINGS = 7


def wide(text: str) -> float:
    """About how wide a text is at 10 pixels, in which a letter of Chinese takes the room of two."""
    return sum(10.5 if east_asian_width(sign) in "WF" else 6.2 for sign in text)


def placed(
    marks: Sequence[Spot], labels: Sequence[str], field: Spot, *, strokes: Iterable[Box] = (), rings: int = _RINGS
) -> list[Spot] | None:
    """The middle of each label, as near to its mark as is free within a field; None where one finds no room."""
    taken = [*strokes, *(_box(mark, 2 * _MARK, 2 * _MARK) for mark in marks)]
    spots = []
    for mark, text in zip(marks, labels, strict=True):
        free = (spot for spot in _around(mark, wide(text), rings) if _is_free(spot, wide(text), taken, field))
        spot = next(free, None)
        if spot is None:
            return None
        taken.append(_box(spot, wide(text), HIGH))
        spots.append(spot)
    return spots


def is_far(mark: Spot, label: str, spot: Spot) -> bool:
    """Whether a label stands so far from its mark that a line should lead to it."""
    across, down = abs(spot[0] - mark[0]) - wide(label) / 2, abs(spot[1] - mark[1]) - HIGH / 2
    return max(across, down) > 2 * _MARK


def _around(mark: Spot, width: float, rings: int) -> Iterator[Spot]:
    for ring in range(rings):
        for across, down in _SIDES:
            far = _MARK + 2 + ring * HIGH
            yield mark[0] + across * (far + width / 2), mark[1] + down * (far + HIGH / 2)


def _is_free(spot: Spot, width: float, taken: Sequence[Box], field: Spot) -> bool:
    left, top, right, bottom = _box(spot, width, HIGH)
    inside = left >= 0 and top >= 0 and right <= field[0] and bottom <= field[1]
    return inside and not any(
        left < other[2] and other[0] < right and top < other[3] and other[1] < bottom for other in taken
    )


def _box(middle: Spot, width: float, height: float) -> Box:
    return middle[0] - width / 2, middle[1] - height / 2, middle[0] + width / 2, middle[1] + height / 2
