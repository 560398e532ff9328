"""Details of the core rooms, each with its worked example or its exact message."""

import copy
import json
import math
import re
import subprocess
import sys
from datetime import date, datetime
from fractions import Fraction

import pint
import pytest

import aichipcn as acn
from aichipcn.compliance.gap import Shortfall, headroom, shortfall
from aichipcn.compliance.tally import Entry
from aichipcn.mandates.cases import Case
from aichipcn.mandates.measures import Quantum
from aichipcn.mandates.predicates import lies_in
from aichipcn.mandates.thresholds import Bound, Threshold
from aichipcn.mandates.totals import Tally
from aichipcn.values.dates import DateRange, plain_date
from aichipcn.values.numbers import exact, parse_number
from aichipcn.values.quantity import registry
from aichipcn.values.ternary import FALSE, TRUE, UNKNOWN, all_of, any_of
from aichipcn.values.units import unit_value
from tests.laws.strategies import CN, DOMESTIC, FOREIGN, HUAWEI, ON, UNDISCLOSED, facility, mandate

E = acn.Estimate


@pytest.mark.parametrize("name", ["ito", "ito_base_units", "ito_root_units", "ito_reduced_units"])
def test_a_quantity_is_not_changed_in_place(name):
    one = acn.quantity(3.0, "TB/s")

    with pytest.raises(AttributeError, match=re.escape("use the method without the leading 'i'")):
        getattr(one, name)("GB/s")


def test_a_quantity_is_printed_in_short():
    assert str(acn.quantity(3.5, "TB/s")) == "3.5 TB/s"
    assert f"{acn.Estimate.parse('814 mm**2').quantity()}" == "814.0 mm²"


def test_augmented_operators_rebind():
    one = held = acn.quantity(8.0, "W")
    one += held
    one -= held
    one *= 2
    one /= 4

    assert held == acn.quantity(8.0, "W")
    assert one == acn.quantity(4.0, "W")
    one //= acn.quantity(3.0, "W")
    assert one == acn.quantity(1.0, "")
    two = acn.quantity(5.0, "W")
    two %= acn.quantity(3.0, "W")
    assert two == acn.quantity(2.0, "W")
    two **= 2
    assert two == acn.quantity(4.0, "W**2")


def test_a_foreign_quantity_is_unequal_and_rebuilt_at_the_door():
    foreign = pint.UnitRegistry()("400 W")

    assert acn.quantity(400.0, "W") != foreign
    assert acn.Chip(slug="c", name="C", power=foreign) == acn.Chip(slug="c", name="C", power="0.4 kW")


def test_a_quantity_copies_to_itself():
    one = acn.quantity(1.0, "GB/s")

    assert copy.copy(one) is copy.deepcopy(one) is one


def test_bytes_have_a_dimension():
    with pytest.raises(pint.DimensionalityError):
        acn.quantity(1.0, "GB/s") + acn.quantity(1.0, "1/s")
    assert registry.parse_units("Gbit").is_compatible_with("B")


@pytest.mark.parametrize("value", [True, "3", None])
def test_a_quantity_needs_a_number(value):
    with pytest.raises(TypeError, match=re.escape(f"not a number: {value!r}")):
        acn.quantity(value, "W")


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_nan_and_infinity_are_no_figures(value):
    with pytest.raises(ValueError, match=f"not a figure: {value}"):
        acn.quantity(value, "W")
    with pytest.raises(ValueError, match=f"not a figure: {value}"):
        E.of(value)


def test_an_estimate_gives_quantities_on_request():
    span = E.parse("280..400 TFLOP/s")

    assert E.parse("320 (280..400) TFLOP/s").quantity("PFLOP/s") == acn.quantity(0.32, "PFLOP/s")
    assert span.interval() == (acn.quantity(280.0, "TFLOP/s"), acn.quantity(400.0, "TFLOP/s"))
    assert E.parse(">= 1.4").interval()[1] is None
    with pytest.raises(ValueError, match=re.escape("only a range is known: 280..400 TFLOP/s; ask for interval()")):
        span.quantity()
    with pytest.raises(ValueError, match=re.escape("280..400 TFLOP/s is not a figure in W")):
        span.text("W")
    with pytest.raises(ValueError, match=r"280\.\.400 TFLOP/s and 1 W are of different dimensions"):
        span + E.parse("1 W")


