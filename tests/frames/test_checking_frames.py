"""What is wrong with two tables is told at once, in exact words, and the same in every engine."""

import pickle
from datetime import date, datetime

import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pytest

from aichipcn.codes import Code
from aichipcn.errors import FramesError, InvalidTypeError
from aichipcn.frames.checking.findings import BadValue
from aichipcn.frames.checks import check_frames, ensure_checked, set_aside
from aichipcn.frames.tables.census import Census, Kind
from tests.frames.engines import OF_DEPLOYMENTS, OF_FACILITIES, Backend, backend

DEPLOYMENTS = [
    {"facility": "one", "chip": "H20", "count": 3, "installed": date(2025, 1, 1), "retired": date(2024, 1, 1)},
    {"facility": "onr", "chip": "H2O", "count": 0, "installed": date(1025, 1, 1)},
    {"facility": "one", "chip": "H2O", "count": -3, "designer": "huawei"},
    {"facility": None, "chip": "H20", "count": 2_000_000_000, "designer": "huawei"},
    {"facility": " ", "chip": None, "count": None, "designer": "huawie"},
    {"facility": "two", "chip": "Ascend 910B", "count": None, "ordered": "2025-13"},
    {"facility": "two", "chip": "Ascend 910B", "count": None, "ordered": "2026-H2", "installed": date(2026, 1, 1)},
    {"facility": "three", "chip": "H20", "count": None, "ordered": "2204"},
    {"facility": "three", "chip": "H20", "count": 4, "ordered": "2025..2024"},
    {"facility": "three", "chip": "H20", "count": 5, "ordered": "2025"},
]
FACILITIES = [
    {"facility": "one", "kind": "ai-dc", "place": "CN-SHH", "operator": ""},
    {"facility": "two", "uses": "training;learning", "programmes": "Ok;a-b", "status": "runs", "place": "CN-SH/Pudong"},
    {"facility": "two", "commissioned": date(2300, 1, 1), "funding": "state; public", "extent": "campus"},
    {"facility": "three", "ownership": "state-owned", "inventory": "all", "uses_complete": True},
]
DATES_IN_TEXT = OF_DEPLOYMENTS | {"ordered": "text"}


@pytest.fixture(scope="module")
def polars() -> Backend:
    return backend("polars")


def ugly(engine):
    return engine.make(DEPLOYMENTS, DATES_IN_TEXT), engine.make(FACILITIES, OF_FACILITIES)


def told(findings):
    return [f"{found} [{found.code}]" for found in findings]


_NAMES = "write a slug, a name or an alias of the catalogue, or null where"
_FAR = "1 row with 1 date before 1900-01-01 or after 2199-12-31:"
_YEAR = "mend the year, or write null where the date is not known"
_USES = "government, security, military, critical-infrastructure, research, commercial, training or inference"
_DATES = "'2025-09-18', '2025-09', '2025-Q3', '2025-H2', '2025' or '2024-01..2024-06'"

