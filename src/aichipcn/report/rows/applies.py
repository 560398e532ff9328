"""Where the mandates really apply: their verdicts under every reading, and what would decide the open ones."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import groupby

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.compliance.assess import assess_all
from aichipcn.compliance.assessment import Assessment, Status
from aichipcn.mandates.mandate import Mandate
from aichipcn.model.facilities import Facility
from aichipcn.model.places import Place
from aichipcn.report.rows.plain import Plain
from aichipcn.report.rows.reasons import Reasons
from aichipcn.report.rows.verdicts import in_scope, verdict


def applies(
    catalogue: Catalogue,
    mandates: list[Mandate],
    found: list[Facility],
    on: date,
    within: Place | None,
    why: Reasons | None = None,
) -> list[Plain]:
    """The verdicts where some mandates really apply, under every reading.

    A verdict over many facilities is formed over all of the catalogue, whatever part of it is shown. With `why`, each
    has its reasons.
    """
    shown = {item.slug for item in found}
    verdicts = assess_all(catalogue.facilities, mandates, on=on)
    rows = []
    for (mandate, subject), group in groupby(verdicts, key=lambda item: (item.mandate.slug, item.subject.slug)):
        readings = list(group)
        if all(item.status is Status.NOT_APPLICABLE for item in readings):
            continue
        single = isinstance(readings[0].subject, Facility)
        if subject in shown if single else _related(readings[0].mandate.place, within):
            rows.append(_applied(catalogue.mandates[mandate], readings, why))
    return rows


def _applied(mandate: Mandate, readings: list[Assessment], why: Reasons | None) -> Plain:
    scopes = Counter(
        in_scope(item, mandate, readings[0].reading.name, readings[0].on) for item in readings[0].facilities
    )
    rows = [verdict(item, why) for item in readings]
    return {
        "mandate": mandate.slug,
        "subject": rows[0]["subject"],
        "level": mandate.level.value,
        "in-scope": {"certain": scopes["true"], "perhaps": scopes["unknown"]},
        "readings": rows,
        "turns-on-reading": len({row["status"] for row in rows}) > 1,
        "would-decide": _deciding(rows),
    }


def _deciding(rows: list[Plain]) -> list[Plain]:
    """The facts that would decide any of the verdicts, by field."""
    fields: dict[str, dict[str, bool]] = {}
    for row in rows:
        for fact in row["would-decide"]:
            subjects = fields.setdefault(fact["field"], {})
            subjects[fact["subject"]] = subjects.get(fact["subject"], False) or fact["settles"]
    return [
        {"field": field, "of": list(subjects), "settles": [name for name, settles in subjects.items() if settles]}
        for field, subjects in fields.items()
    ]


def _related(one: Place | None, other: Place | None) -> bool:
    """Whether one place lies in the other; every place is related to none in particular."""
    return one is None or other is None or one.lies_in(other.code) or other.lies_in(one.code)
