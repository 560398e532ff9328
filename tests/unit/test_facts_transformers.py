"""The embedded language models against figures written out by hand, and against what their architecture adds up to."""

from fractions import Fraction

import pytest

from aichipcn.model.transformers import Attention

BILLION = 10**9
DENSE = {
    # slug: parameters, layers, hidden, heads, kv heads, width of a head, words, tied, numbers kept for each token
    "bloom-176b": (176_247_271_424, 70, 14_336, 112, 112, 128, 250_880, True, 2_007_040),
    "gpt-3-175b": (175_000_000_000, 96, 12_288, 96, 96, 128, 50_257, True, 2_359_296),
    "llama-2-70b": (68_976_648_192, 80, 8_192, 64, 8, 128, 32_000, False, 163_840),
    "llama-2-7b": (6_738_415_616, 32, 4_096, 32, 32, 128, 32_000, False, 262_144),
    "llama-3-1-405b": (405_853_388_800, 126, 16_384, 128, 8, 128, 128_256, False, 258_048),
    "llama-3-1-70b": (70_553_706_496, 80, 8_192, 64, 8, 128, 128_256, False, 163_840),
    "llama-3-1-8b": (8_030_261_248, 32, 4_096, 32, 8, 128, 128_256, False, 65_536),
    "megatron-gpt-1t": (1_000_000_000_000, 128, 25_600, 160, 160, 160, 51_200, True, 6_553_600),
    "mt-nlg-530b": (530_000_000_000, 105, 20_480, 128, 128, 160, 51_200, True, 4_300_800),
    "opt-13b": (13_000_000_000, 40, 5_120, 40, 40, 128, 50_272, True, 409_600),
    "palm-540b": (540_350_000_000, 118, 18_432, 48, 1, 256, 256_000, True, 60_416),
    "pangu-ultra-135b": (135_000_000_000, 94, 12_288, 96, 8, 128, 153_376, False, 192_512),
    "qwen2-5-72b": (72_706_203_648, 80, 8_192, 64, 8, 128, 152_064, False, 163_840),
    "qwen3-32b": (32_762_123_264, 64, 5_120, 64, 8, 128, 151_936, False, 131_072),
    "qwen3-8b": (8_190_735_360, 36, 4_096, 32, 8, 128, 151_936, False, 73_728),
}
MIXTURES = {
    # slug: parameters and active ones in billions, layers, hidden, heads, kv heads, experts, of which active, words
    "deepseek-r1": ("671", "37", 61, 7_168, 128, None, 256, 8, 129_280),
    "deepseek-v3": ("671", "37", 61, 7_168, 128, None, 256, 8, 129_280),
    "glm-4-5": ("355", "32", 92, 5_120, 96, 8, 160, 8, 151_552),
    "gpt-oss-120b": ("116.83", "5.13", 36, 2_880, 64, 8, 128, 4, 201_088),
    "kimi-k2": ("1000", "32", 61, 7_168, 64, None, 384, 8, 163_840),
    "mixtral-8x7b": ("46.702792704", "12.9", 32, 4_096, 32, 8, 8, 2, 32_000),
    "pangu-pro-moe-72b": ("71.99", "16.5", 48, 5_120, 40, 8, 64, 8, 153_376),
    "pangu-ultra-moe-718b": ("718", "39", 61, 7_680, 128, None, 256, 8, 153_600),
    "qwen3-235b-a22b": ("235.09363456", "22", 94, 4_096, 64, 4, 128, 8, 151_936),
    "qwen3-30b-a3b": ("30.532122624", "3.3", 48, 2_048, 32, 4, 128, 8, 151_936),
}
KEPT = {  # numbers kept for each token
    "deepseek-r1": 35_136,
    "deepseek-v3": 35_136,
    "glm-4-5": 188_416,
    "gpt-oss-120b": 36_864,
    "kimi-k2": 35_136,
    "mixtral-8x7b": 65_536,
    "pangu-pro-moe-72b": 98_304,
    "pangu-ultra-moe-718b": 35_136,
    "qwen3-235b-a22b": 96_256,
    "qwen3-30b-a3b": 49_152,
}
LATENT = {"deepseek-r1", "deepseek-v3", "kimi-k2", "pangu-ultra-moe-718b"}
GATED = {
    # slug: width between, extra numbers of each layer, how far the stated count may be off
    "llama-2-70b": (28_672, 0, 0),
    "llama-2-7b": (11_008, 0, 0),
    "llama-3-1-405b": (53_248, 0, 0),
    "llama-3-1-70b": (28_672, 0, 0),
    "llama-3-1-8b": (14_336, 0, 0),
    "palm-540b": (73_728, 0, BILLION // 200),
    "pangu-ultra-135b": (28_672, 2 * 12_288, BILLION * 12 // 10),
    "qwen2-5-72b": (29_568, (64 + 2 * 8) * 128, 0),
    "qwen3-32b": (25_600, 2 * 128, 0),
    "qwen3-8b": (12_288, 2 * 128, 0),
}
"""Three matrices between: of Qwen2.5 the queries, keys and values have biases, of Qwen3 queries and keys are normed.

Pangu Ultra, whose report says 135 billion, adds up to 133.9."""
UNGATED = {
    # slug: rows of a table of positions, norms outside the layers, how far the stated count may be off
    "bloom-176b": (0, 2, 0),
    "gpt-3-175b": (2_048, 1, BILLION // 2),
    "megatron-gpt-1t": (2_048, 1, 10 * BILLION),
    "mt-nlg-530b": (2_048, 1, BILLION // 2),
    "opt-13b": (2_050, 1, BILLION // 2),
}
"""Two matrices between, four times as wide as the layer, and everything with biases."""
EXPERTS = {
    # slug: width of an expert, layers that have experts, share by which the stated counts may be off
    "deepseek-r1": (2_048, 58, "0.2%"),
    "deepseek-v3": (2_048, 58, "0.2%"),
    "glm-4-5": (1_536, 90, "0.2%"),
    "gpt-oss-120b": (2_880, 36, "0.6%"),
    "kimi-k2": (2_048, 60, "2.6%"),
    "mixtral-8x7b": (14_336, 32, "0.1%"),
    "pangu-pro-moe-72b": (1_344, 48, "0.01%"),
    "pangu-ultra-moe-718b": (2_048, 58, "0.1%"),
    "qwen3-235b-a22b": (1_536, 94, "0.1%"),
    "qwen3-30b-a3b": (768, 48, "0.2%"),
}
"""GLM-4.5 counts in the layer that foretells a second word: with it 90 have experts, without it 89."""


def share(text):
    return Fraction(text.removesuffix("%")) / 100


def outside(card):
    return card.vocabulary * card.hidden * (1 if card.tied_embeddings else 2)


def attended(card):
    return card.hidden * card.head_dimension * 2 * (card.heads + card.kv_heads)


def test_every_embedded_model_stands_in_one_of_the_tables(catalogue):
    assert {card.slug for card in catalogue.transformers} == {*DENSE, *MIXTURES}


@pytest.mark.parametrize("slug", DENSE)
def test_a_dense_model_is_as_its_source_has_it(catalogue, slug):
    card = catalogue.transformers[slug]
    counts = (card.parameters, card.layers, card.hidden, card.heads, card.kv_heads, card.head_dimension)

    assert (*counts, card.vocabulary, card.tied_embeddings, card.cached) == DENSE[slug]
    assert (card.active, card.experts) == (card.parameters, None)


@pytest.mark.parametrize("slug", MIXTURES)
def test_a_mixture_of_experts_is_as_its_source_has_it(catalogue, slug):
    card = catalogue.transformers[slug]
    parameters, active, *counts = MIXTURES[slug]

    assert (card.parameters, card.active) == (Fraction(parameters) * BILLION, Fraction(active) * BILLION)
    assert [card.layers, card.hidden, card.heads, card.kv_heads] == counts[:4]
    assert [card.experts, card.active_experts, card.vocabulary] == counts[4:]
    assert (card.tied_embeddings, card.cached) == (False, KEPT[slug])


def test_the_models_of_latent_attention_keep_one_latent_and_one_key(catalogue):
    latent = [card for card in catalogue.transformers if card.attention is Attention.LATENT]

    assert {card.slug for card in latent} == LATENT
    assert {(card.latent_dimension, card.rope_dimension) for card in latent} == {(512, 64)}
    assert {(card.head_dimension, card.value_width) for card in latent} == {(192, 128)}


@pytest.mark.parametrize("slug", GATED)
def test_the_parameters_of_a_gated_model_are_the_sum_of_its_parts(catalogue, slug):
    card = catalogue.transformers[slug]
    between, extra, slack = GATED[slug]
    norms = 0 if slug == "palm-540b" else 2 * card.hidden
    layer = attended(card) + 3 * card.hidden * between + norms + extra
    summed = card.layers * layer + outside(card) + (card.hidden if norms else 0)

    assert abs(card.parameters - summed) <= slack


@pytest.mark.parametrize("slug", UNGATED)
def test_the_parameters_of_a_model_without_gates_are_the_sum_of_its_parts(catalogue, slug):
    card = catalogue.transformers[slug]
    positions, norms, slack = UNGATED[slug]
    layer = 12 * card.hidden**2 + 13 * card.hidden
    summed = card.layers * layer + outside(card) + (positions + 2 * norms) * card.hidden

    assert abs(card.parameters - summed) <= slack


def test_every_dense_model_is_summed(catalogue):
    assert {*GATED, *UNGATED} == {*DENSE}


@pytest.mark.parametrize(
    ("slug", "between", "extra"),
    [("mixtral-8x7b", 14_336, 0), ("qwen3-235b-a22b", 1_536, 256), ("qwen3-30b-a3b", 768, 256)],
)
def test_the_exact_count_of_a_mixture_is_the_sum_of_its_parts(catalogue, slug, between, extra):
    card = catalogue.transformers[slug]
    expert = 3 * card.hidden * between
    layer = attended(card) + card.experts * (expert + card.hidden) + 2 * card.hidden + extra

    assert card.parameters == card.layers * layer + outside(card) + card.hidden


@pytest.mark.parametrize("slug", MIXTURES)
def test_the_size_of_an_expert_follows_from_the_counts(catalogue, slug):
    """What is not active is spread over the experts that are not: one has three matrices in each layer of experts."""
    card = catalogue.transformers[slug]
    between, layers, slack = EXPERTS[slug]
    derived = Fraction(card.parameters - card.active, card.experts - card.active_experts)
    configured = 3 * card.hidden * between * layers

    assert abs(derived / configured - 1) <= share(slack)


def test_every_model_has_sources_a_date_and_a_note_on_its_count(catalogue):
    cards = list(catalogue.transformers)

    assert [card.slug for card in cards if not (card.sources and card.released and card.confidence)] == []
    assert [card.slug for card in cards if "ount" not in card.note] == []
