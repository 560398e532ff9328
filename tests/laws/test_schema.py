"""Laws of the schema: what the reader accepts validates; what the schema can see to be wrong, the reader refuses."""

import copy
import json
import tomllib
from pathlib import Path
from typing import ClassVar

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator, Draft202012Validator
from jsonschema.exceptions import best_match
from typer.testing import CliRunner

import aichipcn as acn
from aichipcn.catalogue.catalogue import KINDS
from aichipcn.catalogue.codec import Codec, problems
from aichipcn.catalogue.links import REFERRED
from aichipcn.catalogue.load import Entry, built, file_entries
from aichipcn.catalogue.save import written
from aichipcn.catalogue.schema import schema
from aichipcn.catalogue.schema.tables import texts
from aichipcn.cli.commands import app
from aichipcn.mandates.grammar import Known, read_incentive, read_mandate
from tests.laws.test_files import BASE, ENTRIES, entries, hostile, kind_of, placed, through_json, through_toml

PACKAGE = Path(acn.__file__).parent / "catalogue"
SCHEMA = schema()
VALIDATOR = Draft202012Validator(SCHEMA)
KNOWN = [placed(item, through_json(written(item))) for item in BASE]


EVERY_KEY = through_json(tomllib.loads((PACKAGE.parents[2] / "tests" / "data" / "every_key.toml").read_text("utf-8")))
"""A document in which each key stands that files may have."""


def read(data, vocabulary=acn.Vocabulary()):  # noqa: B008  (immutable)
    """The catalogue of a document. Raises CatalogueError with every problem of it."""
    rows = [Entry(kind, row, "mine.toml", f"{kind}[{i}]") for kind in data for i, row in enumerate(data[kind])]
    return built(rows, [], vocabulary)


def document(value, row):
    return {kind_of(value): [row]}


def refusal(data, validator=VALIDATOR):
    """What the schema says of a document; None where it validates."""
    plain = json.loads(json.dumps(data, default=lambda day: day.isoformat()))
    return best_match(validator.iter_errors(plain))


def accepted(value, row):
    """Whether the reader takes a row for a value, beside all that the drawn values refer to."""
    try:
        built([*KNOWN, placed(value, row)], [])
    except acn.CatalogueError:
        return False
    return True


# -- what is accepted validates


