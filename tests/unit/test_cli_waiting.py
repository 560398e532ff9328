"""What is shown while a command is at work: after a second, on the error stream of a terminal, and gone at the end."""

import re
import sys
import time

import pytest
import typer
from typer.testing import CliRunner

from aichipcn.cli import waiting
from aichipcn.cli.app import listed
from aichipcn.cli.commands import app
from aichipcn.cli.waiting import Patient, bar
from aichipcn.errors import InvalidValueError
from aichipcn.report.rows.plain import Plain

slow = typer.Typer(cls=Patient)


@slow.command()
def sleeping(fails: bool = False, barred: bool = False) -> None:
    time.sleep(0.3)
    if fails:
        raise InvalidValueError("no")
    if barred:
        with bar("counting", 2) as move:
            (move or print)(1, 2, "counting")
            time.sleep(0.2)
    document: Plain = {"a": 1}
    listed(document, lambda data: ["done"], as_json=False)


@slow.command()
def other() -> None:
    """Two commands make a group."""


@pytest.fixture(autouse=True)
def _impatient(monkeypatch):
    monkeypatch.setattr(waiting, "PATIENCE", 0.05)


def run(*words, **environment):
    return CliRunner().invoke(slow, words, env={"TERM": "xterm-256color", **environment})


def test_on_a_terminal_it_is_said_that_a_command_is_at_work_and_what_is_printed_is_whole():
    done = run("sleeping", FORCE_COLOR="1")

    assert re.search(r"aichipcn sleeping.*0:00:00", done.stderr)
    assert done.stderr.endswith("\x1b[2K")
    assert done.stdout == "done\n"
    assert done.output.endswith("\x1b[2Kdone\n"), "the line is gone before anything is printed"


def test_in_a_pipe_nothing_is_said():
    assert run("sleeping").stderr == ""


def test_a_quick_command_says_nothing():
    assert run("other", FORCE_COLOR="1").stderr == ""


def test_an_error_takes_the_line_away_before_it_is_told():
    done = run("sleeping", "--fails", FORCE_COLOR="1")

    assert isinstance(done.exception, InvalidValueError)
    assert done.stderr.endswith("\x1b[2K")


def test_a_bar_takes_the_place_of_the_line():
    done = run("sleeping", "--barred", FORCE_COLOR="1")
    before, _, after = done.stderr.partition("counting")

    assert "aichipcn sleeping" in before
    assert "aichipcn sleeping" not in after
    assert done.stdout == "done\n"


def test_a_bar_is_drawn_on_a_terminal_and_nowhere_else(monkeypatch, capsys):
    with bar("reading") as move:
        assert move is None
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with bar("reading") as move:
        move(1, 4, "checking")
        move(4, 4, "done")

    captured = capsys.readouterr()
    assert captured.out == ""
    assert re.search("checking|done", captured.err)


def test_the_commands_are_patient():
    assert app.info.cls is Patient
