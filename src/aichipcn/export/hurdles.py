"""A hurdle between a buyer and a chip: whether it is cleared on a day, why, and by which sources."""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

import attrs

from aichipcn.compliance.assessment import Assessment
from aichipcn.compliance.explain import explain
from aichipcn.compliance.nodes import Node, said, undecided
from aichipcn.export.classification import Classification
from aichipcn.mandates.cases import Fact
from aichipcn.model.observations import PolicyEvent
from aichipcn.model.sources import Source
from aichipcn.model.terms import Term
from aichipcn.values.ternary import TRUE, Ternary

Ground: TypeAlias = Classification | Assessment | PolicyEvent
"""What a hurdle may rest on."""


class HurdleKind(Term):
    """What stands between a buyer and a chip.

    MADE: it is not on the market. EXPORT: it may not leave where it comes from. BUYER: nothing may be sent to this
    buyer. GUIDANCE: the buyer is told at home not to buy it.
    """

    MADE = "made"
    EXPORT = "export"
    BUYER = "buyer"
    GUIDANCE = "guidance"


@attrs.frozen(kw_only=True)
class Hurdle:
    """One hurdle on a day: TRUE where it is cleared, FALSE where it is not, and UNKNOWN with the facts `lacking`.

    `text` says why, `short` in a few words. `rests_on` is what it was worked out from: a classification, assessments,
    events.
    """

    kind: HurdleKind
    truth: Ternary
    text: str
    short: str
    sources: tuple[Source, ...] = ()
    rests_on: tuple[Ground, ...] = ()
    lacking: tuple[Fact, ...] = ()

    @property
    def cleared(self) -> bool:
        """Whether it is known to be cleared."""
        return self.truth is TRUE

    def node(self) -> Node:
        """The hurdle as a statement, over what it rests on."""
        below = (*map(_ground, self.rests_on), *undecided(self.lacking))
        return Node(str(self), self.sources, below)

    def __str__(self) -> str:
        return f"{self.kind.value}: {self.truth}: {self.text}"


def told(event: PolicyEvent, by: date) -> str:
    """An event in a few words, with its date and how far it went; and whether it is known to have come by a day."""
    came = event.on is not None and event.on.on_or_before(by) is TRUE
    return f"{_said(event)}{'' if came else ', before the day or after it'})"


def _said(event: PolicyEvent) -> str:
    return f"{event.title} ({event.on or 'not dated'}, {event.status.replace('-', ' ')}"


def _ground(ground: Ground) -> Node:
    if isinstance(ground, PolicyEvent):
        return Node(f"{_said(ground)})", ground.sources, said("note", ground.note))
    return explain(ground).root
