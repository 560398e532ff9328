"""What a domestic share costs in compute: the most that a budget delivers, share by share, for a choice of chips.

The budget is a power, a sum of money or a number of chips, and mixes are continuous: units are fractions, because
which whole chips to buy is a plan, and no frontier. For each share the best mix is that of a linear programme with two
constraints, the budget and the share, so that it takes one foreign and one domestic chip at most: each pair is tried
with exactly the share that is asked for, and each domestic chip alone.

Figures in doubt decide by their best value, without one by their low end. What a mix delivers encloses all doubt.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

import attrs

from aichipcn.codes import Code
from aichipcn.compute.basis import Amount
from aichipcn.compute.effective import Model, basis_of, model_of
from aichipcn.compute.frontiers.budgets import Cost, Hold, cost_of, deciding, standing_budget, stated_budget
from aichipcn.compute.frontiers.mixes import Option, best_mix
from aichipcn.errors import InvalidValueError, every
from aichipcn.model import doors
from aichipcn.model.chips import Chip
from aichipcn.model.facilities import Facility, Fleet
from aichipcn.values.estimate import Estimate
from aichipcn.values.numbers import Exact
from aichipcn.values.shares import format_share, parse_share
from aichipcn.values.units import NONE
from aichipcn.values.words import in_words

EVERY_TWENTIETH = tuple(Fraction(twentieths, 20) for twentieths in range(21))
"""From no required share to the whole, in steps of 5%."""


@attrs.frozen(kw_only=True)
class Part:
    """The chips of one kind in a mix, and how many of them the budget buys by the figures that decide."""

    chip: Chip
    units: Exact


@attrs.frozen(kw_only=True)
class FrontierPoint:
    """The best that a budget delivers where a domestic share is `required`.

    `foreign` and `domestic` are the chips of the mix, None where it has none. `reached` is the share of domestic chips
    in it, `total` what it delivers, and `kept` that over what is delivered where nothing is required.
    """

    required: Fraction
    foreign: Part | None
    domestic: Part | None
    reached: Estimate
    total: Amount
    kept: Estimate

    @property
    def compute(self) -> Estimate:
        """What the mix delivers, in the root unit of the model."""
        return self.total.value

    @property
    def cost(self) -> Estimate:
        """The share of compute that the requirement takes away; nothing where it may also bring more."""
        low = 0 if self.kept.high is None else max(0, 1 - self.kept.high)
        high, central = max(0, 1 - self.kept.low), self.kept.central
        best = None if central is None or low == high else max(0, 1 - central)
        return Estimate(low, high, best=best)

    def __str__(self) -> str:
        parts = [part for part in (self.foreign, self.domestic) if part]
        mix = " + ".join(f"{in_words(Estimate(part.units, part.units))} {part.chip.name}" for part in parts)
        return f"{format_share(self.required)}: {in_words(self.compute, digits=4)} of {mix}"


@attrs.frozen(kw_only=True)
class Frontier:
    """What a `budget` of what is held fixed delivers under a `model`, required share by required share.

    Shares are of units, or of what chips deliver under the model `share_by`.
    """

    budget: Estimate
    hold: Hold
    model: Model
    share_by: Model | None
    points: tuple[FrontierPoint, ...]

    def at(self, share: str | Fraction) -> FrontierPoint:
        """The point of one required share. Raises InvalidValueError for a share that was not asked for."""
        wanted = doors.named(parse_share, share, "share")
        for point in self.points:
            if point.required == wanted:
                return point
        allowed = [format_share(point.required) for point in self.points]
        msg = f"no point of the frontier is at {format_share(wanted)}"
        raise InvalidValueError(msg, found=share, allowed=allowed).at("share")


def frontier(
    budget: Facility | Fleet | doors.Number,
    *,
    foreign: Sequence[Chip],
    domestic: Sequence[Chip],
    model: Model,
    hold: Hold | str = Hold.POWER,
    shares: Sequence[str | Fraction] = EVERY_TWENTIETH,
    share_by: Model | None = None,
    on: date | None = None,
) -> Frontier:
    """The most compute for a budget as a function of the required domestic share.

    Parameters
    ----------
    budget
        A power, a price or a number of chips, by `hold`; or a facility or fleet, whose chips take that much of it.
    foreign, domestic
        The chips to choose among, of which those that are to count as domestic are given as such.
    model
        What chips deliver, such as `Peak("fp16")`.
    hold
        What is held fixed: `"power"`, `"price"` or `"units"`.
    shares
        The shares that are required, such as `("0%", "70%")`.
    share_by
        The model by which the share is counted; without one it is of units.
    on
        The date on which the subject is judged; without one, all that is stated as standing there.

    Raises
    ------
    InvalidTypeError
        For what is no chip, no model and no budget.
    InvalidValueError
        Where chips lack a rate, a power or a price, or may have none, all of them named; where prices are in two
        currencies; where nothing can be spent; for a chip that is given twice, and for no domestic chip.
    """
    held = doors.named(Hold, hold, "hold")
    doors.named(model_of, model, "model")
    counted = Cost(Hold.UNITS, NONE) if share_by is None else doors.named(model_of, share_by, "share_by")
    required = _required(shares)
    abroad, home = _chosen(foreign, domestic)
    fixed, cost = _budget(budget, held, (*abroad, *home), on)
    options = _options(abroad, home, (model, cost, counted))
    base, _ = best_mix(options, Fraction(0)).parts[0]
    basis = basis_of(model, (*abroad, *home))

    def point(share: Fraction) -> FrontierPoint:
        mix = best_mix(options, share)
        value = attrs.evolve(_plain(fixed) * mix.yielded, unit=model.unit)
        bought = mix.bought(deciding(fixed))
        return FrontierPoint(
            required=share,
            foreign=_part(mix.foreign, bought),
            domestic=_part(mix.domestic, bought),
            reached=mix.reached,
            total=Amount(value, basis),
            kept=mix.yielded_over(base),
        )

    return Frontier(budget=fixed, hold=held, model=model, share_by=share_by, points=tuple(map(point, required)))


def _required(shares: Sequence[str | Fraction]) -> list[Fraction]:
    """The shares from small to large, each once."""
    required = sorted(set(doors.named(_shares, shares, "shares")))
    if not required:
        msg = "at least one share is needed"
        raise InvalidValueError(msg, found=shares, code=Code.EMPTY).at("shares")
    return required


def _shares(value: Sequence[str | Fraction]) -> list[Fraction]:
    return every(lambda member: doors.named(parse_share, member[1], f"[{member[0]}]"), enumerate(doors.listed(value)))


def _chosen(foreign: Iterable[Chip], domestic: Iterable[Chip]) -> tuple[tuple[Chip, ...], tuple[Chip, ...]]:
    """The chips to choose among, each once."""
    abroad = doors.named(_chips, foreign, "foreign")
    home = doors.named(_chips, domestic, "domestic")
    twice = [slug for slug, times in Counter(chip.slug for chip in (*abroad, *home)).items() if times > 1]
    if twice:
        msg = f"a chip is given once, as foreign or as domestic; got twice: {', '.join(twice)}"
        raise InvalidValueError(msg, found=twice, code=Code.TWICE)
    if not home:
        msg = "at least one chip is needed, because a share of domestic chips may be required"
        raise InvalidValueError(msg, found=domestic, code=Code.EMPTY).at("domestic")
    return abroad, home


def _chips(value: Iterable[Chip]) -> tuple[Chip, ...]:
    return doors.instances(value, Chip)


def _budget(
    budget: Facility | Fleet | doors.Number, hold: Hold, chips: Iterable[Chip], on: date | None
) -> tuple[Estimate, Cost]:
    """What is held fixed, with what a chip takes of it."""
    if isinstance(budget, (Facility, Fleet)):
        cost = cost_of(hold, chips)
        fixed = standing_budget(budget, cost, on)
    else:
        fixed = doors.named(lambda value: stated_budget(value, hold), budget, "budget")
        cost = Cost(hold, fixed.unit)
    if deciding(fixed) == 0:
        msg = f"nothing may be there to spend: {fixed}"
        raise InvalidValueError(msg, found=budget).at("budget")
    return fixed, cost


def _options(abroad: Sequence[Chip], home: Sequence[Chip], models: tuple[Model, Model, Model]) -> list[Option]:
    """What each chip delivers, takes and counts for, in plain numbers."""
    chips = (*abroad, *home)
    lacking = dict.fromkeys(reason for chip in chips for model in models if (reason := _lack(chip, model)))
    if lacking:
        msg = f"no frontier: {'; '.join(lacking)}"
        raise InvalidValueError(msg, found=chips, code=Code.NO_RATE)
    given = (*((chip, False) for chip in abroad), *((chip, True) for chip in home))
    return [Option(chip, domestic, *(_plain(model.rate(chip)) for model in models)) for chip, domestic in given]


def _lack(chip: Chip, model: Model) -> str | None:
    reason = model.reason(chip)
    if reason is None and deciding(model.rate(chip)) == 0:
        return f"{chip.name} may be nothing by {model.basis.words}"
    return reason


def _plain(figure: Estimate) -> Estimate:
    return attrs.evolve(figure, unit=NONE)


def _part(option: Option | None, bought: dict[str, Exact]) -> Part | None:
    return None if option is None else Part(chip=option.chip, units=bought[option.chip.slug])
