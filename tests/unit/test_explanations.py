"""An explanation names every input, predicate, source and version: its whole text, on cases laid out by hand."""

from datetime import date
from textwrap import dedent

import attrs
import pytest

import aichipcn as acn
from aichipcn.values.ternary import TRUE
from tests.laws.strategies import CN, DOMESTIC, FOREIGN, HUAWEI, ON, UNDISCLOSED

NOTICE = acn.Source(
    slug="notice", title="Notice of the city", publisher="City", published="2027-01", url="https://x.cn/1"
)
REPORT = acn.Source(slug="report", title="On the site", publisher="Daily", read_at="https://copy.cn/<2>")
SHARES = {date(2027, 6, 30): "70%", date(2030, 1, 1): "90%"}
RULE = acn.Mandate(
    slug="city",
    title="City",
    require=acn.Schedule(SHARES),
    scope=acn.AnyOf([acn.Condition("located-in", "CN"), acn.Condition("kind", "laboratory")]),
    readings=(
        acn.Reading(
            name="strict",
            qualifies=acn.AllOf([acn.Condition("designed-in", "CN"), acn.Condition("produced-in", "CN")]),
            note="The narrow sense.",
        ),
        acn.Reading(name="not-abroad", qualifies=acn.Not(acn.Condition("designed-in", "US"))),
        acn.Reading(name="loose", qualifies=acn.Condition("designed-in", "CN"), stated_shares="as-stated"),
    ),
    sources=(NOTICE,),
    wording="domestic",
    note="Said twice.",
)
SITE = acn.Facility(
    slug="site",
    name="Site",
    place=CN,
    commissioned="2026",
    inventory="complete",
    deployments=(
        acn.Deployment(chip=attrs.evolve(DOMESTIC, name="Home", sources=(REPORT,)), count=60, sources=(REPORT, NOTICE)),
        acn.Deployment(chip=attrs.evolve(UNDISCLOSED, name="Veiled"), count="10..20", note="in two halls"),
        acn.Deployment(chip=attrs.evolve(FOREIGN, name="Away"), count=15),
        acn.Deployment(designer=HUAWEI, count=5, installed="2028"),
    ),
    sources=(REPORT,),
)


def foot(verdict):
    return f"aichipcn {verdict.version}, mandate {verdict.fingerprint[:12]}"


def test_an_open_verdict_is_explained_whole():
    verdict = acn.assess(SITE, RULE, on=ON)

    assert str(acn.explain(verdict)) == dedent(
        f"""\
        Site: indeterminate with city on 2027-12-31
          required: Of chips installed in facilities located in CN or of the kind laboratory, at least 70% \
from 2027-06-30, 90% from 2030-01-01 must be designed in CN and produced in CN.
            [notice] City, 2027-01: Notice of the city
            wording: domestic
            note: Said twice.
          reading: strict
            note: The narrow sense.
          threshold on 2027-12-31: at least 70%
          measured in chips
            share: 63.1…% to 84.2…%
            shortfall: add 22, or swap 7
          Site: in scope true, running true, commissioned 2026, inventory complete
            [report] Daily: On the site
            located in CN: true (place: China)
            60 x Home: qualifies, counted true
              [report] Daily: On the site
              [notice] City, 2027-01: Notice of the city
              designed in CN: true (designer: Huawei, China)
              produced in CN: true (foundry: SMIC, China)
            10..20 x Veiled: unknown whether it qualifies, counted true
              produced in CN: unknown (foundry: unknown)
              note: in two halls
            15 x Away: does not qualify, counted true
              designed in CN: false (designer: NVIDIA, United States)
              produced in CN: false (foundry: TSMC, Taiwan)
            5 x Huawei (model unknown): unknown whether it qualifies, counted false
              produced in CN: unknown (foundry: unknown)
          what would decide it
            foundry of Veiled in Site (could settle it alone)
            count of Veiled in Site (could settle it alone)
        {foot(verdict)}"""
    )


