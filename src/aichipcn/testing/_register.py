"""What hypothesis calls when it is imported: `st.from_type` learns how to draw the values of this library.

A program that never imports the library pays for a finder on the path of imports, and for nothing else: the strategies
of a module's classes are registered once the module is imported, and built when the first value is drawn.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

_CLASSES = {
    "values.estimate": {"Estimate": "figures"},
    "values.dates": {"DateRange": "spans"},
    "values.limits": {"Limit": "limits"},
    "model.sources": {"Source": "sources"},
    "model.places": {"Place": "places"},
    "model.vendors": {"Vendor": "vendors", "Supply": "supplies"},
    "model.chips": {
        "Chip": "chips",
        "Rates": "rates",
        "Citation": "citations",
        "RivalReport": "rival_reports",
    },
    "model.lists": {"CertifiedList": "lists", "ListEntry": "list_entries"},
    "model.claims": {"PerformanceClaim": "claims"},
    "model.transformers": {"Transformer": "transformers"},
    "model.utilisations": {"Utilisation": "utilisations"},
    "model.facilities": {
        "Deployment": "deployments",
        "StatedShare": "stated_shares",
        "StatedCompute": "stated_compute",
        "Completion": "completions",
        "Facility": "facilities",
        "Fleet": "fleets",
    },
    "model.observations": {"MarketObservation": "observations", "PolicyEvent": "events"},
    "compute.basis": {"Basis": "bases", "Amount": "amounts"},
    "compute.peak": {"Peak": "peaks"},
    "compute.greatest": {"GreatestPeak": "greatest_peaks"},
    "compute.workloads.phases": {"Decode": "decodes", "Prefill": "prefills", "Training": "trainings"},
    "compute.factors": {"Factor": "factors"},
    "compute.utilised": {"Utilised": "utilised"},
    "compute.roofline": {"Roofline": "rooflines"},
    "compute.runs": {"TrainingRun": "training_runs"},
    "compute.clusters.pipelines": {"Pipeline": "pipelines"},
    "compute.clusters.collectives": {"DataParallel": "data_parallels", "TensorParallel": "tensor_parallels"},
    "compute.clusters.availability": {"Failures": "failures"},
    "compute.clusters.cluster": {"Cluster": "clusters"},
    "compute.claims.claimed": {"ClaimedPerformance": "claimed_performances"},
    "compute.equivalents": {"Equivalents": "equivalents"},
    "mandates.cases": {"Case": "cases"},
    "mandates.meanings": {"Completed": "completed_shares"},
    "mandates.predicates": {"AllOf": "all_of", "AnyOf": "any_of", "Not": "negations", "Predicate": "predicates"},
    "mandates.conditions": {"Condition": "conditions"},
    "mandates.credits": {
        "Credit": "credits",
        "Whole": "whole_credits",
        "Tier": "tiers",
        "Tiers": "tiered_credits",
        "Content": "content_credits",
    },
    "mandates.populations": {
        "Population": "populations",
        "AdditionsSince": "additions",
        "PurchasesSince": "purchases",
    },
    "mandates.measures": {
        "AnyMeasure": "measures",
        "Measure": "plain_measures",
        "Effective": "effective_measures",
        "Claimed": "claimed_measures",
    },
    "mandates.thresholds": {"Threshold": "thresholds"},
    "mandates.totals": {"Tally": "tallies"},
    "mandates.schedule": {"Milestone": "milestones", "Schedule": "schedules", "Requirement": "schedules"},
    "mandates.exemptions": {"Exemption": "exemptions"},
    "mandates.standing": {"StatusChange": "status_changes"},
    "mandates.readings": {"Reading": "readings"},
    "mandates.mandate": {"Mandate": "mandates"},
    "mandates.incentives": {"Incentive": "incentives"},
    "export.rules": {
        "Paragraph": "paragraphs",
        "LicenceException": "licence_exceptions",
        "Review": "reviews",
        "ExportRule": "export_rules",
    },
    "catalogue.catalogue": {"Catalogue": "catalogues"},
}
"""The strategy of each class, by the module that the class is in."""
CLASSES = {f"aichipcn.{module}": classes for module, classes in _CLASSES.items()}


def register() -> None:
    """Register the strategies of every class that is imported, and of the others once they are."""
    if not any(isinstance(finder, _Watch) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Watch())
    for name in CLASSES.keys() & sys.modules.keys():
        _register_classes(sys.modules[name])


class _Watch:
    """Finds the modules of the domain as the path does, and has their classes registered once they have run."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The spec of a module of the domain; None for any other module, which others find."""
        if fullname not in CLASSES:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader.exec_module = _then_registered(spec.loader.exec_module)  # type: ignore[assignment,method-assign]
        return spec


def _then_registered(run: Callable[[ModuleType], None]) -> Callable[[ModuleType], None]:
    def exec_module(module: ModuleType) -> None:
        run(module)
        _register_classes(module)

    return exec_module


def _register_classes(module: ModuleType) -> None:
    from hypothesis import strategies as st  # noqa: PLC0415  (it is being imported when this module is)

    for name, strategy in CLASSES[module.__name__].items():
        if hasattr(module, name):  # not while the module is still being run
            st.register_type_strategy(getattr(module, name), _drawn_from(strategy))


def _drawn_from(strategy: str) -> Callable[[type[Any]], Any]:
    return lambda _: getattr(import_module("aichipcn.testing.strategies"), strategy)()
