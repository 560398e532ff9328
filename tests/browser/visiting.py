"""A page opened in a browser, and what was heard of it meanwhile."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

DESKTOP, PHONE = 1280, 360
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
)  # fmt: skip
REMOTE = re.compile(r"^(?!file:|data:|about:)")


class Visit(NamedTuple):
    """An open page, what it complained of and asked for, and the words for it in the name of a picture."""

    page: Page
    noise: list[str]
    words: tuple[str, ...]


def absent(what: str) -> None:
    """Skip where a tool is not installed; in CI it must be."""
    (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{what} is not installed")


@contextmanager
def started() -> Iterator[Browser]:
    """A browser without a window."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or "/usr/bin/chromium"
    if not Path(path).exists():
        absent("Chromium")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


@contextmanager
def visiting(
    browser: Browser, path: Path, *, dark: bool = False, width: int = DESKTOP, scripts: bool = True, query: str = ""
) -> Iterator[Visit]:
    """A file opened in a context of its own, which nothing leaves."""
    theme = "dark" if dark else "light"
    noise: list[str] = []
    context = browser.new_context(
        color_scheme=theme,
        reduced_motion="reduce",
        java_script_enabled=scripts,
        viewport={"width": width, "height": 900},
        offline=True,
    )
    page = context.new_page()
    page.on("console", lambda said: said.type in ("error", "warning") and noise.append(f"{said.type}: {said.text}"))
    page.on("pageerror", lambda error: noise.append(f"uncaught: {error}"))
    page.on("request", lambda request: REMOTE.match(request.url) and noise.append(f"asked for: {request.url}"))
    page.on("requestfailed", lambda request: noise.append(f"not found: {request.url}"))
    page.goto(path.as_uri() + query)
    try:
        yield Visit(page, noise, (path.stem, theme, str(width), *(() if scripts else ("no-scripts",))))
    finally:
        context.close()
