"""Inventories in files: whatever holds them and in however many parts, the verdicts are those of the objects."""

import os
import re
from collections import Counter
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pyarrow.csv
import pyarrow.parquet
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import aichipcn as acn
from aichipcn.frames.generate import write_inventory
from aichipcn.frames.national import national_verdicts
from tests.frames import strategies
from tests.frames.engines import OF_DEPLOYMENTS, OF_FACILITIES, arrow
from tests.frames.reference import differences, expected

THOROUGH = os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "dev") == "ci"
KEYS = {"facility": "whole"}
ON = date(2027, 12, 31)


def write(folder, deployments, facilities, form):
    """The two tables in files of a format; what `national_verdicts` is given of them."""
    tables = {
        "deployments": arrow(deployments, {**OF_DEPLOYMENTS, **KEYS}),
        "facilities": arrow(facilities, {**OF_FACILITIES, **KEYS}),
    }
    if form == "duckdb":
        with duckdb.connect(folder / "inventory.duckdb") as file:
            for name, table in tables.items():
                file.from_arrow(table).create(name)
        return (folder / "inventory.duckdb",)
    for name, table in tables.items():
        if form == "csv":
            pyarrow.csv.write_csv(table, folder / f"{name}.csv")
        else:
            pyarrow.parquet.write_table(table, folder / f"{name}.parquet", row_group_size=3)
    return folder / f"deployments.{form}", folder / f"facilities.{form}"


def read(path):
    """The rows of verdicts that were written."""
    with duckdb.connect() as connection:
        if path.suffix != ".duckdb":
            return connection.sql(f"SELECT * FROM '{path}'").to_arrow_table().to_pylist()
        connection.execute(f"ATTACH '{path}' AS it (READ_ONLY)")
        return connection.sql("SELECT * FROM it.verdicts").to_arrow_table().to_pylist()


@settings(max_examples=25 if THOROUGH else 6, suppress_health_check=list(HealthCheck), deadline=None)
@given(data=st.data())
def test_verdicts_from_files_are_those_of_the_objects(catalogue, data):
    deployments, facilities = data.draw(strategies.inventories())
    mandates = [data.draw(strategies.mandates(catalogue, f"drawn-{number}")) for number in range(2)]
    dates = data.draw(strategies.dates())
    form = data.draw(st.sampled_from(["parquet", "csv", "duckdb"]))
    out = data.draw(st.sampled_from(["verdicts.parquet", "verdicts.duckdb"]))
    options = {"covered_only": data.draw(st.booleans()), "as_if_in_scope": data.draw(st.booleans())}
    with TemporaryDirectory() as name:
        files = write(Path(name), deployments, facilities, form)
        run = national_verdicts(
            *files,
            catalogue=catalogue,
            mandates=mandates,
            on=dates,
            out=Path(name) / out,
            rows_per_part=data.draw(st.integers(1, 40)),
            **options,
        )
        rows = read(run.out)
        left = {path.name for path in Path(name).iterdir()} - {file.name for file in files}
    if form == "csv":
        for row in (*deployments, *facilities, *rows):
            row["facility"] = None if row["facility"] is None else str(row["facility"])

    assert differences(rows, expected(catalogue, deployments, facilities, mandates, dates, **options)) == []
    assert (run.deployments, run.facilities, run.verdicts) == (len(deployments), len(facilities), len(rows))
    assert run.counts == Counter(
        (row["level"], row["mandate"], row["reading"], row["date"], row["status"]) for row in rows
    )
    assert left == {out}


@pytest.fixture(scope="module")
def inventory(tmp_path_factory, catalogue):
    """Files of an inventory that looks like a real one."""
    return write_inventory(catalogue, tmp_path_factory.mktemp("inventory"), deployments=400, seed=3)


def run(inventory, out, catalogue, **options):
    options = {"mandates": [catalogue.mandates["public-hubs-50"]], "on": ON} | options
    return national_verdicts(*inventory, catalogue=catalogue, out=out, **options)


