"""The command: what each of its commands says, in text of any width and as data, and how it ends."""

import builtins
import importlib.util
import json
import os
import re
import subprocess
import sys
from collections import Counter
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

import aichipcn as acn
from aichipcn.cli import main
from aichipcn.report.rows.numbering import marks
from aichipcn.report.rows.overview import yardsticks
from aichipcn.report.rows.plain import percent
from aichipcn.report.text import overview as overview_text
from aichipcn.report.text import page
from aichipcn.values.numbers import grouped
from aichipcn.values.words import in_words
from tests.unit.commands import data, run, told
from tests.unit.epoch_rows import REFUSED_PARTS

ROOT = Path(__file__).parents[2]
CLUSTERS = ROOT / "tests" / "data" / "epoch_gpu_clusters.csv"
HARDWARE = ROOT / "tests" / "data" / "epoch_ml_hardware.csv"
VERDICTS = ("compliant", "non-compliant", "indeterminate", "not-in-force", "not-applicable")
ONE_PROBLEM = "1 problem in the catalogue's files:\n"
SOURCE_KEYS = ["slug", "publisher", "published", "title", "url", "read-at"]

MINE = """
[[sources]]
slug = "paper"
title = "A paper"
publisher = "Press"
note = "read in part"
licence = "CC BY 4.0"

[[sources]]
slug = "other-paper"
title = "Another paper"
publisher = "Press"

[[chips]]
slug = "x-chip"
name = "X chip"
foundry-place = "CN"
rates = { fp16 = ">= 100 TFLOP/s", int8 = "300..400 TOP/s" }
conflicts = [
    { figure = "rates.fp8", value = "200 TFLOP/s", sources = ["paper"] },
    { figure = "foundries", value = "SMIC", sources = ["paper"] },
    { figure = "memory", value = "64 GB", sources = ["paper"] },
    { figure = "power", value = "1 W", sources = ["other-paper"] },
]
cited = { "rates.fp16" = ["paper"], memory = ["paper"], status = ["paper"] }
status = "reported"
sources = ["paper"]

[[chips]]
slug = "y-chip"
name = "Y chip"
designer = "huawei"
sources = ["paper"]

[[claims]]
slug = "x-over-h20"
chip = "x-chip"
reference = "nvidia-h20"
ratio = "0.5"
sources = ["paper"]

[[claims]]
slug = "x-over-h20-again"
chip = "x-chip"
reference = "nvidia-h20"
ratio = "0.9"
sources = ["paper"]

[[claims]]
slug = "x-over-910b"
chip = "x-chip"
reference = "huawei-ascend-910b"
ratio = "1"
sources = ["paper"]

[[facilities]]
slug = "x-site"
name = "X site"
place = "CN-GD"
status = "unknown"
funding = ["state"]
stated-shares = [{ value = "50%..60%", of = "spend", note = "of the year", sources = ["paper"] }]
stated-compute = [{ value = "1 EFLOP/s", format = "fp8", as-of = "2026-01", note = "phase 1", sources = ["paper"] }]
sources = ["paper"]

[[facilities.deployments]]
chip = "x-chip"
count = 10
compute = "1 PFLOP/s"
format = "fp16"
installed = 2026-01-01
retired = 2030-01-01
note = "first"
sources = ["paper"]

[[facilities.deployments]]
chip = "x-chip"
count = 5
sources = ["paper"]

[[mandates]]
slug = "x-peak"
title = "Half the peak of state centres domestic"
level = "operator"
scope = { all = [{ located-in = "CN-GD" }, { funded-by = "state" }] }
measure = { peak = "int8" }
require = { share-at-least = { 2028-06-30 = "50%", 2030-12-31 = "80%" } }
sources = ["paper"]

[[mandates.readings]]
name = "designed"
qualifies = { designed-in = "CN" }
note = "as designed"
"""


