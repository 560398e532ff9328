"""What a buyer could get: when a chip is on the market, what events clear, who is on a list, what is told at home."""
# ruff: noqa: E501  (messages are shown whole)

import re
from datetime import date

import attrs
import pytest

import aichipcn as acn
from aichipcn.errors import AichipcnError
from aichipcn.export.clearances import after
from aichipcn.export.consignment import MAINLAND, consignee
from aichipcn.export.licensing import country, designed_at_home
from aichipcn.export.obtainable import obtained
from aichipcn.model.facilities import StatedShare
from tests.laws.strategies import CN, HUAWEI, NVIDIA, US

TRUE, FALSE, UNKNOWN = acn.Ternary.TRUE, acn.Ternary.FALSE, acn.Ternary.UNKNOWN
ON = date(2025, 6, 15)
EARLY = acn.Source(slug="early", title="T", publisher="P", published="2025-01")
LATE = acn.Source(slug="late", title="T", publisher="P", published=date(2025, 9, 1))
UNDATED = acn.Source(slug="undated", title="T", publisher="P")
SHANGHAI = acn.Place(code="CN-SH", name="Shanghai", parent=CN)
CHIP = acn.Chip(slug="c", name="C", designer=NVIDIA, released="2024", status="shipping", sources=[EARLY])
BUYER = consignee()


def found(chip=CHIP, on=ON, by=BUYER, rules=(), events=(), mandates=(), vendors=()):
    return obtained(chip, on=on, by=by, rules=rules, events=events, mandates=mandates, vendors=vendors)


def hurdle(kind, **given):
    (one,) = [item for item in found(**given).hurdles if item.kind.value == kind]
    return one


# -- on the market


@pytest.mark.parametrize(
    ("told", "truth", "text"),
    [
        ({"released": "2024"}, TRUE, "released 2024"),
        ({"released": "2025"}, UNKNOWN, "released 2025, before the day or after it"),
        ({"released": "2025-06-16"}, FALSE, "released only 2025-06-16"),
        ({"released": "2025-06-15"}, TRUE, "released 2025-06-15"),
        (
            {"released": "2024", "status": "discontinued"},
            TRUE,
            "released 2024; discontinued since, on a day that is not told (what is left is had from stock)",
        ),
        ({"released": "2024", "status": None}, TRUE, "released 2024"),
        ({"released": "2024", "status": "cancelled"}, FALSE, "cancelled"),
        ({"status": "cancelled"}, FALSE, "cancelled"),
        (
            {"released": "2025", "status": "announced"},
            UNKNOWN,
            "no more than announced, for 2025, by what was told up to 2025-01-31",
        ),
        ({"released": "2026", "status": "announced"}, FALSE, "released only 2026"),
        (
            {"status": "announced", "sources": [LATE]},
            FALSE,
            "no more than announced, by what was told up to 2025-09-01",
        ),
        ({"status": "reported"}, UNKNOWN, "no more than reported, by what was told up to 2025-01-31"),
        ({"status": "sampling", "sources": [UNDATED]}, UNKNOWN, "no more than sampling, by what was told"),
        ({"status": "announced", "announced": "2025-H2"}, FALSE, "announced only 2025-H2"),
        ({"announced": "2025-H2"}, FALSE, "announced only 2025-H2"),
        (
            {"announced": "2025"},
            TRUE,
            "released on a day that is not told, by 2025-01-31 as its sources have it",
        ),
        (
            {"status": "discontinued"},
            TRUE,
            "released on a day that is not told, by 2025-01-31 as its sources have it; discontinued since, on a day that"
            " is not told (what is left is had from stock)",
        ),
        ({"sources": [EARLY, LATE]}, UNKNOWN, "released on a day that is not told"),
        ({"sources": [UNDATED]}, UNKNOWN, "released on a day that is not told"),
        ({"status": None}, UNKNOWN, "neither its status nor its release is known"),
    ],
)
def test_a_chip_is_on_the_market_by_its_release_or_by_what_its_sources_know(told, truth, text):
    made = hurdle("made", chip=attrs.evolve(CHIP, **{"released": None} | told))

    assert (made.truth, made.text) == (truth, text)
    assert [str(fact) for fact in made.lacking] == ["release date of C"] * (truth is UNKNOWN)


