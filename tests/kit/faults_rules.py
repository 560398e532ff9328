"""Export rules that are broken on purpose, each against one law, and sound ones beside them.

They stand in a module of their own because what is pickled must be found again.
"""

from datetime import date

import attrs

import aichipcn as acn
from aichipcn.compute.figures import CHIP_FIGURES
from aichipcn.mandates.cases import Case, Fact
from aichipcn.mandates.predicates import unknown_fields
from tests.kit import faults
from tests.kit.faults import SOURCE

TRUE, FALSE, UNKNOWN = acn.Ternary.TRUE, acn.Ternary.FALSE, acn.Ternary.UNKNOWN
CHINA = acn.Condition("located-in", "CN")
ACCELERATOR = acn.Condition("chip-kind", "accelerator")
DATA_CENTRE = acn.Condition("marketed-for", "data-centre")
DAY = date(2027, 3, 1)


def figure(tag, *limits):
    """That a figure keeps to some limits."""
    return acn.AllOf([acn.Condition(tag, limit) for limit in limits])


MUCH = figure("tpp", ">= 4800")


def paragraph(name, *conditions, **fields):
    """What a rule catches under a name: accelerators of which all conditions hold."""
    return acn.Paragraph(name=name, when=acn.AllOf([ACCELERATOR, *conditions]), **fields)


def rule(*paragraphs, **changes):
    """A sound rule, but for what is changed."""
    fields = {
        "slug": "under-test",
        "title": "Under test",
        "since": DAY,
        "destinations": CHINA,
        "paragraphs": paragraphs or (paragraph("1A001.a", MUCH),),
        "sources": [SOURCE],
    }
    return acn.ExportRule(**{**fields, **changes})


def with_condition(condition):
    """A rule with a condition of another's beside its limit."""
    return rule(paragraph("1A001.a", MUCH, condition))


def review(of=(), when=None, policy="case-by-case"):
    return acn.Review(policy=policy, of=of, when=when or acn.AllOf(), sources=[SOURCE])


# -- conditions of another's


@attrs.frozen
class TppAbout:
    """Keeps to a limit of processing performance, soundly by a class of another's."""

    limit: acn.Limit = attrs.field(converter=lambda text: acn.Limit.parse(text, "TPP"))
    reads = ("chip.rates", "chip.rates-listed")

    def holds(self, case: Case) -> acn.Ternary:
        value = None if case.chip is None else CHIP_FIGURES["tpp"].derive(case.chip).value
        return self.limit.holds(value)

    def describe(self) -> str:
        return f"with {self.limit} by another's reckoning"

    def missing(self, case: Case) -> tuple[Fact, ...]:
        return unknown_fields(self, case)


@attrs.frozen
class TppRounded(TppAbout):
    """Takes what is all but on the limit to be on it."""

    def holds(self, case):
        truth = TppAbout.holds(self, case)
        value = None if case.chip is None else CHIP_FIGURES["tpp"].derive(case.chip).value
        near = value is not None and value.is_point and round(float(value.low), 3) == float(self.limit.value)
        return TRUE if near else truth


@attrs.frozen
class OfTheFirstFormat:
    """Looks at the format that is listed first alone."""

    tag = "of-the-first-format"
    reads = ("chip.rates", "chip.rates-listed")

    def holds(self, case):
        if case.chip is None or not case.chip.rates:
            return UNKNOWN
        return acn.Ternary.of(next(iter(case.chip.rates)).bits <= 16)

    def describe(self):
        return "of a first format of up to 16 bits"

    def missing(self, case):
        return unknown_fields(self, case)


@attrs.frozen
class NeverInTheEnd:
    """Stays open until it is known what a chip is sold for, and then never holds."""

    tag = "never-in-the-end"
    reads = ("chip.market",)

    def holds(self, case):
        return UNKNOWN if case.chip is None or case.chip.market is None else FALSE

    def describe(self):
        return "of no market in the end"

    def missing(self, case):
        return unknown_fields(self, case)


# -- rules

OTHER = rule(slug="another", since=date(2026, 1, 1))
REPLACING = rule(slug="another", since=date(2026, 1, 1), supersedes=["under-test"])
GAP = (paragraph("1A001.a", MUCH), paragraph("1A001.b", figure("tpp", ">= 1600", "< 2400")))
SLOW = figure("memory-bandwidth", ">= 1000 GB/s", "< 2000 GB/s")
SPARSE = figure("performance-density", ">= 1.6", "< 5.92")
NOWHERE = acn.AllOf([CHINA, acn.Condition("located-in", "US")])
MACAU = acn.Condition("located-in", "CN-MO")

