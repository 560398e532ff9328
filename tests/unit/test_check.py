"""Checking files: every problem at once, each on its line, with its code; in Python and by the command."""

import json
import re
from pathlib import Path

import attrs
import pytest
from typer.testing import CliRunner

import aichipcn as acn
from aichipcn.cli.commands import app
from aichipcn.codes import Code
from tests.unit import bad_input_messages, bad_mandate_messages
from tests.unit.bad_input import code
from tests.unit.bad_mandates import MANDATES, PARAMETERS, READING, SOURCE, mandate

ROOT = Path(__file__).parents[2]
BAD = {**PARAMETERS, **MANDATES}


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A folder to write files in, whose path is in no message."""
    monkeypatch.chdir(tmp_path)
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def written(name, text, newline="\n"):
    Path(name).write_text(text, "utf-8", newline=newline)
    return name


def said(problem):
    """A problem as the command says it, without the entry."""
    line = f"line {problem.line}: " if problem.line else ""
    path = f"{problem.path}: " if problem.path else ""
    return f"{line}{path}{problem.message} [{problem.code}]"


def problems_of(*files):
    return [said(problem) for checked in acn.check_files(*files) for problem in checked.problems]


def run(*words):
    return CliRunner().invoke(app, ["check", *map(str, words)], env={"COLUMNS": None}, catch_exceptions=False)


# -- what is said of each file


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_mandate_is_told_on_its_line_with_its_message_and_code(kind):
    assert problems_of(written("mine.toml", BAD[kind])) == bad_mandate_messages.MESSAGES[kind]


@pytest.mark.parametrize(
    "kind", ["30 February", "milestones over several lines", "a key twice", "a value that is left out"]
)
def test_carriage_returns_and_a_byte_order_mark_change_no_line(kind):
    written("mine.toml", f"\ufeff{BAD[kind]}", newline="\r\n")

    assert problems_of("mine.toml") == bad_mandate_messages.MESSAGES[kind]


def test_fourteen_kinds_of_parameters_and_thirty_more_of_mandates_are_told():
    assert len(PARAMETERS) == 14
    assert len(MANDATES) >= 30
    assert list(bad_mandate_messages.MESSAGES) == [*PARAMETERS, *MANDATES]
    assert problems_of(written("mine.toml", mandate())) == []


TWELVE = """\
[[sources]]
slug = "notice"
title = "Notice"
published = "2025-02-30"                      # 1: no such day, and 2: no publisher

[[chips]]
slug = "my-chip"
name = "My chip"
desinger = "huawei"                           # 3
rates = { fp16 = "148 TFLOPS", fp17 = "1 W" } # 4 and 5
sources = ["notice"]

[[chips]]
slug = "other-chip"
name = "Other chip"
sources = ["notice"]
aliases = [
    "Other",
    "H20",                                    # 6
]

[[facilities]]
slug = "my-site"
name = "My site"
place = "CN-SHH"                              # 7, and 8: no source

    [[facilities.deployments]]
    chip = "my-chip"                          # in error itself
    count = 3.5                               # 9

[[mandates]]
slug = "my-mandate"
title = '''
slug = "not a key"
'''
sources = ["notice"]
require.share-at-least.2027-12-31 = 70        # 10

