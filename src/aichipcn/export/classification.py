"""What the rules of a day say of a chip: which paragraph catches it, whether a licence is needed, how it is judged.

A chip is classified by its figures. Whether an item is subject to a country's rules at all is not asked, so that
designs of any country are held against the same thresholds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import attrs

from aichipcn.export.consignment import consigned, consignee, lacking_of
from aichipcn.export.possible import possible, truth_of
from aichipcn.export.rules import (
    ExportRule,
    Instrument,
    LicenceException,
    Paragraph,
    Policy,
    Review,
    concerns,
    in_force,
)
from aichipcn.mandates.cases import Case, Fact
from aichipcn.mandates.predicates import AllOf, Predicate
from aichipcn.model.chips import Chip
from aichipcn.model.doors import instance, named
from aichipcn.model.facilities import Facility
from aichipcn.values.dates import plain_date
from aichipcn.values.ternary import FALSE, TRUE, UNKNOWN, Ternary
from aichipcn.version import __version__

if TYPE_CHECKING:
    from aichipcn.compliance.nodes import Explanation

Ask = Callable[[Predicate], bool]


@attrs.frozen
class Catch:
    """A rule catches a chip in a group of its paragraphs.

    `licence` says whether one is needed at the destination, None where that is not coded. `exceptions` are those that
    may be used, `review` how an application is judged, None where no rule says it.
    """

    rule: ExportRule
    paragraph: str
    licence: bool | None
    exceptions: tuple[LicenceException, ...] = ()
    review: Review | None = None

    @property
    def policy(self) -> Policy | None:
        """How an application is judged; None where no rule says it, or none is needed."""
        return self.review.policy if self.review else None

    @property
    def computers(self) -> str | None:
        """The paragraph of computers that have the chip in them; None where none is stated."""
        return self.rule.computers(self.paragraph)

    def __str__(self) -> str:
        if self.licence is None:
            return f"{self.paragraph}, licence requirement not coded for the destination"
        parts = [self.paragraph, "licence needed" if self.licence else "no licence needed"]
        parts += [f"exception {item.name}{' on conditions' * bool(item.conditions)}" for item in self.exceptions]
        parts += [self.policy.value.replace("-", " ")] if self.policy else []
        return ", ".join(parts)


@attrs.frozen
class Outcome:
    """One way in which a classification may turn out: what catches the chip, of each rule the strictest paragraphs.

    Regulations stand before letters, each the newest first. Without any it is outside all of them.
    """

    catches: tuple[Catch, ...] = ()

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The groups of paragraphs that catch it, each once."""
        return tuple(dict.fromkeys(item.paragraph for item in self.catches))

    @property
    def licence(self) -> Ternary:
        """Whether a licence is needed: for anything that catches it; unknown where that is not coded."""
        stated = [item.licence for item in self.catches]
        if True in stated:
            return TRUE
        return UNKNOWN if None in stated else FALSE

    @property
    def policy(self) -> Policy | None:
        """The strictest policy of review of what catches it; None where no rule says one."""
        found = [item.policy for item in self.catches if item.licence and item.policy]
        return max(found, key=list(Policy).index, default=None)

    def __str__(self) -> str:
        return "; ".join(map(str, self.catches)) or "outside"


