"""Laws of the second clock: what was known by a date, each with a plain reference of its own."""

from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import aichipcn as acn
from aichipcn.catalogue.catalogue import KINDS
from aichipcn.catalogue.known import Reason
from aichipcn.model.chips import Citation, Listing
from aichipcn.model.facilities import FacilityStatus, Inventory, StatedShare
from aichipcn.model.vendors import Supply
from aichipcn.testing.strategies import some
from aichipcn.testing.strategies.base import CHIPS, SOURCES, VENDORS
from aichipcn.values.dates import DateRange
from tests.laws.test_files import BASE, ENTRIES

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")  # a catalogue is large

FAR = date(9999, 12, 31)
days = st.dates(date(2024, 1, 1), date(2024, 1, 5))
dates = st.one_of(st.none(), days)
cited, perhaps_cited = some(SOURCES, 1), some(SOURCES)
SAID_UNKNOWN = {"unknown", "reported"}
REFERRED = (acn.Source, acn.Place, acn.Vendor, acn.Chip, acn.CertifiedList)

LISTS = tuple(
    acn.CertifiedList(
        slug=f"list-{n}", title="L", sources=SOURCES[:n],
        entries=[acn.ListEntry(vendor=VENDORS[0]), acn.ListEntry(vendor=VENDORS[1], sources=SOURCES[1:])],
    )
    for n in (1, 2)
)  # fmt: skip
conditions = st.sampled_from(
    [
        acn.Condition("designed-in", "CN"), acn.Condition("chip", CHIPS[0].slug),
        *(acn.Condition("certified-in", item) for item in LISTS),
    ]
)  # fmt: skip
predicates = st.one_of(conditions, st.lists(conditions, min_size=2, max_size=2).map(acn.AllOf))
milestones = st.builds(
    acn.Milestone, st.sampled_from([date(2027 + n, 1, 1) for n in range(4)]), st.sampled_from(["70%", "80%"]),
    sources=perhaps_cited, verified=dates, wording=st.sampled_from([None, "w"]),
    status=st.sampled_from([None, "adopted"]),
)  # fmt: skip
schedules = st.lists(milestones, min_size=1, max_size=3, unique_by=lambda item: item.on).map(acn.Schedule)
readings = st.builds(
    acn.Reading, name=st.sampled_from(["one", "two"]), qualifies=predicates, require=st.one_of(st.none(), schedules),
    note=st.sampled_from(["", "n"]),
)  # fmt: skip
changes = st.builds(
    acn.StatusChange, status=st.sampled_from(["proposed", "adopted", "in-force"]), since=dates, sources=perhaps_cited
)
exemptions = st.builds(acn.Exemption, when=conditions, sources=perhaps_cited)
mandates = st.builds(
    acn.Mandate, slug=st.just("m"), title=st.just("M"), require=schedules,
    readings=st.lists(readings, min_size=1, max_size=2, unique_by=lambda item: item.name), scope=predicates,
    exemptions=st.lists(exemptions, max_size=2), expires=dates, supersedes=st.sampled_from([(), ("my-0",)]),
    history=st.lists(changes, max_size=3), status=st.sampled_from(["reported", "proposed", "in-force"]),
    verified=dates, wording=st.sampled_from([None, "w"]), sources=cited,
)  # fmt: skip
DRAWN = {kind: ENTRIES[kind] for kind in ("vendors", "chips", "claims", "facilities", "observations", "events")}
DRAWN |= {"mandates": mandates}


def catalogue_of(*values):
    return acn.Catalogue().with_(*values)


@st.composite
def catalogues(draw, published=dates):
    """Entries of any kind, over sources that are dated, late or without a date."""
    kinds = st.sampled_from(sorted(DRAWN))
    drawn = [
        attrs.evolve(draw(DRAWN[kind]), slug=f"my-{n}", **_named(kind, n))
        for n, kind in enumerate(draw(st.lists(kinds, min_size=1, max_size=2)))
    ]
    dated = [attrs.evolve(source, published=draw(published)) for source in SOURCES]
    return catalogue_of(*BASE, *LISTS, *drawn).with_(*dated)


def _named(kind, n):
    if kind in ("vendors", "chips", "facilities"):
        return {"aliases": (), "name": f"My {n}"}
    return {"published": None} if kind in ("claims", "observations") else {}


