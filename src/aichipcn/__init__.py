"""China's drive for AI-chip independence: what is required, is it met, what hardware delivers, what may be bought.

Names are imported when they are first touched, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from aichipcn.version import __version__

if TYPE_CHECKING:
    from aichipcn.catalogue.amendments import Amendment, read_amendment
    from aichipcn.catalogue.catalogue import Catalogue, diff
    from aichipcn.catalogue.check import check_files
    from aichipcn.catalogue.classify import classify
    from aichipcn.catalogue.compare import Comparison, compare
    from aichipcn.catalogue.coverage import Coverage, coverage
    from aichipcn.catalogue.epoch import import_epoch
    from aichipcn.catalogue.expected import check_amendment, write_expected
    from aichipcn.catalogue.extensions import Extension, Extensions, find_extensions, load_extensions
    from aichipcn.catalogue.load import load_catalogue
    from aichipcn.catalogue.obtain import obtainable
    from aichipcn.catalogue.save import save
    from aichipcn.catalogue.stale import stale
    from aichipcn.compliance.assess import assess, assess_all
    from aichipcn.compliance.assessment import Assessment, Status
    from aichipcn.compliance.deciding import deciding_facts
    from aichipcn.compliance.explain import explain
    from aichipcn.compliance.nodes import Explanation
    from aichipcn.compute.bandwidth import MemoryBandwidth
    from aichipcn.compute.bases import Equivalence, equivalents_of
    from aichipcn.compute.basis import Amount, Basis
    from aichipcn.compute.claims.claimed import ClaimedPerformance
    from aichipcn.compute.claims.suitability import Suitability, suitability
    from aichipcn.compute.clusters.availability import Failures
    from aichipcn.compute.clusters.cluster import Cluster
    from aichipcn.compute.clusters.collectives import DataParallel, TensorParallel
    from aichipcn.compute.clusters.pipelines import Pipeline
    from aichipcn.compute.crossover import Crossover, crossover
    from aichipcn.compute.effective import EffectiveCompute, effective_compute
    from aichipcn.compute.equivalents import Equivalents
    from aichipcn.compute.factors import Factor
    from aichipcn.compute.figures import Derivation, figure_of
    from aichipcn.compute.frontiers.frontier import Frontier, frontier
    from aichipcn.compute.metrics import (
        memory_bandwidth_density,
        performance_density,
        total_bandwidth,
        tpp,
        tpp_of,
        transfer_rate,
    )
    from aichipcn.compute.peak import Peak
    from aichipcn.compute.processing import TotalProcessing
    from aichipcn.compute.roofline import Roofline, Timing, ridge
    from aichipcn.compute.runs import TrainingRun
    from aichipcn.compute.sampling import Sampled, sample
    from aichipcn.compute.utilised import Utilised
    from aichipcn.compute.workloads import Decode, Prefill, Training
    from aichipcn.errors import AichipcnError, CatalogueError, FramesError
    from aichipcn.export.classification import Catch, Classification, Outcome
    from aichipcn.export.hurdles import Hurdle
    from aichipcn.export.obtainable import Obtainable
    from aichipcn.export.rules import ExportRule, Instrument, LicenceException, Paragraph, Policy, Review
    from aichipcn.frames.assessing import assess_frame
    from aichipcn.frames.checks import check_frames, set_aside
    from aichipcn.frames.effective import effective_frame
    from aichipcn.frames.explaining import assess_row, explain_row
    from aichipcn.frames.national import national_verdicts
    from aichipcn.mandates.conditions import Condition
    from aichipcn.mandates.credits import Content, Tier, Tiers
    from aichipcn.mandates.exemptions import Exemption
    from aichipcn.mandates.incentives import Incentive
    from aichipcn.mandates.levels import Level
    from aichipcn.mandates.mandate import Mandate
    from aichipcn.mandates.measures import Claimed, Effective, Measure
    from aichipcn.mandates.populations import AdditionsSince, PurchasesSince, Stock, StockAndOrders
    from aichipcn.mandates.predicates import AllOf, AnyOf, Not
    from aichipcn.mandates.readings import Reading
    from aichipcn.mandates.schedule import Milestone, Schedule
    from aichipcn.mandates.standing import StatusChange
    from aichipcn.mandates.thresholds import Bound, Threshold
    from aichipcn.mandates.vocabulary import Vocabulary
    from aichipcn.model.chips import Chip, ChipKind, Listing, Market
    from aichipcn.model.claims import PerformanceClaim
    from aichipcn.model.facilities import Deployment, Facility, FacilityKind, Fleet, Use
    from aichipcn.model.formats import NumberFormat
    from aichipcn.model.lists import CertifiedList, ListEntry
    from aichipcn.model.observations import MarketObservation, PolicyEvent
    from aichipcn.model.places import Place
    from aichipcn.model.sources import Confidence, Source
    from aichipcn.model.transformers import Transformer
    from aichipcn.model.utilisations import Included, Phase, Utilisation
    from aichipcn.model.vendors import Vendor
    from aichipcn.report.charts.bases import bases_chart
    from aichipcn.report.charts.chips import chip_chart
    from aichipcn.report.charts.fleet import fleet_chart
    from aichipcn.report.charts.frontier import frontier_chart
    from aichipcn.report.charts.market import market_chart
    from aichipcn.report.charts.shares import share_chart
    from aichipcn.report.charts.timeline import timeline_chart
    from aichipcn.report.page import report_page
    from aichipcn.values.estimate import Estimate
    from aichipcn.values.limits import Limit
    from aichipcn.values.quantity import quantity
    from aichipcn.values.ternary import Ternary

_HOMES = {
    "catalogue.amendments": ("Amendment", "read_amendment"),
    "catalogue.catalogue": ("Catalogue", "diff"),
    "catalogue.check": ("check_files",),
    "catalogue.classify": ("classify",),
    "catalogue.compare": ("Comparison", "compare"),
    "catalogue.coverage": ("Coverage", "coverage"),
    "catalogue.epoch": ("import_epoch",),
    "catalogue.expected": ("check_amendment", "write_expected"),
    "catalogue.extensions": ("Extension", "Extensions", "find_extensions", "load_extensions"),
    "catalogue.load": ("load_catalogue",),
    "catalogue.obtain": ("obtainable",),
    "catalogue.save": ("save",),
    "catalogue.stale": ("stale",),
    "compliance.assess": ("assess", "assess_all"),
    "compliance.assessment": ("Assessment", "Status"),
    "compliance.deciding": ("deciding_facts",),
    "compliance.explain": ("explain",),
    "compliance.nodes": ("Explanation",),
    "compute.bandwidth": ("MemoryBandwidth",),
    "compute.bases": ("Equivalence", "equivalents_of"),
    "compute.basis": ("Amount", "Basis"),
    "compute.claims.claimed": ("ClaimedPerformance",),
    "compute.claims.suitability": ("Suitability", "suitability"),
    "compute.clusters.availability": ("Failures",),
    "compute.clusters.cluster": ("Cluster",),
    "compute.clusters.collectives": ("DataParallel", "TensorParallel"),
    "compute.clusters.pipelines": ("Pipeline",),
    "compute.crossover": ("Crossover", "crossover"),
    "compute.effective": ("EffectiveCompute", "effective_compute"),
    "compute.equivalents": ("Equivalents",),
    "compute.factors": ("Factor",),
    "compute.figures": ("Derivation", "figure_of"),
    "compute.frontiers.frontier": ("Frontier", "frontier"),
    "compute.metrics": (
        "memory_bandwidth_density",
        "performance_density",
        "total_bandwidth",
        "tpp",
        "tpp_of",
        "transfer_rate",
    ),
    "compute.peak": ("Peak",),
    "compute.processing": ("TotalProcessing",),
    "compute.roofline": ("Roofline", "Timing", "ridge"),
    "compute.runs": ("TrainingRun",),
    "compute.sampling": ("Sampled", "sample"),
    "compute.utilised": ("Utilised",),
    "compute.workloads": ("Decode", "Prefill", "Training"),
    "errors": ("AichipcnError", "CatalogueError", "FramesError"),
    "export.classification": ("Catch", "Classification", "Outcome"),
    "export.hurdles": ("Hurdle",),
    "export.obtainable": ("Obtainable",),
    "export.rules": ("ExportRule", "Instrument", "LicenceException", "Paragraph", "Policy", "Review"),
    "frames.assessing": ("assess_frame",),
    "frames.checks": ("check_frames", "set_aside"),
    "frames.effective": ("effective_frame",),
    "frames.explaining": ("assess_row", "explain_row"),
    "frames.national": ("national_verdicts",),
    "mandates.conditions": ("Condition",),
    "mandates.credits": ("Content", "Tier", "Tiers"),
    "mandates.exemptions": ("Exemption",),
    "mandates.incentives": ("Incentive",),
    "mandates.levels": ("Level",),
    "mandates.mandate": ("Mandate",),
    "mandates.measures": ("Claimed", "Effective", "Measure"),
    "mandates.populations": ("AdditionsSince", "PurchasesSince", "Stock", "StockAndOrders"),
    "mandates.predicates": ("AllOf", "AnyOf", "Not"),
    "mandates.readings": ("Reading",),
    "mandates.schedule": ("Milestone", "Schedule"),
    "mandates.standing": ("StatusChange",),
    "mandates.thresholds": ("Bound", "Threshold"),
    "mandates.vocabulary": ("Vocabulary",),
    "model.chips": ("Chip", "ChipKind", "Listing", "Market"),
    "model.claims": ("PerformanceClaim",),
    "model.facilities": ("Deployment", "Facility", "FacilityKind", "Fleet", "Use"),
    "model.formats": ("NumberFormat",),
    "model.lists": ("CertifiedList", "ListEntry"),
    "model.observations": ("MarketObservation", "PolicyEvent"),
    "model.places": ("Place",),
    "model.sources": ("Confidence", "Source"),
    "model.transformers": ("Transformer",),
    "model.utilisations": ("Included", "Phase", "Utilisation"),
    "model.vendors": ("Vendor",),
    "report.charts.bases": ("bases_chart",),
    "report.charts.chips": ("chip_chart",),
    "report.charts.fleet": ("fleet_chart",),
    "report.charts.frontier": ("frontier_chart",),
    "report.charts.market": ("market_chart",),
    "report.charts.shares": ("share_chart",),
    "report.charts.timeline": ("timeline_chart",),
    "report.page": ("report_page",),
    "values.estimate": ("Estimate",),
    "values.limits": ("Limit",),
    "values.quantity": ("quantity",),
    "values.ternary": ("Ternary",),
}
_HOME = {name: f"aichipcn.{home}" for home, names in _HOMES.items() for name in names}

__all__ = [  # noqa: RUF022  (the version, then the names)
    "__version__",
    "AdditionsSince", "AichipcnError", "AllOf", "Amendment", "Amount", "AnyOf", "Assessment", "Basis", "Bound",
    "Catalogue", "CatalogueError", "Catch", "CertifiedList", "Chip", "ChipKind", "Claimed", "ClaimedPerformance",
    "Classification", "Cluster", "Comparison", "Condition", "Confidence", "Content", "Coverage", "Crossover",
    "DataParallel", "Decode", "Deployment", "Derivation", "Effective", "EffectiveCompute", "Equivalence",
    "Equivalents", "Estimate", "Exemption", "Explanation", "ExportRule", "Extension", "Extensions", "Facility",
    "FacilityKind", "Factor", "Failures", "Fleet", "FramesError", "Frontier", "Hurdle", "Incentive", "Included",
    "Instrument", "Level", "LicenceException", "Limit", "ListEntry", "Listing", "Mandate", "Market",
    "MarketObservation", "Measure", "MemoryBandwidth", "Milestone", "Not", "NumberFormat", "Obtainable", "Outcome",
    "Paragraph", "Peak", "PerformanceClaim", "Phase", "Pipeline", "Place", "Policy", "PolicyEvent", "Prefill",
    "PurchasesSince", "Reading", "Review", "Roofline", "Sampled", "Schedule", "Source", "Status", "StatusChange",
    "Stock", "StockAndOrders", "Suitability", "TensorParallel", "Ternary", "Threshold", "Tier", "Tiers", "Timing",
    "TotalProcessing", "Training", "TrainingRun", "Transformer", "Use", "Utilisation", "Utilised", "Vendor",
    "Vocabulary", "assess", "assess_all", "assess_frame", "assess_row", "bases_chart", "check_amendment",
    "check_files", "check_frames", "chip_chart", "classify", "compare", "coverage", "crossover", "deciding_facts",
    "diff", "effective_compute", "effective_frame", "equivalents_of", "explain", "explain_row", "figure_of",
    "find_extensions", "fleet_chart", "frontier", "frontier_chart", "import_epoch", "load_catalogue",
    "load_extensions", "market_chart", "memory_bandwidth_density", "national_verdicts", "obtainable",
    "performance_density", "quantity", "read_amendment", "report_page", "ridge", "sample", "save", "set_aside",
    "share_chart", "stale", "suitability", "timeline_chart", "total_bandwidth", "tpp", "tpp_of", "transfer_rate",
    "write_expected",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    home = _HOME.get(name)
    if home is None:
        msg = f"module 'aichipcn' has no attribute {name!r}"
        raise AttributeError(msg)
    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
