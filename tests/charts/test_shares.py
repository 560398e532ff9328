"""What a chart of shares draws is what was assessed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import aichipcn as acn
from aichipcn.errors import InvalidTypeError, InvalidValueError
from aichipcn.report.charts.shares import share_chart, share_rows

ON = date(2027, 12, 31)
IN_WORDS = {"not-in-force": "not in force", "not-applicable": "not applicable"}


@pytest.fixture(scope="module")
def verdicts(catalogue):
    mandates = [catalogue.mandates[slug] for slug in ("shanghai-2027", "public-hubs-50", "fab-tools-50")]
    return [
        acn.assess(facility, mandate, on=on, reading=reading.name, as_if_in_scope=True)
        for facility in catalogue.facilities
        for mandate in mandates
        for reading in mandate.readings
        for on in (date(2020, 1, 1), ON)
    ]


def drawn(chart):
    """The rows in a chart, below whatever stands around them."""
    return next(part["data"]["values"] for part in parts(chart.to_dict()) if "layer" in part or "spec" in part)


def parts(spec):
    yield spec
    for key in ("vconcat", "layer"):
        for part in spec.get(key, ()):
            yield from parts(part)


@given(data=st.data())
def test_a_row_says_what_was_assessed(verdicts, data):
    chosen = data.draw(st.lists(st.sampled_from(verdicts), min_size=1, max_size=6))

    for row, one in zip(share_rows(chosen), chosen, strict=True):
        assert row["subject"] == one.subject.name
        assert row["label"].split() == one.subject.name.split()
        assert (row["low"], row["high"]) == (tuple(map(float, one.share_range)) if one.share_range else (None, None))
        assert row["text"].endswith(IN_WORDS.get(one.status.value, one.status.value))


def test_what_is_drawn_is_the_rows(verdicts):
    assert drawn(share_chart(verdicts[:6])) == share_rows(verdicts[:6])


def test_it_is_drawn_as_a_picture(verdicts, tmp_path):
    share_chart(verdicts[:20]).save(tmp_path / "shares.png")
    assert (tmp_path / "shares.png").read_bytes().startswith(b"\x89PNG")


def test_without_verdicts_there_is_nothing_to_draw():
    with pytest.raises(InvalidValueError, match=r"^at least one assessment is needed$"):
        share_chart([])
    with pytest.raises(InvalidTypeError):
        share_chart(["compliant"])
