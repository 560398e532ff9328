"""The reference pages say what the code is: every key, tag, measure, command, module and name, and no other."""

import re
import tomllib
from datetime import date
from enum import Enum
from functools import lru_cache
from types import NoneType, UnionType
from typing import Union, get_args, get_origin

import attrs
import pages
import pytest

import aichipcn as acn
from aichipcn.catalogue.catalogue import KINDS
from aichipcn.mandates.credits import Credit
from aichipcn.mandates.grammar import Known, read_mandate
from aichipcn.mandates.meanings import MEANINGS
from aichipcn.mandates.measures import AnyMeasure, Measure, Quantum
from aichipcn.mandates.populations import Population
from aichipcn.mandates.predicates import AllOf, AnyOf, Not, Predicate
from aichipcn.mandates.readings import Reading
from aichipcn.mandates.schedule import Requirement
from aichipcn.mandates.thresholds import Bound
from aichipcn.model.chips import Citation, Rates, RivalReport
from aichipcn.model.facilities import Completion, StatedCompute, StatedShare
from aichipcn.model.ownership import Ownership
from aichipcn.model.transformers import Transformer
from aichipcn.model.vendors import Supply
from aichipcn.values.dates import DateRange

ROOT = pages.ROOT
REFERENCE = ROOT / "docs" / "reference"
ROW = re.compile(r"^\| `([^`]+)` \|(.*)\|$", re.M)
TABLES = {
    **{f"[[{kind}]]": cls for kind, cls in KINDS.items()},
    "[[vendors.supplies]]": Supply,
    "[[chips.conflicts]]": RivalReport,
    "[[facilities.deployments]]": acn.Deployment,
    "[[facilities.stated-shares]]": StatedShare,
    "[[facilities.stated-compute]]": StatedCompute,
    "[[lists.entries]]": acn.ListEntry,
    "[[facilities.completion]]": Completion,
    "[[mandates.readings]]": Reading,
    "[[mandates.exemptions]]": acn.Exemption,
    "[[mandates.history]]": acn.StatusChange,
    "[[rules.paragraphs]]": acn.Paragraph,
    "[[rules.exceptions]]": acn.LicenceException,
    "[[rules.reviews]]": acn.Review,
}
# Fields that Python lets be empty and a file does not.
NEEDED_IN_FILES = dict.fromkeys(KINDS.values(), ("sources", "readings"))
WORDS = {
    str: "text",
    bool: "true or false",
    int: "whole number",
    acn.Estimate: "figure",
    DateRange: "date",
    Rates: "table of figures by format",
    acn.Source: "source",
    acn.Place: "place",
    acn.Vendor: "vendor",
    acn.Chip: "chip",
    acn.Confidence: "confidence",
    acn.NumberFormat: "format",
    Ownership: "ownership",
    date: "day",
    acn.CertifiedList: "list",
    Transformer: "transformer",
    Requirement: "requirement",
    Credit: "credit",
    Predicate: "condition",
    AnyMeasure: "measure",
}


