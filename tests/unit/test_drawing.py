"""Draws by worked example: what cannot be drawn, what is not counted, what is said, and ugly inputs."""

import re
import subprocess
import sys
from datetime import date
from fractions import Fraction

import attrs
import numpy
import pytest

import aichipcn as acn
from aichipcn.compute._draws import Draws, Noted
from aichipcn.compute.facts import BOUNDS, Fact
from aichipcn.compute.sampling import CHUNK, sample
from tests.laws.strategies import HUAWEI, NVIDIA, chip, facility

PEAK = acn.Peak("fp16")
RANGE = chip("range", HUAWEI, (), "280..400 TFLOP/s")
POINT = chip("point", NVIDIA, (), "148 TFLOP/s")
OPEN = chip("open", NVIDIA, (), ">= 100 TFLOP/s")
OPAQUE = chip("opaque", None)
SITE = facility((acn.Deployment(chip=RANGE, count=2), acn.Deployment(chip=POINT, count=1)))


def drawn(*items, model=PEAK, **fields):
    return sample(attrs.evolve(facility(items), **fields), model, seed=1, draws=10_000)


def test_a_sample_tells_what_it_is_of():
    sampled = sample(SITE, PEAK, on=date(2027, 1, 1), seed=1, draws=10)

    assert (sampled.subject, sampled.model, sampled.on, sampled.draws, sampled.seed) == (
        SITE,
        PEAK,
        date(2027, 1, 1),
        10,
        1,
    )
    assert sampled.interval == acn.effective_compute(SITE, PEAK, on=date(2027, 1, 1))
    assert str(sampled.basis) == "FLOP/s (FP16 peak, dense)"
    assert "totals" not in repr(sampled)


def test_the_totals_are_kept_as_they_are():
    sampled = sample(SITE, PEAK, seed=1, draws=10)

    assert sampled.totals.dtype == numpy.float64
    with pytest.raises(ValueError, match="read-only"):
        sampled.totals[0] = 0
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        sampled.seed = 2


def test_without_progress_the_number_of_draws_is_a_hundred_thousand():
    assert sample(SITE, PEAK, seed=0).draws == 100_000


def test_progress_is_told_after_each_part_and_at_the_end():
    told = []
    sample(SITE, PEAK, seed=1, draws=2 * CHUNK + 1, progress=lambda done, draws: told.append((done, draws)))

    assert told == [(CHUNK, 2 * CHUNK + 1), (2 * CHUNK, 2 * CHUNK + 1), (2 * CHUNK + 1, 2 * CHUNK + 1)]


def test_quantiles_are_figures_in_the_unit_of_the_model():
    sampled = drawn(acn.Deployment(chip=RANGE, count=1))
    low, median, high = sampled.quantiles()

    assert [figure.unit for figure in (low, median, high)] == ["OP/s"] * 3
    assert [float(figure.low) / 1e12 for figure in (low, median, high)] == pytest.approx([286, 340, 394], rel=0.01)
    assert sampled.quantile("50%") == sampled.quantile(Fraction(1, 2)) == median
    assert sampled.quantiles([]) == ()


def test_without_doubt_every_draw_is_the_total():
    sampled = drawn(acn.Deployment(chip=POINT, count=3))

    assert sampled.quantile("0%") == sampled.quantile("100%") == acn.Estimate.parse("444 TFLOP/s")
    assert str(sampled) == "444 TFLOP/s (FP16 peak, dense)"


def test_an_empty_fleet_delivers_nothing_in_any_draw():
    assert str(sample(acn.Fleet(slug="f", name="F"), PEAK, seed=1, draws=3)) == "0 FLOP/s (FP16 peak, dense)"


def test_a_sample_in_words_has_its_median_and_where_most_draws_lie():
    assert str(drawn(acn.Deployment(chip=RANGE, count=1))) == (
        "339.5… TFLOP/s, in 90% of draws 285.8… to 394.0… TFLOP/s (FP16 peak, dense)"
    )
    by = acn.Equivalents(reference=POINT, by=PEAK)
    assert str(drawn(acn.Deployment(chip=RANGE, count=1000), model=by)) == (
        "2,294…, in 90% of draws 1,931… to 2,662… point-equivalents (FP16 peak, dense)"
    )


def test_what_is_not_counted_is_told_and_in_no_draw():
    sampled = drawn(
        acn.Deployment(chip=POINT, count=2),
        acn.Deployment(chip=OPAQUE, count=3),
        acn.Deployment(designer=HUAWEI, count=">= 4"),
        inventory="partial",
    )

    assert sampled.is_lower_bound
    assert sampled.unknown == sampled.interval.unknown
    assert sampled.quantile("100%") == acn.Estimate.parse("296 TFLOP/s")
    assert str(sampled) == "296 TFLOP/s (FP16 peak, dense); not counted: Huawei (model unknown); f; opaque"


def test_where_nothing_is_counted_the_total_is_unknown():
    assert (
        str(drawn(acn.Deployment(chip=OPAQUE, count=">= 3")))
        == "unknown FLOP/s (FP16 peak, dense); not counted: opaque"
    )


