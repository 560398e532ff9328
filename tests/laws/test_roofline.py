"""Laws of workloads and of the roofline, each with a plain reference of its own."""
# ruff: noqa: E501  (messages are shown whole)

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import aichipcn as acn
from aichipcn.compute.crossover import crossover
from aichipcn.compute.effective import effective_compute
from aichipcn.compute.facts import BOUNDS
from aichipcn.compute.roofline import Bind, Roofline, ridge
from aichipcn.compute.workloads import Counting, Decode, Prefill, Training, parts_of
from aichipcn.errors import CountedTwiceError, InvalidTypeError, InvalidValueError, NoSuchFormatError
from aichipcn.model.chips import Chip
from aichipcn.model.facilities import Deployment, Facility
from aichipcn.model.transformers import Attention, Transformer
from aichipcn.model.utilisations import Included, Phase, Utilisation
from aichipcn.testing.strategies import transformers
from aichipcn.values.estimate import Estimate
from aichipcn.values.ternary import FALSE, TRUE

DENSE = Transformer(
    slug="dense", name="Dense", parameters=8_030_261_248, layers=32, hidden=4096, heads=32, kv_heads=8,
    head_dimension=128, vocabulary=128_256, tied_embeddings=False,
)  # fmt: skip
MIXED = Transformer(
    slug="mixed", name="Mixed", parameters=671 * 10**9, active_parameters=37 * 10**9, layers=61, hidden=7168, heads=128,
    head_dimension=192, value_dimension=128, latent_dimension=512, rope_dimension=64, experts=256, active_experts=8,
    vocabulary=129_280, tied_embeddings=False,
)  # fmt: skip
sizes = st.integers(1, 4096)
catalogue = acn.load_catalogue()


def chip(rate="148 TFLOP/s", bandwidth="4000 GB/s", memory="96 GB", slug="chip", number_format="fp16"):
    rates = {number_format: rate} if rate else {}
    return Chip(slug=slug, name=slug.upper(), rates=rates, memory_bandwidth=bandwidth, memory=memory)


@st.composite
def workloads(draw):
    of, batch, length = draw(transformers()), draw(sizes), draw(sizes)
    formats = st.sampled_from(["fp16", "fp8", "fp4"])
    kinds = {
        Decode: {"context": length, "generated": draw(sizes), "cache": draw(formats)},
        Prefill: {"prompt": length, "cache": draw(formats)},
        Training: {"sequence": length, "compute": "fp16", "counting": draw(st.sampled_from(Counting))},
    }
    kind = draw(st.sampled_from(list(kinds)))
    return kind(transformer=of, batch=batch, weights=draw(formats), **kinds[kind])


figures = st.integers(1, 10**6)
ranges = st.tuples(figures, figures).map(sorted)


@st.composite
def chips(draw, slug="chip"):
    rate, bandwidth, memory = draw(ranges), draw(ranges), draw(ranges)
    return chip(
        f"{rate[0]}..{rate[1]} GFLOP/s", f"{bandwidth[0]}..{bandwidth[1]} GB/s", f"{memory[0]}..{memory[1]} GB", slug
    )


# -- workloads


@given(transformers())
def test_the_parts_of_a_transformer_sum_to_what_is_active_and_to_all_there_is(of):
    parts = parts_of(of)
    tables = parts.head * (1 if of.tied_embeddings else 2)

    assert parts.body + tables + (of.active_experts or 0) * parts.expert == of.active
    assert parts.body + tables + (of.experts or 0) * parts.expert == of.parameters


@given(sizes, sizes)
def test_a_dense_step_of_decoding_is_the_plain_sum_with_batch_and_cache_counted_once(batch, context):
    matrices = 8_030_261_248 - 128_256 * 4096  # without the table that words are looked up in
    kept = 2 * 32 * 8 * 128 * 2  # a key and a value, in 32 layers, of 8 x 128 numbers of 2 bytes
    demand = Decode(transformer=DENSE, batch=batch, context=context).demand

    assert demand.tokens == batch
    assert demand.operations == batch * (2 * matrices + context * 32 * 4 * 32 * 128)
    assert demand.traffic == 2 * matrices + batch * (context + 1) * kept
    assert demand.resident == 2 * 8_030_261_248 + batch * (context + 1) * kept