SAID = [
    "deployments.facility: 2 rows without a facility; write the key of the facility, as text or as a whole number"
    " [missing-key]",
    "deployments.facility: 1 row with 1 key that the table of facilities lacks: 'onr' (1 row, nearest: 'one');"
    " add a row there for each, or mend the key [unknown-name]",
    "deployments.chip: 2 rows with 1 chip that the catalogue lacks: 'H2O' (2 rows, nearest: 'H20');"
    f" {_NAMES} the model is not known [unknown-name]",
    "deployments.count: 2 rows with 2 counts below 1 or not whole: -3 (1 row), 0 (1 row);"
    " write whole numbers of at least 1, or null where the count is not known [not-a-count]",
    "deployments.count: 1 row with 1 count above 1,000,000,000: 2000000000 (1 row);"
    " see whether it is chips that are counted [invalid-value]",
    "deployments.designer: 1 row with 1 designer that the catalogue lacks: 'huawie' (1 row, nearest: 'huawei');"
    f" {_NAMES} it is not known [unknown-name]",
    "deployments.designer: 1 row with 1 designer who did not design the chip: 'huawei' for 'H20' (1 row);"
    " leave out what the chip tells [contradiction]",
    f"deployments.ordered: 1 row with 1 text not readable as a date: '2025-13' (1 row); write {_DATES} [not-a-date]",
    "deployments.ordered: 1 row with 1 range with its end before its start: '2025..2024' (1 row) [wrong-range]",
    f"deployments.ordered: {_FAR} '2204' (1 row); {_YEAR} [invalid-value]",
    f"deployments.installed: {_FAR} 1025-01-01 (1 row); {_YEAR} [invalid-value]",
    "deployments.installed: 1 row installed before ordered; swap the dates, or write null for one that is not known"
    " [contradiction]",
    "deployments.retired: 1 row retired before installed; swap the dates, or write null for one that is not known"
    " [contradiction]",
    "facilities.facility: 2 rows with 1 key shared by several rows: 'two' (2 rows); write one row for each facility"
    " [twice]",
    "facilities.place: 1 row with 1 text not written as the code of a place: 'CN-SH/Pudong' (1 row);"
    " write one such as 'CN', 'CN-SH' or 'CN-GZ/guiyang' [not-a-slug]",
    "facilities.place: 1 row with 1 place that the catalogue lacks: 'CN-SHH' (1 row, nearest: 'CN-SH');"
    " write a code, a name or an alias of the catalogue, or a city of a province such as 'CN-GZ/guiyang'"
    " [unknown-name]",
    "facilities.kind: 1 row with 1 text not in the list: 'ai-dc' (1 row);"
    " write data-centre, ai-data-centre, supercomputer, cloud-region or laboratory [unknown-term]",
    "facilities.operator: 1 row with 1 empty text: '' (1 row); write null where it is not known [wrong-type]",
    f"facilities.commissioned: {_FAR} 2300-01-01 (1 row); {_YEAR} [invalid-value]",
    "facilities.status: 1 row with 1 text not in the list: 'runs' (1 row);"
    " write operating, installing, planned, decommissioned or unknown [unknown-term]",
    "facilities.extent: 1 row with 1 text not in the list: 'campus' (1 row); write site, region or programme"
    " [unknown-term]",
    "facilities.funding: 1 row with 1 text not in the list: 'state; public' (1 row); write state, private or mixed"
    " [unknown-term]",
    "facilities.ownership: 1 row with 1 text not in the list: 'state-owned' (1 row, nearest: 'state');"
    " write state, central-state, local-state, government, private, foreign or mixed [unknown-term]",
    "facilities.uses: 1 row with 1 text not in the list: 'training;learning' (1 row, nearest: 'training');"
    f" write {_USES} [unknown-term]",
    "facilities.programmes: 1 row with 1 text not written as slugs: 'Ok;a-b' (1 row, nearest: 'ok');"
    " write lower-case words joined by hyphens such as 'huawei-ascend-910b' [not-a-slug]",
    "facilities.inventory: 1 row with 1 text not in the list: 'all' (1 row); write complete, partial or unknown"
    " [unknown-term]",
]


def test_everything_that_is_wrong_is_told_at_once(polars, catalogue):
    assert told(check_frames(*ugly(polars), catalogue)) == SAID


def test_the_findings_are_the_same_in_every_engine(engine, polars, catalogue):
    assert check_frames(*ugly(engine), catalogue) == check_frames(*ugly(polars), catalogue)


def test_a_row_that_is_set_aside_says_why_and_eager_rows_keep_their_order(polars, catalogue):
    aside = set_aside(*ugly(polars), catalogue)

    assert polars.rows(aside.bad_deployments.select("facility", "problem")) == [
        {"facility": "one", "problem": "retired: contradiction, facility: set aside"},
        {
            "facility": "onr",
            "problem": "facility: unknown-name, chip: unknown-name, count: not-a-count, installed: invalid-value",
        },
        {"facility": "one", "problem": "chip: unknown-name, count: not-a-count, facility: set aside"},
        {"facility": None, "problem": "facility: missing-key, count: invalid-value, designer: contradiction"},
        {"facility": " ", "problem": "facility: missing-key, designer: unknown-name"},
        {"facility": "two", "problem": "ordered: not-a-date, facility: set aside"},
        {"facility": "two", "problem": "installed: contradiction, facility: set aside"},
        {"facility": "three", "problem": "ordered: invalid-value, facility: set aside"},
        {"facility": "three", "problem": "ordered: wrong-range, facility: set aside"},
        {"facility": "three", "problem": "facility: set aside"},
    ]
    assert polars.rows(aside.bad_facilities.select("problem"))[0] == {
        "problem": "place: unknown-name, kind: unknown-term, operator: wrong-type"
    }
    assert (aside.deployments.height, aside.facilities.height) == (0, 0)


# -- samples, and what an error says


GOOD_FACILITY = {"facility": "one", "kind": "ai-data-centre"}


def table(rows, **schema):
    return backend("polars").make(rows, {"facility": "text", "chip": "text", "count": "whole"} | schema)


def places(*keys):
    return backend("polars").make([{"facility": key} for key in keys], {"facility": "text"})


