"""Inventories and mandates that are drawn to disagree: few values, near to one another, often unknown."""

from datetime import date, timedelta
from fractions import Fraction

import attrs
from hypothesis import strategies as st

import aichipcn as acn
from aichipcn.mandates.credits import Content
from aichipcn.mandates.exemptions import Effect, Exemption
from aichipcn.mandates.measures import Claimed, Effective
from aichipcn.mandates.populations import AdditionsSince, PurchasesSince, Stock, StockAndOrders
from aichipcn.mandates.predicates import unknown_fields
from aichipcn.mandates.thresholds import Bound
from aichipcn.model.facilities import FacilityStatus
from aichipcn.values.ternary import Ternary

DAYS = [date(2025, 12, 30), date(2025, 12, 31), date(2026, 1, 1), date(2026, 6, 30), date(2027, 12, 31)]
"""Days that everything happens on, and is judged on."""

CHIPS = [
    "nvidia-h20",
    "NVIDIA H20",
    "nvidia-a100-sxm4-80gb",
    "huawei-ascend-910b",
    "huawei-ascend-910c",
    "cambricon-mlu590",
    "hygon-bw1000",
    "metax-c500",
    "nvidia-rtx-pro-6000d",
]
PLACES = ["CN", "CN-SH", "Shanghai", "CN-BJ", "CN-GZ", "CN-GZ/guiyang", "CN-GD", "CN-GD/foshan", "CN-HK", "US"]
OPERATORS = ["china-mobile", "China Mobile", "alibaba-cloud", "A firm of which nothing is known", "another-firm"]


@attrs.frozen
class MoreThanOneRate:
    """Another's condition on chips."""

    reads = ("chip.rates",)

    def holds(self, case):
        return Ternary.UNKNOWN if case.chip is None else Ternary.of(len(case.chip.rates) > 1)

    def describe(self):
        return "with more than one rate"

    def missing(self, case):
        return unknown_fields(self, case)


@attrs.frozen
class ShortlyNamed:
    """Another's condition on facilities, of two columns, one of them that of the firm's own name."""

    reads = ("facility.operator", "facility.kind")

    def holds(self, case):
        operator, kind = case.facility.operator, case.facility.kind
        if operator is None or kind is None:
            return Ternary.UNKNOWN
        return Ternary.of(len(operator.name) < 14 or kind is acn.FacilityKind.LABORATORY)

    def describe(self):
        return "with short names"

    def missing(self, case):
        return unknown_fields(self, case)


@attrs.frozen
class InALargePlace:
    """Another's condition on chips where they stand."""

    reads = ("chip.model", "facility.place")

    def holds(self, case):
        if case.chip is None or case.facility.place is None:
            return Ternary.UNKNOWN
        return Ternary.of(case.facility.place.code in ("CN-SH", "CN-BJ") or case.chip.slug == "nvidia-h20")

    def describe(self):
        return "in a large place"

    def missing(self, case):
        return unknown_fields(self, case)


@attrs.frozen
class InstalledInAnEvenMonth:
    """Another's population."""

    def present(self, facility, on):
        return Ternary.of(None if facility.status is FacilityStatus.PLANNED else True)

    def member(self, facility, deployment, on):
        came = deployment.installed
        if came is None:
            return Ternary.UNKNOWN
        return Ternary.of(came.first.month % 2 == 0) & came.on_or_before(on)

    def describe(self):
        return "installed in an even month"


def dates():
    return st.lists(st.sampled_from(DAYS), min_size=1, max_size=3, unique=True)


def _days():
    return st.one_of(st.none(), st.sampled_from(DAYS), st.sampled_from(DAYS).map(lambda day: day + timedelta(1)))


def _conditions(*pairs):
    return st.sampled_from([acn.Condition(tag, argument) for tag, argument in pairs])


