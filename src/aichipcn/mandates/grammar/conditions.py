"""Predicates out of plain data: `all`, `any`, `not`, or one condition by its tag."""

from __future__ import annotations

from typing import Any

from aichipcn.codes import Code
from aichipcn.errors import AichipcnError, InvalidValueError, joined, key_step
from aichipcn.mandates.conditions import Condition
from aichipcn.mandates.grammar.reader import Reader
from aichipcn.mandates.meanings import MEANINGS, Argument
from aichipcn.mandates.predicates import AllOf, AnyOf, Not, Predicate
from aichipcn.mandates.vocabulary import made
from aichipcn.model.doors import listed, table
from aichipcn.nearest import nearest

_DEEPEST = 20


def read_predicate(reader: Reader, path: str, value: object, depth: int = 0) -> Predicate | None:
    """A predicate from a table of one tag; None where it has a problem."""
    data = reader.tried(path, lambda: table(value))
    if data is None:
        return None
    if len(data) != 1:
        msg = f"exactly one condition is needed, got {len(data)}"
        tags = reader.known.vocabulary.tags("predicate")
        reader.problem(path, InvalidValueError(msg, found=value, allowed=tags, code=Code.NOT_ONE))
        return None
    if depth > _DEEPEST:
        msg = f"conditions are nested more than {_DEEPEST} deep"
        reader.problem(path, InvalidValueError(msg, code=Code.TOO_DEEP))
        return None
    ((tag, argument),) = data.items()
    inner = joined(path, key_step(tag))
    if tag in ("all", "any"):
        return _parts(reader, inner, tag, argument, depth)
    if tag == "not":
        part = read_predicate(reader, inner, argument, depth + 1)
        return None if part is None else Not(part)
    return _condition(reader, path, tag, argument)


def _parts(reader: Reader, path: str, tag: str, argument: object, depth: int) -> Predicate | None:
    items = reader.tried(path, lambda: listed(argument))
    if items is None:
        return None
    parts = [read_predicate(reader, f"{path}[{i}]", part, depth + 1) for i, part in enumerate(items)]
    whole = [part for part in parts if part is not None]
    if len(whole) < len(parts):
        return None
    if tag == "all":
        return AllOf(whole)
    return reader.tried(path, lambda: AnyOf(whole))


def _condition(reader: Reader, path: str, tag: str, argument: Any) -> Predicate | None:
    inner = joined(path, key_step(tag))
    theirs = reader.known.vocabulary.class_of("predicate", tag)
    if theirs is not None:
        predicate: Predicate | None = reader.tried(inner, lambda: made(theirs, argument))
        return predicate
    meaning = MEANINGS.get(tag)
    if meaning is None:
        tags = reader.known.vocabulary.tags("predicate")
        near = nearest(str(tag), tags, count=1)
        msg = "unknown condition"
        error = InvalidValueError(msg, found=tag, nearest=near, allowed=tags, code=Code.UNKNOWN_CONDITION)
        reader.problem(inner, error)
        return None
    among = {
        Argument.PLACE: reader.known.places,
        Argument.VENDOR: reader.known.vendors,
        Argument.CHIP: reader.known.chips,
        Argument.LIST: reader.known.lists,
    }.get(meaning.argument)
    if among is not None:
        entry = reader.referred(inner, meaning.argument.value, argument, among)
        if entry is None:
            return None
        argument = entry if meaning.argument is Argument.LIST else argument
    try:
        return Condition(tag, argument)
    except AichipcnError as error:
        error.path = error.path.removeprefix("argument").removeprefix(tag).removeprefix(".")
        reader.problem(inner, error)
        return None
