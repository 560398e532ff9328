"""Laws of every page that a command prints: it fits its width, nothing is cut, and colour says nothing alone."""

import json
import re

import pytest
from rich.cells import cell_len
from typer.main import get_command

from aichipcn.cli import app as cli
from aichipcn.cli.commands import app
from aichipcn.report.text import page
from tests.unit.commands import run
from tests.unit.examples_of_commands import CODES, EXAMPLES, WITHOUT_JSON, each, prepare

WIDTHS = (60, 79, 80, 99, 100, 120, 146, 147, 200)
ESCAPE = re.compile(r"\x1b\[[\d;]*m")
COLOUR = re.compile(r"\x1b\[[\d;]*(?<!\d)[34]\d(?!\d)[\d;]*m")
ALONE = re.compile(r"\s*(https?://\S+|no address)")
"""A line that is an address and nothing else: it is never broken."""
SINGLE = re.compile(r"\s*\w\s*")
COMMANDS = get_command(app).commands


@pytest.fixture(scope="module", autouse=True)
def folder(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("examples")
        patch.chdir(folder)
        for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE"):
            patch.delenv(name, raising=False)
        prepare(folder)
        yield folder


@pytest.fixture(scope="module")
def parts(folder):
    """What an example draws: it is worked out once, and drawn as often as is asked."""
    kept = {}

    def of(words):
        if words not in kept:
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(cli, "drawn", lambda *parts: kept.setdefault(words, parts) and "")
                assert run(*words).exit_code == CODES.get(words, 0)
        return kept[words]

    return of


def drawn(parts, width, monkeypatch, **environment):
    for name, value in {"COLUMNS": str(width), "TERM": "xterm-256color", **environment}.items():
        monkeypatch.setenv(name, value)
    return page.drawn(*parts)


PAGES = [words for words in each() if words[0] != "schema"]
named = pytest.mark.parametrize("words", PAGES, ids=" ".join)


def test_every_command_has_examples_that_the_laws_are_tried_on():
    assert set(EXAMPLES) == set(COMMANDS)
    assert all(EXAMPLES.values())


@named
def test_at_every_width_each_line_fits_and_nothing_is_cut(words, parts, monkeypatch):
    found = parts(words)
    for width in WIDTHS:
        for line in drawn(found, width, monkeypatch).splitlines():
            assert cell_len(line) <= width or ALONE.fullmatch(line)
            assert "…" not in re.sub(r"\d…", "", line)


@named
def test_no_column_is_squeezed_to_letters(words, parts, monkeypatch):
    """Not three lines after one another that are a letter, at the least width."""
    run_of_letters = 0
    for line in drawn(parts(words), 60, monkeypatch).splitlines():
        run_of_letters = run_of_letters + 1 if SINGLE.fullmatch(line) else 0
        assert run_of_letters < 3


@named
def test_colour_is_never_the_only_sign_the_words_are_the_same_without_it(words, parts, monkeypatch):
    found = parts(words)
    for width in (80, 120):
        plain = drawn(found, width, monkeypatch)
        coloured = drawn(found, width, monkeypatch, FORCE_COLOR="1")
        monkeypatch.delenv("FORCE_COLOR")

        assert "\x1b" not in plain
        assert ESCAPE.sub("", coloured) == plain


@named
def test_what_asks_for_no_colour_gets_none(words, parts, monkeypatch):
    assert not COLOUR.search(drawn(parts(words), 80, monkeypatch, FORCE_COLOR="1", NO_COLOR="1"))


def test_there_is_colour_to_be_asked_for(parts, monkeypatch):
    assert COLOUR.search(drawn(parts(("report",)), 80, monkeypatch, FORCE_COLOR="1"))


@named
def test_what_another_encoding_cannot_carry_is_drawn_without_loss_of_a_line(words, parts, monkeypatch):
    """A tree and the lines of tables are drawn in letters that every encoding has."""
    wide = drawn(parts(words), 80, monkeypatch)
    monkeypatch.setattr(page.Console, "encoding", "ascii")
    narrow = drawn(parts(words), 80, monkeypatch)

    assert not re.search("[─-╿]", narrow)
    assert len(narrow.splitlines()) == len(wide.splitlines())


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("width", [80, 120])
def test_the_help_of_every_command_fits(name, width):
    done = run(name, "--help", width=width, TERMINAL_WIDTH=str(width))

    assert done.exit_code == 0
    assert all(cell_len(line) <= width for line in done.stdout.splitlines())
    assert "…" not in done.stdout


def test_every_command_has_json_but_those_that_say_why():
    without = {name for name, command in COMMANDS.items() if not any("--json" in item.opts for item in command.params)}

    assert without == set(WITHOUT_JSON)


def test_data_has_no_colour_on_a_terminal():
    told = run("verdicts", "--json", FORCE_COLOR="1", TERM="xterm-256color").stdout

    assert "\x1b" not in told
    assert json.loads(told)["format"] == "aichipcn.verdicts/1"


# -- the tree of an explanation

TREES = [words for words in PAGES if words[0] == "explain" or "--explain" in words]
GUIDE = re.compile(r"(?:│   |    )*(?:├── |└── |│   |    )")


@pytest.mark.parametrize("words", TREES, ids=" ".join)
@pytest.mark.parametrize("width", [60, 80, 120])
def test_every_line_of_a_tree_keeps_its_guides_and_every_reason_is_in_it(words, width, parts, monkeypatch):
    told = drawn(parts(words), width, monkeypatch)
    tree = told[: told.index("\n\nSources")].splitlines()
    start = next(number for number, line in enumerate(tree) if line.startswith(("├", "└")))

    assert all(GUIDE.match(line) for line in tree[start:])
    assert sum(line.lstrip("│ ").startswith(("├── ", "└── ")) for line in tree) == _below(document(words))


def test_marks_in_a_tree_are_those_of_the_sources_below_it(parts, monkeypatch):
    for words in TREES:
        told = drawn(parts(words), 120, monkeypatch)
        tree, _, sources = told.partition("\n\nSources\n")
        numbers = {int(number) for number in re.findall(r"^ *\[(\d+)\]", sources, re.MULTILINE)}
        marked = set()
        for run_of in re.findall(r"\[([\d,-]+)\]", re.sub(r"\s+[│ ]*", " ", tree)):
            for part in run_of.split(","):
                first, _, last = part.partition("-")
                marked |= set(range(int(first), int(last or first) + 1))

        assert marked == numbers == set(range(1, len(numbers) + 1))


def document(words):
    return json.loads(run(*words, "--json").stdout)["explanation"]


def _below(node):
    return sum(1 + _below(child) for child in node.get("children", ()))
