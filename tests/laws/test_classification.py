"""Laws of classification: what the rules say of a chip is what they say of each way in which its facts may turn out.

The references hold plain numbers against the thresholds of the texts, written out by hand.
"""

from datetime import date, timedelta
from fractions import Fraction
from itertools import product

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import aichipcn as acn
from aichipcn.errors import InvalidTypeError
from aichipcn.export.classification import classified
from aichipcn.export.consignment import consigned, consignee
from aichipcn.export.possible import possible, truth_of
from aichipcn.mandates.cases import Case, Fact
from aichipcn.testing.around import with_figure
from aichipcn.values.ternary import FALSE, TRUE, UNKNOWN
from tests.laws.rules import (
    PLACES,
    RULES,
    area_span,
    around,
    chip_of,
    exact,
    figure,
    group_on,
    known_facts,
    lies_in,
    markets,
    points,
    rule,
    tpp_span,
    transfer_span,
)

OCT_2022, OCT_2023 = date(2022, 11, 1), date(2023, 12, 1)
DAYS = [*sorted({day for item in RULES for day in (item.since, item.since - timedelta(1))}), date(2026, 11, 1)]


# The thresholds of the texts, by hand


def by_october_2022(t, x):
    return {"3A090"} if x >= 600 and t >= 4800 else set()


def by_october_2023(t, p, market):
    """Every single paragraph that catches."""
    found = {"3A090.a.1"} if t >= 4800 else set()
    if market == "data-centre":
        found |= {"3A090.a.2"} if t >= 1600 and p >= Fraction("5.92") else set()
        found |= {"3A090.b.1"} if 2400 <= t < 4800 and Fraction("1.6") <= p < Fraction("5.92") else set()
        found |= {"3A090.b.2"} if t >= 1600 and Fraction("3.2") <= p < Fraction("5.92") else set()
    return found


def strictest(items):
    groups = sorted({name[:7] for name in items})
    return tuple(groups[:1])


def outcomes(classification):
    return {item.paragraphs for item in classification.outcomes}


def ways_2022(facts):
    return {
        tuple(by_october_2022(t, x))
        for t, x in product(around([4800], tpp_span(facts)), around([600], transfer_span(facts)))
    }


def ways_2023(facts):
    pairs = points(facts, [1600, 2400, 4800], [Fraction("1.6"), Fraction("3.2"), Fraction("5.92")])
    return [by_october_2023(t, p, market) for (t, p), market in product(pairs, markets(facts))]


@given(known_facts())
def test_by_the_rule_of_october_2022_the_outcomes_are_those_of_every_way_in_which_facts_may_turn_out(facts):
    assert outcomes(classified(chip_of(facts), RULES, on=OCT_2022)) == ways_2022(facts)


@given(known_facts())
def test_by_the_rule_of_october_2023_the_outcomes_are_those_of_every_way_in_which_facts_may_turn_out(facts):
    found, ways = classified(chip_of(facts), RULES, on=OCT_2023), ways_2023(facts)

    assert outcomes(found) == {strictest(items) for items in ways}
    assert set(found.possible) == {group for items in ways for group in strictest(items)}
    assert set(found.paragraphs) == set.intersection(*(set(strictest(items)) for items in ways))
    assert found.caught is {(True,): TRUE, (False,): FALSE}.get(tuple({bool(items) for items in ways}), UNKNOWN)


@given(known_facts())
def test_single_paragraphs_catch_for_certain_where_they_do_in_every_way_and_perhaps_where_they_do_in_one(facts):
    found, ways = classified(chip_of(facts), RULES, on=OCT_2023), ways_2023(facts)

    assert set(found.items) == set.intersection(*ways)
    assert set(found.possible_items) == set.union(*ways)


@given(known_facts())
def test_a_definite_answer_lacks_nothing_and_one_of_several_lacks_what_is_not_known(facts):
    for on in (OCT_2022, OCT_2023):
        found = classified(chip_of(facts), RULES, on=on)

        assert (found.lacking == ()) is (len(found.outcomes) == 1)
        assert {item.subject for item in found.lacking} <= {"C"}


TAGS = ("memory-bandwidth", "transfer-rate", "total-bandwidth")


