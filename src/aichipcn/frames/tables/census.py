"""Which chips a table of deployments has, and how many of each: what sums over it rest on."""

from __future__ import annotations

import math
import sys
from typing import Any

import attrs
import narwhals as nw

from aichipcn.frames.columns import CHIP
from aichipcn.frames.tables.engine import rows_of

MOST = 1_000_000_000
"""The greatest count that a row may have. So many rows as have been made can be summed in 64 bits."""


@attrs.frozen
class Kind:
    """The rows of one chip and one designer, as the table names them; None is unknown.

    `total` is the sum of the counts from 1 to `MOST`, `unknown` how many counts are null, and `greatest` the greatest
    count of all, None where none is known.
    """

    chip: str | None
    designer: str | None
    rows: int
    total: int
    unknown: int
    greatest: int | None


@attrs.frozen
class Census:
    """The rows of a table of deployments by chip and designer."""

    kinds: tuple[Kind, ...]

    @property
    def rows(self) -> int:
        """How many rows the table has."""
        return sum(kind.rows for kind in self.kinds)

    @property
    def greatest(self) -> int:
        """The greatest count of a row; 0 where none is known."""
        return max((kind.greatest for kind in self.kinds if kind.greatest is not None), default=0)


def census(deployments: nw.LazyFrame[Any]) -> Census:
    """The census of a table of deployments, in one pass. Its columns are to be of the types that they should be."""
    schema = deployments.collect_schema()
    by = [name for name in CHIP if name in schema]
    count = nw.col("count").fill_nan(None) if schema["count"].is_float() else nw.col("count")
    countable = (nw.col("count") >= 1) & (nw.col("count") <= MOST)
    frame = deployments.select(*(nw.col(name).cast(nw.String) for name in by), count).with_columns(
        nw.when(countable).then(nw.col("count")).otherwise(nw.lit(0)).cast(nw.Int64).alias("counted"),
        nw.when(nw.col("count").is_null()).then(nw.lit(1)).otherwise(nw.lit(0)).alias("countless"),
    )
    found = frame.group_by(*by).agg(
        nw.len().alias("rows"),
        nw.col("counted").sum().alias("total"),
        nw.col("countless").sum().alias("unknown"),
        nw.col("count").max().alias("greatest"),
    )
    return Census(tuple(sorted((_kind(row) for row in rows_of(found)), key=_order)))


def _kind(row: dict[str, Any]) -> Kind:
    greatest = row["greatest"]
    return Kind(
        chip=row.get("chip"),
        designer=row.get("designer"),
        rows=row["rows"],
        total=int(row["total"]),
        unknown=int(row["unknown"]),
        greatest=None if greatest is None else _whole(greatest),
    )


def _order(kind: Kind) -> tuple[str, str, bool, bool]:
    """In the order of their names, so that no engine's own order of groups is told."""
    return kind.chip or "", kind.designer or "", kind.chip is None, kind.designer is None


def _whole(count: float) -> int:
    return int(count) if math.isfinite(count) else sys.maxsize
