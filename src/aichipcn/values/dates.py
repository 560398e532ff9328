"""Dates known as precisely as their source states them: a day, a month, a half or a year."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime

import attrs

from aichipcn.codes import Code
from aichipcn.errors import AichipcnError, InvalidTypeError, InvalidValueError, repaired, shown
from aichipcn.values.ternary import FALSE, TRUE, UNKNOWN, Ternary

SPAN = r"([0-9]{4})(?:-(?:([0-9]{2})(?:-([0-9]{2}))?|H([12])|Q([1-4])))?"
"""A day, a month, a quarter, a half or a year, as a regular expression; a range has two with dots between."""

_PART = re.compile(SPAN)
_NEAR = re.compile(r"(\d{4})[-/.年]?(?:(\d{1,2})(?:[-/.月]?(\d{1,2}))?|([HhQq]\d))[月日]?")
_ALLOWED = "'2025-09-18', '2025-09', '2025-Q3', '2025-H2', '2025' or '2024-01..2024-06'"


def plain_date(value: object) -> date:
    """A date, refused if it is a date-time or anything else (InvalidTypeError)."""
    if type(value) is date:
        return value
    if isinstance(value, datetime) or not isinstance(value, date):
        kind = "a date-time is no date" if isinstance(value, datetime) else "write datetime.date(...)"
        msg = f"not a date: {shown(value)}; {kind}"
        raise InvalidTypeError(msg, found=value, code=Code.NOT_A_DATE)
    return value


@attrs.frozen(order=False)
class DateRange:
    """The days on which something may have happened, first and last included."""

    first: date = attrs.field(converter=plain_date)
    last: date = attrs.field(converter=plain_date)

    def __attrs_post_init__(self) -> None:
        if self.last < self.first:
            msg = f"a range of dates ends before it starts: {self.first}..{self.last}"
            raise InvalidValueError(msg, code=Code.WRONG_RANGE)

    @classmethod
    def parse(cls, value: object) -> DateRange:
        """A range from a date, a range, or text: `"2025-09-18"`, `"2025-09"`, `"2025-H2"`, `"2025"`, `"a..b"`.

        Raises InvalidTypeError for other types (a date-time among them), InvalidValueError for other text.
        """
        if isinstance(value, DateRange):
            return value
        if isinstance(value, date):
            day = plain_date(value)
            return cls(day, day)
        if not isinstance(value, str):
            near = repaired("", [str(value)], DateRange.parse) if type(value) is int else ()
            raise _no_date(value, InvalidTypeError, near)
        start, dots, end = value.strip().partition("..")
        first = _span(start.strip(), value)
        last = _span(end.strip(), value) if dots else first
        if last[1] < first[0]:
            msg = f"a range of dates ends before it starts: {shown(value)}"
            raise InvalidValueError(msg, found=value, code=Code.WRONG_RANGE)
        return cls(first[0], last[1])

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
        year = f"{self.first.year:04d}"
        for text in (
            year,
            *(f"{year}-H{n}" for n in (1, 2)),
            *(f"{year}-Q{n}" for n in range(1, 5)),
            self.first.isoformat()[:7],
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
        msg = f"a day is needed such as 2027-12-31, got {shown(value)}"
        raise InvalidValueError(msg, found=value, code=Code.NOT_A_DATE)
    return span.first


def next_day(day: date) -> date:
    """The day after; of the last of all, itself."""
    return day if day == date.max else date.fromordinal(day.toordinal() + 1)


def _span(part: str, whole: str) -> tuple[date, date]:
    match = _PART.fullmatch(part)
    if match is None:
        raise _no_date(whole, InvalidValueError, repaired(whole, [_tidied(whole)], DateRange.parse))
    year, month, day, half, quarter = (int(group) if group else None for group in match.groups())
    start, months = _months(month, half, quarter)
    try:
        first = date(year or 0, start, 1 if day is None else day)
        end = start + months - 1
        last = first if day is not None else date(year or 0, end, monthrange(year or 0, end)[1])
    except ValueError:
        msg = f"no such date: {shown(whole)}; write {_ALLOWED}"
        raise InvalidValueError(msg, found=whole, code=Code.NOT_A_DATE) from None
    return first, last


def _no_date(value: object, kind: type[AichipcnError], near: tuple[str, ...]) -> AichipcnError:
    msg = f"not a date: {shown(value)}; write {_ALLOWED}"
    return kind(msg, found=value, nearest=near, code=Code.NOT_A_DATE)


def _tidied(text: str) -> str:
    """A date as it is written here, out of `2025/9/18`, `20250918`, `2025年9月18日` or `2025Q3`."""
    match = _NEAR.fullmatch(text.strip())
    if match is None:
        return text
    year, month, day, part = match.groups()
    numbers = [f"{int(number):02d}" for number in (month, day) if number]
    return "-".join([f"{int(year):04d}", *(numbers or [part.upper()])])


def _months(month: int | None, half: int | None, quarter: int | None) -> tuple[int, int]:
    if month is not None:
        return month, 1
    if half is not None:
        return 6 * half - 5, 6
    if quarter is not None:
        return 3 * quarter - 2, 3
    return 1, 12