def test_a_part_is_told_after_the_other(inventory, tmp_path, catalogue):
    told = []
    mandates = [catalogue.mandates[name] for name in ("public-hubs-50", "shanghai-2027")]
    made = run(
        inventory,
        tmp_path / "v.parquet",
        catalogue,
        mandates=mandates,
        rows_per_part=150,
        progress=lambda *it: told.append(it),
    )

    assert made.parts == 3
    assert told == [
        (0, 1, "reading"),
        (1, 7, "checking"),
        (2, 7, "cutting"),
        (3, 7, "part 1 of 3"),
        (4, 7, "part 2 of 3"),
        (5, 7, "part 3 of 3"),
        (6, 7, "shanghai-2027, over several facilities"),
        (7, 7, "done"),
    ]


def test_a_csv_file_has_what_a_parquet_file_has(inventory, tmp_path, catalogue):
    run(inventory, tmp_path / "v.parquet", catalogue)
    run(inventory, tmp_path / "v.csv", catalogue)
    run(inventory, tmp_path / "v.csv.gz", catalogue)
    one = read(tmp_path / "v.parquet")

    assert len(one) > 3
    for file in ("v.csv", "v.csv.gz"):
        assert sorted(map(repr, read(tmp_path / file))) == sorted(map(repr, one))


def test_what_fails_leaves_nothing_behind(inventory, tmp_path, catalogue):
    (tmp_path / "v.parquet").write_text("what was there")

    def stop(done, total, words):
        if words.startswith("part"):
            raise KeyboardInterrupt

    for out in ("v.parquet", "new.csv", "new.duckdb"):
        with pytest.raises(KeyboardInterrupt):
            run(inventory, tmp_path / out, catalogue, force=True, progress=stop)

    assert (tmp_path / "v.parquet").read_text() == "what was there"
    assert [path.name for path in tmp_path.iterdir()] == ["v.parquet"]


def test_what_fails_in_a_duckdb_file_leaves_it_as_it_was(inventory, tmp_path, catalogue):
    first = run(inventory, tmp_path / "v.duckdb", catalogue)
    before = read(first.out)

    def stop(done, total, words):
        if words.startswith("shanghai"):
            raise KeyboardInterrupt

    mandates = [catalogue.mandates[name] for name in ("public-hubs-50", "shanghai-2027")]
    with pytest.raises(KeyboardInterrupt):
        run(inventory, first.out, catalogue, mandates=mandates, force=True, progress=stop)

    assert sorted(map(repr, read(first.out))) == sorted(map(repr, before))
    assert [path.name for path in tmp_path.iterdir()] == ["v.duckdb"]


def test_other_tables_of_a_duckdb_file_are_left_alone(inventory, tmp_path, catalogue):
    with duckdb.connect(tmp_path / "v.duckdb") as file:
        file.execute("CREATE TABLE mine AS SELECT 1 AS a")

    made = run(inventory, tmp_path / "v.duckdb", catalogue)

    with duckdb.connect(made.out, read_only=True) as file:
        assert file.sql("FROM mine").fetchall() == [(1,)]
        assert file.sql("SELECT count(*) FROM verdicts").fetchall() == [(made.verdicts,)]


def test_keys_may_be_whole_numbers_in_one_file_and_text_in_the_other(tmp_path, catalogue):
    (tmp_path / "d.csv").write_text("facility,chip,count\n7,910B,3\n")
    pyarrow.parquet.write_table(
        pyarrow.table({"facility": [7], "place": ["CN-GZ/guiyang"]}),
        tmp_path / "f.parquet",
    )

    made = run((tmp_path / "d.csv", tmp_path / "f.parquet"), tmp_path / "v.parquet", catalogue)

    assert {row["facility"] for row in read(made.out)} == {"7"}
    assert {row["other_high"] for row in read(made.out)} <= {0, 3}


