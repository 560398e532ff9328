"""The commands on inventories in files: what they say, in text and as data, what they write, and what they refuse."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

import aichipcn as acn
from aichipcn.cli import national as command
from aichipcn.cli.national import NEEDS
from tests.unit.commands import data, refusal, run, told

DEPLOYMENTS = """facility,chip,count,installed
lingang,H20,12000,2025-06-01
lingang,910B,20000,2025-06-01
guian,910B,500,2025-09
zhangjiang,,,
"""
FACILITIES = """facility,place,kind,commissioned,operator
lingang,CN-SH,ai-data-centre,2025-06-01,china-telecom
guian,CN-GZ/guiyang,ai-data-centre,2025-09,
zhangjiang,CN-SH,ai-data-centre,2024,
"""
TEN_PROBLEMS = """facility,chip,count,installed
lingang,H2O,12000,2025-06-01
lingang,910B,2.5,2025-06-01
guian,910B,-3,2025-13-01
nowhere,910B,3,
"""


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("deployments.csv").write_text(DEPLOYMENTS, "utf-8")
    Path("facilities.csv").write_text(FACILITIES, "utf-8")
    Path("bad.csv").write_text(TEN_PROBLEMS, "utf-8")
    return tmp_path


NATIONAL = ("national", "deployments.csv", "--facilities", "facilities.csv")
RULE = ("--mandate", "guiyang-new-facilities", "--on", "2027-12-31")


def verdicts(file):
    with duckdb.connect() as connection:
        return connection.sql(f"SELECT * FROM '{file}' ORDER BY ALL").to_arrow_table().to_pylist()


def test_a_run_says_how_many_have_which_verdict_and_where_all_of_them_are():
    done = run(*NATIONAL, "--out", "verdicts.parquet", *RULE)

    assert done.exit_code == 0
    assert done.stderr == ""
    assert done.stdout.startswith("4 deployments in 3 facilities; 2 verdicts in verdicts.parquet\n\nguiyang-new")
    assert "1 compliant" in done.stdout
    assert {(row["facility"], row["status"]) for row in verdicts("verdicts.parquet")} == {
        ("guian", "compliant"),
        ("guian", "indeterminate"),
    }


def test_the_document_of_a_run_has_the_same_counts():
    document = data(*NATIONAL, "--out", "verdicts.parquet", *RULE)

    assert document["format"] == "aichipcn.national/1"
    assert (document["deployments"], document["facilities"], document["parts"]) == (4, 3, 1)
    assert (document["verdicts"], document["out"], document["set-aside"]) == (2, "verdicts.parquet", [])
    assert [row["reading"] for row in document["rows"]] == ["supplied-from-china", "made-in-china"]
    assert [row["days"][0]["counts"] for row in document["rows"]] == [{"compliant": 1}, {"indeterminate": 1}]
    assert document["rows"][0]["days"][0]["on"] == "2027-12-31"
    assert document["rows"][0]["days"][0]["required"]["text"] == "90%"


def test_without_a_day_it_is_the_last_on_which_a_threshold_changes(catalogue):
    document = data(*NATIONAL, "--out", "verdicts.parquet", "--mandate", "shanghai-2027")

    assert document["on"] == ["2027-12-31"]
    assert document["rows"][0]["level"] == "place"


def test_a_verdict_is_that_of_the_objects(catalogue):
    run(*NATIONAL, "--out", "verdicts.parquet", "--mandate", "shanghai-2027", "--on", "2027-12-31")
    found = {row["reading"]: row["status"] for row in verdicts("verdicts.parquet")}
    lingang = acn.Facility(
        slug="lingang",
        name="lingang",
        place=catalogue.places["CN-SH"],
        kind="ai-data-centre",
        commissioned="2025-06-01",
        deployments=(
            acn.Deployment(chip=catalogue.chips["H20"], count=12000, installed="2025-06-01"),
            acn.Deployment(chip=catalogue.chips["910B"], count=20000, installed="2025-06-01"),
        ),
    )
    zhangjiang = acn.Facility(
        slug="zhangjiang",
        name="zhangjiang",
        place=catalogue.places["CN-SH"],
        kind="ai-data-centre",
        commissioned="2024",
        deployments=(acn.Deployment(count=">= 1"),),
    )
    from datetime import date

    fleet = acn.Fleet(slug="both", name="Both", facilities=(lingang, zhangjiang))
    shanghai = catalogue.mandates["shanghai-2027"]
    assert found == {
        reading.name: acn.assess(fleet, shanghai, on=date(2027, 12, 31), reading=reading.name).status.value
        for reading in shanghai.readings
    }


def test_a_reading_leaves_the_others_and_what_has_it_not():
    document = data(*NATIONAL, "--out", "verdicts.parquet", "--reading", "made-in-china", "--on", "2027-12-31")

    assert {row["reading"] for row in document["rows"]} == {"made-in-china"}
    assert {row["reading"] for row in verdicts("verdicts.parquet")} <= {"made-in-china"}


def test_a_level_takes_the_place_of_that_of_the_mandate():
    given = ("--mandate", "shanghai-2027", "--on", "2027-12-31", "--reading", "designed-or-produced")
    document = data(*NATIONAL, "--out", "verdicts.parquet", *given, "--level", "Facility")

    assert document["rows"][0]["level"] == "facility"
    assert document["rows"][0]["days"][0]["counts"] == {"non-compliant": 1, "indeterminate": 1}
    assert {row["facility"] for row in verdicts("verdicts.parquet")} == {"lingang", "zhangjiang"}
    assert refusal(*NATIONAL, "--out", "v.parquet", "--level", "town").startswith("--level: ")


def test_everything_has_the_verdicts_of_what_is_not_covered_too():
    run(*NATIONAL, "--out", "verdicts.parquet", *RULE, "--everything")

    assert {row["facility"] for row in verdicts("verdicts.parquet")} == {"lingang", "guian", "zhangjiang"}


def test_a_file_of_ones_own_is_merged_over_the_catalogue():
    Path("mine.toml").write_text(
        """
