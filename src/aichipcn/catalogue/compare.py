"""Which verdicts a change changed: those of one catalogue held against those of another, one by one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple, TypeAlias

import attrs

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.compliance.assess import assess, subjects
from aichipcn.compliance.assessment import Assessment, Status
from aichipcn.compliance.explain import shown_share
from aichipcn.errors import InvalidValueError, UnknownNameError
from aichipcn.mandates.mandate import Mandate
from aichipcn.mandates.measures import Claimed
from aichipcn.model.claims import PerformanceClaim
from aichipcn.model.collection import Collection
from aichipcn.model.doors import instance, instances, named
from aichipcn.model.facilities import Facility, Fleet
from aichipcn.model.terms import Term
from aichipcn.values.dates import plain_date
from aichipcn.version import __version__

FORMAT = "aichipcn.comparison/1"

Subject: TypeAlias = Facility | Fleet


class ChangeKind(Term):
    """What became of a verdict."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@attrs.frozen
class Change:
    """A verdict before and after; None where there was none, or is none any more."""

    before: Assessment | None
    after: Assessment | None

    @property
    def kind(self) -> ChangeKind:
        """Whether the verdict was added, removed or changed."""
        if self.before is None:
            return ChangeKind.ADDED
        return ChangeKind.REMOVED if self.after is None else ChangeKind.CHANGED

    @property
    def verdict(self) -> Assessment:
        """The verdict as it is, or as it last was."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def applies(self) -> bool:
        """Whether it is or was about anything: not both times "not applicable", or nothing."""
        found = (item for item in (self.before, self.after) if item is not None)
        return any(item.status is not Status.NOT_APPLICABLE for item in found)

    def to_dict(self) -> dict[str, Any]:
        """The change as plain data."""
        verdict = self.verdict
        return {
            "mandate": verdict.mandate.slug,
            "reading": verdict.reading.name,
            "subject": verdict.subject.slug,
            "name": verdict.subject.name,
            "on": verdict.on.isoformat(),
            "change": self.kind.value,
            "before": _plain(self.before),
            "after": _plain(self.after),
        }

    def __str__(self) -> str:
        verdict = self.verdict
        said = f"{_said(self.before)} -> {_said(self.after)}"
        return f"{verdict.mandate.slug} ({verdict.reading.name}) on {verdict.on}, {verdict.subject.name}: {said}"


@attrs.frozen
class Comparison:
    """What became of the verdicts over two catalogues, which are named by their fingerprints.

    `changes` are those that differ in status, share or requirement; `compared` is how many there are in all, those
    that are the same among them.
    """

    before: str
    after: str
    on: tuple[date, ...]
    changes: tuple[Change, ...]
    compared: int
    version: str = __version__

    def to_dict(self) -> dict[str, Any]:
        """The comparison as plain data, under the format id `aichipcn.comparison/1`."""
        return {
            "format": FORMAT,
            "version": self.version,
            "before": self.before,
            "after": self.after,
            "on": [day.isoformat() for day in self.on],
            "compared": self.compared,
            "changes": [change.to_dict() for change in self.changes],
        }

    def __str__(self) -> str:
        applying = [str(change) for change in self.changes if change.applies]
        lines = [f"{len(self.changes)} of {self.compared} verdicts changed", *applying]
        others = len(self.changes) - len(applying)
        return "\n".join([*lines, f"and {others} that are not applicable"] if others else lines)


def compare(
    before: Catalogue,
    after: Catalogue,
    *,
    on: date | Iterable[date],
    facilities: Iterable[str] | None = None,
    mandates: Iterable[str] | None = None,
    as_if_in_scope: bool = False,
) -> Comparison:
    """Hold the verdicts of one catalogue against those of another, under every reading.

    A verdict of which neither the mandate nor a facility changed is the same, and is not worked out again.

    Parameters
    ----------
    before, after
        Two catalogues.
    on
        The date that is judged, or several.
    facilities, mandates
        Slugs, names or aliases of those to look at; all by default.
    as_if_in_scope
        Hold every subject against the thresholds wherever it stands.

    Raises
    ------
    InvalidTypeError
        Where `before` or `after` is no catalogue, or a date is no plain date.
    InvalidValueError
        Where there is no date.
    UnknownNameError
        Where neither catalogue has a facility or a mandate of a name.
    """
    both = instance(before, "before", Catalogue), instance(after, "after", Catalogue)
    days = _days(on)
    sites = _chosen([item.facilities for item in both], facilities)
    rules = _chosen([item.mandates for item in both], mandates)
    asked = [_asked(held, required) for held, required in zip(sites, rules, strict=True)]
    same = _Sameness()
    changes: list[Change] = []
    for key in dict.fromkeys((*asked[0], *asked[1])):
        one, other = asked[0].get(key), asked[1].get(key)
        if one is None or other is None or not same.holds(one, other):
            pairs = (Change(_judged(one, day, as_if_in_scope), _judged(other, day, as_if_in_scope)) for day in days)
            changes += [pair for pair in pairs if not _alike(pair.before, pair.after)]
    compared = len(asked[0].keys() | asked[1].keys()) * len(days)
    return Comparison(before.fingerprint, after.fingerprint, days, tuple(changes), compared)


class _Question(NamedTuple):
    """What a verdict is asked of, and under what."""

    subject: Subject
    mandate: Mandate
    reading: str


@attrs.frozen
class _Sameness:
    """Whether two questions have the same answer because neither the subject nor the mandate changed."""

    known: dict[tuple[int, int], bool] = attrs.field(factory=dict)

    def holds(self, one: _Question, other: _Question) -> bool:
        claims = _claims(one.mandate), _claims(other.mandate)
        return self.of(one.mandate, other.mandate) and self.of(one.subject, other.subject) and claims[0] == claims[1]

    def of(self, one: object, other: object) -> bool:
        """Equality, worked out once for each pair; both live as long as the questions."""
        key = id(one), id(other)
        if key not in self.known:
            self.known[key] = one is other or one == other
        return self.known[key]


def _claims(mandate: Mandate) -> tuple[PerformanceClaim, ...]:
    """The claims of its catalogue that a mandate measures by."""
    return mandate.measure.model.claims if isinstance(mandate.measure, Claimed) else ()


def _days(on: date | Iterable[date]) -> tuple[date, ...]:
    if isinstance(on, date) or not isinstance(on, Iterable):
        return (named(plain_date, on, "on"),)
    days = tuple(named(plain_date, day, f"on[{i}]") for i, day in enumerate(on))
    if not days:
        msg = "at least one date is needed"
        raise InvalidValueError(msg).at("on")
    return days


def _chosen(held: list[Collection[Any]], names: Iterable[str] | None) -> list[tuple[Any, ...]]:
    """What each of two collections has of some names; all that it has where none are given."""
    if names is None:
        return [tuple(collection) for collection in held]
    kind = held[0].kind
    wanted = named(lambda given: instances(given, str), names, {"facility": "facilities"}.get(kind, f"{kind}s"))
    for name in wanted:
        if not any(name in collection for collection in held):
            known = (item.slug for collection in held for item in collection)
            raise UnknownNameError(kind, name, dict.fromkeys(known))
    return [tuple(collection[name] for name in wanted if name in collection) for collection in held]


def _asked(sites: tuple[Facility, ...], rules: tuple[Mandate, ...]) -> dict[tuple[str, str, str], _Question]:
    """Every verdict that there is over some facilities, by mandate, reading and subject."""
    asked = {}
    for rule in rules:
        levels = dict.fromkeys(map(rule.level_of, rule.readings))
        held = {level: subjects(sites, rule, level) for level in levels}
        for reading in rule.readings:
            for subject in held[rule.level_of(reading)]:
                asked[rule.slug, reading.name, subject.slug] = _Question(subject, rule, reading.name)
    return asked


def _judged(asked: _Question | None, on: date, as_if_in_scope: bool) -> Assessment | None:
    if asked is None:
        return None
    subject, mandate, reading = asked
    return assess(subject, mandate, on=on, reading=reading, as_if_in_scope=as_if_in_scope)


def _alike(one: Assessment | None, other: Assessment | None) -> bool:
    """Whether two verdicts say the same: status and, where they are about anything, requirement and share."""
    if one is None or other is None:
        return one is other
    if one.status is not other.status:
        return False
    if one.status is Status.NOT_APPLICABLE:
        return True
    return one.threshold == other.threshold and (one.tally == other.tally or one.share_range == other.share_range)


def _plain(found: Assessment | None) -> dict[str, Any] | None:
    if found is None:
        return None
    bounds, asked = found.share_range, None if found.status is Status.NOT_APPLICABLE else found.threshold
    return {
        "status": found.status.value,
        "share": None
        if bounds is None
        else {"low": str(bounds[0]), "high": str(bounds[1]), "text": shown_share(found)},
        "required": None if asked is None else asked.describe(),
    }


def _said(found: Assessment | None) -> str:
    if found is None:
        return "no verdict"
    if found.status is Status.NOT_APPLICABLE:
        return str(found.status)
    required = "" if found.threshold is None else f", {found.threshold.describe()} required"
    return f"{found.status.value} ({shown_share(found)}{required})"
