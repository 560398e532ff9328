"""China's drive for AI-chip independence: what is required, is it met, what does the hardware deliver.

Names are imported when they are first touched, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from aichipcn.version import __version__

if TYPE_CHECKING:
    from aichipcn.catalogue.catalogue import Catalogue, diff
    from aichipcn.catalogue.check import check_files
    from aichipcn.catalogue.epoch import import_epoch
    from aichipcn.catalogue.load import load_catalogue
    from aichipcn.catalogue.save import save
    from aichipcn.compliance.assess import assess, assess_all
    from aichipcn.compliance.assessment import Assessment, Status
    from aichipcn.compliance.deciding import deciding_facts
    from aichipcn.compliance.explain import Explanation, explain
    from aichipcn.compute.basis import Amount, Basis
    from aichipcn.compute.claimed import ClaimedPerformance
    from aichipcn.compute.effective import EffectiveCompute, effective_compute
    from aichipcn.compute.equivalents import Equivalents
    from aichipcn.compute.metrics import performance_density, tpp
    from aichipcn.compute.peak import Peak
    from aichipcn.errors import AichipcnError, CatalogueError
    from aichipcn.mandates.conditions import Condition
    from aichipcn.mandates.mandate import Level, Mandate, Reading
    from aichipcn.mandates.measures import Measure
    from aichipcn.mandates.populations import AdditionsSince, Stock
    from aichipcn.mandates.predicates import AllOf, AnyOf, Not
    from aichipcn.model.chips import Chip
    from aichipcn.model.claims import PerformanceClaim
    from aichipcn.model.facilities import Deployment, Facility, FacilityKind, Fleet
    from aichipcn.model.formats import NumberFormat
    from aichipcn.model.observations import MarketObservation, PolicyEvent
    from aichipcn.model.places import Place
    from aichipcn.model.sources import Confidence, Source
    from aichipcn.model.vendors import Vendor
    from aichipcn.values.estimate import Estimate
    from aichipcn.values.quantity import quantity
    from aichipcn.values.schedule import Milestone, Schedule
    from aichipcn.values.ternary import Ternary

_HOMES = {
    "catalogue.catalogue": ("Catalogue", "diff"),
    "catalogue.check": ("check_files",),
    "catalogue.epoch": ("import_epoch",),
    "catalogue.load": ("load_catalogue",),
    "catalogue.save": ("save",),
    "compliance.assess": ("assess", "assess_all"),
    "compliance.assessment": ("Assessment", "Status"),
    "compliance.deciding": ("deciding_facts",),
    "compliance.explain": ("Explanation", "explain"),
    "compute.basis": ("Amount", "Basis"),
    "compute.claimed": ("ClaimedPerformance",),
    "compute.effective": ("EffectiveCompute", "effective_compute"),
    "compute.equivalents": ("Equivalents",),
    "compute.metrics": ("performance_density", "tpp"),
    "compute.peak": ("Peak",),
    "errors": ("AichipcnError", "CatalogueError"),
    "mandates.conditions": ("Condition",),
    "mandates.mandate": ("Level", "Mandate", "Reading"),
    "mandates.measures": ("Measure",),
    "mandates.populations": ("AdditionsSince", "Stock"),
    "mandates.predicates": ("AllOf", "AnyOf", "Not"),
    "model.chips": ("Chip",),
    "model.claims": ("PerformanceClaim",),
    "model.facilities": ("Deployment", "Facility", "FacilityKind", "Fleet"),
    "model.formats": ("NumberFormat",),
    "model.observations": ("MarketObservation", "PolicyEvent"),
    "model.places": ("Place",),
    "model.sources": ("Confidence", "Source"),
    "model.vendors": ("Vendor",),
    "values.estimate": ("Estimate",),
    "values.quantity": ("quantity",),
    "values.schedule": ("Milestone", "Schedule"),
    "values.ternary": ("Ternary",),
}
_HOME = {name: f"aichipcn.{home}" for home, names in _HOMES.items() for name in names}

__all__ = [  # noqa: RUF022  (the version, then the names)
    "__version__",
    "AdditionsSince", "AichipcnError", "AllOf", "Amount", "AnyOf", "Assessment", "Basis", "Catalogue",
    "CatalogueError", "Chip", "ClaimedPerformance", "Condition", "Confidence", "Deployment", "EffectiveCompute",
    "Equivalents", "Estimate", "Explanation", "Facility", "FacilityKind", "Fleet", "Level", "Mandate",
    "MarketObservation", "Measure", "Milestone", "Not", "NumberFormat", "Peak", "PerformanceClaim", "Place",
    "PolicyEvent", "Reading", "Schedule", "Source", "Status", "Stock", "Ternary", "Vendor", "assess", "assess_all",
    "check_files", "deciding_facts", "diff", "effective_compute", "explain", "import_epoch", "load_catalogue",
    "performance_density", "quantity", "save", "tpp",
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