def leaves(value, path=()):
    """Every figure of a value, with where it stands; a reference is the slug that it refers to."""
    if path[-1:] == ("uses_complete",) and not value:
        return  # that there may be other uses is no fact
    if value in (None, "", ()) or getattr(value, "value", None) in SAID_UNKNOWN or value == "reported":
        return
    if isinstance(value, tuple):
        for item in value:
            yield from leaves(item, path)
    elif isinstance(value, REFERRED) and path:
        yield (*path, value.slug)
    elif isinstance(value, acn.Estimate | DateRange) or not attrs.has(type(value)):
        yield (*path, str(value))
    else:
        for field in attrs.fields(type(value)):
            told_by_history = field.name == "status" and getattr(value, "history", ())
            if field.init and not told_by_history:
                yield from leaves(getattr(value, field.name), (*path, field.name))


def figures(catalogue):
    return {(kind, item.slug, *leaf) for kind in KINDS for item in getattr(catalogue, kind) for leaf in leaves(item)}


def sources_in(value):
    if isinstance(value, acn.Source):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from sources_in(item)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            if field.init and field.name != "_index":
                yield from sources_in(getattr(value, field.name))


@given(catalogues(), days, days)
def test_what_was_known_is_known_later(catalogue, one, other):
    early, late = sorted((one, other))

    assert figures(catalogue.known_by(early)) <= figures(catalogue.known_by(late)) <= figures(catalogue)


@given(catalogues(), days, days)
def test_asking_twice_is_asking_by_the_earlier_date(catalogue, one, other):
    assert catalogue.known_by(one).known_by(other) == catalogue.known_by(min(one, other))


@given(catalogues(), days)
def test_nothing_that_is_known_names_a_source_that_came_later(catalogue, on):
    known = catalogue.known_by(on)
    found = [source for kind in KINDS for item in getattr(known, kind) for source in sources_in(item)]

    assert all(source.published is not None and source.published.last <= on for source in found)
    assert {source.slug for source in found} <= {source.slug for source in known.sources}


@given(catalogues(published=days))
def test_in_the_end_all_that_is_dated_is_known(catalogue):
    assert catalogue.known_by(FAR) == catalogue
    assert catalogue.left_out(FAR) == ()


@given(catalogues(), days)
def test_the_catalogue_that_is_asked_stays_as_it_is(catalogue, on):
    before = catalogue.fingerprint
    catalogue.known_by(on)

    assert attrs.evolve(catalogue).fingerprint == before


@given(catalogues(), days)
def test_no_date_makes_known_what_is_left_out_for_want_of_one(catalogue, on):
    missing = {(item.kind, item.entry, item.part) for item in catalogue.left_out(on) if item.reason is Reason.UNDATED}

    assert missing <= {(item.kind, item.entry, item.part) for item in catalogue.left_out(FAR)}


def plain_figures(chip, on):
    """The figures of a chip known by a date: any source of those cited for it, else every one of the list."""

    def out(source):
        return source.published is not None and source.published.last <= on

    if not any(map(out, chip.sources)):
        return set()
    values = {name: getattr(chip, name) for name in ("power", "node", "price", "dies", "memory_bandwidth", "status")}
    values |= {f"rates.{item.value}": rate for item, rate in chip.rates.items()}
    known = set()
    for name, value in values.items():
        key = name.replace("_", "-")
        cited = next((item.sources for item in chip.cited if item.figure == key), ())
        if value is not None and (any(map(out, cited)) if cited else all(map(out, chip.sources))):
            known.add((key, value))
    return known


@given(catalogues(), days)
def test_a_figure_of_a_chip_is_known_by_its_own_sources_or_by_all(catalogue, on):
    known = catalogue.known_by(on)
    for chip in catalogue.chips:
        found = known.chips.get(chip.slug)
        keys = ["power", "node", "price", "dies", "memory-bandwidth", "status"]
        keys += [f"rates.{item.value}" for item in acn.NumberFormat]
        mine = {(key, found.value_of(key)) for key in keys if found and found.value_of(key) is not None}

        assert mine == plain_figures(chip, on)


@given(catalogues(), days)
def test_a_statement_is_known_with_the_first_of_its_sources(catalogue, on):
    known = catalogue.known_by(on)
    for kind in ("observations", "events"):
        out = {
            item.slug
            for item in getattr(catalogue, kind)
            if any(source.published is not None and source.published.last <= on for source in item.sources)
        }

        assert {item.slug for item in getattr(known, kind)} == out


