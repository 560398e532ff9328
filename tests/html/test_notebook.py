"""What a notebook shows of a value: all of it, as text, in HTML that nobody's text can break."""

import pickle
import re
import subprocess
import sys
from collections import Counter
from datetime import date

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import aichipcn as acn
from aichipcn.catalogue.catalogue import SINGULAR
from aichipcn.errors import InvalidTypeError
from aichipcn.report.html import notebook
from aichipcn.report.words import LEVELS
from aichipcn.testing import strategies as drawn
from aichipcn.values.words import in_words
from tests.html.reading import Read, squeezed

CATALOGUE = acn.load_catalogue()
ON = date(2027, 12, 31)
INLINE = {"a", "b", "br", "cite", "code", "small", "span"}
BLOCKS = {"details", "div", "li", "ol", "p", "section", "style", "summary", "ul"}
TAGS = INLINE | BLOCKS | {"caption", "table", "tbody", "td", "th", "thead", "tr"}
ATTRIBUTES = {"class", "href", "open", "rel", "scope", "value"}
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</td></table></style><b onclick='x'>",
    "<!-- & &lt; &#60; -->",
    "]]></script>",
]
HOSTS = [
    "javascript:alert(1)",
    " JavaScript:alert(1)",
    "data:text/html,<script>",
    'https://e.org/"><script>',
    "http://a b",
]


def hostile(value):
    """The value with a text that tries to be markup in each field that takes any text."""
    sources = tuple(
        acn.Source(slug=f"s-{i}", title=text, publisher=text, url=address, read_at=address)
        for i, (text, address) in enumerate(zip(HOSTILE, HOSTS, strict=True))
    )
    texts = {"name": HOSTILE[0], "title": HOSTILE[1], "note": HOSTILE[2], "aliases": HOSTILE[3:], "sources": sources}
    known = attrs.fields_dict(type(value))
    return attrs.evolve(value, **{name: text for name, text in texts.items() if name in known})


def verdict(facility, mandate):
    return acn.assess(facility, mandate, on=ON, as_if_in_scope=True)


def values(chips, facilities, mandates):
    """Values of every class that shows itself, but for catalogues, made of some chips, facilities and mandates."""
    verdicts = st.builds(verdict, facilities, mandates)
    return st.one_of(
        chips,
        facilities,
        mandates,
        verdicts,
        verdicts.map(acn.explain),
        drawn.estimates(),
        st.lists(facilities, max_size=3, unique_by=lambda item: item.slug).map(
            lambda found: acn.Fleet(slug="fleet", name=HOSTILE[0], facilities=found)
        ),
        st.builds(acn.effective_compute, facilities, st.sampled_from([acn.Peak("fp16"), CLAIMED])),
    )


CLAIMED = acn.ClaimedPerformance(reference=CATALOGUE.chips["nvidia-h20"], claims=CATALOGUE.claims)
EMBEDDED = values(*(st.sampled_from(tuple(getattr(CATALOGUE, kind))) for kind in ("chips", "facilities", "mandates")))
ODD = values(drawn.chips().map(hostile), drawn.facilities().map(hostile), drawn.mandates().map(hostile))
VALUES = st.one_of(EMBEDDED, ODD)


@given(value=VALUES)
def test_every_tag_is_closed_and_none_is_of_a_text(value):
    read = Read(value._repr_html_())

    assert set(read.tags) <= TAGS
    assert {name for named in read.attributes for name in named} <= ATTRIBUTES
    assert read.tags.count("style") == 1


@given(value=VALUES)
def test_only_addresses_of_the_web_are_links_and_none_hands_on_where_it_was_opened(value):
    read = Read(value._repr_html_())

    assert all(re.match("https?://", link, re.I) for link in read.links)
    assert [named["rel"] for named in read.attributes if "rel" in named] == ["noopener noreferrer"] * len(read.links)


@given(value=VALUES)
def test_plain_text_says_what_the_html_says(value):
    shown = value._repr_mimebundle_()
    told = squeezed(shown["text/plain"])

    assert shown["text/html"] == value._repr_html_()
    if isinstance(value, acn.Explanation):
        assert shown["text/plain"] == str(value)
    else:
        assert all(squeezed(text) in told for text in Read(shown["text/html"]).texts)