@given(sizes, sizes)
def test_a_dense_prefill_is_the_sum_over_its_tokens(batch, prompt):
    matrices = 8_030_261_248 - 2 * 128_256 * 4096
    attention = sum(position * 32 * 4 * 32 * 128 for position in range(1, min(prompt, 64) + 1))
    demand = Prefill(transformer=DENSE, batch=batch, prompt=min(prompt, 64)).demand

    assert demand.operations == batch * (2 * matrices * min(prompt, 64) + 2 * 128_256 * 4096 + attention)


def test_a_token_of_training_takes_six_operations_for_each_parameter_that_multiplies():
    workload = Training(transformer=DENSE, batch=2, sequence=8192, counting="none")

    assert workload.demand.operations_each == Estimate.point(6 * (8_030_261_248 - 128_256 * 4096), "OP/token")
    assert workload.demand.traffic == 8_030_261_248 * 34
    assert workload.demand.resident == 8_030_261_248 * 16
    full, causal = (attrs.evolve(workload, counting=item).demand.operations for item in ("full", "causal"))
    # PaLM, appendix B: 12 x layers x heads x head dimension x sequence for each token
    assert full - workload.demand.operations == 2 * 8192 * 12 * 32 * 32 * 128 * 8192
    assert causal - workload.demand.operations == (full - workload.demand.operations) * Fraction(8193, 2 * 8192)


def test_latent_attention_decodes_on_the_latent_itself():
    step = (
        Decode(transformer=MIXED, context=1000).demand.operations
        - Decode(transformer=MIXED, context=999).demand.operations
    )

    assert MIXED.attention is Attention.LATENT
    assert step == 61 * 128 * 2 * (512 + 64 + 512)
    assert MIXED.cached * 2 == 70_272  # bytes a token (arXiv 2505.09343, table 1: 70.272 KB)


@given(st.integers(1, 512), st.integers(1, 512))
def test_more_tokens_touch_more_experts_and_never_more_than_there_are(some, more):
    few, many = (
        Decode(transformer=MIXED, batch=size, context=1).demand.traffic for size in sorted((some, some + more))
    )
    everything = MIXED.parameters * 2 + (some + more) * 2 * MIXED.cached * 2

    assert few <= many <= everything


@given(st.integers(1, 300))
def test_each_expert_is_missed_by_every_token_of_a_batch_alike(batch):
    missed = Fraction(248, 256) ** batch  # each token goes through 8 of 256
    expert = Fraction(634 * 10**9, 248)
    shared = 37 * 10**9 - 2 * 129_280 * 7168 - 8 * expert
    weights = shared + 256 * (1 - missed) * expert + 129_280 * 7168
    traffic = Decode(transformer=MIXED, batch=batch, context=1).demand.traffic

    assert float(traffic - batch * 2 * MIXED.cached * 2) == pytest.approx(float(2 * weights), rel=1e-11)


def test_one_token_touches_the_experts_it_goes_through():
    per_step = Decode(transformer=MIXED, context=1, cache="fp8").demand.traffic - 2 * MIXED.cached

    assert per_step == pytest.approx(2 * (37 * 10**9 - 129_280 * 7168), rel=1e-11)


@given(workloads())
def test_whatever_is_read_once_is_no_more_than_what_is_held_but_in_training(workload):
    demand = workload.demand
    assert demand.operations > 0
    if not isinstance(workload, Training):
        slack = 1 + Fraction(1, 10**9)
        assert demand.traffic <= demand.resident * slack


# -- the roofline


