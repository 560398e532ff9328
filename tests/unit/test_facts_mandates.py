"""Every known requirement stands in the catalogue, held against the rows that were collected and a table of our own."""

import csv
from datetime import date
from pathlib import Path

import attrs
import pytest

import aichipcn as acn
from aichipcn.model.facilities import Completion

DATA = Path(__file__).parents[1] / "data"
INCENTIVES = {"power-subsidy", "procurement-standard"}
BESIDE_THE_ROWS = {"rtx-pro-6000d-guidance", "h200-matching-ratio"}

# slug: what bounds, its figure, from which day on (by each reading that has one), level, status
HELD = {
    "shanghai-50-2025": ("share-more-than", "50%", {"2025-12-31", "2025-01-01"}, "place", "in-force"),
    "public-hubs-50": ("share-more-than", "50%", {"2025-01-01", "2025-08-17"}, "facility", "reported"),
    "shanghai-2027": ("share-at-least", "70%", {"2027-12-31", "2027-01-01"}, "place", "reported"),
    "beijing-2027": ("share-at-least", "100%", {"2027-12-31", "2027-01-01"}, "place", "reported"),
    "guiyang-new-facilities": ("share-at-least", "90%", {"2025-08-21"}, "facility", "reported"),
    "h20-guidance": ("none", "none", {"2025-08-12"}, "operator", "reported"),
    "rtx-pro-6000d-guidance": ("none", "none", {"2025-09-17"}, "operator", "reported"),
    "state-funded-ban": ("share-at-least", "100%", {"2025-11-05"}, "facility", "reported"),
    "fab-tools-50": ("share-at-least", "50%", {"2025-12-30"}, "facility", "reported"),
    "h200-purchases": ("none", "none", {"2026-01-14"}, "operator", "reported"),
    "h200-matching-ratio": ("ratio-at-least", "unstated", {"2026-01-14"}, "operator", "proposed"),
    "anke-list": ("share-at-least", "100%", {"2026-05-26"}, "operator", "in-force"),
    "national-grid-80": ("share-at-least", "80%", {"2028-12-31", "2028-01-01"}, "programme", "proposed"),
    "document-79": ("share-at-least", "100%", {"2027-12-31", "2027-01-01"}, "operator", "reported"),
}

# What the rows say otherwise than the catalogue can, or does: each is one decision.
REQUIREMENTS = {"share_at_least": {"share-at-least", "share-more-than"}, "none_of": {"none"}}
REQUIREMENTS["none_of_with_exceptions"] = {"none"}
STATUSES = {
    "in_force": "in-force",
    "reported": "reported",
    "reported target": "reported",
    "reported guidance": "reported",
    "reported, unwritten": "reported",
    "draft, reported": "proposed",
}
LEVELS = {"place?": "place", "project": "facility", "purchase": "operator"}  # the buyer is held for each purchase
DAYS = {
    "shanghai-2027": "2027-12-31",
    "beijing-2027": "2027-12-31",
    "guiyang-new-facilities": "2025-08-21",
    "h20-guidance": "2025-08-12",
    "h200-purchases": "2026-01-14",
    "national-grid-80": "2028-12-31",
    "document-79": "2027-12-31",
}

READINGS = {
    "shanghai-50-2025": [
        "designed-or-produced",
        "supplied-from-china",
        "designed-and-produced",
        "designed-or-produced-from-2025-01-01",
        "designed-and-produced-from-2025-01-01",
    ],
    "public-hubs-50": [
        "supplied-from-china",
        "made-in-china",
        "supplied-from-china-in-hubs-that-the-state-runs",
        "supplied-from-china-since-the-report",
        "made-in-china-since-the-report",
    ],
    "shanghai-2027": [
        "designed-or-produced",
        "designed-and-produced",
        "designed-or-produced-from-2027-01-01",
        "designed-and-produced-from-2027-01-01",
    ],
    "beijing-2027": [
        "designed-or-produced",
        "designed-and-produced",
        "designed-or-produced-from-2027-01-01",
        "designed-and-produced-from-2027-01-01",
    ],
    "guiyang-new-facilities": ["supplied-from-china", "made-in-china"],
    "h20-guidance": ["government-and-security-use", "all-firms"],
    "rtx-pro-6000d-guidance": ["firms-named", "all-firms"],
    "state-funded-ban": ["designed-or-produced", "domestically-developed", "domestically-made"],
    "fab-tools-50": ["domestically-made"],
    "h200-purchases": ["all-buyers", "state-and-sensitive-buyers"],
    "h200-matching-ratio": ["designed-in-china"],
    "anke-list": ["ascend-910-as-a-series", "as-printed", "as-printed-on-the-date"],
    "national-grid-80": [
        "supplied-from-china",
        "made-in-china",
        "supplied-from-china-from-2028-01-01",
        "made-in-china-from-2028-01-01",
    ],
    "document-79": [
        "designed-or-produced",
        "designed-and-produced",
        "designed-or-produced-from-2027-01-01",
        "designed-and-produced-from-2027-01-01",
    ],
}

