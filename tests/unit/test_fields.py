"""The doors of the domain classes: what each field takes and refuses, in Python as in files."""
# ruff: noqa: E501  (messages are shown whole)

import pickle
import re
from collections import UserList
from datetime import date, datetime

import attrs
import pytest

import aichipcn as acn
from aichipcn.catalogue.catalogue import KINDS
from aichipcn.catalogue.codec import problems
from aichipcn.errors import InvalidTypeError, InvalidValueError
from aichipcn.mandates.grammar import Known, read_mandate
from aichipcn.mandates.writing import write_mandate, write_predicate
from aichipcn.model.chips import Citation, Rates, RivalReport
from aichipcn.model.collection import Collection
from aichipcn.model.doors import figure, instance
from aichipcn.model.facilities import Completion, StatedCompute, StatedShare
from aichipcn.model.fields import DOOR
from aichipcn.model.terms import Term
from aichipcn.model.transformers import Transformer
from aichipcn.model.utilisations import Utilisation
from aichipcn.model.vendors import Supply
from aichipcn.values.units import MEMORY, NONE, POWER

SOURCE = acn.Source(slug="s", title="T", publisher="P")
CN = acn.Place(code="CN", name="China")
CHIP = acn.Chip(slug="c", name="C")
MAKER = acn.Vendor(slug="maker", name="Maker")
OTHER = acn.Vendor(slug="other", name="Other")
MADE = acn.Chip(slug="made", name="Made", designer=MAKER)
SITE = acn.Facility(slug="site", name="Site")
PARTS = (Supply, Citation, RivalReport, acn.ListEntry, acn.Deployment, StatedShare, StatedCompute, Completion)


@pytest.mark.parametrize("cls", [*KINDS.values(), *PARTS], ids=lambda cls: cls.__name__)
def test_every_field_of_a_file_has_a_door_or_refers_to_other_values(cls):
    if cls in (acn.Mandate, acn.Incentive):
        return  # its grammar reads it
    attrs.resolve_types(cls)
    for field in (field for field in attrs.fields(cls) if field.init):
        refers = re.search(
            r"\b(Source|Place|Vendor|Chip|Transformer|Supply|Citation|RivalReport|ListEntry|Deployment|Completion|Stated\w+"
            r"|Paragraph|LicenceException|Review|StatusChange)\b",
            str(field.type),
        )
        assert (DOOR in field.metadata) != bool(refers), field.name


@pytest.mark.parametrize(
    ("make", "path", "message"),
    [
        (lambda: acn.Source(slug="s", title="T", publisher=" "), "publisher", "text is needed, got ' '"),
        (lambda: acn.Source(slug="s", title="T", publisher="P", url=3), "url", "text is needed, got 3"),
        (lambda: acn.Source(slug="-", title="T", publisher="P"), "slug", "not a slug: '-'; write lower-case words"),
        (lambda: acn.Source(slug=3, title="T", publisher="P"), "slug", "not a slug: 3; write lower-case words"),
        (lambda: acn.Place(code=3, name="X"), "code", "not a code of a place: 3"),
        (lambda: acn.Vendor(slug="v", name="V", roles="designer"), "roles", "a list is needed, got 'designer'"),
        (lambda: acn.Vendor(slug="v", name="V", parent="V W"), "parent", "not a slug: 'V W'"),
        (lambda: acn.Chip(slug="c", name="C", foundries=[3]), "foundries[0]", "not a Vendor: 3"),
        (lambda: acn.Chip(slug="c", name="C", foundries=3), "foundries", "not a sequence of Vendor: 3"),
        (lambda: acn.Chip(slug="c", name="C", rates={3: "1 W"}), "rates.3", "unknown key"),
        (lambda: acn.Chip(slug="c", name="C", rates=3), "rates", "not a table of rates: 3"),
        (lambda: acn.Chip(slug="c", name="C", dies=True), "dies", "a whole number of at least 1 is needed, got True"),
        (lambda: acn.Chip(slug="c", name="C", dies=0), "dies", "a whole number of at least 1 is needed, got 0"),
        (lambda: acn.Chip(slug="c", name="C", power=True), "power", "not a power: True; write text with a unit"),
        (lambda: acn.Chip(slug="c", name="C", transistors=True), "transistors", "not a number: True"),
        (lambda: acn.Chip(slug="c", name="C", released=datetime(2025, 1, 1)), "released", "a date-time is no date"),
        (lambda: acn.Facility(slug="f", name="F", funding="stat"), "funding[0]", "unknown value 'stat'; nearest: 'state'"),
        (lambda: acn.Facility(slug="f", name="F", kind=3), "kind", "unknown value 3; allowed: data-centre"),
        (lambda: StatedShare(value=0.85), "value", "not a share: 0.85; write it as text"),
        (lambda: StatedShare(value="85%", of=""), "of", "text is needed, got ''"),
        (lambda: StatedCompute(value="3 W"), "value", "not a rate: '3 W'"),
        (lambda: acn.Catalogue(chips=[CHIP]), "chips", "not a Collection: [Chip("),
        (lambda: acn.Deployment(installed="2026", retired="2025"), "retired", "retired 2025, before it was installed 2026"),
        (lambda: acn.Deployment(chip=MADE, designer=OTHER), "designer", "'other' did not design 'made'"),
        (lambda: acn.Fleet(slug="f", name="F", facilities=[SITE, SITE]), "facilities", "counted once; got twice: site"),
        (lambda: Citation(figure="foundry"), "figure", "no figure of a chip is named 'foundry'; nearest: 'foundry-place', 'foundries'; allowed: name, designer"),
        (lambda: RivalReport(figure=[], value="1"), "figure", "no figure of a chip is named []; allowed: name, designer"),
    ],
)  # fmt: skip
def test_a_field_names_itself_in_its_refusal(make, path, message):
    with pytest.raises(acn.AichipcnError) as caught:
        make()

    assert caught.value.path == path
    assert str(caught.value).startswith(f"{path}: ")
    assert message in str(caught.value)


