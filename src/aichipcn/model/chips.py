"""Chips as datasheets and reports state them.

A `Chip` records published peaks, dense only. What it delivers in a facility is `aichipcn.compute`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum

import attrs

from aichipcn.errors import (
    InvalidTypeError,
    InvalidValueError,
    NoSuchFormatError,
    shown,
    unknown_key,
)
from aichipcn.model.fields import (
    DOOR,
    dates_field,
    door_field,
    enum_field,
    figure,
    figure_field,
    instance_field,
    named,
    note_field,
    slug_field,
    text_field,
    texts_field,
    tuple_field,
    whole_field,
)
from aichipcn.model.formats import NumberFormat
from aichipcn.model.places import Place
from aichipcn.model.sources import Confidence, Source
from aichipcn.model.vendors import Vendor
from aichipcn.values.dates import DateRange
from aichipcn.values.estimate import Estimate
from aichipcn.values.units import AREA, BANDWIDTH, CNY, LENGTH, MEMORY, NONE, POWER, RATE, USD


class ChipStatus(Enum):
    """How real a chip is."""

    REPORTED = "reported"
    ANNOUNCED = "announced"
    SAMPLING = "sampling"
    SHIPPING = "shipping"
    DISCONTINUED = "discontinued"
    CANCELLED = "cancelled"


class Market(Enum):
    """What a chip is sold for."""

    DATA_CENTRE = "data-centre"
    EDGE = "edge"
    CONSUMER = "consumer"
    WORKSTATION = "workstation"


@attrs.frozen(order=False)
class Rates(Mapping[NumberFormat, Estimate]):
    """Dense rates by number format; immutable, hashable, in the order of the formats."""

    pairs: tuple[tuple[NumberFormat, Estimate], ...] = ()

    @classmethod
    def of(cls, value: object) -> Rates:
        """Rates from a mapping of formats (or their names) to figures."""
        if isinstance(value, Rates):
            return value
        if not isinstance(value, Mapping):
            msg = f"not a table of rates: {shown(value)}; write one such as {{ fp16 = '148 TFLOP/s' }}"
            raise InvalidTypeError(msg, found=value)
        pairs = dict(_rate(key, rate) for key, rate in value.items())
        return cls(tuple((item, pairs[item]) for item in NumberFormat if item in pairs))

    def __getitem__(self, key: NumberFormat) -> Estimate:
        for number_format, rate in self.pairs:
            if number_format is key:
                return rate
        raise KeyError(key)

    def __iter__(self) -> Iterator[NumberFormat]:
        return (number_format for number_format, _ in self.pairs)

    def __len__(self) -> int:
        return len(self.pairs)


def _rate(key: object, rate: object) -> tuple[NumberFormat, Estimate]:
    formats = {item.value: item for item in NumberFormat}
    name = key.value if isinstance(key, NumberFormat) else str(key)
    if name not in formats:
        raise unknown_key(name, formats)
    return formats[name], named(lambda value: figure(value, RATE), rate, name)


@attrs.frozen(kw_only=True)
class Citation:
    """The sources of one figure of a chip; `figure` is its field, such as `price` or `rates.fp16`."""

    figure: str = text_field()
    sources: tuple[Source, ...] = tuple_field("sources", Source)


@attrs.frozen(kw_only=True)
class RivalReport:
    """What another report says of a figure, kept beside the value that is stored."""

    figure: str = text_field()
    value: str = text_field()
    sources: tuple[Source, ...] = tuple_field("sources", Source)
    note: str = note_field()


def _rates(value: Rates | Mapping[str, str] | Mapping[NumberFormat, Estimate]) -> Rates:
    return named(Rates.of, value, "rates")


def _price(value: object) -> Estimate | None:
    if value is None:
        return None
    estimate = Estimate.of(value)
    if estimate.unit not in (USD, CNY):
        msg = f"not a price: {shown(str(value))}; write one such as '16854 USD'"
        raise InvalidValueError(msg, found=value, allowed=(USD, CNY))
    return estimate


@attrs.frozen(kw_only=True)
class Chip:
    """An accelerator. Whatever is None (or an empty `foundries`) is unknown.

    `foundries` are all that are reported for its logic dies; `foundry_place` is where they are made when the
    place is known and the firm is not. `supplier` sells it; without one it is the designer.
    Rates are dense OP/s, `interconnect` is total bidirectional B/s as vendors quote it.
    """

    slug: str = slug_field()
    name: str = text_field()
    designer: Vendor | None = instance_field(Vendor, optional=True)
    aliases: tuple[str, ...] = texts_field("aliases")
    supplier: Vendor | None = instance_field(Vendor, optional=True)
    foundries: tuple[Vendor, ...] = tuple_field("foundries", Vendor)
    foundry_place: Place | None = instance_field(Place, optional=True)
    node: Estimate | None = figure_field("node", LENGTH)
    process: str | None = note_field(default=None)
    announced: DateRange | None = dates_field("announced")
    released: DateRange | None = dates_field("released")
    status: ChipStatus | None = enum_field("status", ChipStatus, default=None)
    market: Market | None = enum_field("market", Market, default=None)
    rates: Rates = attrs.field(factory=Rates, converter=_rates, metadata={DOOR: Rates.of})
    memory: Estimate | None = figure_field("memory", MEMORY)
    memory_type: str | None = note_field(default=None)
    memory_bandwidth: Estimate | None = figure_field("memory_bandwidth", BANDWIDTH)
    interconnect: Estimate | None = figure_field("interconnect", BANDWIDTH)
    pcie: str | None = note_field(default=None)
    power: Estimate | None = figure_field("power", POWER)
    die_area: Estimate | None = figure_field("die_area", AREA)
    dies: int | None = whole_field()
    transistors: Estimate | None = figure_field("transistors", NONE)
    price: Estimate | None = door_field("price", _price, default=None)
    price_note: str = note_field()
    sources: tuple[Source, ...] = tuple_field("sources", Source)
    cited: tuple[Citation, ...] = tuple_field("cited", Citation)
    conflicts: tuple[RivalReport, ...] = tuple_field("conflicts", RivalReport)
    confidence: Confidence | None = enum_field("confidence", Confidence, default=None)
    note: str = note_field()

    @property
    def short_name(self) -> str:
        """The shortest of its names: "H20" for "NVIDIA H20"."""
        return min((self.name, *self.aliases), key=len)

    @property
    def sold_by(self) -> Vendor | None:
        """The supplier; where none is stated, the designer sells its own chip."""
        return self.supplier or self.designer

    def rate(self, number_format: NumberFormat) -> Estimate:
        """The dense rate in a format. Raises NoSuchFormatError naming the formats that have one."""
        for known, rate in self.rates.pairs:
            if known is number_format:
                return rate
        raise NoSuchFormatError(self.name, str(number_format), (str(item) for item in self.rates))

    def sources_of(self, name: str) -> tuple[Source, ...]:
        """The sources of one figure where they are known singly, else those of the chip."""
        return next((cited.sources for cited in self.cited if cited.figure == name), self.sources)

    def __str__(self) -> str:
        return self.name
