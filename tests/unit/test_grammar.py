"""Worked examples and ugly inputs of the wider grammar: bounds, windows, credits, lists, exemptions, incentives."""

from datetime import date
from fractions import Fraction

import attrs
import pytest

import aichipcn as acn
from aichipcn.mandates.cases import Case
from aichipcn.mandates.credits import checked_worth, credit
from aichipcn.mandates.grammar import Known, read_incentive, read_mandate
from aichipcn.mandates.meanings import Completed
from aichipcn.mandates.schedule import milestones_of
from aichipcn.mandates.thresholds import asked, parse_ratio
from aichipcn.mandates.writing import write_mandate
from aichipcn.model.collection import Collection
from aichipcn.model.facilities import Completion
from aichipcn.model.ownership import Ownership
from aichipcn.values.dates import DateRange
from aichipcn.values.ternary import FALSE, TRUE, UNKNOWN
from tests.laws.strategies import CN, DESIGNED, DOMESTIC, FOREIGN, HUAWEI, NVIDIA, ON, OPAQUE, facility, mandate

SOURCE = acn.Source(slug="s", title="T", publisher="P")
LIST = acn.CertifiedList(
    slug="l",
    title="List",
    entries=[
        acn.ListEntry(chips=[DOMESTIC], since="2026-05-26", until="2029-05-26"),
        acn.ListEntry(vendor=NVIDIA, since="2026-05-26"),
    ],
)
KNOWN = Known(
    Collection("source", [SOURCE]),
    Collection("place", [CN]),
    chips=Collection("chip", [DOMESTIC]),
    lists=Collection("list", [LIST]),
)
PLAIN = {
    "slug": "m",
    "title": "M",
    "sources": ["s"],
    "require": {"share-at-least": {"2027-12-31": "70%"}},
    "readings": [{"name": "r", "qualifies": {"designed-in": "CN"}}],
}


def read(**changes):
    return read_mandate(PLAIN | changes, KNOWN)


def refusals(**changes):
    with pytest.raises(acn.CatalogueError) as caught:
        read(**changes)
    return [str(problem) for problem in caught.value.problems]


def chips(chip, count, **dates):
    return acn.Deployment(chip=chip, count=count, **dates)


def judged(rule, *deployments, on=ON, **fields):
    return acn.assess(attrs.evolve(facility(deployments), **fields), rule, on=on)


# -- bounds


@pytest.mark.parametrize(
    ("require", "status", "gap", "room"),
    [
        ({"share-more-than": {"2027-12-31": "50%"}}, "non-compliant", "add 1, or swap 1", 0),
        ({"share-at-least": {"2027-12-31": "50%"}}, "compliant", "none", 0),
        ({"share-at-most": {"2027-12-31": "50%"}}, "compliant", "none", 0),
        ({"share-at-most": {"2027-12-31": "25%"}}, "non-compliant", "add 10, or swap 3", 0),
        ({"share-less-than": {"2027-12-31": "50%"}}, "non-compliant", "add 1, or swap 1", 0),
        ({"share-less-than": {"2027-12-31": "60%"}}, "compliant", "none", 2),
        ({"ratio-at-least": {"2027-12-31": "1:2"}}, "compliant", "none", 5),
        ({"ratio-at-least": {"2027-12-31": "2:1"}}, "non-compliant", "add 5, or swap 2", 0),
        ({"amount-at-least": {"2027-12-31": "8"}}, "non-compliant", "add 3", None),
        ({"amount-at-most": {"2027-12-31": "8"}}, "compliant", "none", 3),
        ({"amount-at-most": {"2027-12-31": "2"}}, "non-compliant", "remove 3", 0),
        ({"none-from": "2027-12-31"}, "non-compliant", "remove 5", 0),
    ],
)
def test_five_of_ten_against_each_bound(require, status, gap, room):
    verdict = judged(read(require=require), chips(DOMESTIC, 5), chips(FOREIGN, 5))

    assert (verdict.status.value, str(verdict.shortfall), verdict.headroom) == (status, gap, room)


def test_a_strict_bound_of_a_measure_that_is_not_whole_asks_for_more_than_the_gap():
    rule = read(require={"share-more-than": {"2027-12-31": "50%"}}, measure={"peak": "fp16"})
    verdict = judged(rule, chips(DOMESTIC, 148), chips(FOREIGN, 300))

    assert verdict.status is acn.Status.NON_COMPLIANT
    assert str(verdict.shortfall) == "add more than 0 FLOP/s, or swap more than 0 FLOP/s"