def of_chips(catalogue):
    """Conditions on chips, and on where they stand."""
    listed = next(iter(catalogue.lists))
    own = _conditions(
        ("designed-in", "CN"),
        ("produced-in", "CN"),
        ("supplied-from", "CN"),
        ("made-by", "huawei"),
        ("chip", "nvidia-h20"),
        ("tpp", ">= 4800"),
        ("certified-in", listed),
        ("certified-when-bought", listed),
    )
    others = st.sampled_from([MoreThanOneRate(), InALargePlace(), acn.Condition("located-in", "CN-SH")])
    single = st.one_of(own, own, own, others)
    return _nested(single)


def of_facilities():
    """Conditions on facilities."""
    own = _conditions(
        ("located-in", "CN"),
        ("located-in", "CN-SH"),
        ("located-in", "CN-GZ/guiyang"),
        ("kind", "ai-data-centre"),
        ("kind", "data-centre"),
        ("funded-by", "state"),
        ("owned-by", "state"),
        ("operated-by", "another-firm"),
        ("operator-in", "CN"),
        ("operator-is", "state"),
        ("used-for", "government"),
        ("in-programme", "east-data-west-computing"),
        ("stage", "planned"),
        ("commissioned-from", date(2026, 1, 1)),
        ("commissioned-before", date(2025, 12, 31)),
        ("commissioned-within", 180),
        ("completed-below", "30%"),
        ("extent", "site"),
    )
    return _nested(st.one_of(own, own, own, own, own, own, st.just(ShortlyNamed())))


def _nested(single):
    several = st.lists(single, min_size=1, max_size=3).map(tuple)
    return st.one_of(single, several.map(acn.AllOf), several.map(acn.AnyOf), single.map(acn.Not))


def _credits(catalogue):
    shares = st.sampled_from([Fraction(1, 2), Fraction(7, 10), Fraction(1, 3), Fraction(1)])
    tiers = st.builds(lambda when, worth: acn.Tier(when=when, worth=worth), of_chips(catalogue), shares)
    content = st.just(Content(whole_from="1/2", least="1/10"))
    return st.one_of(st.lists(tiers, min_size=1, max_size=3).map(acn.Tiers), content)


def _readings(catalogue):
    counts = st.one_of(
        *(2 * [of_chips(catalogue).map(lambda when: {"qualifies": when})]),
        _credits(catalogue).map(lambda credit: {"credit": credit}),
    )
    among = st.one_of(st.none(), st.none(), of_chips(catalogue))
    return st.builds(lambda held, among: acn.Reading(name="one", among=among, **held), counts, among)


def _requirements(measure):
    def schedule(bound, one, other, rising):
        first, last = sorted((one, other))
        if first[0] == last[0]:
            return acn.Schedule({first[0]: first[1]}, bound=bound)
        return acn.Schedule(
            {first[0]: first[1], last[0]: last[1]}, bound=bound, interpolate="linear" if rising else None
        )

    shares = [bound for bound in Bound if not bound.is_amount]
    figures = {
        Bound.RATIO_AT_LEAST: ["1:1", "7:3", "1:2"],
        **{bound: ["0%", "50%", "70%", "100%", "1/3"] for bound in shares if bound is not Bound.RATIO_AT_LEAST},
    }
    by_bound = [
        st.builds(
            schedule,
            st.just(bound),
            st.tuples(st.sampled_from(DAYS), st.sampled_from(figures[bound])),
            st.tuples(st.sampled_from(DAYS), st.sampled_from(figures[bound])),
            st.booleans() if bound is not Bound.RATIO_AT_LEAST else st.just(False),
        )
        for bound in shares
    ]
    unstated = st.builds(
        lambda bound, day: acn.Schedule({day: "unstated"}, bound=bound),
        st.sampled_from(list(Bound)),
        st.sampled_from(DAYS),
    )
    amounts = st.builds(
        lambda bound, day, many: acn.Schedule({day: many}, bound=bound),
        st.sampled_from([Bound.AMOUNT_AT_LEAST, Bound.AMOUNT_AT_MOST]),
        st.sampled_from(DAYS),
        st.sampled_from(["0", "1", "5", "12", "40"]),
    )
    return st.one_of(*by_bound, unstated, *([amounts, amounts] if measure == acn.Measure() else []))


