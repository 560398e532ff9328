"""What cannot be asked of two dataframes is refused before anything is read, with a message that says what to write."""

from datetime import date, datetime
from fractions import Fraction

import attrs
import duckdb
import polars as pl
import pytest

import aichipcn as acn
from aichipcn.codes import Code
from aichipcn.errors import InvalidTypeError, InvalidValueError, UnitMismatchError, UnknownNameError
from aichipcn.frames.assessing import assess_frame
from aichipcn.frames.effective import effective_frame
from tests.frames.engines import backend

ON = date(2027, 12, 31)
DEPLOYMENTS = pl.DataFrame({"facility": ["one"], "chip": ["nvidia-h20"], "count": [3]})
FACILITIES = pl.DataFrame({"facility": ["one"]})
PEAK = acn.Peak("fp16")

SUPPORTED = "a dataframe of pandas, Polars, PyArrow, DuckDB, PySpark is needed, got"
LEVELS = "facility, operator, place, nation, programme"


@attrs.frozen
class AtLeastTwoDesigners:
    """Another's threshold: no share and no amount."""

    designers: int = 2

    def describe(self):
        return "chips of at least two designers"


@attrs.frozen
class TwoDesigners:
    """Another's requirement, the same on every date."""

    milestones = ()

    def threshold(self, on):
        return AtLeastTwoDesigners()

    def next_after(self, on):
        return None

    def describe(self):
        return "two designers must be"


MANDATE = acn.Mandate(
    slug="drawn",
    title="Drawn",
    require=acn.Schedule({date(2025, 1, 1): Fraction(1, 2)}),
    readings=[acn.Reading(name="designed-in-china", qualifies=acn.Condition("designed-in", "CN"))],
)

NO_DATES = [
    ([], InvalidValueError, Code.EMPTY, "on: at least one date is needed"),
    (
        datetime(2027, 12, 31, 8),
        InvalidTypeError,
        Code.NOT_A_DATE,
        "on: not a date: 2027-12-31T08:00:00; a date-time is no date",
    ),
    ("2027-12-31", InvalidTypeError, Code.NOT_A_DATE, "on: not a date: '2027-12-31'; write datetime.date(...)"),
    ([ON, "2027"], InvalidTypeError, Code.NOT_A_DATE, "on: not a date: '2027'; write datetime.date(...)"),
    (2027, InvalidTypeError, Code.NOT_A_DATE, "on: not a date: 2027; write datetime.date(...)"),
]

NOT_ASKED = [
    ({"mandates": []}, InvalidValueError, Code.EMPTY, "mandates: at least one mandate is needed"),
    (
        {"mandates": [MANDATE, "document-79"]},
        InvalidTypeError,
        Code.WRONG_TYPE,
        "mandates[1]: not a Mandate: 'document-79'",
    ),
    (
        {"mandates": "document-79"},
        InvalidTypeError,
        Code.WRONG_TYPE,
        "mandates: not a sequence of Mandate: 'document-79'",
    ),
    (
        {"mandates": [MANDATE], "reading": "designed-in-chine"},
        UnknownNameError,
        Code.UNKNOWN_NAME,
        "no reading of drawn is named 'designed-in-chine'; nearest: 'designed-in-china'",
    ),
    ({"level": "county"}, InvalidValueError, Code.UNKNOWN_TERM, f"unknown value 'county'; allowed: {LEVELS}"),
    (
        {"mandates": [attrs.evolve(MANDATE, require=TwoDesigners())]},
        InvalidTypeError,
        Code.WRONG_TYPE,
        "mandates: drawn asks for 'chips of at least two designers' by a class of its own, which tables cannot"
        " compare; assess its facilities one by one",
    ),
]


def refused(ask):
    """The class, the code and the message of what a question is refused with."""
    with pytest.raises(acn.AichipcnError) as raised:
        ask()
    return type(raised.value), raised.value.code, str(raised.value)


