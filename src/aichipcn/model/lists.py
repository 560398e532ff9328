"""Certified lists: which chips a body has put on one, from when until when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs
from attrs.converters import optional

from aichipcn.codes import Code
from aichipcn.errors import InvalidValueError
from aichipcn.model import doors
from aichipcn.model.chips import Chip
from aichipcn.model.fields import named_fields
from aichipcn.model.sources import Confidence, Source
from aichipcn.model.vendors import Vendor
from aichipcn.values.dates import DateRange
from aichipcn.values.memo import Memo
from aichipcn.values.ternary import FALSE, UNKNOWN, Ternary, any_of


@attrs.frozen(kw_only=True, field_transformer=named_fields)
class ListEntry:
    """What stands on a list from a day on, until a day on which it no longer does.

    With a `vendor` and no `chips`, a chip of the vendor is on the list, and which one is not known.
    Raises InvalidValueError where it has neither, or both.
    """

    chips: tuple[Chip, ...] = attrs.field(default=(), converter=tuple[Chip, ...])
    vendor: Vendor | None = attrs.field(default=None, validator=doors.is_a(Vendor, optional=True))
    name: str | None = attrs.field(default=None, converter=doors.optional_note)
    since: DateRange | None = attrs.field(default=None, converter=doors.dates)
    until: DateRange | None = attrs.field(default=None, converter=doors.dates)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=tuple[Source, ...])
    note: str = attrs.field(default="", converter=doors.note)

    def __attrs_post_init__(self) -> None:
        if bool(self.chips) == (self.vendor is not None):
            msg = "an entry of a list names its chips, or the vendor of one that is not known"
            raise InvalidValueError(msg, code=Code.NOT_ONE)

    def valid(self, on: date) -> Ternary:
        """Whether it stands on the list on a day; without a first day, it may have come at any time."""
        begun = UNKNOWN if self.since is None else self.since.on_or_before(on)
        return begun & ~(FALSE if self.until is None else self.until.on_or_before(on))

    def covers(self, chip: Chip | None, designer: Vendor | None) -> Ternary:
        """Whether it is of a chip, of which perhaps only the designer is known."""
        if self.vendor is not None:
            return UNKNOWN if designer is None else _perhaps(self.vendor.slug in (designer.slug, designer.parent))
        if chip is not None:
            return Ternary.of(any(item.slug == chip.slug for item in self.chips))
        designers = {item.designer.slug for item in self.chips if item.designer}
        return UNKNOWN if designer is None else _perhaps(designer.slug in designers)


@attrs.frozen(kw_only=True, field_transformer=named_fields)
class CertifiedList:
    """A list that a body keeps, of chips that may be bought or that count."""

    slug: str = attrs.field(converter=doors.slug)
    title: str = attrs.field(converter=doors.text)
    issuer: str | None = attrs.field(default=None, converter=doors.optional_note)
    entries: tuple[ListEntry, ...] = attrs.field(default=(), converter=tuple[ListEntry, ...])
    aliases: tuple[str, ...] = attrs.field(default=(), converter=doors.texts)
    verified: DateRange | None = attrs.field(default=None, converter=doors.dates)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=tuple[Source, ...])
    confidence: Confidence | None = attrs.field(default=None, converter=optional(Confidence))
    note: str = attrs.field(default="", converter=doors.note)
    memo: Memo = attrs.field(init=False, factory=Memo, eq=False, repr=False)

    def certifies(self, chip: Chip | None, designer: Vendor | None, on: date) -> Ternary:
        """Whether a chip stands on the list on a day."""
        asked = (chip and chip.slug, designer and (designer.slug, designer.parent), on)
        known: Ternary | None = self.memo.get(asked)
        if known is None:
            known = any_of(entry.covers(chip, designer) & entry.valid(on) for entry in self.entries)
            self.memo[asked] = known
        return known

    def certifies_between(self, chip: Chip | None, designer: Vendor | None, first: date, last: date) -> Ternary:
        """Whether it stands there on a day that is known to lie between two; unknown where that depends on the day."""
        truths = {self.certifies(chip, designer, day) for day in self._turns(first, last)}
        return truths.pop() if len(truths) == 1 else UNKNOWN

    @property
    def turns(self) -> tuple[date, ...]:
        """The days on which what stands there may change."""
        spans = [span for entry in self.entries for span in (entry.since, entry.until) if span is not None]
        return tuple(day for span in spans for day in (span.first, span.last))

    def _turns(self, first: date, last: date) -> Iterator[date]:
        """The days between two on which the list may change, with the first."""
        yield first
        yield from (turn for turn in self.turns if first < turn <= last)

    def __str__(self) -> str:
        return self.title


def _perhaps(possible: bool) -> Ternary:
    return UNKNOWN if possible else FALSE
