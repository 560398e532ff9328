"""The pages of the catalogue: the `{catalogue}` directive draws the entries of a page, each under its slug.

What is said is put into nodes as text and never parsed, whatever signs are in it. Every link to another entry is a
reference, so that one to nothing is a warning of the build.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import facts
from docutils import nodes
from facts import PAGES, Entry, Fact, Link, Said, entries_of
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

import aichipcn.catalogue

DATA = Path(aichipcn.catalogue.__file__).parent / "data"
"""What a page is drawn anew for, when it changes."""

_FILTER = """<form class="catalogue-filter" role="search" hidden>
<label for="catalogue-filter">Show only entries with these words</label>
<input id="catalogue-filter" type="search" autocomplete="off" spellcheck="false">
<p role="status">{count} of {count}</p>
</form>
"""


def label(kind: str, slug: str) -> str:
    """The label of an entry, by which every page can refer to it."""
    return f"{kind}:{slug}"


class CatalogueDirective(SphinxDirective):
    """The entries of a page, with a box to filter them."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """The box, then a section for each entry."""
        (page,) = self.arguments
        if page not in PAGES:
            raise self.error(f"the catalogue has no page {page!r}; it has {', '.join(PAGES)}")
        kind, found = PAGES[page][0], entries_of(page)
        for file in (*DATA.glob("*.toml"), Path(facts.__file__)):
            self.env.note_dependency(str(file))
        box = nodes.raw("", _FILTER.format(count=len(found)), format="html")
        return [box, *(self._section(kind, entry) for entry in found)]

    def _section(self, kind: str, entry: Entry) -> nodes.section:
        section = nodes.section(ids=[entry.slug], names=[label(kind, entry.slug)], classes=["entry"])
        self.state.document.note_explicit_target(section)
        section += nodes.title("", "", nodes.Text(entry.name), support_smartquotes=False)
        section += drawn(entry, self.env.docname)
        return section


def drawn(entry: Entry, docname: str) -> Iterator[nodes.Node]:
    """The body of an entry: its slug, where it is, its facts in a table, and its sources by number."""
    numbers = {source["slug"]: number for number, source in enumerate(entry.cited, 1)}
    yield _paragraph(nodes.literal("", entry.slug), classes=["slug"])
    for name, address in (("at", entry.address), ("read at", entry.copy)):
        if address:
            link = nodes.reference("", "", nodes.Text(address), refuri=address, support_smartquotes=False)
            yield _paragraph(nodes.Text(f"{name}: "), link, classes=["address"])
    if entry.facts:
        yield _table(entry, numbers, docname)
    if entry.cited:
        yield _paragraph(nodes.strong("", "Sources"), classes=["sources-head"])
        yield _sources(entry, docname)


def _table(entry: Entry, numbers: Mapping[str, int], docname: str) -> nodes.table:
    disputed = any(fact.rivals for fact in entry.facts)
    sourced = any(fact.sources for fact in entry.facts)
    heads = ["what", "said", *["other reports"] * disputed, *["sources"] * sourced]
    group = nodes.tgroup("", cols=len(heads))
    group += [nodes.colspec("", colwidth=1, stub=int(head == heads[0])) for head in heads]
    group += nodes.thead("", nodes.row("", *(_cell([nodes.Text(head)]) for head in heads)))
    body = nodes.tbody()
    for fact in entry.facts:
        cells = [_cell([nodes.Text(fact.label)]), _cell(_said(fact.said, docname))]
        cells += [_rivals(fact, numbers, docname)] * disputed
        cells += [_cell(_marks(fact.sources, numbers, docname))] * sourced
        body += nodes.row("", *cells)
    group += body
    return nodes.table("", group, classes=["facts", *["disputed"] * disputed])


def _rivals(fact: Fact, numbers: Mapping[str, int], docname: str) -> nodes.entry:
    lines = [
        _paragraph(nodes.Text(f"{rival.said} "), *_marks(rival.sources, numbers, docname)) for rival in fact.rivals
    ]
    return nodes.entry("", *lines)


def _sources(entry: Entry, docname: str) -> nodes.enumerated_list:
    listed = nodes.enumerated_list("", enumtype="arabic", prefix="", suffix=".", classes=["sources"])
    for source in entry.cited:
        when = f", {source['published']}" if source["published"] else ""
        link = _reference(Link("sources", source["slug"], f"{source['publisher']}{when}"), docname)
        listed += nodes.list_item("", _paragraph(link, nodes.Text(f": {source['title']}")))
    return listed


def _marks(sources: Iterable[Mapping[str, Any]], numbers: Mapping[str, int], docname: str) -> Iterator[nodes.Node]:
    for position, source in enumerate(sources):
        if position:
            yield nodes.Text(" ")
        yield _reference(Link("sources", source["slug"], f"[{numbers[source['slug']]}]"), docname)


def _said(parts: Iterable[Said], docname: str) -> Iterator[nodes.Node]:
    for part in parts:
        yield _reference(part, docname) if isinstance(part, Link) else nodes.Text(part)


def _reference(link: Link, docname: str) -> addnodes.pending_xref:
    """A reference to an entry, which the build resolves or warns of."""
    shown = nodes.inline("", "", nodes.Text(link.name), support_smartquotes=False)
    return addnodes.pending_xref(
        "",
        shown,
        refdomain="std",
        reftype="ref",
        reftarget=label(link.kind, link.slug),
        refexplicit=True,
        refwarn=True,
        refdoc=docname,
    )


def _cell(parts: Iterable[nodes.Node]) -> nodes.entry:
    return nodes.entry("", _paragraph(*parts))


def _paragraph(*parts: nodes.Node, classes: Iterable[str] = ()) -> nodes.paragraph:
    return nodes.paragraph("", "", *parts, support_smartquotes=False, classes=list(classes))


def with_script(app: Sphinx, page: str, template: str, context: object, doctree: object) -> None:
    """The box on the pages of the catalogue has a script; other pages have none."""
    if page.startswith("catalogue/"):
        app.add_js_file("catalogue.js", loading_method="defer")


def setup(app: Sphinx) -> dict[str, bool]:
    """Join the directive to the build."""
    app.add_directive("catalogue", CatalogueDirective)
    app.connect("html-page-context", with_script)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
