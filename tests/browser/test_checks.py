"""The checks pass a good page, and each fails the page that breaks it."""

import pytest

from tests.browser import checks

GOOD = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Facilities</title>
<style>
  body { font-family: sans-serif; color: #111; background: #fff; margin: 1rem; }
  .wide { overflow-x: auto; }
  @media (prefers-color-scheme: dark) { body { color: #eee; background: #111; } }
  @media print { details::details-content { content-visibility: visible; } }
</style>
</head>
<body>
<main>
<h1>Facilities</h1>
<p><label>Filter <input id="filter" type="search"></label></p>
<table>
<thead><tr><th scope="col">Facility</th><th scope="col">Place</th></tr></thead>
<tbody>
<tr class="row"><td>Alpha</td><td>Gansu</td></tr>
<tr class="row"><td>Beta</td><td>Gansu</td></tr>
<tr class="row"><td>Gamma</td><td>Guizhou</td></tr>
</tbody>
</table>
<details><summary>Why</summary><p>A branch decided.</p>
<details><summary>Sources</summary><p>One.</p></details>
</details>
<img alt="A dot" src="data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==">
</main>
<script>
  document.querySelector("#filter").addEventListener("input", typed => {
    for (const row of document.querySelectorAll(".row"))
      row.hidden = !row.textContent.toLowerCase().includes(typed.target.value.toLowerCase());
  });
</script>
</body>
</html>
"""


@pytest.fixture
def opened(visit, tmp_path):
    """Opens the good page with parts of it written differently."""

    def open_changed(*changes, **how):
        text = GOOD
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        page = tmp_path / "page.html"
        page.write_text(text, "utf-8")
        return visit(page, **how)

    return open_changed


def all_of(visit):
    checks.accessible(visit)
    checks.fits_width(visit)
    checks.focus_is_seen(visit)
    checks.folds_open_by_keyboard(visit)
    checks.filter_works(visit, "#filter", ".row")
    checks.printable(visit)
    checks.no_noise(visit)


@pytest.mark.parametrize("how", [{}, {"dark": True, "width": 360}], ids=["light", "dark"])
def test_a_good_page_passes_all_checks(opened, picture, how):
    seen = opened(**how)
    all_of(seen)
    assert picture(seen, "checked").stat().st_size > 1000


def test_without_scripts_a_page_is_read(opened):
    seen = opened(scripts=False)
    checks.no_noise(seen)
    assert seen.page.locator("h1").inner_text() == "Facilities"


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ('alt="A dot" ', "", "image-alt"),
        ("color: #111; background: #fff", "color: #bbb; background: #fff", "color-contrast"),
        ("<label>Filter ", "<label>", "label"),
        ("<h1>Facilities</h1>", "<h2>Facilities</h2>", "page-has-heading-one"),
    ],
)
def test_axe_names_the_rule_that_is_broken(opened, old, new, found):
    with pytest.raises(AssertionError, match=f"{found}: "):
        checks.accessible(opened((old, new)))


@pytest.mark.parametrize(
    ("script", "heard"),
    [
        ("console.error('bad')", "error: bad"),
        ("console.warn('odd')", "warning: odd"),
        ("throw new Error('broken')", "uncaught: broken"),
        ("fetch('https://example.org/x').catch(() => 0)", "asked for: https://example.org/x"),
        ("import('./absent.js').catch(() => 0)", "not found: file:"),
    ],
)
def test_what_a_script_says_or_asks_for_is_heard(opened, script, heard):
    seen = opened(("<script>", f"<script>{script};"))
    seen.page.wait_for_timeout(50)
    with pytest.raises(AssertionError, match=heard):
        checks.no_noise(seen)


@pytest.mark.parametrize(
    "part",
    [
        '<img alt="" src="https://example.org/a.png">',
        '<link rel="stylesheet" href="http://example.org/a.css">',
        '<script src="https://example.org/a.js"></script>',
    ],
)
def test_what_is_fetched_from_the_network_is_heard(opened, part):
    with pytest.raises(AssertionError, match=r"asked for: https?://example\.org/a\."):
        checks.no_noise(opened(("</main>", f"{part}</main>")))


def test_a_wide_table_must_scroll_on_its_own(opened):
    wide = '<table style="min-width: 900px">'
    with pytest.raises(AssertionError, match=r"9\d\d px are needed, of 360"):
        checks.fits_width(opened(("<table>", wide), width=360))
    checks.fits_width(
        opened(("<table>", f'<div class="wide" tabindex="0">{wide}'), ("</table>", "</table></div>"), width=360)
    )


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("<summary>Sources", '<summary onclick="event.preventDefault()">Sources', "the Enter key does nothing"),
        ("<summary>Sources", '<summary style="display: none">Sources', "the keyboard does not reach"),
        ("<summary>Sources</summary><p>", '<summary>Sources</summary><p style="display: none">', "nothing is shown by"),
        ("details", "section", "there is no fold"),
    ],
)
def test_a_fold_must_open_and_show_something(opened, old, new, found):
    with pytest.raises(AssertionError, match=found):
        checks.folds_open_by_keyboard(opened((old, new)))


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("row.hidden =", "row.lost =", "'Alpha' leaves 3 rows, and 1 hold it"),
        (".value.toLowerCase()", ".value", "leaves 0 rows, and 1 hold it"),
        ("textContent.", "cells[1].textContent.", "'Alpha' leaves 0 rows, and 1 hold it"),
        ("row.hidden = !", "row.hidden ||= !", "'' leaves 0 rows, and 3 hold it"),
    ],
    ids=["does nothing", "sees case", "reads one column", "brings nothing back"],
)
def test_a_filter_must_leave_what_holds_the_text(opened, old, new, found):
    with pytest.raises(AssertionError, match=found):
        checks.filter_works(opened((old, new)), "#filter", ".row")


def test_what_stays_folded_on_paper_is_named(opened):
    with pytest.raises(AssertionError, match=r"not shown on paper:\n<p>A branch decided"):
        checks.printable(opened(("content-visibility: visible", "color: black")))


def test_a_page_may_open_its_folds_by_a_script_before_it_is_printed(opened):
    each = "for (const fold of document.querySelectorAll('details')) fold.open = true;"
    script = f"addEventListener('beforeprint', () => {{ {each} }});"
    checks.printable(opened(("content-visibility: visible", "color: black"), ("<script>", f"<script>{script}")))


def test_a_focus_that_is_not_seen_is_named(opened):
    with pytest.raises(AssertionError, match="the focus is not seen on <input"):
        checks.focus_is_seen(opened(("</style>", "input:focus { outline: none; }</style>")))
