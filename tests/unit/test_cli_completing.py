"""What a shell is offered, by the protocols of bash, zsh and fish: names of the catalogue, and no error ever."""

import os
import subprocess
import sys

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from aichipcn.cli.commands import app
from aichipcn.model.formats import NumberFormat
from tests.installing import install, on_the_path

MINE = """
[[chips]]
slug = "x-chip"
name = "X chip"
designer = "huawei"
aliases = ["Xylem"]
sources = ["trendforce-2025-08-21"]
"""
SHELLS = ("bash", "zsh", "fish")


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.toml").write_text(MINE, "utf-8")
    (tmp_path / "broken.toml").write_text("[[chips]\n", "utf-8")


def spoken(line, shell):
    """The environment in which a shell asks what may stand at the end of a line."""
    said = {"_AICHIPCN_COMPLETE": f"complete_{shell}"}
    if shell == "bash":
        return said | {"COMP_WORDS": line, "COMP_CWORD": str(len(line.split(" ")) - 1)}
    return said | {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"}


def answer(line, shell="bash"):
    return CliRunner().invoke(app, [], prog_name="aichipcn", env=spoken(line, shell), catch_exceptions=False)


def offered(line):
    done = answer(line)

    assert (done.exit_code, done.stderr) == (0, "")
    return done.stdout.split()


@pytest.mark.parametrize(
    ("line", "among"),
    [
        ("aichipcn obt", "obtainable"),
        ("aichipcn report --kn", "--known-by"),
        ("aichipcn assess china-mobile-b", "china-mobile-beijing"),
        ("aichipcn assess china-mobile-beijing beij", "beijing-2027"),
        ("aichipcn report --mandate guiy", "guiyang-new-facilities"),
        ("aichipcn report --place CN-S", "CN-SH"),
        ("aichipcn report --place Shang", "Shanghai"),
        ("aichipcn chips huawei-ascend-910", "huawei-ascend-910b"),
        ("aichipcn chips h20", "h20"),
        ("aichipcn chips H20", "H20"),
        ("aichipcn compare H20 H10", "H100"),
        ("aichipcn chips --designer camb", "cambricon"),
        ("aichipcn vendors camb", "cambricon"),
        ("aichipcn facilities peng", "pengcheng-cloud-brain-ii"),
        ("aichipcn mandates shang", "shanghai-2027"),
        ("aichipcn incentives power", "power-subsidy"),
        ("aichipcn lists anke", "anke-ai-chips"),
        ("aichipcn sources trendforce-2025-08", "trendforce-2025-08-21"),
        ("aichipcn transformers kimi", "kimi-k2"),
        ("aichipcn utilisations palm", "palm-540b-mfu"),
        ("aichipcn rules us-2026", "us-2026-01"),
        ("aichipcn explain china-mobile-beijing beijing-2027 --reading designed", "designed-and-produced"),
        ("aichipcn compute qinghai --peak fp1", "fp16"),
        ("aichipcn compute qinghai --format bf", "bf16"),
        ("aichipcn compute qinghai --workload decode:llama-3", "decode:llama-3-1-8b"),
        ("aichipcn compute qinghai --workload decode:deepseek-v3 --mfu palm", "palm-540b-mfu"),
        ("aichipcn frontier 1MW --hold p", "power"),
        ("aichipcn suits 910C inf", "inference"),
        ("aichipcn classify H20 --end-use mil", "military"),
        ("aichipcn classify H20 --destination Maca", "Macau"),
        ("aichipcn obtainable H20 --by bytedan", "bytedance"),
        ("aichipcn national x.csv --level op", "operator"),
    ],
)
def test_a_value_is_completed(line, among):
    found = offered(line)
    begun = line.split(" ")[-1].casefold()

    assert among in found
    assert all(item.casefold().startswith(begun) for item in found)


def test_all_of_a_list_is_offered_before_a_letter_is_typed(catalogue):
    assert offered("aichipcn compute qinghai --peak ") == [item.value for item in NumberFormat]
    assert {item.slug for item in catalogue.chips} <= set(offered("aichipcn chips "))


def test_readings_are_those_of_the_mandate_on_the_line(catalogue):
    names = [item.name for item in catalogue.mandates["guiyang-new-facilities"].readings]

    assert offered("aichipcn assess china-mobile-beijing guiyang-new-facilities --reading ") == names
    assert offered("aichipcn report --mandate guiyang-new-facilities --reading ") == names
    assert set(names) < set(offered("aichipcn report --reading "))


def test_a_file_of_ones_own_is_read_and_a_broken_one_is_passed_over():
    assert offered("aichipcn chips --file mine.toml x-c") == ["x-chip"]
    assert offered("aichipcn chips --file mine.toml Xyl") == ["Xylem"]
    assert offered("aichipcn chips x-c") == []
    for file in ("broken.toml", "none.toml"):
        assert "huawei-ascend-910b" in offered(f"aichipcn chips --file mine.toml --file {file} huawei-ascend-9")


def test_extensions_are_offered_and_what_they_bring_is(tmp_path):
    points = {"aichipcn.mandates": {"file": "acme"}}
    entries = '[[vendors]]\nslug = "acme-vendor"\nname = "Acme vendor"\nsources = ["trendforce-2025-08-21"]\n'
    with on_the_path(tmp_path / "site") as site:
        install(site, "acme-mandates", points, {"acme/__init__.py": "", "acme/notice.toml": entries}, "2.0")
        install(site, "bad", {"aichipcn.mandates": {"own": "no_such"}}, {})

        assert offered("aichipcn vendors --with a") == ["acme-mandates", "all"]
        assert "acme-mandates" in offered("aichipcn extensions a")
        assert offered("aichipcn vendors --with acme-mandates acme") == ["acme-vendor"]
        assert offered("aichipcn vendors --with all acme") == ["acme-vendor"]
        assert offered("aichipcn vendors --with bad acme") == []


def test_of_files_the_shell_offers_its_own():
    assert offered("aichipcn check mi") == []


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_is_answered_with_what_a_name_stands_for_where_it_shows_that(shell):
    done = answer("aichipcn chips huawei-ascend-910c", shell)

    assert (done.exit_code, done.stderr) == (0, "")
    assert "huawei-ascend-910c" in done.stdout
    assert ("Huawei Ascend 910C" in done.stdout) is (shell != "bash")


@pytest.mark.parametrize("shell", SHELLS)
def test_a_process_answers_a_shell_even_of_a_broken_file(shell):
    line = "aichipcn chips --file broken.toml huawei-ascend-910c"
    environment = {**os.environ, **spoken(line, shell)}
    words = [sys.executable, "-m", "aichipcn"]
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)

    assert "huawei-ascend-910c" in done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_of_a_shell_can_be_shown(shell):
    environment = {**os.environ, "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    words = [sys.executable, "-m", "aichipcn", "--show-completion", shell]
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=True)

    assert "_AICHIPCN_COMPLETE" in done.stdout


NAMED = ("CHIP", "FACILITY", "MANDATE", "[NAME]", "[CHIP]", "FORMAT", "WORKLOAD", "USE", "PLACE", "BUYER")
"""How options and arguments are written that take a name."""


def test_whatever_takes_a_name_completes_it():
    """So does an option that is added later."""
    for command in get_command(app).commands.values():
        for param in command.params:
            if param.metavar in NAMED:
                assert param._custom_shell_complete is not None, f"{command.name} {param.name}"
