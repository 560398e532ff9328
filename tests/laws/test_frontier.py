"""Laws of the frontier, held against every mix of a fine grid, and worked examples by hand."""
# ruff: noqa: E501  (messages are shown whole)

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from itertools import pairwise

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import aichipcn as acn
from aichipcn.compute.bandwidth import MemoryBandwidth
from aichipcn.compute.frontiers.budgets import Cost, Hold, cost_of, standing_budget
from aichipcn.compute.frontiers.frontier import EVERY_TWENTIETH, frontier
from aichipcn.compute.roofline import Roofline
from aichipcn.compute.workloads import Decode
from aichipcn.errors import AichipcnError, BasisMismatchError, InvalidTypeError, InvalidValueError
from aichipcn.model.chips import Chip
from aichipcn.model.facilities import Deployment, Facility, Fleet
from aichipcn.values.estimate import ONE, Estimate

PEAK = acn.Peak("fp16")
STEPS = 10
TENTHS = tuple(Fraction(tenths, STEPS) for tenths in range(STEPS + 1))
UNITS = {"power": "1 MW", "price": "1000000 USD", "units": 1000}


def chip(slug, rate="100 TFLOP/s", power="400 W", price="10000 USD", bandwidth="1000 GB/s"):
    return Chip(
        slug=slug, name=slug.upper(), rates={"fp16": rate} if rate else {}, power=power, price=price, memory_bandwidth=bandwidth
    )  # fmt: skip


numbers = st.integers(1, 50)


@st.composite
def choices(draw, least=0):
    """Up to two foreign and one or two domestic chips, of which every figure is known."""
    sides = (("foreign", draw(st.integers(least, 2))), ("domestic", draw(st.integers(1, 2))))
    return {
        side: [
            chip(f"{side}-{i}", *(f"{draw(numbers)} {unit}" for unit in ("TFLOP/s", "W", "USD", "GB/s")))
            for i in range(many)
        ]
        for side, many in sides
    }


@st.composite
def doubtful_choices(draw):
    """The same with a range, and a best value in it, of every figure."""

    def figure(unit):
        low, best, high = sorted(draw(st.tuples(numbers, numbers, numbers)))
        return f"{best} ({low}..{high}) {unit}" if low < high else f"{low} {unit}"

    sides = (("foreign", draw(st.integers(1, 2))), ("domestic", draw(st.integers(1, 2))))
    return {
        side: [chip(f"{side}-{i}", *map(figure, ("TFLOP/s", "W", "USD", "GB/s"))) for i in range(many)]
        for side, many in sides
    }


holds = st.sampled_from(Hold)


def solve(choice, hold="power", model=PEAK, shares=TENTHS, **fields):
    return frontier(UNITS[Hold(hold).value], **choice, model=model, hold=hold, shares=shares, **fields)


def computes(result):
    return [point.compute.central for point in result.points]


# -- the plain reference: every mix of a grid


def figures_of(chip, hold):
    taken = {Hold.POWER: chip.power, Hold.PRICE: chip.price, Hold.UNITS: ONE}[hold]
    return chip.rates[acn.NumberFormat.FP16].central, taken.central, chip.memory_bandwidth.central


def mixes(many, steps=STEPS):
    """Every way to part some steps among so many."""
    if many == 1:
        yield (steps,)
        return
    for first in range(steps + 1):
        for rest in mixes(many - 1, steps - first):
            yield (first, *rest)


def best_of_grid(choice, hold, share, weighed):
    """The most that any mix of the grid delivers of a budget of one; its parts are of units, or of what is weighed."""
    figures = [(*figures_of(item, hold), side == "domestic") for side, chips in choice.items() for item in chips]
    best = 0
    for parts in mixes(len(figures)):
        home = sum(part for part, (*_, domestic) in zip(parts, figures, strict=True) if domestic)
        if Fraction(home, STEPS) >= share:
            units = [
                Fraction(part, weight if weighed else 1) for part, (_, _, weight, _) in zip(parts, figures, strict=True)
            ]
            delivered = sum(unit * rate for unit, (rate, *_) in zip(units, figures, strict=True))
            taken = sum(unit * cost for unit, (_, cost, *_) in zip(units, figures, strict=True))
            best = max(best, Fraction(delivered) / taken)
    return best