def test_an_amount_is_judged_where_nothing_stands_and_a_share_is_not():
    empty = {"deployments": [], "inventory": "complete"}

    least = judged(read(require={"amount-at-least": {"2027-12-31": "8"}}), **empty)
    assert (least.status.value, str(least.shortfall)) == ("non-compliant", "add 8")
    assert judged(read(require={"none-from": "2027-12-31"}), **empty).status is acn.Status.NOT_APPLICABLE
    assert judged(read(), **empty).status is acn.Status.NOT_APPLICABLE


def test_what_an_incomplete_inventory_may_hold_leaves_a_ceiling_open_and_unbounded():
    verdict = judged(read(require={"amount-at-most": {"2027-12-31": "8"}}), chips(DOMESTIC, 5), inventory="partial")

    assert verdict.status is acn.Status.INDETERMINATE
    assert (verdict.shortfall, verdict.headroom) == (None, None)
    at_most = judged(read(require={"share-at-most": {"2027-12-31": "50%"}}), chips(DOMESTIC, 5), inventory="partial")
    assert (at_most.shortfall, at_most.headroom) == (None, None)


def test_an_unstated_figure_is_the_fact_that_would_decide():
    rule = read(require={"ratio-at-least": {"2027-12-31": "unstated"}})
    verdict = judged(rule, chips(DOMESTIC, 5), chips(FOREIGN, 5))

    assert (verdict.status, verdict.required) == (acn.Status.INDETERMINATE, None)
    assert verdict.threshold.describe() == "at least an unstated share"
    assert [str(fact) for fact in acn.deciding_facts(verdict)] == ["threshold of M (could settle it alone)"]
    assert (verdict.shortfall, verdict.headroom) == (None, None)
    assert judged(rule, chips(DOMESTIC, 5)).status is acn.Status.COMPLIANT
    assert judged(rule, chips(FOREIGN, 5)).status is acn.Status.NON_COMPLIANT
    amount = read(require={"amount-at-most": {"2027-12-31": "unstated"}})
    assert judged(amount, chips(FOREIGN, 5)).status is acn.Status.COMPLIANT
    assert judged(amount, chips(DOMESTIC, 5)).threshold.describe() == "at most an unstated amount"


def test_an_amount_rises_on_a_straight_line():
    schedule = acn.Schedule({"2027-01-01": 0, "2027-01-11": 100}, "linear", "amount-at-least")

    assert schedule.required(date(2027, 1, 4)) == acn.Estimate(30, 30)
    assert schedule.required(date(2026, 12, 31)) is None
    assert schedule.required(date(2028, 1, 1)) == acn.Estimate(100, 100)
    assert schedule.describe() == "at least 0 from 2027-01-01, 100 from 2027-01-11, rising day by day must be"


def test_a_milestone_has_where_it_comes_from():
    row = {"value": "70%", "sources": ["s"], "status": "adopted", "verified": "2026-11", "wording": "seventy"}
    rule = read(require={"share-at-least": {"2027-12-31": row}})
    (milestone,) = milestones_of(rule.require)

    assert (milestone.share, milestone.sources, milestone.wording) == (Fraction(7, 10), (SOURCE,), "seventy")
    assert write_mandate(rule)["require"]["share-at-least"]["2027-12-31"] == row
    text = str(acn.explain(judged(rule, chips(DOMESTIC, 5))))
    assert "threshold on 2027-12-31: at least 70%\n    [s] P: T\n    status: adopted\n    wording: seventy" in text