# -- clearances and restrictions


def event(kind, on, status="in-force", slug=None, chips=(CHIP,), place=US):
    title = slug or kind
    return acn.PolicyEvent(
        slug=slug or kind, title=title, kind=f"export-{kind}", on=on, status=status, chips=chips, place=place
    )


RULE = acn.ExportRule(
    slug="r",
    title="R",
    since="2025-01-01",
    destinations=acn.AllOf(),
    paragraphs=[acn.Paragraph(name="p", when=acn.AllOf())],
    sources=[LATE],
)


@pytest.mark.parametrize(
    ("events", "truth"),
    [
        ([], UNKNOWN),
        ([event("clearance", "2025-03-01")], TRUE),
        ([event("clearance", "2025-03-01", "announced")], UNKNOWN),
        ([event("clearance", "2024-12-31")], UNKNOWN),
        ([event("clearance", "2025-06-16")], UNKNOWN),
        ([event("clearance", "2025-03-01", chips=())], UNKNOWN),
        ([event("restriction", "2025-03-01")], FALSE),
        ([event("restriction", "2024-12-31")], FALSE),
        ([event("restriction", "2025-03-01", "reported")], UNKNOWN),
        ([event("clearance", "2025-03-01"), event("restriction", "2025-04-01")], FALSE),
        ([event("clearance", "2025-05-01"), event("restriction", "2025-04-01")], TRUE),
        ([event("clearance", "2025-05-01", "announced"), event("restriction", "2025-04-01")], UNKNOWN),
        ([event("clearance", "2025-04"), event("restriction", "2025-04-10")], UNKNOWN),
        ([event("clearance", "2025-06"), event("restriction", "2025-04-10")], UNKNOWN),
        ([event("clearance", "2025-05-01"), event("restriction", "2025-06")], UNKNOWN),
        ([event("clearance", None)], UNKNOWN),
        ([event("clearance", "2025-04-01"), event("restriction", "2025-04-01")], UNKNOWN),
    ],
)
def test_a_later_event_counts_over_an_earlier_one(events, truth):
    assert hurdle("export", rules=[RULE], events=events).truth is truth


def test_a_clearance_between_two_rules_clears_nothing_that_the_later_one_catches():
    later = attrs.evolve(RULE, slug="later", since=date(2025, 5, 1))
    between = event("clearance", "2025-04-01")

    assert hurdle("export", rules=[RULE], events=[between]).truth is TRUE
    assert hurdle("export", rules=[RULE, later], events=[between]).truth is UNKNOWN


def test_events_say_nothing_where_no_licence_is_needed():
    refused = event("restriction", "2025-03-01")

    assert hurdle("export", events=[refused]).truth is TRUE
    assert after(TRUE, [refused], ON, ON) is FALSE


# -- the export rules


def reviewed(policy, **given):
    return attrs.evolve(RULE, reviews=[acn.Review(policy=policy, sources=[EARLY])], **given)


NOTIFIED = acn.LicenceException(name="NAC", conditions="notified", sources=[UNDATED])
FREE = acn.LicenceException(name="FREE")


