"""What a notebook shows of a catalogue, twice in one page: each search box finds in its own."""

import pytest

import aichipcn as acn
from tests.browser.checks import accessible, fits_width, no_noise
from tests.browser.visiting import PHONE


@pytest.fixture
def twice(tmp_path):
    small = acn.Catalogue().with_(*(acn.Chip(slug=f"chip-{i}", name=f"Chip {i}") for i in range(3)))
    head = '<!doctype html><html lang="en"><title>Notebook</title><meta name="color-scheme" content="light dark">'
    cells = f"<h1>Notebook</h1>{small._repr_html_()}<hr>{small._repr_html_()}"
    path = tmp_path / "notebook.html"
    path.write_text(f"{head}<main>{cells}</main></html>", "utf-8")
    return path


def test_each_search_box_finds_in_its_own_catalogue(visit, twice):
    page = visit(twice).page
    boxes = page.get_by_label("Search")

    def shown(cell):
        return page.locator(".aichipcn").nth(cell).locator("tbody tr:visible th").all_inner_texts()

    assert boxes.count() == 2
    boxes.first.fill("chip CHIP-1")
    assert (shown(0), shown(1)) == (["Chip 1"], ["Chip 0", "Chip 1", "Chip 2"])
    assert page.locator("output").all_inner_texts() == ["1 of 3 entries", ""]
    boxes.last.fill("chip-2")
    assert (shown(0), shown(1)) == (["Chip 1"], ["Chip 2"])


def test_without_scripts_there_is_the_table_and_no_box(visit, twice):
    page = visit(twice, scripts=False).page
    assert (page.locator("input").count(), page.locator("tbody tr").count()) == (0, 6)


@pytest.mark.parametrize("how", [{}, {"dark": True, "width": PHONE}], ids=["light", "dark"])
def test_it_is_read_by_all(visit, twice, picture, how):
    seen = visit(twice, **how)
    no_noise(seen)
    fits_width(seen)
    accessible(seen)
    picture(seen)
