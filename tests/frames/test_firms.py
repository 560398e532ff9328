"""Of the operators of a table those are read that a catalogue may know, and no others need be told apart."""

from datetime import date
from fractions import Fraction

import hypothesis.strategies as st
import narwhals as nw
import pytest
from hypothesis import given

import aichipcn as acn
from aichipcn.frames.assessing import assess_frame
from aichipcn.frames.inventory import Inventory
from aichipcn.frames.tables.engine import rows_of
from aichipcn.frames.tables.firms import known_texts
from aichipcn.frames.tables.objects import slug_of, text_of
from aichipcn.model.collection import names_of
from tests.frames.engines import OF_DEPLOYMENTS, OF_FACILITIES

ODD = ("", " ", "---", "\u3000", "\u212aimi", "阿里", "Firm 12", "\x1c")
"""Blank and foreign texts, and one that begins with the sign of the kelvin, whose small letter is a k."""

WAYS = (str.upper, str.lower, lambda name: f" {name}_", lambda name: "\u3000".join(name), lambda name: "-".join(name))
"""How the name of a firm may be written."""


def test_no_text_that_a_catalogue_knows_or_that_is_blank_is_left_out(quick, catalogue):
    names = st.sampled_from([name for vendor in catalogue.vendors for name in names_of(vendor)])
    written = st.builds(lambda name, way: way(name), names, st.sampled_from(WAYS))

    @given(st.lists(written | st.sampled_from(ODD), max_size=12))
    def check(texts):
        table = nw.from_native(quick.make([{"operator": text} for text in texts], {"operator": "text"})).lazy()
        found = {row["operator"] for row in rows_of(known_texts(table, "operator", catalogue.vendors))}
        assert found >= {text for text in texts if text in catalogue.vendors or not text.strip()}
        assert "Firm 12" not in found

    check()


@given(st.text() | st.sampled_from(["key-6b", "key-empty", "a-slug", "monkey-6b"]))
def test_a_slug_leads_back_to_its_key(key):
    assert text_of(slug_of(key)) == key


@pytest.mark.parametrize("slug", ["key-", "key-things", "key-ff"])
def test_a_slug_that_no_key_has_is_itself(slug):
    assert text_of(slug) == slug


@pytest.mark.parametrize("checked", [False, True])
def test_a_firm_that_a_condition_names_is_told_from_others_that_the_catalogue_lacks(quick, catalogue, checked):
    mandate = acn.Mandate(
        slug="of-one",
        title="Of one firm",
        scope=acn.Condition("operated-by", "one-firm"),
        require=acn.Schedule({date(2025, 1, 1): Fraction(1, 2)}),
        readings=[acn.Reading(name="all", qualifies=acn.Condition("designed-in", "CN"))],
    )
    facilities = [{"facility": firm, "operator": firm} for firm in ("another", "one-firm", "third")]
    deployments = [{"facility": row["facility"], "chip": "h20", "count": 1} for row in facilities]
    tables = quick.make(deployments, OF_DEPLOYMENTS), quick.make(facilities, OF_FACILITIES)

    made = assess_frame(*tables, catalogue, [mandate], on=date(2026, 6, 1), checked=checked)

    assert [row["facility"] for row in quick.rows(made)] == ["one-firm"]
    assert Inventory.of(*tables, catalogue, checked=checked).firms == ()
