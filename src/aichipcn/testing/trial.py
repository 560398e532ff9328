"""What is under test, and what it is tried on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import attrs

from aichipcn.compute.effective import Model, model_of
from aichipcn.export.classification import Classification, classified
from aichipcn.export.rules import ExportRule
from aichipcn.mandates.cases import Case
from aichipcn.mandates.mandate import Mandate
from aichipcn.mandates.schedule import Requirement
from aichipcn.model.chips import Chip, Listing
from aichipcn.model.doors import instances
from aichipcn.model.facilities import Facility
from aichipcn.testing.items import asked_of_items, consignees, items, near
from aichipcn.testing.mentioned import judging_parts
from aichipcn.testing.palette import Palette
from aichipcn.testing.parts import Part, parts_of, parts_of_rule
from aichipcn.testing.sampling import cases
from aichipcn.testing.scenes import Scene, scenes_of
from aichipcn.values.estimate import Estimate


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


@attrs.frozen(eq=False, kw_only=True)
class RuleTrial(Trial):
    """An export rule, those beside which it stands, and what it is tried on: chips, and buyers of them.

    `near` are the rule and those of the others that say something of it, of which it says something, or that take the
    place of one of them.
    `exact` are the chips of which all rates are known, and every figure that is known is known exactly.
    """

    others: tuple[ExportRule, ...]
    near: tuple[ExportRule, ...]
    chips: tuple[Chip, ...]
    exact: tuple[Chip, ...]
    consignees: tuple[Facility, ...]

    @property
    def rule(self) -> ExportRule:
        """The rule."""
        rule: ExportRule = self.value
        return rule

    @property
    def rules(self) -> tuple[ExportRule, ...]:
        """The rule with those beside which it stands."""
        return (self.rule, *self.others)

    def classify(self, chip: Chip, to: Facility, on: date | None = None) -> Classification:
        """What the rule and those near it say of a chip on a day, the first of the rule without one."""
        return classified(chip, self.near, on=on or self.rule.since, to=to)

    def alone(self, chip: Chip, to: Facility) -> Classification:
        """What the rule alone says of a chip on its first day."""
        return classified(chip, (self.rule,), on=self.rule.since, to=to)

    def classes(self, chip: Chip, to: Facility) -> frozenset[int]:
        """The classes of the rule alone that a chip may be in: 0 outside, and more for each stricter group."""
        return frozenset(self._class_of(outcome.paragraphs) for outcome in self.alone(chip, to).outcomes)

    def class_name(self, number: int) -> str:
        """The group of paragraphs of a class."""
        return self.rule.groups[-number] if number else "outside"

    def _class_of(self, groups: tuple[str, ...]) -> int:
        return max((len(self.rule.groups) - self.rule.groups.index(group) for group in groups), default=0)


def trial_of_rule(rule: ExportRule, others: Iterable[ExportRule] = (), chips: Iterable[Chip] = ()) -> RuleTrial:
    """An export rule, tried on what it mentions, on some chips, and beside other rules."""
    beside = tuple(other for other in instances(others, ExportRule) if other.slug != rule.slug)
    asked = tuple(asked_of_items(rule, beside))
    own = (predicate for _, predicate in rule.conditions())
    palette = Palette.of(*own, rule.since, rule.until, *(predicate for together in asked for predicate in together))
    tried = (*instances(chips, Chip), *items(asked, palette))
    return RuleTrial(
        name=f"rule {rule.slug}",
        value=rule,
        parts=parts_of_rule(rule),
        palette=palette,
        cases=cases(palette),
        others=beside,
        near=near(rule, beside),
        chips=tried,
        exact=tuple(filter(_is_exact, tried)),
        consignees=consignees(palette),
    )


def _is_exact(chip: Chip) -> bool:
    held = [*chip.rates.values(), *(getattr(chip, field.name) for field in attrs.fields(Chip))]
    listed = bool(chip.rates) and chip.rates_listed is Listing.COMPLETE
    return listed and all(figure.is_point for figure in held if isinstance(figure, Estimate))
