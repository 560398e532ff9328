"""What nobody has verified of late, and what is coded of a place."""

from datetime import date

import attrs
import pytest

import aichipcn as acn
from aichipcn.catalogue.stale import Unverified
from aichipcn.mandates.standing import MandateStatus
from aichipcn.values.dates import DateRange

CN = acn.Place(code="CN", name="China")
GUIZHOU = acn.Place(code="CN-GZ", name="Guizhou", parent=CN)
GUIYANG = acn.Place(code="CN-GZ/guiyang", name="Guiyang", parent=GUIZHOU)
HAINAN = acn.Place(code="CN-HI", name="Hainan", parent=CN)
OWN = acn.Source(slug="own", title="Own", publisher="P")
WHOLE = acn.Source(slug="whole", title="Whole", publisher="P")
READING = acn.Reading(name="r", qualifies=acn.Condition("designed-in", "CN"))


def rule(slug="m", **given):
    fields = {"slug": slug, "title": slug, "readings": (READING,), "sources": (WHOLE,)}
    return acn.Mandate(**fields | {"require": acn.Schedule({date(2027, 1, 1): "70%"})} | given)


def catalogue_of(*values):
    return acn.Catalogue().with_(CN, GUIZHOU, GUIYANG, HAINAN, OWN, WHOLE, *values)


def told(*values, on=date(2027, 6, 1)):
    return [str(item) for item in acn.stale(catalogue_of(*values), on)]


@pytest.mark.parametrize(
    ("verified", "is_stale"),
    [
        (None, True),
        ("2026-05-31", True),
        ("2026-06-01", False),
        ("2026", True),
        ("2026-06", False),
        ("2027-06-01", False),
        ("2027-11", False),
    ],
)
def test_a_value_is_stale_unless_it_was_verified_within_the_year_for_certain(verified, is_stale):
    assert bool(told(rule(verified=verified))) is is_stale


@pytest.mark.parametrize(
    ("on", "last"), [(date(2028, 2, 29), "2027-02-27"), (date(2029, 2, 28), "2028-02-27"), (date(1, 5, 1), None)]
)
def test_a_year_before_a_leap_day_is_the_last_of_february(on, last):
    if last:
        assert told(rule(verified=last), on=on)
        assert not told(rule(verified=date.fromisoformat(last).replace(day=28)), on=on)
    else:
        assert not told(rule(verified=date.min), on=on)


def test_every_dated_value_is_told_with_its_own_day_and_source_or_those_of_its_mandate():
    milestones = (
        acn.Milestone(date(2027, 1, 1), "70%"),
        acn.Milestone(date(2028, 1, 1), "80%", verified="2025-01", sources=(OWN,)),
        acn.Milestone(date(2029, 1, 1), "90%", verified="2027-01"),
    )
    strict = acn.Reading(name="s", qualifies=READING.qualifies, require=acn.Schedule({date(2030, 1, 1): "100%"}))
    history = (acn.StatusChange(status="proposed", since="2024"), acn.StatusChange(status=MandateStatus.ADOPTED))
    values = rule(
        require=acn.Schedule(milestones), readings=(READING, strict), history=history, verified="2026-01",
    )  # fmt: skip
    found = acn.stale(catalogue_of(values), date(2027, 6, 1))

    assert [str(item) for item in found] == [
        "mandate m, require.milestones[0]: 70% from 2027-01-01 (last verified 2026-01)",
        "mandate m, require.milestones[1]: 80% from 2028-01-01 (last verified 2025-01)",
        "mandate m, readings[1].require.milestones[0]: 100% from 2030-01-01 (last verified 2026-01)",
        "mandate m, history[0]: proposed, since 2024 (last verified 2026-01)",
        "mandate m, history[1]: adopted (last verified 2026-01)",
    ]
    assert [[source.slug for source in item.sources] for item in found] == [["whole"], ["own"], *[["whole"]] * 3]
    assert found[1] == Unverified(
        "mandate", "m", "require.milestones[1]", "80% from 2028-01-01", DateRange.parse("2025-01"), (OWN,)
    )


