"""Each law is proved by a rule that is broken against it, which its check finds; sound rules pass all of them."""

from datetime import date
from fractions import Fraction

import pytest

import aichipcn as acn
from aichipcn.testing import (
    SUITES,
    Result,
    check_credit,
    check_mandate,
    check_measure,
    check_model,
    check_predicate,
    check_requirement,
)
from aichipcn.testing.kit import suite_of, trial_of
from tests.kit import faults
from tests.kit.faults import DAY, DESIGNED, PRODUCED, mandate

CHECKING = {
    "mandate": check_mandate,
    "predicate": check_predicate,
    "credit": check_credit,
    "measure": check_measure,
    "requirement": check_requirement,
    "model": check_model,
}
SHARE = (DAY, Fraction(7, 10))
EITHER_OR_BOTH = [
    acn.Reading(name="either", qualifies=acn.AnyOf([DESIGNED, PRODUCED])),
    acn.Reading(name="both", qualifies=acn.AllOf([DESIGNED, PRODUCED])),
]
NOWHERE = acn.AllOf([acn.Condition("located-in", "CN"), acn.Condition("located-in", "US")])

BROKEN = {
    ("mandate", "order-of-deployments"): mandate(faults.OfTheFirst()),
    ("mandate", "split-and-merge"): mandate(faults.InLargeBatches()),
    ("mandate", "a-fleet-is-its-facilities"): mandate(faults.AmongOthers()),
    ("mandate", "scaling-of-counts"): mandate(faults.InLargeBatches()),
    ("mandate", "adding-qualifying-never-lowers"): mandate(faults.InSmallFacilities()),
    ("mandate", "adding-other-never-raises"): mandate(faults.BesideForeign()),
    ("mandate", "what-does-not-count-changes-nothing"): mandate(faults.WithFewOthers()),
    ("mandate", "share-is-the-quotient"): mandate(faults.AmongOthers()),
    ("mandate", "exact-threshold"): mandate(require=faults.FloatingShare(*SHARE)),
    ("mandate", "shortfall-is-tight"): mandate(faults.InTinyFacilities()),
    ("mandate", "headroom-is-tight"): mandate(faults.InTinyFacilities()),
    ("mandate", "stricter-threshold-never-helps"): mandate(require=faults.Reversed({DAY: "60%"})),
    ("mandate", "can-be-judged"): mandate(faults.Raising()),
    ("mandate", "day-before-on-and-after"): mandate(require=faults.Late(*SHARE)),
    ("mandate", "reaches-a-facility"): mandate(scope=NOWHERE),
    ("mandate", "tells-chips-apart"): mandate(acn.Not(acn.AllOf())),
    ("mandate", "out-of-scope-is-not-judged"): mandate(scope=faults.OnlyWhenFilled()),
    ("mandate", "learning-never-flips-a-verdict"): mandate(faults.FlipsWhenLearnt()),
    ("mandate", "nothing-known-is-not-failing"): mandate(faults.UnknownAsFalse()),
    ("mandate", "open-verdicts-name-facts"): mandate(faults.NamesNothing()),
    ("mandate", "the-same-verdict-again"): mandate(faults.Impure()),
    ("mandate", "explains-itself"): mandate(faults.AtAnAddress()),
    ("mandate", "answers-in-kind"): mandate(faults.Plain()),
    ("mandate", "pure"): mandate(faults.Impure()),
    ("mandate", "learning-a-fact-never-flips"): mandate(faults.FlipsWhenLearnt()),
    ("mandate", "unknown-is-not-false"): mandate(faults.UnknownAsFalse()),
    ("mandate", "reads-what-it-says"): mandate(faults.ReadsLess()),
    ("mandate", "names-what-is-missing"): mandate(faults.NamesNothing()),
    ("mandate", "hashable-and-equal"): mandate(faults.Unequal()),
    ("mandate", "immutable"): mandate(faults.MutableWithHash()),
    ("mandate", "pickles"): mandate(faults.Unpickled()),
    ("mandate", "describe-is-text"): mandate(faults.Silent()),
    ("mandate", "round-trips-through-a-file"): mandate(faults.LostInFiles("CN")),
    ("mandate", "sources-present"): mandate(sources=()),
    ("predicate", "answers-in-kind"): faults.Plain(),
    ("predicate", "tells-cases-apart"): acn.AllOf(),
    ("predicate", "pure"): faults.Impure(),
    ("predicate", "learning-a-fact-never-flips"): faults.FlipsWhenLearnt(),
    ("predicate", "unknown-is-not-false"): faults.UnknownAsFalse(),
    ("predicate", "reads-what-it-says"): faults.ReadsLess(),
    ("predicate", "names-what-is-missing"): faults.NamesAnother(),
    ("predicate", "hashable-and-equal"): faults.Mutable(),
    ("predicate", "immutable"): faults.HoldsAList(),
    ("predicate", "pickles"): faults.Unpickled(),
    ("predicate", "describe-is-text"): faults.AtAnAddress(),
    ("predicate", "round-trips-through-a-file"): faults.LostInFiles("CN"),
    ("credit", "answers-in-kind"): faults.MoreThanAll(),
    ("credit", "pure"): acn.Tiers([acn.Tier(when=faults.Impure(), worth="1/2")]),
    ("credit", "learning-a-fact-never-flips"): faults.NothingForUnknown(),
    ("credit", "unknown-is-not-false"): faults.NothingForUnknown(),
    ("credit", "reads-what-it-says"): acn.Tiers([acn.Tier(when=faults.ReadsLess(), worth="1/2")]),
    ("credit", "names-what-is-missing"): acn.Tiers([acn.Tier(when=faults.NamesNothing(), worth="1/2")]),
    ("measure", "answers-in-kind"): faults.InAnotherUnit(),
    ("measure", "weighs-something"): faults.Weightless(),
    ("measure", "learning-a-fact-never-flips"): faults.NothingIfUnknown(),
    ("measure", "unknown-is-not-false"): faults.NothingIfUnknown(),
    ("requirement", "binds-from-the-day"): faults.Late(*SHARE),
    ("requirement", "meets-in-kind"): faults.PlainShare(*SHARE),
    ("requirement", "exact-threshold"): faults.FloatingShare(*SHARE),
    ("requirement", "monotone-in-what-qualifies"): faults.WaveringShare(*SHARE),
    ("requirement", "learning-a-fact-never-flips"): faults.HastyShare(*SHARE),
    ("requirement", "unknown-is-not-false"): faults.HastyShare(*SHARE),
    ("requirement", "pure"): faults.ForgetfulShare(*SHARE),
    ("model", "rate-or-reason"): faults.Both(),
    ("model", "rate-in-its-unit"): faults.Unitless(),
    ("model", "basis-stated"): faults.Baseless(),
    ("model", "some-chips-have-rates"): faults.Rateless(),
    ("model", "pure"): faults.Drifting(),
    ("model", "learning-a-fact-never-flips"): faults.PunishesMissingPower(),
    ("model", "more-never-delivers-less"): faults.LessIsMore(),
    ("model", "totals-add-up"): faults.Drifting(),
    ("model", "totals-scale-with-counts"): faults.Drifting(),
}
"""What is broken against each law."""


