"""Where what a TOML or JSON file holds stands in its text: the line and the column of each key.

A value has the steps that lead to it, `("chips", 0, "power")`. It stands where its key does, a member of a list where
it begins. The text is one that was read; of one that was refused, what stands before the fault is found.
"""

from __future__ import annotations

import json
import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

import attrs

from aichipcn.errors import AichipcnError, joined, key_step

Steps: TypeAlias = tuple[str | int, ...]

_DEEPEST = 1000
"""What stands deeper than this is not read either."""

_QUOTED = r'"(?:\\.|[^"\\\n])*+"' + r"|'[^'\n]*+'"
_KEY = re.compile(rf"[A-Za-z0-9_-]++|{_QUOTED}")
_DOT, _SIGN = re.compile(r"[ \t]*\.[ \t]*"), re.compile(r"\s*[=:]")
_HEADING, _HEADING_END = re.compile(r"\[(\[?)[ \t]*"), re.compile(r"[ \t]*\]\]?")
_BLANK = re.compile(r"(?:\s++|#[^\n]*+)*+")
_BETWEEN = re.compile(r"(?:[\s,]++|#[^\n]*+)*+")
_OPEN, _CLOSE = re.compile(r"[\[{]"), re.compile(r"[\]}]")
_SINGLE = re.compile(
    r'"""(?:\\.|[^\\])*?"{3}(?!")'
    r"|'''.*?'{3}(?!')"
    rf"|{_QUOTED}"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9][^\s,\]}#]*+"
    r"|[^\s,\[\]{}#\"']++",
    re.DOTALL,
)


class Position(NamedTuple):
    """A line and a column, counted from 1."""

    line: int
    column: int


def toml_positions(text: str) -> dict[Steps, Position]:
    """Where each value of a TOML text stands; a table or a list that is written in parts, where it first does."""
    return _scanned(text, ".toml").positions()


def json_positions(text: str) -> dict[Steps, Position]:
    """Where each value of a JSON text stands."""
    return _scanned(text, ".json").positions()


def standing_twice(text: str, ending: str) -> list[tuple[Steps, Position]]:
    """The keys of a text that stand in their table already, and where they do again."""
    scan = _scanned(text, ending)
    return [(steps, scan.position(at)) for steps, at in scan.again]


def spelt(steps: Steps) -> str:
    """Steps as the path of an error: `chips[0].die-area`, whichever way the file spells it."""
    path = ""
    for step in steps:
        path = joined(path, f"[{step}]" if isinstance(step, int) else key_step(step.replace("_", "-")))
    return path


def locate(problems: Iterable[AichipcnError], text: str, ending: str) -> None:
    """Give the problems of a file that have a path its line; what is not there has that of what it would stand in."""
    unplaced = [problem for problem in problems if problem.path and problem.line is None]
    found = _scanned(text, ending).positions() if unplaced else {}
    known = {spelt(steps): position for steps, position in found.items()}
    for problem in unplaced:
        problem.line, problem.column = _nearest(problem.path, known) or (None, None)


def _nearest(path: str, known: Mapping[str, Position]) -> Position | None:
    while path and path not in known:
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
    return known.get(path)


def _scanned(text: str, ending: str) -> _Scan:
    scan = _Scan(text)
    try:
        if ending == ".json":
            scan.value(())
        else:
            scan.toml()
    except _LostError:
        pass
    return scan


def _json_text(word: str) -> str:
    try:
        text: str = json.loads(word)
    except ValueError:
        raise _LostError from None
    return text


class _LostError(Exception):
    """What stands here is neither TOML nor JSON."""


