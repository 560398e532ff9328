"""Laws of claimed performance, against paths that are enumerated and multiplied here by hand."""

import random
from datetime import date
from fractions import Fraction
from itertools import combinations, permutations

import attrs
from hypothesis import given
from hypothesis import strategies as st

import aichipcn as acn
from aichipcn.compute.facts import BOUNDS
from tests.laws.strategies import CHIPS, DOMESTIC, FOREIGN

NEAR = CHIPS[1:5]
PAIRS = [*permutations(NEAR, 2), *permutations(NEAR, 2), (FOREIGN, FOREIGN)]
WORKLOADS = (*[None] * 8, "training", "training/moe")
READINGS = (*[None] * 8, "one", "other")
FIRMEST_FIRST = ["official", "vendor-datasheet", "press", "analyst-estimate", "rumour", None]

tenths = st.integers(1, 30).map(lambda value: Fraction(value, 10))
FORMS = (
    lambda low, high: acn.Estimate(low, low),
    lambda low, high: acn.Estimate(min(low, high), max(low, high)),
    lambda low, high: acn.Estimate(low, None),
    lambda low, high: acn.Estimate(0, high),
)
NO_RATIO = (None, acn.Estimate(0, 0), acn.Estimate(0, None))
some_ratio = st.builds(lambda form, low, high: form(low, high), st.sampled_from(FORMS * 4), tenths, tenths)
ratios = st.integers(0, 9).flatmap(lambda n: st.sampled_from(NO_RATIO) if n == 9 else some_ratio)
days = st.none() | st.integers(0, 3).map(lambda n: date(2024, 1 + n, 1))


rows = st.tuples(
    st.sampled_from(PAIRS), ratios, st.sampled_from(WORKLOADS), st.sampled_from(READINGS),
    st.sampled_from(FIRMEST_FIRST), days,
)  # fmt: skip


def claim_of(slug, row):
    (chip, reference), ratio, workload, reading, confidence, day = row
    return acn.PerformanceClaim(
        slug=slug, chip=chip, reference=reference, ratio=ratio, workload=workload, reading=reading,
        confidence=confidence, published=day,
    )  # fmt: skip


claims = st.integers(1, 7).flatmap(
    lambda size: st.lists(rows, min_size=size, max_size=size).map(
        lambda drawn: tuple(claim_of(f"c-{n}", row) for n, row in enumerate(drawn))
    )
)
"""Claims between few chips, mostly on one workload, so that paths meet."""

models = st.builds(
    acn.ClaimedPerformance,
    reference=st.just(FOREIGN),
    claims=claims,
    workload=st.sampled_from(WORKLOADS),
    chain=st.booleans(),
    reading=st.sampled_from(READINGS),
    longest=st.integers(1, 3),
)


def counts(model, claim):
    """Whether a claim counts, from the text of the page on claims."""
    return (
        claim.chip != claim.reference
        and claim.ratio is not None
        and (claim.ratio.low, claim.ratio.high) not in [(0, 0), (0, None)]
        and (model.chain or claim.workload == model.workload)
        and (claim.reading is None or claim.reading == model.reading)
    )


def walked(line, start, end):
    """The low and high ratio of claims walked one after the other; None where they are no path."""
    at, seen, low, high = start, {start.slug}, Fraction(1), Fraction(1)
    for claim in line:
        if claim.chip == at:
            beyond, least, most = claim.reference, claim.ratio.low, claim.ratio.high
        elif claim.reference == at:
            beyond = claim.chip
            least = Fraction(0) if claim.ratio.high is None else 1 / Fraction(claim.ratio.high)
            most = None if claim.ratio.low == 0 else 1 / Fraction(claim.ratio.low)
        else:
            return None
        if beyond.slug in seen:
            return None
        at, seen = beyond, {*seen, beyond.slug}
        low *= least
        high = None if high is None or most is None else high * most
    return (low, high) if at == end and (low, high) != (0, None) else None


