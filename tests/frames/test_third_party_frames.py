"""A condition of somebody else's, who never thought of dataframes, means there what it means of objects."""

import sys
from datetime import date
from pathlib import Path

import pytest

import aichipcn as acn
from aichipcn.frames.assessing import assess_frame
from tests.frames.reference import differences, expected
from tests.frames.test_same_verdicts import tables

THEIRS = Path(__file__).parents[1] / "third_party" / "aichipcn-example-province" / "src"
ON = [date(2027, 12, 31)]
PLACES = [{"facility": key, "place": "CN-GD", "commissioned": date(2025, 1, 1)} for key in (1, 2)]
CHIPS = [
    {"facility": key, "chip": chip, "count": count}
    for key, count in ((1, 3), (2, 5))
    for chip in ("nvidia-h20", "huawei-ascend-910b", "nvidia-l20", "cambricon-mlu590", None)
]


@pytest.fixture
def condition(monkeypatch):
    monkeypatch.syspath_prepend(str(THEIRS))
    monkeypatch.delitem(sys.modules, "aichipcn_example_province", raising=False)
    from aichipcn_example_province import MemoryAtLeast

    return MemoryAtLeast("64 GB")


def test_a_condition_of_anothers_gives_the_verdicts_of_the_objects(quick, catalogue, condition):
    mandate = acn.Mandate(
        slug="theirs",
        title="Theirs",
        require=acn.Schedule({ON[0]: "40%"}),
        readings=[
            acn.Reading(name="large", qualifies=condition),
            acn.Reading(
                name="large-and-domestic", qualifies=acn.AllOf((condition, acn.Condition("designed-in", "CN")))
            ),
            acn.Reading(name="small", qualifies=acn.Not(condition)),
        ],
    )

    rows = quick.rows(assess_frame(*tables(quick, CHIPS, PLACES), catalogue, [mandate], on=ON))

    assert len(rows) == 6
    assert differences(rows, expected(catalogue, CHIPS, PLACES, [mandate], ON)) == []
    assert len({(row["qualifying_low"], row["qualifying_high"]) for row in rows}) > 2
