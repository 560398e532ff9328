"""The command `obtainable`: one chip, all chips, the reasons, and what it refuses."""

import re
from datetime import date

import pytest

import aichipcn as acn
from aichipcn.errors import AichipcnError
from tests.unit.commands import data, run, told

BY = ("--by", "ByteDance")
AUGUST = ("--on", "2025-08-20", *BY)


def test_one_chip_is_told_hurdle_by_hurdle_with_its_sources():
    text = told("obtainable", "H20", *AUGUST)

    assert text.startswith(
        "NVIDIA H20 on 2025-08-20, by ByteDance obtainable unknown may be shipped true may be bought"
    )
    assert "On the market: cleared released 2024-02" in text
    assert "Export rules: cleared a licence is needed (letter:H20 of us-2025-04-letter-nvidia)" in text
    assert "The buyer: cleared ByteDance is not known to be on the Entity List" in text
    assert "Told at home: unknown Firms in China avoid the H20" in text
    assert "would decide it reading of Firms in China avoid the H20" in text
    assert "[1] Tom's Hardware" in text


def test_a_use_is_of_the_buyer():
    text = told("obtainable", "H20", *AUGUST, "--end-use", "government")

    assert "by ByteDance, for government use obtainable false may be shipped true may be bought false" in text
    assert "Told at home: not cleared" in text


def test_a_document_holds_every_hurdle():
    document = data("obtainable", "H20", "--on", "2025-05-01")
    answer = acn.obtainable("H20", on=date(2025, 5, 1))
    (chip,) = document["chips"]

    assert document["format"] == "aichipcn.obtainable/1"
    assert document["on"] == "2025-05-01"
    assert document["by"] == {
        "slug": "buyer",
        "name": "a buyer in China",
        "place": {"code": "CN", "name": "China", "text": "China"},
        "operator": None,
        "uses": [],
    }
    assert (chip["slug"], chip["obtainable"], chip["may-be-shipped"]) == ("nvidia-h20", "false", "false")
    assert [(row["kind"], row["cleared"], row["text"], row["short"]) for row in chip["hurdles"]] == [
        (item.kind.value, str(item.truth), item.text, item.short) for item in answer.hurdles
    ]
    assert [row["would-decide"] for row in chip["hurdles"]] == [[], [], []]
    assert data("obtainable", "H20", *AUGUST)["by"]["operator"] == "bytedance"


def test_without_a_chip_there_is_a_row_for_each(catalogue):
    document = data("obtainable", "--on", "2025-08-20")
    text = told("obtainable", "--on", "2025-08-20")
    answers = [row["obtainable"] for row in document["chips"]]

    assert [row["slug"] for row in document["chips"]] == [chip.slug for chip in catalogue.chips]
    assert text.startswith("On 2025-08-20, by a buyer in China chip obtainable in the way why")
    assert "NVIDIA H20 unknown told at home h20-guidance: turns on the reading" in text
    assert "NVIDIA B200 SXM false export rules 3A090.a with letter:reported-thresholds; presumption of denial" in text
    counts = ", ".join(f"{answers.count(word)} {word}" for word in ("true", "unknown", "false"))
    assert f"{len(answers)} chips: {counts}." in text


@pytest.mark.parametrize("width", [60, 200])
def test_a_page_reads_at_any_width(width):
    lines = run("obtainable", "--on", "2025-08-20", width=width).stdout.splitlines()

    assert max(map(len, lines)) <= width


def test_the_reasons_are_a_tree():
    text = told("obtainable", "H20", *AUGUST, "--explain", width=200)
    document = data("obtainable", "H20", *AUGUST, "--explain")

    assert document["format"] == "aichipcn.explanation/1"
    assert "NVIDIA H20 on 2025-08-20, to ByteDance: letter:H20, licence needed" in text
    assert "ByteDance: non-compliant with h20-guidance on 2025-08-20" in text


def test_a_file_brings_a_buyer_and_an_event_of_its_own(tmp_path):
    file = tmp_path / "own.toml"
    file.write_text(
        """
        [[sources]]
        slug = "survey"
        title = "A survey"
        publisher = "Press"
        published = 2025-01-01

        [[facilities]]
        slug = "one"
        name = "Site one"
        place = "CN-SH"
        operator = "bytedance"
        sources = ["survey"]

        [[events]]
        slug = "refusal"
        title = "The H20 is refused again"
        kind = "export-restriction"
        chips = ["nvidia-h20"]
        on = 2025-09-01
        status = "in-force"
        sources = ["survey"]
        """,
        "utf-8",
    )
    (chip,) = data("obtainable", "H20", "--on", "2025-09-10", "--by", "Site one", "--file", file)["chips"]

    assert chip["may-be-shipped"] == "false"
    assert chip["hurdles"][1]["short"] == "letter:H20; no policy stated; refusal (2025-09-01)"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--on", "2025-08-20", "--explain"), "--explain is of one chip: name it"),
        (("H20", "--on", "2025-08"), "--on takes a day such as 2027-12-31, got '2025-08'"),
        (("H21", "--on", "2025-08-20"), "no chip is named 'H21'; nearest: 'H20'"),
        (
            ("H20", "--on", "2025-08-20", "--by", "ByteDanse"),
            "no facility or vendor is named 'ByteDanse'; nearest: 'ByteDance'",
        ),
        (
            ("H20", "--on", "2025-08-20", "--end-use", "war"),
            "end_use: unknown value 'war'; allowed: government, security, military, critical-infrastructure, research,"
            " commercial, training, inference",
        ),
    ],
)
def test_what_is_refused_is_said_exactly(words, message):
    with pytest.raises(AichipcnError, match=f"^{re.escape(message)}$"):
        run("obtainable", *words)


def test_a_day_is_needed():
    result = run("obtainable", "H20")

    assert result.exit_code == 2
    assert "Missing option '--on'" in result.output