@pytest.mark.parametrize("kind", ENTRIES)
@settings(max_examples=settings.default.max_examples // 4)
@given(data=st.data())
def test_whatever_is_written_validates(kind, data):
    value = data.draw(ENTRIES[kind])
    row = data.draw(st.sampled_from([through_json, through_toml]))(written(value))

    assert refusal(document(value, row)) is None


def without_null(value):
    """Plain data as TOML can have it: null is no value of its own there."""
    if isinstance(value, dict):
        return {key: without_null(inner) for key, inner in value.items() if inner is not None}
    return [without_null(item) for item in value if item is not None] if isinstance(value, list) else value


others = hostile.filter(lambda given: given is not None).map(without_null).map(through_json)


@given(entries, st.data())
def test_whatever_stands_for_a_field_validates_if_the_reader_takes_it(value, data):
    row = written(value)
    key = data.draw(st.sampled_from(sorted(row)))
    row[key] = data.draw(others)

    if accepted(value, row):
        assert refusal(document(value, row)) is None


@pytest.mark.parametrize("file", sorted((PACKAGE / "data").glob("*.toml")), ids=lambda file: file.name)
def test_every_file_of_the_catalogue_validates(file):
    assert refusal(tomllib.loads(file.read_text("utf-8"))) is None


# -- both ways


def pointers(part, at="#"):
    """Every key that the schema knows, by the pointer of the schema of its table."""
    if isinstance(part, dict):
        yield from ((at, key) for key in part.get("properties", {}))
        for step, inner in part.items():
            if step not in ("enum", "required"):
                yield from pointers(inner, f"{at}/{step}")
    elif isinstance(part, list):
        for i, inner in enumerate(part):
            yield from pointers(inner, f"{at}/{i}")


def followed(part, at):
    while "$ref" in part:
        at, part = part["$ref"], SCHEMA["$defs"][part["$ref"].removeprefix("#/$defs/")]
    return part, at


def reached(part, value, at="#"):
    """The keys of the schema that a document which validates makes use of."""
    part, at = followed(part, at)
    for way in ("allOf", "anyOf", "oneOf"):
        for i, inner in enumerate(part.get(way, ())):
            if VALIDATOR.evolve(schema={**inner, "$defs": SCHEMA["$defs"]}).is_valid(value):
                yield from reached(inner, value, f"{at}/{way}/{i}")
    if isinstance(value, list) and "items" in part:
        for item in value:
            yield from reached(part["items"], item, f"{at}/items")
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key in part.get("properties", {}):
                yield at, key
                yield from reached(part["properties"][key], inner, f"{at}/properties/{key}")
            for pattern, rest in part.get("patternProperties", {}).items():
                yield from reached(rest, inner, f"{at}/patternProperties/{pattern}")


def test_every_key_of_the_schema_is_one_that_the_reader_takes():
    read(EVERY_KEY)

    assert set(reached(SCHEMA, EVERY_KEY)) == set(pointers(SCHEMA))


# -- what is wrong is refused by both


def steps(value, path=()):
    """The path of every part of a document, with the part."""
    yield path, value
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, part in inner:
        yield from steps(part, (*path, step))


ROWS = [((kind, i), row) for kind, rows in EVERY_KEY.items() for i, row in enumerate(rows)]
PARTS = [(entry, path, part) for entry, row in ROWS for path, part in steps(row)]
TABLES = [(entry, path, part) for entry, path, part in PARTS if isinstance(part, dict)]
LEAVES = [(entry, path) for entry, path, part in PARTS if not isinstance(part, dict | list)]


def changed(entry, path, change):
    """The row of an entry of the document with every key, its part at a path changed."""
    kind, i = entry
    row = copy.deepcopy(EVERY_KEY[kind][i])
    within = row
    for step in path[:-1]:
        within = within[step]
    change(within, path[-1])
    return row


@pytest.fixture(scope="module")
def refused():
    """What the schema says of one row of a kind, and what the reader does, beside the document with every key."""
    whole = read(EVERY_KEY)
    codec = Codec()
    for kind, cls in KINDS.items():
        for row in EVERY_KEY[kind] if cls in REFERRED else ():
            codec.read(cls, row)
    kinds = ("sources", "places", "vendors", "chips", "lists")
    known = Known(**{kind: getattr(whole, kind) for kind in kinds})
    of_kind = {kind: VALIDATOR.evolve(schema=SCHEMA["$defs"][kind] | {"$defs": SCHEMA["$defs"]}) for kind in KINDS}
    grammars = {"mandates": read_mandate, "incentives": read_incentive}

    def said(kind, row):
        try:
            value = grammars[kind](row, known) if kind in grammars else codec.read(KINDS[kind], row)
        except acn.CatalogueError as error:
            return [str(problem) for problem in error.problems]
        except (acn.AichipcnError, ExceptionGroup) as error:
            return [str(problem) for problem in problems(error)]
        return [] if getattr(value, "sources", True) else ["sources: is missing"]

    return lambda kind, row: (best_match(of_kind[kind].iter_errors(row)), said(kind, row))


def test_a_row_with_every_key_is_refused_by_neither(refused):
    for (kind, _), row in ROWS:
        assert refused(kind, row) == (None, [])


def test_a_key_that_no_table_has_is_refused_in_every_table(refused):
    for entry, path, _ in TABLES:
        row = changed(entry, (*path, "no-such-key"), lambda within, key: within.update({key: "x"}))
        assert all(refused(entry[0], row)), (entry, path)


def test_a_table_for_what_is_none_is_refused_everywhere(refused):
    for entry, path in LEAVES:
        row = changed(entry, path, lambda within, key: within.__setitem__(key, {"no-such-key": "x"}))
        assert all(refused(entry[0], row)), (entry, path)


def test_a_key_that_is_needed_is_missed_by_both(refused):
    missed = 0
    for entry, path, table in TABLES:
        for key in table:
            by_schema, by_reader = refused(entry[0], changed(entry, (*path, key), lambda within, key: within.pop(key)))
            alone = [problem for problem in by_reader if "not measured in the unit" not in problem]
            assert (by_schema is None) == (alone == []), (entry, path, key, by_schema, by_reader)
            missed += by_schema is not None
    assert missed > 100


@settings(max_examples=2 * settings.default.max_examples, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.sampled_from(LEAVES), other=st.one_of(st.sampled_from(["x", "3", "3 W", 3, -3, True, []]), others))
def test_whatever_stands_for_a_value_further_in_is_refused_by_the_schema_only_if_the_reader_refuses_it(
    refused, place, other
):
    entry, path = place
    by_schema, by_reader = refused(entry[0], changed(entry, path, lambda within, key: within.__setitem__(key, other)))

    assert by_schema is None or by_reader


BASIS = '[[sources]]\nslug = "s"\ntitle = "T"\npublisher = "P"\n[[places]]\ncode = "CN"\nname = "China"\n'
CHIP = '[[chips]]\nslug = "x"\nname = "X"\nsources = ["s"]\n'
SITE = '[[facilities]]\nslug = "x"\nname = "X"\nsources = ["s"]\n'
READINGLESS = """[[mandates]]
slug = "x"
title = "X"
sources = ["s"]
require = { share-at-least = { 2027-12-31 = "70%" } }
"""
MANDATE = READINGLESS + 'readings = [{ name = "r", qualifies = { designed-in = "CN" } }]\n'
BAD = {
    "unknown kind": 'chipz = [{ slug = "x" }]',
    "no entry": "",
    "table for a list of tables": '[chips]\nslug = "x"',
    "entry that is no table": "chips = [3]",
    "figure without its unit": CHIP + 'power = "400"',
    "figure with a comma": CHIP + 'power = "148,000 W"',
    "figure as a number": CHIP + "power = 400",
    "unit where there is none": CHIP + 'transistors = "64 GB"',
    "share as a number": CHIP + "domestic-content = 0.85",
    "month out of a calendar of its own": CHIP + 'released = "Sept 2025"',
    "date-time": CHIP + "released = 2025-09-18T10:00:00",
    "half a chip": CHIP + "dies = 0",
    "market misspelt": CHIP + 'market = "data-center"',
    "format misspelt": CHIP + 'rates = { fp61 = "1 TFLOP/s" }',
    "figure misspelt": CHIP + 'cited = { pwoer = ["s"] }',
    "slug with a space": '[[chips]]\nslug = "x chip"\nname = "X"\nsources = ["s"]',
    "no source": '[[chips]]\nslug = "x"\nname = "X"\nsources = []',
    "place that is no code": SITE + 'place = "Shanghai"',
    "use misspelt": SITE + 'uses = ["goverment"]',
    "chips of no number": SITE + "deployments = [{ count = -3 }]",
    "condition misspelt": MANDATE + 'scope = { desinged-in = "CN" }',
    "two conditions in one table": MANDATE + 'scope = { designed-in = "CN", produced-in = "CN" }',
    "no condition": MANDATE + "scope = {}",
    "any of none": MANDATE + "scope = { any = [] }",
    "condition nested in all misspelt": MANDATE + 'scope = { all = [{ not = { made_in = "CN" } }] }',
    "days as text": MANDATE + 'scope = { commissioned-within = "180" }',
    "month for a day": MANDATE + 'scope = { commissioned-from = "2025-08" }',
    "population misspelt": MANDATE + 'population = "stok"',
    "two windows": MANDATE + "population = { additions-since = 2026-01-01, purchases-since = 2026-01-01 }",
    "window without a start": MANDATE + "population = { until = 2026-01-01 }",
    "peak without a format": MANDATE + 'measure = "peak"',
    "two measures": MANDATE + 'measure = { peak = "fp16", spend = "USD" }',
    "currency misspelt": MANDATE + 'measure = { spend = "RMB" }',
    "model misspelt": MANDATE + 'measure = { effective = { model = "claims", reference = "x" } }',
    "peak of a reference": MANDATE + 'measure = { effective = { model = "peak", reference = "x" } }',
    "level misspelt": MANDATE + 'level = "town"',
    "two bounds": MANDATE.replace("require = {", "require = { none-from = 2027-12-31,"),
    "no bound": MANDATE.replace('share-at-least = { 2027-12-31 = "70%" }', 'interpolate = "linear"'),
    "no milestone": MANDATE.replace('2027-12-31 = "70%"', ""),
    "milestone in a year": MANDATE.replace("2027-12-31", "2027"),
    "share as a percentage": MANDATE.replace('"70%"', "70"),
    "ratio for a share": MANDATE.replace('"70%"', '"1:2"'),
    "share for a ratio": MANDATE.replace("share-at-least", "ratio-at-least"),
    "milestone without a figure": MANDATE.replace('"70%"', '{ sources = ["s"] }'),
    "interpolation misspelt": MANDATE.replace("require = {", 'require = { interpolate = "linaer",'),
    "no reading": READINGLESS + "readings = []",
    "reading that counts nothing": READINGLESS + 'readings = [{ name = "r" }]',
    "reading that counts twice": READINGLESS
    + 'readings = [{ name = "r", qualifies = { all = [] }, credit = { content = "component-cost" } }]',
    "no tier": READINGLESS + 'readings = [{ name = "r", credit = { tiers = [] } }]',
    "tier without a worth": READINGLESS + 'readings = [{ name = "r", credit = { tiers = [{ when = { all = [] } }] } }]',
    "content of what": READINGLESS + 'readings = [{ name = "r", credit = { content = "weight" } }]',
    "exemption from nothing": MANDATE + 'exemptions = [{ effect = "exempt" }]',
    "step of no status": MANDATE + "history = [{ since = 2026-01-01 }]",
    "incentive of no kind": '[[incentives]]\nslug = "x"\ntitle = "X"\nbenefit = "b"\nsources = ["s"]',
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_document_is_refused_by_both(name, tmp_path):
    (tmp_path / "mine.toml").write_text(BAD[name] and BASIS + BAD[name], "utf-8")
    found = []
    entries = file_entries(tmp_path / "mine.toml", found)

    assert refusal(tomllib.loads(BAD[name] and BASIS + BAD[name])) is not None
    with pytest.raises(acn.CatalogueError):
        built(entries, found)


@pytest.mark.parametrize("text", [CHIP, SITE, MANDATE])
def test_the_documents_that_are_made_bad_are_good(text):
    data = tomllib.loads(BASIS + text)

    assert refusal(data) is None
    read(data)


# -- classes of others


@attrs.frozen
class Tall:
    """Facilities of so many storeys.

    A predicate of another's, of one field.
    """

    tag: ClassVar[str] = "storeys-from"
    reads: ClassVar[tuple[str, ...]] = ("facility.note",)
    storeys: int

    def holds(self, case):
        """Nothing is known of storeys."""

    def describe(self):
        """In words."""

    def missing(self, case):
        """All of it."""


@attrs.frozen
class Halved:
    """So much of a chip, from a day on."""

    tag: ClassVar[str] = "halved"
    reads: ClassVar[tuple[str, ...]] = ()
    worth_of_it: str
    since: str = "2026-01-01"

    def worth(self, case):
        """A half."""

    def describe(self):
        """In words."""

    def missing(self, case):
        """Nothing."""


@attrs.frozen
class Area:
    """Square metres of silicon."""

    tag: ClassVar[str] = "silicon"
    unit: ClassVar[str] = "m**2"
    field: ClassVar[str] = "die area"
    least: str

    def weight(self, chip):
        """Its die area."""

    def describe(self):
        """In words."""


@attrs.frozen
class Sometimes:
    """A requirement on some days."""

    tag: ClassVar[str] = "sometimes"
    days: object

    def threshold(self, on):
        """None."""

    def next_after(self, on):
        """None."""

    def describe(self):
        """In words."""


@attrs.frozen
class Always:
    """Whatever it is."""

    tag: ClassVar[str] = "always"
    reads: ClassVar[tuple[str, ...]] = ()

    def holds(self, case):
        """True."""

    def describe(self):
        """In words."""

    def missing(self, case):
        """Nothing."""


THEIRS = MANDATE.replace('share-at-least = { 2027-12-31 = "70%" }', "sometimes = [1]").replace(
    'qualifies = { designed-in = "CN" }', 'credit = { halved = { worth-of-it = "x" } }'
) + ('scope = { not = { storeys-from = 3 } }\nmeasure = { silicon = "1 mm**2" }\n')


def test_tags_of_others_are_known_with_what_their_classes_are_made_from():
    vocabulary = acn.Vocabulary((Tall, Halved, Area, Sometimes))
    validator = Draft202012Validator(schema(vocabulary))
    data = tomllib.loads(BASIS + THEIRS)

    read(data, vocabulary)
    assert refusal(data, validator) is None
    assert refusal(data) is not None
    other = tomllib.loads(BASIS + THEIRS.replace("worth-of-it", "worth-of-that"))
    assert refusal(other, validator) is not None
    with pytest.raises(acn.CatalogueError, match=r"worth-of-that \(x\): unknown key"):
        read(other, vocabulary)
    tags = schema(vocabulary)["$defs"]["condition"]["properties"]
    assert tags["storeys-from"] == {"description": "Facilities of so many storeys."}


def test_the_tag_of_a_class_without_fields_takes_true_alone():
    vocabulary = acn.Vocabulary([Always])
    validator = Draft202012Validator(schema(vocabulary))
    for argument, taken in (("true", True), ("false", False), ("{}", False), ("1", False)):
        data = tomllib.loads(BASIS + MANDATE + f"scope = {{ always = {argument} }}\n")

        assert (refusal(data, validator) is None) is taken
        if taken:
            read(data, vocabulary)
        else:
            with pytest.raises(acn.CatalogueError, match="takes no argument; write true"):
                read(data, vocabulary)


# -- the document itself


def test_the_schema_is_one_by_its_own_rules_and_by_those_that_editors_know():
    Draft202012Validator.check_schema(SCHEMA)
    Draft7Validator.check_schema(SCHEMA)
    assert (SCHEMA["$schema"], SCHEMA["$id"]) == (Draft202012Validator.META_SCHEMA["$id"], "urn:aichipcn:data:1")
    assert list(SCHEMA["properties"]) == list(KINDS)


@pytest.mark.parametrize("name", BAD)
def test_editors_of_an_older_draft_refuse_a_bad_document_too(name):
    assert refusal(tomllib.loads(BAD[name] and BASIS + BAD[name]), Draft7Validator(SCHEMA)) is not None


def test_editors_of_an_older_draft_take_every_key():
    assert refusal(EVERY_KEY, Draft7Validator(SCHEMA)) is None


def test_every_key_is_described():
    for at, key in pointers(SCHEMA):
        if at != "#/$defs/chips/properties/cited":  # figures, which are described where they stand
            part = SCHEMA
            for step in [*at.removeprefix("#/").split("/"), "properties", key] if at != "#" else ["properties", key]:
                part = part[int(step)] if isinstance(part, list) else part[step]
            assert len(part["description"]) > 3, (at, key)


def test_every_text_on_keys_is_that_of_a_key():
    known = {(at.removeprefix("#/$defs/").partition("/")[0], key) for at, key in pointers(SCHEMA)}
    clauses = {"milestone": "milestones-of-shares", "tier": "credit", "completed": "condition"}
    for table, rows in texts().items():
        for key in rows if table not in ("about", "any") else ():
            assert (clauses.get(table, table), key) in known, (table, key)
    assert {key for _, key in known} >= set(texts()["any"])


def test_the_schema_that_ships_is_what_the_command_prints():
    printed = CliRunner().invoke(app, ["schema"])
    shipped = (PACKAGE / "schema" / "aichipcn.schema.json").read_text("utf-8")

    assert printed.exit_code == 0
    assert json.loads(printed.stdout) == SCHEMA
    assert printed.stdout == shipped, "run: aichipcn schema > src/aichipcn/catalogue/schema/aichipcn.schema.json"
