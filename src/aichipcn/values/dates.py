"""Dates known as precisely as their source states them: a day, a month, a half or a year."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime

import attrs

from aichipcn.errors import InvalidTypeError, InvalidValueError
from aichipcn.values.ternary import FALSE, TRUE, UNKNOWN, Ternary

_PART = re.compile(r"(\d{4})(?:-(?:(\d{2})(?:-(\d{2}))?|H([12])|Q([1-4])))?")
_ALLOWED = "'2025-09-18', '2025-09', '2025-Q3', '2025-H2', '2025' or '2024-01..2024-06'"


def plain_date(value: object) -> date:
    """A date, refused if it is a date-time or anything else (InvalidTypeError)."""
    if type(value) is date:
        return value
    if isinstance(value, datetime) or not isinstance(value, date):
        kind = "a date-time is no date" if isinstance(value, datetime) else "write datetime.date(...)"
        msg = f"not a date: {value!r}; {kind}"
        raise InvalidTypeError(msg)
    return value


@attrs.frozen(order=False)
class DateRange:
    """The days on which something may have happened, first and last included."""

    first: date = attrs.field(converter=plain_date)
    last: date = attrs.field(converter=plain_date)

    def __attrs_post_init__(self) -> None:
        if self.last < self.first:
            msg = f"a range of dates ends before it starts: {self.first}..{self.last}"
            raise InvalidValueError(msg)

    @classmethod
    def parse(cls, value: object) -> DateRange:
        """A range from a date, a range, or text: `"2025-09-18"`, `"2025-09"`, `"2025-H2"`, `"2025"`, `"a..b"`.

        Raises InvalidTypeError for other types (a date-time among them), InvalidValueError for other text.
        """
        if isinstance(value, DateRange):
            return value
        if not isinstance(value, str):
            day = plain_date(value)
            return cls(day, day)
        start, dots, end = value.strip().partition("..")
        first = _span(start.strip(), value)
        return cls(first[0], _span(end.strip(), value)[1] if dots else first[1])

    def on_or_before(self, day: date) -> Ternary:
        """Whether it happened on `day` or earlier."""
        if self.last <= day:
            return TRUE
        return UNKNOWN if self.first <= day else FALSE

    def on_or_after(self, day: date) -> Ternary:
        """Whether it happened on `day` or later."""
        if self.first >= day:
            return TRUE
        return UNKNOWN if self.last >= day else FALSE

    def __str__(self) -> str:
        if self.first == self.last:
            return self.first.isoformat()
        year = self.first.year
        for text in (
            f"{year}",
            *(f"{year}-H{n}" for n in (1, 2)),
            *(f"{year}-Q{n}" for n in range(1, 5)),
            f"{self.first:%Y-%m}",
        ):
            if _span(text, text) == (self.first, self.last):
                return text
        return f"{self.first}..{self.last}"


def one_day(value: object) -> date:
    """A date, or the text of a single day such as `"2027-12-31"`, which files without dates of their own hold.

    Raises InvalidTypeError and InvalidValueError for anything else, a month or a year among them.
    """
    span = DateRange.parse(value)
    if span.first != span.last:
        msg = f"a day is needed such as 2027-12-31, got {value!r}"
        raise InvalidValueError(msg)
    return span.first


def _span(part: str, whole: str) -> tuple[date, date]:
    match = _PART.fullmatch(part)
    if match is None:
        msg = f"not a date: {whole!r}; write {_ALLOWED}"
        raise InvalidValueError(msg)
    year, month, day, half, quarter = (int(group) if group else None for group in match.groups())
    start, months = _months(month, half, quarter)
    try:
        first = date(year or 0, start, day or 1)
        end = start + months - 1
        last = first if day else date(year or 0, end, monthrange(year or 0, end)[1])
    except ValueError as cause:
        msg = f"no such date: {whole!r}; write {_ALLOWED}"
        raise InvalidValueError(msg) from cause
    return first, last


def _months(month: int | None, half: int | None, quarter: int | None) -> tuple[int, int]:
    if month is not None:
        return month, 1
    if half is not None:
        return 6 * half - 5, 6
    if quarter is not None:
        return 3 * quarter - 2, 3
    return 1, 12
