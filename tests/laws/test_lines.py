"""Laws of where things stand in a file: what is found is what the reader finds, and each line holds its key."""

import json
import re
import tomllib
from datetime import date, datetime, time
from importlib.resources import files

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from aichipcn.catalogue.lines import json_positions, standing_twice, toml_positions

DATA = sorted(file.name for file in files("aichipcn.catalogue").joinpath("data").iterdir() if file.suffix == ".toml")
NASTY = [
    "a",
    "b",
    "share-at-least",
    "2027-12-31",
    "",
    "a.b",
    "[x]",
    'say "x"',
    "it's",
    "# no",
    "x = 1",
    "黄",
    "\\",
    "\n",
]

keys = st.one_of(st.sampled_from(NASTY), st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=4))
texts = st.one_of(
    st.sampled_from(["x = 1", "[[chips]]\nslug = 1\n", '"""', "'''", "\\", "a]", "}, {", "# no comment", '"', "''"]),
    st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=6),
)
singles = st.one_of(
    texts,
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(),
    st.dates(),
    st.times().map(lambda value: value.replace(microsecond=0)),
    st.datetimes().map(lambda value: value.replace(microsecond=0)),
)
values = st.recursive(
    singles, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3), max_leaves=12
)
tables = st.dictionaries(keys, values, max_size=4)


def steps_of(value, steps=()):
    """The steps to everything in plain data."""
    if steps:
        yield steps
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in pairs:
        yield from steps_of(inner, (*steps, step))


def holds(text, steps, position):
    """Whether the key of some steps stands at a position; a member of a list anywhere that is no blank."""
    rest = text.split("\n")[position.line - 1][position.column - 1 :]
    written = re.match(r"""[A-Za-z0-9_-]+|"(?:\\.|[^"\\])*"|'[^']*'""", rest)
    if isinstance(steps[-1], int):
        return not re.match(r"[\s,#]|$", rest)
    return written is not None and list(tomllib.loads(f"{written[0]} = 0")) == [steps[-1]]


def told(text):
    read, found = tomllib.loads(text), toml_positions(text)
    assert set(found) == set(steps_of(read)), text
    assert standing_twice(text, ".toml") == []
    for steps, position in found.items():
        assert holds(text, steps, position), (text, steps, position)


def quoted(text):
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


class Writer:
    """Writes plain data as TOML in all the ways in which people do, as `choose` has it."""

    def __init__(self, choose):
        self.choose = choose

    def blank(self, lines):
        ways = ["", " ", "\t", *(["\n", " # x = 1\n", "\n\n\t# ]}\n"] if lines else [])]
        return self.choose(ways)

    def key(self, key):
        ways = [quoted(key)]
        if re.fullmatch(r"[A-Za-z0-9_-]+", key):
            ways += [key, key]
        if not re.search(r"['\x00-\x08\x0a-\x1f\x7f]", key):
            ways.append(f"'{key}'")
        return self.choose(ways)

    def text(self, text):
        ways = [quoted(text)]
        if not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", text):
            if "'''" not in text and not text.endswith("'"):
                ways.append(f"'''\n{text}'''")
            escaped = text.replace("\\", "\\\\").replace('"""', '""\\"')
            ways.append(f'"""\n{escaped[:-1]}{escaped[-1:].replace(chr(34), chr(92) + chr(34))}"""')
        return self.choose(ways)

    def value(self, value):
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, dict):
            inner = [f"{self.key(key)}{self.blank(False)}= {self.value(item)}" for key, item in value.items()]
            return "{ " + ", ".join(inner) + " }"
        if isinstance(value, list):
            ends = f",{self.blank(True)}" if value and self.choose([True, False]) else self.blank(True)
            inner = [f"{self.blank(True)}{self.value(item)}{self.blank(True)}" for item in value]
            return f"[{','.join(inner)}{ends}]"
        if isinstance(value, datetime):
            return value.isoformat(self.choose(["T", " "]))
        if isinstance(value, date | time):
            return value.isoformat()
        return str(value).lower() if isinstance(value, bool) else repr(value)

    def lines(self, table, above=()):
        """The lines of a table: first what stands under its heading, then the headings below it."""
        plain, headed = [], []
        for key, value in table.items():
            steps = (*above, key)
            if isinstance(value, dict) and self.choose([True, False]):
                headed += [self.heading(steps, "[]"), *self.lines(value, steps)]
            elif isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
                for item in value:
                    headed += [self.heading(steps, "[[]]"), *self.lines(item, steps)]
            elif isinstance(value, dict) and value and self.choose([True, False]):
                plain += [f"{self.key(key)} . {self.key(k)} = {self.value(v)}" for k, v in value.items()]
            else:
                plain.append(f"{self.blank(False)}{self.key(key)} = {self.value(value)}{self.choose(['', ' # [x]'])}")
        return [*plain, *headed]

    def heading(self, steps, brackets):
        half = len(brackets) // 2
        dotted = self.choose([".", " . "]).join(map(self.key, steps))
        return f"{brackets[:half]} {dotted} {brackets[half:]}"


@given(tables)
def test_what_is_found_in_written_toml_is_what_the_reader_finds(table):
    told(tomli_w.dumps(table))


@given(tables, st.data())
def test_what_is_found_in_toml_by_hand_is_what_the_reader_finds(table, data):
    written = "\n".join(Writer(lambda ways: data.draw(st.sampled_from(ways))).lines(table))
    text = data.draw(st.sampled_from([written, f"{written}\n", written.replace("\n", "\r\n")]))

    told(text if "\r" not in text else text.replace("\r\n", "\n"))
    assert toml_positions(text) == toml_positions(text.replace("\r\n", "\n"))


@given(tables, st.sampled_from([None, 1]), st.booleans())
def test_what_is_found_in_json_is_what_the_reader_finds(table, indent, escaped):
    text = json.dumps(table, indent=indent, ensure_ascii=escaped, default=str)
    found = json_positions(text)

    assert set(found) == set(steps_of(json.loads(text)))
    assert standing_twice(text, ".json") == []
    for steps, (line, column) in found.items():
        rest = text.split("\n")[line - 1][column - 1 :]
        if isinstance(steps[-1], str):
            assert json.JSONDecoder().raw_decode(rest)[0] == steps[-1]
        else:
            assert rest[0] not in " ,]}"


@pytest.mark.parametrize("name", DATA)
def test_what_is_found_in_the_embedded_files_is_what_the_reader_finds(name):
    told(files("aichipcn.catalogue").joinpath("data", name).read_text("utf-8"))


@given(st.text("[]{}=\"'\\#.,a1\n -:", max_size=30))
def test_a_text_that_is_nothing_is_scanned_to_an_end(text):
    for found in (toml_positions(text), json_positions(text)):
        assert all(1 <= position.line <= text.count("\n") + 1 for position in found.values())


def test_a_text_is_scanned_to_where_it_is_none():
    assert list(json_positions('{"a": 1, "b": [2, {"c": 3, "\\x": 4}]}')) == [
        ("a",),
        ("b",),
        ("b", 0),
        ("b", 1),
        ("b", 1, "c"),
    ]
    assert list(toml_positions("a = 1\nb = \nc = 3\n[d\n")) == [("a",), ("b",)]


@pytest.mark.parametrize("text", ["[" * 2000, "a = " + "[" * 2000, ".".join("a" * 2000), "[" + ".".join("a" * 2000)])
def test_what_is_deeper_than_a_reader_follows_is_not_scanned(text):
    deepest = max(map(len, toml_positions(text) | json_positions(text)), default=0)

    assert deepest <= 1000