@given(choices(), holds, st.sampled_from(TENTHS), st.booleans())
def test_a_point_is_the_best_of_every_mix_of_a_grid(choice, hold, share, weighed):
    result = solve(choice, hold, shares=(share,), share_by=MemoryBandwidth() if weighed else None)

    assert computes(result) == [best_of_grid(choice, hold, share, weighed) * result.budget.central]


# -- laws


@given(choices(), holds)
def test_more_required_never_delivers_more(choice, hold):
    assert all(more <= less for less, more in pairwise(computes(solve(choice, hold))))


@given(choices(), holds)
def test_where_nothing_is_required_the_best_chip_takes_all(choice, hold):
    result = solve(choice, hold, shares=("0%",))
    rates = [figures_of(item, hold) for chips in choice.values() for item in chips]

    assert computes(result) == [max(Fraction(rate) / cost for rate, cost, _ in rates) * result.budget.central]
    assert result.points[0].kept == ONE


@given(choices(), holds)
def test_where_all_is_required_nothing_foreign_is_bought(choice, hold):
    point = solve(choice, hold).at("100%")

    assert point.foreign is None
    assert point.reached == ONE


@given(choices(), holds, st.booleans())
def test_a_mix_takes_exactly_the_budget_and_has_the_share_at_least(choice, hold, weighed):
    result = solve(choice, hold, share_by=MemoryBandwidth() if weighed else None)

    for point in result.points:
        parts = [part for part in (point.foreign, point.domestic) if part]
        weights = [part.units * (figures_of(part.chip, hold)[2] if weighed else 1) for part in parts]
        home = weights[-1] if point.domestic else 0
        assert sum(part.units * figures_of(part.chip, hold)[1] for part in parts) == result.budget.central
        assert sum(part.units * figures_of(part.chip, hold)[0] for part in parts) == point.compute.central
        assert point.reached.central == Fraction(home) / sum(weights) >= point.required


@given(choices(), holds, st.fractions(1, 1000, max_denominator=100))
def test_a_budget_so_many_times_as_large_delivers_so_many_times_as_much_and_keeps_as_much(choice, hold, times):
    small = solve(choice, hold)
    large = frontier(small.budget * times, **choice, model=PEAK, hold=hold, shares=TENTHS)

    assert computes(large) == [compute * times for compute in computes(small)]
    assert [point.kept for point in large.points] == [point.kept for point in small.points]


@given(choices())
def test_units_of_input_and_the_order_of_chips_change_nothing(choice):
    def told_otherwise(item):
        power, rate = item.power.low, item.rates[acn.NumberFormat.FP16].low
        return attrs.evolve(item, power=f"{power * 1000} mW", rates={"fp16": f"{rate}e-15 PFLOP/s"})

    other = {side: [told_otherwise(item) for item in reversed(chips)] for side, chips in choice.items()}
    mine, theirs = (
        solve(choice),
        frontier("1000 kW", **other, model=PEAK, shares=[f"{n}0%" for n in range(STEPS, -1, -1)]),
    )

    assert mine.points == theirs.points


@given(choices(), holds, st.sampled_from(["foreign", "domestic"]), numbers, numbers)
def test_one_more_chip_to_choose_never_delivers_less(choice, hold, side, rate, cost):
    added = chip("added", f"{rate} TFLOP/s", f"{cost} W", f"{cost} USD")
    wider = {**choice, side: [*choice[side], added]}

    assert all(
        more >= less for less, more in zip(computes(solve(choice, hold)), computes(solve(wider, hold)), strict=True)
    )


@given(choices(), holds)
def test_kept_is_what_is_delivered_over_what_is_delivered_freely_and_cost_is_the_rest(choice, hold):
    points = solve(choice, hold).points

    for point in points:
        assert point.kept.central == Fraction(point.compute.central) / points[0].compute.central
        assert point.cost.central == 1 - point.kept.central


def ends(figure, take_high):
    return figure.high if take_high else figure.low


