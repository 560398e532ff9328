"""Whether the export of a chip to a buyer is free, or licensed, on a day: the hurdle on the side of those who export.

A chip that was designed in the country of the buyer needs no export. Of any other it is what holds in every way in
which its classification may turn out. Where a licence is needed,

- an exception without conditions clears it, one with conditions leaves it open;
- a policy of denial, or the presumption of one, closes it; any other policy, and none that is stated, leaves it open;
- events that came after the rule which caught it count over the policy: see `clearances`. What was cleared is no help
  to a buyer of a use that a rule in force names, such as the military.

That licences were issued says that the way is open, and not to whom: they are granted buyer by buyer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from aichipcn.export.classification import Catch, Classification, Outcome, classified
from aichipcn.export.clearances import after, bearing, events_on
from aichipcn.export.hurdles import Hurdle, HurdleKind, told
from aichipcn.export.rules import ExportRule, LicenceException, Policy
from aichipcn.mandates.cases import Fact
from aichipcn.mandates.predicates import Predicate, lies_in, singles
from aichipcn.model.chips import Chip
from aichipcn.model.facilities import Facility
from aichipcn.model.observations import EventKind, PolicyEvent
from aichipcn.model.places import Place
from aichipcn.model.sources import Source
from aichipcn.values.ternary import FALSE, TRUE, UNKNOWN, Ternary, all_of, any_of

_DENIALS = (Policy.PRESUMPTION_OF_DENIAL, Policy.DENIAL)
_JUDGED = {
    Policy.PRESUMPTION_OF_APPROVAL: "applications are presumed to be granted",
    Policy.CASE_BY_CASE: "applications are judged case by case",
    Policy.PRESUMPTION_OF_DENIAL: "applications are presumed to be denied",
    Policy.DENIAL: "applications are denied",
    None: "no rule states how applications are judged",
}
_MANY = 3
"""Beyond so many ways in which it may turn out, they are named and not told."""


def designed_at_home(chip: Chip, by: Facility) -> Ternary:
    """Whether a chip was designed in the country of the buyer, so that no export from abroad is needed."""
    place = chip.designer.place if chip.designer else None
    return UNKNOWN if by.place is None else lies_in(place, country(by.place).code)


def country(place: Place) -> Place:
    """The country in which a place lies."""
    return place if place.parent is None else country(place.parent)


def may_be_exported(
    chip: Chip,
    by: Facility,
    on: date,
    *,
    rules: Iterable[ExportRule],
    events: Iterable[PolicyEvent],
    fingerprint: str = "",
) -> Hurdle:
    """Whether a chip may be exported to a buyer on a day."""
    came, at_home = events_on(chip, events, on), designed_at_home(chip, by)
    if by.place is not None and at_home is TRUE:
        return _at_home(chip, country(by.place), came, on)
    found = classified(chip, rules, on=on, to=by, fingerprint=fingerprint)
    uses = tuple(_uses_named(found))
    ways = tuple(Way.of(item, came, any_of(use.holds(found.case) for use in uses), on) for item in found.outcomes)
    truths = {way.truth for way in ways}
    truth = at_home | (truths.pop() if len(truths) == 1 else UNKNOWN)
    bear = tuple(dict.fromkeys(item for way in ways for item in way.events))
    return Hurdle(
        kind=HurdleKind.EXPORT,
        truth=truth,
        text="; ".join([_text(ways), *_exceptions(ways), *(told(item, on) for item in bear)]),
        short="; ".join(_in_short(ways, bear)),
        sources=tuple(_sources(ways, bear)),
        rests_on=(found, *bear),
        lacking=tuple(dict.fromkeys(_lacking(by, at_home, found, ways, uses))) if truth is UNKNOWN else (),
    )


@attrs.frozen
class Way:
    """One way in which a classification may turn out, with the events that bear on it."""

    outcome: Outcome
    events: tuple[PolicyEvent, ...]
    truth: Ternary

    @classmethod
    def of(cls, outcome: Outcome, came: tuple[PolicyEvent, ...], other_use: Ternary, on: date) -> Way:
        """The way of an outcome; with a use that a rule names, `other_use`, what was cleared for others is no help."""
        if outcome.licence is FALSE:
            return cls(outcome, (), TRUE)
        needed = [item for item in outcome.catches if item.licence is not False]
        since = max(item.rule.since for item in needed)
        truth = _by_rule(outcome) | all_of(map(_excepted, needed))
        refusals = tuple(item for item in came if item.kind is EventKind.EXPORT_RESTRICTION)
        helped, alone = (after(truth, events, since, on) for events in (came, refusals))
        counted = refusals if other_use is TRUE else came
        if other_use is not FALSE:
            helped = alone if other_use is TRUE or helped is alone else UNKNOWN
        return cls(outcome, bearing(counted, since), helped)

    @property
    def text(self) -> str:
        """What the rules say, in words."""
        outcome = self.outcome
        if not outcome.catches:
            return "no export rule in force catches it"
        by = ", ".join(f"{item.paragraph} of {item.rule.slug}" for item in outcome.catches)
        if outcome.licence is FALSE:
            return f"caught by {by}, and no licence is needed for the destination"
        if outcome.licence is UNKNOWN:
            return f"caught by {by}, and whether the destination needs a licence is not coded"
        return f"a licence is needed ({by}), and {_JUDGED[outcome.policy]}"

    @property
    def group(self) -> str:
        """The paragraphs that catch it."""
        return " with ".join(self.outcome.paragraphs) or "outside"

    @property
    def exceptions(self) -> tuple[LicenceException, ...]:
        """The exceptions that may be used, where no event settles it."""
        settled = self.events and self.truth is TRUE
        found = (item for catch in self.outcome.catches for item in catch.exceptions)
        return () if settled else tuple(dict.fromkeys(found))


def _by_rule(outcome: Outcome) -> Ternary:
    """How far the rules alone let it go: an application that is to be denied is not granted, any other may be."""
    return FALSE if outcome.licence is TRUE and outcome.policy in _DENIALS else UNKNOWN


def _excepted(catch: Catch) -> Ternary:
    """Whether an exception lifts the requirement of one rule."""
    return any_of(UNKNOWN if item.conditions else TRUE for item in catch.exceptions)


def _exceptions(ways: tuple[Way, ...]) -> Iterator[str]:
    """The exceptions, each once; perhaps, where they are not had in every way."""
    for item in dict.fromkeys(one for way in ways for one in way.exceptions):
        perhaps = "" if all(item in way.exceptions for way in ways) else "perhaps "
        yield f"{perhaps}exception {item.name}{f', if {item.conditions}' if item.conditions else ''}"


def _in_short(ways: tuple[Way, ...], events: tuple[PolicyEvent, ...]) -> Iterator[str]:
    """The paragraphs, how applications are judged, and the last event."""
    yield " or ".join(dict.fromkeys(way.group for way in ways))
    needed = [way.outcome.policy for way in ways if way.outcome.licence is TRUE]
    if needed:
        words = dict.fromkeys(policy.value.replace("-", " ") if policy else "no policy stated" for policy in needed)
        yield " or ".join(words)
    if events:
        yield f"{events[-1].slug} ({events[-1].on or 'not dated'})"


def _at_home(chip: Chip, here: Place, came: tuple[PolicyEvent, ...], on: date) -> Hurdle:
    abroad = tuple(item for item in came if item.place is not None and not item.place.lies_in(here.code))
    text = f"designed in {here.name}, so it needs no export; where it was made, and on whose equipment, is not asked"
    return Hurdle(
        kind=HurdleKind.EXPORT,
        truth=TRUE,
        text="; ".join([text, *(told(item, on) for item in abroad)]),
        short=f"designed in {here.name}",
        sources=tuple(dict.fromkeys((*chip.sources_of("designer"), *(one for item in abroad for one in item.sources)))),
        rests_on=abroad,
    )


def _text(ways: tuple[Way, ...]) -> str:
    texts = tuple(dict.fromkeys(way.text for way in ways))
    if len(texts) <= _MANY:
        return ", or ".join(texts)
    return f"{', or '.join(dict.fromkeys(way.group for way in ways))}, as facts turn out that are not known"


def _sources(ways: tuple[Way, ...], events: tuple[PolicyEvent, ...]) -> Iterator[Source]:
    """What it rests on: the rules that catch it, the reviews and exceptions, the events; each once."""
    catches = [item for way in ways for item in way.outcome.catches]
    stated: list[ExportRule | PolicyEvent] = [*(item.rule for item in catches), *events]
    lists = [item.sources for item in stated]
    lists += [item.review.sources for item in catches if item.review]
    lists += [one.sources for item in catches for one in item.exceptions]
    yield from dict.fromkeys(source for sources in lists for source in sources)


def _uses_named(found: Classification) -> Iterator[Predicate]:
    """The conditions of the rules in force that ask what a chip is used for."""
    conditions = (condition for rule in found.rules for _, condition in rule.conditions())
    yield from (single for one in conditions for single in singles(one) if "facility.uses" in single.reads)


def _lacking(
    by: Facility, at_home: Ternary, found: Classification, ways: tuple[Way, ...], uses: tuple[Predicate, ...]
) -> Iterator[Fact]:
    """The facts on which it turns; a licence of which nothing is told among them."""
    yield from found.lacking
    if at_home is UNKNOWN:
        yield Fact(found.chip.name, "designer") if by.place is not None else Fact(by.name, "place")
    if any(way.truth is UNKNOWN for way in ways):
        if any(way.events for way in ways):
            yield from (fact for use in uses for fact in use.missing(found.case))
        yield Fact(found.chip.name, "export licence")