def test_what_the_doors_let_in():
    chip = acn.Chip(
        slug="c",
        name="C",
        aliases=["D"],
        rates={acn.NumberFormat.FP16: "1 TFLOP/s"},
        dies=2,
        status="shipping",
        note="",
    )
    site = acn.Facility(slug="f", name="F", funding="state", stated_shares=[StatedShare(value=">= 85%")])

    assert chip.aliases == ("D",)
    assert chip.rates == Rates.of({"fp16": "1 TFLOP/s"}) == Rates.of(chip.rates)
    assert [item.value for item in site.funding] == ["state"]
    assert str(site.stated_shares[0].value) == "0.85..1"
    assert acn.Place(code="CN-GZ/guiyang", name="Guiyang", parent=CN).chain == ("CN-GZ/guiyang", "CN")
    assert acn.Vendor(slug="v", name="V", roles=["designer"], parent=None).parent is None
    assert figure(7, NONE) == acn.Estimate(7, 7)
    assert instance(3, "x", int) == 3


def test_a_list_may_be_any_sequence_but_a_text():
    assert acn.Chip(slug="c", name="C", aliases=UserList(["D"])).aliases == ("D",)
    for given in (b"D", {"D"}, iter(["D"])):
        with pytest.raises(InvalidTypeError, match=r"^aliases: a list is needed, got "):
            acn.Chip(slug="c", name="C", aliases=given)


def test_a_class_of_terms_gives_the_member_of_a_text():
    assert acn.FacilityKind("ai-data-centre") is acn.FacilityKind.AI_DATA_CENTRE
    assert acn.Level(acn.Level.PLACE) is acn.Level.PLACE
    assert pickle.loads(pickle.dumps(acn.Level.PLACE)) is acn.Level.PLACE


def test_the_figures_of_a_chip_are_named_as_in_files():
    names = {"power", "memory-bandwidth", "foundries", "price-note", "rates.fp16", "rates.int4"}

    assert {Citation(figure=name).figure for name in names} == names
    assert acn.Chip(slug="c", name="C", cited=[Citation(figure="die-area", sources=[SOURCE])]).sources_of(
        "die-area"
    ) == (SOURCE,)
    for name in ("slug", "cited", "rates", "memory_bandwidth", "rates.fp17", "rates.", ""):
        with pytest.raises(InvalidValueError, match="no figure of a chip is named"):
            CHIP.sources_of(name)


def test_what_is_made_says_its_name():
    assert [str(item) for item in (CHIP, SITE, MAKER)] == ["C", "Site", "Maker"]


