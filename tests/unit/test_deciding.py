"""Which facts would decide an open verdict: of membership, of lines, of what is not listed; worked out by hand."""

from datetime import date
from fractions import Fraction

import attrs
import pytest

import aichipcn as acn
from aichipcn.mandates.conditions import located_in
from aichipcn.mandates.totals import Tally
from tests.laws.strategies import CHIPS, CN, DESIGNED, DOMESTIC, FOREIGN, MADE_ABROAD, ON, PRODUCED, facility, mandate

HIDDEN = CHIPS[2]
RULE = attrs.evolve(mandate("70%"), scope=located_in("CN"))


def chips(chip, count, **fields):
    return acn.Deployment(chip=chip, count=count, **fields)


def site(slug, *deployments, **fields):
    return attrs.evolve(facility(deployments, slug=slug), **fields)


def fleet(*sites):
    return acn.Fleet(slug="all", name="All", facilities=sites)


def facts(subject, rule=RULE, **how):
    return [str(fact) for fact in acn.deciding_facts(acn.assess(subject, rule, on=ON, **how))]


SURE = site("sure", chips(DOMESTIC, 60), chips(FOREIGN, 40))


@pytest.mark.parametrize(
    ("chip", "count", "expected"),
    [
        (DOMESTIC, 100, ["operation on the date of plan (could settle it alone)"]),
        (DOMESTIC, 33, []),
        (FOREIGN, 100, []),
    ],
)
def test_whether_a_planned_facility_runs_may_settle_a_fleet(chip, count, expected):
    assert facts(fleet(SURE, site("plan", chips(chip, count), status="planned"))) == expected


def test_where_more_is_open_whether_a_facility_runs_settles_nothing():
    subject = fleet(SURE, site("open", chips(HIDDEN, 400)), site("plan", chips(DOMESTIC, 10), status="planned"))
    rule = attrs.evolve(RULE, readings=(acn.Reading(name="r", qualifies=PRODUCED),))

    assert facts(subject, rule) == [
        "foundry of undisclosed in open (could settle it alone)",
        "operation on the date of plan",
    ]


def test_what_stands_in_a_planned_facility_settles_nothing_while_it_may_not_run():
    rule = attrs.evolve(RULE, readings=(acn.Reading(name="r", qualifies=PRODUCED),))
    plan = site("plan", chips(HIDDEN, "100..200", installed="2027-12-31..2028-01-01"), status="planned")
    subject = fleet(site("sure", chips(DOMESTIC, 69), chips(FOREIGN, 31)), plan)

    assert facts(subject, rule) == [
        "operation on the date of plan (could settle it alone)",
        "installation date of undisclosed in plan (could settle it alone)",
        "foundry of undisclosed in plan (could settle it alone)",
        "count of undisclosed in plan",
    ]


def test_a_place_that_is_not_known_decides_whether_a_facility_counts():
    nowhere = site("nowhere", chips(DOMESTIC, 100), place=None)

    assert facts(nowhere) == ["place of nowhere (could settle it alone)"]
    assert facts(fleet(SURE, nowhere)) == ["place of nowhere (could settle it alone)"]
    assert facts(nowhere, as_if_in_scope=True) == []
    planned = attrs.evolve(nowhere, status="planned")
    assert facts(planned) == [
        "place of nowhere (could settle it alone)",
        "operation on the date of nowhere (could settle it alone)",
    ]


def test_a_facility_out_of_scope_or_not_yet_running_decides_nothing():
    abroad = site("abroad", chips(HIDDEN, 5), place=acn.Place(code="US", name="US"), status="planned")
    later = site("later", chips(HIDDEN, 5), commissioned=date(2028, 1, 1))
    open_rule = attrs.evolve(RULE, readings=(acn.Reading(name="r", qualifies=PRODUCED),))
    here = site("here", chips(HIDDEN, 5))

    assert facts(fleet(abroad, later, here), open_rule) == ["foundry of undisclosed in here (could settle it alone)"]


def test_a_scope_set_aside_leaves_the_facts_of_what_stands_there():
    abroad = site("abroad", chips(HIDDEN, 5), place=acn.Place(code="US", name="US"))
    rule = attrs.evolve(RULE, readings=(acn.Reading(name="r", qualifies=PRODUCED),))

    assert facts(abroad, rule, as_if_in_scope=True) == ["foundry of undisclosed in abroad (could settle it alone)"]
    assert facts(abroad, rule) == []


