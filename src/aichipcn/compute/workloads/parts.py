"""The parameters of a transformer by when they are read, and the operations of its attention.

One multiplication and one addition for each parameter that a token meets are two operations (Kaplan et al. 2020,
arXiv 2001.08361, section 2.1). A table of words that is only looked up in multiplies nothing.
"""

from __future__ import annotations

from fractions import Fraction

import attrs

from aichipcn.model.transformers import Transformer
from aichipcn.values.numbers import Exact, exact, simplest


@attrs.frozen
class Parts:
    """Parameters: `body` meets every token, `expert` is one routed expert of all layers, `head` predicts a word."""

    body: Exact
    expert: Exact
    head: int


def parts_of(of: Transformer) -> Parts:
    """The parts of a transformer.

    Of a mixture of experts, all parameters without the active ones are the experts that a token does not go through,
    so that one is (parameters - active) / (experts - active experts).
    """
    head = of.vocabulary * of.hidden
    if of.experts is None or of.active_experts is None:
        return Parts(of.active - of.words, 0, head)
    expert = simplest(Fraction(of.parameters - of.active, of.experts - of.active_experts))
    return Parts(of.active - of.words - of.active_experts * expert, expert, head)


def met(of: Transformer) -> Exact:
    """The parameters that multiply each token on its way, without the last layer that predicts a word."""
    parts = parts_of(of)
    return parts.body + (of.active_experts or 0) * parts.expert


def touched(of: Transformer, tokens: int) -> Exact:
    """The parameters that so many tokens together meet on their way, without the last layer; each is read once.

    Of E experts, tokens that each go through k meet E (1 - (1 - k/E)^tokens) on average, if the router has no
    favourites.
    """
    parts = parts_of(of)
    if of.experts is None or of.active_experts is None:
        return parts.body
    missed = (1 - of.active_experts / of.experts) ** tokens
    return parts.body + exact(of.experts * (1 - missed)) * parts.expert


def attended(of: Transformer, *, absorbed: bool = False) -> int:
    """Operations of all layers to attend from one token to one other.

    Two for each number of a query and for each of a value, in every head. Where latents are `absorbed`, as decoding
    does with latent attention, each head works on the latent itself (DeepSeek-V2, arXiv 2405.04434, section 2.1.2).
    """
    width = of.head_dimension + of.value_width
    if absorbed and of.latent_dimension is not None and of.rope_dimension is not None:
        width = 2 * of.latent_dimension + of.rope_dimension
    return 2 * of.layers * of.heads * width
