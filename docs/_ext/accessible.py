"""What the theme writes that a screen reader stumbles over, mended in the pages that are built.

Each mend is a pattern and what stands in its place; none of them changes what a reader sees. A mend that no longer
finds anything is to be taken out: `tests/browser` says so.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_PARAMETERS = re.compile(r"<dl>\n((?:<dd>(?:(?!</?d[ldt][ >]).)*?</dd>\n)+)</dl>", re.S)
MENDS = {
    "captions of the contents are headings without a level": (
        '<p class="caption" role="heading">',
        '<p class="caption" role="heading" aria-level="2">',
    ),
    "the sidebar is a landmark without a name": (
        '<aside class="sidebar-drawer">',
        '<aside class="sidebar-drawer" aria-label="All pages">',
    ),
    "what is on the page is a landmark without a name": (
        '<aside class="toc-drawer">',
        '<aside class="toc-drawer" aria-label="On this page">',
    ),
    "so is the place of it where there is nothing to list": (
        '<aside class="toc-drawer no-toc">',
        '<aside class="toc-drawer no-toc" aria-label="On this page">',
    ),
    "the corner of a table is a header without text": (
        '<th class="head"><p></p></th>',
        '<td class="corner"></td>',
    ),
    "the page of the search has no heading": (
        '</noscript>\n\n<div id="search-results">',
        '</noscript>\n<h1>Search</h1>\n<div id="search-results">',
    ),
}
"""What is wrong, what it is written as, and what is written instead."""


def mended(page: str) -> str:
    """A page as it should be. A page that is mended already stays as it is."""
    for wrong, right in MENDS.values():
        page = page.replace(wrong, right)
    return _PARAMETERS.sub(_parameters, page)


def mend(app: Sphinx, failed: Exception | None) -> None:
    """Mend all pages of a build."""
    if failed is None and app.builder.format == "html":
        for path in Path(app.outdir).rglob("*.html"):
            page = path.read_text("utf-8")
            if (better := mended(page)) != page:
                path.write_text(better, "utf-8")


def _parameters(listed: re.Match[str]) -> str:
    """The parameters of a signature are a list of definitions without terms: lines, then."""
    lines = listed[1].replace("<dd>", '<div class="sig-line">').replace("</dd>", "</div>")
    return f'<div class="sig-lines">\n{lines}</div>'