def test_headroom_and_a_negated_reading_are_explained():
    text = str(acn.explain(acn.assess(SITE, RULE, on=ON, reading="not-abroad")))

    assert "    share: 82.3…% to 84.2…%\n    shortfall: none\n    headroom: 15\n" in text
    assert "      designed in US: true (designer: NVIDIA, United States)\n" in text
    assert "what would decide it" not in text


def test_before_the_first_milestone_the_next_is_named():
    text = str(acn.explain(acn.assess(SITE, RULE, on=date(2027, 6, 29))))

    assert "  not in force on 2027-06-29; next milestone: 70% from 2027-06-30\n" in text
    assert "threshold on" not in text


def test_of_nothing_no_share_is_told_before_anything_is_required():
    empty = acn.Facility(slug="empty", name="Empty", place=CN, inventory="complete", sources=(REPORT,))
    verdict = acn.assess(empty, RULE, on=date(2027, 6, 29))

    assert verdict.status is acn.Status.NOT_IN_FORCE
    assert "    share: nothing counted\n" in str(acn.explain(verdict))


def test_a_facility_out_of_scope_has_its_chips_left_out():
    away = attrs.evolve(SITE, place=acn.Place(code="US", name="United States"), kind="supercomputer")
    text = str(acn.explain(acn.assess(away, RULE, on=ON)))

    assert "Site: in scope false, running true" in text
    assert (
        "    located in CN: false (place: United States)\n    of the kind laboratory: false (kind: supercomputer)\n"
        in text
    )
    assert "    share: nothing counted\n" in text
    assert " x Home" not in text


def test_a_scope_set_aside_is_said_and_not_argued():
    text = str(acn.explain(acn.assess(SITE, RULE, on=ON, as_if_in_scope=True)))

    assert "Site: in scope true (set aside), running true" in text
    assert "located in CN: " not in text


def test_a_bare_facility_is_explained_whole():
    bare = acn.Facility(slug="bare", name="Bare", sources=(REPORT,))
    verdict = acn.assess(bare, RULE, on=ON, reading="loose", as_if_in_scope=True)

    assert str(acn.explain(verdict)) == dedent(
        f"""\
        Bare: indeterminate with city on 2027-12-31
          required: Of chips installed in facilities located in CN or of the kind laboratory, at least 70% \
from 2027-06-30, 90% from 2030-01-01 must be designed in CN.
            [notice] City, 2027-01: Notice of the city
            wording: domestic
            note: Said twice.
          reading: loose
          threshold on 2027-12-31: at least 70%
          measured in chips
            share: unknown
          Bare: in scope true (set aside), running unknown, inventory unknown
            [report] Daily: On the site
          what would decide it
            operation on the date of Bare (could settle it alone)
            inventory of Bare
        {foot(verdict)}"""
    )


def test_chips_that_bear_their_own_sources_are_cited_once_with_those_of_the_deployment():
    sheet = acn.Source(slug="sheet", title="Datasheet", publisher="Maker")
    chip = attrs.evolve(DOMESTIC, name="Home", sources=(NOTICE, sheet))
    site = attrs.evolve(SITE, deployments=(acn.Deployment(chip=chip, count=1, sources=(REPORT, NOTICE)),))
    away = attrs.evolve(site, place=acn.Place(code="US", name="United States"), kind="supercomputer")

    for subject in (site, away):
        text = str(acn.explain(acn.assess(subject, RULE, on=ON, as_if_in_scope=True)))
        assert (
            "    1 x Home: qualifies, counted true\n      [report] Daily: On the site\n"
            "      [notice] City, 2027-01: Notice of the city\n      [sheet] Maker: Datasheet\n"
            "      designed in CN: true"
        ) in text


def test_a_reading_that_looks_at_the_facility_is_explained_by_it():
    ours = acn.Reading(name="ours", qualifies=acn.Condition("operated-by", "huawei"))
    site = attrs.evolve(SITE, operator=HUAWEI, deployments=SITE.deployments[:1])
    text = str(acn.explain(acn.assess(site, attrs.evolve(RULE, readings=(ours,)), on=ON)))

    assert "      operated by huawei: true (operator: Huawei, China)\n" in text


