"""What a worked case expects of a verdict: its status, and whatever else it says of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any

import attrs

from aichipcn.compliance.assessment import Assessment, Status
from aichipcn.compliance.deciding import deciding_facts
from aichipcn.compliance.gap import Shortfall, amount_text
from aichipcn.errors import AichipcnError, InvalidValueError, shown
from aichipcn.mandates.grammar.reader import Reader
from aichipcn.mandates.thresholds import Threshold, asked
from aichipcn.model.doors import known_share, table, texts, truth
from aichipcn.nearest import nearest
from aichipcn.values.estimate import Estimate
from aichipcn.values.numbers import Exact
from aichipcn.values.shares import format_share_range

NONE = "none"
"""What is written for a share of nothing, and for a way that does not exist."""

_WAYS = ("add", "swap", "remove")
_NOT_SAID: Any = object()


@attrs.frozen(kw_only=True)
class Expectations:
    """What is expected of a verdict; what is not said may be anything."""

    status: Status
    share: tuple[Fraction, Fraction] | None = _NOT_SAID
    required: str = _NOT_SAID
    shortfall: Mapping[str, Exact | None] = attrs.field(default=_NOT_SAID, hash=False)
    headroom: Exact | None = _NOT_SAID
    by_discretion: bool = _NOT_SAID
    missing: tuple[str, ...] = _NOT_SAID

    def unlike(self, verdict: Assessment) -> Iterator[str]:
        """Each expectation that a verdict does not come up to, with what was found."""
        for field in attrs.fields(Expectations):
            expected = getattr(self, field.name)
            if expected is not _NOT_SAID:
                yield from _UNLIKE[field.name](expected, verdict)


def _unlike(name: str, found: object, expected: object) -> Iterator[str]:
    if found != expected:
        yield f"the {name} is {found}, and {expected} was expected"


def _status(expected: Status, verdict: Assessment) -> Iterator[str]:
    return _unlike("status", verdict.status.value, expected.value)


def _share(expected: tuple[Fraction, Fraction] | None, verdict: Assessment) -> Iterator[str]:
    if verdict.share_range != expected:
        yield f"the share is {_shown_share(verdict.share_range)}, and {_shown_share(expected)} was expected"


def _shown_share(share: tuple[Fraction, Fraction] | None) -> str:
    if share is None:
        return NONE
    exact = str(share[0]) if share[0] == share[1] else f"{share[0]}..{share[1]}"
    return f"{exact} ({format_share_range(*share)})"


def _required(expected: str, verdict: Assessment) -> Iterator[str]:
    threshold = verdict.threshold
    if threshold is None or not isinstance(threshold, Threshold):
        said = NONE if threshold is None else threshold.describe()
        yield from _unlike("requirement", said, expected)
        return
    try:
        figure = asked(threshold.bound, expected)
    except AichipcnError as error:
        yield f"the requirement is {threshold.figure}, and {error}"
        return
    if figure != threshold.value:
        yield f"the requirement is {threshold.figure}, and {expected} was expected"


def _shortfall(expected: Mapping[str, Exact | None], verdict: Assessment) -> Iterator[str]:
    gap: Shortfall | None = verdict.shortfall
    for way, amount in expected.items():
        found = None if gap is None else getattr(gap, way)
        if found != amount:
            unit = verdict.mandate.measure.unit
            yield f"what to {way} is {_amount(found, unit)}, and {_amount(amount, unit)} was expected"


def _headroom(expected: Exact | None, verdict: Assessment) -> Iterator[str]:
    if verdict.headroom != expected:
        unit = verdict.mandate.measure.unit
        yield f"the headroom is {_amount(verdict.headroom, unit)}, and {_amount(expected, unit)} was expected"


def _amount(amount: Exact | None, unit: str) -> str:
    return NONE if amount is None else amount_text(amount, unit)


def _by_discretion(expected: bool, verdict: Assessment) -> Iterator[str]:
    if verdict.by_discretion is not expected:
        yield f"it is {'' if verdict.by_discretion else 'not '}decided case by case"


def _missing(expected: tuple[str, ...], verdict: Assessment) -> Iterator[str]:
    found = sorted(str(item.fact) for item in deciding_facts(verdict))
    if found != sorted(expected):
        yield f"what is missing is {', '.join(found) or NONE}, and {', '.join(sorted(expected)) or NONE} was expected"


_UNLIKE: dict[str, Callable[[Any, Assessment], Iterator[str]]] = {
    "status": _status,
    "share": _share,
    "required": _required,
    "shortfall": _shortfall,
    "headroom": _headroom,
    "by_discretion": _by_discretion,
    "missing": _missing,
}


# -- out of files


def read_expectations(reader: Reader, data: Mapping[str, Any]) -> Expectations | None:
    """The expectations of a case; None where they have a problem."""
    hint = "write { status = 'non-compliant', share = '5/8' }"
    rows = reader.required("", data, "expect", table, hint)
    if rows is None:
        return None
    reader.keys("expect", rows, [field.name.replace("_", "-") for field in attrs.fields(Expectations)])
    status = reader.required("expect", rows, "status", _read_status, f"say at least that; {hint}")
    said: dict[str, Any] = {
        key.replace("-", "_"): reader.given("expect", rows, key, door) for key, door in _DOORS.items() if key in rows
    }
    if "shortfall" in rows:
        said["shortfall"] = _read_shortfall(reader, rows["shortfall"])
    return None if status is None or reader.problems else Expectations(status=status, **said)


def _read_status(value: object) -> Status:
    allowed = [status.value for status in Status]
    if value not in allowed:
        near = nearest(str(value), allowed)
        raise InvalidValueError(f"no status is {shown(value)}", found=value, nearest=near, allowed=allowed)
    return Status(value)


def _read_share(value: Any) -> tuple[Fraction, Fraction] | None:
    if value == NONE:
        return None
    share = known_share(value)
    return Fraction(share.low), Fraction(share.low if share.high is None else share.high)


def _read_amount(value: Any) -> Exact | None:
    """A number or a figure with a unit, in root units; or that there is none."""
    return None if value == NONE else Estimate.of(value).low


def _read_text(value: Any) -> str:
    return str(value)


def _read_shortfall(reader: Reader, value: object) -> dict[str, Exact | None] | None:
    path = "expect.shortfall"
    ways = reader.tried(path, lambda: table(value))
    if ways is None:
        return None
    reader.keys(path, ways, _WAYS)
    return {way: reader.given(path, ways, way, _read_amount) for way in _WAYS if way in ways}


_DOORS: dict[str, Callable[[Any], Any]] = {
    "share": _read_share,
    "required": _read_text,
    "headroom": _read_amount,
    "by-discretion": truth,
    "missing": texts,
}
