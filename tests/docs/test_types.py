"""The Python of the pages is what a typed program may say: mypy reads it as the program of a user."""

import doctest
import re

import pages
import pytest
from mypy import api

FIRST = ("README.md", "docs/tutorial/first-verdict.md")


def program(page):
    """The blocks of a page as one program, without what they print."""
    parser = doctest.DocTestParser()
    blocks = {
        "python": lambda text: text,
        "pycon": lambda text: "".join(example.source for example in parser.get_examples(text)),
    }
    fences = pages.fences(page.read_text("utf-8"))
    return "\n".join(blocks[fence.language](fence.text) for fence in fences if fence.language in blocks)


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    """What mypy knows already, from one test to the next."""
    return tmp_path_factory.mktemp("mypy")


@pytest.fixture
def said_of(cache, tmp_path, monkeypatch):
    """What mypy says of programs that import the library from its source."""
    monkeypatch.setenv("MYPYPATH", str(pages.ROOT / "src"))

    def said(programs, *options):
        files = [tmp_path / name for name in programs]
        for file in files:
            file.write_text(programs[file.name], "utf-8")
        told, failure, _ = api.run([*options, "--config-file=", f"--cache-dir={cache}", *map(str, files)])
        assert not failure
        return told

    return said


def test_the_first_examples_pass_strictly(said_of):
    programs = {f"page_{i}.py": program(pages.ROOT / page) for i, page in enumerate(FIRST)}

    assert all("acn.load_catalogue" in text for text in programs.values())
    assert said_of(programs, "--strict") == "Success: no issues found in 2 source files\n"


def test_no_page_gives_a_call_what_its_types_refuse(said_of):
    found = sorted((pages.ROOT / "docs").rglob("*.md"))
    programs = {f"page_{i}.py": text for i, page in enumerate(found) if (text := program(page))}
    told = said_of(programs)

    assert len(programs) > 10
    assert re.findall(r".*\[(?:arg-type|call-arg|call-overload|dict-item|list-item)\]", told) == []


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('acn.Facility(slug="x", name="X", commissioned=3)', "arg-type"),
        ('acn.Facility(name="X")', "call-arg"),
    ],
)
def test_a_wrong_example_is_found(line, code, said_of):
    told = said_of({"wrong.py": f"import aichipcn as acn\n{line}\n"}, "--strict")

    assert f"[{code}]" in told
