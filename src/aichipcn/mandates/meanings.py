"""What each tag of a condition means: the fields it reads, when it holds, and how it is said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any

import attrs

from aichipcn.compute.figures import CHIP_FIGURES, ChipFigure
from aichipcn.mandates.cases import Case
from aichipcn.mandates.predicates import is_or_belongs_to, lies_in
from aichipcn.model.chips import Market
from aichipcn.model.facilities import FacilityKind, FacilityStatus, Funding, Use
from aichipcn.model.lists import CertifiedList
from aichipcn.model.ownership import Ownership
from aichipcn.values.dates import next_day, one_day
from aichipcn.values.limits import Limit
from aichipcn.values.shares import format_share
from aichipcn.values.ternary import FALSE, TRUE, UNKNOWN, Ternary
from aichipcn.values.words import in_words


class Argument(Enum):
    """What the argument of a condition is."""

    PLACE = "place"
    VENDOR = "vendor"
    CHIP = "chip"
    LIST = "list"
    PROGRAMME = "programme"
    KIND = "kind"
    FUNDING = "funding"
    EXTENT = "extent"
    OWNERSHIP = "ownership"
    USE = "use"
    STAGE = "stage"
    DATE = "date"
    DAYS = "days"
    COMPLETION = "completion"
    LIMIT = "limit"
    CHIP_KIND = "chip kind"
    MARKET = "market"


def _optional_day(value: date | str | None) -> date | None:
    return None if value is None else one_day(value)


@attrs.frozen
class Completed:
    """A share of completion, on a fixed day; without one on the date that is judged."""

    share: Fraction
    on: date | None = attrs.field(default=None, converter=_optional_day)

    def __str__(self) -> str:
        return format_share(self.share) + (f" on {self.on}" if self.on else "")


@attrs.frozen
class Meaning:
    """What a tag means. Its argument follows where the words have `{}`.

    `lacks` names those of the fields read that leave a case open; without it all of them do. `found` says what was
    found where that is more than what stands in those fields. `turns` are the days on which the answer may turn, as the
    dates that it reads run on: between two of them one day is as good as another.
    """

    argument: Argument
    reads: tuple[str, ...]
    holds: Callable[[Case, Any], Ternary]
    words: str
    lacks: Callable[[Case], tuple[str, ...]] | None = None
    found: Callable[[Case], str] | None = None
    turns: Callable[[Any, date], tuple[date, ...]] | None = None


def _produced_in(case: Case, code: str) -> Ternary:
    """Where every reported foundry agrees, that; where they differ or none is known, unknown."""
    chip = case.chip
    if chip is None:
        return UNKNOWN
    places = [foundry.place for foundry in chip.foundries]
    if chip.foundry_place is not None:
        places.append(chip.foundry_place)
    truths = {lies_in(place, code) for place in places}
    return truths.pop() if len(truths) == 1 else UNKNOWN


def _is_chip(case: Case, slug: str) -> Ternary:
    return UNKNOWN if case.chip is None else Ternary.of(case.chip.slug == slug)


def _certified(case: Case, certified: CertifiedList) -> Ternary:
    """On the date that is judged."""
    return UNKNOWN if case.on is None else certified.certifies(case.chip, case.designer, case.on)


def _certified_when_bought(case: Case, certified: CertifiedList) -> Ternary:
    bought = case.bought
    return certified.certifies_between(case.chip, case.designer, bought.first, bought.last)


def _kind(case: Case, kind: FacilityKind) -> Ternary:
    """A plain data centre may still be of a narrower kind."""
    known = case.facility.kind
    if known is None:
        return UNKNOWN
    if known.is_a(kind):
        return TRUE
    return UNKNOWN if kind.is_a(known) else FALSE


def _funded_by(case: Case, funding: Funding) -> Ternary:
    """Mixed money is state money and private money."""
    known = case.facility.funding
    return Ternary.of(funding in known or Funding.MIXED in known) if known else UNKNOWN


def _owned(known: Ownership | None, kind: Ownership) -> Ternary:
    """The state's may turn out to be the central state's, and what is mixed anybody's."""
    if known is None:
        return UNKNOWN
    if known.is_a(kind):
        return TRUE
    return UNKNOWN if known.may_be(kind) else FALSE


def _used_for(case: Case, use: Use) -> Ternary:
    """The uses that are stated may not be all, so one that is not stated is unknown, unless they are said to be all."""
    if use in case.facility.uses:
        return TRUE
    return FALSE if case.facility.uses_complete else UNKNOWN


def _marketed_for(case: Case, market: Market) -> Ternary:
    chip = case.chip
    return UNKNOWN if chip is None or chip.market is None else Ternary.of(chip.market is market)


def _of_figure(figure: ChipFigure) -> Meaning:
    """The condition that a figure of the chip keeps to a limit."""

    def holds(case: Case, limit: Limit) -> Ternary:
        return UNKNOWN if case.chip is None else limit.holds(figure.value(case.chip))

    def lacks(case: Case) -> tuple[str, ...]:
        return figure.reads if case.chip is None else tuple(f"chip.{name}" for name in figure.derive(case.chip).lacking)

    def found(case: Case) -> str:
        value = None if case.chip is None else figure.value(case.chip)
        return f"{figure.words}: {'unknown' if value is None else in_words(value)}"

    article = "an" if figure.words[0] in "aeiou" else "a"
    return Meaning(Argument.LIMIT, figure.reads, holds, f"of {article} {figure.words} of {{}}", lacks, found)


