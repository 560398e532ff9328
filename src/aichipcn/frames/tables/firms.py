"""The operators of a table of which a catalogue may know more than the name. Of a nation's firms they are few."""

from __future__ import annotations

from typing import Any

import narwhals as nw

from aichipcn.model.collection import Collection, names_of, normalised
from aichipcn.model.vendors import Vendor

_PLAIN = r"[^ -~]"
"""What is outside printable ASCII, where engines differ in what is a space and what a small letter."""


def may_be_known(text: nw.Expr, vendors: Collection[Vendor]) -> nw.Expr:
    """Whether a text may be a name of one of some firms, or blank: never false where it is, and seldom true else."""
    names = {normalised(name) for vendor in vendors for name in names_of(vendor)}
    plain = text.str.replace_all(r"[ _-]+", "").str.to_lowercase()
    return text.str.contains(_PLAIN) | plain.is_in(["", *sorted(names)])


def known_texts(frame: nw.LazyFrame[Any], column: str, vendors: Collection[Vendor]) -> nw.LazyFrame[Any]:
    """The distinct texts of a column that may be known."""
    texts = frame.select(nw.col(column).cast(nw.String)).unique()
    return texts.filter(~nw.col(column).is_null()).filter(may_be_known(nw.col(column), vendors))
