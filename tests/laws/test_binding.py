"""Laws of what rules bind: from which day, whose items and where; which exceptions and reviews are had."""

from datetime import date, timedelta

import attrs
import pytest

import aichipcn as acn
from aichipcn.export.classification import classified
from aichipcn.export.consignment import consignee
from aichipcn.export.rules import in_force
from aichipcn.values.ternary import FALSE, TRUE, UNKNOWN
from tests.laws.rules import CHINA, PLACES, RULES, exact, group_on, rule

OCT_2022, OCT_2023 = date(2022, 11, 1), date(2023, 12, 1)
PARAGRAPH = acn.Paragraph(name="Q", when=CHINA)


# Days, destinations, whom it binds


@pytest.mark.parametrize("item", RULES, ids=lambda item: item.slug)
def test_a_rule_binds_from_its_day_and_those_whose_place_it_takes_bind_until_the_day_before(item):
    today, before = (in_force(RULES, day) for day in (item.since, item.since - timedelta(1)))

    assert item in today
    assert item not in before
    assert not {other.slug for other in today} & set(item.supersedes)
    for slug in item.supersedes:
        old = RULES[slug]
        superseded = any(slug in other.supersedes for other in before)
        assert (old in before) is not (superseded or (old.until is not None and old.until < item.since))
    if item.until is not None:
        assert item in in_force(RULES, item.until - timedelta(1))
        assert item not in in_force(RULES, item.until)
    assert list(today) == sorted(today, key=lambda one: (-one.since.toordinal(), one.slug))


def test_the_day_before_a_version_the_older_one_answers(catalogue):
    answers = {
        day: acn.classify("A800", on=date.fromisoformat(day)).short
        for day in ("2022-10-20", "2022-10-21", "2023-10-22", "2023-10-23", "2023-11-16", "2023-11-17")
    }

    assert list(answers.values()) == [
        "outside", "outside", "outside", "letter:data-centre-4800", "letter:data-centre-4800", "3A090.a"
    ]  # fmt: skip
    assert [acn.classify("A100", on=date(2022, 8, day)).short for day in (25, 26)] == ["outside", "letter:A100-H100"]


def test_what_a_rule_says_of_licences_is_said_of_its_own_destinations():
    caught = rule("caught", destinations=acn.Condition("located-in", "CN"))
    milder = rule(
        "milder",
        since=date(2025, 1, 1),
        paragraphs=(),
        destinations=acn.Condition("located-in", "CN-HK"),
        exceptions=[acn.LicenceException(name="FREE", of=["P"])],
        reviews=[acn.Review(policy="case-by-case", of=["P"])],
    )
    china, hong_kong = acn.Place(code="CN", name="China"), acn.Place(code="CN-HK", name="Hong Kong")
    hong_kong = attrs.evolve(hong_kong, parent=china)
    found = {
        place: classified(
            acn.Chip(slug="c", name="C"), [caught, milder], on=date(2026, 1, 1), to=consignee(place)
        ).outcome.catches[0]
        for place in (china, hong_kong)
    }

    assert [(len(item.exceptions), item.policy) for item in found.values()] == [(0, None), (1, acn.Policy.CASE_BY_CASE)]


LICENCES = [
    ("2022-11-01", "CN", TRUE), ("2022-11-01", "CN-HK", TRUE), ("2022-11-01", "CN-SH", TRUE),
    ("2022-11-01", "CN-MO", FALSE), ("2023-01-16", "CN-MO", FALSE), ("2023-01-17", "CN-MO", TRUE),
    ("2023-01-17", "CN", TRUE), ("2023-01-17", "CN-HK", TRUE), ("2023-11-17", "CN-MO", TRUE),
    ("2022-11-01", "SG", UNKNOWN), ("2026-11-01", "SG", UNKNOWN), ("2022-11-01", None, UNKNOWN),
    ("2022-09-01", "CN", TRUE), ("2022-09-01", "CN-HK", TRUE), ("2022-09-01", "CN-MO", UNKNOWN),
]  # fmt: skip


@pytest.mark.parametrize(("day", "code", "licence"), LICENCES)
def test_whether_a_licence_is_needed_depends_on_the_destination_and_the_day(day, code, licence):
    found = acn.classify("A100", on=date.fromisoformat(day), destination=code)

    assert found.licence is licence
    assert found.caught is TRUE
    facts = [str(item) for item in found.lacking]
    assert facts == (["place of an unknown destination"] if code is None else [])


def test_a_destination_that_is_not_coded_is_told_and_has_neither_exceptions_nor_a_review():
    (catch,) = acn.classify("A100", on=OCT_2023, destination="Singapore").outcome.catches

    assert str(catch) == "3A090.a, licence requirement not coded for the destination"
    assert (catch.licence, catch.exceptions, catch.review, catch.policy) == (None, (), None, None)
    assert catch.computers == "4A090.a"


def test_a_facility_somewhere_in_china_may_be_in_macau_and_a_destination_of_china_is_not():
    somewhere = acn.Facility(slug="f", name="F", place=PLACES["CN"])
    a100 = acn.load_catalogue().chips["A100"]
    found = classified(a100, RULES, on=OCT_2022, to=somewhere)

    assert found.licence is UNKNOWN
    assert [str(item) for item in found.lacking] == ["place of F"]
    assert classified(a100, RULES, on=OCT_2022, to=consignee(PLACES["CN"])).licence is TRUE
    assert classified(a100, RULES, on=OCT_2022).to == consignee(PLACES["CN"])


