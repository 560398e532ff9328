"""Explanations as values: a tree of statements, each with the sources that it rests on and what it follows from."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

import attrs

from aichipcn.display import Displayed
from aichipcn.mandates.cases import Case, found_in
from aichipcn.mandates.conditions import Condition
from aichipcn.mandates.predicates import AllOf, AnyOf, Not, Predicate
from aichipcn.model.sources import Source

FORMAT = "aichipcn.explanation/1"


@attrs.frozen
class Node:
    """A statement, the sources that it rests on, and what it follows from."""

    text: str
    sources: tuple[Source, ...] = ()
    children: tuple[Node, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The node as plain data."""
        data: dict[str, Any] = {"text": self.text}
        if self.sources:
            data["sources"] = [_cited(source) for source in self.sources]
        if self.children:
            data["children"] = [child.to_dict() for child in self.children]
        return data

    def lines(self, depth: int = 0) -> list[str]:
        """The node and all below it, indented."""
        indent = "  " * depth
        own = [f"{indent}{self.text}"]
        own += [f"{indent}  [{source.slug}] {source}" for source in self.sources]
        return own + [line for child in self.children for line in child.lines(depth + 1)]

    def to_html(self) -> str:
        """The node and all below it, as a list item."""
        cited = "".join(f"<li><cite>{escape(str(source))}</cite></li>" for source in self.sources)
        below = cited + "".join(child.to_html() for child in self.children)
        return f"<li>{escape(self.text)}{f'<ul>{below}</ul>' if below else ''}</li>"


@attrs.frozen(kw_only=True)
class Explanation(Displayed):
    """The explanation of a conclusion, with the version and fingerprint that it was computed from."""

    root: Node
    version: str
    fingerprint: str
    origin: str
    """What has the fingerprint: a `catalogue`, or a `mandate` or `rules` that come from none."""

    def to_dict(self) -> dict[str, Any]:
        """Plain data under the format id `aichipcn.explanation/1`."""
        return {
            "format": FORMAT,
            "version": self.version,
            "fingerprint": self.fingerprint,
            "origin": self.origin,
            "explanation": self.root.to_dict(),
        }

    def to_html(self) -> str:
        """Nested lists."""
        foot = escape(self._foot(self.fingerprint))
        return f"<ul>{self.root.to_html()}</ul><footer>{foot}</footer>"

    def __str__(self) -> str:
        return "\n".join([*self.root.lines(), self._foot(self.fingerprint[:12])])

    def _foot(self, fingerprint: str) -> str:
        return f"aichipcn {self.version}, {self.origin} {fingerprint}" if fingerprint else f"aichipcn {self.version}"


def said(label: str, text: str | None) -> tuple[Node, ...]:
    """A statement of what is told under a label; nothing where it is not told."""
    return (Node(f"{label}: {text}"),) if text else ()


def undecided(facts: Iterable[object]) -> tuple[Node, ...]:
    """A statement of the facts that would decide a conclusion; nothing where there are none."""
    below = tuple(Node(str(fact)) for fact in facts)
    return (Node("what would decide it", (), below),) if below else ()


def grounds(predicate: Predicate, case: Case) -> tuple[Node, ...]:
    """The conditions that decided a predicate, each with what was found: those as true, or as open, as the whole."""
    truth = predicate.holds(case)
    if isinstance(predicate, Not):
        return grounds(predicate.part, case)
    if isinstance(predicate, AllOf | AnyOf):
        deciding = (part for part in predicate.parts if part.holds(case) is truth)
        return tuple(node for part in deciding for node in grounds(part, case))
    found = predicate.found(case) if isinstance(predicate, Condition) else found_in(predicate.reads, case)
    return (Node(f"{predicate.describe()}: {truth} ({found})"),)


def _cited(source: Source) -> dict[str, Any]:
    data = {"slug": source.slug, "title": source.title, "publisher": source.publisher}
    for key, value in (("url", source.url), ("read-at", source.read_at), ("published", source.published)):
        if value:
            data[key] = str(value)
    return data
