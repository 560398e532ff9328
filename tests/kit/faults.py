"""Rules that are broken on purpose, each against one law, and sound ones beside them.

They stand in a module of their own because what is pickled must be found again.
"""

from datetime import date, timedelta
from fractions import Fraction

import attrs

import aichipcn as acn
from aichipcn.compute.basis import Basis
from aichipcn.mandates.cases import Case, Fact
from aichipcn.mandates.predicates import unknown_fields
from aichipcn.mandates.totals import Tally

TRUE, FALSE, UNKNOWN = acn.Ternary.TRUE, acn.Ternary.FALSE, acn.Ternary.UNKNOWN
MANY = 1000
DESIGNED = acn.Condition("designed-in", "CN")
PRODUCED = acn.Condition("produced-in", "CN")
SOURCE = acn.Source(slug="notice", title="Notice", publisher="Example")
DAY = date(2028, 6, 30)


def mandate(qualifies=DESIGNED, **changes):
    """A sound mandate, but for what is changed."""
    fields = {
        "slug": "under-test",
        "title": "Under test",
        "scope": acn.Condition("located-in", "CN"),
        "require": acn.Schedule({DAY: "60%", date(2030, 12, 31): "80%"}),
        "readings": [acn.Reading(name="only", qualifies=qualifies)],
        "sources": [SOURCE],
    }
    return acn.Mandate(**{**fields, **changes})


# -- predicates


@attrs.frozen
class Designed:
    """Designed in China, soundly asked by a class of another's."""

    code: str = "CN"
    tag = "designed-by-another"
    reads = ("chip.designer",)

    def holds(self, case: Case) -> acn.Ternary:
        place = case.designer.place if case.designer else None
        return UNKNOWN if place is None else acn.Ternary.of(place.lies_in(self.code))

    def describe(self) -> str:
        return f"designed by another in {self.code}"

    def missing(self, case: Case) -> tuple[Fact, ...]:
        return unknown_fields(self, case)


def chips_in(case):
    return sum(item.count.low for item in case.facility.deployments)


@attrs.frozen
class OfTheFirst(Designed):
    """Only what is written down first."""

    def holds(self, case):
        first = case.facility.deployments[:1]
        return Designed.holds(self, case) if not first or case.deployment == first[0] else FALSE


@attrs.frozen
class InLargeBatches(Designed):
    """Only what comes in large deployments."""

    def holds(self, case):
        return Designed.holds(self, case) if case.deployment.count.low >= MANY else FALSE


@attrs.frozen
class AmongOthers(Designed):
    """Only where there are several deployments."""

    def holds(self, case):
        return Designed.holds(self, case) if len(case.facility.deployments) > 1 else FALSE


@attrs.frozen
class InSmallFacilities(Designed):
    """Only where few chips stand."""

    def holds(self, case):
        return Designed.holds(self, case) if chips_in(case) < MANY else FALSE


@attrs.frozen
class InTinyFacilities(Designed):
    """Only where very few chips stand."""

    def holds(self, case):
        return Designed.holds(self, case) if chips_in(case) < 1200 else FALSE


@attrs.frozen
class BesideForeign(Designed):
    """Only where a foreign chip stands too."""

    def holds(self, case):
        foreign = any(Designed.holds(self, Case(case.facility, item)) is FALSE for item in case.facility.deployments)
        return Designed.holds(self, case) if foreign else FALSE


@attrs.frozen
class WithFewOthers(Designed):
    """Only where few deployments stand."""

    def holds(self, case):
        return Designed.holds(self, case) if len(case.facility.deployments) < 4 else FALSE


@attrs.frozen
class UnknownAsFalse(Designed):
    """What is not known is taken to be foreign."""

    def holds(self, case):
        truth = Designed.holds(self, case)
        return FALSE if truth is UNKNOWN else truth


@attrs.frozen
class FlipsWhenLearnt(Designed):
    """A foundry that is not known makes a chip foreign, and only that."""

    reads = ("chip.designer", "chip.foundry")

    def holds(self, case):
        chip = case.chip
        known = chip is None or chip.foundries or chip.foundry_place
        return Designed.holds(self, case) if known else FALSE


@attrs.frozen
class ReadsLess(Designed):
    """Reads the foundry too, and does not say so."""

    def holds(self, case):
        return acn.AllOf([DESIGNED, PRODUCED]).holds(case)


@attrs.frozen
class NamesNothing(Designed):
    """Leaves open what it does not know, and does not say what that is."""

    def missing(self, case):
        return ()


@attrs.frozen
class NamesAnother(Designed):
    """Names a fact that it does not read."""

    def missing(self, case):
        return (case.fact("chip.price"),) if self.holds(case) is UNKNOWN else ()


@attrs.frozen
class NamesTooMuch(Designed):
    """Names a fact although nothing is open."""

    def missing(self, case):
        return (case.fact("chip.designer"),)


CALLS = [0]


