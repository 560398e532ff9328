"""Where chips come from, by the place of their designer."""

from __future__ import annotations

from aichipcn.mandates.predicates import lies_in
from aichipcn.model.terms import Term
from aichipcn.model.vendors import Vendor
from aichipcn.values.ternary import FALSE, TRUE


class Origin(Term):
    """Where the designer of a chip has its place."""

    CHINA = "designed in China"
    ELSEWHERE = "designed elsewhere"
    UNKNOWN = "designer or its place not known"


def origin_of(designer: Vendor | None) -> Origin:
    """The origin of what a vendor designs; unknown too where only a wider place is known."""
    truth = lies_in(None if designer is None else designer.place, "CN")
    return {TRUE: Origin.CHINA, FALSE: Origin.ELSEWHERE}.get(truth, Origin.UNKNOWN)
