"""Laws of the outcomes of an export rule: what may come of a chip of which not all is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from aichipcn.export.classification import Classification, Outcome
from aichipcn.model.chips import Chip, Listing, Rates
from aichipcn.model.facilities import Facility
from aichipcn.testing.checks import Draw, broken
from aichipcn.testing.knowing import less_known, less_known_of_chip
from aichipcn.testing.limited import limits_in
from aichipcn.testing.sampling import changed
from aichipcn.testing.trial import RuleTrial
from aichipcn.testing.words import known_item
from aichipcn.values.ternary import UNKNOWN, Ternary

_FIGURES: dict[str, dict[str, Any]] = {
    "rates and area": {"rates": Rates(), "rates_listed": Listing.UNKNOWN, "die_area": None, "node": None},
    "bandwidths": {"memory_bandwidth": None, "interconnect": None, "pcie": None, "package_area": None},
    "size": {"memory": None, "power": None, "transistors": None},
    "market": {"market": None},
}
"""Facts that a chip may lack together, each with what stands for it then; none follows from those of another line."""
_FACTS = {**_FIGURES, "designer": {"designer": None}, "foundry": {"foundries": (), "foundry_place": None}}
_DONORS = 6


def can_be_classified(trial: RuleTrial, draw: Draw) -> None:
    """Every chip can be classified, whatever is known of it: with unknowns, not with an exception."""
    chip, to = _item(trial, draw)
    for _, (less, buyer) in draw.some(list(_less(chip, to, draw))):
        if not trial.classify(less, buyer).outcomes:
            broken(f"{_told(trial, less)} has no outcome")


def less_known_is_wider(trial: RuleTrial, draw: Draw) -> None:
    """With a fact missing everything is still possible that was before, and with one more known nothing new is."""
    chip, to = _item(trial, draw)
    more = trial.classify(chip, to)
    for fact, less in _less(chip, to, draw):
        wider = trial.classify(*less)
        lost = [outcome for outcome in more.outcomes if outcome not in wider.outcomes]
        if lost:
            broken(f"{_told(trial, chip)} may be {_listed(lost)}, and without {fact} only {_listed(wider.outcomes)}")


def learning_never_flips_a_class(trial: RuleTrial, draw: Draw) -> None:
    """What is certain, that a paragraph catches a chip or that a licence is needed, stays so with more known."""
    chip, to = _item(trial, draw)
    more = dict(_answers(trial.classify(chip, to)))
    for fact, less in _less(chip, to, draw):
        for what, before in _answers(trial.classify(*less)):
            if before is not UNKNOWN and before is not more[what]:
                broken(f"of {_told(trial, chip)}, {what} is {more[what]}, and without {fact} it is {before}")


def open_classes_name_facts(trial: RuleTrial, draw: Draw) -> None:
    """Where several outcomes are possible facts are named that would decide it, and where one is, none."""
    chip, to = _item(trial, draw)
    for fact, less in _less(chip, to, draw):
        found = trial.classify(*less)
        if bool(found.lacking) is (len(found.outcomes) == 1):
            named = ", ".join(map(str, found.lacking)) or "no fact"
            told = f"{_told(trial, chip)} without {fact} is {_listed(found.outcomes)}"
            broken(f"{told}, and {named} would decide it")


def what_may_come_is_listed(trial: RuleTrial, draw: Draw) -> None:
    """However the missing facts of a chip turn out, what comes of it was listed as possible."""
    chip, to = _item(trial, draw)
    donors = [chip, *(draw.one(trial.chips) for _ in range(_DONORS))]
    for names in (draw.some(list(_FACTS), most=3), *([name] for name in _FACTS)):
        less = _without(chip, names)
        listed = trial.classify(less, to).outcomes
        for donor in donors:
            whole = _as_in(less, donor, names)
            found = [outcome for outcome in trial.classify(whole, to).outcomes if outcome not in listed]
            if found:
                told = f"{_told(trial, whole)} is {_listed(found)}"
                broken(f"{told}, and without its {' and '.join(names)} it may be {_listed(listed)}")


def what_is_listed_may_come(trial: RuleTrial, draw: Draw) -> None:
    """Each class that is listed as possible of a chip is that of some chip that it may turn out to be."""
    chip, to = draw.one(trial.exact, "chip"), draw.one(trial.consignees)
    for name in _FIGURES:
        less = _without(chip, [name])
        unmet = set(trial.classes(less, to)) - trial.classes(chip, to)
        for donor in _knowing(trial, name) if unmet else ():
            unmet -= trial.classes(_as_in(less, donor, [name]), to)
            if not unmet:
                break
        if unmet:
            listed = " or ".join(map(trial.class_name, sorted(unmet)))
            broken(f"{_told(trial, less)} may be {listed}, and is not with any {name} that was tried")


def _knowing(trial: RuleTrial, name: str) -> Iterator[Chip]:
    """The chips of which all those facts are known that the rule reads."""
    read = {field for _, asked in trial.rule.conditions() for field in asked.reads}
    fields = [field for field in _FIGURES[name] if f"chip.{field.replace('_', '-')}" in read]
    return (chip for chip in trial.exact if all(getattr(chip, field) not in (None, Rates()) for field in fields))


def _item(trial: RuleTrial, draw: Draw) -> tuple[Chip, Facility]:
    return draw.one(trial.chips, "chip"), draw.one(trial.consignees)


def _less(chip: Chip, to: Facility, draw: Draw) -> Iterator[tuple[str, tuple[Chip, Facility]]]:
    """Every way to know one fact less of a chip or of its buyer, and a few to know two less."""
    chips, buyers = list(less_known_of_chip(chip)), less_known(to)
    yield from ((fact, (less, to)) for fact, less in chips)
    yield from ((f"{fact} of the buyer", (chip, less)) for fact, less in buyers)
    for fact, less in draw.some(chips):
        another, least = draw.one(list(less_known_of_chip(less)) or [(fact, less)])
        yield f"{fact} and {another}", (least, to)


def _answers(classification: Classification) -> Iterator[tuple[str, Ternary]]:
    yield "whether it is caught", classification.caught
    yield "whether a licence is needed", classification.licence
    for rule, paragraph, truth in classification.judged():
        yield f"whether {paragraph.name} of {rule.slug} catches it", truth


def _without(chip: Chip, names: Iterable[str]) -> Chip:
    unknown = {field: value for name in names for field, value in _FACTS[name].items()}
    return changed(chip, **unknown)


def _as_in(chip: Chip, donor: Chip, names: Iterable[str]) -> Chip:
    """A chip of which some facts are as another has them."""
    return changed(chip, **{field: getattr(donor, field) for name in names for field in _FACTS[name]})


def _told(trial: RuleTrial, chip: Chip) -> str:
    return known_item(chip, limits_in(*(item.when for item in trial.rule.paragraphs)))


def _listed(outcomes: Iterable[Outcome]) -> str:
    return " or ".join(map(str, outcomes))
