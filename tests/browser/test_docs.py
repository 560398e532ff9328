"""The built pages in a browser: quiet, offline, readable by all, on a desk and on a phone."""

import accessible
import pytest

from tests.browser import checks
from tests.browser.visiting import PHONE

KINDS = {
    "home": "index",
    "tutorial": "tutorial/first-verdict",
    "how-to": "how-to/classify-a-chip",
    "explanation": "explanation/two-clocks",
    "equations": "explanation/clusters",
    "api": "reference/api/errors",
    "glossary": "reference/glossary",
    "command-line": "reference/command-line",
    "error": "reference/errors/contradiction",
    "search": "search",
}
"""A page of each kind. axe-core takes minutes for the longest of `reference/api`; a short one stands for them."""
VIEWS = [pytest.param({}, id="light-desktop"), pytest.param({"dark": True, "width": PHONE}, id="dark-phone")]
NEEDED = {wrong: right for wrong, (_, right) in accessible.MENDS.items()}


@pytest.mark.parametrize("how", VIEWS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_of_each_kind_is_accessible(docs, visit, picture, kind, how):
    seen = visit(docs / f"{KINDS[kind]}.html", **how)
    picture(seen, kind)
    checks.accessible(seen)
    checks.fits_width(seen)
    checks.no_noise(seen)


def test_no_page_complains_asks_the_network_or_is_too_wide_for_a_phone(docs, visit):
    pages = sorted(docs.rglob("*.html"))
    assert len(pages) > 50

    seen, found = visit(docs / "index.html", width=PHONE), []
    for path in pages:
        seen.page.goto(path.as_uri())
        try:
            checks.no_noise(seen)
            checks.fits_width(seen)
        except AssertionError as wrong:
            found.append(f"{path.relative_to(docs)}: {wrong}")
        seen.noise.clear()

    assert found == []


@pytest.mark.parametrize("kind", ["home", "command-line"])
def test_the_focus_is_seen(docs, visit, kind):
    checks.focus_is_seen(visit(docs / f"{KINDS[kind]}.html"), steps=12)


def test_what_scrolls_on_its_own_is_reached_by_the_keyboard(docs, visit):
    scrolling = "boxes => boxes.filter(box => box.scrollWidth > box.clientWidth).map(box => box.tabIndex)"
    boxes = ".highlight pre, .table-wrapper"
    assert set(
        visit(docs / "tutorial/first-verdict.html", width=PHONE).page.eval_on_selector_all(boxes, scrolling)
    ) == {0}


def test_a_search_finds_pages_without_a_server(docs, visit):
    seen = visit(docs / "search.html", query="?q=headroom")
    seen.page.wait_for_selector("#search-results a[href*=glossary]")
    checks.no_noise(seen)
    checks.accessible(seen)


def test_without_scripts_a_page_is_read(docs, visit):
    seen = visit(docs / "index.html", scripts=False)
    assert seen.page.locator("h1").inner_text().startswith("aichipcn")
    checks.no_noise(seen)


@pytest.mark.parametrize("wrong", NEEDED)
def test_each_mend_of_the_pages_is_still_needed(docs, wrong):
    assert any(NEEDED[wrong] in path.read_text("utf-8") for path in docs.rglob("*.html"))


def test_a_page_that_is_mended_stays_as_it_is():
    parameters = '<dt>f(<dl>\n<dd><em class="sig-param">a</em>,</dd>\n<dd>b,</dd>\n</dl>\n)</dt>'
    terms = "<dl>\n<dt>a</dt><dd>b</dd>\n</dl>"
    page = terms.join([parameters, *(wrong for wrong, _ in accessible.MENDS.values())])

    once = accessible.mended(page)

    assert once == accessible.mended(once)
    assert '(<div class="sig-lines">\n<div class="sig-line"><em class="sig-param">a</em>,</div>\n' in once
    assert terms in once
