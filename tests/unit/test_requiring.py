"""Mandates and their parts: what each refuses, says and reads."""

from datetime import date
from fractions import Fraction

import attrs
import pytest

import aichipcn as acn
from aichipcn.mandates.cases import Case, Fact
from aichipcn.mandates.conditions import chips_decide, designed_in, located_in, produced_in, supplied_from
from aichipcn.mandates.meanings import MEANINGS
from aichipcn.mandates.measures import Quantum
from aichipcn.model.chips import figure_names
from aichipcn.values.ternary import FALSE, TRUE, UNKNOWN
from tests.laws.strategies import CN, DESIGNED, DOMESTIC, FOREIGN, HUAWEI, ON, SMIC, TSMC, US, facility, mandate

SCHEDULE = acn.Schedule({date(2027, 12, 31): "70%"})
READING = acn.Reading(name="r", qualifies=DESIGNED)


@pytest.mark.parametrize(
    ("fields", "error", "message"),
    [
        ({"readings": ()}, ValueError, "mandate m needs at least one reading that says what qualifies"),
        ({"readings": (READING, READING)}, ValueError, "mandate m has two readings of one name: r, r"),
        ({"scope": 3}, TypeError, r"a predicate is needed such as Condition\('designed-in', 'CN'\), got 3"),
        (
            {"population": "stock"},
            TypeError,
            r"a population is needed such as Stock\(\) or AdditionsSince\(...\), got 'stock'",
        ),
        (
            {"level": "town"},
            ValueError,
            "level: unknown value 'town'; nearest: 'nation'; allowed: facility, operator, place, nation, programme",
        ),
    ],
)
def test_a_mandate_refuses_what_it_cannot_mean(fields, error, message):
    with pytest.raises(error, match=message):
        acn.Mandate(**{"slug": "m", "title": "M", "require": SCHEDULE, "readings": (READING,)} | fields)


def test_a_reading_is_found_by_name_and_a_miss_names_the_nearest():
    rule = attrs.evolve(mandate("70%"), readings=(READING, attrs.evolve(READING, name="strict")))

    assert rule.reading() is rule.readings[0]
    assert rule.reading("strict") is rule.readings[1]
    with pytest.raises(LookupError, match="no reading of m is named 'strikt'; nearest: 'strict'"):
        rule.reading("strikt")


def test_a_reading_may_have_its_own_date_and_scope():
    early = acn.Schedule({date(2027, 1, 1): "60%"})
    own = attrs.evolve(READING, name="own", require=early, scope=located_in("US"))
    rule = attrs.evolve(mandate("70%"), readings=(READING, own))

    assert rule.requirement_of(READING) is rule.require
    assert rule.requirement_of(own) is early
    assert rule.scope_of(READING) is rule.scope
    assert rule.scope_of(own) == located_in("US")
    assert acn.assess(facility([]), rule, on=ON, reading="own").status is acn.Status.NOT_APPLICABLE


def test_a_mandate_is_said_in_a_sentence():
    rule = attrs.evolve(
        mandate("70%", measure=acn.Measure("power")),
        scope=acn.AllOf([located_in("CN"), acn.Not(acn.Condition("kind", "laboratory"))]),
        population=acn.AdditionsSince(date(2027, 1, 1)),
    )

    assert str(rule) == "M"
    assert rule.sentence() == (
        "Of chip power added since 2027-01-01 in facilities located in CN and not of the kind laboratory,"
        " at least 70% from 2027-12-31 must be designed in CN."
    )


def test_an_assessment_without_a_catalogue_has_the_fingerprint_of_its_mandate():
    site = facility([acn.Deployment(chip=FOREIGN, count=1)])
    one, other = mandate("70%"), mandate("71%")

    assert len(acn.assess(site, one, on=ON).fingerprint) == 64
    assert acn.assess(site, one, on=ON).fingerprint == acn.assess(site, mandate("70%"), on=ON).fingerprint
    assert acn.assess(site, one, on=ON).fingerprint != acn.assess(site, other, on=ON).fingerprint


@pytest.mark.parametrize(
    ("make", "tag"),
    [
        (designed_in, "designed-in"),
        (produced_in, "produced-in"),
        (supplied_from, "supplied-from"),
        (located_in, "located-in"),
    ],
)
def test_conditions_on_places_have_functions_of_their_own(make, tag):
    assert make("CN") == acn.Condition(tag, "CN")


