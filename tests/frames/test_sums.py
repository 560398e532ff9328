"""Sums over many rows are those of Python's integers, or are refused: they never wrap and never round."""

import random
import re
from collections import Counter
from datetime import date, timedelta

import attrs
import polars as pl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import aichipcn as acn
from aichipcn.codes import Code
from aichipcn.errors import InvalidValueError
from aichipcn.frames.assessing import assess_frame
from aichipcn.frames.tables.census import MOST
from tests.frames.engines import backend
from tests.frames.reference import expected, named, step_of
from tests.frames.strategies import InstalledInAnEvenMonth
from tests.frames.test_same_verdicts import THOROUGH

ON = date(2027, 12, 31)
SCHEMA = {"facility": "whole", "chip": "text", "count": "whole"}
FACILITIES = [{"facility": key, "commissioned": date(2025, 1, 1)} for key in range(1, 6)]
NOT_SHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)

DEFINITE = {"compliant", "non-compliant"}


def mandate(measure, share="70%", **changes):
    made = acn.Mandate(
        slug="drawn",
        title="Drawn",
        require=acn.Schedule({ON: share}),
        readings=[acn.Reading(name="designed-in-china", qualifies=acn.Condition("designed-in", "CN"))],
        measure=measure,
    )
    return attrs.evolve(made, **changes)


PEAK, SPEND = acn.Measure("peak", format="fp16"), acn.Measure("spend")
DOMESTIC = ("huawei-ascend-910b", "cambricon-mlu590")
FOREIGN = ("nvidia-h20", "nvidia-a100-sxm4-80gb", "amd-mi250x")
SOLD = ("huawei-ascend-910b", "cambricon-mlu270", "nvidia-h20", "amd-mi250x", "nvidia-rtx-5090d-v2")


def deployments(seed, number, chips, least=1):
    """Rows whose counts are mostly very large."""
    drawn = random.Random(seed)
    return [
        {"facility": drawn.randint(1, 5), "chip": drawn.choice(chips), "count": drawn.randint(least, MOST)}
        for _ in range(number)
    ]


def tables(engine, rows):
    return engine.make(rows, SCHEMA), engine.make(FACILITIES, {"facility": "whole", "commissioned": "day"})


def assessed(engine, catalogue, rows, mandates, **options):
    frame = assess_frame(*tables(engine, rows), catalogue, mandates, on=ON, checked=True, **options)
    return engine.rows(frame)


def test_totals_of_many_large_counts_are_those_of_pythons_integers(engine, catalogue):
    weights = {chip: PEAK.weight(catalogue.chips[chip]) for chip in (*DOMESTIC, *FOREIGN)}

    @settings(max_examples=2 if engine.name != "pyspark" else 1, phases=NOT_SHRUNK)
    @given(seed=st.integers(0, 10**6))
    def check(seed):
        rows = deployments(seed, 2500, (*DOMESTIC, *FOREIGN))
        totals = Counter()
        for row in rows:
            side = "qualifying" if row["chip"] in DOMESTIC else "other"
            for end in ("low", "high"):
                part = row["count"] * getattr(weights[row["chip"]], end)
                totals[row["facility"], f"{side}_{end}"] += part
                totals[None, f"{side}_{end}"] += part

        asked = [mandate(PEAK, "50%"), mandate(PEAK, "50%", slug="of-all", level="nation")]
        found = assessed(engine, catalogue, rows, asked)

        assert sorted(row["facility"] or 0 for row in found) == [0, *(row["facility"] for row in FACILITIES)]
        assert {row["unit"] for row in found} == {"200 GFLOP/s"}
        for row in found:
            step = step_of(row, asked[0])
            for name in ("qualifying_low", "qualifying_high", "other_low", "other_high"):
                assert type(row[name]) is int
                assert row[name] * step == totals[row["facility"], name]

    check()


def test_what_is_certain_in_coarser_steps_is_so_and_no_bound_is_narrower(catalogue):
    engine = backend("polars")

    @settings(max_examples=60 if THOROUGH else 10, suppress_health_check=list(HealthCheck), phases=NOT_SHRUNK)
    @given(seed=st.integers(0, 10**6), share=st.sampled_from(["30%", "60%", "70%", "12%"]))
    def check(seed, share):
        rows = deployments(seed, 400, SOLD, least=MOST // 10)
        asked = [mandate(SPEND, share)]
        with pytest.raises(InvalidValueError, match="coarsen=True"):
            assessed(engine, catalogue, rows, asked)
        wanted = expected(catalogue, rows, FACILITIES, asked, [ON])

        found = assessed(engine, catalogue, rows, asked, coarsen=True)

        assert {named(row) for row in found} == set(wanted)
        for row in found:
            verdict, step = wanted[named(row)], step_of(row, asked[0])
            assert row["status"] == verdict.status.value or row["status"] not in DEFINITE
            assert row["qualifying_low"] * step <= verdict.tally.q_low
            assert row["other_low"] * step <= verdict.tally.n_low
            assert row["qualifying_high"] * step >= verdict.tally.q_high
            assert row["other_high"] * step >= verdict.tally.n_high
        assert any(row["status"] in DEFINITE for row in found)

    check()


def many(rows, **cells):
    """So many rows of one facility as a frame of Polars, each column one cell or a list."""
    return pl.DataFrame({name: cell if isinstance(cell, list) else [cell] * rows for name, cell in cells.items()})


BILLION = many(1, chip="nvidia-h20", count=MOST)
COUNTLESS = many(170_000, chip="nvidia-h20", count=[MOST] * 100_000 + [None] * 70_000)
ON_MANY_DAYS = many(
    3000,
    chip=["nvidia-h20"] * 1500 + ["nvidia-a100-sxm4-80gb"] * 100 + ["nvidia-rtx-4090"] * 1400,
    count=2 * 10**8,
    installed=[date(2020, 1, 1) + timedelta(days) for days in range(3000)],
)


@pytest.mark.parametrize(
    ("rows", "asked", "coarsen", "message"),
    [
        (
            BILLION,
            mandate(PEAK, "12.345678%"),
            False,
            "FP16 peak under drawn may add up to 1000000000 steps of 148 TFLOP/s, more than is added and compared"
            " exactly in every engine; give coarsen=True, by which bounds are kept and made wider, or take a smaller"
            " part of the inventory",
        ),
        (
            BILLION,
            mandate(PEAK, "12.345678%"),
            True,
            "FP16 peak under drawn of 1000000000 chips may add up to more than is added and compared exactly in every"
            " engine even in larger steps; take a smaller part of the inventory",
        ),
        (
            COUNTLESS,
            mandate(acn.Measure()),
            False,
            "70000 unknown counts beside 100000000000000 chips are more than 64 bits hold; take a smaller part of the"
            " inventory",
        ),
        (
            ON_MANY_DAYS,
            mandate(SPEND, "100%", population=InstalledInAnEvenMonth()),
            False,
            "sums of up to 4347720000000000 are more than 64 bits hold; take a smaller part of the inventory",
        ),
    ],
)
def test_sums_that_may_be_too_large_are_refused(catalogue, rows, asked, coarsen, message):
    places = pl.DataFrame({"facility": [1]})

    with pytest.raises(InvalidValueError, match=f"^{re.escape(message)}$") as caught:
        assess_frame(rows.with_columns(facility=1), places, catalogue, [asked], on=ON, coarsen=coarsen)

    assert caught.value.code is Code.TOO_LARGE