def certifying(mandate, name):
    """The lists that the conditions of a mandate name, in its scope and one reading."""
    text = repr((mandate.scope, mandate.reading(name).qualifies))
    return [item for item in LISTS if item.slug in text]


@given(catalogues(), days)
def test_a_milestone_is_known_by_its_own_sources_or_by_those_of_the_mandate(catalogue, on):
    def out(item):
        return any(source.published is not None and source.published.last <= on for source in item.sources)

    known = catalogue.known_by(on)
    for mandate in catalogue.mandates:
        found = known.mandates.get(mandate.slug)
        least = [item.on for item in mandate.require.milestones if out(item) or not item.sources]
        lists = [catalogue.lists[item.slug] for item in certifying(mandate, mandate.readings[0].name)]
        if not out(mandate) or not least:
            assert found is None
        elif all(map(out, lists)) and mandate.readings[0].require is None:
            assert [item.on for item in found.require.milestones] == least


# -- worked cases

EARLY = acn.Source(slug="early", title="Early", publisher="P", published="2025-03-01")
LATE = acn.Source(slug="late", title="Late", publisher="P", published="2025-06")
NEVER = acn.Source(slug="never", title="Never", publisher="P")
BETWEEN = date(2025, 4, 1)
CN = acn.Place(code="CN", name="China")
US = acn.Place(code="US", name="United States")
SMIC = acn.Vendor(slug="smic", name="SMIC", place=CN, sources=(EARLY,))
TSMC = acn.Vendor(slug="tsmc", name="TSMC", place=US, sources=(LATE,))
FIRM = acn.Vendor(
    slug="firm", name="Firm", place=CN, parent="tsmc", roles=("designer",), sources=(EARLY, LATE), note="note",
    supplies=(Supply(customer="smic", sources=(EARLY,)), Supply(customer="tsmc", sources=(EARLY,))),
)  # fmt: skip


def chip(**given):
    return acn.Chip(**{"slug": "c", "name": "C", "designer": FIRM, "sources": (EARLY,)} | given)


def site(*deployments, **given):
    fields = {"slug": "f", "name": "F", "place": CN, "kind": "data-centre", "sources": (EARLY,)}
    return acn.Facility(**fields | given, deployments=deployments)


def known(*values, on=BETWEEN):
    return catalogue_of(EARLY, LATE, NEVER, CN, US, SMIC, TSMC, FIRM, *values).known_by(on)


def left(*values, on=BETWEEN):
    found = catalogue_of(EARLY, LATE, NEVER, CN, US, SMIC, TSMC, FIRM, *values).left_out(on)
    return [str(item) for item in found if item.kind not in ("vendor",)]


@pytest.mark.parametrize(("day", "is_known"), [(date(2025, 6, 29), False), (date(2025, 6, 30), True)])
def test_a_source_known_to_the_month_is_public_from_its_last_day(day, is_known):
    assert ("late" in catalogue_of(LATE).known_by(day).sources) is is_known


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://web.archive.org/web/20240501123456/https://x.example/a", date(2024, 5, 1)),
        ("https://web.archive.org/web/20240501123456if_/https://x.example/a", date(2024, 5, 1)),
        ("web.archive.org/web/20240501/https://x.example/a", date(2024, 5, 1)),
        ("https://archive.ph/2024.05.01-123456/https://x.example/a", date(2024, 5, 1)),
        ("https://web.archive.org/web/2024/https://x.example/a", None),
        ("https://web.archive.org/web/20240230123456/https://x.example/a", None),
        ("https://archive.ph/XFJOZ", None),
        ("https://x.example/web/20240501123456/a", None),
    ],
)
def test_the_time_stamp_of_an_archive_dates_a_source_at_the_latest(address, day):
    read = attrs.evolve(NEVER, read_at=address)

    assert read.public_by == day
    assert attrs.evolve(NEVER, url=address).public_by == day
    assert attrs.evolve(read, published="2023").public_by == date(2023, 12, 31)
    if day:
        assert "never" in catalogue_of(read).known_by(day).sources
        assert "never" not in catalogue_of(read).known_by(day - timedelta(days=1)).sources


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://x.example/news/2025/06/05/news-of-it/", date(2025, 6, 5)),
        ("https://x.example/2025/06/05", date(2025, 6, 5)),
        ("https://x.example/2025/06/31/it", None),
        ("https://x.example/2025/06/it", None),
        ("https://web.archive.org/web/20250701123456/https://x.example/2025/06/05/it", date(2025, 6, 5)),
    ],
)
def test_the_day_in_the_address_of_an_account_dates_what_it_tells_of_at_the_latest(address, day):
    assert attrs.evolve(NEVER, read_at=address).public_by == day
    own = attrs.evolve(NEVER, url=address).public_by
    assert own == (date(2025, 7, 1) if "archive" in address else None)


