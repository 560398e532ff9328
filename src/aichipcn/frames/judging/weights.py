"""What one chip adds to a sum: made by the object path once per distinct chip, in whole steps that can be added up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import reduce
from math import ceil, floor, gcd, lcm
from typing import Any, TypeAlias

import attrs

from aichipcn.codes import Code
from aichipcn.compliance.tally import Entry, chip_decides
from aichipcn.errors import InvalidValueError
from aichipcn.frames.columns import COUNT
from aichipcn.frames.judging.questions import Question, Summed
from aichipcn.frames.tables.objects import Reader
from aichipcn.mandates.measures import AnyMeasure, counts_units
from aichipcn.mandates.totals import Tally
from aichipcn.values.estimate import Estimate
from aichipcn.values.numbers import Exact, format_number

EXACT = 2**53
"""Below this, whole numbers are exact in every engine, in floats too, through which some of them divide."""

WRAPS = 2**63
"""At this, the whole numbers of every engine wrap."""

Weight: TypeAlias = tuple[int, int | None, int, int | None]
"""What one chip adds, in steps: at least and at most to what qualifies, at least and at most to the rest."""


@attrs.frozen
class Weights:
    """What one chip of each distinct value adds to a sum on each date, in steps of `step` root units."""

    step: Fraction
    unit: str
    by_value: tuple[tuple[Weight, ...], ...]

    @property
    def varies(self) -> bool:
        """Whether it differs between dates."""
        return any(len(set(weights)) > 1 for weights in self.by_value)

    @property
    def unbounded(self) -> bool:
        """Whether of some value nothing bounds from above what it adds."""
        return any(None in weight for weights in self.by_value for weight in weights)

    def most(self, value: int) -> int:
        """The most that one chip of a value adds to either side, where that has a bound."""
        return max(part or 0 for weight in self.by_value[value] for part in weight)


def tallies_of(
    summed: Summed, question: Question, cells: Mapping[str, Any], dates: Sequence[date], reader: Reader
) -> tuple[Tally, ...]:
    """What one chip adds on each date, where a row of some cells is of one: of another's population, if it counts."""
    deployment = reader.deployment({**cells, COUNT: 1})
    facility = reader.facility_like(cells)
    if summed.in_columns and chip_decides(question.mandate, question.reading):
        dates, times = dates[:1], len(dates)
    else:
        times = 1
    entries = (Entry.of(deployment, facility, question.mandate, question.reading, on) for on in dates)
    return times * tuple(entry.unit if summed.in_columns else entry.tally for entry in entries)


def weights_of(
    measure: AnyMeasure,
    tallies: Sequence[tuple[Tally, ...]],
    chips: Sequence[int],
    amounts: Iterable[Exact],
    *,
    below: int,
    coarsen: bool,
    what: str,
) -> Weights:
    """Totals of one chip of each value on each date as whole steps.

    `chips` are how many there are of each value, `amounts` what thresholds ask for, and `below` the greatest number
    that totals are multiplied by in comparing them. Where sums might grow past what every engine holds exactly, an
    InvalidValueError is raised; with `coarsen` the steps are made so large that they do not, low ends are cut and high
    ends raised, so that what is known for certain stays certain and less may be. It is raised even so where there are
    too many chips, each of which adds a step.
    """
    asked = [amount for amount in amounts if amount]
    step = common_step([*{part for row in set(tallies) for tally in row for part in tally[:4] if part}, *asked])
    greatest = max((_most(chips, tallies), *asked), default=0)
    if 2 * below * greatest < EXACT * step:
        return _in_steps(step, measure, tallies)
    if not coarsen:
        steps = f"{format_number(ceil(greatest / step))} steps of {_unit(measure, step)}"
        wider = "give coarsen=True, by which bounds are kept and made wider, or"
        raise _too_large(what, f"may add up to {steps}, more than {INEXACT}; {wider} {SMALLER}")
    made = _in_steps(Fraction(ceil(2 * below * greatest / step / EXACT) * 2) * step, measure, tallies)
    if 2 * below * sum(number * made.most(value) for value, number in enumerate(chips)) >= EXACT:
        raise _too_large(
            what, f"of {sum(chips)} chips may add up to more than {INEXACT} even in larger steps; {SMALLER}"
        )
    return made


INEXACT = "is added and compared exactly in every engine"
SMALLER = "take a smaller part of the inventory"


def _too_large(what: str, said: str) -> InvalidValueError:
    return InvalidValueError(f"{what} {said}", found=what, code=Code.TOO_LARGE)


def _in_steps(step: Fraction, measure: AnyMeasure, tallies: Sequence[tuple[Tally, ...]]) -> Weights:
    scaled = {row: tuple(_scaled(tally, step) for tally in row) for row in set(tallies)}
    return Weights(step, _unit(measure, step), tuple(scaled[row] for row in tallies))


def common_step(figures: Sequence[Exact]) -> Fraction:
    """The largest number of which all figures are whole multiples."""
    if not figures:
        return Fraction(1)
    fractions = [Fraction(figure) for figure in figures]
    below = lcm(*(figure.denominator for figure in fractions))
    return Fraction(reduce(gcd, (int(figure * below) for figure in fractions)), below)


def _most(chips: Sequence[int], tallies: Sequence[tuple[Tally, ...]]) -> Exact:
    """The most that all chips together may add to either side, as far as that has a bound."""
    return sum(number * most_of(row) for number, row in zip(chips, tallies, strict=True) if number)


def most_of(row: Iterable[Tally]) -> Exact:
    """The most that one chip adds to either side on any date, as far as that has a bound."""
    return max((part or 0 for tally in set(row) for part in tally[:4]), default=0)


def _scaled(tally: Tally, step: Fraction) -> Weight:
    low, high, other_low, other_high = (None if part is None else Fraction(part) / step for part in tally[:4])
    return (
        floor(low or 0),
        None if high is None else ceil(high),
        floor(other_low or 0),
        None if other_high is None else ceil(other_high),
    )


def _unit(measure: AnyMeasure, step: Fraction) -> str:
    """What whole numbers of a sum are of, in words that a figure is read from where it has a unit."""
    if counts_units(measure):
        return "chips" if step == 1 else f"{format_number(step)} chips"
    if measure.unit:
        return Estimate(step, step, unit=measure.unit).text()
    return f"{format_number(step)} {measure.describe()}"
