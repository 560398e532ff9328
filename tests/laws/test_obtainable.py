"""What a buyer could get: laws over made-up rules, events, mandates, chips and buyers."""

from datetime import date, timedelta

import attrs
from hypothesis import given
from hypothesis import strategies as st

import aichipcn as acn
from aichipcn.export.obtainable import obtained
from tests.laws.strategies import CN, HUAWEI, NVIDIA, US

TRUE, FALSE, UNKNOWN = acn.Ternary.TRUE, acn.Ternary.FALSE, acn.Ternary.UNKNOWN
ON = date(2025, 6, 15)
HOME = acn.Place(code="CN-SH", name="Shanghai", parent=CN)
LISTED = acn.Vendor(slug="listed", name="Listed", place=CN, entity_list_since="2020-01-01", ownership="local-state")
FIRM = acn.Vendor(slug="firm", name="Firm", place=CN, ownership="private")

days = st.integers(-40, 40).map(lambda offset: ON + timedelta(days=offset))
spans = st.builds(lambda day, length: f"{day}..{day + timedelta(days=length)}", days, st.integers(0, 9))


def condition(tag, argument):
    return acn.Condition(tag, argument)


EVERYTHING = acn.AllOf()
MILITARY = condition("used-for", "military")
BIG = condition("tpp", ">= 4800")
FAST = condition("memory-bandwidth", ">= 1400 GB/s")
IN_CHINA = condition("located-in", "CN")

items = st.sampled_from(
    [EVERYTHING, BIG, FAST, acn.AnyOf([BIG, FAST]), acn.AllOf([BIG, acn.Not(FAST)]), condition("chip", "c")]
)
buyers_of = st.sampled_from([EVERYTHING, MILITARY, acn.Not(MILITARY)])
wherever = st.sampled_from([EVERYTHING, IN_CHINA, condition("located-in", "CN-SH"), condition("located-in", "US")])
policies = st.sampled_from(acn.Policy)


@st.composite
def rules(draw, number):
    """A rule of one or two paragraphs, with exceptions and reviews of all of them."""
    since = draw(days)
    names = [f"r{number}.{letter}" for letter in "ab"[: draw(st.integers(1, 2))]]
    return acn.ExportRule(
        slug=f"r{number}",
        title=f"Rule {number}",
        since=since,
        until=draw(st.none() | st.just(since + timedelta(days=20))),
        binds=draw(st.sampled_from([EVERYTHING, condition("made-by", "nvidia")])),
        destinations=draw(wherever),
        exempt=draw(st.none() | wherever),
        paragraphs=[acn.Paragraph(name=name, when=draw(items)) for name in names],
        exceptions=[
            acn.LicenceException(name="X", when=draw(items), conditions=draw(st.sampled_from(["", "if notified"])))
            for _ in range(draw(st.integers(0, 1)))
        ],
        reviews=[acn.Review(policy=draw(policies), when=draw(buyers_of)) for _ in range(draw(st.integers(0, 2)))],
        place=US,
    )


several_rules = st.integers(0, 3).flatmap(lambda count: st.tuples(*map(rules, range(count))))


def chips(designers=(HUAWEI, NVIDIA)):
    """Chips of which everything is known that is asked, with dates that agree with one another."""

    def made(designer, tera, bandwidth, start, wait, status):
        announced = ON + timedelta(days=start)
        return acn.Chip(
            slug="c",
            name="C",
            designer=designer,
            announced=announced,
            released=announced + timedelta(days=wait),
            status=status,
            market="data-centre",
            rates={"fp16": f"{tera} TFLOP/s"},
            memory_bandwidth=f"{bandwidth} GB/s",
            confidence="official",
        )

    return st.builds(
        made,
        st.sampled_from(designers),
        st.sampled_from([100, 299, 300, 900]),
        st.sampled_from([900, 1400, 4000]),
        st.integers(-40, 10),
        st.integers(0, 30),
        st.sampled_from(["shipping", "discontinued", "cancelled"]),
    )


foreign_chips = chips((NVIDIA,))
OTHER = acn.Chip(slug="other", name="Other", designer=NVIDIA)


@st.composite
def events(draw, number, kinds=("export-clearance", "export-restriction", "guidance", "duty")):
    """An event that names the chip, or another."""
    slug = draw(st.sampled_from(["c", "c", "other"]))
    return acn.PolicyEvent(
        slug=f"e{number}",
        title=f"Event {number}",
        kind=draw(st.sampled_from(kinds)),
        place=US,
        chips=[attrs.evolve(OTHER, slug=slug)],
        on=draw(st.none() | spans),
        status=draw(st.sampled_from(["in-force", "announced", "reported"])),
    )