@given(chip=st.one_of(st.sampled_from(tuple(CATALOGUE.chips)), drawn.chips().map(hostile)))
def test_a_chip_shows_each_of_its_names_figures_and_sources(chip):
    known = (chip.memory, chip.memory_bandwidth, chip.interconnect, chip.power, chip.die_area, chip.node, chip.price)
    said = [chip.name, chip.slug, *chip.aliases, chip.note, *map(said_of, filter(None, known))]
    said += [said_of(rate).removesuffix("FLOP/s").removesuffix("OP/s") for rate in chip.rates.values()]
    said += [text for rival in chip.conflicts for text in (rival.value, rival.note)]
    said += [source.title for source in chip.sources]

    assert_said(chip, said)


@given(facility=st.one_of(st.sampled_from(tuple(CATALOGUE.facilities)), drawn.facilities().map(hostile)))
def test_a_facility_shows_each_of_its_names_figures_and_sources(facility):
    figures = [item.value for item in facility.stated_compute]
    figures += [item.compute for item in facility.deployments if item.compute]
    figures += [item.count for item in facility.deployments if item.count.high is not None]
    said = [facility.name, *facility.aliases, facility.note, *(item.label for item in facility.deployments)]
    said += [
        str(getattr(item, name) or "") for item in facility.deployments for name in ("ordered", "installed", "note")
    ]
    said += [item.counts for item in facility.stated_shares] + [item.of for item in facility.completion]

    assert_said(facility, [*said, *map(said_of, figures), *(source.title for source in facility.sources)])


@given(mandate=st.one_of(st.sampled_from(tuple(CATALOGUE.mandates)), drawn.mandates().map(hostile)))
def test_a_mandate_shows_each_reading_and_each_date(mandate):
    said = [mandate.title, mandate.wording or "", mandate.note, *(reading.name for reading in mandate.readings)]
    said += [str(item.on) for item in getattr(mandate.require, "milestones", ()) if not mandate.readings[0].require]

    assert_said(mandate, [*said, *(reading.note for reading in mandate.readings)])
    rows = Read(mandate._repr_html_()).tables[None]
    named = [row[0] for row in rows if len(row) > 2 and row[1] in LEVELS.values()]
    assert named == [reading.name for reading in mandate.readings]


@given(value=drawn.estimates())
def test_a_figure_shows_how_it_is_written(value):
    assert_said(value, [str(value)])


@settings(max_examples=5)
@given(catalogue=drawn.catalogues())
def test_a_catalogue_lists_every_entry_once_and_counts_them(catalogue):
    assert_listed(catalogue)


def test_the_embedded_catalogue_lists_every_entry_once_and_is_small():
    assert_listed(CATALOGUE)
    assert len(CATALOGUE._repr_html_().encode()) < 300_000


def test_a_catalogue_of_hostile_entries_is_a_table_and_one_script():
    entries = [hostile(acn.Facility(slug="f", name="f")), *hostile(acn.Chip(slug="c", name="c")).sources]
    read = Read(acn.Catalogue().with_(*entries)._repr_html_())

    assert set(read.tags) <= {*TAGS, "script"}
    assert read.tags.count("script") == 1
    assert read.tags.count("tr") == 1 + len(entries)
    assert all(re.match("https?://", link, re.I) for link in read.links)


def test_an_empty_catalogue_says_so():
    assert acn.Catalogue()._repr_mimebundle_()["text/plain"] == "an empty catalogue"
    assert "an empty catalogue" in Read(acn.Catalogue()._repr_html_()).text


def test_what_is_not_known_is_said_to_be_unknown():
    read = Read(acn.Facility(slug="somewhere", name="Somewhere")._repr_html_())

    assert [label for label, value in read.tables[None] if value == "unknown"] == [
        "place", "kind", "operator", "commissioned", "funding", "ownership", "used for", "confidence",
    ]  # fmt: skip
    assert "nothing is known of it" in acn.Estimate(0, None)._repr_html_()


def test_a_figure_reads_as_it_is_known():
    value = acn.Estimate.parse("320 (280..400) TFLOP/s")

    assert str(notebook.fragment(value)) == (
        "<p><b>320 (280 to 400) TFLOP/s</b> (best value in a range; written <code>320 (280..400) TFLOP/s</code>)</p>"
    )