@pytest.fixture(autouse=True)
def _in_a_pipe(monkeypatch):
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def mine(tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text(MINE, "utf-8")
    return str(file)


# -- every command, in text and as data

COMMANDS = [
    (("report",), "aichipcn.report/1"),
    (("report", "--place", "Shanghai", "--on", "2027-12-30"), "aichipcn.report/1"),
    (("assess", "china-mobile-harbin", "Beijing 100%", "--as-if-in-scope"), "aichipcn.assess/1"),
    (("explain", "china-mobile-beijing", "beijing-2027"), "aichipcn.explanation/1"),
    (("compute", "pengcheng-cloud-brain-ii", "--peak", "FP16"), "aichipcn.compute/1"),
    (("compute", "Qinghai", "--on", "2026-01-01"), "aichipcn.compute/1"),
    (("chips",), "aichipcn.chips/1"),
    (("chips", "H20"), "aichipcn.chips/1"),
    (("vendors",), "aichipcn.vendors/1"),
    (("vendors", "Cambricon"), "aichipcn.vendors/1"),
    (("facilities",), "aichipcn.facilities/1"),
    (("facilities", "Qinghai"), "aichipcn.facilities/1"),
    (("mandates",), "aichipcn.mandates/1"),
    (("mandates", "guiyang-new-facilities"), "aichipcn.mandates/1"),
    (("mandates", "state-funded-ban"), "aichipcn.mandates/1"),
    (("incentives",), "aichipcn.incentives/1"),
    (("incentives", "power-subsidy"), "aichipcn.incentives/1"),
    (("lists",), "aichipcn.lists/1"),
    (("lists", "anke-ai-chips"), "aichipcn.lists/1"),
    (("compare", "H20", "H100", "910B"), "aichipcn.beside/1"),
    (("compare", "H20", "910C", "huawei-ascend-920", "--workload", "decode:llama-3.1-8b"), "aichipcn.beside/1"),
    (("compute", "Qinghai", "--workload", "decode:deepseek-v3", "--reference", "H20"), "aichipcn.compute/1"),
    (
        ("frontier", "20 MW", "--foreign", "H20", "--domestic", "910C", "--workload", "decode:llama-3.1-8b"),
        "aichipcn.frontier/1",
    ),
    (("suits", "910C", "training"), "aichipcn.fitness/1"),
    (("classify", "H20", "--on", "2025-05-01"), "aichipcn.classification/1"),
    (("classify", "910D", "--on", "2026-02-01", "--explain"), "aichipcn.explanation/1"),
    (("classify", "H100"), "aichipcn.classifications/1"),
    (("classify", "H20", "L20", "910B", "H100"), "aichipcn.classifications/1"),
    (("rules",), "aichipcn.rules/1"),
    (("rules", "October 2023 rule"), "aichipcn.rules/1"),
    (("rules", "us-2026-01"), "aichipcn.rules/1"),
    (("chips", "samsung-hbm2-8gb"), "aichipcn.chips/1"),
    (("sources", "federal-register-2023-23055"), "aichipcn.sources/1"),
    (("transformers",), "aichipcn.transformers/1"),
    (("transformers", "Kimi K2"), "aichipcn.transformers/1"),
    (("utilisations",), "aichipcn.utilisations/1"),
    (("utilisations", "palm-540b-mfu"), "aichipcn.utilisations/1"),
    (("verdicts", "--on", "2027-12-31"), "aichipcn.verdicts/1"),
    (("verdicts", "--mandate", "shanghai-2027"), "aichipcn.verdicts/1"),
    (("sources",), "aichipcn.sources/1"),
    (("sources", "trendforce-2025-08-21"), "aichipcn.sources/1"),
]


@pytest.mark.parametrize(("command", "name"), COMMANDS, ids=[" ".join(command) for command, _ in COMMANDS])
def test_every_command_says_the_same_in_text_and_as_data(command, name, catalogue):
    plain, document = run(*command, width=600), data(*command)

    assert plain.exit_code == 0
    assert document["format"] == name
    assert document["version"] == acn.__version__
    assert document["fingerprint"] == catalogue.fingerprint
    assert f"aichipcn {acn.__version__}, catalogue {catalogue.fingerprint[:12]}" in plain.stdout
    shown_text = re.sub(r"\s+", "", plain.stdout)
    for text in _names_in(document):
        assert re.sub(r"\s+", "", text) in shown_text


def _names_in(document):
    """The names that a reader of the data would look for in the text."""
    for kind in ("chips", "vendors", "facilities"):
        for item in document.get(kind, ()):
            if isinstance(item, dict):
                yield item["name"]
    kinds = ("rules", "events") if document["format"] == "aichipcn.rules/1" else ("mandates", "sources")
    for kind in kinds:
        yield from (item["title"] for item in document.get(kind, ()))
    for item in document.get("cited-by", ()):
        yield from item["values"]
    if "verdict" in document:
        yield document["verdict"]["status"]
    if document.get("short", "unknown") != "unknown":
        yield document["total"]["text"]


@pytest.mark.parametrize("width", [60, 70, 80, 90, 100, 140])
def test_no_width_breaks_a_word_of_a_table(width):
    words = [
        row["value"]["text"] for item in data("chips")["chips"] for row in item["figures"] if row["figure"] == "status"
    ]
    text = run("chips", width=width).stdout

    for word in set(words):
        assert len(re.findall(rf"\b{word}\b", text)) == words.count(word)


@pytest.mark.parametrize("width", [60, 80, 100, 120, 160, 200])
def test_at_every_width_the_report_has_every_verdict_and_share(width):
    document, text = data("report"), run("report", width=width).stdout
    table = re.sub(r"\s+", " ", text[text.index("Single sites") : text.index("Verdicts, counted")])

    for word in ("compliant", "non-compliant", "indeterminate"):
        expected = sum(item["status"] == word for row in document["facilities"] for item in row["verdicts"])
        legend = word == "indeterminate"
        turned = table.count(f"(else {word}") + table.count(f", {word})")
        assert len(re.findall(rf"(?<![\w-]){word}(?![\w-])", table)) == expected + legend + turned
    assert table.count("85% to 100%") == 4


# -- the report


def verdict_of(document, facility, mandate):
    (row,) = [item for item in document["facilities"] if item["slug"] == facility]
    (verdict,) = [item for item in row["verdicts"] if item["mandate"] == mandate]
    return row, verdict


def test_the_real_numbers_of_the_report(catalogue):
    document = data("report")

    row, _ = verdict_of(document, "pengcheng-cloud-brain-ii", "shanghai-2027")
    assert row["peak"]["total"]["low"] == {"exact": "1048576000000000000", "float": 1.048576e18}
    assert row["peak"]["short"] == "1.048576"
    row, _ = verdict_of(document, "china-unicom-sanjiangyuan", "shanghai-2027")
    assert [item["short"] for item in row["peak"]["stated"]] == ["3.579", "3.479"]
    known = acn.effective_compute(catalogue.facilities["Qinghai"], acn.Peak("fp16")).total.value
    assert row["peak"]["total"]["low"]["exact"] == str(known.low)
    assert row["peak"]["total"]["high"] is None
    assert row["peak"]["short"].startswith("at least 0.")
    _, seventy = verdict_of(document, "china-mobile-hohhot", "shanghai-2027")
    _, ninety = verdict_of(document, "china-mobile-hohhot", "guiyang-new-facilities")
    assert (seventy["status"], ninety["status"]) == ("compliant", "indeterminate")
    assert seventy["share"] == {
        "low": {"exact": "17/20", "float": 0.85},
        "high": {"exact": "1", "float": 1.0},
        "text": "85% to 100%",
    }
    for mandate in ("shanghai-2027", "beijing-2027", "guiyang-new-facilities"):
        assert verdict_of(document, "china-mobile-harbin", mandate)[1]["status"] == "compliant"
    _, beijing = verdict_of(document, "china-mobile-beijing", "beijing-2027")
    assert beijing["status"] == "non-compliant"
    assert beijing["required"] == {
        "bound": "share-at-least",
        "exact": "1",
        "float": 1.0,
        "unit": "",
        "text": "100%",
        "words": "at least 100%",
    }
    assert beijing["shortfall"]["add"] is None
    assert beijing["shortfall"]["swap"]["low"] == {"exact": "2680", "float": 2680.0}
    assert beijing["in-scope"] == "true"


def test_the_report_shows_the_real_numbers_to_people():
    text = run("report", width=180).stdout

    for line in (
        r"Pengcheng Cloud Brain II \[[\d,-]+\] +Shenzhen, Guangdong( +compliant){4} +1\.048576",
        r"7,084… H20e",
        r"China Mobile Beijing \(Changping\) +Changping, Beijing( +non-compliant){4} +unknown",
        r"Computing Centre \[\d+\] +4,000 x chips of unknown model( +33%){4} +stated at least 1",
        r"China Mobile Harbin Intelligent Computing +Harbin, Heilongjiang( +compliant){4} +unknown",
        r"stated 3\.579 \?†",
        r"stated 3\.479 \?†",
        r"shanghai-2027 +beijing-2027 +facilities +needs more than",
        r"needs 70% +needs 100% +needs 90% +50%",
    ):
        assert re.search(line, text), line


def test_the_head_says_what_is_judged_and_by_which_sources(catalogue):
    text = told("report")

    number = len(catalogue.facilities)
    assert text.startswith(f"Chinese mandates on AI chips, held against {number} facilities on 2027-12-31 ")
    assert "shanghai-2027 At least 70% of data-centre chips in Shanghai domestic by 2027 [1-3]" in text
    assert "requires at least 70% on this date (70% from 2027-12-31)" in text
    assert "facilities located in Shanghai and of the kind data-centre and that are a site; judged over" in text
    assert "reading designed-or-produced: designed in China or produced in China (and 3 others)" in text
    assert "as if the mandate applied to it, wherever it stands" in text
    assert (
        "[1] TrendForce, 2025-08-21: China Accelerates AI Chip Independence Drive, Reportedly Aiming 70%"
        " Self-Sufficiency by 2027 https://www.trendforce.com/news/?p=44151" in text
    )


def test_regions_and_programmes_stand_apart_from_sites(catalogue):
    text = run("report").stdout
    single = sum(item.extent.value == "site" for item in catalogue.facilities)
    many = len(catalogue.facilities) - single
    sites, _, totals = text.partition(f"Regions and programmes: totals of many sites ({many})")

    for name in ("Qingyang cluster", "Zhongwei cluster", "Xinjiang/Qinghai planned"):
        assert name not in sites
        assert name in totals
    assert f"Single sites ({single})" in sites
    assert [row["extent"] == "site" for row in data("report")["facilities"]] == [True] * single + [False] * many


def test_a_cell_says_that_its_verdict_turns_on_the_reading():
    turning = sum(item["turns-on-reading"] for row in data("report")["facilities"] for item in row["verdicts"])
    table = run("report", width=200).stdout.partition("Single sites")[2].partition("indeterminate: facts")[0]

    assert turning > 0
    assert table.count("turns on reading") == turning


def test_an_address_is_whole_however_narrow_the_page():
    lines = run("report", width=60).stdout.splitlines()

    for item in data("report")["sources"]:
        if item["url"]:
            assert f"     {item['url']}" in lines


def test_the_verdicts_proper_are_given_under_every_reading(catalogue):
    document, text = data("report"), told("report")

    (shanghai,) = [item for item in document["applies"] if item["mandate"] == "shanghai-2027"]
    assert [item["reading"] for item in shanghai["readings"]] == [
        "designed-or-produced",
        "designed-and-produced",
        "designed-or-produced-from-2027-01-01",
        "designed-and-produced-from-2027-01-01",
    ]
    places = [item.place for item in catalogue.facilities if item.extent.value == "site"]
    certain = sum(place is not None and place.lies_in("CN-SH") for place in places)
    perhaps = sum(place is None or place.code == "CN" for place in places)
    assert shanghai["in-scope"] == {"certain": certain, "perhaps": perhaps}
    assert {item["status"] for item in shanghai["readings"]} == {"indeterminate"}
    assert {
        "field": "inventory",
        "of": ["Alibaba Jinshan East China computing centre"],
        "settles": ["Alibaba Jinshan East China computing centre"],
    } in shanghai["would-decide"]
    (beijing,) = [item for item in document["applies"] if item["mandate"] == "beijing-2027"]
    assert {item["status"] for item in beijing["readings"]} == {"non-compliant"}
    assert (
        f"Shanghai under shanghai-2027, which needs 70%: {certain} facilities in scope, {perhaps} more perhaps" in text
    )
    assert "The verdict is the same under all 4 readings." in text
    assert "inventory of Alibaba Jinshan East China computing centre (could settle it alone)" in text


def test_where_a_verdict_turns_on_the_reading_it_says_so():
    document = data("report", "--on", "2027-06-30")
    text = told("report", "--on", "2027-06-30")

    (beijing,) = [item for item in document["applies"] if item["mandate"] == "beijing-2027"]
    assert beijing["turns-on-reading"]
    assert {item["status"] for item in beijing["readings"]} == {"not-in-force", "non-compliant"}
    assert "The verdict turns on the reading." in text
    _, harbin = verdict_of(document, "china-mobile-harbin", "shanghai-2027")
    assert harbin["by-reading"] == {
        "designed-or-produced": "not-in-force",
        "designed-and-produced": "not-in-force",
        "designed-or-produced-from-2027-01-01": "compliant",
        "designed-and-produced-from-2027-01-01": "indeterminate",
    }
    assert "compliant as designed-or-produced-from-2027-01-01" in text
    assert "requires nothing on this date; next 70% from 2027-12-31" in text


def test_a_reading_is_taken_where_a_mandate_has_it():
    document = data("report", "--reading", "Designed and produced")

    taken = {item["slug"]: item["reading"] for item in document["mandates"]}
    assert [taken[slug] for slug in document["yardsticks"]] == [
        "designed-and-produced",
        "designed-and-produced",
        "supplied-from-china",
        "designed-and-produced",
    ]
    for row in document["facilities"]:
        assert [item["reading"] for item in row["verdicts"]] == [taken[slug] for slug in document["yardsticks"]]


def test_the_mandates_to_judge_by_are_chosen_by_name():
    document = data("report", "--mandate", "Document 79", "--mandate", "shanghai-2027", "--on", "2027-12-31")

    assert document["yardsticks"] == [item["slug"] for item in document["mandates"]] == ["document-79", "shanghai-2027"]
    assert {item["mandate"] for item in document["applies"]} == {"document-79", "shanghai-2027"}
    assert data("report", "--mandate", "national-grid-80")["on"] == "2028-12-31"
    with pytest.raises(acn.AichipcnError, match="no mandate is named 'shanghai'"):
        run("report", "--mandate", "shanghai")


def test_a_place_only_chooses_what_is_shown():
    everywhere, shanghai = data("report"), data("report", "--place", "shanghai")

    assert {item["place"]["code"] for item in shanghai["facilities"]} == {"CN-SH/jinshan", "CN-SH/lingang"}
    of_the_city = [item for item in shanghai["applies"] if item["mandate"] == "shanghai-2027"]
    assert of_the_city == [item for item in everywhere["applies"] if item["mandate"] == "shanghai-2027"]
    assert not [item for item in shanghai["applies"] if item["mandate"] == "beijing-2027"]
    assert "beijing-2027: nothing here is known to be in its scope on the date." in told("report", "--place", "CN-SH")


def test_counts_are_those_of_the_verdicts(catalogue):
    counts, text = data("report")["counts"], run("report").stdout

    for mandate in yardsticks(catalogue):
        expected = Counter(
            acn.assess(item, mandate, on=date(2027, 12, 31), as_if_in_scope=True).status.value
            for item in catalogue.facilities
        )
        assert counts[mandate.slug] == expected
        for status, number in expected.items():
            assert re.search(rf"  {mandate.slug}: .*\b{number} {status}\b", text)


def test_sources_are_objects_numbered_as_the_foot_lists_them():
    document = data("report")

    numbers = {item["slug"]: item["number"] for item in document["sources"]}
    assert list(numbers.values()) == list(range(1, len(numbers) + 1))
    for row in (*document["mandates"], *document["facilities"]):
        for item in row["sources"]:
            assert list(item) == ["number", *SOURCE_KEYS]
            assert item["number"] == numbers[item["slug"]]


# -- Epoch AI's files


def test_one_command_judges_epochs_chinese_systems_and_counts_the_reasons():
    document = data("report", CLUSTERS, "--place", "China")
    done = run("report", CLUSTERS, "--place", "China")

    assert document["imports"] == [
        {
            "file": "epoch_gpu_clusters.csv",
            "taken": 253,
            "refused": REFUSED_PARTS,
        }
    ]
    assert sum(item["name"].endswith("(Epoch AI)") for item in document["facilities"]) == 253
    assert "epoch_gpu_clusters.csv: 253 entries taken" in done.stdout
    assert "  253 x no chip stated\n  35 x no 16-bit rate: compute unknown\n" in done.stdout


def test_facilities_without_detail_are_counted_and_listed_on_request():
    short, full = run("report", CLUSTERS, "--place", "CN"), run("report", CLUSTERS, "--place", "CN", "--all")
    text = re.sub(r"\s+", " ", short.stdout)

    counted = [int(number) for number in re.findall(r"  (\d+) facilities: indeterminate; not known:", short.stdout)]
    assert sum(counted) >= 250
    assert "162 facilities: indeterminate; not known: count, designer, foundry, inventory, supplier" in text
    assert re.search(
        r"guiyang-new-facilities, which needs 90%: \d+ facilities are perhaps in its scope; not known: place", text
    )
    assert len(short.stdout.splitlines()) < 800
    assert "System 253 (Epoch AI)" not in short.stdout
    assert "System 253 (Epoch AI)" in full.stdout
    assert "facilities: indeterminate; not known" not in full.stdout


def test_all_countries_are_taken_where_no_place_is_asked_for():
    document = data("report", CLUSTERS, "--mandate", "shanghai-2027")

    assert document["imports"][0]["taken"] > 700


def test_a_file_of_chips_adds_chips():
    document = data("report", HARDWARE)

    assert document["imports"][0]["file"] == "epoch_ml_hardware.csv"
    assert len(document["facilities"]) == len(data("report")["facilities"])


# -- one verdict


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("china-mobile-beijing", "beijing-2027"), 3),
        (("china-mobile-hohhot", "guiyang-new-facilities", "--as-if-in-scope"), 4),
        (("china-mobile-harbin", "beijing-2027", "--as-if-in-scope"), 0),
        (("china-mobile-harbin", "beijing-2027"), 0),
        (("china-mobile-beijing", "beijing-2027", "--on", "2026-01-01"), 0),
    ],
)
def test_exit_codes_say_the_verdict(words, code):
    assert run("assess", *words).exit_code == code
    assert run("assess", *words, "--json").exit_code == code


