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
from aichipcn.export.rules import in_force
from aichipcn.mandates.cases import Case, Fact
from aichipcn.testing.around import with_figure
from aichipcn.values.ternary import FALSE, TRUE, UNKNOWN
from tests.laws.rules import (
    CHINA,
    area_span,
    around,
    chip_of,
    figure,
    known_facts,
    lies_in,
    markets,
    points,
    rule,
    tpp_span,
    transfer_span,
)

OCT_2022, OCT_2023 = date(2022, 11, 1), date(2023, 12, 1)
RULES = acn.load_catalogue().rules
DAYS = [*sorted({day for item in RULES for day in (item.since, item.since - timedelta(1))}), date(2026, 11, 1)]
PLACES = {item.code: item for item in acn.load_catalogue().places}


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


def exact(t=None, p=None, market="data-centre", **figures):
    """A chip of a TPP, a performance density and other figures, each one number."""
    chip = acn.Chip(slug="c", name="C", market=market, node="7 nm", pcie="5 x0", die_area="1 mm**2")
    for name, value in {"tpp": t, "performance-density": p, **figures}.items():
        chip = chip if value is None else with_figure(chip, name.replace("_", "-"), value)
    return chip


def group_on(on, chip):
    return classified(chip, RULES, on=on).short


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


# Days, destinations, whom it binds


@pytest.mark.parametrize("item", RULES, ids=lambda item: item.slug)
def test_a_rule_binds_from_its_day_and_those_whose_place_it_takes_bind_until_the_day_before(item):
    today, before = (in_force(RULES, day) for day in (item.since, item.since - timedelta(1)))

    assert item in today
    assert item not in before
    assert not {other.slug for other in today} & set(item.supersedes)
    for slug in item.supersedes:
        old = RULES[slug]
        superseded = any(slug in other.supersedes for other in before)
        assert (old in before) is not (superseded or (old.until is not None and old.until < item.since))
    if item.until is not None:
        assert item in in_force(RULES, item.until - timedelta(1))
        assert item not in in_force(RULES, item.until)
    assert list(today) == sorted(today, key=lambda one: (-one.since.toordinal(), one.slug))


def test_the_day_before_a_version_the_older_one_answers(catalogue):
    answers = {
        day: acn.classify("A800", on=date.fromisoformat(day)).short
        for day in ("2022-10-20", "2022-10-21", "2023-10-22", "2023-10-23", "2023-11-16", "2023-11-17")
    }

    assert list(answers.values()) == [
        "outside", "outside", "outside", "letter:data-centre-4800", "letter:data-centre-4800", "3A090.a"
    ]  # fmt: skip
    assert [acn.classify("A100", on=date(2022, 8, day)).short for day in (25, 26)] == ["outside", "letter:A100-H100"]


def test_what_a_rule_says_of_licences_is_said_of_its_own_destinations():
    caught = rule("caught", destinations=acn.Condition("located-in", "CN"))
    milder = rule(
        "milder",
        since=date(2025, 1, 1),
        paragraphs=(),
        destinations=acn.Condition("located-in", "CN-HK"),
        exceptions=[acn.LicenceException(name="FREE", of=["P"])],
        reviews=[acn.Review(policy="case-by-case", of=["P"])],
    )
    china, hong_kong = acn.Place(code="CN", name="China"), acn.Place(code="CN-HK", name="Hong Kong")
    hong_kong = attrs.evolve(hong_kong, parent=china)
    found = {
        place: classified(
            acn.Chip(slug="c", name="C"), [caught, milder], on=date(2026, 1, 1), to=consignee(place)
        ).outcome.catches[0]
        for place in (china, hong_kong)
    }

    assert [(len(item.exceptions), item.policy) for item in found.values()] == [(0, None), (1, acn.Policy.CASE_BY_CASE)]


