"""A timeline draws what mandates require on every day, and tells how far off what comes next is."""

import re
from datetime import date, datetime, timedelta
from fractions import Fraction
from operator import ge, gt, le, lt

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import aichipcn as acn
from aichipcn.errors import InvalidTypeError, InvalidValueError
from aichipcn.mandates.schedule import Schedule
from aichipcn.mandates.standing import MandateStatus, StatusChange
from aichipcn.mandates.thresholds import Bound
from aichipcn.report.charts.theme import label
from aichipcn.report.charts.timeline import timeline_chart, timeline_rows
from aichipcn.report.rows.timeline import time_between, tracks
from aichipcn.testing import strategies
from tests.charts.drawing import drawn

ON = date(2026, 11, 29)


@st.composite
def mandates(draw, catalogue):
    """Some mandates of the catalogue and some that require and tell anything, each of its own name."""
    changes = st.builds(StatusChange, status=st.sampled_from(MandateStatus), since=st.none() | strategies.spans())
    others = st.builds(
        lambda slug, require, second, expires, history: attrs.evolve(
            catalogue.mandates["shanghai-2027"], slug=slug, require=require, expires=expires, history=history,
            readings=[
                item if i else attrs.evolve(item, require=second)
                for i, item in enumerate(catalogue.mandates["shanghai-2027"].readings[:2])
            ],
        ),
        strategies.slugs(), strategies.schedules(tuple(Bound)), st.none() | strategies.schedules(tuple(Bound)),
        st.none() | strategies.days(), st.lists(changes, max_size=2),
    )  # fmt: skip
    known = st.sampled_from(list(catalogue.mandates))
    return draw(st.lists(known | others, min_size=1, max_size=3, unique_by=lambda mandate: mandate.slug))


@pytest.fixture(scope="module")
def shanghai(catalogue):
    return catalogue.mandates["shanghai-2027"]


def required_by(mandate, reading, on):
    """What is required, by the definition: the last milestone on or before a day, on the line to the next if daily."""
    if mandate.expires is not None and on >= mandate.expires:
        return None
    schedule = reading.require or mandate.require
    before = [item for item in schedule.milestones if item.on <= on]
    after = [item for item in schedule.milestones if item.on > on]
    if not before:
        return None
    now = before[-1]
    if schedule.interpolate and after and isinstance(now.value, Fraction):
        gone = Fraction((on - now.on).days, (after[0].on - now.on).days)
        return float(now.value + (after[0].value - now.value) * gone)
    return float(now.value) if isinstance(now.value, Fraction) else "no height"


def height(rows, track, on):
    """What is drawn in a track over a day."""
    for row in rows:
        if (row["track"], row["kind"]) == (track, "amount") and row["on"] <= on.isoformat() < row["until"]:
            return "no height"
    edges = [row for row in rows if (row["track"], row["kind"]) == (track, "share")]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if start["on"] <= on.isoformat() < end["on"]:
            first, last = date.fromisoformat(start["on"]), date.fromisoformat(end["on"])
            return start["share"] + (end["share"] - start["share"]) * (on - first).days / (last - first).days
    return None


@given(data=st.data())
def test_over_every_day_stands_what_is_required_on_it(catalogue, data):
    chosen, on = data.draw(mandates(catalogue)), data.draw(strategies.days())
    rows, found = timeline_rows(chosen, on=on), tracks(chosen, on)
    dated = [date.fromisoformat(row["on"]) for row in rows if row.get("on")]
    day = data.draw(st.sampled_from(dated)) + timedelta(days=data.draw(st.integers(-1, 1)))
    if day >= max(dated):
        return
    for number, track in enumerate(found):
        mandate = next(item for item in chosen if item.slug == track["mandate"])
        for name in track["readings"]:
            expected = required_by(mandate, mandate.reading(name), day)
            assert height(rows, number, day) == (pytest.approx(expected) if isinstance(expected, float) else expected)


@settings(max_examples=5)
@given(data=st.data())
def test_the_rows_are_what_is_drawn(catalogue, data):
    chosen, on = data.draw(mandates(catalogue)), data.draw(strategies.days())
    assert drawn(timeline_chart(chosen, on=on)) == [timeline_rows(chosen, on=on)]


