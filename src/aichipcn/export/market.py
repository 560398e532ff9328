"""Whether a chip is on the market on a day, by its release, or by what its sources know of it.

The status of a chip is that of today, so that one which is discontinued was on the market before, and is had from stock
since. A chip that ships and has no date of release is there from the day on by which all its dated sources were public;
one that is no more than announced is not there up to that day, and after it that is open. Nothing is on the market
before it is announced, and what is cancelled never came. Whether its maker sells it to others, and to whom, is not
asked.
"""

from __future__ import annotations

from datetime import date

from aichipcn.export.hurdles import Hurdle, HurdleKind
from aichipcn.mandates.cases import Fact
from aichipcn.model.chips import Chip, ChipStatus
from aichipcn.values.dates import DateRange
from aichipcn.values.ternary import FALSE, TRUE, UNKNOWN, Ternary

_EARLY = (ChipStatus.REPORTED, ChipStatus.ANNOUNCED, ChipStatus.SAMPLING)
"""What is not on the market by its status; a date of release is a plan then."""

_ENDED = "; discontinued since, on a day that is not told (what is left is had from stock)"


def on_the_market(chip: Chip, on: date) -> Hurdle:
    """Whether a chip is on the market on a day."""
    truth, text = _found(chip, on)
    figures = ("released", "status") if chip.released else ("announced", "status")
    sources = dict.fromkeys(source for name in figures for source in chip.sources_of(name))
    lacking = (Fact(chip.name, "release date"),) if truth is UNKNOWN else ()
    return Hurdle(
        kind=HurdleKind.MADE,
        truth=truth,
        text=text,
        short=text.partition(";")[0].partition(", by")[0],
        sources=tuple(sources),
        lacking=lacking,
    )


def _found(chip: Chip, on: date) -> tuple[Ternary, str]:
    if chip.status is ChipStatus.CANCELLED:
        return FALSE, "cancelled"
    return _by_sources(chip, on) if chip.released is None else _by_release(chip, chip.released, on)


def _by_release(chip: Chip, released: DateRange, on: date) -> tuple[Ternary, str]:
    truth = released.on_or_before(on)
    if truth is FALSE:
        return FALSE, f"released only {released}"
    if chip.status in _EARLY:
        return _not_yet(chip, chip.status, on)
    if truth is UNKNOWN:
        return UNKNOWN, f"released {released}, before the day or after it"
    return TRUE, f"released {released}{_ENDED * (chip.status is ChipStatus.DISCONTINUED)}"


def _by_sources(chip: Chip, on: date) -> tuple[Ternary, str]:
    if chip.announced is not None and chip.announced.on_or_before(on) is FALSE:
        return FALSE, f"announced only {chip.announced}"
    if chip.status in _EARLY:
        return _not_yet(chip, chip.status, on)
    if chip.status is None:
        return UNKNOWN, "neither its status nor its release is known"
    told = _told_by(chip)
    ended = _ENDED * (chip.status is ChipStatus.DISCONTINUED)
    if told is not None and told <= on:
        return TRUE, f"released on a day that is not told, by {told} as its sources have it{ended}"
    return UNKNOWN, f"released on a day that is not told{ended}"


def _not_yet(chip: Chip, status: ChipStatus, on: date) -> tuple[Ternary, str]:
    """Of a chip that is no more than announced, by the last that is told of it."""
    plan = f", for {chip.released}" if chip.released else ""
    told = _told_by(chip)
    text = f"no more than {status.value}{plan}, by what was told{f' up to {told}' if told else ''}"
    return FALSE if told is not None and on <= told else UNKNOWN, text


def _told_by(chip: Chip) -> date | None:
    """The day by which all the dated sources of its status were public; None where none has a date."""
    days = (source.public_by for source in chip.sources_of("status"))
    return max((day for day in days if day is not None), default=None)
