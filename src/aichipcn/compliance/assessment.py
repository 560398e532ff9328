"""The verdict on one subject under one mandate, holding all that it takes to check it."""

from __future__ import annotations

import hashlib
from datetime import date
from enum import Enum
from fractions import Fraction

import attrs

from aichipcn.compliance.gap import Shortfall, headroom, shortfall
from aichipcn.compliance.tally import Tally, share_of
from aichipcn.mandates.mandate import Mandate, Reading
from aichipcn.mandates.measures import Quantum
from aichipcn.model.facilities import Facility, Fleet, facilities_of
from aichipcn.values.estimate import Estimate
from aichipcn.values.numbers import Exact
from aichipcn.values.schedule import Milestone
from aichipcn.values.ternary import Ternary
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
class Assessment:
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
    required: Fraction | None
    as_if_in_scope: bool = False
    version: str = __version__
    """The version of the library that assessed."""

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
        gap = self._worst_case()
        return None if gap is None else shortfall(*gap, whole=self._whole, unit=self._unit)

    @property
    def headroom(self) -> Exact | None:
        """How much more of what does not qualify may come; None where nothing is required or limits it."""
        gap = self._worst_case()
        return None if gap is None else headroom(*gap, whole=self._whole)

    @property
    def next_milestone(self) -> Milestone | None:
        """The first milestone after the date; None from the last one on."""
        return self.mandate.schedule(self.reading).next_after(self.on)

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
        return self.mandate.measure.quantum is Quantum.UNITS

    @property
    def _unit(self) -> str:
        return self.mandate.measure.unit

    def _worst_case(self) -> tuple[Exact, Exact, Fraction] | None:
        """Least qualifying, most in all, and the threshold: the binding one, or the next where none binds yet."""
        if self.status is Status.NOT_APPLICABLE or self.tally.stated is not None:
            return None
        threshold = self.required
        if threshold is None:
            upcoming = self.next_milestone
            threshold = upcoming.share if upcoming else None
        total = self.tally.worst_total
        if threshold is None or total is None:
            return None
        return self.tally.q_low, total, threshold

    def __str__(self) -> str:
        return f"{self.subject.name}: {self.status} with {self.mandate.slug} on {self.on}"


def measured_share(tally: Tally) -> tuple[Fraction, Fraction] | None:
    """The bounds of the share; None where the population is empty."""
    return None if tally.is_empty else share_of(tally)
