"""Tables in files: the same rows whatever holds them, types by their cells, and what cannot be read."""

import csv
import gzip
import re
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import aichipcn as acn
from aichipcn.frames.columns import DEPLOYMENTS, FACILITIES
from aichipcn.frames.files.scans import scan, tables_of

HEAD = ["facility", "chip", "count", "installed"]
texts = st.none() | st.text(
    st.characters(codec="utf-8", exclude_characters="\x00\r", exclude_categories=["Cs", "Cc"])
    | st.sampled_from('",;\n'),
    min_size=1,
    max_size=8,
)
rows = st.lists(
    st.tuples(texts, texts, st.none() | st.integers(1, 2**62), st.none() | st.dates()), min_size=1, max_size=8
)


def written(folder, name, text):
    path = Path(folder) / name
    path.write_text(text, "utf-8")
    return path


def scanned(path, columns=DEPLOYMENTS):
    connection = duckdb.connect()
    relation = scan(connection, path, columns, path.parent / "kept.parquet")
    return dict(zip(relation.columns, map(str, relation.types), strict=True)), sorted(relation.fetchall(), key=repr)


@settings(max_examples=40, deadline=None)
@given(rows)
def test_a_table_is_the_same_in_csv_as_in_parquet(table):
    with TemporaryDirectory() as folder:
        columns = dict(zip(HEAD, zip(*table, strict=True), strict=True))
        kinds = dict(zip(HEAD, [pyarrow.string(), pyarrow.string(), pyarrow.int64(), pyarrow.date32()], strict=True))
        arrow = pyarrow.table({name: pyarrow.array(cells, kinds[name]) for name, cells in columns.items()})
        pyarrow.parquet.write_table(arrow, Path(folder) / "table.parquet")
        with (Path(folder) / "table.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([HEAD, *table])

        assert scanned(Path(folder) / "table.csv") == scanned(Path(folder) / "table.parquet")


@pytest.mark.parametrize(
    ("cells", "kind", "read"),
    [
        (["1", " 20 ", ""], "BIGINT", [1, 20, None]),
        (["", ""], "BIGINT", [None, None]),
        (["1.5", "-2"], "DOUBLE", [1.5, -2.0]),
        (["99999999999999999999"], "DOUBLE", [1e20]),
        (["12", "many"], "VARCHAR", ["12", "many"]),
    ],
)
def test_a_count_is_a_whole_number_where_every_cell_is_one(tmp_path, cells, kind, read):
    path = written(tmp_path, "d.csv", "facility,count\n" + "".join(f"a,{cell}\n" for cell in cells))

    types, found = scanned(path)

    assert types["count"] == kind
    assert sorted((row[1] for row in found), key=repr) == sorted(read, key=repr)


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["2025-01-31", ""], "DATE"),
        (["2025-01-31", "2025-09"], "VARCHAR"),
        (["2025-02-30"], "VARCHAR"),
        (["2025-1-3"], "VARCHAR"),
        (["2025-H2"], "VARCHAR"),
    ],
)
def test_a_date_is_a_day_where_every_cell_is_one(tmp_path, cells, kind):
    path = written(tmp_path, "d.csv", "facility,installed\n" + "".join(f"a,{cell}\n" for cell in cells))

    assert scanned(path)[0]["installed"] == kind


@pytest.mark.parametrize(("cells", "kind"), [(["true", "False", ""], "BOOLEAN"), (["yes", "true"], "VARCHAR")])
def test_a_truth_is_true_or_false(tmp_path, cells, kind):
    path = written(tmp_path, "f.csv", "facility,uses_complete\n" + "".join(f"a,{cell}\n" for cell in cells))

    assert scanned(path, FACILITIES)[0]["uses_complete"] == kind


def test_keys_and_columns_of_others_stay_text(tmp_path):
    path = written(tmp_path, "d.csv", "facility,chip,count,note,facility no\n007,910B,1,12,5\n")

    types, found = scanned(path)

    assert types == {
        "facility": "VARCHAR",
        "chip": "VARCHAR",
        "count": "BIGINT",
        "note": "VARCHAR",
        "facility no": "VARCHAR",
    }
    assert found == [("007", "910B", 1, "12", "5")]


@pytest.mark.parametrize("pattern", ["parts", "parts/*.parquet", "**/[ab].parquet"])
def test_many_files_are_one_table(tmp_path, monkeypatch, pattern):
    monkeypatch.chdir(tmp_path)
    Path("parts").mkdir()
    pyarrow.parquet.write_table(pyarrow.table({"facility": ["x"], "count": [1]}), "parts/a.parquet")
    pyarrow.parquet.write_table(pyarrow.table({"count": [2], "facility": ["y"], "chip": ["H20"]}), "parts/b.parquet")

    relation = scan(duckdb.connect(), Path(pattern), DEPLOYMENTS, tmp_path / "kept.parquet")

    assert sorted(relation.project("facility, count, chip").fetchall()) == [("x", 1, None), ("y", 2, "H20")]


