"""What is asked of every facility: each mandate under each of its readings, and the sum that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from aichipcn.mandates.credits import Credit
from aichipcn.mandates.levels import Level
from aichipcn.mandates.mandate import Mandate
from aichipcn.mandates.measures import AnyMeasure
from aichipcn.mandates.populations import AdditionsSince, Population, PurchasesSince, Stock, StockAndOrders
from aichipcn.mandates.predicates import Predicate, singles
from aichipcn.mandates.readings import Reading

OWN_POPULATIONS = (Stock, StockAndOrders, AdditionsSince, PurchasesSince)


@attrs.frozen
class Summed:
    """What is summed of a facility: the same for all questions that agree in all four."""

    population: Population
    measure: AnyMeasure
    among: Predicate | None
    counts: Credit

    @classmethod
    def of(cls, mandate: Mandate, reading: Reading) -> Summed:
        """What a mandate sums under a reading."""
        return cls(mandate.population, mandate.measure, mandate.among_of(reading), reading.counts)

    @property
    def reads(self) -> tuple[str, ...]:
        """The fields that decide what one chip adds; of another's population, any may."""
        among = () if self.among is None else self.among.reads
        other = () if self.in_columns else ("deployment.any", "facility.any")
        return (*self.counts.reads, *among, *other)

    @property
    def in_columns(self) -> bool:
        """Whether it is one of our populations, which are told from columns of dates."""
        return type(self.population) in OWN_POPULATIONS


@attrs.frozen
class Question:
    """A mandate under a reading, at a level, with the place of what it sums in the list of sums."""

    mandate: Mandate
    reading: Reading
    level: Level
    summed: int


@attrs.frozen
class Questions:
    """All that is asked, and the sums that it takes, each once."""

    items: tuple[Question, ...]
    sums: tuple[Summed, ...]

    @classmethod
    def of(cls, mandates: Iterable[Mandate], reading: str | None, level: Level | None) -> Questions:
        """The questions of mandates, in their order: under every reading or one, each at its own level or at one.

        Raises UnknownNameError where `reading` is named and a mandate has no such reading.
        """
        sums: list[Summed] = []
        items = []
        for mandate in mandates:
            for chosen in mandate.readings if reading is None else (mandate.reading(reading),):
                at = mandate.level_of(chosen) if level is None else level
                items.append(Question(mandate, chosen, at, _placed(Summed.of(mandate, chosen), sums)))
        return cls(tuple(items), tuple(sums))


def _placed(summed: Summed, sums: list[Summed]) -> int:
    """The place of a sum in a list, at the end of which it is put where it is not there."""
    for place, other in enumerate(sums):
        if summed == other:
            return place
    sums.append(summed)
    return len(sums) - 1


def singles_of(questions: Sequence[Question]) -> list[Predicate]:
    """The single conditions by which the scopes and exemptions of questions are decided, each once."""
    found: list[Predicate] = []
    for question in questions:
        mandate = question.mandate
        for whole in (mandate.scope_of(question.reading), *(item.when for item in mandate.exemptions)):
            found.extend(single for single in singles(whole) if single not in found)
    return found
