"""Fields that name themselves in what their doors refuse, which attrs would report without a name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, get_args, get_origin

import attrs

from aichipcn.errors import AichipcnError
from aichipcn.model.doors import instances

DOOR = "door"
"""In the metadata of a field: its door, which files pass field by field before the class is made."""


def named_fields(_: type, fields: list[attrs.Attribute[Any]]) -> list[attrs.Attribute[Any]]:
    """The fields of a class as attrs is to make them: each converter is a door, and its errors have its field's name.

    The converter `tuple[Source, ...]` takes sources alone. It is no door of files, which refer to them by slug.
    """
    return [field if field.converter is None else _named_field(field, field.converter) for field in fields]


def _named_field(field: attrs.Attribute[Any], door: Any) -> attrs.Attribute[Any]:
    if get_origin(door) is tuple:
        return field.evolve(converter=_naming(partial(instances, kind=get_args(door)[0]), field.name))
    return field.evolve(converter=_naming(door, field.name), metadata={**field.metadata, DOOR: door})


def _naming(door: Callable[[Any], Any], name: str) -> Callable[[Any], Any]:
    def convert(value: object) -> Any:
        try:
            return door(value)
        except AichipcnError as error:
            error.at(name)
            raise

    return convert