def test_one_verdict_in_words_and_as_data():
    text = told("assess", "china-mobile-hohhot", "guiyang-new-facilities", "--as-if-in-scope")
    document = data("assess", "china-mobile-hohhot", "guiyang-new-facilities", "--as-if-in-scope")

    for words in (
        "under guiyang-new-facilities, as if in its scope, read as supplied-from-china, on 2027-12-31",
        "verdict indeterminate",
        "share 85% to 100%",
        "required 90%",
        "shortfall at most add 10,000 or swap 1,000",
        "mandate Of chips installed in facilities located in Guiyang",
        "(could settle it alone)",
    ):
        assert words in text
    verdict = document["verdict"]
    assert verdict["shortfall"]["add"]["low"]["exact"] == "10000"
    assert [item["field"] for item in verdict["would-decide"] if item["settles"]] == ["domestic share"]
    assert [list(item) for item in document["sources"]] == [SOURCE_KEYS] * 5


def test_before_a_milestone_the_next_one_is_shown():
    text = told("assess", "china-mobile-harbin", "shanghai-2027", "--as-if-in-scope", "--on", "2026-01-01")
    document = data("assess", "china-mobile-harbin", "shanghai-2027", "--as-if-in-scope", "--on", "2026-01-01")

    assert "verdict not in force" in text
    assert "required nothing on this date next milestone 70% from 2027-12-31" in text
    assert document["verdict"]["next-milestone"]["on"] == "2027-12-31"
    assert document["verdict"]["required"] is None


