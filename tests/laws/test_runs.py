"""Laws of factors on the peak rate, of compute that is put to use, and of training runs."""

import re
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import aichipcn as acn
from aichipcn.compute.factors import Factor, combined
from aichipcn.compute.peak import Peak
from aichipcn.compute.runs import TrainingRun
from aichipcn.compute.utilised import Utilised
from aichipcn.errors import CountedTwiceError, InvalidValueError, NoSuchFormatError
from aichipcn.model.utilisations import Included, Utilisation
from aichipcn.values.ternary import FALSE, TRUE, UNKNOWN
from tests.laws.strategies import CHIPS, DOMESTIC, OPAQUE, facility

SIDES = ("chips", "rate", "time", "utilisation", "tokens", "parameters")
UNITS = {"rate": "OP/s", "time": "s"}
DAY = 86400

amounts = st.one_of(st.integers(1, 10**12), st.fractions(Fraction(1, 1000), 10**6, max_denominator=1000))
shares = st.fractions(Fraction(1, 100), 1, max_denominator=100)


def point(value, unit=""):
    return acn.Estimate(value, value, unit=unit)


@st.composite
def intervals(draw, numbers=amounts, unit=""):
    return acn.Estimate(*sorted(draw(st.tuples(numbers, numbers))), unit=unit)


@st.composite
def runs(draw, figure=lambda numbers: numbers.map(point)):
    """The six sides of a run, of which any five may be given."""
    sides = {name: draw(figure(shares if name == "utilisation" else amounts)) for name in SIDES}
    return {name: attrs.evolve(value, unit=UNITS.get(name, "")) for name, value in sides.items()}


def without(sides, name):
    return {side: value for side, value in sides.items() if side != name}


def reference(sides, name):
    """The side that the other five leave, written out for each."""
    chips, rate, time, share, tokens, size = (sides.get(side) for side in SIDES)
    match name:
        case "chips":
            return Fraction(6 * size * tokens) / (rate * time * share)
        case "rate":
            return Fraction(6 * size * tokens) / (chips * time * share)
        case "time":
            return Fraction(6 * size * tokens) / (chips * rate * share)
        case "utilisation":
            return Fraction(6 * size * tokens) / (chips * rate * time)
        case "tokens":
            return Fraction(chips * rate * time * share) / (6 * size)
        case "parameters":
            return Fraction(chips * rate * time * share) / (6 * tokens)


def side_of(run, name):
    return run.share if name == "utilisation" else getattr(run, name)


solvable = st.sampled_from([name for name in SIDES if name != "utilisation"])


@given(runs(), st.sampled_from(SIDES))
def test_the_side_that_is_solved_for_is_that_of_the_formula(sides, name):
    expected = reference({side: value.low for side, value in sides.items()}, name)
    run = TrainingRun(**without(sides, name))
    if name == "utilisation" and expected > 1:
        with pytest.raises(InvalidValueError, match="even the whole peak would not do"):
            run.solve()
    else:
        assert side_of(run.solve(), name) == point(expected, UNITS.get(name, ""))


@given(runs(), solvable, st.sampled_from(SIDES))
def test_what_is_solved_for_and_put_back_gives_every_other_side_as_it_was(sides, name, other):
    solved = TrainingRun(**without(sides, name)).solve()
    whole = {side: side_of(solved, side) for side in SIDES}

    assert solved.agrees() is TRUE
    assert side_of(TrainingRun(**without(whole, other)).solve(), other) == whole[other]


@given(runs(intervals), solvable, st.data())
def test_an_interval_encloses_the_answer_of_every_point_in_it(sides, name, data):
    part = {side: value.low + (value.high - value.low) * data.draw(st.fractions(0, 1)) for side, value in sides.items()}
    solved = TrainingRun(**without(sides, name)).solve()

    assert side_of(solved, name).contains(reference(part, name))


@given(runs(), st.data())
def test_a_utilisation_encloses_every_one_that_is_possible(sides, data):
    wide = attrs.evolve(sides["time"], high=sides["time"].high * 1000)
    run = TrainingRun(**{**without(sides, "utilisation"), "time": wide})
    time = wide.low + (wide.high - wide.low) * data.draw(st.fractions(0, 1))
    share = reference({**{side: value.low for side, value in sides.items()}, "time": time}, "utilisation")
    if share <= 1:
        solved = run.solve().share
        assert solved.contains(share)
        assert solved.high <= 1


@given(runs(), st.fractions(1, 3, max_denominator=10))
def test_more_tokens_take_longer_and_more_chips_less_long(sides, more):
    def took(**changes):
        return TrainingRun(**{**without(sides, "time"), **changes}).solve().time.low

    assert took(tokens=sides["tokens"] * more) == took() * more
    assert took(chips=sides["chips"] * more) == Fraction(took()) / more


