"""The page of a report says what was assessed, needs nothing else, and takes no text for markup."""

import re
from datetime import date
from fractions import Fraction

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import aichipcn as acn
from aichipcn.report.charts.theme import GREY, GRID, INK, PALE, PAPER
from aichipcn.report.html.page.document import document
from aichipcn.report.page import report_page
from aichipcn.report.rows.overview import overview
from tests.html.reading import Read

ON = date(2027, 12, 31)
IN_WORDS = {"not-in-force": "not in force", "not-applicable": "not applicable"}
HOSTILE = '<script>alert("1")</script>'


@pytest.fixture(scope="module")
def page(catalogue):
    return report_page(catalogue, ON)


@pytest.fixture(scope="module")
def read(page):
    return Read(page)


def yardsticks(catalogue):
    return [mandate for mandate in catalogue.mandates if mandate.place is None or mandate.place.parent]


def named(row):
    """The name of the facility of a row, without the numbers of its sources."""
    return re.sub(r" \d+$", "", row[0])


def test_every_facility_has_the_verdict_and_the_share_that_were_assessed(catalogue, read):
    head, *rows = read.tables["held"]
    asked = yardsticks(catalogue)

    assert [cell.split("needs")[0] for cell in head[2:-1]] == [mandate.slug for mandate in asked]
    assert sorted(map(named, rows)) == sorted(item.name for item in catalogue.facilities)
    by_name = {item.name: item for item in catalogue.facilities}
    for row in rows:
        facility = by_name[named(row)]
        for cell, mandate in zip(row[2:-1], asked, strict=True):
            verdict = acn.assess(facility, mandate, on=ON, as_if_in_scope=True)
            assert cell[2:].startswith(f"{verdict.status.value}share ")
            if isinstance(verdict.share, Fraction) and (100 * verdict.share).denominator == 1:
                assert f"share {100 * verdict.share}%" in cell


def turns(mandate, facility, on):
    verdicts = (acn.assess(facility, mandate, on=on, reading=one.name, as_if_in_scope=True) for one in mandate.readings)
    return len({one.status for one in verdicts}) > 1


@pytest.mark.parametrize("on", [ON, date(2026, 6, 1)], ids=str)
def test_the_counts_are_those_of_the_verdicts(catalogue, on):
    head, *rows = Read(document(overview(catalogue, on, reasons=True))).tables[f"facilities-by-verdict-on-{on}"]
    for row, mandate in zip(rows, yardsticks(catalogue), strict=True):
        found = [acn.assess(item, mandate, on=on, as_if_in_scope=True).status.value for item in catalogue.facilities]
        *numbers, turning = map(int, row[2:])
        counted = dict(zip([cell[2:] for cell in head[2:-1]], numbers, strict=True))
        assert turning == sum(turns(mandate, facility, on) for facility in catalogue.facilities)
        assert counted == {word: [IN_WORDS.get(item, item) for item in found].count(word) for word in counted}
        assert sum(counted.values()) == len(found)


def test_every_reading_of_every_verdict_has_its_reasons(catalogue, read):
    for mandate in yardsticks(catalogue):
        for reading in mandate.readings:
            for facility in catalogue.facilities:
                verdict = acn.assess(facility, mandate, on=ON, reading=reading.name, as_if_in_scope=True)
                assert f"why.{facility.slug}.{mandate.slug}.{reading.name}" in read.ids
                assert str(verdict) in read.text


def test_every_mandate_is_there_with_each_of_its_readings_and_every_source_that_is_cited(catalogue, read):
    for mandate in catalogue.mandates:
        assert f"mandate.{mandate.slug}" in read.ids
        assert mandate.title in read.text
        assert all(reading.name in read.text for reading in mandate.readings)
        assert all(source.title in read.text for source in mandate.sources)


def test_every_link_inside_the_page_leads_to_one_place_in_it(read):
    assert len(read.ids) == len(set(read.ids))
    inside = {link[1:] for link in read.links if link.startswith("#")}
    assert inside <= set(read.ids)


def test_it_loads_nothing(page, read):
    for tag, attributes in read.elements:
        assert "src" not in attributes
        assert tag not in ("iframe", "object", "embed", "img", "base", "use", "image")
        if tag == "link":
            assert attributes == {"rel": "icon", "href": "data:,"}
    assert not re.search(r"@import|url\(\s*['\"]?(?!#)", read.scripts)
    assert all(re.match(r"#|https?://", link) for link in read.links)


def test_it_has_every_picture_described_and_every_table_headed(read):
    figures = read.tags.count("figure")
    described = [named for named in read.attributes if named.get("role") == "img"]
    assert figures == len(described) > 0
    assert all(len(named["aria-label"]) > 20 for named in described)
    assert read.tags.count("table") == read.tags.count("caption")
    assert all(named.get("scope") in ("row", "col") for tag, named in read.elements if tag == "th")


def test_it_is_below_three_megabytes(page):
    assert len(page.encode()) < 3_000_000


def test_the_same_arguments_give_the_same_page(catalogue, page):
    assert report_page(catalogue, ON) == page


@settings(max_examples=10)
@given(name=st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1, max_size=30))
def test_a_name_is_text_whatever_is_written_in_it(catalogue, name):
    facility = attrs.evolve(catalogue.facilities["baidu-yangquan"], name=f"{HOSTILE} {name}", note="<b>")
    changed = catalogue.with_(facility)
    data = overview(changed, ON, mandates=[changed.mandates["shanghai-2027"]], reasons=True)

    read = Read(document(data))

    assert facility.name in read.text
    assert read.tags.count("script") == 1
    assert read.tags.count("b") == 0


