"""The days on which the answer of a condition turns: between two of them, one day is as good as another."""

from datetime import date, timedelta

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import aichipcn as acn
from aichipcn.frames.columns import DATES, columns_of
from aichipcn.frames.tables.cuts import FIRST, LAST, Cuts
from aichipcn.mandates.cases import Case
from aichipcn.mandates.meanings import MEANINGS, Completed
from aichipcn.model.facilities import Completion, FacilityStatus
from aichipcn.model.lists import CertifiedList, ListEntry
from aichipcn.values.dates import DateRange
from aichipcn.values.shares import parse_share

HUAWEI = acn.Vendor(slug="huawei", name="Huawei")
ASCEND = acn.Chip(slug="ascend", name="Ascend", designer=HUAWEI)

NEAR = st.sampled_from([date(2025, 12, 30), date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 2)])
DAYS = st.one_of(NEAR, NEAR, NEAR, st.sampled_from([FIRST, LAST]))
ON = st.one_of(NEAR, NEAR, NEAR, st.sampled_from([date.min, FIRST, LAST, date.max]))
SPANS = st.one_of(DAYS.map(DateRange.parse), st.tuples(DAYS, DAYS).map(lambda ends: DateRange(min(ends), max(ends))))
SHARES = st.sampled_from(["0%", "30%", "100%"])

ENTRIES = st.builds(
    lambda of, since, until: ListEntry(**of, since=since, until=until),
    st.sampled_from([{"chips": (ASCEND,)}, {"chips": (ASCEND,)}, {"vendor": HUAWEI}]),
    st.one_of(SPANS, SPANS, st.none()),
    st.one_of(SPANS, SPANS, st.none()),
)

LISTED = CertifiedList(
    slug="listed", title="Listed", entries=[ListEntry(chips=(ASCEND,), since="2025-05", until="2028-05-26")]
)

ARGUMENTS = {
    "certified-when-bought": st.lists(ENTRIES, min_size=1, max_size=2).map(
        lambda entries: CertifiedList(slug="drawn", title="Drawn", entries=entries)
    ),
    "commissioned-from": NEAR,
    "commissioned-before": NEAR,
    "commissioned-within": st.integers(1, 40),
    "completed-below": st.builds(Completed, SHARES.map(parse_share), st.none() | NEAR),
}
"""The conditions that read dates, with what they may be about."""


@attrs.frozen
class Dates:
    """The dates of a facility and of a deployment in it."""

    commissioned: DateRange | None
    reported: DateRange | None
    ordered: DateRange | None
    installed: DateRange | None

    def case(self, like, on):
        """A case that differs from another of these dates only in them."""
        report = acn.Source(slug="report", title="Report", publisher="Press", published=self.reported)
        facility = attrs.evolve(like.facility, commissioned=self.commissioned, sources=(report,))
        deployment = attrs.evolve(like.deployment, ordered=self.ordered, installed=self.installed)
        return Case(facility, deployment, on)

    @property
    def contradict(self):
        return bool(self.ordered and self.installed and self.installed.last < self.ordered.first)


def dates_read(condition):
    """The dates of which some stand in the columns that a condition reads; the others are not known."""
    read = {column for field in condition.reads for column in columns_of(field)}
    read |= {"installed", "commissioned"} if "came" in read else set()
    return st.builds(
        Dates, **{name: st.none() | SPANS if name in read else st.none() for name in attrs.fields_dict(Dates)}
    )


@st.composite
def cases(draw):
    """A case of which only the dates are not drawn."""
    completion = st.builds(Completion, share=SHARES, as_of=st.none() | NEAR)
    facility = acn.Facility(
        slug="one",
        name="One",
        status=draw(st.sampled_from(FacilityStatus)),
        completion=draw(st.lists(completion, max_size=2)),
    )
    return Case(
        facility, acn.Deployment(**draw(st.sampled_from([{"chip": ASCEND}, {"chip": ASCEND}, {"designer": HUAWEI}])))
    )


def within(day, turns):
    """The days of a table on which as many turns have been as on a day."""
    before = [turn for turn in turns if turn <= day]
    after = [turn for turn in turns if turn > day]
    first, last = max([FIRST, *before]), min([LAST, *(turn - timedelta(1) for turn in after)])
    return st.sampled_from([first, last]) | st.dates(first, last)


def moved(dates, turns):
    """The same dates, each moved to any day between the same two turns."""

    def span(held):
        if held is None:
            return st.none()
        ends = st.tuples(within(held.first, turns), within(held.last, turns))
        return ends.map(lambda days: DateRange(min(days), max(days)))

    return st.builds(Dates, *map(span, attrs.astuple(dates, recurse=False)))


def test_every_condition_that_reads_a_date_of_the_tables_says_on_which_days_it_turns():
    dated = {
        tag for tag, item in MEANINGS.items() if any(DATES.intersection(columns_of(field)) for field in item.reads)
    }

    assert {tag for tag, item in MEANINGS.items() if item.turns} == dated == set(ARGUMENTS)


@pytest.mark.parametrize("tag", sorted(ARGUMENTS))
@settings(max_examples=50)
@given(data=st.data(), like=cases(), on=ON)
def test_dates_moved_between_two_turns_change_no_answer(tag, data, like, on):
    condition = acn.Condition(tag, data.draw(ARGUMENTS[tag]))
    dates = data.draw(dates_read(condition))
    others = data.draw(moved(dates, condition.turns(on)))
    assume(not dates.contradict and not others.contradict)

    assert condition.holds(dates.case(like, on)) is condition.holds(others.case(like, on))


@given(turns=st.lists(ON, max_size=4), day=DAYS, data=st.data())
def test_days_between_two_turns_are_one_span_of_the_cuts(turns, day, data):
    cuts = Cuts.of(turns)
    other = data.draw(within(day, turns))

    def span(any_day):
        return sum(any_day >= cut for cut in cuts.days)

    assert span(day) == span(other)
    assert span(cuts.day(span(day))) == span(day)
    assert all(span(turn) > span(turn - timedelta(1)) for turn in turns if FIRST < turn <= LAST)


@pytest.mark.parametrize(
    ("condition", "turns"),
    [
        (acn.Condition("commissioned-from", "2026-01-01"), (date(2026, 1, 1),)),
        (acn.Condition("commissioned-within", 180), (date(2025, 1, 2), date(2025, 7, 1))),
        (acn.Condition("completed-below", "30%"), (date(2025, 7, 1),)),
        (acn.Condition("completed-below", {"share": "30%", "on": date(2025, 9, 30)}), (date(2025, 10, 1),)),
        (
            acn.Condition("certified-when-bought", LISTED),
            (date(2025, 5, 1), date(2025, 5, 31), date(2028, 5, 26), date(2028, 5, 26)),
        ),
        (acn.Condition("located-in", "CN"), None),
    ],
)
def test_the_days_on_which_a_condition_turns(condition, turns):
    assert condition.turns(date(2025, 6, 30)) == turns
