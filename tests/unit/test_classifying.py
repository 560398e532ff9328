"""Classifying by the catalogue: what may be given, what is told, and rules that come from files and go to them."""

import copy
import json
import pickle
import re
from datetime import date, datetime
from pathlib import Path

import attrs
import pytest

import aichipcn as acn
from aichipcn.catalogue.load import built, file_entries
from aichipcn.catalogue.save import written
from aichipcn.errors import AichipcnError, InvalidTypeError, InvalidValueError, UnknownNameError
from aichipcn.export.classification import classified
from aichipcn.export.rules import in_force
from aichipcn.mandates.predicates import unknown_fields
from tests.laws.rules import rule

ON = date(2025, 5, 1)
MACAU = acn.Place(code="CN-MO", name="Macau", parent=acn.Place(code="CN", name="China"))


# What may be given


def test_a_chip_and_a_destination_are_found_by_name_as_well():
    named = acn.classify("H20", on=ON, destination="Macao", end_use="research")
    catalogue = acn.load_catalogue()
    given = acn.classify(
        catalogue.chips["nvidia-h20"], on=ON, destination=catalogue.places["CN-MO"], end_use=acn.Use.RESEARCH
    )

    assert named == given
    assert named.fingerprint == catalogue.fingerprint
    assert named.version == acn.__version__
    assert (named.chip.slug, named.on, named.to.place.code) == ("nvidia-h20", ON, "CN-MO")
    assert [item.slug for item in named.rules] == [item.slug for item in in_force(catalogue.rules, ON)]


def test_a_chip_of_one_s_own_is_classified_by_the_rules_of_the_catalogue():
    mine = acn.Chip(slug="mine", name="Mine", rates={"int8": "600 TOP/s"}, market="edge")

    assert str(acn.classify(mine, on=date(2024, 5, 1), destination=MACAU)) == (
        "Mine on 2024-05-01, to Macau: 3A090.a, licence needed, exception ACA on conditions, "
        "exception NAC on conditions"
    )


BAD = [
    ({"chip": "H2O"}, UnknownNameError, "no chip is named 'H2O'; nearest: 'H20'"),
    ({"chip": 910}, InvalidTypeError, "chip: not a Chip: 910"),
    ({"on": None}, InvalidTypeError, "on: not a date: None; write datetime.date(...)"),
    ({"on": "2025-05-01"}, InvalidTypeError, "on: not a date: '2025-05-01'; write datetime.date(...)"),
    (
        {"on": datetime(2025, 5, 1)},
        InvalidTypeError,
        "on: not a date: 2025-05-01T00:00:00; a date-time is no date",
    ),
    ({"destination": "Atlantis"}, UnknownNameError, "no place is named 'Atlantis'"),
    ({"destination": "Maccau"}, UnknownNameError, "no place is named 'Maccau'; nearest: 'Macau'"),
    ({"destination": 5}, InvalidTypeError, "destination: not a Place: 5"),
    (
        {"end_use": "militry"},
        InvalidValueError,
        "end_use: unknown value 'militry'; nearest: 'military'; allowed: government, security, military, "
        "critical-infrastructure, research, commercial, training, inference",
    ),
    ({"catalogue": "mine.toml"}, InvalidTypeError, "catalogue: not a Catalogue: 'mine.toml'"),
]


@pytest.mark.parametrize(("given", "error", "message"), BAD, ids=lambda value: str(value)[:30])
def test_what_cannot_be_classified_is_refused(given, error, message):
    call = {"chip": "H20", "on": ON, **given}
    with pytest.raises(error, match=f"^{re.escape(message)}$"):
        acn.classify(call.pop("chip"), **call)


def test_the_day_is_always_given():
    with pytest.raises(TypeError, match="'on'"):
        acn.classify("H20")


