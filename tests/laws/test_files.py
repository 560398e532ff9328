"""Laws of files: what is written is read back as the same values, in any order; what is wrong is said in short."""

import json
import textwrap
import tomllib
from datetime import date
from fractions import Fraction

import attrs
import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

import aichipcn as acn
from aichipcn.catalogue.catalogue import KINDS, kind_of
from aichipcn.catalogue.load import Entry, built
from aichipcn.catalogue.save import written
from aichipcn.mandates.exemptions import Effect
from aichipcn.mandates.incentives import IncentiveKind
from aichipcn.mandates.meanings import MEANINGS, Argument, Completed
from aichipcn.mandates.measures import Quantum
from aichipcn.mandates.readings import StatedShareUse
from aichipcn.mandates.standing import LegalForce, MandateStatus
from aichipcn.mandates.thresholds import Bound
from aichipcn.model.chips import ChipStatus, Citation, Market, RivalReport
from aichipcn.model.claims import ClaimKind
from aichipcn.model.facilities import (
    Completion,
    Extent,
    FacilityStatus,
    Funding,
    Inventory,
    StatedCompute,
    StatedShare,
    Use,
)
from aichipcn.model.observations import EventKind
from aichipcn.model.ownership import Ownership
from aichipcn.model.vendors import Role, Supply
from aichipcn.values.dates import DateRange

SOURCES = tuple(acn.Source(slug=f"source-{i}", title=f"Title {i}", publisher="P") for i in range(2))
CN = acn.Place(code="CN", name="China")
PLACES = (CN, acn.Place(code="CN-GZ", name="Guizhou", parent=CN))
VENDORS = tuple(acn.Vendor(slug=f"vendor-{i}", name=f"Firm {i}", place=CN, sources=SOURCES[:1]) for i in range(3))
CHIPS = tuple(acn.Chip(slug=f"chip-{i}", name=f"Chip {i}", designer=VENDORS[i], sources=SOURCES) for i in range(2))
LISTS = tuple(acn.CertifiedList(slug=f"list-{i}", title=f"List {i}", sources=SOURCES) for i in range(2))
BASE = (*SOURCES, *PLACES, *VENDORS, *CHIPS, *LISTS)
"""What the drawn values refer to."""

words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12).filter(str.strip)
notes = st.one_of(st.just(""), words)
slugs = st.from_regex(r"my-[a-z0-9]{1,6}(-[a-z0-9]{1,4})?", fullmatch=True)
aliases = st.lists(words.map("my alias {}".format), max_size=2, unique=True).map(tuple)
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
spans = st.one_of(
    days.map(lambda day: DateRange(day, day)),
    st.tuples(days, days).map(lambda pair: DateRange(min(pair), max(pair))),
    st.sampled_from(["2025", "2025-H2", "2025-Q3", "2025-09"]).map(DateRange.parse),
)
exact = st.one_of(st.integers(1, 10**18), st.fractions(0, 10**6, max_denominator=10**4))


def perhaps(strategy):
    return st.one_of(st.none(), strategy)


def some(values, least=0):
    return st.lists(st.sampled_from(values), min_size=least, max_size=2, unique=True).map(tuple)


cited = some(SOURCES, 1)
confidences = perhaps(st.sampled_from(acn.Confidence))


@st.composite
def figures(draw, unit="", numbers=exact):
    low, best, high = sorted(draw(st.tuples(numbers, numbers, numbers)))
    shape = draw(st.sampled_from(["point", "range", "best", "bound", "bounded best"]))
    if shape == "point" or low == high:
        return acn.Estimate(low, low, unit=unit)
    top = None if "bound" in shape else high
    return acn.Estimate(low, top, best=best if "best" in shape else None, unit=unit)


