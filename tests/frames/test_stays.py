"""When chips count, told from columns of dates, is when the four populations count them."""

from datetime import date
from itertools import product

import attrs
import narwhals as nw
import polars as pl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import aichipcn as acn
from aichipcn.errors import InvalidValueError
from aichipcn.frames.columns import DATES
from aichipcn.frames.judging.stays import with_stay
from aichipcn.frames.tables.dates import tidied
from aichipcn.frames.tables.engine import Engine, opened, rows_of
from aichipcn.frames.tables.objects import Reader
from aichipcn.mandates.populations import AdditionsSince, PurchasesSince, Stock, StockAndOrders
from aichipcn.values.ternary import FALSE, TRUE, UNKNOWN

COLUMNS = ("ordered", "installed", "retired", "commissioned")
CELLS = ["2025-12-30", "2025-12-31", "2026-01-01", "2026-06-30", "2026", "2025-12", "2025-12-31..2026-01-01", "2026-H1"]
DAYS = [date(2025, 12, 30), date(2025, 12, 31), date(2026, 1, 1), date(2026, 6, 30), date(2026, 12, 31)]
FAR = [date.min, date(1800, 1, 1), date(1899, 12, 31), date(2199, 12, 31), date(2250, 1, 1), date.max]
"""Days before and after every day that a table may hold."""

POPULATIONS = st.one_of(
    st.just(Stock()),
    st.just(StockAndOrders()),
    *(
        st.tuples(st.sampled_from([*DAYS, *FAR]), st.none() | st.sampled_from([*DAYS, *FAR])).map(
            lambda ends, window=window: window(ends[0], None if ends[1] is None else max(ends))
        )
        for window in (AdditionsSince, PurchasesSince)
    ),
)

READER = Reader(acn.Catalogue())
TERNARY = {(True, True): TRUE, (False, True): UNKNOWN, (False, False): FALSE}


def columns():
    """Cells for each column that is there: with nulls, of days alone or not."""
    cells = st.sampled_from([CELLS, CELLS[:4]]).flatmap(
        lambda pool: st.lists(st.none() | st.sampled_from(pool), min_size=1, max_size=4, unique=True)
    )
    return st.fixed_dictionaries({}, optional=dict.fromkeys(COLUMNS, cells))


@attrs.frozen
class Row:
    """A deployment and its facility, made of the same cells as a row of a table."""

    cells: dict
    facility: acn.Facility
    deployment: acn.Deployment


def rows_of_all(columns):
    """Every combination of some cells that is no contradiction."""
    for cells in product(*columns.values()):
        row = dict(zip(columns, cells, strict=True))
        try:
            deployment = acn.Deployment(**{name: row.get(name) for name in COLUMNS[:3]})
        except InvalidValueError:
            continue
        yield Row(row, acn.Facility(slug="one", name="One", commissioned=row.get("commissioned")), deployment)


def truths(columns, rows, population, days):
    """What the columns of dates say of each row on each day."""
    native = pl.LazyFrame({name: [row.cells[name] for row in rows] for name in columns} | {"row": range(len(rows))})
    frame = opened(native, "deployments")
    frame, held = tidied(frame, Engine.of(native, frame), READER)
    frame, stay = with_stay(frame, population, held)
    frame = frame.select(
        "row",
        *(_end(counts).alias(f"{end}{place}") for place, day in enumerate(days) for end, counts in _ends(stay, day)),
    )
    for row in sorted(rows_of(frame), key=lambda row: row["row"]):
        yield [TERNARY[row[f"certainly{place}"] == 1, row[f"perhaps{place}"] == 1] for place in range(len(days))]


def _ends(stay, day):
    return zip(("certainly", "perhaps"), stay.on(day), strict=True)


def _end(counts):
    return nw.lit(1) if counts is None else nw.when(counts).then(nw.lit(1)).otherwise(nw.lit(0))


def test_the_columns_are_those_of_dates():
    assert set(COLUMNS) == DATES - {"came", "reported"}


@settings(max_examples=60)
@given(columns=columns(), population=POPULATIONS, days=st.lists(st.sampled_from([*DAYS, *FAR]), min_size=1, max_size=3))
def test_a_stay_counts_a_row_when_its_population_does(columns, population, days):
    assume(getattr(population, "since", None) != date.min or date.max not in days)
    rows = list(rows_of_all(columns))

    found = list(truths(columns, rows, population, days))

    for row, said in zip(rows, found, strict=True):
        assert said == [population.member(row.facility, row.deployment, day) for day in days], row


@pytest.mark.parametrize("population", [Stock(), StockAndOrders()])
def test_rows_without_any_date_count_on_every_day(population):
    rows = [Row({}, acn.Facility(slug="one", name="One"), acn.Deployment())]

    assert list(truths({}, rows, population, FAR)) == [[TRUE] * len(FAR)]
