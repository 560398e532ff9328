"""Files as plain data, strictly: what is no TOML or JSON is refused with its line, as is a key that stands twice."""

from __future__ import annotations

import json
import re
import tomllib
from os import PathLike
from pathlib import Path
from typing import Any, NoReturn

from aichipcn.errors import AichipcnError, FileAccessError, InvalidTypeError, InvalidValueError, key_step, shown
from aichipcn.nearest import nearest

PathText = str | PathLike[str]
ENDINGS = (".toml", ".json", ".csv")

_POSITION = re.compile(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", re.DOTALL)
_TWICE = re.compile(r"Cannot overwrite a value|Duplicate inline table key '(?P<key>.*)'|Cannot declare .* twice")
_KEY = re.compile(r"\s*\[*\s*([\w.\"'-]+)\s*(?:=|\])")


def plain_path(path: object) -> Path:
    """A path. Raises InvalidTypeError for what is neither text nor a path."""
    if not isinstance(path, str | PathLike):
        msg = f"a path of a file is needed, got {shown(path)}"
        raise InvalidTypeError(msg, found=path)
    return Path(path)


def read_file(path: Path) -> Any:
    """The plain data of a TOML or JSON file, in UTF-8, with a byte order mark or without.

    Raises FileAccessError where it cannot be opened, InvalidValueError where it is not what its ending says.
    """
    text = _text(path)
    if path.suffix.lower() not in ENDINGS:
        msg = f"not the ending of a catalogue's file: {shown(path.suffix)}"
        raise InvalidValueError(msg, found=path.suffix, nearest=nearest(path.suffix, ENDINGS, count=1), allowed=ENDINGS)
    try:
        return _json(text) if path.suffix.lower() == ".json" else _toml(text)
    except RecursionError:
        msg = "nested too deep to be read"
        raise InvalidValueError(msg) from None


def hyphenated(data: Any) -> Any:
    """Plain data of which every key is spelt with hyphens: `legal_force` is `legal-force`.

    Raises InvalidValueError for a key that stands in both spellings.
    """
    if isinstance(data, list):
        return [hyphenated(item) for item in data]
    if not isinstance(data, dict):
        return data
    spelt: dict[Any, Any] = {}
    for key, value in data.items():
        own = key.replace("_", "-") if isinstance(key, str) else key
        if own in spelt:
            raise _twice(own, key_step(own))
        spelt[own] = hyphenated(value)
    return spelt


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        msg = f"not UTF-8 text: byte {error.object[error.start]:#04x}"
        raise InvalidValueError(msg).at(f"line {line}") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        msg = f"cannot be read: {reason}"
        raise FileAccessError(msg, nearest=nearest(path.name, _beside(path), count=1)) from None


def _beside(path: Path) -> list[str]:
    """The names of the other files in a file's folder; none where that cannot be read."""
    try:
        return [item.name for item in path.parent.iterdir() if item.name != path.name]
    except (OSError, ValueError):
        return []


def _toml(text: str) -> Any:
    text = text.replace("\r\n", "\n") + "\n"
    try:
        return tomllib.loads(text)
    except ValueError as error:
        match = _POSITION.fullmatch(str(error))
        said, line, column = match.groups() if match else (str(error), None, None)
        number = int(line or text.count("\n"))
        twice = _TWICE.fullmatch(said)
        if twice is not None:
            raise _twice(twice["key"] or _last_key(text.splitlines()[:number]), f"line {number}") from None
        raise _broken("TOML", said, number, int(column or 1)) from None


def _last_key(lines: list[str]) -> str:
    """The last key, or heading of a table, that some lines of TOML give."""
    return next((match[1] for line in reversed(lines) if (match := _KEY.match(line))), "")


def _json(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise _broken("JSON", error.msg, error.lineno, error.colno) from None
    except AichipcnError:
        raise
    except ValueError as error:  # an integer of thousands of digits
        msg = f"not JSON: {error}"
        raise InvalidValueError(msg) from None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table: dict[str, Any] = {}
    for key, value in pairs:
        if key in table:
            raise _twice(key, "", table)
        table[key] = value
    return table


def _no_constant(name: str) -> NoReturn:
    msg = f"{name} is no figure"
    raise InvalidValueError(msg, found=name)


def _twice(key: str, path: str, table: dict[str, Any] | None = None) -> AichipcnError:
    beside = f", in the table {shown(table)}" if table else ""
    return InvalidValueError(f"the key {shown(key)} stands twice{beside}", found=key).at(path)


def _broken(kind: str, said: str, line: int, column: int) -> AichipcnError:
    return InvalidValueError(f"not {kind}: {said[:1].lower()}{said[1:]}").at(f"line {line}, column {column}")
