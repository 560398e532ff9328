"""Claims, observations of the market and policy events as plain data."""

from __future__ import annotations

from collections.abc import Iterable

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.model.claims import PerformanceClaim
from aichipcn.model.observations import MarketObservation, PolicyEvent
from aichipcn.report.rows.plain import Plain, document, figure, percent, place, sources, text_of
from aichipcn.report.rows.rules import event
from aichipcn.values.words import in_words


def claims(catalogue: Catalogue, found: Iterable[PerformanceClaim]) -> Plain:
    """The document of published claims."""
    return document("claims", catalogue, claims=[_claim(item) for item in found])


def observations(catalogue: Catalogue, found: Iterable[MarketObservation]) -> Plain:
    """The document of observations of the market."""
    return document("observations", catalogue, observations=[_observation(item) for item in found])


def events(catalogue: Catalogue, found: Iterable[PolicyEvent]) -> Plain:
    """The document of policy events."""
    return document("events", catalogue, events=[_event(item) for item in found])


def observed(item: MarketObservation) -> str:
    """The figure of an observation: in percent where it is a share, else in words."""
    return percent(item.value) if "share" in item.metric and not item.value.unit else in_words(item.value)


def _claim(item: PerformanceClaim) -> Plain:
    return {
        "slug": item.slug,
        "kind": item.kind.value,
        "chip": {"slug": item.chip.slug, "name": item.chip.name},
        "reference": {"slug": item.reference.slug, "name": item.reference.name},
        "ratio": figure(item.ratio),
        "workload": item.workload,
        "outcome": item.outcome.value if item.outcome else None,
        "metric": text_of(item.metric),
        "reading": item.reading,
        "published": text_of(item.published),
        "confidence": item.confidence.value if item.confidence else None,
        "note": text_of(item.note),
        "sources": sources(item.sources),
    }


def _observation(item: MarketObservation) -> Plain:
    return {
        "slug": item.slug,
        "metric": item.metric,
        "subject": item.subject,
        "period": text_of(item.period),
        "value": figure(item.value),
        "text": observed(item),
        "condition": item.condition,
        "forecast": item.forecast,
        "published": text_of(item.published),
        "vendors": [{"slug": vendor.slug, "name": vendor.name} for vendor in item.vendors],
        "confidence": item.confidence.value if item.confidence else None,
        "note": text_of(item.note),
        "sources": sources(item.sources),
    }


def _event(item: PolicyEvent) -> Plain:
    more = {"place": place(item.place), "confidence": item.confidence.value if item.confidence else None}
    return event(item) | more
