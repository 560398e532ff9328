"""The command: what was known by a day, which verdicts a change changes, what is stale, what is coded of a place."""

import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

import aichipcn as acn
from aichipcn.cli.commands import app

AMENDMENTS = Path(__file__).parents[1] / "data" / "amendments"
GUIYANG = AMENDMENTS / "guiyang-for-all.toml"
COLUMNS = {"COLUMNS": "200", "NO_COLOR": "1"}


def run(*args):
    return CliRunner().invoke(app, [str(arg) for arg in args], env=COLUMNS)


def told(*args, code=0):
    result = run(*args)

    assert result.exit_code == code, result.output
    return " ".join(result.output.split())


def data(*args, code=0):
    result = run(*args, "--json")

    assert result.exit_code == code, result.output
    return json.loads(result.output)


def refused(*args):
    result = run(*args)

    assert isinstance(result.exception, acn.AichipcnError)
    return str(result.exception)


@pytest.fixture
def mine(tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text(
        """
[[sources]]
slug = "undated"
title = "Undated"
publisher = "P"

[[mandates]]
slug = "my-mandate"
title = "Mine"
place = "CN-HI"
require = { share-at-least = { 2028-01-01 = "50%" } }
sources = ["undated"]
readings = [{ name = "r", qualifies = { designed-in = "CN" } }]
""",
        "utf-8",
    )
    return file


# -- the second clock


def test_a_report_by_a_day_holds_what_was_known_by_then_and_says_so(catalogue):
    document = data("report", "--known-by", "2025-08-22")
    known = catalogue.known_by(date(2025, 8, 22))

    assert document["fingerprint"] == known.fingerprint
    assert document["known-by"] == {
        "on": "2025-08-22",
        "sources": len(known.sources),
        "of": len(catalogue.sources),
        "undated": sum(source.public_by is None for source in catalogue.sources),
    }
    assert {row["slug"] for row in document["facilities"]} == {item.slug for item in known.facilities}
    assert all(item["published"][:10] <= "2025-08-22" for item in document["sources"])
    assert "known-by" not in data("report")


def test_a_page_by_a_day_names_the_day_at_its_foot():
    text = told("report", "--known-by", "2025-08-22")

    assert "as known by 2025-08-22: " in text
    assert " sources were public by then, and " in text


def test_a_report_of_a_day_before_anything_was_known_is_empty():
    document = data("report", "--known-by", "1999-12-31")

    assert (document["facilities"], document["mandates"], document["sources"]) == ([], [], [])
    assert document["on"] == data("report")["on"]
    assert "held against 0 facilities" in told("report", "--known-by", "1999-12-31")


@pytest.mark.parametrize("command", ["assess", "explain"])
def test_one_verdict_by_a_day(command):
    args = (command, "china-mobile-guiyang", "guiyang-new-facilities", "--known-by", "2025-08-22")
    document = data(*args)

    assert document["known-by"]["on"] == "2025-08-22"
    assert document["fingerprint"] == data("report", "--known-by", "2025-08-22")["fingerprint"]
    assert "as known by 2025-08-22" in told(*args)


def test_what_was_not_known_by_a_day_is_told_with_the_dates_of_its_sources(mine):
    known = ("--known-by", "2025-08-20")

    assert refused("assess", "china-mobile-guiyang", "shanghai-2027", *known) == (
        "not known by 2025-08-20: mandate shanghai-2027 (its sources: trendforce-2025-08-21 2025-08-21,"
        " investing-2025-08-21 2025-08-21, nikkei-2025-08-21 2025-08-21)"
    )
    assert refused("assess", "china-mobile-guiyang", "my-mandate", "--file", mine, *known) == (
        "not known by 2025-08-20: mandate my-mandate (its sources: undated without a date)"
    )
    assert refused("report", "--mandate", "shanghai-2027", *known).startswith("not known by 2025-08-20: mandate")
    assert refused("assess", "nowhere", "document-79", "--known-by", "2026-12-31").startswith("no facility is named")


def test_a_day_of_the_second_clock_is_a_day():
    assert refused("report", "--known-by", "2025-08") == "--known-by takes a day such as 2027-12-31, got '2025-08'"
    assert refused("mandates", "--stale", "x") == "--stale takes a day such as 2027-12-31, got 'x'"


def test_sources_without_a_date_are_listed(catalogue, mine):
    document = data("sources", "--undated", "--file", mine)

    assert "undated" in [item["slug"] for item in document["sources"]]
    assert {item["published"] for item in document["sources"]} == {None}
    assert 0 < len(document["sources"]) < len(catalogue.sources)


# -- what-if


def test_an_amendment_and_what_it_changes_are_shown(catalogue):
    text = told("what-if", GUIYANG)

    assert text.startswith("Guiyang's 90% for all facilities by the aichipcn contributors changes What Guiyang")
    assert "entries ~ mandate guiyang-new-facilities" in text
    assert "verdicts changed, on 2027-12-31" in text
    assert "China Mobile Guiyang intelligent computing centre guiyang-new-facilities" in text
    assert f"catalogue {catalogue.fingerprint[:12]}, amended " in text


def test_a_comparison_as_data_names_the_amendment():
    document = data("what-if", GUIYANG, "--on", "2026-12-31", "--on", "2028-12-31")

    assert (document["format"], document["on"]) == ("aichipcn.comparison/1", ["2026-12-31", "2028-12-31"])
    assert document["amendment"]["title"] == "Guiyang's 90% for all facilities"
    assert document["entries"] == ["~ mandate guiyang-new-facilities"]
    assert {row["mandate"] for row in document["changes"]} == {"guiyang-new-facilities"}


def test_a_comparison_is_held_against_what_is_expected(tmp_path, mine):
    file = tmp_path / "my.toml"
    file.write_text(GUIYANG.read_text("utf-8"), "utf-8")

    assert told("what-if", file, "--write-expected").replace(" ", "") == str(tmp_path / "my.expected.json")
    assert told("what-if", file, "--check") == "as expected"
    file.write_text(GUIYANG.read_text("utf-8").replace("2027-12-31", "2026-12-31"), "utf-8")
    text = told("what-if", file, "--check", code=1)
    assert text.startswith("on: expected ['2027-12-31'], got ['2026-12-31'] guiyang-new-facilities")


def test_without_a_date_of_its_own_an_amendment_is_judged_as_a_report_is(tmp_path):
    file = tmp_path / "my.toml"
    head = '[amendment]\ntitle = "T"\nauthor = "A"\nchanges = "C"\nwhy = "W"\n'
    file.write_text(head, "utf-8")

    assert data("what-if", file)["on"] == [data("report")["on"]]
    assert "entries none 0 of " in told("what-if", file)


def test_new_verdicts_that_are_not_applicable_are_counted(tmp_path):
    file = tmp_path / "my.toml"
    text = (AMENDMENTS / "china-90.toml").read_text("utf-8").replace('located-in = "CN"', 'located-in = "CN-SH"')
    file.write_text(text, "utf-8")

    assert " that are not applicable " in told("what-if", file)
    assert "no verdict" in told("what-if", file)


# -- what is stale, and what is coded


def test_what_nobody_has_verified_is_listed(mine):
    text = told("mandates", "--stale", "2027-06-01", "--file", mine)

    assert text.startswith("1 dated value that nobody has verified in the year before 2027-06-01 ")
    assert "my-mandate mandate require.milestones[0] 50% from 2028-01-01 never" in text
    assert told("mandates", "--stale", "2027-06-01").startswith(
        "Every dated value was verified in the year before 2027-06-01, or since"
    )
    assert " dated values that nobody has verified in the year before 2028-06-01 " in told(
        "mandates", "--stale", "2028-06-01"
    )


def test_what_nobody_has_verified_of_one_mandate_is_listed():
    document = data("mandates", "shanghai-2027", "--stale", "2028-06-01")

    assert (document["format"], document["on"]) == ("aichipcn.stale/1", "2028-06-01")
    assert {(row["kind"], row["entry"], row["verified"]) for row in document["values"]} == {
        ("mandate", "shanghai-2027", "2026-11")
    }
    assert document["values"][0]["text"] == "70% from 2027-12-31"
    assert document["values"][0]["sources"][0]["slug"] == "trendforce-2025-08-21"


def test_what_is_coded_of_a_place_is_shown_by_where_it_is_for(mine):
    text = told("mandates", "--place", "Guizhou")
    document = data("mandates", "--place", "CN-HI", "--file", mine)["coverage"]

    assert text.startswith("Of a wider place that Guizhou lies in slug kind what it says place status ")
    assert "Of a place inside Guizhou " in text
    assert "No mandate of Guizhou itself is coded; that says nothing of whether there is one." in text
    assert [item["slug"] for item in document["own"]] == ["my-mandate"]
    assert document["place"]["code"] == "CN-HI"
    assert document["sentences"][0] == "1 mandate of Hainan itself is coded; there may be more."
    assert {"incentive", "mandate"} == {item["kind"] for item in document["wider"]}


def test_the_mandates_of_a_place_are_those_that_are_coded_of_it():
    document = data("mandates", "--place", "Guiyang")
    coded = [item["slug"] for group in ("own", "wider", "inside") for item in document["coverage"][group]]

    assert {item["slug"] for item in document["mandates"]} <= set(coded)
    assert "guiyang-new-facilities" in coded
    assert "shanghai-2027" not in coded


def test_a_place_of_which_no_mandate_is_coded_stands_by_itself(tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text(
        '[[sources]]\nslug = "s"\ntitle = "S"\npublisher = "P"\n\n[[mandates]]\nslug = "anywhere"\ntitle = "A"\n'
        'require = { share-at-least = { 2028-01-01 = "50%" } }\nsources = ["s"]\n'
        'readings = [{ name = "r", qualifies = { designed-in = "CN" } }]\n',
        "utf-8",
    )

    text = told("mandates", "--place", "US", "--file", file)
    assert "Of no place that is stated slug kind what it says place status anywhere mandate A reported" in text.replace(
        "─", ""
    ).replace("  ", " ")
