"""Over what one verdict is formed."""

from __future__ import annotations

from aichipcn.model.terms import Term


class Level(Term):
    """Over what one verdict is formed: each facility, all of an operator, or all of a place, nation or programme."""

    FACILITY = "facility"
    OPERATOR = "operator"
    PLACE = "place"
    NATION = "nation"
    PROGRAMME = "programme"
