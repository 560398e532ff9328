"""Chips with at least so much memory."""

import attrs

import aichipcn as acn
from aichipcn.mandates.cases import Case, Fact
from aichipcn.mandates.predicates import unknown_fields
from aichipcn.model.doors import memory


@attrs.frozen
class MemoryAtLeast:
    """The chip has at least so much memory."""

    tag = "memory-at-least"
    reads = ("chip.memory",)

    least: acn.Estimate = attrs.field(converter=memory)

    def holds(self, case: Case) -> acn.Ternary:
        known = case.chip.memory if case.chip else None
        return acn.Ternary.UNKNOWN if known is None else known >= self.least

    def describe(self) -> str:
        return f"with at least {self.least} of memory"

    def missing(self, case: Case) -> tuple[Fact, ...]:
        return unknown_fields(self, case)
