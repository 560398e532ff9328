"""Dates of a table become days that can be compared, whatever type they had."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aichipcn.errors import InvalidValueError
from aichipcn.frames.tables.dates import on_or_before, tidied
from aichipcn.frames.tables.engine import Engine, opened, rows_of
from aichipcn.frames.tables.objects import Reader
from aichipcn.values.dates import DateRange
from aichipcn.values.ternary import FALSE, TRUE, UNKNOWN

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31)) | st.sampled_from([date(2025, 1, 31), date(2025, 2, 1)])
TEXTS = st.sampled_from(["2025", "2025-01", "2025-H1", "2025-01-31", "2025-02-01", "2024..2026-03"])
ON = st.sampled_from([date(2025, 1, 31), date(2025, 6, 30), date(2024, 12, 31), date.max]) | DAYS

TERNARY = {(True, True): TRUE, (False, True): UNKNOWN, (False, False): FALSE}


def plain(cell, on):
    """The plain reference: a null is unknown, and any other cell is the days that it says."""
    return UNKNOWN if cell is None else DateRange.parse(cell).on_or_before(on)


def compared(native, catalogue, on):
    import narwhals as nw

    frame = opened(native, "deployments")
    made, days = tidied(frame, Engine.of(native, frame), Reader(catalogue))
    if "installed" not in days:
        return [UNKNOWN for _ in rows_of(made)]
    certainly, perhaps = on_or_before(days["installed"], on)
    made = made.with_columns(
        certainly=nw.when(certainly).then(nw.lit(1)).otherwise(nw.lit(0)),
        perhaps=nw.when(perhaps).then(nw.lit(1)).otherwise(nw.lit(0)),
    )
    rows = sorted(rows_of(made.select("row", "certainly", "perhaps")), key=lambda row: row["row"])
    return [TERNARY[row["certainly"] == 1, row["perhaps"] == 1] for row in rows]


@pytest.mark.parametrize("kind", ["day", "moment", "text"])
@settings(max_examples=10)
@given(data=st.data(), on=ON)
def test_a_column_of_dates_compares_with_a_day_as_its_cells_do(engine, catalogue, kind, data, on):
    cells = data.draw(st.lists(st.none() | (TEXTS if kind == "text" else DAYS), max_size=5))
    rows = [{"row": row, "installed": cell} for row, cell in enumerate(cells)]

    found = compared(engine.make(rows, {"row": "whole", "installed": kind}), catalogue, on)

    assert found == [plain(cell, on) for cell in cells]


def test_a_moment_counts_by_its_day(engine, catalogue):
    from datetime import datetime

    native = engine.make(
        [{"row": 0, "installed": datetime(2025, 1, 31, 23, 59)}], {"row": "whole", "installed": "moment"}
    )

    assert compared(native, catalogue, date(2025, 1, 31)) == [TRUE]
    assert compared(native, catalogue, date(2025, 1, 30)) == [FALSE]


def test_the_columns_of_a_table_stay_as_they_are(quick, catalogue):
    rows = [
        {"installed_first": "mine", "installed": "2025-01", "retired": date(2025, 3, 1), "ordered": date(2024, 1, 1)}
    ]
    native = quick.make(rows, {"installed_first": "text", "installed": "text", "retired": "moment", "ordered": "day"})
    frame = opened(native, "deployments")

    made, days = tidied(frame, Engine.of(native, frame), Reader(catalogue))

    assert rows_of(made.select("installed_first", "installed", "retired", "ordered")) == rows
    assert (days["installed"].first, days["installed"].last) == ("installed_first_", "installed_last")
    assert days["retired"].first == days["retired"].last


def test_a_text_that_is_no_date_is_refused(quick, catalogue):
    native = quick.make([{"installed": "2025-13"}], {"installed": "text"})
    frame = opened(native, "deployments")

    with pytest.raises(InvalidValueError, match="no such date: '2025-13'"):
        tidied(frame, Engine.of(native, frame), Reader(catalogue))


def test_a_column_that_is_all_null_is_as_if_it_were_not_there(quick, catalogue):
    native = quick.make([{"installed": None}], {"installed": "real"})
    frame = opened(native, "deployments")

    assert tidied(frame, Engine.of(native, frame), Reader(catalogue))[1] == {}
