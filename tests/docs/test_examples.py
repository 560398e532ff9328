"""Every block of the README, the docs and the docstrings holds; and each kind of block can fail."""

import re
from pathlib import Path

import pages
import pytest
from sybil import Sybil
from sybil.document import PythonDocStringDocument
from sybil.example import SybilFailure
from sybil.parsers.rest import DocTestParser

from tests.docs.running import FLAGS, SITE, parse
from tests.installing import on_the_path

ROOT = pages.ROOT
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
MODULES = sorted((ROOT / "src").rglob("*.py"))


def run_page(page, folder, monkeypatch):
    pages.furnish(folder)
    monkeypatch.chdir(folder)
    with on_the_path(folder / SITE):
        for example in Sybil(parsers=[parse], path=str(page.parent)).parse(page):
            example.evaluate()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_the_blocks_of_a_page_hold(page, tmp_path, monkeypatch):
    run_page(page, tmp_path, monkeypatch)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_no_fence_of_a_page_goes_unseen(page):
    text = page.read_text("utf-8")
    lines = [line for line in text.splitlines() if line.lstrip(" >-").startswith(("```", "~~~"))]

    assert len(lines) == 2 * len(list(pages.fences(text)))


def test_the_examples_of_docstrings_hold(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for module in MODULES:
        for example in PythonDocStringDocument.parse(str(module), DocTestParser(FLAGS)):
            example.evaluate()


def test_an_example_of_a_docstring_can_fail(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(tmp_path)
    module = tmp_path / "wrong_sum.py"
    module.write_text('def f():\n    """A sum.\n\n    >>> 1 + 1\n    3\n    """\n', "utf-8")
    (example,) = PythonDocStringDocument.parse(str(module), DocTestParser(FLAGS))

    with pytest.raises(SybilFailure):
        example.evaluate()


CHART = "import altair as alt\nchart = alt.Chart(alt.Data(values=[])).mark_bar()\n"
RIGHT = {
    "chart": f"```{{chart}}\n:alt: Nothing.\n:caption: None.\n\n{CHART}```",
    "python": "```python\nassert 1 + 1 == 2\n```",
    "pycon right before the closing fence": "```pycon\n>>> 1 + 1\n2\n```",
    "names shared down the page": "```python\nx = 2\n```\n\n```pycon\n>>> x\n2\n```",
    "toml": '<!-- file: a.toml -->\n```toml\n[[sources]]\nslug = "s"\ntitle = "T"\npublisher = "P"\n```',
    "fragment": '<!-- fragment -->\n```toml\nmeasure = "units"\n```',
    "exit code": "```console\n$ aichipcn assess china-mobile-beijing beijing-2027\n$ echo $?\n3\n```",
    "output": "```console\n$ aichipcn sources nikkei-2025-08-21\n...Report on Chinese cities...\n```",
    "generated": "```{run}\n:exit: 3\naichipcn assess china-mobile-beijing beijing-2027\n```",
    "script": "```sh\naichipcn chips H20 --json > h20.json\n```",
    "json": "```json\n{}\n```",
    "refused": "<!-- refused: a.toml -->\n```toml\n[a\n```\n```console\n$ aichipcn check a.toml\n$ echo $?\n1\n```",
    "refused json": "<!-- refused: a.json -->\n```json\n{\n```",
    "file in a folder": "<!-- file: p/pyproject.toml -->\n```toml\n[project]\n```",
    "test in a folder": "<!-- file: p/test_x.py -->\n```python\nimport nothing\n```",
    "python that is a file": "<!-- file: x.py -->\n```python\ny = 1\n```\n\n```python\nfrom pathlib import Path\n"
    "assert Path('x.py').read_text() == 'y = 1\\n'\n```",
    "not run": "<!-- not run: needs a cluster -->\n```python\n1 / 0\n```",
    "a command that is not run": "<!-- not run: needs a cluster -->\n```console\nspark-submit job.py\n```",
    "project": '<!-- file: p/pyproject.toml -->\n```toml\n[project]\nname = "p"\nversion = "1"\n'
    '[project.entry-points]\n"aichipcn.mandates" = { x = "x" }\n```\n\n'
    "```console\n$ pip install ./p\n$ aichipcn extensions\np 1\n  broken: x...\n```",
}
WRONG = {
    "chart that is none": "```{chart}\n:alt: Nothing.\n\nchart = {}\n```",
    "chart that is not made": "```{chart}\n:alt: Nothing.\n\nx = 1\n```",
    "chart of names from above": "```python\nx = 1\n```\n\n```{chart}\n:alt: Nothing.\n\nchart = x\n```",
    "python": "```python\nassert 1 + 1 == 3\n```",
    "pycon": "```pycon\n>>> 1 + 1\n3\n```",
    "pycon that raises": "```pycon\n>>> 1 / 0\n1\n```",
    "toml": '```toml\n[[sources]]\nslug = "s"\n```',
    "broken toml": "```toml\n[[sources\n```",
    "fragment": "<!-- fragment -->\n```toml\nmeasure =\n```",
    "exit code unsaid": "```console\n$ aichipcn assess china-mobile-beijing beijing-2027\n```",
    "exit code": "```console\n$ aichipcn assess china-mobile-beijing beijing-2027\n$ echo $?\n4\n```",
    "output": "```console\n$ aichipcn sources nikkei-2025-08-21\n...Report on Indian cities...\n```",
    "command unknown": "```console\n$ rm -r .\n```",
    "command without a prompt": "```console\naichipcn assess nowhere beijing-2027\n```",
    "generated": "```{run}\naichipcn assess china-mobile-beijing beijing-2027\n```",
    "script": "```sh\naichipcn chips nothing\n```",
    "json": "```json\n{\n```",
    "json file": '<!-- file: a.json -->\n```json\n{"chips": [{}]}\n```',
    "not refused": '<!-- refused: a.toml -->\n```toml\n[[sources]]\nslug = "s"\ntitle = "T"\npublisher = "P"\n```',
    "broken file in a folder": "<!-- file: p/pyproject.toml -->\n```toml\n[project\n```",
    "python that is a file": "<!-- file: x.py -->\n```python\nassert 1 == 2\n```",
    "no Python, though not run": "<!-- not run: needs a cluster -->\n```python\n1 +\n```",
    "language though not run": "<!-- not run: needs a cluster -->\n```ruby\nputs 1\n```",
    "language": "```ruby\nputs 1\n```",
}


@pytest.mark.parametrize("kind", RIGHT)
def test_a_right_block_passes(kind, tmp_path, monkeypatch):
    (tmp_path / "page.md").write_text(f"# A page\n\n{RIGHT[kind]}\n", "utf-8")

    run_page(tmp_path / "page.md", tmp_path, monkeypatch)


@pytest.mark.parametrize("kind", WRONG)
def test_a_wrong_block_fails(kind, tmp_path, monkeypatch):
    (tmp_path / "page.md").write_text(f"# A page\n\n{WRONG[kind]}\n", "utf-8")

    with pytest.raises((SybilFailure, AssertionError, SyntaxError, AttributeError, NameError, RuntimeError)):
        run_page(tmp_path / "page.md", tmp_path, monkeypatch)


def test_the_build_refuses_a_command_that_ends_with_another_code():
    with pytest.raises(RuntimeError, match="ended with 3, the page says 0"):
        pages.filled(WRONG["generated"])


def test_the_build_shows_the_output_of_a_command():
    page = pages.filled(RIGHT["generated"])

    assert page.startswith("```console\n$ aichipcn assess china-mobile-beijing beijing-2027\n")
    assert "33%" in page


def test_the_first_example_of_the_readme_has_both_kinds_of_block():
    found = {fence.language for fence in pages.fences((ROOT / "README.md").read_text("utf-8"))}

    assert {"python", "pycon", "console", "toml"} <= found


def test_the_readme_is_short_and_has_its_two_commands():
    text = (ROOT / "README.md").read_text("utf-8")

    assert len(text.splitlines()) < 90
    assert 'pip install ".[cli]" && aichipcn report' in text
    assert 'pip install -e ".[dev]" && pytest' in text


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_the_links_of_a_page_outside_the_docs_lead_somewhere(name):
    links = re.findall(r"(?<!!)\[[^\]]+\]\(([^)#]+)\)", (ROOT / name).read_text("utf-8"))

    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_pages_are_found_by_themselves():
    assert Path("docs/tutorial/first-verdict.md") in [page.relative_to(ROOT) for page in PAGES]
