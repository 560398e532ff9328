"""Laws of what is lost when chips work together: pipelines, rings, failures, and clusters of them."""

import math
import re
from fractions import Fraction

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import aichipcn as acn
from aichipcn.compute.basis import Basis
from aichipcn.compute.clusters.availability import Failures, availability, daly_interval, mtbf_of, young_interval
from aichipcn.compute.clusters.cluster import Cluster
from aichipcn.compute.clusters.collectives import DataParallel, TensorParallel, one_way, ring_all_reduce, ring_traffic
from aichipcn.compute.clusters.enclosures import STEEPEST, fallen, outward, root, shrunk
from aichipcn.compute.clusters.pipelines import Pipeline
from aichipcn.compute.factors import Factor
from aichipcn.compute.runs import TrainingRun
from aichipcn.compute.sampling import sample
from aichipcn.compute.utilised import Utilised
from aichipcn.errors import CountedTwiceError, InvalidTypeError, InvalidValueError, NoSuchFormatError
from aichipcn.model.utilisations import Included
from aichipcn.values.ternary import TRUE
from tests.laws.strategies import facility

LINKED = acn.Chip(slug="linked", name="Linked", rates={"fp16": "200..400 TFLOP/s"}, interconnect="400..800 GB/s")
UNLINKED = acn.Chip(slug="unlinked", name="Unlinked", rates={"fp16": "300 TFLOP/s"})
CUT_OFF = acn.Chip(slug="cut-off", name="Cut off", rates={"fp16": "300 TFLOP/s"}, interconnect="0 GB/s")
IDLE = acn.Chip(slug="idle", name="Idle", rates={"fp16": "0 TFLOP/s"}, interconnect="400 GB/s")
PEAK = acn.Peak("fp16")
HALF = Fraction(1, 2)

few = st.integers(1, 64)
seconds = st.fractions(Fraction(1, 100), 10**6, max_denominator=100)
amounts = st.integers(1, 10**15)
shares = st.fractions(0, 1, max_denominator=20)


def point(value, unit=""):
    return acn.Estimate(value, value, unit=unit)


def chip(rate="300 TFLOP/s", link="400 GB/s"):
    return acn.Chip(slug="x", name="X", rates={"fp16": rate}, interconnect=link)


@st.composite
def intervals(draw, numbers, unit=""):
    return acn.Estimate(*sorted(draw(st.tuples(numbers, numbers))), unit=unit)


@st.composite
def inside(draw, figure):
    return figure.low + (figure.high - figure.low) * draw(shares)


def a_cluster(of=PEAK, ranks=(4, 8, 16), microbatches=32, chips=None, **rest):
    """Stages, tensor and data parallel ranks of one cluster, with a step of 40 PFLOP."""
    stages, tensor, data = ranks
    given_parts = {
        "work": "40 PFLOP",
        "pipeline": Pipeline(stages=stages, microbatches=microbatches),
        "tensor": tensor_parallel(ranks=tensor),
        "data": DataParallel(ranks=data, gradients="6 GB", latency="5e-6 s"),
        "failures": Failures(mtbf="50000 h", checkpoint="30 s", restart="10 min"),
    }
    return Cluster(of=of, chips=chips or stages * tensor * data, **{**given_parts, **rest})


def tensor_parallel(**rest):
    shape = {"layers": 8, "hidden": 8192, "sequence": 4096, "batch": 1, "microbatches": 4}
    return TensorParallel(**{**shape, "format": "bf16", "phase": "training", "latency": "2e-6 s", "ranks": 8, **rest})


# -- what is irrational


@given(st.one_of(st.integers(0, 10**30), st.fractions(0, 10**6, max_denominator=10**9)))
def test_a_root_lies_between_its_bounds_which_lie_close(value):
    low, high = root(value)

    assert low**2 <= value <= high**2
    assert high - low <= high / 10**30