def test_a_facility_alone_that_may_not_run_settles_by_not_running():
    plan = site("plan", chips(HIDDEN, 5), status="planned")
    rule = attrs.evolve(RULE, readings=(acn.Reading(name="r", qualifies=PRODUCED),))

    assert facts(plan, rule) == [
        "operation on the date of plan (could settle it alone)",
        "foundry of undisclosed in plan",
    ]


@pytest.mark.parametrize(
    ("threshold", "listed", "other", "settles"),
    [
        ("70%", [chips(DOMESTIC, 5)], [], True),
        ("70%", [chips(FOREIGN, 5)], [], True),
        ("100%", [chips(DOMESTIC, 5)], [], True),
        ("100%", [chips(MADE_ABROAD, 1)], [], True),
        ("70%", [chips(DOMESTIC, 5)], [acn.Deployment(chip=DOMESTIC)], True),
        ("70%", [chips(DOMESTIC, 5)], [acn.Deployment(chip=FOREIGN)], True),
        ("70%", [chips(DOMESTIC, 5)], [acn.Deployment()], False),
        ("100%", [chips(DOMESTIC, 5)], [acn.Deployment(chip=DOMESTIC)], True),
    ],
)
def test_what_is_not_listed_could_settle_where_the_rest_has_an_end(threshold, listed, other, settles):
    subject = site("s", *listed, *other, inventory="partial")
    rule = attrs.evolve(RULE, require=acn.Schedule({ON: threshold}))
    told = facts(subject, rule)

    assert ("inventory of s (could settle it alone)" in told) is settles
    assert ("inventory of s" in told) is not settles


def test_at_a_whole_even_an_endless_rest_does_not_help():
    subject = site("s", chips(FOREIGN, 1), acn.Deployment(chip=DOMESTIC), inventory="partial")
    rule = attrs.evolve(RULE, require=acn.Schedule({ON: "100%"}))

    assert acn.assess(subject, rule, on=ON).status is acn.Status.NON_COMPLIANT
    assert acn.assess(subject, RULE, on=ON).status is acn.Status.INDETERMINATE


def test_where_nothing_is_required_nothing_need_be_known():
    rule = attrs.evolve(RULE, require=acn.Schedule({ON: "0%"}))
    open_site = site("s", acn.Deployment(), inventory="partial")

    assert acn.assess(open_site, rule, on=ON).status is acn.Status.COMPLIANT
    assert acn.assess(attrs.evolve(open_site, status="planned"), rule, on=ON).status is acn.Status.INDETERMINATE


def test_a_weight_that_is_not_known_is_named_and_settles_where_all_else_is():
    power = attrs.evolve(RULE, measure=acn.Measure("power"))
    watts = attrs.evolve(DOMESTIC, power="100..300 W")
    subject = site("s", chips(watts, 1), chips(attrs.evolve(FOREIGN, power="100 W"), 1))

    assert facts(subject, power) == ["power of domestic in s (could settle it alone)"]
    unknown = site("s", chips(DOMESTIC, 1), chips(attrs.evolve(FOREIGN, power="100 W"), 1))
    assert facts(unknown, power) == ["power of domestic in s (could settle it alone)"]


def test_a_fact_of_two_deployments_is_told_once():
    subject = site("s", chips(HIDDEN, 5), chips(HIDDEN, 6, installed=date(2026, 1, 1)))
    rule = attrs.evolve(RULE, readings=(acn.Reading(name="r", qualifies=PRODUCED),))

    assert facts(subject, rule) == ["foundry of undisclosed in s (could settle it alone)"]


