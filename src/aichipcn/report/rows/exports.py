"""What export rules say of chips, as plain data: one chip on one day in full, and many over the days of the rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.compliance.nodes import grounds
from aichipcn.compute.figures import CHIP_FIGURES, Derivation, figure_of
from aichipcn.export.classification import Catch, Classification, Outcome, classified
from aichipcn.export.explaining import NOT_ASKED
from aichipcn.export.history import concerning, ends, limited_figures, turning_days
from aichipcn.export.rules import ExportRule, Instrument, LicenceException, Paragraph, Policy, Review
from aichipcn.mandates.cases import Case
from aichipcn.model.chips import Chip
from aichipcn.model.facilities import Facility
from aichipcn.model.sources import Source
from aichipcn.report.rows.plain import Plain, document, figure, place, sources, text_of
from aichipcn.values.ternary import UNKNOWN, Ternary

OUTSIDE, OPEN, LETTER = "-", "?", "L"
"""What stands in a cell of the matrix for no paragraph, for any or none of them, and for a letter."""

_SETTLED = "settled together, however the missing facts turn out"


def classification(catalogue: Catalogue, found: Classification) -> Plain:
    """The document of one chip on one day."""
    limited = sorted(limited_figures(found), key=list(CHIP_FIGURES).index)
    return document(
        "classification",
        catalogue,
        chip={"slug": found.chip.slug, "name": found.chip.name},
        **_sent(found.to, catalogue),
        **_answer(found),
        catches=list(_catches(found)),
        rules=[_rule(rule, found) for rule in found.rules],
        figures=[_figure(figure_of(found.chip, name)) for name in limited],
        lacking=[{"field": fact.field, "subject": fact.subject} for fact in found.lacking],
        not_asked=NOT_ASKED,
    )


def history(catalogue: Catalogue, chip: Chip, to: Facility, on: Iterable[date] = ()) -> Plain:
    """The document of one chip over some days; without any, over those on which rules that concern it begin or end."""
    days = tuple(on)
    rules = concerning(chip, catalogue.rules, to)
    data = matrix(catalogue, [chip], days or turning_days(rules, catalogue.rules), to)
    for row in data["rows"][0]["days"]:
        begins = [rule.slug for rule in rules if rule.since.isoformat() == row["on"]]
        ended = [rule.slug for rule in rules if text_of(ends(rule, catalogue.rules)) == row["on"]]
        row |= {"begins": begins, "ends": ended}
    return data


def matrix(
    catalogue: Catalogue, chips: Iterable[Chip], days: Iterable[date], to: Facility, *, outside: bool = True
) -> Plain:
    """The document of chips over some days; without `outside`, of those that some rule catches or may catch on one."""
    on = list(days)
    short = _in_short(catalogue.rules)
    rows = [_row(chip, catalogue, on, to, short) for chip in chips]
    shown = [row for row in rows if outside or any(item["caught"] != "false" for item in row["days"])]
    return document(
        "classifications",
        catalogue,
        **_sent(to, catalogue),
        on=[day.isoformat() for day in on],
        rules=[
            {"slug": rule.slug, "title": rule.title, "since": rule.since.isoformat()}
            for rule in sorted(catalogue.rules, key=lambda rule: rule.since)
            if rule.since in on
        ],
        abbreviated=short,
        rows=shown,
        left_out=len(rows) - len(shown),
        not_asked=NOT_ASKED,
    )


def _sent(to: Facility, catalogue: Catalogue) -> Plain:
    """Where it goes to, which is a place of the catalogue or lies in one, and what for."""
    where, uses = to.place, [use.value for use in to.uses]
    if where is not None and where.code not in {item.code for item in catalogue.places}:
        where = where.parent or where
    return {"destination": place(where), "end_use": uses[0] if uses else None}


def _row(chip: Chip, catalogue: Catalogue, days: Iterable[date], to: Facility, short: Mapping[str, str]) -> Plain:
    found = (classified(chip, catalogue.rules, on=day, to=to) for day in days)
    return {
        "chip": {"slug": chip.slug, "name": chip.name},
        "days": [_answer(item) | {"cell": cell(item, short)} for item in found],
    }


def _answer(found: Classification) -> Plain:
    return {
        "on": found.on.isoformat(),
        "caught-by": found.short,
        "caught": str(found.caught),
        "licence": str(found.licence),
        "paragraphs": list(found.paragraphs),
        "possible": list(found.possible),
        "policies": [
            *(policy.value for policy in Policy if policy in found.policies),
            *([None] if None in found.policies else []),
        ],
        "outcomes": [str(item) for item in found.outcomes],
    }


# -- a cell of the matrix


def _in_short(rules: Iterable[ExportRule]) -> dict[str, str]:
    """How a cell writes the paragraphs of regulations: "a" for "3A090.a" where that tells it from all others."""
    names = dict.fromkeys(group for rule in rules if rule.instrument is not Instrument.LETTER for group in rule.groups)
    ends_of = [name.partition(".")[2] for name in names]
    return {name: end if end and ends_of.count(end) == 1 else name for name, end in zip(names, ends_of, strict=True)}


def cell(found: Classification, short: Mapping[str, str]) -> str:
    """What catches a chip, as short as can be: "a", "b/-" for 3A090.b or none, "a L?" with a letter perhaps.

    It is "?" where it may be all that it may be of a chip of which no figure is known.
    """
    letters = [bool(_of(outcome, letters=True)) for outcome in found.outcomes]
    told = [_ways_in_short(found, short)]
    if any(letters):
        told.append(LETTER if all(letters) else f"{LETTER}?")
    return " ".join(filter(None, told)) or OUTSIDE


def _of(outcome: Outcome, *, letters: bool) -> tuple[str, ...]:
    """The paragraphs of letters, or those of regulations, in an outcome."""
    return tuple(item.paragraph for item in outcome.catches if (item.rule.instrument is Instrument.LETTER) is letters)


def _ways(found: Classification) -> list[tuple[str, ...]]:
    """The paragraphs of regulations that catch together, each way once."""
    return list(dict.fromkeys(_of(outcome, letters=False) for outcome in found.outcomes))


def _ways_in_short(found: Classification, short: Mapping[str, str]) -> str:
    ways = _ways(found)
    if ways == [()]:
        return ""
    if () in ways and set(ways) == set(_ways(_without_figures(found))):
        return OPEN
    order = list(short)
    ordered = sorted(ways, key=lambda way: [order.index(name) for name in way] or [len(order)])
    return "/".join("+".join(short[name] for name in way) or OUTSIDE for way in ordered)


def _without_figures(found: Classification) -> Classification:
    """What the same rules say of a chip of the kind, of which nothing else is known."""
    bare = Chip(slug="unknown", name="unknown", kind=found.chip.kind, designer=found.chip.designer)
    return classified(bare, found.rules, on=found.on, to=found.to)


# -- one classification


def _figure(derivation: Derivation) -> Plain:
    chip, steps = derivation.chip, derivation.derived.steps
    rests_on = [source for step in steps if step.figure for source in chip.sources_of(step.figure)]
    return {
        "figure": derivation.figure.name,
        "label": derivation.figure.words,
        "value": figure(derivation.value),
        "lacking": list(derivation.lacking),
        "steps": [step.text for step in steps],
        "sources": sources(rests_on),
    }


def _rule(rule: ExportRule, found: Classification) -> Plain:
    case = found.case
    return {
        "slug": rule.slug,
        "title": rule.title,
        "instrument": rule.instrument.value,
        "since": rule.since.isoformat(),
        "until": text_of(rule.until),
        "binds": str(rule.binds.holds(case)),
        "paragraphs": [
            {
                "paragraph": item.name,
                "catches": str(truth),
                "words": item.when.describe(),
                "because": _because(item, truth, case),
                "confidence": item.confidence.value if item.confidence else None,
                "sources": sources(item.sources or rule.sources),
            }
            for other, item, truth in found.judged()
            if other is rule
        ],
        "sources": sources(rule.sources),
    }


def _because(item: Paragraph, truth: Ternary, case: Case) -> list[str]:
    """The conditions that decided it; open ones may be settled by one another."""
    settled = truth is not UNKNOWN and item.when.holds(case) is UNKNOWN
    return [*(node.text for node in grounds(item.when, case)), *[_SETTLED] * settled]


def _catches(found: Classification) -> Iterator[Plain]:
    """What catches a chip in any outcome, and how a licence is had for it in those in which it does."""
    every = [item for outcome in found.outcomes for item in outcome.catches]
    for rule, group in dict.fromkeys((item.rule, item.paragraph) for item in every):
        own = [item for item in every if item.rule is rule and item.paragraph == group]
        yield {
            "paragraph": group,
            "rule": rule.slug,
            "certain": len(own) == len(found.outcomes),
            "licence": own[0].licence if len({item.licence for item in own}) == 1 else None,
            "computers": rule.computers(group),
            "exceptions": [_exception(item, own) for item in dict.fromkeys(_exceptions(own))],
            "reviews": [_review(item) for item in dict.fromkeys(item.review for item in own if item.licence)],
            "sources": sources(_paragraph_sources(rule, group)),
        }


def _paragraph_sources(rule: ExportRule, group: str) -> Iterator[Source]:
    for item in rule.paragraphs:
        if item.group == group:
            yield from item.sources or rule.sources


def _exceptions(catches: Iterable[Catch]) -> Iterator[LicenceException]:
    for item in catches:
        yield from item.exceptions


def _exception(item: LicenceException, catches: list[Catch]) -> Plain:
    return {
        "name": item.name,
        "certain": all(item in catch.exceptions for catch in catches),
        "conditions": text_of(item.conditions),
        "note": text_of(item.note),
        "sources": sources(item.sources),
    }


def _review(item: Review | None) -> Plain:
    """How an application is judged; where no rule says it, nothing but that."""
    return {
        "policy": item.policy.value if item else None,
        "conditions": text_of(item.conditions) if item else None,
        "note": text_of(item.note) if item else None,
        "sources": sources(item.sources) if item else [],
    }
