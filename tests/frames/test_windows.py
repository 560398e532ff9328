"""The windows of additions and purchases: what none has begun for, and what is not known to lie in one."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import aichipcn as acn
from aichipcn.mandates.populations import AdditionsSince, PurchasesSince
from aichipcn.values.dates import DateRange
from aichipcn.values.ternary import FALSE, UNKNOWN

DAYS = st.dates(date(2024, 1, 1), date(2027, 1, 1))
SPANS = st.none() | st.tuples(DAYS, DAYS).map(lambda ends: DateRange(min(ends), max(ends)))
WINDOWS = st.builds(
    lambda window, days: window(min(days), max(days) if days[0] < days[1] else None),
    st.sampled_from([AdditionsSince, PurchasesSince]),
    st.tuples(DAYS, DAYS),
)
SINCE = date(2025, 8, 12)
"""The day from which on the guidance on the H20 asks of purchases."""


@given(WINDOWS, st.integers(1, 400), SPANS, SPANS, SPANS)
def test_a_window_that_has_not_begun_holds_nothing(window, days, commissioned, ordered, installed):
    facility = acn.Facility(slug="one", name="One", commissioned=commissioned)
    deployment = acn.Deployment(ordered=ordered, installed=None if ordered else installed)

    assert window.member(facility, deployment, window.since - timedelta(days)) is FALSE


@given(WINDOWS, st.integers(0, 400))
def test_what_has_no_date_may_lie_in_any_window_that_has_begun(window, days):
    facility = acn.Facility(slug="one", name="One")

    assert window.member(facility, acn.Deployment(), window.since + timedelta(days)) is UNKNOWN


@pytest.mark.parametrize(
    ("day", "most", "status"),
    [
        (SINCE - timedelta(1), 0, acn.Status.NOT_IN_FORCE),
        (SINCE, 5_000, acn.Status.INDETERMINATE),
    ],
)
def test_chips_of_no_known_date_may_have_been_bought_since_the_guidance_and_not_before_it(catalogue, day, most, status):
    guidance = catalogue.mandates["h20-guidance"]
    bought = acn.Deployment(chip=catalogue.chips["nvidia-h20"], count=5_000)
    facility = acn.Facility(
        slug="one",
        name="One",
        place=catalogue.places["CN"],
        operator=catalogue.vendors["alibaba-cloud"],
        deployments=[bought],
    )

    verdict = acn.assess(facility, guidance, on=day, reading="all-firms")

    assert guidance.population.since == SINCE
    assert (verdict.tally.q_low, verdict.tally.q_high) == (0, most)
    assert verdict.status is status
