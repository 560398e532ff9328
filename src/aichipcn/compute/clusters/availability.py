"""How much of the time a run goes forward where any one of its chips may fail and all begin again from a checkpoint.

Chips fail one by one, at random and at a constant rate, so that the mean time between failures (MTBF) of n is the n-th
part of that of one. Work is kept in a checkpoint, which takes a time d, after each interval t; a failure costs a
restart R and what was done since the last checkpoint. With M the MTBF of all, the time in which work goes forward is

    e**(-R/M) x (t/M) / (e**((t + d)/M) - 1)

of the whole, which is exact for failures during work, checkpoints and restarts (Daly, "A higher order estimate of the
optimum checkpoint interval for restart dumps", Future Generation Computer Systems 22, 2006). It lies between 0 and 1
however many chips there are, where the estimate of first order, 1 - d/t - t/2M - R/M, falls below 0.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

import attrs
from attrs.converters import optional

from aichipcn.compute.clusters.enclosures import Bounds, fallen, outward, root, shrunk
from aichipcn.errors import InvalidValueError
from aichipcn.model import doors
from aichipcn.model.fields import named_fields
from aichipcn.model.utilisations import Included
from aichipcn.values.estimate import Estimate
from aichipcn.values.numbers import Exact
from aichipcn.values.ternary import Ternary
from aichipcn.values.units import TIME, ratio


def _mtbf(value: doors.Figure) -> Estimate:
    figure = doors.figure(value, TIME)
    if figure.low == 0:
        msg = "a time between failures is more than nothing for certain; give a lower end, such as '>= 1000 h'"
        raise InvalidValueError(msg, found=value)
    return figure


def _bounded(value: doors.Figure) -> Estimate:
    figure = doors.figure(value, TIME)
    if figure.high is None:
        msg = f"{figure} may be for ever; give an upper end"
        raise InvalidValueError(msg, found=value)
    return figure


def _chosen(value: doors.Figure) -> Estimate:
    figure = doors.figure(value, TIME)
    if not figure.is_point or figure.low == 0:
        msg = f"an interval is chosen, not in doubt: give one time of more than nothing, not {figure}"
        raise InvalidValueError(msg, found=value)
    return figure


def mtbf_of(one: doors.Figure, chips: int) -> Estimate:
    """The mean time between failures of so many chips together, by that of one."""
    return doors.named(_mtbf, one, "one") / doors.named(doors.known_whole, chips, "chips")


def young_interval(checkpoint: doors.Figure, mtbf: doors.Figure) -> Estimate:
    """The root of twice checkpoint x MTBF of all: how long to work between two checkpoints.

    Of first order (Young, "A first order approximation to the optimum checkpoint interval", Communications of the ACM
    17(9), 1974), and fit where a checkpoint takes far less time than passes between failures.
    """
    return _by_root(checkpoint, mtbf, lambda cost, mean: root(2 * cost * mean))


def daly_interval(checkpoint: doors.Figure, mtbf: doors.Figure) -> Estimate:
    """The interval of higher order, by the perturbation series of Daly, 2006.

    Raises InvalidValueError where a checkpoint may take twice the MTBF of all, beyond which the series does not hold.
    """
    cost, mean = doors.named(_bounded, checkpoint, "checkpoint"), doors.named(_mtbf, mtbf, "mtbf")
    if (cost < mean * 2) is not Ternary.TRUE:
        msg = f"a checkpoint that may take twice the MTBF, {cost} of {mean}, has no such interval"
        raise InvalidValueError(msg, found=checkpoint)
    return _by_root(checkpoint, mtbf, _daly)


def availability(
    *, mtbf: doors.Figure, checkpoint: doors.Figure, restart: doors.Figure, interval: doors.Figure | None = None
) -> Estimate:
    """The share of the time in which work goes forward, by the MTBF of all chips together.

    `interval` is the work between two checkpoints; without one it is that of Young. What is in doubt is enclosed, with
    ends rounded outward. Raises InvalidValueError for an MTBF that may be nothing, a checkpoint or restart without an
    upper end, and an interval in doubt.
    """
    mean = doors.named(_mtbf, mtbf, "mtbf")
    cost, again = doors.named(_bounded, checkpoint, "checkpoint"), doors.named(_bounded, restart, "restart")
    chosen = None if interval is None else doors.named(_chosen, interval, "interval").low
    low = _forward(mean.low, cost.high, again.high, chosen)[0]
    high = _forward(mean.high, cost.low, again.low, chosen)[1]
    centrals = (mean.central, cost.central, again.central)
    best = None if None in centrals else _forward(*centrals, chosen)[0]
    return outward(low, high, best)


@attrs.frozen(kw_only=True, field_transformer=named_fields)
class Failures:
    """How often one chip fails with all that belongs to it, and what a failure of any costs all.

    `mtbf` is the mean time between failures of one chip, its share of host, network and software among them,
    `checkpoint` the time that work stands still for one, `restart` that from a failure to the next work. `interval` is
    the work between two checkpoints; without one it is that of Young for as many chips as there are.
    """

    includes: ClassVar[frozenset[Included]] = frozenset({Included.CHECKPOINTS, Included.FAILURES})
    """The losses that it counts."""

    mtbf: Estimate = attrs.field(converter=_mtbf)
    checkpoint: Estimate = attrs.field(converter=_bounded)
    restart: Estimate = attrs.field(converter=_bounded)
    interval: Estimate | None = attrs.field(default=None, converter=optional(_chosen))

    def availability(self, chips: int) -> Estimate:
        """The share of the time in which work goes forward on so many chips."""
        mean = mtbf_of(self.mtbf, chips)
        return availability(mtbf=mean, checkpoint=self.checkpoint, restart=self.restart, interval=self.interval)

    def __str__(self) -> str:
        every = f" every {self.interval.text('s')}" if self.interval else ""
        parts = (self.mtbf.text("h"), self.checkpoint.text("s"), self.restart.text("s"))
        return "MTBF of a chip {}, checkpoints of {}{}, restarts of {}".format(*parts[:2], every, parts[2])


def _forward(mean: Exact | None, cost: Any, again: Any, chosen: Exact | None) -> Bounds:
    """Bounds of the share at one point: e**(-R/M), times t / (t + d), times x / (e**x - 1) with x = (t + d) / M.

    It falls as checkpoint and restart rise, and rises with the MTBF, where None is of what never fails. That holds of
    Young's interval as well, with which x is y + y**2 / 2 and the rest y / (e**x - 1), where y is the root of 2 d/M.
    """
    if mean is None:
        share = 1 if chosen is None else ratio(chosen, chosen + cost)
        return share, share
    least, most = fallen(ratio(again, mean))
    if chosen is None and cost == 0:
        return least, most
    shortest, longest = root(2 * cost * mean) if chosen is None else (chosen, chosen)
    low = ratio(shortest, shortest + cost) * shrunk(ratio(longest + cost, mean))[0]
    high = ratio(longest, longest + cost) * shrunk(ratio(shortest + cost, mean))[1]
    return least * low, most * high


def _daly(cost: Exact, mean: Exact) -> Bounds:
    """s - 2d/3 + (d/9) x the root of d/2M, with s the interval of Young: his series, multiplied out."""
    (low, high), (least, most) = root(2 * cost * mean), root(ratio(cost, 2 * mean))
    return low + cost * (ratio(least, 9) - ratio(2, 3)), high + cost * (ratio(most, 9) - ratio(2, 3))


def _by_root(checkpoint: doors.Figure, mtbf: doors.Figure, formula: Callable[[Exact, Exact], Bounds]) -> Estimate:
    """An interval that grows with the checkpoint and with the MTBF, at the ends of both."""
    cost, mean = doors.named(_bounded, checkpoint, "checkpoint"), doors.named(_mtbf, mtbf, "mtbf")
    low = formula(cost.low, mean.low)[0]
    high = None if mean.high is None else formula(cost.high or 0, mean.high)[1]
    best = None if cost.central is None or mean.central is None else formula(cost.central, mean.central)[0]
    return outward(low, high, best, TIME)