@pytest.mark.parametrize(
    ("rule", "truth", "text"),
    [
        (RULE, UNKNOWN, "a licence is needed (p of r), and no rule states how applications are judged"),
        (
            reviewed("presumption-of-approval"),
            UNKNOWN,
            "a licence is needed (p of r), and applications are presumed to be granted",
        ),
        (reviewed("case-by-case"), UNKNOWN, "a licence is needed (p of r), and applications are judged case by case"),
        (
            reviewed("presumption-of-denial"),
            FALSE,
            "a licence is needed (p of r), and applications are presumed to be denied",
        ),
        (reviewed("denial"), FALSE, "a licence is needed (p of r), and applications are denied"),
        (
            reviewed("denial", exceptions=[NOTIFIED]),
            UNKNOWN,
            "a licence is needed (p of r), and applications are denied; exception NAC, if notified",
        ),
        (
            reviewed("denial", exceptions=[NOTIFIED, FREE]),
            TRUE,
            "a licence is needed (p of r), and applications are denied; exception NAC, if notified; exception FREE",
        ),
        (
            attrs.evolve(RULE, destinations=acn.Condition("located-in", "US")),
            UNKNOWN,
            "caught by p of r, and whether the destination needs a licence is not coded",
        ),
        (
            attrs.evolve(RULE, destinations=acn.Condition("located-in", "US"), exempt=acn.AllOf()),
            TRUE,
            "caught by p of r, and no licence is needed for the destination",
        ),
        (attrs.evolve(RULE, since=date(2025, 6, 16)), TRUE, "no export rule in force catches it"),
        (attrs.evolve(RULE, until=date(2025, 6, 15)), TRUE, "no export rule in force catches it"),
    ],
)
def test_what_the_rules_alone_make_of_an_export(rule, truth, text):
    export = hurdle("export", rules=[rule])

    assert (export.truth, export.text) == (truth, text)
    assert [str(fact) for fact in export.lacking] == ["export licence of C"] * (truth is UNKNOWN)


def test_an_export_rests_on_its_rule_its_review_its_exceptions_and_its_events():
    granted = attrs.evolve(event("clearance", "2025-03-01"), sources=[attrs.evolve(EARLY, slug="granted")])
    export = hurdle("export", rules=[reviewed("case-by-case", exceptions=[NOTIFIED])], events=[granted])

    assert [source.slug for source in export.sources] == ["late", "granted", "early", "undated"]
    assert [type(ground).__name__ for ground in export.rests_on] == ["Classification", "PolicyEvent"]
    assert (
        export.text
        == "a licence is needed (p of r), and applications are judged case by case; clearance (2025-03-01, in force)"
    )


BIG, FAST = acn.Condition("tpp", ">= 4800"), acn.Condition("memory-bandwidth", ">= 1 TB/s")


def test_ways_that_may_turn_out_are_told_one_by_one_or_where_they_are_many_by_name():
    tiers = [acn.Paragraph(name=name, when=when) for name, when in (("a", BIG), ("b", FAST))]
    few = attrs.evolve(RULE, paragraphs=tiers[:1], reviews=[acn.Review(policy="denial")])
    many = attrs.evolve(few, paragraphs=tiers)
    other = attrs.evolve(RULE, slug="s", paragraphs=[acn.Paragraph(name="s", when=FAST)])

    assert (
        hurdle("export", rules=[few]).text
        == "a licence is needed (a of r), and applications are denied, or no export rule in force catches it"
    )
    named = hurdle("export", rules=[many, other])
    assert named.text == "a with s, or a, or b with s, or outside, as facts turn out that are not known"
    assert {str(fact) for fact in named.lacking} == {"rates of C", "memory-bandwidth of C"}


def test_an_exception_that_is_not_had_in_every_way_is_told_as_perhaps():
    tiers = [acn.Paragraph(name=name, when=when) for name, when in (("a", BIG), ("b", acn.AllOf()))]
    part = attrs.evolve(RULE, paragraphs=tiers, exceptions=[attrs.evolve(NOTIFIED, of=["a"])])
    export = hurdle("export", rules=[part])

    assert export.text.endswith("no rule states how applications are judged; perhaps exception NAC, if notified")


@pytest.mark.parametrize(
    ("rules", "events", "short"),
    [
        ([], [], "outside"),
        ([RULE], [], "p; no policy stated"),
        ([reviewed("case-by-case")], [], "p; case by case"),
        ([reviewed("denial")], [event("clearance", "2025-03")], "p; denial; clearance (2025-03)"),
        ([reviewed("denial")], [event("clearance", None)], "p; denial; clearance (not dated)"),
        ([attrs.evolve(RULE, destinations=acn.Condition("located-in", "US"))], [], "p"),
    ],
)
def test_an_export_in_a_few_words(rules, events, short):
    assert hurdle("export", rules=rules, events=events).short == short


