"""The engines of the tests give back the rows that their tables are made of."""

from datetime import date

import pytest

from tests.frames.engines import OF_DEPLOYMENTS, OF_FACILITIES

DEPLOYMENT = {"facility": "one", "chip": "H20", "count": 3, "installed": date(2025, 1, 31), "retired": None}
FACILITY = {"facility": "one", "kind": "ai-data-centre", "uses_complete": True, "commissioned": date(2024, 2, 29)}


@pytest.mark.parametrize(("rows", "schema"), [([DEPLOYMENT], OF_DEPLOYMENTS), ([FACILITY, {}], OF_FACILITIES)])
def test_what_goes_in_comes_out(engine, rows, schema):
    expected = [{name: row.get(name) for name in schema} for row in rows]

    assert engine.rows(engine.make(rows, schema)) == expected


def test_a_table_may_be_empty(engine):
    assert engine.rows(engine.make([], OF_DEPLOYMENTS)) == []


def test_a_moment_at_midnight_is_a_day_and_any_other_a_moment(engine):
    rows = engine.rows(engine.make([{"installed": date(2025, 1, 31)}], {"installed": "moment"}))

    assert rows == [{"installed": date(2025, 1, 31)}]


def test_whole_numbers_may_be_floats(engine):
    assert engine.rows(engine.make([{"count": 2}, {"count": None}], {"count": "real"})) == [
        {"count": 2},
        {"count": None},
    ]
