"""Why each of many verdicts is what it is, as plain data: trees that cite sources by the numbers of one list."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from aichipcn.compliance.assessment import Assessment
from aichipcn.compliance.explain import explain, requirement
from aichipcn.compliance.nodes import Node
from aichipcn.mandates.mandate import Mandate
from aichipcn.model.sources import Source
from aichipcn.report.rows.plain import Plain, text_of, with_place_names

EXPLAINED_AT_MOST = 100
"""So many facilities have the reasons of all their verdicts beside them; with those of more, a page is too large."""


@attrs.frozen
class Reasons:
    """Gives trees with places by name and sources by number; sources that have none yet are numbered on."""

    numbers: dict[Source, int]
    places: Mapping[str, str]

    def of(self, assessment: Assessment) -> Plain:
        """Why a verdict is what it is, but for what its mandate requires, which is the same in many."""
        root = explain(assessment).root
        said = requirement(assessment.mandate, assessment.reading)
        return self._tree(attrs.evolve(root, children=tuple(child for child in root.children if child != said)))

    def required(self, mandate: Mandate) -> list[Plain]:
        """What a mandate requires under each of its readings."""
        return [
            {"reading": item.name, "note": text_of(item.note), **self._tree(requirement(mandate, item))}
            for item in mandate.readings
        ]

    def _tree(self, node: Node) -> Plain:
        return {
            "text": with_place_names(node.text, self.places),
            "sources": [self.numbers.setdefault(source, len(self.numbers) + 1) for source in node.sources],
            "children": [self._tree(child) for child in node.children],
        }
