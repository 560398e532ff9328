"""What stands in a facility or a fleet by its designers, as plain data: how much of each at least and at most."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs

from aichipcn.compute.effective import Model, running, standing
from aichipcn.model.facilities import COMPLETE, Deployment, Facility, Fleet, facilities_of
from aichipcn.report.rows.origins import Origin, origin_of
from aichipcn.report.rows.plain import Plain
from aichipcn.values.estimate import ONE, Estimate
from aichipcn.values.ternary import FALSE, TRUE
from aichipcn.values.words import in_words

_NOBODY = "designer not stated"


@attrs.frozen
class _Part:
    """What is of one designer. What is `unmeasured` stands there too, without a figure by the model."""

    designer: str
    origin: Origin
    amount: Estimate | None
    unmeasured: Estimate | None


def composition(subject: Facility | Fleet, on: date | None = None, model: Model | None = None) -> list[Plain]:
    """A row for each designer of chips that stand, or may stand, in a subject, by origin; units without a model.

    `low` is how much of it there is at least, `high` at most, None where nothing bounds it; both are in the root unit
    of the model. Chips without a figure by the model, and what an inventory does not list, have a row without numbers.
    """
    parts: dict[str, _Part] = {}
    for _, deployment, present in standing(subject, on):
        count = deployment.count.without_best() if present is TRUE else Estimate(0, deployment.count.high)
        part = _part(deployment, count, model)
        slug = "" if deployment.designed_by is None else deployment.designed_by.slug
        parts[slug] = _together(parts.get(slug), part)
    order = tuple(Origin)
    found = sorted(parts.values(), key=lambda part: order.index(part.origin))
    unlisted = any(
        running(facility, on) is not FALSE and facility.inventory is not COMPLETE for facility in facilities_of(subject)
    )
    rows = [row for part in found for row in _rows(part, model)]
    if unlisted:
        rows.append(_row(_NOBODY, Origin.UNKNOWN, None, "and more, not listed" if rows else "chips not stated"))
    return rows


def _part(deployment: Deployment, count: Estimate, model: Model | None) -> _Part:
    designer, chip = deployment.designed_by, deployment.chip
    name = _NOBODY if designer is None else designer.name
    known = model is None or (chip is not None and model.reason(chip) is None)
    if not known:
        return _Part(name, origin_of(designer), None, count)
    rate = ONE if model is None or chip is None else model.rate(chip)
    return _Part(name, origin_of(designer), count * rate, None)


def _together(one: _Part | None, other: _Part) -> _Part:
    if one is None:
        return other
    amount, unmeasured = _sum(one.amount, other.amount), _sum(one.unmeasured, other.unmeasured)
    return attrs.evolve(one, amount=amount, unmeasured=unmeasured)


def _sum(one: Estimate | None, other: Estimate | None) -> Estimate | None:
    if one is None or other is None:
        return one or other
    return one + other


def _rows(part: _Part, model: Model | None) -> Iterator[Plain]:
    if part.amount is not None:
        yield _row(part.designer, part.origin, part.amount, _told(part.designer, part.amount, model))
    if part.unmeasured is not None:
        counted = "" if _untold(part.unmeasured) else f" {in_words(part.unmeasured)}"
        yield _row(part.designer, part.origin, None, f"{part.designer}{counted} without a figure")


def _told(designer: str, amount: Estimate, model: Model | None) -> str:
    if _untold(amount) and (model is None or amount.low == 0):
        return f"{'perhaps ' if amount.low == 0 else ''}{designer}, number not stated"
    return f"{designer} {in_words(amount, digits=4)}"


def _untold(amount: Estimate) -> bool:
    """Whether no more is known than that there is one, or perhaps none."""
    return amount.high is None and amount.low <= 1


def _row(designer: str, origin: Origin, amount: Estimate | None, told: str) -> Plain:
    high = None if amount is None or amount.high is None else float(amount.high)
    return {
        "designer": designer,
        "origin": origin.value,
        "low": None if amount is None else float(amount.low),
        "high": high,
        "text": told,
    }
