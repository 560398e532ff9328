"""What a notebook shows of a value: the fragment of its class, in a style that follows the notebook's own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.compliance.assessment import Assessment
from aichipcn.compliance.nodes import Explanation
from aichipcn.compute.effective import EffectiveCompute
from aichipcn.errors import InvalidTypeError, shown
from aichipcn.mandates.mandate import Mandate
from aichipcn.model.chips import Chip
from aichipcn.model.facilities import Facility, Fleet
from aichipcn.report.html import catalogues, chips, compute, explanations, facilities, figures, mandates, verdicts
from aichipcn.report.html.elements import Element, Trusted, element
from aichipcn.report.html.plainly import as_text
from aichipcn.report.rows import chips as chip_rows
from aichipcn.report.rows import compute as compute_rows
from aichipcn.report.rows import contents, entries, required
from aichipcn.report.rows import verdicts as verdict_rows
from aichipcn.report.rows.plain import names_known_to
from aichipcn.values.estimate import Estimate

_FRAGMENTS: dict[type[Any], Callable[[Any], Element]] = {
    Assessment: lambda value: verdicts.verdict(verdict_rows.alone(value)),
    Catalogue: lambda value: catalogues.catalogue(contents.contents(value)),
    Chip: lambda value: chips.chip(chip_rows.chip(value)),
    EffectiveCompute: lambda value: compute.effective(compute_rows.whole(value)),
    Estimate: lambda value: figures.estimate(chip_rows.estimate(value)),
    Explanation: lambda value: explanations.explanation(value.to_dict()),
    Facility: lambda value: facilities.facility(entries.facility(value)),
    Fleet: lambda value: facilities.fleet(entries.fleet(value)),
    Mandate: lambda value: mandates.mandate(required.mandate(value, names_known_to(value))),
}
"""How each class is drawn."""

_TEXTS: dict[type[Any], Callable[[Any], str]] = {
    Catalogue: lambda value: catalogues.counts(contents.contents(value)),
    Explanation: str,
}
"""What is said in plain text of those of which not all is told, or that have a text already."""

_STYLE = """
.aichipcn { overflow-x: auto; }
.aichipcn table { border-collapse: collapse; margin: 0 0 0.8em; }
.aichipcn caption { text-align: left; font-weight: bold; padding: 0.2em 0; }
.aichipcn th, .aichipcn td {
  text-align: left; vertical-align: top; padding: 0.2em 0.8em 0.2em 0; border-top: 1px solid;
  border-color: color-mix(in srgb, currentColor 25%, transparent); white-space: normal; max-width: 40em;
}
.aichipcn tbody th { font-weight: normal; }
.aichipcn thead th { opacity: 0.75; font-weight: bold; }
.aichipcn ul, .aichipcn ol { margin: 0.1em 0; padding-left: 1.5em; }
.aichipcn a { color: inherit; text-decoration: underline; }
.aichipcn details > ul { list-style: none; }
.aichipcn-entries { max-height: 32em; overflow: auto; }
.aichipcn label { display: block; margin: 0.5em 0; }
"""

_SCRIPT = """
for (const root of document.querySelectorAll(".aichipcn-catalogue:not([data-searched])")) {
  root.dataset.searched = "";
  const rows = Array.from(root.querySelectorAll("tbody tr"), (row) => [row, row.textContent.toLowerCase()]);
  const label = document.createElement("label"), box = document.createElement("input");
  const found = document.createElement("output");
  box.type = "search";
  label.append("Search: ", box, " ", found);
  root.querySelector(".aichipcn-entries").before(label);
  box.addEventListener("input", () => {
    const words = box.value.toLowerCase().split(/\\s+/);
    let shown = 0;
    for (const [row, text] of rows) {
      row.hidden = !words.every((word) => text.includes(word));
      shown += row.hidden ? 0 : 1;
    }
    found.textContent = `${shown} of ${rows.length} entries`;
  });
}
"""
"""Puts a search box above each catalogue that has none yet. Without a script the table is there, and no idle box."""


def html(value: object) -> str:
    """What a notebook shows of a value.

    Raises
    ------
    InvalidTypeError
        Where nothing is known of how its class is drawn.
    """
    parts: list[Any] = [element("style", Trusted(_STYLE)), fragment(value)]
    name = "aichipcn"
    if isinstance(value, Catalogue):
        name = "aichipcn aichipcn-catalogue"
        parts.append(element("script", Trusted(_SCRIPT)))
    return str(element("div", parts, class_=name))


def plain(value: object) -> str:
    """What a notebook shows of a value where it shows no HTML.

    Raises
    ------
    InvalidTypeError
        Where nothing is known of how its class is drawn.
    """
    told = _of_class(value, _TEXTS)
    return told(value) if told else as_text(fragment(value))


def fragment(value: object) -> Element:
    """A value as an element, without a style of its own.

    Raises
    ------
    InvalidTypeError
        Where nothing is known of how its class is drawn.
    """
    draw = _of_class(value, _FRAGMENTS)
    if draw is None:
        msg = f"nothing is known of how to show {shown(value)}"
        raise InvalidTypeError(msg, found=value, allowed=[kind.__name__ for kind in _FRAGMENTS])
    drawn: Element = draw(value)
    return drawn


def _of_class(value: object, known: dict[type[Any], Callable[[Any], Any]]) -> Callable[[Any], Any] | None:
    return next((known[kind] for kind in type(value).__mro__ if kind in known), None)