def test_parts_say_what_they_read_and_what_is_missing():
    both = acn.AllOf([designed_in("CN"), acn.Not(produced_in("CN"))])
    unknown = Case(facility([]), acn.Deployment(count=2))

    assert both.reads == ("chip.designer", "chip.foundry")
    assert chips_decide(both)
    assert not chips_decide(acn.AnyOf([both, located_in("CN")]))
    assert both.missing(unknown) == (
        Fact("chips of unknown model in f", "designer"),
        Fact("chips of unknown model in f", "foundry"),
    )
    assert both.missing(Case(facility([]), acn.Deployment(chip=FOREIGN, count=1))) == ()


def test_a_whole_is_decided_by_the_parts_that_decide():
    abroad = Case(facility([]), acn.Deployment(chip=FOREIGN, count=1))
    opaque = Case(facility([]), acn.Deployment())

    assert acn.AllOf([designed_in("CN"), produced_in("CN")]).holds(abroad) is FALSE
    assert acn.AllOf([located_in("CN"), designed_in("CN")]).holds(opaque) is UNKNOWN
    assert acn.AnyOf([designed_in("CN"), located_in("CN")]).holds(opaque) is TRUE
    assert acn.AnyOf([designed_in("CN"), located_in("US")]).holds(opaque) is UNKNOWN
    assert acn.AnyOf([designed_in("CN"), located_in("US")]).holds(abroad) is FALSE


def test_a_composite_within_another_is_put_in_brackets():
    inner = acn.AnyOf([designed_in("CN"), produced_in("CN")])

    assert acn.AllOf([inner, located_in("CN")]).describe() == "(designed in CN or produced in CN) and located in CN"
    assert (
        acn.AllOf([acn.AnyOf([designed_in("CN")]), located_in("CN")]).describe() == "designed in CN and located in CN"
    )


SITE = acn.Facility(
    slug="s",
    name="S",
    place=CN,
    kind="laboratory",
    operator=HUAWEI,
    funding=("state", "private"),
    commissioned="2026-Q1",
)
MADE = acn.Chip(slug="m", name="Made", designer=HUAWEI, supplier=attrs.evolve(SMIC, place=None), foundries=(SMIC, TSMC))


@pytest.mark.parametrize(
    ("field", "known", "bare"),
    [
        ("chip.designer", "Huawei, China", "unknown"),
        ("chip.foundry", "SMIC, China or TSMC, Taiwan or United States", "unknown"),
        ("chip.supplier", "SMIC", "unknown"),
        ("chip.model", "Made", "unknown"),
        ("facility.place", "China", "unknown"),
        ("facility.kind", "laboratory", "unknown"),
        ("facility.funding", "state and private", "unknown"),
        ("facility.operator", "Huawei, China", "unknown"),
        ("facility.commissioned", "2026-Q1", "unknown"),
        ("facility.extent", "site", "site"),
        ("chip.colour", "unknown", "unknown"),
    ],
)
def test_what_is_found_in_a_field_is_said_in_words(field, known, bare):
    chip = attrs.evolve(MADE, foundry_place=US)

    assert Case(SITE, acn.Deployment(chip=chip, count=1)).found(field) == known
    assert Case(acn.Facility(slug="b", name="B"), acn.Deployment()).found(field) == bare


def test_who_designed_chips_need_not_have_sold_them_where_their_model_is_unknown():
    nameless = Case(facility([]), acn.Deployment(designer=HUAWEI, count=2))

    assert nameless.designer == HUAWEI
    assert nameless.supplier is None
    assert supplied_from("CN").holds(nameless) is UNKNOWN
    assert [str(fact) for fact in supplied_from("CN").missing(nameless)] == ["supplier of Huawei (model unknown) in f"]
    assert supplied_from("CN").holds(Case(facility([]), acn.Deployment(chip=DOMESTIC))) is TRUE


def test_every_field_that_a_condition_reads_can_be_said():
    from aichipcn.mandates.cases import _FOUND

    figures = {f"chip.{name}" for name in figure_names()}
    read = {field for meaning in MEANINGS.values() for field in meaning.reads}

    assert (read | {*acn.Content().reads}) - figures == set(_FOUND) - figures


def test_a_fact_on_a_facility_is_named_by_it_and_one_on_chips_by_both():
    case = Case(SITE, acn.Deployment(chip=MADE, count=1))

    assert str(case.fact("facility.kind")) == "kind of S"
    assert str(case.fact("chip.designer")) == "designer of Made in S"
    assert str(Case(SITE).fact("chip.designer")) == "designer of S"


PRICED = attrs.evolve(DOMESTIC, price="100 USD", power="400 W")


