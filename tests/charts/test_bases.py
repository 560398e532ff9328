"""What a chart of bases draws is every equivalence that was worked out, and no other."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import aichipcn as acn
from aichipcn.errors import InvalidTypeError, InvalidValueError
from aichipcn.report.charts.bases import WORDS, bases_chart, bases_rows

NAMES = ("H20", "H100", "910B", "910C", "920C", "A100", "H200", "MLU590", "BI-V100", "PPU")


def chip(slug, rate, bandwidth=None):
    return acn.Chip(slug=slug, name=slug.upper(), rates={"fp16": rate}, memory_bandwidth=bandwidth)


def drawn(chart):
    return chart.to_dict()["vconcat"][0]["data"]["values"]


def of(chip, key):
    """A figure by its three numbers, as exact as it is kept."""
    value = chip.memory_bandwidth if key == "memory bandwidth" else chip.rates.get(acn.NumberFormat(key))
    return value and (value.low, value.high, value.low if value.low == value.high else value.best)


@settings(max_examples=20)
@given(names=st.permutations(NAMES).map(lambda order: order[:2]))
def test_what_is_drawn_is_what_was_worked_out(catalogue, names):
    one, other = (catalogue.chips[name] for name in names)
    found = acn.equivalents_of(one, other, claims=catalogue.claims)

    rows = bases_rows(found)

    assert [row["line"] for row in rows] == list(range(len(rows)))
    bases = [row for row in rows if not row["claim"]]
    assert [row["basis"] for row in bases] == [item.basis.words for item in found]
    for row, item in zip(bases, found, strict=True):
        assert (row["reason"] is None) == (item.ratio is not None) == (row["text"] != "")
        assert item.reason is None or row["reason"] == f"unknown: {item.reason}"
    for key, basis in (
        ("memory bandwidth", "memory bandwidth"),
        ("fp8", "FP8 peak, dense"),
        ("int8", "INT8 peak, dense"),
    ):
        (row,) = [row for row in bases if row["basis"] == basis]
        above, below = of(one, key), of(other, key)
        if above is None or below is None:
            assert row["low"] is row["high"] is row["best"] is None
            continue
        low, high, best = above
        least, most, likely = below
        assert row["low"] == (None if most is None else float(Fraction(low) / most))
        assert row["high"] == (None if high is None else float(Fraction(high) / least))
        assert row["best"] == (None if None in (best, likely) else float(Fraction(best) / likely))


@settings(max_examples=15)
@given(names=st.permutations(("H20", "910C", "H200", "MLU590", "A100", "910B")).map(lambda order: order[:2]))
def test_claims_at_odds_stand_below_their_basis(catalogue, names):
    one, other = (catalogue.chips[name] for name in names)
    workloads = sorted({claim.workload for claim in catalogue.claims if claim.workload})
    expected = {}
    for workload in (None, *workloads):
        paths = acn.ClaimedPerformance(reference=other, claims=catalogue.claims, workload=workload).paths(one)
        ends = [(float(path.ratio.low), float(path.ratio.high or "inf")) for path in paths]
        apart = [end for end in ends if any(end[1] < low or high < end[0] for low, high in ends)]
        if apart:
            expected[workload or "workload not stated"] = apart

    rows = bases_rows(acn.equivalents_of(one, other, claims=catalogue.claims))

    found, basis = {}, ""
    for row in rows:
        if row["claim"]:
            found.setdefault(basis.rpartition(": ")[2], []).append((row["low"], row["high"] or float("inf")))
            assert row["basis"].startswith("at odds: ")
        else:
            basis = row["basis"]
    assert found == expected


def test_the_910c_by_tpp_has_two_answers_that_cannot_both_be_right(catalogue):
    found = acn.equivalents_of(catalogue.chips["910C"], catalogue.chips["H20"], claims=catalogue.claims)
    told = [(row["basis"], row["text"]) for row in bases_rows(found) if row["claim"]]
    assert told == [
        ("at odds: Reuters, 2025-12-09 then Bernstein, 2025-12-09", "5.13…"),
        ("at odds: Institute for Progress, 2025-12-09 then OKX Discover, 2025-12", "5.09…"),
    ]


def test_ratios_on_one_side_and_none_are_told_and_not_numbers():
    found = acn.equivalents_of(chip("open", ">= 900 TFLOP/s"), chip("whole", "<= 450 TFLOP/s", "1 GB/s"))
    assert [row["reason"] for row in bases_rows(found)][3] == "unknown: no equivalents: WHOLE may deliver nothing"
    found = acn.equivalents_of(chip("up-to", "<= 900 TFLOP/s"), chip("whole", "450 TFLOP/s"))
    row = bases_rows(found)[3]
    assert (row["low"], row["high"], row["best"], row["text"]) == (None, 2.0, None, "up to 2")
    found = acn.equivalents_of(chip("open", ">= 900 TFLOP/s"), chip("whole", "450 TFLOP/s"))
    row = bases_rows(found)[3]
    assert (row["low"], row["high"], row["text"]) == (2.0, None, "at least 2")


def test_it_says_that_bases_never_add_and_is_drawn_as_a_picture(catalogue, tmp_path):
    found = acn.equivalents_of(catalogue.chips["910C"], catalogue.chips["H20"], claims=catalogue.claims)
    rows = bases_rows(found)
    chart = bases_chart(found)
    assert [{key: row[key] for key in rows[0]} for row in drawn(chart)] == rows
    assert "Two bases never add" in WORDS
    assert chart.to_dict()["title"]["text"] == "One Huawei Ascend 910C in H20-equivalents"
    chart.save(tmp_path / "bases.png")
    assert (tmp_path / "bases.png").read_bytes().startswith(b"\x89PNG")


def test_what_is_no_equivalence_and_several_chips_are_refused(catalogue):
    one, other = catalogue.chips["H20"], catalogue.chips["H100"]
    with pytest.raises(InvalidTypeError, match=r"^\[0\]: not a Equivalence: 'H20'$"):
        bases_chart(["H20"])
    with pytest.raises(InvalidValueError, match=r"^at least one equivalence is needed$"):
        bases_chart([])
    both = (*acn.equivalents_of(one, other), *acn.equivalents_of(other, one))
    with pytest.raises(
        InvalidValueError,
        match=r"^one chip is held against one reference; got NVIDIA H20 against NVIDIA H100 SXM5 80GB, NVIDIA H100",
    ):
        bases_chart(both)
