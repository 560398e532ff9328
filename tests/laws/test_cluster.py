"""Laws of the rate of a chip in a cluster, with what is lost there."""

import re
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import aichipcn as acn
from aichipcn.compute.basis import Basis
from aichipcn.compute.clusters.availability import Failures, availability, daly_interval, mtbf_of
from aichipcn.compute.clusters.cluster import Cluster
from aichipcn.compute.clusters.collectives import DataParallel, one_way, ring_all_reduce, ring_traffic
from aichipcn.compute.clusters.pipelines import Pipeline
from aichipcn.compute.factors import Factor
from aichipcn.compute.runs import TrainingRun
from aichipcn.compute.sampling import sample
from aichipcn.compute.utilised import Utilised
from aichipcn.errors import CountedTwiceError, InvalidTypeError, InvalidValueError, NoSuchFormatError
from aichipcn.model.utilisations import Included
from aichipcn.values.ternary import TRUE
from tests.laws.clusters import (
    CUT_OFF,
    IDLE,
    LINKED,
    PEAK,
    UNLINKED,
    a_cluster,
    amounts,
    chip,
    few,
    inside,
    intervals,
    point,
    shares,
    tensor_parallel,
)
from tests.laws.strategies import facility

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
