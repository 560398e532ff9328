"""The facilities of a generated inventory, and how many deployments each has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Protocol

import attrs
import numpy
import pyarrow as pa
import pyarrow.compute as pc

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.frames.generating import proportions as usual
from aichipcn.frames.generating.stream import Stream, Truths, Whole
from aichipcn.model.collection import Collection
from aichipcn.model.facilities import FacilityStatus

UNDATED = -1
"""What stands for the day of a facility of which nobody knows since when it runs."""

_PLANNED_FROM, _PLANNED_DAYS = date(2026, 12, 1), 700
_REPORTED_FROM, _REPORTED_DAYS = date(2023, 1, 1), 1400
_TO_COME = (FacilityStatus.PLANNED.value, FacilityStatus.INSTALLING.value)


class Called(Protocol):
    """What has a slug and a name."""

    @property
    def slug(self) -> str:
        """The slug."""

    @property
    def name(self) -> str:
        """The name."""


def day_number(day: date) -> int:
    """A day as a whole number, of which the next day has the next."""
    return day.toordinal() - date(1970, 1, 1).toordinal()


def texts(values: Sequence[str | None], chosen: Whole) -> pa.Array:
    """A column of texts by their places in a list."""
    return pa.array(values, pa.string()).take(pa.array(chosen))


def days(numbers: Whole, known: Truths) -> pa.Array:
    """A column of days by their numbers, null where they are not known."""
    return pa.array(numbers.astype("datetime64[D]"), mask=~known)


def slugs_and_names(items: Iterable[Called], found: Collection[Any]) -> list[str]:
    """The slugs of some things, and after them the names of all; where a name finds another thing, the slug again."""
    listed = list(items)
    names = [item.name if found.get(item.name) is item else item.slug for item in listed]
    return [item.slug for item in listed] + names


def keys(numbers: Whole, as_text: bool) -> pa.Array:
    """A column of the keys of facilities."""
    return numbered("dc", numbers) if as_text else pa.array(numbers)


def numbered(word: str, numbers: Whole) -> pa.Array:
    """A column of texts such as "dc-17"."""
    return pc.binary_join_element_wise(word, pa.array(numbers).cast(pa.string()), "-")


@attrs.frozen(eq=False)
class Sites:
    """The table of facilities; where the deployments of each end; and the day of its commissioning, or `UNDATED`."""

    table: pa.Table
    ends: Whole
    since: Whole

    @classmethod
    def of(cls, catalogue: Catalogue, deployments: int, seed: int, text_keys: bool) -> Sites:
        """The facilities for so many deployments, drawn from the first part of a seed."""
        number = max(1, deployments // usual.DEPLOYMENTS_PER_FACILITY)
        stream = Stream(seed, 0)
        sizes = numpy.array(list(usual.SIZES), dtype=numpy.int64)[stream.choice(list(usual.SIZES.values()), number)]
        if not sizes.any():
            sizes[0] = 1
        ends = numpy.cumsum(sizes)
        column = _Columns(stream, number)
        place, kind = column.drawn(usual.places(catalogue)), column.drawn(usual.kinds(catalogue))
        operator, group = column.operators(catalogue)
        status = usual.statuses(catalogue)
        standing = stream.choice(status.weights, number)
        to_come = numpy.array([value in _TO_COME for value in status.values])[standing]
        since, known = column.commissioned(usual.years(catalogue), to_come)
        uses = column.drawn(usual.USES)
        table = {
            "facility": keys(numpy.arange(number), text_keys),
            "place": place,
            "kind": kind,
            "operator": operator,
            "commissioned": days(since, known),
            "reported": column.reported(known),
            "status": texts(status.values, standing),
            "extent": column.drawn(usual.EXTENTS),
            "funding": column.funding(group),
            "ownership": column.ownership(group),
            "uses": uses,
            "uses_complete": column.only(uses),
            "programmes": column.drawn(usual.PROGRAMMES),
            "inventory": column.drawn(usual.INVENTORIES),
        }
        return cls(pa.table(table), ends * deployments // ends[-1], numpy.where(known, since, UNDATED))


@attrs.frozen
class _Columns:
    """The columns of so many facilities, from a stream."""

    stream: Stream
    number: int

    def drawn(self, table: usual.Table) -> pa.Array:
        """A column of texts, each as often as a table says."""
        return texts(table.values, self.stream.choice(table.weights, self.number))

    def one_in(self, of: int) -> Truths:
        """Truths, one in some of which is true."""
        return self.stream.one_in(of, self.number)

    def operators(self, catalogue: Catalogue) -> tuple[pa.Array, Whole]:
        """Who runs each, and whose that is by its place in `GROUPS`."""
        large = usual.operators(catalogue)
        who = self.stream.choice(usual.WHO if large else (0, *usual.WHO[1:]), self.number)
        which = self.stream.choice(list(large.values()) or [1], self.number)
        firms = self.number // usual.FACILITIES_PER_FIRM + 1
        firm = self.stream.below(firms, self.number)
        of_firms = self.stream.choice(list(usual.OF_FIRMS.values()), firms)
        called = [*slugs_and_names(large, catalogue.vendors), None]
        by_name = self.one_in(usual.NAMED)
        place = numpy.where(who == usual.KNOWN, which + len(large) * by_name, len(called) - 1)
        names = pc.if_else(pa.array(who == usual.SMALL), numbered("firm", firm), texts(called, place))
        of_large = [_group(vendor.ownership.value if vendor.ownership else None) for vendor in large]
        group = numpy.select(
            [who == usual.KNOWN, who == usual.SMALL],
            [_at(of_large, which), _at([_group(text) for text in usual.OF_FIRMS], of_firms[firm])],
            _group(None),
        )
        return names, group

    def commissioned(self, years: Sequence[int], to_come: Truths) -> tuple[Whole, Truths]:
        """Since which day each runs or is to run, and whether that is known."""
        year = self.stream.choice(years, self.number)
        firsts = [day_number(date(usual.FIRST_YEAR + n, 1, 1)) for n in range(len(years))]
        ran = _at(firsts, year) + self.stream.below(365, self.number)
        planned = day_number(_PLANNED_FROM) + self.stream.below(_PLANNED_DAYS, self.number)
        unknown = numpy.where(to_come, self.one_in(usual.PLANNED_WITHOUT_DATE), self.one_in(usual.COMMISSIONED_UNKNOWN))
        return numpy.where(to_come, planned, ran), ~unknown

    def reported(self, dated: Truths) -> pa.Array:
        """By when a report of each was public: mostly where nobody knows since when it runs."""
        known = numpy.where(dated, self.one_in(usual.REPORTED_BESIDE), self.one_in(usual.REPORTED_INSTEAD))
        return days(day_number(_REPORTED_FROM) + self.stream.below(_REPORTED_DAYS, self.number), known)

    def funding(self, group: Whole) -> pa.Array:
        """Whose money built each."""
        tables = [usual.FUNDING[text] for text in usual.GROUPS]
        return texts(usual.FUNDS, self.stream.choice_by(tables, group))

    def ownership(self, group: Whole) -> pa.Array:
        """Whose each is, where the row says it: what its operator is."""
        return texts(usual.GROUPS, numpy.where(self.one_in(usual.OWNERSHIP_BLANK), _group(None), group))

    def only(self, uses: pa.Array) -> pa.Array:
        """Whether each is used for nothing else, where any use is told."""
        told = pc.is_valid(uses).to_numpy(zero_copy_only=False)
        return pa.array(self.one_in(usual.USED_FOR_NOTHING_ELSE), mask=~told)


def _group(text: str | None) -> int:
    return usual.GROUPS.index(text)


def _at(values: Sequence[int], places: Whole) -> Whole:
    found: Whole = numpy.array(values or [0], dtype=numpy.int64)[places]
    return found
