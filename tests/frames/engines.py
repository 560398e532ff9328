"""The engines that every test of frames runs on: each makes a table from plain rows, and gives its rows back."""

import math
import os
import sys
import warnings
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import attrs
import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from aichipcn.frames.columns import DEPLOYMENTS, FACILITIES, Holds

ARROW = {
    "text": pa.string(),
    "whole": pa.int64(),
    "real": pa.float64(),
    "day": pa.date32(),
    "moment": pa.timestamp("us"),
    "truth": pa.bool_(),
}
"""What the cells of a column are, by the word that a schema has for it."""

SPARK = {
    "text": "string",
    "whole": "bigint",
    "real": "double",
    "day": "date",
    "moment": "timestamp_ntz",
    "truth": "boolean",
}

_HOLDS = {Holds.KEY: "text", Holds.TEXT: "text", Holds.DATE: "day", Holds.COUNT: "whole", Holds.TRUTH: "truth"}

OF_DEPLOYMENTS = {column.name: _HOLDS[column.holds] for column in DEPLOYMENTS}
OF_FACILITIES = {column.name: _HOLDS[column.holds] for column in FACILITIES}
"""The schemas of the two tables with all of their columns."""

NEEDS_JAVA = "PySpark needs Java 17 or newer: install a JDK and set JAVA_HOME"

Rows = list[dict[str, Any]]
Schema = dict[str, str]


@attrs.frozen
class Backend:
    """One engine. `make` makes a table of it; a row that lacks a column has a null there."""

    name: str
    make: Callable[[Rows, Schema], Any]

    def rows(self, native: Any) -> Rows:
        """The rows of a table, in its order: None for null, a day for a moment at midnight."""
        frame = nw.from_native(native).lazy().collect()
        table = frame.to_arrow().select(frame.columns)  # without the index of pandas
        return [{name: _plain(value) for name, value in row.items()} for row in table.to_pylist()]

    def __str__(self) -> str:
        return self.name


def _plain(value: Any) -> Any:
    if isinstance(value, float) and math.isnan(value):
        return None
    if isinstance(value, datetime) and value.replace(hour=0, minute=0, second=0, microsecond=0) == value:
        return value.date()
    return value


def arrow(rows: Rows, schema: Schema) -> pa.Table:
    """Plain rows as a table of PyArrow."""
    columns = {name: [_cell(row.get(name), kind) for row in rows] for name, kind in schema.items()}
    return pa.table({name: pa.array(values, ARROW[schema[name]]) for name, values in columns.items()})


def _cell(value: Any, kind: str) -> Any:
    if kind == "moment" and type(value) is date:
        return datetime(value.year, value.month, value.day)
    return float(value) if kind == "real" and value is not None else value


def _spark() -> Callable[[Rows, Schema], Any]:
    session = spark_session()

    def make(rows: Rows, schema: Schema) -> Any:
        cells = [tuple(_cell(row.get(name), kind) for name, kind in schema.items()) for row in rows]
        return session.createDataFrame(cells, ", ".join(f"`{name}` {SPARK[kind]}" for name, kind in schema.items()))

    return make


def spark_session() -> Any:
    """The one session of a run. Without Java the test is skipped, but fails where everything must be there."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # pandas 3, which PySpark does not know yet
        from pyspark.errors import PySparkRuntimeError
        from pyspark.sql import SparkSession
    os.environ["PYSPARK_PYTHON"] = sys.executable  # workers are of the first python3 of the path otherwise
    builder = SparkSession.builder.master("local[2]").appName("aichipcn")
    for key, value in _CONFIGURATION.items():
        builder = builder.config(key, value)
    try:
        session = builder.getOrCreate()
    except (PySparkRuntimeError, FileNotFoundError):
        if os.environ.get("CI"):
            pytest.fail(NEEDS_JAVA)
        pytest.skip(NEEDS_JAVA)
    session.sparkContext.setLogLevel("ERROR")
    return session


_CONFIGURATION = {
    "spark.ui.enabled": "false",
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.session.timeZone": "UTC",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.memory": "1g",
}

_MAKERS: dict[str, Callable[[], Callable[[Rows, Schema], Any]]] = {
    "pandas": lambda: lambda rows, schema: _pandas(rows, schema),
    "pandas-pyarrow": lambda: lambda rows, schema: arrow(rows, schema).to_pandas(types_mapper=pd.ArrowDtype),
    "polars": lambda: lambda rows, schema: pl.DataFrame(pl.from_arrow(arrow(rows, schema))),
    "polars-lazy": lambda: lambda rows, schema: pl.DataFrame(pl.from_arrow(arrow(rows, schema))).lazy(),
    "pyarrow": lambda: arrow,
    "duckdb": lambda: _duckdb(),
    "pyspark": _spark,
}

ENGINES = tuple(_MAKERS)
"""The name of each engine."""


def backend(name: str) -> Backend:
    """An engine by its name."""
    return Backend(name, _MAKERS[name]())


def _pandas(rows: Rows, schema: Schema) -> pd.DataFrame:
    """A table of NumPy's types: counts with a null among them are floats, days are objects."""
    return arrow(rows, schema).to_pandas(date_as_object=True)


def _duckdb() -> Callable[[Rows, Schema], Any]:
    connection = duckdb.connect()
    return lambda rows, schema: connection.from_arrow(arrow(rows, schema))