@given(data=st.data())
def test_every_reading_stands_in_one_track_of_its_mandate(catalogue, data):
    chosen = data.draw(mandates(catalogue))
    found = [(track["mandate"], name) for track in tracks(chosen, ON) for name in track["readings"]]
    assert sorted(found) == sorted((mandate.slug, reading.name) for mandate in chosen for reading in mandate.readings)


@given(data=st.data())
def test_the_next_milestone_is_so_many_days_off(catalogue, data):
    chosen, on = data.draw(mandates(catalogue)), data.draw(strategies.days())
    for track in tracks(chosen, on):
        mandate = next(item for item in chosen if item.slug == track["mandate"])
        schedule = mandate.reading(track["readings"][0]).require or mandate.require
        last = mandate.expires or date.max
        coming = [item.on for item in schedule.milestones if on < item.on < last]
        told = [line for line in track["today"] if line.startswith("in ")]
        assert [int(re.match(r"in ([\d,]+) day", line)[1].replace(",", "")) for line in told] == [
            (day - on).days for day in coming[:1]
        ]


@given(data=st.data())
def test_every_step_of_a_history_is_drawn_or_told(catalogue, data):
    (mandate,) = data.draw(mandates(catalogue).map(lambda found: found[:1]))
    rows = timeline_rows([mandate], on=ON)
    for row in rows:
        if row["kind"] == "track":
            of_it = [other for other in rows if (other["track"], other["kind"]) == (row["track"], "status")]
            dated = [
                (step.status.value, str(step.since.first), str(step.since.last))
                for step in mandate.history
                if step.since
            ]
            assert [(other["status"], other["first"], other["last"]) for other in of_it] == dated
            assert all(other["first"] <= other["on"] <= other["last"] for other in of_it)
            undated = [step for step in mandate.history if not step.since]
            assert row["text"].count("on a day that is not known") == len(undated)


@given(st.lists(strategies.days(), min_size=2, max_size=2).map(sorted))
def test_years_and_months_are_the_most_that_fit(days):
    first, last = days
    parts = {noun: int(number) for number, noun in re.findall(r"(\d+) (year|month)", time_between(first, last))}
    months = 12 * parts.get("year", 0) + parts.get("month", 0)

    def after(count):
        return divmod(12 * first.year + first.month - 1 + count, 12), first.day

    assert after(months) <= ((last.year, last.month - 1), last.day) < after(months + 1)


MEETS = {"share-at-least": ge, "share-more-than": gt, "share-at-most": le, "share-less-than": lt}


@given(data=st.data())
def test_shares_are_drawn_on_the_day_and_held_against_what_comes_next(catalogue, data):
    facility = data.draw(st.sampled_from(list(catalogue.facilities)))
    mandate = data.draw(st.sampled_from(list(catalogue.mandates)))
    on = data.draw(st.dates(date(2024, 1, 1), date(2029, 1, 1)))
    one = acn.assess(facility, mandate, on=on, as_if_in_scope=True)

    rows = timeline_rows([mandate], on=on, assessments=[one])

    shares = [(row["low"], row["high"]) for row in rows if row["kind"] == "subject"]
    assert shares == ([tuple(map(float, one.share_range))] if one.share_range else [])
    (said,) = (
        line for row in rows if row["kind"] == "track" for line in row["text"].split("\n") if "share " in line[:6]
    )
    goal = one.mandate.threshold(one.reading, one.next_milestone.on) if one.next_milestone else one.threshold
    if one.share_range and goal is not None and isinstance(goal.value, Fraction):
        met = {MEETS[goal.bound.value](end, goal.value) for end in one.share_range}
        assert (": meets " in said, ": up to " in said) == (met == {True}, met == {True, False})
        assert (" if it runs" in said) == (
            "operation on the date" in {item.fact.field for item in acn.deciding_facts(one)}
            and one.share_range != (0, 1)
        )