def test_a_measure_may_be_given_by_its_text():
    mandate = read_mandate(PLAIN, KNOWN)

    assert attrs.evolve(mandate, measure="power").measure == acn.Measure("power")
    assert attrs.evolve(mandate, measure=acn.Measure("peak", "fp16")).measure == acn.Measure("peak", "fp16")


def test_a_model_of_claims_asks_a_chip_for_its_paths():
    model = acn.ClaimedPerformance(reference=CHIP, claims=[])

    for ask in (model.rate, model.reason, model.paths, acn.Peak("fp16").rate, acn.Peak("fp16").reason):
        with pytest.raises(InvalidTypeError, match=r"^chip: not a Chip: 'C'$"):
            ask("C")


def test_a_figure_of_the_wrong_dimension_says_which_units_it_may_have():
    with pytest.raises(
        InvalidValueError, match=r"^not an amount of memory: '4 W'; write one such as '64 GB'"
    ) as caught:
        figure("4 W", MEMORY)
    assert "GiB" in caught.value.allowed
    with pytest.raises(InvalidValueError, match=r"^not a power: '3 GB'") as caught:
        figure(acn.Estimate.parse("3 GB"), POWER)
    assert caught.value.found == acn.Estimate.parse("3 GB")


@pytest.mark.parametrize("items", [3, [3], ["x"], [acn.Deployment()]])
def test_a_collection_holds_what_has_a_slug(items):
    with pytest.raises(InvalidTypeError, match="a collection holds things that have a slug"):
        Collection("chip", items)
    with pytest.raises(InvalidTypeError, match="a collection holds things that have a slug"):
        Collection("chip").with_(items)


def test_a_collection_finds_by_any_name_and_asks_for_text():
    chips = Collection("chip", [acn.Chip(slug="ascend-910b", name="Ascend 910B", aliases=["910B"])])

    assert chips["ASCEND 910b"] is chips.get("910B") is chips["ascend_910B"]
    assert chips.get("H20") is None
    assert "910B" in chips
    assert 3 not in chips
    assert [] not in chips
    assert len(chips.with_([CHIP])) == 2
    assert repr(chips) == "<1 of kind chip>"
    with pytest.raises(InvalidTypeError, match="a chip is found by slug, name or alias, got 3"):
        chips[3]


def test_a_bug_in_a_door_is_not_taken_for_bad_input():
    with pytest.raises(ZeroDivisionError):
        list(problems(ZeroDivisionError()))


def test_a_catalogue_is_compared_and_searched_by_what_it_holds(catalogue):
    with pytest.raises(InvalidTypeError, match="one: not a Catalogue: 3"):
        acn.diff(3, catalogue)
    with pytest.raises(LookupError, match="no source is named 'nope'"):
        next(catalogue.citing("nope"))


def test_what_changed_between_two_catalogues():
    one = acn.Catalogue().with_(SOURCE, CHIP)
    other = acn.Catalogue().with_(attrs.evolve(SOURCE, note="N"), acn.Chip(slug="d", name="D"))

    assert acn.diff(one, other) == ("~ source s", "- chip c", "+ chip d")
    assert acn.diff(one, one) == ()
    assert one.fingerprint == acn.Catalogue().with_(CHIP, SOURCE).fingerprint != other.fingerprint


KNOWN = Known(sources=Collection("source", [SOURCE]), places=Collection("place", [CN]))
PLAIN = {
    "slug": "m", "title": "M", "sources": ["s"],
    "require": {"share-at-least": {"2027-12-31": "70%"}},
    "readings": [{"name": "r", "qualifies": {"designed-in": "CN"}}],
}  # fmt: skip