[[sources]]
slug = "notice"
title = "Notice"
publisher = "Example"

[[mandates]]
slug = "mine"
title = "Half"
sources = ["notice"]
require = { share-at-least = { 2027-01-01 = "50%" } }

[[mandates.readings]]
name = "designed"
qualifies = { designed-in = "CN" }
""",
        "utf-8",
    )
    document = data(*NATIONAL, "--out", "v.csv", "--file", "mine.toml", "--mandate", "mine", "--on", "2027-12-31")

    (row,) = document["rows"]
    assert row["days"][0]["counts"] == {"compliant": 2, "indeterminate": 1}


def test_a_duckdb_file_takes_its_verdicts_itself():
    with duckdb.connect("inventory.duckdb") as file:
        file.execute(
            "CREATE TABLE deployments AS FROM 'deployments.csv'; CREATE TABLE facilities AS FROM 'facilities.csv'"
        )

    assert "2 verdicts in inventory.duckdb" in told("national", "inventory.duckdb", *RULE)
    with duckdb.connect("inventory.duckdb", read_only=True) as file:
        assert file.sql("SELECT count(*) FROM verdicts").fetchall() == [(2,)]
    assert refusal("national", "inventory.duckdb", *RULE) == (
        "inventory.duckdb: has a table verdicts already, which is replaced only where that is forced"
    )
    assert run("national", "inventory.duckdb", *RULE, "--force").exit_code == 0


def test_bad_rows_are_all_told_or_set_aside():
    bad = ("national", "bad.csv", "--facilities", "facilities.csv", "--out", "v.parquet", *RULE)
    said = refusal(*bad)

    assert said.startswith("4 problems in the tables:\n")
    for words in (
        "'H2O' (1 row, nearest: 'H20')",
        "-3 (1 row), 2.5 (1 row)",
        "'2025-13-01' (1 row)",
        "'nowhere' (1 row)",
    ):
        assert words in said
    assert not Path("v.parquet").exists()

    document = data(*bad, "--set-aside", "bad rows")

    assert document["set-aside"] == [{"file": "bad rows/deployments.parquet", "rows": 4}]
    assert [text.partition(": ")[0] for text in document["findings"]] == [
        "deployments.facility",
        "deployments.chip",
        "deployments.count",
        "deployments.installed",
    ]
    assert all(row["problem"] for row in verdicts("bad rows/deployments.parquet"))
    assert not Path("bad rows/facilities.parquet").exists()
    assert refusal(*bad, "--set-aside", "bad rows", "--force", "--memory", "no size").startswith("memory: ")
    assert "set aside: 4 rows in bad rows/deployments.parquet deployments.facility: 1 row with 1 key" in told(
        *bad, "--set-aside", "bad rows", "--force"
    )


def test_an_inventory_can_be_generated_and_judged():
    done = run("generate-inventory", "made", "--deployments", "200", "--seed", "7")

    assert done.stdout == "made/inventory.parquet\nmade/facilities.parquet\n"
    assert "200 deployments in 8 facilities" in told(
        "national", "made/inventory.parquet", "--facilities", "made/facilities.parquet", "--out", "v.parquet", *RULE
    )
    assert refusal("generate-inventory", "made") == (
        "made/inventory.parquet: is there already, and is replaced only where that is forced"
    )
    before = Path("made/inventory.parquet").read_bytes()
    assert run("generate-inventory", "made", "--deployments", "200", "--seed", "7", "--force").exit_code == 0
    assert Path("made/inventory.parquet").read_bytes() == before
    assert refusal("generate-inventory", "bad.csv") == "bad.csv: cannot be written: File exists"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("no.csv", "--facilities", "facilities.csv"), "no.csv: there is no such file"),
        (("deployments.csv",), "facilities: the facilities are needed too; only a DuckDB file holds both tables"),
        (
            ("deployments.csv", "--facilities", "facilities.csv", "--mandate", "beijng-2027"),
            "no mandate is named 'beijng-2027'; nearest: 'beijing-2027'",
        ),
        (
            ("deployments.csv", "--facilities", "facilities.csv", "--on", "2027"),
            "--on takes a day such as 2027-12-31, got '2027'",
        ),
        (("deployments.csv", "--facilities", "facilities.csv", "--reading", "x"), "no reading is named 'x'"),
        (
            ("deployments.csv", "--facilities", "facilities.csv", "--memory", "much"),
            "memory: a size such as 1GB is needed, got 'much'",
        ),
    ],
)
def test_wrong_usage_is_told(words, said):
    assert refusal("national", *words, "--out", "v.parquet").startswith(said)
    assert not Path("v.parquet").exists()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("narwhals", ("national", "x.csv")),
        ("duckdb", ("national", "x.csv")),
        ("pyarrow", ("national", "x.csv")),
        ("pyarrow", ("generate-inventory", "x")),
        ("numpy", ("generate-inventory", "x")),
    ],
)
def test_without_the_extra_it_is_named(monkeypatch, name, words):
    for module in [module for module in sys.modules if module.startswith("aichipcn.frames")]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, name, None)

    assert refusal(*words) == 'national runs need the extra frames: pip install "aichipcn[frames]"'


def test_other_modules_that_are_not_there_are_no_matter_of_the_extra(monkeypatch):
    with pytest.raises(ModuleNotFoundError, match="no_such_module"), command.needed():
        raise ModuleNotFoundError("no_such_module", name="no_such_module")


def test_other_commands_leave_dataframes_alone():
    code = (
        "import sys; sys.argv = ['aichipcn', 'verdicts', '--mandate', 'beijing-2027']\n"
        "from aichipcn.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        f"found = [name for name in {(*NEEDS, 'pandas', 'polars', 'pyspark')!r} if name in sys.modules]\n"
        "assert found == [], found"
    )
    assert all(importlib.util.find_spec(name) for name in NEEDS)

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
