"""Writing catalogues, so that `load_catalogue` reads back what was saved."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from aichipcn.catalogue.catalogue import KINDS, Catalogue, kind_of
from aichipcn.catalogue.codec import write
from aichipcn.catalogue.load import PathText
from aichipcn.errors import InvalidValueError
from aichipcn.mandates.grammar import write_mandate
from aichipcn.mandates.mandate import Mandate


def save(values: Catalogue | Iterable[object], path: PathText) -> None:
    """Write a catalogue, or some values, to a `.json` or `.toml` file.

    Raises InvalidValueError for another ending, and for `.toml` where the extra `toml` is not installed.
    """
    target = Path(path)
    data = _tables(values)
    if target.suffix == ".json":
        target.write_text(json.dumps(data, ensure_ascii=False, indent=1, default=date.isoformat), "utf-8")
    elif target.suffix == ".toml":
        target.write_text(_toml(data), "utf-8")
    else:
        msg = f"a catalogue is saved as .json or .toml, got {str(path)!r}"
        raise InvalidValueError(msg)


def _tables(values: Catalogue | Iterable[object]) -> dict[str, list[dict[str, Any]]]:
    if isinstance(values, Catalogue):
        values = [item for kind in KINDS for item in getattr(values, kind)]
    tables: dict[str, list[dict[str, Any]]] = {}
    for value in values:
        plain = write_mandate(value) if isinstance(value, Mandate) else write(value)
        tables.setdefault(kind_of(value), []).append(plain)
    return tables


def _toml(data: dict[str, Any]) -> str:
    try:
        import tomli_w  # noqa: PLC0415  (an extra)
    except ModuleNotFoundError as error:
        msg = 'to save as .toml, install the extra: pip install "aichipcn[toml]"'
        raise InvalidValueError(msg) from error
    return tomli_w.dumps(data)
