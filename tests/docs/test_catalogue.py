"""The pages of the catalogue have every entry, and nothing of one is lost: no source, rival report or note."""

import json
import re

import facts
import pages
import pytest

from aichipcn.catalogue.catalogue import KINDS
from aichipcn.report.rows import cited

PAGES = pages.ROOT / "docs" / "catalogue"


def inside(value, key):
    """Everything that stands under a key anywhere in plain data."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from [inner] if name == key else []
            yield from inside(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from inside(inner, key)


def entries(kind):
    return [entry for page, (of, _) in facts.PAGES.items() if of == kind for entry in facts.entries_of(page)]


def text_of(entry):
    said = [part.name if isinstance(part, facts.Link) else part for fact in entry.facts for part in fact.said]
    return "\n".join([entry.name, *said, *(rival.said for fact in entry.facts for rival in fact.rivals)])


def test_every_kind_but_places_has_a_page():
    assert {kind for kind, _ in facts.PAGES.values()} == set(KINDS) - {"places"}


@pytest.mark.parametrize("kind", facts.KINDS)
def test_every_entry_is_on_one_page_under_its_slug(kind, catalogue):
    slugs = [entry.slug for entry in entries(kind)]

    assert sorted(slugs) == sorted(item.slug for item in getattr(catalogue, kind))


@pytest.mark.parametrize("kind", [kind for kind in facts.KINDS if kind != "sources"])
def test_every_source_and_every_note_of_an_entry_is_with_it(kind):
    drawn = {entry.slug: entry for entry in entries(kind)}

    for row in facts.plain(kind):
        entry = drawn[row["slug"]]
        assert {source["slug"] for source in entry.cited} == {
            source["slug"] for found in inside(row, "sources") for source in found
        }
        assert [note for note in inside(row, "note") if note and note not in text_of(entry)] == []


def test_every_figure_of_a_chip_has_its_text_its_rivals_and_its_sources():
    drawn = {entry.slug: {fact.label: fact for fact in entry.facts} for entry in entries("chips")}

    for row in facts.plain("chips"):
        for figure in row["figures"]:
            fact = drawn[row["slug"]][figure["label"]]
            assert (figure["value"]["text"] if figure["value"] else "left open") in fact.said[0]
            assert [rival.sources for rival in fact.rivals] == [tuple(one["sources"]) for one in figure["conflicts"]]
            assert all(one["value"] in rival.said for one, rival in zip(figure["conflicts"], fact.rivals, strict=True))
            assert fact.sources == tuple(figure["sources"])


def test_every_link_leads_to_an_entry():
    there = {(kind, entry.slug) for kind in facts.KINDS for entry in entries(kind)}
    links = {
        (part.kind, part.slug)
        for kind in facts.KINDS
        for entry in entries(kind)
        for fact in entry.facts
        for part in fact.said
        if isinstance(part, facts.Link)
    }

    assert {kind for kind, _ in links} == set(facts.KINDS) - {"sources"}
    assert links <= there


def test_a_source_tells_all_that_rests_on_it(catalogue):
    for entry in entries("sources")[::20]:
        said = [part for fact in entry.facts for part in fact.said if isinstance(part, facts.Link)]
        kinds = [(facts.SINGULAR[link.kind], link.slug) for link in said]

        assert kinds == [(kind, slug) for kind, slug, _ in catalogue.citing(entry.slug)]


def test_the_document_of_all_sources_is_those_of_each(catalogue):
    data = cited.cited_sources(catalogue, "")

    for row in data["sources"][::25]:
        alone = cited.one_source(catalogue, catalogue.sources[row["slug"]])
        assert alone["cited-by"] == row["cited-by"]
        assert alone["sources"] == [{key: value for key, value in row.items() if key != "cited-by"}]
    json.dumps(data)


def test_every_page_is_there_and_asks_for_itself():
    asked = {
        file.stem: re.findall(r"^```\{catalogue\} (.+)$", file.read_text("utf-8"), re.M) for file in PAGES.glob("*.md")
    }

    assert asked.pop("index") == []
    assert asked == {page: [page] for page in facts.PAGES}


def test_the_index_has_every_page_with_the_number_of_its_entries(catalogue):
    rows = re.findall(r"^\| \[(.+)\]\((.+)\.md\) \| (\d+) \| (.+) \|$", pages.contents(), re.M)

    assert [name for _, name, _, _ in rows] == list(facts.PAGES)
    assert sum(int(count) for *_, count, _ in rows) == sum(len(getattr(catalogue, kind)) for kind in facts.KINDS)


UGLY = '<b>*a*</b> | _x_ [y](z) `c` {ref}`d` -- "e"...'


def test_text_of_any_signs_is_drawn_as_it_is():
    import catalogue as drawing

    source = {"slug": "s", "publisher": UGLY, "published": None, "title": UGLY}
    fact = facts.Fact(UGLY, (UGLY, facts.Link("chips", "c", UGLY)), (source,), (facts.Rival(UGLY, (source,)),))
    nodes = list(drawing.drawn(facts.Entry("x", UGLY, (fact,)), "page"))
    from docutils.nodes import Text

    texts = [str(text) for node in nodes for text in node.findall(Text)]
    assert texts.count(UGLY) == 4
    assert f"{UGLY} " in texts
    assert f": {UGLY}" in texts


def test_a_link_to_nothing_is_told():
    import catalogue as drawing
    from sphinx.addnodes import pending_xref

    (table, *_) = [
        node
        for node in drawing.drawn(facts.Entry("x", "X", (facts.Fact("a", (facts.Link("chips", "c", "C"),)),)), "page")
        if node.tagname == "table"
    ]
    (link,) = table.findall(pending_xref)

    assert link["refwarn"] is True
    assert link["reftarget"] == "chips:c"


def test_no_page_has_a_script_or_a_style_of_another():
    text = (pages.ROOT / "docs" / "_static" / "catalogue.js").read_text("utf-8")

    assert "http" not in text
    assert "fetch" not in text
