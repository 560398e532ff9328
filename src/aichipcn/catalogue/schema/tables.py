"""The tables of files: which keys each may have, which it needs, how each is written and what it means.

The keys are those of the classes, and of the reader of mandates. What they mean is told in `keys.toml`, for editors
and for the reference alike.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files as resources
from typing import Any

import attrs

from aichipcn.catalogue.catalogue import KINDS
from aichipcn.catalogue.schema.forms import TABLES, Form, Schema, closed, fields, form
from aichipcn.export.rules import ExportRule
from aichipcn.mandates.grammar import entries
from aichipcn.mandates.readings import Reading
from aichipcn.model.fields import DOOR
from aichipcn.model.lists import ListEntry
from aichipcn.model.transformers import Transformer


@attrs.frozen
class Key:
    """A key of a table."""

    name: str
    form: Form
    needed: bool
    meaning: str

    @property
    def schema(self) -> Schema:
        """The schema of its value; a list that is needed is not empty."""
        least = {"minItems": 1} if self.needed and self.form.schema.get("type") == "array" else {}
        return {**self.form.described(self.meaning), **least}


@attrs.frozen
class Table:
    """A table: what it stands for, and its keys."""

    about: str
    keys: tuple[Key, ...]

    @property
    def schema(self) -> Schema:
        """The schema of the table."""
        return {"description": self.about, **closed_by(self.keys)}


def closed_by(keys: Iterable[Key]) -> Schema:
    """The schema of a table of some keys, and no others."""
    found = tuple(keys)
    needed = [key.name for key in found if key.needed]
    return closed({key.name: key.schema for key in found}, **({"required": needed} if needed else {}))


@cache
def texts() -> dict[str, dict[str, str]]:
    """What keys mean, by the table; under `any` what keys mean in all tables that say nothing else of them."""
    file = resources("aichipcn.catalogue.schema").joinpath("keys.toml")
    return tomllib.loads(file.read_text("utf-8"))


def meaning(table: str, key: str) -> str:
    """What a key of a table means."""
    return texts()[table].get(key) or texts()["any"][key]


def about(table: str) -> str:
    """What a table, or a clause, stands for."""
    return texts()["about"][table]


def key(table: str, cls: type[Any], name: str, field: str | None = None) -> Key:
    """A key of a table, for a field of a class; that of the key's own name by default."""
    held = fields(cls)[field or name]
    door = entries.DOORS.get(cls, {}).get(name) or held.metadata.get(DOOR)
    needed = held.default is attrs.NOTHING or (name == "sources" and cls in KINDS.values())
    return Key(name, form(held.type, door), needed, meaning(table, name))


def tables() -> dict[str, Table]:
    """The tables of all kinds and of the parts of their entries, by their names in files such as `chips.conflicts`."""
    return {
        name: Table(about(name), tuple(key(name, cls, item) for item in entries.KEYS.get(cls, fields(cls))))
        for name, cls in TABLES.items()
    }


_MIXED = ("experts", "active-experts", "active-parameters")
_EITHER: dict[type[Any], Schema] = {
    Transformer: {
        "oneOf": [{"required": ["kv-heads"]}, {"required": ["latent-dimension", "rope-dimension"]}],
        "anyOf": [{"required": list(_MIXED)}, {"not": {"anyOf": [{"required": [key]} for key in _MIXED]}}],
    },
    Reading: {"oneOf": [{"required": ["qualifies"]}, {"required": ["credit"]}]},
    ExportRule: {"anyOf": [{"required": [key]} for key in ("paragraphs", "exceptions", "reviews")]},
    ListEntry: {"anyOf": [{"required": ["chips"]}, {"required": ["vendor"]}]},
}
"""What a table says in one of two ways."""


def definitions() -> dict[str, Schema]:
    """The schemas of all tables, by their names."""
    return {name: {**item.schema, **_EITHER.get(TABLES[name], {})} for name, item in tables().items()}