@pytest.mark.parametrize(
    ("chip", "low", "high"),
    [
        (attrs.evolve(DOMESTIC, rates={"fp16": ">= 100 TFLOP/s"}), Fraction(100, 248), Fraction(1)),
        (attrs.evolve(FOREIGN, rates={"fp16": ">= 100 TFLOP/s"}), Fraction(0), Fraction(300, 400)),
        (attrs.evolve(HIDDEN, rates={"fp16": ">= 100 TFLOP/s"}), Fraction(0), Fraction(1)),
        (attrs.evolve(HIDDEN, rates={}), Fraction(0), Fraction(1)),
    ],
    ids=["qualifies", "does not", "unknown", "no rate"],
)
def test_a_rate_without_an_end_opens_one_end_of_the_share_or_both(chip, low, high):
    beside = FOREIGN if chip.designer.slug == "huawei" and chip.foundries else DOMESTIC
    rule = attrs.evolve(
        RULE, measure=acn.Measure("peak", "fp16"), readings=(acn.Reading(name="r", qualifies=PRODUCED),)
    )

    assert acn.assess(site("s", chips(chip, 1), chips(beside, 1)), rule, on=ON).share_range == (low, high)


def test_what_may_not_stand_there_leaves_the_share_of_the_rest():
    coming = chips(FOREIGN, 5, installed="2027-12-31..2028-01-01")
    verdict = acn.assess(site("s", coming), RULE, on=ON)

    assert verdict.share == 0
    assert verdict.status is acn.Status.INDETERMINATE


def test_an_end_of_the_share_that_meets_the_threshold_exactly_leaves_it_open():
    subject = site("s", chips(DOMESTIC, 60), chips(HIDDEN, 10), chips(FOREIGN, 30))
    rule = attrs.evolve(RULE, readings=(acn.Reading(name="r", qualifies=PRODUCED),))

    assert acn.assess(subject, rule, on=ON).share_range == (Fraction(6, 10), Fraction(7, 10))
    assert acn.assess(subject, rule, on=ON).status is acn.Status.INDETERMINATE


def test_a_reading_that_looks_at_the_facility_is_asked_for_each():
    ours = acn.AllOf([DESIGNED, acn.Condition("operated-by", "huawei")])
    rule = attrs.evolve(RULE, readings=(acn.Reading(name="r", qualifies=ours),))
    own = site("own", chips(DOMESTIC, 1), operator=DOMESTIC.designer)
    other = site("other", chips(DOMESTIC, 1), operator=FOREIGN.designer)

    assert acn.assess(own, rule, on=ON).share == 1
    assert acn.assess(other, rule, on=ON).share == 0
    assert acn.assess(fleet(own, other), rule, on=ON).share == Fraction(1, 2)


def test_what_is_made_of_a_chip_is_kept_with_the_chip_itself():
    rule = mandate("70%")
    acn.assess(site("s", chips(DOMESTIC, 1), chips(FOREIGN, 1)), rule, on=ON)
    acn.assess(site("s", chips(FOREIGN, 2)), rule, on=ON)
    by_chip, known, kept = rule.memo["r"]

    assert by_chip is True
    assert {chip: entry.unit for chip, entry in known.items()} == {
        id(DOMESTIC): Tally(1, 1, 0, 0),
        id(FOREIGN): Tally(0, 0, 1, 1),
    }
    assert [id(chip) for chip in kept] == [id(DOMESTIC), id(FOREIGN)]


ALL = attrs.evolve(
    RULE,
    readings=(acn.Reading(name="designed", qualifies=DESIGNED), acn.Reading(name="produced", qualifies=PRODUCED)),
)
HERE, AWAY = (
    site("here", chips(MADE_ABROAD, 1)),
    site("away", chips(DOMESTIC, 1), place=acn.Place(code="US", name="US")),
)


def test_all_are_assessed_under_every_reading_or_the_one_named():
    verdicts = acn.assess_all([HERE, AWAY], [ALL], on=ON)

    assert [(item.subject.slug, item.reading.name, item.status.value) for item in verdicts] == [
        ("here", "designed", "compliant"),
        ("here", "produced", "non-compliant"),
        ("away", "designed", "not-applicable"),
        ("away", "produced", "not-applicable"),
    ]
    named = acn.assess_all([HERE, AWAY], [ALL], on=ON, reading="produced", as_if_in_scope=True)
    assert [(item.reading.name, item.status.value, item.as_if_in_scope) for item in named] == [
        ("produced", "non-compliant", True),
        ("produced", "compliant", True),
    ]
    with pytest.raises(LookupError, match="no reading of m is named 'made'"):
        acn.assess_all([HERE], [ALL], on=ON, reading="made")


