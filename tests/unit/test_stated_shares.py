"""What a share that a source states does to a verdict, under each use that a reading makes of it."""

from datetime import date
from fractions import Fraction

import attrs
import pytest

import aichipcn as acn
from aichipcn.model.facilities import StatedShare
from tests.laws.strategies import CN, DESIGNED, DOMESTIC, FOREIGN, ON, mandate


def using(use, threshold="70%", **changes):
    rule = mandate(threshold)
    return attrs.evolve(rule, readings=(acn.Reading(name="r", qualifies=DESIGNED, stated_shares=use),), **changes)


def site(*shares, deployments=(), **fields):
    return acn.Facility(
        slug="s",
        name="S",
        place=CN,
        commissioned=date(2025, 1, 1),
        deployments=deployments,
        stated_shares=tuple(item if isinstance(item, StatedShare) else StatedShare(value=item) for item in shares),
        **fields,
    )


def share(facility, rule):
    return acn.assess(facility, rule, on=ON).share_range


ALL, SOME = (Fraction(0), Fraction(1)), (Fraction(85, 100), Fraction(1))


@pytest.mark.parametrize(
    ("use", "stated", "expected"),
    [
        ("as-stated", ["85%"], (Fraction(85, 100), Fraction(85, 100))),
        ("as-stated", [">= 85%"], SOME),
        ("as-stated", ["0.9 (0.8..1)"], (Fraction(8, 10), Fraction(1))),
        ("as-stated", ["85%", "90%"], (Fraction(85, 100), Fraction(90, 100))),
        ("at-most", ["85%"], (Fraction(0), Fraction(85, 100))),
        ("at-most", [">= 85%"], ALL),
        ("not-used", ["85%"], ALL),
    ],
)
def test_a_stated_share_is_taken_as_it_is_or_as_a_bound_or_left(use, stated, expected):
    assert share(site(*stated), using(use)) == expected


@pytest.mark.parametrize(
    "left",
    [
        StatedShare(value="85%", of="power"),
        StatedShare(value="85%", as_of="2028"),
        StatedShare(value="85%", as_of="2027"),
    ],
    ids=["of another measure", "of a later date", "of a date that may be later"],
)
def test_a_share_of_something_else_or_of_a_later_day_is_left(left):
    on = date(2027, 12, 30)
    rule = using("as-stated", require=acn.Schedule({date(2027, 1, 1): "70%"}))

    assert acn.assess(site(left), rule, on=on).share_range == ALL


def test_a_share_of_units_says_nothing_of_power_or_of_additions():
    stated = site("85%")

    assert share(stated, using("as-stated", measure=acn.Measure("power"))) == ALL
    assert share(stated, using("as-stated", population=acn.AdditionsSince(date(2026, 1, 1)))) == ALL


def test_where_the_number_of_chips_is_known_a_stated_share_gives_whole_sums():
    chips = [acn.Deployment(count=4000), acn.Deployment(chip=FOREIGN, count=100, retired=date(2026, 1, 1))]
    verdict = acn.assess(site("33%", deployments=chips), using("as-stated", "100%"), on=ON)

    assert verdict.share == Fraction(33, 100)
    assert verdict.status is acn.Status.NON_COMPLIANT
    assert str(verdict.shortfall) == "no addition suffices, or swap 2,680"


@pytest.mark.parametrize(
    "loose",
    [acn.Deployment(count="10..20"), acn.Deployment(count=20, installed="2027-12-31..2028-01-01")],
    ids=["count", "date"],
)
def test_where_it_is_not_the_share_stands_without_sums(loose):
    verdict = acn.assess(site("33%", deployments=[loose]), using("as-stated"), on=ON)

    assert verdict.share == Fraction(33, 100)
    assert verdict.status is acn.Status.NON_COMPLIANT
    assert verdict.shortfall is None
    assert verdict.headroom is None


def test_chips_and_a_stated_share_narrow_each_other():
    chips = [acn.Deployment(chip=DOMESTIC, count=50), acn.Deployment(count=50)]

    assert share(site("40%..70%", deployments=chips), using("as-stated")) == (Fraction(1, 2), Fraction(7, 10))