def test_the_core_takes_a_facility_and_nothing_else():
    chip, rules = acn.Chip(slug="c", name="C"), acn.load_catalogue().rules
    with pytest.raises(InvalidTypeError, match=r"^to: not a Facility: 'CN'$"):
        classified(chip, rules, on=ON, to="CN")
    with pytest.raises(InvalidTypeError, match=r"^chip: not a Chip: 'H20'$"):
        classified("H20", rules, on=ON)


# What is told


def test_a_classification_is_a_value():
    one, other = acn.classify("H20", on=ON), acn.classify("H20", on=ON)

    assert one == other
    assert hash(one) == hash(other)
    assert one != acn.classify("H20", on=date(2025, 4, 8))
    assert pickle.loads(pickle.dumps(one)) == copy.deepcopy(one) == one
    assert pickle.loads(pickle.dumps(one)).explanation() == one.explanation()
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        one.on = date(2030, 1, 1)


def test_it_is_told_in_short_and_in_a_sentence():
    told = {
        ("H20", "2025-05-01"): "letter:H20",
        ("H20", "2025-04-08"): "outside",
        ("A100", "2023-10-23"): "3A090, letter:data-centre-4800",
        ("nvidia-h200-sxm", "2026-02-01"): "3A090.a, letter:reported-thresholds",
        ("nvidia-rtx-5090d", "2025-02-01"): "3A090.a or outside",
    }

    assert {(name, day): acn.classify(name, on=date.fromisoformat(day)).short for name, day in told} == told
    assert str(acn.classify("H20", on=date(2025, 4, 8))) == "NVIDIA H20 on 2025-04-08, to China: outside"
    assert str(acn.classify("nvidia-h200-sxm", on=date(2026, 2, 1))).endswith(
        ", to China: 3A090.a, licence needed, case by case; letter:reported-thresholds, licence needed"
    )
    assert str(acn.classify("RTX 4090", on=date(2024, 5, 1))).endswith(
        "to China: 3A090.a, licence needed, exception ACA on conditions, exception NAC on conditions"
    )
    free = rule(exceptions=[acn.LicenceException(name="FREE")])
    assert str(classified(acn.Chip(slug="c", name="C"), [free], on=ON)).endswith("P, licence needed, exception FREE")
    assert str(free) == "r"


def test_an_explanation_shows_figures_rules_conditions_and_what_they_come_to():
    explanation = acn.explain(acn.classify("H20", on=ON))
    lines = str(explanation).splitlines()

    assert lines[0] == "NVIDIA H20 on 2025-05-01, to China: letter:H20, licence needed"
    expected = [
        "  memory bandwidth: 4,000 GB/s",
        "  aggregate bidirectional transfer rate: 908 to 1,028 GB/s",
        "  memory and transfer bandwidth together: 4,908 to 5,028 GB/s",
        "  total processing performance, the most of the formats: 2,368 TPP",
        "    FP16: 148 TFLOP/s dense x 16 bits = 2,368 TPP",
        "  performance density: 2,368 TPP / 814 mm² = 2.909090…",
        "  Requirement on AMD's MI308, letter of 2025-04-15: about other items",
        "    made by amd: false (designer: NVIDIA, United States)",
        "    letter:H20: true",
        "      of the model nvidia-h20: true (model: NVIDIA H20)",
        "    letter:reported-thresholds (press): true",
        "      of a memory bandwidth of at least 1,400 GB/s: true (memory bandwidth: 4,000 GB/s)",
        "    3A090.c: false",
        "      of the kind memory: false (kind: accelerator)",
        "    3A090.a.1: false",
        "      of a total processing performance of at least 4,800 TPP: false "
        "(total processing performance: 2,368 TPP)",
        "    3A090.b.2: false",
        "      of a performance density of at least 3.2: false (performance density: 2.909090…)",
        "  outcome 1: letter:H20, licence needed",
        "  classified by its figures; whether an item is subject to these rules at all is not asked",
    ]
    assert [line for line in lines if line in expected] == expected
    assert lines.count(expected[3]) == 1
    assert lines[-1] == f"aichipcn {acn.__version__}, catalogue {acn.load_catalogue().fingerprint[:12]}"