def test_one_sided_estimates_stay_one_sided():
    bound = E.parse(">= 2")

    assert (bound + bound).high is None
    assert (bound * bound) == E(4, None)
    assert bound.reciprocal() == E(0, Fraction(1, 2))
    assert (bound * E(0, 0)) == E(0, 0)
    assert (E(1, 2) / E(0, 4)) == E(Fraction(1, 4), None)
    assert bound.hull(E(1, 1)) == E(1, None)
    assert bound.meet(E(1, 3)) == E(2, 3)
    assert bound.meet(E(0, 1)) is None
    with pytest.raises(ValueError, match="cannot divide by a figure of zero"):
        E(1, 1) / E(0, 0)


def test_figures_of_a_unit_keep_it():
    assert E.parse("1 PFLOP/s").text() == "1 PFLOP/s"
    assert E.parse("999 TFLOP/s").text() == "999 TFLOP/s"
    assert (E.parse("6 W") / E.parse("2 GB/s") / E.parse("3 USD")).unit == "W*s/B/USD"
    assert (E.parse("320 (280..400) W") + E.parse("1 W")).text() == "321 (281..401) W"
    assert E(1, 2).contains(2)
    assert not E(1, 2).contains(3)
    assert E(1, None).meet(E(2, None)) == E(2, None)
    assert (E(1, 2) < E(2, 3)) is UNKNOWN
    assert (E(1, 2) <= E(2, 3)) is TRUE
    assert (E(2, 3) > E(1, 2)) is UNKNOWN
    assert (E(3, 3) > E(1, 2)) is TRUE
    assert (E(1, None) < E(0, 1)) is FALSE
    assert (E(1, None) < E(5, 5)) is UNKNOWN
    assert E.parse("1..3 W").meet(E.parse("2..4 W")) == E.parse("2..3 W")
    with pytest.raises(ValueError, match=r"^1 W is not a figure in plain numbers$"):
        E.parse("1 W").magnitude("")
    assert E.parse(">= 2 kW").magnitude("kW") == (2, None)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Gb", "not a unit: 'Gb', which may mean bits or bytes; nearest: 'Gbit', 'GB'"),
        ("Gbps", "not a unit: 'Gbps', which may mean bits or bytes; nearest: 'Gbit/s', 'GB/s'"),
        (
            "GBps",
            "not a unit: 'GBps'; write one such as 'TFLOP/s', 'GB', 'GB/s', 'W' or 'mm**2'; nearest: 'GB/s'",
        ),
        ("TFLOPS", "not a unit: 'TFLOPS', which may be a count or a rate; nearest: 'TFLOP/s', 'TFLOP'"),
    ],
)
def test_a_text_that_is_no_unit_is_told_what_may_be_meant(text, message):
    with pytest.raises(ValueError) as caught:
        acn.Estimate.point(1, text)

    assert str(caught.value) == message
    assert caught.value.found == text


@pytest.mark.parametrize(
    ("call", "found"),
    [
        (lambda: E(1, 2, unit="GB/s"), "GB/s"),
        (lambda: acn.Milestone(date(2027, 1, 1), "170%"), "170%"),
        (lambda: acn.Milestone(date(2027, 1, 1), 70), 70),
        (lambda: DateRange.parse("2025-13-45"), "2025-13-45"),
        (lambda: DateRange.parse(2025), 2025),
        (lambda: DateRange.parse("soon"), "soon"),
        (lambda: E.parse("1,5 W"), "1,5 W"),
        (lambda: E.parse(3), 3),
        (lambda: acn.Schedule(3), 3),
        (lambda: acn.Schedule({date(2027, 1, 1): "1"}, "cubic"), "cubic"),
        (lambda: acn.AdditionsSince("2027"), "2027"),
        (lambda: unit_value(3), 3),
        (lambda: parse_number("1,5"), "1,5"),
        (lambda: parse_number("1/0"), "1/0"),
        (lambda: exact(True), True),
        (lambda: exact(math.inf), math.inf),
        (lambda: exact("3"), "3"),
        (lambda: plain_date("2027-1-1"), "2027-1-1"),
        (lambda: plain_date(2027), 2027),
    ],
)
def test_an_error_carries_what_was_found(call, found):
    with pytest.raises(acn.AichipcnError) as caught:
        call()

    assert caught.value.found == found


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: bool(UNKNOWN), "the truth is unknown: compare with Ternary.TRUE instead of using it as a bool"),
        (lambda: E(1, 1) / E(0, 0), "cannot divide by a figure of zero"),
        (
            lambda: acn.quantity(1.0, "W").ito("kW"),
            "quantities are immutable: use the method without the leading 'i', such as to() for ito()",
        ),
        (lambda: acn.quantity(1.0, "bananas"), "not a unit: 'bananas'"),
    ],
)
def test_what_cannot_be_done_with_a_figure_is_said_whole(call, message):
    with pytest.raises((ValueError, AttributeError)) as caught:
        call()

    assert str(caught.value) == message