@given(runs(), st.sampled_from([("TFLOP/s", 10**12), ("GOP/s", 10**9)]), st.sampled_from([("h", 3600), ("day", DAY)]))
def test_the_units_that_a_run_is_told_in_change_nothing(sides, rate, time):
    told = {
        **sides,
        "rate": f"{format_of(sides['rate'].low, rate[1])} {rate[0]}",
        "time": f"{format_of(sides['time'].low, time[1])} {time[0]}",
    }

    assert TrainingRun(**told) == TrainingRun(**sides)


def format_of(value, factor):
    part = Fraction(value) / factor
    return f"{part.numerator}/{part.denominator}"


@given(intervals(), intervals(), st.sampled_from(["0%", "5%", "100%"]))
def test_a_run_agrees_as_every_point_of_it_does(delivered, demanded, within):
    run = TrainingRun(
        chips=delivered, rate="1 OP/s", time="1 s", utilisation="100%", tokens=demanded, operations_per_token="1 OP"
    )
    margin = Fraction(within.removesuffix("%")) / 100
    corners = {
        (1 - margin) * need <= done <= (1 + margin) * need
        for need in (demanded.low, demanded.high)
        for done in (delivered.low, delivered.high)
    }
    if run.agrees(within) is TRUE:
        assert corners == {True}
    elif run.agrees(within) is FALSE:
        assert corners == {False}


# -- factors

losses = st.sets(st.sampled_from(Included), max_size=4).map(tuple)
factors = st.builds(Factor, intervals(shares), losses)


@given(st.lists(factors, min_size=1, max_size=3))
def test_factors_multiply_where_no_loss_is_in_two_of_them_and_are_refused_where_one_is(given_factors):
    every = [loss for factor in given_factors for loss in factor.includes]
    if len(set(every)) == len(every):
        share, includes = combined(given_factors)
        low = high = Fraction(1)
        for factor in given_factors:
            low, high = low * factor.value.low, high * factor.value.high
        assert (share.low, share.high) == (low, high)
        assert includes == set(every)
    else:
        with pytest.raises(CountedTwiceError, match="both include"):
            combined(given_factors)


@given(intervals(shares), st.sampled_from([chip for chip in CHIPS if chip is not OPAQUE]))
def test_what_is_put_to_use_is_no_more_than_the_peak(share, chip):
    peak, used = Peak("fp16").rate(chip), Utilised("fp16", share).rate(chip)

    assert used.low <= peak.low
    assert used.high <= peak.high
    assert (used.low, used.high) == (peak.low * share.low, peak.high * share.high)


@given(shares, shares)
def test_more_utilisation_is_never_less_compute(one, other):
    less, more = sorted((one, other))

    assert Utilised("fp16", point(less)).rate(DOMESTIC).high <= Utilised("fp16", point(more)).rate(DOMESTIC).high


@given(st.lists(st.tuples(st.sampled_from(CHIPS[:4]), st.integers(1, 1000)), min_size=1, max_size=4), intervals(shares))
def test_what_is_put_to_use_adds_up_over_the_chips(held, share):
    model = Utilised("fp16", share)
    deployments = [acn.Deployment(chip=chip, count=count) for chip, count in held]
    total = acn.effective_compute(facility(deployments), model)

    assert total.low == sum(model.rate(chip).low * count for chip, count in held)
    assert total.high == sum(model.rate(chip).high * count for chip, count in held)


# -- examples


def observed(slug="seen", kind="mfu", value="40%", includes=("communication",), **rest):
    return Utilisation(slug=slug, kind=kind, value=value, includes=includes, **rest)


def test_a_language_model_of_65_billion_parameters():
    run = TrainingRun(chips=2048, rate="312 TFLOP/s", time="21 day", tokens="1.4e12", parameters="65.2e9").solve()

    assert run.solved_for == "utilisation"
    assert run.derivation == ("utilisation = tokens x operations per token / (chips x time x rate) = 0.4723993…")
    assert str(run) == (
        "chips 2,048; rate 312 TFLOP/s; time 21 day; utilisation 0.4723993…; tokens 1,400,000,000,000; "
        "operations per token 391.2 GFLOP; " + run.derivation
    )
    assert run.chip_time.text("h") == "1032192 h"
    assert TrainingRun(chips=1).derivation == ""
    assert str(TrainingRun(chips=1)) == "chips 1"
    assert str(TrainingRun()) == ""