CERTIFIED = {
    "Ascend 310": {"huawei-ascend-310"},
    "Ascend 910": {"huawei-ascend-910"},
    "Zhenwu M530": {"t-head-zhenwu-m530"},
    "Zhenwu M890": {"t-head-zhenwu-m890"},
    "Bili 166": {"biren-br166"},
    "DCU-3G": "hygon",
    "KCC-V100X": "iluvatar",
    "MXC600": "metax",
    "PH100": "moore-threads",
}


def rows():
    with (DATA / "mandates.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


REQUIRED = [row for row in rows() if row["slug"] not in INCENTIVES]


def bound_of(mandate):
    """What bounds and its figure, in the words of a file; a cap of no chip at all is none."""
    milestone = mandate.require.milestones[0]
    bound = mandate.require.bound.value
    if bound == "amount-at-most" and milestone.value == acn.Estimate.parse("0"):
        return "none", "none"
    if milestone.value is None:
        return bound, "unstated"
    return bound, f"{milestone.share * 100}%"


def days_of(mandate):
    schedules = [mandate.requirement_of(reading) for reading in mandate.readings]
    return {str(milestone.on) for schedule in schedules for milestone in schedule.milestones}


def site(*deployments, **fields):
    """A facility in China that runs since 2026 unless told otherwise."""
    known = {"place": acn.Place(code="CN", name="China"), "kind": "data-centre", "commissioned": date(2026, 1, 1)}
    return acn.Facility(slug="site", name="Site", deployments=deployments, **(known | fields))


def status(facility, mandate, on, reading=None):
    return acn.assess(facility, mandate, on=on, reading=reading).status.value


def test_every_row_is_a_mandate_or_an_incentive_of_its_slug(catalogue):
    slugs = {row["slug"] for row in rows()}

    assert {item.slug for item in catalogue.incentives} == INCENTIVES
    assert {item.slug for item in catalogue.mandates} == (slugs - INCENTIVES) | BESIDE_THE_ROWS == set(HELD)


@pytest.mark.parametrize("slug", HELD)
def test_a_mandate_asks_what_we_wrote_down(catalogue, slug):
    mandate = catalogue.mandates[slug]

    assert (*bound_of(mandate), days_of(mandate), mandate.level.value, mandate.status.value) == HELD[slug]


@pytest.mark.parametrize("row", REQUIRED, ids=[row["slug"] for row in REQUIRED])
def test_a_mandate_asks_what_its_row_says(catalogue, row):
    mandate = catalogue.mandates[row["slug"]]
    bound, figure = bound_of(mandate)

    assert bound in REQUIREMENTS[row["requirement"]]
    assert (bound == "share-more-than") is (row["strict"] == "yes")
    if bound != "none":
        assert figure == row["threshold"].removesuffix(" (about)")
    day = DAYS.get(row["slug"]) or row["date"].split(" ")[0]
    assert str(mandate.require.milestones[0].on) == day
    assert mandate.level.value == LEVELS.get(row["level"], row["level"])
    assert mandate.status.value == STATUSES[row["status"]]
    assert mandate.place.code == row["place"].split(" ")[0].replace("/Guiyang", "/guiyang")


def test_a_day_that_no_row_gives_lies_in_what_it_does_give():
    given = {row["slug"]: row["date"] for row in REQUIRED}

    assert {slug for slug in DAYS if not given[slug]} == {"guiyang-new-facilities"}
    assert all(day.startswith(given[slug].split(" ")[0]) for slug, day in DAYS.items())


@pytest.mark.parametrize("slug", READINGS)
def test_each_vague_point_has_readings_by_name(catalogue, slug):
    assert [reading.name for reading in catalogue.mandates[slug].readings] == READINGS[slug]


def test_each_has_sources_a_day_of_verification_an_issuer_a_force_and_a_history(catalogue):
    for mandate in catalogue.mandates:
        assert mandate.sources, mandate.slug
        assert str(mandate.verified) == "2026-11", mandate.slug
        assert mandate.issuer, mandate.slug
        assert mandate.legal_force, mandate.slug
        assert mandate.confidence, mandate.slug
        assert mandate.note, mandate.slug
        assert mandate.history, mandate.slug


def test_a_value_and_a_step_rest_on_sources_of_the_mandate(catalogue):
    for mandate in catalogue.mandates:
        for part in (*mandate.require.milestones, *mandate.history, *mandate.exemptions):
            assert set(part.sources) <= set(mandate.sources), mandate.slug
        for step in (*mandate.history, *mandate.exemptions):
            assert step.sources, mandate.slug


def test_a_history_is_told_oldest_first(catalogue):
    for mandate in catalogue.mandates:
        days = [step.since.first for step in mandate.history]
        assert days == sorted(days), mandate.slug


def test_nothing_is_told_of_before_its_sources_are_published(catalogue):
    for mandate in catalogue.mandates:
        for step in mandate.history:
            if step.status.value == "reported":
                assert any(step.since.last >= source.published.first for source in step.sources), mandate.slug


def test_the_articles_mandates_cite_the_article(catalogue):
    article = catalogue.sources["trendforce-2025-08-21"]
    resting = {mandate.slug for mandate in catalogue.mandates if article in mandate.sources}

    assert resting == {"shanghai-2027", "beijing-2027", "guiyang-new-facilities", "h20-guidance"}


def test_exactly_half_is_not_more_than_half(catalogue):
    place = catalogue.places["CN-SH"]
    own, other = (acn.Deployment(chip=catalogue.chips[name], count=50) for name in ("910A", "H20"))
    half = site(own, other, place=place, kind="ai-data-centre")
    more = site(own, attrs.evolve(other, count=49), place=place, kind="ai-data-centre")
    rule, on = catalogue.mandates["shanghai-50-2025"], date(2026, 6, 1)

    assert status(half, rule, on) == "non-compliant"
    assert status(more, rule, on) == "compliant"


def test_a_chip_designed_in_china_and_made_at_tsmc_is_domestic_by_some_readings(catalogue):
    chips = acn.Deployment(chip=catalogue.chips["910A"], count=8)
    centre = site(chips, kind="ai-data-centre", place=catalogue.places["CN-SH"])
    rule = catalogue.mandates["shanghai-50-2025"]
    by_reading = {name: status(centre, rule, date(2026, 6, 1), name) for name in READINGS["shanghai-50-2025"][:3]}

    assert by_reading == {
        "designed-or-produced": "compliant",
        "supplied-from-china": "compliant",
        "designed-and-produced": "non-compliant",
    }


def test_a_share_in_somebody_elses_words_is_a_bound_for_the_stricter_readings(catalogue):
    used = {
        (mandate.slug, reading.name): reading.stated_shares.value
        for mandate in catalogue.mandates
        for reading in mandate.readings
    }
    strict = {name for name, use in used.items() if use == "at-most"}

    assert strict == {
        (slug, name)
        for slug, names in READINGS.items()
        for name in names
        if name.startswith(("designed-and-produced", "made-in-china", "domestically-"))
    } - {("fab-tools-50", "domestically-made")}
    assert {slug for (slug, _), use in used.items() if use == "not-used"} == {
        "fab-tools-50",
        "anke-list",
        "h20-guidance",
        "rtx-pro-6000d-guidance",
        "h200-purchases",
        "h200-matching-ratio",
    }


def test_a_publicly_owned_hub_is_the_states_or_by_one_reading_what_a_state_firm_runs(catalogue):
    rule = catalogue.mandates["public-hubs-50"]

    def told(on=date(2026, 6, 1), reading=None, **fields):
        return status(site(acn.Deployment(chip=catalogue.chips["H20"], count=8), **fields), rule, on, reading)

    run = {"operator": catalogue.vendors["china-mobile"]}
    old = {"ownership": "state", "commissioned": date(2024, 1, 1)}

    assert told(ownership="local-state") == "non-compliant"
    assert told(ownership="private") == "not-applicable"
    assert told(**run) == "indeterminate"
    assert told(reading="supplied-from-china-in-hubs-that-the-state-runs", **run) == "non-compliant"
    assert told(on=date(2024, 12, 31), **old) == "not-in-force"
    assert told(on=date(2025, 1, 1), **old) == "non-compliant"
    assert told(on=date(2025, 8, 16), reading="supplied-from-china-since-the-report", **old) == "not-in-force"


def funded(chip, share, **fields):
    """A state-funded project that opens in 2026 and was built to a share on the day of the report."""
    built = Completion(share=share, as_of=date(2025, 11, 5))
    return site(acn.Deployment(chip=chip, count=8), funding="state", completion=(built,), **fields)


def test_the_ban_binds_what_was_hardly_begun_and_leaves_what_was_not_to_discretion(catalogue):
    rule, on = catalogue.mandates["state-funded-ban"], date(2026, 6, 1)
    foreign, own = catalogue.chips["H20"], catalogue.chips["910A"]

    assert status(funded(foreign, "29%"), rule, on) == "non-compliant"
    assert status(funded(own, "29%"), rule, on) == "compliant"
    assert status(funded(own, "29%"), rule, on, "domestically-made") == "non-compliant"
    assert status(funded(foreign, "30%"), rule, on) == "indeterminate"
    assert [str(fact) for fact in acn.deciding_facts(acn.assess(funded(foreign, "30%"), rule, on=on))] == [
        "discretion of Chinese regulators on Site (could settle it alone)"
    ]
    assert status(funded(foreign, "29%", commissioned=date(2025, 11, 4)), rule, on) == "not-applicable"
    assert status(attrs.evolve(funded(foreign, "29%"), funding="private"), rule, on) == "not-applicable"


def test_the_ban_reaches_what_is_being_built(catalogue):
    project = funded(catalogue.chips["H20"], "10%", status="installing", commissioned="2027")

    assert status(project, catalogue.mandates["state-funded-ban"], date(2025, 12, 1)) == "non-compliant"


def buyer(chip, ordered, **fields):
    return site(acn.Deployment(chip=chip, count=8, ordered=ordered), **fields)


def test_a_chip_that_firms_are_told_to_avoid_is_not_bought(catalogue):
    rule, firm = catalogue.mandates["h20-guidance"], catalogue.vendors["alibaba"]
    h20, own = catalogue.chips["H20"], catalogue.chips["910B"]
    on = date(2026, 6, 1)

    def told(chip, ordered, reading="all-firms", **fields):
        return status(buyer(chip, ordered, **({"operator": firm} | fields)), rule, on, reading)

    assert told(h20, date(2025, 9, 1)) == "non-compliant"
    assert told(catalogue.chips["nvidia-h20-141gb"], date(2025, 9, 1)) == "non-compliant"
    assert told(own, date(2025, 9, 1)) == "compliant"
    assert told(h20, date(2025, 8, 11)) == "not-applicable"
    assert told(h20, date(2025, 9, 1), operator=catalogue.vendors["apple"]) == "not-applicable"
    assert told(h20, date(2025, 9, 1), "government-and-security-use") == "indeterminate"
    assert told(h20, date(2025, 9, 1), "government-and-security-use", uses=["security"]) == "non-compliant"


def test_the_order_on_the_6000d_names_firms_and_supersedes_nothing(catalogue):
    rule = catalogue.mandates["rtx-pro-6000d-guidance"]
    bought = buyer(catalogue.chips["nvidia-rtx-pro-6000d"], date(2025, 10, 1), operator=catalogue.vendors["tencent"])

    assert status(bought, rule, date(2026, 6, 1)) == "not-applicable"
    assert status(bought, rule, date(2026, 6, 1), "all-firms") == "non-compliant"
    assert not [mandate.slug for mandate in catalogue.mandates if mandate.supersedes]


def test_an_h200_is_bought_by_exception_alone(catalogue):
    rule, on = catalogue.mandates["h200-purchases"], date(2026, 6, 1)

    def told(operator, chip="nvidia-h200-sxm", on=on, ordered=date(2026, 2, 1), reading=None, **fields):
        bought = buyer(catalogue.chips[chip], ordered, operator=catalogue.vendors[operator], **fields)
        return status(bought, rule, on, reading)

    assert told("china-mobile") == "non-compliant"
    assert told("china-mobile", reading="state-and-sensitive-buyers") == "non-compliant"
    assert told("china-mobile", chip="H20") == "compliant"
    assert told("china-mobile", ordered=date(2026, 1, 13)) == "not-applicable"
    assert told("china-mobile", on=date(2026, 1, 13)) == "not-in-force"
    assert told("nyocor", uses=["critical-infrastructure"]) == "non-compliant"
    assert told("nyocor", uses=["research"]) == "indeterminate"
    assert told("tencent", uses=["security"], on=date(2026, 1, 27), ordered=date(2026, 1, 20)) == "non-compliant"
    assert told("tencent", uses=["security"], on=date(2026, 1, 28), ordered=date(2026, 1, 20)) == "indeterminate"
    assert {item.effect.value for item in rule.exemptions} == {"case-by-case"}


def test_a_ratio_that_nobody_stated_is_decided_at_its_ends_alone(catalogue):
    rule, on = catalogue.mandates["h200-matching-ratio"], date(2026, 6, 1)
    h200, own, other = (
        acn.Deployment(chip=catalogue.chips[name], count=8, ordered=date(2026, 2, 1))
        for name in ("nvidia-h200-sxm", "910B", "H20")
    )

    assert status(site(h200), rule, on) == "non-compliant"
    assert status(site(own), rule, on) == "compliant"
    assert status(site(h200, own), rule, on) == "indeterminate"
    assert status(site(other), rule, on) == "not-applicable"


def test_the_certified_list_prints_nine_chips_of_seven_firms_for_three_years(catalogue):
    entries = catalogue.lists["anke-ai-chips"].entries
    printed = {item.name: item.vendor.slug if item.vendor else {chip.slug for chip in item.chips} for item in entries}
    firms = {item.vendor or item.chips[0].designer for item in entries}

    assert printed == CERTIFIED
    assert len(firms) == 7
    assert {str(item.since) for item in entries} == {"2026-05-26"}
    assert {str(item.until) for item in entries} == {"2029-05-26"}
    assert all(item.sources for item in entries)


@pytest.mark.parametrize(
    ("chip", "day", "truth"),
    [
        ("910A", date(2026, 5, 25), acn.Ternary.FALSE),
        ("910A", date(2026, 5, 26), acn.Ternary.TRUE),
        ("910A", date(2029, 5, 25), acn.Ternary.TRUE),
        ("910A", date(2029, 5, 26), acn.Ternary.FALSE),
        ("910B", date(2026, 6, 1), acn.Ternary.FALSE),
        ("M890", date(2026, 6, 1), acn.Ternary.TRUE),
        ("810E", date(2026, 6, 1), acn.Ternary.FALSE),
        ("BR166", date(2026, 6, 1), acn.Ternary.TRUE),
        ("BR100", date(2026, 6, 1), acn.Ternary.FALSE),
        ("C600", date(2026, 6, 1), acn.Ternary.UNKNOWN),
        ("BW1000", date(2026, 6, 1), acn.Ternary.UNKNOWN),
        ("MTT S5000", date(2026, 6, 1), acn.Ternary.UNKNOWN),
        ("BI-V150", date(2026, 6, 1), acn.Ternary.UNKNOWN),
        ("MLU590", date(2026, 6, 1), acn.Ternary.FALSE),
        ("P800", date(2026, 6, 1), acn.Ternary.FALSE),
        ("H20", date(2026, 6, 1), acn.Ternary.FALSE),
    ],
)
def test_a_chip_is_on_the_list_or_not_or_perhaps(catalogue, chip, day, truth):
    found = catalogue.chips[chip]

    assert catalogue.lists["anke-ai-chips"].certifies(found, found.designer, day) is truth


def test_state_buyers_buy_from_the_list(catalogue):
    rule, on = catalogue.mandates["anke-list"], date(2029, 12, 31)

    def told(chip, reading, ordered=date(2026, 9, 1), operator="china-mobile"):
        bought = buyer(catalogue.chips[chip], ordered, operator=catalogue.vendors[operator])
        return status(bought, rule, on, reading)

    assert told("910A", "as-printed") == "compliant"
    assert told("910A", "as-printed-on-the-date") == "non-compliant"  # the certificate has run out
    assert told("910B", "as-printed") == "non-compliant"
    assert told("910B", "ascend-910-as-a-series") == "compliant"
    assert told("MLU590", "ascend-910-as-a-series") == "non-compliant"
    assert told("C600", "as-printed") == "indeterminate"
    assert told("MLU590", "as-printed", operator="peng-cheng-laboratory") == "non-compliant"
    assert told("MLU590", "as-printed", ordered=date(2026, 5, 25)) == "not-applicable"


def test_the_grid_asks_of_its_centres_alone(catalogue):
    rule = catalogue.mandates["national-grid-80"]
    centre = site(acn.Deployment(chip=catalogue.chips["H20"], count=8), programmes=["national-ai-computing-grid"])

    assert status(centre, rule, date(2028, 12, 31)) == "non-compliant"
    assert status(centre, rule, date(2028, 12, 30)) == "not-in-force"
    assert status(centre, rule, date(2028, 1, 1), "supplied-from-china-from-2028-01-01") == "non-compliant"
    assert status(attrs.evolve(centre, programmes=["another"]), rule, date(2028, 12, 31)) == "not-applicable"


def test_document_79_asks_of_state_firms_alone(catalogue):
    rule, on = catalogue.mandates["document-79"], date(2027, 12, 31)
    chips = acn.Deployment(chip=catalogue.chips["H20"], count=8)

    assert status(site(chips, operator=catalogue.vendors["china-telecom"]), rule, on) == "non-compliant"
    assert status(site(chips, operator=catalogue.vendors["tencent"]), rule, on) == "not-applicable"


def test_what_counts_tools_applies_to_no_data_centre(catalogue):
    verdicts = acn.assess_all(catalogue.facilities, [catalogue.mandates["fab-tools-50"]], on=date(2026, 6, 1))

    assert {verdict.status.value for verdict in verdicts} == {"not-applicable"}


@pytest.mark.parametrize(
    ("slug", "kind", "since", "status", "named"),
    [
        ("power-subsidy", "subsidy", "2025-11", "reported", "up to 50% of electricity bill"),
        ("procurement-standard", "price-preference", "2026-01-01", "in-force", "20% price preference; bundle at 80%"),
    ],
)
def test_an_incentive_is_as_its_row_says(catalogue, slug, kind, since, status, named):
    incentive = catalogue.incentives[slug]
    row = next(row for row in rows() if row["slug"] == slug)

    assert row["requirement"] == "incentive"
    assert row["threshold"] == named
    assert (incentive.kind.value, str(incentive.since), incentive.status.value) == (kind, since, status)
    assert {part for part in named.split() if part.endswith("%")} <= set(incentive.benefit.replace(";", "").split())
    assert str(incentive.verified) == "2026-11"
    assert incentive.sources
    assert incentive.issuer
    assert incentive.note


def test_cheap_power_is_offered_in_three_provinces(catalogue):
    offered = {
        item.slug
        for item in catalogue.facilities
        if catalogue.incentives["power-subsidy"].offered(item, date(2026, 1, 1)) is acn.Ternary.TRUE
    }
    places = {catalogue.facilities[slug].place.code.partition("/")[0] for slug in offered}

    assert places == {"CN-NM", "CN-GZ"}  # the catalogue has no single site in Gansu
    assert (
        catalogue.incentives["power-subsidy"].offered(catalogue.facilities["china-mobile-hohhot"], date(2025, 10, 31))
        is acn.Ternary.FALSE
    )


def test_an_example_of_one_more_mandate_takes_twenty_lines():
    path = DATA / "chongqing.toml"
    loaded = acn.load_catalogue(path)

    assert len(path.read_text("utf-8").splitlines()) <= 20
    assert "invented" in path.read_text("utf-8").splitlines()[0]
    assert loaded.mandates["chongqing-2028"].place.code == "CN-CQ"
