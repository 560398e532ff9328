"""What one pass through a model asks of the hardware."""

from __future__ import annotations

import attrs

from aichipcn.values.estimate import Estimate
from aichipcn.values.numbers import Exact
from aichipcn.values.units import MEMORY, RATE, ratio

OPERATION = RATE.removesuffix("/s")


@attrs.frozen(kw_only=True)
class Demand:
    """`operations` done and bytes of `traffic` moved to and from memory, for `tokens`; bytes `resident` all the while.

    The weights and the cache are counted, each once; activations, which stay on the chip where they can, are not.
    """

    tokens: Exact
    operations: Exact
    traffic: Exact
    resident: Exact

    @property
    def intensity(self) -> Estimate:
        """Operations for each byte moved."""
        return _each(self.operations, self.traffic, OPERATION, MEMORY)

    @property
    def operations_each(self) -> Estimate:
        """Operations for each token."""
        return _each(self.operations, self.tokens, OPERATION, "token")

    @property
    def traffic_each(self) -> Estimate:
        """Bytes moved for each token."""
        return _each(self.traffic, self.tokens, MEMORY, "token")


def _each(above: Exact, below: Exact, unit: str, per: str) -> Estimate:
    value = ratio(above, below)
    return Estimate(value, value, unit=f"{unit}/{per}")
