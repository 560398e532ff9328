"""A chip on its way to a buyer, as the case that conditions are asked about."""

from __future__ import annotations

from datetime import date

from aichipcn.mandates.cases import Case, Fact
from aichipcn.model.chips import Chip
from aichipcn.model.doors import named
from aichipcn.model.facilities import Deployment, Facility, Use
from aichipcn.model.places import Place

CHINA = Place(code="CN", name="China")
MAINLAND = Place(code="CN-X/mainland", name="China", parent=CHINA)
"""China as a destination, which is its mainland: Hong Kong and Macau are destinations of their own."""


def consignee(destination: Place | None = CHINA, end_use: Use | str | None = None) -> Facility:
    """Where a chip goes to, and what for; a destination of None is not known. China is its mainland.

    Without an end use it is none that a rule names. Raises InvalidValueError for an end use unheard of.
    """
    uses = () if end_use is None else (named(Use, end_use, "end_use"),)
    if destination is not None and destination.code == CHINA.code:
        destination = MAINLAND
    name = "an unknown destination" if destination is None else str(destination)
    return Facility(slug="consignee", name=name, place=destination, uses=uses, uses_complete=True)


def consigned(chip: Chip, to: Facility, on: date) -> Case:
    """One chip that is to stand in a facility, on a day."""
    return Case(to, Deployment(chip=chip, count=1), on)


def lacking_of(facts: tuple[Fact, ...], case: Case) -> tuple[Fact, ...]:
    """Facts of a case, each once; those of the chip are of it alone, because it does not matter where it stands."""
    chip, deployment = case.chip, case.deployment
    standing = "" if deployment is None else f"{deployment.label} in {case.facility.name}"
    own = [Fact(chip.name, fact.field) if chip and fact.subject == standing else fact for fact in facts]
    return tuple(dict.fromkeys(own))
