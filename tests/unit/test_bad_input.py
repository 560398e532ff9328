"""Each kind of bad input is refused, with exactly the message that the reference shows."""

import textwrap
from pathlib import Path

import pytest

import aichipcn as acn
from tests.unit.bad_input import CALLS, CHIP, FILES, GROUPS, NAMES, PAGE, page, text_of
from tests.unit.bad_input_messages import MESSAGES

LINES = {kind: text_of(*case) for cases in GROUPS.values() for kind, case in cases.items()}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder to write files in, whose path is in no message."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told(error):
    return f"{error} [{error.code}]"


def told_of(*names):
    with pytest.raises(acn.CatalogueError) as caught:
        acn.load_catalogue(*names)
    return list(map(told, caught.value.problems))


@pytest.mark.parametrize("kind", LINES)
def test_what_is_wrong_in_a_file_is_refused_with_its_message(kind, folder):
    Path("mine.toml").write_text(LINES[kind], "utf-8")

    assert told_of("mine.toml") == MESSAGES[kind]


@pytest.mark.parametrize("kind", FILES)
def test_a_file_that_cannot_be_read_is_refused_with_its_message(kind, folder):
    name, content = FILES[kind]
    Path("mine.toml").touch()
    if content is not None:
        Path(name).write_bytes(content)

    assert told_of(name) == MESSAGES[kind]


@pytest.mark.parametrize("kind", CALLS)
def test_a_call_with_bad_input_is_refused_with_its_message(kind, folder, catalogue):
    with pytest.raises(acn.AichipcnError) as caught:
        eval(CALLS[kind], {**NAMES, "catalogue": catalogue})

    assert [told(caught.value)] == MESSAGES[kind]
    assert isinstance(caught.value, TypeError | ValueError | LookupError)


def test_the_reference_is_what_the_cases_say():
    kinds = [*LINES, *FILES, *CALLS]

    assert sorted(kinds) == sorted(MESSAGES)
    assert len(kinds) >= 60
    assert PAGE.read_text("utf-8") == page(), "run python -m tests.unit.bad_input"


@pytest.mark.parametrize("kind", MESSAGES)
def test_every_message_has_at_most_six_lines(kind):
    for message in MESSAGES[kind]:
        assert len(textwrap.wrap(message, 120)) <= 6


def test_all_problems_of_all_files_are_reported_together(folder):
    bad = 'power = "400 GB"\nprocess = 5\nreleased = "2025-02-30"\ndesigner = "huawai"\npwer = "1 W"\n'
    Path("a.toml").write_text(CHIP.replace('"X chip"', '" "') + bad, "utf-8")
    Path("b.toml").write_text("[[chips", "utf-8")

    told = told_of("a.toml", "none.csv", "b.toml", "none.toml")

    starts = [
        "a.toml:7: chips[0].name (x-chip)",
        "a.toml:9: chips[0].power (x-chip)",
        "a.toml:10: chips[0].process (x-chip)",
        "a.toml:11: chips[0].released (x-chip)",
        "a.toml:12: chips[0].designer (x-chip)",
        "a.toml:13: chips[0].pwer (x-chip)",
        "none.csv: cannot be read",
        "b.toml:1: not TOML from column 8 on",
        "none.toml: cannot be read",
    ]
    assert len(told) == len(starts)
    for line, start in zip(told, starts, strict=True):
        assert line.startswith(start)


def test_an_error_of_a_file_carries_its_objects(folder):
    Path("mine.toml").write_text(CHIP + 'status = "shiping"', "utf-8")

    with pytest.raises(acn.CatalogueError) as caught:
        acn.load_catalogue("mine.toml")

    (problem,) = caught.value.problems
    assert isinstance(problem, acn.AichipcnError)
    assert (problem.file, problem.path, problem.entry) == ("mine.toml", "chips[0].status", "x-chip")
    assert (problem.line, problem.column, problem.code) == (9, 1, "unknown-term")
    assert problem.found == "shiping"
    assert problem.nearest == ("shipping",)
    assert problem.allowed == ("reported", "announced", "sampling", "shipping", "discontinued", "cancelled")
    assert str(caught.value) == f"1 problem in the catalogue's files:\n{problem}"


def test_what_refers_to_an_entry_in_error_is_not_reported_too(folder):
    Path("mine.toml").write_text(
        CHIP
        + 'power = "400 GB"\n[[facilities]]\nslug = "f"\nname = "F"\nsources = ["s"]\n'
        + 'deployments = [{ chip = "x-chip" }]',
        "utf-8",
    )

    assert [line.partition(" (")[0] for line in told_of("mine.toml")] == ["mine.toml:9: chips[0].power"]


def test_a_file_may_be_found_missing_in_a_folder_that_is_missing(folder):
    assert told_of("none/mine.toml") == ["none/mine.toml: cannot be read: No such file or directory [unreadable]"]