def refusals(**changes):
    with pytest.raises(acn.CatalogueError) as caught:
        read_mandate({key: value for key, value in (PLAIN | changes).items() if value is not None}, KNOWN)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"slug": None, "title": None}, ["slug: is missing; write one such as 'shanghai-2027'",
                                         "title: is missing; write what it says, in words"]),
        ({"slug": "M M"}, ["slug: not a slug: 'M M'; write lower-case words joined by hyphens such as 'huawei-ascend-910b'; nearest: 'm-m'"]),
        ({"title": 3}, ["title: text is needed, got 3"]),
        ({"issuer": 3}, ["issuer: text is needed, got 3"]),
        ({"note": 3}, ["note: text is needed, got 3"]),
        ({"wording": ""}, ["wording: text is needed, got ''"]),
        ({"aliases": "A"}, ["aliases: a list is needed, got 'A'"]),
        ({"sources": "s"}, ["sources: a list is needed, got 's'"]),
        ({"sources": ["t"]}, ["sources[0]: no source has the slug 't'"]),
        ({"verified": "2027-13"}, ["verified: no such date: '2027-13'; write '2025-09-18', '2025-09', '2025-Q3', '2025-H2', '2025' or '2024-01..2024-06'"]),
        ({"status": "in force"}, ["status: unknown value 'in force'; nearest: 'in-force'; allowed: reported, proposed, announced, adopted, in-force, lapsed"]),
        ({"legal-force": 3}, ["legal-force: unknown value 3; allowed: law, regulation, guideline, guidance, target, request"]),
        ({"confidence": "rumor"}, ["confidence: unknown value 'rumor'; nearest: 'rumour'; allowed: official, vendor-datasheet, press, analyst-estimate, rumour"]),
        ({"readings": "r"}, ["readings: a list is needed, got 'r'"]),
        ({"population": {"additions-since": "2027-01-01", "x": 1}}, ["population.x: unknown key; allowed: additions-since, until"]),
        ({"measure": {}}, ["measure: exactly one measure is needed, got 0; write { peak = 'fp16' } or { spend = 'USD' }"]),
        ({"measure": {"peek": "fp16"}}, ["measure.peek: unknown key; nearest: 'peak'; allowed: peak, spend, effective"]),
        ({"measure": ["units"]}, ["measure: unknown value ['units']; allowed: units, peak, tpp, power, spend"]),
        ({"require": {"share-at-least": {"2027-12-31": "70%"}, "interpolate": 3}}, ["require.interpolate: unknown interpolation 3; allowed: linear"]),
        ({"require": {"share-at-least": 3}}, ["require.share-at-least: a table is needed, got 3"]),
        ({"scope": {"any": [{"kind": 3}, {"all": 3}]}}, [
            "scope.any[0].kind: unknown value 3; allowed: data-centre, ai-data-centre, supercomputer, cloud-region, laboratory",
            "scope.any[1].all: a list is needed, got 3",
        ]),
        ({"scope": {"made-by": ""}}, ["scope.made-by: made-by takes the slug of a vendor, got ''"]),
        ({"scope": {"not": 3}}, ["scope.not: a table is needed, got 3"]),
    ],
)  # fmt: skip
def test_every_key_of_a_mandate_is_strict(changes, told):
    assert refusals(**changes) == told


def test_every_key_of_a_reading_is_strict():
    reading = {"name": "R", "qualifies": {"designed-in": "CN"}, "require": 3, "scope": 3, "stated-shares": 3, "note": 3}

    assert refusals(readings=[reading, {}]) == [
        "readings[0].name: not a slug: 'R'; write lower-case words joined by hyphens such as 'huawei-ascend-910b'; nearest: 'r'",
        "readings[0].scope: a table is needed, got 3",
        "readings[0].require: a table is needed, got 3",
        "readings[0].stated-shares: unknown value 3; allowed: as-stated, at-most, not-used",
        "readings[0].note: text is needed, got 3",
        "readings[1].name: is missing; write a slug such as 'designed'",
        "readings[1].qualifies: is missing; write { designed-in = 'CN' }",
    ]


def test_a_mandate_is_a_table():
    with pytest.raises(acn.CatalogueError, match="a table is needed, got 3"):
        read_mandate(3, KNOWN)


def test_what_is_not_checked_against_a_collection_is_taken():
    mandate = read_mandate(PLAIN | {"scope": {"made-by": "anyone"}}, KNOWN)

    assert mandate.scope == acn.Condition("made-by", "anyone")


def test_a_predicate_of_ones_own_is_not_written():
    class Mine:
        pass

    with pytest.raises(LookupError, match="no condition in files is named 'Mine'"):
        write_predicate(Mine())


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: acn.Milestone("2027", "70%"), "on: a day is needed such as 2027-12-31, got '2027'"),
        (lambda: acn.Schedule({date(2027, 1, 1): 70}), "2027-01-01: not a share: 70; write it as text"),
        (lambda: acn.Schedule([3]), "not milestones: [3]; write a table"),
    ],
)
def test_a_schedule_says_which_milestone_is_wrong(make, message):
    with pytest.raises(acn.AichipcnError) as caught:
        make()

    assert str(caught.value).startswith(message)