BROKEN_OTHERWISE = [
    ("the-same-verdict-again", mandate(faults.Changing())),
    ("day-before-on-and-after", mandate(require=faults.Reversed({DAY: "60%"}))),
    ("pure", faults.Changing()),
    ("tells-cases-apart", acn.Not(acn.AllOf())),
    ("names-what-is-missing", faults.NamesNothing()),
    ("names-what-is-missing", faults.NamesTooMuch()),
    ("hashable-and-equal", faults.Unequal()),
    ("hashable-and-equal", faults.OfChangingHash()),
    ("immutable", faults.MutableWithHash()),
    ("describe-is-text", faults.Silent()),
    ("answers-in-kind", faults.InPlainNumbers()),
    ("answers-in-kind", faults.InWatts()),
    ("exact-threshold", faults.AlmostTheAmount(DAY, 50)),
    ("binds-from-the-day", faults.NamesTheWrongDay(*SHARE)),
    ("binds-from-the-day", faults.Reversed({DAY: "60%", date(2030, 1, 1): "70%"})),
    ("rate-or-reason", faults.InFloats()),
    ("rate-or-reason", faults.WithoutWords()),
    ("basis-stated", faults.OfNoBasis()),
    ("basis-stated", faults.OfManyBases()),
    ("pure", faults.Marking()),
    ("chips-without-a-rate-are-named", faults.DropsWhatItDoesNotKnow()),
]
"""What is broken in another way against a law."""


def outcome_of(identity, value):
    """What comes of one check."""
    (check,) = [check for check in suite_of(value).checks if check.id == identity]
    return check.tried(trial_of(value))


@pytest.mark.parametrize(("kind", "identity"), BROKEN, ids=lambda value: value)
def test_the_check_of_a_law_finds_what_is_broken_against_it(kind, identity):
    value = BROKEN[kind, identity]
    outcome = outcome_of(identity, value)

    assert suite_of(value).of == kind
    assert outcome.result is Result.FAILED
    assert len(outcome.message) > 10


