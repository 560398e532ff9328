"""Which requirements are coded for a place. What is not coded may still be there: an empty list is no "none"."""

from __future__ import annotations

from typing import TypeAlias

import attrs

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.mandates.incentives import Incentive
from aichipcn.mandates.mandate import Mandate
from aichipcn.model.doors import instance
from aichipcn.model.places import Place

Coded: TypeAlias = Mandate | Incentive


@attrs.frozen
class Coverage:
    """What is coded of a place: for it, for the wider places that it lies in, for places inside it, for no place.

    Mandates come before incentives. What nobody has coded is not in it, whether there is something or not.
    """

    place: Place
    own: tuple[Coded, ...]
    wider: tuple[Coded, ...]
    inside: tuple[Coded, ...]
    unplaced: tuple[Coded, ...]

    def __contains__(self, item: object) -> bool:
        return any(item is coded for coded in (*self.own, *self.wider, *self.inside, *self.unplaced))

    @property
    def sentences(self) -> tuple[str, ...]:
        """How far the catalogue goes for the place, in words: what is not coded says nothing of what there is."""
        said = [_counted(self.own, f"of {self.place} itself")]
        if self.place.parent is not None:
            said.append(_counted(self.wider, f"of a wider place that {self.place} lies in"))
        said.append(_counted(self.inside, f"of a place inside {self.place}"))
        return tuple(said)


def coverage(catalogue: Catalogue, place: Place | str) -> Coverage:
    """What is coded of a place, or of the place of a code, name or alias.

    Raises UnknownNameError with the nearest where the catalogue has no such place, InvalidTypeError for anything else.
    """
    found = instance(catalogue, "catalogue", Catalogue).places[place.code if isinstance(place, Place) else place]
    coded: tuple[Coded, ...] = (*catalogue.mandates, *catalogue.incentives)
    placed = [(item, item.place) for item in coded if item.place is not None]
    return Coverage(
        place=found,
        own=tuple(item for item, where in placed if where.code == found.code),
        wider=tuple(item for item, where in placed if where.code in found.chain[1:]),
        inside=tuple(item for item, where in placed if found.code in where.chain[1:]),
        unplaced=tuple(item for item in coded if item.place is None),
    )


def _counted(coded: tuple[Coded, ...], where: str) -> str:
    mandates = sum(isinstance(item, Mandate) for item in coded)
    if not mandates:
        return f"No mandate {where} is coded; that says nothing of whether there is one."
    counted = "1 mandate" if mandates == 1 else f"{mandates} mandates"
    return f"{counted} {where} {'is' if mandates == 1 else 'are'} coded; there may be more."