def test_an_explanation_tells_exceptions_reviews_computers_and_what_would_decide_it(catalogue):
    chip = attrs.evolve(catalogue.chips["Gaudi 2"], market=None)
    text = str(acn.explain(acn.classify(chip, on=date(2025, 3, 1))))

    for line in (
        "  outcome 1: 3A090.a, licence needed, presumption of denial",
        "    computers that have it in them: 4A090.a",
        "    review of 3A090.a: presumption of denial",
        "  outcome 2: 3A090.a, licence needed, exception ACA on conditions, exception NAC on conditions",
        "    exception ACA: transfers within China or Macau only, no exports to them",
        "  what would decide it",
        "    market of Intel Gaudi 2",
    ):
        assert line in text.splitlines()
    shown = str(acn.explain(acn.classify("nvidia-h200-sxm", on=date(2026, 2, 1))))
    assert "      conditions: exported from the United States; sold there on 2026-01-15; " in shown


def test_an_explanation_says_why_a_licence_is_needed_or_is_not():
    lines = {
        code: str(acn.explain(acn.classify("A100", on=date(2022, 11, 1), destination=code))).splitlines()
        for code in ("CN", "CN-MO", "SG")
    }
    told = {code: text[text.index(f"    licence for 3A090: {said}") :] for (code, text), said in zip(
        lines.items(), ("needed", "not needed", "not coded for the destination"), strict=True
    )}  # fmt: skip

    assert "      located in CN: true (place: China)" in told["CN"]
    assert "      located in CN-MO: true (place: Macau)" in told["CN-MO"]
    assert "      located in CN: false (place: Singapore)" in told["SG"]


def test_an_explanation_without_a_catalogue_names_none_and_ends_are_told():
    free = rule(until=date(2026, 1, 1), exceptions=[acn.LicenceException(name="FREE")])
    lines = str(classified(acn.Chip(slug="c", name="C"), [free], on=ON).explanation()).splitlines()

    assert "  r, regulation of 2024-01-01 until 2026-01-01" in lines
    assert "    exception FREE" in lines
    assert lines[-1] == f"aichipcn {acn.__version__}"


def test_what_figures_settle_together_is_said_to_be():
    chip = acn.Chip(slug="c", name="C", die_area="100 mm**2", node="7 nm", market="data-centre")
    found = acn.classify(chip, on=date(2023, 12, 1))
    lines = str(found.explanation()).splitlines()

    assert found.possible == ("3A090.a",)
    at = lines.index("    3A090.b.1: false")
    assert "      settled together, however the missing facts turn out" in lines[at : at + 10]
    assert lines.count("      settled together, however the missing facts turn out") == 2


def test_a_figure_that_something_else_decides_is_not_told():
    when = acn.AnyOf(
        [
            acn.AllOf([acn.Condition("chip-kind", "memory"), acn.Condition("memory", ">= 8 GB")]),
            acn.Not(acn.Condition("power", ">= 400 W")),
        ]
    )
    only = rule(paragraphs=[acn.Paragraph(name="P", when=when)])
    lines = str(classified(acn.Chip(slug="c", name="C", power="300 W"), [only], on=ON).explanation()).splitlines()

    assert "  power: 300 W" in lines
    assert not [line for line in lines if line.startswith("  memory")]


def test_a_figure_that_was_a_step_of_another_is_told_once():
    both = acn.AllOf([acn.Condition("total-bandwidth", ">= 9 GB/s"), acn.Condition("memory-bandwidth", ">= 9 GB/s")])
    only = rule(paragraphs=[acn.Paragraph(name="P", when=both)])
    chip = acn.Chip(slug="c", name="C", memory_bandwidth="10 GB/s")
    lines = str(classified(chip, [only], on=ON).explanation()).splitlines()

    assert [line.strip() for line in lines].count("memory bandwidth: 10 GB/s") == 1