def test_a_verdict_over_a_place_or_an_operator_is_named_by_it():
    rule = attrs.evolve(ALL, place=CN, level="place")
    (over_place, _) = acn.assess_all([HERE, AWAY], [rule], on=ON)
    owned = attrs.evolve(HERE, operator=DOMESTIC.designer)
    (over_operator, _) = acn.assess_all([owned], [attrs.evolve(ALL, level="operator")], on=ON)

    assert (over_place.subject.slug, over_place.subject.name) == ("m-facilities", "China")
    assert [item.slug for item in over_place.facilities] == ["here", "away"]
    assert (over_operator.subject.slug, over_operator.subject.name) == ("huawei", "Huawei")


def test_one_verdict_says_whether_its_scope_was_set_aside():
    assert acn.assess(AWAY, ALL, on=ON).as_if_in_scope is False
    assert acn.assess(AWAY, ALL, on=ON, as_if_in_scope=True).status is acn.Status.COMPLIANT
    assert acn.assess(fleet(AWAY), ALL, on=ON, as_if_in_scope=True).status is acn.Status.COMPLIANT
    assert acn.assess(fleet(AWAY), ALL, on=ON).status is acn.Status.NOT_APPLICABLE


OPEN = attrs.evolve(RULE, readings=(acn.Reading(name="r", qualifies=PRODUCED),))


def test_of_two_planned_facilities_the_greater_may_settle_and_the_lesser_not():
    great = site("great", chips(DOMESTIC, 100), status="planned")
    small = site("small", chips(DOMESTIC, 1), status="planned")

    assert facts(fleet(SURE, great, small)) == [
        "operation on the date of great (could settle it alone)",
        "operation on the date of small",
    ]


def test_how_many_stand_in_a_planned_facility_settles_nothing_while_it_may_not_run():
    plan = site("plan", chips(DOMESTIC, "100..200"), status="planned")

    assert facts(fleet(SURE, plan)) == [
        "operation on the date of plan (could settle it alone)",
        "count of domestic in plan",
    ]


def test_a_fact_that_could_settle_through_one_deployment_could_settle():
    few, later = chips(HIDDEN, 400), chips(HIDDEN, 1, installed=date(2026, 1, 1))

    assert facts(site("s", chips(DOMESTIC, 60), chips(FOREIGN, 40), few, later), OPEN) == [
        "foundry of undisclosed in s (could settle it alone)"
    ]


@pytest.mark.parametrize(
    ("dates", "fact"),
    [
        ({"installed": "2027-12-31..2028-01-01"}, "installation date"),
        ({"retired": "2027-12-31..2028-01-01"}, "retirement date"),
        ({"installed": date(2026, 1, 1), "retired": "2027-12-31..2028-01-01"}, "retirement date"),
        ({"installed": "2027-12-31..2028-01-01", "retired": date(2029, 1, 1)}, "installation date"),
    ],
)
def test_the_date_that_is_open_is_named(dates, fact):
    assert facts(site("s", chips(DOMESTIC, 5, **dates))) == [f"{fact} of domestic in s (could settle it alone)"]


def test_a_whole_that_unlisted_chips_can_neither_reach_nor_miss_is_not_settled_by_them():
    subject = site("s", acn.Deployment(chip=HIDDEN), inventory="partial")

    assert "inventory of s" in facts(subject, OPEN)
    assert "inventory of s (could settle it alone)" in facts(
        subject, attrs.evolve(OPEN, require=acn.Schedule({ON: "100%"}))
    )


def test_what_may_stand_there_alone_is_the_whole_of_it():
    verdict = acn.assess(site("s", chips(DOMESTIC, 5, installed="2027-12-31..2028-01-01")), RULE, on=ON)

    assert verdict.share == 1
    assert verdict.status is acn.Status.INDETERMINATE


def test_a_share_stated_as_of_a_day_decides_from_that_day_on():
    from aichipcn.model.facilities import StatedShare

    rule = attrs.evolve(RULE, readings=(acn.Reading(name="r", qualifies=DESIGNED, stated_shares="as-stated"),))
    stated = site("s", acn.Deployment(count="1..9"), stated_shares=(StatedShare(value=">= 60%", as_of="2026"),))

    assert facts(stated, rule) == [
        "domestic share of s (could settle it alone)",
        "designer of chips of unknown model in s",
        "count of chips of unknown model in s",
    ]