rates = figures("OP/s")
shares = st.tuples(st.fractions(0, 1), st.fractions(0, 1)).map(lambda pair: acn.Estimate(min(pair), max(pair)))
sources = st.builds(
    acn.Source, slug=slugs, title=words, publisher=words, url=perhaps(words), published=perhaps(spans),
    confidence=confidences, read_at=perhaps(words), licence=perhaps(words), note=notes,
)  # fmt: skip
places = st.builds(
    acn.Place, code=st.from_regex(r"Q[A-Z](-[A-Z0-9]{1,3}(/[a-z]{1,5})?)?", fullmatch=True),
    name=words.map("My {}".format), aliases=aliases,
).flatmap(lambda place: st.sampled_from([place, attrs.evolve(place, code=f"CN-X/{place.code.lower()[:2]}", parent=CN)])
)  # fmt: skip
supplies = st.builds(
    Supply, customer=st.sampled_from([vendor.slug for vendor in VENDORS]), use=perhaps(words), sources=some(SOURCES),
    note=notes,
)  # fmt: skip
vendors = st.builds(
    acn.Vendor, slug=slugs, name=words.map("My {}".format), place=perhaps(st.sampled_from(PLACES)), aliases=aliases,
    parent=perhaps(st.sampled_from([vendor.slug for vendor in VENDORS])),
    ownership=perhaps(st.sampled_from(Ownership)), roles=some(tuple(Role)),
    entity_list_since=perhaps(spans), supplies=st.lists(supplies, max_size=2), sources=cited, confidence=confidences,
    note=notes,
)  # fmt: skip
figure_names = st.sampled_from(["power", "memory-bandwidth", "rates.fp16"])
citations = st.builds(Citation, figure=figure_names, sources=cited)
rivals = st.builds(RivalReport, figure=figure_names, value=words, sources=some(SOURCES), note=notes)
chips = st.builds(
    acn.Chip, slug=slugs, name=words.map("My {}".format), designer=perhaps(st.sampled_from(VENDORS)), aliases=aliases,
    supplier=perhaps(st.sampled_from(VENDORS)), foundries=some(VENDORS), foundry_place=perhaps(st.sampled_from(PLACES)),
    node=perhaps(figures("m")), process=perhaps(words), announced=perhaps(spans), released=perhaps(spans),
    status=perhaps(st.sampled_from(ChipStatus)), market=perhaps(st.sampled_from(Market)),
    rates=st.dictionaries(st.sampled_from(acn.NumberFormat), rates, max_size=3), memory=perhaps(figures("B")),
    memory_type=perhaps(words), memory_bandwidth=perhaps(figures("B/s")), interconnect=perhaps(figures("B/s")),
    pcie=perhaps(words), power=perhaps(figures("W")), die_area=perhaps(figures("m**2")),
    dies=perhaps(st.integers(1, 16)), transistors=perhaps(figures()),
    price=perhaps(st.sampled_from(["USD", "CNY"]).flatmap(figures)), price_note=notes,
    domestic_content=perhaps(shares), sources=cited,
    cited=st.lists(citations, max_size=2, unique_by=lambda item: item.figure), conflicts=st.lists(rivals, max_size=2),
    confidence=confidences, note=notes,
)  # fmt: skip
claims = st.builds(
    acn.PerformanceClaim, slug=slugs, chip=st.sampled_from(CHIPS), reference=st.sampled_from(CHIPS),
    ratio=perhaps(figures()), workload=perhaps(words), kind=st.sampled_from(ClaimKind), metric=notes,
    reading=perhaps(words), published=perhaps(spans), sources=cited, confidence=confidences, note=notes,
)  # fmt: skip
models = st.one_of(
    st.sampled_from(CHIPS).map(lambda chip: {"chip": chip}),
    perhaps(st.sampled_from(VENDORS)).map(lambda vendor: {"designer": vendor}),
)
visits = (
    st.lists(spans, max_size=3)
    .map(lambda found: sorted(found, key=lambda span: span.first))
    .flatmap(
        lambda found: st.permutations([*found, *[None] * (3 - len(found))]).filter(
            lambda given: [span for span in given if span] == found
        )
    )
    .map(lambda given: dict(zip(("ordered", "installed", "retired"), given, strict=True)))
)
stays = st.tuples(perhaps(spans), perhaps(spans)).map(
    lambda stay: stay[::-1] if None not in stay and stay[1].last < stay[0].first else stay
)
deployments = st.builds(
    lambda model, stay, **fields: acn.Deployment(**model, **stay, **fields),
    models, visits, count=perhaps(figures("", st.integers(1, 10**6))), compute=perhaps(rates),
    format=perhaps(st.sampled_from(acn.NumberFormat)), sources=some(SOURCES), note=notes,
)  # fmt: skip
stated_shares = st.builds(
    StatedShare, value=shares, of=words, counts=words, as_of=perhaps(spans), sources=some(SOURCES), note=notes
)
stated_compute = st.builds(
    StatedCompute, value=rates, format=perhaps(st.sampled_from(acn.NumberFormat)), as_of=perhaps(spans),
    sources=some(SOURCES), note=notes,
)  # fmt: skip
completions = st.builds(Completion, share=shares, of=words, as_of=perhaps(spans), sources=some(SOURCES), note=notes)
facilities = st.builds(
    acn.Facility, slug=slugs, name=words.map("My {}".format), place=perhaps(st.sampled_from(PLACES)),
    kind=perhaps(st.sampled_from(acn.FacilityKind)), operator=perhaps(st.sampled_from(VENDORS)),
    commissioned=perhaps(spans), status=st.sampled_from(FacilityStatus), extent=st.sampled_from(Extent),
    funding=some(tuple(Funding)), ownership=perhaps(st.sampled_from(Ownership)),
    uses=some(tuple(Use)), programmes=st.lists(slugs, max_size=2, unique=True),
    completion=st.lists(completions, max_size=2), deployments=st.lists(deployments, max_size=2),
    inventory=st.sampled_from(Inventory), stated_shares=st.lists(stated_shares, max_size=2),
    stated_compute=st.lists(stated_compute, max_size=2), aliases=aliases, sources=cited, confidence=confidences,
    note=notes,
)  # fmt: skip
observations = st.builds(
    acn.MarketObservation, slug=slugs, metric=slugs, subject=words, period=perhaps(spans),
    value=st.sampled_from(["", "USD", "chip", "wafer/month"]).flatmap(figures), condition=perhaps(words),
    forecast=st.booleans(), published=perhaps(spans), vendors=some(VENDORS), sources=cited, confidence=confidences,
    note=notes,
)  # fmt: skip
events = st.builds(
    acn.PolicyEvent, slug=slugs, title=words, kind=st.sampled_from(EventKind), place=perhaps(st.sampled_from(PLACES)),
    chips=some(CHIPS), on=perhaps(spans), status=words, sources=cited, confidence=confidences, note=notes,
)  # fmt: skip