def enumerated(model, start, end):
    """Every path, by trying every line of claims."""
    usable = [claim for claim in model.claims if counts(model, claim)]
    lines = (line for length in range(model.longest) for line in permutations(usable, length + 1))
    found = {tuple(claim.slug for claim in line): walked(line, start, end) for line in lines}
    return {slugs: ratio for slugs, ratio in found.items() if ratio is not None}


def told(paths):
    return {tuple(claim.slug for claim in path.claims): (path.ratio.low, path.ratio.high) for path in paths}


def holding(bounds):
    lows, highs = zip(*bounds, strict=True)
    return min(lows), None if None in highs else max(highs)


def inside(inner, outer):
    return inner.meet(outer) == inner.without_best()


@given(models)
def test_the_rate_is_the_interval_that_holds_every_line_of_claims_that_leads_there(model):
    for chip in (chip for chip in CHIPS if chip != FOREIGN):
        expected = enumerated(model, chip, FOREIGN)

        assert told(model.paths(chip)) == expected
        assert (model.reason(chip) is None) == bool(expected)
        if expected:
            assert (model.rate(chip).low, model.rate(chip).high) == holding(expected.values())


@given(models)
def test_a_chip_is_one_of_itself(model):
    assert model.rate(FOREIGN) == acn.Estimate(1, 1)


@given(models)
def test_there_and_back_contains_one(model):
    back = attrs.evolve(model, reference=CHIPS[1])

    if model.reason(CHIPS[1]) is None:
        assert (model.rate(CHIPS[1]) * back.rate(FOREIGN)).contains(1)
    assert (model.reason(CHIPS[1]) is None) == (back.reason(FOREIGN) is None)


def everything(model):
    """All that a model says of every chip, in words, without the basis that names the order of nothing."""
    chips = [chip for chip in CHIPS if model.reason(chip) is None and chip != FOREIGN]
    return (
        [str(model.rate(chip)) for chip in chips],
        [model.reason(chip) for chip in CHIPS],
        [str(model.support(chip)) for chip in chips],
        [str(item) for item in model.contradictions()],
        [[(item.reading, str(item.rate), item.reason) for item in model.by_reading(chip)] for chip in CHIPS],
        model.basis,
    )


@given(models, st.randoms(use_true_random=False))
def test_the_order_of_claims_changes_nothing(model, shuffler: random.Random):
    shuffled = list(model.claims)
    shuffler.shuffle(shuffled)

    assert everything(attrs.evolve(model, claims=shuffled)) == everything(model)


@given(models)
def test_one_claim_more_never_narrows_a_rate(model):
    fewer = attrs.evolve(model, claims=model.claims[:-1])

    for chip in CHIPS:
        if fewer.reason(chip) is None:
            assert inside(fewer.rate(chip), model.rate(chip))


@given(models)
def test_longer_paths_never_narrow_a_rate(model):
    further = attrs.evolve(model, longest=model.longest + 1)

    for chip in CHIPS:
        if model.reason(chip) is None:
            assert inside(model.rate(chip), further.rate(chip))


@given(models)
def test_one_sided_stays_one_sided_along_a_path_and_over_several(model):
    for chip in (chip for chip in CHIPS if chip != FOREIGN):
        for path in model.paths(chip):
            sides = [claim.ratio.low == 0 or claim.ratio.high is None for claim in path.claims]
            assert path.is_one_sided == any(sides)
            assert not path.says_nothing
        if any(path.is_one_sided for path in model.paths(chip)):
            assert model.rate(chip).low == 0 or model.rate(chip).high is None


@given(tenths, tenths)
def test_at_least_walked_backwards_is_at_most(low, other):
    at_least = acn.PerformanceClaim(slug="a", chip=FOREIGN, reference=DOMESTIC, ratio=acn.Estimate(low, None))
    at_most = acn.PerformanceClaim(slug="b", chip=FOREIGN, reference=DOMESTIC, ratio=acn.Estimate(0, other))

    assert acn.ClaimedPerformance(reference=FOREIGN, claims=[at_least]).rate(DOMESTIC) == acn.Estimate(0, 1 / low)
    assert acn.ClaimedPerformance(reference=FOREIGN, claims=[at_most]).rate(DOMESTIC) == acn.Estimate(1 / other, None)


