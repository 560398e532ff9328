"""The fields of a case that a condition may read, each with the names under which it says so."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs

from aichipcn.mandates.cases import Case
from aichipcn.model.chips import Chip
from aichipcn.model.facilities import Deployment, Facility
from aichipcn.testing.sampling import possible

_READ_AS: dict[str, tuple[str, ...]] = {
    "chip.slug": ("model", "certificate"),
    "chip.designer": ("designer", "supplier", "certificate"),
    "chip.supplier": ("supplier",),
    "chip.foundries": ("foundry",),
    "chip.foundry_place": ("foundry",),
    "deployment.designer": ("designer", "certificate"),
    "deployment.ordered": ("purchase date", "certificate"),
    "deployment.installed": ("installation date", "purchase date", "certificate"),
    "deployment.retired": ("retirement date",),
    "facility.commissioned": ("commissioned", "purchase date", "certificate", "completion"),
    "facility.status": ("status", "completion"),
    "facility.uses_complete": ("uses",),
    "facility.operator": ("operator", "operator ownership"),
}
"""The names of fields that are read under another name, or along with others."""
_NEVER = ("deployments", "holdings", "inventory", "stated_shares", "stated_compute", "conflicts", "cited", "count")


@attrs.frozen
class Field:
    """A field of the chip, of the deployment or of the facility of a case."""

    owner: str
    name: str

    def is_read(self, reads: Iterable[str]) -> bool:
        """Whether fields that a condition says it reads are, or rest on, this one."""
        said = {read.partition(".")[2].replace(" ", "-") for read in reads}
        known = _READ_AS.get(str(self), (self.name,))
        return any(name.replace(" ", "-").replace("_", "-") in said for name in known)

    def __str__(self) -> str:
        return f"{self.owner}.{self.name}"


_OWNERS: dict[str, type[Any]] = {"chip": Chip, "deployment": Deployment, "facility": Facility}
FIELDS = tuple(
    Field(owner, field.name)
    for owner, cls in _OWNERS.items()
    for field in attrs.fields(cls)
    if field.init and field.name not in _NEVER and (owner, field.name) != ("deployment", "chip")
)
"""Every field that a condition could read."""


def varied(case: Case, donor: Case, field: Field) -> Case | None:
    """A case that has one field as another case has it; None where either lacks the owner, or it cannot be so."""
    mine, theirs = _owner(case, field), _owner(donor, field)
    if mine is None or theirs is None:
        return None
    changed = possible(mine, **{field.name: getattr(theirs, field.name)})
    return None if changed is None else _with_owner(case, field, changed)


def _owner(case: Case, field: Field) -> Any:
    return getattr(case, field.owner)


def _with_owner(case: Case, field: Field, owner: Any) -> Case | None:
    deployment = case.deployment
    if field.owner == "chip" and deployment is not None:
        deployment = possible(deployment, chip=owner)
    elif field.owner == "deployment":
        deployment = owner
    if case.deployment is not None and deployment is None:
        return None
    facility = owner if field.owner == "facility" else case.facility
    stands = () if deployment is None else (deployment,)
    return Case(attrs.evolve(facility, deployments=stands), deployment, case.on)
