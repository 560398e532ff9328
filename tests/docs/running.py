"""Runs the blocks of a page, top to bottom, in a folder of the page's own.

- `python` blocks run, `pycon` blocks run and print what they show; both share their names down the page.
- `toml` blocks are loaded over the embedded catalogue, or read as an amendment to it. A comment above a block, which
  no reader sees, names the file that it is (`<!-- file: mine.toml -->`; `mine.toml` without one), for the blocks below
  to use, or says that it is a `<!-- fragment -->`, which is only parsed. So is a file in a folder, which belongs to a
  project there. A file that is `<!-- refused: mine.toml -->` has problems.
- `python` blocks that are files are written too; those of tests are written alone, because they run where the project
  is installed.
- `console` blocks: each `$ ` line is run and prints what stands below it, where `...` stands for anything and the
  lines of tables are ignored. `$ echo $?` shows the exit code of the line before; without it that is 0.
  `pip install ./folder` puts the project in it on the path.
- `{run}` blocks, whose output the build puts in, end with the code that they state.
- `{chart}` blocks make a chart, from nothing but their own lines.
- `python`, `console` and `sh` blocks below `<!-- not run: why -->` need what is not there, such as a cluster: the
  `python` of them is read as Python, and nothing runs.
- `sh` blocks are scripts, run by bash; `json` blocks are JSON; `text` blocks are no code.
"""

from __future__ import annotations

import doctest
import json
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pages
from sybil import Document, Example, Region
from sybil.evaluators.doctest import DocTestEvaluator, OutputChecker
from sybil.evaluators.python import PythonEvaluator
from sybil.parsers.abstract import DocTestStringParser
from sybil.region import Lexeme

import aichipcn as acn
from tests.installing import install_project

FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
ELSEWHERE = {"bad-input.md": "its TOML is refused, and tests/unit asserts with which message"}
DIRECTIVES = ("{toctree}", "{include}", "{eval-rst}", "{image}", "{note}", "{catalogue}")
INSTALLING = ("pip install", "pytest", ".ci/run", "sphinx-build")
SITE = "site"
"""The folder of a page where what it installs lies."""
_DRAWN = re.compile(r"[─-╿|]+")


def parse(document: Document) -> Iterable[Region]:
    """The blocks of a page, each with what runs it."""
    for fence in pages.fences(document.text):
        lexeme = Lexeme(fence.text, fence.body - fence.start, 0)
        if fence.elsewhere:
            yield Region(fence.start, fence.end, fence, looked_at)
            continue
        if fence.language == "pycon":
            for region in DocTestStringParser(DocTestEvaluator(FLAGS))(fence.text, document.path):
                region.adjust(Region(fence.start, fence.end), lexeme)
                yield region
        elif fence.language == "python":
            fence.write(Path.cwd())
            if not is_a_test(fence):
                yield Region(fence.start, fence.end, lexeme, PythonEvaluator())
        elif fence.language in EVALUATORS:
            yield Region(fence.start, fence.end, fence, EVALUATORS[fence.language])
        elif fence.language.split(" ")[0] not in ("text", *DIRECTIVES):
            yield Region(fence.start, fence.end, fence, refuse)


def refuse(example: Example) -> str:
    return f"nothing runs a block of {example.parsed.language!r}"


def looked_at(example: Example) -> str | None:
    """What runs elsewhere is at least Python, where it says so."""
    fence = example.parsed
    if fence.language not in ("python", "console", "sh"):
        return f"nothing would run a block of {fence.language!r}"
    if fence.language == "python":
        compile(fence.text, "block", "exec")
    return None


def is_a_test(fence: pages.Fence) -> bool:
    return Path(fence.file or "").name.startswith("test_")


def load(example: Example) -> str | None:
    """A data file is loaded; a fragment, and a file of a project, is TOML."""
    fence = example.parsed
    if Path(example.path).name in ELSEWHERE:
        return None
    if fence.refused:
        return refused(fence)
    try:
        data = tomllib.loads(fence.text) if fence.language == "toml" else json.loads(fence.text)
        if fence.mark != "fragment":
            named = fence._replace(mark=fence.mark or "file: mine.toml")
            named.write(Path.cwd())
            if "/" not in str(named.file):
                (acn.read_amendment if "amendment" in data else acn.load_catalogue)(str(named.file))
    except (acn.AichipcnError, ValueError) as error:
        return str(error)
    return None


def refused(fence: pages.Fence) -> str | None:
    """A file that is shown to have problems has some."""
    Path(fence.file or "").write_text(fence.text, "utf-8")
    (checked,) = acn.check_files(fence.file or "")
    return None if checked.problems else f"{fence.file} has no problem"


def json_text(example: Example) -> str | None:
    fence = example.parsed
    if fence.refused:
        return refused(fence)
    if fence.file:
        return load(example)
    try:
        json.loads(fence.text)
    except ValueError as error:
        return str(error)
    return None


def commands(text: str) -> list[tuple[str, str]]:
    """The commands of a console block and what is shown below each; without a `$ ` every line is a command."""
    text = text.replace("\\\n", " ")
    if not re.search(r"^\$ ", text, re.M):
        return [(line, "") for line in text.splitlines() if line.strip()]
    parts = re.split(r"^\$ ", text, flags=re.M)[1:]
    return [(line.strip(), shown) for line, _, shown in (part.partition("\n") for part in parts)]


def console(example: Example) -> str | None:
    """Each command exits with the code and prints the output that the page shows."""
    listed = commands(example.parsed.text)
    for position, (line, shown) in enumerate(listed):
        follows = listed[position + 1] if position + 1 < len(listed) else ("", "")
        expected = int(follows[1]) if follows[0] == "echo $?" else 0
        for command in map(str.strip, line.split("&&")):
            if command.startswith("pip install ./"):
                install_project(Path(SITE), Path(command.removeprefix("pip install ")))
                continue
            if command.startswith(INSTALLING) or command == "echo $?":
                continue
            if shlex.split(command)[0] != "aichipcn":
                return f"nothing runs {command!r}"
            code, output = pages.run(command, Path.cwd())
            if code != expected:
                return f"{command!r} ended with {code}, the page says {expected}:\n{output}"
            if shown.strip() and not OutputChecker().check_output(_bare(shown), _bare(output), FLAGS):
                return f"{command!r} printed\n{output}\nwhere the page shows\n{shown}"
    return None


def _bare(output: str) -> str:
    return " ".join(_DRAWN.sub(" ", output).split()) + "\n"


def generated(example: Example) -> str | None:
    """A command of which the build shows the output."""
    block = pages.run_block(example.parsed.text)
    code, output = pages.run(block.command, Path.cwd())
    if code != block.code:
        return f"{block.command!r} ended with {code}, the page says {block.code}:\n{output}"
    return None if output else f"{block.command!r} printed nothing"


def drawn(example: Example) -> str | None:
    """A block of a chart makes one."""
    made = pages.chart_of(example.parsed.text).to_dict()
    return None if "$schema" in made else "this is no chart"


def script(example: Example) -> str | None:
    """A script succeeds, `aichipcn` and `python3` being those of the tests."""
    own = f'python3() {{ "{sys.executable}" "$@"; }}\naichipcn() {{ python3 -m aichipcn "$@"; }}\n'
    done = subprocess.run(["bash", "-c", own + example.parsed.text], capture_output=True, text=True, check=False)
    return f"the script ended with {done.returncode}:\n{done.stdout}{done.stderr}" if done.returncode else None


EVALUATORS = {"toml": load, "json": json_text, "console": console, "{run}": generated, "{chart}": drawn, "sh": script}