LICENCES = [
    ("2022-11-01", "CN", TRUE), ("2022-11-01", "CN-HK", TRUE), ("2022-11-01", "CN-SH", TRUE),
    ("2022-11-01", "CN-MO", FALSE), ("2023-01-16", "CN-MO", FALSE), ("2023-01-17", "CN-MO", TRUE),
    ("2023-01-17", "CN", TRUE), ("2023-01-17", "CN-HK", TRUE), ("2023-11-17", "CN-MO", TRUE),
    ("2022-11-01", "SG", UNKNOWN), ("2026-11-01", "SG", UNKNOWN), ("2022-11-01", None, UNKNOWN),
    ("2022-09-01", "CN", TRUE), ("2022-09-01", "CN-HK", TRUE), ("2022-09-01", "CN-MO", UNKNOWN),
]  # fmt: skip


@pytest.mark.parametrize(("day", "code", "licence"), LICENCES)
def test_whether_a_licence_is_needed_depends_on_the_destination_and_the_day(day, code, licence):
    found = acn.classify("A100", on=date.fromisoformat(day), destination=code)

    assert found.licence is licence
    assert found.caught is TRUE
    facts = [str(item) for item in found.lacking]
    assert facts == (["place of an unknown destination"] if code is None else [])


def test_a_destination_that_is_not_coded_is_told_and_has_neither_exceptions_nor_a_review():
    (catch,) = acn.classify("A100", on=OCT_2023, destination="Singapore").outcome.catches

    assert str(catch) == "3A090.a, licence requirement not coded for the destination"
    assert (catch.licence, catch.exceptions, catch.review, catch.policy) == (None, (), None, None)
    assert catch.computers == "4A090.a"


def test_a_facility_somewhere_in_china_may_be_in_macau_and_a_destination_of_china_is_not():
    somewhere = acn.Facility(slug="f", name="F", place=PLACES["CN"])
    a100 = acn.load_catalogue().chips["A100"]
    found = classified(a100, RULES, on=OCT_2022, to=somewhere)

    assert found.licence is UNKNOWN
    assert [str(item) for item in found.lacking] == ["place of F"]
    assert classified(a100, RULES, on=OCT_2022, to=consignee(PLACES["CN"])).licence is TRUE
    assert classified(a100, RULES, on=OCT_2022).to == consignee(PLACES["CN"])


def test_uses_that_may_not_be_all_leave_the_review_open():
    catalogue = acn.load_catalogue()
    to = acn.Facility(slug="f", name="F", place=PLACES["CN-SH"], uses=["research"])
    found = classified(catalogue.chips["nvidia-h200-sxm"], RULES, on=date(2026, 2, 1), to=to)

    assert {str(item and item.value) for item in found.policies} == {"case-by-case", "presumption-of-denial"}
    assert [str(item) for item in found.lacking] == ["uses of F"]


def test_a_letter_binds_only_those_whom_it_names():
    nvidia, other = (acn.Vendor(slug=slug, name=slug) for slug in ("nvidia", "other"))
    part = acn.Vendor(slug="part", name="Part", parent="nvidia")
    chip = exact(4800, 6, transfer_rate=0)

    def said(maker):
        return group_on(date(2023, 10, 24), attrs.evolve(chip, designer=maker))

    assert [said(maker) for maker in (nvidia, part, other, None)] == [
        "letter:data-centre-4800", "letter:data-centre-4800", "outside", "letter:data-centre-4800 or outside"
    ]  # fmt: skip


# Exceptions and reviews


def named(item, on=date(2025, 1, 1), rules=()):
    (catch,) = classified(exact(4800, 6), [item, *rules], on=on).outcome.catches
    return [exception.conditions for exception in catch.exceptions], catch.policy and catch.policy.value


def exception(conditions, **fields):
    return acn.LicenceException(name="X", conditions=conditions, **fields)


