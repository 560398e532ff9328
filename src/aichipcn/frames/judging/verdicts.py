"""From totals to verdicts, in columns: the status, the share, and what is lacking, in whole numbers crosswise.

What `compliance/assess`, `mandates/totals` and `compliance/gap` say of one subject is said here of all rows at once;
laws hold the two together row by row.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import and_
from typing import Any

import attrs
import narwhals as nw

from aichipcn.compliance.assessment import Status
from aichipcn.frames.judging.thresholds import BOUNDS, NO_BOUND, Thresholds
from aichipcn.mandates.thresholds import Bound

FALSE, UNKNOWN, TRUE = 0, 1, 2
"""Truths as numbers, in the order of `Ternary`."""

Q_LOW, Q_HIGH, N_LOW, N_HIGH = "qualifying_low", "qualifying_high", "other_low", "other_high"
Q_OPEN, N_OPEN = "_q_open", "_n_open"
COVERED, MEMBER = "_covered", "_member"

COLUMNS = (
    "level",
    "facility",
    "operator",
    "mandate",
    "reading",
    "date",
    "status",
    "share_low",
    "share_high",
    "bound",
    "required",
    Q_LOW,
    Q_HIGH,
    N_LOW,
    N_HIGH,
    "unit",
    "add",
    "swap",
    "remove",
    "headroom",
)
"""The columns of a table of verdicts."""

GAPS = ("add", "swap", "remove", "headroom")
"""Those that say how far from a threshold."""


def _col(name: str) -> nw.Expr:
    return nw.col(name)


def _is(name: str) -> nw.Expr:
    return nw.col(name) == 1


def _cases(*cases: tuple[nw.Expr, Any], otherwise: Any) -> nw.Expr:
    """The first case that holds."""
    (condition, value), *others = cases
    chain = nw.when(condition).then(_value(value))
    for condition, value in others:
        chain = chain.when(condition).then(_value(value))
    return chain.otherwise(_value(otherwise))


def _value(value: Any) -> Any:
    return value if isinstance(value, nw.Expr) else nw.lit(value)


NONE = -1
"""What stands for nothing while a column is made: engines differ in the type of a null, and no figure is negative."""


def _or_null(made: nw.Expr) -> nw.Expr:
    """A figure, null where it is nothing."""
    return nw.when(made >= 0).then(made)


def _truth(condition: nw.Expr) -> nw.Expr:
    """A plain condition as a truth."""
    return _cases((condition, TRUE), otherwise=FALSE)


def _at_least() -> nw.Expr:
    """Whether a share is reached, as `Tally.at_least` has it."""
    whole = _col("_above") == _col("_below")
    low = _col(Q_LOW) * _col("_below") >= _col("_above") * (_col(Q_LOW) + _col(N_HIGH))
    high = _col(Q_HIGH) * _col("_below") < _col("_above") * (_col(Q_HIGH) + _col(N_LOW))
    return _cases(
        ((_col("_above") == 0) | ((_col(Q_LOW) > 0) & ~_is(N_OPEN) & low), TRUE),
        ((_col(N_LOW) == 0) | (_is(Q_OPEN) & ~whole), UNKNOWN),
        (_is(Q_OPEN) | high, FALSE),
        otherwise=UNKNOWN,
    )


def _more_than() -> nw.Expr:
    """Whether a share is exceeded, as `Tally.more_than` has it."""
    low = _col(Q_LOW) * _col("_below") > _col("_above") * (_col(Q_LOW) + _col(N_HIGH))
    high = _col(Q_HIGH) * _col("_below") > _col("_above") * (_col(Q_HIGH) + _col(N_LOW))
    return _cases(
        (_col("_above") == _col("_below"), FALSE),
        ((_col(Q_LOW) > 0) & ~_is(N_OPEN) & low, TRUE),
        ((_col(N_LOW) == 0) | _is(Q_OPEN) | high, UNKNOWN),
        otherwise=FALSE,
    )


def _amount_reached() -> nw.Expr:
    return _cases(
        (_col(Q_LOW) >= _col("_amount"), TRUE),
        (~_is(Q_OPEN) & (_col(Q_HIGH) < _col("_amount")), FALSE),
        otherwise=UNKNOWN,
    )


def _amount_kept() -> nw.Expr:
    return _cases(
        (_col(Q_LOW) > _col("_amount"), FALSE),
        (~_is(Q_OPEN) & (_col(Q_HIGH) <= _col("_amount")), TRUE),
        otherwise=UNKNOWN,
    )


def _unstated(bound: Bound) -> nw.Expr:
    """With a figure between nothing and everything."""
    nothing = ~_is(Q_OPEN) & (_col(Q_HIGH) == 0)
    decided = TRUE if not bound.is_floor else FALSE
    if bound.is_amount:
        return _cases((nothing, decided), otherwise=UNKNOWN)
    everything = ~_is(N_OPEN) & (_col(N_HIGH) == 0)
    return _cases((everything, TRUE if bound.is_floor else FALSE), (nothing, decided), otherwise=UNKNOWN)


_MET: dict[Bound, Callable[[], nw.Expr]] = {
    Bound.SHARE_AT_LEAST: _at_least,
    Bound.RATIO_AT_LEAST: _at_least,
    Bound.SHARE_MORE_THAN: _more_than,
    Bound.SHARE_AT_MOST: lambda: TRUE - _more_than(),
    Bound.SHARE_LESS_THAN: lambda: TRUE - _at_least(),
    Bound.AMOUNT_AT_LEAST: _amount_reached,
    Bound.AMOUNT_AT_MOST: _amount_kept,
}
"""Whether totals meet a bound, as `Threshold.met` has it."""


@attrs.frozen
class Judged:
    """Rows of totals held against what is required: an expression for each column of the verdict."""

    required: Thresholds
    gaps: bool

    def columns(self, frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
        """The rows with their verdicts."""
        met = self._by_bound(lambda bound: _cases((_is("_stated"), _MET[bound]()), otherwise=_unstated(bound)), UNKNOWN)
        frame = frame.with_columns(met.alias("_met"), self._empty().alias("_empty"))
        frame = frame.with_columns(self._status().alias("status"))
        asked = (_col("status") != Status.NOT_APPLICABLE.value) & (_col("_bound") != NO_BOUND) & _is("_stated")
        gaps = self._gaps(asked) if self.gaps else []
        frame = frame.with_columns(*self._shares(), *gaps, _col("_required").alias("required"))
        highs = (nw.when(~_is(open_)).then(_col(high)).alias(high) for high, open_ in _OPEN.items())
        return frame.with_columns(*highs).select(*(name for name in COLUMNS if self.gaps or name not in GAPS))

    def _by_bound(self, made: Callable[[Bound], nw.Expr], otherwise: Any) -> nw.Expr:
        """What is made of each bound that occurs."""
        bounds = [bound for bound in Bound if bound in self.required.bounds]
        if not bounds:
            return nw.lit(otherwise)
        return _cases(*((_col("_bound") == BOUNDS[bound], made(bound)) for bound in bounds), otherwise=otherwise)

    def _is_bound(self, *bounds: Bound) -> nw.Expr:
        numbers = [BOUNDS[bound] for bound in bounds if bound in self.required.bounds]
        return _col("_bound").is_in(numbers) if numbers else nw.lit(False)

    @staticmethod
    def _empty() -> nw.Expr:
        nothing = [~_is(Q_OPEN), ~_is(N_OPEN), _col(Q_HIGH) == 0, _col(N_HIGH) == 0]
        return _cases((reduce(and_, nothing), 1), otherwise=0)

    def _status(self) -> nw.Expr:
        """The status, as `assess` has it."""
        member, counted = _col(MEMBER) == TRUE, (_col(Q_LOW) > 0) | (_col(N_LOW) > 0)
        settled = self._is_bound(Bound.AMOUNT_AT_LEAST, Bound.AMOUNT_AT_MOST) | (
            self._is_bound(Bound.SHARE_AT_LEAST) & _is("_stated") & (_col("_above") == 0)
        )
        judged = _cases(
            (_col("_met") == TRUE, Status.COMPLIANT.value),
            (_col("_met") == FALSE, Status.NON_COMPLIANT.value),
            otherwise=Status.INDETERMINATE.value,
        )
        return _cases(
            (_col(COVERED) == FALSE, Status.NOT_APPLICABLE.value),
            (_col("_binds") == 0, Status.NOT_IN_FORCE.value),
            (member & counted, judged),
            (
                (_col(MEMBER) == FALSE) | (_is("_empty") & ~self._is_bound(Bound.AMOUNT_AT_LEAST)),
                Status.NOT_APPLICABLE.value,
            ),
            (~member | ~(counted | settled), Status.INDETERMINATE.value),
            otherwise=judged,
        )

    @staticmethod
    def _shares() -> list[nw.Expr]:
        """The least and greatest share, as `share_of` has it; null where nothing is counted."""
        low = _cases(
            (_is("_empty"), -1.0),
            (_is(N_OPEN), 0.0),
            (_col(N_HIGH) == 0, 1.0),
            otherwise=_col(Q_LOW) / _cases((_col(Q_LOW) + _col(N_HIGH) == 0, 1), otherwise=_col(Q_LOW) + _col(N_HIGH)),
        )
        high = _cases(
            (_is("_empty"), -1.0),
            (_is(Q_OPEN), 1.0),
            (_col(Q_HIGH) == 0, 0.0),
            (_col(N_LOW) == 0, 1.0),
            otherwise=_col(Q_HIGH) / _cases((_col(Q_HIGH) + _col(N_LOW) == 0, 1), otherwise=_col(Q_HIGH) + _col(N_LOW)),
        )
        return [_or_null(low).alias("share_low"), _or_null(high).alias("share_high")]

    def _gaps(self, asked: nw.Expr) -> list[nw.Expr]:
        """What to add, swap or remove, and the room that is left, as `compliance/gap` has it of whole steps."""
        made = {
            name: _cases((asked, self._by_bound(of, NONE)), otherwise=NONE)
            for name, of in (("add", _add), ("swap", _swap), ("remove", _remove), ("headroom", _headroom))
        }
        return [_or_null(expression.cast(nw.Int64)).alias(name) for name, expression in made.items()]


_OPEN = {Q_HIGH: Q_OPEN, N_HIGH: N_OPEN}


def _sides(bound: Bound) -> tuple[nw.Expr, nw.Expr, nw.Expr, nw.Expr]:
    """The least that helps, the most in all with it, whether that has no bound, and what share it must reach."""
    helps, hinders = (Q_LOW, N_HIGH) if bound.is_floor else (N_LOW, Q_HIGH)
    above = _col("_above") if bound.is_floor else _col("_below") - _col("_above")
    return _col(helps), _col(helps) + _col(hinders), _is(_OPEN[hinders]), above


def _short(bound: Bound) -> nw.Expr:
    helps, whole, _, above = _sides(bound)
    return above * whole - _col("_below") * helps


def _least(short: nw.Expr, below: nw.Expr, strict: bool) -> nw.Expr:
    """The least whole number that times `below` reaches, or if strict exceeds, what is short."""
    one = _cases((below == 0, 1), otherwise=below)
    return short // one + 1 if strict else (short + one - 1) // one


def _met_already(bound: Bound) -> nw.Expr:
    return _short(bound) < 0 if bound.is_strict else _short(bound) <= 0


def _at_least_nothing(amount: nw.Expr) -> nw.Expr:
    return _cases((amount > 0, amount), otherwise=0)


def _add(bound: Bound) -> nw.Expr:
    if bound.is_amount:
        return _at_least_nothing(_col("_amount") - _col(Q_LOW)) if bound.is_floor else nw.lit(NONE)
    _, _, open_, above = _sides(bound)
    rest = _col("_below") - above
    return _cases(
        (open_, NONE),
        (_met_already(bound), 0),
        (rest == 0, NONE),
        otherwise=_least(_short(bound), rest, bound.is_strict),
    )


def _swap(bound: Bound) -> nw.Expr:
    if bound.is_amount:
        return nw.lit(NONE)
    _, _, open_, _ = _sides(bound)
    needed = _least(_short(bound), _col("_below"), bound.is_strict)
    return _cases((open_, NONE), (_met_already(bound), 0), otherwise=needed)


def _remove(bound: Bound) -> nw.Expr:
    if not bound.is_amount or bound.is_floor:
        return nw.lit(NONE)
    return _cases((_is(Q_OPEN), NONE), otherwise=_at_least_nothing(_col(Q_HIGH) - _col("_amount")))


def _headroom(bound: Bound) -> nw.Expr:
    if bound.is_amount:
        if bound.is_floor:
            return nw.lit(NONE)
        return _cases((_is(Q_OPEN), NONE), otherwise=_at_least_nothing(_col("_amount") - _col(Q_HIGH)))
    helps, whole, open_, above = _sides(bound)
    share = _cases((above == 0, 1), otherwise=above)
    scaled = helps * _col("_below")
    most = scaled // share - whole
    exactly = (scaled // share) * share == scaled
    room = _cases((exactly, most - 1), otherwise=most) if bound.is_strict else most
    return _cases((open_ | (above == 0), NONE), (scaled <= share * whole, 0), otherwise=room)