ARGUMENTS = {
    Argument.PLACE: st.sampled_from([place.code for place in PLACES]),
    Argument.VENDOR: st.sampled_from([vendor.slug for vendor in VENDORS]),
    Argument.CHIP: st.sampled_from([chip.slug for chip in CHIPS]),
    Argument.KIND: st.sampled_from(acn.FacilityKind),
    Argument.FUNDING: st.sampled_from(Funding),
    Argument.EXTENT: st.sampled_from(Extent),
    Argument.DATE: days,
    Argument.LIST: st.sampled_from(LISTS),
    Argument.PROGRAMME: slugs,
    Argument.OWNERSHIP: st.sampled_from(Ownership),
    Argument.USE: st.sampled_from(Use),
    Argument.STAGE: st.sampled_from(FacilityStatus),
    Argument.DAYS: st.integers(1, 10**4),
    Argument.COMPLETION: st.builds(Completed, st.fractions(0, 1, max_denominator=100), perhaps(days)),
}
conditions = st.sampled_from(sorted(MEANINGS)).flatmap(
    lambda tag: ARGUMENTS[MEANINGS[tag].argument].map(lambda argument: acn.Condition(tag, argument))
)
predicates = st.recursive(
    conditions,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(acn.AllOf),
        st.lists(inner, min_size=1, max_size=3).map(acn.AnyOf),
        inner.map(acn.Not),
    ),
    max_leaves=6,
)
figures_of = {
    False: st.one_of(st.none(), st.fractions(0, 1, max_denominator=1000)),
    True: st.one_of(st.none(), st.integers(0, 10**6)),
}


@st.composite
def schedules(draw, amounts=False):
    bound = draw(st.sampled_from([bound for bound in Bound if amounts or not bound.is_amount]))
    linear = draw(st.sampled_from([None, "linear"]))
    figures = figures_of[bound.is_amount]
    if bound is Bound.RATIO_AT_LEAST:
        figures = st.builds(lambda ones, others: Fraction(ones, ones + others), st.integers(1, 9), st.integers(0, 9))
    if linear:
        figures = figures.filter(lambda value: value is not None)
    rows = draw(st.dictionaries(days, figures, min_size=1, max_size=3))
    own = {"sources": some(SOURCES), "status": perhaps(st.sampled_from(MandateStatus)), "wording": perhaps(words)}
    milestones = [
        acn.Milestone(day, acn.Estimate(value, value) if bound.is_amount and value is not None else value,
                      **draw(st.fixed_dictionaries({**own, "verified": perhaps(spans)})))
        for day, value in rows.items()
    ]  # fmt: skip
    return acn.Schedule(milestones, linear, bound)