def test_of_exceptions_of_one_name_those_of_the_newest_rule_are_told():
    old = rule("old", exceptions=[exception("old"), acn.LicenceException(name="Y", conditions="kept")])
    new = rule("new", date(2024, 6, 1), paragraphs=(), exceptions=[exception("new", of=["P"])])
    none = rule("none", date(2024, 7, 1), paragraphs=(), exceptions=[exception("no", of=["P"], when=NEVER)])
    aside = rule("aside", date(2024, 8, 1), paragraphs=(), exceptions=[exception("aside", of=["Q"])])

    assert named(old)[0] == ["old", "kept"]
    assert named(old, rules=[new])[0] == ["new", "kept"]
    assert named(old, date(2024, 5, 31), [new])[0] == ["old", "kept"]
    assert named(old, rules=[new, none])[0] == ["kept"]
    assert named(old, rules=[aside])[0] == ["old", "kept"]


NEVER = acn.Not(acn.AllOf())


def test_the_review_is_the_first_that_applies_the_newest_rule_first():
    def review(policy, **fields):
        return acn.Review(policy=policy, **fields)

    old = rule("old", reviews=[review("presumption-of-denial"), review("denial")])
    new = rule("new", date(2024, 6, 1), paragraphs=(), reviews=[review("case-by-case", of=["P"])])
    shut = rule("shut", date(2024, 7, 1), paragraphs=(), reviews=[review("denial", of=["P"], when=NEVER)])
    own = rule("own", date(2024, 8, 1), paragraphs=(), reviews=[review("denial")])

    assert named(old)[1] == "presumption-of-denial"
    assert named(old, rules=[new])[1] == "case-by-case"
    assert named(old, date(2024, 5, 31), [new])[1] == "presumption-of-denial"
    assert named(old, rules=[shut])[1] == "presumption-of-denial"
    assert named(old, rules=[own])[1] == "presumption-of-denial"


def test_what_is_said_of_a_single_paragraph_is_said_where_that_one_catches():
    low = acn.Paragraph(name="P.1", when=acn.Condition("tpp", ">= 100"))
    high = acn.Paragraph(name="P.2", when=acn.Condition("tpp", ">= 9000"))

    def told(of):
        return named(rule(paragraphs=[low, high], exceptions=[exception("told", of=of)]))[0]

    assert [told(of) for of in (["P"], ["P.1"], ["P.2"], ["P.1", "P.2"], ["Q"], [])] == [
        ["told"], ["told"], [], ["told"], [], ["told"]
    ]  # fmt: skip


def test_the_strictest_policy_of_what_catches_is_that_of_the_outcome():
    mild = rule("mild", reviews=[acn.Review(policy="presumption-of-approval")])
    strict = rule("strict", instrument="letter", reviews=[acn.Review(policy="denial")])
    silent = rule("silent")
    found = classified(exact(4800, 6), [strict, mild, silent], on=date(2025, 1, 1)).outcome

    assert found.policy is acn.Policy.DENIAL
    assert [item.rule.slug for item in found.catches] == ["mild", "silent", "strict"]
    assert str(found) == ("P, licence needed, presumption of approval; P, licence needed; P, licence needed, denial")
    assert classified(exact(4800, 6), [silent], on=date(2025, 1, 1)).outcome.policy is None


def test_a_superseded_rule_answers_no_more_and_one_that_ends_does_so_on_its_day():
    old, new = rule("old"), rule("new", date(2024, 6, 1), supersedes=["old"], paragraphs=[PARAGRAPH])
    short = rule("short", until=date(2024, 3, 1))

    def said(on, *rules):
        return classified(exact(4800, 6), rules, on=on).short

    assert [said(date(2024, 5, 31), old, new), said(date(2024, 6, 1), old, new)] == ["P", "Q"]
    assert [said(date(2024, 2, 29), short), said(date(2024, 3, 1), short)] == ["P", "outside"]
    assert said(date(2023, 12, 31), old, new, short) == "outside"


PARAGRAPH = acn.Paragraph(name="Q", when=CHINA)


@given(known_facts())
def test_the_area_that_counts_is_never_more_than_the_area_of_the_die(facts):
    """A check of the reference itself: its spans hold what a chip of the facts gives."""
    low, high = area_span(facts)

    assert low == 0 or facts["node"] in ("7 nm", "16 nm")
    assert high == (None if facts["a"] is None else facts["a"][1])