BROKEN = {
    "binds-from-its-day": rule(supersedes=["under-test"]),
    "reaches-a-chip": rule(paragraph("1A001.a", MUCH), paragraph("1A001.b", figure("tpp", ">= 4800", "< 2400"))),
    "tells-chips-apart": rule(acn.Paragraph(name="1A001", when=acn.AllOf())),
    "reaches-a-destination": rule(destinations=NOWHERE),
    "reviews-and-exceptions-apply": rule(reviews=[review(["1A001.z"])]),
    "exact-limits": rule(paragraph("1A001.a", TppRounded(">= 4800"))),
    "raising-a-rate-never-lowers-the-class": rule(*GAP),
    "more-bandwidth-never-lowers-the-class": rule(paragraph("1A001.a", MUCH, SLOW)),
    "more-area-never-raises-the-class": rule(paragraph("1A001.a", SPARSE)),
    "order-and-units-change-nothing": with_condition(OfTheFirstFormat()),
    "the-same-class-again": with_condition(faults.Impure()),
    "can-be-classified": with_condition(faults.Raising()),
    "less-known-is-wider": with_condition(faults.UnknownAsFalse()),
    "learning-never-flips-a-class": with_condition(faults.FlipsWhenLearnt()),
    "open-classes-name-facts": with_condition(faults.NamesNothing()),
    "what-may-come-is-listed": with_condition(faults.UnknownAsFalse()),
    "what-is-listed-may-come": rule(paragraph("1A001.a", MUCH), paragraph("1A001.b", NeverInTheEnd())),
    "answers-in-kind": with_condition(faults.Plain()),
    "pure": with_condition(faults.Impure()),
    "learning-a-fact-never-flips": with_condition(faults.FlipsWhenLearnt()),
    "unknown-is-not-false": with_condition(faults.UnknownAsFalse()),
    "reads-what-it-says": with_condition(faults.ReadsLess()),
    "names-what-is-missing": with_condition(faults.NamesNothing()),
    "hashable-and-equal": with_condition(faults.Unequal()),
    "immutable": with_condition(faults.MutableWithHash()),
    "pickles": with_condition(faults.Unpickled()),
    "explains-itself": with_condition(faults.AtAnAddress()),
    "describe-is-text": with_condition(faults.Silent()),
    "round-trips-through-a-file": with_condition(faults.LostInFiles("CN")),
    "sources-present": rule(sources=()),
}
"""What is broken against each law."""

BROKEN_OTHERWISE = [
    ("binds-from-its-day", rule(), [REPLACING]),
    ("binds-from-its-day", rule(supersedes=["another"]), [rule(slug="another", supersedes=["under-test"])]),
    ("reaches-a-chip", rule(paragraph("1A001.b", figure("tpp", ">= 1600")), paragraph("1A001.a", MUCH)), []),
    ("reaches-a-chip", rule(paragraph("1A001.a", MUCH), binds=faults.Named("nobody")), []),
    ("reaches-a-destination", rule(exempt=CHINA), []),
    ("reaches-a-destination", rule(exempt=NOWHERE), []),
    ("reviews-and-exceptions-apply", rule(reviews=[review(["1A001.a"]), review(["1A001.a"], policy="denial")]), []),
    ("reviews-and-exceptions-apply", rule(reviews=[review(when=figure("tpp", "< 2400"))]), []),
    ("reviews-and-exceptions-apply", rule(exceptions=[acn.LicenceException(name="X", of=["1A001.z"])]), [OTHER]),
    ("exact-limits", rule(paragraph("1A001.a", acn.Not(TppRounded("< 4800")))), []),
    ("raising-a-rate-never-lowers-the-class", rule(paragraph("1A001.a", figure("tpp", ">= 1600", "< 4800"))), []),
    ("describe-is-text", with_condition(faults.AtAnAddress()), []),
    ("explains-itself", rule(paragraph("1A001.a", acn.AnyOf([MUCH, faults.AtAnAddress()]))), []),
    ("more-area-never-raises-the-class", rule(paragraph("1A001.c", figure("memory-bandwidth-density", "> 2 GB/s/mm**2",
        "< 3.3 GB/s/mm**2"))), []),
    ("reaches-a-chip", rule(paragraph("1A001.a", MUCH), paragraph("1A001.b", DATA_CENTRE, acn.Condition("marketed-for",
        "edge"))), []),
    ("sources-present", rule(paragraph("1A001.a", MUCH, sources=[SOURCE]), sources=()), []),
]  # fmt: skip
"""What is broken in another way against a law, with the rules beside it."""

SOUND = {
    "one paragraph": (rule(), []),
    "classes without a gap": (rule(paragraph("1A001.a", MUCH), paragraph("1A001.b", figure("tpp", ">= 1600"))), []),
    "density": (
        rule(
            paragraph("1A001.a.1", MUCH),
            paragraph("1A001.a.2", figure("tpp", ">= 1600"), figure("performance-density", ">= 5.92"), DATA_CENTRE),
            paragraph("1A001.b", figure("tpp", ">= 1600", "< 4800"), SPARSE, DATA_CENTRE),
            reviews=[review(["1A001.a"], DATA_CENTRE, "presumption-of-denial"), review(["1A001.a.1"])],
            exceptions=[acn.LicenceException(name="X", of=["1A001.b"], when=acn.Condition("used-for", "training"))],
        ),
        [],
    ),
    "what is slow on purpose": (rule(paragraph("1A001.a", figure("memory-bandwidth", "< 2000 GB/s"))), []),
    "a limit of another's": (rule(paragraph("1A001.a", TppAbout(">= 4800"))), []),
    "a limit turned round": (rule(paragraph("1A001.a", acn.Not(acn.Condition("tpp", "< 4800")))), []),
    "a letter": (
        rule(
            paragraph("letter:X1", acn.Condition("chip", "firm-x1")),
            paragraph(
                "letter:as-X1",
                acn.AnyOf([figure("memory-bandwidth", ">= 1 TB/s"), figure("interconnect", "> 0.5 TB/s")]),
            ),
            binds=acn.Condition("made-by", "firm"),
            instrument="letter",
            until=date(2027, 9, 1),
        ),
        [],
    ),
    "after another": (rule(supersedes=["another"]), [OTHER]),
    "of paragraphs of another": (rule(paragraphs=(), reviews=[review(["1A001.a"])]), [OTHER]),
    "Macau exempt": (rule(exempt=MACAU), []),
}
"""Rules that are sound, each with those beside it."""
