"""Chips side by side as plain data: their figures, each in equivalents of one of them, and where one overtakes."""

from __future__ import annotations

from collections.abc import Sequence

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.compute.bases import Equivalence, equivalents_of
from aichipcn.compute.crossover import Crossover, crossover
from aichipcn.compute.roofline import Roofline, ridge
from aichipcn.errors import AichipcnError
from aichipcn.model.chips import Chip
from aichipcn.report.rows.chips import chip as row_of_chip
from aichipcn.report.rows.compute import timed
from aichipcn.report.rows.plain import Plain, document, figure, text_of


def beside(catalogue: Catalogue, chips: Sequence[Chip], reference: Chip, model: Roofline | None) -> Plain:
    """The document of chips side by side, in equivalents of a reference; with a workload, how it runs on each."""
    others = [chip for chip in chips if chip.slug != reference.slug]
    rows = {chip.slug: equivalences(catalogue, chip, reference, model) for chip in others}
    return document(
        "beside",
        catalogue,
        reference={"slug": reference.slug, "name": reference.name, "short": reference.short_name},
        chips=[row_of_chip(chip) | {"ridge": _ridge(chip)} for chip in chips],
        equivalents=[{"chip": chip.slug, "name": chip.name, "rows": rows[chip.slug]} for chip in others],
        workload=None if model is None else str(model.workload),
        basis=None if model is None else model.basis.grounds,
        timings=[] if model is None else [_timing(model, chip) for chip in chips],
        crossings=[] if model is None else [_crossing(model, reference, chip) for chip in others],
    )


def equivalences(catalogue: Catalogue, chip: Chip, reference: Chip, model: Roofline | None) -> list[Plain]:
    """One chip in equivalents of another on every basis."""
    models = () if model is None else (model,)
    return [_equivalence(row) for row in equivalents_of(chip, reference, claims=catalogue.claims, models=models)]


def _equivalence(row: Equivalence) -> Plain:
    return {
        "unit": row.basis.unit,
        "grounds": row.basis.words,
        "ratio": figure(row.ratio, digits=4),
        "reason": text_of(row.reason),
    }


def _ridge(chip: Chip) -> Plain | None:
    """The ridge at 16 bits; None where a figure is not known."""
    try:
        return figure(ridge(chip, "fp16"), digits=4)
    except AichipcnError:
        return None


def _timing(model: Roofline, chip: Chip) -> Plain:
    reason = model.reason(chip)
    known = {"timing": None, "reason": reason} if reason else {"timing": timed(model, chip), "reason": None}
    return {"chip": chip.slug, "name": chip.name, **known}


def _crossing(model: Roofline, reference: Chip, chip: Chip) -> Plain:
    """From which batch one of two chips delivers more."""
    row: Plain = {"chip": chip.slug, "along": "batch", "before": None, "after": None, "at": None, "text": None}
    if model.reason(chip) or model.reason(reference):
        return row
    found: Crossover = crossover(reference, chip, model.workload, mfu=model.mfu, mbu=model.mbu)
    return row | {
        "before": found.before.slug,
        "after": found.after.slug,
        "at": figure(found.at),
        "text": str(found),
    }
