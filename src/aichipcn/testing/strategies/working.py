"""Strategies of language models at work: workloads, rooflines, shares of the peak, training runs and clusters."""

from __future__ import annotations

from collections.abc import Collection

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from aichipcn.compute.clusters.availability import Failures
from aichipcn.compute.clusters.cluster import Cluster
from aichipcn.compute.clusters.collectives import DataParallel, TensorParallel
from aichipcn.compute.clusters.pipelines import Pipeline
from aichipcn.compute.factors import Factor
from aichipcn.compute.peak import Peak
from aichipcn.compute.roofline import Roofline
from aichipcn.compute.runs import TrainingRun
from aichipcn.compute.utilised import Utilised
from aichipcn.compute.workloads import Counting, Decode, Prefill, Training, Workload
from aichipcn.model.formats import NumberFormat
from aichipcn.model.transformers import Transformer
from aichipcn.model.utilisations import Included, Phase
from aichipcn.testing.strategies.base import TRANSFORMERS
from aichipcn.testing.strategies.figures import counts, estimates, few, notes, numbers, one_of, perhaps
from aichipcn.values.estimate import Estimate
from aichipcn.values.units import MEMORY, OPERATIONS, RATE, TIME

_FORMATS = st.sampled_from(NumberFormat)


def decodes(transformers: Collection[Transformer] = TRANSFORMERS) -> SearchStrategy[Decode]:
    """Models that write token by token."""
    return st.builds(
        Decode, transformer=one_of(transformers), batch=counts(4096), context=counts(10**5), generated=counts(4096),
        compute=_FORMATS, weights=_FORMATS, cache=_FORMATS,
    )  # fmt: skip


def prefills(transformers: Collection[Transformer] = TRANSFORMERS) -> SearchStrategy[Prefill]:
    """Models that read prompts."""
    return st.builds(
        Prefill, transformer=one_of(transformers), batch=counts(4096), prompt=counts(10**5), compute=_FORMATS,
        weights=_FORMATS, cache=_FORMATS,
    )  # fmt: skip


def trainings(transformers: Collection[Transformer] = TRANSFORMERS) -> SearchStrategy[Training]:
    """Models that learn."""
    return st.builds(
        Training, transformer=one_of(transformers), batch=counts(4096), sequence=counts(10**5),
        counting=st.sampled_from(Counting), compute=_FORMATS, weights=_FORMATS, states=counts(32),
    )  # fmt: skip


def workloads(transformers: Collection[Transformer] = TRANSFORMERS) -> SearchStrategy[Workload]:
    """Language models at work in any phase."""
    return st.one_of(decodes(transformers), prefills(transformers), trainings(transformers))


def parts_of_a_peak() -> SearchStrategy[Estimate]:
    """Shares of a peak, more than nothing of it."""
    ends = st.tuples(st.fractions(0, 1, max_denominator=100), st.fractions(0, 1, max_denominator=100))
    return ends.filter(lambda pair: max(pair) > 0).map(lambda pair: Estimate(min(pair), max(pair)))


def factors() -> SearchStrategy[Factor]:
    """Shares of the peak with the losses that they include."""
    losses = few(st.sampled_from(Included), most=3)
    return st.builds(
        Factor, parts_of_a_peak(), losses, name=notes(), format=perhaps(_FORMATS),
        phase=perhaps(st.sampled_from(Phase)),
    )  # fmt: skip


def utilised() -> SearchStrategy[Utilised]:
    """The peak in a format times a share of it."""
    return factors().flatmap(
        lambda factor: st.builds(Utilised, st.just(factor.format) if factor.format else _FORMATS, st.just(factor))
    )


def rooflines(transformers: Collection[Transformer] = TRANSFORMERS) -> SearchStrategy[Roofline]:
    """Workloads on the shares of the two peaks that are reached."""
    return st.builds(
        Roofline, workload=workloads(transformers), mfu=parts_of_a_peak(), mbu=parts_of_a_peak(),
        chips=perhaps(counts(16)),
    )  # fmt: skip