@given(st.integers(0, 10**12), st.integers(1, 10**12))
def test_a_root_that_is_rational_is_exact(above, below):
    assert root(Fraction(above, below) ** 2) == (Fraction(above, below), Fraction(above, below))


def powers(exponent, terms=60):
    """Bounds of e to the power of a number below 20, by its series: what is left is less than the last term twice."""
    total = term = Fraction(1)
    for i in range(1, terms + int(4 * exponent)):
        term = term * exponent / i
        total += term
    return total, total + 2 * term


@given(st.fractions(0, 20, max_denominator=1000))
def test_powers_of_e_lie_between_bounds_that_hold_those_of_the_series(exponent):
    least, most = powers(exponent)
    low, high = fallen(exponent)

    assert low <= 1 / most <= 1 / least <= high <= 1
    assert high - low <= Fraction(1, 10**36)
    if exponent:
        low, high = shrunk(exponent)
        assert low <= exponent / (most - 1) <= exponent / (least - 1) <= high <= 1
        assert high - low <= high / 10**20


@given(st.fractions(Fraction(1, 10**60), Fraction(1, 10**20)))
def test_what_is_left_of_one_at_a_small_exponent_is_told_as_closely_as_it_is_small(exponent):
    low, high = shrunk(exponent)

    assert 1 - exponent <= low <= 1 - exponent / 3 < high <= 1


def test_beyond_the_steepest_exponent_one_bound_is_left():
    for falling in (fallen, shrunk):
        assert falling(STEEPEST + 1) == (0, falling(STEEPEST)[1])
        assert falling(STEEPEST)[0] > 0
        assert falling(0) == (1, 1)


@given(st.lists(st.fractions(Fraction(1, 10**9), 10**9), min_size=3, max_size=3).map(sorted))
def test_rounding_outward_encloses_and_keeps_the_best_value_inside(ends):
    low, best, high = ends
    rounded = outward(low, high, best)

    assert rounded.low <= low <= high <= rounded.high
    assert rounded.high <= high * (1 + Fraction(1, 10**11))
    assert rounded.low >= low * (1 - Fraction(1, 10**11))
    assert outward(low, None, best, "s").high is None
    assert outward(low, high, None).best is None


def test_what_needs_no_rounding_is_a_point():
    assert outward(HALF, HALF, HALF) == point(HALF)


# -- pipelines


@given(few, few, few)
def test_the_efficiency_of_a_pipeline_is_that_of_its_slots(stages, rounds_of_it, chunks):
    pipeline = Pipeline(stages=stages, microbatches=stages * rounds_of_it, chunks=chunks)
    busy = stages * rounds_of_it * chunks

    assert pipeline.efficiency == point(Fraction(busy, busy + stages - 1))
    assert pipeline.bubble == point(Fraction(stages - 1, busy))
    assert 0 < pipeline.efficiency.low <= 1


@given(few, few, few)
def test_more_stages_wait_no_less_and_more_microbatches_or_chunks_no_more(stages, microbatches, more):
    def share(p=stages, m=microbatches, **rest):
        return Pipeline(stages=p, microbatches=m, **rest).efficiency.low

    assert share(p=stages + more) < share()
    assert share(m=microbatches + more) >= share()
    assert share(m=stages * microbatches, chunks=more) >= share(m=stages * microbatches)


@given(few, few)
def test_a_pipeline_of_one_stage_has_no_bubble(microbatches, chunks):
    assert Pipeline(stages=1, microbatches=microbatches, chunks=chunks).efficiency == point(1)


# -- rings


@given(amounts, st.integers(1, 10**4), amounts, seconds)
def test_a_ring_lasts_as_long_as_its_rounds(payload, ranks, link, latency):
    one_round = Fraction(payload, ranks) / link + latency
    lasting = ring_all_reduce(point(payload, "B"), ranks, link=point(link, "B/s"), latency=point(latency, "s"))

    assert lasting == point(one_round * 2 * (ranks - 1), "s")


