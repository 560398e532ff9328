"""What is likely within the interval of effective compute: seeded draws of the facts that it rests on.

The same formulas are evaluated as for the interval, over draws. A fact is drawn once for the whole subject: the doubt
of a chip is that of every deployment of it, and of numerator and denominator of a ratio.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from itertools import chain
from typing import TYPE_CHECKING

import attrs

from aichipcn.codes import Code
from aichipcn.compute._counts import Count, counts
from aichipcn.compute._draws import Draws, Noted, numerics, unbounded
from aichipcn.compute.basis import Basis
from aichipcn.compute.effective import EffectiveCompute, Model, Uncounted, effective_compute, rate_fact, rate_over
from aichipcn.errors import InvalidTypeError, shown
from aichipcn.model.doors import known_whole, named
from aichipcn.model.facilities import Facility, Fleet
from aichipcn.values.estimate import Estimate
from aichipcn.values.shares import parse_share
from aichipcn.values.words import in_words

if TYPE_CHECKING:
    import numpy.typing

    from aichipcn.compute._draws import Array, Drawn

CHUNK = 16_384
"""So many draws are made at a time, few enough to stay in the cache of a processor."""

TOLERANCE = Fraction(1, 10**11)
"""By at most this part of a bound a draw or a quantile lies beyond it, by rounding alone; none is clipped."""


@attrs.frozen(kw_only=True)
class Sampled:
    """Draws of what a subject delivers under a model, in the root unit of the model.

    `totals` are read-only and in the order of the draws: draw by draw, two samples of one seed are of the same facts,
    so that they may be subtracted or divided. Samples of one interval, seed and number of draws are equal.
    """

    interval: EffectiveCompute
    draws: int
    seed: int
    totals: numpy.typing.NDArray[numpy.float64] = attrs.field(eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        self.totals.flags.writeable = False

    @property
    def subject(self) -> Facility | Fleet:
        """Whose compute is drawn."""
        return self.interval.subject

    @property
    def model(self) -> Model:
        """What says what a chip delivers."""
        return self.interval.model

    @property
    def on(self) -> date | None:
        """The date that is judged."""
        return self.interval.on

    @property
    def basis(self) -> Basis:
        """What the totals are on."""
        return self.interval.total.basis

    @property
    def unknown(self) -> tuple[Uncounted, ...]:
        """What is in no draw, and why."""
        return self.interval.unknown

    @property
    def is_lower_bound(self) -> bool:
        """Whether something unknown may add to every draw."""
        return self.interval.is_lower_bound

    def quantile(self, share: str | Fraction) -> Estimate:
        """What a share of the draws, such as `"5%"`, does not exceed. Raises as `parse_share` does."""
        return self.quantiles((share,))[0]

    def quantiles(self, shares: Iterable[str | Fraction] = ("5%", "50%", "95%")) -> tuple[Estimate, ...]:
        """What each of some shares of the draws does not exceed, read between two draws where it lies there."""
        wanted = [float(parse_share(share)) for share in shares]
        found = numerics().quantile(self.totals, wanted)
        return tuple(Estimate.point(float(value), self.model.unit) for value in found)

    def __str__(self) -> str:
        low, median, high = self.quantiles()
        if self.is_lower_bound and high.low == 0:
            told = str(self.interval)
        else:
            spread = "" if low == high else f", in 90% of draws {in_words(_span(low, high), digits=4)}"
            basis = f"({self.basis.words})" if median.unit else self.basis
            told = f"{in_words(median, digits=4)}{spread} {basis}"
        without = "; ".join(item.what for item in self.unknown)
        return f"{told}; not counted: {without}" if without else told


def _span(low: Estimate, high: Estimate) -> Estimate:
    return Estimate(low.low, high.low, unit=low.unit)


def sample(
    subject: Facility | Fleet,
    model: Model,
    *,
    on: date | None = None,
    draws: int = 100_000,
    seed: int,
    progress: Callable[[int, int], None] | None = None,
) -> Sampled:
    """Draws of what a facility or fleet delivers under a model.

    Parameters
    ----------
    subject, model, on
        As `effective_compute` takes them.
    draws
        How many; each takes eight bytes.
    seed
        A whole number from 0 on. The same seed gives the same draws.
    progress
        Called with how many draws are done, and of how many, from time to time and at the end.

    Raises
    ------
    InvalidTypeError
        For what `effective_compute` refuses, for `draws` and `seed` that are no such numbers, and for a `progress` that
        cannot be called.
    InvalidValueError
        Where facts that a total rests on have no upper bound, all of them named; where NumPy is not installed.
    """
    named(known_whole, draws, "draws")
    named(_seed, seed, "seed")
    if progress is not None and not callable(progress):
        msg = f"not a function of the draws done and of all draws: {shown(progress)}"
        raise InvalidTypeError(msg, found=progress).at("progress")
    interval = effective_compute(subject, model, on=on)
    counted = [count for count in counts(subject, on) if model.reason(count.chip) is None]
    _require_bounds(counted, model)
    totals = _totals(counted, model, Draws(seed), draws, progress)
    return Sampled(interval=interval, draws=draws, seed=seed, totals=totals)


def _seed(value: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        msg = f"a seed is a whole number from 0 on, got {shown(value)}"
        raise InvalidTypeError(msg, found=value, code=Code.NOT_A_FIGURE)
    return value


def _require_bounds(counted: Iterable[Count], model: Model) -> None:
    noted = Noted()
    for count in counted:
        before = len(noted.unbounded)
        rate = rate_over(model, count.chip, noted)
        if len(noted.unbounded) == before:
            noted.of(rate_fact(model, count.chip), rate)
        for fact, figure in (*count.doubtful, *count.perhaps):
            noted.of(fact, figure)
    if noted.unbounded:
        raise unbounded(noted.unbounded.items())


def _totals(
    counted: list[Count], model: Model, values: Draws, draws: int, progress: Callable[[int, int], None] | None
) -> Array:
    totals: Array = numerics().zeros(draws)
    for start in range(0, draws, CHUNK):
        part = totals[start : start + CHUNK]
        values.begin(len(part))
        for count in counted:
            part += rate_over(model, count.chip, values) * _number(count, values)
        if progress is not None:
            progress(start + len(part), draws)
    return totals


def _number(count: Count, values: Draws) -> Drawn:
    uncertain = (values.count(*doubt) for doubt in count.doubtful)
    perhaps = (values.part(*doubt) for doubt in count.perhaps)
    return sum(chain(uncertain, perhaps), start=float(count.certain))