@pytest.mark.parametrize(
    ("measure", "weight", "unit", "field"),
    [
        (acn.Measure(), acn.Estimate(1, 1), "", "count"),
        (acn.Measure("peak", "fp16"), acn.Estimate.parse("300 TFLOP/s"), "OP/s", "fp16 rate"),
        (acn.Measure("peak", "fp8"), None, "OP/s", "fp8 rate"),
        (acn.Measure("tpp"), acn.Estimate.parse("4800 TPP"), "TPP", "rates"),
        (acn.Measure("power"), acn.Estimate.parse("400 W"), "W", "power"),
        (acn.Measure("spend"), acn.Estimate.parse("100 USD"), "USD", "price"),
        (acn.Measure("spend", currency="CNY"), None, "CNY", "price"),
    ],
)
def test_a_measure_says_what_one_chip_weighs(measure, weight, unit, field):
    assert measure.weight(PRICED) == weight
    assert (measure.unit, measure.field) == (unit, field)
    assert measure.weight(None) == (acn.Estimate(1, 1) if measure.quantum is Quantum.UNITS else None)


def test_a_shortfall_in_power_is_an_exact_amount():
    site = facility(
        [acn.Deployment(chip=PRICED, count=1), acn.Deployment(chip=attrs.evolve(FOREIGN, power="200 W"), count=1)]
    )
    verdict = acn.assess(site, mandate("70%", measure=acn.Measure("power")), on=ON)

    assert verdict.share == Fraction(2, 3)
    assert str(verdict.shortfall) == "add 66.66666… W, or swap 20 W"
    assert verdict.shortfall.add == Fraction(200, 3)
    assert verdict.headroom == 0
    lax = acn.assess(site, mandate("30%", measure=acn.Measure("power")), on=ON)
    assert lax.headroom == Fraction(400 * 10, 3) - 600
    assert acn.assess(site, mandate("0%"), on=ON).headroom is None


@pytest.mark.parametrize("measure", [acn.Measure("power"), acn.Measure("spend"), acn.Measure("peak", "fp16")])
def test_none_at_all_has_no_unit_that_a_measure_could_lack(measure):
    none = acn.Schedule({ON: "0"}, bound="amount-at-most")
    rule = attrs.evolve(mandate("70%", measure=measure), require=none)

    assert (
        acn.assess(facility([acn.Deployment(chip=DOMESTIC, count=2)]), rule, on=ON).status is not acn.Status.COMPLIANT
    )
    with pytest.raises(ValueError, match="are not measured in the unit of '1'"):
        attrs.evolve(rule, require=acn.Schedule({ON: "1"}, bound="amount-at-most"))


def test_unknown_prices_leave_a_share_of_spend_open_and_are_named():
    chips = [acn.Deployment(chip=PRICED, count=10), acn.Deployment(chip=FOREIGN, count=1)]
    verdict = acn.assess(facility(chips), mandate("70%", measure=acn.Measure("spend")), on=ON)

    assert verdict.share_range == (0, 1)
    assert [str(fact) for fact in acn.deciding_facts(verdict)] == ["price of foreign in f (could settle it alone)"]


@pytest.mark.parametrize(
    ("installed", "commissioned", "on", "counts"),
    [
        (None, None, ON, UNKNOWN),
        (None, "2027", ON, TRUE),
        ("2026", "2027", ON, FALSE),
        ("2027-06-01", None, date(2027, 5, 31), FALSE),
        ("2027-06-01", None, date(2027, 6, 1), TRUE),
    ],
)
def test_additions_are_what_came_since_a_day_and_by_the_date(installed, commissioned, on, counts):
    site = acn.Facility(slug="s", name="S", commissioned=commissioned)
    population = acn.AdditionsSince(date(2027, 1, 1))

    assert population.member(site, acn.Deployment(installed=installed, retired="2027-06-02"), on) is counts
    assert population.describe() == "added since 2027-01-01"


DATED = acn.Source(slug="d", title="D", publisher="P", published="2026-03")
UNDATED = acn.Source(slug="u", title="U", publisher="P")
COPIED = acn.Source(slug="c", title="C", publisher="P", url="https://web.archive.org/web/20260401000000/https://x.cn")


@pytest.mark.parametrize(
    ("fields", "on", "runs"),
    [
        ({}, date.max, UNKNOWN),
        ({"sources": [UNDATED]}, date.max, UNKNOWN),
        ({"sources": [UNDATED, DATED]}, date(2026, 3, 30), UNKNOWN),
        ({"sources": [UNDATED, DATED]}, date(2026, 3, 31), TRUE),
        ({"sources": [COPIED]}, date(2026, 3, 31), UNKNOWN),
        ({"sources": [COPIED]}, date(2026, 4, 1), TRUE),
        ({"sources": [DATED], "status": "planned"}, date.max, UNKNOWN),
        ({"sources": [DATED], "commissioned": "2026"}, date(2026, 6, 1), UNKNOWN),
        ({"commissioned": "2026"}, date(2025, 12, 31), FALSE),
        ({"commissioned": "2026"}, date(2026, 12, 31), TRUE),
        ({"commissioned": "2026", "status": "planned"}, date(2026, 12, 31), UNKNOWN),
    ],
)
def test_a_facility_runs_from_its_commissioning_or_from_when_a_source_of_it_was_public(fields, on, runs):
    assert acn.Facility(slug="s", name="S", **fields).running(on) is runs