def test_where_the_designer_or_the_place_is_not_known_an_export_may_not_be_needed():
    denied = reviewed("denial")
    nobodys = hurdle("export", chip=attrs.evolve(CHIP, designer=None), rules=[denied])
    nowhere = hurdle("export", by=consignee(None), rules=[denied])

    assert (nobodys.truth, [str(fact) for fact in nobodys.lacking]) == (UNKNOWN, ["designer of C"])
    assert (nowhere.truth, [str(fact) for fact in nowhere.lacking]) == (UNKNOWN, ["place of an unknown destination"])


def test_a_country_is_the_widest_place():
    assert country(SHANGHAI) is CN
    assert designed_at_home(attrs.evolve(CHIP, designer=HUAWEI), attrs.evolve(BUYER, place=SHANGHAI)) is TRUE


def test_what_is_said_abroad_of_a_chinese_design_stands_beside_it():
    own = attrs.evolve(CHIP, designer=HUAWEI)
    warned = attrs.evolve(event("restriction", "2025-03-01", slug="warning"), kind="guidance", sources=[LATE])
    ours = attrs.evolve(warned, slug="ours", place=CN)
    export = hurdle("export", chip=own, rules=[reviewed("denial")], events=[warned, ours])

    assert export.text == (
        "designed in China, so it needs no export; where it was made, and on whose equipment, is not asked;"
        " warning (2025-03-01, in force)"
    )
    assert (export.truth, export.rests_on) == (TRUE, (warned,))
    assert LATE in export.sources


MILITARY = acn.Condition("used-for", "military")
BY_USE = attrs.evolve(
    RULE,
    binds=acn.AllOf([acn.AnyOf([acn.Not(MILITARY), MILITARY])]),
    reviews=[acn.Review(policy="case-by-case", when=acn.Not(MILITARY)), acn.Review(policy="denial")],
)


@pytest.mark.parametrize(
    ("uses", "complete", "truth", "lacking"),
    [
        ((), True, TRUE, []),
        (("military",), True, FALSE, []),
        (("commercial",), True, TRUE, []),
        ((), False, UNKNOWN, ["uses of China", "export licence of C"]),
    ],
)
def test_what_was_cleared_for_others_is_no_help_to_a_use_that_a_rule_names(uses, complete, truth, lacking):
    by = attrs.evolve(BUYER, uses=uses, uses_complete=complete)
    export = hurdle("export", by=by, rules=[BY_USE], events=[event("clearance", "2025-03-01")])

    assert export.truth is truth
    assert [str(fact) for fact in export.lacking] == lacking


def test_a_use_that_is_not_known_leaves_open_whether_a_clearance_is_for_it():
    named = attrs.evolve(RULE, exceptions=[attrs.evolve(FREE, of=["other"], when=MILITARY)])
    by = attrs.evolve(BUYER, uses_complete=False)
    export = hurdle("export", by=by, rules=[named], events=[event("clearance", "2025-03-01")])

    assert (export.truth, [str(fact) for fact in export.lacking]) == (
        UNKNOWN,
        ["uses of China", "export licence of C"],
    )
    assert hurdle("export", by=by, rules=[reviewed("denial", exceptions=[FREE])]).truth is TRUE


# -- the buyer

FIRM = acn.Vendor(slug="firm", name="Firm", place=CN, parent="house", sources=[EARLY])
HOUSE = acn.Vendor(slug="house", name="House", place=CN, entity_list_since="2020-01-01", sources=[LATE])
NEEDS = "a licence is needed for whatever is subject to the rules of the United States"


@pytest.mark.parametrize(
    ("operator", "truth", "text", "lacking"),
    [
        (None, TRUE, f"no firm is named as the buyer; for one on the Entity List {NEEDS}", []),
        (attrs.evolve(FIRM, parent=None), TRUE, "Firm is not known to be on the Entity List", []),
        (
            HOUSE,
            UNKNOWN,
            f"House is on the Entity List since 2020-01-01; {NEEDS}, and how applications are judged is not coded",
            ["export licence of House"],
        ),
        (
            FIRM,
            UNKNOWN,
            "House is on the Entity List since 2020-01-01; whether that binds Firm, which belongs to it, is not coded",
            ["export licence of House"],
        ),
        (
            attrs.evolve(HOUSE, entity_list_since="2026"),
            TRUE,
            "House was put on the Entity List only on 2026",
            [],
        ),
        (
            attrs.evolve(HOUSE, entity_list_since="2025"),
            UNKNOWN,
            f"House is on the Entity List since 2025, before the day or after it; {NEEDS}, and how applications are"
            " judged is not coded",
            ["export licence of House"],
        ),
    ],
)
def test_a_buyer_on_the_entity_list_needs_a_licence_for_everything(operator, truth, text, lacking):
    buyer = hurdle("buyer", by=attrs.evolve(BUYER, operator=operator), vendors=[FIRM, HOUSE])

    assert (buyer.truth, buyer.text, [str(fact) for fact in buyer.lacking]) == (truth, text, lacking)