@given(workloads(), chips(), st.fractions(Fraction(1, 100), 1), st.fractions(Fraction(1, 100), 1))
def test_the_rate_is_the_lesser_of_what_rate_and_bandwidth_allow(workload, of, mfu, mbu):
    model = Roofline(workload=workload, mfu=Estimate(mfu, mfu), mbu=Estimate(mbu, mbu))
    demand = workload.demand
    rate = model.rate(of)

    for got, peak, bandwidth in (
        (rate.low, of.rates.pairs[0][1].low, of.memory_bandwidth.low),
        (rate.high, of.rates.pairs[0][1].high, of.memory_bandwidth.high),
    ):
        seconds = max(demand.operations / (peak * mfu), demand.traffic / (bandwidth * mbu))
        assert got == Fraction(demand.tokens) / seconds
    assert rate.unit == "token/s"
    assert model.rate_by(of, BOUNDS) == rate


@given(workloads(), chips(), st.integers(2, 9))
def test_a_faster_chip_or_a_wider_memory_is_never_slower(workload, of, times):
    rate = Roofline(workload=workload).rate(of)
    faster = attrs.evolve(of, rates={"fp16": of.rates.pairs[0][1] * times})
    wider = attrs.evolve(of, memory_bandwidth=of.memory_bandwidth * times)

    for better in (faster, wider):
        assert Roofline(workload=workload).rate(better).low >= rate.low
        assert Roofline(workload=workload).rate(better).high >= rate.high


@given(workloads(), chips())
def test_operations_that_are_done_never_exceed_the_peak_nor_bytes_the_bandwidth(workload, of):
    rate, demand = Roofline(workload=workload).rate(of), workload.demand

    assert rate.high * demand.operations <= of.rates.pairs[0][1].high * demand.tokens
    assert rate.high * demand.traffic <= of.memory_bandwidth.high * demand.tokens


@given(workloads(), chips())
def test_the_time_of_a_pass_and_the_rate_of_each_chip_tell_the_same(workload, of):
    timing = Roofline(workload=workload).timing(of)

    assert timing.fits is TRUE
    assert timing.time.low * timing.chips * timing.rate.high == workload.demand.tokens
    assert timing.time.high * timing.chips * timing.rate.low == workload.demand.tokens
    if timing.binds is Bind.COMPUTE:
        assert timing.intensity.low >= timing.ridge.low
    if timing.binds is Bind.MEMORY:
        assert timing.intensity.low <= timing.ridge.high


@given(workloads(), chips())
def test_on_one_chip_fewer_it_is_not_certain_to_fit(workload, of):
    fewest = Roofline(workload=workload).fewest(of)

    assert Roofline(workload=workload, chips=fewest).reason(of) is None
    if fewest > 1:
        assert "needs" in Roofline(workload=workload, chips=fewest - 1).reason(of)


@given(st.integers(1, 500), st.integers(1, 500))
def test_effective_compute_of_a_workload_adds_up(some, others):
    model = Roofline(workload=Decode(transformer=DENSE, context=2048, batch=8))
    slow = chip(slug="other", rate="1 TFLOP/s")
    site = Facility(
        slug="site", name="Site",
        deployments=[Deployment(chip=chip(), count=some), Deployment(chip=slow, count=others)],
    )  # fmt: skip

    total = effective_compute(site, model).value
    assert total.low == some * model.rate(chip()).low + others * model.rate(slow).low


def test_units_of_input_change_nothing():
    one, other = chip("0.148 PFLOP/s", "4 TB/s", "96 GB"), chip("148e3 GFLOP/s", "4e6 MB/s", "0.096 TB")
    model = Roofline(workload=Decode(transformer=DENSE, context=2048))

    assert model.rate(one) == model.rate(other)
    assert model.timing(one).holds == model.timing(other).holds


def test_a_gibibyte_is_not_a_gigabyte():
    model = Roofline(workload=Decode(transformer=DENSE, context=2048))
    narrow, wide = (model.rate(chip(bandwidth=text)) for text in ("3350 GB/s", "3350 GiB/s"))

    assert wide.low / narrow.low == Fraction(2**30, 10**9)


# -- crossings