def test_the_earlier_of_two_copies_dates_a_source():
    copies = {
        "read_at": "https://web.archive.org/web/20240501123456/https://x.example/",
        "url": "https://web.archive.org/web/20230501123456/https://x.example/",
    }

    assert attrs.evolve(NEVER, **copies).public_by == date(2023, 5, 1)


def test_who_a_firm_is_is_known_with_its_first_source_and_its_figures_with_the_last():
    firm = known().vendors["firm"]

    assert (firm.name, firm.place, firm.sources) == ("Firm", CN, (EARLY,))
    assert (firm.roles, firm.note, firm.parent) == ((), "", None)
    assert [supply.customer for supply in firm.supplies] == ["smic"]


def test_what_a_firm_belongs_to_is_unknown_while_nothing_is_known_of_the_other():
    firm = attrs.evolve(FIRM, sources=(EARLY,))

    assert known(firm).vendors["firm"].parent is None
    assert known(firm, on=FAR).vendors["firm"].parent == "tsmc"
    assert [supply.customer for supply in known(firm, on=FAR).vendors["firm"].supplies] == ["smic", "tsmc"]


def test_foundries_of_which_one_is_not_known_are_not_known():
    mixed = chip(foundries=(SMIC, TSMC))

    assert known(mixed).chips["c"].foundries == ()
    assert [item.slug for item in known(mixed, on=FAR).chips["c"].foundries] == ["smic", "tsmc"]
    placed = known(site(acn.Deployment(chip=mixed), commissioned="2025-01-01"), mixed).facilities["f"]
    assert acn.assess(placed, made_in_china(), on=date(2027, 12, 31)).status is acn.Status.INDETERMINATE


def made_in_china():
    return acn.Mandate(
        slug="m", title="M", require=acn.Schedule({date(2027, 1, 1): "50%"}),
        readings=(acn.Reading(name="r", qualifies=acn.Condition("produced-in", "CN")),),
    )  # fmt: skip


def test_a_designer_with_sources_of_its_own_is_known_by_those():
    named = chip(sources=(EARLY, LATE))
    cited = attrs.evolve(named, cited=(Citation(figure="designer", sources=(LATE,)),))

    assert known(named).chips["c"].designer.slug == "firm"
    assert known(cited).chips["c"].designer is None


def test_a_complete_inventory_without_one_of_its_deployments_is_complete_no_more():
    both = site(acn.Deployment(chip=chip(), count=1, sources=(EARLY,)), acn.Deployment(count=9, sources=(LATE,)))
    found = known(both, chip()).facilities["f"]

    assert both.inventory is Inventory.COMPLETE
    assert (len(found.deployments), found.inventory) == (1, Inventory.UNKNOWN)
    assert acn.assess(found, made_in_china(), on=date(2027, 12, 31)).share_range == (0, 1)


def test_rates_of_which_one_is_not_known_are_those_of_all_formats_no_more():
    held = chip(
        rates={"fp16": "1 TFLOP/s", "int8": "4 TOP/s"},
        sources=(EARLY, LATE),
        cited=(Citation(figure="rates.fp16", sources=(EARLY,)),),
    )
    (found,) = known(held).chips

    assert (held.rates_listed, list(found.rates)) == (Listing.COMPLETE, [acn.NumberFormat.FP16])
    assert found.rates_listed is Listing.UNKNOWN
    assert known(held, on=date(2025, 6, 30)).chips["c"] == held


def test_a_deployment_without_sources_of_its_own_rests_on_all_of_the_facility():
    bare = acn.Deployment(count=9)

    assert known(site(bare)).facilities["f"].deployments == (bare,)
    assert known(site(bare, sources=(EARLY, LATE))).facilities["f"].deployments == ()
    assert known(site(bare, sources=(EARLY, LATE)), on=FAR).facilities["f"].deployments == (bare,)