def test_uses_that_may_not_be_all_leave_the_review_open():
    catalogue = acn.load_catalogue()
    to = acn.Facility(slug="f", name="F", place=PLACES["CN-SH"], uses=["research"])
    found = classified(catalogue.chips["nvidia-h200-sxm"], RULES, on=date(2026, 2, 1), to=to)

    assert {str(item and item.value) for item in found.policies} == {"case-by-case", "presumption-of-denial"}
    assert [str(item) for item in found.lacking] == ["uses of F"]


def test_a_letter_binds_only_those_whom_it_names():
    nvidia, other = (acn.Vendor(slug=slug, name=slug) for slug in ("nvidia", "other"))
    part = acn.Vendor(slug="part", name="Part", parent="nvidia")
    chip = exact(4800, 6, transfer_rate=0)

    def said(maker):
        return group_on(date(2023, 10, 24), attrs.evolve(chip, designer=maker))

    assert [said(maker) for maker in (nvidia, part, other, None)] == [
        "letter:data-centre-4800", "letter:data-centre-4800", "outside", "letter:data-centre-4800 or outside"
    ]  # fmt: skip


# Exceptions and reviews


def named(item, on=date(2025, 1, 1), rules=()):
    (catch,) = classified(exact(4800, 6), [item, *rules], on=on).outcome.catches
    return [exception.conditions for exception in catch.exceptions], catch.policy and catch.policy.value


def exception(conditions, **fields):
    return acn.LicenceException(name="X", conditions=conditions, **fields)


def test_of_exceptions_of_one_name_those_of_the_newest_rule_are_told():
    old = rule("old", exceptions=[exception("old"), acn.LicenceException(name="Y", conditions="kept")])
    new = rule("new", date(2024, 6, 1), paragraphs=(), exceptions=[exception("new", of=["P"])])
    none = rule("none", date(2024, 7, 1), paragraphs=(), exceptions=[exception("no", of=["P"], when=NEVER)])
    aside = rule("aside", date(2024, 8, 1), paragraphs=(), exceptions=[exception("aside", of=["Q"])])

    assert named(old)[0] == ["old", "kept"]
    assert named(old, rules=[new])[0] == ["new", "kept"]
    assert named(old, date(2024, 5, 31), [new])[0] == ["old", "kept"]
    assert named(old, rules=[new, none])[0] == ["kept"]
    assert named(old, rules=[aside])[0] == ["old", "kept"]


NEVER = acn.Not(acn.AllOf())


def test_the_review_is_the_first_that_applies_the_newest_rule_first():
    def review(policy, **fields):
        return acn.Review(policy=policy, **fields)

    old = rule("old", reviews=[review("presumption-of-denial"), review("denial")])
    new = rule("new", date(2024, 6, 1), paragraphs=(), reviews=[review("case-by-case", of=["P"])])
    shut = rule("shut", date(2024, 7, 1), paragraphs=(), reviews=[review("denial", of=["P"], when=NEVER)])
    own = rule("own", date(2024, 8, 1), paragraphs=(), reviews=[review("denial")])

    assert named(old)[1] == "presumption-of-denial"
    assert named(old, rules=[new])[1] == "case-by-case"
    assert named(old, date(2024, 5, 31), [new])[1] == "presumption-of-denial"
    assert named(old, rules=[shut])[1] == "presumption-of-denial"
    assert named(old, rules=[own])[1] == "presumption-of-denial"


def test_what_is_said_of_a_single_paragraph_is_said_where_that_one_catches():
    low = acn.Paragraph(name="P.1", when=acn.Condition("tpp", ">= 100"))
    high = acn.Paragraph(name="P.2", when=acn.Condition("tpp", ">= 9000"))

    def told(of):
        return named(rule(paragraphs=[low, high], exceptions=[exception("told", of=of)]))[0]

    assert [told(of) for of in (["P"], ["P.1"], ["P.2"], ["P.1", "P.2"], ["Q"], [])] == [
        ["told"], ["told"], [], ["told"], [], ["told"]
    ]  # fmt: skip


def test_the_strictest_policy_of_what_catches_is_that_of_the_outcome():
    mild = rule("mild", reviews=[acn.Review(policy="presumption-of-approval")])
    strict = rule("strict", instrument="letter", reviews=[acn.Review(policy="denial")])
    silent = rule("silent")
    found = classified(exact(4800, 6), [strict, mild, silent], on=date(2025, 1, 1)).outcome

    assert found.policy is acn.Policy.DENIAL
    assert [item.rule.slug for item in found.catches] == ["mild", "silent", "strict"]
    assert str(found) == ("P, licence needed, presumption of approval; P, licence needed; P, licence needed, denial")
    assert classified(exact(4800, 6), [silent], on=date(2025, 1, 1)).outcome.policy is None


def test_a_superseded_rule_answers_no_more_and_one_that_ends_does_so_on_its_day():
    old, new = rule("old"), rule("new", date(2024, 6, 1), supersedes=["old"], paragraphs=[PARAGRAPH])
    short = rule("short", until=date(2024, 3, 1))

    def said(on, *rules):
        return classified(exact(4800, 6), rules, on=on).short

    assert [said(date(2024, 5, 31), old, new), said(date(2024, 6, 1), old, new)] == ["P", "Q"]
    assert [said(date(2024, 2, 29), short), said(date(2024, 3, 1), short)] == ["P", "outside"]
    assert said(date(2023, 12, 31), old, new, short) == "outside"
