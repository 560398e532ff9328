"""`aichipcn report --html`: where the page goes, what it is told, and what is refused."""

import sys
from pathlib import Path

import pytest

from tests.html.reading import Read
from tests.unit.commands import refusal, run

ROOT = Path(__file__).parents[2]

ASKED = ["report", "--place", "Shanghai", "--mandate", "shanghai-2027", "--on", "2027-12-31"]


def test_a_page_is_written_and_its_name_is_printed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run(*ASKED, "--html", "page.html").stdout == "page.html\n"
    page = (tmp_path / "page.html").read_text("utf-8")
    assert "Chinese mandates on AI chips in Shanghai, on 2027-12-31" in Read(page).text


def test_a_page_replaces_a_page_and_nothing_else(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run(*ASKED, "--html", "page.html")
    first = (tmp_path / "page.html").read_bytes()
    assert run(*ASKED, "--html", "page.html").exit_code == 0
    assert (tmp_path / "page.html").read_bytes() == first

    (tmp_path / "mine.toml").write_text("mine", "utf-8")
    said = refusal(*ASKED, "--html", "mine.toml")
    assert said == "mine.toml: is there already, and is no page of a report: name another file"
    assert (tmp_path / "mine.toml").read_text("utf-8") == "mine"


def test_a_file_that_cannot_be_written_is_named(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert (
        refusal(*ASKED, "--html", "absent/page.html")
        == "absent/page.html: cannot be written: No such file or directory"
    )


def test_a_page_is_no_json():
    assert refusal(*ASKED, "--html", "page.html", "--json") == "--html and --json exclude each other: a page is no JSON"


def test_without_the_extra_it_is_named(monkeypatch):
    for name in [name for name in sys.modules if name.startswith(("aichipcn.report.charts", "aichipcn.report.page"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "altair", None)
    assert refusal(*ASKED, "--html", "page.html") == 'a page needs the extra report: pip install "aichipcn[report]"'


def test_a_page_says_by_when_it_was_known_and_what_was_not_taken(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    clusters = ROOT / "tests" / "data" / "epoch_gpu_clusters.csv"
    words = [str(clusters), "--known-by", "2025-08-30", "--mandate", "shanghai-2027", "--html", "page.html"]
    assert run("report", *words).exit_code == 0
    text = Read((tmp_path / "page.html").read_text("utf-8")).text
    assert "2025-08-30: " in text
    assert "sources were public by then" in text
    assert "epoch_gpu_clusters.csv" in text


WRONG = [("--on", "2027"), ("--place", "Atlantis"), ("--mandate", "none-such"), ("--reading", "none")]


@pytest.mark.parametrize("wrong", WRONG)
def test_wrong_words_write_nothing(tmp_path, monkeypatch, wrong):
    monkeypatch.chdir(tmp_path)
    assert wrong[1] in refusal("report", *wrong, "--html", "page.html")
    assert list(tmp_path.iterdir()) == []
