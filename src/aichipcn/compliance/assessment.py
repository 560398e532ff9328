"""The verdict on one subject under one mandate, holding all that it takes to check it."""

from __future__ import annotations

import hashlib
from datetime import date
from enum import Enum
from fractions import Fraction

import attrs

from aichipcn.compliance.gap import Shortfall, headroom, shortfall
from aichipcn.display import Displayed
from aichipcn.mandates.mandate import Mandate
from aichipcn.mandates.measures import counts_units
from aichipcn.mandates.readings import Reading
from aichipcn.mandates.schedule import Milestone
from aichipcn.mandates.thresholds import AnyThreshold, Asked, Threshold
from aichipcn.mandates.totals import Tally, share_of
from aichipcn.model.facilities import Facility, Fleet, facilities_of
from aichipcn.values.estimate import Estimate
from aichipcn.values.numbers import Exact
from aichipcn.values.ternary import TRUE, UNKNOWN, Ternary, any_of
from aichipcn.version import __version__


class Status(Enum):
    """What a verdict says."""

    COMPLIANT = "compliant"
    NON_COMPLIANT = "non-compliant"
    INDETERMINATE = "indeterminate"
    NOT_IN_FORCE = "not-in-force"
    NOT_APPLICABLE = "not-applicable"

    def __str__(self) -> str:
        return self.value


@attrs.frozen
class Assessment(Displayed):
    """A verdict, with the totals that it rests on. Lines and deciding facts are derived on demand.

    `membership` says whether the subject is covered and running; `as_if_in_scope` that its scope was set aside,
    to hold a facility elsewhere against the threshold.
    """

    subject: Facility | Fleet
    mandate: Mandate
    reading: Reading
    on: date
    status: Status
    membership: Ternary
    tally: Tally
    threshold: AnyThreshold | None
    as_if_in_scope: bool = False
    version: str = __version__
    """The version of the library that assessed."""

    @property
    def required(self) -> Asked:
        """The figure of the threshold: a share, or an amount; None where none binds, and where it is unstated."""
        return self.threshold.value if isinstance(self.threshold, Threshold) else None

    @property
    def by_discretion(self) -> bool:
        """Whether the verdict is open because an authority decides case by case."""
        if self.membership is not UNKNOWN or self.as_if_in_scope:
            return False
        return any_of(self.mandate.by_discretion(facility, self.on) for facility in self.facilities) is TRUE

    @property
    def share_range(self) -> tuple[Fraction, Fraction] | None:
        """The least and greatest share that the known facts allow; None where nothing is counted."""
        return measured_share(self.tally)

    @property
    def share(self) -> Fraction | Estimate | None:
        """The exact share, an Estimate where facts are missing, None where nothing is counted."""
        bounds = self.share_range
        if bounds is None:
            return None
        return bounds[0] if bounds[0] == bounds[1] else Estimate(*bounds)

    @property
    def shortfall(self) -> Shortfall | None:
        """What to add or swap to comply for certain; None where nothing is required or the totals are unbounded."""
        asked = self._asked()
        return None if asked is None else shortfall(self.tally, asked, whole=self._whole, unit=self._unit)

    @property
    def headroom(self) -> Exact | None:
        """How much more may come of what does not help; None where nothing is required or limits it."""
        asked = self._asked()
        return None if asked is None else headroom(self.tally, asked, whole=self._whole)

    @property
    def next_milestone(self) -> Milestone | None:
        """The first milestone after the date; None from the last one on."""
        return self.mandate.next_after(self.reading, self.on)

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the catalogue that the mandate came from; of the mandate itself if from none."""
        origin = self.mandate.origin
        if origin is not None:
            return origin.fingerprint
        return hashlib.sha256(repr(self.mandate).encode()).hexdigest()

    @property
    def facilities(self) -> tuple[Facility, ...]:
        """The facilities of the subject."""
        return facilities_of(self.subject)

    @property
    def _whole(self) -> bool:
        return counts_units(self.mandate.measure)

    @property
    def _unit(self) -> str:
        return self.mandate.measure.unit

    def _asked(self) -> Threshold | None:
        """The threshold to hold the totals against: the binding one, or the next where none binds yet."""
        if self.status is Status.NOT_APPLICABLE or self.tally.stated is not None:
            return None
        asked = self.threshold
        if asked is None and self.next_milestone is not None:
            asked = self.mandate.requirement_of(self.reading).threshold(self.next_milestone.on)
        return asked if isinstance(asked, Threshold) else None

    def __str__(self) -> str:
        return f"{self.subject.name}: {self.status} with {self.mandate.slug} on {self.on}"


def measured_share(tally: Tally) -> tuple[Fraction, Fraction] | None:
    """The bounds of the share; None where the population is empty."""
    return None if tally.is_empty else share_of(tally)
