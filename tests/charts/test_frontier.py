"""What a chart of a frontier draws is what was worked out."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import aichipcn as acn
from aichipcn.errors import InvalidTypeError, InvalidValueError
from aichipcn.report.charts.frontier import frontier_chart, frontier_rows

MODELS = (acn.Peak("fp16"), acn.MemoryBandwidth())


@pytest.fixture(scope="module")
def abroad(catalogue):
    return [catalogue.chips[name] for name in ("H20", "H100", "A100", "MI300X")]


@pytest.fixture(scope="module")
def home(catalogue):
    return [catalogue.chips[name] for name in ("910B", "910C", "920C", "910B4")]


def of(budget, abroad, home, **asked):
    return acn.frontier(budget, foreign=abroad, domestic=home, hold="units", **asked)


@settings(max_examples=25)
@given(data=st.data())
def test_what_is_drawn_is_what_was_worked_out(abroad, home, data):
    shares = sorted(data.draw(st.sets(st.integers(0, 20), min_size=1, max_size=5)))
    found = of(
        data.draw(st.integers(1, 10**6)),
        data.draw(st.lists(st.sampled_from(abroad), max_size=3, unique_by=lambda chip: chip.slug)),
        data.draw(st.lists(st.sampled_from(home), min_size=1, max_size=3, unique_by=lambda chip: chip.slug)),
        model=data.draw(st.sampled_from(MODELS)),
        shares=[Fraction(share, 20) for share in shares],
    )
    at = data.draw(st.sampled_from([None, *(f"{share * 5}%" for share in shares)]))

    rows = frontier_rows(found, at=at)

    assert [row["required"] for row in rows] == [share / 20 for share in shares]
    assert [row["marked"] for row in rows] == [f"{share * 5}%" == at for share in shares]
    for row, point in zip(rows, found.points, strict=True):
        kept = point.kept
        assert row["low"] == float(kept.low)
        assert row["high"] == (None if kept.high is None else float(kept.high))
        assert row["best"] == (float(kept.low) if kept.low == kept.high else kept.best and float(kept.best))
        assert set(row["mix"].split(" + ")) == {part.chip.name for part in (point.foreign, point.domestic) if part}


def test_a_marked_share_says_what_it_keeps_and_of_which_chips(catalogue):
    h20, ascend = catalogue.chips["H20"], catalogue.chips["910B"]
    found = acn.frontier("10 MW", foreign=[h20], domestic=[ascend], model=acn.MemoryBandwidth())

    chart = frontier_chart(found, at="70%").to_dict()

    assert chart["vconcat"][0]["data"]["values"] == frontier_rows(found, at="70%")
    (row,) = [row for row in frontier_rows(found, at="70%") if row["marked"]]
    assert row["text"] == "70% required: 58% (44% to 68.8…%) kept"
    assert row["mix"] == "NVIDIA H20 + Huawei Ascend 910B"
    words = " ".join(chart["title"]["subtitle"])
    assert words.startswith("Held fixed: 10 MW of power. Basis: B/s (memory bandwidth).")
    assert "nothing bounds" not in words


def test_what_nothing_bounds_is_no_number_and_is_told(abroad, home, tmp_path):
    found = of(1000, abroad[1:2], home[2:3], model=acn.Peak("fp16"), shares=("30%", "100%"))

    chart = frontier_chart(found, at="30%")

    assert [row["high"] for row in frontier_rows(found)] == [None, None]
    assert frontier_rows(found)[0]["text"] == "30% required: at least 97.2…% kept"
    words = " ".join(chart.to_dict()["title"]["subtitle"])
    assert words.startswith("Held fixed: 1,000 chips. Basis: FLOP/s (FP16 peak, dense).")
    assert words.endswith("nothing bounds it from above.")
    chart.save(tmp_path / "frontier.png")
    assert (tmp_path / "frontier.png").read_bytes().startswith(b"\x89PNG")


def test_what_is_no_frontier_and_a_share_that_has_no_point_are_refused(abroad, home):
    with pytest.raises(InvalidTypeError, match=r"^found: not a Frontier: '70%'$"):
        frontier_chart("70%")
    found = of(10, abroad, home, model=acn.Peak("fp16"), shares=("0%", "70%"))
    with pytest.raises(InvalidValueError, match=r"^share: no point of the frontier is at 50%") as caught:
        frontier_chart(found, at="50%")
    assert caught.value.allowed == ("0%", "70%")