@given(intervals(amounts, "B"), few, intervals(amounts, "B/s"), intervals(seconds, "s"), st.data())
def test_a_ring_in_doubt_encloses_every_ring_that_it_may_be(payload, ranks, link, latency, data):
    one = data.draw(inside(payload)) * Fraction(2 * (ranks - 1), ranks) / data.draw(inside(link))

    assert ring_all_reduce(payload, ranks, link=link, latency=latency).contains(
        one + 2 * (ranks - 1) * data.draw(inside(latency))
    )


def test_an_interconnect_is_stated_of_both_directions_and_a_ring_sends_in_one():
    h100 = chip(link="900 GB/s")

    assert one_way(h100) == acn.Estimate.parse("450 GB/s")
    assert ring_all_reduce("450 GB", 2, link=one_way(h100), latency="0 s") == acn.Estimate.parse("1 s")
    assert a_cluster(
        ranks=(1, 1, 2),
        pipeline=None,
        failures=None,
        tensor=None,
        data=DataParallel(ranks=2, gradients="450 GB", latency="0 s"),
        work="300 TFLOP",
    ).rate(h100) == acn.Estimate.parse("150 TFLOP/s")


@given(few, few, few, few, few, st.sampled_from([("fp32", 4), ("bf16", 2), ("fp8", 1)]))
def test_tensor_parallel_chips_sum_twice_on_the_way_forward_and_twice_back(ranks, layers, hidden, batch, micro, width):
    name, size = width
    shape = {"ranks": ranks, "layers": layers, "hidden": hidden, "batch": batch, "microbatches": micro, "format": name}
    sent = Fraction(2 * (ranks - 1), ranks) * batch * 4096 * hidden * size * layers * micro

    assert tensor_parallel(**shape).traffic == point(4 * sent, "B")
    assert tensor_parallel(**shape, phase="prefill").traffic == point(2 * sent, "B")
    assert tensor_parallel(**shape).delay.low == Fraction(2, 10**6) * 2 * (ranks - 1) * 4 * layers * micro


def test_numbers_of_half_a_byte_take_half_a_byte():
    assert tensor_parallel(hidden=1, sequence=1, format="fp4", phase="decode").payload == point(HALF, "B")


# -- failures


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


# -- clusters

ranks = st.tuples(*[st.sampled_from([1, 2, 4, 8])] * 3)


@given(ranks, st.sampled_from([8, 32, 256]), shares)
def test_the_efficiency_of_a_cluster_is_more_than_nothing_and_at_most_one(sizes, microbatches, overlap):
    data = DataParallel(ranks=sizes[2], gradients="6 GB", latency="5e-6 s", overlap=point(overlap))
    cluster = a_cluster(ranks=sizes, microbatches=microbatches, data=data)
    share = cluster.efficiency(LINKED)

    assert 0 < share.low <= share.high <= 1
    assert cluster.rate(LINKED).high <= PEAK.rate(LINKED).high
    assert cluster.rate(LINKED).low <= PEAK.rate(LINKED).low


@given(ranks, st.sampled_from([0, 1, 2]))
def test_a_larger_cluster_never_delivers_more_by_each_chip(sizes, which):
    larger = tuple(2 * size if i == which else size for i, size in enumerate(sizes))
    small, large = a_cluster(ranks=sizes).rate(LINKED), a_cluster(ranks=larger).rate(LINKED)

    assert large.low <= small.low
    assert large.high <= small.high


@given(ranks, st.integers(100, 1000), st.integers(1, 1000))
def test_more_bandwidth_never_delivers_less(sizes, link, more):
    cluster = a_cluster(ranks=sizes)
    slow, fast = (cluster.rate(chip(link=f"{value} GB/s")) for value in (link, link + more))

    assert slow.low <= fast.low
    assert slow.high <= fast.high