several_events = st.integers(0, 4).flatmap(lambda count: st.tuples(*map(events, range(count))))


@st.composite
def mandates(draw, number):
    """A mandate that may be about orders and may leave no room, under one or two readings."""
    since = draw(days)
    scopes = st.sampled_from(
        [EVERYTHING, IN_CHINA, condition("used-for", "government"), condition("operator-is", "state")]
    )
    wanted = draw(st.booleans())
    own = st.sampled_from([condition("designed-in", "CN"), BIG] if wanted else [condition("chip", "c"), BIG])
    require = (
        acn.Schedule({since: draw(st.sampled_from(["100%", "70%"]))})
        if wanted
        else acn.Schedule({since: "0"}, bound="amount-at-most")
    )
    population = st.sampled_from([acn.PurchasesSince(since), acn.StockAndOrders(), acn.Stock()])
    return acn.Mandate(
        slug=f"m{number}",
        title=f"Mandate {number}",
        require=require,
        population=draw(population),
        status=draw(st.sampled_from(["reported", "in-force", "proposed"])),
        readings=[
            acn.Reading(name=f"reading-{i}", qualifies=draw(own), scope=draw(scopes))
            for i in range(draw(st.integers(1, 2)))
        ],
    )


several_mandates = st.integers(0, 2).flatmap(lambda count: st.tuples(*map(mandates, range(count))))

buyers = st.builds(
    lambda place, operator, uses: acn.Facility(
        slug="b", name="B", place=place, kind="data-centre", operator=operator, uses=uses, uses_complete=True
    ),
    st.sampled_from([CN, HOME]),
    st.sampled_from([FIRM, LISTED]),
    st.sampled_from([(), ("military",), ("government",), ("commercial",)]),
)


@attrs.frozen
class World:
    """All that decides an answer."""

    chip: acn.Chip
    by: acn.Facility
    rules: tuple[acn.ExportRule, ...] = ()
    events: tuple[acn.PolicyEvent, ...] = ()
    mandates: tuple[acn.Mandate, ...] = ()
    on: date = ON

    @property
    def found(self):
        return obtained(self.chip, on=self.on, by=self.by, rules=self.rules, events=self.events, mandates=self.mandates)


any_chips = chips()


def worlds(made=any_chips):
    return st.builds(World, made, buyers, several_rules, several_events, several_mandates)


def kleene(truths):
    """And, by the plain words of Kleene: false where one is, unknown where one is and none is false."""
    found = [str(truth) for truth in truths]
    return "false" if "false" in found else "unknown" if "unknown" in found else "true"


def kinds(found):
    return {hurdle.kind.value for hurdle in found.in_the_way}


def order(truth):
    return ["false", "unknown", "true"].index(str(truth))


@given(worlds())
def test_the_answer_is_kleenes_and_of_the_hurdles(world):
    found = world.found
    by_kind = {kind: [item.truth for item in found.hurdles if item.kind.value == kind] for kind in kinds_of(found)}

    assert str(found.answer) == kleene(truth for truths in by_kind.values() for truth in truths)
    assert str(found.may_be_shipped) == kleene([*by_kind.get("export", ()), *by_kind.get("buyer", ())])
    assert str(found.may_be_bought) == kleene(by_kind.get("guidance", ()))
    assert (found.answer is UNKNOWN) <= bool(found.lacking)
    assert all((item.truth is UNKNOWN) == bool(item.lacking) for item in found.hurdles)


def kinds_of(found):
    return dict.fromkeys(item.kind.value for item in found.hurdles)


BLANKS = {
    "chip": [
        {"rates": {}},
        {"rates_listed": "partial"},
        {"memory_bandwidth": None},
        {"designer": None},
        {"released": None},
        {"announced": None},
        {"released": None, "announced": None},
    ],
    "by": [{"place": None}, {"place": CN}, {"uses": (), "uses_complete": False}, {"uses_complete": False}],
}


@given(worlds(), st.data())
def test_learning_a_fact_never_flips_a_definite_answer(world, data):
    blanks = data.draw(st.lists(st.sampled_from([(who, i) for who in BLANKS for i in range(len(BLANKS[who]))])))
    less = world
    for who, i in blanks:
        less = attrs.evolve(less, **{who: attrs.evolve(getattr(less, who), **BLANKS[who][i])})
    before, after = less.found, world.found

    for side in ("answer", "may_be_shipped", "may_be_bought"):
        if getattr(before, side) is not UNKNOWN:
            assert getattr(before, side) is getattr(after, side)


