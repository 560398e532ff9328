"""A browser for the tests of this folder, the built pages of the documentation, and where pictures are kept.

The browser ends with the last test of the folder: while it runs, so does a loop of asyncio, which other tests may not
want. `AICHIPCN_HTML` names pages that are built already; `AICHIPCN_SCREENSHOTS` where pictures go.
"""

import os
import subprocess
import sys
import time
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.browser import visiting

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "docs" / "_ext"))
PATIENCE = 600
"""Seconds for which a worker waits until another has built the pages."""


@pytest.fixture(scope="package")
def browser():
    with visiting.started() as browser:
        yield browser


@pytest.fixture
def visit(browser):
    """Opens a file, as often as wanted; all that was opened is closed at the end of the test."""
    with ExitStack() as opened:
        yield lambda path, **how: opened.enter_context(visiting.visiting(browser, path, **how))


@pytest.fixture
def picture():
    """Keeps the whole page as a picture, named by the page, the theme and the width."""
    folder = Path(os.environ.get("AICHIPCN_SCREENSHOTS") or ROOT / "build" / "screenshots")

    def keep(visit, name=None):
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / ("-".join([name or visit.words[0], *visit.words[1:]]) + ".png")
        visit.page.screenshot(path=path, full_page=True)
        return path

    return keep


@pytest.fixture(scope="session")
def docs(tmp_path_factory):
    """The folder of the built pages."""
    if ready := os.environ.get("AICHIPCN_HTML"):
        return Path(ready)
    if not find_spec("furo"):
        visiting.absent("the extra `docs`")
    own = tmp_path_factory.getbasetemp()
    return build_once((own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "built-docs")


def build_once(folder):
    """The worker that makes the folder builds; the others wait."""
    pages, done = folder / "html", folder / "done"
    try:
        folder.mkdir()
    except FileExistsError:
        end = time.monotonic() + PATIENCE
        while not done.exists():
            assert time.monotonic() < end, "the pages were not built in time"
            time.sleep(0.2)
    else:
        command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", str(ROOT / "docs"), str(pages)]
        built = subprocess.run(command, capture_output=True, text=True, check=False)
        done.write_text("" if built.returncode == 0 else built.stderr, "utf-8")
    assert not (wrong := done.read_text("utf-8")), wrong
    return pages
