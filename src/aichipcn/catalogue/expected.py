"""What is expected of an amendment, in a file beside it, and where that differs from what comes out.

The file `NAME.expected.json` beside `NAME.toml` holds the comparison on the dates of the header, without the version
of the library and the fingerprints, which change with every fact: only another verdict makes another result.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aichipcn.catalogue.amendments import Amendment, read_amendment
from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.catalogue.files import PathText, plain_path, read_file
from aichipcn.codes import Code
from aichipcn.errors import AichipcnError, CatalogueError, FileAccessError, InvalidValueError
from aichipcn.mandates.vocabulary import Vocabulary
from aichipcn.model.doors import listed, table

KEYS = ("format", "on", "changes")
_NAMES = ("mandate", "reading", "subject", "on")
_OURS = Vocabulary()


def expected_path(path: PathText) -> Path:
    """The file beside an amendment that holds what is expected of it."""
    return plain_path(path).with_suffix(".expected.json")


def check_amendment(
    path: PathText, catalogue: Catalogue | None = None, vocabulary: Vocabulary = _OURS
) -> tuple[str, ...]:
    """Where what comes of an amendment differs from what is expected of it; nothing where it does not.

    Raises CatalogueError for an amendment that cannot be read, or an expected result that is none.
    """
    found = _result(read_amendment(path, catalogue, vocabulary))
    return tuple(_differences(_stored(expected_path(path)), found))


def write_expected(path: PathText, catalogue: Catalogue | None = None, vocabulary: Vocabulary = _OURS) -> Path:
    """Store what comes of an amendment as what is expected of it, and give the file.

    Raises CatalogueError for an amendment that cannot be read, FileAccessError where the file cannot be written.
    """
    found = _result(read_amendment(path, catalogue, vocabulary))
    target = expected_path(path)
    try:
        target.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
    except OSError as error:
        failure = FileAccessError(f"cannot be written: {error.strerror}")
        failure.file = str(target)
        raise failure from error
    return target


def _result(amendment: Amendment) -> dict[str, Any]:
    """What is stored of a comparison. Raises InvalidValueError where the header states no dates."""
    if not amendment.header.on:
        msg = "is missing; without the dates that are judged nothing is expected, write on = [2027-12-31]"
        raise InvalidValueError(msg, code=Code.MISSING_KEY).at("amendment.on")
    data = amendment.compare().to_dict()
    return {key: data[key] for key in KEYS}


def _stored(path: Path) -> dict[str, Any]:
    try:
        data = table(read_file(path))
        for row in listed(data.get("changes")):
            table(row)
    except AichipcnError as error:
        error.file = str(path)
        raise CatalogueError([error]) from None
    return dict(data)


def _differences(stored: dict[str, Any], found: dict[str, Any]) -> Iterator[str]:
    """Each difference in a line: a part of the whole, or a verdict that is missing, new or another."""
    for key in KEYS[:-1]:
        if stored.get(key) != found[key]:
            yield f"{key}: expected {stored.get(key)!r}, got {found[key]!r}"
    old, new = _by_name(stored["changes"]), _by_name(found["changes"])
    for name in dict.fromkeys((*old, *new)):
        if old.get(name) != new.get(name):
            yield f"{_told(name)}: expected {_change(old.get(name))}, got {_change(new.get(name))}"


def _by_name(rows: list[dict[str, Any]]) -> dict[tuple[Any, ...], dict[str, Any]]:
    return {tuple(row.get(key) for key in _NAMES): row for row in rows}


def _told(name: tuple[Any, ...]) -> str:
    mandate, reading, subject, on = name
    return f"{mandate} ({reading}) of {subject} on {on}"


def _change(row: dict[str, Any] | None) -> str:
    return "no change" if row is None else f"{_verdict(row.get('before'))} -> {_verdict(row.get('after'))}"


def _verdict(data: Any) -> str:
    if not isinstance(data, dict):
        return "no verdict"
    share = data.get("share")
    bounds = f"{share.get('low')} to {share.get('high')}" if isinstance(share, dict) else "nothing"
    return f"{data.get('status')} ({bounds}, {data.get('required') or 'nothing'} required)"