@given(ranks, st.integers(1, 100), st.integers(1, 100))
def test_more_microbatches_or_more_that_is_hidden_never_delivers_less(sizes, microbatches, more):
    def rate(m=microbatches, hidden=0):
        data = DataParallel(ranks=sizes[2], gradients="6 GB", latency="5e-6 s", overlap=point(Fraction(hidden, 100)))
        return a_cluster(ranks=sizes, microbatches=m, data=data).rate(LINKED)

    assert rate(m=microbatches + more).low >= rate().low
    assert rate(hidden=more).low >= rate().low
    assert rate(hidden=more).high >= rate().high


@given(st.sampled_from([LINKED, UNLINKED, CUT_OFF, IDLE]), few)
def test_one_chip_loses_nothing_to_communication_or_a_bubble(one, microbatches):
    alone = a_cluster(ranks=(1, 1, 1), microbatches=microbatches, failures=None)

    assert alone.rate(one) == PEAK.rate(one)
    assert alone.efficiency(one) == point(1)
    assert alone.reason(one) is None


def lasting(rate, link, sizes, microbatches, up):
    """The rate of one chip by the time of a step, typed out: 40 PFLOP, and what is sent at half of the interconnect."""
    stages, tensor, data = sizes
    activations = 4 * 8 * 4 * Fraction(2 * (tensor - 1), tensor) * 4096 * 8192 * 2
    summing = activations / (link / 2) + Fraction(2, 10**6) * 2 * (tensor - 1) * 4 * 8 * 4
    gradients = 6 * 10**9 * Fraction(2 * (data - 1), data) / (link / 2) + Fraction(5, 10**6) * 2 * (data - 1)
    bubble = 1 + Fraction(stages - 1, microbatches)
    return 40 * 10**15 / ((40 * 10**15 / rate + summing) * bubble + gradients) * up


@given(ranks, st.integers(1, 64), intervals(amounts), intervals(amounts), st.data())
def test_the_rate_in_a_cluster_is_that_of_its_step_and_encloses_every_point(sizes, microbatches, rate, link, data):
    one = chip(attrs.evolve(rate, unit="OP/s"), attrs.evolve(link, unit="B/s"))
    cluster = a_cluster(ranks=sizes, microbatches=microbatches)
    up = cluster.failures.availability(cluster.chips)
    points = Fraction(data.draw(inside(rate))), Fraction(data.draw(inside(link)))
    whole = cluster.rate(one)

    assert whole.low <= lasting(*points, sizes, microbatches, up.high)
    assert whole.high >= lasting(*points, sizes, microbatches, up.low)
    assert whole.low == lasting(Fraction(rate.low), Fraction(link.low), sizes, microbatches, up.low)
    assert whole.high == lasting(Fraction(rate.high), Fraction(link.high), sizes, microbatches, up.high)


@given(ranks, intervals(amounts), intervals(amounts))
def test_efficiency_times_rate_encloses_the_rate_in_the_cluster_and_is_it_where_nothing_is_in_doubt(sizes, rate, link):
    one = chip(attrs.evolve(rate, unit="OP/s"), attrs.evolve(link, unit="B/s"))
    cluster = a_cluster(ranks=sizes)
    product, whole = PEAK.rate(one) * cluster.efficiency(one), cluster.rate(one)

    assert product.low <= whole.low
    assert whole.high <= product.high
    if rate.is_point and link.is_point:
        assert (product.low, product.high) == (whole.low, whole.high)


@given(st.sampled_from(Included), st.sampled_from(["pipeline", "tensor", "data", "failures"]))
def test_a_loss_that_the_other_model_includes_is_refused_and_any_other_adds_up(loss, kept):
    dropped = dict.fromkeys({"pipeline", "tensor", "data", "failures"} - {kept})
    work = "40 PFLOP" if kept in ("tensor", "data") else None
    of = Utilised("fp16", Factor("40%", [loss], name="seen"))
    part = getattr(a_cluster(), kept)
    if loss in part.includes:
        with pytest.raises(CountedTwiceError, match=f"both include .*{loss}.*: a loss counts once") as caught:
            a_cluster(of, work=work, **dropped)
        assert caught.value.found == (loss,)
    else:
        cluster = a_cluster(of, work=work, **dropped)
        assert cluster.includes == part.includes | {loss}
        assert cluster.losses == part.includes


