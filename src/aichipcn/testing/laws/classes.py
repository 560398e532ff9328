"""Laws of the classes of an export rule: how they follow from the figures of a chip.

A class is a group of the rule's paragraphs, the first the highest; what none catches is below all of them.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

import attrs

from aichipcn.export.consignment import consigned
from aichipcn.mandates.cases import Case
from aichipcn.mandates.conditions import Condition
from aichipcn.mandates.predicates import AllOf, AnyOf, Not, Predicate, singles
from aichipcn.model.chips import Chip, Rates
from aichipcn.model.facilities import Facility
from aichipcn.testing.around import with_figure
from aichipcn.testing.checks import DoesNotApply, Draw, broken
from aichipcn.testing.items import BESIDE
from aichipcn.testing.limited import Limited, limits_in
from aichipcn.testing.sampling import changed
from aichipcn.testing.trial import RuleTrial
from aichipcn.testing.words import known_item
from aichipcn.values.estimate import Estimate
from aichipcn.values.limits import Limit
from aichipcn.values.ternary import FALSE, TRUE, UNKNOWN, Ternary
from aichipcn.values.units import AREA, BANDWIDTH, LENGTH, MEMORY, POWER, RATE

_FACTORS = (Fraction(2), Fraction(3, 2), Fraction(1001, 1000), Fraction(10))
_AREAS = {"die_area": "performance-density", "package_area": "memory-bandwidth-density"}
_OTHER_UNITS = {RATE: "MMAC/s", BANDWIDTH: "TB/s", AREA: "cm**2", LENGTH: "nm", POWER: "kW", MEMORY: "MB"}


# -- more of something


def raising_a_rate_never_lowers_the_class(trial: RuleTrial, draw: Draw) -> None:
    """A chip that computes faster, in one format or in all, is never in a lower class."""
    limits = _limits_of(trial, ("chip.rates",), "rates")
    factor = draw.one(_FACTORS)
    for chip, to in _items(trial, draw):
        _check_never_lower(trial, (chip, _faster(chip, factor)), to, f"with {factor} times all rates", limits)
        for name in chip.rates:
            what = f"with {factor} times the rate in {name}"
            _check_never_lower(trial, (chip, _faster(chip, factor, name)), to, what, limits)


def _faster(chip: Chip, factor: Fraction, but_only: object = None) -> Chip:
    """The chip with some times all rates, or the rate in one format."""
    pairs = ((name, rate * factor if but_only in (None, name) else rate) for name, rate in chip.rates.pairs)
    return attrs.evolve(chip, rates=Rates(tuple(pairs)))


def more_bandwidth_never_lowers_the_class(trial: RuleTrial, draw: Draw) -> None:
    """A chip with more bandwidth, of its memory or to other chips, is never in a lower class."""
    limits = _limits_of(trial, ("chip.memory-bandwidth", "chip.interconnect"), "bandwidths")
    factor = draw.one(_FACTORS)
    for chip, to in _items(trial, draw):
        for name in ("memory_bandwidth", "interconnect"):
            better, what = _scaled(chip, name, factor), f"with {factor} times the {name.replace('_', ' ')}"
            _check_never_lower(trial, (chip, better), to, what, limits)


def more_area_never_raises_the_class(trial: RuleTrial, draw: Draw) -> None:
    """A density falls with the area: a chip of more area, and otherwise the same, is never in a higher class."""
    limits = _paragraph_limits(trial)
    floors = {found.figure.name for found in limits if found.floor}
    areas = [area for area, figure in _AREAS.items() if figure in floors and area.replace("_", "-") not in floors]
    if not areas:
        msg = "it asks for no density"
        raise DoesNotApply(msg)
    area, factor = draw.one(areas), draw.one(_FACTORS)
    for chip, to in _items(trial, draw):
        what = f"with a {factor}th of the {area.replace('_', ' ')}"
        _check_never_lower(trial, (_scaled(chip, area, factor), chip), to, what, limits)


def _scaled(chip: Chip, name: str, factor: Fraction) -> Chip:
    figure: Estimate | None = getattr(chip, name)
    return chip if figure is None else changed(chip, **{name: figure * factor})


def _items(trial: RuleTrial, draw: Draw) -> Iterator[tuple[Chip, Facility]]:
    return ((chip, draw.one(trial.consignees)) for chip in draw.some(trial.chips, "chip", most=8))


def _check_never_lower(
    trial: RuleTrial, chips: tuple[Chip, Chip], to: Facility, what: str, limits: Sequence[Limited]
) -> None:
    """The second chip is not in a lower class than the first, neither at the least nor at the most."""
    before, after = (trial.classes(chip, to) for chip in chips)
    if min(after) < min(before) or max(after) < max(before):
        one, other = (" or ".join(map(trial.class_name, sorted(found))) for found in (before, after))
        broken(f"{known_item(chips[0], limits)} is {one}, and {what} {other}")


def _paragraph_limits(trial: RuleTrial) -> tuple[Limited, ...]:
    return limits_in(*(item.when for item in trial.rule.paragraphs))


def _limits_of(trial: RuleTrial, fields: Sequence[str], words: str) -> tuple[Limited, ...]:
    """The limits of paragraphs to what follows from some fields, where the rule asks for much of that.

    Raises DoesNotApply where it sets none, or only such as catch what has little. A condition of another's class that
    reads a field may be anything.
    """
    limits = [found for found in _paragraph_limits(trial) if set(fields) & set(found.figure.reads)]
    known = {found.condition for found in limits}
    asked = (single for item in trial.rule.paragraphs for single in singles(item.when))
    others = [single for single in asked if not isinstance(single, Condition) and single not in known]
    if any(set(fields) & set(single.reads) for single in others) or any(found.floor for found in limits):
        return tuple(limits)
    msg = f"it lets out what has high {words} on purpose" if limits else f"it sets no limit to {words}"
    raise DoesNotApply(msg)


# -- on a limit


def exact_limits(trial: RuleTrial, draw: Draw) -> None:
    """A figure on a limit falls on the side that the limit says, exactly, and one just beside it on its own side."""
    limits = [found for found in limits_in(*(value for _, value in trial.rule.conditions())) if found.limit.value]
    if not limits:
        msg = "it sets no limit to a figure"
        raise DoesNotApply(msg)
    limited, chip, to = draw.one(limits), draw.one(trial.exact, "chip"), draw.one(trial.consignees)
    for factor in BESIDE:
        value = limited.limit.value * factor
        at = with_figure(chip, limited.figure.name, value)
        truth, plain = limited.condition.holds(consigned(at, to, trial.rule.since)), Ternary.of(limited.admits(value))
        if truth is not plain:
            broken(
                f"{known_item(at, [limited])} is {limited.condition.describe()}: {truth}, and by plain numbers {plain}"
            )
        own = [found for found in limits if found.figure is limited.figure]
        _check_by_hand(trial, at, to, {found.condition: Ternary.of(found.admits(value)) for found in own})


def _check_by_hand(trial: RuleTrial, chip: Chip, to: Facility, known: Mapping[Predicate, Ternary]) -> None:
    """A chip is in the highest group of which a paragraph holds, with some conditions as they are known to be."""
    case, rule = consigned(chip, to, trial.rule.since), trial.rule
    bound = rule.binds.holds(case)
    truths = [(item.group, bound & _by_hand(item.when, case, known)) for item in rule.paragraphs]
    if any(truth is UNKNOWN for _, truth in truths):
        return
    caught = [group for group, truth in truths if truth is TRUE]
    expected = min(caught, key=rule.groups.index) if caught else "outside"
    found = " or ".join(map(trial.class_name, trial.classes(chip, to)))
    if found != expected:
        broken(f"{known_item(chip, _paragraph_limits(trial))} is {found}, and by its paragraphs one by one {expected}")


def _by_hand(predicate: Predicate, case: Case, known: Mapping[Predicate, Ternary]) -> Ternary:
    if isinstance(predicate, Not):
        return ~_by_hand(predicate.part, case, known)
    if isinstance(predicate, AllOf | AnyOf):
        truths = [_by_hand(part, case, known) for part in predicate.parts]
        decisive, else_ = (FALSE, TRUE) if isinstance(predicate, AllOf) else (TRUE, FALSE)
        return decisive if decisive in truths else UNKNOWN if UNKNOWN in truths else else_
    return known.get(predicate) or predicate.holds(case)


# -- the same chip


def order_and_units_change_nothing(trial: RuleTrial, draw: Draw) -> None:
    """The order in which formats are listed, and the units in which figures are stated, change nothing."""
    chip, to = draw.one(trial.chips, "chip"), draw.one(trial.consignees)
    other = attrs.evolve(chip, rates=Rates(tuple(draw.shuffled(chip.rates.pairs))))
    for name, again in (("formats in another order", other), ("figures in other units", _in_other_units(chip))):
        before, after = (trial.classify(item, to) for item in (chip, again))
        if before.outcomes != after.outcomes:
            broken(f"{known_item(chip, _paragraph_limits(trial))} is {before.short}, and with {name} {after.short}")
    for found in _paragraph_limits(trial):
        figure = found.limit.figure.text(_OTHER_UNITS.get(found.limit.unit))
        if Limit.parse(f"{found.limit.side.value} {figure}", found.limit.unit) != found.limit:
            broken(f"{found} is another limit as {figure}")


def _in_other_units(chip: Chip) -> Chip:
    """The chip with its figures as texts in other units."""
    changes: dict[str, Any] = {"rates": {item: rate.text(_OTHER_UNITS[RATE]) for item, rate in chip.rates.pairs}}
    for field in attrs.fields(Chip):
        held = getattr(chip, field.name)
        if isinstance(held, Estimate) and held.unit in _OTHER_UNITS:
            changes[field.name] = held.text(_OTHER_UNITS[held.unit])
    return changed(chip, **changes)


def the_same_class_again(trial: RuleTrial, draw: Draw) -> None:
    """The same chip is classified alike: asked again, between others, a copy; and asking changes nothing."""
    chip, other, to = draw.one(trial.chips, "chip"), draw.one(trial.chips), draw.one(trial.consignees)
    before = copy.deepcopy((chip, to))
    first = trial.classify(chip, to)
    trial.classify(other, to)
    for again in (trial.classify(chip, to), trial.classify(*copy.deepcopy((chip, to)))):
        if (again.outcomes, again.lacking) != (first.outcomes, first.lacking):
            broken(f"{known_item(chip, _paragraph_limits(trial))} is {first.short}, and asked again {again.short}")
    if (chip, to) != before:
        broken(f"{chip.name} or {to.name} is another after it was classified")