@given(worlds(foreign_chips), events(9, ["export-clearance"]))
def test_a_clearance_never_makes_a_chip_less_obtainable(world, event):
    more = attrs.evolve(world, events=(*world.events, event))

    assert order(more.found.answer) >= order(world.found.answer)
    assert order(more.found.may_be_shipped) >= order(world.found.may_be_shipped)


@given(worlds(foreign_chips), events(9, ["export-restriction"]))
def test_a_restriction_never_makes_a_chip_more_obtainable(world, event):
    more = attrs.evolve(world, events=(*world.events, event))

    assert order(more.found.answer) <= order(world.found.answer)
    assert order(more.found.may_be_shipped) <= order(world.found.may_be_shipped)


@given(worlds(), events(9, ["guidance", "duty", "finding"]))
def test_what_neither_clears_nor_restricts_changes_no_answer(world, event):
    more = attrs.evolve(world, events=(*world.events, event))

    assert [item.truth for item in more.found.hurdles] == [item.truth for item in world.found.hurdles]


@given(worlds())
def test_before_the_first_rule_only_shipping_the_list_and_guidance_stand_in_the_way(world):
    later = [attrs.evolve(rule, since=ON + timedelta(days=1), until=None) for rule in world.rules]
    found = attrs.evolve(world, rules=tuple(later)).found

    assert kinds(found) <= {"made", "buyer", "guidance"}
    assert ("buyer" in kinds(found)) is (world.by.operator is LISTED and world.chip.designer is NVIDIA)


@given(worlds(chips((HUAWEI,))))
def test_a_chinese_design_is_never_stopped_by_a_foreign_rule(world):
    assert kinds(world.found) <= {"made", "guidance"}
    assert world.found.may_be_shipped is TRUE


@given(worlds(foreign_chips), days)
def test_a_stricter_rule_never_makes_a_chip_more_obtainable(world, since):
    denial = acn.ExportRule(
        slug="strict",
        title="Strict",
        since=since,
        destinations=EVERYTHING,
        paragraphs=[acn.Paragraph(name="all", when=EVERYTHING)],
        reviews=[acn.Review(policy="denial")],
    )
    stricter = attrs.evolve(world, rules=(*world.rules, denial)).found

    assert order(stricter.may_be_shipped) <= order(world.found.may_be_shipped)
    assert order(stricter.answer) <= order(world.found.answer)


@given(worlds(foreign_chips), st.data())
def test_a_stricter_policy_of_review_never_makes_a_chip_more_obtainable(world, data):
    def judged(policy):
        judged = [
            attrs.evolve(rule, reviews=[attrs.evolve(item, policy=policy) for item in rule.reviews])
            for rule in world.rules
        ]
        return attrs.evolve(world, rules=tuple(judged)).found.may_be_shipped

    milder, stricter = sorted(data.draw(st.tuples(policies, policies)), key=list(acn.Policy).index)

    assert order(judged(stricter)) <= order(judged(milder))


@given(worlds(), mandates(9))
def test_a_mandate_more_never_makes_a_chip_more_obtainable_and_nothing_of_its_export(world, mandate):
    more = attrs.evolve(world, mandates=(*world.mandates, mandate)).found

    assert order(more.answer) <= order(world.found.answer)
    assert more.may_be_shipped is world.found.may_be_shipped


@given(worlds(foreign_chips))
def test_a_mandate_that_leaves_room_stands_in_nobodys_way(world):
    roomy = [
        attrs.evolve(mandate, require=acn.Schedule({date(2020, 1, 1): "99%"}), population=acn.StockAndOrders())
        for mandate in world.mandates
    ]

    assert attrs.evolve(world, mandates=tuple(roomy)).found.may_be_bought is TRUE


@given(chips().filter(lambda chip: chip.status.value != "cancelled"), days, st.integers(0, 60))
def test_what_is_on_the_market_stays_there(chip, day, later):
    def made(on):
        return obtained(chip, on=on, by=acn.Facility(slug="b", name="B"), rules=(), events=(), mandates=()).hurdles[0]

    assert order(made(day + timedelta(days=later)).truth) >= order(made(day).truth)


@given(worlds())
def test_an_answer_has_its_reasons_in_its_explanation(world):
    found = world.found
    told = str(acn.explain(found))

    assert all(str(hurdle) in told for hurdle in found.hurdles)
    assert all(str(fact) in told for fact in found.lacking)
    assert str(found).splitlines()[0] == f"C on 2025-06-15, by B: {found.answer}"
