"""The worked package: what it brings, what it costs, and that the page which builds it shows it as it is.

It is built, installed and run under its own test in CI.
"""

import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import aichipcn as acn
from aichipcn.catalogue.extensions import load_extensions
from tests.installing import install_project, on_the_path

ROOT = Path(__file__).parents[2]
PROJECT = ROOT / "tests" / "third_party" / "aichipcn-example-province"
PAGE = (ROOT / "docs" / "how-to" / "add-a-mandate.md").read_text("utf-8")
FILES = re.findall(r"^<!-- file: aichipcn-example-province/(.+) -->$", PAGE, re.M)


@pytest.fixture
def catalogue(tmp_path):
    with on_the_path(tmp_path / "site") as site:
        install_project(site, PROJECT)
        yield acn.load_catalogue(extensions="aichipcn-example-province")


def block(mark):
    """The block of the page below a comment."""
    return re.search(rf"^<!-- {re.escape(mark)} -->\n```\w+\n(.*?)^```$", PAGE, re.M | re.S)[1]


def test_it_brings_a_mandate_a_rule_and_a_condition(catalogue):
    loaded = load_extensions("aichipcn-example-province", strict=True)

    assert [value.slug for value in loaded.values] == [
        "example-province-notice",
        "example-province-2028",
        "example-rule-2028",
    ]
    assert loaded.vocabulary.theirs("predicate") == ("memory-at-least",)


@pytest.mark.parametrize(
    ("counts", "status"),
    [
        ({"large-ours": 60, "large-theirs": 40}, acn.Status.COMPLIANT),
        ({"large-ours": 59, "large-theirs": 41}, acn.Status.NON_COMPLIANT),
        ({"large-ours": 60, "large-theirs": 40, "small-theirs": 1000}, acn.Status.COMPLIANT),
        ({"large-ours": 60, "large-theirs": 40, "unknown-theirs": 1}, acn.Status.INDETERMINATE),
        ({"large-ours": 60, "large-theirs": 20, "unknown-theirs": 20}, acn.Status.COMPLIANT),
        ({"small-ours": 10, "small-theirs": 10}, acn.Status.NOT_APPLICABLE),
    ],
    ids=str,
)
def test_its_mandate_counts_only_chips_of_so_much_memory(catalogue, counts, status):
    memory = {"large": "64 GB", "small": "32 GB", "unknown": None}
    designers = {"ours": catalogue.vendors["huawei"], "theirs": catalogue.vendors["nvidia"]}
    chips = {
        f"{size}-{whose}": acn.Chip(slug=f"{size}-{whose}", name=size, memory=figure, designer=designer)
        for size, figure in memory.items()
        for whose, designer in designers.items()
    }
    site = acn.Facility(
        slug="site",
        name="Site",
        commissioned=date(2027, 1, 1),
        deployments=[acn.Deployment(chip=chips[slug], count=count) for slug, count in counts.items()],
    )

    assert acn.assess(site, catalogue.mandates["example-province-2028"], on=date(2028, 7, 1)).status is status


@pytest.mark.parametrize(
    ("rate", "on", "caught"),
    [
        ("150 TFLOP/s", date(2028, 1, 1), ("1A001",)),
        ("149.9 TFLOP/s", date(2028, 1, 1), ()),
        ("150 TFLOP/s", date(2027, 12, 31), ()),
    ],
)
def test_its_rule_is_one_of_the_catalogue(catalogue, rate, on, caught):
    chip = acn.Chip(slug="mine", name="Mine", rates={"fp16": rate}, market="consumer")
    classified = acn.classify(chip, on=on, catalogue=catalogue)

    assert tuple(group for group in classified.paragraphs if group == "1A001") == caught


def test_it_says_that_it_is_invented(catalogue):
    assert "invented" in catalogue.sources["example-province-notice"].title
    for file in (
        "README.md",
        "pyproject.toml",
        "src/aichipcn_example_province/mandates.toml",
        "src/aichipcn_example_province/rules.toml",
    ):
        assert "invented" in (PROJECT / file).read_text("utf-8")


def run_its_test(site, project):
    """What the test of a project says, run where it is installed and outside of this one."""
    install_project(site, project)
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", site, project / "tests"],
        capture_output=True,
        text=True,
        check=False,
        cwd=site,
        env={"PYTHONPATH": f"{site}:{Path(acn.__file__).parents[1]}"},
    )


def test_its_test_passes(tmp_path):
    done = run_its_test(tmp_path, PROJECT)

    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert re.search(r"^\d\d passed", done.stdout.splitlines()[-1])


def test_its_test_fails_for_a_condition_that_takes_the_unknown_for_false(tmp_path):
    project = shutil.copytree(PROJECT, tmp_path / "project")
    module = project / "src" / "aichipcn_example_province" / "__init__.py"
    text = module.read_text("utf-8")
    module.write_text(text.replace("acn.Ternary.UNKNOWN if", "acn.Ternary.FALSE if"), "utf-8")
    done = run_its_test(tmp_path / "site", project)

    assert done.returncode == 1
    assert "FAILED" in done.stdout


def test_its_test_is_short():
    assert len((PROJECT / "tests" / "test_province.py").read_text("utf-8").splitlines()) < 15


def test_the_page_shows_every_file_of_it_as_it_is():
    shown = {path: block(f"file: aichipcn-example-province/{path}") for path in FILES}
    held = {
        path.relative_to(PROJECT).as_posix(): path.read_text("utf-8")
        for path in PROJECT.rglob("*")
        if path.suffix in (".py", ".toml")
    }

    assert shown == held


def test_a_mandate_costs_at_most_twenty_lines_in_a_file_and_about_as_many_in_python():
    file = block("file: chongqing.toml")
    value = re.search(r"^chongqing = acn\.Mandate\(\n.*?^\)$", PAGE, re.M | re.S)[0]

    assert file == (ROOT / "tests" / "data" / "chongqing.toml").read_text("utf-8")
    assert len(file.splitlines()) <= 20
    assert len(value.splitlines()) <= 20