def test_how_parameters_come_out_of_what_was_delivered():
    run = TrainingRun(chips=10, rate="6 OP/s", time="1 h", utilisation="50%", tokens=100).solve()

    assert run.parameters == point(180)
    assert run.derivation == "parameters = chips x time x rate x utilisation / (6 x tokens) = 180"


def test_attention_comes_on_top_of_six_operations_for_each_parameter():
    run = TrainingRun(parameters=10, attention="40 OP", tokens=3)

    assert run.per_token == point(100, "OP")
    assert run.demanded == point(300, "OP")
    assert TrainingRun(operations_per_token="100 OP", tokens=3).demanded == point(300, "OP")


def test_a_run_on_a_chip_of_the_catalogue_has_its_dense_peak_and_no_other():
    chip = acn.load_catalogue().chips["nvidia-a100-80gb"]

    assert TrainingRun.on(chip, "bf16").rate == acn.Estimate.parse("312 TFLOP/s")
    with pytest.raises(NoSuchFormatError, match="has no sourced FP8 rate"):
        TrainingRun.on(chip, "fp8", chips=8)


def test_goodput_and_mfu_multiply():
    mfu = observed("pace", value="40%", includes=["communication", "pipeline-bubble"], phase="training")
    goodput = observed("uptime", kind="goodput", value=">= 90%", includes=["checkpoints"])
    run = TrainingRun(chips=1, rate="1 OP/s", time="100 s", utilisation=[mfu, goodput], parameters=1)

    assert run.share == acn.Estimate.parse("0.36..0.4")
    assert run.solve().tokens == acn.Estimate.parse("6..20/3")
    share, includes = combined([mfu, goodput])
    assert str(share) == "0.36..0.4"
    assert includes == {
        Included.KERNELS,
        Included.COMMUNICATION,
        Included.PIPELINE_BUBBLE,
        Included.FAILURES,
        Included.CHECKPOINTS,
    }


def test_what_is_put_to_use_says_what_it_rests_on():
    model = Utilised("fp16", [observed("pace"), Factor("9/10", ["failures"], name="uptime")])

    assert str(model.basis) == "FLOP/s (FP16 peak, dense, x pace 0.4 x uptime 0.9)"
    assert model.basis.detail == "kernels, communication, failures"
    assert model.unit == "OP/s"
    assert str(model.share) == "0.36"
    assert model.includes == {Included.KERNELS, Included.COMMUNICATION, Included.FAILURES}
    assert model.rate(DOMESTIC) == acn.Estimate.parse("108 TFLOP/s")
    assert model.reason(DOMESTIC) is None
    assert model.reason(OPAQUE) == "opaque has no sourced FP16 rate; formats with one: none"
    assert Utilised("fp16", "40%").basis.grounds == "FP16 peak, dense, x 0.4"


class Noted:
    """Values that note which facts they stand for."""

    def __init__(self):
        self.facts = []

    def of(self, fact, figure):
        self.facts.append(str(fact))
        return figure


def test_the_formula_asks_for_each_fact_that_it_rests_on():
    values = Noted()
    model = Utilised("fp16", [observed("pace"), Factor("90%", ["failures"])])

    assert model.rate_by(DOMESTIC, values) == model.rate(DOMESTIC)
    assert values.facts == ["rates.fp16 of domestic", "share of pace", "share of 0.9 (failures)"]


def test_agreement_within_the_rounding_of_a_print():
    run = TrainingRun(chips=1, rate="1 OP/s", time="98 s", utilisation="100%", operations_per_token="1 OP", tokens=100)

    assert run.agrees() is FALSE
    assert run.agrees("2%") is TRUE
    assert attrs.evolve(run, time="50..98 s").agrees("2%") is UNKNOWN
    assert attrs.evolve(run, time="103..300 s").agrees("2%") is FALSE


