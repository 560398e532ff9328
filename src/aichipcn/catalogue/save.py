"""Writing catalogues, so that `load_catalogue` reads back what was saved."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from aichipcn.catalogue.catalogue import KINDS, Catalogue, kind_of
from aichipcn.catalogue.codec import write as write_value
from aichipcn.catalogue.files import PathText, plain_path
from aichipcn.codes import Code
from aichipcn.errors import FileAccessError, InvalidTypeError, InvalidValueError, shown
from aichipcn.mandates.incentives import Incentive
from aichipcn.mandates.mandate import Mandate
from aichipcn.mandates.writing import write_incentive, write_mandate
from aichipcn.nearest import nearest


def save(values: Catalogue | Iterable[object], path: PathText) -> None:
    """Write a catalogue, or some values, to a `.json` or `.toml` file.

    Raises InvalidValueError for another ending, and for `.toml` where the extra `toml` is not installed;
    InvalidTypeError for what no catalogue holds; FileAccessError where the file cannot be written.
    """
    target = plain_path(path)
    write = _WRITERS.get(target.suffix.lower())
    if write is None:
        msg = f"a catalogue is not saved as {shown(target.name)}"
        near = nearest(target.suffix, _WRITERS, count=1)
        raise InvalidValueError(msg, found=path, nearest=near, allowed=_WRITERS, code=Code.UNKNOWN_FORMAT)
    text = write(_tables(values))
    try:
        target.write_text(text, "utf-8")
    except OSError as error:
        failure = FileAccessError(f"cannot be written: {error.strerror}")
        failure.file = str(path)
        raise failure from error


def _tables(values: Catalogue | Iterable[object]) -> dict[str, list[dict[str, Any]]]:
    if isinstance(values, Catalogue):
        values = [item for kind in KINDS for item in getattr(values, kind)]
    if not isinstance(values, Iterable):
        msg = f"a catalogue or a sequence of values is saved, got {shown(values)}"
        raise InvalidTypeError(msg, found=values)
    tables: dict[str, list[dict[str, Any]]] = {}
    for value in values:
        rows = tables.setdefault(kind_of(value), [])
        rows.append(written(value))
    if not tables:
        msg = "there is nothing to save"
        raise InvalidValueError(msg, code=Code.EMPTY)
    return tables


def written(value: object) -> dict[str, Any]:
    """The plain data of one value of a catalogue, as files have it."""
    if isinstance(value, Mandate):
        return write_mandate(value)
    return write_incentive(value) if isinstance(value, Incentive) else write_value(value)


def _toml(data: dict[str, Any]) -> str:
    try:
        import tomli_w  # noqa: PLC0415  (an extra)
    except ModuleNotFoundError as error:
        msg = 'to save as .toml, install the extra: pip install "aichipcn[toml]"'
        raise InvalidValueError(msg) from error
    return tomli_w.dumps(data)


def _json(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1, default=date.isoformat)


_WRITERS: dict[str, Callable[[dict[str, Any]], str]] = {".json": _json, ".toml": _toml}