def test_an_explanation_survives_json_and_has_a_format():
    explanation = acn.explain(acn.classify("H20", on=ON))
    data = explanation.to_dict()

    assert json.loads(json.dumps(data)) == data
    assert data["format"] == "aichipcn.explanation/1"
    assert (data["origin"], data["fingerprint"]) == ("catalogue", acn.load_catalogue().fingerprint)
    assert data["explanation"]["text"] == str(acn.classify("H20", on=ON))
    assert data["explanation"]["sources"][0].keys() >= {"slug", "title", "publisher"}
    assert explanation.to_html().startswith("<ul><li>NVIDIA H20 on 2025-05-01, to China")
    assert "<cite>" in explanation.to_html()
    assert json.loads(json.dumps(acn.explain(acn.figure_of(acn.load_catalogue().chips["H20"], "tpp")).to_dict()))


# What was known, and what changed


def test_a_rule_is_not_known_before_a_source_of_it_was_public(catalogue):
    first = {
        "us-2022-08-letter-nvidia": date(2022, 8, 31), "us-2022-10": date(2022, 10, 13),
        "us-2023-10-letter": date(2023, 10, 24), "us-2023-10": date(2023, 10, 25),
        "us-2024-12": date(2024, 12, 5), "us-2025-04-letter-amd": date(2025, 4, 16), "us-2026-01": date(2026, 1, 15),
    }  # fmt: skip

    for slug, day in first.items():
        assert slug in {item.slug for item in catalogue.known_by(day).rules}
        assert slug not in {item.slug for item in catalogue.known_by(date.fromordinal(day.toordinal() - 1)).rules}


@pytest.mark.parametrize("slug", [item.slug for item in acn.load_catalogue().rules])
def test_no_rule_is_known_long_before_it_binds_and_each_is_known_in_the_end(slug, catalogue):
    item = catalogue.rules[slug]
    early = date.fromordinal(item.since.toordinal() - 40)

    assert slug not in {known.slug for known in catalogue.known_by(early).rules}
    assert slug in {known.slug for known in catalogue.known_by(date(2026, 11, 30)).rules}


@pytest.mark.parametrize("day", ["2022-11-01", "2023-03-01", "2023-12-01", "2025-05-01", "2026-02-20"])
def test_for_a_reader_of_a_day_the_same_rules_bind_on_it(day, catalogue):
    on = date.fromisoformat(day)
    known = catalogue.known_by(on)

    assert [item.slug for item in in_force(known.rules, on)] == [item.slug for item in in_force(catalogue.rules, on)]


def test_paragraphs_without_sources_of_their_own_stay_with_their_rule(catalogue):
    known = catalogue.known_by(date(2023, 10, 25))
    names = [item.name for item in known.rules["us-2023-10"].paragraphs]
    letters = {
        day: [item.name for item in catalogue.known_by(date(2025, 4, day)).rules["us-2025-04-letter-nvidia"].paragraphs]
        for day in (15, 16)
    }

    assert names == ["3A090.a.1", "3A090.a.2", "3A090.b.1", "3A090.b.2"]
    assert letters == {15: ["letter:H20"], 16: ["letter:H20", "letter:reported-thresholds"]}


def test_the_status_of_a_rule_is_the_last_that_was_known(catalogue):
    statuses = {
        day: catalogue.known_by(date.fromisoformat(day)).rules["us-2022-08-letter-nvidia"].status.value
        for day in ("2022-09-30", "2022-10-13")
    }

    assert statuses == {"2022-09-30": "in-force", "2022-10-13": "lapsed"}


def test_a_rule_of_which_nothing_is_left_is_not_known():
    late = acn.Source(slug="late", title="Late", publisher="P", published=date(2026, 1, 1))
    early = attrs.evolve(late, slug="early", published=date(2025, 1, 1))
    own = acn.Paragraph(name="P", when=acn.AllOf(), sources=[late])
    catalogue = acn.Catalogue().with_(late, early, rule(paragraphs=[own], sources=[early]))

    assert len(catalogue.known_by(date(2026, 1, 1)).rules) == 1
    assert len(catalogue.known_by(date(2025, 6, 1)).rules) == 0