def test_stock_is_what_stands_there():
    assert acn.Stock().describe() == "installed"
    assert acn.Stock().member(facility([]), acn.Deployment(), ON) is TRUE
    assert acn.Stock().member(facility([]), acn.Deployment(installed="2028"), ON) is FALSE


@attrs.frozen
class Fancy:
    """A condition of one's own, of which everything can be set."""

    truth: object
    reads: tuple[str, ...] = ()

    def holds(self, case):
        return self.truth(case) if callable(self.truth) else self.truth

    def describe(self):
        return "fancy"

    def missing(self, case):
        return ()


@pytest.mark.parametrize("truth", [True, False, None, 1])
@pytest.mark.parametrize(
    "wrapped", [lambda part: part, lambda part: acn.AllOf([part]), lambda part: acn.AnyOf([part]), acn.Not]
)
def test_a_truth_that_is_none_of_the_three_is_refused_wherever_it_is_given(truth, wrapped):
    odd = wrapped(Fancy(truth))
    site = facility([acn.Deployment(chip=DOMESTIC, count=1)])
    message = f"Fancy.holds gave {truth!r}; give Ternary.TRUE, FALSE or UNKNOWN"

    for rule in (mandate("70%", odd), attrs.evolve(mandate("70%"), scope=odd)):
        with pytest.raises(TypeError) as caught:
            acn.assess(site, rule, on=ON)
        assert str(caught.value) == message


def test_a_condition_of_anothers_is_asked_of_every_facility_whatever_it_says_it_reads():
    mine = Fancy(lambda case: TRUE if case.facility.slug == "mine" else FALSE, reads=("chip.designer",))
    rule = mandate("70%", mine)
    sites = [facility([acn.Deployment(chip=DOMESTIC, count=1)], slug=slug) for slug in ("mine", "other", "mine")]

    assert [acn.assess(site, rule, on=ON).share for site in sites] == [1, 0, 1]


@pytest.mark.parametrize("code", ["cn", "china", "CN-sh", ""])
def test_a_place_of_a_condition_is_a_code(code):
    with pytest.raises(ValueError, match=f"^designed-in: not a code of a place: '{code}'"):
        acn.Condition("designed-in", code)


def test_a_place_lies_where_its_code_says():
    with pytest.raises(ValueError, match=r"^parent: 'US-CA' does not lie in 'CN', by their codes"):
        acn.Place(code="US-CA", name="California", parent=CN)


def test_both_spellings_of_a_key_are_one(tmp_path):
    text = (
        '[[sources]]\nslug = "s"\ntitle = "T"\npublisher = "P"\nread_at = "https://x.cn"\n'
        '[[chips]]\nslug = "c"\nname = "C"\nmemory_bandwidth = "3 TB/s"\ndie-area = "8 cm**2"\nsources = ["s"]\n'
    )
    (tmp_path / "mine.toml").write_text(text, "utf-8")
    (tmp_path / "twice.toml").write_text(text + 'memory-bandwidth = "3 TB/s"\n', "utf-8")

    assert str(acn.load_catalogue(tmp_path / "mine.toml").chips["c"].memory_bandwidth) == "3000 GB/s"
    with pytest.raises(acn.CatalogueError, match="memory-bandwidth: the key 'memory-bandwidth' stands twice"):
        acn.load_catalogue(tmp_path / "twice.toml")


@pytest.mark.parametrize("code", ["US-CA", "CN"])
def test_a_place_leaves_out_nothing_but_parts_of_it(code):
    with pytest.raises(ValueError, match=rf"^without\[1\]: '{code}' is no part of 'CN', by their codes"):
        acn.Place(code="CN", name="China", without=["CN-MO", code])


@pytest.mark.parametrize(
    ("code", "truth"),
    [
        ("CN", TRUE),
        ("CN-MO", FALSE),
        ("CN-MO/taipa", FALSE),
        ("CN-SH", UNKNOWN),
        ("CN-SH/lingang", UNKNOWN),
        ("US", FALSE),
    ],
)
def test_what_lies_in_a_place_lies_in_no_part_that_the_place_leaves_out(code, truth):
    mainland = acn.Place(code="CN", name="China", without=["CN-HK", "CN-MO"])

    assert located_in(code).holds(Case(acn.Facility(slug="f", name="F", place=mainland))) is truth