def test_a_milestone_may_be_dated_in_text():
    assert acn.Schedule({"2027-12-31": "70%"}) == acn.Schedule({date(2027, 12, 31): "70%"})


def test_a_member_may_be_given_as_itself():
    class Colour(Term):
        RED = "red"

    assert Colour(Colour.RED) is Colour("red") is Colour.RED
    with pytest.raises(InvalidValueError, match=r"^unknown value 'rde'; nearest: 'red'; allowed: red$"):
        Colour("rde")
    with pytest.raises(InvalidValueError, match=r"^unknown value \['red'\]; allowed: red$"):
        Colour(["red"])


def test_a_mandate_with_every_part_is_written_in_the_words_of_a_file():
    mandate = acn.Mandate(
        slug="m", title="M", issuer="I", wording="W", note="N", place=CN, legal_force="target", level="place",
        status="adopted", confidence="press", verified="2027", aliases=["A"], sources=[SOURCE],
        scope=acn.AllOf([acn.Condition("kind", "ai-data-centre"), acn.Not(acn.Condition("located-in", "CN"))]),
        population=acn.AdditionsSince("2027-01-01"), measure=acn.Measure("spend", currency="CNY"),
        require=acn.Schedule({"2027-12-31": "70%", "2028-12-31": "1/3"}, "linear"),
        readings=[
            acn.Reading(
                name="r", qualifies=acn.AnyOf([acn.Condition("chip", "c")]), scope=acn.AllOf(), note="N",
                require=acn.Schedule({"2027-12-31": "0"}), stated_shares="at-most",
            )
        ],
    )  # fmt: skip

    assert write_mandate(mandate) == {
        "slug": "m", "title": "M", "issuer": "I", "wording": "W", "note": "N", "place": "CN", "legal-force": "target",
        "level": "place", "status": "adopted", "confidence": "press", "verified": "2027", "aliases": ["A"],
        "sources": ["s"],
        "scope": {"all": [{"kind": "ai-data-centre"}, {"not": {"located-in": "CN"}}]},
        "population": {"additions-since": date(2027, 1, 1)},
        "measure": {"spend": "CNY"},
        "require": {"share-at-least": {"2027-12-31": "70%", "2028-12-31": "1/3"}, "interpolate": "linear"},
        "readings": [
            {
                "name": "r", "qualifies": {"any": [{"chip": "c"}]}, "stated-shares": "at-most",
                "require": {"share-at-least": {"2027-12-31": "0%"}}, "scope": {"all": []}, "note": "N",
            }
        ],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("measure", "written"),
    [
        (acn.Measure(), "units"),
        (acn.Measure("tpp"), "tpp"),
        (acn.Measure("peak", acn.NumberFormat.FP8), {"peak": "fp8"}),
        (acn.Measure("spend"), {"spend": "USD"}),
    ],
)
def test_a_measure_is_written_as_it_is_read(measure, written):
    mandate = read_mandate(PLAIN | {"measure": written}, KNOWN)

    assert mandate.measure == measure
    assert write_mandate(mandate)["measure"] == written
    assert write_mandate(mandate)["population"] == "stock"


def test_a_whole_catalogue_is_saved_and_read_back(tmp_path, catalogue):
    mine = acn.Catalogue().with_(attrs.evolve(SOURCE, slug="my-s"), acn.Place(code="QQ", name="My place"))
    acn.save(mine, tmp_path / "mine.json")
    again = acn.load_catalogue(tmp_path / "mine.json")

    assert acn.diff(catalogue, again) == ("+ source my-s", "+ place QQ")


def test_a_figure_of_a_chip_is_found_by_the_name_its_sources_are_found_by():
    chip = acn.Chip(slug="c", name="C", power="400 W", rates={"fp16": "312 TFLOP/s"})

    assert chip.value_of("power") == acn.Estimate.parse("400 W")
    assert chip.value_of("rates.fp16") == acn.Estimate.parse("312 TFLOP/s")
    assert [chip.value_of(name) for name in ("rates.fp8", "die-area", "foundries")] == [None, None, None]
    with pytest.raises(InvalidValueError, match="no figure of a chip is named 'powr'; nearest: 'power'"):
        chip.value_of("powr")


