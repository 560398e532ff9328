"""What a chart of chips draws is what is known of them, and what it cannot draw is named."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import aichipcn as acn
from aichipcn.errors import InvalidTypeError, InvalidValueError
from aichipcn.model.vendors import Vendor
from aichipcn.report.charts.chips import chip_chart, chip_rows
from aichipcn.report.charts.placing import HIGH, placed, wide

TERA, GIGA = 10**12, 10**9


def chip(slug, rate=None, bandwidth=None, **rest):
    rates = {} if rate is None else {"fp16": rate}
    return acn.Chip(slug=slug, name=slug.upper(), rates=rates, memory_bandwidth=bandwidth, **rest)


def field_of(chart):
    return chart.to_dict()["vconcat"][0]["hconcat"][0]


def texts(chart):
    return " ".join(
        line for part in chart.to_dict()["vconcat"][1:] for value in part["data"]["values"] for line in value["text"]
    )


@given(data=st.data())
def test_what_is_drawn_is_what_is_known(catalogue, data):
    every = list(catalogue.chips)
    doubted = [
        catalogue.chips[name] for name in data.draw(st.sets(st.sampled_from(["910B", "910C", "920C", "BI-V100"])))
    ]
    drawn = [every[i] for i in sorted(data.draw(st.sets(st.integers(0, len(every) - 1), min_size=1, max_size=30)))]
    chosen = list(dict.fromkeys([*doubted, *drawn]))
    kind = data.draw(st.sampled_from([acn.NumberFormat.FP16, acn.NumberFormat.INT8]))
    known = [one for one in chosen if kind in one.rates and one.memory_bandwidth is not None]

    rows = chip_rows(chosen, format=kind)

    drawn = [row for row in rows if row["lacks"] is None]
    assert [row["slug"] for row in rows] == [one.slug for one in chosen]
    assert [row["slug"] for row in drawn] == [one.slug for one in known]
    for row, one in zip(drawn, known, strict=True):
        for key, value, factor in (("rate", one.rates[kind], TERA), ("bandwidth", one.memory_bandwidth, GIGA)):
            middle = value.low if value.best is None else value.best
            assert row[key] == pytest.approx(float(middle / factor))
            assert row[f"{key}_low"] == pytest.approx(float(value.low / factor))
            assert row[f"{key}_high"] == (None if value.high is None else pytest.approx(float(value.high / factor)))
        at_home = one.designer.place.code.startswith("CN")
        assert row["origin"] == ("designed in China" if at_home else "designed elsewhere")


@settings(max_examples=3)
@given(data=st.data())
def test_every_chip_is_drawn_or_named_beneath(catalogue, data):
    every = list(catalogue.chips)
    start = data.draw(st.integers(0, len(every) - 30))
    chosen = every[start : start + 30]
    rows = chip_rows(chosen)

    chart = chip_chart(chosen)

    assert field_of(chart)["data"]["values"] == [row for row in rows if row["lacks"] is None]
    told = " ".join(texts(chart).split())
    assert all(row["name"] in told for row in rows if row["lacks"])


@given(marks=st.lists(st.tuples(st.floats(20, 400), st.floats(20, 400)), max_size=25), stroke=st.floats(20, 400))
def test_no_label_lies_on_another_or_on_a_mark_or_a_stroke_or_outside_the_field(marks, stroke):
    labels = [f"chip {number}" for number in range(len(marks))]
    spots = placed(marks, labels, (420, 420), strokes=[(0, stroke, 420, stroke + 1)])
    if spots is None:
        return
    boxes = [(x - wide(text) / 2, y - HIGH / 2, wide(text), HIGH) for (x, y), text in zip(spots, labels, strict=True)]
    for i, (x, y, width, height) in enumerate(boxes):
        assert x >= 0 and y >= 0 and x + width <= 420 and y + height <= 420
        for left, top, wider, higher in boxes[:i]:
            assert x + width <= left or left + wider <= x or y + height <= top or top + higher <= y
        assert y + height <= stroke or stroke + 1 <= y
        assert not any(x < across < x + width and y < down < y + height for across, down in marks)


def test_a_few_chips_are_named_at_their_marks_and_many_are_numbered(catalogue):
    few = chip_rows([catalogue.chips[name] for name in ("H20", "H100", "910B", "910C")])
    assert [row["mark"] for row in few] == ["H20", "H100", "910B", "910C"]
    assert [row["ridge"] for row in few] == ["37", "295…", "200 (175 to 500)", "235 (235 to 250)"]
    many = [row for row in chip_rows(catalogue.chips) if row["lacks"] is None]
    assert [row["mark"] for row in many] == [str(number) for number in range(1, len(many) + 1)]


def test_what_is_missing_is_named_with_what_it_lacks_and_so_is_a_line_outside():
    whole = chip("whole", "100 TFLOP/s", "1000 GB/s")
    rateless, slow = chip("rateless", bandwidth="1 GB/s"), chip("slow", "1 TFLOP/s")
    bare, nothing = chip("bare"), chip("nothing", "0 TFLOP/s", "1 GB/s")

    chart = chip_chart([whole, rateless, slow, bare, nothing], ridges=(100, 7))

    told = texts(chart)
    assert "Not drawn for want of a known FP16 rate: RATELESS, NOTHING." in told
    assert "Not drawn for want of a known memory bandwidth: SLOW." in told
    assert "Not drawn for want of a known FP16 rate and memory bandwidth: BARE." in told
    assert "Outside of the field lie the lines of 7 operations for each byte." in told


def test_bounds_are_open_ends_and_not_numbers():
    at_least = chip("at-least", ">= 900 TFLOP/s", "<= 400 GB/s")

    (row,) = chip_rows([at_least])

    assert (row["rate"], row["rate_low"], row["rate_high"]) == (900, 900, None)
    assert (row["bandwidth"], row["bandwidth_low"], row["bandwidth_high"]) == (400, None, 400)
    assert row["origin"] == "designer or its place not known"
    assert chip_rows([chip("placeless", designer=Vendor(slug="v", name="V"))])[0]["origin"] == row["origin"]


def test_the_line_of_a_workload_has_as_many_operations_for_each_byte(catalogue):
    model = acn.Prefill(transformer=catalogue.transformers["deepseek-r1"], prompt=128)
    asked = float(model.demand.intensity.low)
    chart = chip_chart(
        [chip("one", "1 PFLOP/s", "1000 GB/s"), chip("other", "1 TFLOP/s", "1000 GB/s")], ridges=(model,)
    )
    ends = field_of(chart)["layer"][0]["data"]["values"]
    for end in ends:
        assert end["rate"] * TERA / (end["bandwidth"] * GIGA) == pytest.approx(asked)
    assert str(model).split()[0] in texts(chart)


def test_it_is_drawn_as_a_picture(catalogue, tmp_path):
    chip_chart(list(catalogue.chips)[:40]).save(tmp_path / "chips.png")
    assert (tmp_path / "chips.png").read_bytes().startswith(b"\x89PNG")


def test_what_cannot_be_drawn_is_refused(catalogue):
    h20 = catalogue.chips["H20"]
    with pytest.raises(InvalidTypeError, match=r"^chips\[0\]: not a Chip: 'H20'$"):
        chip_chart(["H20"])
    with pytest.raises(InvalidValueError, match=r"^no chip has a known FP16 rate and a known memory bandwidth$"):
        chip_chart([])
    with pytest.raises(InvalidValueError, match=r"^format: unknown value 'fp17'"):
        chip_chart([h20], format="fp17")
    with pytest.raises(InvalidValueError, match=r"^ridges\[1\]: one number of operations for each byte is needed"):
        chip_chart([h20], ridges=(1, "1..2"))
    with pytest.raises(InvalidValueError, match=r"^ridges\[0\]: not a plain number: '100 W'"):
        chip_chart([h20], ridges=("100 W",))
