"""What a chart of a fleet draws is what stands there, at least and at most, and what is not known of it."""

from collections import defaultdict
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

import aichipcn as acn
from aichipcn.errors import InvalidTypeError, InvalidValueError
from aichipcn.model.vendors import Vendor
from aichipcn.report.charts.fleet import fleet_chart, fleet_rows


def facility(slug, *deployments, **rest):
    return acn.Facility(slug=slug, name=slug.upper(), deployments=deployments, **rest)


def drawn(chart):
    return chart.to_dict()["vconcat"][0]["layer"][0]["data"]["values"]


def told(chart):
    """The words beside the bars."""
    layers = chart.to_dict()["vconcat"][0]["layer"]
    return [row["told"] for row in layers[-1]["data"]["values"]]


def counted(facilities):
    """How many chips of each designer there are at least and at most."""
    sums = defaultdict(lambda: [0, 0])
    for one in facilities:
        for part in one.deployments:
            designer = part.chip.designer if part.chip else part.designer
            bounds = sums[designer.name if designer else "designer not stated"]
            bounds[0] += part.count.low
            bounds[1] = None if None in (bounds[1], part.count.high) else bounds[1] + part.count.high
    return {name: tuple(bounds) for name, bounds in sums.items()}


@given(data=st.data())
def test_what_is_drawn_is_what_stands_there(catalogue, data):
    every = list(catalogue.facilities)
    chosen = [every[i] for i in sorted(data.draw(st.sets(st.integers(0, len(every) - 1), min_size=1, max_size=8)))]
    whole = data.draw(st.booleans())
    subjects = [acn.Fleet(slug="all", name="All", facilities=tuple(chosen))] if whole else chosen

    rows = fleet_rows(subjects)

    for line, group in enumerate([chosen] if whole else [[one] for one in chosen]):
        mine = [row for row in rows if row["line"] == line]
        listed = [row for row in mine if row["low"] is not None]
        assert {row["designer"]: (row["low"], row["high"]) for row in listed} == counted(group)
        unlisted = any(one.inventory.value != "complete" for one in group)
        assert [row["text"] for row in mine if row["low"] is None] == (
            [] if not unlisted else ["and more, not listed" if listed else "chips not stated"]
        )


@given(counts=st.lists(st.tuples(st.integers(1, 9), st.integers(0, 9), st.sampled_from("abc")), min_size=1, max_size=6))
def test_pieces_stand_end_to_end_the_certain_ones_first(counts):
    vendors = {name: Vendor(slug=name, name=name) for name in "abc"}
    parts = [acn.Deployment(count=acn.Estimate(low, low + more), designer=vendors[name]) for low, more, name in counts]

    rows = fleet_rows(facility("site", *parts))

    least, most = sum(low for low, _, _ in counts), sum(low + more for low, more, _ in counts)
    ends = [end for row in rows for end in (row["from"], row["to"])]
    ends += [end for row in rows for end in (row["more_from"], row["more_to"])]
    assert ends[0] == 0 and ends[-1] == most
    assert rows[-1]["to"] == rows[0]["more_from"] == least
    assert all(end == begun for end, begun in zip(ends[1::2], ends[2::2], strict=False))


def test_origins_are_told_in_their_order_and_by_the_place_of_the_designer(catalogue):
    chips = catalogue.chips
    parts = [
        acn.Deployment(count=5),
        acn.Deployment(chip=chips["H20"], count=20),
        acn.Deployment(designer=Vendor(slug="v", name="Nowhere"), count=7),
        acn.Deployment(chip=chips["910C"], count="10..14"),
        acn.Deployment(chip=chips["910B"]),
        acn.Deployment(chip=chips["C550"]),
    ]
    site = facility("site", *parts, inventory="partial")
    assert [(row["designer"], row["origin"]) for row in fleet_rows(site)] == [
        ("Huawei", "designed in China"),
        ("MetaX", "designed in China"),
        ("NVIDIA", "designed elsewhere"),
        ("designer not stated", "designer or its place not known"),
        ("Nowhere", "designer or its place not known"),
        ("designer not stated", "designer or its place not known"),
    ]
    assert told(fleet_chart(site)) == [
        "China: Huawei at least 11; MetaX, number not stated\nelsewhere: NVIDIA 20\n"
        "unknown: designer not stated 5; Nowhere 7; and more, not\nlisted"
    ]


def test_by_a_model_chips_without_a_figure_are_told_and_not_drawn(catalogue):
    chips = catalogue.chips
    parts = [acn.Deployment(chip=chips[name], count=100) for name in ("H20", "910C", "C550")]

    rows = fleet_rows(facility("site", *parts), model=acn.Peak("fp16"))

    assert [(row["designer"], row["low"], row["high"], row["text"]) for row in rows] == [
        ("Huawei", 752e14, 800e14, "Huawei 75.2 (75.2 to 80) PFLOP/s"),
        ("MetaX", None, None, "MetaX 100 without a figure"),
        ("NVIDIA", 148e14, 148e14, "NVIDIA 14.8 PFLOP/s"),
    ]
    assert drawn(fleet_chart(facility("site", *parts), model=acn.Peak("fp16")))[2]["to"] == pytest.approx(90)


def test_on_a_date_what_may_stand_there_is_pale_and_what_does_not_is_said(catalogue):
    chip = catalogue.chips["H20"]
    site = facility("site", acn.Deployment(chip=chip, count=8, installed="2025"), commissioned="2024-01-01")
    empty = facility("empty", acn.Deployment(chip=chip, count=8), commissioned="2030-01-01")

    (row,) = fleet_rows([site, empty], on=date(2025, 6, 1))

    assert (row["low"], row["high"], row["from"], row["to"], row["more_from"], row["more_to"]) == (0, 8, 0, 0, 0, 8)
    chart = fleet_chart([site, empty], on=date(2025, 6, 1))
    assert told(chart) == ["elsewhere: NVIDIA up to 8", "nothing stands there on 2025-06-01"]
    assert fleet_rows(site, on=date(2026, 1, 1))[0]["to"] == 8


def test_it_is_drawn_as_a_picture(catalogue, tmp_path):
    some = list(catalogue.facilities)[:12]
    chart = fleet_chart(some)
    assert [{key: row[key] for key in row if key != "named"} for row in drawn(chart)] == fleet_rows(some)
    chart.save(tmp_path / "fleet.png")
    assert (tmp_path / "fleet.png").read_bytes().startswith(b"\x89PNG")


def test_what_is_no_subject_and_no_date_and_no_model_are_refused(catalogue):
    site = next(iter(catalogue.facilities))
    with pytest.raises(InvalidValueError, match=r"^at least one facility or fleet is needed$"):
        fleet_chart([])
    for wrong in ("site", 3, ["site"]):
        with pytest.raises(InvalidTypeError, match=r"^subject: not a Facility or a Fleet: "):
            fleet_chart(wrong)
    with pytest.raises(InvalidTypeError, match=r"^on: not a date: .*; a date-time is no date$"):
        fleet_chart(site, on=datetime(2025, 1, 1))
    with pytest.raises(InvalidTypeError, match=r"^model: not a model of what chips deliver: 'fp16'"):
        fleet_chart(site, model="fp16")