def test_headroom_is_shown_where_there_is_some():
    text = told("assess", "pengcheng-cloud-brain-ii", "shanghai-2027", "--as-if-in-scope")

    # 4,096 qualifying of 4,096 + h is at least 70% up to h = 4,096 / 0.7 - 4,096 = 1,755.4
    assert "headroom 1,755" in text


def test_an_explanation_is_a_tree_with_its_sources_by_number():
    text = run("explain", "china-mobile-beijing", "beijing-2027").stdout
    document = data("explain", "china-mobile-beijing", "beijing-2027")

    assert text.startswith("China Mobile Beijing (Changping) Computing Centre: non-compliant with beijing-2027")
    assert "├── reading: designed-or-produced" in text
    assert "located in Beijing" in text
    assert "CN-BJ" not in text
    assert "[1] TrendForce, 2025-08-21" in text
    assert "located in CN-BJ" in document["explanation"]["children"][0]["text"]
    assert run("explain", "china-mobile-beijing", "beijing-2027").exit_code == 0


# -- compute


def test_compute_by_peak():
    text, document = (
        told("compute", "pengcheng-cloud-brain-ii", "--peak", "fp16"),
        data("compute", "pengcheng-cloud-brain-ii", "--peak", "fp16"),
    )

    assert "total 1.048576 EFLOP/s" in text
    assert "Huawei Ascend 910 4,096 256 TFLOP/s 1.048576 EFLOP/s" in text
    assert "1 EFLOP/s (FP16) [1,2]" in text
    assert document["total"]["low"]["float"] == 4096 * 256e12
    assert document["lower-bound"] is False


