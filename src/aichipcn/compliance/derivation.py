"""How a figure of a chip comes about, as a tree of its steps with the sources of each."""

from __future__ import annotations

from collections.abc import Collection

from aichipcn.compliance.nodes import Explanation, Node
from aichipcn.compute.figures import Derivation, Step
from aichipcn.model.chips import Chip
from aichipcn.model.sources import Source
from aichipcn.version import __version__


def explain_derivation(derivation: Derivation) -> Explanation:
    """The explanation of a figure."""
    return Explanation(root=derived_node(derivation), version=__version__, fingerprint="", origin="")


def derived_node(derivation: Derivation, told: Collection[Step] = ()) -> Node:
    """A figure over the steps to it, without those that are told elsewhere."""
    chip = derivation.chip
    *steps, last = derivation.derived.steps
    children = tuple(Node(step.text, _sources(chip, step.figure)) for step in steps if step not in told)
    return Node(last.text, _sources(chip, last.figure), children)


def _sources(chip: Chip, figure: str) -> tuple[Source, ...]:
    return chip.sources_of(figure) if figure else ()
