"""Laws of every rule as a value: immutable, equal to its copies, whole after a pickle or a file, and said in words."""

from __future__ import annotations

import copy
import json
import pickle
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from aichipcn.errors import UnknownNameError
from aichipcn.mandates.credits import Credit
from aichipcn.mandates.grammar import Known, read_mandate
from aichipcn.mandates.mandate import Mandate
from aichipcn.mandates.measures import UNITS, AnyMeasure
from aichipcn.mandates.predicates import AllOf, Predicate
from aichipcn.mandates.readings import Reading
from aichipcn.mandates.schedule import Requirement, Schedule
from aichipcn.mandates.vocabulary import Vocabulary
from aichipcn.mandates.writing import write_mandate
from aichipcn.model.chips import Chip
from aichipcn.model.collection import Collection
from aichipcn.model.lists import CertifiedList
from aichipcn.model.places import Place
from aichipcn.model.sources import Source
from aichipcn.testing.checks import DoesNotApply, Draw, broken
from aichipcn.testing.mentioned import fields_of, judging_parts, mentioned, of_kind
from aichipcn.testing.trial import Trial

_ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]+")


def hashable_and_equal(trial: Trial, draw: Draw) -> None:
    """A rule is equal to its copy and has the same hash, so that it can be a member of a set and the key of a table."""
    value, again = trial.value, copy.deepcopy(trial.value)
    if value != again:
        broken(f"{type(value).__name__} differs from its own copy{_first_unequal(value, again)}")
    if hash(value) != hash(again):
        broken(f"{type(value).__name__} is equal to its copy, and has another hash")


def _first_unequal(value: object, again: object) -> str:
    for (name, one), (_, other) in zip(fields_of(value), fields_of(again), strict=True):
        if one != other:
            return f" in {name}"
    return ""


def immutable(trial: Trial, draw: Draw) -> None:
    """A rule never changes, nor does a part of it, so that a verdict stays what it was."""
    for value in _own_values(trial.value):
        for name, held in fields_of(value):
            try:
                setattr(value, name, held)
            except (AttributeError, TypeError):
                continue
            broken(f"{type(value).__name__}.{name} can be set; make the class frozen")


def _own_values(value: object) -> Iterator[object]:
    """A rule and those of its parts that have fields, a list among them, whose items can be set."""
    for found in mentioned(value):
        if isinstance(found, list | dict | set):
            broken(f"{type(value).__name__} holds a {type(found).__name__}, which can be changed; make it a tuple")
        if not isinstance(found, tuple | str | type):
            yield found


def pickles(trial: Trial, draw: Draw) -> None:
    """A rule survives a pickle, which is how it reaches another process."""
    again = pickle.loads(pickle.dumps(trial.value))
    if again != trial.value:
        broken(f"{type(trial.value).__name__} comes out of a pickle as another value")


def describe_is_text(trial: Trial, draw: Draw) -> None:
    """Whatever is asked is said in words, for people to check."""
    for where, text in _said(trial):
        if not isinstance(text, str) or not text.strip():
            broken(f"{where} describes itself as {text!r}")
        if _ADDRESS.search(text):
            broken(f"{where} describes itself by its address: {text!r}")


def _said(trial: Trial) -> Iterator[tuple[str, Any]]:
    if not isinstance(trial.value, Mandate):
        yield type(trial.value).__name__, trial.value.describe()
        return
    for where, part in judging_parts(trial.value):
        if part is not None:
            yield where, part.describe()
    for reading in trial.value.readings:
        yield f"the sentence of {reading.name}", trial.value.sentence(reading.name)


def sources_present(trial: Trial, draw: Draw) -> None:
    """What is required rests on a source, or nobody can check it."""
    if not trial.value.sources:
        broken("the mandate names no source")


def round_trips_through_a_file(trial: Trial, draw: Draw) -> None:
    """A rule that is written to a file is read back as the same value."""
    mandate = trial.value if isinstance(trial.value, Mandate) else _with_part(trial.value)
    try:
        written = write_mandate(mandate)
    except UnknownNameError as error:
        msg = f"files have no words for all of it: {error}"
        raise DoesNotApply(msg) from None
    if not mandate.sources:
        msg = "a file holds no mandate without a source"
        raise DoesNotApply(msg)
    known = _known(mandate, trial)
    for how, data in (("TOML", written), ("JSON", json.loads(json.dumps(written, default=date.isoformat)))):
        again = read_mandate(data, known)
        if again != mandate:
            broken(f"read back from {how} as another mandate{_first_unequal(mandate, again)}")


def _with_part(part: Any) -> Mandate:
    """A mandate that is plain but for a part."""
    anything, half = AllOf(), Schedule({date(2027, 1, 1): "50%"})
    return Mandate(
        slug="under-test",
        title="Under test",
        require=part if isinstance(part, Requirement) else half,
        measure=part if isinstance(part, AnyMeasure) else UNITS,
        among=part if isinstance(part, Predicate) else None,
        readings=[
            Reading(name="r", credit=part) if isinstance(part, Credit) else Reading(name="r", qualifies=anything)
        ],
        sources=[Source(slug="under-test", title="Under test", publisher="Under test")],
    )


def _known(mandate: Mandate, trial: Trial) -> Known:
    """What a file holds beside the mandate, and the classes of its parts that have tags of their own."""
    found = mentioned(mandate)
    made = [Chip(slug=slug, name=slug) for slug in trial.palette.slugs]
    tagged = {type(item): None for item in found if isinstance(getattr(type(item), "tag", None), str)}
    return Known(
        sources=Collection("source", of_kind(found, Source)),
        places=_by_slug("place", (*of_kind(found, Place), *trial.palette.places)),
        chips=_by_slug("chip", (*of_kind(found, Chip), *made)),
        lists=Collection("list", of_kind(found, CertifiedList)),
        vocabulary=Vocabulary(tagged),
    )


def _by_slug(kind: str, items: Iterable[Any]) -> Collection[Any]:
    """The first of each slug."""
    return Collection(kind, {item.slug: item for item in reversed(tuple(items))}.values())