@given(
    st.none() | st.sampled_from([(1000, 1000), (1400, 1400), (1500, 1500), (500, 1500), (1300, None), (0, 800)]),
    st.none() | st.sampled_from([(0, 0), (200, 200), (300, 300), (100, 1200), (1100, 1100), (200, None)]),
    st.lists(st.sampled_from(range(3)), min_size=1, max_size=3, unique=True),
)
def test_bandwidths_that_add_up_are_never_taken_to_turn_out_otherwise(memory, link, order):
    limits = [1400, 1100, 1700]
    paragraphs = [acn.Paragraph(name=f"P{i}", when=acn.Condition(TAGS[i], f">= {limits[i]} GB/s")) for i in order]
    known = {} if memory is None else {"memory_bandwidth": figure(memory, 10**9, "B/s")}
    known |= {} if link is None else {"interconnect": figure(link, 10**9, "B/s")}
    chip = acn.Chip(slug="c", name="C", pcie="5 x0", **known)
    rules = [rule(f"r-{i}", paragraphs=[item]) for i, item in enumerate(paragraphs)]
    spans = memory or (0, None), link or (0, None)
    pairs = set(product(around([1400, 1700], spans[0]), around([1100, 1700], spans[1])))
    pairs |= {(1700 - x + step, x) for _, x in pairs for step in (-Fraction(1, 10**6), 0)}
    pairs |= {(m, 1700 - m + step) for m, _ in pairs for step in (-Fraction(1, 10**6), 0)}
    pairs = {(m, x) for m, x in pairs if m >= 0 and x >= 0 and lies_in(m, spans[0]) and lies_in(x, spans[1])}

    expected = set()
    for m, x in pairs:
        caught = (m >= 1400, x >= 1100, m + x >= 1700)
        expected.add(tuple(f"P{i}" for i in order if caught[i]))
    assert outcomes(classified(chip, rules, on=date(2024, 1, 1))) == expected


def test_figures_that_hang_together_are_split_in_any_order_and_at_limits_that_were_not_announced():
    case = consigned(chip_of({**NOTHING, "a": (100, 100), "node": "7 nm"}), consignee(), OCT_2023)
    dense, fast = acn.Condition("performance-density", ">= 5.92"), acn.Condition("tpp", ">= 592")
    faster = acn.Condition("tpp", ">= 1184")

    for asked in ([dense, fast, faster], []):
        for order in ((dense, fast, faster), (faster, fast, dense), (fast, dense, faster)):
            found, _ = possible(case, asked, lambda ask, order=order: {item: ask(item) for item in order})
            assert {(item[dense], item[fast], item[faster]) for item in found} == {
                (True, True, True),
                (True, True, False),
                (False, False, False),
            }


def test_a_stack_has_a_density_that_fits_its_bandwidth_and_a_limit_to_an_area_bounds_a_density():
    stack = acn.Chip(slug="m", name="M", kind="memory", package_area="100 mm**2")
    wide = acn.Chip(slug="c", name="C", rates={"fp16": "100 TFLOP/s"}, node="7 nm")
    both = acn.AllOf(
        [acn.Condition("memory-bandwidth", "< 200 GB/s"), acn.Condition("memory-bandwidth-density", "> 2 GB/s/mm**2")]
    )
    small = acn.AllOf([acn.Condition("die-area", "<= 100 mm**2"), acn.Condition("performance-density", "< 16")])

    assert truth_of(consigned(stack, consignee(), OCT_2023), both) is FALSE
    assert truth_of(consigned(wide, consignee(), OCT_2023), small) is FALSE
    assert truth_of(consigned(wide, consignee(), OCT_2023), acn.Not(small)) is TRUE
    assert truth_of(Case(consignee()), both) is UNKNOWN


MARKETED = [acn.Condition("marketed-for", item.value) for item in acn.Market]
PLACED = [acn.Condition("located-in", code) for code in ("CN", "CN-MO", "CN-GD", "CN-GD/shenzhen", "US")]
IN = {
    "CN": {"CN"}, "CN-MO": {"CN", "CN-MO"}, "CN-GD": {"CN", "CN-GD"}, "US": {"US"},
    "CN-GD/shenzhen": {"CN", "CN-GD", "CN-GD/shenzhen"}, "SG": set(),
}  # fmt: skip