def test_a_mandate_that_has_expired_requires_nothing():
    rule = read(expires="2028-06-30", require={"share-at-least": {"2027-12-31": "70%", "2029-01-01": "80%"}})
    verdict = judged(rule, chips(FOREIGN, 5), on=date(2028, 6, 30))

    assert (verdict.status, verdict.next_milestone) == (acn.Status.NOT_IN_FORCE, None)
    assert "no longer in force since 2028-06-30" in str(acn.explain(verdict))
    assert judged(rule, chips(FOREIGN, 5), on=date(2028, 6, 29)).status is acn.Status.NON_COMPLIANT


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (
            lambda: parse_ratio("1"),
            "not a ratio: '1'; write one such as '1:2', one that qualifies for every two others",
        ),
        (lambda: parse_ratio("0:2"), "not a ratio: '0:2'; write one such as"),
        (lambda: parse_ratio(0.5), "not a ratio: 0.5; write one such as"),
        (lambda: asked(acn.Bound.AMOUNT_AT_MOST, 1.5), "not an amount: 1.5; write text such as '10000' or '500 MW'"),
        (lambda: asked(acn.Bound.AMOUNT_AT_MOST, "1..2"), "not an amount: '1..2'; a threshold is exact"),
        (
            lambda: acn.Schedule([acn.Milestone(ON, acn.Estimate(5, 5))]),
            "2027-12-31: a share is needed, got '5 from 2027-12-31'",
        ),
        (
            lambda: acn.Schedule([acn.Milestone(ON, "5%")], bound="amount-at-least"),
            "2027-12-31: an amount is needed, got '5% from 2027-12-31'",
        ),
        (
            lambda: acn.Schedule({ON: "5%", date(2028, 1, 1): None}, "linear"),
            "2028-01-01: nothing runs day by day from or to an unstated figure",
        ),
        (lambda: acn.Milestone(ON, None).share, "a milestone of no share: unstated from 2027-12-31"),
        (
            lambda: acn.PurchasesSince("2028-01-01", "2027-01-01"),
            "a window ends before it starts: 2028-01-01 to 2027-01-01",
        ),
        (
            lambda: acn.Exemption(when=DESIGNED, since="2028-01-01", until="2028-01-01"),
            "until: an exemption ends before it starts: 2028-01-01 to 2028-01-01",
        ),
        (
            lambda: acn.Incentive(slug="i", title="I", kind="other", benefit="B", since="2028", until="2027"),
            "until: an incentive ends before it starts: 2028 to 2027",
        ),
        (lambda: acn.ListEntry(), "an entry of a list names its chips, or the vendor of one that is not known"),
        (lambda: acn.ListEntry(chips=[DOMESTIC], vendor=HUAWEI), "an entry of a list names its chips, or the vendor"),
        (lambda: acn.Reading(name="r"), "reading r needs either 'qualifies' or 'credit', to say what counts"),
        (
            lambda: acn.Reading(name="r", qualifies=DESIGNED, credit=acn.Content()),
            "reading r needs either 'qualifies' or 'credit', to say what counts",
        ),
        (lambda: acn.Tiers([]), "tiers: a credit by tiers needs at least one"),
        (lambda: credit(3), "a credit is needed such as Tiers([Tier(when=..., worth='1/2')]), got 3"),
        (lambda: checked_worth(1, acn.Content()), "Content.worth gave 1; give an Estimate from 0 to 1"),
        (
            lambda: checked_worth(acn.Estimate(0, 2), acn.Content()),
            "Content.worth gave <= 2; a worth lies between 0 and 1",
        ),
        (lambda: acn.Condition("certified-in", "l"), "certified-in: not a CertifiedList: 'l'"),
        (
            lambda: acn.Condition("commissioned-within", 0),
            "commissioned-within: a whole number of at least 1 is needed, got 0",
        ),
        (
            lambda: acn.Condition("completed-below", {"shar": "30%"}),
            "unknown key; nearest: 'share'; allowed: share, on",
        ),
        (
            lambda: acn.Deployment(ordered="2027", installed="2026"),
            "installed: installed 2026, before it was ordered 2027",
        ),
        (
            lambda: acn.Mandate(
                slug="m",
                title="M",
                require=acn.Schedule({ON: "5 W"}, bound="amount-at-most"),
                readings=[RULE.readings[0]],
            ),
            "require: chips are not measured in the unit of '5 W'",
        ),
        (lambda: attrs.evolve(RULE, measure=3), "measure: a measure is needed such as Measure('power'), got 3"),
    ],
)
def test_what_cannot_be_meant_is_refused(make, message):
    with pytest.raises(acn.AichipcnError) as caught:
        make()

    assert message in str(caught.value)


RULE = mandate("70%")


# -- credits and measures


def test_content_of_which_nothing_is_stated_may_be_any():
    rule = read(readings=[{"name": "r", "credit": {"content": "component-cost", "whole-from": "80%"}}])
    part = attrs.evolve(DOMESTIC, slug="part", name="Part", domestic_content="60%")
    verdict = judged(rule, chips(part, 5), chips(DOMESTIC, 5))

    assert verdict.share_range == (Fraction(3, 10), Fraction(8, 10))
    assert [str(fact) for fact in acn.deciding_facts(verdict)] == [
        "domestic-content of domestic in f (could settle it alone)"
    ]
    text = str(acn.explain(verdict))
    assert "5 x Part: counts 60%, counted true" in text
    assert "of domestic content by component cost, whole from 80% (domestic-content: 0.6)" in text
    assert "none below 20%" in acn.Content(least="20%").describe()


def test_tiers_say_which_of_them_decided():
    tiers = [{"when": {"produced-in": "CN"}, "worth": "100%"}, {"when": {"designed-in": "CN"}, "worth": "50%"}]
    rule = read(readings=[{"name": "r", "credit": {"tiers": tiers}}])
    disputed = attrs.evolve(DOMESTIC, slug="disputed", name="Disputed", foundries=[])
    verdict = judged(rule, chips(disputed, 5), chips(DOMESTIC, 5))

    assert verdict.share_range == (Fraction(3, 4), 1)
    assert "5 x Disputed: counts 50% to 100%" in str(acn.explain(verdict))
    assert "must be produced in CN (worth 100%) or else designed in CN (worth 50%)." in rule.sentence()
    open_rule = attrs.evolve(rule, require=acn.Schedule({ON: "90%"}))
    assert [str(item) for item in acn.deciding_facts(judged(open_rule, chips(disputed, 5), chips(DOMESTIC, 5)))] == [
        "foundry of Disputed in f (could settle it alone)"
    ]


