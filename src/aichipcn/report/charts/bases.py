"""One chip in equivalents of another, basis by basis: a disc at a best value, a stroke as far as a ratio is open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

import altair as alt

from aichipcn.compute.bases import Equivalence
from aichipcn.compute.claims.paths import Path
from aichipcn.errors import InvalidValueError
from aichipcn.model.chips import Chip
from aichipcn.model.doors import instances
from aichipcn.model.sources import Source, cited
from aichipcn.report.charts.scales import LogScale
from aichipcn.report.charts.texts import LINE, texts
from aichipcn.report.charts.theme import DARK, GREY, INK, PAPER, STEP, WIDTH, Part, Rows, label, styled
from aichipcn.report.rows.plain import Plain
from aichipcn.values.estimate import Estimate
from aichipcn.values.words import in_words

WORDS = (
    "Each row is another basis. Two bases never add, and none of them is the ratio. The disc is the best value, the "
    "stroke runs as far as the figures leave it open, and an arrow says that nothing bounds it. "
    "Claims that cannot all be right stand below their basis, each with a hollow mark; the row above holds them all."
)

_REASON = 68
"""So many letters of a reason stand in a line of the field."""


def bases_chart(equivalences: Iterable[Equivalence]) -> alt.VConcatChart:
    """What `equivalents_of` gives for one chip: on every basis its ratio, or in words why there is none.

    Raises
    ------
    InvalidTypeError
        Where something is no equivalence.
    InvalidValueError
        Where there is none, or they are of several chips or references.
    """
    found = instances(equivalences, Equivalence)
    if not found:
        raise InvalidValueError("at least one equivalence is needed")
    pairs = dict.fromkeys((one.chip.name, one.reference.name) for one in found)
    if len(pairs) > 1:
        msg = f"one chip is held against one reference; got {', '.join(' against '.join(pair) for pair in pairs)}"
        raise InvalidValueError(msg, found=list(pairs))
    chip, reference = found[0].chip, found[0].reference
    title = f"One {chip.name} in {found[0].basis.unit}"
    return styled(_field(bases_rows(found), reference), title, WORDS, _sources(found))


def bases_rows(equivalences: Iterable[Equivalence]) -> list[Plain]:
    """What is drawn: a row for each basis, below it one for each claim or path of claims that is at odds with another.

    `low` is None where a ratio may be nothing, `high` where nothing bounds it; both are where there is no ratio, and
    `reason` says why.
    """
    rows = [row for one in equivalences for row in (_basis(one), *map(_at_odds, _disputed(one)))]
    return [{"line": line, **row} for line, row in enumerate(rows)]


def _basis(one: Equivalence) -> Plain:
    reason = None if one.reason is None else f"unknown: {one.reason}"
    return {"basis": one.basis.words, "claim": False, "reason": reason, **_ratio(one.ratio)}


def _at_odds(path: Path) -> Plain:
    told = " then ".join(cited(claim.sources, claim.published) for claim in path.claims)
    return {"basis": f"at odds: {told}", "claim": True, "reason": None, **_ratio(path.ratio)}


def _disputed(one: Equivalence) -> list[Path]:
    """The paths that are part of a contradiction, in the order in which they are walked."""
    disputed = [path for found in one.contradictions for path in (found.one, found.other)]
    return [path for path in one.paths if path in disputed]


def _ratio(ratio: Estimate | None) -> Plain:
    if ratio is None:
        return {"low": None, "high": None, "best": None, "text": ""}
    low, high, best = (float(bound) if bound else None for bound in (ratio.low, ratio.high, ratio.central))
    return {"low": low, "high": high, "best": best, "text": in_words(ratio, digits=3)}


def _sources(found: Sequence[Equivalence]) -> Iterator[Source]:
    yield from found[0].chip.sources
    yield from found[0].reference.sources
    yield from (source for one in found for path in one.paths for source in path.sources)


# -- the field


def _field(rows: list[Plain], reference: Chip) -> Part:
    told = [row | {"label": label(row["basis"]), "told": _in_lines(row["reason"])} for row in rows]
    lines = max(row[key].count("\n") + 1 for row in told for key in ("label", "told"))
    bounds = [row[key] for row in rows for key in ("low", "high", "best") if row[key]]
    scale = LogScale.of([*bounds, 1.0], 0, WIDTH)
    x = alt.X("left:Q", title=f"how many {reference.name} one is worth", scale=scale.scale, axis=scale.axis)
    base = alt.Chart().encode(y=alt.Y("line:O", axis=None))
    return alt.layer(
        alt.Chart(Rows(values=[{"left": 1}])).mark_rule(color=INK, strokeWidth=1.2).encode(x=x),
        *_strokes(base, x, scale),
        *texts(base, told, "label", "right", -8, INK),
        *texts(base, told, "told", "left", 4, GREY),
        *texts(base, told, "text", "left", WIDTH + 12, INK),
        data=Rows(values=told),
    ).properties(width=WIDTH, height=alt.Step(max(STEP, LINE * lines + 6)))


def _in_lines(reason: str | None) -> str:
    return "\n".join(wrap(reason or "", _REASON))


def _strokes(base: alt.Chart, x: alt.X, scale: LogScale) -> Iterator[alt.Chart]:
    """From bound to bound; where there is none, to the edge of the field, with an arrow."""
    ends = {"low": scale.low, "high": scale.high}
    known = base.transform_filter("datum.text !== '' && datum.text !== '0'")
    whole = known.transform_calculate(
        left=f"datum.low === null ? {scale.low} : datum.low", right=f"datum.high === null ? {scale.high} : datum.high"
    )
    yield whole.mark_rule(color=DARK, strokeWidth=2).encode(x=x, x2="right:Q")
    for arrow, (end, edge) in zip(("triangle-left", "triangle-right"), ends.items(), strict=True):
        yield (
            known.transform_filter(f"datum.{end} !== null")
            .mark_tick(color=DARK, thickness=2, size=9, opacity=1)
            .encode(x=f"{end}:Q")
        )
        yield (
            known.transform_filter(f"datum.{end} === null")
            .mark_point(shape=arrow, color=DARK, filled=True, size=55, opacity=1)
            .encode(x=alt.XDatum(edge))
        )
    yield (
        known.transform_filter("datum.best !== null")
        .mark_point(color=DARK, size=70, strokeWidth=2, opacity=1)
        .encode(x="best:Q", fill=alt.condition("datum.claim", alt.value(PAPER), alt.value(DARK)))
    )