def test_a_rule_refers_to_a_changed_chip_as_all_else_does(catalogue):
    source = catalogue.sources["nvidia-8-k-2025-04-15"]
    chip = catalogue.chips["nvidia-h20"]
    certified = acn.CertifiedList(
        slug="named", title="Named", entries=[acn.ListEntry(chips=[chip], since="2024")], sources=[source]
    )
    when = acn.AllOf([acn.Condition("certified-in", certified), acn.Condition("chip", "nvidia-h20")])
    mine = rule("mine", paragraphs=[acn.Paragraph(name="P", when=when)], sources=[source])
    whole = catalogue.with_(certified, mine)
    changed = whole.with_(attrs.evolve(chip, power="500 W"))

    (condition, _) = changed.rules["mine"].paragraphs[0].when.parts
    assert condition.argument.entries[0].chips == (changed.chips["nvidia-h20"],)
    assert changed.chips["nvidia-h20"].power == acn.Estimate.parse("500 W")
    for held in (whole, changed):
        assert "P" in acn.classify("H20", on=ON, catalogue=held).paragraphs
    assert acn.diff(whole, changed) == ("~ chip nvidia-h20",)
    assert acn.classify("H20", on=ON, catalogue=changed).fingerprint != catalogue.fingerprint


def test_a_newer_version_is_a_rule_more(catalogue):
    lower = acn.Paragraph(name="3A090.a.9", when=acn.Condition("tpp", ">= 2000"))
    next_one = rule("next", date(2027, 1, 1), paragraphs=[lower], supersedes=["us-2025-04-letter-nvidia"])
    newer = catalogue.with_(next_one)

    assert acn.classify("H20", on=date(2026, 12, 31), catalogue=newer).short == "letter:H20"
    assert acn.classify("H20", on=date(2027, 1, 1), catalogue=newer).short == "3A090.a"
    assert acn.diff(catalogue, newer) == ("+ rule next",)


# Files


@pytest.mark.parametrize("ending", ["json", "toml"])
def test_rules_saved_are_the_rules_read(ending, tmp_path, catalogue):
    path = tmp_path / f"all.{ending}"
    acn.save(catalogue, path)
    found = []
    read = built(file_entries(path, found), found)

    assert list(read.rules) == list(catalogue.rules)
    assert read.fingerprint == catalogue.fingerprint


@pytest.mark.parametrize("item", acn.load_catalogue().rules, ids=lambda item: item.slug)
def test_a_rule_alone_is_read_over_the_catalogue(item, tmp_path, catalogue):
    path = tmp_path / "rule.json"
    mine = attrs.evolve(item, slug="mine", title="Mine", aliases=(), until=date(2030, 1, 1))
    acn.save([mine], path)

    assert acn.load_catalogue(path).rules["mine"] == mine
    assert written(mine)["paragraphs" if item.paragraphs else "since"]