def test_effective_compute_is_a_measure_by_the_claims_of_the_catalogue(catalogue):
    data = PLAIN | {"measure": {"effective": {"model": "claimed", "reference": "nvidia-h20"}}}
    known = Known(Collection("source", [SOURCE]), catalogue.places, chips=catalogue.chips)
    rule = read_mandate(data, known)
    h20, b910 = catalogue.chips["H20"], catalogue.chips["910B"]

    assert rule.measure.weight(b910) is None
    (held,) = [item for item in catalogue.with_(SOURCE, rule).mandates if item.slug == "m"]
    assert held.measure.weight(h20) == acn.Estimate(1, 1)
    assert held.measure.weight(b910) == acn.Estimate.parse("0.85")
    assert held == rule
    claim = acn.PerformanceClaim(slug="c", chip=OPAQUE, reference=h20, ratio="2")
    more = catalogue.with_(SOURCE, rule).with_(claim).mandates["m"]
    assert more.measure.weight(OPAQUE) == acn.Estimate(2, 2)
    assert "effective compute in H20-equivalents by claims" in rule.sentence()
    assert rule.measure.field == "claimed ratio to H20"


def test_a_peak_is_effective_compute_too():
    rule = read(measure={"effective": {"model": "peak", "format": "fp16"}})

    assert rule.measure.weight(FOREIGN) == acn.Estimate.parse("148 TFLOP/s")
    assert rule.measure.weight(OPAQUE) is None
    assert (rule.measure.unit, rule.measure.field) == ("OP/s", "compute by FP16 peak, dense")
    assert "Of effective compute in FLOP/s (FP16 peak, dense) installed" in rule.sentence()


# -- conditions


def case(on=ON, deployment=None, **fields):
    return Case(acn.Facility(slug="f", name="F", **fields), deployment, on)


def operator(ownership, place=CN):
    return acn.Vendor(slug="op", name="Op", place=place, ownership=ownership)


@pytest.mark.parametrize(
    ("condition", "fields", "truth"),
    [
        (("owned-by", "state"), {"ownership": "central-state"}, TRUE),
        (("owned-by", "central-state"), {"ownership": "state"}, UNKNOWN),
        (("owned-by", "state"), {"ownership": "mixed"}, UNKNOWN),
        (("owned-by", "state"), {"ownership": "private"}, FALSE),
        (("owned-by", "state"), {}, UNKNOWN),
        (("operator-is", "state"), {"operator": operator(Ownership.GOVERNMENT)}, TRUE),
        (("operator-is", "state"), {"operator": operator(None)}, UNKNOWN),
        (("operator-is", "state"), {}, UNKNOWN),
        (("operator-in", "CN"), {"operator": operator(None)}, TRUE),
        (("operator-in", "US"), {"operator": operator(None)}, FALSE),
        (("operator-in", "CN"), {}, UNKNOWN),
        (("used-for", "government"), {"uses": ["government"]}, TRUE),
        (("used-for", "government"), {"uses": ["research"]}, UNKNOWN),
        (("used-for", "government"), {"uses": ["research"], "uses_complete": True}, FALSE),
        (("used-for", "government"), {"uses": ["government"], "uses_complete": True}, TRUE),
        (("in-programme", "p"), {"programmes": ["p"]}, TRUE),
        (("in-programme", "p"), {"programmes": ["q"]}, FALSE),
        (("in-programme", "p"), {}, UNKNOWN),
        (("stage", "planned"), {"status": "planned"}, TRUE),
        (("stage", "planned"), {}, FALSE),
        (("stage", "planned"), {"status": "unknown"}, UNKNOWN),
        (("commissioned-within", 2), {"commissioned": "2027-12-30"}, TRUE),
        (("commissioned-within", 1), {"commissioned": "2027-12-30"}, FALSE),
        (("commissioned-within", 10**7), {"commissioned": "2027-12-30"}, TRUE),
        (("commissioned-within", 10), {"commissioned": "2028-01-01"}, FALSE),
        (("commissioned-within", 10), {"commissioned": "2027-12"}, UNKNOWN),
        (("commissioned-within", 10), {}, UNKNOWN),
        (("completed-below", "30%"), {"status": "installing"}, UNKNOWN),
        (("completed-below", "30%"), {"commissioned": "2027-01-01"}, FALSE),
    ],
)
def test_a_condition_on_a_facility(condition, fields, truth):
    assert acn.Condition(*condition).holds(case(**fields)) is truth