@given(doubtful_choices(), st.sampled_from(TENTHS), st.data())
def test_what_a_mix_delivers_and_keeps_encloses_every_case(choice, share, data):
    result = solve(choice, shares=(Fraction(0), share))
    free, point = result.points[0], result.points[-1]
    taken = {item.slug: item for chips in choice.values() for item in chips}
    true = {
        slug: (data.draw(inside(item.rates[acn.NumberFormat.FP16])), data.draw(inside(item.power)))
        for slug, item in taken.items()
    }

    def delivered(point):
        parts = [part for part in (point.foreign, point.domestic) if part]
        rate = sum(part.units * true[part.chip.slug][0] for part in parts)
        power = sum(part.units * true[part.chip.slug][1] for part in parts)
        return Fraction(rate) / power * result.budget.low

    assert point.compute.contains(delivered(point))
    assert point.kept.contains(Fraction(delivered(point)) / delivered(free))
    assert point.cost.contains(max(0, 1 - Fraction(delivered(point)) / delivered(free)))


@given(doubtful_choices(), st.sampled_from(TENTHS), st.data())
def test_the_share_that_is_reached_encloses_every_case(choice, share, data):
    point = solve(choice, shares=(share,), share_by=MemoryBandwidth()).points[0]
    weights = [
        part.units * data.draw(inside(part.chip.memory_bandwidth)) if part else 0
        for part in (point.foreign, point.domestic)
    ]

    assert point.reached.contains(Fraction(weights[1]) / sum(weights))


def inside(figure):
    return st.fractions(0, 1, max_denominator=10).map(lambda part: figure.low + (figure.high - figure.low) * part)


# -- by hand

SLOW = chip("slow", "100 TFLOP/s", "400 W", "8000 USD", "1600 GB/s")
FAST = chip("fast", "1000 TFLOP/s", "1000 W", "40000 USD", "4000 GB/s")


def test_a_frontier_by_hand():
    # 1 MW: 1,000 FAST deliver 1 EFLOP/s. At 70% of units, 0.3 x 1000 + 0.7 x 400 = 580 W a unit, and 370 TFLOP/s.
    result = frontier(
        "1 MW", foreign=[FAST], domestic=[SLOW], model=PEAK, shares=("70%", 0 * Fraction(1), "100%", "70%")
    )

    assert [str(point) for point in result.points] == [
        "0%: 1 EFLOP/s of 1,000 FAST",
        "70%: 637.9… PFLOP/s of 517.2413… FAST + 1,206.896… SLOW",
        "100%: 250 PFLOP/s of 2,500 SLOW",
    ]
    at = result.at("70%")
    assert at.kept == Estimate.point(Fraction(370, 580))
    assert at.cost == Estimate.point(Fraction(210, 580))
    assert (at.foreign.units, at.domestic.units) == (Fraction(300_000, 580), Fraction(700_000, 580))
    assert (at.foreign.chip, at.domestic.chip) == (FAST, SLOW)
    assert (at.reached, at.required) == (Estimate.point(Fraction(7, 10)), Fraction(7, 10))
    assert (str(result.budget), result.hold, result.share_by) == ("1 MW", Hold.POWER, None)


def test_of_two_that_are_level_the_domestic_one_and_then_the_first_by_slug():
    twins = [attrs.evolve(FAST, slug=slug) for slug in ("z", "y")]
    result = frontier("1 MW", foreign=[FAST], domestic=twins, model=PEAK)

    assert len(result.points) == len(EVERY_TWENTIETH) == 21
    assert {point.domestic.chip.slug for point in result.points} == {"y"}
    assert {point.foreign for point in result.points} == {None}
    assert {point.cost for point in result.points} == {Estimate(0, 0)}


def test_without_a_foreign_chip_the_frontier_is_flat():
    result = frontier(10, foreign=[], domestic=[SLOW], model=PEAK, hold="units")

    assert {str(point.compute) for point in result.points} == {"1 PFLOP/s"}


def test_doubt_decides_by_the_best_value_else_by_the_low_end():
    ranged = chip("ranged", "90..900 TFLOP/s", "400 W")
    best = chip("best", "95 (10..900) TFLOP/s", "400 W")
    result = frontier("1 MW", foreign=[], domestic=[ranged, best], model=PEAK, shares=("100%",))

    assert str(result.points[0]) == "100%: 237.5 (25 to 2,250) PFLOP/s of 2,500 BEST"


def test_a_frontier_without_a_best_value_has_none_and_a_rate_without_an_end_none_either():
    open_ended = chip("open", ">= 100 TFLOP/s", "200..400 W")
    points = frontier("1 MW", foreign=[FAST], domestic=[open_ended], model=PEAK, shares=("0%", "100%")).points

    assert str(points[1]) == "100%: at least 250 PFLOP/s of 5,000 OPEN"
    assert points[1].kept == Estimate(Fraction(1, 4), None)
    assert points[1].cost == Estimate(0, Fraction(3, 4))