def test_compute_by_claims_says_what_is_not_counted_and_both_stated_totals(catalogue):
    text = told("compute", "Qinghai")
    model = acn.ClaimedPerformance(reference=catalogue.chips["H20"], claims=catalogue.claims)
    delivered = acn.effective_compute(catalogue.facilities["Qinghai"], model)

    assert str(delivered) == "unknown H20-equivalents (claims; workload not stated)"
    assert "total unknown: nothing of it can be counted on this basis, in H20-equivalents" in text
    assert delivered.unknown
    for item in delivered.unknown:
        assert f"{item.count.low:,} x {item.what}: {item.reason}" in text
    assert "3.579 EFLOP/s (number format not stated; as of 2025-09; Reuters; the sum of the four parts)" in text
    assert "3.479 EFLOP/s (number format not stated; as of 2025-09; the total that the Chinese table of" in text
    parts = data("compute", "Qinghai")["stated-parts"]
    assert [item["value"]["low"]["float"] / 1e15 for item in parts] == [1945, 984, 450, 200]
    for part in ("16,384 x Alibaba T-Head Zhenwu 810E (PPU): 1.945 EFLOP/s (number format not stated; 1,024 servers)",):
        assert part in text


def test_nothing_counted_is_unknown_and_not_zero():
    text = told("compute", "baidu-yangquan")

    assert "total unknown: nothing of it can be counted on this basis, in H20-equivalents" in text
    assert "Baidu Yangquan: inventory unknown" in text
    assert "Stated by sources" not in told("compute", "shaoguan-zhenwu")