@pytest.mark.parametrize(
    ("identity", "value"), [pytest.param(*row, id=f"{row[0]}-{i}") for i, row in enumerate(BROKEN_OTHERWISE)]
)
def test_a_law_has_more_than_one_way_to_be_broken(identity, value):
    assert outcome_of(identity, value).result is Result.FAILED


def test_a_report_of_something_broken_is_not_green():
    report = check_mandate(BROKEN["mandate", "unknown-is-not-false"])

    assert not report.is_green
    assert {outcome.id for outcome in report.of(Result.FAILED)} >= {
        "unknown-is-not-false",
        "nothing-known-is-not-failing",
        "learning-a-fact-never-flips",
        "learning-never-flips-a-verdict",
    }


def test_a_reading_declared_to_be_stricter_that_is_not_is_found():
    rule = mandate(readings=EITHER_OR_BOTH)

    right = check_mandate(rule, stricter=[("both", "either")])
    wrong = check_mandate(rule, stricter=[("either", "both")])

    assert right["a-stricter-reading-never-yields-more"].result is Result.PASSED
    assert wrong["a-stricter-reading-never-yields-more"].result is Result.FAILED


def test_a_rate_above_its_bound_is_found():
    assert check_model(faults.Doubled()).is_green
    assert check_model(faults.Doubled(), at_most=acn.Peak("fp16"))["at-most-its-bound"].result is Result.FAILED
    assert check_model(acn.Peak("fp16"), at_most=faults.Doubled())["at-most-its-bound"].result is Result.PASSED


ELSEWHERE = {
    ("mandate", "a-stricter-reading-never-yields-more"),
    ("model", "at-most-its-bound"),
    *((kind, law) for kind in ("credit", "measure", "requirement", "model") for law in (
        "hashable-and-equal", "immutable", "pickles", "describe-is-text", "round-trips-through-a-file")),
    ("measure", "pure"),
    ("model", "chips-without-a-rate-are-named"),
}  # fmt: skip
"""Laws that are proved above, or of another kind by the same code."""


def test_each_law_is_proved_by_something_broken():  # those of export rules are in test_rules
    every = {(suite.of, check.id) for suite in SUITES for check in suite.checks if suite.of != "rule"}

    assert every - set(BROKEN) == ELSEWHERE & every
    assert set(BROKEN) <= every


SOUND = {
    "mandate": [
        mandate(),
        mandate(faults.Designed()),
        mandate(require=faults.Share(*SHARE)),
        mandate(measure=faults.Memory()),
        mandate(readings=[acn.Reading(name="half", credit=faults.Half())]),
        mandate(readings=EITHER_OR_BOTH),
        mandate(require=acn.Schedule({DAY: "50 MW"}, bound="amount-at-least"), measure="power"),
        mandate(require=acn.Schedule({DAY: "30%"}, bound="share-less-than"), measure=acn.Measure("peak", "fp16")),
        mandate(require=acn.Schedule({DAY: "1:2"}, bound="ratio-at-least"), population=acn.StockAndOrders()),
        mandate(require=acn.Schedule({DAY: "unstated"}), population=acn.AdditionsSince(date(2027, 1, 1))),
        mandate(population=acn.PurchasesSince(date(2027, 1, 1), date(2029, 1, 1)), expires=date(2033, 1, 1)),
        mandate(
            require=acn.Schedule({DAY: "20%", date(2030, 1, 1): "90%"}, interpolate="linear"),
            exemptions=[acn.Exemption(when=acn.Condition("funded-by", "private"), effect="case-by-case")],
            among=acn.Not(acn.Condition("chip", "odd-one-out")),
        ),
        mandate(acn.Condition("commissioned-within", 180), measure=acn.Measure("spend", currency="CNY")),
    ],
    "predicate": [
        faults.Designed(),
        faults.AsDataclass(),
        faults.OfNoFields(),
        acn.AllOf([DESIGNED, PRODUCED]),
        acn.Condition("completed-below", "30%"),
    ],
    "credit": [faults.Half(), acn.Content(whole_from="80%", least="10%")],
    "measure": [faults.Memory(), acn.Measure(), acn.Measure("tpp"), acn.Effective(acn.Peak("fp8"))],
    "requirement": [
        faults.Share(*SHARE),
        faults.Amount(DAY, 50),
        acn.Schedule({DAY: "10%"}, "linear", "share-at-most"),
    ],
    "model": [faults.Doubled(), acn.Peak("int8")],
}


@pytest.mark.parametrize(
    ("kind", "value"),
    [pytest.param(kind, value, id=f"{kind}-{i}") for kind in SOUND for i, value in enumerate(SOUND[kind])],
)
def test_what_is_sound_passes_every_check(kind, value):
    report = CHECKING[kind](value)

    assert report.is_green, str(report)