@given(models)
def test_claims_on_other_workloads_and_in_other_readings_change_no_rate(model):
    alone = attrs.evolve(model, claims=[claim for claim in model.claims if counts(model, claim)])

    for chip in CHIPS:
        assert (alone.reason(chip) is None) == (model.reason(chip) is None)
        if model.reason(chip) is None:
            assert alone.rate(chip) == model.rate(chip)


@given(models)
def test_contradictions_are_the_pairs_of_paths_that_share_no_ratio(model):
    expected = set()
    for one, other in combinations(sorted(CHIPS, key=lambda chip: chip.slug), 2):
        paths = enumerated(model, one, other)
        for left, right in combinations(paths, 2):
            (low, high), (least, most) = paths[left], paths[right]
            if (most is not None and most < low) or (high is not None and high < least):
                expected.add((one.slug, other.slug, frozenset([left, right])))

    found = model.contradictions()
    pairs = [
        (item.chip.slug, item.reference.slug, frozenset([*told([item.one]), *told([item.other])])) for item in found
    ]
    assert set(pairs) == expected
    assert len(pairs) == len(expected)
    assert all(item.factor > 1 for item in found)


@given(models)
def test_the_best_path_is_of_the_firmest_weakest_claim_then_short_then_recent(model):
    def rank(path):
        weakest = max(FIRMEST_FIRST.index(claim.confidence and claim.confidence.value) for claim in path.claims)
        days = [claim.published.last if claim.published else date.min for claim in path.claims]
        return weakest, len(path.claims), -min(days).toordinal(), [claim.slug for claim in path.claims]

    for chip in (chip for chip in CHIPS if chip != FOREIGN and model.reason(chip) is None):
        support = model.support(chip)
        ordered = [support.best, *support.others]

        assert ordered == sorted(model.paths(chip), key=rank)
        assert model.best_path(chip) == support.best
        assert len(support.reasons) == len(support.others)


@given(models)
def test_every_reading_is_told_beside_the_claims_that_need_none(model):
    expected = {claim.reading for claim in model.claims if counts(attrs.evolve(model, reading=claim.reading), claim)}

    assert set(model.readings) == expected - {None}
    for chip in NEAR:
        reads = model.by_reading(chip)
        assert [read.reading for read in reads] == [None, *model.readings]
        for read in reads:
            asked = attrs.evolve(model, reading=read.reading)
            assert read.reason == asked.reason(chip)
            assert read.rate == (None if read.reason else asked.rate(chip))


class Draws:
    """Plain numbers for facts, each drawn once."""

    def __init__(self, drawn, choice):
        self.drawn = drawn
        self.choice = choice
        self.asked = []

    def of(self, fact, figure):
        self.asked.append(fact)
        low, high = Fraction(figure.low), figure.high
        share = self.drawn[int(fact.of.removeprefix("c-"))]
        return low + share * (1 if high is None else high - low)

    def constant(self, figure):
        return figure.low

    def either(self, fact, options):
        self.asked.append(fact)
        return options[self.choice % len(options)]


shares = st.integers(1, 100).map(lambda value: Fraction(value, 100))


@given(models, st.lists(shares, min_size=7, max_size=7), st.integers(0, 100))
def test_one_draw_of_each_claim_and_one_choice_of_path_lie_within_the_rate(model, drawn, choice):
    for chip in CHIPS:
        if model.reason(chip) is not None:
            continue
        draws = Draws(drawn, choice)
        assert model.rate(chip).contains(model.rate_by(chip, draws))
        asked = {str(fact) for fact in draws.asked}
        claimed = {f"ratio of {claim.slug}" for path in model.paths(chip) for claim in path.claims}
        assert asked == (claimed and {*claimed, f"path to foreign of {chip.slug}"})


@given(models)
def test_the_rate_is_the_formula_over_bounds(model):
    for chip in CHIPS:
        if model.reason(chip) is None:
            assert model.rate(chip) == model.rate_by(chip, BOUNDS)


@given(models)
def test_an_answer_given_before_is_given_again(model):
    assert everything(model) == everything(model) == everything(attrs.evolve(model))
