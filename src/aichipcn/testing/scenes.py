"""Where a mandate is tried: a reading, a day on which it binds, a facility in its scope, and chips to fill it with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property
from itertools import islice
from typing import Any

import attrs

from aichipcn.compliance.assess import assess
from aichipcn.compliance.assessment import Assessment
from aichipcn.mandates.cases import Case
from aichipcn.mandates.mandate import Mandate
from aichipcn.mandates.readings import Reading
from aichipcn.mandates.schedule import milestones_of
from aichipcn.mandates.thresholds import AnyThreshold
from aichipcn.model.facilities import Deployment, Facility, Inventory
from aichipcn.testing.palette import Palette
from aichipcn.testing.sampling import dated, deployments, possible, sites
from aichipcn.values.estimate import Estimate
from aichipcn.values.numbers import Exact
from aichipcn.values.ternary import FALSE, TRUE, Ternary

_DAYS = 3
_SITES = 2


@attrs.frozen(eq=False)
class Filling:
    """One chip in a scene: whether it counts there, how much of it qualifies, and what it weighs."""

    deployment: Deployment
    counts: Ternary
    worth: Estimate
    weight: Estimate | None

    @property
    def is_known(self) -> bool:
        """Whether all of it is known, and it weighs something."""
        weighs = self.weight is not None and self.weight.is_point and self.weight.low > 0
        return self.counts is TRUE and self.worth.is_point and weighs

    @property
    def exact(self) -> tuple[Exact, Exact]:
        """What one such chip adds to what qualifies and to the rest, where all of it is known."""
        weight = self.weight.low if self.weight is not None else 0
        return self.worth.low * weight, (1 - self.worth.low) * weight

    def times(self, number: int) -> tuple[Deployment, ...]:
        """So many of them; nothing where there are none."""
        return (attrs.evolve(self.deployment, count=number),) if number > 0 else ()

    def __str__(self) -> str:
        return self.deployment.label


@attrs.frozen(eq=False)
class Scene:
    """A mandate under a reading on a day, and a facility without chips in its scope.

    `aside` says that no facility was found in its scope, which is set aside.
    """

    mandate: Mandate
    reading: Reading
    on: date
    site: Facility
    aside: bool
    fillings: tuple[Filling, ...] = attrs.field(repr=False)

    @property
    def threshold(self) -> AnyThreshold | None:
        """What is required."""
        return self.mandate.threshold(self.reading, self.on)

    @cached_property
    def known(self) -> list[Filling]:
        """Chips of which all is known that decides the verdict."""
        return [item for item in self.fillings if item.is_known]

    @cached_property
    def qualifying(self) -> list[Filling]:
        """Known chips of which the whole qualifies."""
        return [item for item in self.known if item.worth.low == 1]

    @cached_property
    def others(self) -> list[Filling]:
        """Known chips of which nothing qualifies."""
        return [item for item in self.known if item.worth.low == 0]

    @cached_property
    def credited(self) -> list[Filling]:
        """Known chips of which something qualifies."""
        return [item for item in self.known if item.worth.low > 0]

    @cached_property
    def short(self) -> list[Filling]:
        """Known chips of which something does not qualify."""
        return [item for item in self.known if item.worth.low < 1]

    @cached_property
    def uncounted(self) -> list[Filling]:
        """Chips that do not count."""
        return [item for item in self.fillings if item.counts is FALSE]

    def judge(self, items: Sequence[Deployment], **changes: Any) -> Assessment:
        """The verdict on the facility with some chips in it."""
        return self.judge_facility(attrs.evolve(self.site, deployments=tuple(items), **changes))

    def judge_facility(self, facility: Facility, mandate: Mandate | None = None) -> Assessment:
        """The verdict on another facility, or under another mandate, by the same reading on the same day."""
        judged = self.mandate if mandate is None else mandate
        return assess(facility, judged, on=self.on, reading=self.reading.name, as_if_in_scope=self.aside)

    def __str__(self) -> str:
        return f"under {self.reading.name} on {self.on}"


def scenes_of(mandate: Mandate, palette: Palette, facilities: Sequence[Facility]) -> tuple[Scene, ...]:
    """The scenes of every reading, on some of the days on which it binds."""
    own = [attrs.evolve(item, deployments=(), stated_shares=(), inventory=Inventory.COMPLETE) for item in facilities]
    places = [*own, *sites(palette)]
    chips = [*(item for facility in facilities for item in facility.deployments), *deployments(palette)]
    found: list[Scene] = []
    for reading in mandate.readings:
        for on in binding_days(mandate, reading, palette):
            inside = list(islice(_in_scope(mandate, reading, on, places), _SITES))
            for site in inside or [_anywhere(mandate, on)]:
                fillings = tuple(_fillings(mandate, reading, on, site, chips, palette))
                found.append(Scene(mandate, reading, on, site, not inside, fillings))
    return tuple(found)


def binding_days(mandate: Mandate, reading: Reading, palette: Palette) -> list[date]:
    """Up to three days on which something is required: those of the first and last milestone, and one long after."""
    days = [item.on for item in milestones_of(mandate.requirement_of(reading))] or list(palette.days)
    later = days[-1] + timedelta(200) if days[-1] < date(9000, 1, 1) else days[-1]
    return [day for day in sorted({days[0], days[-1], later}) if mandate.threshold(reading, day) is not None][:_DAYS]


def _in_scope(mandate: Mandate, reading: Reading, on: date, places: Sequence[Facility]) -> Iterator[Facility]:
    for site in places:
        if mandate.covers(reading, site, on) is TRUE and mandate.population.present(site, on) is TRUE:
            yield site


def _anywhere(mandate: Mandate, on: date) -> Facility:
    """A facility that runs."""
    return Facility(
        slug="anywhere", name="Anywhere", commissioned=min(on, date(2000, 1, 1)), inventory=Inventory.COMPLETE
    )


def _fillings(
    mandate: Mandate, reading: Reading, on: date, site: Facility, chips: Sequence[Deployment], palette: Palette
) -> Iterator[Filling]:
    """Each kind of chip, come when it counts and, where it may have come otherwise, when it does not."""
    stays = _stays(mandate, on, site, palette)
    for i, chip in enumerate(chips):
        for changes in (stays[i % len(stays)], stays[0]) if i % len(stays) else (stays[0],):
            deployment = possible(chip, count=1, **changes)
            if deployment is not None:
                yield _filling(mandate, reading, on, site, deployment)


def _stays(mandate: Mandate, on: date, site: Facility, palette: Palette) -> list[dict[str, Any]]:
    """When chips may have come, one by which they count first."""
    found = list(dated(palette))
    sure = [stay for stay in found if mandate.population.member(site, Deployment(count=1, **stay), on) is TRUE]
    return [*sure, *(stay for stay in found if stay not in sure)]


def _filling(mandate: Mandate, reading: Reading, on: date, site: Facility, deployment: Deployment) -> Filling:
    among = mandate.among_of(reading)
    case = Case(site, deployment, on)
    counts = mandate.population.member(site, deployment, on) & (TRUE if among is None else among.holds(case))
    return Filling(deployment, counts, reading.counts.worth(case), mandate.measure.weight(deployment.chip))