def crossing(one, other, workload, last=4096):
    """The sizes at which the one that leads changes, by trying all of them."""
    model = [Roofline(workload=attrs.evolve(workload, batch=size)) for size in range(1, last)]
    leads = [item.rate(one).low >= item.rate(other).low for item in model]
    return [size + 2 for size, (now, then) in enumerate(pairwise(leads)) if now != then]


@pytest.mark.parametrize(
    "workload",
    [
        Decode(transformer=catalogue.transformers["Llama 3.1 70B"], context=2048),
        Decode(transformer=catalogue.transformers["Llama 2 7B"], context=128),
        Decode(transformer=catalogue.transformers["DeepSeek-V3"], context=1024, weights="fp8"),
    ],
    ids=str,
)
def test_rooflines_of_h20_and_h100_cross_exactly_once_along_the_batch(workload):
    h20, h100 = catalogue.chips["H20"], catalogue.chips["nvidia-h100-sxm"]
    found = crossover(h20, h100, workload)

    assert [found.at.low] == crossing(h20, h100, workload, 1024)
    assert (found.before, found.after) == (h20, h100)
    assert found.at.is_point
    assert crossover(h100, h20, workload) == found


@given(figures, figures, figures, figures, st.integers(1, 2048))
def test_two_rooflines_cross_at_most_once_along_the_batch(rate, bandwidth, other_rate, other_bandwidth, context):
    one = chip(f"{rate} GFLOP/s", f"{bandwidth} MB/s")
    other = chip(f"{other_rate} GFLOP/s", f"{other_bandwidth} MB/s", slug="other")
    workload = Decode(transformer=DENSE, context=context)
    found = crossover(one, other, workload, farthest=64)
    leads = []
    for size in range(1, 65):
        model = Roofline(workload=attrs.evolve(workload, batch=size))
        leads.append(model.rate(found.after).low > model.rate(found.before).low)

    assert leads == sorted(leads)
    assert (found.at.low if found.at else None) == (leads.index(True) + 1 if True in leads else None)


@given(chips("one"), chips("other"), st.integers(1, 2048))
def test_a_crossing_of_doubtful_chips_is_where_one_may_and_where_it_must_stay_ahead(one, other, context):
    workload = Decode(transformer=DENSE, context=context)
    found = crossover(one, other, workload, farthest=48)
    models = [Roofline(workload=attrs.evolve(workload, batch=size)) for size in range(1, 49)]
    rates = [(model.rate(found.after), model.rate(found.before)) for model in models]
    may = [after.high > before.low for after, before in rates]
    must = [after.low > before.high for after, before in rates]
    stays = [size for size in range(1, 49) if all(may[size - 1 :])]
    certain = [size for size in range(1, 49) if all(must[size - 1 :])]

    assert crossover(other, one, workload, farthest=48) == found
    assert not must[0]  # what is certain to be ahead from the first has nobody to overtake
    if found.at is None:
        assert not stays
        (first_after, first_before), (last_after, last_before) = rates[0], rates[-1]
        assert first_before.low > first_after.high or last_before.high <= last_after.low  # nor does the other overtake
    else:
        assert (found.at.low, found.at.high) == (stays[0], certain[0] if certain else None)


def test_a_crossing_is_a_range_where_the_figures_are():
    sure, doubtful = chip("148 TFLOP/s", "4000 GB/s"), chip("800 TFLOP/s", "3000..3500 GB/s", slug="doubtful")
    found = crossover(sure, doubtful, Decode(transformer=DENSE, context=64))

    for size, truth in ((found.at.low - 1, FALSE), (found.at.high, TRUE)):
        model = Roofline(workload=Decode(transformer=DENSE, context=64, batch=size))
        assert (model.rate(doubtful) > model.rate(sure)) is truth
    assert found.at.low < found.at.high
    assert str(found) == f"DOUBTFUL overtakes CHIP at batch {found.at}"


def test_a_chip_that_may_never_be_ahead_for_certain_overtakes_without_an_upper_end():
    sure, doubtful = chip("148 TFLOP/s", "4000 GB/s"), chip("100..800 TFLOP/s", "3000 GB/s", slug="doubtful")

    assert crossover(sure, doubtful, Decode(transformer=DENSE, context=64)).at.high is None