def test_a_model_of_which_nothing_is_known_is_an_unknown_model():
    placed = site(acn.Deployment(chip=chip(sources=(LATE,)), count=9))
    found = known(placed, chip(sources=(LATE,))).facilities["f"]

    assert (found.deployments[0].chip, found.deployments[0].count) == (None, acn.Estimate(9, 9))
    assert found.inventory is Inventory.COMPLETE


def test_a_status_that_is_not_known_is_unknown_and_not_the_usual_one():
    assert known(site(sources=(EARLY, LATE))).facilities["f"].status is FacilityStatus.UNKNOWN
    assert known(site(sources=(EARLY, LATE))).facilities["f"].kind is None
    assert known(site()).facilities["f"].status is FacilityStatus.OPERATING


def test_a_claim_about_a_chip_of_which_nothing_is_known_is_left_out():
    claim = acn.PerformanceClaim(
        slug="k", chip=chip(), reference=chip(slug="d", name="D", sources=(NEVER,)), sources=(EARLY,)
    )
    values = (claim.chip, claim.reference, claim)

    assert len(known(*values).claims) == 0
    assert left(*values) == ["chip d, whole entry (undated: never)", "claim k, whole entry (reference)"]


def test_a_claim_published_later_is_not_known_though_a_source_is():
    claim = acn.PerformanceClaim(
        slug="k", chip=chip(), reference=chip(slug="d", name="D"), published="2025-05", sources=(EARLY,)
    )

    assert len(known(claim.chip, claim.reference, claim).claims) == 0
    assert len(known(claim.chip, claim.reference, claim, on=date(2025, 5, 31)).claims) == 1


def test_nobody_has_verified_a_mandate_in_days_to_come():
    rule = attrs.evolve(made_in_china(), sources=(EARLY,), verified="2025-11")

    assert known(rule).mandates["m"].verified is None
    assert known(rule, on=date(2025, 11, 30)).mandates["m"].verified == DateRange.parse("2025-11")


def test_what_stands_beside_a_statement_rests_on_all_of_its_sources():
    rule = attrs.evolve(made_in_china(), sources=(EARLY, LATE), status="in-force", wording="words", note="a note")
    found = known(rule).mandates["m"]

    assert (found.status.value, found.wording, found.note, found.sources) == ("reported", None, "", (EARLY,))
    assert (found.require, found.readings) == (rule.require, rule.readings)
    assert known(rule, on=FAR).mandates["m"] == rule


def test_an_entry_of_no_source_is_known_by_no_date():
    assert len(known(made_in_china(), on=FAR).mandates) == 0
    assert left(made_in_china(), on=FAR) == ["mandate m, whole entry (undated)"]


def test_what_is_left_out_says_why():
    figures = chip(
        rates={"fp16": "1 TFLOP/s"}, power="400 W", memory="64 GB", price="9 USD",
        sources=(EARLY, LATE, NEVER),
        cited=(
            Citation(figure="rates.fp16", sources=(LATE,)), Citation(figure="power", sources=(EARLY, NEVER)),
            Citation(figure="node"), Citation(figure="price", sources=(NEVER, LATE)),
        ),
    )  # fmt: skip
    share = StatedShare(value="50%", sources=(LATE, NEVER))

    assert known(figures).chips["c"].power == figures.power
    assert left(figures, site(stated_shares=(share,))) == [
        "chip c, rates.fp16 (later: late)",
        "chip c, memory (undated: late, never)",
        "chip c, price (later: late)",
        "facility f, stated-shares[0] (later: late, never)",
    ]


def test_only_a_plain_date_is_a_date(catalogue):
    for ask in (catalogue.known_by, catalogue.left_out):
        with pytest.raises(TypeError, match=r"^on: not a date: '2025-08-22'; write datetime\.date"):
            ask("2025-08-22")


def test_what_an_analyst_could_have_known_of_shanghai(catalogue):
    before, after = catalogue.known_by(date(2025, 8, 20)), catalogue.known_by(date(2025, 8, 22))

    assert "shanghai-2027" not in before.mandates
    assert after.mandates["shanghai-2027"].require == catalogue.mandates["shanghai-2027"].require
    assert {source.slug for source in after.mandates["shanghai-2027"].sources} == {
        "trendforce-2025-08-21",
        "investing-2025-08-21",
        "nikkei-2025-08-21",
    }
    assert after.fingerprint != catalogue.fingerprint


