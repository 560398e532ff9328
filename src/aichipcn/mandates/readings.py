"""One way to read a vague text: what counts and, where the texts differ in it, by when, of which chips and for whom."""

from __future__ import annotations

import attrs
from attrs.converters import optional

from aichipcn.codes import Code
from aichipcn.errors import InvalidValueError
from aichipcn.mandates.credits import Credit, Whole, credit
from aichipcn.mandates.levels import Level
from aichipcn.mandates.predicates import Predicate, predicate
from aichipcn.mandates.schedule import Requirement
from aichipcn.model import doors
from aichipcn.model.fields import named_fields
from aichipcn.model.terms import Term


class StatedShareUse(Term):
    """What a share that a source states, in its own words for domestic, is worth to a reading.

    AS_STATED takes it; AT_MOST takes it as an upper bound, for a reading stricter than the word; NOT_USED leaves it.
    """

    AS_STATED = "as-stated"
    AT_MOST = "at-most"
    NOT_USED = "not-used"


@attrs.frozen(kw_only=True, field_transformer=named_fields)
class Reading:
    """A reading: chips that it says `qualifies` count whole; with a `credit` they count by that.

    `require`, `scope`, `among` and `level` stand in for those of the mandate, where they are given.
    Raises InvalidValueError where both, or neither, of `qualifies` and `credit` are given.
    """

    name: str = attrs.field(converter=doors.slug)
    qualifies: Predicate | None = attrs.field(default=None, converter=optional(predicate))
    credit: Credit | None = attrs.field(default=None, converter=optional(credit))
    require: Requirement | None = attrs.field(default=None, validator=doors.is_a(Requirement, optional=True))
    scope: Predicate | None = attrs.field(default=None, converter=optional(predicate))
    among: Predicate | None = attrs.field(default=None, converter=optional(predicate))
    level: Level | None = attrs.field(default=None, converter=optional(Level))
    stated_shares: StatedShareUse = attrs.field(default=StatedShareUse.NOT_USED, converter=StatedShareUse)
    note: str = attrs.field(default="", converter=doors.note)
    counts: Credit = attrs.field(init=False, eq=False, repr=False)
    """How much of a chip counts, whichever way it was said."""

    @counts.default
    def _counted(self) -> Credit:
        if (self.qualifies is None) == (self.credit is None):
            msg = f"reading {self.name} needs either 'qualifies' or 'credit', to say what counts"
            raise InvalidValueError(msg, code=Code.NOT_ONE)
        return self.credit if self.qualifies is None else Whole(self.qualifies)  # type: ignore[return-value]
