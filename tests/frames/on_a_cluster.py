"""Verdicts on folders of Parquet files by two executors, each a process of its own; a program that a test runs.

    on_a_cluster.py FOLDER...

Each folder has `inventory.parquet` and `facilities.parquet`, and gets `verdicts`. Told as JSON: the executors that ran
tasks, with how many; and of each folder the plan, and how many rows each reading brought to the driver as it was made.

The interpreter of the workers does not exist, so that a query in which an executor started Python would fail.
"""

import json
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import aichipcn as acn
from aichipcn.frames.assessing import assess_frame

MANDATES = ("public-hubs-50", "document-79")
"""One that is judged by facility, and one by operator."""

ON = (date(2026, 12, 31), date(2027, 12, 31))

NO_PYTHON = "no-python-on-executors"

_CONFIGURATION = {
    "spark.ui.enabled": "false",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.memory": "1g",
    "spark.sql.shuffle.partitions": "4",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.autoBroadcastJoinThreshold": "-1",  # Spark broadcasts nothing unless it is told to
    "spark.sql.maxPlanStringLength": "100000000",
}


def verdicts_of(deployments: Any, facilities: Any) -> Any:
    """What is made of two dataframes, whatever their engine."""
    catalogue = acn.load_catalogue()
    mandates = [catalogue.mandates[slug] for slug in MANDATES]
    return assess_frame(deployments, facilities, catalogue, mandates, on=ON)


@contextmanager
def rows_brought() -> Iterator[list[int]]:
    """How many rows each reading brings to the driver, one number for each.

    The values of a list in a row count as rows, and so does what one reading calls another for.
    """
    from pyspark.sql.classic.dataframe import DataFrame

    counts: list[int] = []
    kept = {name: getattr(DataFrame, name) for name in _SIZES}

    def counting(name: str) -> Any:
        def read(self: Any, *args: Any, **options: Any) -> Any:
            found = kept[name](self, *args, **options)
            if name == "toLocalIterator":
                found = list(found)
            counts.append(_SIZES[name](found))
            return iter(found) if name == "toLocalIterator" else found

        return read

    for name in kept:
        setattr(DataFrame, name, counting(name))
    try:
        yield counts
    finally:
        for name, method in kept.items():
            setattr(DataFrame, name, method)


def _values(rows: list[Any]) -> int:
    """How many rows, or how many values of the longest list in each."""
    return sum(max([1, *(len(cell) for cell in row if isinstance(cell, list))]) for row in rows)


_SIZES = {
    "collect": _values,
    "tail": _values,
    "toLocalIterator": _values,
    "toPandas": lambda table: _values(table.to_numpy().tolist()),
    "toArrow": lambda table: _values([tuple(row.values()) for row in table.to_pylist()]),
}


def session() -> Any:
    """A session of two executors, of one core each."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # pandas 3, which PySpark does not know yet
        from pyspark.sql import SparkSession
    os.environ["PYSPARK_PYTHON"] = NO_PYTHON
    builder = SparkSession.builder.master("local-cluster[2,1,1024]").appName("aichipcn")
    for key, value in _CONFIGURATION.items():
        builder = builder.config(key, value)
    made = builder.getOrCreate()
    made.sparkContext.setLogLevel("ERROR")
    return made


def executors(spark: Any) -> dict[str, int]:
    """How many tasks each executor ran, by its address. The driver is none."""
    listed = spark.sparkContext._jsc.sc().statusStore().executorList(False)
    found = [listed.apply(number) for number in range(listed.size())]
    return {one.hostPort(): one.completedTasks() for one in found if one.id() != "driver"}


def main(folders: list[Path]) -> None:
    """Judge each folder, and tell how it went."""
    spark = session()
    made = []
    for folder in folders:
        tables = [spark.read.parquet(str(folder / f"{name}.parquet")) for name in ("inventory", "facilities")]
        with rows_brought() as brought:
            verdicts = verdicts_of(*tables)
        made.append({"brought": brought, "plan": verdicts._jdf.queryExecution().executedPlan().toString()})
        verdicts.write.parquet(str(folder / "verdicts"))
    print(json.dumps({"executors": executors(spark), "made": made}))
    spark.stop()


if __name__ == "__main__":
    main([Path(folder) for folder in sys.argv[1:]])
