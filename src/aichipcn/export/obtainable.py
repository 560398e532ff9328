"""What a buyer could get on a day: a chip, the hurdles between it and the buyer, and what of them is cleared.

There is a wall with two sides. Abroad it is asked whether the chip may be exported, and to this buyer; at home whether
the buyer is told not to buy it. Before both, the chip must be on the market. Nothing is said of prices, of queues, of
what is smuggled or rented elsewhere, or of whether a maker would sell.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from aichipcn.compliance.nodes import Explanation, Node
from aichipcn.export.guidance import told_against
from aichipcn.export.hurdles import Hurdle, HurdleKind
from aichipcn.export.licensing import designed_at_home, may_be_exported
from aichipcn.export.listed import may_be_supplied
from aichipcn.export.market import on_the_market
from aichipcn.export.rules import ExportRule
from aichipcn.mandates.cases import Fact
from aichipcn.mandates.mandate import Mandate
from aichipcn.model.chips import Chip
from aichipcn.model.doors import instance, instances, named
from aichipcn.model.facilities import Facility
from aichipcn.model.observations import PolicyEvent
from aichipcn.model.sources import Source
from aichipcn.model.vendors import Vendor
from aichipcn.values.dates import plain_date
from aichipcn.values.ternary import Ternary, all_of
from aichipcn.version import __version__

_ABROAD = (HurdleKind.EXPORT, HurdleKind.BUYER)


@attrs.frozen(kw_only=True)
class Obtainable:
    """Whether a buyer could get a chip on a day, with every hurdle that was looked at."""

    chip: Chip
    on: date
    by: Facility
    hurdles: tuple[Hurdle, ...]
    fingerprint: str = ""
    version: str = __version__

    @property
    def answer(self) -> Ternary:
        """Kleene's and of the hurdles: TRUE where nothing that is known stands in the way."""
        return all_of(item.truth for item in self.hurdles)

    @property
    def may_be_shipped(self) -> Ternary:
        """Whether those abroad let it go: its export, and to this buyer."""
        return all_of(item.truth for item in self.hurdles if item.kind in _ABROAD)

    @property
    def may_be_bought(self) -> Ternary:
        """Whether those at home let the buyer have it: what is told against buying it."""
        return all_of(item.truth for item in self.hurdles if item.kind is HurdleKind.GUIDANCE)

    @property
    def in_the_way(self) -> tuple[Hurdle, ...]:
        """The hurdles that are not known to be cleared; those that are known not to be stand first."""
        found = (item for item in self.hurdles if not item.cleared)
        return tuple(sorted(found, key=lambda item: item.truth.value))

    @property
    def lacking(self) -> tuple[Fact, ...]:
        """The facts that leave hurdles open, each once."""
        return tuple(dict.fromkeys(fact for item in self.hurdles for fact in item.lacking))

    @property
    def sources(self) -> tuple[Source, ...]:
        """What all of it rests on, each once."""
        return tuple(dict.fromkeys(source for item in self.hurdles for source in item.sources))

    def explanation(self) -> Explanation:
        """Why it is what it is: every hurdle over the classification, the verdicts and the events that it rests on."""
        return Explanation(
            root=Node(self._head, (), tuple(item.node() for item in self.hurdles)),
            version=self.version,
            fingerprint=self.fingerprint,
            origin="catalogue" if self.fingerprint else "rules",
        )

    @property
    def _head(self) -> str:
        return f"{self.chip.name} on {self.on}, by {self.by.name}: {self.answer}"

    def __str__(self) -> str:
        return "\n".join([self._head, *map(str, self.hurdles)])


def obtained(
    chip: Chip,
    *,
    on: date,
    by: Facility,
    rules: Iterable[ExportRule],
    events: Iterable[PolicyEvent],
    mandates: Iterable[Mandate],
    vendors: Iterable[Vendor] = (),
    fingerprint: str = "",
) -> Obtainable:
    """Whether a buyer could get a chip on a day, by some rules, events and mandates.

    Parameters
    ----------
    chip
        The chip that is asked for.
    on
        The day that is judged: of rules, events, guidance and release alike.
    by
        The buyer, as a facility: its place, its operator, its uses.
    rules, events, mandates
        Export rules, what was cleared and restricted, and what buyers are told at home.
    vendors
        Among whom the parent of the operator is looked up.
    fingerprint
        Of the catalogue that all of it comes from.

    Raises
    ------
    InvalidTypeError
        For what is no chip, facility or plain date, and where anything else is among the rest.
    """
    instance(chip, "chip", Chip)
    named(plain_date, on, "on")
    instance(by, "by", Facility)
    binding = named(lambda given: instances(given, ExportRule), rules, "rules")
    happened = named(lambda given: instances(given, PolicyEvent), events, "events")
    required = named(lambda given: instances(given, Mandate), mandates, "mandates")
    firms = named(lambda given: instances(given, Vendor), vendors, "vendors")
    hurdles = (
        on_the_market(chip, on),
        may_be_exported(chip, by, on, rules=binding, events=happened, fingerprint=fingerprint),
        *may_be_supplied(by, on, vendors=firms, at_home=designed_at_home(chip, by)),
        *told_against(chip, by, on, required),
    )
    return Obtainable(chip=chip, on=on, by=by, hurdles=hurdles, fingerprint=fingerprint)