def test_claims_that_contradict_each_other_are_shown_with_both_sources(mine):
    text = told("compute", "x-site", "--file", mine)
    document = data("compute", "x-site", "--file", mine)

    (line,) = document["contributions"]
    assert {tuple(claim["slug"] for claim in path["claims"]) for path in line["paths"]} == {
        ("x-over-h20",),
        ("x-over-h20-again",),
        ("x-over-910b", "nikkei-910b-h20"),
    }
    assert line["contradictions"]
    for pair in line["contradictions"]:
        for path in pair.values():
            assert all(claim["sources"] for claim in path["claims"])
    assert "These contradict each other, and the rate spans both:" in text
    assert re.search(r"X chip = 0\.5 x NVIDIA H20 \[1\] against X chip = 0\.9 x NVIDIA H20 \[1\]", text)
    assert re.search(r"X chip = 1 x Huawei Ascend 910B \[1\], then Huawei Ascend 910B = 0\.85 x NVIDIA H20", text)
    assert ": 0.85 in all" in text


def test_another_reference_and_a_day():
    document = data("compute", "shenzhen-autonomous-cluster", "--reference", "910B", "--on", "2026-01-01")

    assert document["basis"]["unit"] == "910B-equivalents"
    assert document["on"] == "2026-01-01"
    assert document["total"]["text"] == "0"


# -- entries


def test_a_chip_shows_every_figure_with_its_doubt_conflicts_and_sources(catalogue):
    document, text = data("chips", "910B"), told("chips", "910B", width=140)
    (item,) = document["chips"]
    figures = {row["figure"]: row for row in item["figures"]}

    assert figures["rates.fp16"]["value"]["text"] == "320 (280 to 400) TFLOP/s"
    assert figures["rates.fp16"]["doubt"] == "best value in a range"
    rivals = [rival.value for rival in catalogue.chips["910B"].conflicts if rival.figure == "rates.fp16"]
    assert rivals
    assert [rival["value"] for rival in figures["rates.fp16"]["conflicts"]] == rivals
    assert figures["die-area"]["value"]["text"] == "665.61 mm²"
    assert {rival.figure for rival in catalogue.chips["910B"].conflicts} <= {
        row["figure"] for row in figures.values() if row["conflicts"]
    }
    assert all(row["sources"] for row in figures.values())
    assert "FP16 rate, dense 320 (280 to 400) TFLOP/s best value in a range" in text
    assert "TPP at least 4,480 (from its FP16 rate)" in text


def test_a_chip_of_ones_own_of_which_little_is_known(mine):
    document, text = data("chips", "x-chip", "--file", mine), told("chips", "x-chip", "--file", mine)
    figures = {row["figure"]: row for row in document["chips"][0]["figures"]}

    assert figures["rates.fp16"]["doubt"] == "lower bound"
    assert figures["rates.int8"]["value"]["text"] == "300 to 400 TOP/s"
    assert figures["rates.int8"]["doubt"] == "range"
    for name in ("rates.fp8", "foundries", "memory"):
        assert figures[name]["value"] is None
        assert figures[name]["doubt"] == "disputed"
    assert "designer not known" in text
    assert "foundries not named, in China" in text
    assert "memory left open disputed 64 GB [1]" in text
    assert "foundries not known" in told("chips", "y-chip", "--file", mine)
    assert "TPP not known" in told("chips", "y-chip", "--file", mine)
    assert told("chips", "--file", mine).count("Y chip") == 1


def test_chips_by_designer_and_place(catalogue):
    huawei = {item.slug for item in catalogue.chips if item.designer is catalogue.vendors["huawei"]}

    assert {item["slug"] for item in data("chips", "--designer", "Huawei")["chips"]} == huawei
    chinese = {item["slug"] for item in data("chips", "--place", "China")["chips"]}
    assert huawei < chinese
    assert "nvidia-h20" not in chinese


def test_a_facility_shows_all_that_is_stated_of_it(mine):
    text = told("facilities", "x-site", "--file", mine)

    assert "funding state" in text
    assert "10 x X chip (1 PFLOP/s stated in FP16; installed 2026-01-01; retired 2030-01-01; first)" in text
    assert "5 x X chip " in text
    assert "stated share 50% to 60% domestic, of spend (of the year)" in text
    assert "stated compute 1 EFLOP/s (FP8; 2026-01; phase 1)" in text
    assert "operator not known" in text
    assert run("facilities", "x-site", "--place", "Beijing", "--file", mine).stdout == ""


def test_a_mandate_in_sentences(mine):
    text = told("mandates", "x-peak", "--file", mine)

    assert (
        "designed Of INT8 peak installed in facilities located in Guangdong and with state funds, at least 50% from"
        " 2028-06-30, 80% from 2030-12-31 must be designed in China. as designed"
        " Shares that sources state are not used." in text
    )