def test_a_finding_has_its_rows_its_values_and_samples_of_columns_that_are_ours(catalogue):
    rows = [{"facility": "one", "chip": "H2O", "count": number, "own": number} for number in range(1, 8)]

    (found,) = check_frames(table(rows, own="whole"), places("one"), catalogue)

    assert (found.code, found.table, found.column) == (Code.UNKNOWN_NAME, "deployments", "chip")
    assert (found.rows, found.distinct) == (7, 1)
    assert found.values == (BadValue("H2O", 7, ("H20",)),)
    assert found.samples == tuple({"facility": "one", "chip": "H2O", "count": number} for number in range(1, 6))
    assert hash(found) == hash(found)


def test_no_more_than_ten_values_are_told_those_of_the_most_rows_first(catalogue):
    rows = [{"facility": "one", "chip": f"chip {name}", "count": 1} for name in "abcdefghijklm"]
    rows += [{"facility": "one", "chip": "chip m", "count": 1}]

    (found,) = check_frames(table(rows), places("one"), catalogue)

    assert "14 rows with 13 chips that the catalogue lacks: 'chip m' (2 rows" in found.message
    assert "and 3 more; write a slug" in found.message
    assert len(found.values) == 10


def test_an_error_has_the_findings_and_shows_their_rows(catalogue):
    rows = [
        {"facility": "one", "chip": "H20", "count": 2.5, "installed": date(2025, 1, 31)},
        {"facility": "one", "chip": None, "count": None},
    ]
    given = table(rows, count="real", installed="day"), places("one", "one")

    with pytest.raises(FramesError) as caught:
        ensure_checked(*given, catalogue)

    assert str(caught.value) == (
        "2 problems in the tables:\n"
        "deployments.count: 1 row with 1 count below 1 or not whole: 2.5 (1 row);"
        " write whole numbers of at least 1, or null where the count is not known\n"
        "    facility='one', chip='H20', count=2.5, installed=2025-01-31\n"
        "facilities.facility: 2 rows with 1 key shared by several rows: 'one' (2 rows);"
        " write one row for each facility\n"
        "    facility='one'\n"
        "    facility='one'"
    )
    assert caught.value.code == Code.PROBLEMS
    assert caught.value.findings == check_frames(*given, catalogue)
    assert pickle.loads(pickle.dumps(caught.value)).findings == caught.value.findings


def test_a_row_of_nothing_but_nulls_is_shown_as_such(catalogue):
    with pytest.raises(FramesError, match=r"\n    nothing but nulls"):
        ensure_checked(table([{}]), places("one"), catalogue)


def test_tables_without_a_problem_give_their_census(quick, catalogue):
    rows = [{"facility": "one", "chip": "H20", "count": 3}, {"facility": "one", "count": None}]
    given = quick.make(rows, OF_DEPLOYMENTS), quick.make([GOOD_FACILITY], OF_FACILITIES)

    assert ensure_checked(*given, catalogue) == Census(
        (Kind(None, None, rows=1, total=0, unknown=1, greatest=None), Kind("H20", None, 1, 3, 0, 3))
    )


def test_an_unknown_is_no_problem_and_neither_is_an_operator_that_the_catalogue_lacks(quick, catalogue):
    facility = {"facility": "one", "operator": "Nobody & Sons"}
    given = quick.make([{"facility": "one"}], OF_DEPLOYMENTS), quick.make([facility], OF_FACILITIES)

    assert check_frames(*given, catalogue) == ()


def test_empty_tables_have_no_problem(quick, catalogue):
    given = quick.make([], OF_DEPLOYMENTS), quick.make([], OF_FACILITIES)

    assert check_frames(*given, catalogue) == ()


def test_no_rows_leave_the_engine_but_those_that_are_shown(polars, catalogue, monkeypatch):
    rows = [
        {"facility": f"{row % 500}", "chip": "H2O", "count": 0, "installed": date(2025, 1, 1)} for row in range(2000)
    ]
    given = polars.make(rows, OF_DEPLOYMENTS).lazy(), polars.make([GOOD_FACILITY] * 2000, OF_FACILITIES).lazy()
    sizes = []
    collect = nw.LazyFrame.collect

    def counted(frame):
        found = collect(frame)
        sizes.append(found.shape[0])
        return found

    monkeypatch.setattr(nw.LazyFrame, "collect", counted)

    assert {found.rows for found in check_frames(*given, catalogue)} == {2000}
    assert max(sizes) == 10


# -- columns


