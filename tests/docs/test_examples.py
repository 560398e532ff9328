"""Every Python example of the README and the docs is run, page by page."""

import doctest
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
FENCE = re.compile(r"```(python|pycon)\n(.*?)```", re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_examples_of_a_page_run_and_print_what_it_shows(page):
    names: dict[str, object] = {}
    for language, text in FENCE.findall(page.read_text("utf-8")):
        if language == "python":
            exec(compile(text, str(page), "exec"), names)
        else:
            example = doctest.DocTestParser().get_doctest(text, names, page.name, str(page), 0)
            runner = doctest.DocTestRunner()
            runner.run(example, clear_globs=False)
            assert runner.failures == 0
            names = example.globs


def test_the_readme_has_both_kinds_of_example():
    found = {language for language, _ in FENCE.findall((ROOT / "README.md").read_text("utf-8"))}

    assert found == {"python", "pycon"}