def test_a_mandate_on_operators_and_a_measure_of_rates_in_the_report(mine):
    document, text = data("report", mine), told("report", mine)
    _, verdict = verdict_of(document, "x-site", "x-peak")

    assert document["on"] == "2030-12-31"
    assert verdict["required"]["text"] == "80%"
    assert verdict["headroom"]["low"]["exact"] == "0"
    assert "judged over each operator" in text
    assert "status not known" in text
    assert "stated 1 FP8†" in text
    wide = run("report", mine, width=119).stdout
    assert "x-peak" in wide.split("facility  ")[0]


def test_sources_are_listed_by_publisher_with_the_attribution():
    text = run("sources", width=140).stdout
    document = data("sources")

    assert "Self-Sufficiency by 2027, 2025-08-21\n    trendforce-2025-08-21\n    https://www.trend" in text
    assert "\nTrendForce\n" in text
    assert "CC BY 4.0" in text
    assert "https://epoch.ai/data/gpu-clusters" in document["attribution"]
    publishers = [item["publisher"].lower() for item in document["sources"]]
    assert publishers == sorted(publishers)


def test_a_source_shows_each_value_that_rests_on_it(mine):
    rows = {
        (row["kind"], row["entry"], row["part"]): row["values"]
        for row in data("sources", "trendforce-2025-08-21")["cited-by"]
    }

    assert rows["mandate", "shanghai-2027", "whole entry"] == ["at least 70% from 2027-12-31"]
    (claim,) = rows["claim", "nikkei-910b-h20", "whole entry"]
    assert claim.startswith("Huawei Ascend 910B to NVIDIA H20: 0.85 (")
    assert rows["claim", "nikkei-920-h20", "whole entry"][0].startswith("Huawei Ascend 920 to NVIDIA H20: no figure (")
    assert any("42%" in value for key, values in rows.items() if key[0] == "observation" for value in values)
    assert any("supplies DeepSeek" in value for key, values in rows.items() if key[1] == "huawei" for value in values)
    mine_rows = {
        (row["entry"], row["part"]): row["values"] for row in data("sources", "paper", "--file", mine)["cited-by"]
    }
    parts = [value for values in mine_rows.values() for value in values]
    for value in (
        "rates.fp16: at least 100 TFLOP/s",
        "memory: not stated",
        "status: reported",
        "rates.fp8: 200 TFLOP/s",
        "10 x X chip",
        "50% to 60% domestic (of the year)",
        "1 EFLOP/s FP8 (phase 1)",
        "no figures",
    ):
        assert value in parts
    assert "power: 1 W" not in parts
    assert "not dated" in told("sources", "paper", "--file", mine)


# -- how it ends


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("report", "--on", "2027"), "--on takes a day such as 2027-12-31, got '2027'"),
        (("report", "--on", "2027-02-30"), "--on takes a day such as 2027-12-31, got '2027-02-30'"),
        (("compute", "china-mobile-harbin", "--on", "soon"), "--on takes a day such as 2027-12-31, got 'soon'"),
        (("report", "--place", "Shangai"), "no place is named 'Shangai'; nearest: 'Shanghai'"),
        (("report", "--reading", "strict"), "no reading is named 'strict'"),
        (("report", "--reading", "made-in-chin"), "no reading is named 'made-in-chin'; nearest: 'made-in-china'"),
        (("report", "none.toml"), f"{ONE_PROBLEM}none.toml: cannot be read: No such file or directory"),
        (("report", "none.csv"), f"{ONE_PROBLEM}none.csv: cannot be read: No such file or directory"),
        (("report", "."), f"{ONE_PROBLEM}.: cannot be read: Is a directory"),
        (
            ("compute", "china-mobile-harbin", "--peak", "fp17"),
            "--peak: unknown value 'fp17'; nearest: 'fp16';"
            " allowed: fp64, fp32, tf32, fp16, bf16, fp8, fp4, int32, int16, int8, int4",
        ),
        (
            ("compute", "Qinghai", "--peak", "fp16", "--reference", "Zhenwu 810E"),
            "reference: no equivalents: Alibaba T-Head Zhenwu 810E (PPU) has no sourced FP16 rate;"
            " formats with one: none",
        ),
        (("compute", "Qinghai", "--reference", "H21"), None),
        (("chips", "--designer", "Huawai"), None),
        (("assess", "china-mobile-harbn", "beijing-2027"), None),
        (("explain", "china-mobile-harbin", "beijing-2026"), None),
        (("explain", "china-mobile-harbin", "beijing-2027", "--reading", "made-in-china"), None),
        (("sources", "trendforce"), None),
    ],
)  # fmt: skip
def test_bad_input_gives_its_error_and_nothing_else(words, message, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["aichipcn", *words])

    with pytest.raises(SystemExit) as ended:
        main()

    out, err = capsys.readouterr()
    assert ended.value.code == 1
    assert out == ""
    if message is None:
        assert re.fullmatch(r"no \w+ is named '[\w-]+'(; nearest: .+)?\n", err)
    else:
        assert err == f"{message}\n"


@pytest.mark.parametrize(("words", "code"), [((), 2), (("assess",), 2), (("report", "--bogus"), 2), (("--help",), 0)])
def test_wrong_usage_ends_with_two(words, code):
    assert run(*words).exit_code == code


def test_help_documents_the_exit_codes():
    for words in (("--help",), ("assess", "--help")):
        text = told(*words)
        assert "1 bad input, 2 wrong usage, 3 non-compliant, 4 indeterminate" in text


