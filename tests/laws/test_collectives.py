"""Laws of pipelines and rings."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

import aichipcn as acn
from aichipcn.compute.clusters.collectives import DataParallel, one_way, ring_all_reduce
from aichipcn.compute.clusters.pipelines import Pipeline
from tests.laws.clusters import (
    HALF,
    a_cluster,
    amounts,
    chip,
    few,
    inside,
    intervals,
    point,
    seconds,
    tensor_parallel,
)

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