SOURCE = '[[sources]]\nslug = "s"\ntitle = "S"\npublisher = "P"\n\n'
HEAD = '[[rules]]\nslug = "mine"\ntitle = "Mine"\nsince = 2027-01-01\nsources = ["s"]\n'
WHERE = 'destinations = { located-in = "CN" }\n'
PART = '[[rules.paragraphs]]\nname = "P"\nwhen = { tpp = ">= 4800" }\n'
REVIEW = '[[rules.reviews]]\npolicy = "denial"\n'
BAD_FILES = {
    "unknown condition": (
        HEAD + WHERE + PART.replace("tpp", "tppp"),
        "mine.toml:14: rules[0].paragraphs[0].when.tppp (mine): unknown condition; nearest: 'tpp'; allowed: all, any,",
    ),
    "a limit in another unit": (
        HEAD + WHERE + PART.replace("4800", "600 GB/s"),
        "mine.toml:14: rules[0].paragraphs[0].when.tpp (mine): a limit such as '>= 4800' is needed, got '>= 600 GB/s'",
    ),
    "a limit without a side": (
        HEAD + WHERE + PART.replace('{ tpp = ">= 4800" }', '{ all = [{ tpp = "4800" }] }'),
        "mine.toml:14: rules[0].paragraphs[0].when.all[0].tpp (mine): not a limit: '4800'; "
        "write a side and a figure, such as '>= 4800'",
    ),
    "a limit that is a number": (
        HEAD + WHERE + PART.replace('">= 4800"', "4800"),
        "mine.toml:14: rules[0].paragraphs[0].when.tpp (mine): a limit is text such as '>= 4800', got 4800",
    ),
    "an unknown chip": (
        HEAD + WHERE + PART.replace('tpp = ">= 4800"', 'chip = "nvidia-h2O"'),
        "mine.toml:14: rules[0].paragraphs[0].when.chip (mine): no chip has the slug 'nvidia-h2O'; "
        "nearest: 'nvidia-h20'",
    ),
    "an unknown market": (
        HEAD + WHERE + PART.replace('tpp = ">= 4800"', 'marketed-for = "gaming"'),
        "mine.toml:14: rules[0].paragraphs[0].when.marketed-for (mine): unknown value 'gaming'; "
        "allowed: data-centre, edge, consumer, workstation",
    ),
    "nothing said": (
        HEAD + WHERE,
        "mine.toml:6: rules[0] (mine): rule mine says nothing; give it a paragraph, an exception or a review",
    ),
    "two paragraphs of one name": (
        HEAD + WHERE + PART + PART,
        "mine.toml:12: rules[0].paragraphs (mine): rule mine has two paragraphs of one name: P, P",
    ),
    "an end before the start": (
        HEAD + "until = 2027-01-01\n" + WHERE + PART,
        "mine.toml:11: rules[0].until (mine): rule mine ends on 2027-01-01, and binds from 2027-01-01 on",
    ),
    "an unknown policy": (
        HEAD + WHERE + REVIEW.replace("denial", "refusal"),
        "mine.toml:13: rules[0].reviews[0].policy (mine): unknown value 'refusal'; "
        "allowed: presumption-of-approval, case-by-case, presumption-of-denial, denial",
    ),
    "an unknown rule": (
        HEAD + 'supersedes = ["us-2023-1O"]\n' + WHERE + PART,
        "mine.toml:11: rules[0].supersedes[0] (mine): not a slug: 'us-2023-1O'; ",
    ),
    "a rule unheard of": (
        HEAD + 'supersedes = ["us-2023-11"]\n' + WHERE + PART,
        "mine.toml:11: rules[0].supersedes[0] (mine): no rule has the slug 'us-2023-11'; nearest: 'us-2023-",
    ),
    "a review of a paragraph unheard of": (
        HEAD + WHERE + PART + REVIEW + 'of = ["3A090.a", "3A09.b"]\n',
        "mine.toml:17: rules[0].reviews[0].of[1] (mine): no rule has the paragraph '3A09.b'; nearest: '3A090.b', ",
    ),
    "an exception of a paragraph unheard of": (
        HEAD + WHERE + PART + '[[rules.exceptions]]\nname = "X"\nof = ["3A09.b"]\n',
        "mine.toml:17: rules[0].exceptions[0].of[0] (mine): no rule has the paragraph '3A09.b'; nearest: '3A090.b', ",
    ),
    "an unknown key": (
        HEAD + WHERE + PART + "wen = 1\n",
        "mine.toml:15: rules[0].paragraphs[0].wen (mine): unknown key; nearest: 'when'; "
        "allowed: name, when, computers, confidence, sources, note",
    ),
    "an unknown instrument": (
        HEAD + 'instrument = "law"\n' + WHERE + PART,
        "mine.toml:11: rules[0].instrument (mine): unknown value 'law'; allowed: regulation, letter",
    ),
    "no destinations": (HEAD + PART, "mine.toml:6: rules[0].destinations (mine): is missing"),
    "an exception of a text": (
        HEAD + WHERE + '[[rules.exceptions]]\nname = "X"\nof = "P"\n',
        "mine.toml:14: rules[0].exceptions[0].of (mine): a list is needed, got 'P'",
    ),
}