def test_plain_text_stands_in_columns():
    facility = acn.Facility(slug="f", name="F", deployments=[acn.Deployment(count=3, installed="2025", note="n")])

    assert notebook.plain(facility).splitlines()[-3:] == [
        "Chips in F",
        "  chips                       when            compute stated  note",
        "  3 x chips of unknown model  installed 2025  not stated      n",
    ]


def test_a_verdict_says_its_status_in_words_and_what_would_decide_it():
    found = verdict(CATALOGUE.facilities["china-mobile-hohhot"], CATALOGUE.mandates["guiyang-new-facilities"])

    told = dict(Read(found._repr_html_()).tables[None])
    assert told["verdict"] == "indeterminate"
    assert (told["share"], told["required"]) == ("85% to 100%", "90%")
    assert "Guiyang" in told["mandate"]
    assert "(could settle it alone)" in told["would decide it"]


def test_an_explanation_unfolds_statement_by_statement():
    html = acn.explain(verdict(CATALOGUE.facilities["china-mobile-hohhot"], CATALOGUE.mandates["beijing-2027"]))
    read = Read(html._repr_html_())

    assert html._repr_html_().count("<details open>") == 1
    assert read.tags.count("details") == read.tags.count("summary") > 5


@pytest.mark.parametrize(
    "value", [CATALOGUE.chips["H20"], CATALOGUE.facilities["china-mobile-hohhot"], acn.Estimate(1, 2)]
)
def test_showing_itself_takes_no_part_in_what_a_value_is(value):
    again = pickle.loads(pickle.dumps(value))

    assert again == value and hash(again) == hash(value)
    assert not hasattr(value, "__dict__")
    assert again._repr_html_() == value._repr_html_()


def test_what_no_notebook_shows_is_refused_by_name():
    with pytest.raises(InvalidTypeError, match=r"^nothing is known of how to show 3; allowed: Assessment, Catalogue, "):
        notebook.html(3)


BARE = """
import sys
from importlib.abc import MetaPathFinder
class Without(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {extras!r}:
            raise ModuleNotFoundError(name, name=name)
sys.meta_path.insert(0, Without())
from datetime import date
import aichipcn as acn
catalogue = acn.load_catalogue()
facility, mandate = catalogue.facilities["china-mobile-hohhot"], catalogue.mandates["beijing-2027"]
verdict = acn.assess(facility, mandate, on=date(2027, 12, 31))
shown = [
    catalogue, catalogue.chips["H20"], facility, mandate, verdict, acn.explain(verdict), acn.Estimate(1, 2),
    acn.Fleet(slug="f", name="F", facilities=[facility]), acn.effective_compute(facility, acn.Peak("fp16")),
]
assert not [name for name in sys.modules if name.startswith("aichipcn.report")]
for value in shown:
    assert set(value._repr_mimebundle_()) == {{"text/html", "text/plain"}}
print(len(shown))
"""
EXTRAS = (
    "rich",
    "typer",
    "altair",
    "vl_convert",
    "narwhals",
    "duckdb",
    "pyarrow",
    "numpy",
    "pandas",
    "polars",
    "tomli_w",
    "hypothesis",
)


def test_the_core_alone_shows_every_value_and_loads_no_report_before():
    done = subprocess.run(
        [sys.executable, "-c", BARE.format(extras=EXTRAS)], capture_output=True, text=True, check=False
    )

    assert (done.stdout, done.stderr) == ("9\n", "")


def said_of(figure):
    """A figure in words; one that may be anything is unknown."""
    return "unknown" if (figure.low, figure.high) == (0, None) else in_words(figure)


def assert_said(value, texts):
    """That HTML and plain text hold some texts."""
    shown = value._repr_mimebundle_()
    for told in (Read(shown["text/html"]).text, shown["text/plain"]):
        assert [text for text in texts if squeezed(text) not in squeezed(told)] == []


def assert_listed(catalogue):
    """That the table of a catalogue has a row for each entry, and no other."""
    held = [(singular, item.slug) for kind, singular in SINGULAR.items() for item in getattr(catalogue, kind)]
    shown = catalogue._repr_mimebundle_()

    assert Counter((kind, slug) for _, kind, slug, _ in Read(shown["text/html"]).tables[None][1:]) == Counter(held)
    assert shown["text/plain"].startswith(f"{len(held)} entries: ")