def test_the_list_is_no_hurdle_for_a_chinese_design():
    own = found(attrs.evolve(CHIP, designer=HUAWEI), by=attrs.evolve(BUYER, operator=HOUSE))

    assert [item.kind.value for item in own.hurdles] == ["made", "export"]


# -- what is told at home

SINCE = date(2025, 1, 1)
NONE = acn.Schedule({SINCE: "0"}, bound="amount-at-most")
ALL = acn.Schedule({SINCE: "100%"})
THIS = acn.Reading(name="this", qualifies=acn.Condition("chip", "c"))
OWN = acn.Reading(name="own", qualifies=acn.Condition("designed-in", "CN"))
STATE = acn.Condition("operator-is", "state")


def mandate(*readings, require=NONE, population=None, **given):
    return acn.Mandate(
        slug="m",
        title="M",
        require=require,
        readings=readings or (THIS,),
        population=population or acn.PurchasesSince(SINCE),
        **given,
    )


@pytest.mark.parametrize(
    ("told", "truth", "text"),
    [
        (mandate(), FALSE, "M (m; its legal force is not told; reported)"),
        (mandate(legal_force="guidance"), FALSE, "M (m; guidance, which is no law; reported)"),
        (mandate(legal_force="law", status="in-force"), FALSE, "M (m; law; in force)"),
        (mandate(legal_force="regulation"), FALSE, "M (m; regulation; reported)"),
        (mandate(status="proposed"), UNKNOWN, "M (m; its legal force is not told; proposed)"),
        (mandate(OWN, require=ALL), FALSE, "M (m; its legal force is not told; reported)"),
        (
            mandate(OWN, require=ALL, population=acn.StockAndOrders()),
            FALSE,
            "M (m; its legal force is not told; reported)",
        ),
        (mandate(scope=STATE), UNKNOWN, "M (m; its legal force is not told; reported): open"),
        (
            mandate(THIS, attrs.evolve(THIS, name="state", scope=STATE)),
            UNKNOWN,
            "M (m; its legal force is not told; reported): against it as this, open as state",
        ),
        (
            mandate(THIS, attrs.evolve(OWN, require=acn.Schedule({SINCE: "70%"}))),
            UNKNOWN,
            "M (m; its legal force is not told; reported): against it as this",
        ),
    ],
)
def test_a_mandate_that_a_purchase_would_break_is_a_hurdle(told, truth, text):
    guidance = hurdle("guidance", mandates=[told])

    assert (guidance.truth, guidance.text) == (truth, text)
    assert bool(guidance.lacking) is (truth is UNKNOWN)


@pytest.mark.parametrize(
    "told",
    [
        mandate(attrs.evolve(THIS, qualifies=acn.Condition("chip", "other"))),
        mandate(attrs.evolve(THIS, qualifies=acn.Condition("chip", "other")), scope=STATE),
        mandate(population=acn.PurchasesSince(date(2025, 6, 16))),
        mandate(require=acn.Schedule({date(2025, 6, 16): "0"}, bound="amount-at-most")),
        mandate(expires=ON),
        mandate(scope=acn.Condition("located-in", "US")),
        mandate(OWN, require=acn.Schedule({SINCE: "99%"})),
        mandate(OWN, require=acn.Schedule({SINCE: "unstated"}, bound="ratio-at-least")),
        mandate(OWN, require=ALL, population=acn.Stock()),
        mandate(require=acn.Schedule({SINCE: "5"}, bound="amount-at-most")),
        mandate(require=acn.Schedule({SINCE: "10%"}, bound="share-at-most")),
        mandate(attrs.evolve(OWN, qualifies=acn.Condition("designed-in", "US")), require=ALL),
    ],
)
def test_a_mandate_that_a_purchase_need_not_break_is_none(told):
    assert found(mandates=[told]).may_be_bought is TRUE
    assert [item.kind.value for item in found(mandates=[told]).hurdles] == ["made", "export", "buyer"]


