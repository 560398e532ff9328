"""Files as plain data, strictly: what is no TOML or JSON is refused with its line, as is a key that stands twice."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from os import PathLike
from pathlib import Path
from typing import Any

from aichipcn.catalogue.lines import Position, Steps, spelt, standing_twice
from aichipcn.codes import Code
from aichipcn.errors import (
    AichipcnError,
    FileAccessError,
    InvalidTypeError,
    InvalidValueError,
    key_step,
    shown,
)
from aichipcn.nearest import nearest

PathText = str | PathLike[str]
ENDINGS = (".toml", ".json", ".csv")

_POSITION = re.compile(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", re.DOTALL)


def plain_path(path: object) -> Path:
    """A path. Raises InvalidTypeError for what is neither text nor a path."""
    if not isinstance(path, str | PathLike):
        msg = f"a path of a file is needed, got {shown(path)}"
        raise InvalidTypeError(msg, found=path)
    return Path(path)


def read_text(path: Path) -> str:
    """The text of a file in UTF-8, with a byte order mark or without.

    Raises FileAccessError where it cannot be opened, InvalidValueError for other bytes.
    """
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        msg = f"not UTF-8 text: byte {error.object[error.start]:#04x}"
        failure = InvalidValueError(msg, code=Code.UNREADABLE)
        failure.line = error.object[: error.start].count(b"\n") + 1
        raise failure from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        msg = f"cannot be read: {reason}"
        raise FileAccessError(msg, nearest=nearest(path.name, _beside(path), count=1)) from None


def ending(path: Path) -> str:
    """What says how a file is written, such as `.toml`."""
    return path.suffix.lower()


def read_file(path: Path) -> Any:
    """The plain data of a TOML or JSON file, as it is spelt there.

    Raises FileAccessError where it cannot be opened, InvalidValueError where it is not what its ending says.
    """
    return _read(read_text(path), path)


def plain_data(text: str, path: Path, found: list[AichipcnError]) -> Any:
    """The plain data of a TOML or JSON file, every key spelt with hyphens; one in both spellings is a problem found.

    Raises InvalidValueError where the text is not what the ending of the file says, and for another ending.
    """
    try:
        return _hyphenated(_read(text, path), found)
    except RecursionError:
        raise _too_deep() from None


def _read(text: str, path: Path) -> Any:
    read = _READERS.get(ending(path))
    if read is None:
        msg = f"not the ending of a catalogue's file: {shown(path.suffix)}"
        allowed = tuple(_READERS) if ending(path) in ENDINGS else ENDINGS
        near = nearest(path.suffix, allowed, count=1)
        raise InvalidValueError(msg, found=path.suffix, nearest=near, allowed=allowed, code=Code.UNKNOWN_FORMAT)
    try:
        return read(text)
    except RecursionError:
        raise _too_deep() from None


def _too_deep() -> AichipcnError:
    return InvalidValueError("nested too deep to be read", code=Code.TOO_DEEP)


def _hyphenated(data: Any, found: list[AichipcnError]) -> Any:
    if isinstance(data, list):
        return [_inside(f"[{i}]", item, found) for i, item in enumerate(data)]
    if not isinstance(data, dict):
        return data
    spelt_alike: dict[str, Any] = {}
    for key, value in data.items():
        own = key.replace("_", "-")
        if own in spelt_alike:
            found.append(_twice(own).at(key_step(own)))
        spelt_alike[own] = _inside(own, value, found)
    return spelt_alike


def _inside(step: str, value: Any, found: list[AichipcnError]) -> Any:
    before = len(found)
    inner = _hyphenated(value, found)
    for problem in found[before:]:
        problem.at(key_step(step))
    return inner


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
        at = Position(int(line or text.count("\n")), int(column or 1))
        for steps, again in standing_twice(text, ".toml"):
            if again < at:
                raise _again(steps, again) from None
        raise _broken("TOML", said, at) from None


def _json(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_unique)
    except json.JSONDecodeError as error:
        raise _broken("JSON", error.msg, Position(error.lineno, error.colno)) from None
    except _TwiceError:
        steps, again = standing_twice(text, ".json")[0]
        raise _again(steps, again) from None
    except ValueError as error:  # an integer of thousands of digits
        msg = f"not JSON: {error}"
        raise InvalidValueError(msg, code=Code.NOT_JSON) from None


class _TwiceError(Exception):
    """A key of a JSON text stands twice in its table."""


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        raise _TwiceError
    return table


def _twice(key: str) -> AichipcnError:
    return InvalidValueError(f"the key {shown(key)} stands twice", found=key, code=Code.TWICE)


def _again(steps: Steps, at: Position) -> AichipcnError:
    return _placed(_twice(str(steps[-1])).at(spelt(steps)), at)


def _broken(kind: str, said: str, at: Position) -> AichipcnError:
    msg = f"not {kind} from column {at.column} on: {said[:1].lower()}{said[1:]}"
    return _placed(InvalidValueError(msg, code=Code.NOT_TOML if kind == "TOML" else Code.NOT_JSON), at)


def _placed(error: AichipcnError, at: Position) -> AichipcnError:
    error.line, error.column = at
    return error


_READERS: dict[str, Callable[[str], Any]] = {".toml": _toml, ".json": _json}