def test_without_its_extra_the_command_says_what_to_install(monkeypatch):
    genuine = builtins.__import__

    def without(name, *rest, **more):
        if name == "aichipcn.cli.commands":
            raise ModuleNotFoundError(name="rich")
        return genuine(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(SystemExit, match=re.escape('the command needs an extra: pip install "aichipcn[cli]"')):
        main()


def test_another_missing_module_is_no_missing_extra(monkeypatch):
    genuine = builtins.__import__

    def without(name, *rest, **more):
        if name == "aichipcn.cli.commands":
            raise ModuleNotFoundError(name="attrs")
        return genuine(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ModuleNotFoundError):
        main()


def test_importing_the_command_needs_no_extra():
    code = (
        "import sys; sys.modules['typer'] = None; sys.modules['rich'] = None;import aichipcn.cli; aichipcn.cli.main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == 'the command needs an extra: pip install "aichipcn[cli]"\n'


def test_a_reader_who_leaves_early_is_no_error(monkeypatch):
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w", encoding="utf-8") as out:
        monkeypatch.setattr(sys, "stdout", out)
        page.show("said to nobody")


def test_a_broken_pipe_leaves_no_trace():
    done = subprocess.run(
        f"{sys.executable} -m aichipcn report | head -1; echo ${{PIPESTATUS[0]}}",
        shell=True,
        executable="/bin/bash",
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.splitlines()[1] == "0"
    assert done.stderr == ""


def test_an_encoding_without_our_signs_loses_them_and_nothing_else():
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    words = [sys.executable, "-m", "aichipcn", "report"]
    text = subprocess.run(words, capture_output=True, env=environment, check=True).stdout.decode("ascii")
    document = subprocess.run([*words, "--json"], capture_output=True, env=environment, check=True).stdout

    assert "non-compliant" in text
    assert json.loads(document.decode("ascii"))["facilities"] == data("report")["facilities"]


# -- the page


def test_a_pipe_is_120_wide_and_colourless(capsys):
    assert page.console().width == 120
    page.show(page.status("compliant"))
    assert capsys.readouterr().out == "compliant\n"


def test_columns_set_the_width_of_a_pipe_down_to_60(monkeypatch):
    for columns, width in (("80", 80), ("30", 60)):
        monkeypatch.setenv("COLUMNS", columns)
        assert page.console().width == width


def test_a_terminal_has_colours_and_words_too_unless_told_otherwise(monkeypatch, capsys):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    page.show(page.status("non-compliant"))
    assert capsys.readouterr().out == "\x1b[1;31mnon-compliant\x1b[0m\n"
    monkeypatch.setenv("NO_COLOR", "1")
    page.show(page.status("non-compliant"))
    assert "31m" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (1_234_567_890, "1,234,567,890"),
        (Fraction(1, 4), "0.25"),
        (Fraction(1, 3), "0.3333333…"),
        (Fraction(2, 3), "0.6666666…"),
        (Fraction(12345678, 10), "1,234,567…"),
        (Fraction(256, 10**6), "0.000256"),
    ],
)
def test_numbers_are_cut_and_never_rounded(number, text):
    assert grouped(number) == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("148 TFLOP/s", "148 TFLOP/s"),
        ("280..400 TFLOP/s", "280 to 400 TFLOP/s"),
        ("320 (280..400) TFLOP/s", "320 (280 to 400) TFLOP/s"),
        (">= 1.4", "at least 1.4"),
        ("<= 2000 PFLOP/s", "up to 2 EFLOP/s"),
    ],
)
def test_figures_are_said_in_words(text, words):
    assert in_words(acn.Estimate.parse(text)) == words


def test_a_share_without_an_upper_end_ends_at_the_whole():
    assert percent(acn.Estimate.parse(">= 85%")) == "85% to 100%"
    assert percent(acn.Estimate.parse("33%")) == "33%"


def test_sources_are_marked_by_runs():
    assert marks({"number": number} for number in (9, 3, 4, 5, 1)) == "[1,3-5,9]"
    assert marks({"number": number} for number in (1, 2)) == "[1,2]"
    assert marks([]) == ""


@pytest.fixture(scope="module")
def capture():
    spec = importlib.util.spec_from_file_location("capture", ROOT / "docs" / "capture.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def words(svg):
    return re.findall(r"<t(?:ext|span)[^>]*>([^<]*)</t", svg)


def test_the_chart_of_the_readme_is_not_stale(capture):
    assert words(capture.CHART.read_text("utf-8")) == words(capture.charted()), "run: python docs/capture.py"
    assert "0.85" in words(capture.charted())


def test_the_picture_of_the_report_is_not_stale(capture):
    assert words(capture.PICTURE.read_text("utf-8")) == words(capture.drawn()), "run: python docs/capture.py"
    assert any("China" in word for word in words(capture.drawn()))
    assert "http://www.w3.org/2000/svg" in capture.drawn()
    assert "font-face" not in capture.drawn()


@pytest.mark.parametrize(
    ("settles", "words"),
    [
        ([], "count of a; b"),
        (["a"], "count of a; b (1 of them could settle it alone)"),
        (["a", "b"], "count of a; b (any could settle it alone)"),
    ],
)
def test_of_several_facts_it_is_told_how_many_could_settle_alone(settles, words):
    item = {"field": "count", "of": ["a", "b"], "settles": settles}

    assert overview_text._fact(item) == words