def test_a_requirement_that_may_bring_more_costs_nothing_at_least():
    either = chip("either", "80 (50..400) TFLOP/s", "400 W")
    point = frontier(1, foreign=[SLOW], domestic=[either], model=PEAK, hold="units", shares=("100%",)).points[0]

    assert str(point.kept) == "0.8 (0.5..4)"
    assert str(point.cost) == "0.2 (0..0.5)"


def test_two_bases_never_mix():
    peak, memory = (
        frontier("1 MW", foreign=[FAST], domestic=[SLOW], model=model).at("70%").total
        for model in (PEAK, MemoryBandwidth())
    )

    assert str(memory) == "4,000,000 GB/s (memory bandwidth)"
    with pytest.raises(BasisMismatchError, match="two bases never add"):
        peak + memory


# -- budgets of what stands


def site(*deployments, **fields):
    return Facility(slug="site", name="Site", deployments=[Deployment(**item) for item in deployments], **fields)


def test_a_budget_is_what_stands_there():
    subject = site(
        {"chip": SLOW, "count": 10}, {"chip": FAST, "count": "2..4", "installed": "2027"}, commissioned="2025"
    )
    fleet = Fleet(slug="all", name="All", facilities=[subject])

    def budget(hold, where=subject, **fields):
        result = frontier(where, foreign=[FAST], domestic=[SLOW], model=PEAK, hold=hold, shares=("0%",), **fields)
        return str(result.budget), str(result.points[0].foreign.units)

    assert budget("power", on=date(2026, 1, 1)) == ("4000 W", "4")
    assert budget("power") == ("6000..8000 W", "6")
    assert budget("power", fleet) == ("6000..8000 W", "6")
    assert budget("price") == ("160000..240000 USD", "4")
    assert budget(Hold.UNITS) == ("12..14", "12")


def test_a_budget_in_doubt_widens_what_is_delivered_and_not_what_is_kept():
    result = frontier(
        site({"chip": FAST, "count": "2..4"}), foreign=[FAST], domestic=[SLOW], model=PEAK, shares=("0%", "100%")
    )

    assert [str(point.compute) for point in result.points] == ["2..4 PFLOP/s", "0.5..1 PFLOP/s"]
    assert [str(point.kept) for point in result.points] == ["1", "0.25"]


YUAN = chip("yuan", price="80000 CNY")
BARE = chip("bare", power=None, price=None)