def test_a_chip_that_is_better_in_both_is_never_overtaken():
    better, worse = chip(), chip("100 TFLOP/s", "3000 GB/s", slug="worse")
    found = crossover(worse, better, Decode(transformer=DENSE, context=64), farthest=100)

    assert found.at is None
    assert str(found) == "WORSE does not overtake CHIP up to batch 100"


def test_a_workload_grows_along_its_own_measures_alone():
    with pytest.raises(
        InvalidValueError, match=re.escape("prefill does not grow along 'contxt'; allowed: batch, prompt")
    ):
        crossover(chip(), chip(slug="other"), Prefill(transformer=DENSE, prompt=5), along="contxt")


# -- worked examples and refusals


def test_h20_and_h100_as_their_datasheets_have_them():
    h20, h100 = catalogue.chips["H20"], catalogue.chips["nvidia-h100-sxm"]
    step = Roofline(workload=Decode(transformer=catalogue.transformers["Llama 3.1 70B"], context=2048))

    assert str(ridge(h20, "fp16")) == "37 OP/B"
    assert float(ridge(h100, "fp16").low) == pytest.approx(295, abs=0.5)
    assert float((step.rate(h20) / step.rate(h100)).low) == pytest.approx(1.19, abs=0.005)
    assert step.timing(h20).binds is Bind.MEMORY
    assert f"it waits for its {step.timing(h20).binds}" == "it waits for its memory"


@pytest.mark.parametrize(
    ("of", "reason"),
    [
        (chip(rate=None), "CHIP has no sourced FP16 rate; formats with one: none"),
        (chip(number_format="fp8"), "CHIP has no sourced FP16 rate; formats with one: FP8"),
        (chip(bandwidth=None), "the memory bandwidth of CHIP is not known"),
        (chip(memory=None), "the memory of CHIP is not known, nor what fits into it"),
        (
            chip(memory="16 GB"),
            "decode of Dense, batch 1, context 2,048 tokens, FP16 needs 16.329089024 GB, and CHIP holds 16 GB",
        ),
    ],
)
def test_what_is_missing_is_named_and_nothing_takes_its_place(of, reason):
    model = Roofline(workload=Decode(transformer=DENSE, context=2048), chips=1)

    assert model.reason(of).startswith(reason)
    with pytest.raises(InvalidValueError, match=re.escape(reason)):
        model.rate(of)
    site = Facility(slug="site", name="Site", deployments=[Deployment(chip=of, count=2)])
    assert [item.reason for item in effective_compute(site, model).unknown] == [model.reason(of)]


def test_a_memory_that_may_be_nothing_holds_nothing_for_certain():
    with pytest.raises(
        InvalidValueError, match=re.escape("nothing fits for certain into the memory of CHIP: <= 96 GB")
    ):
        Roofline(workload=Decode(transformer=DENSE, context=1)).fewest(chip(memory="<= 96 GB"))


def test_a_ridge_needs_both_figures():
    with pytest.raises(InvalidValueError, match=re.escape("the memory bandwidth of CHIP is not known")):
        ridge(chip(bandwidth=None), "fp16")
    with pytest.raises(NoSuchFormatError):
        ridge(chip(), "fp8")
    with pytest.raises(InvalidValueError, match=re.escape("the memory bandwidth of CHIP is not known")):
        Roofline(workload=Decode(transformer=DENSE, context=1)).rate_by(chip(bandwidth=None), BOUNDS)


MFU = Utilisation(slug="measured", kind="mfu", value="40%", includes=["kernels", "communication"])


def test_a_measured_share_brings_what_it_includes_and_is_named():
    model = Roofline(workload=Training(transformer=DENSE, batch=1, sequence=2048, compute="fp16"), mfu=MFU)

    assert model.includes == {Included.KERNELS, Included.COMMUNICATION}
    assert str(model.basis) == (
        "token/s (roofline, MFU measured 0.4; training of Dense, batch 1 x 2,048 tokens,"
        " attention counted causal, computing FP16, weights BF16)"
    )
    assert Roofline(workload=model.workload).includes == frozenset()


