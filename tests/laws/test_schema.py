"""Laws of the schema: what the reader accepts validates; what the schema can see to be wrong, the reader refuses."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

import aichipcn as acn
from aichipcn.catalogue.load import Entry, built
from aichipcn.catalogue.save import written
from aichipcn.catalogue.schema import schema
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
    return best_match(validator.iter_errors(through_json(data)))


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


@given(entries, st.data())
def test_whatever_stands_for_a_field_validates_if_the_reader_takes_it(value, data):
    row = written(value)
    key = data.draw(st.sampled_from(sorted(row)))
    row[key] = without_null(data.draw(hostile.filter(lambda given: given is not None)))

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
