"""Laws of equivalents on every basis, each with a plain reference of its own."""
# ruff: noqa: E501  (messages are shown whole)

from __future__ import annotations

import re
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import aichipcn as acn
from aichipcn.compute.bandwidth import MemoryBandwidth
from aichipcn.compute.bases import STANDARD, equivalents_of
from aichipcn.compute.effective import effective_compute, rate_over
from aichipcn.compute.equivalents import Equivalents
from aichipcn.compute.facts import BOUNDS, greater
from aichipcn.compute.greatest import EIGHT_BIT, SIXTEEN_BIT, GreatestPeak
from aichipcn.compute.metrics import tpp
from aichipcn.compute.processing import TotalProcessing
from aichipcn.errors import AichipcnError, BasisMismatchError, InvalidTypeError, InvalidValueError, NoSuchFormatError
from aichipcn.model.chips import Chip
from aichipcn.testing.strategies import chips, estimates
from aichipcn.values.estimate import ONE, Estimate

BARE = Chip(slug="bare", name="Bare")
FULL = Chip(
    slug="full",
    name="Full",
    rates={"fp16": "100..200 TFLOP/s", "bf16": "120 TFLOP/s", "int8": "300 TOP/s", "fp8": "200 TFLOP/s"},
    memory_bandwidth="1000..2000 GB/s",
)
HALF = Chip(slug="half", name="Half", rates={"int8": "150 TOP/s"}, memory_bandwidth="500 GB/s")


class Corner:
    """Values that take every fact at one end, as plain numbers."""

    def __init__(self, high):
        self.end = (lambda figure: figure.high) if high else (lambda figure: figure.low)

    def of(self, _, figure):
        return Fraction(self.end(figure))

    def constant(self, figure):
        return Fraction(figure.low)

    least = staticmethod(min)
    greatest = staticmethod(max)

    def either(self, _, options):
        return options[0]


known = st.builds(
    lambda n, rates, bandwidth: Chip(slug=f"c{n}", name=f"C{n}", rates=rates, memory_bandwidth=bandwidth),
    st.integers(0, 3),
    st.dictionaries(st.sampled_from(acn.NumberFormat), estimates("OP/s"), min_size=1, max_size=4),
    estimates("B/s"),
)
models = st.sampled_from([*STANDARD, TotalProcessing(), MemoryBandwidth(), GreatestPeak(tuple(acn.NumberFormat))])


# -- the models


@given(chips(), models)
def test_a_model_has_a_rate_or_a_reason_and_its_formula_over_bounds_is_its_rate(chip, model):
    if model.reason(chip) is None:
        assert model.rate_by(chip, BOUNDS).without_best() == model.rate(chip).without_best()
        assert model.rate(chip).unit == model.unit
    else:
        with pytest.raises(AichipcnError, match=re.escape(model.reason(chip))):
            model.rate(chip)
        with pytest.raises(AichipcnError, match=re.escape(model.reason(chip))):
            model.rate_by(chip, BOUNDS)


@given(known)
def test_the_tpp_over_the_corners_of_the_facts_is_the_greatest_rate_times_bits(chip):
    for high in (False, True):
        ends = [(rate.high if high else rate.low, item.bits) for item, rate in chip.rates.items()]
        if all(end is not None for end, _ in ends):
            plain = max(Fraction(end * bits, 10**12) for end, bits in ends)
            assert TotalProcessing().rate_by(chip, Corner(high)) == plain


@given(known)
def test_the_greatest_peak_is_that_of_the_formats_that_the_chip_has(chip):
    for model in (EIGHT_BIT, SIXTEEN_BIT):
        rates = [rate for item, rate in chip.rates.items() if item in model.formats]
        if rates:
            assert model.rate(chip).low == max(rate.low for rate in rates)
            highs = [rate.high for rate in rates]
            assert model.rate(chip).high == (None if None in highs else max(highs))


@given(estimates(), estimates())
def test_the_greatest_of_two_over_bounds_is_the_greater(one, other):
    assert BOUNDS.greatest(one, other) == greater(one, other)


