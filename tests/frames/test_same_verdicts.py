"""One meaning: the verdicts on dataframes are those of the object path, row by row, on every engine."""

import os

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from aichipcn.frames.assessing import assess_frame
from tests.frames import strategies
from tests.frames.engines import OF_DEPLOYMENTS, OF_FACILITIES, backend
from tests.frames.reference import differences, expected

THOROUGH = os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "dev") == "ci"
OFTEN = {"polars": (15, 60), "pyspark": (1, 2)}
"""How many examples of each engine are drawn, quickly and thoroughly."""

NOT_SHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)
"""An example takes too long for a thousand smaller ones to be tried."""

KEYS = {"facility": "whole"}


def tables(engine, deployments, facilities, **schema):
    return (
        engine.make(deployments, {**OF_DEPLOYMENTS, **KEYS, **schema}),
        engine.make(facilities, {**OF_FACILITIES, **KEYS}),
    )


def assert_same(engine, catalogue, inventory, mandates, dates, **options):
    deployments, facilities = inventory
    frame = assess_frame(*tables(engine, deployments, facilities), catalogue, mandates, on=dates, **options)
    options.pop("checked", None)
    verdicts = expected(catalogue, deployments, facilities, mandates, dates, **options)
    assert differences(engine.rows(frame), verdicts) == []


def examples_of(engine):
    return OFTEN.get(engine.name, (4, 15))[THOROUGH]


def test_verdicts_on_a_dataframe_are_those_of_the_objects(engine, catalogue):
    @settings(max_examples=examples_of(engine), suppress_health_check=list(HealthCheck), phases=NOT_SHRUNK)
    @given(
        inventory=strategies.inventories(),
        mandates=st.tuples(*(strategies.mandates(catalogue, f"drawn-{number}") for number in range(3))),
        dates=strategies.dates(),
        covered_only=st.booleans(),
        as_if_in_scope=st.booleans(),
        checked=st.booleans(),
    )
    def check(inventory, mandates, dates, covered_only, as_if_in_scope, checked):
        assert_same(
            engine,
            catalogue,
            inventory,
            mandates,
            dates,
            covered_only=covered_only,
            as_if_in_scope=as_if_in_scope,
            checked=checked,
        )

    check()


@settings(max_examples=30 if THOROUGH else 8, suppress_health_check=list(HealthCheck), phases=NOT_SHRUNK)
@given(data=st.data(), inventory=strategies.inventories(), dates=strategies.dates())
def test_the_streaming_engine_of_polars_gives_the_same_verdicts(catalogue, data, inventory, dates):
    mandate = data.draw(strategies.mandates(catalogue, "drawn"))
    planned = assess_frame(*tables(backend("polars-lazy"), *inventory), catalogue, [mandate], on=dates)
    verdicts = expected(catalogue, *inventory, [mandate], dates)
    assert differences(planned.collect(engine="streaming").to_dicts(), verdicts) == []
