"""Laws of files: what is written is read back as the same values, in any order; what is wrong is said in short."""

import json
import textwrap
import tomllib
from datetime import date
from fractions import Fraction

import attrs
import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

import aichipcn as acn
from aichipcn.catalogue.catalogue import KINDS, kind_of
from aichipcn.catalogue.load import Entry, built
from aichipcn.catalogue.save import written
from aichipcn.testing import strategies

BASE = strategies.BASE.everything
"""What the drawn values refer to."""
ENTRIES = {kind: strategy(strategies.BASE) for kind, strategy in strategies.ENTRIES.items()}
entries = st.one_of(list(ENTRIES.values()))


def through_json(data):
    return json.loads(json.dumps(data, default=date.isoformat))


def through_toml(data):
    return tomllib.loads(tomli_w.dumps(data))


def placed(value, data, position=0):
    kind = kind_of(value)
    return Entry(kind, data, "mine.toml", f"{kind}[{position}]")


def read_back(values, through, shuffle=list):
    rows = [placed(value, through(written(value)), i) for i, value in enumerate(shuffle([*BASE, *values]))]
    return built(rows, [])


def test_there_is_a_strategy_for_every_kind():
    assert set(ENTRIES) == set(KINDS)


@pytest.mark.parametrize("kind", ENTRIES)
@settings(max_examples=settings.default.max_examples // 2)
@given(data=st.data())
def test_what_is_written_is_read_back_as_the_same_value(kind, data):
    value = data.draw(ENTRIES[kind])
    again = getattr(read_back([value], data.draw(st.sampled_from([through_json, through_toml]))), kind)

    assert [item for item in again if item.slug == value.slug] == [value]


@given(st.lists(entries, max_size=4, unique_by=lambda value: (kind_of(value), value.slug)), st.randoms())
def test_the_order_of_the_entries_of_a_file_changes_nothing(values, shuffler):
    values = [
        attrs.evolve(item, aliases=(), name=f"My {item.slug}") if hasattr(item, "name") else item for item in values
    ]

    def shuffled(items):
        shuffler.shuffle(items)
        return items

    one, other = read_back(values, through_toml), read_back(values, through_toml, shuffled)

    assert one.fingerprint == other.fingerprint
    assert acn.diff(one, other) == ()


hostile = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=40), st.text(min_size=200, max_size=300),
    st.lists(st.text(), max_size=3), st.dictionaries(st.text(), st.integers(), max_size=3), st.dates(),
    st.just([{"x": [{"y": [["z"] * 9] * 9}]}] * 9),
)  # fmt: skip


@given(entries, st.data())
def test_whatever_stands_for_a_field_is_read_or_refused_in_at_most_six_lines(value, data):
    row = written(value)
    key = data.draw(st.one_of(st.sampled_from(sorted(row)), st.text(max_size=300)))
    row[key] = data.draw(hostile)
    others = [placed(item, written(item)) for item in BASE]
    try:
        built([*others, placed(value, row, 7)], [])
    except acn.CatalogueError as error:
        for problem in error.problems:
            assert len(textwrap.wrap(str(problem), 120)) <= 6
            assert problem.file == "mine.toml"
            assert problem.path.startswith(f"{kind_of(value)}[7]")


@given(st.fractions(0, 1))
def test_a_share_of_any_milestone_survives(share):
    schedule = acn.Schedule({date(2027, 1, 1): Fraction(share)})
    rule = acn.Mandate(
        slug="m",
        title="M",
        require=schedule,
        readings=[acn.Reading(name="r", qualifies=acn.AllOf())],
        sources=strategies.BASE.sources,
    )

    assert read_back([rule], through_json).mandates["m"].require == schedule
