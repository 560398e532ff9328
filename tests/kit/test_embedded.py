"""What the library has of its own obeys the laws: every mandate of the catalogue, and every condition and measure."""

from datetime import date
from pathlib import Path

import pytest

import aichipcn as acn
from aichipcn.compute.bandwidth import MemoryBandwidth
from aichipcn.compute.greatest import EIGHT_BIT
from aichipcn.compute.processing import TotalProcessing
from aichipcn.mandates.meanings import MEANINGS
from aichipcn.mandates.measures import Quantum
from aichipcn.testing import (
    check_mandate,
    check_measure,
    check_model,
    check_predicate,
    check_requirement,
    parametrize_with_cases,
    run_cases,
)

CASES = Path(__file__).parents[1] / "cases"
CATALOGUE = acn.load_catalogue()
H20 = CATALOGUE.chips["nvidia-h20"]
EXPECTED = {"fab-tools-50": {"reaches-a-facility": "no kind of facility that the catalogue has is a fab"}}
ARGUMENTS = {
    "designed-in": "CN",
    "produced-in": "CN",
    "supplied-from": "CN",
    "made-by": "huawei",
    "chip": "nvidia-h20",
    "certified-in": CATALOGUE.lists["anke-ai-chips"],
    "certified-when-bought": CATALOGUE.lists["anke-ai-chips"],
    "located-in": "CN-SH",
    "kind": "ai-data-centre",
    "funded-by": "state",
    "owned-by": "state",
    "operated-by": "china-mobile",
    "operator-is": "state",
    "operator-in": "CN",
    "used-for": "government",
    "in-programme": "national-ai-computing-grid",
    "stage": "installing",
    "commissioned-from": date(2025, 8, 21),
    "commissioned-before": date(2025, 8, 21),
    "commissioned-within": 180,
    "completed-below": {"share": "30%", "on": date(2025, 11, 5)},
    "extent": "site",
    "chip-kind": "memory",
    "marketed-for": "data-centre",
    "tpp": ">= 4800",
    "performance-density": ">= 5.92",
    "transfer-rate": ">= 600 GB/s",
    "total-bandwidth": ">= 1700 GB/s",
    "memory-bandwidth-density": "> 2 GB/s/mm**2",
    "memory-bandwidth": "< 6500 GB/s",
    "interconnect": "> 0 GB/s",
    "memory": ">= 80 GB",
    "power": "<= 400 W",
    "die-area": "< 800 mm**2",
    "node": "<= 16 nm",
    "transistors": ">= 30e9",
}
MEASURES = [
    *(Quantum.UNITS, Quantum.TPP, Quantum.POWER),
    acn.Measure("peak", "fp16"),
    acn.Measure("spend", currency="CNY"),
    acn.Effective(acn.Peak("fp8")),
    acn.Claimed(H20).within(tuple(CATALOGUE.claims)),
]
MODELS = {
    "peak": acn.Peak("fp16"),
    "claims": acn.ClaimedPerformance(reference=H20, claims=CATALOGUE.claims),
    "8-bit": EIGHT_BIT,
    "tpp": TotalProcessing(),
    "memory-bandwidth": MemoryBandwidth(),
    "equivalents": acn.Equivalents(reference=H20, by=acn.Peak("fp16")),
}


@pytest.mark.parametrize("mandate", CATALOGUE.mandates, ids=lambda mandate: mandate.slug)
def test_every_mandate_of_the_catalogue_obeys_the_laws(mandate):
    check_mandate(mandate, EXPECTED.get(mandate.slug), minimum=29).raise_if_failed()


def test_there_is_an_argument_for_every_tag():
    assert set(ARGUMENTS) == set(MEANINGS)


@pytest.mark.parametrize("tag", MEANINGS)
def test_every_condition_obeys_the_laws(tag):
    check_predicate(acn.Condition(tag, ARGUMENTS[tag])).raise_if_failed()


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: getattr(measure, "value", type(measure).__name__))
def test_every_measure_obeys_the_laws(measure):
    check_measure(measure).raise_if_failed()


@pytest.mark.parametrize("interpolate", [None, "linear"])
@pytest.mark.parametrize("bound", acn.Bound, ids=lambda bound: bound.value)
def test_schedules_of_every_bound_obey_the_laws(bound, interpolate):
    shares = ("1:2", "1:1") if bound is acn.Bound.RATIO_AT_LEAST else ("30%", "70%")
    figures = ("100", "250") if bound.is_amount else shares
    rows = dict(zip((date(2027, 1, 1), date(2029, 1, 1)), figures, strict=True))

    check_requirement(acn.Schedule(rows, interpolate, bound)).raise_if_failed()


@pytest.mark.parametrize("name", MODELS)
def test_every_model_obeys_the_laws(name):
    chips = (H20, CATALOGUE.chips["huawei-ascend-910b"])

    check_model(MODELS[name], chips=chips).raise_if_failed()


@parametrize_with_cases(CASES)
def test_the_worked_cases_come_out_as_they_say(case):
    case()


def test_there_are_more_than_a_dozen_worked_cases_each_with_a_source():
    assert run_cases(CASES).run > 15
