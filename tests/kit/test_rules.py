"""The laws of export rules: those of the catalogue obey them, and each law finds what is broken against it."""

from datetime import date

import attrs
import pytest

import aichipcn as acn
from aichipcn.errors import InvalidTypeError
from aichipcn.testing import SUITES, Result, check_rule, parametrize_with_checks
from aichipcn.testing.kit import suite_of
from aichipcn.testing.trial import trial_of_rule
from tests.kit.faults_rules import BROKEN, BROKEN_OTHERWISE, DATA_CENTRE, MUCH, OTHER, SOUND, paragraph, review, rule

CATALOGUE = acn.load_catalogue()
(SUITE,) = [suite for suite in SUITES if suite.of == "rule"]


def outcome_of(identity, value, others=()):
    """What comes of one check."""
    (check,) = [check for check in SUITE.checks if check.id == identity]
    return check.tried(trial_of_rule(value, others))


@pytest.mark.parametrize("slug", [item.slug for item in CATALOGUE.rules])
def test_every_rule_of_the_catalogue_obeys_the_laws(slug):
    item = CATALOGUE.rules[slug]
    chips = [chip for chip in CATALOGUE.chips if chip.rates][:40]

    check_rule(item, others=CATALOGUE.rules, chips=chips).raise_if_failed()


@pytest.mark.parametrize("identity", BROKEN)
def test_the_check_of_a_law_finds_what_is_broken_against_it(identity):
    outcome = outcome_of(identity, BROKEN[identity])

    assert outcome.result is Result.FAILED
    assert len(outcome.message) > 10


@pytest.mark.parametrize(
    ("identity", "value", "others"), [pytest.param(*row, id=f"{row[0]}-{i}") for i, row in enumerate(BROKEN_OTHERWISE)]
)
def test_a_law_has_more_than_one_way_to_be_broken(identity, value, others):
    assert outcome_of(identity, value, others).result is Result.FAILED


def test_each_law_is_proved_by_something_broken():
    assert [check.id for check in SUITE.checks] == sorted(BROKEN, key=[check.id for check in SUITE.checks].index)


@pytest.mark.parametrize("name", SOUND)
def test_what_is_sound_passes_every_check(name):
    value, others = SOUND[name]
    report = check_rule(value, others=others)

    assert report.is_green, str(report)


@pytest.mark.parametrize(
    ("identity", "value", "others", "message"),
    [
        (
            "binds-from-its-day",
            rule(supersedes=["under-test"]),
            [],
            "on 2027-03-01, nothing binds, and it is from 2027-03-01 on",
        ),
        (
            "binds-from-its-day",
            rule(),
            [rule(slug="another", since=date(2026, 1, 1), supersedes=["under-test"])],
            "it never binds: on its first day, 2027-03-01, another supersedes it",
        ),
        (
            "reaches-a-chip",
            BROKEN["reaches-a-chip"],
            [],
            "1A001.b catches no chip of the kind accelerator and (of a total processing performance of at least 4,800"
            " TPP and of a total processing performance of less than 2,400 TPP); give one with chips=...",
        ),
        (
            "reaches-a-chip",
            rule(paragraph("1A001.b", acn.Condition("tpp", ">= 1600")), paragraph("1A001.a", MUCH)),
            [],
            "whatever 1A001.a catches is 1A001.b before; the strictest paragraph stands first",
        ),
        (
            "reviews-and-exceptions-apply",
            rule(reviews=[review(["1A001.z"])]),
            [OTHER],
            "the review case-by-case is of 1A001.z, which neither it nor a rule beside it has; give that with"
            " others=...",
        ),
        (
            "reviews-and-exceptions-apply",
            rule(reviews=[review(), review(when=DATA_CENTRE, policy="denial")]),
            [],
            "the review denial applies to no chip designed or marketed for data-centre; another may stand before it",
        ),
        (
            "reaches-a-destination",
            BROKEN["reaches-a-destination"],
            [],
            "no destination located in CN and located in US was found",
        ),
        (
            "reaches-a-destination",
            rule(exempt=acn.Condition("located-in", "CN")),
            [],
            "no destination located in CN and not located in CN was found",
        ),
        ("sources-present", rule(sources=()), [], "the rule names no source"),
    ],
)
def test_what_is_wrong_is_told_in_words(identity, value, others, message):
    assert outcome_of(identity, value, others).message == message


@pytest.mark.parametrize(
    ("identity", "value", "words"),
    [
        ("raising-a-rate-never-lowers-the-class", BROKEN["raising-a-rate-never-lowers-the-class"], "1A001.b, and with"),
        ("more-bandwidth-never-lowers-the-class", BROKEN["more-bandwidth-never-lowers-the-class"], "times the memory"),
        ("more-area-never-raises-the-class", BROKEN["more-area-never-raises-the-class"], "th of the die area outside"),
        ("exact-limits", BROKEN["exact-limits"], "true, and by plain numbers false"),
    ],
)
def test_a_counterexample_is_a_chip_with_the_figures_that_matter(identity, value, words):
    message = outcome_of(identity, value).message

    assert message.startswith("accelerator ")
    assert words in message


def test_a_rule_that_lets_out_what_is_fast_says_so_and_is_not_asked():
    outcome = outcome_of("more-bandwidth-never-lowers-the-class", SOUND["what is slow on purpose"][0])

    assert (outcome.result, outcome.message) == (Result.SKIPPED, "it lets out what has high bandwidths on purpose")


def test_a_rule_of_a_catalogue_stands_beside_the_others():
    law, corrections = "reviews-and-exceptions-apply", CATALOGUE.rules["us-2024-04"]

    assert outcome_of(law, corrections).result is Result.FAILED
    assert outcome_of(law, corrections, CATALOGUE.rules).result is Result.PASSED


def test_chips_of_ones_own_are_tried_too():
    named = acn.Chip(slug="mine", name="Mine", rates={"fp16": "900 TFLOP/s"}, process="a process of its own")
    asked = attrs.evolve(rule(), binds=ByProcess("a process of its own"))

    assert outcome_of("reaches-a-chip", asked).result is Result.FAILED
    assert check_rule(asked, chips=[named])["reaches-a-chip"].result is Result.PASSED


@attrs.frozen
class ByProcess:
    """A chip that is made by a process of a name."""

    name: str
    tag = "by-process"
    reads = ("chip.process",)

    def holds(self, case):
        known = case.chip.process if case.chip else None
        return acn.Ternary.UNKNOWN if known is None else acn.Ternary.of(known == self.name)

    def describe(self):
        return f"made by {self.name}"

    def missing(self, case):
        return (case.fact("chip.process"),) if self.holds(case) is acn.Ternary.UNKNOWN else ()


@parametrize_with_checks(
    [rule(supersedes=["another"]), OTHER, rule(slug="later", paragraphs=(), reviews=[review(["1A001.a"])])]
)
def test_rules_are_tried_beside_each_other(check):
    check()


@pytest.mark.parametrize("wrong", [{"others": [3]}, {"chips": [3]}, {"rule": 3}])
def test_what_is_none_is_refused(wrong):
    given = {"rule": rule(), **wrong}

    with pytest.raises(InvalidTypeError):
        check_rule(**given)


def test_the_checks_of_a_rule_are_those_of_its_kind():
    assert suite_of(rule()) is SUITE
