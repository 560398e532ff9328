"""What comes out is of the kind that went in, what is lazy stays so, and types of columns change no verdict."""

from datetime import date, datetime

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa

from aichipcn.frames.assessing import assess_frame
from aichipcn.frames.effective import effective_frame
from tests.frames.engines import backend
from tests.frames.test_same_verdicts import tables

ON = date(2027, 12, 31)
PLACES = [{"facility": 1, "place": "CN-SH", "kind": "ai-data-centre", "commissioned": date(2025, 6, 1)}]
CHIPS = [
    {"facility": 1, "chip": "nvidia-h20", "count": 12, "installed": date(2026, 3, 1)},
    {
        "facility": 1,
        "chip": "huawei-ascend-910b",
        "count": 20,
        "ordered": date(2026, 3, 1),
        "retired": date(2030, 1, 1),
    },
]


def test_what_comes_out_is_of_the_kind_that_went_in(quick, catalogue):
    import aichipcn as acn

    frames = tables(quick, CHIPS, PLACES)

    assert type(assess_frame(*frames, catalogue, on=ON)) is type(frames[0])
    assert type(effective_frame(*frames, catalogue, acn.Peak("fp16"), on=ON)) is type(frames[0])


def test_a_scan_of_files_stays_a_plan(catalogue, tmp_path):
    deployments, facilities = tables(backend("polars"), CHIPS, PLACES)
    deployments.write_parquet(tmp_path / "chips.parquet")
    facilities.write_parquet(tmp_path / "sites.parquet")
    scans = pl.scan_parquet(tmp_path / "chips.parquet"), pl.scan_parquet(tmp_path / "sites.parquet")

    planned = assess_frame(*scans, catalogue, on=ON)

    assert type(planned) is pl.LazyFrame
    assert "chips.parquet" in planned.explain()
    order = ["mandate", "reading"]
    assert planned.collect().sort(order).equals(assess_frame(deployments, facilities, catalogue, on=ON).sort(order))


def test_a_relation_stays_on_the_connection_of_its_user(catalogue):
    with duckdb.connect() as connection:
        connection.register(
            "chips", backend("pyarrow").make(CHIPS, {"facility": "whole", "chip": "text", "count": "whole"})
        )
        connection.register(
            "sites", backend("pyarrow").make(PLACES, {"facility": "whole", "place": "text", "kind": "text"})
        )
        connection.execute("CREATE TABLE mine AS SELECT 'Shanghai' AS city")

        verdicts = assess_frame(connection.table("chips"), connection.table("sites"), catalogue, on=ON)

        assert isinstance(verdicts, duckdb.DuckDBPyRelation)
        found = verdicts.query("verdicts", "SELECT DISTINCT city FROM verdicts, mine").fetchall()
        assert found == [("Shanghai",)]


def statuses(frame):
    return sorted(pl.DataFrame(frame).select("mandate", "reading", "status", "share_low", "share_high").rows(), key=str)


def test_texts_of_dates_are_read_as_precisely_as_they_are_written(catalogue):
    sites = pl.DataFrame(
        {"facility": ["a"], "place": ["CN-SH"], "kind": ["ai-data-centre"], "commissioned": ["2025-H1"]}
    )
    chips = pl.DataFrame({"facility": ["a", "a"], "chip": ["910B", "H20"], "count": [7, 3]})

    def share(*installed):
        made = chips.with_columns(pl.Series("installed", installed))
        asked = {"reading": "designed-or-produced", "level": "facility"}
        found = assess_frame(made, sites, catalogue, [catalogue.mandates["shanghai-2027"]], on=ON, **asked)
        return set(found.select("status", "other_low", "other_high").rows())

    assert share("2026", "2027-12") == {("compliant", 3, 3)}
    assert share("2026-Q4", "2027-12-31..2028-01") == {("compliant", 0, 3)}
    assert share("2026-Q4", "2028") == {("compliant", 0, 0)}


def test_columns_may_be_of_any_type_that_says_the_same(catalogue):
    deployments, facilities = tables(backend("polars"), CHIPS, PLACES)
    wanted = statuses(assess_frame(deployments, facilities, catalogue, on=ON))

    categories = deployments.with_columns(pl.col("chip").cast(pl.Categorical), pl.col("facility").cast(pl.Int16))
    moments = deployments.with_columns(pl.col("installed").cast(pl.Datetime("ns")) + pl.duration(hours=17))
    for chips in (categories, moments):
        assert (
            statuses(
                assess_frame(
                    chips, facilities.with_columns(pl.col("facility").cast(chips["facility"].dtype)), catalogue, on=ON
                )
            )
            == wanted
        )

    arrow = deployments.to_arrow()
    coded = arrow.set_column(1, "chip", pa.compute.dictionary_encode(arrow["chip"].cast(pa.string())))
    assert statuses(assess_frame(coded, facilities.to_arrow(), catalogue, on=ON)) == wanted

    frame, sites = pd.DataFrame(CHIPS), pd.DataFrame(PLACES)
    nullable = frame.assign(count=frame["count"].astype("Int32"), chip=frame["chip"].astype("category"))
    dated = frame.assign(installed=[datetime(2026, 3, 1, 23, 59), None])
    for chips in (frame, nullable, dated):
        assert statuses(assess_frame(chips, sites, catalogue, on=ON)) == wanted
