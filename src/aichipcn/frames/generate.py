"""Inventories of a country that look like real ones, for tests and for measuring: one seed, the same rows everywhere.

None of it is a fact: what stands where is drawn, by `proportions`. The names of firms that the catalogue lacks are
numbers, and so are the facilities.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain
from math import gcd
from os import PathLike
from pathlib import Path

import attrs
import numpy
import pyarrow as pa
import pyarrow.parquet as pq

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.errors import InvalidTypeError, shown
from aichipcn.frames.generating import proportions as usual
from aichipcn.frames.generating.sites import UNDATED, Sites, day_number, days, keys, slugs_and_names, texts
from aichipcn.frames.generating.stream import Stream, Truths, Whole
from aichipcn.model.doors import truth

CHUNK = 1 << 17
"""So many deployments are drawn at a time, each chunk from a stream of its own: it is part of what a seed means."""

START, END = date(2019, 1, 1), date(2027, 12, 31)
"""The first and the last day on which chips are installed."""

OLD = date(2023, 1, 1)
"""What was installed before this day may be retired by the last."""


@attrs.frozen
class Generated:
    """The two tables of an inventory, with the columns of `columns`."""

    deployments: pa.Table
    facilities: pa.Table


def generate(
    catalogue: Catalogue, *, deployments: int, seed: int = 0, shuffled: bool = False, text_keys: bool = False
) -> Generated:
    """An inventory of exactly so many deployments, about 25 to a facility, in memory.

    Parameters
    ----------
    catalogue
        Whose chips, operators and places occur, as often as `proportions` says.
    deployments
        How many rows the table of deployments has.
    seed
        A whole number; the same one gives the same tables, on every machine.
    shuffled
        The deployments of a facility stand apart all over the table, and not beside one another.
    text_keys
        The keys of facilities are text such as "dc-17", and not whole numbers.

    Raises
    ------
    InvalidTypeError
        Where `deployments` or `seed` is no whole number of at least 0, or an option is not true or false.
    InvalidValueError
        Where no accelerator of the catalogue was there by the first year.
    """
    plan = _Plan.of(catalogue, deployments, seed, shuffled, text_keys)
    return Generated(pa.concat_tables(list(plan.chunks())), plan.facilities)


def write_inventory(
    catalogue: Catalogue,
    folder: str | PathLike[str],
    *,
    deployments: int,
    seed: int = 0,
    shuffled: bool = False,
    text_keys: bool = False,
) -> tuple[Path, Path]:
    """The same inventory as Parquet files in a folder, `inventory.parquet` and `facilities.parquet`; their paths.

    One chunk of deployments at a time stands in memory, and beside it some numbers for each facility.
    """
    plan = _Plan.of(catalogue, deployments, seed, shuffled, text_keys)
    into = Path(folder)
    into.mkdir(parents=True, exist_ok=True)
    paths = into / "inventory.parquet", into / "facilities.parquet"
    pq.write_table(plan.facilities, paths[1])
    chunks = plan.chunks()
    first = next(chunks)
    with pq.ParquetWriter(paths[0], first.schema) as writer:
        for chunk in chain((first,), chunks):
            writer.write_table(chunk)
    return paths


@attrs.frozen(eq=False)
class _Plan:
    """All of an inventory but its deployments, which are drawn chunk by chunk."""

    catalogue: Catalogue
    market: usual.Market
    sites: Sites
    deployments: int
    seed: int
    shuffled: bool
    text_keys: bool

    @classmethod
    def of(cls, catalogue: Catalogue, deployments: int, seed: int, shuffled: bool, text_keys: bool) -> _Plan:
        """The plan of an inventory, its arguments checked."""
        for name, value in (("deployments", deployments), ("seed", seed)):
            if isinstance(value, bool) or not isinstance(value, int) or value < 0:
                msg = f"a whole number of at least 0 is needed, got {shown(value)}"
                raise InvalidTypeError(msg, found=value).at(name)
        sites = Sites.of(catalogue, deployments, seed, truth(text_keys))
        return cls(catalogue, usual.Market.of(catalogue), sites, deployments, seed, truth(shuffled), text_keys)

    @property
    def facilities(self) -> pa.Table:
        """The table of facilities."""
        return self.sites.table

    def chunks(self) -> Iterator[pa.Table]:
        """The table of deployments, one chunk after the other; at least one, which may be empty."""
        chips = slugs_and_names(self.market.chips, self.catalogue.chips)
        designers = [chip.designer.slug for chip in self.market.chips if chip.designer]
        for part, first in enumerate(range(0, max(self.deployments, 1), CHUNK)):
            site = self._site(numpy.arange(first, min(first + CHUNK, self.deployments)))
            rows = _Rows(Stream(self.seed, 1 + part), len(site))
            installed = rows.installed(self.sites.since[site])
            chip = rows.stream.choice_by(self.market.by_year, _year(installed) - usual.BOUGHT[0])
            yield pa.table(
                {
                    "facility": keys(site, self.text_keys),
                    **rows.chips(chip, chips, designers),
                    **rows.dates(installed),
                }
            ).select(["facility", "chip", "count", "designer", "ordered", "installed", "retired"])

    def _site(self, rows: Whole) -> Whole:
        """The facilities that some rows stand in: in their order, or scattered by a step that meets each row once."""
        if self.shuffled:
            step = int(self.deployments * 0.618)
            while gcd(step, self.deployments) != 1:
                step += 1
            rows = rows * step % self.deployments
        found: Whole = numpy.searchsorted(self.sites.ends, rows, side="right")
        return found


def _year(numbers: Whole) -> Whole:
    found: Whole = numbers.astype("datetime64[D]").astype("datetime64[Y]").astype(numpy.int64) + 1970
    return found


@attrs.frozen
class _Rows:
    """The columns of so many deployments, from a stream."""

    stream: Stream
    number: int

    def one_in(self, of: int) -> Truths:
        """Truths, one in some of which is true."""
        return self.stream.one_in(of, self.number)

    def below(self, bound: int | Whole) -> Whole:
        """Whole numbers below a bound."""
        return self.stream.below(bound, self.number)

    def installed(self, since: Whole) -> Whole:
        """When the chips of each came: on any day after the commissioning, more of them soon, a few before it."""
        last = day_number(END)
        opened = numpy.where(since == UNDATED, 0, since).clip(day_number(START), last - usual.FIRST_DAYS)
        span = numpy.where(self.one_in(usual.INSTALLED_AT_FIRST), usual.FIRST_DAYS, last)
        later = opened + self.below(numpy.minimum(span, last - opened + 1))
        early = (opened - 1 - self.below(90)).clip(day_number(START))
        return numpy.where(self.one_in(usual.INSTALLED_EARLY), early, later)

    def chips(self, chip: Whole, called: list[str], designers: list[str]) -> dict[str, pa.Array]:
        """What stands there and how many, and the designer where it is told."""
        unknown = self.one_in(usual.MODEL_UNKNOWN)
        told = numpy.where(unknown, self.one_in(usual.DESIGNER_KNOWN), self.one_in(usual.DESIGNER_TOLD))
        by_name = self.one_in(usual.NAMED)
        number = numpy.array(list(usual.COUNTS))[self.stream.choice(list(usual.COUNTS.values()), self.number)]
        return {
            "chip": texts([*called, None], numpy.where(unknown, len(called), chip + len(designers) * by_name)),
            "count": pa.array(number * (1 + self.below(3)), mask=self.one_in(usual.COUNT_UNKNOWN)),
            "designer": texts([*designers, None], numpy.where(told, chip, len(designers))),
        }

    def dates(self, installed: Whole) -> dict[str, pa.Array]:
        """When they were ordered, installed and retired, as far as that is known."""
        ordered = installed - 14 - self.below(350)
        retired = installed + 900 + self.below(1500)
        old = (installed < day_number(OLD)) & (retired <= day_number(END))
        return {
            "ordered": days(ordered, self.one_in(usual.ORDER_KNOWN)),
            "installed": days(installed, ~self.one_in(usual.INSTALLED_UNKNOWN)),
            "retired": days(retired, old & self.one_in(usual.RETIRED)),
        }
