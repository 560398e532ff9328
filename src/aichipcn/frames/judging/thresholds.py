"""What is required on each date, as whole numbers: the table that totals are held against."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import Any

import attrs

from aichipcn.errors import InvalidTypeError, shown
from aichipcn.frames.judging.questions import Question, Questions
from aichipcn.frames.judging.totals import Compared, Scale
from aichipcn.frames.tables.engine import Kind, Rows
from aichipcn.mandates.thresholds import Bound, Threshold
from aichipcn.values.estimate import Estimate
from aichipcn.values.numbers import Exact


@attrs.frozen
class Required:
    """What a question requires on a date: the threshold that binds, or that will bind next; None where none will."""

    question: int
    number: int
    on: date
    binds: bool
    threshold: Threshold | None


def required(questions: Questions, dates: Sequence[date]) -> list[Required]:
    """What every question requires on every date.

    Raises InvalidTypeError for a threshold of another's class, of which no table can be made.
    """
    return [
        _required(place, question, number, on)
        for place, question in enumerate(questions.items)
        for number, on in enumerate(dates)
    ]


def _required(place: int, question: Question, number: int, on: date) -> Required:
    mandate, reading = question.mandate, question.reading
    binding = mandate.threshold(reading, on)
    asked = binding
    if asked is None:
        upcoming = mandate.next_after(reading, on)
        asked = None if upcoming is None else mandate.requirement_of(reading).threshold(upcoming.on)
    if asked is not None and not isinstance(asked, Threshold):
        msg = (
            f"{mandate.slug} asks for {shown(asked.describe())} by a class of its own, which tables cannot compare;"
            f" assess its facilities one by one"
        )
        raise InvalidTypeError(msg, found=asked).at("mandates")
    return Required(place, number, on, binding is not None, asked)


def compared(rows: Iterable[Required], questions: Questions) -> dict[int, Compared]:
    """What each sum is compared with."""
    found: dict[int, list[Threshold]] = {place: [] for place in range(len(questions.sums))}
    for row in rows:
        if row.threshold is not None:
            found[questions.items[row.question].summed].append(row.threshold)
    return {place: _compared(thresholds) for place, thresholds in found.items()}


def _compared(thresholds: Iterable[Threshold]) -> Compared:
    figures = [item.value for item in thresholds]
    below = max((figure.denominator for figure in figures if isinstance(figure, Fraction)), default=1)
    return Compared(below, tuple(figure.low for figure in figures if isinstance(figure, Estimate)))


QUESTION, PLACE = "_question", "_number"
"""The columns of the place of a question, and of the number of a date."""

BOUNDS = {bound: number for number, bound in enumerate(Bound)}
"""The number of each bound in a table; NO_BOUND where nothing is, or will be, required."""

NO_BOUND = -1


@attrs.frozen
class Thresholds:
    """The table of what is required: a row for each question that is asked and each date."""

    rows: Rows

    @property
    def kinds(self) -> dict[str, Kind]:
        """What its columns hold."""
        return dict(_KINDS)

    @property
    def bounds(self) -> frozenset[Bound]:
        """The bounds that occur in it."""
        return frozenset(bound for bound, number in BOUNDS.items() if number in self.rows["_bound"])

    def of(self, questions: Collection[int]) -> Thresholds:
        """The rows of some questions."""
        kept = [number for number, question in enumerate(self.rows[QUESTION]) if question in questions]
        return Thresholds({name: [cells[number] for number in kept] for name, cells in self.rows.items()})


def thresholds(found: Sequence[Required], questions: Questions, scales: Mapping[int, Scale]) -> Thresholds:
    """The table of what is required, its amounts in the steps of the sums."""
    rows = [_row(item, questions.items[item.question], scales) for item in found]
    return Thresholds({name: [row[name] for row in rows] for name in _KINDS})


_KINDS = {
    QUESTION: Kind.WHOLE,
    PLACE: Kind.WHOLE,
    "level": Kind.TEXT,
    "mandate": Kind.TEXT,
    "reading": Kind.TEXT,
    "date": Kind.DAY,
    "_binds": Kind.WHOLE,
    "_bound": Kind.WHOLE,
    "bound": Kind.TEXT,
    "_stated": Kind.WHOLE,
    "_above": Kind.WHOLE,
    "_below": Kind.WHOLE,
    "_amount": Kind.WHOLE,
    "_open": Kind.WHOLE,
    "unit": Kind.TEXT,
    "_required": Kind.REAL,
}


def _row(item: Required, question: Question, scales: Mapping[int, Scale]) -> dict[str, Any]:
    scale = scales.get(question.summed, NO_SCALE)
    threshold = item.threshold
    value = None if threshold is None else threshold.value
    share = value if isinstance(value, Fraction) else Fraction(0)
    amount = _in_steps(value.low, scale.step, threshold) if isinstance(value, Estimate) and threshold else 0
    figure = None
    if item.binds and isinstance(value, Fraction):
        figure = float(value)
    elif item.binds and isinstance(value, Estimate):
        figure = float(Fraction(value.low) / scale.step)
    return {
        QUESTION: item.question,
        PLACE: item.number,
        "level": question.level.value,
        "mandate": question.mandate.slug,
        "reading": question.reading.name,
        "date": item.on,
        "_binds": int(item.binds),
        "_bound": NO_BOUND if threshold is None else BOUNDS[threshold.bound],
        "bound": threshold.bound.value if threshold is not None and item.binds else None,
        "_stated": int(value is not None),
        "_above": share.numerator,
        "_below": share.denominator,
        "_amount": amount,
        "_open": scale.open,
        "unit": scale.unit,
        "_required": figure,
    }


def _in_steps(amount: Exact, step: Fraction, threshold: Threshold) -> int:
    """An amount in whole steps: the least that reaches a floor, the most that keeps to a ceiling."""
    steps = Fraction(amount) / step
    return ceil(steps) if threshold.bound.is_floor else floor(steps)


NO_SCALE = Scale(Fraction(1), "", 1)
"""The scale of a sum that no facility needs."""
