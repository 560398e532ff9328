"""Which of the chips in a facility count: all that stand there, or those added since a date."""

from __future__ import annotations

from datetime import date

import attrs

from aichipcn.model.facilities import Deployment, Facility
from aichipcn.values.dates import one_day
from aichipcn.values.ternary import UNKNOWN, Ternary


@attrs.frozen
class Stock:
    """Chips installed on or before the date, and not yet retired."""

    def member(self, facility: Facility, deployment: Deployment, on: date) -> Ternary:
        """Whether a deployment belongs to the population on a date."""
        if deployment.installed is None and deployment.retired is None:
            return Ternary.TRUE
        return facility.holds(deployment, on)

    def describe(self) -> str:
        """The population in words."""
        return "installed"


def _day(value: date | str) -> date:
    return one_day(value)


@attrs.frozen
class AdditionsSince:
    """Chips installed from a first day on, up to the date, whether or not they were retired since."""

    since: date = attrs.field(converter=_day)

    def member(self, facility: Facility, deployment: Deployment, on: date) -> Ternary:
        """Whether a deployment belongs to the population on a date."""
        installed = deployment.installed or facility.commissioned
        if installed is None:
            return UNKNOWN
        return installed.on_or_after(self.since) & installed.on_or_before(on)

    def describe(self) -> str:
        """The population in words."""
        return f"added since {self.since}"


Population = Stock | AdditionsSince
STOCK = Stock()