def test_other_operands_are_refused():
    for operate in (lambda: E(1, 1) + 1, lambda: E(1, 1) * "2", lambda: E(1, 1) / "2"):
        with pytest.raises(TypeError):
            operate()
    assert E(1, 2) * 2 == 2 * E(1, 2) == E(2, 4)
    assert E(2, 4) / 2 == E(1, 2)


@pytest.mark.parametrize(
    ("low", "high", "best", "message"),
    [
        (-1, 1, None, "a figure is not negative: -1"),
        (2, 1, None, "a range runs from low to high, got 2..1"),
        (1, 2, 3, "the best value 3 lies outside its range 1..2"),
    ],
)
def test_an_impossible_estimate_is_refused(low, high, best, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        E(low, high, best=best)


def test_dates_are_dates():
    with pytest.raises(TypeError, match="a date-time is no date"):
        acn.Schedule({datetime(2027, 1, 1, 3): "70%"})
    with pytest.raises(TypeError, match="not milestones: 3"):
        acn.Schedule(3)
    with pytest.raises(ValueError, match="at least one milestone"):
        acn.Schedule({})
    with pytest.raises(ValueError, match="two milestones on one date: 2027-01-01"):
        acn.Schedule((acn.Milestone(date(2027, 1, 1), "1"), acn.Milestone(date(2027, 1, 1), "0")))
    assert str(acn.Schedule({date(2027, 1, 1): "70%"}, "linear")) == "70% from 2027-01-01, rising day by day"


def test_a_date_of_a_class_of_ones_own_is_a_date():
    class Day(date):
        pass

    assert acn.Milestone(Day(2027, 1, 1), "1").on == date(2027, 1, 1)


def test_truths_of_many():
    assert all_of([]) is TRUE
    assert any_of([]) is FALSE
    assert all_of([TRUE, UNKNOWN]) is UNKNOWN
    assert any_of([FALSE, UNKNOWN]) is UNKNOWN


def test_a_place_that_is_only_known_widely_is_unknown_below():
    assert lies_in(CN, "CN-SH") is UNKNOWN
    assert lies_in(CN, "US") is FALSE
    assert lies_in(None, "CN") is UNKNOWN


SITE = acn.Facility(
    slug="s",
    name="S",
    place=CN,
    kind="data-centre",
    operator=HUAWEI,
    funding=["mixed"],
    commissioned="2026",
    deployments=(acn.Deployment(chip=UNDISCLOSED, count=2),),
)
BARE = acn.Facility(slug="b", name="B", deployments=(acn.Deployment(),))


@pytest.mark.parametrize(
    ("tag", "argument", "site", "bare", "words"),
    [
        ("made-by", "huawei", TRUE, UNKNOWN, "made by huawei"),
        ("chip", "undisclosed", TRUE, UNKNOWN, "of the model undisclosed"),
        ("kind", "data-centre", TRUE, UNKNOWN, "of the kind data-centre"),
        ("kind", "ai-data-centre", UNKNOWN, UNKNOWN, "of the kind ai-data-centre"),
        ("funded-by", "state", TRUE, UNKNOWN, "with state funds"),
        ("operated-by", "huawei", TRUE, UNKNOWN, "operated by huawei"),
        ("operated-by", "nvidia", FALSE, UNKNOWN, "operated by nvidia"),
        ("commissioned-from", date(2026, 1, 1), TRUE, UNKNOWN, "commissioned from 2026-01-01 on"),
        ("commissioned-from", date(2026, 6, 1), UNKNOWN, UNKNOWN, "commissioned from 2026-06-01 on"),
        ("commissioned-before", date(2027, 1, 1), TRUE, UNKNOWN, "commissioned before 2027-01-01"),
        ("supplied-from", "CN", TRUE, UNKNOWN, "from suppliers in CN"),
        ("produced-in", "CN", UNKNOWN, UNKNOWN, "produced in CN"),
        ("located-in", "CN", TRUE, UNKNOWN, "located in CN"),
        ("extent", "site", TRUE, TRUE, "that are a site"),
    ],
)
def test_what_each_condition_means(tag, argument, site, bare, words):
    condition = acn.Condition(tag, argument)
    known = Case(facility=SITE, deployment=SITE.deployments[0])

    assert condition.holds(known) is site
    assert condition.holds(Case(facility=BARE, deployment=BARE.deployments[0])) is bare
    assert acn.Not(condition).holds(known) is ~site
    assert condition.describe() == words
    assert bool(condition.missing(known)) == (site is UNKNOWN)


def test_conditions_refuse_what_they_cannot_take():
    with pytest.raises(ValueError, match="no condition is tagged 'nope'"):
        acn.Condition("nope", "CN")
    with pytest.raises(ValueError, match="designed-in: not a code of a place: 3; write one such as"):
        acn.Condition("designed-in", 3)
    with pytest.raises(ValueError, match="'any' needs at least one condition"):
        acn.AnyOf([])
    with pytest.raises(ValueError, match=re.escape("a day is needed such as 2027-12-31, got '2027'")):
        acn.Condition("commissioned-from", "2027")


def test_composites_describe_themselves():
    either = acn.AnyOf([acn.Condition("designed-in", "CN"), acn.Condition("produced-in", "CN")])

    assert acn.Not(either).describe() == "not (designed in CN or produced in CN)"
    assert acn.AllOf([]).describe() == "of any kind"
    assert either.reads == ("chip.designer", "chip.foundry")


@pytest.mark.parametrize(
    ("measure", "low", "high", "words"),
    [
        (acn.Measure("peak", acn.NumberFormat.FP16), Fraction(300, 448), Fraction(300, 448), "FP16 peak"),
        (acn.Measure("tpp"), Fraction(300, 448), Fraction(300, 448), "TPP"),
        (acn.Measure("power"), 0, 1, "chip power"),
        (acn.Measure("spend"), 0, 1, "spend on chips in USD"),
    ],
)
def test_measures_weigh_chips(measure, low, high, words):
    site = facility([acn.Deployment(chip=DOMESTIC, count=5), acn.Deployment(chip=FOREIGN, count=5)])

    assert acn.assess(site, mandate("70%", measure=measure), on=ON).share_range == (low, high)
    assert measure.describe() == words


def test_measures_refuse_what_they_cannot_be():
    with pytest.raises(ValueError, match="a peak, and only a peak, is measured in a number format"):
        acn.Measure(Quantum.PEAK)
    with pytest.raises(ValueError, match="only a spend is measured in a currency, USD or CNY; got 'EUR'"):
        acn.Measure("spend", currency="EUR")


@pytest.mark.parametrize(
    ("installed", "status"),
    [
        ("2026-12-31", "not-applicable"),
        ("2027-01-01", "non-compliant"),
        ("2026", "not-applicable"),
        ("2028", "not-applicable"),
    ],
)
def test_additions_since_a_day(installed, status):
    import attrs

    rule = attrs.evolve(mandate("70%"), population=acn.AdditionsSince("2027-01-01"))
    site = facility([acn.Deployment(chip=FOREIGN, count=5, installed=installed)])

    assert acn.assess(site, rule, on=ON).status.value == status


def test_performance_density_and_its_unknowns(catalogue):
    h20 = acn.performance_density(catalogue.chips["H20"])

    assert float(h20.low) == pytest.approx(2368 / 814)
    assert acn.performance_density(acn.Chip(slug="c", name="C")) is None
    assert acn.tpp(acn.Chip(slug="c", name="C")) is None


def test_a_shortfall_says_what_to_do():
    assert str(Shortfall(add=0, swap=0)) == "none"
    assert str(Shortfall(add=None, swap=3)) == "no addition suffices, or swap 3"


def test_a_gap_at_the_very_threshold():
    half = least("50%")

    assert shortfall(counted(5, 5), half, whole=True, unit="W") == Shortfall(add=0, swap=0, unit="W")
    assert shortfall(counted(5, 6), half, whole=True) == Shortfall(add=1, swap=1)
    assert shortfall(counted(9, 0), least("100%"), whole=True) == Shortfall(add=0, swap=0)
    assert headroom(counted(5, 5), half, whole=True) == 0
    assert headroom(counted(7, 2), least("70%"), whole=True) == 1
    assert headroom(counted(7, Fraction(5, 2)), least("70%"), whole=False) == Fraction(1, 2)
    assert headroom(counted(7, 2), least("0%"), whole=True) is None


def least(share):
    return Threshold(Bound.SHARE_AT_LEAST, Fraction(share.removesuffix("%")) / 100)


def counted(qualifying, others):
    return Tally(qualifying, qualifying, others, others)


def test_nothing_times_anything_is_nothing():
    idle = acn.Chip(slug="idle", name="Idle", designer=HUAWEI, power="0 W")
    entry = Entry(counts=TRUE, admitted=TRUE, worth=E(1, 1), number=E(1, None), weight=idle.power)

    assert entry.tally == Tally(0, 0, 0, 0)
    assert Tally(1, 2, 3, 4, E(0, 1)).perhaps() == Tally(0, 2, 0, 4)


def test_levels_decide_over_what_a_verdict_is_formed():
    import attrs

    sites = (SITE, BARE, attrs.evolve(SITE, slug="t", name="T"))
    by_operator = acn.assess_all(sites, [attrs.evolve(mandate("70%"), level="operator")], on=ON)
    by_place = acn.assess_all(sites, [attrs.evolve(mandate("70%"), level="place")], on=ON, reading="r")

    assert [item.subject.slug for item in by_operator] == ["huawei", "b"]
    assert [len(item.facilities) for item in by_operator] == [2, 1]
    assert [item.subject.name for item in by_place] == ["all places"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"subject": 3}, "subject: not a Facility or a Fleet: 3"),
        ({"mandate": 3}, "mandate: not a Mandate: 3"),
        ({"on": datetime(2027, 1, 1)}, "a date-time is no date"),
    ],
)
def test_assess_refuses_what_it_cannot_judge(arguments, message):
    given = {"subject": SITE, "mandate": mandate("70%"), "on": ON} | arguments

    with pytest.raises(TypeError, match=message):
        acn.assess(given["subject"], given["mandate"], on=given["on"])