def test_what_is_set_aside_and_what_is_left_is_all_there_was(inventory, tmp_path, catalogue):
    deployments, facilities = inventory
    with duckdb.connect() as connection:
        connection.execute(
            "COPY (SELECT * REPLACE (CASE WHEN chip LIKE 'nvidia%' THEN -count ELSE count END AS count)"
            f" FROM '{deployments}') TO '{tmp_path / 'd.parquet'}'"
        )
        ((bad,),) = connection.sql(f"SELECT count(*) FROM '{tmp_path / 'd.parquet'}' WHERE count < 1").fetchall()
    files = tmp_path / "d.parquet", facilities

    with pytest.raises(acn.AichipcnError, match=f"{bad:,} rows? with .* below 1"):
        run(files, tmp_path / "v.parquet", catalogue)
    made = run(files, tmp_path / "v.parquet", catalogue, aside=tmp_path / "aside")

    assert made.aside == {tmp_path / "aside" / "deployments.parquet": bad}
    assert [finding.column for finding in made.findings] == ["count"]
    table = pyarrow.parquet.read_table(tmp_path / "aside" / "deployments.parquet").to_pylist()
    assert len(table) == bad > 0
    assert all(row["count"] < 1 and row["problem"].startswith("count: ") for row in table)
    with pytest.raises(acn.AichipcnError, match=re.escape("deployments.parquet: is there already")):
        run(files, tmp_path / "w.parquet", catalogue, aside=tmp_path / "aside")


def refused(files, out, catalogue, **options):
    with pytest.raises(acn.AichipcnError) as caught:
        run(files, out, catalogue, **options)
    return str(caught.value)


def test_what_cannot_be_run_is_told(inventory, tmp_path, catalogue, monkeypatch):
    monkeypatch.chdir(tmp_path)
    deployments, facilities = inventory
    Path("empty").mkdir()
    Path("there.parquet").write_text("")
    Path("no.parquet").write_text("no parquet at all")
    with duckdb.connect("half.duckdb") as file:
        file.execute("CREATE TABLE deployments AS SELECT 1 AS facility")
    with duckdb.connect("columns.duckdb") as file:
        file.execute("CREATE TABLE deployments AS SELECT 1 AS facility, 'H20' AS chips")
        file.execute("CREATE TABLE facilities AS SELECT 1 AS facility")
    both = (deployments, facilities)

    def says(files, out="v.parquet", **options):
        return refused(files, out, catalogue, **options)

    assert says(("nothing.parquet", facilities)) == "nothing.parquet: there is no such file; nearest: 'no.parquet'"
    assert says((deployments, "empty")) == "empty: there is no .parquet file in this folder"
    assert says((deployments,)) == "facilities: the facilities are needed too; only a DuckDB file holds both tables"
    assert says((deployments, "no.parquet")).startswith("no.parquet: cannot be read as Parquet: No magic bytes")
    assert says(both, None) == (
        "out: say where the verdicts go: only a DuckDB file takes them beside its inventory, not inventory.parquet"
    )
    assert says(both, "there.parquet") == "there.parquet: is there already, and is replaced only where that is forced"
    assert says(both, "v.xlsx") == (
        "v.xlsx: not the ending of a table: '.xlsx'; allowed: .parquet, .csv, .csv.gz, .duckdb, .db"
    )
    assert says(both, "nowhere/v.parquet") == "nowhere/v.parquet: there is no folder nowhere"
    assert says(("half.duckdb",)) == "half.duckdb: has no table facilities; its tables: deployments"
    assert says(("columns.duckdb",)).startswith(
        "2 problems in the tables:\ndeployments.chip: the column is missing; it holds the chip, by slug"
    )
    assert says(both, rows_per_part=0) == "rows_per_part: a part has at least one row, got 0"
    assert says(both, memory="a lot") == "memory: a size such as 1GB is needed, got 'a lot'"
    assert says(both, mandates=[]) == "mandates: at least one mandate is needed"
    assert says(both, reading="made-in-chna") == (
        "no reading of public-hubs-50 is named 'made-in-chna'; nearest: 'made-in-china'"
    )
    assert [path.name for path in Path().iterdir() if path.name.startswith((".", "v"))] == []


def test_too_little_memory_is_told(inventory, tmp_path, catalogue):
    assert refused(inventory, tmp_path / "v.parquet", catalogue, memory="1MB") == (
        "memory: 1MB is not enough for DuckDB; give more, or fewer rows to a part"
    )
