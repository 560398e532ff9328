"""Laws of the checks of two tables, and of setting rows aside."""

from collections import Counter

import narwhals as nw
import pandas as pd
from hypothesis import HealthCheck, given, settings

from aichipcn.frames.checks import check_frames, set_aside
from aichipcn.frames.tables.objects import Reader
from tests.frames.plain import parted, tables

QUICK = settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow])
SLOW = settings(QUICK, max_examples=1)


def bag(rows):
    """Rows without their order; of a row, what is known."""
    return Counter(frozenset((name, cell) for name, cell in row.items() if cell is not None) for row in rows)


def without(rows, *names):
    return [{name: cell for name, cell in row.items() if name not in names} for row in rows]


def agree(engine, catalogue, drawn):
    """The checks find something where the plain reference does, and part the rows as it does."""
    (deployments, of_deployments), (facilities, of_facilities) = drawn
    given = engine.make(deployments, of_deployments), engine.make(facilities, of_facilities)
    good, bad = zip(*parted(Reader(catalogue), deployments, facilities), strict=True)

    aside = set_aside(*given, catalogue)

    assert bool(aside.findings) == bool(bad[0] or bad[1])
    assert bag(engine.rows(aside.deployments)) == bag(good[0])
    assert bag(engine.rows(aside.facilities)) == bag(good[1])
    assert bag(without(engine.rows(aside.bad_deployments), "problem")) == bag(bad[0])
    assert bag(without(engine.rows(aside.bad_facilities), "problem")) == bag(bad[1])
    return aside


@QUICK
@given(drawn=tables())
def test_what_is_set_aside_is_what_the_object_path_refuses_with_all_that_hangs_on_it(quick, catalogue, drawn):
    agree(quick, catalogue, drawn)


@SLOW
@given(drawn=tables())
def test_and_so_it_is_on_spark(spark_engine, catalogue, drawn):
    agree(spark_engine, catalogue, drawn)


@QUICK
@given(drawn=tables())
def test_the_good_part_has_no_findings(quick, catalogue, drawn):
    tables = [quick.make(*part) for part in drawn]

    aside = set_aside(*tables, catalogue)

    assert check_frames(aside.deployments, aside.facilities, catalogue) == ()


@QUICK
@given(drawn=tables())
def test_nothing_is_lost(quick, catalogue, drawn):
    tables = [quick.make(*part) for part in drawn]

    aside = set_aside(*tables, catalogue)

    for whole, *parts in zip(
        tables, (aside.deployments, aside.facilities), (aside.bad_deployments, aside.bad_facilities), strict=True
    ):
        rows = [row for part in parts for row in quick.rows(part)]
        assert bag(without(rows, "problem", "inventory")) == bag(without(quick.rows(whole), "inventory"))


@QUICK
@given(drawn=tables())
def test_a_row_is_set_aside_for_its_own_findings_or_with_its_facility(quick, catalogue, drawn):
    aside = set_aside(*(quick.make(*part) for part in drawn), catalogue)
    bad = {"deployments": aside.bad_deployments, "facilities": aside.bad_facilities}
    labels = Counter(
        (name, label)
        for name, table in bad.items()
        for row in quick.rows(table)
        for label in row["problem"].split(", ")
        if label != "facility: set aside"
    )

    assert labels == {(found.table, f"{found.column}: {found.code}"): found.rows for found in aside.findings}


def types(native):
    """The columns of a table with their types; pandas says what it takes, and not what its objects happen to be."""
    if isinstance(native, pd.DataFrame):
        return list(native.dtypes.items())
    return list(nw.from_native(native).collect_schema().items())


@QUICK
@given(drawn=tables())
def test_the_tables_stay_of_their_kind_with_their_columns_and_types(quick, catalogue, drawn):
    deployments, facilities = (quick.make(*part) for part in drawn)

    aside = set_aside(deployments, facilities, catalogue)

    for before, *after in (
        (deployments, aside.deployments, aside.bad_deployments),
        (facilities, aside.facilities, aside.bad_facilities),
    ):
        assert {type(table) for table in after} == {type(before)}
        assert types(after[0]) == types(before)
        assert types(after[1])[:-1] == types(before)