tiers = st.builds(acn.Tier, when=predicates, worth=st.fractions(0, 1, max_denominator=100))
credits = st.one_of(
    st.lists(tiers, min_size=1, max_size=2).map(acn.Tiers),
    st.builds(acn.Content, whole_from=perhaps(st.fractions(0, 1)), least=perhaps(st.fractions(0, 1))),
)
counted = st.one_of(
    predicates.map(lambda predicate: {"qualifies": predicate}), credits.map(lambda credit: {"credit": credit})
)
readings = st.builds(
    lambda counted, **fields: acn.Reading(**counted, **fields), counted, name=slugs, require=perhaps(schedules()),
    scope=perhaps(predicates), among=perhaps(predicates),
    level=perhaps(st.sampled_from(acn.Level)), stated_shares=st.sampled_from(StatedShareUse), note=notes,
)  # fmt: skip
measures = st.one_of(
    st.sampled_from([Quantum.UNITS, Quantum.TPP, Quantum.POWER]).map(acn.Measure),
    st.sampled_from(acn.NumberFormat).map(lambda item: acn.Measure("peak", item)),
    st.sampled_from(["USD", "CNY"]).map(lambda currency: acn.Measure("spend", currency=currency)),
    st.sampled_from(acn.NumberFormat).map(lambda item: acn.Effective(acn.Peak(item))),
    st.builds(acn.Claimed, st.sampled_from(CHIPS), perhaps(words)),
)
windows = st.tuples(days, perhaps(days)).map(lambda pair: pair if pair[1] and pair[0] <= pair[1] else (pair[0], None))
populations = st.one_of(
    st.sampled_from([acn.Stock(), acn.StockAndOrders()]),
    windows.map(lambda window: acn.AdditionsSince(*window)),
    windows.map(lambda window: acn.PurchasesSince(*window)),
)
changes = st.builds(
    acn.StatusChange, status=st.sampled_from(MandateStatus), since=perhaps(spans), wording=perhaps(words),
    verified=perhaps(spans), sources=some(SOURCES), note=notes,
)  # fmt: skip
exemptions = st.builds(
    lambda span, **fields: acn.Exemption(since=span[0], until=span[1], **fields),
    windows.map(lambda window: window if window[0] != window[1] else (window[0], None)),
    when=predicates, effect=st.sampled_from(Effect), sources=some(SOURCES), note=notes,
)  # fmt: skip
sums = st.one_of(st.tuples(measures, schedules()), st.tuples(st.just(acn.Measure()), schedules(amounts=True)))
mandates = st.builds(
    lambda summed, **fields: acn.Mandate(measure=summed[0], require=summed[1], **fields), sums, slug=slugs, title=words,
    readings=st.lists(readings, min_size=1, max_size=2, unique_by=lambda item: item.name), issuer=perhaps(words),
    place=perhaps(st.sampled_from(PLACES)), legal_force=perhaps(st.sampled_from(LegalForce)),
    level=st.sampled_from(acn.Level), scope=predicates, population=populations, among=perhaps(predicates),
    exemptions=st.lists(exemptions, max_size=2), expires=perhaps(days), history=st.lists(changes, max_size=2),
    status=st.sampled_from(MandateStatus), wording=perhaps(words), verified=perhaps(spans), aliases=aliases,
    sources=cited, confidence=confidences, note=notes,
)  # fmt: skip
entries_of_lists = st.builds(
    lambda of, span, **fields: acn.ListEntry(**of, since=span[0], until=span[1], **fields),
    st.one_of(st.builds(dict, chips=st.just(CHIPS[:1])), st.builds(dict, vendor=st.sampled_from(VENDORS))),
    st.tuples(perhaps(spans), perhaps(spans)), name=perhaps(words), sources=some(SOURCES), note=notes,
)  # fmt: skip
lists = st.builds(
    acn.CertifiedList, slug=slugs, title=words, issuer=perhaps(words), entries=st.lists(entries_of_lists, max_size=2),
    aliases=aliases, verified=perhaps(spans), sources=cited, confidence=confidences, note=notes,
)  # fmt: skip
incentives = st.builds(
    lambda stay, **fields: acn.Incentive(since=stay[0], until=stay[1], **fields), stays, slug=slugs, title=words,
    kind=st.sampled_from(IncentiveKind), benefit=words, issuer=perhaps(words), place=perhaps(st.sampled_from(PLACES)),
    legal_force=perhaps(st.sampled_from(LegalForce)), scope=predicates,
    qualifies=perhaps(predicates), credit=perhaps(credits),
    status=st.sampled_from(MandateStatus), wording=perhaps(words), verified=perhaps(spans), aliases=aliases,
    sources=cited, confidence=confidences, note=notes,
)  # fmt: skip
ENTRIES = {
    "sources": sources, "places": places, "vendors": vendors, "chips": chips, "lists": lists, "claims": claims,
    "facilities": facilities, "mandates": mandates, "incentives": incentives, "observations": observations,
    "events": events,
}  # fmt: skip
entries = st.one_of(list(ENTRIES.values()))


