"""One meaning: effective compute on dataframes is that of the object path, row by row, on every engine."""

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import aichipcn as acn
from aichipcn.frames.effective import effective_frame
from tests.frames import strategies
from tests.frames.reference import objects
from tests.frames.test_same_verdicts import NOT_SHRUNK, examples_of, tables


def models(catalogue):
    reference = catalogue.chips["nvidia-h20"]
    step = acn.Decode(transformer=catalogue.transformers["Llama 3.1 70B"], context=2048)
    return [
        acn.Peak("fp16"),
        acn.Peak("fp8"),
        acn.TotalProcessing(),
        acn.ClaimedPerformance(reference=reference, claims=catalogue.claims),
        acn.Roofline(workload=step),
    ]


def by_objects(catalogue, deployments, facilities, model, dates, level):
    """What the object path says: sums by what names a row."""
    by_key = objects(catalogue, deployments, facilities)
    operators = {row["facility"]: row.get("operator") for row in facilities}
    subjects = {}
    for key, facility in by_key.items():
        cell = operators[key]
        known = catalogue.vendors.get(cell) if cell else None
        firm = known.slug if known else cell
        name = {"facility": (key, None), "operator": (None, firm) if firm else (key, None), "place": (None, None)}[
            level
        ]
        subjects.setdefault(name, []).append(facility)
    found = {}
    for name, held in subjects.items():
        alone = level == "facility" or name[0] is not None
        subject = held[0] if alone else acn.Fleet(slug="all", name="All", facilities=tuple(held))
        for on in dates:
            found[(*name, on)] = acn.effective_compute(subject, model, on=on)
    return found


def close(found, wanted):
    """Whether two figures are the same, but for the rounding of a float."""
    if found is None or wanted is None:
        return found is wanted
    return abs(Fraction(found) - Fraction(wanted)) <= Fraction(wanted) / 10**9


def test_effective_compute_on_a_dataframe_is_that_of_the_objects(engine, catalogue):
    @settings(max_examples=examples_of(engine), suppress_health_check=list(HealthCheck), phases=NOT_SHRUNK)
    @given(
        inventory=strategies.inventories(),
        model=st.sampled_from(models(catalogue)),
        dates=st.one_of(st.none(), strategies.dates()),
        level=st.sampled_from(["facility", "operator", "place"]),
    )
    def check(inventory, model, dates, level):
        deployments, facilities = inventory
        frame = effective_frame(*tables(engine, *inventory), catalogue, model, on=dates, level=level)
        rows = {(row["facility"], row["operator"], row["date"]): row for row in engine.rows(frame)}
        wanted = by_objects(catalogue, deployments, facilities, model, dates or [None], level)
        assert rows.keys() == wanted.keys()
        for name, compute in wanted.items():
            row = rows[name]
            assert close(row["low"], compute.low), name
            assert close(row["high"], compute.high), name
            assert close(row["best"], compute.best), name
            assert row["unit"] == model.unit
            assert row["basis"] == str(model.basis)

    check()


def test_a_unit_of_another_dimension_is_refused(catalogue):
    import polars as pl

    deployments = pl.DataFrame({"facility": ["a"], "chip": ["nvidia-h20"], "count": [8]})
    facilities = pl.DataFrame({"facility": ["a"]})

    in_pflops = effective_frame(deployments, facilities, catalogue, acn.Peak("fp16"), unit="PFLOP/s")
    assert in_pflops["low"].to_list() == [8 * 0.148]
    with pytest.raises(acn.errors.UnitMismatchError, match=r"unit: FLOP/s \(FP16 peak, dense\) is not in W"):
        effective_frame(deployments, facilities, catalogue, acn.Peak("fp16"), unit="W")