@pytest.mark.parametrize(
    ("subject", "hold", "message"),
    [
        (
            site({"chip": BARE, "count": 3}, {"count": 2}, inventory="partial"),
            "power",
            "budget: no budget: what stands there takes more power than is known: 2 x chips of unknown model: model unknown; "
            ">= 0 x Site: inventory partial; 3 x BARE: the power of BARE is not known",
        ),
        (
            site({"chip": YUAN, "count": 3}),
            "price",
            "budget: no budget: what stands there takes more price than is known: 3 x YUAN: the price of YUAN is in CNY, not in "
            "USD; no rate of exchange is assumed",
        ),
        (site(inventory="complete"), "units", "budget: nothing may be there to spend: 0"),
        (
            site({"chip": FAST, "count": 3}, status="planned", commissioned="2027"),
            "power",
            "budget: nothing may be there to spend: <= 3000 W",
        ),
    ],
)
def test_a_subject_of_which_the_budget_is_not_known_is_refused_with_all_that_lacks(subject, hold, message):
    on = date(2027, 12, 31) if subject.status.value == "planned" else None

    with pytest.raises(InvalidValueError, match=re.escape(message)):
        frontier(subject, foreign=[FAST], domestic=[SLOW], model=PEAK, hold=hold, on=on)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"budget": "1 MB"}, "budget: not a power: '1 MB'; write one such as '400 W'"),
        ({"budget": 5}, "budget: not a power: 5; write text with a unit such as '400 W'"),
        ({"budget": 5, "hold": "price"}, "budget: not a price: '5'; write one such as '16854 USD'"),
        ({"budget": "1 MW", "hold": "units"}, "budget: not a plain number: '1 MW'"),
        ({"budget": "0 W"}, "budget: nothing may be there to spend: 0 W"),
        ({"hold": "money"}, "hold: unknown value 'money'"),
        ({"model": "fp16"}, "model: not a model of what chips deliver: 'fp16'"),
        ({"share_by": "fp16"}, "share_by: not a model of what chips deliver: 'fp16'"),
        ({"shares": "70%"}, "shares: a list is needed, got '70%'"),
        ({"shares": [70]}, "shares[0]: not a share: 70"),
        ({"shares": []}, "shares: at least one share is needed"),
        ({"foreign": [3]}, "foreign[0]: not a Chip: 3"),
        ({"domestic": FAST}, "domestic: not a sequence of Chip: "),
        ({"domestic": []}, "domestic: at least one chip is needed, because a share of domestic chips may be required"),
        ({"domestic": [SLOW, FAST]}, "a chip is given once, as foreign or as domestic; got twice: fast"),
        (
            {"domestic": [SLOW, BARE, chip("rateless", None)]},
            "no frontier: the power of BARE is not known; RATELESS has no sourced FP16 rate; formats with one: none",
        ),
        (
            {"budget": "1 USD", "hold": "price", "domestic": [SLOW, YUAN, BARE]},
            "no frontier: the price of YUAN is in CNY, not in USD; no rate of exchange is assumed; the price of BARE is not known",
        ),
        (
            {"domestic": [chip("least", "<= 9 TFLOP/s", "<= 9 W")]},
            "no frontier: LEAST may be nothing by FP16 peak, dense; LEAST may be nothing by power of chips",
        ),
        (
            {"foreign": [attrs.evolve(FAST, memory_bandwidth=None)], "share_by": MemoryBandwidth()},
            "no frontier: the memory bandwidth of FAST is not known",
        ),
    ],
)  # fmt: skip
def test_a_frontier_refuses_what_it_cannot_draw(arguments, message):
    given_ = {"budget": "1 MW", "foreign": [FAST], "domestic": [SLOW], "model": PEAK, **arguments}

    with pytest.raises(AichipcnError, match=re.escape(message)):
        frontier(given_.pop("budget"), **given_)


def test_a_point_that_was_not_asked_for_is_none():
    result = frontier("1 MW", foreign=[FAST], domestic=[SLOW], model=PEAK, shares=("0%", "70%"))

    with pytest.raises(
        InvalidValueError, match=re.escape("share: no point of the frontier is at 71%; allowed: 0%, 70%")
    ):
        result.at("71%")
    with pytest.raises(InvalidTypeError, match="share: not a share: 70"):
        result.at(70)


def test_what_a_chip_takes_is_a_model_of_its_own():
    dollars = cost_of(Hold.PRICE, [BARE, FAST, YUAN])

    assert (dollars.unit, cost_of(Hold.PRICE, [BARE]).unit, cost_of(Hold.UNITS, []).unit) == ("USD", "USD", "")
    assert str(standing_budget(site({"chip": FAST, "count": 3}), dollars, None)) == "120000 USD"
    assert str(Cost("units", "").basis) == "chips (units of chips)"
    with pytest.raises(InvalidValueError, match="the price of YUAN is in CNY, not in USD") as raised:
        dollars.rate(YUAN)
    assert raised.value.code == "no-rate"
    with pytest.raises(InvalidTypeError, match="chip: not a Chip: 3"):
        dollars.reason(3)


# -- the chips of the article


def test_by_peak_a_domestic_requirement_costs_nothing_against_the_h20_and_by_bandwidth_it_does(catalogue):
    h20, ascend, llama = catalogue.chips["H20"], catalogue.chips["910B"], catalogue.transformers["llama-3-1-70b"]
    decode = Roofline(workload=Decode(transformer=llama, context=2048, batch=16))
    by_peak, by_memory, by_work = (
        frontier("10 MW", foreign=[h20], domestic=[ascend], model=model).at("70%")
        for model in (PEAK, MemoryBandwidth(), decode)
    )

    assert by_peak.cost == Estimate(0, 0)
    assert by_peak.foreign is None
    assert by_memory.cost.central == by_work.cost.central == Fraction(42, 100)
    assert (by_memory.foreign.units, by_memory.domestic.units) == (7500, 17500)
