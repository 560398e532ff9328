"""Laws of whom an export rule reaches: from when until when, which chips, and which destinations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice

from aichipcn.export.consignment import consigned
from aichipcn.export.rules import ExportRule, LicenceException, Review, concerns, in_force
from aichipcn.mandates.cases import Case
from aichipcn.mandates.predicates import AllOf, Predicate
from aichipcn.model.chips import Chip
from aichipcn.model.facilities import Facility
from aichipcn.testing.checks import DoesNotApply, Draw, broken
from aichipcn.testing.trial import RuleTrial
from aichipcn.values.ternary import FALSE, TRUE, Ternary

_BUYERS = 16
_ENOUGH = 200
"""So many chips are classified in search of one."""


# -- when


def binds_from_its_day(trial: RuleTrial, draw: Draw) -> None:
    """A rule binds from its day until its end, and not on the day before; what it supersedes binds until then alone."""
    rule = trial.rule
    for rules in ((rule,), trial.rules):
        for day in _days(rule):
            found = {item.slug for item in in_force(rules, day)}
            if (rule.slug in found) is not _is_bound(rule, rules, day):
                beside = ", ".join(sorted(found)) or "nothing"
                broken(f"on {day}, {beside} binds, and it is from {rule.since} on{_until(rule)}")
            still = sorted(set(rule.supersedes) & found) if day >= rule.since else []
            if still:
                broken(f"on {day}, {', '.join(still)} still binds, which it supersedes from {rule.since} on")
    first = [item.slug for item in trial.rules if item.since <= rule.since and rule.slug in item.supersedes]
    if first:
        broken(f"it never binds: on its first day, {rule.since}, {', '.join(first)} supersedes it")


def _days(rule: ExportRule) -> Iterator[date]:
    for day in (rule.since, rule.until):
        if day is not None and date.min < day < date.max:
            yield from (day + timedelta(shift) for shift in (-1, 0, 1))


def _is_bound(rule: ExportRule, rules: Iterable[ExportRule], day: date) -> bool:
    """Whether a rule binds on a day, by its days and by those of the others that supersede it."""
    replaced = any(item.since <= day and rule.slug in item.supersedes for item in rules if item is not rule)
    return rule.since <= day and (rule.until is None or day < rule.until) and not replaced


def _until(rule: ExportRule) -> str:
    return f", and from {rule.until} on no more" if rule.until else ""


# -- whom


def reaches_a_chip(trial: RuleTrial, draw: Draw) -> None:
    """Each paragraph catches some chip, and each group some that no stricter one does, or it says nothing."""
    _if_it_catches(trial)
    for paragraph in trial.rule.paragraphs:
        if not any(_caught(trial, AllOf([trial.rule.binds, paragraph.when]))):
            broken(f"{paragraph.name} catches no chip {paragraph.when.describe()}; give one with chips=...")
    for i, group in enumerate(trial.rule.groups):
        number = len(trial.rule.groups) - i
        chips = _caught(trial, AllOf([trial.rule.binds, trial.rule.catches(group)]))
        if not any(trial.classes(chip, to) == {number} for chip, to in chips):
            stricter = " or ".join(trial.rule.groups[:i])
            broken(f"whatever {group} catches is {stricter} before; the strictest paragraph stands first")


def tells_chips_apart(trial: RuleTrial, draw: Draw) -> None:
    """Some chip is caught and some is not, or the rule is about everything."""
    _if_it_catches(trial)
    if all(trial.classes(chip, draw.one(trial.consignees)) != {0} for chip in trial.chips[:_ENOUGH]):
        broken("no chip was found that it does not catch; give one with chips=...")


def reaches_a_destination(trial: RuleTrial, draw: Draw) -> None:
    """A licence is needed at some destination; and where some are exempt, at none of them."""
    rule = trial.rule
    needed = [to for to in trial.consignees if _needs_a_licence(rule, to)]
    exempt = [to for to in trial.consignees if rule.exempt and rule.exempt.holds(Case(to, None, rule.since)) is TRUE]
    if not needed:
        but = f" and not {rule.exempt.describe()}" if rule.exempt else ""
        broken(f"no destination {rule.destinations.describe()}{but} was found")
    if rule.exempt and not exempt:
        broken(f"no destination {rule.exempt.describe()} was found, which it exempts")
    for group in rule.groups:
        for chip, _ in islice(_caught(trial, AllOf([rule.binds, rule.catches(group)]), needed), 1):
            _check_licences(trial, chip, needed, TRUE)
            _check_licences(trial, chip, exempt, FALSE)


def _check_licences(trial: RuleTrial, chip: Chip, buyers: Iterable[Facility], expected: Ternary) -> None:
    for to in buyers:
        found = trial.alone(chip, to)
        if found.caught is TRUE and found.licence is not expected:
            broken(f"whether {found.short} needs a licence is {found.licence} for {to.name}, and not {expected}")


def reviews_and_exceptions_apply(trial: RuleTrial, draw: Draw) -> None:
    """Each review and each exception applies to some chip that a paragraph of it, or of a rule beside it, catches."""
    says: tuple[LicenceException | Review, ...] = (*trial.rule.exceptions, *trial.rule.reviews)
    if not says:
        msg = "it has no reviews and no exceptions"
        raise DoesNotApply(msg)
    for item in says:
        _check_applies(trial, item)


def _check_applies(trial: RuleTrial, item: LicenceException | Review) -> None:
    name = f"exception {item.name}" if isinstance(item, LicenceException) else f"review {item.policy.value}"
    concerned = [
        (day, catcher, group)
        for day in _days_beside(trial)
        for catcher in in_force(trial.near, day)
        for group in catcher.groups
        if concerns(item.of, trial.rule, catcher, group)
    ]
    if not concerned:
        of = " or ".join(item.of) or "its own paragraphs"
        broken(f"the {name} is of {of}, which neither it nor a rule beside it has; give that with others=...")
    if not any(_applies(trial, item, *place) for place in concerned):
        broken(f"the {name} applies to no chip {item.when.describe()}; another may stand before it")


def _days_beside(trial: RuleTrial) -> Iterator[date]:
    """Its first day, and those of the others that begin later while it binds."""
    days = sorted({trial.rule.since, *(item.since for item in trial.near if item.since > trial.rule.since)})
    return (day for day in days if trial.rule in in_force(trial.near, day))


def _applies(trial: RuleTrial, item: LicenceException | Review, day: date, catcher: ExportRule, group: str) -> bool:
    """Whether it is found in the classification of some chip that a group of a rule catches on a day."""
    buyers = [to for to in trial.consignees if _needs_a_licence(catcher, to)][:_BUYERS]
    for chip, to in _caught(trial, AllOf([catcher.binds, catcher.catches(group), item.when]), buyers):
        catches = (catch for outcome in trial.classify(chip, to, day).outcomes for catch in outcome.catches)
        if any(item in (*catch.exceptions, catch.review) for catch in catches):
            return True
    return False


def _needs_a_licence(rule: ExportRule, to: Facility) -> bool:
    case = Case(to, None, rule.since)
    return rule.destinations.holds(case) is TRUE and (rule.exempt is None or rule.exempt.holds(case) is FALSE)


def _if_it_catches(trial: RuleTrial) -> None:
    if not trial.rule.paragraphs:
        msg = "it has no paragraphs"
        raise DoesNotApply(msg)


def _caught(trial: RuleTrial, asked: Predicate, buyers: Sequence[Facility] = ()) -> Iterator[tuple[Chip, Facility]]:
    """Up to so many chips of which a condition holds, each with a buyer of whom it does."""
    of_chips = all(field.startswith("chip.") for field in asked.reads)
    tried = (buyers or trial.consignees)[: 1 if of_chips else None]
    found = (
        next(((chip, to) for to in tried if asked.holds(consigned(chip, to, trial.rule.since)) is TRUE), None)
        for chip in trial.chips
    )
    return islice((item for item in found if item is not None), _ENOUGH)
