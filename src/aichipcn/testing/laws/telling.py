"""Laws of how an export rule is told and written: in words, with its sources, and whole after a file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from html import escape
from typing import Any

from aichipcn.catalogue.codec import Codec, problems
from aichipcn.catalogue.links import REFERRED
from aichipcn.catalogue.save import written
from aichipcn.compute.figures import CHIP_FIGURES
from aichipcn.errors import AichipcnError, UnknownNameError
from aichipcn.export.classification import Classification
from aichipcn.export.rules import ExportRule
from aichipcn.mandates.cases import Case
from aichipcn.mandates.conditions import Condition
from aichipcn.mandates.predicates import AllOf, AnyOf, Not, Predicate, singles
from aichipcn.mandates.vocabulary import Vocabulary
from aichipcn.model.sources import Source
from aichipcn.testing.checks import DoesNotApply, Draw, broken
from aichipcn.testing.mentioned import mentioned
from aichipcn.testing.trial import RuleTrial
from aichipcn.values.ternary import FALSE

_ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]+")


def explains_itself(trial: RuleTrial, draw: Draw) -> None:
    """A classification is explained, with the figures that paragraphs set limits to and the sources of the rule."""
    chip, to = draw.one(trial.chips, "chip"), draw.one(trial.consignees)
    found = trial.classify(chip, to)
    explanation = found.explanation()
    text, data, html = str(explanation), json.dumps(explanation.to_dict()), explanation.to_html()
    if chip.name not in text or json.dumps(chip.name)[1:-1] not in data or escape(chip.name) not in html:
        broken(f"the explanation does not name {chip.name}")
    if _ADDRESS.search(text):
        broken(f"the explanation names an object by its address: {text}")
    for source in _sources_told(trial.rule, found):
        if f"[{source.slug}]" not in text:
            broken(f"the explanation of {found} does not name the source {source.slug}")
    for name in _figures_told(trial.rule, found.case):
        if CHIP_FIGURES[name].words not in text:
            broken(f"the explanation of {found} does not give the {CHIP_FIGURES[name].words}, to which a limit is set")


def _sources_told(rule: ExportRule, found: Classification) -> Iterator[Source]:
    """The sources of a rule; those of its paragraphs where it may bind; of exceptions and reviews that are used."""
    if rule not in found.rules:
        return
    yield from rule.sources
    if rule.may_bind(found.case):
        yield from (source for item in rule.paragraphs for source in item.sources)
    for catch in (catch for outcome in found.outcomes for catch in outcome.catches):
        yield from (source for item in catch.exceptions for source in item.sources)
        yield from catch.review.sources if catch.review else ()


def _figures_told(rule: ExportRule, case: Case) -> Iterator[str]:
    """The figures to which a paragraph sets a limit, in whatever of it may hold of a case."""
    for item in rule.paragraphs if rule.may_bind(case) else ():
        yield from _limited(item.when, case)


def _limited(predicate: Predicate, case: Case) -> Iterator[str]:
    if isinstance(predicate, Not):
        yield from _limited(predicate.part, case)
    elif isinstance(predicate, Condition):
        yield from (name for name in (predicate.tag,) if name in CHIP_FIGURES)
    elif isinstance(predicate, AllOf | AnyOf) and predicate.holds(case) is not FALSE:
        for part in predicate.parts:
            yield from _limited(part, case)


def describe_is_text(trial: RuleTrial, draw: Draw) -> None:
    """Whatever is asked is said in words, for people to check."""
    parts = [(where, part) for where, whole in trial.rule.conditions() for part in (whole, *singles(whole))]
    for where, part in parts:
        text: Any = part.describe()
        if not isinstance(text, str) or not text.strip():
            broken(f"{where} describes itself as {text!r}")
        if _ADDRESS.search(text):
            broken(f"{where} describes itself by its address: {text!r}")


def sources_present(trial: RuleTrial, draw: Draw) -> None:
    """What is caught rests on a source, or nobody can check it."""
    if not trial.rule.sources:
        broken("the rule names no source")


def round_trips_through_a_file(trial: RuleTrial, draw: Draw) -> None:
    """A rule that is written to a file is read back as the same value."""
    rule = trial.rule
    try:
        data = written(rule)
    except UnknownNameError as error:
        msg = f"files have no words for all of it: {error}"
        raise DoesNotApply(msg) from None
    for how, plain in (("TOML", data), ("JSON", json.loads(json.dumps(data, default=date.isoformat)))):
        again = _read(trial, plain, how)
        if again != rule:
            broken(f"read back from {how} as another rule: {again!r}")


def _read(trial: RuleTrial, data: dict[str, Any], how: str) -> ExportRule:
    try:
        again: ExportRule = _codec(trial).read(ExportRule, data)
    except (AichipcnError, ExceptionGroup) as error:
        broken(f"not read back from {how}: {'; '.join(map(str, problems(error)))}")
    return again


def _codec(trial: RuleTrial) -> Codec:
    """What reads a rule where the rest of a file holds all that it refers to, and others' tags are known."""
    found = mentioned(trial.rule)
    tagged = {type(item): None for item in found if isinstance(getattr(type(item), "tag", None), str)}
    known: dict[type[Any], dict[str, Any]] = {cls: {} for cls in REFERRED}
    for item in (*trial.palette.places, *trial.palette.operators, *trial.palette.chips, *found):
        if type(item) in REFERRED:
            known[type(item)][item.slug] = item
    return Codec(vocabulary=Vocabulary(tagged), found=known)