def test_a_condition_on_the_date_that_is_judged_needs_one():
    for condition in (acn.Condition("certified-in", LIST), acn.Condition("commissioned-within", 5)):
        assert condition.holds(case(on=None, deployment=chips(DOMESTIC, 1), commissioned="2027-12-30")) is UNKNOWN
    assert acn.Condition("completed-below", "5%").holds(case(on=None)) is UNKNOWN


@pytest.mark.parametrize(
    ("on", "low", "high"),
    [
        (date(2025, 1, 1), 0, Fraction(1, 5)),
        (date(2025, 6, 1), Fraction(1, 5), Fraction(2, 5)),
        (date(2025, 9, 1), Fraction(2, 5), 1),
        (date(2027, 1, 1), 1, 1),
    ],
)
def test_what_is_completed_never_shrinks_and_what_runs_is_whole(on, low, high):
    stated = [
        Completion(share="20%", as_of="2025-03"),
        Completion(share="40%", as_of="2025-08"),
        Completion(share="9%"),
    ]
    site = acn.Facility(slug="f", name="F", commissioned="2026-06-01", completion=stated)

    assert site.completed(on) == acn.Estimate(low, high)
    below = acn.Condition("completed-below", {"share": "30%", "on": on})
    assert below.holds(Case(site)) is (TRUE if high < Fraction(3, 10) else FALSE if low >= Fraction(3, 10) else UNKNOWN)
    assert below.describe() == f"completed by less than 30% on {on}"
    assert Case(site).found("facility.completion") == "0.2 of investment, 0.4 of investment, 0.09 of investment"


@pytest.mark.parametrize(
    ("deployment", "on", "now", "bought"),
    [
        (chips(DOMESTIC, 1, ordered="2026-06-01"), ON, TRUE, TRUE),
        (chips(DOMESTIC, 1, ordered="2026-05-25"), ON, TRUE, FALSE),
        (chips(DOMESTIC, 1, installed="2026-06-01"), ON, TRUE, UNKNOWN),
        (chips(DOMESTIC, 1, ordered="2026-06-01"), date(2029, 5, 26), FALSE, TRUE),
        (chips(FOREIGN, 1, ordered="2026-06-01"), ON, UNKNOWN, UNKNOWN),
        (chips(OPAQUE, 1, ordered="2026-06-01"), ON, UNKNOWN, UNKNOWN),
        (acn.Deployment(designer=HUAWEI, ordered="2026-06-01"), ON, UNKNOWN, UNKNOWN),
        (acn.Deployment(designer=attrs.evolve(HUAWEI, note="n"), ordered="2026-06-01"), ON, UNKNOWN, UNKNOWN),
        (acn.Deployment(designer=acn.Vendor(slug="x", name="X"), ordered="2026-06-01"), ON, FALSE, FALSE),
        (acn.Deployment(ordered="2026-06-01"), ON, UNKNOWN, UNKNOWN),
        (chips(DOMESTIC, 1), date(2026, 5, 1), FALSE, FALSE),
    ],
)
def test_a_chip_is_on_a_list_on_a_day(deployment, on, now, bought):
    assert acn.Condition("certified-in", LIST).holds(case(on, deployment)) is now
    assert acn.Condition("certified-when-bought", LIST).holds(case(on, deployment)) is bought


def test_a_list_of_which_an_entry_has_no_first_day_may_have_had_it_any_time():
    undated = attrs.evolve(LIST, entries=[acn.ListEntry(chips=[DOMESTIC])])

    assert undated.certifies(DOMESTIC, HUAWEI, ON) is UNKNOWN
    assert undated.certifies(FOREIGN, NVIDIA, ON) is FALSE
    assert str(undated) == "List"


def test_chips_were_bought_by_the_day_that_they_came():
    assert case(deployment=chips(DOMESTIC, 1, ordered="2026")).bought == DateRange.parse("2026")
    assert case(deployment=chips(DOMESTIC, 1, installed="2026-06-01")).bought.last == date(2026, 6, 1)
    assert case(commissioned="2025-01-01").bought.last == date(2025, 1, 1)
    assert case().bought.last == ON


def test_what_was_found_of_the_wider_fields_is_said_in_words():
    fields = {
        "ownership": "state",
        "uses": ["research", "training"],
        "programmes": ["p"],
        "operator": operator("state"),
    }
    held = case(deployment=chips(DOMESTIC, 1, ordered="2026"), **fields)
    words = {
        name: held.found(name)
        for name in (
            "facility.ownership",
            "facility.uses",
            "facility.programmes",
            "facility.operator ownership",
            "facility.status",
            "list.certificate",
            "list.purchase date",
        )
    }

    assert list(words.values()) == [
        "state",
        "research and training",
        "p",
        "Op, state",
        "operating",
        "of domestic",
        "2026",
    ]
    assert case(operator=operator(None)).found("facility.operator ownership") == "unknown"


