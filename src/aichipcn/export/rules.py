"""Export rules as values: what an instrument catches from which day on, and how a licence for it is judged."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

import attrs
from attrs.converters import optional

from aichipcn.codes import Code
from aichipcn.errors import InvalidValueError
from aichipcn.mandates.cases import Case
from aichipcn.mandates.predicates import AllOf, AnyOf, Predicate, predicate
from aichipcn.mandates.standing import MandateStatus, StatusChange
from aichipcn.model import doors
from aichipcn.model.fields import named_fields
from aichipcn.model.places import Place
from aichipcn.model.sources import Confidence, Source
from aichipcn.model.terms import Term
from aichipcn.values.dates import DateRange, one_day
from aichipcn.values.ternary import FALSE

_ITEM = re.compile(r"\.[0-9]+$")


class Instrument(Term):
    """What a rule is: for everybody, or a letter to those whom it names."""

    REGULATION = "regulation"
    LETTER = "letter"


class Policy(Term):
    """How an application for a licence is judged, from the mildest to the strictest."""

    PRESUMPTION_OF_APPROVAL = "presumption-of-approval"
    CASE_BY_CASE = "case-by-case"
    PRESUMPTION_OF_DENIAL = "presumption-of-denial"
    DENIAL = "denial"


@attrs.frozen(kw_only=True, field_transformer=named_fields)
class Paragraph:
    """What a rule catches under a name, such as "3A090.a.1"; `computers` is the paragraph of computers that have it."""

    name: str = attrs.field(converter=doors.text)
    when: Predicate = attrs.field(converter=predicate)
    computers: str | None = attrs.field(default=None, converter=doors.optional_note)
    confidence: Confidence | None = attrs.field(default=None, converter=optional(Confidence))
    sources: tuple[Source, ...] = attrs.field(default=(), converter=tuple[Source, ...])
    note: str = attrs.field(default="", converter=doors.note)

    @property
    def group(self) -> str:
        """The paragraph that it is an item of: "3A090.a" for "3A090.a.1"; its own name where it is an item of none."""
        return _ITEM.sub("", self.name)


@attrs.frozen(kw_only=True, field_transformer=named_fields)
class LicenceException:
    """An exception from the licence requirement; with `conditions` it is not to be had for nothing.

    `of` names paragraphs or groups of them; without any it is of all paragraphs of its rule.
    """

    name: str = attrs.field(converter=doors.text)
    of: tuple[str, ...] = attrs.field(default=(), converter=doors.texts)
    when: Predicate = attrs.field(factory=AllOf, converter=predicate)
    conditions: str = attrs.field(default="", converter=doors.note)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=tuple[Source, ...])
    note: str = attrs.field(default="", converter=doors.note)


@attrs.frozen(kw_only=True, field_transformer=named_fields)
class Review:
    """How applications are judged; `of` as in exceptions."""

    policy: Policy = attrs.field(converter=Policy)
    of: tuple[str, ...] = attrs.field(default=(), converter=doors.texts)
    when: Predicate = attrs.field(factory=AllOf, converter=predicate)
    conditions: str = attrs.field(default="", converter=doors.note)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=tuple[Source, ...])
    note: str = attrs.field(default="", converter=doors.note)


@attrs.frozen(kw_only=True, field_transformer=named_fields)
class ExportRule:
    """One instrument of an export regime, binding from the day `since` on, and no more from the day `until` on.

    It takes the place of those that it `supersedes` from its first day. `paragraphs` are its classes, the strictest
    first; one that only changes how licences are judged has none. `binds` says whose items it is about: all without it.
    A licence is needed for what it catches where `destinations` holds, and none where `exempt` does; elsewhere the
    requirement is not coded. Raises InvalidValueError for a rule that says nothing, two paragraphs of one name, or one
    that ends before it starts.
    """

    slug: str = attrs.field(converter=doors.slug)
    title: str = attrs.field(converter=doors.text)
    since: date = attrs.field(converter=one_day)
    destinations: Predicate = attrs.field(converter=predicate)
    exempt: Predicate | None = attrs.field(default=None, converter=optional(predicate))
    binds: Predicate = attrs.field(factory=AllOf, converter=predicate)
    paragraphs: tuple[Paragraph, ...] = attrs.field(default=(), converter=tuple[Paragraph, ...])
    exceptions: tuple[LicenceException, ...] = attrs.field(default=(), converter=tuple[LicenceException, ...])
    reviews: tuple[Review, ...] = attrs.field(default=(), converter=tuple[Review, ...])
    instrument: Instrument = attrs.field(default=Instrument.REGULATION, converter=Instrument)
    until: date | None = attrs.field(default=None, converter=optional(one_day))
    supersedes: tuple[str, ...] = attrs.field(default=(), converter=doors.slugs)
    issuer: str | None = attrs.field(default=None, converter=doors.optional_note)
    place: Place | None = attrs.field(default=None, validator=doors.is_a(Place, optional=True))
    history: tuple[StatusChange, ...] = attrs.field(default=(), converter=tuple[StatusChange, ...])
    status: MandateStatus = attrs.field(default=MandateStatus.REPORTED, converter=MandateStatus)
    wording: str | None = attrs.field(default=None, converter=doors.optional_note)
    verified: DateRange | None = attrs.field(default=None, converter=doors.dates)
    aliases: tuple[str, ...] = attrs.field(default=(), converter=doors.texts)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=tuple[Source, ...])
    confidence: Confidence | None = attrs.field(default=None, converter=optional(Confidence))
    note: str = attrs.field(default="", converter=doors.note)
    classes: tuple[tuple[str, Predicate], ...] = attrs.field(init=False, eq=False, repr=False)
    """The groups of its paragraphs, the strictest first, each with when it catches: when one of its paragraphs does."""

    @classes.default
    def _grouped(self) -> tuple[tuple[str, Predicate], ...]:
        found: dict[str, list[Predicate]] = {}
        for paragraph in self.paragraphs:
            found.setdefault(paragraph.group, []).append(paragraph.when)
        return tuple((group, parts[0] if len(parts) == 1 else AnyOf(parts)) for group, parts in found.items())

    def __attrs_post_init__(self) -> None:
        if not (self.paragraphs or self.exceptions or self.reviews):
            msg = f"rule {self.slug} says nothing; give it a paragraph, an exception or a review"
            raise InvalidValueError(msg, code=Code.EMPTY)
        names = [paragraph.name for paragraph in self.paragraphs]
        if len(set(names)) < len(names):
            msg = f"rule {self.slug} has two paragraphs of one name: {', '.join(names)}"
            raise InvalidValueError(msg, code=Code.NAME_TAKEN).at("paragraphs")
        if self.until is not None and self.until <= self.since:
            msg = f"rule {self.slug} ends on {self.until}, and binds from {self.since} on"
            raise InvalidValueError(msg, found=self.until, code=Code.WRONG_RANGE).at("until")

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups of its paragraphs, each once, the strictest first."""
        return tuple(group for group, _ in self.classes)

    def conditions(self) -> Iterator[tuple[str, Predicate]]:
        """Every condition that it states, each with where it stands."""
        yield "binds", self.binds
        yield "destinations", self.destinations
        if self.exempt is not None:
            yield "exempt", self.exempt
        yield from ((f"paragraph {item.name}", item.when) for item in self.paragraphs)
        yield from ((f"exception {item.name}", item.when) for item in self.exceptions)
        yield from ((f"review {item.policy.value}", item.when) for item in self.reviews)

    def may_bind(self, case: Case) -> bool:
        """Whether it may be about the item of a case."""
        return self.binds.holds(case) is not FALSE

    def catches(self, group: str) -> Predicate:
        """When a group of its paragraphs catches an item. Raises KeyError for a group that it does not have."""
        return dict(self.classes)[group]

    def computers(self, group: str) -> str | None:
        """The paragraph of computers that have an item of a group in them; None where none is stated."""
        stated = (item.computers for item in self.paragraphs if item.group == group and item.computers)
        return next(stated, None)

    def __str__(self) -> str:
        return self.title


def in_force(rules: Iterable[ExportRule], on: date) -> tuple[ExportRule, ...]:
    """The rules that bind on a day, the newest first: begun, not ended, not superseded by another that has begun."""
    begun = [rule for rule in rules if rule.since <= on]
    replaced = {slug for rule in begun for slug in rule.supersedes}
    binding = [rule for rule in begun if rule.slug not in replaced and (rule.until is None or on < rule.until)]
    return tuple(sorted(binding, key=lambda rule: (-rule.since.toordinal(), rule.slug)))


def concerns(of: tuple[str, ...], rule: ExportRule, catcher: ExportRule, group: str) -> bool:
    """Whether an exception or a review of a rule, which is `of` some paragraphs, is of a group of the rule that caught.

    One that names none is of its own rule alone.
    """
    if not of:
        return rule is catcher or rule.slug == catcher.slug
    return any(group in (name, _ITEM.sub("", name)) for name in of)