def test_days_and_shares_are_told_of_shanghai(catalogue, shanghai):
    facility = catalogue.facilities["china-mobile-beijing"]
    one = acn.assess(facility, shanghai, on=ON, as_if_in_scope=True)
    first, later = tracks([shanghai], ON, [one])
    assert first["today"] == [
        "at least 70% from 2027-12-31",
        "in 397 days (1 year, 1 month)",
        "share 33%: 37 points short of 70%",
    ]
    assert later["today"] == ["at least 70% from 2027-01-01", "in 33 days (1 month)"]


def test_an_amount_has_no_height_and_a_ceiling_is_filled_from_above(shanghai):
    amount = attrs.evolve(
        shanghai, readings=shanghai.readings[:1], require=Schedule({"2026-01-01": 5}, None, Bound.AMOUNT_AT_LEAST)
    )
    ceiling = attrs.evolve(amount, slug="ceiling", require=Schedule({"2026-01-01": "30%"}, None, Bound.SHARE_AT_MOST))
    rows = timeline_rows([amount, ceiling], on=ON)
    assert [row["text"] for row in rows if row["kind"] == "milestone"] == ["≥ 5", "≤ 30%"]
    assert [row["kind"] for row in rows if row["kind"] in ("amount", "share")] == ["amount", "share", "share"]
    assert {row["base"] for row in rows if row["kind"] == "share"} == {1}


@attrs.frozen
class Always:
    """A requirement of another's, without a dated milestone."""

    def threshold(self, on):
        return self

    def met(self, totals):
        raise NotImplementedError

    def next_after(self, on):
        return None

    def describe(self):
        return "as much as can be had"


def test_without_a_dated_milestone_a_mandate_is_told_of(shanghai):
    always = attrs.evolve(shanghai, readings=shanghai.readings[:1], require=Always())
    (track,) = (row for row in timeline_rows([always], on=ON) if row["kind"] == "track")
    assert track["text"] == "as much as can be had on 2026-11-29\nno dated milestone"


def test_a_name_is_never_cut(shanghai, tmp_path):
    title = "到二〇二七年上海数据中心国产芯片比例" * 6
    chart = timeline_chart([attrs.evolve(shanghai, title=title)], on=ON)
    chart.save(tmp_path / "timeline.svg")
    shown = label(title, 50).split("\n")
    assert "".join(shown) == title
    assert max(map(len, shown)) <= 25
    assert all(line in (tmp_path / "timeline.svg").read_text(encoding="utf-8") for line in shown)


def test_it_is_drawn_as_a_picture(catalogue, tmp_path):
    timeline_chart(catalogue.mandates, on=ON).save(tmp_path / "timeline.png")
    assert (tmp_path / "timeline.png").read_bytes().startswith(b"\x89PNG")


def test_what_cannot_be_drawn_is_refused(catalogue, shanghai):
    other = acn.assess(
        catalogue.facilities["china-mobile-beijing"], shanghai, on=date(2027, 12, 31), as_if_in_scope=True
    )
    today = attrs.evolve(other, on=ON)
    with pytest.raises(InvalidValueError, match=r"^at least one mandate is needed$"):
        timeline_chart([], on=ON)
    with pytest.raises(InvalidValueError, match=r"^two mandates of one name: shanghai-2027$"):
        timeline_chart([shanghai, shanghai], on=ON)
    with pytest.raises(
        InvalidValueError,
        match=rf"^a verdict of 2026-11-29 is needed, got one of another day: {re.escape(str(other))}$",
    ):
        timeline_chart([shanghai], on=ON, assessments=[other])
    with pytest.raises(
        InvalidValueError, match=rf"^a verdict on one of the mandates is needed, got: {re.escape(str(today))}$"
    ):
        timeline_chart([catalogue.mandates["beijing-2027"]], on=ON, assessments=[today])
    with pytest.raises(InvalidTypeError, match=r"^\[0\]: not a Mandate: 'shanghai-2027'$"):
        timeline_chart(["shanghai-2027"], on=ON)
    with pytest.raises(InvalidTypeError, match=r"^not a sequence of Mandate: 'shanghai-2027'$"):
        timeline_chart("shanghai-2027", on=ON)
    with pytest.raises(InvalidTypeError, match=r"a date-time is no date$"):
        timeline_chart([shanghai], on=datetime(2026, 11, 29))
