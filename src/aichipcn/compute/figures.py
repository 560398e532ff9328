"""The figures of a chip that rules set limits to, each with how it comes about and what it lacks.

A figure is known as far as the facts allow: a range where they are ranges, a bound from below where a part is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import attrs

from aichipcn.compute.metrics import (
    known_density,
    known_tpp,
    memory_bandwidth_density,
    non_planar,
    pcie_rate,
    total_bandwidth,
    tpp_of,
    transfer_rate,
)
from aichipcn.errors import UnknownNameError
from aichipcn.model.chips import Chip, Listing
from aichipcn.model.doors import instance
from aichipcn.model.formats import NumberFormat
from aichipcn.values.estimate import Estimate
from aichipcn.values.units import AREA, BANDWIDTH, BANDWIDTH_DENSITY, LENGTH, MEMORY, NONE, POWER, TPP
from aichipcn.values.words import in_words


@attrs.frozen
class Step:
    """A step of a derivation in words, and the figure of the chip that it rests on, if it rests on one."""

    text: str
    figure: str = ""


@attrs.frozen
class Derived:
    """A figure of one chip, or None where nothing is known of it; the steps to it; and the facts that it lacks.

    `lacking` names figures of the chip, without which it is not known exactly. It is empty where it is.
    """

    value: Estimate | None
    steps: tuple[Step, ...]
    lacking: tuple[str, ...] = ()


@attrs.frozen
class ChipFigure:
    """A figure that a limit may be set to: its name in files, its unit, its name in words, and the fields it reads.

    `value` gives it of a chip as far as it is known, None where nothing is; `derive` with the steps to it.
    """

    name: str
    unit: str
    words: str
    reads: tuple[str, ...]
    value: Callable[[Chip], Estimate | None]
    derive: Callable[[Chip], Derived]


@attrs.frozen
class Derivation:
    """A figure of a chip with how it comes about: `explain` prints it with the sources of each step."""

    chip: Chip
    figure: ChipFigure
    derived: Derived

    @property
    def value(self) -> Estimate | None:
        """The figure; None where nothing is known of it."""
        return self.derived.value

    @property
    def lacking(self) -> tuple[str, ...]:
        """The figures of the chip without which it is not known exactly; none where it is."""
        return self.derived.lacking

    def __str__(self) -> str:
        return self.derived.steps[-1].text


def figure_of(chip: Chip, name: str) -> Derivation:
    """A figure of a chip by its name in files, such as "tpp" or "performance-density", with how it comes about.

    Raises InvalidTypeError for what is no chip, UnknownNameError with the nearest for a name of no figure.
    """
    instance(chip, "chip", Chip)
    if name not in CHIP_FIGURES:
        raise UnknownNameError("figure of a chip", name, CHIP_FIGURES)
    figure = CHIP_FIGURES[name]
    return Derivation(chip, figure, figure.derive(chip))


def _derived_tpp(chip: Chip) -> Derived:
    """TPP; at least that of the known formats where the sources need not list them all."""
    value = known_tpp(chip)
    if value is None:
        return Derived(None, (Step("no rate is known in any format"),), ("rates",))
    steps = [_of_format(rate, item) for item, rate in chip.rates.pairs]
    if chip.rates_listed is not Listing.COMPLETE:
        steps.append(Step("other formats may give more: the sources need not list them all"))
    steps.append(Step(f"total processing performance, the most of the formats: {in_words(value)}"))
    return Derived(value, tuple(steps), () if value.is_point else ("rates",))


def _of_format(rate: Estimate, item: NumberFormat) -> Step:
    product = f"{in_words(rate)} dense x {item.bits} bits = {in_words(tpp_of(rate, item))}"
    return Step(f"{item}: {product}", f"rates.{item.value}")


def _derived_density(chip: Chip) -> Derived:
    """TPP by die area; at least that where some of the area may not count, or some formats are not listed."""
    performance, area, value = _derived_tpp(chip), chip.die_area, known_density(chip)
    lacking = [*performance.lacking, *_lacking_of_area(chip)]
    steps = [*performance.steps, _stated(chip, "die-area", "die area")]
    if performance.value is None or area is None or value is None:
        return Derived(None, tuple(steps), tuple(lacking) or ("die-area",))
    if non_planar(chip):
        steps.append(Step(f"made at {_worded(chip.node)}: non-planar transistors, so that the area counts", "node"))
    else:
        made = "process node not known" if chip.node is None else f"made at {_worded(chip.node)}"
        steps.append(Step(f"{made}: at most all of the area counts", "node"))
    parts = f"{in_words(performance.value)} / {in_words(area)}"
    steps.append(Step(f"performance density: {parts} = {in_words(value)}"))
    return Derived(value, tuple(steps), () if value.is_point else tuple(lacking))


def _lacking_of_area(chip: Chip) -> Iterator[str]:
    if chip.die_area is None or not chip.die_area.is_point:
        yield "die-area"
    if not non_planar(chip):
        yield "node"


def _derived_transfer(chip: Chip) -> Derived:
    """The link and PCIe together."""
    link, host, value = chip.interconnect, pcie_rate(chip), transfer_rate(chip)
    steps = [_stated(chip, "interconnect", "link to other chips")]
    if host is not None:
        steps.append(Step(f"PCIe {chip.pcie}: {in_words(host)} in both directions", "pcie"))
    elif link is not None:
        steps.append(Step("PCIe: not known", "pcie"))
    known = "not known" if value is None else in_words(value)
    steps.append(Step(f"aggregate bidirectional transfer rate: {known}"))
    lacking = [] if link is not None and link.is_point else ["interconnect"]
    lacking += [] if host is not None and host.is_point else ["pcie"]
    return Derived(value, tuple(steps), tuple(lacking))


def _derived_total(chip: Chip) -> Derived:
    """The memory and the transfer rate together."""
    memory, transfer = _derived_stated(chip, "memory-bandwidth", "memory bandwidth"), _derived_transfer(chip)
    value = total_bandwidth(chip)
    known = "not known" if value is None else in_words(value)
    steps = (*memory.steps, *transfer.steps, Step(f"memory and transfer bandwidth together: {known}"))
    return Derived(value, steps, (*memory.lacking, *transfer.lacking))


def _derived_memory_density(chip: Chip) -> Derived:
    """The bandwidth of a stack by the area of its package."""
    memory = _derived_stated(chip, "memory-bandwidth", "memory bandwidth")
    area = _derived_stated(chip, "package-area", "package area")
    value = memory_bandwidth_density(chip)
    known = "not known" if value is None else in_words(value)
    steps = (*memory.steps, *area.steps, Step(f"memory bandwidth density: {known}"))
    lacking = (*memory.lacking, *area.lacking) or ("package-area",)
    return Derived(value, steps, () if value is not None and value.is_point else lacking)


def _derived_stated(chip: Chip, name: str, words: str) -> Derived:
    known = _value(chip, name)
    lacking = () if known is not None and known.is_point else (name,)
    return Derived(known, (_stated(chip, name, words),), lacking)


def _stated(chip: Chip, name: str, words: str) -> Step:
    return Step(f"{words}: {_worded(_value(chip, name))}", name)


def _value(chip: Chip, name: str) -> Estimate | None:
    value: Estimate | None = getattr(chip, name.replace("-", "_"))
    return value


def _worded(value: Estimate | None) -> str:
    return "not known" if value is None else in_words(value)


def _plain(name: str, unit: str, words: str) -> ChipFigure:
    return ChipFigure(
        name,
        unit,
        words,
        (f"chip.{name}",),
        lambda chip: _value(chip, name),
        lambda chip: _derived_stated(chip, name, words),
    )


_RATES = ("chip.rates", "chip.rates-listed")
_TRANSFER = ("chip.interconnect", "chip.pcie")

CHIP_FIGURES: dict[str, ChipFigure] = {
    item.name: item
    for item in (
        ChipFigure("tpp", TPP, "total processing performance", _RATES, known_tpp, _derived_tpp),
        ChipFigure(
            "performance-density",
            NONE,
            "performance density",
            (*_RATES, "chip.die-area", "chip.node"),
            known_density,
            _derived_density,
        ),
        ChipFigure(
            "transfer-rate",
            BANDWIDTH,
            "aggregate bidirectional transfer rate",
            _TRANSFER,
            transfer_rate,
            _derived_transfer,
        ),
        ChipFigure(
            "total-bandwidth",
            BANDWIDTH,
            "memory and transfer bandwidth together",
            ("chip.memory-bandwidth", *_TRANSFER),
            total_bandwidth,
            _derived_total,
        ),
        ChipFigure(
            "memory-bandwidth-density",
            BANDWIDTH_DENSITY,
            "memory bandwidth density",
            ("chip.memory-bandwidth", "chip.package-area"),
            memory_bandwidth_density,
            _derived_memory_density,
        ),
        _plain("memory-bandwidth", BANDWIDTH, "memory bandwidth"),
        _plain("interconnect", BANDWIDTH, "interconnect"),
        _plain("memory", MEMORY, "memory"),
        _plain("power", POWER, "power"),
        _plain("die-area", AREA, "die area"),
        _plain("node", LENGTH, "process node"),
        _plain("transistors", NONE, "number of transistors"),
    )
}
"""Every figure that a limit may be set to, by its name in files."""
