"""Worked cases in files: what comes out otherwise is told, and whatever is wrong with a file, all at once."""

from datetime import date

import pytest

import aichipcn as acn
from aichipcn.testing import Result, run_cases

HOHHOT = """
[[cases]]
name = "hohhot"
mandate = "shanghai-2027"
on = 2027-12-31
facilities = ["china-mobile-hohhot"]
as-if-in-scope = true
sources = ["ecbn-2024-04-28"]
expect = { status = "compliant", share = "85%..100%", required = "70%" }
"""
OWN = """
[[cases]]
name = "own"
mandate = "shanghai-2027"
reading = "designed-or-produced"
on = 2027-12-31
source = "by hand"
expect = EXPECTED
[[cases.facilities]]
slug = "site"
name = "Site"
place = "CN-SH"
kind = "data-centre"
commissioned = 2025-06-01
deployments = [{ chip = "nvidia-h20", count = 3 }, { chip = "huawei-ascend-910b", count = 5 }]
"""


def written(folder, *texts, name="cases.toml"):
    (folder / name).write_text("".join(texts), "utf-8")
    return folder / name


def expecting(folder, expected):
    return run_cases(written(folder, OWN.replace("EXPECTED", expected)))


@pytest.mark.parametrize(
    "expected",
    [
        '{ status = "non-compliant" }',
        '{ status = "non-compliant", share = "5/8" }',
        '{ status = "non-compliant", share = "62.5%", required = "7/10" }',
        '{ status = "non-compliant", shortfall = { add = 2, swap = 1, remove = "none" }, headroom = 0 }',
        '{ status = "non-compliant", missing = [], by-discretion = false }',
    ],
)
def test_a_case_that_comes_out_as_expected_passes(expected, tmp_path):
    report = expecting(tmp_path, expected)

    assert report.is_green
    assert [outcome.id for outcome in report.outcomes] == ["own"]


@pytest.mark.parametrize(
    ("expected", "message"),
    [
        ('{ status = "compliant" }', "the status is non-compliant, and compliant was expected"),
        ('{ status = "non-compliant", share = "1/2" }', "the share is 5/8 (62.5%), and 1/2 (50%) was expected"),
        (
            '{ status = "non-compliant", share = "0..5/8" }',
            "the share is 5/8 (62.5%), and 0..5/8 (0% to 62.5%) was expected",
        ),
        ('{ status = "non-compliant", share = "none" }', "the share is 5/8 (62.5%), and none was expected"),
        ('{ status = "non-compliant", required = "80%" }', "the requirement is 70%, and 80% was expected"),
        (
            '{ status = "non-compliant", required = "80 MW" }',
            "the requirement is 70%, and not a share: '80 MW'; write it as text such as '70%', '0.7' or '7/10'",
        ),
        (
            '{ status = "non-compliant", shortfall = { add = 3, swap = "none" } }',
            "what to add is 2, and 3 was expected; what to swap is 1, and none was expected",
        ),
        ('{ status = "non-compliant", headroom = 4000 }', "the headroom is 0, and 4,000 was expected"),
        ('{ status = "non-compliant", by-discretion = true }', "it is not decided case by case"),
        (
            '{ status = "non-compliant", missing = ["kind of Site"] }',
            "what is missing is none, and kind of Site was expected",
        ),
    ],
)
def test_a_case_that_comes_out_otherwise_says_how(expected, message, tmp_path):
    (outcome,) = expecting(tmp_path, expected).outcomes

    assert outcome.result is Result.FAILED
    assert outcome.message == message


def test_before_anything_is_required_that_is_what_is_required(tmp_path):
    text = OWN.replace("2027-12-31", "2027-01-01").replace("EXPECTED", '{ status = "not-in-force", required = "none" }')
    wrong = text.replace('"none"', '"70%"')

    assert run_cases(written(tmp_path, text)).is_green
    assert run_cases(written(tmp_path, wrong)).outcomes[0].message == "the requirement is none, and 70% was expected"


def test_a_folder_is_run_in_order_of_its_files_and_anything_else_in_it_is_left_alone(tmp_path):
    written(tmp_path, HOHHOT, name="b.toml")
    written(tmp_path, OWN.replace("EXPECTED", '{ status = "non-compliant" }'), name="a.toml")
    (tmp_path / "notes.md").write_text("not a case", "utf-8")
    (tmp_path / "table.csv").write_text("not a case", "utf-8")

    assert [outcome.id for outcome in run_cases(tmp_path).outcomes] == ["own", "hohhot"]


def test_no_cases_are_no_success(tmp_path):
    empty = written(tmp_path, "cases = []\n")

    assert not run_cases(empty).is_green
    assert "0 checks run; at least 1 must be run" in str(run_cases(empty))


def test_cases_are_of_the_catalogue_that_is_given(tmp_path):
    rule = acn.Mandate(
        slug="mine",
        title="Mine",
        require=acn.Schedule({date(2027, 1, 1): "1/2"}),
        readings=[acn.Reading(name="r", qualifies=acn.Condition("designed-in", "CN"))],
    )
    text = OWN.replace("shanghai-2027", "mine").replace('reading = "designed-or-produced"', "")
    cases = written(tmp_path, text.replace("EXPECTED", '{ status = "compliant", required = "50%" }'))

    assert run_cases(cases, acn.load_catalogue().with_(rule)).is_green


