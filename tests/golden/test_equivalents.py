"""Published equivalences: the catalogue's figures give what is printed, or differ for the reason that is told."""

import tomllib
from fractions import Fraction
from pathlib import Path

import pytest

import aichipcn as acn
from aichipcn.compute.bandwidth import MemoryBandwidth
from aichipcn.compute.equivalents import Equivalents
from aichipcn.compute.greatest import EIGHT_BIT
from aichipcn.compute.processing import TotalProcessing
from aichipcn.values.numbers import parse_number

CASES = tomllib.loads(Path(__file__).with_name("equivalents.toml").read_text("utf-8"))["case"]
NEEDED = {"id", "source", "where", "chip", "reference", "basis", "expected", "tolerance", "inputs-from"}
BASES = {"8-bit": EIGHT_BIT, "tpp": TotalProcessing(), "memory-bandwidth": MemoryBandwidth()}


def answer(case, catalogue):
    """The ratio of so many chips to so many others, at best values; None where a chip has no rate."""
    model = BASES.get(case["basis"]) or acn.Peak(case["basis"])
    chip = catalogue.chips[case["chip"]]
    if model.reason(chip) is not None:
        return None
    ratio = Equivalents(reference=catalogue.chips[case["reference"]], by=model).rate(chip)
    counts = Fraction(case.get("count", 1), case.get("reference-count", 1))
    return None if ratio.central is None else ratio.central * counts


def is_printed(value, case):
    return abs(value - parse_number(case["expected"])) <= parse_number(case["tolerance"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_published_equivalence_is_that_of_the_catalogue_or_differs_as_told(case, catalogue):
    value = answer(case, catalogue)

    assert (value is None or not is_printed(value, case)) is ("differs" in case), float(value or 0)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_case_says_where_it_is_from_and_allows_no_more_than_the_rounding_of_the_print(case, catalogue):
    digits = len(case["expected"].partition(".")[2])

    assert set(case) - {"differs", "count", "reference-count"} == NEEDED
    assert case["source"].startswith("https://") or case["source"] in catalogue.sources
    assert parse_number(case["tolerance"]) == Fraction(1, 2 * 10**digits)


def test_there_are_cases_on_every_kind_of_basis_and_some_that_differ():
    assert len({case["id"] for case in CASES}) == len(CASES) >= 30
    assert {case["basis"] for case in CASES} >= {"8-bit", "fp16", "tpp", "memory-bandwidth"}
    assert 0 < sum("differs" in case for case in CASES) < len(CASES) / 2
