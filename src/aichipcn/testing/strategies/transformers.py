"""Strategies of language models, and of how much of a chip they were measured to use."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from aichipcn.model.chips import Chip
from aichipcn.model.formats import NumberFormat
from aichipcn.model.sources import Source
from aichipcn.model.transformers import Transformer
from aichipcn.model.utilisations import Included, Phase, Utilisation, UtilisationKind
from aichipcn.testing.strategies.base import CHIPS, SOURCES, TRANSFORMERS
from aichipcn.testing.strategies.figures import (
    aliases,
    counts,
    few,
    names,
    notes,
    one_of,
    perhaps,
    shares,
    slugs,
    spans,
    words,
)
from aichipcn.testing.strategies.things import told
from aichipcn.values.units import BANDWIDTH, RATE


def transformers(*, sources: Collection[Source] = SOURCES) -> SearchStrategy[Transformer]:
    """Dense models and mixtures of experts, under each kind of attention."""
    return st.tuples(_shapes(), _sizes(), st.booleans()).flatmap(lambda drawn: _transformers(*drawn, sources=sources))


def _transformers(
    shape: dict[str, Any], size: dict[str, Any], tied: bool, *, sources: Collection[Source]
) -> SearchStrategy[Transformer]:
    return st.builds(
        Transformer, slug=slugs(), name=names(), developer=perhaps(words()), aliases=aliases(), **_just(shape),
        **_just(size), layers=counts(200), vocabulary=counts(300_000), hidden=counts(20_000),
        tied_embeddings=st.just(tied), context=perhaps(counts(10**6)), released=perhaps(spans()), **told(sources),
    )  # fmt: skip


def _just(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: st.just(value) for name, value in fields.items()}


def _shapes() -> SearchStrategy[dict[str, Any]]:
    """Heads, with the pairs of key and value that are kept for them."""
    shared = st.builds(
        lambda groups, each, width, value: {
            "heads": groups * each, "kv_heads": groups, "head_dimension": width, "value_dimension": value,
        },
        counts(16), counts(8), counts(256), perhaps(counts(256)),
    )  # fmt: skip
    latent = st.fixed_dictionaries(
        {
            "heads": counts(128), "head_dimension": counts(256), "value_dimension": perhaps(counts(256)),
            "latent_dimension": counts(1024), "rope_dimension": counts(128),
        }
    )  # fmt: skip
    return st.one_of(shared, latent)


_LEAST = 2 * 300_000 * 20_000
"""More parameters than the widest drawn table of words has."""


def _sizes() -> SearchStrategy[dict[str, Any]]:
    """Parameters, of a mixture of experts with those that work on a token."""
    dense = st.integers(_LEAST + 1, 10**12).map(lambda size: {"parameters": size})
    mixed = st.builds(
        lambda shared, expert, active, others: {
            "parameters": shared + (active + others) * expert, "active_parameters": shared + active * expert,
            "experts": active + others, "active_experts": active,
        },
        st.integers(_LEAST + 1, 10**12), counts(10**10), counts(16), counts(512),
    )  # fmt: skip
    return st.one_of(dense, mixed)


def utilisations(
    *,
    chips: Collection[Chip] = CHIPS,
    transformers: Collection[Transformer] = TRANSFORMERS,
    sources: Collection[Source] = SOURCES,
) -> SearchStrategy[Utilisation]:
    """Published utilisations, of some chips and models or of such as no source names."""
    peaks = st.sampled_from([f"312e12 {RATE}", f"2e12 {BANDWIDTH}"])
    return st.builds(
        Utilisation, slug=slugs(), kind=st.sampled_from(UtilisationKind), value=shares(),
        includes=few(st.sampled_from(Included), least=1), chip=perhaps(one_of(chips)), count=perhaps(counts()),
        phase=perhaps(st.sampled_from(Phase)), transformer=perhaps(one_of(transformers)), workload=notes(),
        format=perhaps(st.sampled_from(NumberFormat)), peak=perhaps(peaks), stack=perhaps(words()),
        published=perhaps(spans()), **told(sources),
    )  # fmt: skip