def _more_than_nothing(unit: str = "") -> SearchStrategy[Estimate]:
    return estimates(unit, numbers().map(lambda number: number + 1))


def training_runs() -> SearchStrategy[TrainingRun]:
    """Runs of which any side may be unknown."""
    asked = st.one_of(
        st.fixed_dictionaries(
            {"parameters": _more_than_nothing(), "attention": st.integers(0, 9).map(lambda n: f"{n} {OPERATIONS}")}
        ),
        st.fixed_dictionaries({"operations_per_token": perhaps(_more_than_nothing(OPERATIONS))}),
    )
    return st.builds(
        lambda sides, **known: TrainingRun(**sides, **known), asked, chips=perhaps(_more_than_nothing()),
        rate=perhaps(_more_than_nothing(RATE)), time=perhaps(_more_than_nothing(TIME)),
        utilisation=perhaps(parts_of_a_peak()), tokens=perhaps(_more_than_nothing()), solved_for=notes(),
    )  # fmt: skip


def pipelines(stages: SearchStrategy[int] | None = None) -> SearchStrategy[Pipeline]:
    """Layers shared out in stages; interleaved, the microbatches are a multiple of them."""
    return st.builds(
        lambda stages, rounds, chunks: Pipeline(stages=stages, microbatches=stages * rounds, chunks=chunks),
        counts(64) if stages is None else stages, counts(64), counts(8),
    )  # fmt: skip


def _times(least: int = 0) -> SearchStrategy[str]:
    return st.integers(least, 10**6).map(lambda seconds: f"{seconds} s")


def data_parallels(ranks: SearchStrategy[int] | None = None) -> SearchStrategy[DataParallel]:
    """Gradients summed among replicas."""
    return st.builds(
        DataParallel, ranks=counts(64) if ranks is None else ranks, gradients=estimates(MEMORY), latency=_times(),
        overlap=parts_of_a_peak(),
    )  # fmt: skip


def tensor_parallels(ranks: SearchStrategy[int] | None = None) -> SearchStrategy[TensorParallel]:
    """Layers shared out among chips."""
    return st.builds(
        TensorParallel, ranks=counts(64) if ranks is None else ranks, layers=counts(200), hidden=counts(20_000),
        sequence=counts(10**5), batch=counts(64), microbatches=counts(64), format=_FORMATS,
        phase=st.sampled_from(Phase), latency=_times(),
        overlap=parts_of_a_peak(),
    )  # fmt: skip


def failures() -> SearchStrategy[Failures]:
    """How often chips fail, and what that costs."""
    return st.builds(
        Failures, mtbf=_times(1), checkpoint=_times(), restart=_times(), interval=perhaps(_times(1)),
    )  # fmt: skip


def clusters() -> SearchStrategy[Cluster]:
    """Chips that work together, with some of the parts by which they lose."""
    return st.tuples(*(perhaps(counts(8)) for _ in range(3)), counts(8)).flatmap(_clusters)


def _clusters(shares: tuple[int | None, int | None, int | None, int]) -> SearchStrategy[Cluster]:
    """Clusters of stages, ranks of layers and ranks of replicas, and of a number of these together."""
    stages, layers, replicas, several = shares
    work = st.integers(1, 10**18).map(lambda amount: f"{amount} OP") if layers or replicas else st.none()
    return st.builds(
        Cluster, of=_FORMATS.map(Peak), chips=st.just((stages or 1) * (layers or 1) * (replicas or 1) * several),
        work=work, pipeline=pipelines(st.just(stages)) if stages else st.none(),
        tensor=tensor_parallels(st.just(layers)) if layers else st.none(),
        data=data_parallels(st.just(replicas)) if replicas else st.none(), failures=perhaps(failures()),
    )  # fmt: skip