def test_chips_and_a_stated_share_that_contradict_each_other_are_both_kept():
    domestic = [acn.Deployment(chip=DOMESTIC, count=90), acn.Deployment(chip=FOREIGN, count=10)]

    assert share(site("50%", deployments=domestic), using("as-stated")) == (Fraction(1, 2), Fraction(9, 10))
    assert share(site("95%", deployments=domestic), using("as-stated")) == (Fraction(9, 10), Fraction(95, 100))


def test_chips_and_a_stated_share_that_touch_agree_on_where_they_touch():
    half, other = acn.Deployment(count=50), acn.Deployment(count=50)
    at_least = [acn.Deployment(chip=DOMESTIC, count=50), half]
    at_most = [acn.Deployment(chip=FOREIGN, count=50), other]

    assert share(site("40%..50%", deployments=at_least), using("as-stated")) == (Fraction(1, 2), Fraction(1, 2))
    assert share(site("50%..60%", deployments=at_most), using("as-stated")) == (Fraction(1, 2), Fraction(1, 2))


def test_the_number_of_chips_is_that_of_all_that_stand_there():
    chips = [
        acn.Deployment(chip=FOREIGN, count=7, retired=date(2026, 1, 1)),
        acn.Deployment(count=1000),
        acn.Deployment(count=3000),
    ]
    verdict = acn.assess(site("33%", deployments=chips), using("as-stated", "100%"), on=ON)

    assert verdict.shortfall.swap == 2680


def test_a_number_that_is_not_all_gives_no_sums():
    chips = [acn.Deployment(count=4000)]
    verdict = acn.assess(site("33%", deployments=chips, inventory="partial"), using("as-stated", "100%"), on=ON)

    assert verdict.status is acn.Status.NON_COMPLIANT
    assert verdict.shortfall is None


def test_in_a_fleet_a_share_without_sums_leaves_the_whole_open():
    other = attrs.evolve(site(deployments=[acn.Deployment(chip=DOMESTIC, count=5)]), slug="o")
    fleet = acn.Fleet(slug="f", name="F", facilities=(site("33%"), other))
    verdict = acn.assess(fleet, using("as-stated"), on=ON)

    assert verdict.status is acn.Status.INDETERMINATE
    assert [str(fact) for fact in acn.deciding_facts(verdict)] == [
        "inventory of S (could settle it alone)",
        "domestic share of S (could settle it alone)",
    ]


def test_a_stated_share_decides_alone_and_the_chips_beneath_it_do_not():
    chips = [acn.Deployment(count="1..9")]
    verdict = acn.assess(site(">= 60%", deployments=chips, inventory="partial"), using("as-stated"), on=ON)

    assert verdict.status is acn.Status.INDETERMINATE
    assert [str(fact) for fact in acn.deciding_facts(verdict)] == [
        "inventory of S (could settle it alone)",
        "domestic share of S (could settle it alone)",
        "designer of chips of unknown model in S",
        "count of chips of unknown model in S",
    ]


@pytest.mark.parametrize("threshold", ["33%", "33.5%", "50%", "50.1%"])
def test_a_threshold_is_held_against_the_ends_of_a_stated_share(threshold):
    need = Fraction(threshold[:-1]) / 100
    expected = acn.Status.COMPLIANT if need <= Fraction(33, 100) else acn.Status.INDETERMINATE
    expected = acn.Status.NON_COMPLIANT if need > Fraction(1, 2) else expected

    assert acn.assess(site("33%..50%"), using("as-stated", threshold), on=ON).status is expected


@pytest.mark.parametrize(
    ("chips", "expected"),
    [
        ("domestic", (Fraction(9, 10), Fraction(1))),
        ("foreign", (Fraction(0), Fraction(1, 10))),
        ("other", ALL),
    ],
)
def test_of_which_chips_a_share_is_decides_what_follows(chips, expected):
    stated = StatedShare(value=">= 90%", chips=chips, counts="cards")

    assert share(site(stated), using("as-stated")) == expected