def test_figures_of_a_chip_by_each_model():
    assert str(TotalProcessing().rate(FULL)) == "2400..3200 TPP" == str(tpp(FULL))
    assert str(EIGHT_BIT.rate(FULL)) == "300 TFLOP/s"
    assert str(SIXTEEN_BIT.rate(FULL)) == "120..200 TFLOP/s"
    assert str(MemoryBandwidth().rate(FULL)) == "1000..2000 GB/s"
    assert str(effective_compute(acn.Facility(slug="f", name="F", deployments=(acn.Deployment(chip=FULL, count=2),)), MemoryBandwidth())) == "2,000 to 4,000 GB/s (memory bandwidth)"  # fmt: skip


def test_formats_are_a_set():
    assert GreatestPeak(["int8", "fp8", "int8"]) == EIGHT_BIT
    assert str(EIGHT_BIT.basis) == "FLOP/s (FP8 or INT8 peak, dense)"


@pytest.mark.parametrize(
    ("model", "error", "message"),
    [
        (MemoryBandwidth(), InvalidValueError, "the memory bandwidth of Bare is not known"),
        (TotalProcessing(), InvalidValueError, "Bare has no sourced rate in any format, and so no TPP"),
        (EIGHT_BIT, NoSuchFormatError, "Bare has no sourced FP8 or INT8 rate; formats with one: none"),
    ],
)
def test_what_a_chip_lacks_is_named_and_nothing_stands_in_for_it(model, error, message):
    with pytest.raises(error, match=re.escape(message)) as raised:
        model.rate(BARE)
    assert raised.value.code == "no-rate"
    with pytest.raises(InvalidTypeError, match="chip: not a Chip: 3"):
        model.rate(3)


@pytest.mark.parametrize(
    ("formats", "message"),
    [
        ((), "formats: at least one number format is needed"),
        (("fp8", "fp9"), "formats[1]: unknown value 'fp9'; nearest: 'fp8'"),
        ("fp8", "formats: a list is needed, got 'fp8'"),
    ],
)
def test_formats_that_cannot_be(formats, message):
    with pytest.raises(AichipcnError, match=re.escape(message)):
        GreatestPeak(formats)


# -- equivalents


@given(known, known, st.booleans())
def test_equivalents_over_corners_are_the_quotient_of_the_rates_there(chip, reference, high):
    model = TotalProcessing()
    reference = attrs.evolve(reference, slug=f"{chip.slug}-too", rates={"fp16": "1..2 TFLOP/s"})
    chip = attrs.evolve(chip, rates={"fp8": "3..7 TFLOP/s"})
    ratio = Equivalents(reference=reference, by=model)
    plain = Fraction(56, 32) if high else Fraction(24, 16)

    assert ratio.rate_by(chip, Corner(high)) == plain
    assert ratio.rate(chip).contains(plain)
    assert ratio.rate_by(reference, Corner(high)) == 1


def test_a_model_without_a_formula_is_one_fact_of_each_chip():
    @attrs.frozen
    class Plain:
        unit = "OP/s"
        basis = acn.Basis("FLOP/s", "plain")

        def rate(self, chip):
            return chip.rate(acn.NumberFormat.INT8)

        def reason(self, _):
            return None

    class Noting(Corner):
        facts = ()

        def of(self, fact, figure):
            self.facts = (*self.facts, str(fact))
            return super().of(fact, figure)

    values = Noting(high=False)

    assert Equivalents(reference=FULL, by=Plain()).rate_by(HALF, values) == Fraction(1, 2)
    assert values.facts == ("FLOP/s (plain) of half", "FLOP/s (plain) of full")
    assert rate_over(acn.Peak("int8"), HALF, BOUNDS) == acn.Peak("int8").rate(HALF)


# -- the table


def claim(slug, chip, reference, ratio, workload=None):
    return acn.PerformanceClaim(slug=slug, chip=chip, reference=reference, ratio=ratio, workload=workload)


CLAIMS = (
    claim("told", HALF, FULL, "0.4"),
    claim("trained", HALF, FULL, "0.3..0.6", "training"),
    claim("elsewhere", BARE, FULL, "2", "inference"),
)