def test_a_missing_column_is_told_with_what_it_holds_and_the_nearest(polars, catalogue):
    deployments = pl.DataFrame({"Facility": ["one"], "chips": ["H20"], "amount": [3]})

    assert told(check_frames(deployments, places("one"), catalogue)) == [
        "deployments.facility: the column is missing; it holds the facility that the chips stand in;"
        " nearest: 'Facility' [missing-key]",
        "deployments.chip: the column is missing; it holds the chip, by slug, name or alias; null where the model is"
        " not known; nearest: 'chips' [missing-key]",
        "deployments.count: the column is missing; it holds how many, at least 1; null where there is at least one;"
        " nearest: 'amount' [missing-key]",
    ]


def test_the_rest_is_checked_where_a_column_is_missing(catalogue):
    deployments = pl.DataFrame({"chip": ["H2O"], "count": [3]})

    found = check_frames(deployments, pl.DataFrame({"kind": ["ai-dc"]}), catalogue)

    assert [(one.table, one.column, one.code) for one in found] == [
        ("deployments", "facility", "missing-key"),
        ("facilities", "facility", "missing-key"),
        ("deployments", "chip", "unknown-name"),
        ("facilities", "kind", "unknown-term"),
    ]


@pytest.mark.parametrize(
    ("column", "cells", "said"),
    [
        ("count", ["three"], "String; whole numbers are needed"),
        ("chip", [20], "Int64; text is needed"),
        ("facility", [1.0], "Float64; text or whole numbers are needed"),
        ("installed", [2025], "Int64; dates are needed, or text such as '2025-09' or '2025-H2'"),
        (
            "installed",
            pl.Series([datetime(2025, 1, 1)], dtype=pl.Datetime("us", "Asia/Shanghai")),
            "Datetime(time_unit='us', time_zone='Asia/Shanghai'); dates are needed, or text such as '2025-09' or"
            " '2025-H2'; of a date-time in a time zone the day is not known",
        ),
        ("designer", [{"name": "huawei"}], "Struct({'name': String}); text is needed"),
    ],
)
def test_a_column_of_a_wrong_type_is_told_with_what_is_needed(catalogue, column, cells, said):
    deployments = pl.DataFrame({"facility": ["one"], "chip": ["H20"], "count": [1]} | {column: cells})

    found = check_frames(deployments, places("one"), catalogue)

    assert told(found) == [f"deployments.{column}: the column is of the type {said} [wrong-type]"]
    with pytest.raises(FramesError, match="the column is of the type"):
        set_aside(deployments, places("one"), catalogue)


def test_keys_of_two_types_are_told(catalogue):
    deployments = pl.DataFrame({"facility": [1], "chip": ["H20"], "count": [1]})

    assert told(check_frames(deployments, places("1"), catalogue)) == [
        "deployments.facility: the column holds whole numbers, and in facilities text; a facility has the same key in"
        " both tables [wrong-type]"
    ]


@pytest.mark.parametrize("narrow", [pl.Int8, pl.UInt16, pl.Int64, pl.UInt64])
@pytest.mark.parametrize("wide", [pl.Int32, pl.Int64, pl.UInt64])
def test_whole_numbers_of_any_width_are_keys_and_counts(catalogue, narrow, wide):
    deployments = pl.DataFrame({"facility": [1, 2, None], "chip": ["H20"] * 3, "count": [1, 2, None]})
    deployments = deployments.cast({"facility": narrow, "count": narrow})
    facilities = pl.DataFrame({"facility": [1, 3]}, schema={"facility": wide})

    aside = set_aside(deployments, facilities, catalogue)

    assert aside.deployments.rows() == [(1, "H20", 1)]
    assert aside.deployments.schema == deployments.schema
    assert [row[-1] for row in aside.bad_deployments.rows()] == ["facility: unknown-name", "facility: missing-key"]


@pytest.mark.parametrize("kind", ["text", "whole"])
def test_a_column_of_nulls_alone_is_unknown_whatever_its_type(quick, catalogue, kind):
    unknown = dict.fromkeys(OF_DEPLOYMENTS, "real") | {"count": "text", "facility": kind}
    given = quick.make([{"facility": None}], unknown), quick.make([], {"facility": kind})

    assert [found.label for found in check_frames(*given, catalogue)] == ["facility: missing-key"]


def test_nulls_alone_are_keys_of_no_type(quick, catalogue):
    deployments = quick.make([{"facility": 1}], {"facility": "whole", "chip": "text", "count": "whole"})
    facilities = quick.make([{"facility": None}], {"facility": "truth", "kind": "text"})

    aside = set_aside(deployments, facilities, catalogue)

    assert [row["problem"] for row in quick.rows(aside.bad_deployments)] == ["facility: unknown-name"]
    assert [row["problem"] for row in quick.rows(aside.bad_facilities)] == ["facility: missing-key"]


