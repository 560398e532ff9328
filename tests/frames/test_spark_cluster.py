"""On a cluster of Spark, of executors that are processes of their own, the verdicts are those of Polars."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq
import pytest

from aichipcn.frames.generate import write_inventory
from tests.frames import on_a_cluster
from tests.frames.engines import NEEDS_JAVA

SIZES = (20_000, 80_000)
"""How many deployments each of two inventories has."""

PYTHON = re.compile(r"Python|Pandas|MapInArrow|FlatMapGroupsInArrow")


def has_java():
    """Whether there is a Java. Where everything must be there its lack fails."""
    home = os.environ.get("JAVA_HOME")
    java = str(Path(home, "bin", "java")) if home else "java"
    try:
        return subprocess.run([java, "-version"], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


@pytest.fixture(scope="module")
def folders(catalogue, tmp_path_factory):
    made = [tmp_path_factory.mktemp(str(size)) for size in SIZES]
    for folder, size in zip(made, SIZES, strict=True):
        write_inventory(catalogue, folder, deployments=size, seed=1)
    return made


@pytest.fixture(scope="module")
def told(folders):
    if not has_java():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(NEEDS_JAVA)
    root = Path(__file__).parents[2]
    path = os.pathsep.join(filter(None, (str(root / "src"), os.environ.get("PYTHONPATH"))))
    done = subprocess.run(
        [sys.executable, on_a_cluster.__file__, *map(str, folders)],
        capture_output=True,
        text=True,
        check=False,
        cwd=folders[0].parent,
        env={**os.environ, "PYTHONPATH": path, "SPARK_LOCAL_IP": "127.0.0.1"},
    )
    assert done.returncode == 0, done.stderr[-5000:]
    return json.loads(done.stdout)


def test_the_rows_are_those_of_polars(told, folders):
    assert told
    for folder in folders:
        tables = [pl.read_parquet(folder / f"{name}.parquet") for name in ("inventory", "facilities")]
        wanted = on_a_cluster.verdicts_of(*tables).to_arrow().to_pylist()
        found = pq.read_table(folder / "verdicts").to_pylist()
        assert found
        assert in_order(found) == in_order(wanted)


def in_order(rows):
    return sorted(rows, key=lambda row: [str(row[name]) for name in sorted(row)])


def test_two_executors_ran_tasks(told):
    assert len(told["executors"]) == 2
    assert all(told["executors"].values())


def test_names_of_chips_and_places_and_little_else_come_to_the_driver(told, folders):
    for made, folder in zip(told["made"], folders, strict=True):
        deployments, facilities = (pl.read_parquet(folder / f"{name}.parquet") for name in ("inventory", "facilities"))
        chips, places = deployments.select("chip", "designer").unique().height, facilities["place"].n_unique()
        assert sum(made["brought"]) < chips + 2 * places + 200


def test_the_plan_has_no_python_and_no_limit_at_the_driver(told):
    for made in told["made"]:
        names = [name for _, name in nodes(made["plan"])]
        assert "FileScan" in names
        assert "CollectLimit" not in names
        assert [name for name in names if PYTHON.search(name)] == []


def test_lookup_tables_alone_are_broadcast(told):
    for made in told["made"]:
        below = list(broadcast(nodes(made["plan"])))
        assert "LocalTableScan" in below
        assert "FileScan" not in below


def nodes(plan):
    """How deep each node of a plan stands, and what it is called."""
    found = (re.match(r"([ :+-]*)(?:\*\(\d+\) )?(\w+)", line) for line in plan.splitlines())
    return [(len(match[1]), match[2]) for match in found if match]


def broadcast(found):
    """The nodes that stand below a BroadcastExchange."""
    top = None
    for depth, name in found:
        if top is not None and depth > top:
            yield name
        else:
            top = depth if name == "BroadcastExchange" else None