def _in_programme(case: Case, slug: str) -> Ternary:
    """A facility of which no programme is stated may still belong to one."""
    known = case.facility.programmes
    return Ternary.of(slug in known) if known else UNKNOWN


def _stage(case: Case, stage: FacilityStatus) -> Ternary:
    known = case.facility.status
    return UNKNOWN if known is FacilityStatus.UNKNOWN else Ternary.of(known is stage)


def _commissioned_from(case: Case, day: date) -> Ternary:
    commissioned = case.facility.commissioned
    return UNKNOWN if commissioned is None else commissioned.on_or_after(day)


def _commissioned_within(case: Case, days: int) -> Ternary:
    """In so many days up to the date that is judged."""
    commissioned = case.facility.commissioned
    if commissioned is None or case.on is None:
        return UNKNOWN
    return commissioned.on_or_after(_first_of(days, case.on)) & commissioned.on_or_before(case.on)


def _first_of(days: int, on: date) -> date:
    """The first of so many days up to a date."""
    return date.fromordinal(max(1, on.toordinal() - days + 1))


def _completed_below(case: Case, asked: Completed) -> Ternary:
    on = asked.on or case.on
    if on is None:
        return UNKNOWN
    built = case.facility.completed(on)
    if built.low >= asked.share:
        return FALSE
    return TRUE if built.high is not None and built.high < asked.share else UNKNOWN


MEANINGS: dict[str, Meaning] = {
    "designed-in": Meaning(
        Argument.PLACE,
        ("chip.designer",),
        lambda case, code: lies_in(case.designer.place if case.designer else None, code),
        "designed in {}",
    ),
    "produced-in": Meaning(Argument.PLACE, ("chip.foundry",), _produced_in, "produced in {}"),
    "supplied-from": Meaning(
        Argument.PLACE,
        ("chip.supplier",),
        lambda case, code: lies_in(case.supplier.place if case.supplier else None, code),
        "from suppliers in {}",
    ),
    "made-by": Meaning(
        Argument.VENDOR,
        ("chip.designer",),
        lambda case, slug: is_or_belongs_to(case.designer, slug),
        "made by {}",
    ),
    "chip": Meaning(Argument.CHIP, ("chip.model",), _is_chip, "of the model {}"),
    "certified-in": Meaning(Argument.LIST, ("list.certificate",), _certified, "on the list {}"),
    "certified-when-bought": Meaning(
        Argument.LIST,
        ("list.certificate", "list.purchase date"),
        _certified_when_bought,
        "on the list {} when bought",
        turns=lambda certified, _: certified.turns,
    ),
    "located-in": Meaning(
        Argument.PLACE,
        ("facility.place",),
        lambda case, code: lies_in(case.facility.place, code),
        "located in {}",
    ),
    "kind": Meaning(Argument.KIND, ("facility.kind",), _kind, "of the kind {}"),
    "funded-by": Meaning(Argument.FUNDING, ("facility.funding",), _funded_by, "with {} funds"),
    "owned-by": Meaning(
        Argument.OWNERSHIP,
        ("facility.ownership",),
        lambda case, kind: _owned(case.facility.ownership, kind),
        "in {} ownership",
    ),
    "operated-by": Meaning(
        Argument.VENDOR,
        ("facility.operator",),
        lambda case, slug: is_or_belongs_to(case.facility.operator, slug),
        "operated by {}",
    ),
    "operator-in": Meaning(
        Argument.PLACE,
        ("facility.operator",),
        lambda case, code: lies_in(case.facility.operator.place if case.facility.operator else None, code),
        "of operators at home in {}",
    ),
    "operator-is": Meaning(
        Argument.OWNERSHIP,
        ("facility.operator ownership",),
        lambda case, kind: _owned(case.facility.operator.ownership if case.facility.operator else None, kind),
        "of operators in {} ownership",
    ),
    "used-for": Meaning(Argument.USE, ("facility.uses",), _used_for, "used for {}"),
    "in-programme": Meaning(Argument.PROGRAMME, ("facility.programmes",), _in_programme, "in the programme {}"),
    "stage": Meaning(Argument.STAGE, ("facility.status",), _stage, "in the stage {}"),
    "commissioned-from": Meaning(
        Argument.DATE,
        ("facility.commissioned",),
        _commissioned_from,
        "commissioned from {} on",
        turns=lambda day, _: (day,),
    ),
    "commissioned-before": Meaning(
        Argument.DATE,
        ("facility.commissioned",),
        lambda case, day: ~_commissioned_from(case, day),
        "commissioned before {}",
        turns=lambda day, _: (day,),
    ),
    "commissioned-within": Meaning(
        Argument.DAYS,
        ("facility.commissioned",),
        _commissioned_within,
        "commissioned within {} days of the date",
        turns=lambda days, on: (_first_of(days, on), next_day(on)),
    ),
    "completed-below": Meaning(
        Argument.COMPLETION,
        ("facility.completion",),
        _completed_below,
        "completed by less than {}",
        turns=lambda asked, on: (next_day(asked.on or on),),
    ),
    "extent": Meaning(
        Argument.EXTENT,
        ("facility.extent",),
        lambda case, extent: Ternary.of(case.facility.extent is extent),
        "that are a {}",
    ),
    "chip-kind": Meaning(
        Argument.CHIP_KIND,
        ("chip.kind",),
        lambda case, kind: UNKNOWN if case.chip is None else Ternary.of(case.chip.kind is kind),
        "of the kind {}",
    ),
    "marketed-for": Meaning(Argument.MARKET, ("chip.market",), _marketed_for, "designed or marketed for {}"),
    **{name: _of_figure(figure) for name, figure in CHIP_FIGURES.items()},
}
