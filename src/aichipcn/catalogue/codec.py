"""Values as plain data and back, strictly: what is not exactly right is named with its path.

Keys are kebab-case; references are slugs. Numbers with units stay text for the classes' own doors to read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any, get_origin

import attrs
from cattrs import Converter, transform_error
from cattrs.cols import homogenous_tuple_structure_factory
from cattrs.errors import ForbiddenExtraKeysError
from cattrs.gen import make_dict_structure_fn, override

from aichipcn.errors import AichipcnError, InvalidTypeError, InvalidValueError, hint, nearest
from aichipcn.model.chips import Chip, Citation, Rates, RivalReport
from aichipcn.model.claims import PerformanceClaim
from aichipcn.model.facilities import Deployment, Facility, StatedCompute, StatedShare
from aichipcn.model.observations import MarketObservation, PolicyEvent
from aichipcn.model.places import Place
from aichipcn.model.sources import Source
from aichipcn.model.vendors import Supply, Vendor
from aichipcn.values.dates import DateRange
from aichipcn.values.estimate import Estimate

REFERRED: dict[type[Any], str] = {Source: "source", Place: "place", Vendor: "vendor", Chip: "chip"}
_PARTS = (Supply, Citation, RivalReport, Deployment, StatedShare, StatedCompute)
_WHOLES = (Source, Place, Vendor, Chip, PerformanceClaim, Facility, MarketObservation, PolicyEvent)


class BrokenReferenceError(AichipcnError):
    """A reference to an entry that is itself in error, and reported there."""


@attrs.define
class Codec:
    """Structures entries against those that were read before them."""

    found: dict[type[Any], dict[str, Any]] = attrs.field(factory=lambda: {cls: {} for cls in REFERRED})
    broken: dict[type[Any], set[str]] = attrs.field(factory=lambda: {cls: set() for cls in REFERRED})
    _structure: dict[type[Any], Callable[..., Any]] = attrs.field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        converter = Converter(forbid_extra_keys=True, detailed_validation=True)
        for plain in (str, bool, int):
            converter.register_structure_hook(plain, _strict(plain))
        for passed in (Estimate, DateRange, Rates):
            converter.register_structure_hook(passed, lambda value, _: value)
        converter.register_structure_hook_func(_is_enum, lambda value, _: value)
        converter.register_structure_hook_factory(_is_tuple, lambda cls: _listed(cls, converter))
        for cls in REFERRED:
            converter.register_structure_hook(cls, self._referred)
        for cls in _PARTS:
            converter.register_structure_hook(cls, _reader(cls, converter))
        for cls in _WHOLES:
            self._structure[cls] = _reader(cls, converter)

    def read(self, cls: type[Any], data: object) -> Any:
        """A value of a class from plain data. Raises cattrs' or our own errors, for `problems` to name."""
        if not isinstance(data, Mapping):
            msg = f"a table is needed, got {data!r}"
            raise InvalidTypeError(msg)
        value = self._structure[cls](_opened(data), cls)
        if cls in self.found:
            self.found[cls][value.slug] = value
        return value

    def _referred(self, slug: object, cls: type[Any]) -> Any:
        if not isinstance(slug, str):
            msg = f"the slug of a {REFERRED[cls]} is needed, got {slug!r}"
            raise InvalidTypeError(msg)
        found = self.found[cls].get(slug)
        if found is not None:
            return found
        if slug in self.broken[cls]:
            raise BrokenReferenceError(slug)
        close = hint(nearest(slug, self.found[cls]))
        msg = f"no {REFERRED[cls]} has the slug {slug!r}{close}"
        raise InvalidValueError(msg)


def problems(error: BaseException, path: str) -> list[str]:
    """What an error of structuring says, one line for each problem, each with its path."""
    lines = []
    for line in transform_error(error, path=path, format_exception=_said):
        message, _, where = line.rpartition(" @ ")
        if message != "broken":
            lines.append(f"{where.replace('_', '-')}: {message}")
    return lines


def _said(error: BaseException, _: type[Any] | None) -> str:
    if isinstance(error, BrokenReferenceError):
        return "broken"
    if isinstance(error, ForbiddenExtraKeysError):
        allowed = [field.name.replace("_", "-") for field in attrs.fields(error.cl) if field.init]
        named = []
        for key in sorted(error.extra_fields):
            named.append(f"unknown key {key!r}{hint(nearest(key, allowed, count=1))}")
        return f"{'; '.join(named)}; allowed: {', '.join(allowed)}"
    if isinstance(error, KeyError):
        return f"{error.args[0].replace('_', '-')} is missing"
    return str(error)


def _strict(plain: type[Any]) -> Callable[[object, Any], Any]:
    names = {str: "text", bool: "true or false", int: "a whole number"}

    def check(value: object, _: Any) -> Any:
        if type(value) is not plain:
            msg = f"{names[plain]} is needed, got {value!r}"
            raise InvalidTypeError(msg)
        return value

    return check


def _is_tuple(cls: Any) -> bool:
    origin: Any = get_origin(cls)
    return origin is tuple


def _is_enum(cls: Any) -> bool:
    return isinstance(cls, type) and issubclass(cls, Enum)


def _listed(cls: Any, converter: Converter) -> Callable[[object, Any], Any]:
    inner = homogenous_tuple_structure_factory(cls, converter)

    def read(value: object, kind: Any) -> Any:
        if not isinstance(value, list | tuple):
            msg = f"a list is needed, got {value!r}"
            raise InvalidTypeError(msg)
        return inner(value, kind)

    return read


def _reader(cls: type[Any], converter: Converter) -> Callable[..., Any]:
    attrs.resolve_types(cls)
    renamed: dict[str, Any] = {
        field.name: override(rename=field.name.replace("_", "-")) for field in attrs.fields(cls) if field.init
    }
    if cls is Deployment:
        renamed["count"] = override(rename="count", struct_hook=lambda value, _: value)
    return make_dict_structure_fn(
        cls, converter, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=True, **renamed
    )


def _opened(data: Mapping[str, Any]) -> dict[str, Any]:
    """The table of sources by figure as the list of citations that it stands for."""
    opened = dict(data)
    cited = opened.get("cited")
    if isinstance(cited, Mapping):
        opened["cited"] = [{"figure": key, "sources": slugs} for key, slugs in cited.items()]
    return opened


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
    if type(value) in REFERRED:
        return value.slug  # type: ignore[attr-defined]
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return write(value) if attrs.has(type(value)) else value