def test_the_tables_of_a_duckdb_file_are_read_and_it_is_not_locked(tmp_path):
    path = tmp_path / "it's.duckdb"
    with duckdb.connect(path) as file:
        file.execute("CREATE TABLE deployments AS SELECT 'x' AS facility")
    first, second = duckdb.connect(), duckdb.connect()

    for connection in (first, second):
        (relation,) = tables_of(connection, path, ("deployments",), written=False)
        assert relation.fetchall() == [("x",)]


def refused(do):
    with pytest.raises(acn.AichipcnError) as caught:
        do()
    return str(caught.value)


def test_what_cannot_be_read_is_told(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("empty").mkdir()
    written(tmp_path, "deployments.parquet", "no parquet at all")
    written(tmp_path, "it.duckdb", "no database at all, but a text that is long enough to be looked at\n" * 500)

    def refuses(name):
        return refused(lambda: scanned(Path(name)))

    assert refuses("deployment.parquet") == (
        "deployment.parquet: there is no such file; nearest: 'deployments.parquet'"
    )
    assert refuses("empty") == "empty: there is no .parquet file in this folder"
    assert refuses("d-*.parquet") == "d-*.parquet: there is no file of this pattern; nearest: 'deployments.parquet'"
    assert refuses("deployments.parquet").startswith(
        "deployments.parquet: cannot be read as Parquet: No magic bytes found at end of file 'deployments.parquet'"
    )
    assert refused(lambda: tables_of(duckdb.connect(), Path("it.duckdb"), ("deployments",), written=False)).startswith(
        "it.duckdb: cannot be read as DuckDB: "
    )


@pytest.mark.parametrize("name", ["table.xlsx", "table", "table.parqet"])
def test_an_unknown_ending_is_refused_with_those_that_are_known(tmp_path, name):
    said = refused(lambda: scanned(written(tmp_path, name, "x")))

    assert re.search(
        rf"{name}: not the ending of a table: '.*'(; nearest: '.parquet')?"
        r"; allowed: .parquet, .csv, .csv.gz, .duckdb, .db",
        said,
    )


def test_a_duckdb_file_is_no_table(tmp_path):
    said = refused(lambda: scanned(written(tmp_path, "it.duckdb", "x")))

    assert said.endswith(
        "it.duckdb: holds several tables, and is given alone: as the inventory, whose table kept it has"
    )


def test_a_duckdb_file_that_lacks_a_table_is_told_with_those_it_has(tmp_path):
    path = tmp_path / "it.duckdb"
    with duckdb.connect(path) as file:
        file.execute("CREATE TABLE sites AS SELECT 'x' AS facility")

    def both():
        tables_of(duckdb.connect(), path, ("deployments", "facilities"), written=False)

    assert refused(both).endswith("it.duckdb: has no table deployments and no table facilities; its tables: sites")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"facility,count\na,1\n\xff\xfe,1\n", "d.csv:3: not CSV: not UTF-8 text"),
        (b"facility,count\na,1,4\n", "d.csv:2: not CSV: 2 cells are needed, got 3"),
        (b"facility,count\na,1\nb\n", "d.csv:3: not CSV: 2 cells are needed, got 1"),
        (b'facility,count\n"a,1\n', "d.csv:2: not CSV: value with unterminated quote found"),
        (b"facility;count\na;1\n", "d.csv:1: not CSV: a comma is needed between columns, got 'facility;count'"),
        (b"facility,count,facility\na,1,b\n", "d.csv: the column 'facility' stands twice"),
        (b"", "d.csv: holds nothing"),
    ],
)
def test_what_is_no_csv_is_told_with_its_line(tmp_path, monkeypatch, content, said):
    monkeypatch.chdir(tmp_path)
    Path("d.csv").write_bytes(content)

    assert refused(lambda: scanned(Path("d.csv"))) == said


@pytest.mark.parametrize("content", [b"\xef\xbb\xbffacility,count\r\n7,3\r\n", b"facility , count\n\n7,3\n"])
def test_a_byte_order_mark_line_ends_and_blanks_around_names_are_not_read(tmp_path, content):
    path = tmp_path / "d.csv"
    path.write_bytes(content)

    assert scanned(path) == ({"facility": "VARCHAR", "count": "BIGINT"}, [("7", 3)])


def test_csv_files_of_a_pattern_are_one_table_compressed_or_not(tmp_path):
    written(tmp_path, "d-1.csv", "facility,count\na,1\n")
    (tmp_path / "d-2.csv.gz").write_bytes(gzip.compress(b"count,facility,chip\n2,b,H20\n"))

    types, found = scanned(tmp_path / "d-*.csv*")

    assert types == {"facility": "VARCHAR", "count": "BIGINT", "chip": "VARCHAR"}
    assert found == [("a", 1, None), ("b", 2, "H20")]


def test_files_of_two_formats_are_no_table(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    written(tmp_path, "d-1.csv", "facility,count\na,1\n")
    written(tmp_path, "d-2.parquet", "")

    assert refused(lambda: scanned(Path("d-*"))) == "d-*: the files of a table have one format, got CSV and Parquet"