def test_a_facility_named_script_is_harmless_in_a_chart_too(catalogue):
    facility = attrs.evolve(catalogue.facilities["china-mobile-hohhot"], name=HOSTILE)
    page = report_page(catalogue.with_(facility), ON)
    assert Read(page).tags.count("script") == 1
    assert HOSTILE not in page


def test_an_address_that_is_none_is_no_link(catalogue):
    source = acn.Source(
        slug="mine",
        title="A note",
        publisher="Example",
        published=date(2026, 1, 1),
        url="https://example.org/?a=1&b=<c>",
    )
    facility = attrs.evolve(catalogue.facilities["baidu-yangquan"], sources=(source,))
    read = Read(report_page(catalogue.with_(source, facility), ON))
    assert "https://example.org/?a=1&b=<c>" in read.links


def test_a_place_without_facilities_gives_a_page_all_the_same(catalogue):
    read = Read(report_page(catalogue, ON, within=catalogue.places["CN-XZ"]))
    assert "Facilities: 0;" in read.text
    assert read.tables["held"][1:] == []


def test_a_page_of_one_place_and_one_mandate_holds_no_others(catalogue):
    shanghai = catalogue.places["CN-SH"]
    read = Read(report_page(catalogue, ON, within=shanghai, mandates=[catalogue.mandates["shanghai-2027"]]))
    inside = [item.name for item in catalogue.facilities if item.place and item.place.lies_in("CN-SH")]
    assert sorted(map(named, read.tables["held"][1:])) == sorted(inside) != []
    assert "mandate.beijing-2027" not in read.ids


def test_before_the_first_milestone_nothing_is_required(catalogue):
    read = Read(report_page(catalogue, date(2020, 1, 1)))
    assert "nothing on this date; next" in read.text
    assert "not in force" in read.text


def test_a_shortfall_that_is_not_known_is_not_called_none(catalogue, read):
    for mandate in catalogue.mandates:
        verdicts = {
            (one.subject.name, one.reading.name): one for one in acn.assess_all(catalogue.facilities, [mandate], on=ON)
        }
        for row in read.tables.get(f"applies.{mandate.slug}", [])[1:]:
            one = verdicts[re.sub(r" \((perhaps|\d+) in scope.*", "", row[0]), row[1]]
            unmet = one.status.value in ("non-compliant", "indeterminate")
            assert row[2][2:] == IN_WORDS.get(one.status.value, one.status.value)
            assert (row[4] == "not known") == (unmet and one.shortfall is None)


def test_of_too_many_facilities_there_are_verdicts_without_reasons_unless_asked_for(catalogue):
    one = catalogue.facilities["china-mobile-hohhot"]
    more = [
        attrs.evolve(one, slug=f"{one.slug}-{number}", name=f"{one.name} {number}", aliases=()) for number in range(80)
    ]
    mandate = catalogue.mandates["shanghai-2027"]

    few = Read(report_page(catalogue.with_(*more), ON, mandates=[mandate]))
    everything = Read(report_page(catalogue.with_(*more), ON, mandates=[mandate], everything=True))

    assert len(few.tables["held"]) == len(everything.tables["held"]) == 1 + len(catalogue.facilities) + len(more)
    assert "this page would be too large" in few.text
    assert not any(name.startswith("why.") for name in few.ids)
    assert f"why.{more[-1].slug}.{mandate.slug}.designed-or-produced" in everything.ids
    for read in (few, everything):
        assert {link[1:] for link in read.links if link.startswith("#")} <= set(read.ids)


def test_pictures_are_in_the_colours_of_the_page(page):
    figures = re.findall(r"<figure>.*?</figure>", page, re.S)
    assert len(figures) == 3
    for figure in figures:
        assert not re.search(rf'(?:fill|stroke)="(?:{"|".join([INK, GREY, PALE, GRID, PAPER])}|white)"', figure)
        assert "var(--ink)" in figure


def test_every_reason_cites_its_sources_by_their_numbers(catalogue, page):
    listed = re.findall(r'<li id="source-(\d+)">(.*?)</li>', page, re.S)
    numbers = {}
    for number, text in listed:
        numbers.setdefault(" ".join(Read(text).text.split()), set()).add(int(number))

    for facility in catalogue.facilities:
        start = page.index(f'id="why.{facility.slug}.shanghai-2027.designed-or-produced"')
        reasons = page[start : page.index("</details>", start)]
        cited = set(map(int, re.findall(r'href="#source-(\d+)"', reasons)))
        for source in facility.sources:
            own = {number for text, found in numbers.items() if source.title in text for number in found}
            assert own & cited, source


def test_every_share_of_which_something_is_known_is_in_the_chart(catalogue, page):
    figure = re.search(r"<figure>((?:(?!</figure>).)*Domestic share against.*?)</figure>", page, re.S)[1]
    drawn = [text for text in re.findall(r"<text[^>]*>([^<]*)</text>", figure) if re.search(": (in|non-|)[cd]", text)]
    verdicts = [
        acn.assess(facility, mandate, on=ON, as_if_in_scope=True)
        for mandate in yardsticks(catalogue)
        for facility in catalogue.facilities
    ]
    assert len(drawn) == sum(one.share_range not in (None, (0, 1)) for one in verdicts)