@given(st.lists(st.sampled_from(MARKETED), min_size=1, unique=True))
def test_a_chip_is_for_one_market_at_a_time(asked):
    case = consigned(acn.Chip(slug="c", name="C"), consignee(), OCT_2023)
    found, _ = possible(case, asked, lambda ask: tuple(ask(item) for item in asked))

    assert set(found) == {tuple(item.argument is market for item in asked) for market in acn.Market}


@given(st.lists(st.sampled_from(PLACED), min_size=1, unique=True), st.sampled_from([None, "CN", "CN-GD"]))
def test_a_place_lies_in_all_that_it_lies_in_at_once(asked, known):
    place = None if known is None else acn.Place(code=known, name=known, parent=PLACES["CN"] if "-" in known else None)
    to = acn.Facility(slug="f", name="F", place=place)
    found, _ = possible(consigned(chip_of(NOTHING), to, OCT_2023), asked, lambda ask: tuple(map(ask, asked)))
    kept = [lain for code, lain in IN.items() if known is None or known in lain or code == known]

    assert set(found) == {tuple(item.argument in lain for item in asked) for lain in kept}


@attrs.frozen
class Blessed:
    """A condition of somebody else, which nothing decides, or something wrong does."""

    truth: object = UNKNOWN
    reads = ("chip.blessing",)

    def holds(self, case):
        return self.truth

    def describe(self):
        return "blessed"

    def missing(self, case):
        return (Fact("C", "blessing"),) if self.truth is UNKNOWN else ()


def test_a_condition_of_somebody_else_is_split_into_true_and_false():
    one = rule(paragraphs=[acn.Paragraph(name="P", when=acn.Not(Blessed()))])
    found = classified(chip_of(NOTHING), [one], on=one.since)

    assert found.short == "P or outside"
    assert [str(item) for item in found.lacking] == ["blessing of C"]
    with pytest.raises(InvalidTypeError, match=r"^Blessed\.holds gave True; give Ternary\.TRUE, FALSE or UNKNOWN$"):
        classified(chip_of(NOTHING), [rule(paragraphs=[acn.Paragraph(name="P", when=Blessed(True))])], on=one.since)


def test_facts_that_turn_nothing_are_not_lacked():
    much = acn.Condition("tpp", ">= 4800")
    either = rule(paragraphs=[acn.Paragraph(name="P", when=acn.AnyOf([much, acn.Not(much)]))])
    found = classified(acn.Chip(slug="c", name="C"), [either], on=date(2025, 1, 1))

    assert (found.short, found.lacking) == ("P", ())


def test_a_fact_is_not_lacked_where_the_others_leave_one_way_for_it():
    dense = acn.AllOf([acn.Condition("tpp", ">= 1600"), acn.Condition("performance-density", ">= 5.92")])
    asked = rule(paragraphs=[acn.Paragraph(name="P", when=dense)])
    small = acn.Chip(slug="c", name="C", node="7 nm", die_area="100..110 mm**2")
    found = classified(small, [asked], on=date(2025, 1, 1))

    assert (found.short, [fact.field for fact in found.lacking]) == ("P or outside", ["rates"])


# What never happens

RANK = {(): 0, ("3A090.b",): 1, ("3A090.a",): 2, ("3A090",): 2}
NOTHING = dict.fromkeys(("t", "a", "node", "x", "pcie", "market"), None) | {"listed": "complete"}


@given(known_facts(), st.fractions(1, 3, max_denominator=8), st.sampled_from([OCT_2022, OCT_2023]))
def test_raising_a_rate_never_lowers_the_class(facts, factor, on):
    chip = chip_of(facts)
    raised = attrs.evolve(chip, rates={name: rate * factor for name, rate in chip.rates.items()})
    before, after = ([RANK[way] for way in outcomes(classified(item, RULES, on=on))] for item in (chip, raised))

    assert min(after) >= min(before)
    assert max(after) >= max(before)


