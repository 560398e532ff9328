"""Language models, and measured utilisations, as plain data."""

from __future__ import annotations

from collections.abc import Iterable

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.model.transformers import Transformer
from aichipcn.model.utilisations import Utilisation
from aichipcn.report.rows.plain import Plain, document, figure, percent, sources, text_of


def transformers(catalogue: Catalogue, found: Iterable[Transformer]) -> Plain:
    """The document of language models."""
    return document("transformers", catalogue, transformers=[transformer(item) for item in found])


def transformer(item: Transformer) -> Plain:
    """One language model."""
    return {
        "slug": item.slug,
        "name": item.name,
        "aliases": list(item.aliases),
        "developer": item.developer,
        "parameters": item.parameters,
        "active": item.active,
        "layers": item.layers,
        "hidden": item.hidden,
        "heads": item.heads,
        "kv-heads": item.kv_heads,
        "attention": item.attention.value,
        "cached": item.cached,
        "experts": item.experts,
        "active-experts": item.active_experts,
        "vocabulary": item.vocabulary,
        "tied-embeddings": item.tied_embeddings,
        "context": item.context,
        "released": text_of(item.released),
        "confidence": item.confidence.value if item.confidence else None,
        "note": text_of(item.note),
        "sources": sources(item.sources),
    }


def utilisations(catalogue: Catalogue, found: Iterable[Utilisation]) -> Plain:
    """The document of measured utilisations."""
    return document("utilisations", catalogue, utilisations=[utilisation(item) for item in found])


def utilisation(item: Utilisation) -> Plain:
    """One measured utilisation."""
    return {
        "slug": item.slug,
        "kind": item.kind.value,
        "value": figure(item.value),
        "short": percent(item.value),
        "includes": [str(loss) for loss in item.includes],
        "chip": {"slug": item.chip.slug, "name": item.chip.name} if item.chip else None,
        "count": item.count,
        "phase": item.phase.value if item.phase else None,
        "transformer": item.transformer.name if item.transformer else None,
        "workload": text_of(item.workload),
        "number-format": text_of(item.format),
        "peak": figure(item.peak),
        "stack": item.stack,
        "published": text_of(item.published),
        "confidence": item.confidence.value if item.confidence else None,
        "note": text_of(item.note),
        "sources": sources(item.sources),
    }
