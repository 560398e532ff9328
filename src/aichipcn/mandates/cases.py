"""What a predicate is asked about: a deployment in a facility."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

import attrs

from aichipcn.errors import InvalidValueError
from aichipcn.model.chips import Chip
from aichipcn.model.facilities import Deployment, Facility
from aichipcn.model.terms import Term
from aichipcn.model.vendors import Vendor
from aichipcn.values.dates import DateRange
from aichipcn.values.estimate import Estimate
from aichipcn.values.words import in_words


@attrs.frozen
class Fact:
    """Something that is not known: a field of a subject."""

    subject: str
    field: str

    def __str__(self) -> str:
        return f"{self.field} of {self.subject}"


class Case(NamedTuple):
    """A facility, a deployment in it where one is asked about, and the date that is judged."""

    facility: Facility
    deployment: Deployment | None = None
    on: date | None = None

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
        """Who sold the chips of the deployment. Who designed chips of an unknown model need not have sold them."""
        return self.chip.sold_by if self.chip else None

    @property
    def bought(self) -> DateRange:
        """The days on which the chips may have been bought: when ordered, or some day before they came."""
        deployment, last = self.deployment, self.on or date.max
        if deployment is not None and deployment.ordered is not None:
            return deployment.ordered
        came = (deployment.installed if deployment else None) or self.facility.commissioned
        return DateRange(date.min, min(last, came.last) if came else last)

    def found(self, field: str) -> str:
        """What is known in a field, in words; "unknown" where nothing is, and of a field that is not ours.

        Beside the fields of our conditions, every figure of a chip by its name, such as `chip.memory`.
        """
        known = _FOUND.get(field)
        return (known(self) if known else self._figure(field)) or "unknown"

    def _figure(self, field: str) -> str:
        owner, _, name = field.partition(".")
        try:
            value = self.chip.value_of(name) if self.chip and owner == "chip" else None
        except InvalidValueError:
            return ""
        if isinstance(value, Estimate):
            return in_words(value)
        return str(value.value if isinstance(value, Term) else value or "")

    def fact(self, field: str) -> Fact:
        """A field of this case that is not known: of the chips, or of the facility."""
        owner, _, name = field.partition(".")
        if owner == "facility" or self.deployment is None:
            return Fact(self.facility.name, name)
        return Fact(f"{self.deployment.label} in {self.facility.name}", name)


def found_in(fields: tuple[str, ...], case: Case) -> str:
    """What is known in some fields of a case, in words."""
    return "; ".join(f"{field.partition('.')[2]}: {case.found(field)}" for field in fields)


def _located(vendor: Vendor | None) -> str:
    if vendor is None:
        return ""
    return f"{vendor.name}, {vendor.place.name}" if vendor.place else vendor.name


def _foundry(case: Case) -> str:
    chip = case.chip
    if chip is None:
        return ""
    places = [_located(foundry) for foundry in chip.foundries]
    return " or ".join([*places, chip.foundry_place.name] if chip.foundry_place else places)


def _completion(case: Case) -> str:
    return ", ".join(f"{item.share} of {item.of}" for item in case.facility.completion)


def _operator_ownership(case: Case) -> str:
    operator = case.facility.operator
    if operator is None:
        return ""
    return f"{operator.name}, {operator.ownership.value}" if operator.ownership else ""


_FOUND: dict[str, Callable[[Case], str]] = {
    "chip.designer": lambda case: _located(case.designer),
    "chip.foundry": _foundry,
    "chip.supplier": lambda case: _located(case.supplier),
    "chip.kind": lambda case: case.chip.kind.value if case.chip else "",
    "chip.rates": lambda case: ", ".join(map(str, case.chip.rates)) if case.chip else "",
    "chip.rates-listed": lambda case: case.chip.rates_listed.value if case.chip else "",
    "chip.model": lambda case: case.chip.name if case.chip else "",
    "facility.place": lambda case: case.facility.place.name if case.facility.place else "",
    "facility.kind": lambda case: case.facility.kind.value if case.facility.kind else "",
    "facility.funding": lambda case: " and ".join(item.value for item in case.facility.funding),
    "facility.operator": lambda case: _located(case.facility.operator),
    "facility.commissioned": lambda case: str(case.facility.commissioned or ""),
    "facility.extent": lambda case: case.facility.extent.value,
    "facility.status": lambda case: case.facility.status.value,
    "facility.ownership": lambda case: case.facility.ownership.value if case.facility.ownership else "",
    "facility.uses": lambda case: " and ".join(item.value for item in case.facility.uses),
    "facility.programmes": lambda case: ", ".join(case.facility.programmes),
    "facility.completion": _completion,
    "facility.operator ownership": _operator_ownership,
    "chip.domestic-content": lambda case: str(case.chip.domestic_content or "") if case.chip else "",
    "list.certificate": lambda case: f"of {case.deployment.label}" if case.deployment else "",
    "list.purchase date": lambda case: str((case.deployment.ordered if case.deployment else None) or ""),
}