def test_a_condition_of_ones_own_is_explained_by_every_field_that_it_reads():
    @attrs.frozen
    class Paired:
        reads = ("chip.designer", "chip.supplier.place")

        def holds(self, case):
            return TRUE

        def describe(self):
            return "paired"

        def missing(self, case):
            return ()

    rule = attrs.evolve(RULE, readings=(acn.Reading(name="pairs", qualifies=Paired()),))
    text = str(acn.explain(acn.assess(SITE, rule, on=ON)))

    assert "      paired: true (designer: Huawei, China; supplier.place: unknown)\n" in text


def test_a_share_that_may_be_nothing_is_no_unknown_share():
    assert "    share: 0% to 75%\n" in str(
        acn.explain(
            acn.assess(
                attrs.evolve(SITE, deployments=(acn.Deployment(chip=FOREIGN, count=1), acn.Deployment(count=3))),
                RULE,
                on=ON,
                reading="loose",
            )
        )
    )


def test_a_stated_share_is_shown_with_its_words_and_source():
    stated = (
        {"value": acn.Estimate.parse(">= 85%"), "counts": "home-made", "note": "by the operator"},
        {"value": acn.Estimate.parse("90%"), "counts": "domestic", "note": ""},
    )
    from aichipcn.model.facilities import StatedShare

    bare = acn.Facility(
        slug="bare",
        name="Bare",
        place=CN,
        commissioned="2026",
        stated_shares=tuple(StatedShare(**item, sources=(REPORT,)) for item in stated),
        sources=(REPORT,),
    )
    verdict = acn.assess(bare, RULE, on=ON, reading="loose")
    text = str(acn.explain(verdict))

    assert verdict.status is acn.Status.COMPLIANT
    assert (
        "    stated share: 85% to 100% home-made; taken as stated by this reading\n"
        "      [report] Daily: On the site\n      note: by the operator\n"
        "    stated share: 90% domestic; taken as stated by this reading\n      [report] Daily: On the site\n"
    ) in text
    assert "    share: 85% to 100%\n" in text
    assert "shortfall" not in text


def test_an_explanation_as_data_keeps_addresses_and_children():
    explanation = acn.explain(acn.assess(SITE, RULE, on=ON))
    data = explanation.to_dict()
    required = data["explanation"]["children"][0]

    assert list(data) == ["format", "version", "fingerprint", "origin", "explanation"]
    assert data["format"] == "aichipcn.explanation/1"
    assert data["version"] == acn.__version__
    assert required["sources"] == [
        {
            "slug": "notice",
            "title": "Notice of the city",
            "publisher": "City",
            "url": "https://x.cn/1",
            "published": "2027-01",
        }
    ]
    assert required["children"] == [{"text": "wording: domestic"}, {"text": "note: Said twice."}]
    facility = data["explanation"]["children"][4]
    assert facility["sources"][0]["read-at"] == "https://copy.cn/<2>"
    assert [child["text"] for child in facility["children"]][:2] == [
        "located in CN: true (place: China)",
        "60 x Home: qualifies, counted true",
    ]


def test_an_explanation_as_html_is_nested_lists_and_escaped():
    title = attrs.evolve(REPORT, title="A < B & C")
    bare = acn.Facility(slug="bare", name="<Bare>", place=CN, sources=(title,))
    explanation = acn.explain(acn.assess(bare, RULE, on=ON))
    html = explanation.to_html()

    assert html.startswith("<ul><li>&lt;Bare&gt;: indeterminate with city on 2027-12-31<ul><li>required: Of chips")
    assert "<li>reading: strict<ul><li>note: The narrow sense.</li></ul></li>" in html
    assert "<li><cite>Daily: A &lt; B &amp; C</cite></li>" in html
    two = attrs.evolve(SITE, deployments=SITE.deployments[:1])
    assert (
        "<li>60 x Home: qualifies, counted true<ul><li><cite>Daily: On the site</cite></li>"
        "<li><cite>City, 2027-01: Notice of the city</cite></li>"
        "<li>designed in CN: true (designer: Huawei, China)</li>"
        "<li>produced in CN: true (foundry: SMIC, China)</li></ul></li>"
    ) in acn.explain(acn.assess(two, RULE, on=ON)).to_html()
    assert html.endswith(
        f"</ul></li></ul><footer>aichipcn {acn.__version__}, mandate {explanation.fingerprint}</footer>"
    )


