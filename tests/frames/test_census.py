"""The census of a table of deployments: its rows by chip and designer, counted in one pass."""

from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aichipcn.frames.tables.census import MOST, Census, Kind, census
from aichipcn.frames.tables.engine import opened

SCHEMA = {"facility": "text", "chip": "text", "count": "whole", "designer": "text"}

ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "facility": st.just("one"),
            "chip": st.sampled_from([None, "H20", "Ascend 910B", ""]),
            "count": st.none() | st.integers(-2, 5) | st.sampled_from([MOST, MOST + 1, 2**62]),
            "designer": st.sampled_from([None, "huawei", ""]),
        }
    ),
    max_size=8,
)


def counted(rows):
    """The plain reference: one row after the other."""
    kinds = {}
    for row in rows:
        kinds.setdefault((row["chip"], row["designer"]), []).append(row["count"])
    return Counter(
        Kind(
            chip=chip,
            designer=designer,
            rows=len(counts),
            total=sum(count for count in counts if count is not None and 1 <= count <= MOST),
            unknown=counts.count(None),
            greatest=max((count for count in counts if count is not None), default=None),
        )
        for (chip, designer), counts in kinds.items()
    )


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS)
def test_a_census_counts_every_row_once(engine, rows):
    found = census(opened(engine.make(rows, SCHEMA), "deployments"))

    assert Counter(found.kinds) == counted(rows)
    assert found.rows == len(rows)


def test_columns_that_may_be_left_out_are_unknown(quick):
    rows = [{"facility": "one", "chip": "H20", "count": 3}, {"facility": "one", "chip": "H20", "count": 5}]
    native = quick.make(rows, {"facility": "text", "chip": "text", "count": "real"})

    assert census(opened(native, "deployments")) == Census((Kind("H20", None, 2, 8, 0, 5),))


def test_the_greatest_count_of_an_empty_table_is_nothing(quick):
    found = census(opened(quick.make([], SCHEMA), "deployments"))

    assert (found.rows, found.greatest, found.kinds) == (0, 0, ())