def sections(text):
    """The text below each second-level or deeper heading that is a code span."""
    parts = re.split(r"^##+ `(.+)`$", text, flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@lru_cache(maxsize=1)
def data_files():
    return sections(pages.filled((REFERENCE / "data-files.md").read_text("utf-8")))


def word(annotation):
    """The word of the page for the type of a field."""
    if annotation is Population:
        return "population"
    if get_origin(annotation) in (Union, UnionType):
        (annotation,) = [part for part in get_args(annotation) if part is not NoneType]
    if get_origin(annotation) is tuple:
        inner = get_args(annotation)[0]
        if inner is Citation:
            return "table of lists of sources by figure"
        if inner in TABLES.values() and inner not in WORDS:
            return "tables"
        several = word(inner).replace("one of", "some of")
        return several if several.startswith("some of") else f"list of {several}s"
    if annotation not in WORDS and isinstance(annotation, type) and issubclass(annotation, Enum):
        return "one of " + ", ".join(f"`{item.value}`" for item in annotation)
    return WORDS[annotation]


def expected_rows(cls):
    attrs.resolve_types(cls)
    rows = {}
    for field in attrs.fields(cls):
        if field.init:
            needed = field.default is attrs.NOTHING or field.name in NEEDED_IN_FILES.get(cls, ())
            rows[field.name.replace("_", "-")] = word(field.type) + (", needed" if needed else "")
    return rows


@pytest.mark.parametrize("heading", TABLES)
def test_every_key_of_a_table_is_on_the_page_with_its_type(heading):
    page = data_files()
    rows = {key: rest.split(" | ")[0].strip() for key, rest in ROW.findall(page[heading])}

    assert rows == expected_rows(TABLES[heading])


@pytest.mark.parametrize(("name", "kind"), [("confidence", acn.Confidence), ("format", acn.NumberFormat)])
def test_the_page_lists_the_texts_of_a_type(name, kind):
    page = (REFERENCE / "data-files.md").read_text("utf-8")
    (row,) = re.findall(rf"^\| {name} \| one of (.+) \|$", page, re.M)

    assert row == ", ".join(f"`{item.value}`" for item in kind)


def test_the_page_has_no_table_that_files_do_not_have():
    assert set(data_files()) == set(TABLES)


@pytest.mark.parametrize("heading", TABLES)
def test_every_key_has_its_meaning(heading):
    page = data_files()

    assert all(len(rest.split(" | ")[1].strip()) > 3 for _, rest in ROW.findall(page[heading]))


CELLS = re.compile(r"^\| `([\w-]+)` \| (.*?) \|$", re.M)


def rows_under(*headings):
    """The rows of the tables under some second-level headings of the page of conditions, by their first cell."""
    page = (REFERENCE / "conditions.md").read_text("utf-8")
    parts = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", page, re.M | re.S))
    text = "".join(parts[heading] for heading in headings)
    return {tag: rest.split(" | ") for tag, rest in CELLS.findall(text)}


def condition_rows():
    return rows_under("Conditions")


def test_every_condition_is_on_the_page_with_its_argument_and_what_it_reads():
    shown = {tag: (cells[0], cells[1]) for tag, cells in condition_rows().items() if tag in MEANINGS}

    assert shown == {
        tag: (meaning.argument.value, ", ".join(f"`{field}`" for field in meaning.reads))
        for tag, meaning in MEANINGS.items()
    }


def test_the_page_has_no_condition_that_there_is_not():
    with_an_example = {tag for tag, cells in condition_rows().items() if cells[-1].startswith("`{")}

    assert with_an_example == {*MEANINGS, "all", "any", "not"}


@pytest.mark.parametrize("tag", [*MEANINGS, "all", "any", "not"])
def test_the_example_of_a_condition_is_that_condition(tag, catalogue):
    example = tomllib.loads(f"x = {condition_rows()[tag][-1].strip('`')}")["x"]
    data = {
        "slug": "m",
        "title": "M",
        "sources": ["nikkei-2025-08-21"],
        "require": {"share-at-least": {"2027-12-31": "70%"}},
        "readings": [{"name": "r", "qualifies": example}],
    }
    known = Known(catalogue.sources, catalogue.places, catalogue.vendors, catalogue.chips, catalogue.lists)
    read = read_mandate(data, known).readings[0].qualifies

    assert {"all": AllOf, "any": AnyOf, "not": Not}.get(tag, acn.Condition) is type(read)
    assert getattr(read, "tag", tag) == tag


def test_every_measure_is_on_the_page_with_what_it_reads():
    shown = {
        tag: (cells[0].strip("`"), cells[2].strip("`"), cells[3].strip("`").removesuffix("none"))
        for tag, cells in rows_under("Measures").items()
        if len(cells) == 4 and cells[0].startswith("`measure = ")
    }
    made = {
        quantum.value: Measure(
            quantum,
            acn.NumberFormat.FP16 if quantum is Quantum.PEAK else None,
            "CNY" if quantum is Quantum.SPEND else None,
        )
        for quantum in Quantum
    }

    assert {tag: row[1:] for tag, row in shown.items()} == {tag: (m.field, m.unit) for tag, m in made.items()}
    for tag, (text, _, _) in shown.items():
        value = tomllib.loads(text)["measure"]
        assert value == tag or list(value) == [tag]


def test_every_public_name_is_on_its_page_with_what_it_is():
    shown = dict(re.findall(r"^\| \{py:\w+\}`(\w+) <[\w.]+>` \| (.+) \|$", pages.names(), re.M))

    assert set(shown) == set(acn.__all__) - {"__version__"}
    assert all(text.endswith((".", ")", ":")) for text in shown.values()), shown


def test_every_module_is_on_a_page_of_the_api():
    text = "".join(pages.filled(page.read_text("utf-8")) for page in (REFERENCE / "api").glob("*.md"))
    shown = set(re.findall(r"^\.\. automodule:: ([\w.]+)$", text, re.M))
    source = ROOT / "src"
    modules = {
        ".".join(file.relative_to(source).with_suffix("").parts).removesuffix(".__init__")
        for file in source.rglob("*.py")
        if file.name == "__init__.py" or not file.name.startswith("_")
    }

    assert shown == modules - {"aichipcn", "aichipcn.version"}


def test_every_command_and_option_is_on_its_page():
    page = pages.filled((REFERENCE / "command-line.md").read_text("utf-8"))
    names = [command.name or command.callback.__name__ for command in pages.command_app().registered_commands]

    headings = re.findall(r"^## (.+)$", page, re.M)
    assert headings == ["How it is shown", "Completion", *names]
    assert {"report", "assess", "explain", "compute", "chips", "vendors", "facilities", "mandates", "sources"} <= set(
        names
    )
    for option in ("--on", "--reading", "--place", "--json", "--as-if-in-scope", "--file", "--peak"):
        assert f"| `{option}" in page


def test_the_picture_of_the_rooms_is_the_import_contract():
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"][0]
    page = (ROOT / "docs" / "explanation" / "architecture.md").read_text("utf-8")
    picture = next(fence.text for fence in pages.fences(page) if fence.language == "text")
    rooms = [line.split()[0].rstrip("/") for line in picture.splitlines()]

    assert rooms == [layer.removeprefix("aichipcn.") for layer in reversed(contract["layers"])]


def test_every_confidence_is_explained():
    page = (ROOT / "docs" / "explanation" / "sources.md").read_text("utf-8")

    assert [tag for tag, _ in ROW.findall(page)] == [item.value for item in acn.Confidence]


def test_the_example_of_interpolation_rises_day_by_day():
    page = (REFERENCE / "conditions.md").read_text("utf-8")
    fragment, *_ = [fence.text for fence in pages.fences(page) if fence.mark == "fragment"]
    require = tomllib.loads(fragment)["mandates"]["require"]
    milestones = {date.fromisoformat(day): share for day, share in require["share-at-least"].items()}
    schedule = acn.Schedule(milestones, require["interpolate"])

    assert schedule.required(date(2028, 6, 29)) is None
    assert schedule.required(date(2028, 6, 30)) < schedule.required(date(2028, 7, 1))


def test_mandates_are_read_with_the_keys_of_their_class():
    """The grammar reads mandates by a list of keys of its own, which the page takes from the class."""
    from aichipcn.mandates.grammar import entries

    assert set(entries.KEYS) == {acn.Mandate, Reading, acn.Exemption, acn.StatusChange, acn.Incentive}
    for cls, keys in entries.KEYS.items():
        assert set(keys) == set(expected_rows(cls))


def examples(key):
    """The values of the examples of a key of a mandate or a reading on the page of conditions."""
    page = (REFERENCE / "conditions.md").read_text("utf-8")
    return [tomllib.loads(row)[key] for row in re.findall(rf"^\| `({key} = .+?)` \|", page, re.M)]


def read_with(catalogue, **changes):
    reading = {"name": "r"} | changes.pop("reading", {"qualifies": {"designed-in": "CN"}})
    data = {"slug": "m", "title": "M", "sources": ["nikkei-2025-08-21"], "readings": [reading]} | changes
    data.setdefault("require", {"share-at-least": {"2027-12-31": "70%"}})
    return read_mandate(data, Known(catalogue.sources, catalogue.places))


def test_every_bound_is_on_the_page_with_an_example_of_it(catalogue):
    found = []
    for require in examples("require"):
        ((bound, _),) = require.items()
        found.append(bound)
        measure = {"measure": "power"} if "MW" in str(require) else {}
        read = read_with(catalogue, require=require, **measure).require
        assert read.bound.value == {"none-from": "amount-at-most"}.get(bound, bound)

    assert sorted(found) == sorted([*(bound.value for bound in Bound), "none-from"])


def test_every_credit_and_population_is_on_the_page_with_an_example_of_it(catalogue):
    credits = [read_with(catalogue, reading={"credit": credit}).readings[0].credit for credit in examples("credit")]
    populations = [read_with(catalogue, population=value).population for value in examples("population")]

    assert [type(credit) for credit in credits] == [acn.Tiers, acn.Content, acn.Content]
    assert [type(item) for item in populations] == [
        acn.Stock,
        acn.StockAndOrders,
        acn.AdditionsSince,
        acn.PurchasesSince,
    ]