def test_a_stricter_reading_says_that_it_takes_a_stated_share_as_at_most():
    from aichipcn.model.facilities import StatedShare

    bare = acn.Facility(
        slug="bare", name="Bare", place=CN, stated_shares=(StatedShare(value="33%"),), sources=(REPORT,)
    )
    strict = attrs.evolve(RULE.readings[2], name="strict", stated_shares="at-most")
    for reading, words in (
        (strict, "taken as at most that by this reading, which is stricter than the word"),
        (attrs.evolve(strict, stated_shares="not-used"), "not used by this reading"),
    ):
        text = str(acn.explain(acn.assess(bare, attrs.evolve(RULE, readings=(reading,)), on=ON)))
        assert f"    stated share: 33% domestic; {words}\n" in text


def test_gaps_are_told_in_the_unit_that_reads_best():
    peak = attrs.evolve(RULE, measure=acn.Measure("peak", "fp16"), readings=RULE.readings[2:])
    site = attrs.evolve(
        SITE, deployments=(acn.Deployment(chip=DOMESTIC, count=1), acn.Deployment(chip=FOREIGN, count=100))
    )
    short = str(acn.explain(acn.assess(site, peak, on=ON)))
    room = str(acn.explain(acn.assess(attrs.evolve(site, deployments=site.deployments[:1]), peak, on=ON)))

    assert "    shortfall: add 34.23333… PFLOP/s, or swap 10.27 PFLOP/s\n" in short
    assert "    headroom: 128.5714… TFLOP/s\n" in room


def test_the_fingerprint_is_told_of_what_it_is(catalogue):
    site = catalogue.facilities["china-mobile-beijing"]
    whole = acn.explain(acn.assess(site, catalogue.mandates["beijing-2027"], on=ON))
    changed = acn.explain(acn.assess(site, attrs.evolve(catalogue.mandates["beijing-2027"], note="mine"), on=ON))

    assert (whole.origin, whole.fingerprint) == ("catalogue", catalogue.fingerprint)
    assert changed.origin == "mandate"
    assert f"mandate {changed.fingerprint}" in changed.to_html()


def test_a_fleet_in_scope_of_which_nothing_runs_yet_waits_for_the_first_milestone():
    later = attrs.evolve(SITE, commissioned="2029")
    fleet = acn.Fleet(slug="f", name="F", facilities=(later,))

    assert acn.assess(fleet, RULE, on=date(2027, 1, 1)).status is acn.Status.NOT_IN_FORCE
    assert acn.assess(fleet, RULE, on=ON).status is acn.Status.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("items", "words"),
    [
        ([], "unknown"),
        ([acn.Deployment(chip=DOMESTIC, count=1)], "unknown"),
        ([acn.Deployment(chip=FOREIGN, count=1)], "below 100%"),
        ([acn.Deployment(chip=FOREIGN, count=1), acn.Deployment(chip=DOMESTIC, count=1)], "below 100%"),
    ],
)
def test_a_share_of_which_one_end_is_open_says_what_it_cannot_be(items, words):
    site = attrs.evolve(SITE, deployments=items, inventory="partial")

    assert f"    share: {words}\n" in str(acn.explain(acn.assess(site, RULE, on=ON, reading="loose")))


def test_an_open_number_of_chips_that_qualify_leaves_the_share_below_the_whole():
    items = [acn.Deployment(chip=FOREIGN, count=1), acn.Deployment(chip=DOMESTIC)]
    verdict = acn.assess(attrs.evolve(SITE, deployments=items), RULE, on=ON, reading="loose")

    assert "    share: 50% to below 100%\n" in str(acn.explain(verdict))
