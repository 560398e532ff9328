"""What is under test, and what it is tried on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import attrs

from aichipcn.compute.effective import Model, model_of
from aichipcn.mandates.cases import Case
from aichipcn.mandates.mandate import Mandate
from aichipcn.mandates.schedule import Requirement
from aichipcn.model.chips import Chip
from aichipcn.model.doors import instances
from aichipcn.model.facilities import Facility
from aichipcn.testing.mentioned import judging_parts
from aichipcn.testing.palette import Palette
from aichipcn.testing.parts import Part, parts_of
from aichipcn.testing.sampling import cases
from aichipcn.testing.scenes import Scene, scenes_of


@attrs.frozen(eq=False, kw_only=True)
class Trial:
    """A rule or a part of one, the parts of it that answer cases, and cases; of a mandate, also scenes.

    `trouble` says what a mandate raised when it was first asked, for which it has no scenes. `stricter` are pairs of
    readings, of which the first is declared to be at least as strict as the second.
    """

    name: str
    value: Any
    parts: tuple[Part, ...]
    palette: Palette
    cases: tuple[Case, ...]
    scenes: tuple[Scene, ...] = ()
    trouble: str = ""
    stricter: tuple[tuple[str, str], ...] = ()


def trial_of_mandate(
    mandate: Mandate, facilities: Iterable[Facility] = (), stricter: Sequence[tuple[str, str]] = ()
) -> Trial:
    """A mandate, tried on what it mentions and on some facilities.

    Raises UnknownNameError for a reading that the mandate does not have.
    """
    alone = attrs.evolve(mandate)  # without the catalogue that it comes from
    own = instances(facilities, Facility)
    palette = Palette.of(*(value for _, value in judging_parts(alone)))
    scenes, trouble = _scenes(alone, palette, own)
    return Trial(
        name=f"mandate {mandate.slug}",
        value=alone,
        parts=parts_of(alone),
        palette=palette,
        cases=cases(palette, own),
        scenes=scenes,
        trouble=trouble,
        stricter=tuple((alone.reading(strict).name, alone.reading(lax).name) for strict, lax in stricter),
    )


def _scenes(mandate: Mandate, palette: Palette, own: tuple[Facility, ...]) -> tuple[tuple[Scene, ...], str]:
    """The scenes of a mandate, or what it raised when it was asked for them."""
    try:
        return scenes_of(mandate, palette, own), ""
    except Exception as error:  # whatever the parts of another raise is theirs, and told as such
        return (), f"raised {type(error).__name__}: {error}"


def trial_of_part(part: Part, facilities: Iterable[Facility] = ()) -> Trial:
    """A part alone, tried on what it mentions and on the deployments of some facilities."""
    palette = Palette.of(part.value)
    own = instances(facilities, Facility)
    name = f"{part.where} {type(part.value).__name__}"
    return Trial(name=name, value=part.value, parts=(part,), palette=palette, cases=cases(palette, own))


def trial_of_requirement(requirement: Requirement) -> Trial:
    """A requirement alone, tried on totals."""
    name, palette = f"requirement {type(requirement).__name__}", Palette.of(requirement)
    return Trial(name=name, value=requirement, parts=(), palette=palette, cases=())


@attrs.frozen(eq=False, kw_only=True)
class ModelTrial:
    """A model, chips to ask it about, and perhaps a model that it is declared never to exceed."""

    name: str
    value: Model
    chips: tuple[Chip, ...]
    at_most: Model | None = None

    @property
    def model(self) -> Model:
        """The model."""
        return self.value

    @property
    def rated(self) -> list[Chip]:
        """The chips of which it has the rate."""
        return [chip for chip in self.chips if self.model.reason(chip) is None]


def trial_of_model(model: Model, chips: Iterable[Chip] = (), at_most: Model | None = None) -> ModelTrial:
    """A model, tried on what it mentions and on some chips."""
    known = (*instances(chips, Chip), *Palette.of(model_of(model)).chips)
    return ModelTrial(name=f"model {type(model).__name__}", value=model, chips=known, at_most=at_most)