[[mandates.readings]]
name = "designed"
qualifies = { any = [
    { desinged-in = "CN" },                   # 11
    { chip = "my-chip" },
    { made-by = "huawai" },                   # 12
] }
"""
TOLD = [
    (1, 3, "sources[0].publisher", "missing-key"),
    (4, 1, "sources[0].published", "not-a-date"),
    (9, 1, "chips[0].desinger", "unknown-key"),
    (10, 11, "chips[0].rates.fp16", "unknown-unit"),
    (10, 32, "chips[0].rates.fp17", "unknown-key"),
    (17, 1, "chips[1].aliases", "name-taken"),
    (22, 3, "facilities[0].sources", "no-source"),
    (25, 1, "facilities[0].place", "unknown-name"),
    (29, 5, "facilities[0].deployments[0].count", "not-a-count"),
    (37, 24, "mandates[0].require.share-at-least.2027-12-31", "not-a-share"),
    (42, 7, "mandates[0].readings[0].qualifies.any[0].desinged-in", "unknown-condition"),
    (44, 7, "mandates[0].readings[0].qualifies.any[2].made-by", "unknown-name"),
]


def test_a_file_with_twelve_mistakes_gives_twelve():
    (checked,) = acn.check_files(written("mine.toml", TWELVE))

    assert [(error.line, error.column, error.path, error.code) for error in checked.problems] == TOLD
    assert checked.entries == {"sources": 1, "chips": 2, "facilities": 1, "mandates": 1}


def test_loading_raises_what_checking_tells():
    written("mine.toml", TWELVE)

    with pytest.raises(acn.CatalogueError) as caught:
        acn.load_catalogue("mine.toml")

    (checked,) = acn.check_files("mine.toml")
    lines = str(caught.value).splitlines()
    assert lines[0] == "12 problems in the catalogue's files:"
    assert lines[1:] == list(map(str, checked.problems))
    assert lines[1] == "mine.toml:1: sources[0].publisher (notice): is missing"
    assert caught.value.code == "problems"


def test_no_text_is_looked_through_where_nothing_is_wrong(monkeypatch):
    monkeypatch.setattr("aichipcn.catalogue.load.locate", None)

    assert "my-mandate" in acn.load_catalogue(written("mine.toml", mandate())).mandates
    with pytest.raises(TypeError):
        acn.load_catalogue(written("mine.toml", TWELVE))


def test_in_json_each_problem_has_its_line():
    rows = [
        {"slug": "my-chip", "name": "My chip", "sources": ["nikkei-2025-08-21"], "power": 400},
        {"slug": "other-chip", "name": "Other chip", "sources": ["nikkei-2025-08-21"], "rates": {"fp_16": "1 W"}},
    ]
    text = json.dumps({"chips": rows}, indent=2)
    (checked,) = acn.check_files(written("mine.json", text))

    found = [(text.splitlines()[error.line - 1].strip(), error.column, error.code) for error in checked.problems]
    assert found == [('"power": 400', 7, "wrong-dimension"), ('"fp_16": "1 W"', 9, "unknown-key")]


# -- files together


def test_files_are_checked_together_and_told_in_their_order():
    vendors = '[[vendors]]\nslug = "my-firm"\nname = "My firm"\nsources = ["notice", "no-notice"]\n'
    written("vendors.toml", vendors)
    written("sources.toml", SOURCE)
    written("broken.toml", "[[chips\n")

    first, second, third = acn.check_files("vendors.toml", "broken.toml", "sources.toml")

    assert list(map(said, first.problems)) == [
        "line 4: vendors[0].sources[1]: no source has the slug 'no-notice'; nearest: 'notice' [unknown-name]"
    ]
    assert [error.code for error in second.problems] == ["not-toml"]
    assert third.problems == ()
    assert [item.entries for item in (first, second, third)] == [{"vendors": 1}, {}, {"sources": 1}]


def test_a_file_that_is_given_twice_is_checked_once():
    written("sources.toml", SOURCE)

    assert [item.problems for item in acn.check_files("sources.toml", Path("sources.toml"))] == [()]


def test_no_file_is_no_problem_and_what_is_no_path_is_an_error():
    assert acn.check_files() == ()
    with pytest.raises(acn.AichipcnError, match="a path of a file is needed, got 3"):
        acn.check_files(3)


def test_tables_of_epoch_ai_are_counted_and_clash_like_other_files():
    written("mine.toml", SOURCE + '[[chips]]\nslug = "x"\nname = "Y (Epoch AI)"\nsources = ["notice"]\n')
    heading = (ROOT / "tests" / "data" / "epoch_ml_hardware.csv").read_text("utf-8").splitlines()[0]
    written("chips.csv", f"{heading}\nY\n")
    written("no.csv", "a,b\n")

    alone, other = acn.check_files("chips.csv", "no.csv")
    _, beside = acn.check_files("mine.toml", "chips.csv")

    assert (alone.entries, alone.problems) == ({"chips": 1}, ())
    assert [error.code for error in other.problems] == ["unknown-format"]
    assert list(map(said, beside.problems)) == [
        "'Y (Epoch AI)' names 'x' already; a name finds one chip [name-taken]",
    ]


# -- what is wrong between entries


def test_an_entry_in_error_is_told_once_and_not_where_others_refer_to_it():
    text = """\