# -- pandas, which has types of its own


def pandas(**columns):
    return pd.DataFrame({"facility": ["one", "one"], "chip": ["H20", None], "count": [1, 2]} | columns)


@pytest.mark.parametrize(
    "columns",
    [
        {"count": [1.0, float("nan")]},
        {"count": pd.array([1, None], dtype="Int64")},
        {"count": pd.Series([1, None], dtype=object)},
        {"chip": pd.Categorical(["H20", None])},
        {"chip": pd.Series(["H20", None], dtype=object)},
        {"chip": [float("nan"), float("nan")]},
        {"installed": [date(2025, 1, 1), None]},
        {"installed": pd.Series([pd.Timestamp(2025, 1, 1), None], dtype=object)},
        {"installed": pd.to_datetime(["2025-01-01", None])},
        {"installed": ["2025-H1", None]},
        {"installed": [None, None]},
    ],
)
def test_the_types_of_pandas_are_taken(catalogue, columns):
    facilities = pd.DataFrame({"facility": ["one"], "uses_complete": pd.Series([None], dtype=object)})

    assert check_frames(pandas(**columns), facilities, catalogue) == ()


@pytest.mark.parametrize(
    ("column", "cells"),
    [
        ("count", pd.Series([1, "many"], dtype=object)),
        ("chip", pd.Series(["H20", 20], dtype=object)),
        ("installed", pd.Series([date(2025, 1, 1), "2025"], dtype=object)),
        ("installed", pd.Series([pd.Timestamp(2025, 1, 1, tz="UTC"), None], dtype=object)),
        ("facility", pd.Series(["one", {"a": 1}], dtype=object)),
    ],
)
def test_objects_of_several_types_are_told(catalogue, column, cells):
    found = check_frames(pandas(**{column: cells}), pd.DataFrame({"facility": ["one"]}), catalogue)

    assert [(one.column, one.code) for one in found] == [(column, "wrong-type")]
    assert "the column is of the type object; " in found[0].message


def test_whole_keys_with_a_null_which_pandas_makes_floats_are_keys(catalogue):
    deployments = pandas(facility=[1.0, float("nan")], count=[0, 1])

    aside = set_aside(deployments, pd.DataFrame({"facility": [1]}), catalogue)

    assert list(aside.bad_deployments["problem"]) == ["count: not-a-count", "facility: missing-key"]


def test_a_dataframe_of_pandas_keeps_its_index(catalogue):
    deployments = pandas(count=[1, 0]).set_index(pd.Index(["a", "b"], name="line"))

    aside = set_aside(deployments, pd.DataFrame({"facility": ["one"]}, index=[7]), catalogue)

    assert (list(aside.deployments.index), list(aside.bad_deployments.index)) == (["a"], ["b"])
    assert (aside.deployments.index.name, list(aside.facilities.index)) == ("line", [7])


# -- counts that are great, and dataframes that are none


@pytest.mark.parametrize("engine_type", ["HUGEINT", "DECIMAL(38, 0)", "DOUBLE", "UBIGINT", "TINYINT"])
def test_sums_of_duckdb_are_counts(catalogue, engine_type):
    connection = duckdb.connect()
    deployments = connection.sql(f"SELECT 'one' AS facility, 'H20' AS chip, 5::{engine_type} AS count")

    assert check_frames(deployments, connection.sql("SELECT 'one' AS facility"), catalogue) == ()


@pytest.mark.parametrize("count", [2**63 - 1, -(2**63), 2**100, float("inf"), -float("inf")])
def test_a_count_too_great_for_any_sum_is_told(catalogue, count):
    kind = "DOUBLE" if isinstance(count, float) else "HUGEINT"
    connection = duckdb.connect()
    deployments = connection.sql(f"SELECT 'one' AS facility, 'H20' AS chip, '{count}'::{kind} AS count")

    (found,) = check_frames(deployments, connection.sql("SELECT 'one' AS facility"), catalogue)

    assert found.column == "count"


def test_both_tables_are_of_one_engine(catalogue):
    with pytest.raises(InvalidTypeError) as caught:
        check_frames(pandas(), places("one"), catalogue)

    assert str(caught.value) == "facilities: both tables are needed in one engine, got pandas and polars"


def test_a_table_that_is_no_dataframe_is_refused(catalogue):
    with pytest.raises(InvalidTypeError, match=r"^deployments: a dataframe of pandas, Polars"):
        check_frames([{"facility": "one"}], places("one"), catalogue)