@attrs.frozen(kw_only=True)
class Classification:
    """What the rules in force on a day say of a chip for a destination, in every way in which it may turn out.

    `lacking` are the facts on which it turns; there are none where there is one outcome.
    """

    chip: Chip
    on: date
    to: Facility
    rules: tuple[ExportRule, ...]
    outcomes: tuple[Outcome, ...]
    lacking: tuple[Fact, ...] = ()
    fingerprint: str = ""
    version: str = __version__

    @property
    def outcome(self) -> Outcome | None:
        """The one outcome; None where several are possible."""
        return self.outcomes[0] if len(self.outcomes) == 1 else None

    @property
    def caught(self) -> Ternary:
        """Whether any paragraph catches it, however the missing facts turn out."""
        return _agreed(Ternary.of(bool(item.catches)) for item in self.outcomes)

    @property
    def licence(self) -> Ternary:
        """Whether a licence is needed."""
        return _agreed(item.licence for item in self.outcomes)

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The groups of paragraphs that catch it for certain."""
        first, *others = self.outcomes
        return tuple(name for name in first.paragraphs if all(name in item.paragraphs for item in others))

    @property
    def possible(self) -> tuple[str, ...]:
        """The groups of paragraphs that catch it in any outcome."""
        return tuple(dict.fromkeys(name for item in self.outcomes for name in item.paragraphs))

    @property
    def policies(self) -> tuple[Policy | None, ...]:
        """The policies of review that are possible where a licence is needed; None is one that no rule states."""
        return tuple(dict.fromkeys(item.policy for item in self.outcomes if item.licence is TRUE))

    @property
    def case(self) -> Case:
        """The case that conditions are asked about."""
        return consigned(self.chip, self.to, self.on)

    @property
    def items(self) -> tuple[str, ...]:
        """The single paragraphs that catch it for certain, such as "3A090.a.1"."""
        return tuple(item.name for rule, item, truth in self.judged() if truth is TRUE)

    @property
    def possible_items(self) -> tuple[str, ...]:
        """The single paragraphs that catch it or may catch it."""
        return tuple(item.name for rule, item, truth in self.judged() if truth is not FALSE)

    def judged(self) -> Iterator[tuple[ExportRule, Paragraph, Ternary]]:
        """Every paragraph of the rules in force, with whether it catches the chip."""
        case = self.case
        for rule in self.rules:
            for paragraph in rule.paragraphs:
                yield rule, paragraph, truth_of(case, AllOf((rule.binds, paragraph.when)))

    @property
    def short(self) -> str:
        """What catches it, in as few words as do: "3A090.a", "outside", "3A090.a or outside"."""
        if self.outcome is not None:
            return ", ".join(self.outcome.paragraphs) or "outside"
        told = dict.fromkeys(", ".join(item.paragraphs) or "outside" for item in self.outcomes)
        return " or ".join(told)

    def explanation(self) -> Explanation:
        """Why it is what it is: figures, rules, conditions and sources."""
        from aichipcn.export.explaining import explain_classification  # noqa: PLC0415  (a value that is rarely asked)

        return explain_classification(self)

    def __str__(self) -> str:
        told = " or ".join(dict.fromkeys(map(str, self.outcomes)))
        return f"{self.chip.name} on {self.on}, to {self.to.name}: {told}"


def classified(
    chip: Chip, rules: Iterable[ExportRule], *, on: date, to: Facility | None = None, fingerprint: str = ""
) -> Classification:
    """What some rules say of a chip on a day, to be sent to a facility, such as `consignee()`; that is the default.

    Raises InvalidTypeError for what is no chip, facility or plain date.
    """
    instance(chip, "chip", Chip)
    destination = consignee() if to is None else instance(to, "to", Facility)
    binding = in_force(rules, named(plain_date, on, "on"))
    case = consigned(chip, destination, on)
    asked = (condition for rule in binding for _, condition in rule.conditions())
    found, turned_on = possible(case, asked, lambda ask: _outcome(binding, ask))
    outcomes = tuple(sorted(found, key=partial(_strictness, binding)))
    facts = tuple(fact for condition in turned_on for fact in condition.missing(case)) if len(outcomes) > 1 else ()
    return Classification(
        chip=chip,
        on=on,
        to=destination,
        rules=binding,
        outcomes=outcomes,
        lacking=lacking_of(facts, case),
        fingerprint=fingerprint,
    )


def _strictness(rules: tuple[ExportRule, ...], outcome: Outcome) -> tuple[tuple[int, int], ...]:
    """Where an outcome stands among others: what catches more strictly before, and what nothing catches last."""
    caught = {item.rule.slug: item for item in outcome.catches}
    policies = list(Policy)
    return tuple(
        (rule.groups.index(item.paragraph), -policies.index(item.policy) if item.policy else 1)
        if (item := caught.get(rule.slug))
        else (len(rule.groups), 1)
        for rule in _regulations_first(rules)
    )


def _agreed(truths: Iterable[Ternary]) -> Ternary:
    found = set(truths)
    return found.pop() if len(found) == 1 else UNKNOWN


def _outcome(rules: tuple[ExportRule, ...], ask: Ask) -> Outcome:
    """What catches it: regulations before letters, each the newest first."""
    caught = ((rule, _caught_by(rule, ask)) for rule in _regulations_first(rules))
    return Outcome(tuple(_catch(rules, rule, group, ask) for rule, group in caught if group is not None))


def _regulations_first(rules: Iterable[ExportRule]) -> list[ExportRule]:
    return sorted(rules, key=lambda rule: rule.instrument is Instrument.LETTER)


def _caught_by(rule: ExportRule, ask: Ask) -> str | None:
    """The strictest group of a rule that catches; None where none does."""
    if not rule.paragraphs or not ask(rule.binds):
        return None
    return next((group for group, when in rule.classes if ask(when)), None)


def _catch(rules: tuple[ExportRule, ...], catcher: ExportRule, group: str, ask: Ask) -> Catch:
    licence = _licence(catcher, ask)
    if not licence:
        return Catch(catcher, group, licence)
    reviews = (
        item
        for rule in rules
        for item in rule.reviews
        if _concerned(item.of, rule, catcher, group, ask) and ask(item.when)
    )
    return Catch(catcher, group, licence, tuple(_exceptions(rules, catcher, group, ask)), next(reviews, None))


def _exceptions(rules: tuple[ExportRule, ...], catcher: ExportRule, group: str, ask: Ask) -> Iterator[LicenceException]:
    """The exceptions that may be used; of one name, those of the newest rule that has any for the group."""
    told: dict[str, ExportRule] = {}
    for rule in rules:
        for item in rule.exceptions:
            if not _concerned(item.of, rule, catcher, group, ask) or told.setdefault(item.name, rule) is not rule:
                continue
            if ask(item.when):
                yield item


def _concerned(of: tuple[str, ...], rule: ExportRule, catcher: ExportRule, group: str, ask: Ask) -> bool:
    """Whether what a rule says `of` some paragraphs is said of what caught: of the group, or of an item that does.

    It says nothing of destinations for which it asks no licence.
    """
    if not of or group in of:
        said = concerns(of, rule, catcher, group)
    else:
        said = any(item.name in of and item.group == group and ask(item.when) for item in catcher.paragraphs)
    return said and (rule is catcher or ask(rule.destinations))


def _licence(rule: ExportRule, ask: Ask) -> bool | None:
    """Whether a licence is needed at the destination; None where that is not coded. What is exempt needs none."""
    if rule.exempt is not None and ask(rule.exempt):
        return False
    return True if ask(rule.destinations) else None
