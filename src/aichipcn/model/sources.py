"""Where a figure comes from, and how far it is to be believed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

import attrs
from attrs.converters import optional

from aichipcn.model import doors
from aichipcn.model.fields import named_fields
from aichipcn.model.terms import Term
from aichipcn.values.dates import DateRange

_CAPTURED = re.compile(
    r"(?:https?://)?(?:web\.archive\.org/web|archive\.(?:ph|today|is|li|md|vn|fo))/"
    r"(\d{4})\.?(\d{2})\.?(\d{2})(?:-?\d{6})?(?:[a-z]{2}_)?/"
)
_DATED = re.compile(r".*?[a-z]/(\d{4})/(\d{2})/(\d{2})(?:/.*)?")


class Confidence(Term):
    """How a fact came to be known, from the firmest to the loosest."""

    OFFICIAL = "official"
    VENDOR_DATASHEET = "vendor-datasheet"
    PRESS = "press"
    ANALYST_ESTIMATE = "analyst-estimate"
    RUMOUR = "rumour"


@attrs.frozen(kw_only=True, field_transformer=named_fields)
class Source:
    """A published document. `read_at` is the copy that was read where it is not the original."""

    slug: str = attrs.field(converter=doors.slug)
    title: str = attrs.field(converter=doors.text)
    publisher: str = attrs.field(converter=doors.text)
    url: str | None = attrs.field(default=None, converter=doors.optional_note)
    published: DateRange | None = attrs.field(default=None, converter=doors.dates)
    confidence: Confidence | None = attrs.field(default=None, converter=optional(Confidence))
    read_at: str | None = attrs.field(default=None, converter=doors.optional_note)
    licence: str | None = attrs.field(default=None, converter=doors.optional_note)
    note: str = attrs.field(default="", converter=doors.note)

    @property
    def public_by(self) -> date | None:
        """The day by which it was public for certain; None where nothing tells.

        The last day on which it may have been published. Without that, the day that an address holds: of the copy that
        an archive took, or of the account in which it was read.
        """
        if self.published is not None:
            return self.published.last
        found = (_day(_CAPTURED, self.url), _day(_CAPTURED, self.read_at), _day(_DATED, self.read_at))
        return min((day for day in found if day is not None), default=None)

    def __str__(self) -> str:
        dated = f", {self.published}" if self.published else ""
        return f"{self.publisher}{dated}: {self.title}"


def loosest(told: Iterable[Confidence | None]) -> Confidence | None:
    """The loosest of several; None, which is looser than any, where one is not told or there is none."""
    ranked = tuple(told)
    if not ranked or None in ranked:
        return None
    return max((term for term in ranked if term), key=tuple(Confidence).index)


def firmness(stated: Confidence | None, sources: Iterable[Source]) -> Confidence | None:
    """How a fact came to be known: as is stated of it, else as the loosest of its sources; None is untold."""
    return stated or loosest(source.confidence for source in sources)


def each_once(sources: Iterable[Source]) -> tuple[Source, ...]:
    """Sources without those that came before."""
    return tuple({source.slug: source for source in sources}.values())


def house(sources: Sequence[Source]) -> str:
    """The house that tells a fact: of its sources the last, because the copies that were read come first."""
    return sources[-1].publisher if sources else "unsourced"


def cited(sources: Sequence[Source], published: DateRange | None) -> str:
    """The house that tells a fact, and when: `Nikkei, 2025-08-21`."""
    return f"{house(sources)}, {published}" if published else house(sources)


def _day(pattern: re.Pattern[str], address: str | None) -> date | None:
    """The day that an address holds; None where it holds none, or not to the day."""
    match = pattern.match(address or "")
    if match is None:
        return None
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        return None