def test_incentives_and_lists_are_told_as_a_whole():
    listed = acn.CertifiedList(slug="l", title="A list", sources=(WHOLE,), entries=[])
    offer = acn.Incentive(slug="i", title="An offer", kind="subsidy", benefit="half", sources=(WHOLE,), verified="2020")

    assert told(listed, offer) == [
        "list l, whole entry: A list (never verified)",
        "incentive i, whole entry: An offer (last verified 2020)",
    ]


def test_what_is_embedded_was_verified_in_november_2026(catalogue):
    assert acn.stale(catalogue, date(2027, 6, 1)) == ()
    everything = acn.stale(catalogue, date(2028, 6, 1))
    assert {item.entry for item in everything if item.kind == "mandate"} == {item.slug for item in catalogue.mandates}


def test_what_is_asked_of_staleness_is_a_catalogue_and_a_day(catalogue):
    with pytest.raises(TypeError, match=r"^on: not a date: '2027-06-01'"):
        acn.stale(catalogue, "2027-06-01")
    with pytest.raises(TypeError, match=r"^catalogue: not a Catalogue: 3$"):
        acn.stale(3, date(2027, 6, 1))


def places(coded):
    return [item.slug for item in coded]


def test_what_is_coded_of_a_place_is_told_apart_by_where_it_is_for():
    offer = acn.Incentive(slug="offer", title="O", kind="subsidy", benefit="half", place=GUIZHOU, sources=(WHOLE,))
    values = [rule("nation", place=CN), rule("province", place=GUIZHOU), rule("city", place=GUIYANG), rule("anywhere")]
    found = acn.coverage(catalogue_of(*values, rule("island", place=HAINAN), offer), "Guizhou")

    assert (places(found.own), places(found.wider)) == (["province", "offer"], ["nation"])
    assert (places(found.inside), places(found.unplaced)) == (["city"], ["anywhere"])
    assert offer in found
    assert rule("island") not in found
    assert found.place is acn.coverage(catalogue_of(*values), GUIZHOU).place
    assert found.sentences == (
        "1 mandate of Guizhou itself is coded; there may be more.",
        "1 mandate of a wider place that Guizhou lies in is coded; there may be more.",
        "1 mandate of a place inside Guizhou is coded; there may be more.",
    )


def test_not_coded_is_not_none():
    offer = acn.Incentive(slug="offer", title="O", kind="subsidy", benefit="half", place=HAINAN, sources=(WHOLE,))
    found = acn.coverage(catalogue_of(rule("one", place=CN), rule("two", place=CN), offer), "CN-HI")

    assert found.sentences == (
        "No mandate of Hainan itself is coded; that says nothing of whether there is one.",
        "2 mandates of a wider place that Hainan lies in are coded; there may be more.",
        "No mandate of a place inside Hainan is coded; that says nothing of whether there is one.",
    )
    assert places(found.own) == ["offer"]
    assert len(acn.coverage(catalogue_of(), "CN").sentences) == 2


def test_no_place_like_another_is_taken_for_it(catalogue):
    assert places(acn.coverage(catalogue, "Guiyang").own) == ["guiyang-new-facilities"]
    assert "shanghai-2027" not in places(acn.coverage(catalogue, "Guiyang").wider)
    with pytest.raises(LookupError, match="no place is named 'Guiyan'; nearest: 'Guiyang'"):
        acn.coverage(catalogue, "Guiyan")
    with pytest.raises(TypeError, match="a place is found by slug, name or alias, got 3"):
        acn.coverage(catalogue, 3)
    with pytest.raises(TypeError, match=r"^catalogue: not a Catalogue: None$"):
        acn.coverage(None, "CN")
    with pytest.raises(LookupError):
        acn.coverage(acn.Catalogue(), attrs.evolve(CN))
