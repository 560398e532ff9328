"""Which of the chips in a facility count: those that stand there, with orders too, or those added or bought since."""

from __future__ import annotations

from datetime import date
from typing import Protocol, runtime_checkable

import attrs

from aichipcn.codes import Code
from aichipcn.errors import InvalidTypeError, InvalidValueError, shown
from aichipcn.model.facilities import Deployment, Facility
from aichipcn.values.dates import DateRange, one_day
from aichipcn.values.ternary import FALSE, TRUE, UNKNOWN, Ternary


@runtime_checkable
class Population(Protocol):
    """What every population can do."""

    def present(self, facility: Facility, on: date) -> Ternary:
        """Whether a facility is one whose chips may count on a date."""

    def member(self, facility: Facility, deployment: Deployment, on: date) -> Ternary:
        """Whether a deployment of it belongs to the population on a date."""

    def describe(self) -> str:
        """The population in words."""


@attrs.frozen
class Stock:
    """Chips installed on or before the date, and not yet retired, in facilities that run."""

    def present(self, facility: Facility, on: date) -> Ternary:
        """Whether the facility runs on the date."""
        return facility.running(on)

    def member(self, facility: Facility, deployment: Deployment, on: date) -> Ternary:
        """Whether a deployment stands there on the date."""
        if deployment.came is None and deployment.retired is None:
            return TRUE
        return facility.holds(deployment, on)

    def describe(self) -> str:
        """The population in words."""
        return "installed"


@attrs.frozen
class StockAndOrders:
    """Chips that stand in a facility on the date or are on order for it, whether it runs or is being built."""

    def present(self, facility: Facility, on: date) -> Ternary:
        """Every facility counts, from the first order on."""
        return TRUE

    def member(self, facility: Facility, deployment: Deployment, on: date) -> Ternary:
        """Whether a deployment was ordered or installed by the date; where its dates are not known, it was."""
        if deployment.ordered is not None:
            ordered = deployment.ordered.on_or_before(on)
        elif deployment.installed is not None:
            ordered = deployment.installed.on_or_before(on) | UNKNOWN
        else:
            ordered = TRUE
        gone = deployment.retired.on_or_before(on) if deployment.retired else FALSE
        return ordered & ~gone

    def describe(self) -> str:
        """The population in words."""
        return "installed or on order"


def _last_day(value: date | str | None) -> date | None:
    return None if value is None else one_day(value)


def _first_day(value: date | str) -> date:
    return one_day(value)


def _check_window(window: AdditionsSince | PurchasesSince) -> None:
    if window.until is not None and window.until < window.since:
        msg = f"a window ends before it starts: {window.since} to {window.until}"
        raise InvalidValueError(msg, found=window.until, code=Code.WRONG_RANGE)


def _in_window(span: DateRange | None, window: AdditionsSince | PurchasesSince, on: date) -> Ternary:
    """Whether something happened in a window, as far as it has run by a date; unknown where nothing tells when."""
    last = min(on, window.until or on)
    if last < window.since:
        return FALSE
    return UNKNOWN if span is None else span.on_or_after(window.since) & span.on_or_before(last)


def _words(verb: str, window: AdditionsSince | PurchasesSince) -> str:
    return f"{verb} since {window.since}" if window.until is None else f"{verb} from {window.since} to {window.until}"


@attrs.frozen
class AdditionsSince:
    """Chips installed from a first day on, up to the date or a last day, whether or not they were retired since."""

    since: date = attrs.field(converter=_first_day)
    until: date | None = attrs.field(default=None, converter=_last_day)

    def __attrs_post_init__(self) -> None:
        _check_window(self)

    def present(self, facility: Facility, on: date) -> Ternary:
        """Whether the facility runs on the date."""
        return facility.running(on)

    def member(self, facility: Facility, deployment: Deployment, on: date) -> Ternary:
        """Whether a deployment was installed in the window."""
        return _in_window(deployment.came or facility.commissioned, self, on)

    def describe(self) -> str:
        """The population in words."""
        return _words("added", self)


@attrs.frozen
class PurchasesSince:
    """Chips bought from a first day on, up to the date or a last day, whether or not they have come.

    Where no order is known, they were bought on some day before they were installed.
    """

    since: date = attrs.field(converter=_first_day)
    until: date | None = attrs.field(default=None, converter=_last_day)

    def __attrs_post_init__(self) -> None:
        _check_window(self)

    def present(self, facility: Facility, on: date) -> Ternary:
        """What is bought for a facility counts whether or not it runs."""
        return TRUE

    def member(self, facility: Facility, deployment: Deployment, on: date) -> Ternary:
        """Whether a deployment was bought in the window."""
        if deployment.ordered is not None:
            return _in_window(deployment.ordered, self, on)
        came = deployment.installed or facility.commissioned
        return _in_window(DateRange(date.min, came.last) if came else None, self, on)

    def describe(self) -> str:
        """The population in words."""
        return _words("bought", self)


STOCK = Stock()


def population(value: Population) -> Population:
    """A population. Raises InvalidTypeError for anything else."""
    if isinstance(value, type) or not isinstance(value, Population):
        msg = f"a population is needed such as Stock() or AdditionsSince(...), got {shown(value)}"
        raise InvalidTypeError(msg, found=value)
    return value