def test_a_measured_share_of_the_bandwidth_bounds_decoding():
    measured = Utilisation(slug="read", kind="mbu", value="50%..60%", includes=["input"])
    model = Roofline(workload=Decode(transformer=DENSE, context=2048), mbu=measured)
    ceiling = Roofline(workload=model.workload).rate(chip())

    assert model.rate(chip()) == ceiling * Estimate.parse("50%..60%")
    assert model.includes == {Included.INPUT}
    assert model.basis.grounds.startswith("roofline, MBU read 0.5..0.6;")


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda w: Roofline(workload="decode"), InvalidTypeError, "workload: not a workload: 'decode'"),
        (lambda w: Roofline(workload=w, mbu=MFU), InvalidValueError, "mbu: an MBU is needed, and measured is an MFU"),
        (lambda w: Roofline(workload=w, mfu=0.4), InvalidTypeError, "mfu: not a share of the peak: 0.4"),
        (lambda w: Roofline(workload=w, mfu="120%"), InvalidValueError, "mfu: not a share: '120%' is more than 100%"),
        (lambda w: Roofline(workload=w, mfu=attrs.evolve(MFU, format="bf16")), InvalidValueError, "mfu: measured is a share of the BF16 peak, not of the FP16 peak"),
        (lambda w: Roofline(workload=w, mfu=attrs.evolve(MFU, phase="training")), InvalidValueError, "mfu: measured 0.4 is of training, not of decode"),
        (lambda w: Roofline(workload=w, mbu=attrs.evolve(MFU, kind="mbu", phase="prefill")), InvalidValueError, "mbu: measured is of prefill, not of decode"),
        (lambda w: Roofline(workload=w, mfu=[MFU, MFU]), CountedTwiceError, "both include kernels, communication: a loss counts once"),
        (lambda w: Roofline(workload=w, chips=0), InvalidTypeError, "chips: a whole number of at least 1 is needed, got 0"),
        (lambda w: Decode(transformer="llama", context=1), InvalidTypeError, "transformer: not a Transformer: 'llama'"),
        (lambda w: Decode(transformer=DENSE, context=-1), InvalidTypeError, "context: a whole number of at least 1"),
        (lambda w: Decode(transformer=DENSE, context=1, batch=1.5), InvalidTypeError, "batch: a whole number of at least 1"),
        (lambda w: Decode(transformer=DENSE, context=1, weights="fp17"), InvalidValueError, "weights: unknown value 'fp17'"),
        (lambda w: Training(transformer=DENSE, sequence=1, batch=1, counting="half"), InvalidValueError, "counting: unknown value 'half'"),
        (lambda w: Roofline(workload=w).rate("H20"), InvalidTypeError, "chip: not a Chip: 'H20'"),
    ],
)  # fmt: skip
def test_what_is_no_workload_or_no_share_is_refused(make, error, message):
    with pytest.raises(error, match=re.escape(message)):
        make(Decode(transformer=DENSE, context=2048))


def test_workloads_say_what_they_are():
    said = [
        str(Decode(transformer=DENSE, context=2048, generated=128, weights="fp8", cache="fp8")),
        str(Prefill(transformer=DENSE, prompt=2048)),
        str(Roofline(workload=Prefill(transformer=DENSE, prompt=2048), chips=4).basis.grounds),
    ]

    assert said == [
        "decode of Dense, batch 1, context 2,048 + 128 tokens, computing FP16, weights FP8, cache FP8",
        "prefill of Dense, batch 1, 2,048 tokens, FP16",
        "roofline, ceiling; prefill of Dense, batch 1, 2,048 tokens, FP16, on 4 chips",
    ]
    assert [item.phase for item in (Decode, Prefill, Training)] == [Phase.DECODE, Phase.PREFILL, Phase.TRAINING]
