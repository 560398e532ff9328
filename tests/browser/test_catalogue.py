"""The pages of the catalogue and the gallery in a browser: filtered by words, whole without a script, accessible."""

import pytest

from tests.browser import checks
from tests.browser.visiting import PHONE

BOX, STATUS, SHOWN = "#catalogue-filter", ".catalogue-filter [role=status]", "section.entry:not([hidden])"


@pytest.mark.parametrize("how", [{}, {"dark": True, "width": PHONE}], ids=["light-desktop", "dark-phone"])
@pytest.mark.parametrize("name", ["catalogue/lists", "catalogue/incentives", "gallery", "for-policy-researchers"])
def test_a_page_is_accessible(docs, visit, picture, name, how):
    seen = visit(docs / f"{name}.html", **how)
    picture(seen, name.replace("/", "-"))
    checks.accessible(seen)
    checks.fits_width(seen)
    checks.no_noise(seen)


def test_only_entries_with_all_the_words_are_shown(docs, visit):
    page = visit(docs / "catalogue" / "facilities.html").page
    whole = page.locator(SHOWN).count()
    assert page.inner_text(STATUS) == f"{whole} of {whole}"

    page.get_by_label("Show only entries with these words").fill("MOBILE  hohhot")

    shown = [text.casefold() for text in page.locator(SHOWN).all_text_contents()]
    assert 0 < len(shown) < whole
    assert all("mobile" in text and "hohhot" in text for text in shown)
    assert page.inner_text(STATUS) == f"{len(shown)} of {whole}"

    page.press(BOX, "Escape")
    assert page.locator(SHOWN).count() == whole


def test_a_link_to_an_entry_that_is_hidden_shows_it(docs, visit):
    page = visit(docs / "catalogue" / "facilities.html").page
    page.fill(BOX, "hohhot")
    page.evaluate("location.hash = '#china-mobile-harbin'")
    page.wait_for_function("!document.getElementById('china-mobile-harbin').hidden")

    assert page.input_value(BOX) == ""


def test_without_a_script_every_entry_is_read_and_there_is_no_box(docs, visit):
    page = visit(docs / "catalogue" / "facilities.html", scripts=False).page

    assert page.locator(SHOWN).count() > 20
    assert not page.locator(BOX).is_visible()
