"""The page of a report in a browser: whole, and of one mandate, which axe-core reads through in reasonable time."""

from datetime import date

import pytest

from aichipcn.report.page import report_page
from tests.browser.checks import (
    accessible,
    filter_works,
    fits_width,
    focus_is_seen,
    folds_open_by_keyboard,
    no_noise,
    printable,
)
from tests.browser.visiting import DESKTOP, PHONE

ON = date(2027, 12, 31)
VIEWS = [{"dark": False, "width": DESKTOP}, {"dark": True, "width": PHONE}]


@pytest.fixture(scope="module")
def whole(catalogue, tmp_path_factory):
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(report_page(catalogue, ON), "utf-8")
    return path


@pytest.fixture(scope="module")
def small(catalogue, tmp_path_factory):
    path = tmp_path_factory.mktemp("page") / "report-shanghai.html"
    shanghai = {"within": catalogue.places["CN-SH"], "mandates": [catalogue.mandates["shanghai-2027"]]}
    path.write_text(report_page(catalogue, ON, **shanghai), "utf-8")
    return path


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: f"{view['width']}")
def test_the_whole_page_is_quiet_fits_and_can_be_filtered(visit, whole, picture, view):
    seen = visit(whole, **view)
    no_noise(seen)
    fits_width(seen)
    filter_works(seen, "[data-filters=held]", "#held tbody tr")
    folds_open_by_keyboard(seen, most=12)
    no_noise(seen)
    picture(visit(whole, **view))


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: f"{view['width']}")
def test_axe_finds_nothing_with_all_folds_open(visit, small, picture, view):
    seen = visit(small, **view)
    seen.page.click("text=Open all")
    seen.page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    accessible(seen)
    focus_is_seen(seen)
    picture(seen, "report-open")


def test_the_verdict_filter_leaves_the_facilities_that_have_it(visit, whole):
    seen = visit(whole)
    seen.page.select_option("[data-status=held]", "non-compliant")
    shown = seen.page.locator("#held tbody tr:visible")
    assert shown.count() > 0
    assert all("non-compliant" in text for text in shown.all_text_contents())
    assert seen.page.text_content("[data-count=held]").startswith(f"{shown.count()} of ")


def test_a_verdict_leads_to_its_reasons_and_opens_them(visit, whole):
    seen = visit(whole)
    link = seen.page.locator("#held a.verdict").first
    name = link.get_attribute("href")[1:]
    assert not seen.page.locator(f"[id='{name}']").is_visible()
    link.click()
    fold = seen.page.locator(f"[id='{name}']")
    assert fold.is_visible()
    assert fold.get_attribute("open") is not None


def test_all_reasons_open_and_close_at_once(visit, whole):
    seen = visit(whole)
    reasons = seen.page.locator("#explanations details")
    seen.page.click("text=Open all")
    assert reasons.evaluate_all("found => found.every(fold => fold.open)")
    seen.page.click("text=Close all")
    assert reasons.evaluate_all("found => found.every(fold => !fold.open)")


def test_without_scripts_everything_is_there_but_the_filter(visit, small):
    seen = visit(small, scripts=False)
    assert seen.page.locator("#held tbody tr").first.is_visible()
    assert not seen.page.locator("form.filter").is_visible()
    assert not seen.page.locator(".folds").is_visible()
    seen.page.locator("article summary").first.click()
    assert seen.page.locator("article details ul").first.is_visible()


def test_on_paper_there_is_what_is_read_and_not_what_is_clicked(visit, small):
    seen = visit(small, dark=True)
    printable(seen, "article")
    seen.page.emulate_media(media="print", color_scheme="dark")
    assert not seen.page.locator("form.filter").is_visible()
    assert not seen.page.locator("nav").is_visible()
    assert seen.page.locator("#held").is_visible()
    ink, paper = seen.page.evaluate(
        "[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]"
    )
    assert (ink, paper) == ("rgb(0, 0, 0)", "rgb(255, 255, 255)")
    assert len(seen.page.pdf()) > 10_000