# -- exemptions, discretion, levels, incentives


def test_a_facility_that_is_exempt_is_not_judged():
    rule = read(exemptions=[{"when": {"commissioned-within": 180}, "note": "grace", "sources": ["s"]}])
    verdict = judged(rule, chips(FOREIGN, 5), commissioned="2027-12-01")

    assert verdict.status is acn.Status.NOT_APPLICABLE
    assert "exempt: facilities commissioned within 180 days of the date: true" in str(acn.explain(verdict))
    assert judged(rule, chips(FOREIGN, 5), commissioned="2027-01-01").status is acn.Status.NON_COMPLIANT
    unknown = judged(rule, chips(FOREIGN, 5), commissioned="2027")
    assert unknown.status is acn.Status.INDETERMINATE
    assert [str(fact) for fact in acn.deciding_facts(unknown)] == ["commissioned of f (could settle it alone)"]
    assert not unknown.by_discretion


def test_what_an_authority_decides_is_open_by_its_discretion():
    rule = read(
        issuer="Ministry",
        exemptions=[{"when": {"commissioned-before": "2026-01-01"}, "effect": "case-by-case", "since": "2027-01-01"}],
    )
    verdict = judged(rule, chips(FOREIGN, 5))

    assert (verdict.status, verdict.by_discretion) == (acn.Status.INDETERMINATE, True)
    assert [str(fact) for fact in acn.deciding_facts(verdict)] == [
        "discretion of Ministry on f (could settle it alone)"
    ]
    assert "judged case by case from 2027-01-01 on: facilities commissioned before 2026-01-01: true" in str(
        acn.explain(verdict)
    )
    held = acn.assess(verdict.subject, rule, on=ON, as_if_in_scope=True)
    assert (held.status, held.by_discretion) == (acn.Status.NON_COMPLIANT, False)
    assert rule.exemptions[0].applies(Case(verdict.subject, on=date(2026, 12, 31))) is FALSE


def test_an_exemption_ends():
    exemption = acn.Exemption(when=acn.AllOf(), until="2027-12-31")

    assert exemption.applies(case(on=date(2027, 12, 30))) is TRUE
    assert exemption.applies(case(on=ON)) is FALSE
    assert exemption.describe() == "exempt until 2027-12-31: facilities of any kind"


def test_readings_may_differ_in_over_what_one_verdict_is_formed():
    each = {"name": "each", "qualifies": {"designed-in": "CN"}, "level": "facility"}
    rule = read(level="nation", place="CN", readings=[*PLAIN["readings"], each])
    sites = (facility([chips(DOMESTIC, 8)], "a"), facility([chips(FOREIGN, 2)], "b"))

    found = [(item.subject.name, item.reading.name, str(item.status)) for item in acn.assess_all(sites, [rule], on=ON)]
    assert found == [("China", "r", "compliant"), ("a", "each", "compliant"), ("b", "each", "non-compliant")]


def test_stock_and_orders_count_what_is_yet_to_come():
    rule = read(population="stock-and-orders")
    site = {"status": "installing", "commissioned": "2029-01-01"}

    assert judged(rule, chips(FOREIGN, 5, ordered="2027-01-01"), **site).status is acn.Status.NON_COMPLIANT
    assert judged(read(), chips(FOREIGN, 5, ordered="2027-01-01"), **site).status is acn.Status.NOT_APPLICABLE
    assert judged(rule, chips(FOREIGN, 5, installed="2028-01-01"), **site).status is acn.Status.INDETERMINATE
    assert judged(rule, chips(FOREIGN, 5, retired="2027-01-01"), **site).status is acn.Status.NOT_APPLICABLE
    assert "Of chips installed or on order in facilities" in rule.sentence()
    bought = read(population={"purchases-since": "2027-01-01", "until": "2027-12-31"}, among={"designed-in": "CN"})
    assert "Of chips bought from 2027-01-01 to 2027-12-31 and designed in CN in facilities" in bought.sentence()


def test_a_fact_of_which_chips_count_at_all_may_decide():
    rule = attrs.evolve(read(), among=acn.Condition("produced-in", "CN"))
    opaque = attrs.evolve(FOREIGN, slug="o", name="O", foundries=[])
    verdict = judged(rule, chips(DOMESTIC, 5), chips(opaque, 5))

    assert verdict.share_range == (Fraction(1, 2), 1)
    assert [str(fact) for fact in acn.deciding_facts(verdict)] == ["foundry of O in f (could settle it alone)"]
    assert "produced in CN: unknown (foundry: unknown)" in str(acn.explain(verdict))