def test_the_reasons_of_a_verdict_by_a_date_name_no_later_source(catalogue):
    on = date(2025, 8, 22)
    known_then = catalogue.known_by(on)
    for verdict in acn.assess_all(known_then.facilities, known_then.mandates, on=date(2027, 12, 31)):
        named = [known_then.sources[slug] for slug in _slugs(acn.explain(verdict).to_dict())]

        assert all(source.published.last <= on for source in named)


def _slugs(data):
    if isinstance(data, dict):
        yield from (source["slug"] for source in data.get("sources", ()) if isinstance(source, dict))
        for inner in data.values():
            yield from _slugs(inner)
    elif isinstance(data, list):
        for inner in data:
            yield from _slugs(inner)


# -- mandates with dated values of their own

RULE = {"slug": "m", "title": "M", "sources": (EARLY,)}
DESIGNED = acn.Reading(name="r", qualifies=acn.Condition("designed-in", "CN"))
FIRST = acn.Milestone(date(2027, 1, 1), "70%")
SECOND = acn.Milestone(date(2028, 1, 1), "90%", sources=(LATE,))


def rule(**given):
    return acn.Mandate(**{**RULE, "require": acn.Schedule((FIRST, SECOND)), "readings": (DESIGNED,)} | given)


def test_a_milestone_that_came_later_is_not_known():
    assert known(rule()).mandates["m"].require.milestones == (FIRST,)
    assert known(rule(), on=FAR).mandates["m"].require.milestones == (FIRST, SECOND)
    assert left(rule()) == ["mandate m, require.milestones[1] (later: late)"]


def test_a_mandate_of_which_no_milestone_is_known_is_not_known():
    late = rule(require=acn.Schedule((SECOND,)))

    assert len(known(late).mandates) == 0
    assert left(late) == ["mandate m, whole entry (later: late)"]


def test_a_reading_with_a_schedule_that_is_not_known_does_not_fall_back_on_the_mandates():
    stricter = attrs.evolve(DESIGNED, name="stricter", require=acn.Schedule((SECOND,)))

    assert [item.name for item in known(rule(readings=(DESIGNED, stricter))).mandates["m"].readings] == ["r"]


def test_a_condition_of_which_a_part_is_not_known_is_no_wider_condition():
    listed = acn.CertifiedList(slug="l", title="L", sources=(LATE,))
    both = acn.AllOf((acn.Condition("designed-in", "CN"), acn.Condition("certified-in", listed)))
    narrow = attrs.evolve(DESIGNED, name="narrow", qualifies=both)

    assert [item.name for item in known(listed, rule(readings=(DESIGNED, narrow))).mandates["m"].readings] == ["r"]
    assert len(known(listed, rule(scope=both)).mandates) == 0


def test_an_entry_of_a_list_goes_with_the_only_chip_that_it_names():
    gone, kept = chip(sources=(LATE,)), chip(slug="d", name="D")
    entries = [acn.ListEntry(chips=(gone,)), acn.ListEntry(chips=(gone, kept)), acn.ListEntry(vendor=FIRM)]
    listed = acn.CertifiedList(slug="l", title="L", sources=(EARLY,), entries=entries)
    found = known(gone, kept, listed).lists["l"].entries

    assert [[item.slug for item in entry.chips] for entry in found] == [["d"], []]


def test_the_status_of_a_mandate_is_the_last_that_was_known_of_its_history():
    steps = [
        acn.StatusChange(status="proposed", sources=(EARLY,)),
        acn.StatusChange(status="in-force", sources=(LATE,)),
    ]
    told = rule(status="in-force", history=steps)

    assert known(told).mandates["m"].status.value == "proposed"
    assert known(told, on=FAR).mandates["m"].status.value == "in-force"
    assert known(rule(status="in-force", history=steps[1:])).mandates["m"].status.value == "reported"
    assert known(rule(status="in-force", history=steps[:1], sources=(EARLY, LATE))).mandates["m"].status == told.status


def test_an_exemption_with_sources_of_its_own_is_known_by_them():
    when = acn.Condition("kind", "laboratory")
    exempt = [acn.Exemption(when=when, sources=(LATE,)), acn.Exemption(when=when)]

    assert known(rule(exemptions=exempt)).mandates["m"].exemptions == (exempt[1],)


def test_what_a_mandate_takes_the_place_of_is_told_where_that_is_known():
    other = rule(slug="o", sources=(LATE,))
    new = rule(supersedes=("o",))

    assert known(other, new).mandates["m"].supersedes == ()
    assert known(other, new, on=FAR).mandates["m"].supersedes == ("o",)
