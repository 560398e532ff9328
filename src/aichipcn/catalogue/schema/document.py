"""The schema of a whole file: its kinds, and the definitions of all that stands in them."""

from __future__ import annotations

from typing import Any

from aichipcn.catalogue.catalogue import KINDS
from aichipcn.catalogue.schema.clauses import clauses
from aichipcn.catalogue.schema.forms import closed, listed, ref
from aichipcn.catalogue.schema.tables import about, definitions
from aichipcn.mandates.vocabulary import Vocabulary

FORMAT = "urn:aichipcn:data:1"
_OURS = Vocabulary()


def schema(vocabulary: Vocabulary = _OURS) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of data files, with the tags of a vocabulary beside ours."""
    kinds = {kind: {"description": about(kind), **listed(ref(kind))} for kind in KINDS}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": FORMAT,
        "title": "Data files of aichipcn",
        "description": about("file"),
        **closed(kinds, minProperties=1),
        "$defs": {**definitions(), **clauses(vocabulary)},
    }