def learnt(data, facts):
    """The facts with one of them told more closely."""
    name = data.draw(st.sampled_from(["t", "a", "x", "node", "market", "pcie", "listed"]))
    more = dict(facts)
    if name in ("t", "a", "x"):
        low, high = facts[name] or (0, None)
        value = low + data.draw(st.sampled_from([0, 100, 600, 1600, 2400, 4800, 9000]))
        value = value if high is None else min(value, high)
        more[name] = (value or 1, value or 1) if name == "a" else (value, value)
        if name == "t" and facts["listed"] != "complete" and data.draw(st.booleans()):
            more["listed"] = "complete"
    elif name == "listed":
        more["listed"] = "complete" if facts["t"] is not None else facts["listed"]
    elif name == "pcie":
        more["pcie"] = {None: "5 x16", "5": "5 x16"}.get(facts["pcie"], facts["pcie"])
    elif name == "node":
        more["node"] = {None: "7 nm", "7..28 nm": "7 nm"}.get(facts["node"], facts["node"])
    else:
        more["market"] = facts["market"] or data.draw(st.sampled_from(["data-centre", "consumer"]))
    return more


@given(known_facts(), st.sampled_from(DAYS), st.sampled_from(["nvidia", "amd", None]), st.data())
def test_learning_a_fact_narrows_what_is_possible_and_never_flips_an_answer(facts, on, maker, data):
    vendor = acn.Vendor(slug=maker, name=maker) if maker else None
    before = classified(chip_of(facts, designer=vendor), RULES, on=on)
    after = classified(chip_of(learnt(data, facts), designer=vendor), RULES, on=on)

    assert set(after.outcomes) <= set(before.outcomes)
    assert set(after.possible) <= set(before.possible)
    assert set(after.possible_items) <= set(before.possible_items)
    assert set(after.paragraphs) >= set(before.paragraphs)
    assert set(after.items) >= set(before.items)
    assert before.caught in (UNKNOWN, after.caught)
    assert before.licence in (UNKNOWN, after.licence)


@given(known_facts(), st.sampled_from(DAYS), st.sampled_from(["CN", "CN-HK", "CN-MO", "SG", None]), st.randoms())
def test_the_order_of_rules_changes_nothing(facts, on, code, random):
    to = consignee(code and PLACES[code])
    shuffled = random.sample(list(RULES), len(RULES))

    assert classified(chip_of(facts), shuffled, on=on, to=to) == classified(chip_of(facts), RULES, on=on, to=to)


@given(known_facts(), st.sampled_from(DAYS), st.sampled_from(["CN", "CN-HK", "CN-MO", "SG", None]))
def test_what_is_said_of_all_outcomes_together_is_what_each_of_them_says(facts, on, code):
    found = classified(chip_of(facts), RULES, on=on, to=consignee(code and PLACES[code]))

    assert (found.outcome is None) is (len(found.outcomes) > 1)
    assert len(set(found.outcomes)) == len(found.outcomes)
    assert found.licence in {item.licence for item in found.outcomes} | {UNKNOWN}
    assert set(found.policies) == {item.policy for item in found.outcomes if item.licence is TRUE}
    assert set(found.short.split(" or ")) == {", ".join(item.paragraphs) or "outside" for item in found.outcomes}
    for item in found.outcomes:
        stated = {catch.licence for catch in item.catches}
        assert item.licence is (TRUE if True in stated else UNKNOWN if None in stated else FALSE)
        assert all(catch.exceptions == () and catch.review is None for catch in item.catches if not catch.licence)


# At the thresholds


BELOW = Fraction(10**30 - 1, 10**30)
GB = 10**9