@attrs.define
class _Scan:
    """One way through a text: `at` is where it is, `found` where what it came by began.

    What is `whole` cannot be given once more; `again` is what was.
    """

    text: str
    at: int = 0
    found: dict[Steps, int] = attrs.field(factory=dict)
    whole: set[Steps] = attrs.field(factory=set)
    again: list[tuple[Steps, int]] = attrs.field(factory=list)
    _lines: list[int] = attrs.field(factory=list)

    def positions(self) -> dict[Steps, Position]:
        return {steps: self.position(at) for steps, at in self.found.items()}

    def position(self, at: int) -> Position:
        if not self._lines:
            self._lines = [0, *(match.end() for match in re.finditer("\n", self.text))]
        line = bisect_right(self._lines, at)
        return Position(line, at - self._lines[line - 1] + 1)

    def taken(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What a pattern finds here, and passes over."""
        match = pattern.match(self.text, self.at)
        if match is not None:
            self.at = match.end()
        return match

    def needed(self, pattern: re.Pattern[str]) -> str:
        match = self.taken(pattern)
        if match is None:
            raise _LostError
        return match[0]

    def toml(self) -> None:
        """Headings, and keys with their values below them."""
        table: Steps = ()
        last: dict[Steps, int] = {}
        while True:
            self.taken(_BLANK)
            if self.at == len(self.text):
                return
            heading = self.taken(_HEADING)
            if heading is not None:
                table = self.heading(last, listed=bool(heading[1]))
            else:
                self.value(self.key(table))

    def come_by(self, steps: Steps, start: int) -> Steps:
        if len(steps) > _DEEPEST:
            raise _LostError
        self.found.setdefault(steps, start)
        return steps

    def heading(self, last: dict[Steps, int], *, listed: bool) -> Steps:
        """The table that a heading opens; in a list of tables, the last of those that there are."""
        steps: Steps = ()
        for word, start in self.words():
            steps = self.come_by((*self._inside(steps, last), word), start)
        self.needed(_HEADING_END)
        if steps in self.whole or (steps in last and not listed):
            self.again.append((steps, start))
        if not listed:
            self.whole.add(steps)
            return steps
        last[steps] = last.get(steps, -1) + 1
        return self.come_by(self._inside(steps, last), start)

    def key(self, table: Steps) -> Steps:
        """The steps of a key, dotted or not, with the sign behind it passed over."""
        steps = table
        for word, start in self.words():
            steps = self.come_by((*steps, word), start)
            self.whole.add(steps)
        if self.found[steps] != start:
            self.again.append((steps, start))
        self.needed(_SIGN)
        return steps

    def words(self) -> Iterator[tuple[str, int]]:
        """The parts of a key, each with where it begins."""
        start = self.at
        yield self.word(), start
        while self.taken(_DOT):
            start = self.at
            yield self.word(), start

    def word(self) -> str:
        """One part of a key, as it is meant."""
        word = self.needed(_KEY)
        if word[0] not in "\"'":
            return word
        if "\\" not in word or word[0] == "'":
            return word[1:-1]
        try:
            (meant,) = tomllib.loads(f"{word} = 0")
        except ValueError:
            meant = _json_text(word)
        return meant

    def value(self, steps: Steps) -> None:
        """One value, with all that it holds."""
        inside = self.opened(steps)
        while inside:
            self.taken(_BETWEEN)
            if self.taken(_CLOSE):
                inside.pop()
                continue
            outer, index = inside[-1]
            if index is None:
                inner = self.key(outer)
            else:
                inner = self.come_by((*outer, index), self.at)
                inside[-1] = outer, index + 1
            inside += self.opened(inner)

    def opened(self, steps: Steps) -> list[tuple[Steps, int | None]]:
        """The table or the list that opens here, with the index that comes next; nothing where one value stands."""
        self.taken(_BLANK)
        bracket = self.taken(_OPEN)
        if bracket is None:
            self.needed(_SINGLE)
            return []
        return [(steps, 0 if bracket[0] == "[" else None)]

    def _inside(self, steps: Steps, last: Mapping[Steps, int]) -> Steps:
        return (*steps, last[steps]) if steps in last else steps
