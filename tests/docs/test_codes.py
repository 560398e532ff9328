"""Every code of an error has a page that shows it and says how to mend it; the guide reads what is printed."""

import json
import re

import pages
import pytest

import aichipcn as acn
from aichipcn.codes import Code

FOLDER = pages.ROOT / "docs" / "reference" / "errors"
GUIDE = pages.ROOT / "docs" / "how-to" / "check-a-file.md"
SHOWN = re.compile(r" \[([a-z-]+)\]$", re.M)


def text_of(code):
    return (FOLDER / f"{code}.md").read_text("utf-8")


def test_every_code_has_a_page_and_every_page_a_code():
    assert {page.stem for page in FOLDER.glob("*.md")} == {*Code, "index"}


@pytest.mark.parametrize("code", Code)
def test_a_page_begins_with_its_code_and_why_it_is_told(code):
    heading, blank, why, *_ = text_of(code).splitlines()

    assert heading == f"# `{code}`"
    assert (blank, why) == ("", f"{code.why[0].upper()}{code.why[1:]}.")


@pytest.mark.parametrize("code", Code)
def test_the_example_of_a_page_shows_its_code_and_no_other(code):
    outputs = [fence.text for fence in pages.fences(text_of(code)) if fence.language in ("console", "pycon")]

    assert {found for output in outputs for found in SHOWN.findall(output)} == {code}


@pytest.mark.parametrize("code", Code)
def test_a_page_says_how_to_mend_it(code):
    _, example, mended = re.split(r"^## (?:An example|How to mend it)$", text_of(code), flags=re.M)

    assert list(pages.fences(example))
    assert len(re.sub(r"```.*?```", "", mended, flags=re.S).split()) > 2


def test_the_files_that_a_page_shows_as_refused_have_no_other_problem(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shown = set()
    for code in set(Code) - {Code.PROBLEMS}:
        for fence in filter(lambda fence: fence.refused, pages.fences(text_of(code))):
            (tmp_path / fence.file).write_text(fence.text, "utf-8")
            (checked,) = acn.check_files(fence.file)
            assert [error.code for error in checked.problems] == [code]
            shown.add(code)
    assert len(shown) > 20


def test_the_index_lists_every_code():
    index = pages.filled((FOLDER / "index.md").read_text("utf-8"))

    assert re.findall(r"^\| \[([a-z-]+)\]\(\1\.md\) \| (.+) \|$", index, re.M) == [(code, code.why) for code in Code]


def test_the_matcher_of_the_guide_reads_what_the_command_prints():
    fences = list(pages.fences(GUIDE.read_text("utf-8")))
    (matcher,) = [json.loads(fence.text) for fence in fences if fence.text.startswith('{\n  "owner"')]
    _, first, *problems, _, _ = fences[1].text.splitlines()
    head, problem = (re.compile(pattern["regexp"]) for pattern in matcher["pattern"])

    assert head.match(first)[1] == "mine.toml"
    assert len(problems) == 5
    for line in problems:
        assert head.match(line) is None
        assert problem.match(line)[1].isdigit()
        assert problem.match(line)[3] in set(Code)
