"""What the laws of chips that work together draw and build on."""

from fractions import Fraction

from hypothesis import strategies as st

import aichipcn as acn
from aichipcn.compute.clusters.availability import Failures
from aichipcn.compute.clusters.cluster import Cluster
from aichipcn.compute.clusters.collectives import DataParallel, TensorParallel
from aichipcn.compute.clusters.pipelines import Pipeline

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
