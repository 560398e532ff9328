"""Over what a verdict is formed: a facility, those of an operator, or all together; and by which keys."""

from datetime import date

import pytest

import aichipcn as acn
from aichipcn.frames.assessing import assess_frame
from tests.frames.engines import OF_DEPLOYMENTS, OF_FACILITIES
from tests.frames.reference import differences, expected, named

ON = [date(2026, 12, 31), date(2027, 12, 31)]
FIRMS = ["China Mobile", "china-mobile", "中国移动", "A firm of no catalogue", "A firm of no catalogue", None, None]
PLACES = [
    {"facility": key, "place": "CN-SH", "kind": "ai-data-centre", "commissioned": date(2025, 1, key), "operator": firm}
    for key, firm in enumerate(FIRMS, start=1)
]
CHIPS = [
    {"facility": key, "chip": chip, "count": count}
    for key in range(1, 6)
    for chip, count in (("nvidia-h20", 3 * key), ("huawei-ascend-910b", 7), ("metax-c500", 1))
]
SLUGS = ("shanghai-2027", "document-79", "national-grid-80", "state-funded-ban")


def found(engine, catalogue, chips, places, kind="whole", **options):
    """The rows of verdicts, and where they differ from those of the object path."""
    mandates = [catalogue.mandates[slug] for slug in SLUGS]
    frames = (
        engine.make(chips, {**OF_DEPLOYMENTS, "facility": kind}),
        engine.make(places, {**OF_FACILITIES, "facility": kind}),
    )
    rows = engine.rows(assess_frame(*frames, catalogue, mandates, on=ON, covered_only=False, **options))
    level = options.get("level")
    verdicts = expected(
        catalogue, chips, places, mandates, ON, covered_only=False, level=None if level is None else acn.Level(level)
    )
    return rows, differences(rows, verdicts)


@pytest.mark.parametrize("level", [None, *(level.value for level in acn.Level)])
def test_verdicts_are_formed_over_what_the_level_says(quick, catalogue, level):
    rows, wrong = found(quick, catalogue, CHIPS, PLACES, level=level)

    assert wrong == []
    assert level is None or {row["level"] for row in rows} == {level}


def test_the_spellings_of_a_firm_are_one_operator_and_a_facility_without_one_stands_alone(quick, catalogue):
    rows, _ = found(quick, catalogue, CHIPS, PLACES, level="operator")

    subjects = {(row["facility"], row["operator"]) for row in rows}
    assert subjects == {(None, "china-mobile"), (None, "A firm of no catalogue"), (6, None), (7, None)}


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        ("text", ["a", "b", "7", "ü", "key-61", "A", "a b"]),
        ("whole", [2**53, 2**53 + 1, 2**62, -(2**62), 0, -1, 1]),
        ("whole", [-3, -2, -1, 0, 1, 2, 3]),
    ],
    ids=["text", "large", "negative"],
)
def test_a_facility_is_told_by_any_key(quick, catalogue, kind, keys):
    chips = [{**row, "facility": keys[row["facility"] - 1]} for row in CHIPS]
    places = [{**row, "facility": keys[row["facility"] - 1]} for row in PLACES]

    rows, wrong = found(quick, catalogue, chips, places, kind, level="facility")

    assert wrong == []
    assert {row["facility"] for row in rows} == set(keys)


def test_tables_may_be_empty(quick, catalogue):
    for level in ("facility", "operator", "place"):
        assert found(quick, catalogue, [], [], level=level)[1] == []
        assert found(quick, catalogue, [], PLACES, level=level)[1] == []


def test_a_facility_without_deployments_is_open(quick, catalogue):
    rows, _ = found(quick, catalogue, CHIPS, PLACES, level="facility")

    (row,) = [row for row in rows if named(row)[1:] == (7, None, "shanghai-2027", "designed-or-produced", ON[1])]
    assert (row["status"], row["qualifying_high"], row["other_high"]) == ("indeterminate", None, None)