@attrs.frozen
class Impure(Designed):
    """Counts its calls, and answers every fifth the other way."""

    def holds(self, case):
        CALLS[0] += 1
        return ~Designed.holds(self, case) if CALLS[0] % 5 == 0 else Designed.holds(self, case)


@attrs.frozen
class Changing(Designed):
    """Changes the facility that it is asked about."""

    def holds(self, case):
        object.__setattr__(case.facility, "note", "seen")
        return Designed.holds(self, case)


@attrs.frozen
class Plain(Designed):
    """Answers with plain truths."""

    def holds(self, case):
        return case.designer is not None and case.designer.place is not None


@attrs.frozen
class Raising(Designed):
    """Takes the designer to be known."""

    def holds(self, case):
        return acn.Ternary.of(case.chip.designer.place.lies_in(self.code))


@attrs.frozen(eq=False)
class Unequal:
    """Is equal to nothing but itself."""

    code: str = "CN"
    reads = ("chip.designer",)
    holds, describe, missing = Designed.holds, Designed.describe, Designed.missing


@attrs.define
class Mutable:
    """Can be changed, and so has no hash."""

    code: str = "CN"
    reads = ("chip.designer",)
    holds, describe, missing = Designed.holds, Designed.describe, Designed.missing


@attrs.define(unsafe_hash=True)
class MutableWithHash:
    """Can be changed, and has a hash all the same."""

    code: str = "CN"
    reads = ("chip.designer",)
    holds, describe, missing = Designed.holds, Designed.describe, Designed.missing


@attrs.frozen
class HoldsAList(Designed):
    """Keeps a list, which can be changed."""

    codes: list = attrs.field(factory=lambda: ["CN"], hash=False)


@attrs.frozen
class Unpickled(Designed):
    """Forgets its place on the way."""

    def __reduce__(self):
        return Unpickled, ("US",)

    def __deepcopy__(self, memo):
        return self


@attrs.frozen
class Silent(Designed):
    """Describes nothing."""

    def describe(self):
        return ""


@attrs.frozen
class AtAnAddress(Designed):
    """Describes itself as Python would."""

    def describe(self):
        return object.__repr__(self)


@attrs.frozen
class LostInFiles(Designed):
    """Grows each time that it is read."""

    code: str = attrs.field(default="CN", converter=lambda code: f"{code}-X" if "-" in code else code)
    name: str = attrs.field(default="", converter="{}!".format)
    tag = "lost-in-files"


@attrs.frozen
class OnlyWhenFilled:
    """Facilities of at least two deployments, as if that said where they are."""

    reads = ("facility.place",)

    def holds(self, case):
        return acn.Ternary.of(len(case.facility.deployments) > 1)

    def describe(self):
        return "of at least two deployments"

    def missing(self, case):
        return ()


@attrs.frozen
class Named:
    """A facility of a name."""

    name: str
    reads = ("facility.name",)

    def holds(self, case):
        return acn.Ternary.of(case.facility.name == self.name)

    def describe(self):
        return f"of the name {self.name}"

    def missing(self, case):
        return ()


AT_HOME = acn.Vendor(slug="at-home", name="At home", place=acn.Place(code="CN", name="China"))
ABROAD = acn.Vendor(slug="abroad", name="Abroad", place=acn.Place(code="US", name="United States"))


# -- credits


@attrs.frozen
class Half:
    """Half of what is designed in China."""

    reads = ("chip.designer",)

    def worth(self, case):
        truth = DESIGNED.holds(case)
        return acn.Estimate(0, Fraction(1, 2)) if truth is UNKNOWN else acn.Estimate(*[self.of(truth)] * 2)

    def of(self, truth):
        return Fraction(1, 2) if truth is TRUE else 0

    def describe(self):
        return "half of what is designed in CN"

    def missing(self, case):
        return unknown_fields(DESIGNED, case)


@attrs.frozen
class MoreThanAll(Half):
    def of(self, truth):
        return 2 if truth is TRUE else 0

    def worth(self, case):
        truth = DESIGNED.holds(case)
        return acn.Estimate(0, 2) if truth is UNKNOWN else acn.Estimate(*[self.of(truth)] * 2)


@attrs.frozen
class NothingForUnknown(Half):
    def worth(self, case):
        return acn.Estimate(*[self.of(DESIGNED.holds(case))] * 2)

    def missing(self, case):
        return ()


# -- measures


@attrs.frozen
class Memory:
    """Memory, in bytes."""

    unit = "B"
    field = "memory"

    def weight(self, chip):
        return chip.memory if chip else None

    def describe(self):
        return "memory"


@attrs.frozen
class NothingIfUnknown(Memory):
    def weight(self, chip):
        return (chip.memory if chip else None) or acn.Estimate(0, 0, unit="B")


@attrs.frozen
class InAnotherUnit(Memory):
    unit = "W"