def test_none_may_stand_where_none_is_to_be():
    banned = mandate(population=acn.Stock())
    running = attrs.evolve(BUYER, commissioned="2024")

    assert hurdle("guidance", by=running, mandates=[banned]).truth is FALSE
    assert hurdle("guidance", mandates=[banned]).truth is UNKNOWN


def test_an_event_that_may_be_yet_to_come_says_so():
    licences = event("clearance", "2025-06")

    assert hurdle("export", rules=[RULE], events=[licences]).text.endswith(
        "; clearance (2025-06, in force, before the day or after it)"
    )
    assert "clearance (2025-06, in force)" in str(acn.explain(found(rules=[RULE], events=[licences])))


def test_what_would_decide_an_open_mandate_is_its_standing_its_reading_or_a_fact():
    def lacking(told):
        return [str(fact) for fact in hurdle("guidance", mandates=[told]).lacking]

    assert lacking(mandate(status="proposed")) == ["standing of M"]
    assert lacking(mandate(scope=STATE)) == ["operator ownership of China"]
    assert lacking(mandate(THIS, attrs.evolve(THIS, name="state", scope=STATE))) == [
        "reading of M",
        "operator ownership of China",
    ]


def test_what_a_buyer_has_already_is_not_counted_against_a_purchase():
    stands = attrs.evolve(
        BUYER,
        deployments=[acn.Deployment(chip=CHIP, count=5, ordered="2025-02-01")],
        stated_shares=[StatedShare(value="10%")],
    )
    own = attrs.evolve(CHIP, slug="own", designer=HUAWEI)

    assert found(own, by=stands, mandates=[mandate(), mandate(OWN, require=ALL)]).may_be_bought is TRUE


# -- the whole


def test_every_hurdle_in_a_few_words():
    readings = mandate(THIS, attrs.evolve(THIS, name="state", scope=STATE))
    told = [mandate(), attrs.evolve(readings, slug="n"), attrs.evolve(mandate(scope=STATE), slug="o")]
    listed = found(by=attrs.evolve(BUYER, operator=HOUSE), mandates=told)

    assert [item.short for item in listed.hurdles] == [
        "released 2024",
        "outside",
        "House is on the Entity List",
        "m: against it",
        "n: turns on the reading",
        "o: open",
    ]
    assert hurdle("buyer", by=attrs.evolve(BUYER, operator=FIRM)).short == "not known to be on the Entity List"
    assert hurdle("export", chip=attrs.evolve(CHIP, designer=HUAWEI)).short == "designed in China"
    assert hurdle("made", chip=attrs.evolve(CHIP, released=None)).short == "released on a day that is not told"


def test_a_day_in_may_is_told_whole():
    answer = acn.obtainable("H20", on=date(2025, 5, 1), by="ByteDance")

    assert str(answer).splitlines() == [
        "NVIDIA H20 on 2025-05-01, by ByteDance: false",
        "made: true: released 2024-02; discontinued since, on a day that is not told (what is left is had from stock)",
        "export: false: a licence is needed (letter:H20 of us-2025-04-letter-nvidia), and no rule states how applications are"
        " judged; NVIDIA can ship no more H20 to China, for want of a licence (2025-04-09, in force)",
        "buyer: true: ByteDance is not known to be on the Entity List",
    ]
    assert [item.kind.value for item in answer.in_the_way] == ["export"]
    assert {source.slug for source in answer.sources} >= {"nvidia-8-k-2025-04-15", "nvidia-2025-05-28"}
    assert answer.fingerprint == acn.load_catalogue().fingerprint