@given(st.sampled_from(["fp16", "bf16"]), st.integers(1, 1000))
def test_units_change_nothing_in_a_cluster(number_format, link):
    told = a_cluster(work="40 PFLOP", failures=Failures(mtbf="50 h", checkpoint="1 min", restart="1/6 h"))
    same = a_cluster(work="40000000 GOP", failures=Failures(mtbf="180000 s", checkpoint="60 s", restart="10 min"))

    assert told.rate(chip(link=f"{link} GB/s")) == same.rate(chip(link=f"{link}e9 B/s"))


# -- examples


class Noted:
    """Values that note which facts they stand for."""

    def __init__(self):
        self.facts = []

    def of(self, fact, figure):
        self.facts.append(str(fact))
        return figure

    def constant(self, figure):
        return figure


def test_the_formula_asks_for_each_fact_that_it_rests_on():
    values = Noted()
    cluster = a_cluster()

    assert cluster.rate_by(LINKED, values) == cluster.rate(LINKED)
    tensor, data, failures = map(str, (cluster.tensor, cluster.data, cluster.failures))
    assert set(values.facts) == {
        "rates.fp16 of linked",
        "interconnect of linked",
        "work of a step of 40 PFLOP",
        *(f"{figure} of {part}" for part in (tensor, data) for figure in ("traffic", "latency", "exposed")),
        f"availability of 512 chips of {failures}",
    }


class Flat:
    """A model without a formula over facts."""

    unit = "OP/s"
    basis = Basis("FLOP/s", "flat")

    def rate(self, _):
        return acn.Estimate.parse("100 TFLOP/s")

    def reason(self, _):
        return None


def test_a_model_without_a_formula_over_facts_is_one_fact():
    values = Noted()

    assert Cluster(of=Flat(), chips=2, pipeline=Pipeline(stages=2, microbatches=1)).rate_by(
        UNLINKED, values
    ) == acn.Estimate.parse("50 TFLOP/s")
    assert values.facts == ["FLOP/s (flat) of unlinked"]


def test_draws_of_a_cluster_lie_within_its_bounds():
    part = DataParallel(ranks=16, gradients="4..6 GB", latency="1e-6..1e-5 s", overlap="25%..50%")
    cluster = a_cluster(data=part, failures=Failures(mtbf="40000..60000 h", checkpoint="30 s", restart="5..10 min"))
    total = sample(facility([acn.Deployment(chip=LINKED, count=512)]), cluster, draws=2000, seed=1).totals
    bounds = cluster.rate(LINKED) * 512

    assert bounds.low <= total.min() < total.max() <= bounds.high
    assert total.max() - total.min() > float(bounds.high - bounds.low) / 3


def test_a_cluster_says_what_it_rests_on():
    cluster = a_cluster(
        pipeline=Pipeline(stages=4, microbatches=32, chunks=2),
        data=DataParallel(ranks=16, gradients="6 GB", latency="0 s", overlap="25%..50%"),
        failures=Failures(mtbf="40000..60000 h", checkpoint="30 s", restart="10 min", interval="20 min"),
    )

    assert str(cluster.basis) == (
        "FLOP/s (FP16 peak, dense, among 512 chips; pipeline of 4, 32 microbatches in 2 chunks; "
        "tensor parallel on 8, 128 sums of 67.108864 MB; data parallel on 16, 6 GB, 0.25..0.5 hidden; "
        "MTBF of a chip 40000..60000 h, checkpoints of 30 s every 1200 s, restarts of 600 s)"
    )
    assert cluster.unit == "OP/s"
    assert cluster.basis != attrs.evolve(cluster, work="41 PFLOP").basis
    assert Cluster(of=PEAK, chips=7).basis.grounds == "FP16 peak, dense, among 7 chips"


