"""An inventory cut into parts: nothing is lost, nothing stands twice, and a facility keeps all of its deployments."""

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pyarrow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aichipcn.frames.files.partitions import Tables, cut, parts_of

keys = st.integers(0, 12)


def tables(connection, deployments, facilities, kind):
    rows = [(kind(key), count) for key, count in deployments]
    held = pyarrow.int64() if kind is int else pyarrow.string()
    first = pyarrow.table(
        {
            "facility": pyarrow.array([key for key, _ in rows], held),
            "count": pyarrow.array([count for _, count in rows], pyarrow.int64()),
            "theirs": pyarrow.nulls(len(rows)),
        }
    )
    second = pyarrow.table({"facility": pyarrow.array(map(kind, facilities), held)})
    return Tables(connection.from_arrow(first), connection.from_arrow(second))


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.tuples(keys, st.none() | st.integers(1, 9)), max_size=30),
    st.lists(keys, unique=True, max_size=13),
    st.integers(1, 20),
    st.sampled_from([int, str]),
)
def test_each_facility_is_in_one_part_with_all_of_its_deployments(deployments, facilities, parts, kind):
    with TemporaryDirectory() as folder, duckdb.connect() as connection:
        whole = tables(connection, deployments, facilities, kind)
        made = cut(whole, connection, parts, Path(folder))
        found = [(part.deployments.fetchall(), part.facilities.fetchall()) for part in made.parts]
        assert Counter(made.whole.deployments.fetchall()) == Counter((kind(key), n) for key, n in deployments)
        assert sorted(made.whole.facilities.fetchall()) == sorted((kind(key),) for key in facilities)

    assert len(found) == parts
    assert Counter(row for rows, _ in found for row in rows) == Counter((kind(key), n) for key, n in deployments)
    assert sorted(key for _, rows in found for (key,) in rows) == sorted(map(kind, facilities))
    part_of = {key: number for number, (_, rows) in enumerate(found) for (key,) in rows}
    for number, (rows, _) in enumerate(found):
        assert {part_of[key] for key, _ in rows if key in part_of} <= {number}


@pytest.mark.parametrize(("rows", "parts"), [(0, 1), (1, 1), (10, 1), (11, 2), (20, 2), (21, 3)])
def test_a_part_has_at_most_about_so_many_rows(rows, parts):
    assert parts_of(rows, 10) == parts


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        ("BIGINT", "BIGINT", "BIGINT"),
        ("INTEGER", "BIGINT", "BIGINT"),
        ("VARCHAR", "VARCHAR", "VARCHAR"),
        ("VARCHAR", "BIGINT", "VARCHAR"),
        ("INTEGER", "VARCHAR", "VARCHAR"),
        ("UBIGINT", "UBIGINT", "UBIGINT"),
    ],
)
def test_keys_are_compared_as_what_both_tables_can_hold(first, second, alike):
    connection = duckdb.connect()
    given_ = Tables(
        connection.sql(f"SELECT CAST(7 AS {first}) AS facility, 3 AS count"),
        connection.sql(f"SELECT 'CN' AS place, CAST(7 AS {second}) AS facility"),
    ).with_keys_alike()

    key = "7" if alike == "VARCHAR" else 7
    assert given_.deployments.fetchall() == [(key, 3)]
    assert given_.facilities.fetchall() == [("CN", key)]
    assert {str(given_.deployments.types[0]), str(given_.facilities.types[1])} == {alike}


@pytest.mark.parametrize("kind", ["DOUBLE", "DATE", "BOOLEAN"])
def test_keys_that_are_none_are_left_to_those_who_check_them(kind):
    connection = duckdb.connect()
    whole = Tables(connection.sql(f"SELECT CAST(NULL AS {kind}) AS facility"), connection.sql("SELECT 1 AS facility"))

    assert whole.with_keys_alike() is whole


def test_tables_without_keys_are_left_to_those_who_check_them():
    connection = duckdb.connect()
    whole = Tables(connection.sql("SELECT 1 AS a"), connection.sql("SELECT 1 AS facility"))

    assert whole.with_keys_alike() is whole
