"""Laws of compute models: a rate or a reason, on a stated basis, of which totals are sums."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from datetime import date

import attrs

from aichipcn.compute.basis import Basis
from aichipcn.compute.effective import effective_compute
from aichipcn.errors import AichipcnError
from aichipcn.model.chips import Chip, Rates
from aichipcn.model.facilities import Deployment, Facility, Fleet
from aichipcn.testing.checks import DoesNotApply, Draw, broken
from aichipcn.testing.knowing import less_known_of_chip
from aichipcn.testing.parts import agrees
from aichipcn.testing.trial import ModelTrial
from aichipcn.testing.words import known_of
from aichipcn.values.estimate import Estimate

_MANY = 10**6


def rate_or_reason(trial: ModelTrial, draw: Draw) -> None:
    """A model gives the rate of a chip, or the reason why there is none, and never both."""
    chip = draw.one(trial.chips, "chip")
    reason = trial.model.reason(chip)
    if reason is None:
        rate = trial.model.rate(chip)
        if not isinstance(rate, Estimate):
            broken(f"the rate of {known_of(chip)} is {rate!r}, which is no Estimate")
        return
    if not isinstance(reason, str) or not reason.strip():
        broken(f"the reason why {known_of(chip)} has no rate is {reason!r}")
    try:
        rate = trial.model.rate(chip)
    except AichipcnError:
        return
    broken(f"{known_of(chip)} has the rate {rate}, and a reason why it has none: {reason}")


def rate_in_its_unit(trial: ModelTrial, draw: Draw) -> None:
    """Every rate is in the unit of the model, or sums of them are no sums."""
    chip = _rated(trial, draw)
    rate = trial.model.rate(chip)
    if rate.unit != trial.model.unit:
        broken(f"the rate of {known_of(chip)} is {rate}, which is not in {trial.model.unit or 'plain numbers'}")


def basis_stated(trial: ModelTrial, draw: Draw) -> None:
    """A model says what its totals are on, so that two bases never add."""
    basis = trial.model.basis
    if not isinstance(basis, Basis):
        broken(f"the basis is {basis!r}, which is no Basis")
    if not basis.unit.strip() or not basis.grounds.strip():
        broken(f"the basis names its unit as {basis.unit!r} and its grounds as {basis.grounds!r}")
    if basis != trial.model.basis:
        broken("the basis is another each time")


def some_chips_have_rates(trial: ModelTrial, draw: Draw) -> None:
    """A model has the rate of some chip, or it says nothing of anything."""
    if not trial.rated:
        broken(f"none of {len(trial.chips)} chips has a rate; give one that has with chips=...")


def pure(trial: ModelTrial, draw: Draw) -> None:
    """The same chip has the same rate: asked again, in another order, of a copy; and asking changes nothing."""
    chips = draw.some(trial.chips, "chip")
    before, copies = copy.deepcopy(chips), copy.deepcopy(chips)
    answers = [[_answer(trial, chip) for chip in asked] for asked in (chips, chips[::-1], copies)]
    answers[1].reverse()
    for chip, *given in zip(chips, *answers, strict=True):
        if len(set(given)) > 1:
            broken(f"{known_of(chip)} has {' and then '.join(given)}")
    if chips != before:
        broken("asking for a rate changes the chip")


def _answer(trial: ModelTrial, chip: Chip) -> str:
    reason = trial.model.reason(chip)
    return f"the rate {trial.model.rate(chip)}" if reason is None else f"no rate, because {reason}"


def learning_a_fact_never_flips(trial: ModelTrial, draw: Draw) -> None:
    """A rate is a range of all that a chip may turn out to deliver: with more known of it, it is never outside."""
    chip = _rated(trial, draw)
    for fact, less in less_known_of_chip(chip):
        if trial.model.reason(less) is None and not agrees(trial.model.rate(less), trial.model.rate(chip)):
            broken(f"{known_of(chip)} has {_answer(trial, chip)}, and without {fact} {_answer(trial, less)}")


def more_never_delivers_less(trial: ModelTrial, draw: Draw) -> None:
    """A chip that is at least as good in its rates and bandwidths never delivers less."""
    chip = _rated(trial, draw)
    factor = draw.number(2, 16)
    better = attrs.evolve(
        chip,
        rates=Rates(tuple((item, rate * factor) for item, rate in chip.rates.pairs)),
        memory_bandwidth=chip.memory_bandwidth * factor if chip.memory_bandwidth else None,
        interconnect=chip.interconnect * factor if chip.interconnect else None,
    )
    if trial.model.reason(better) is not None or trial.model.rate(better).low < trial.model.rate(chip).low:
        once, often = _answer(trial, chip), _answer(trial, better)
        broken(f"{known_of(chip)} has {once}, and where it is {factor} times as good {often}")


def at_most_its_bound(trial: ModelTrial, draw: Draw) -> None:
    """A model never gives a chip more than the model that it is declared to stay below."""
    bound = trial.at_most
    if bound is None:
        msg = "no model is declared that it stays below; say so with at_most=Peak(...)"
        raise DoesNotApply(msg)
    chip = draw.one([chip for chip in trial.rated if bound.reason(chip) is None], "chip with both rates")
    rate, most = trial.model.rate(chip), bound.rate(chip)
    if most.high is not None and (rate.high is None or rate.high > most.high or rate.low > most.low):
        broken(f"{known_of(chip)} has the rate {rate}, and at most {most}")


def totals_add_up(trial: ModelTrial, draw: Draw) -> None:
    """Two facilities deliver together what each delivers."""
    one, other = (_facility(f"site-{i}", _items(trial, draw)) for i in range(2))
    both = effective_compute(Fleet(slug="both", name="Both", facilities=(one, other)), trial.model).value
    sums = [effective_compute(site, trial.model).value for site in (one, other)]
    if (both.low, both.high) != ((sums[0] + sums[1]).low, (sums[0] + sums[1]).high):
        broken(f"{sums[0]} and {sums[1]} together are {both}")


def totals_scale_with_counts(trial: ModelTrial, draw: Draw) -> None:
    """So many times as many chips deliver so many times as much."""
    items, factor = _items(trial, draw), draw.number(2, _MANY)
    more = [attrs.evolve(item, count=item.count * factor) for item in items]
    once, often = (effective_compute(_facility("site", found), trial.model).value for found in (items, more))
    if (once.low * factor, None if once.high is None else once.high * factor) != (often.low, often.high):
        broken(f"{once}, and {factor} times as many chips deliver {often}")


def chips_without_a_rate_are_named(trial: ModelTrial, draw: Draw) -> None:
    """Chips without a rate are named, and make the total a lower bound; they are never taken for nothing."""
    chip = draw.one([chip for chip in trial.chips if trial.model.reason(chip) is not None], "chip without a rate")
    total = effective_compute(_facility("site", [*_items(trial, draw), Deployment(chip=chip, count=1)]), trial.model)
    if not total.is_lower_bound or chip.name not in [item.what for item in total.unknown]:
        named = ", ".join(map(str, total.unknown)) or "nothing"
        broken(f"{known_of(chip)} has no rate, and with it the total is {total.value}, which lacks {named}")


def _rated(trial: ModelTrial, draw: Draw) -> Chip:
    return draw.one(trial.rated, "chip with a rate")


def _items(trial: ModelTrial, draw: Draw) -> list[Deployment]:
    return [Deployment(chip=chip, count=draw.number(1, _MANY)) for chip in draw.some(trial.rated, "chip with a rate")]


def _facility(slug: str, items: Sequence[Deployment]) -> Facility:
    return Facility(slug=slug, name=slug, commissioned=date(2000, 1, 1), deployments=items)