def through_json(data):
    return json.loads(json.dumps(data, default=date.isoformat))


def through_toml(data):
    return tomllib.loads(tomli_w.dumps(data))


def placed(value, data, position=0):
    kind = kind_of(value)
    return Entry(kind, data, "mine.toml", f"{kind}[{position}]")


def read_back(values, through, shuffle=list):
    rows = [placed(value, through(written(value)), i) for i, value in enumerate(shuffle([*BASE, *values]))]
    return built(rows, [])


def test_there_is_a_strategy_for_every_kind():
    assert set(ENTRIES) == set(KINDS)


@pytest.mark.parametrize("kind", ENTRIES)
@settings(max_examples=settings.default.max_examples // 2)
@given(data=st.data())
def test_what_is_written_is_read_back_as_the_same_value(kind, data):
    value = data.draw(ENTRIES[kind])
    again = getattr(read_back([value], data.draw(st.sampled_from([through_json, through_toml]))), kind)

    assert [item for item in again if item.slug == value.slug] == [value]


@given(st.lists(entries, max_size=4, unique_by=lambda value: (kind_of(value), value.slug)), st.randoms())
def test_the_order_of_the_entries_of_a_file_changes_nothing(values, shuffler):
    values = [
        attrs.evolve(item, aliases=(), name=f"My {item.slug}") if hasattr(item, "name") else item for item in values
    ]

    def shuffled(items):
        shuffler.shuffle(items)
        return items

    one, other = read_back(values, through_toml), read_back(values, through_toml, shuffled)

    assert one.fingerprint == other.fingerprint
    assert acn.diff(one, other) == ()


hostile = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=40), st.text(min_size=200, max_size=300),
    st.lists(st.text(), max_size=3), st.dictionaries(st.text(), st.integers(), max_size=3), days,
    st.just([{"x": [{"y": [["z"] * 9] * 9}]}] * 9),
)  # fmt: skip


@given(entries, st.data())
def test_whatever_stands_for_a_field_is_read_or_refused_in_at_most_six_lines(value, data):
    row = written(value)
    key = data.draw(st.one_of(st.sampled_from(sorted(row)), st.text(max_size=300)))
    row[key] = data.draw(hostile)
    others = [placed(item, written(item)) for item in BASE]
    try:
        built([*others, placed(value, row, 7)], [])
    except acn.CatalogueError as error:
        for problem in error.problems:
            assert len(textwrap.wrap(str(problem), 120)) <= 6
            assert problem.file == "mine.toml"
            assert problem.path.startswith(f"{kind_of(value)}[7]")


@given(st.fractions(0, 1))
def test_a_share_of_any_milestone_survives(share):
    schedule = acn.Schedule({date(2027, 1, 1): Fraction(share)})
    rule = acn.Mandate(
        slug="m", title="M", require=schedule, readings=[acn.Reading(name="r", qualifies=acn.AllOf())], sources=SOURCES
    )

    assert read_back([rule], through_json).mandates["m"].require == schedule