def test_history_and_what_a_mandate_supersedes_stand_in_its_explanation():
    change = {"status": "reported", "since": "2025-08", "wording": "w", "note": "n", "sources": ["s"]}
    rule = read(history=[change, {"status": "adopted"}], supersedes=["older"])
    text = str(acn.explain(judged(rule, chips(DOMESTIC, 1))))

    assert "    reported since 2025-08\n      [s] P: T\n      wording: w\n      note: n\n    adopted\n" in text
    assert "    supersedes older\n" in text


def test_an_incentive_is_offered_to_facilities_and_is_no_verdict():
    data = {
        "slug": "i",
        "title": "Cheap power",
        "kind": "subsidy",
        "benefit": "half",
        "sources": ["s"],
        "since": "2027-01-01",
        "until": "2028-01-01",
        "scope": {"located-in": "CN"},
        "credit": {"content": "component-cost"},
    }
    offer = read_incentive(data, KNOWN)
    site = facility([])

    assert str(offer) == "Cheap power"
    assert [offer.offered(site, date(year, 6, 1)) for year in (2026, 2027, 2028)] == [FALSE, TRUE, FALSE]
    assert attrs.evolve(offer, since=None, until=None).offered(acn.Facility(slug="x", name="X"), ON) is UNKNOWN
    with pytest.raises(acn.AichipcnError, match="mandates\\[0\\]: not a Mandate"):
        acn.assess_all([site], [offer], on=ON)


# -- ugly inputs


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"require": {}}, ["require: says nothing of how much; write { share-at-least = { 2027-12-31 = '70%' } }; allowed: share-at-least, share-more-than, share-at-most, share-less-than, ratio-at-least, amount-at-least, amount-at-most, none-from"]),
        ({"require": {"none-from": "2027-12-31", "share-at-most": {"2027-12-31": "5%"}}}, ["require: exactly one bound is needed, got share-at-most and none-from"]),
        ({"require": {"none-from": "2027-12-31", "interpolate": "linear"}}, ["require.interpolate: unknown key; allowed: none-from"]),
        ({"require": {"none-from": 3}}, ["require.none-from: not a date: 3; write '2025-09-18', '2025-09', '2025-Q3', '2025-H2', '2025' or '2024-01..2024-06'"]),
        ({"require": {"share-at-least": {"2027-12-31": {"sources": ["s"]}}}}, ["require.share-at-least.2027-12-31.value: is missing; write how much, such as '70%'"]),
        ({"require": {"share-at-least": {"2027-12-31": {"value": 70, "sources": ["t"], "x": 1}}}}, [
            "require.share-at-least.2027-12-31.x: unknown key; allowed: value, sources, status, verified, wording",
            "require.share-at-least.2027-12-31.value: not a share: 70; write it as text such as '70%', '0.7' or '7/10'; nearest: '70%'",
            "require.share-at-least.2027-12-31.sources[0]: no source has the slug 't'",
        ]),
        ({"require": {"amount-at-most": {"2027-12-31": "5 W"}}}, ["require: chips are not measured in the unit of '5 W'"]),
        ({"population": {"purchases-since": "2027-02-30", "until": 3}}, [
            "population.purchases-since: no such date: '2027-02-30'; write '2025-09-18', '2025-09', '2025-Q3', '2025-H2', '2025' or '2024-01..2024-06'",
            "population.until: not a date: 3; write '2025-09-18', '2025-09', '2025-Q3', '2025-H2', '2025' or '2024-01..2024-06'",
        ]),
        ({"population": {"additions-since": "2027-01-01", "until": "2026-01-01"}}, ["population.until: a window ends before it starts: 2027-01-01 to 2026-01-01"]),
        ({"among": 3}, ["among: a table is needed, got 3"]),
        ({"expires": "2027"}, ["expires: a day is needed such as 2027-12-31, got '2027'"]),
        ({"supersedes": ["A B"]}, ["supersedes[0]: not a slug: 'A B'; write lower-case words joined by hyphens such as 'huawei-ascend-910b'; nearest: 'a-b'"]),
        ({"history": [{}, 3]}, ["history[0].status: is missing; write one such as 'reported'", "history[1]: a table is needed, got 3"]),
        ({"exemptions": [{}, 3, {"when": {"kind": "laboratory"}, "effect": "exmpt"}]}, [
            "exemptions[0].when: is missing; write { commissioned-before = 2025-11-05 }",
            "exemptions[1]: a table is needed, got 3",
            "exemptions[2].effect: unknown value 'exmpt'; nearest: 'exempt'; allowed: exempt, case-by-case",
        ]),
        ({"exemptions": [{"when": {"kind": "laboratory"}, "since": "2027-01-01", "until": "2026-01-01"}]}, ["exemptions[0].until: an exemption ends before it starts: 2027-01-01 to 2026-01-01"]),
        ({"readings": [{"name": "r", "credit": 3}]}, ["readings[0].credit: a table is needed, got 3"]),
        ({"readings": [{"name": "r", "credit": {}}]}, ["readings[0].credit.content: is missing; write { content = 'component-cost' }, or { tiers = [...] }"]),
        ({"readings": [{"name": "r", "credit": {"tiers": []}}]}, ["readings[0].credit.tiers: a credit by tiers needs at least one"]),
        ({"readings": [{"name": "r", "credit": {"tiers": [3, {"worth": 1}]}}]}, [
            "readings[0].credit.tiers[0]: a table is needed, got 3",
            "readings[0].credit.tiers[1].worth: not a share: 1; write it as text such as '70%', '0.7' or '7/10'; nearest: '1%'",
            "readings[0].credit.tiers[1].when: is missing; write { designed-in = 'CN' }",
        ]),
        ({"readings": [{"name": "r", "credit": {"content": "component-cost"}, "qualifies": {"designed-in": "CN"}}]}, ["readings[0]: reading r needs either 'qualifies' or 'credit', to say what counts"]),
        ({"measure": {"effective": 3}}, ["measure.effective: a table is needed, got 3"]),
        ({"measure": {"effective": {}}}, ["measure.effective.model: is missing; write 'claimed' or 'peak'"]),
        ({"measure": {"effective": {"model": "claims"}}}, ["measure.effective.model: no model is named 'claims'; nearest: 'claimed'"]),
        ({"measure": {"effective": {"model": "peak"}}}, ["measure.effective.format: is missing; write one such as 'fp16'"]),
        ({"measure": {"effective": {"model": "claimed"}}}, ["measure.effective.reference: is missing; write the slug of a chip"]),
        ({"measure": {"effective": {"model": "claimed", "reference": "h20"}}}, ["measure.effective.reference: no chip has the slug 'h20'"]),
        ({"scope": {"certified-in": "k"}}, ["scope.certified-in: no list has the slug 'k'"]),
        ({"scope": {"completed-below": {"share": 3}}}, ["scope.completed-below.share: not a share: 3; write it as text such as '70%', '0.7' or '7/10'; nearest: '3%'"]),
        ({"scope": {"commissioned-within": "x"}}, ["scope.commissioned-within: a whole number of at least 1 is needed, got 'x'"]),
    ],
)  # fmt: skip
def test_what_is_wrong_in_the_wider_grammar_is_told(changes, told):
    assert refusals(**changes) == told