def _exemptions():
    def exemption(when, effect, since, until):
        ends = until is not None and (since is None or until > since)
        return Exemption(when=when, effect=effect, since=since, until=until if ends else None)

    days = st.one_of(st.none(), st.sampled_from(DAYS))
    return st.builds(exemption, of_facilities(), st.sampled_from(list(Effect)), days, days)


def measures(catalogue):
    reference = catalogue.chips["nvidia-h20"]
    return st.sampled_from(
        [
            *[acn.Measure()] * 4,
            acn.Measure("peak", format="fp16"),
            acn.Measure("tpp"),
            acn.Measure("power"),
            acn.Measure("spend"),
            Effective(acn.Peak("fp8")),
            Claimed(reference).within(tuple(catalogue.claims)),
        ]
    )


@st.composite
def mandates(draw, catalogue, slug="drawn"):
    """A mandate with one reading."""
    measure = draw(measures(catalogue))
    return acn.Mandate(
        slug=slug,
        title="Drawn",
        require=draw(_requirements(measure)),
        readings=(draw(_readings(catalogue)),),
        level=draw(st.sampled_from([*[acn.Level.FACILITY] * 3, *acn.Level])),
        scope=draw(st.one_of(st.just(acn.AllOf()), of_facilities())),
        population=draw(
            st.one_of(
                st.sampled_from([Stock(), Stock(), StockAndOrders()]),
                st.sampled_from(DAYS).map(AdditionsSince),
                st.sampled_from(DAYS).map(PurchasesSince),
                st.just(AdditionsSince(DAYS[0], DAYS[3])),
                st.just(InstalledInAnEvenMonth()),
            )
        ),
        measure=measure,
        exemptions=draw(st.lists(_exemptions(), max_size=1).map(tuple)),
        expires=draw(st.one_of(st.none(), st.none(), st.sampled_from(DAYS))),
    )


def _cell(*values):
    return st.one_of(st.none(), st.sampled_from(values))


def _facility(keys):
    return st.fixed_dictionaries(
        {
            "facility": st.sampled_from(keys),
            "place": _cell(*PLACES),
            "kind": _cell("ai-data-centre", "data-centre", "laboratory"),
            "operator": _cell(*OPERATORS),
            "commissioned": _days(),
            "reported": _days(),
            "status": _cell("operating", "planned", "unknown"),
            "extent": _cell("site", "region"),
            "funding": _cell("state", "private", "state; private", "mixed"),
            "ownership": _cell("state", "central-state", "mixed", "private"),
            "uses": _cell("government", "commercial; training"),
            "uses_complete": _cell(True, False),
            "programmes": _cell("east-data-west-computing", "a-programme; another"),
            "inventory": _cell("complete", "complete", "complete", "partial", "unknown"),
        }
    )


def _deployment(keys):
    return st.fixed_dictionaries(
        {
            "facility": st.sampled_from(keys),
            "chip": _cell(*CHIPS),
            "count": st.one_of(*[st.integers(1, 12)] * 9, st.none()),
            "designer": st.none(),
            "ordered": st.one_of(st.none(), _days()),
            "installed": _days(),
            "retired": st.one_of(st.none(), st.none(), _days()),
        }
    ).map(_possible)


def _possible(row):
    """The row without what contradicts its other dates, with a designer here and there where the model is unknown."""
    if row["chip"] is None and row["count"] is not None and row["count"] % 3 == 0:
        row = {**row, "designer": "huawei" if row["count"] % 2 else "nvidia"}
    if row["ordered"] and row["installed"] and row["installed"] < row["ordered"]:
        row = {**row, "ordered": None}
    if row["installed"] and row["retired"] and row["retired"] < row["installed"]:
        row = {**row, "retired": None}
    return row


@st.composite
def inventories(draw, keys=(1, 2, 3, 5, 8, 13, 21)):
    """The rows of two tables: deployments and facilities, some without deployments; either may be empty."""
    facilities = draw(st.lists(_facility(keys), max_size=len(keys), unique_by=lambda row: row["facility"]))
    there = [row["facility"] for row in facilities]
    deployments = draw(st.lists(_deployment(there), max_size=20)) if there else []
    return deployments, facilities