WRONG = {
    "unknown key": (
        HOHHOT + "colour = 3\n",
        "cases[0].colour: unknown key; allowed: name, mandate, reading, on, facilities, as-if-in-scope, expect,"
        " sources, source, note",
    ),
    "unknown table": (HOHHOT + "[[chips]]\n", "chips: unknown key; allowed: cases"),
    "no name": (HOHHOT.replace("name", "# name"), "cases[0].name: is missing; write one such as 'lingang-2027'"),
    "no expectation": (
        HOHHOT.replace("expect ", "# "),
        "cases[0].expect: is missing; write { status = 'non-compliant', share = '5/8' }",
    ),
    "no status": (
        HOHHOT.replace('status = "compliant", ', ""),
        "cases[0].expect.status: is missing; say at least that; write { status = 'non-compliant', share = '5/8' }",
    ),
    "another status": (
        HOHHOT.replace('"compliant"', '"compliantt"'),
        "cases[0].expect.status: no status is 'compliantt'; nearest: 'compliant'; allowed: compliant, non-compliant,"
        " indeterminate, not-in-force, not-applicable",
    ),
    "expected of nothing": (
        HOHHOT.replace("share =", "shares ="),
        "cases[0].expect.shares: unknown key; nearest: 'share'; allowed: status, share, required, shortfall, headroom,"
        " by-discretion, missing",
    ),
    "no share": (
        HOHHOT.replace('"85%..100%"', "85"),
        "cases[0].expect.share: not a share: 85; write it as text such as '85%' or '>= 85%'",
    ),
    "no source": (
        HOHHOT.replace("sources", "# sources"),
        "cases[0]: no source is named; give 'sources' of the catalogue, or a 'source' in words",
    ),
    "unknown source": (
        HOHHOT.replace("ecbn-2024-04-28", "ecbn-2024-04-29"),
        "cases[0].sources[0]: no source has the slug 'ecbn-2024-04-29'; nearest: 'ecbn-2024-04-28'",
    ),
    "unknown mandate": (
        HOHHOT.replace("shanghai-2027", "shanghai-2072"),
        "cases[0].mandate: no mandate is named 'shanghai-2072'; nearest: 'shanghai-2027'",
    ),
    "unknown reading": (
        HOHHOT + 'reading = "designed"\n',
        "cases[0].reading: no reading of shanghai-2027 is named 'designed'; nearest: 'designed-or-produced',"
        " 'designed-and-produced', 'designed-or-produced-from-2027-01-01'",
    ),
    "unknown facility": (
        HOHHOT.replace('["china-mobile-hohhot"]', '["china-mobile-hohot"]'),
        "cases[0].facilities[0]: no facility is named 'china-mobile-hohot'; nearest: 'china-mobile-hohhot'",
    ),
    "no facility": (
        HOHHOT.replace('["china-mobile-hohhot"]', "[]"),
        "cases[0].facilities: at least one is needed; write the slugs of some of the catalogue,"
        " or [[cases.facilities]]",
    ),
    "a facility of another kind": (
        HOHHOT.replace('["china-mobile-hohhot"]', "[3]"),
        "cases[0].facilities[0]: a slug or a table is needed, got 3",
    ),
    "a facility twice": (
        HOHHOT.replace('["china-mobile-hohhot"]', '["china-mobile-hohhot", "china-mobile-hohhot"]'),
        "cases[0].facilities: a facility is counted once; got twice: china-mobile-hohhot",
    ),
    "no day": (
        HOHHOT.replace("2027-12-31", '"2027"'),
        "cases[0].on: a day is needed such as 2027-12-31, got '2027'",
    ),
    "a name twice": (HOHHOT + HOHHOT, "cases[1].name: 'hohhot' names another case already"),
    "no table": ("cases = [3]\n", "cases[0]: a table is needed, got 3"),
    "no list": ("cases = 3\n", "a list is needed, got 3"),
    "no TOML": ("[[cases\n", "line 1, column 8: not TOML: expected ']]' at the end of an array declaration"),
    "a chip of its own that is not there": (
        OWN.replace("EXPECTED", '{ status = "compliant" }').replace("nvidia-h20", "nvidia-h21"),
        "cases[0].facilities[0].deployments[0].chip: no chip has the slug 'nvidia-h21'; nearest: 'nvidia-h20'",
    ),
    "no way": (
        OWN.replace("EXPECTED", '{ status = "compliant", shortfall = { ad = 3 } }'),
        "cases[0].expect.shortfall.ad: unknown key; nearest: 'add'; allowed: add, swap, remove",
    ),
    "no amount": (
        OWN.replace("EXPECTED", '{ status = "compliant", headroom = "plenty" }'),
        "cases[0].expect.headroom: not a figure: 'plenty'; write '148 TFLOP/s', '280..400 TFLOP/s',"
        " '320 (280..400) TFLOP/s' or '>= 1.4'",
    ),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_with_a_file_is_said(what, tmp_path):
    text, message = WRONG[what]
    file = written(tmp_path, text)
    with pytest.raises(acn.CatalogueError) as raised:
        run_cases(file)
    (problem,) = raised.value.problems

    assert problem.file == str(file)
    assert str(problem) == f"{file}: {message}"


def test_everything_that_is_wrong_is_said_at_once(tmp_path):
    text = HOHHOT.replace('"compliant"', '"fine"').replace("shanghai", "shnghai") + HOHHOT + "colour = 3\n" + HOHHOT
    with pytest.raises(acn.CatalogueError) as raised:
        run_cases(written(tmp_path, text))

    assert [problem.path for problem in raised.value.problems] == [
        "cases[0].mandate",
        "cases[0].expect.status",
        "cases[1].colour",
    ]


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(acn.CatalogueError, match="cannot be read"):
        run_cases(tmp_path / "nowhere.toml")
