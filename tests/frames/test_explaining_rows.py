"""From a row back to the object path: the verdict is the same, and the explanation is that of the objects."""

from datetime import date

import pytest

import aichipcn as acn
from aichipcn.frames.assessing import assess_frame
from aichipcn.frames.explaining import assess_row, explain_row
from tests.frames.reference import objects
from tests.frames.test_same_verdicts import tables

ON = date(2027, 12, 31)
BUILT = {"kind": "ai-data-centre", "commissioned": date(2025, 6, 1)}
PLACES = [
    {
        "facility": 1,
        "place": "CN-SH",
        "kind": "ai-data-centre",
        "commissioned": date(2025, 6, 1),
        "operator": "China Mobile",
    },
    {
        "facility": 2,
        "place": "CN-SH",
        "kind": "ai-data-centre",
        "commissioned": date(2025, 6, 1),
        "operator": "china-mobile",
    },
    {"facility": 3, "place": "CN-BJ", "kind": "ai-data-centre", "commissioned": date(2025, 6, 1)},
]
CHIPS = [
    {"facility": 1, "chip": "nvidia-h20", "count": 12_000},
    {"facility": 1, "chip": "huawei-ascend-910b", "count": 20_000},
    {"facility": 2, "chip": "nvidia-h20", "count": None},
    {"facility": 3, "chip": None, "count": 8, "installed": date(2026, 1, 1)},
]


def verdicts(engine, catalogue, **options):
    frames = tables(engine, CHIPS, PLACES)
    mandates = [catalogue.mandates[slug] for slug in ("shanghai-2027", "beijing-2027", "document-79")]
    return (
        frames,
        mandates,
        engine.rows(assess_frame(*frames, catalogue, mandates, on=ON, covered_only=False, **options)),
    )


@pytest.mark.parametrize("level", [None, "facility", "operator"])
def test_every_row_is_the_assessment_that_it_stands_for(quick, catalogue, level):
    frames, mandates, rows = verdicts(quick, catalogue, level=level)
    for row in rows:
        verdict = assess_row(row, *frames, catalogue, mandates)
        assert verdict.status.value == row["status"]
        assert verdict.tally.q_low == row["qualifying_low"]
        assert verdict.tally.n_high == row["other_high"]
        assert verdict.mandate.slug == row["mandate"]


def test_the_explanation_is_that_of_the_objects(catalogue, engine):
    frames, _, rows = verdicts(engine, catalogue, level="facility")
    row = next(row for row in rows if row["facility"] == 1 and row["mandate"] == "shanghai-2027")
    facility = objects(catalogue, CHIPS, PLACES)[1]
    verdict = acn.assess(facility, catalogue.mandates["shanghai-2027"], on=ON, reading=row["reading"])

    assert str(explain_row(row, *frames, catalogue)) == str(acn.explain(verdict))


def test_a_row_of_pandas_is_taken_as_it_is(catalogue):
    import pandas as pd

    deployments, facilities = pd.DataFrame(CHIPS), pd.DataFrame(PLACES)
    found = assess_frame(deployments, facilities, catalogue, on=ON, level="facility")
    row = found[found["mandate"] == "shanghai-2027"].iloc[0]

    assert assess_row(row, deployments, facilities, catalogue).status.value == row["status"]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"facility": 9}, "row: no facility of the table is of 9"),
        ({"facility": None, "level": "operator", "operator": "nobody"}, "row: no facility of the table is of 'nobody'"),
        ({"mandate": "shanghai-2028"}, "no mandate is named 'shanghai-2028'; nearest: 'shanghai-2027'"),
        ({"reading": "strict"}, "no reading of shanghai-2027 is named 'strict'"),
        (
            {"level": "city"},
            "unknown value 'city'; nearest: 'facility'; allowed: facility, operator, place, nation, programme",
        ),
    ],
)
def test_a_row_of_nothing_is_refused(catalogue, changed, message):
    import polars as pl

    row = {
        "level": "facility",
        "facility": 1,
        "operator": None,
        "mandate": "shanghai-2027",
        "reading": None,
        "date": ON,
    }
    with pytest.raises(acn.errors.AichipcnError) as caught:
        explain_row({**row, **changed}, pl.DataFrame(CHIPS), pl.DataFrame(PLACES), catalogue)
    assert str(caught.value).startswith(message)


def test_a_row_without_the_columns_that_name_it_is_refused(catalogue):
    import polars as pl

    with pytest.raises(acn.errors.InvalidValueError) as caught:
        explain_row({"level": "facility"}, pl.DataFrame(CHIPS), pl.DataFrame(PLACES), catalogue)
    columns = "level, facility, operator, mandate, reading, date"
    assert str(caught.value) == f"row.facility: a row of verdicts has the columns {columns}"