@pytest.mark.parametrize(
    ("make", "kind", "message"),
    [
        (
            lambda: TrainingRun(chips=0),
            ValueError,
            "chips: nothing of it makes no run; leave it out where it is unknown",
        ),
        (
            lambda: TrainingRun(utilisation="0%"),
            ValueError,
            "utilisation: nothing of it makes no run; leave it out where it is unknown",
        ),
        (
            lambda: TrainingRun(time="5 W"),
            ValueError,
            "time: not a time: '5 W'; write one such as '54 h'; allowed: s, min, h, day",
        ),
        (
            lambda: TrainingRun(time=5),
            TypeError,
            "time: not a time: 5; write text with a unit such as '54 h'; allowed: s, min, h, day",
        ),
        (
            lambda: TrainingRun(rate="312 GB/s"),
            ValueError,
            "rate: not a rate: '312 GB/s'; write one such as '148 TFLOP/s'",
        ),
        (
            lambda: TrainingRun(operations_per_token="4 s"),
            ValueError,
            "operations_per_token: not a number of operations: '4 s'; write one such as '420 GFLOP'",
        ),
        (
            lambda: TrainingRun(parameters=1, operations_per_token="6 OP"),
            ValueError,
            "operations_per_token: parameters and operations per token say the same: give one of them",
        ),
        (
            lambda: TrainingRun(attention="6 OP", tokens=1),
            ValueError,
            "attention: attention comes on top of parameters, which are not given",
        ),
        (
            lambda: TrainingRun(chips=1, tokens=1, parameters=1).solve(),
            ValueError,
            "one unknown can be solved for: time, rate and utilisation are unknown; "
            "give all but one of chips, time, rate, utilisation, tokens, parameters",
        ),
        (
            lambda: TrainingRun(chips=1, rate="1 OP/s", time="1 s", utilisation="1", tokens=1, parameters=1).solve(),
            ValueError,
            "one unknown can be solved for: nothing is unknown; "
            "give all but one of chips, time, rate, utilisation, tokens, parameters",
        ),
        (
            lambda: TrainingRun(chips=1, rate="1 OP/s", time="1 s", tokens=1, parameters=2).solve(),
            ValueError,
            "even the whole peak would not do: a utilisation of 12 is needed",
        ),
        (
            lambda: TrainingRun(chips=1, rate="1 OP/s", time="1 s", utilisation="1", parameters=2).agrees(),
            ValueError,
            "nothing to compare: tokens is unknown",
        ),
        (
            lambda: TrainingRun(chips=1, rate="1 OP/s", time="1 s", utilisation="1", parameters=2, tokens=2).agrees(
                0.05
            ),
            TypeError,
            "within: not a share: 0.05; write it as text such as '70%', '0.7' or '7/10'",
        ),
        (
            lambda: TrainingRun(utilisation=observed(kind="hfu", value="57.8%")),
            ValueError,
            "utilisation: no factor on the peak rate: seen: "
            "HFU counts recomputed operations, which the model did not ask for; give an MFU",
        ),
        (
            lambda: TrainingRun(utilisation=["90%", observed(kind="mbu")]),
            ValueError,
            "utilisation[1]: no factor on the peak rate: seen: "
            "MBU is a share of the memory bandwidth, not of the peak rate; give an MFU",
        ),
        (
            lambda: TrainingRun(utilisation=observed(phase="prefill")),
            ValueError,
            "utilisation: seen 0.4 is of prefill, not of training",
        ),
        (
            lambda: TrainingRun(utilisation=[observed("one"), observed("other", includes=["communication", "input"])]),
            CountedTwiceError,
            "utilisation: one 0.4 and other 0.4 both include kernels, communication: a loss counts once",
        ),
        (
            lambda: TrainingRun.on(DOMESTIC, "fp16", utilisation=observed(format="bf16")),
            ValueError,
            "utilisation: seen is a share of the BF16 peak, not of the FP16 peak",
        ),
        (
            lambda: Utilised("fp16", Factor("40%", format="fp8")),
            ValueError,
            "utilisation: 0.4 is a share of the FP8 peak, not of the FP16 peak",
        ),
        (lambda: Utilised("fp16", []), TypeError, "utilisation: at least one share of the peak is needed, got none"),
        (
            lambda: Utilised("fp16", 0.4),
            TypeError,
            "utilisation: not a share of the peak: 0.4; write one such as '40%', a Factor or a Utilisation",
        ),
        (
            lambda: Utilised("fp16", [0.4]),
            TypeError,
            "utilisation[0]: not a share of the peak: 0.4; write one such as '40%', a Factor or a Utilisation",
        ),
        (lambda: Utilised("fp16", "140%"), ValueError, "utilisation: not a share: '140%' is more than 100%"),
        (lambda: Factor("40%", "kernels"), TypeError, "includes: a list is needed, got 'kernels'"),
        (lambda: Factor.of("40%"), TypeError, "not a Utilisation: '40%'"),
        (lambda: Utilised("fp16", "40%").rate(7), TypeError, "chip: not a Chip: 7"),
    ],
)
def test_ugly_input_is_refused_with_what_to_write(make, kind, message):
    with pytest.raises(kind, match=f"^{re.escape(message)}") as caught:
        make()
    assert isinstance(caught.value, acn.AichipcnError)


def test_what_is_counted_twice_is_told():
    with pytest.raises(CountedTwiceError) as caught:
        combined([observed("one"), observed("other", includes=["input"])])

    assert caught.value.found == (Included.KERNELS,)
    assert caught.value.code == "counted-twice"