[[sources]]
slug = "s"
title = "T"
publisher = " "

[[places]]
code = "QA"
name = "A"
parent = "QB"

[[places]]
code = "QB"
name = "B"
parent = "QA"

[[places]]
code = "QC"
name = "C"
parent = "QA"

[[vendors]]
slug = "v"
name = "V"
parent = "w"
sources = ["s"]

[[vendors]]
slug = "w"
name = "W"
place = "QC"
roles = ["desinger"]
parent = "x y"
supplies = [{ customer = "none" }, 3, { customer = 4 }]
sources = ["s"]

[[mandates]]
slug = "m"
title = "M"
place = "QC"
sources = ["s"]
scope = { operated-by = "w" }
"""
    assert problems_of(written("mine.toml", text + mandate()[len(SOURCE) :].split("\n", 4)[4])) == [
        "line 4: sources[0].publisher: text is needed, got ' ' [wrong-type]",
        "line 9: places[0].parent: 'QA' lies in itself, by way of 'QB' [contradiction]",
        "line 14: places[1].parent: 'QB' lies in itself, by way of 'QA' [contradiction]",
        "line 31: vendors[1].roles[0]: unknown value 'desinger'; nearest: 'designer';"
        " allowed: designer, foundry, integrator, operator, customer, lab [unknown-term]",
        "line 32: vendors[1].parent: not a slug: 'x y'; write lower-case words joined by hyphens"
        " such as 'huawei-ascend-910b'; nearest: 'x-y' [not-a-slug]",
        "line 33: vendors[1].supplies[0].customer: no vendor has the slug 'none' [unknown-name]",
        "line 33: vendors[1].supplies[1]: a table is needed, got 3 [wrong-type]",
        "line 33: vendors[1].supplies[2].customer: not a slug: 4; write lower-case words joined by hyphens"
        " such as 'huawei-ascend-910b' [not-a-slug]",
    ]


def test_entries_without_a_slug_are_told_each():
    (checked, other) = acn.check_files(
        written("a.toml", '[[places]]\nname = "A"\n[[places]]\nname = "B"\n'),
        written("b.toml", '[[places]]\nname = "C"\n[[places]]\ncode = "CN"\nname = "D"\n[[chips]]\naliases = [" "]\n'),
    )

    assert list(map(said, checked.problems)) == [
        "line 1: places[0].code: is missing [missing-key]",
        "line 3: places[1].code: is missing [missing-key]",
    ]
    assert [(error.line, error.path, error.code) for error in other.problems] == [
        (1, "places[0].code", "missing-key"),
        (4, "places[1].code", "name-taken"),
        (6, "chips[0].sources", "no-source"),
        (6, "chips[0].slug", "missing-key"),
        (6, "chips[0].name", "missing-key"),
        (7, "chips[0].aliases[0]", "wrong-type"),
    ]


def test_an_entry_that_stands_twice_is_told_once_and_both_are_read():
    chip = '[[chips]]\nslug = "x"\nname = "X"\naliases = ["XX"]\nsources = ["nikkei-2025-08-21"]\n'
    place = '[[places]]\ncode = "QA"\nname = "A"\n'

    assert problems_of(written("mine.toml", chip + chip + "dies = 0\n" + place + "size = 1\n" + place)) == [
        "line 7: chips[1].slug: 'x' is taken by mine.toml: chips[0]; choose another [name-taken]",
        "line 11: chips[1].dies: a whole number of at least 1 is needed, got 0 [not-a-count]",
        "line 15: places[0].size: unknown key; allowed: code, name, parent, aliases, without [unknown-key]",
        "line 17: places[1].code: 'QA' is taken by mine.toml: places[0]; choose another [name-taken]",
    ]


def test_a_name_that_an_entry_without_a_slug_has_is_taken():
    text = '[[chips]]\nname = "X chip"\nsources = ["nikkei-2025-08-21"]\n'
    text += '[[chips]]\nslug = "y"\nname = "x-chip"\nsources = ["nikkei-2025-08-21"]\n'

    assert problems_of(written("mine.toml", text)) == [
        "line 1: chips[0].slug: is missing [missing-key]",
        "line 6: chips[1].name: 'x-chip' names 'chips[0]' already; a name finds one chip [name-taken]",
    ]


def test_every_member_of_a_list_and_of_a_table_that_is_refused_is_told():
    text = '[[chips]]\nslug = "x"\nname = "X"\nsources = ["s", "t"]\naliases = [3, "X 1", " "]\n'
    text += 'rates = { fp16 = "1 W", fp17 = "1 TFLOP/s", int8 = 3 }\nfoundries = ["tsmk", "smic", 4]\n'

    assert [(error.line, error.path, error.code) for error in acn.check_files(written("a.toml", text))[0].problems] == [
        (4, "chips[0].sources[0]", "unknown-name"),
        (4, "chips[0].sources[1]", "unknown-name"),
        (5, "chips[0].aliases[0]", "wrong-type"),
        (5, "chips[0].aliases[2]", "wrong-type"),
        (6, "chips[0].rates.fp16", "wrong-dimension"),
        (6, "chips[0].rates.fp17", "unknown-key"),
        (6, "chips[0].rates.int8", "wrong-dimension"),
        (7, "chips[0].foundries[0]", "unknown-name"),
        (7, "chips[0].foundries[2]", "wrong-type"),
    ]


def test_in_python_the_first_member_that_is_refused_is_raised_with_the_others_beside_it():
    with pytest.raises(acn.AichipcnError) as caught:
        acn.Chip(slug="x", name="X", aliases=(3, "X 1", 4))

    assert str(caught.value) == "aliases[0]: text is needed, got 3"
    assert list(map(str, caught.value.beside)) == ["aliases[2]: text is needed, got 4"]


PYTHON_ALONE = {
    Code.UNDECIDED,
    Code.NO_RATE,
    Code.COUNTED_TWICE,
    Code.TOO_LARGE,
    Code.INVALID_VALUE,
    Code.BROKEN_EXTENSION,
    Code.PROBLEMS,
    Code.CHECKS_FAILED,
}


# -- codes


def test_every_code_that_is_told_of_bad_input_is_in_the_table_and_every_code_of_it_is_told():
    tables = (bad_input_messages.MESSAGES, bad_mandate_messages.MESSAGES)
    found = {code(line) for messages in tables for lines in messages.values() for line in lines}

    assert found <= set(Code)
    assert set(Code) - found <= PYTHON_ALONE


def test_a_code_is_a_short_text_with_a_reason():
    assert 15 <= len(Code) <= 40
    for item in Code:
        assert re.fullmatch(r"[a-z]+(-[a-z]+){0,3}", item)
        assert item == str(item) == f"{item}"
        assert 10 < len(item.why) < 110
        assert not item.why.endswith(".")


def test_no_error_of_the_files_has_a_code_that_says_nothing():
    for messages in (bad_input_messages.MESSAGES, bad_mandate_messages.MESSAGES):
        assert not [kind for kind, lines in messages.items() if any(code(line) == "invalid-value" for line in lines)]


# -- the command


def test_the_command_tells_each_problem_in_a_line_and_ends_with_one():
    done = run(written("mine.toml", TWELVE), written("sources.toml", SOURCE.replace("notice", "other")))
    lines = done.stdout.splitlines()

    assert done.exit_code == 1
    assert lines[0] == "mine.toml: 1 source, 2 chips, 1 facility, 1 mandate; 12 problems"
    assert lines[1] == "  line 1: sources[0].publisher (notice): is missing [missing-key]"
    assert [re.fullmatch(r"  line (\d+): (\S+) \(.+\): .+ \[([a-z-]+)\]", line).groups() for line in lines[1:13]] == [
        (str(line), path, code) for line, _, path, code in TOLD
    ]
    assert lines[13:] == ["sources.toml: 1 source; no problem found"]


def test_the_command_ends_with_nothing_where_no_file_has_a_problem():
    done = run(written("mine.toml", mandate()))

    assert (done.exit_code, done.stdout) == (0, "mine.toml: 1 source, 1 mandate; no problem found\n")


def test_the_command_tells_of_a_file_as_a_whole_without_a_line():
    done = run("none.toml", written("mine.toml", "\n\n[[chips\n"))

    assert done.exit_code == 1
    assert done.stdout.splitlines() == [
        "none.toml: 1 problem",
        "  cannot be read: No such file or directory; nearest: 'mine.toml' [unreadable]",
        "mine.toml: 1 problem",
        "  line 3: not TOML from column 8 on: expected ']]' at the end of an array declaration [not-toml]",
    ]


def test_the_document_has_every_problem_with_what_is_near_and_allowed():
    done = run(written("mine.toml", SOURCE.replace("slug", "slgu")), "--json")
    document = json.loads(done.stdout)

    assert done.exit_code == 1
    assert document == {
        "format": "aichipcn.check/1",
        "version": acn.__version__,
        "fingerprint": acn.load_catalogue().fingerprint,
        "files": [
            {
                "file": "mine.toml",
                "entries": {"sources": 1},
                "problems": [
                    {
                        "line": 1,
                        "column": 3,
                        "path": "sources[0].slug",
                        "entry": None,
                        "code": "missing-key",
                        "why": "a table lacks a key that it needs",
                        "message": "is missing",
                        "nearest": [],
                        "allowed": [],
                    },
                    {
                        "line": 2,
                        "column": 1,
                        "path": "sources[0].slgu",
                        "entry": None,
                        "code": "unknown-key",
                        "why": "a table has a key that it does not take",
                        "message": document["files"][0]["problems"][1]["message"],
                        "nearest": ["slug"],
                        "allowed": [field.name.replace("_", "-") for field in attrs.fields(acn.Source)],
                    },
                ],
            }
        ],
    }


def test_in_a_pipe_a_file_name_and_a_message_are_never_broken_nor_read_as_markup():
    name = written(f"{'long-' * 30}[bold].toml", SOURCE + '[[chipz]]\nx = "[red]"\n')
    done = run(name)

    assert done.stdout.splitlines()[0] == f"{name}: 1 source; 1 problem"
    assert len(done.stdout.splitlines()) == 2


def test_where_a_width_is_asked_for_a_message_is_folded_beside_its_line():
    done = CliRunner().invoke(app, ["check", written("mine.toml", TWELVE)], env={"COLUMNS": "60"})
    first, second, third = done.stdout.splitlines()[2:5]

    assert re.fullmatch(r"  line \d+: \S.*", first)
    assert second.startswith(" " * first.index(": ") + "  ")
    assert all(len(line) <= 60 for line in (first, second, third))


def test_a_reading_below_another_mandate_has_the_line_of_its_own():
    text = mandate() + "\n" + mandate(reading=READING.replace('"CN"', '"XN"'))[len(SOURCE) :].replace("my-", "other-")

    assert problems_of(written("mine.toml", text)) == [
        "line 24: mandates[1].readings[0].qualifies.designed-in: no place has the slug 'XN';"
        " nearest: 'VN', 'IN', 'CN' [unknown-name]"
    ]


def test_files_may_be_checked_beside_what_extensions_bring(tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text('[[sources]]\nslug = "mine"\ntitle = "T"\npublisher = "P"\n', "utf-8")

    (checked,) = acn.check_files(file, extensions=[])
    assert (checked.entries, checked.problems) == ({"sources": 1}, ())
