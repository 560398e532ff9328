"""Shares against what is required of them: solid bars for what is certain, pale ones for what is not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

import altair as alt

from aichipcn.compliance.assessment import Assessment, Status
from aichipcn.errors import InvalidValueError
from aichipcn.mandates.thresholds import AnyThreshold, Threshold
from aichipcn.model.doors import instances
from aichipcn.report.charts.theme import DARK, INK, LABELS, LIGHT, STEP, WIDTH, Rows, label, styled
from aichipcn.report.rows.plain import Plain
from aichipcn.report.rows.verdicts import verdict
from aichipcn.report.words import in_plain, share

_SHAPES = {
    Status.COMPLIANT: "circle",
    Status.INDETERMINATE: "diamond",
    Status.NON_COMPLIANT: "cross",
    Status.NOT_IN_FORCE: "square",
    Status.NOT_APPLICABLE: "triangle-up",
}


def share_chart(assessments: Iterable[Assessment]) -> alt.VConcatChart:
    """The shares of some verdicts, field by field for each mandate, reading and date.

    A bar is solid as far as the share is certain and pale as far as facts are missing; the stroke across it is what is
    required, and the mark behind it is the verdict.

    Raises
    ------
    InvalidTypeError
        Where something is no assessment.
    InvalidValueError
        Where there is none.
    """
    found = instances(assessments, Assessment)
    if not found:
        raise InvalidValueError("at least one assessment is needed")
    rows = share_rows(found)
    field = _bars(rows).properties(width=WIDTH, height=alt.Step(STEP))
    chart = field.facet(
        row=alt.Row(
            "under:N",
            title=None,
            sort=list(dict.fromkeys(row["under"] for row in rows)),
            header=alt.Header(labelAngle=0, labelAlign="left", labelAnchor="start", labelOrient="top", labelPadding=4),
        )
    ).resolve_scale(y="independent")
    sources = (source for one in found for source in (*one.mandate.sources, *_of_subject(one)))
    return styled(chart, "Domestic share against what is required", WORDS, sources)


WORDS = (
    "The solid bar is certain, the pale one depends on facts that are not known. The stroke is what is required; "
    "the mark is a disc where the verdict is compliant, a diamond where it is open, a cross where it is not."
)


def share_rows(assessments: Iterable[Assessment]) -> list[Plain]:
    """What is drawn: a row for each verdict. A share of which nothing is counted has no bar."""
    return [
        {
            "subject": one.subject.name,
            "label": label(one.subject.name),
            "under": f"{one.mandate.slug}, {one.reading.name}, on {one.on}",
            "low": None if one.share_range is None else float(one.share_range[0]),
            "high": None if one.share_range is None else float(one.share_range[1]),
            "required": _required(one.threshold),
            "status": one.status.value,
            "text": f"{share(verdict(one))}: {in_plain(one.status.value)}",
        }
        for one in assessments
    ]


def _required(threshold: AnyThreshold | None) -> float | None:
    """The share that is required; None where none is, or an amount."""
    value = threshold.value if isinstance(threshold, Threshold) else None
    return float(value) if isinstance(value, Fraction) else None


def _of_subject(assessment: Assessment) -> Sequence[Any]:
    return [source for facility in assessment.facilities for source in facility.sources]


def _bars(rows: Sequence[Plain]) -> alt.LayerChart | alt.FacetChart:
    names = list(dict.fromkeys(row["label"] for row in rows))
    axis = alt.Axis(labelLimit=0, labelExpr=LABELS, ticks=False, domain=False)
    base = alt.Chart().encode(y=alt.Y("label:N", title=None, sort=names, axis=axis))
    length = alt.X(
        "low:Q",
        title="share of what each mandate counts",
        scale=alt.Scale(domain=[0, 1]),
        axis=alt.Axis(format="%", tickCount=5),
    )
    marks = alt.Scale(domain=[status.value for status in _SHAPES], range=list(_SHAPES.values()))
    return alt.layer(
        base.mark_bar(height=10, color=DARK).encode(x=length),
        base.mark_bar(height=10, color=LIGHT, stroke=DARK, strokeDash=[2, 2]).encode(x=length, x2="high:Q"),
        base.mark_tick(thickness=2.5, size=18, color=INK).encode(x="required:Q"),
        base.mark_point(size=60, filled=True, color=INK).encode(
            x=alt.value(WIDTH + 12), shape=alt.Shape("status:N", scale=marks, legend=None)
        ),
        base.mark_text(align="left", color=INK, fontSize=10).encode(x=alt.value(WIDTH + 24), text="text:N"),
        data=Rows(values=list(rows)),
    )
