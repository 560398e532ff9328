"""What is drawn of the market is what was observed: each figure once, and no two metrics or units on one axis."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aichipcn.errors import InvalidTypeError, InvalidValueError
from aichipcn.model.observations import MarketObservation
from aichipcn.report.charts.market import market_chart, market_rows
from aichipcn.report.rows.market import panels
from aichipcn.testing import strategies
from aichipcn.values.units import unit_value
from tests.charts.drawing import drawn


def rivals(catalogue):
    """Figures of few names, so that they follow and contradict each other."""
    houses = [(), tuple(catalogue.sources)[:1]]
    return st.builds(
        MarketObservation, slug=strategies.slugs(), metric=st.just("shipments"),
        subject=st.sampled_from(["NVIDIA", "华为昇腾"]), sources=st.sampled_from(houses), forecast=st.booleans(),
        value=st.sampled_from(["10 chip", "20 chip", "20..30 chip", "<= 9 chip", "40%"]) | strategies.estimates("chip"),
        period=st.sampled_from([None, "2024", "2025", "2025-H1", "2027-03-01"]),
        condition=st.sampled_from([None, "the H20 is cleared"]),
    )  # fmt: skip


def observations(catalogue):
    """Some of the catalogue, and some rivals."""
    several = st.sampled_from(list(catalogue.observations)) | rivals(catalogue)
    return st.lists(several, min_size=1, max_size=8, unique_by=lambda one: one.slug)


def of_kind(rows, kind):
    return [row for row in rows if row["kind"] == kind]


def house(one):
    return one.sources[-1].publisher if one.sources else None


def middle(one):
    return date.fromordinal((one.period.first.toordinal() + one.period.last.toordinal()) // 2).isoformat()


@given(data=st.data())
def test_every_figure_is_drawn_once_with_its_bounds(catalogue, data):
    chosen = data.draw(observations(catalogue))

    found = [
        (row, panel)
        for panel, rows in zip(panels(chosen), market_rows(chosen), strict=True)
        for row in of_kind(rows, "figure")
    ]

    assert sorted(row["observation"] for row, _ in found) == sorted(one.slug for one in chosen)
    for row, panel in found:
        one = next(one for one in chosen if one.slug == row["observation"])
        low, high, best = one.value.low, one.value.high, one.value.central
        factor = {"%": 0.01, "billion USD": 1e9, "billion CNY": 1e9}.get(panel["unit"])
        factor = factor or float(unit_value(panel["unit"]).factor)
        if high is None:
            expected = (None, low or None, None)
        elif best is None and low == 0:
            expected = (None, high, None)
        else:
            expected = (low, best, high)
        for key, value in zip(("low", "value", "high"), expected, strict=True):
            assert row[key] == (None if value is None else pytest.approx(float(value) / factor))
        assert row["on"] == (middle(one) if one.period else None)
        assert (row["forecast"], row["condition"]) == (one.forecast, one.condition)


@given(data=st.data())
def test_no_two_metrics_and_no_two_units_are_in_one_panel(catalogue, data):
    chosen = {one.slug: one for one in data.draw(observations(catalogue))}
    kinds = [
        {(chosen[row["observation"]].metric, chosen[row["observation"]].value.unit) for row in of_kind(rows, "figure")}
        for rows in market_rows(chosen.values())
    ]
    assert all(len(found) == 1 for found in kinds)
    assert len(set().union(*kinds)) == len(kinds)


def pairs(chosen):
    """Which figures follow which: the one that is latest before it, of one subject and house, where it is single."""
    for later in chosen:
        alike = [
            one for one in chosen
            if (one.metric, one.value.unit, one.subject, house(one))
            == (later.metric, later.value.unit, later.subject, house(later))
            and one.period and later.period and middle(one) < middle(later)
        ]  # fmt: skip
        before = [one for one in alike if one.condition == later.condition]
        before = before or [one for one in alike if one.condition is None]
        latest = [one for one in before if middle(one) == max(map(middle, before))]
        if len(latest) == 1 and all(two_sided(one.value) for one in (latest[0], later)):
            yield latest[0], later


def two_sided(value):
    return value.high is not None and (value.central is not None or value.low > 0)


@given(data=st.data())
def test_lines_join_what_follows_one_another_and_nothing_else(catalogue, data):
    chosen = data.draw(st.lists(rivals(catalogue), min_size=2, max_size=10, unique_by=lambda one: one.slug))
    lines = {
        (line["subject"], line["house"], line["from"], line["to"], line["forecast"])
        for rows in market_rows(chosen)
        for line in of_kind(rows, "line")
    }
    assert lines == {
        (later.subject, house(later), middle(one), middle(later), one.forecast or later.forecast)
        for one, later in pairs(chosen)
    }


@given(data=st.data())
def test_labels_say_every_figure_and_its_condition(catalogue, data):
    chosen = data.draw(observations(catalogue))
    for rows in market_rows(chosen):
        said = {(row["subject"], row["house"]): " ".join(row["text"].split()) for row in of_kind(rows, "label")}
        for row in of_kind(rows, "figure"):
            text = said[row["subject"], row["house"]]
            assert "".join(row["text"].split()) in "".join(text.split())
            assert f"if {row['condition']}" in row["text"] or not row["condition"]
            assert ("forecast" in row["text"]) == row["forecast"]


@settings(max_examples=5)
@given(data=st.data())
def test_the_rows_are_what_is_drawn(catalogue, data):
    chosen = data.draw(observations(catalogue))
    found = [
        [{k: v for k, v in row.items() if k not in ("place", "end") or row["kind"] == "line"} for row in rows]
        for rows in drawn(market_chart(chosen))
    ]
    assert found == market_rows(chosen)


@settings(max_examples=5)
@given(st.lists(st.sampled_from([0, 1, 99, 100]), min_size=9, max_size=12))
def test_labels_stand_apart_in_their_panel(values):
    chart = market_chart(
        MarketObservation(slug=f"one-{i}", metric="sales", subject=f"NVIDIA {i}", period="2025", value=f"{value} chip")
        for i, value in enumerate([*values, 100])
    )
    (rows,) = drawn(chart)
    (part,) = chart.to_dict()["vconcat"][0]["vconcat"]
    top = next(layer["encoding"]["y"]["scale"]["domain"][1] for layer in part["layer"] if "y" in layer["encoding"])
    starts = sorted(round(part["height"] * (1 - row["place"] / top), 6) for row in of_kind(rows, "label"))
    assert starts[0] >= 0
    assert all(start + 12 <= after for start, after in zip(starts, [*starts[1:], part["height"]], strict=True))


def test_rival_figures_of_one_period_are_both_drawn(catalogue):
    chosen = [
        one for one in catalogue.observations if one.subject == "Huawei Ascend 910C" and one.metric == "production"
    ]
    (rows,) = market_rows(chosen)
    of_2025 = {row["house"]: row["value"] for row in of_kind(rows, "figure") if row["period"] == "2025"}
    assert of_2025 == {"Bloomberg": 300_000, "Notebookcheck": 653_000}
    assert [(line["house"], line["start"], line["end"]) for line in of_kind(rows, "line")] == [
        ("Bloomberg", 300_000, 600_000)
    ]


def test_a_forecast_on_a_condition_has_its_mark_and_its_words(catalogue):
    (rows,) = market_rows([one for one in catalogue.observations if one.metric == "foreign-chip-procurement-share"])
    assert [(row["value"], row["mark"], row["forecast"]) for row in of_kind(rows, "figure")] == [
        (63, "plain", False),
        (42, "conditional", True),
        (49, "conditional", True),
    ]
    assert [(line["start"], line["end"], line["forecast"]) for line in of_kind(rows, "line")] == [
        (63, 42, True),
        (63, 49, True),
    ]
    (said,) = of_kind(rows, "label")
    assert " ".join(said["text"].split()).endswith(
        "63% in 2024; 42% in 2025, forecast, if H20 is not cleared for export; 49% in 2025, forecast, if H20 is cleared"
        " for export"
    )


def test_bounds_ranges_and_what_is_not_known_are_told_apart():
    texts = [">= 5 chip", "<= 9 chip", "2..4 chip", "3 (2..4) chip", "7 chip", ">= 0 chip"]
    (rows,) = market_rows(
        MarketObservation(slug=f"one-{i}", metric="shipments", subject="NVIDIA", value=text)
        for i, text in enumerate(texts)
    )
    assert [(row["mark"], row["low"], row["value"], row["high"], row["text"]) for row in of_kind(rows, "figure")] == [
        ("at-least", None, 5, None, "at least 5 chip, of no stated period"),
        ("at-most", None, 9, None, "up to 9 chip, of no stated period"),
        ("plain", 2, None, 4, "2 to 4 chip, of no stated period"),
        ("plain", 2, 3, 4, "3 (2 to 4) chip, of no stated period"),
        ("plain", 7, 7, 7, "7 chip, of no stated period"),
        ("plain", None, None, None, "unknown, of no stated period"),
    ]


def test_it_is_drawn_as_a_picture(catalogue, tmp_path):
    shares = [one for one in catalogue.observations if one.metric in ("share-revenue", "production", "market-share")]
    market_chart(shares).save(tmp_path / "market.png")
    assert (tmp_path / "market.png").read_bytes().startswith(b"\x89PNG")


def test_what_cannot_be_drawn_is_refused(catalogue):
    with pytest.raises(InvalidValueError, match=r"^at least one observation is needed$"):
        market_chart([])
    with pytest.raises(InvalidTypeError, match=r"^\[0\]: not a MarketObservation: 'share-units'$"):
        market_chart(["share-units"])
    with pytest.raises(InvalidTypeError, match=r"^not a sequence of MarketObservation: 'share-units'$"):
        market_chart("share-units")


def test_a_best_value_in_a_range_of_shares_has_its_percent_beside_it(catalogue):
    (told,) = [
        item for item in catalogue.observations if item.value.best is not None and item.metric == "share-revenue"
    ]
    (panel,) = market_rows([told])
    assert any("40% (39 to 40)" in str(row.values()) for row in panel)
