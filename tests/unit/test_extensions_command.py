"""The command with extensions: what is installed, what it brings to other commands, and what is broken."""

import json
import sys

import pytest
from typer.testing import CliRunner

import aichipcn as acn
from aichipcn.cli import main
from aichipcn.cli.commands import app
from aichipcn.report.rows.plain import with_place_names
from tests.installing import install, on_the_path
from tests.unit.test_extensions import FILE, PREDICATE

BAD = "bad 1.0: own of aichipcn.mandates: no_such cannot be loaded: ModuleNotFoundError: No module named 'no_such'"


@pytest.fixture
def acme(tmp_path):
    points = {"aichipcn.mandates": {"file": "acme"}, "aichipcn.predicates": {"cooled": "acme.predicates:Cooled"}}
    files = {"acme/__init__.py": "", "acme/notice.toml": FILE, "acme/predicates.py": PREDICATE}
    with on_the_path(tmp_path / "site") as site:
        install(site, "acme-mandates", points, files, "2.0")
        yield site


@pytest.fixture
def bad(acme):
    install(acme, "bad", {"aichipcn.mandates": {"own": "no_such"}}, {})
    return acme


def run(*words):
    return CliRunner().invoke(app, words, env={"COLUMNS": "100"})


def test_without_any_it_says_so(tmp_path):
    with on_the_path(tmp_path):
        told = run("extensions")

    assert (told.exit_code, told.stdout.splitlines()[0]) == (0, "No extension is installed.")


def test_extensions_are_listed_with_what_they_bring_and_why_they_are_broken(bad):
    told = run("extensions")

    assert told.exit_code == 0
    assert told.stdout.splitlines()[:6] == [
        "acme-mandates 2.0",
        "  file (aichipcn.mandates)      source: acme-notice",
        "                                mandate: acme-file",
        "  cooled (aichipcn.predicates)  predicate acme-cooled",
        "bad 1.0",
        "  broken: own (aichipcn.mandates): no_such cannot be loaded: ModuleNotFoundError: No module named",
    ]


def test_extensions_as_data(bad):
    document = json.loads(run("extensions", "--json").stdout)

    assert document == {
        "format": "aichipcn.extensions/1",
        "version": acn.__version__,
        "extensions": [
            {
                "name": "acme-mandates",
                "version": "2.0",
                "brings": [
                    {
                        "group": "aichipcn.mandates",
                        "name": "file",
                        "refers-to": "acme",
                        "files": ["notice.toml"],
                        "values": {"sources": ["acme-notice"], "mandates": ["acme-file"]},
                        "tags": [],
                    },
                    {
                        "group": "aichipcn.predicates",
                        "name": "cooled",
                        "refers-to": "acme.predicates:Cooled",
                        "files": [],
                        "values": {},
                        "tags": [{"part": "predicate", "tag": "acme-cooled"}],
                    },
                ],
                "broken": [],
            },
            {
                "name": "bad",
                "version": "1.0",
                "brings": [],
                "broken": [{"group": "aichipcn.mandates", "name": "own", "why": BAD.partition("mandates: ")[2]}],
            },
        ],
    }


def test_several_of_one_kind_are_counted_and_what_another_brings_is_said_to(acme):
    text = FILE.partition("[[mandates]]")[0]
    more = text + text.replace("acme-notice", "b") + text.replace("acme-notice", "c")
    install(
        acme,
        "other",
        {"aichipcn.mandates": {"again": "again", "more": "more"}},
        {"again/x.toml": text, "more/x.toml": more},
    )
    lines = run("extensions").stdout.splitlines()

    assert "  again (aichipcn.mandates)  the same as another" in lines
    assert "  more (aichipcn.mandates)   2 sources: b, c" in lines


def test_one_is_asked_for_by_name_and_ends_with_one_where_it_is_broken(bad):
    assert run("extensions", "Acme Mandates").exit_code == 0
    assert "bad" not in run("extensions", "acme-mandates").stdout
    assert run("extensions", "bad").exit_code == 1
    assert run("extensions", "bad").stdout.startswith("bad 1.0\n  broken: own (aichipcn.mandates): no_such")


COMMANDS = [
    ("report",),
    ("mandates",),
    ("mandates", "acme-file"),
    ("explain", "china-mobile-beijing", "acme-file", "--as-if-in-scope"),
    ("compute", "china-mobile-beijing"),
    ("chips", "H20"),
    ("vendors", "huawei"),
    ("facilities", "china-mobile-beijing"),
    ("sources", "acme-notice"),
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_takes_what_an_extension_brings(acme, command):
    told = run(*command, "--with", "acme-mandates", "--json")
    fingerprint = acn.load_catalogue(extensions=True).fingerprint

    assert told.exit_code == 0
    assert json.loads(told.stdout)["fingerprint"] == fingerprint


def test_a_facility_is_assessed_under_a_mandate_of_an_extension(acme):
    words = ("assess", "china-mobile-beijing", "acme-file", "--as-if-in-scope")

    assert run(*words, "--with", "acme-mandates").exit_code == 4
    assert "cooled by water" in run("explain", *words[1:], "--with", "all").stdout


@pytest.mark.parametrize("name", ["acme-mandates", "all"])
def test_the_schema_has_the_tags_that_an_extension_brings(acme, name):
    told = json.loads(run("schema", "--with", name).stdout)
    plain = json.loads(run("schema").stdout)

    conditions = set(told["$defs"]["condition"]["properties"]) - set(plain["$defs"]["condition"]["properties"])
    assert conditions == {"acme-cooled"}


def test_a_file_is_checked_with_the_tags_of_an_extension(acme, tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text(FILE.replace("acme-notice", "mine").replace("acme-file", "my-mandate"), "utf-8")

    assert run("check", str(file), "--with", "acme-mandates").exit_code == 0
    assert "unknown condition" in run("check", str(file)).stdout


def test_with_all_the_broken_ones_are_left_out_and_told(bad):
    told = run("mandates", "--with", "all")

    assert told.exit_code == 0
    assert "acme-file" in told.stdout
    assert told.stderr == f"left out: {BAD}\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("mandates", "--with", "bad"), f"1 problem in the extensions:\n{BAD}"),
        (("mandates", "--with", "acme-mandates", "--with", "bad"), f"1 problem in the extensions:\n{BAD}"),
        (("mandates", "--with", "acme"), "no extension is named 'acme'; nearest: 'acme-mandates'"),
        (("extensions", "acme"), "no extension is named 'acme'; nearest: 'acme-mandates'"),
    ],
)
def test_one_that_is_asked_for_by_name_and_cannot_be_used_is_bad_input(bad, words, message, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["aichipcn", *words])
    with pytest.raises(SystemExit) as ended:
        main()
    told = capsys.readouterr()

    assert (ended.value.code, told.out, told.err) == (1, "", f"{message}\n")


def test_extensions_that_clash_are_bad_input(acme, monkeypatch, capsys):
    install(acme, "other", {"aichipcn.predicates": {"own": "other:Cooled"}}, {"other.py": PREDICATE})
    monkeypatch.setattr(sys, "argv", ["aichipcn", "extensions"])
    with pytest.raises(SystemExit):
        main()

    assert capsys.readouterr().err == (
        "1 problem in the extensions:\nother 1.0: own of aichipcn.predicates:"
        " the tag 'acme-cooled' of a predicate is taken by acme-mandates 2.0\n"
    )


def test_a_unit_is_no_place():
    places = {"GB": "United Kingdom", "CN": "China"}

    assert with_place_names("at least 64 GB, in GB or CN", places) == "at least 64 GB, in United Kingdom or China"