def test_what_a_facility_delivers_in_a_cluster_adds_up_and_names_what_it_cannot_count():
    cluster = a_cluster(failures=None)
    site = facility([acn.Deployment(chip=LINKED, count=512), acn.Deployment(chip=UNLINKED, count=8)])
    total = acn.effective_compute(site, cluster)

    assert total.low == cluster.rate(LINKED).low * 512
    assert total.is_lower_bound
    assert [str(item) for item in total.unknown] == ["8 x Unlinked: the interconnect of Unlinked is not known"]


def test_a_chip_without_what_is_needed_has_no_rate_and_no_other_takes_its_place():
    cluster = a_cluster()

    assert cluster.reason(LINKED) is None
    assert cluster.reason(UNLINKED) == "the interconnect of Unlinked is not known"
    assert cluster.reason(CUT_OFF) == "Cut off has no interconnect"
    assert "has no sourced FP8 rate" in a_cluster(acn.Peak("fp8")).reason(LINKED)
    for one in (UNLINKED, CUT_OFF):
        for ask in (cluster.rate, cluster.efficiency, one_way):
            with pytest.raises(InvalidValueError, match=re.escape(cluster.reason(one))) as caught:
                ask(one)
            assert caught.value.code == "no-rate"
    with pytest.raises(NoSuchFormatError):
        a_cluster(acn.Peak("fp8")).rate(LINKED)
    with pytest.raises(InvalidTypeError, match="not a Chip"):
        one_way("linked")


def test_a_chip_that_does_nothing_does_nothing_in_a_cluster():
    assert a_cluster().rate(IDLE) == point(0, "OP/s")
    assert a_cluster().efficiency(IDLE).high <= 1


def test_a_cluster_is_a_factor_of_a_training_run():
    cluster = a_cluster()
    factor = cluster.factor(chip())
    run = TrainingRun.on(
        chip(), "fp16", chips=512, utilisation=[Factor("40%", ["kernels"]), factor], tokens="1e12", parameters="7e9"
    )

    assert factor.includes == cluster.losses
    assert factor.name == "cluster of 512"
    assert run.share == factor.value * acn.Estimate.parse("40%")
    with pytest.raises(CountedTwiceError):
        attrs.evolve(run, utilisation=[Factor("40%", ["failures"]), factor])


def test_a_cluster_does_not_go_into_another_that_counts_the_same():
    inner = Cluster(of=PEAK, chips=4, pipeline=Pipeline(stages=4, microbatches=8))

    assert (Cluster(of=inner, chips=4, failures=a_cluster().failures).rate(UNLINKED) < inner.rate(UNLINKED)) is TRUE
    with pytest.raises(CountedTwiceError, match="pipeline bubble"):
        Cluster(of=inner, chips=4, pipeline=Pipeline(stages=4, microbatches=8))


def test_the_mtbf_of_many_is_the_part_of_one():
    assert mtbf_of("50000..60000 h", 1000) == acn.Estimate.parse("50..60 h")


def test_what_is_sent_round_a_ring():
    assert ring_traffic("8 GB", 8) == acn.Estimate.parse("14 GB")
    assert ring_traffic("8 GB", 1) == point(0, "B")