def test_places_and_formats_in_words():
    assert str(CN) == "China"
    assert CN.slug == "CN"
    assert [item.bits for item in acn.NumberFormat] == [64, 32, 32, 16, 16, 8, 4, 32, 16, 8, 4]
    assert acn.NumberFormat.INT8.is_integer
    assert not acn.NumberFormat.FP8.is_integer
    assert str(acn.NumberFormat.FP8) == "FP8"


def test_a_reading_that_is_not_named_in_text_is_unknown():
    with pytest.raises(LookupError, match=r"^no reading of m is named 3$"):
        read_mandate(PLAIN, KNOWN).reading(3)


LLAMA = {
    "slug": "t", "name": "T", "parameters": 8 * 10**9, "layers": 32, "hidden": 4096, "heads": 32, "kv_heads": 8,
    "head_dimension": 128, "vocabulary": 128_256, "tied_embeddings": False,
}  # fmt: skip
MIXTURE = {**LLAMA, "parameters": 47 * 10**9, "active_parameters": 13 * 10**9, "experts": 8, "active_experts": 2}


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({**LLAMA, "kv_heads": None}, "keys and values are kept as kv-heads, or as a latent-dimension with a"),
        ({**LLAMA, "latent_dimension": 512, "rope_dimension": 64}, "keys and values are kept as kv-heads, or as a"),
        ({**LLAMA, "kv_heads": None, "latent_dimension": 512}, "keys and values are kept as kv-heads, or as a"),
        ({**LLAMA, "kv_heads": 5}, "32 heads are not shared out evenly among 5 kv-heads"),
        ({**LLAMA, "experts": 8}, "a mixture of experts states experts, active-experts and active-parameters"),
        ({**LLAMA, "active_parameters": 10**9}, "a mixture of experts states experts, active-experts and"),
        ({**MIXTURE, "active_experts": 8}, "of 8 experts fewer work on one token, not 8"),
        ({**MIXTURE, "active_parameters": 47 * 10**9}, "of 47000000000 parameters fewer work on one token, not 47000000000"),
        ({**LLAMA, "parameters": 10**9}, "1000000000 parameters do not hold 128256 words of 4096 numbers each"),
        ({**MIXTURE, "active_parameters": 10**10}, "2 of 8 experts would be more than all active parameters"),
    ],
)  # fmt: skip
def test_a_card_of_which_the_parts_do_not_fit_is_refused(fields, message):
    with pytest.raises(InvalidValueError, match=re.escape(message)):
        Transformer(**fields)


@pytest.mark.parametrize(("heads", "kind"), [(32, "multi-head"), (8, "grouped-query"), (1, "multi-query")])
def test_pairs_of_key_and_value_tell_the_kind_of_attention(heads, kind):
    model = Transformer(**{**LLAMA, "kv_heads": heads})

    assert model.attention.value == kind
    assert model.cached == 32 * heads * 256
    assert str(model) == "T"


def test_a_utilisation_says_what_it_includes():
    measured = Utilisation(slug="u", kind="mfu", value="38%..43%", includes=["kernels", "pipeline-bubble"])

    assert str(measured) == "MFU 0.38..0.43 (u)"
    assert [str(loss) for loss in measured.includes] == ["kernels", "pipeline bubble"]
    with pytest.raises(InvalidValueError, match=re.escape("includes: a factor includes at least one loss, such as")):
        Utilisation(slug="u", kind="mfu", value="38%", includes=[])


@pytest.mark.parametrize(
    ("confidence", "listed"),
    [
        (None, "complete"),
        ("official", "complete"),
        ("vendor-datasheet", "complete"),
        ("press", "unknown"),
        ("analyst-estimate", "unknown"),
        ("rumour", "unknown"),
    ],
)
def test_rates_are_those_of_all_formats_where_the_maker_states_them(confidence, listed):
    chip = acn.Chip(slug="c", name="C", rates={"fp16": "1 TFLOP/s"}, confidence=confidence)

    assert chip.rates_listed is acn.Listing(listed)
    assert acn.Chip(slug="c", name="C", confidence="press", rates_listed="complete").rates_listed.value == "complete"