def test_an_explanation_has_three_forms(catalogue):
    verdict = acn.assess(catalogue.facilities["china-mobile-beijing"], catalogue.mandates["beijing-2027"], on=ON)
    explanation = acn.explain(verdict)

    assert explanation.to_dict()["format"] == "aichipcn.explanation/1"
    assert explanation.to_dict()["fingerprint"] == catalogue.fingerprint
    assert explanation.to_html().startswith("<ul><li>China Mobile Beijing (Changping)")
    assert "share: 33%" in str(explanation)


def test_a_share_of_nothing_is_none():
    verdict = acn.assess(facility([]), mandate("70%"), on=ON)
    empty = acn.assess(acn.Facility(slug="e", name="E", inventory="complete"), mandate("70%"), on=ON)

    assert verdict.share == E(0, 1)
    assert empty.status is acn.Status.NOT_APPLICABLE
    assert (empty.share, empty.share_range, empty.shortfall) == (None, None, None)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            {"installed": "2027-02", "retired": "2027-01"},
            "retired: retired 2027-01, before it was installed 2027-02",
        ),
        (
            {"chip": FOREIGN, "designer": HUAWEI},
            "designer: 'huawei' did not design 'foreign'; leave out what the chip tells",
        ),
    ],
)
def test_a_deployment_does_not_contradict_itself(fields, message):
    with pytest.raises(ValueError) as caught:
        acn.Deployment(**fields)

    assert str(caught.value) == message


def test_a_deployment_may_repeat_what_its_chip_tells():
    assert acn.Deployment(chip=DOMESTIC, designer=HUAWEI, installed="2027", retired="2027").designed_by == HUAWEI


def test_a_fleet_counts_a_facility_once():
    sites = [facility([], slug=slug) for slug in ("a", "b", "a")]

    with pytest.raises(ValueError, match="facilities: a facility is counted once; got twice: a"):
        acn.Fleet(slug="f", name="F", facilities=sites)


def test_things_are_printed_by_name():
    assert [str(thing) for thing in (DOMESTIC, SITE, CN, HUAWEI)] == ["domestic", "S", "China", "Huawei"]


def test_the_package_runs_as_a_module():
    done = subprocess.run(
        [sys.executable, "-m", "aichipcn", "mandates", "--json"], capture_output=True, text=True, check=True
    )

    assert json.loads(done.stdout)["format"] == "aichipcn.mandates/1"


def test_a_name_that_the_package_lacks_is_an_attribute_error():
    with pytest.raises(AttributeError, match="module 'aichipcn' has no attribute 'assess_most'"):
        _ = acn.assess_most
    assert dir(acn) == sorted(acn.__all__)
