"""Laws of the share of the time in which work goes forward where chips fail."""

import math
from fractions import Fraction

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st

from aichipcn.compute.clusters.availability import Failures, availability, daly_interval, young_interval
from tests.laws.clusters import (
    inside,
    intervals,
    point,
    seconds,
)


def forward(mtbf, checkpoint, restart, interval):
    """Daly's share of the time in which work goes forward, in floats."""
    return math.exp(-restart / mtbf) * (interval / mtbf) / math.expm1((interval + checkpoint) / mtbf)


moderate = st.fractions(1, 1000, max_denominator=10)


@given(moderate, moderate, st.one_of(st.just(Fraction(0)), moderate), st.one_of(st.none(), moderate))
def test_availability_is_that_of_dalys_formula(mtbf, checkpoint, restart, interval):
    mtbf = 10 * mtbf
    chosen = math.sqrt(2 * checkpoint * mtbf) if interval is None else float(interval)
    share = availability(
        mtbf=point(mtbf, "s"),
        checkpoint=point(checkpoint, "s"),
        restart=point(restart, "s"),
        interval=interval if interval is None else point(interval, "s"),
    )
    assume((chosen + checkpoint) / mtbf < 500)

    assert math.isclose(share.central, forward(float(mtbf), float(checkpoint), float(restart), chosen), rel_tol=1e-9)
    assert share.high - share.low <= share.high / 10**10


@st.composite
def failing(draw):
    """An MTBF of one chip, a checkpoint, a restart and perhaps an interval, each in doubt or not."""
    interval = draw(st.one_of(st.none(), seconds.map(lambda value: point(value, "s"))))
    return Failures(
        mtbf=draw(intervals(st.integers(1, 10**12), "s")),
        checkpoint=draw(intervals(st.one_of(st.just(0), seconds), "s")),
        restart=draw(intervals(st.one_of(st.just(0), seconds), "s")),
        interval=interval,
    )


@given(failing(), st.integers(1, 10**6))
def test_availability_is_more_than_nothing_and_at_most_all_of_the_time(failures, chips):
    share = failures.availability(chips)

    assert 0 <= share.low <= share.high <= 1
    assert share.high > 0
    assert share.low > 0 or failures.mtbf.low / chips * 100 < 10**6 + failures.checkpoint.high + failures.restart.high


@given(failing(), st.integers(1, 10**5), st.integers(1, 10**5))
def test_more_chips_are_never_up_more_of_the_time(failures, chips, more):
    few_of_them, many = failures.availability(chips), failures.availability(chips + more)

    assert many.low <= few_of_them.low
    assert many.high <= few_of_them.high


@given(failing(), st.integers(1, 10**5), st.fractions(1, 100, max_denominator=10))
def test_rarer_failures_never_cost_more_and_longer_checkpoints_and_restarts_never_less(failures, chips, times):
    def share(**changes):
        return attrs.evolve(failures, **changes).availability(chips)

    for worse, better in (
        (share(), share(mtbf=failures.mtbf * times)),
        (share(checkpoint=failures.checkpoint * times), share()),
        (share(restart=failures.restart * times), share()),
    ):
        assert worse.low <= better.low
        assert worse.high <= better.high


@given(failing(), st.integers(1, 10**5), st.data())
def test_availability_in_doubt_encloses_that_of_every_point(failures, chips, data):
    part = attrs.evolve(
        failures,
        mtbf=point(data.draw(inside(failures.mtbf)), "s"),
        checkpoint=point(data.draw(inside(failures.checkpoint)), "s"),
        restart=point(data.draw(inside(failures.restart)), "s"),
    )
    whole, one = failures.availability(chips), part.availability(chips)

    assert whole.low <= one.low
    assert one.high <= whole.high


@given(moderate, moderate)
def test_the_interval_of_young_is_the_root_of_twice_checkpoint_times_mtbf(checkpoint, mtbf):
    interval = young_interval(point(checkpoint, "s"), point(mtbf, "s"))

    assert interval.low**2 <= 2 * checkpoint * mtbf <= interval.high**2
    assert math.isclose(interval.central, math.sqrt(2 * checkpoint * mtbf), rel_tol=1e-9)


@given(moderate, st.integers(2, 1000))
def test_the_interval_of_daly_is_that_of_his_series_and_serves_no_worse_than_youngs(checkpoint, times):
    mtbf = checkpoint * times
    ratio = math.sqrt(checkpoint / (2 * mtbf))
    series = math.sqrt(2 * checkpoint * mtbf) * (1 + ratio / 3 + ratio**2 / 9) - checkpoint
    interval = daly_interval(point(checkpoint, "s"), point(mtbf, "s"))
    young = young_interval(point(checkpoint, "s"), point(mtbf, "s"))

    assert math.isclose(interval.central, series, rel_tol=1e-9)
    cost = float(checkpoint)
    assert forward(float(mtbf), cost, 0, float(interval.central)) >= forward(float(mtbf), cost, 0, float(young.central))


@given(intervals(seconds, "s"), intervals(st.integers(10**7, 10**9), "s"), st.data())
def test_an_interval_in_doubt_encloses_that_of_every_point(checkpoint, mtbf, data):
    one = (point(data.draw(inside(checkpoint)), "s"), point(data.draw(inside(mtbf)), "s"))
    for rule in (young_interval, daly_interval):
        assert rule(checkpoint, mtbf).low <= rule(*one).low
        assert rule(*one).high <= rule(checkpoint, mtbf).high


def test_units_of_time_change_nothing():
    told = {"checkpoint": "1 min", "restart": "1/6 h", "interval": "1/24 day"}
    same = {"checkpoint": "60 s", "restart": "10 min", "interval": "1 h"}

    assert availability(mtbf="2 day", **told) == availability(mtbf="48 h", **same)
    assert young_interval("1 min", "2 day") == young_interval("60 s", "172800 s")


def test_what_never_fails_loses_its_checkpoints_alone():
    endless = {"mtbf": ">= 1000 h", "restart": "1 min"}

    assert availability(**endless, checkpoint="1 min", interval="19 min").high == Fraction(19, 20)
    assert availability(**endless, checkpoint="1 min").high == 1
    assert availability(**endless, checkpoint="1 min").best is None
    assert young_interval("1 min", ">= 1000 h").high is None


def test_checkpoints_that_take_no_time_leave_restarts_to_be_lost():
    share = availability(mtbf="1 h", checkpoint="0 s", restart="1 h")

    assert math.isclose(share.central, math.exp(-1), rel_tol=1e-11)
    assert availability(mtbf="1 h", checkpoint="0 s", restart="0 s") == point(1)