class Divided:
    """A rate over a share that may be nothing."""

    unit = "OP/s"
    basis = acn.Basis("FLOP/s", "over a share")

    def rate(self, chip):
        return self.rate_by(chip, BOUNDS)

    def rate_by(self, chip, values):
        return PEAK.rate_by(chip, values) / values.of(Fact("x", "share"), acn.Estimate(0, 1))

    def reason(self, chip):
        return PEAK.reason(chip)


def test_what_has_no_upper_bound_is_told_all_at_once():
    site = facility(
        (
            acn.Deployment(chip=OPEN, count=">= 3"),
            acn.Deployment(chip=RANGE, installed="2027"),
            acn.Deployment(chip=POINT, count=2),
        )
    )
    with pytest.raises(acn.AichipcnError) as caught:
        sample(site, PEAK, seed=1, on=date(2027, 6, 1))

    assert isinstance(caught.value, ValueError)
    assert str(caught.value) == (
        "nothing bounds from above, and so nothing can be drawn of: rates.fp16 of open (>= 100 TFLOP/s); "
        "open count of f (>= 3); presence from 2027 of f (>= 0); give an upper bound, such as '280..400'"
    )
    assert [str(fact) for fact, _ in caught.value.found] == [
        "rates.fp16 of open",
        "open count of f",
        "presence from 2027 of f",
    ]


def test_a_rate_that_its_formula_leaves_without_an_upper_bound_is_told():
    message = "nothing can be drawn of: FLOP/s (over a share) of range (>= 280 TFLOP/s); give"
    with pytest.raises(acn.AichipcnError, match=re.escape(message)):
        sample(facility((acn.Deployment(chip=RANGE, count=1),)), Divided(), seed=1)


def test_a_figure_without_an_upper_bound_and_a_constant_with_doubt_are_refused_where_they_are_drawn():
    values = Draws(1)
    values.begin(2)
    for drawing in (values.of, values.count, values.part):
        with pytest.raises(acn.AichipcnError, match=re.escape("figure of x (>= 2)")):
            drawing(Fact("x", "figure"), acn.Estimate(2, None))
    with pytest.raises(acn.AichipcnError, match=re.escape("not a constant: 1..2; a figure with doubt is a fact")):
        values.constant(acn.Estimate(1, 2))
    assert values.constant(acn.Estimate(Fraction(1, 2), Fraction(1, 2))) == 0.5


def test_noted_values_are_the_intervals():
    noted = Noted()
    one, other = acn.Estimate.parse("3 (1..5)"), acn.Estimate(2, None)

    assert noted.constant(one) is noted.of(Fact("x", "one"), one) is one
    assert noted.least(one, other) == BOUNDS.least(one, other)
    assert noted.greatest(one, other) == BOUNDS.greatest(one, other)
    assert noted.either(Fact("x", "path"), [one, other]) == BOUNDS.either(Fact("x", "path"), [one, other])
    assert noted.unbounded == {}
    noted.of(Fact("x", "other"), other)
    assert noted.unbounded == {Fact("x", "other"): other}


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"draws": 0}, "draws: a whole number of at least 1 is needed, got 0"),
        ({"draws": -1}, "draws: a whole number of at least 1 is needed, got -1"),
        ({"draws": 1.5}, "draws: a whole number of at least 1 is needed, got 1.5"),
        ({"draws": True}, "draws: a whole number of at least 1 is needed, got True"),
        ({"seed": -1}, "seed: a seed is a whole number from 0 on, got -1"),
        ({"seed": 1.0}, "seed: a seed is a whole number from 0 on, got 1.0"),
        ({"seed": True}, "seed: a seed is a whole number from 0 on, got True"),
        ({"seed": None}, "seed: a seed is a whole number from 0 on, got None"),
        ({"model": "fp16"}, "model: not a model of what chips deliver: 'fp16'; write one such as Peak('fp16')"),
        ({"subject": POINT.slug}, "subject: not a Facility or a Fleet: 'point'"),
        ({"on": "2027"}, "on: not a date: '2027'; write datetime.date(...)"),
        ({"progress": 3}, "progress: not a function of the draws done and of all draws: 3"),
    ],
)
def test_ugly_inputs_are_refused(given, message):
    arguments = {"subject": SITE, "model": PEAK, "seed": 1} | given
    with pytest.raises(acn.AichipcnError) as caught:
        sample(**arguments)

    assert isinstance(caught.value, TypeError)
    assert str(caught.value) == message


def test_a_seed_must_be_given():
    with pytest.raises(TypeError, match="missing 1 required keyword-only argument: 'seed'"):
        sample(SITE, PEAK)


@pytest.mark.parametrize(
    ("share", "said"), [(0.5, "not a share: 0.5"), ("101%", "is outside 0..1"), ("half", "not a share: 'half'")]
)
def test_a_quantile_is_of_a_share(share, said):
    with pytest.raises(acn.AichipcnError, match=re.escape(said)):
        sample(SITE, PEAK, seed=1, draws=2).quantile(share)


def test_without_numpy_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "numpy", None)
    with pytest.raises(
        acn.AichipcnError, match=re.escape('to draw, install the extra: pip install "aichipcn[sampling]"')
    ):
        sample(SITE, PEAK, seed=1)


def test_numpy_is_imported_to_draw_and_not_before():
    line = "import aichipcn, sys, aichipcn.compute.sampling; assert 'numpy' not in sys.modules"

    assert subprocess.run([sys.executable, "-c", line], check=False).returncode == 0