@pytest.mark.parametrize(
    ("make", "kind", "message"),
    [
        (
            lambda: Pipeline(stages=0, microbatches=1),
            TypeError,
            "stages: a whole number of at least 1 is needed, got 0",
        ),
        (
            lambda: Pipeline(stages=4, microbatches=6, chunks=2),
            ValueError,
            "microbatches: an interleaved schedule takes a multiple of its 4 stages as microbatches, not 6",
        ),
        (
            lambda: DataParallel(ranks=2, gradients="6 GB/s", latency="0 s"),
            ValueError,
            "gradients: not an amount of memory: '6 GB/s'",
        ),
        (
            lambda: DataParallel(ranks=2, gradients="6 GB", latency="0 s", overlap="110%"),
            ValueError,
            "overlap: not a share: '110%' is more than 100%",
        ),
        (lambda: tensor_parallel(latency="2 GB"), ValueError, "latency: not a time: '2 GB'; write one such as '54 h'"),
        (lambda: ring_traffic("6 GB", 0), TypeError, "ranks: a whole number of at least 1 is needed, got 0"),
        (
            lambda: ring_all_reduce("6 GB", 2, link="900 GB", latency="0 s"),
            ValueError,
            "link: not a bandwidth: '900 GB'",
        ),
        (
            lambda: Failures(mtbf="<= 1000 h", checkpoint="1 s", restart="1 s"),
            ValueError,
            "mtbf: a time between failures is more than nothing for certain; give a lower end, such as '>= 1000 h'",
        ),
        (
            lambda: Failures(mtbf="1000 h", checkpoint=">= 1 s", restart="1 s"),
            ValueError,
            "checkpoint: >= 1 s may be for ever; give an upper end",
        ),
        (
            lambda: Failures(mtbf="1000 h", checkpoint="1 s", restart="1 s", interval="10..20 min"),
            ValueError,
            "interval: an interval is chosen, not in doubt: give one time of more than nothing, not 10..20 min",
        ),
        (
            lambda: Failures(mtbf="1000 h", checkpoint="1 s", restart="1 s", interval="0 s"),
            ValueError,
            "interval: an interval is chosen, not in doubt: give one time of more than nothing, not 0 s",
        ),
        (
            lambda: availability(mtbf="1 h", checkpoint="1 s", restart="1 W"),
            ValueError,
            "restart: not a time: '1 W'; write one such as '54 h'",
        ),
        (
            lambda: daly_interval("1..2 h", "1 h"),
            ValueError,
            "a checkpoint that may take twice the MTBF, 1..2 h of 1 h, has no such interval",
        ),
        (lambda: mtbf_of("1 h", 0), TypeError, "chips: a whole number of at least 1 is needed, got 0"),
        (lambda: Cluster(of="fp16", chips=8), TypeError, "of: not a model of what chips deliver: 'fp16'"),
        (lambda: Cluster(of=PEAK, chips=8, pipeline=4), TypeError, "pipeline: not a Pipeline: 4"),
        (
            lambda: a_cluster(chips=100),
            ValueError,
            "chips: 100 chips are not shared out evenly among 4 x 8 x 16",
        ),
        (
            lambda: a_cluster(work=None),
            ValueError,
            "work: the work of a step is given where tensor or data parallel chips wait for each other, "
            "and nowhere else",
        ),
        (
            lambda: Cluster(of=PEAK, chips=8, work="40 PFLOP"),
            ValueError,
            "work: the work of a step is given where tensor or data parallel chips wait for each other, "
            "and nowhere else",
        ),
        (
            lambda: a_cluster(work="40 PFLOP/s"),
            ValueError,
            "work: the work of a step is in OP and more than nothing, not 40 PFLOP/s",
        ),
        (
            lambda: a_cluster(work="<= 40 PFLOP"),
            ValueError,
            "work: the work of a step is in OP and more than nothing, not <= 40 PFLOP",
        ),
    ],
)
def test_ugly_input_is_refused_with_what_to_write(make, kind, message):
    with pytest.raises(kind, match=f"^{re.escape(message)}") as caught:
        make()
    assert isinstance(caught.value, acn.AichipcnError)


def test_what_is_counted_twice_is_told():
    with pytest.raises(CountedTwiceError) as caught:
        a_cluster(Utilised("fp16", Factor("40%", ["kernels", "communication"], name="seen")))

    assert str(caught.value) == (
        "of: FLOP/s (FP16 peak, dense, x seen 0.4) and tensor parallel on 8, 128 sums of 67.108864 MB both include "
        "communication: a loss counts once"
    )
    assert caught.value.code == "counted-twice"
