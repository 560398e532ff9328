"""Laws of the days of export rules: when one ends, and that nothing changes between the days that are told."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import aichipcn as acn
from aichipcn.export.classification import classified
from aichipcn.export.consignment import consignee
from aichipcn.export.history import concerning, ends, turning_days
from aichipcn.export.rules import in_force
from aichipcn.report.rows.exports import matrix

FIRST = date(2024, 1, 1)
SPAN = 12
MAKER = acn.Vendor(slug="maker", name="Maker")
TO = consignee()
SLUGS = ("one", "two", "three")

days = st.integers(0, SPAN - 1).map(lambda number: FIRST + timedelta(number))
limits = st.sampled_from([">= 1600", ">= 4800", "< 4800"]).map(lambda text: acn.Condition("tpp", text))
kinds = st.sampled_from(["accelerator", "memory"]).map(lambda kind: acn.Condition("chip-kind", kind))
markets = st.just(acn.Condition("marketed-for", "data-centre"))
conditions = st.lists(st.one_of(limits, kinds, markets), min_size=1, max_size=3).map(lambda parts: acn.AllOf(parts))


def paragraphs():
    names = st.lists(st.sampled_from(["1X.a.1", "1X.a.2", "1X.b"]), min_size=1, max_size=3, unique=True)
    return names.flatmap(
        lambda found: st.tuples(*(st.builds(acn.Paragraph, name=st.just(name), when=conditions) for name in found))
    )


reviews = st.builds(
    acn.Review,
    policy=st.sampled_from(["case-by-case", "denial"]),
    of=st.sampled_from([(), ("1X.a",), ("1X.b",)]),
    when=conditions,
)


@st.composite
def rule(draw, slug):
    since = draw(days)
    found, judged = draw(st.one_of(st.just(()), paragraphs())), draw(st.lists(reviews, max_size=1))
    return acn.ExportRule(
        slug=slug,
        title=slug,
        since=since,
        until=draw(st.sampled_from([None, since + timedelta(2)])),
        supersedes=draw(st.sampled_from([(), *((other,) for other in SLUGS if other != slug)])),
        binds=draw(st.sampled_from([acn.AllOf(), acn.Condition("made-by", "maker"), acn.Condition("made-by", "else")])),
        destinations=acn.Condition("located-in", "CN"),
        instrument=draw(st.sampled_from(["regulation", "letter"])),
        paragraphs=found,
        reviews=judged or ([] if found else [acn.Review(policy="denial", of=("1X.a",))]),
    )


rule_sets = st.tuples(*(rule(slug) for slug in SLUGS))
chips = st.builds(
    acn.Chip,
    slug=st.just("card"),
    name=st.just("Card"),
    designer=st.sampled_from([None, MAKER]),
    kind=st.sampled_from(["accelerator", "memory"]),
    rates=st.sampled_from([{}, {"fp8": "100 TFLOP/s"}, {"fp8": "200..700 TFLOP/s"}, {"fp8": "600 TFLOP/s"}]),
    market=st.sampled_from([None, "consumer", "data-centre"]),
    rates_listed=st.sampled_from(["complete", "partial"]),
)
all_days = [FIRST + timedelta(number) for number in range(-1, SPAN + 4)]


def told(chip, rules, on):
    """What is said of a chip on a day, without the rules that say it."""
    return {str(outcome) for outcome in classified(chip, rules, on=on, to=TO).outcomes}


@given(rules=rule_sets)
def test_a_rule_is_in_force_from_its_first_day_to_the_day_before_it_ends(rules):
    for item in rules:
        last = ends(item, rules)
        expected = [on for on in all_days if item.since <= on and (last is None or on < last)]

        assert [on for on in all_days if item in in_force(rules, on)] == expected


@given(rules=rule_sets, chip=chips)
def test_nothing_changes_between_the_days_on_which_rules_turn(rules, chip):
    turning = turning_days(rules)

    for before, on in pairwise(all_days):
        if on not in turning:
            assert told(chip, rules, before) == told(chip, rules, on)


@given(rules=rule_sets, chip=chips)
def test_what_catches_a_chip_changes_only_when_a_rule_that_concerns_it_turns(rules, chip):
    turning = turning_days(concerning(chip, rules, TO), rules)
    caught = {on: {item.paragraphs for item in classified(chip, rules, on=on, to=TO).outcomes} for on in all_days}

    for before, on in pairwise(all_days):
        if on not in turning:
            assert caught[before] == caught[on]


@pytest.mark.parametrize("name", ["H20", "H100", "L20", "910B", "910D", "MI308X", "samsung-hbm2-8gb"])
def test_a_chip_of_the_catalogue_is_told_the_same_on_every_day_after_that_of_a_row(name, catalogue):
    chip = catalogue.chips[name]
    turning = turning_days(concerning(chip, catalogue.rules, TO), catalogue.rules)

    for on, after in zip(turning, [*turning[1:], turning[-1] + timedelta(400)], strict=True):
        assert told(chip, catalogue.rules, on) == told(chip, catalogue.rules, after - timedelta(1))
    assert told(chip, catalogue.rules, turning[0] - timedelta(1)) == {"outside"}


@given(rules=rule_sets, chip=chips)
def test_a_cell_is_as_certain_as_the_classification(rules, chip):
    catalogue = acn.Catalogue().with_(*rules)
    for on in all_days[::4]:
        (row,) = matrix(catalogue, [chip], [on], TO)["rows"]
        found, cell = classified(chip, rules, on=on, to=TO), row["days"][0]["cell"]
        named = {outcome.paragraphs for outcome in found.outcomes}

        assert (cell == "-") == (named == {()})
        assert ("?" not in cell and "/" not in cell) or len(named) > 1
