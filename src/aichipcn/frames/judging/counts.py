"""How many chips of each class a facility has, at least and at most, in each population and on each date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import narwhals as nw

from aichipcn.codes import Code
from aichipcn.errors import InvalidValueError
from aichipcn.frames.columns import COUNT, FACILITY
from aichipcn.frames.inventory import NUMBER, Inventory
from aichipcn.frames.judging.stays import Stay, with_stay
from aichipcn.frames.judging.weights import EXACT, SMALLER, WRAPS
from aichipcn.mandates.populations import Population

ENDS = ("low", "high")
BOTH = "_both"


def chips_of(end: str, population: int, number: int) -> str:
    """The column of the number of chips, at least or at most, in a population on the date of a number."""
    return f"_chips_{end}_{population}_{number}"


def countless(inventory: Inventory) -> int:
    """The number that stands for a count that is not known: above the sum of all that are.

    Raises InvalidValueError where so many of them are more than 64 bits hold.
    """
    kinds = inventory.census.kinds
    known, unknown = sum(kind.total for kind in kinds), sum(kind.unknown for kind in kinds)
    number = 1 << (known + unknown).bit_length()
    if known + unknown * number >= WRAPS:
        msg = f"{unknown} unknown counts beside {known} chips are more than 64 bits hold; {SMALLER}"
        raise InvalidValueError(msg, code=Code.TOO_LARGE)
    return number


def counted_chips(
    rows: nw.LazyFrame[Any],
    inventory: Inventory,
    dates: Sequence[date],
    populations: Sequence[Population | None],
    classes: int,
) -> nw.LazyFrame[Any]:
    """The chips of deployments by facility and class, with a column for each end, population and date.

    All are in the population None. A count that is not known is `countless` at most.
    """
    low = nw.col(COUNT)
    high = low
    if inventory.countless:
        high = nw.when(low.is_null()).then(nw.lit(countless(inventory))).otherwise(low)
        low = nw.when(low.is_null()).then(nw.lit(1)).otherwise(low)
    rows = rows.with_columns(low.cast(nw.Int64).alias("_low"), high.cast(nw.Int64).alias("_high"))
    parts: list[nw.Expr] = []
    names: list[str] = []
    for place, population in enumerate(populations):
        stay = Stay(None, None)
        if population is not None:
            rows, stay = with_stay(rows, population, inventory.days, place)
        for number, on in enumerate(dates):
            for end, counts in zip(ENDS, stay.on(on), strict=True):
                chips = nw.col(f"_{end}")
                part = chips if counts is None else nw.when(counts).then(chips).otherwise(nw.lit(0))
                names.append(chips_of(end, place, number))
                parts.append(part.alias(names[-1]))
    return summed_by_two(rows, NUMBER, classes, parts, names, inventory.keys)


def summed_by_two(
    rows: nw.LazyFrame[Any], second: str, many: int, parts: Sequence[nw.Expr], names: Sequence[str], keys: range | None
) -> nw.LazyFrame[Any]:
    """The sums of some parts by facility and a number below `many`; by one whole number for both, if that is exact."""
    sums = [nw.col(name).sum() for name in names]
    whole = [nw.col(name).cast(nw.Int64) for name in names]
    if keys is None or max(abs(keys.start), abs(keys.stop)) * (many + 1) >= EXACT:
        return rows.select(FACILITY, second, *parts).group_by(FACILITY, second).agg(*sums).with_columns(*whole)
    both = (nw.col(FACILITY).cast(nw.Int64) * many + nw.col(second)).alias(BOTH)
    summed = rows.select(both, *parts).group_by(BOTH).agg(*sums)
    facility = nw.col(BOTH) // many
    dtype = rows.collect_schema()[FACILITY]
    return summed.select(
        facility.cast(dtype).alias(FACILITY), (nw.col(BOTH) - facility * many).cast(nw.Int64).alias(second), *whole
    )
