"""The strategies draw every value of the domain, of which each field is known at times; hypothesis finds them."""

import os
import subprocess
import sys
import tomllib
from enum import Enum
from importlib import import_module
from pathlib import Path
from typing import Protocol

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import aichipcn as acn
from aichipcn.catalogue.catalogue import KINDS, Catalogue
from aichipcn.catalogue.load import built
from aichipcn.catalogue.save import written
from aichipcn.testing import strategies
from aichipcn.testing._register import CLASSES, register
from tests.installing import install
from tests.laws.test_files import placed, through_json

ROOT = Path(__file__).parents[2]
ENTRY_POINTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]["hypothesis"]
REGISTERED = [getattr(import_module(module), name) for module, classes in CLASSES.items() for name in classes]
VALUES = [cls for cls in REGISTERED if attrs.has(cls) and cls is not Catalogue]
UNSAID = {
    (acn.Mandate, "supersedes"): "no mandate has been drawn before it",
    (acn.ExportRule, "supersedes"): "no rule has been drawn before it",
    (acn.Content, "of"): "there is only one thing that it may be of",
}

register()


def drawn_from(cls, number=80):
    """Values of a class, as `from_type` draws them."""
    found = []

    @settings(max_examples=number, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(st.from_type(cls))
    def draw(value):
        found.append(value)

    draw()
    return found


@pytest.mark.parametrize("cls", VALUES, ids=lambda cls: cls.__name__)
def test_each_field_is_at_times_other_than_by_default(cls):
    said = [field for field in attrs.fields(cls) if field.init and (cls, field.name) not in UNSAID]
    fields = {field.name: field.default for field in said}
    for value in drawn_from(cls):
        assert isinstance(value, cls)
        fields = {name: default for name, default in fields.items() if getattr(value, name) == default}

    assert fields == {}


@pytest.mark.parametrize("cls", [cls for cls in REGISTERED if cls not in VALUES], ids=lambda cls: cls.__name__)
def test_what_is_no_class_of_fields_is_drawn_too(cls):
    assert all(isinstance(value, cls) for value in drawn_from(cls, 10))


RESULTS = {
    "Amendment", "Assessment", "Comparison", "Coverage", "EffectiveCompute", "Explanation", "Extension", "Extensions",
    "Vocabulary", "Stock", "StockAndOrders", "Crossover", "Equivalence", "Frontier", "MemoryBandwidth", "Sampled",
    "Suitability", "Timing", "TotalProcessing", "Catch", "Classification", "Derivation", "Hurdle",
    "Obtainable", "Outcome",
}  # fmt: skip
"""What comes of other values, or has no fields."""


def test_every_value_of_the_domain_is_registered():
    public = {name: getattr(acn, name) for name in acn.__all__}
    classes = {name for name, value in public.items() if isinstance(value, type)}
    apart = (Enum, Exception)
    others = {name for name in classes if issubclass(public[name], apart) or Protocol in public[name].__mro__}

    assert classes - others - RESULTS <= {cls.__name__ for cls in REGISTERED}


def test_there_is_a_strategy_for_every_kind_of_entry():
    assert set(strategies.ENTRIES) == set(KINDS)


def test_a_facility_holds_the_chips_that_are_given():
    chips = (acn.Chip(slug="mine", name="Mine"),)

    @settings(max_examples=50, database=None)
    @given(strategies.facilities(chips=chips, most=4))
    def draw(facility):
        assert {item.chip for item in facility.deployments} <= {None, *chips}

    draw()


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(strategies.catalogues())
def test_a_catalogue_refers_to_nothing_that_it_does_not_hold(catalogue):
    rows = [
        placed(item, through_json(written(item)), i)
        for kind in KINDS
        for i, item in enumerate(getattr(catalogue, kind))
    ]

    assert built(rows, []).fingerprint == catalogue.fingerprint


@settings(max_examples=10)
@given(st.data())
def test_superseded_mandates_are_those_given(data):
    mandate = data.draw(strategies.mandates(superseded=["one", "two"]))

    assert set(mandate.supersedes) <= {"one", "two"}


# -- registered through hypothesis


def printed(code, folder, **environment):
    """What a program prints that starts with the entry point of this library installed."""
    install(folder, "aichipcn-entry", {"hypothesis": ENTRY_POINTS}, {})
    path = os.pathsep.join([str(folder), str(ROOT / "src")])
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        env={**os.environ, "PYTHONPATH": path, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


LOADED = "sorted({name.split('.')[1] for name in sys.modules if name.startswith('aichipcn.')})"


def test_importing_hypothesis_imports_next_to_nothing_of_the_library(tmp_path):
    assert printed(f"import sys, hypothesis; print({LOADED})", tmp_path) == "['testing', 'version']"


def test_importing_the_library_imports_nothing_of_the_kit(tmp_path):
    code = "import sys, aichipcn; aichipcn.load_catalogue(); print([name for name in sys.modules if 'testing' in name])"

    assert printed(code, tmp_path) == "[]"


@pytest.mark.parametrize("first", ["hypothesis", "aichipcn.model.facilities"])
def test_a_class_is_known_to_hypothesis_whichever_is_imported_first(first, tmp_path):
    code = (
        f"import {first}\nimport sys\nfrom hypothesis import find, strategies as st\nimport aichipcn as acn\n"
        "loaded = 'aichipcn.testing.strategies' in sys.modules\n"
        "print(loaded, find(st.from_type(acn.Facility), lambda facility: True).slug)"
    )

    assert printed(code, tmp_path).startswith("False my-")


def test_the_strategies_are_not_registered_where_plugins_are_turned_off(tmp_path):
    code = "import sys, hypothesis; print([name for name in sys.modules if name.startswith('aichipcn')])"

    assert printed(code, tmp_path, HYPOTHESIS_NO_PLUGINS="1") == "[]"