@attrs.frozen
class Weightless(Memory):
    def weight(self, chip):
        return acn.Estimate(0, 0, unit="B")


# -- requirements


@attrs.frozen
class Share:
    """At least a share from a day on, soundly asked by a class of another's."""

    on: date
    share: Fraction

    def threshold(self, on):
        return self.of(self.share) if on >= self.on else None

    def of(self, share):
        return AtLeast(share)

    def next_after(self, on):
        return acn.Milestone(self.on, self.share) if on < self.on else None

    def describe(self):
        return f"at least {self.share} from {self.on} must be"


@attrs.frozen
class AtLeast:
    share: Fraction

    def met(self, totals: Tally):
        return totals.at_least(self.share)

    def describe(self):
        return f"at least {self.share}"


@attrs.frozen
class Floating(AtLeast):
    """Compares floats."""

    def met(self, totals):
        if totals.q_high is None or totals.n_high is None or not totals.q_low + totals.n_low:
            return UNKNOWN
        low, high = totals.q_low / (totals.q_low + totals.n_high), totals.q_high / (totals.q_high + totals.n_low)
        return TRUE if low >= float(self.share) else FALSE if high < float(self.share) else UNKNOWN


@attrs.frozen
class Hasty(AtLeast):
    """Takes what is not known for nothing."""

    def met(self, totals):
        return acn.Ternary.of(totals.q_low >= self.share * (totals.q_low + totals.n_low))


@attrs.frozen
class Wavering(AtLeast):
    """Less helps where there is much."""

    def met(self, totals):
        if totals.q_low != totals.q_high or totals.n_low != totals.n_high:
            return UNKNOWN
        return acn.Ternary.of(totals.q_low % 3 == 0)


@attrs.frozen
class PlainlyMet(AtLeast):
    def met(self, totals):
        return AtLeast.met(self, totals) is TRUE


@attrs.frozen
class Forgetful(AtLeast):
    """Answers every third question with its opposite."""

    def met(self, totals):
        CALLS[0] += 1
        return ~AtLeast.met(self, totals) if CALLS[0] % 3 == 0 else AtLeast.met(self, totals)


@attrs.frozen
class FloatingShare(Share):
    def of(self, share):
        return Floating(share)


@attrs.frozen
class HastyShare(Share):
    def of(self, share):
        return Hasty(share)


@attrs.frozen
class WaveringShare(Share):
    def of(self, share):
        return Wavering(share)


@attrs.frozen
class PlainShare(Share):
    def of(self, share):
        return PlainlyMet(share)


@attrs.frozen
class ForgetfulShare(Share):
    def of(self, share):
        return Forgetful(share)


@attrs.frozen
class Late(Share):
    """Binds from the day after."""

    def threshold(self, on):
        return Share.threshold(self, on - timedelta(1))


@attrs.frozen
class Reversed(acn.Schedule):
    """Asks for what is left of its figure."""

    def threshold(self, on):
        asked = acn.Schedule.threshold(self, on)
        return asked and acn.Threshold(asked.bound, 1 - asked.value)


# -- models


@attrs.frozen
class Doubled:
    """Twice the peak in FP16, soundly reckoned but for its name."""

    unit = "OP/s"
    basis = Basis("FLOP/s", "twice the FP16 peak")

    def rate(self, chip):
        return acn.Peak("fp16").rate(chip) * 2

    def reason(self, chip):
        return acn.Peak("fp16").reason(chip)


@attrs.frozen
class Both(Doubled):
    """A rate and a reason."""

    def rate(self, chip):
        return acn.Estimate(1, 1, unit="OP/s") if self.reason(chip) else Doubled.rate(self, chip)


@attrs.frozen
class Unitless(Doubled):
    def rate(self, chip):
        return acn.Estimate(1, 1)

    def reason(self, chip):
        return None


@attrs.frozen
class Baseless(Doubled):
    basis = Basis("", "")


@attrs.frozen
class Rateless(Doubled):
    def reason(self, chip):
        return "nobody knows"

    def rate(self, chip):
        raise acn.AichipcnError("nobody knows")


@attrs.frozen
class Drifting(Doubled):
    def rate(self, chip):
        CALLS[0] += 1
        return Doubled.rate(self, chip) * CALLS[0]


@attrs.frozen
class PunishesMissingPower(Doubled):
    """Half as much where the power is not known."""

    def rate(self, chip):
        return acn.Peak("fp16").rate(chip) * (2 if chip.power else 1)


@attrs.frozen
class LessIsMore(Doubled):
    def rate(self, chip):
        return acn.Estimate.point(10**9, "OP/s") / (Doubled.rate(self, chip) / acn.Estimate.point(10**9, "OP/s"))


@attrs.frozen
class TakesUnknownForNothing(Doubled):
    def reason(self, chip):
        return None

    def rate(self, chip):
        return Doubled.rate(self, chip) if chip.rates else acn.Estimate(0, 0, unit="OP/s")
