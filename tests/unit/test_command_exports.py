"""The commands on export rules: what they say of a chip on a day, over all days and beside others, and what they refuse."""
# ruff: noqa: E501  (messages and rows are shown whole)

from __future__ import annotations

import re
from datetime import date

import pytest

import aichipcn as acn
from aichipcn.export.consignment import consignee
from aichipcn.export.history import ends, turning_days
from aichipcn.report.rows import cited, exports
from aichipcn.report.text.exports import cell_legend
from tests.unit.commands import data, refusal, run, told

ON = date(2025, 5, 1)
MINE = """
[[sources]]
slug = "sheet"
title = "A datasheet"
publisher = "Example"
published = 2026-01-15
confidence = "vendor-datasheet"

[[vendors]]
slug = "example"
name = "Example"
sources = ["sheet"]

[[chips]]
slug = "one"
name = "One"
designer = "example"
node = "7 nm"
market = "data-centre"
rates = { fp16 = "150 TFLOP/s" }
confidence = "vendor-datasheet"
sources = ["sheet"]
"""


@pytest.fixture
def mine(tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text(MINE, "utf-8")
    return str(file)


# -- one chip on one day


def test_the_h20_in_may_2025_is_caught_by_a_letter_alone():
    lines = run("classify", "H20", "--on", "2025-05-01").stdout.splitlines()

    assert lines[:11] == [
        "NVIDIA H20",
        "to China, on 2025-05-01",
        "",
        "caught by  letter:H20",
        "licence    needed",
        "review     not stated by any rule",
        "",
        "letter:H20",
        "  by          us-2025-04-letter-nvidia [1,2]",
        "  licence     needed",
        "  exceptions  none",
    ]
    for line in (
        "    letter:H20                          true        of the kind accelerator: true (kind: accelerator)            [1,2]",
        "    3A090.a.2  false       of a performance density of at least 5.92: false (performance density: 2.909090…)    [5,8-10]",
        "  Without paragraphs of their own: us-2024-04.",
        "  About other items: us-2025-04-letter-intel, us-2025-04-letter-amd.",
        "Classified by its figures; whether an item is subject to these rules at all is not asked.",
    ):
        assert line in lines, line
    assert "total processing performance 2,368 TPP [" in re.sub(r"\s+", " ", "\n".join(lines))


def test_the_data_of_one_classification_are_those_of_the_library(catalogue):
    found = acn.classify("H100", on=ON)
    document = data("classify", "H100", "--on", "2025-05-01")

    assert document["format"] == "aichipcn.classification/1"
    assert document["chip"] == {"slug": "nvidia-h100-sxm", "name": "NVIDIA H100 SXM5 80GB"}
    assert (document["destination"]["code"], document["end-use"]) == ("CN", None)
    assert document["caught-by"] == found.short == "3A090.a, letter:reported-thresholds"
    assert (document["caught"], document["licence"]) == ("true", "true")
    assert document["policies"] == ["presumption-of-denial"]
    assert document["outcomes"] == [str(item) for item in found.outcomes]
    assert [rule["slug"] for rule in document["rules"]] == [rule.slug for rule in found.rules]
    judged = {
        (rule["slug"], item["paragraph"]): item["catches"] for rule in document["rules"] for item in rule["paragraphs"]
    }
    assert judged == {(rule.slug, item.name): str(truth) for rule, item, truth in found.judged()}
    figures = {item["figure"]: item for item in document["figures"]}
    assert list(figures) == ["tpp", "performance-density", "transfer-rate", "total-bandwidth", "memory-bandwidth"]
    assert figures["tpp"]["value"]["low"]["exact"] == "15832"
    assert figures["performance-density"]["steps"][-1] == "performance density: 15,832 TPP / 814 mm² = 19.44963…"


def test_what_catches_it_is_told_with_how_a_licence_is_had():
    by_rule, letter = data("classify", "H100", "--on", "2025-05-01")["catches"]

    assert (by_rule["paragraph"], by_rule["rule"], by_rule["certain"]) == ("3A090.a", "us-2023-10", True)
    assert (by_rule["licence"], by_rule["computers"], by_rule["exceptions"]) == (True, "4A090.a", [])
    (review,) = by_rule["reviews"]
    assert review["policy"] == "presumption-of-denial"
    assert "federal-register-2023-23055" in [source["slug"] for source in review["sources"]]
    assert [item["policy"] for item in letter["reviews"]] == [None]


def test_an_exception_is_shown_with_its_conditions():
    text = told("classify", "RTX 4090", "--on", "2024-05-01")
    (item,) = data("classify", "RTX 4090", "--on", "2024-05-01")["catches"]

    assert [(part["name"], part["certain"]) for part in item["exceptions"]] == [("ACA", True), ("NAC", True)]
    assert (
        "NAC, on conditions: notified to the bureau 25 days before, for one end user; the bureau may ask for a licence instead ["
        in text
    )


def test_in_2026_the_review_comes_with_its_conditions():
    text = told("classify", "H200", "--on", "2026-02-01")

    assert "review case by case letter" not in text
    assert "review case by case, on conditions: exported from the United States;" in text
    assert "case by case" not in told("classify", "H200", "--on", "2026-01-14")
    assert "case by case" not in told("classify", "H200", "--on", "2026-02-01", "--end-use", "military")


def test_a_chip_outside_says_by_which_figures():
    text = told("classify", "L20", "--on", "2024-05-01")

    assert "caught by outside licence not needed under these rules Paragraph by paragraph" in text
    assert "3A090.b.2 false of a performance density of at least 3.2: false (performance density: 3.142200…)" in text


def test_what_would_decide_an_open_answer_is_told(mine):
    text = told("classify", "one", "--on", "2026-02-01", "--file", mine)
    document = data("classify", "one", "--on", "2026-02-01", "--file", mine)

    assert (
        "licence unknown whether one is needed review case by case or presumption of denial or not stated by any rule would decide it die-area of One memory-bandwidth of One"
        in text
    )
    assert document["lacking"] == [
        {"field": "die-area", "subject": "One"},
        {"field": "memory-bandwidth", "subject": "One"},
    ]
    assert {item["paragraph"] for item in document["catches"]} == {"3A090.a", "3A090.b"}
    assert not any(item["certain"] for item in document["catches"])
    assert "If it is under 3A090.a by us-2023-10 [" in text
    assert "performance density not known die-area [" in text


def test_the_ascend_910b_is_caught_whatever_its_bin():
    document = data("classify", "910B", "--on", "2023-11-17")

    assert (document["caught-by"], document["outcomes"]) == (
        "3A090.a",
        ["3A090.a, licence needed, presumption of denial"],
    )
    figures = {item["figure"]: item["value"]["text"] for item in document["figures"]}
    assert figures == {"tpp": "at least 4,480 TPP", "performance-density": "at least 6.730668…"}


def test_before_the_first_rule_there_is_none():
    assert "caught by outside licence not needed under these rules Paragraph by paragraph No rule is in force." in told(
        "classify", "H100", "--on", "2022-08-25"
    )


def test_elsewhere_the_licence_is_not_coded():
    text = told("classify", "H100", "--on", "2024-05-01", "--destination", "Singapore")

    assert "to Singapore, on 2024-05-01 caught by 3A090.a licence unknown whether one is needed 3A090.a" in text
    assert "licence not coded for this destination computers with it 4A090.a" in text


def test_an_explanation_is_the_whole_tree():
    words = ("classify", "910B", "--on", "2023-11-17", "--explain")
    document, text = data(*words), told(*words)

    assert document == acn.explain(acn.classify("910B", on=date(2023, 11, 17))).to_dict()
    assert "made at 7 nm: non-planar transistors, so that the area counts [" in text
    assert "outcome 1: 3A090.a, licence needed, presumption of denial" in text


# -- one chip over the days, and many


def test_the_history_has_a_row_for_each_day_that_concerns_the_chip():
    lines = run("classify", "H20").stdout.splitlines()

    assert lines[:4] == [
        "NVIDIA H20",
        "to China",
        "",
        "day         what begins and ends             caught by   licence",
    ]
    assert set(lines[4]) == {"─"}
    assert lines[5] == "2022-08-26  us-2022-08-letter-nvidia begins  outside"
    assert "2025-04-09  us-2025-04-letter-nvidia begins  letter:H20  needed; review: not stated by any rule" in lines
    assert [day["on"] for day in data("classify", "910B")["rows"][0]["days"]] == [
        "2022-10-21", "2023-01-17", "2023-11-17", "2024-04-04", "2026-01-15",
    ]  # fmt: skip
    assert [day["on"] for day in data("classify", "samsung-hbm2-8gb")["rows"][0]["days"]] == ["2024-12-31"]


def test_days_of_ones_own_take_the_place_of_those_of_the_rules():
    document = data("classify", "H20", "--on", "2025-05-01", "--on", "2023-01-01", "--on", "2025-05-01")

    assert document["format"] == "aichipcn.classifications/1"
    assert [(day["on"], day["caught-by"]) for day in document["rows"][0]["days"]] == [
        ("2023-01-01", "outside"),
        ("2025-05-01", "letter:H20"),
    ]


def test_chips_stand_side_by_side_with_a_column_for_each_day():
    lines = run("classify", "H100", "H20", "L20", "910B").stdout.splitlines()

    assert (
        "NVIDIA H20             -      -      -      -      -        -      -      -      L      L      L      L"
        in [re.sub(r"(?<=H20) +", " " * 13, line) for line in lines]
    )
    rows = {line.split("  ")[0]: line.split()[-12:] for line in lines if re.match(r"NVIDIA [HL]20|Huawei", line)}
    assert rows["NVIDIA L20"] == ["-"] * 12
    assert rows["Huawei Ascend 910B"] == [*"--???aaaaaaa"]
    text = told("classify", "H100", "H20", "L20", "910B")
    assert (
        "In the cells a 3A090.a - outside ? any paragraph for its kind, or none: too little is known of it L a letter to its maker From the days"
        in text
    )
    assert "2023-01-17 us-2023-01: The rule of October 2022 with Macau added" in text


def test_a_narrow_page_has_the_days_on_which_the_answer_changes():
    lines = run("classify", "H100", "H20", "910B", width=60).stdout.splitlines()

    assert lines[:14] == [
        "to China",
        "",
        "NVIDIA H100 SXM5 80GB",
        "  2022-08-26  L",
        "  2022-10-21  3A090",
        "  2023-10-23  3A090 L",
        "  2023-11-17  a",
        "  2025-04-09  a L",
        "NVIDIA H20",
        "  2022-08-26  -",
        "  2025-04-09  L",
        "Huawei Ascend 910B",
        "  2022-08-26  -",
        "  2022-10-21  ?",
    ]
    assert all(len(line) <= 60 for line in lines)


def test_without_chips_all_that_any_rule_may_catch_are_shown(catalogue):
    words = ("classify", "--on", "2025-05-01", "--on", "2022-10-21")
    some, every = data(*words), data(*words, "--all")
    expected = [
        chip.slug
        for chip in catalogue.chips
        if any(acn.classify(chip, on=on).short != "outside" for on in (date(2022, 10, 21), ON))
    ]

    assert [row["chip"]["slug"] for row in some["rows"]] == expected
    assert [row["chip"]["slug"] for row in every["rows"]] == [chip.slug for chip in catalogue.chips]
    assert (some["left-out"], every["left-out"]) == (len(catalogue.chips) - len(expected), 0)
    assert (
        f"{len(expected)} chips. {some['left-out']} more are outside on each of the days; --all lists them, too."
        in told(*words)
    )


FULL = {"kind": "accelerator", "rates_listed": "complete", "node": "4 nm", "market": "data-centre"}
CARDS = {
    "above": FULL
    | {"rates": {"fp8": "600 TFLOP/s"}, "die_area": "800 mm**2", "interconnect": "0 GB/s", "pcie": "4 x16"},
    "dense": FULL | {"rates": {"fp8": "300 TFLOP/s"}, "die_area": "800 mm**2"},
    "small": FULL | {"rates": {"fp8": "100 TFLOP/s"}, "die_area": "800 mm**2"},
    "no area": FULL | {"rates": {"fp8": "300 TFLOP/s"}},
    "large": FULL | {"rates": {"fp8": "300 TFLOP/s"}, "die_area": "700..2000 mm**2"},
    "either": FULL | {"rates": {"fp8": "300 TFLOP/s"}, "die_area": "400..800 mm**2"},
    "gaming": FULL | {"rates": {"fp8": "500..700 TFLOP/s"}, "market": "consumer"},
    "nothing": {},
    "stack": {"kind": "memory", "memory_bandwidth": "300 GB/s", "package_area": "100 mm**2"},
    "bare stack": {"kind": "memory"},
}


@pytest.mark.parametrize(
    ("card", "in_2023", "in_2025"),
    [
        ("above", "-", "a"),
        ("dense", "-", "b"),
        ("small", "-", "-"),
        ("no area", "-", "?"),
        ("large", "-", "b/-"),
        ("either", "-", "a/b"),
        ("gaming", "?", "a/-"),
        ("nothing", "?", "?"),
        ("stack", "-", "c"),
        ("bare stack", "-", "?"),
    ],
)
def test_a_cell_says_as_much_as_is_known(card, in_2023, in_2025, catalogue):
    huawei = catalogue.vendors["huawei"]
    chip = acn.Chip(slug="card", name="Card", designer=huawei, **CARDS[card])
    (row,) = exports.matrix(catalogue, [chip], [date(2023, 2, 1), date(2025, 5, 1)], consignee())["rows"]

    assert [day["cell"] for day in row["days"]] == [in_2023, in_2025]


@pytest.mark.parametrize(
    ("figures", "cell"),
    [
        ({"memory_bandwidth": "1400 GB/s"}, "b L"),
        ({"memory_bandwidth": "1399 GB/s", "interconnect": "0 GB/s", "pcie": "4 x16"}, "b"),
        ({"memory_bandwidth": "1000 GB/s"}, "b L?"),
        ({"memory_bandwidth": "1400 GB/s", "die_area": None}, "? L"),
    ],
)
def test_a_letter_stands_behind_the_regulations(figures, cell, catalogue):
    chip = acn.Chip(slug="card", name="Card", designer=catalogue.vendors["nvidia"], **CARDS["dense"] | figures)
    (row,) = exports.matrix(catalogue, [chip], [ON], consignee())["rows"]

    assert row["days"][0]["cell"] == cell


def test_every_sign_of_the_matrix_is_in_its_legend(catalogue):
    found = exports.matrix(catalogue, catalogue.chips, turning_days(catalogue.rules), consignee())
    signs = {
        part
        for row in found["rows"]
        for day in row["days"]
        for cell in day["cell"].split()
        for part in (cell, *cell.split("/"))
    }
    legend = dict(cell_legend(found))

    assert {sign for sign in signs if "/" not in sign} == set(legend) - {"a/b"} | {"3A090"}


# -- the rules


def test_the_timeline_has_every_rule_and_what_came_between(catalogue):
    document = data("rules")
    lines = run("rules").stdout.splitlines()

    assert document["format"] == "aichipcn.rules/1"
    assert [rule["since"] for rule in document["rules"]] == sorted(str(rule.since) for rule in catalogue.rules)
    assert {event["slug"] for event in document["events"]} == {
        event.slug for event in catalogue.events if event.kind.value in ("export-clearance", "export-restriction")
    }
    assert (
        lines[0]
        == "from        until       what                      title                                           kind         status"
    )
    assert (
        "2023-11-17              us-2023-10                Thresholds of total processing performance and  regulation   in-force"
        in lines
    )
    days = [line[:10].strip() for line in lines[2:] if re.match(r"20\d\d-\d\d", line)]
    assert days == sorted(days)
    assert len(days) == len(document["rules"]) + len(document["events"])


def test_one_rule_says_whom_it_binds_and_what_each_paragraph_catches(catalogue):
    (item,) = data("rules", "January 2026 rule")["rules"]
    letter, text = data("rules", "us-2023-10-letter")["rules"][0], told("rules", "us-2023-10-letter")

    assert (item["slug"], item["paragraphs"], item["binds"]) == ("us-2026-01", [], None)
    assert [review["policy"] for review in item["reviews"]] == ["case-by-case", "presumption-of-denial"]
    assert "It catches nothing itself." in told("rules", "us-2026-01")
    assert (letter["until"], letter["superseded-by"]) == ("2023-11-17", ["us-2023-10"])
    assert "about items made by nvidia licence needed to facilities located in China" in text
    assert (
        "letter:data-centre-4800 chips of the kind accelerator and of a total processing performance of at least 4,800 TPP and designed or marketed for data-centre"
        in text
    )
    assert "none needed to facilities located in Macau" in told("rules", "us-2022-10")
    assert str(ends(catalogue.rules["us-2022-10"], catalogue.rules)) == data("rules", "us-2022-10")["rules"][0]["until"]


def test_every_source_says_what_rests_on_it(catalogue):
    rest = {source.slug: cited.one_source(catalogue, source)["cited-by"] for source in catalogue.sources}
    of_rules = [row for rows in rest.values() for row in rows if row["kind"] == "rule"]

    assert {row["part"] for row in of_rules} == {"whole entry", "paragraphs", "exceptions", "reviews", "history"}
    assert all(row["values"] for row in of_rules)
    assert "exception HBM for 3A090.c (packed at sites owned" in told("sources", "csis-2024-12-11")


# -- what is refused


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("classify", "H21"), "no chip is named 'H21'; nearest: 'H20'"),
        (("classify", "H20", "--on", "2025-05"), "--on takes a day such as 2027-12-31, got '2025-05'"),
        (("classify", "H20", "--destination", "Shangai"), "no place is named 'Shangai'; nearest: 'Shanghai'"),
        (("classify", "H20", "--end-use", "milittary"), "--end-use: unknown value 'milittary'; nearest: 'military'; allowed: government, security, military, critical-infrastructure, research, commercial, training, inference"),
        (("classify", "H20", "L20", "--on", "2025-05-01", "--explain"), "--explain is of one chip on one day, such as: aichipcn classify H20 --on 2025-05-01 --explain"),
        (("classify", "H20", "--explain"), "--explain is of one chip on one day, such as: aichipcn classify H20 --on 2025-05-01 --explain"),
        (("classify", "--explain"), "--explain is of one chip on one day, such as: aichipcn classify H20 --on 2025-05-01 --explain"),
        (("rules", "us-2023-11"), "no rule is named 'us-2023-11'; nearest: 'us-2023-01', 'us-2023-10'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)  # fmt: skip
def test_what_is_wrong_is_refused_with_its_message(words, message):
    assert refusal(*words) == message


def test_exit_codes():
    assert run("classify", "H20", "--on", "2025-05-01").exit_code == 0
    assert run("classify", "910D", "--on", "2025-05-01").exit_code == 0
    assert run("classify", "H20", "--nothing").exit_code == 2