def test_a_chip_has_a_row_on_every_basis_with_a_ratio_or_a_reason():
    rows = equivalents_of(HALF, FULL, claims=CLAIMS, models=[acn.Peak("fp16"), acn.Peak("int8")])

    assert [str(row) for row in rows] == [
        "FP8 or INT8 peak, dense: 0.5",
        "FP8 peak, dense: Half has no sourced FP8 rate; formats with one: INT8",
        "INT8 peak, dense: 0.5",
        "FP16 or BF16 peak, dense: Half has no sourced FP16 or BF16 rate; formats with one: INT8",
        "total processing performance: 0.375 to 0.5",
        "memory bandwidth: 0.25 to 0.5",
        "FP16 peak, dense: Half has no sourced FP16 rate; formats with one: INT8",
        "INT8 peak, dense: 0.5",
        "claim: unsourced, 0.4; workload not stated: 0.4",
        "claim: unsourced, 0.3..0.6; workload: training: 0.3 to 0.6",
    ]
    assert [row.amount is None for row in rows] == [row.ratio is None for row in rows]
    assert all((row.ratio is None) is not (row.reason is None) for row in rows)
    assert all(row.basis.unit == "Full-equivalents" and row.chip is HALF for row in rows)


def test_a_reference_without_a_rate_is_the_reason_of_every_row():
    rows = equivalents_of(FULL, BARE)

    assert all(row.ratio is None and row.amount is None for row in rows)
    assert [str(row) for row in rows][-3:] == [
        "total processing performance: no equivalents: Bare has no sourced rate in any format, and so no TPP",
        "memory bandwidth: no equivalents: the memory bandwidth of Bare is not known",
        "claims; workload not stated: no published claim relates Full to Bare; workload not stated",
    ]


def test_a_chip_is_one_of_itself_on_every_basis_that_it_has():
    assert [row.ratio for row in equivalents_of(FULL, FULL, claims=CLAIMS)] == [ONE] * 7


@given(known, known)
def test_two_bases_never_add(chip, reference):
    amounts = [row.amount for row in equivalents_of(chip, reference) if row.amount]

    for i, one in enumerate(amounts):
        assert (one + one).value == one.value + one.value
        for other in amounts[i + 1 :]:
            with pytest.raises(BasisMismatchError, match="two bases never add"):
                one + other


@given(known, known)
def test_there_and_back_again_contains_one(chip, reference):
    there, back = equivalents_of(chip, reference), equivalents_of(reference, chip)

    for one, other in zip(there, back, strict=True):
        if one.ratio is not None and other.ratio is not None:
            assert (one.ratio * other.ratio).contains(1)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"chip": "H20"}, "chip: not a Chip: 'H20'"),
        ({"reference": None}, "reference: not a Chip: None"),
        ({"claims": [3]}, "claims[0]: not a PerformanceClaim: 3"),
        ({"models": "fp8"}, "models: a list is needed, got 'fp8'"),
        ({"models": ["fp8"]}, "models[0]: not a model of what chips deliver: 'fp8'; write one such as Peak('fp16')"),
    ],
)
def test_a_table_refuses_what_is_no_chip_no_claim_and_no_model(arguments, message):
    given_ = {"chip": HALF, "reference": FULL, **arguments}

    with pytest.raises(InvalidTypeError, match=re.escape(message)):
        equivalents_of(given_.pop("chip"), given_.pop("reference"), **given_)


def test_the_h20_against_the_h100_by_hand(catalogue):
    rows = equivalents_of(catalogue.chips["H20"], catalogue.chips["H100"], claims=catalogue.claims)
    by_words = {row.basis.words: row.ratio for row in rows}

    assert by_words["FP8 or INT8 peak, dense"] == Estimate.point(Fraction(296, 1979))
    assert by_words["memory bandwidth"] == Estimate.point(Fraction(4000, 3350))
    assert by_words["total processing performance"] == Estimate.point(Fraction(2368, 15832))
