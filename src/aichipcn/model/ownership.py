"""Who owns a facility or a firm, as far as requirements ask."""

from __future__ import annotations

from aichipcn.model.terms import Term


class Ownership(Term):
    """Whose a facility or a firm is. `is_a` says which others each kind is."""

    STATE = "state"
    CENTRAL_STATE = "central-state"
    LOCAL_STATE = "local-state"
    GOVERNMENT = "government"
    PRIVATE = "private"
    FOREIGN = "foreign"
    MIXED = "mixed"

    def is_a(self, kind: Ownership) -> bool:
        """Whether all that is owned so is also owned in the other way."""
        return self is kind or (kind is Ownership.STATE and self in _OF_THE_STATE)

    def may_be(self, kind: Ownership) -> bool:
        """Whether what is owned so may turn out, looked at closer, to be owned in the other way."""
        return kind.is_a(self) or self is Ownership.MIXED


_OF_THE_STATE = (Ownership.CENTRAL_STATE, Ownership.LOCAL_STATE, Ownership.GOVERNMENT)
