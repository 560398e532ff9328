"""The engines that are measured: how each opens an inventory, asks the query that is written by hand, and runs one.

What is lazy is run to its end: by DuckDB into a table of Arrow, by Spark into nothing, for it has no table of its own.
"""

import os
import sys

import pyarrow.parquet as pq


class Polars:
    """Lazy frames over tables in memory, collected as Polars does by default."""

    how = "auto"

    def __init__(self, inventory, facilities, lookups):
        import polars as pl

        self.tables = pl.read_parquet(inventory).lazy(), pl.read_parquet(facilities).lazy()
        self.lookups = lookups

    def by_hand(self):
        from handwritten_polars import query

        return query(*self.tables, self.lookups)

    def run(self, result):
        return result.collect(engine=self.how)


class InMemory(Polars):
    """The same frames, collected by the engine that holds every step in memory."""

    how = "in-memory"


class DuckDB:
    """Tables of a database in memory."""

    def __init__(self, inventory, facilities, lookups):
        import duckdb
        from handwritten_sql import tables

        self.connection = duckdb.connect()
        for name, path in (("deployments", inventory), ("facilities", facilities)):
            self.connection.execute(f"CREATE TABLE {name} AS SELECT * FROM read_parquet('{path}')")
        for name, (columns, rows) in tables(lookups).items():
            self.connection.execute(f"CREATE TABLE {name} ({columns})")
            self.connection.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(rows[0]))})", rows)
        self.tables = self.connection.table("deployments"), self.connection.table("facilities")
        self.lookups = lookups

    def by_hand(self):
        from handwritten_sql import DUCKDB, query

        return self.connection.sql(query(self.lookups, DUCKDB))

    def run(self, result):
        return result.to_arrow_table()


class Pandas:
    """Dataframes with dates as datetime64."""

    def __init__(self, inventory, facilities, lookups):
        self.tables = tuple(pq.read_table(path).to_pandas(date_as_object=False) for path in (inventory, facilities))
        self.lookups = lookups

    def by_hand(self):
        from handwritten_pandas import query

        return query(*self.tables, self.lookups)

    def run(self, result):
        return result


class PyArrow:
    """Tables in memory. Nothing is written by hand for it: it is held against Polars."""

    by_hand = None

    def __init__(self, inventory, facilities, lookups):
        self.tables = pq.read_table(inventory), pq.read_table(facilities)

    def run(self, result):
        return result


class Spark:
    """Dataframes over the files, on this machine, with two threads."""

    def __init__(self, inventory, facilities, lookups):
        import warnings

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from pyspark.sql import SparkSession
        from handwritten_sql import tables

        settings = {
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
            "spark.driver.memory": "6g",
            "spark.driver.extraJavaOptions": "-XX:-DontCompileHugeMethods",
            "spark.sql.shuffle.partitions": "8",
            "spark.log.level": "ERROR",
        }
        os.environ["PYSPARK_PYTHON"] = sys.executable
        builder = SparkSession.builder.master("local[2]")
        for name, value in settings.items():
            builder = builder.config(name, value)
        self.session = builder.getOrCreate()
        self.tables = tuple(self.session.read.parquet(str(path)) for path in (inventory, facilities))
        for name, table in zip(("deployments", "facilities"), self.tables, strict=True):
            table.createOrReplaceTempView(name)
        for name, (columns, rows) in tables(lookups).items():
            self.session.createDataFrame(rows, columns).createOrReplaceTempView(name)
        self.lookups = lookups

    def by_hand(self):
        from handwritten_sql import SPARK, query

        return self.session.sql(query(self.lookups, SPARK))

    def run(self, result):
        result.write.format("noop").mode("overwrite").save()
        return result


ENGINES = {
    "polars": Polars,
    "polars-in-memory": InMemory,
    "duckdb": DuckDB,
    "pandas": Pandas,
    "pyarrow": PyArrow,
    "spark": Spark,
}