def test_every_mistake_of_an_incentive_is_told():
    with pytest.raises(acn.CatalogueError) as caught:
        read_incentive({"slug": "i", "since": 3, "scope": 3, "credit": 3, "x": 1}, KNOWN)

    assert [str(problem) for problem in caught.value.problems] == [
        "x: unknown key; allowed: slug, title, kind, benefit, issuer, place, legal-force, since, until, scope, qualifies,"
        " credit, status, wording, verified, aliases, sources, confidence, note",
        "title: is missing; write what it says, in words",
        "sources: at least one source is needed; name its slug in a list",
        "since: not a date: 3; write '2025-09-18', '2025-09', '2025-Q3', '2025-H2', '2025' or '2024-01..2024-06'",
        "kind: is missing; write one of price-preference, subsidy, tax-relief, other",
        "benefit: is missing; write what is offered, in words",
        "scope: a table is needed, got 3",
        "credit: a table is needed, got 3",
    ]


def test_a_superseded_mandate_must_be_one_of_the_catalogue(tmp_path):
    file = tmp_path / "mine.toml"
    text = (
        '[[mandates]]\nslug = "mine"\ntitle = "M"\nsources = ["nikkei-2025-08-21"]\nsupersedes = ["shanghai-2025"]\n'
        'require = { none-from = 2027-12-31 }\n[[mandates.readings]]\nname = "r"\nqualifies = { designed-in = "CN" }\n'
    )
    file.write_text(text, "utf-8")

    with pytest.raises(acn.CatalogueError, match=r"supersedes\[0\].*no mandate has the slug 'shanghai-2025'; nearest:"):
        acn.load_catalogue(file)
    file.write_text(text.replace("shanghai-2025", "shanghai-2027"), "utf-8")
    assert acn.load_catalogue(file).mandates["mine"].supersedes == ("shanghai-2027",)


def test_an_argument_of_completion_is_held_as_one():
    assert acn.Condition("completed-below", Completed(Fraction(1, 2))) == acn.Condition("completed-below", "50%")


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("population", object(), "no population in files is named"),
        ("measure", object(), "no measure in files is named"),
        ("require", object(), "no requirement in files is named"),
    ],
)
def test_what_has_no_words_in_files_is_not_written(field, value, message):
    from aichipcn.mandates.writing import _CLAUSES

    with pytest.raises(LookupError, match=message):
        _CLAUSES[field](value)