@pytest.mark.parametrize(("on", "kind", "code", "message"), NO_DATES, ids=[str(row[0]) for row in NO_DATES])
def test_what_is_no_date_is_refused_of_verdicts_and_of_compute(catalogue, on, kind, code, message):
    asked = (
        lambda: assess_frame(DEPLOYMENTS, FACILITIES, catalogue, on=on),
        lambda: effective_frame(DEPLOYMENTS, FACILITIES, catalogue, PEAK, on=on),
    )

    assert [refused(ask) for ask in asked] == [(kind, code, message)] * 2


@pytest.mark.parametrize(("options", "kind", "code", "message"), NOT_ASKED, ids=[row[3][:40] for row in NOT_ASKED])
def test_what_no_mandate_can_be_asked_is_refused(catalogue, options, kind, code, message):
    assert refused(lambda: assess_frame(DEPLOYMENTS, FACILITIES, catalogue, on=ON, **options)) == (kind, code, message)


def test_a_catalogue_without_mandates_has_nothing_to_ask():
    assert refused(lambda: assess_frame(DEPLOYMENTS, FACILITIES, acn.Catalogue(), on=ON)) == (
        InvalidValueError,
        Code.EMPTY,
        "mandates: at least one mandate is needed",
    )


@pytest.mark.parametrize(
    ("options", "kind", "code", "message"),
    [
        ({"model": "fp16"}, InvalidTypeError, Code.WRONG_TYPE, "model: not a model of what chips deliver: 'fp16'"),
        ({"level": "county"}, InvalidValueError, Code.UNKNOWN_TERM, f"unknown value 'county'; allowed: {LEVELS}"),
        (
            {"unit": "GB"},
            UnitMismatchError,
            Code.WRONG_DIMENSION,
            "unit: FLOP/s (FP16 peak, dense) is not in GB",
        ),
    ],
    ids=["model", "level", "unit"],
)
def test_what_no_compute_can_be_told_in_is_refused(catalogue, options, kind, code, message):
    asked = {"model": PEAK, **options}
    found = refused(lambda: effective_frame(DEPLOYMENTS, FACILITIES, catalogue, **asked))

    assert (found[0], found[1], found[2].partition("; write")[0]) == (kind, code, message)


def both(catalogue, deployments, facilities):
    """What verdicts and compute of two tables are refused with."""
    return {
        refused(lambda: assess_frame(deployments, facilities, catalogue, on=ON)),
        refused(lambda: effective_frame(deployments, facilities, catalogue, PEAK, on=ON)),
    }


def test_a_list_is_no_table(catalogue):
    rows = DEPLOYMENTS.to_dicts()

    assert both(catalogue, [], FACILITIES) == {
        (InvalidTypeError, Code.WRONG_TYPE, f"deployments: {SUPPORTED} []"),
    }
    assert both(catalogue, DEPLOYMENTS, rows[:0]) == {
        (InvalidTypeError, Code.WRONG_TYPE, f"facilities: {SUPPORTED} []"),
    }


@pytest.mark.parametrize("other", ["pandas", "pyarrow", "duckdb"])
def test_two_engines_are_not_joined(catalogue, other):
    theirs = backend(other).make([{"facility": "one"}], {"facility": "text"})

    assert both(catalogue, DEPLOYMENTS, theirs) == {
        (
            InvalidTypeError,
            Code.WRONG_TYPE,
            f"facilities: both tables are needed in one engine, got polars and {other}",
        )
    }


def test_dask_is_left_out_and_it_is_said_why(catalogue):
    def shown(_):
        return "<a frame of Dask>"

    stand_in = type("DataFrame", (), {"__module__": "dask.dataframe", "__repr__": shown})()

    assert both(catalogue, stand_in, FACILITIES) == {
        (
            InvalidTypeError,
            Code.WRONG_TYPE,
            f"deployments: {SUPPORTED} <a frame of Dask>; Dask is left out, because it was seen to give wrong sums",
        )
    }


def test_a_connection_is_no_table(catalogue):
    with duckdb.connect() as connection:
        ((kind, _, message),) = both(catalogue, connection, FACILITIES)

    assert kind is InvalidTypeError
    assert message.startswith(f"deployments: {SUPPORTED} <")
