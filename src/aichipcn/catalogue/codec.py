"""Values as plain data and back, strictly: what is not exactly right is named with its path.

Keys are kebab-case; references are slugs. What a field takes is said by its own door (`aichipcn.model.fields`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum
from typing import Any, get_origin

import attrs
from cattrs import Converter
from cattrs.cols import homogenous_tuple_structure_factory
from cattrs.errors import (
    AttributeValidationNote,
    ClassValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
)
from cattrs.gen import make_dict_structure_fn, override

from aichipcn.catalogue.links import REFERRED
from aichipcn.codes import Code
from aichipcn.errors import AichipcnError, CatalogueError, apart, joined, key_step, missing, unknown_key
from aichipcn.export.rules import ExportRule, LicenceException, Paragraph, Review
from aichipcn.mandates.grammar.conditions import read_predicate
from aichipcn.mandates.grammar.reader import Known, Reader
from aichipcn.mandates.predicates import Predicate
from aichipcn.mandates.standing import StatusChange
from aichipcn.mandates.vocabulary import Vocabulary
from aichipcn.mandates.writing import write_predicate
from aichipcn.model.chips import Chip, Citation, Rates, RivalReport, figure_name
from aichipcn.model.claims import PerformanceClaim
from aichipcn.model.collection import no_slug
from aichipcn.model.doors import listed, named, table
from aichipcn.model.facilities import Completion, Deployment, Facility, StatedCompute, StatedShare
from aichipcn.model.fields import DOOR
from aichipcn.model.lists import CertifiedList, ListEntry
from aichipcn.model.observations import MarketObservation, PolicyEvent
from aichipcn.model.places import Place
from aichipcn.model.sources import Source
from aichipcn.model.transformers import Transformer
from aichipcn.model.utilisations import Utilisation
from aichipcn.model.vendors import Supply, Vendor
from aichipcn.values.dates import DateRange
from aichipcn.values.estimate import Estimate

_PARTS = (
    *(Supply, Citation, RivalReport, ListEntry, Deployment, StatedShare, StatedCompute, Completion),
    *(Paragraph, LicenceException, Review, StatusChange),
)
_WHOLES = (
    *(Source, Place, Vendor, Chip, CertifiedList, PerformanceClaim, Transformer, Utilisation, Facility),
    *(ExportRule, MarketObservation, PolicyEvent),
)


class BrokenReferenceError(AichipcnError):
    """A reference to an entry that is itself in error, and reported there."""


@attrs.define
class Codec:
    """Structures entries against those that were read before them; conditions in the words of a vocabulary."""

    vocabulary: Vocabulary = attrs.field(factory=Vocabulary)
    found: dict[type[Any], dict[str, Any]] = attrs.field(factory=lambda: {cls: {} for cls in REFERRED})
    broken: dict[type[Any], set[str]] = attrs.field(factory=lambda: {cls: set() for cls in REFERRED})
    _structure: dict[type[Any], Callable[..., Any]] = attrs.field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        converter = Converter(forbid_extra_keys=True, detailed_validation=True)
        converter.register_structure_hook_factory(_is_tuple, lambda cls: _listed(cls, converter))
        converter.register_structure_hook_func(
            lambda cls: cls == tuple[Citation, ...], lambda value, _: _citations(value, converter)
        )
        for cls in REFERRED:
            converter.register_structure_hook(cls, self._referred)
        for cls in _PARTS:
            converter.register_structure_hook(cls, _reader(cls, converter, self._predicate))
        for cls in _WHOLES:
            self._structure[cls] = _reader(cls, converter, self._predicate)

    def read(self, cls: type[Any], data: object) -> Any:
        """A value of a class from plain data, or one that is read already.

        Raises cattrs' or our own errors, for `problems` to name.
        """
        value = data if isinstance(data, cls) else self._structure[cls](data, cls)
        if cls in self.found:
            self.found[cls][value.slug] = value
        return value

    def _referred(self, slug: object, cls: type[Any]) -> Any:
        if isinstance(slug, str) and slug in self.found[cls]:
            return self.found[cls][slug]
        if isinstance(slug, str) and slug in self.broken[cls]:
            raise BrokenReferenceError(slug)
        raise no_slug(cls.__name__.lower(), slug, self.found[cls].values())

    def _predicate(self, value: object) -> Predicate:
        """A predicate of the grammar of mandates. Raises CatalogueError with every problem in it."""
        sources, places, vendors, chips, lists = (self.found[cls].values() for cls in _MENTIONED)
        reader = Reader(Known(sources, places, vendors, chips, lists, self.vocabulary))
        predicate = read_predicate(reader, "", value)
        if predicate is not None and not reader.problems:
            return predicate
        broken = {slug for slugs in self.broken.values() for slug in slugs}
        own = [item for item in reader.problems if item.code != Code.UNKNOWN_NAME or item.found not in broken]
        raise CatalogueError(own) if own else BrokenReferenceError("")


_MENTIONED = (Source, Place, Vendor, Chip, CertifiedList)
"""What a predicate may refer to, in the order of `Known`."""


def problems(error: BaseException, path: str = "") -> Iterator[AichipcnError]:
    """The errors that a failure of structuring is made of, each with its path."""
    if isinstance(error, ClassValidationError):
        noted, others = error.group_exceptions()
        for inner, note in noted:
            yield from problems(inner, joined(path, note.name.replace("_", "-")))
        for inner in others:
            yield from problems(inner, path)
    elif isinstance(error, IterableValidationError):
        for inner, index in error.group_exceptions()[0]:
            yield from problems(inner, f"{path}[{index.index}]")
    elif isinstance(error, ForbiddenExtraKeysError):
        allowed = [field.name.replace("_", "-") for field in attrs.fields(error.cl) if field.init]
        for key in sorted(error.extra_fields, key=str):
            yield unknown_key(key, allowed).at(path)
    elif isinstance(error, KeyError):
        yield missing().at(path)
    elif isinstance(error, CatalogueError):
        for each in error.problems:
            yield each.at(path)
    elif not isinstance(error, AichipcnError):
        raise error
    elif not isinstance(error, BrokenReferenceError):
        yield from apart(error.at(path))


def _is_tuple(cls: Any) -> bool:
    origin: Any = get_origin(cls)
    return origin is tuple


def _listed(cls: Any, converter: Converter) -> Callable[[object, Any], Any]:
    inner = homogenous_tuple_structure_factory(cls, converter)
    return lambda value, kind: inner(listed(value), kind)


def _reader(cls: type[Any], converter: Converter, predicate: Callable[[object], Predicate]) -> Callable[..., Any]:
    attrs.resolve_types(cls)
    renamed: dict[str, Any] = {
        field.name: override(rename=field.name.replace("_", "-"), struct_hook=_through(_door(field, predicate)))
        for field in attrs.fields(cls)
        if field.init
    }
    structure = make_dict_structure_fn(
        cls, converter, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=True, **renamed
    )

    return lambda data, kind: structure(table(data), kind)


def _door(field: attrs.Attribute[Any], predicate: Callable[[object], Predicate]) -> Callable[[Any], Any] | None:
    """The door of a field of files; predicates are read by the grammar."""
    asked = field.type in (Predicate, Predicate | None)
    return predicate if asked else field.metadata.get(DOOR)


def _through(door: Callable[[Any], Any] | None) -> Callable[[Any, Any], Any] | None:
    return None if door is None else lambda value, _: door(value)


def _citations(value: object, converter: Converter) -> tuple[Citation, ...]:
    """A table of sources by figure; each problem has the figure in its path."""
    citations: list[Citation] = []
    errors: list[Exception] = []
    for key, slugs in table(value).items():
        try:
            figure = named(figure_name, key, key_step(key))
        except AichipcnError as error:
            errors.append(error)
            continue
        try:
            citations.append(Citation(figure=figure, sources=converter.structure(slugs, tuple[Source, ...])))
        except (AichipcnError, IterableValidationError) as error:
            error.add_note(AttributeValidationNote(f"the sources of {key}", key, Citation))
            errors.append(error)
    if errors:
        msg = "citations"
        raise ClassValidationError(msg, errors, Citation)
    return tuple(citations)


def write(value: object) -> dict[str, Any]:
    """The plain data that reads back as the same value; what is unknown or empty is left out."""
    data: dict[str, Any] = {}
    for field in attrs.fields(type(value)):  # type: ignore[arg-type]
        inner = getattr(value, field.name)
        if inner is None or inner in ((), "") or not field.init:
            continue
        if field.name == "cited":
            data["cited"] = {cited.figure: [s.slug for s in cited.sources] for cited in inner}
        elif field.name == "parent" and isinstance(inner, Place):
            data["parent"] = inner.code
        else:
            plain = _plain(inner)
            if plain not in ({}, []):
                data[field.name.replace("_", "-")] = plain
    return data


def _plain(value: object) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Rates):
        return {item.value: _plain(rate) for item, rate in value.pairs}
    if isinstance(value, Estimate | DateRange):
        return str(value)
    if isinstance(value, Predicate):
        return write_predicate(value)
    if type(value) in REFERRED:
        return value.slug  # type: ignore[attr-defined]
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return write(value) if attrs.has(type(value)) else value