def test_what_is_in_the_way_begins_with_what_is_not_cleared():
    answer = found(attrs.evolve(CHIP, released="2025"), rules=[reviewed("denial")])

    assert [(item.kind.value, item.cleared) for item in answer.in_the_way] == [("export", False), ("made", False)]


def test_an_explanation_holds_the_classification_the_verdicts_and_the_events():
    explained = acn.explain(acn.obtainable("H20", on=date(2025, 8, 20), by="ByteDance"))
    told = str(explained)

    assert explained.origin == "catalogue"
    assert "NVIDIA H20 on 2025-08-20, to ByteDance: letter:H20, licence needed" in told
    assert "ByteDance: non-compliant with h20-guidance on 2025-08-20" in told
    assert "The first licences to export the H20 to China are issued (2025-08-08, in force)" in told
    assert "reading of Firms in China avoid the H20" in told
    assert acn.explain(found()).origin == "rules"


def test_a_buyer_is_a_facility_a_firm_or_nobody(catalogue):
    day = date(2025, 5, 1)
    by_name, by_firm, nobody = (
        acn.obtainable("H20", on=day, by=by).by for by in ("bytedance", catalogue.vendors["bytedance"], None)
    )
    site = acn.obtainable("H20", on=day, by="china-mobile-hohhot", end_use="research").by

    assert by_name == by_firm
    assert (by_name.operator, by_name.kind.value) == (catalogue.vendors["bytedance"], "data-centre")
    assert by_name.place == nobody.place == MAINLAND
    assert (nobody.name, nobody.operator, nobody.uses_complete) == ("a buyer in China", None, True)
    assert site.uses[-1] is acn.Use.RESEARCH
    assert acn.obtainable("H20", on=day, by=site, end_use="research").by == site


def test_a_catalogue_of_ones_own_is_asked(catalogue):
    own = acn.Catalogue().with_(CHIP)

    assert acn.obtainable("C", on=ON, catalogue=own).answer is TRUE
    assert acn.obtainable(CHIP, on=ON, catalogue=own).by.place.code == "CN"
    assert acn.obtainable(catalogue.chips["H20"], on=ON, catalogue=own).fingerprint == own.fingerprint


BAD = {
    "no chip of the name": (
        lambda: acn.obtainable("H21", on=ON),
        "no chip is named 'H21'; nearest: 'H20'",
    ),
    "no chip": (lambda: acn.obtainable(3, on=ON), "chip: not a Chip: 3"),
    "no date": (lambda: acn.obtainable("H20", on="2025"), "on: not a date: '2025'; write datetime.date(...)"),
    "no date at all": (lambda: acn.obtainable("H20", on=None), "on: not a date: None; write datetime.date(...)"),
    "no buyer of the name": (
        lambda: acn.obtainable("H20", on=ON, by="ByteDanse"),
        "no facility or vendor is named 'ByteDanse'; nearest: 'ByteDance'",
    ),
    "a buyer that is none": (
        lambda: acn.obtainable("H20", on=ON, by=3),
        "by: not a Facility, a Vendor or the name of one: 3",
    ),
    "no use": (
        lambda: acn.obtainable("H20", on=ON, end_use="war"),
        "end_use: unknown value 'war'; allowed: government, security, military, critical-infrastructure, research,"
        " commercial, training, inference",
    ),
    "no catalogue": (lambda: acn.obtainable("H20", on=ON, catalogue=3), "catalogue: not a Catalogue: 3"),
    "a buyer that is no facility": (lambda: found(by=HOUSE), "by: not a Facility: Vendor("),
    "no rules": (lambda: found(rules=[3]), "rules[0]: not a ExportRule: 3"),
    "no events": (lambda: found(events=3), "events: not a sequence of PolicyEvent: 3"),
    "no mandates": (lambda: found(mandates=["m"]), "mandates[0]: not a Mandate: 'm'"),
    "no vendors": (lambda: found(vendors="huawei"), "vendors: not a sequence of Vendor: 'huawei'"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_is_refused_is_said_exactly(case):
    ask, message = BAD[case]

    with pytest.raises(AichipcnError, match=f"^{re.escape(message)}"):
        ask()
