"""The sources of the catalogue: each can be cited by name, and looked up."""

import re
import tomllib
from collections import Counter
from datetime import date
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import aichipcn as acn
from aichipcn.catalogue.load import attribution

DATA = Path(__file__).parents[1] / "data"
COLLECTED = date(2026, 11, 30)
HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?")
FILE = re.compile(r"\.(?:html?|php|pdf|aspx?|md)\b", re.IGNORECASE)
HASH = re.compile(r"(?<![0-9a-z])(?=[a-z]*[0-9])(?=[0-9]*[a-z])[0-9a-f]{8,}(?![0-9a-z])")


@pytest.fixture(scope="module")
def sources(catalogue):
    return list(catalogue.sources)


def hosts(source):
    return {urlsplit(address).netloc.removeprefix("www.") for address in (source.url, source.read_at) if address}


def cited(catalogue, source):
    return any(kind != "source" for kind, _, _ in catalogue.citing(source.slug))


def test_a_title_is_neither_a_file_nor_a_number_nor_a_host(sources):
    wrong = [
        (source.slug, source.title)
        for source in sources
        if FILE.search(source.title)
        or HASH.search(source.title.lower())
        or not re.search(r"[^\W\d_]{2}", source.title)
        or source.title.lower() in hosts(source)
        or any(f"({host})" in source.title or f"of {host}" in source.title for host in hosts(source))
    ]

    assert wrong == []


def test_a_title_begins_like_a_title(sources):
    assert [source.title for source in sources if source.title[0].islower()] == []


def test_a_publisher_is_no_bare_host(sources):
    wrong = [source.slug for source in sources if HOST.fullmatch(source.publisher) or source.publisher in hosts(source)]

    assert wrong == []


def test_a_source_has_an_address_or_says_where_it_is_to_be_found(sources):
    wrong = [
        source.slug
        for source in sources
        if not (source.url or source.read_at)
        and not re.search(r"published (on|by)|to be (found|looked for)", source.note, re.IGNORECASE)
    ]

    assert wrong == []


def test_an_address_is_whole(sources):
    addresses = [address for source in sources for address in (source.url, source.read_at) if address]

    assert [item for item in addresses if not re.fullmatch(r"https?://[^\s/]+\.[^\s]+", item) or "..." in item] == []


def test_a_source_has_a_confidence(sources):
    assert [source.slug for source in sources if source.confidence is None] == []


def test_no_document_stands_under_two_slugs(sources):
    documents = Counter((source.publisher, source.title) for source in sources)

    assert [document for document, count in documents.items() if count > 1] == []


def test_every_source_is_cited(catalogue, sources):
    """That of Epoch AI's clusters is cited by what is imported from a user's copy."""
    left = [source for source in sources if not cited(catalogue, source)]
    imported = acn.load_catalogue(DATA / "epoch_gpu_clusters.csv")

    assert [source.slug for source in left if not cited(imported, source)] == []


def test_a_slug_is_short_and_can_be_read(sources):
    wrong = [
        source.slug
        for source in sources
        if len(source.slug) > 40 or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", source.slug) or HASH.search(source.slug)
    ]

    assert wrong == []


def test_nothing_was_published_after_the_facts_were_collected(sources):
    assert [source.slug for source in sources if source.published and source.published.last > COLLECTED] == []


def test_sources_that_ask_for_attribution_are_named(sources):
    licensed = [source for source in sources if source.licence and source.licence.startswith("CC-BY")]

    assert {source.slug for source in licensed} >= {"epoch-ml-hardware", "epoch-gpu-clusters"}
    for source in licensed:
        for told in (source.publisher, source.title, source.url):
            assert told in attribution(), source.slug


def test_sources_stand_in_the_order_of_their_slugs():
    text = files("aichipcn.catalogue").joinpath("data/sources.toml").read_text("utf-8")
    slugs = [source["slug"] for source in tomllib.loads(text)["sources"]]

    assert slugs == sorted(slugs)
