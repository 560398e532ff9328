"""What a predicate is asked about: a deployment in a facility."""

from __future__ import annotations

from typing import NamedTuple

import attrs

from aichipcn.model.chips import Chip
from aichipcn.model.facilities import Deployment, Facility
from aichipcn.model.vendors import Vendor


@attrs.frozen
class Fact:
    """Something that is not known: a field of a subject."""

    subject: str
    field: str

    def __str__(self) -> str:
        return f"{self.field} of {self.subject}"


class Case(NamedTuple):
    """A facility, and a deployment in it where one is asked about."""

    facility: Facility
    deployment: Deployment | None = None

    @property
    def chip(self) -> Chip | None:
        """The chip of the deployment, where its model is known."""
        return self.deployment.chip if self.deployment else None

    @property
    def designer(self) -> Vendor | None:
        """Who designed the chips of the deployment."""
        return self.deployment.designed_by if self.deployment else None

    @property
    def supplier(self) -> Vendor | None:
        """Who sold the chips of the deployment: the supplier, or the designer where no other is stated."""
        chip = self.chip
        return chip.sold_by if chip else self.designer

    def fact(self, field: str) -> Fact:
        """A field of this case that is not known: of the chips, or of the facility."""
        owner, _, name = field.partition(".")
        if owner == "facility" or self.deployment is None:
            return Fact(self.facility.name, name)
        return Fact(f"{self.deployment.label} in {self.facility.name}", name)