@pytest.mark.parametrize("kind", BAD_FILES)
def test_what_is_wrong_in_a_rule_of_a_file_is_told_with_its_path(kind, tmp_path, monkeypatch):
    text, message = BAD_FILES[kind]
    monkeypatch.chdir(tmp_path)
    Path("mine.toml").write_text(SOURCE + text, "utf-8")

    with pytest.raises(acn.CatalogueError) as caught:
        acn.load_catalogue("mine.toml")
    (problem,) = caught.value.problems
    assert str(problem).startswith(message)


@attrs.frozen
class Heavier:
    """A condition of somebody else."""

    tag = "power-above"
    reads = ("chip.power",)

    watts: int

    def holds(self, case):
        power = case.chip.power if case.chip else None
        return acn.Ternary.UNKNOWN if power is None else power > f"{self.watts} W"

    def describe(self):
        return f"of more than {self.watts} W"

    def missing(self, case):
        return unknown_fields(self, case)


def test_a_rule_of_a_file_may_use_a_condition_of_somebody_else(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(SOURCE + HEAD + WHERE + PART.replace('tpp = ">= 4800"', "power-above = 500"), "utf-8")
    found = acn.load_catalogue(path, vocabulary=acn.Vocabulary([Heavier]))

    assert found.rules["mine"].paragraphs[0].when == Heavier(500)
    assert "P" in acn.classify("H100", on=date(2027, 1, 1), catalogue=found).paragraphs
    with pytest.raises(acn.CatalogueError, match=r"power-above \(mine\): unknown condition"):
        acn.load_catalogue(path)


def test_all_that_is_wrong_in_a_rule_is_told_at_once(tmp_path):
    path = tmp_path / "mine.toml"
    parts = PART.replace("4800", "x") + PART.replace("tpp", "node")
    path.write_text(SOURCE + HEAD + WHERE.replace("CN", "XX") + parts + REVIEW.replace("denial", "no"), "utf-8")

    with pytest.raises(acn.CatalogueError) as caught:
        acn.load_catalogue(path)
    assert [problem.path for problem in caught.value.problems] == [
        "rules[0].destinations.located-in",
        "rules[0].paragraphs[0].when.tpp",
        "rules[0].paragraphs[1].when.node",
        "rules[0].reviews[0].policy",
    ]


def test_a_rule_of_a_chip_that_is_in_error_is_not_blamed_for_it(tmp_path):
    path = tmp_path / "mine.toml"
    chip = '[[chips]]\nslug = "my-chip"\nname = "My"\npower = "x"\nsources = ["s"]\n'
    path.write_text(SOURCE + chip + HEAD + WHERE + PART.replace('tpp = ">= 4800"', 'chip = "my-chip"'), "utf-8")

    with pytest.raises(acn.CatalogueError) as caught:
        acn.load_catalogue(path)
    assert [problem.path for problem in caught.value.problems] == ["chips[0].power"]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"paragraphs": ()}, "rule r says nothing; give it a paragraph, an exception or a review"),
        ({"until": date(2023, 1, 1)}, "until: rule r ends on 2023-01-01, and binds from 2024-01-01 on"),
        ({"instrument": "law"}, "instrument: unknown value 'law'; allowed: regulation, letter"),
    ],
)
def test_a_rule_made_in_python_is_refused_as_one_of_a_file_is(fields, message):
    with pytest.raises(AichipcnError, match=f"^{re.escape(message)}$"):
        rule(**fields)
