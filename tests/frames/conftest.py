"""`engine`: each engine in turn; `quick`: each but PySpark, of which a query takes long; `spark`: the session of it."""

import pytest

from tests.frames.engines import ENGINES, Backend, backend, spark_session


@pytest.fixture(scope="session", params=ENGINES)
def engine(request) -> Backend:
    return backend(request.param)


@pytest.fixture(scope="session", params=[name for name in ENGINES if name != "pyspark"])
def quick(request) -> Backend:
    return backend(request.param)


@pytest.fixture(scope="session")
def spark():
    return spark_session()


@pytest.fixture(scope="session")
def spark_engine() -> Backend:
    return backend("pyspark")
