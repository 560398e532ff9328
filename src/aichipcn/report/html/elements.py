"""Elements of HTML as values. What is put into them is text and is escaped, whoever wrote it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import TypeAlias

import attrs

VOID = frozenset({"br", "col", "hr", "img", "input", "link", "meta"})
"""Tags of elements that have no content and no end."""


@attrs.frozen
class Trusted:
    """Text of our own that is markup already: a drawing, a style sheet, a script. Never of a user."""

    text: str

    def __str__(self) -> str:
        return self.text


@attrs.frozen
class Element:
    """A tag with its attributes and its content. As text it is HTML."""

    tag: str
    attributes: tuple[tuple[str, str | bool], ...] = ()
    content: tuple[Element | Trusted | str, ...] = ()

    def __str__(self) -> str:
        return "".join(self._pieces())

    def _pieces(self) -> Iterator[str]:
        yield f"<{self.tag}{''.join(_attribute(name, value) for name, value in self.attributes)}>"
        if self.tag in VOID:
            return
        for part in self.content:
            if isinstance(part, Element):
                yield from part._pieces()
            else:
                yield part.text if isinstance(part, Trusted) else escape(part, quote=False)
        yield f"</{self.tag}>"


Content: TypeAlias = Element | Trusted | str | int | Iterable["Content"] | None
"""What may stand in an element: others, text, whole numbers, nothing, or several of these."""


def element(tag: str, *content: Content, **attributes: str | int | bool | None) -> Element:
    """An element. `class_` and `for_` are written so, `aria_label` is `aria-label`; None and False leave one out."""
    named = tuple(
        (name.rstrip("_").replace("_", "-"), value if isinstance(value, bool) else str(value))
        for name, value in attributes.items()
        if value is not None and value is not False
    )
    return Element(tag, named, tuple(_flat(content)))


def together(*content: Content) -> Content:
    """Several of these as one."""
    return content


def _flat(content: Content) -> Iterator[Element | Trusted | str]:
    if content is None:
        return
    if isinstance(content, Element | Trusted | str):
        yield content
    elif isinstance(content, int):
        yield str(content)
    else:
        for part in content:
            yield from _flat(part)


def _attribute(name: str, value: str | bool) -> str:
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