@pytest.mark.parametrize(
    ("on", "at", "under", "caught", "missed"),
    [
        (OCT_2022, {"t": 4800, "transfer_rate": 600 * GB}, {"t": 4800 * BELOW}, "3A090", "outside"),
        (OCT_2022, {"t": 4800, "transfer_rate": 600 * GB}, {"transfer_rate": 600 * GB * BELOW}, "3A090", "outside"),
        (OCT_2023, {"t": 4800, "market": "consumer"}, {"t": 4800 * BELOW}, "3A090.a", "outside"),
        (OCT_2023, {"t": 1600, "p": Fraction("5.92")}, {"t": 1600 * BELOW}, "3A090.a", "outside"),
        (OCT_2023, {"t": 1600, "p": Fraction("5.92")}, {"p": Fraction("5.92") * BELOW}, "3A090.a", "3A090.b"),
        (OCT_2023, {"t": 2400, "p": Fraction("1.6")}, {"t": 2400 * BELOW}, "3A090.b", "outside"),
        (OCT_2023, {"t": 2400, "p": Fraction("1.6")}, {"p": Fraction("1.6") * BELOW}, "3A090.b", "outside"),
        (OCT_2023, {"t": 4800, "p": Fraction("1.6")}, {"t": 4800 * BELOW}, "3A090.a", "3A090.b"),
        (OCT_2023, {"t": 1600, "p": Fraction("3.2")}, {"p": Fraction("3.2") * BELOW}, "3A090.b", "outside"),
        (OCT_2023, {"t": 1600, "p": Fraction("3.2")}, {"t": 1600 * BELOW}, "3A090.b", "outside"),
    ],
)
def test_a_chip_on_a_threshold_is_caught_and_one_below_is_not(on, at, under, caught, missed):
    assert group_on(on, exact(**at)) == caught
    assert group_on(on, exact(**{**at, **under})) == missed


@pytest.mark.parametrize("factor", [BELOW, Fraction(1)])
def test_memory_is_caught_above_two_and_not_on_it(factor):
    on = date(2024, 12, 31)
    memory = acn.Chip(slug="m", name="M", kind="memory")
    limit = 2 * 10**15

    assert group_on(on, with_figure(memory, "memory-bandwidth-density", limit * factor)) == "outside"
    assert group_on(on, with_figure(memory, "memory-bandwidth-density", limit / BELOW)) == "3A090.c"
    assert group_on(on - timedelta(1), with_figure(memory, "memory-bandwidth-density", 9 * limit)) == "outside"


def test_memory_below_33_tenths_may_go_under_the_exception():
    memory = acn.Chip(slug="m", name="M", kind="memory")

    def named(value):
        chip = with_figure(memory, "memory-bandwidth-density", value)
        return [item.name for item in classified(chip, RULES, on=date(2025, 1, 1)).outcome.catches[0].exceptions]

    assert named(Fraction(33, 10) * 10**15 * BELOW) == ["HBM"]
    assert named(Fraction(33, 10) * 10**15) == []


@pytest.mark.parametrize(
    ("t", "memory", "policy"),
    [
        (21000 * BELOW, 6500 * GB * BELOW, "case-by-case"),
        (21000, 6500 * GB * BELOW, "presumption-of-denial"),
        (21000 * BELOW, 6500 * GB, "presumption-of-denial"),
    ],
)
def test_below_both_ceilings_of_january_2026_an_application_is_judged_case_by_case(t, memory, policy):
    chip = exact(t, 6, memory_bandwidth=memory)

    assert [item.value for item in classified(chip, RULES, on=date(2026, 1, 15)).policies] == [policy]
    before = classified(chip, RULES, on=date(2026, 1, 14)).policies
    assert [item.value for item in before] == ["presumption-of-denial"]
    military = classified(chip, RULES, on=date(2026, 1, 15), to=consignee(end_use="military")).policies
    assert [item.value for item in military] == ["presumption-of-denial"]


@pytest.mark.parametrize(
    "figures",
    [
        {"memory_bandwidth": 1400 * GB, "transfer_rate": 0},
        {"memory_bandwidth": 0, "transfer_rate": 1100 * GB},
        {"memory_bandwidth": 1300 * GB, "transfer_rate": 400 * GB},
    ],
)
def test_a_bandwidth_at_a_reported_threshold_of_april_2025_is_caught_and_one_below_is_not(figures):
    nvidia = acn.Vendor(slug="nvidia", name="NVIDIA")
    on = date(2025, 5, 1)
    below = {name: value * BELOW for name, value in figures.items()}

    assert group_on(on, attrs.evolve(exact(100, **figures), designer=nvidia)) == "letter:reported-thresholds"
    assert group_on(on, attrs.evolve(exact(100, **below), designer=nvidia)) == "outside"


# Nothing beyond the die


@given(known_facts())
def test_the_area_that_counts_is_never_more_than_the_area_of_the_die(facts):
    """A check of the reference itself: its spans hold what a chip of the facts gives."""
    low, high = area_span(facts)

    assert low == 0 or facts["node"] in ("7 nm", "16 nm")
    assert high == (None if facts["a"] is None else facts["a"][1])
