"""Chips as datasheets and reports state them.

A `Chip` records published peaks, dense only. What it delivers in a facility is `aichipcn.compute`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Protocol

import attrs
from attrs.converters import optional

from aichipcn.codes import Code
from aichipcn.display import Displayed
from aichipcn.errors import InvalidTypeError, InvalidValueError, NoSuchFormatError, every, shown, unknown_key
from aichipcn.model import doors
from aichipcn.model.fields import named_fields
from aichipcn.model.formats import NumberFormat
from aichipcn.model.places import Place
from aichipcn.model.sources import Confidence, Source
from aichipcn.model.terms import Term
from aichipcn.model.vendors import Vendor
from aichipcn.nearest import nearest
from aichipcn.values.dates import DateRange
from aichipcn.values.estimate import Estimate
from aichipcn.values.units import RATE


class ChipStatus(Term):
    """How real a chip is."""

    REPORTED = "reported"
    ANNOUNCED = "announced"
    SAMPLING = "sampling"
    SHIPPING = "shipping"
    DISCONTINUED = "discontinued"
    CANCELLED = "cancelled"


class ChipKind(Term):
    """What a chip does: compute, or keep what others compute with."""

    ACCELERATOR = "accelerator"
    MEMORY = "memory"


class Listing(Term):
    """Whether the rates of a chip are those of all its formats, as far as its maker states any."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    UNKNOWN = "unknown"


class Market(Term):
    """What a chip is sold for."""

    DATA_CENTRE = "data-centre"
    EDGE = "edge"
    CONSUMER = "consumer"
    WORKSTATION = "workstation"


class RateTable(Protocol):
    """What rates may be given as: a mapping of formats, or their names, to figures."""

    def items(self) -> Iterable[tuple[NumberFormat | str, doors.Figure]]:
        """Each format with its figure."""


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
        pairs = dict(every(lambda item: _rate(*item), value.items()))
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
    return formats[name], doors.named(lambda value: doors.figure(value, RATE), rate, name)


def figure_name(value: str) -> str:
    """The name of a figure of a chip: its key in files, such as `price`, `memory-bandwidth` or `rates.fp16`.

    Raises InvalidValueError with the nearest for anything else.
    """
    names = figure_names()
    if value not in names:
        msg = f"no figure of a chip is named {shown(value)}"
        near = nearest(value, names)
        raise InvalidValueError(msg, found=value, nearest=near, allowed=names, code=Code.UNKNOWN_TERM)
    return value


@lru_cache(maxsize=1)
def figure_names() -> tuple[str, ...]:
    """The names of all figures of a chip."""
    about = ("slug", "kind", "rates", "rates_listed", "sources", "cited", "conflicts", "confidence", "note")
    fields = [field.name.replace("_", "-") for field in attrs.fields(Chip) if field.name not in about]
    return (*fields, *(f"rates.{item.value}" for item in NumberFormat))


@attrs.frozen(kw_only=True, field_transformer=named_fields)
class Citation:
    """The sources of one figure of a chip; `figure` is its field, such as `price` or `rates.fp16`."""

    figure: str = attrs.field(converter=figure_name)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=tuple[Source, ...])


@attrs.frozen(kw_only=True, field_transformer=named_fields)
class RivalReport:
    """What another report says of a figure, kept beside the value that is stored."""

    figure: str = attrs.field(converter=figure_name)
    value: str = attrs.field(converter=doors.text)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=tuple[Source, ...])
    note: str = attrs.field(default="", converter=doors.note)


def _rates(value: RateTable) -> Rates:
    return Rates.of(value)


def _listing(confidence: Confidence | None) -> Listing:
    return Listing.UNKNOWN if confidence in _SECOND_HAND else Listing.COMPLETE


_SECOND_HAND = (Confidence.PRESS, Confidence.ANALYST_ESTIMATE, Confidence.RUMOUR)
"""How a chip is known where its rates are not those that its maker lists."""


@attrs.frozen(kw_only=True, field_transformer=named_fields)
class Chip(Displayed):
    """An accelerator, or a stack of memory. Whatever is None (or an empty `foundries`) is unknown.

    `foundries` are all that are reported for its logic dies; `foundry_place` is where they are made when the
    place is known and the firm is not. `supplier` sells it; without one it is the designer.
    `domestic_content` is the share of domestic components in its cost, as a source states it.
    Rates are dense OP/s, `interconnect` is total bidirectional B/s as vendors quote it. `rates_listed` says whether
    they are of all formats: by default what a maker states is, and what others report of one format need not be.
    `pcie` is the generation, with the lanes where they are known, such as "5 x16"; `package_area` that of a stack.
    """

    slug: str = attrs.field(converter=doors.slug)
    name: str = attrs.field(converter=doors.text)
    designer: Vendor | None = attrs.field(default=None, validator=doors.is_a(Vendor, optional=True))
    aliases: tuple[str, ...] = attrs.field(default=(), converter=doors.texts)
    supplier: Vendor | None = attrs.field(default=None, validator=doors.is_a(Vendor, optional=True))
    foundries: tuple[Vendor, ...] = attrs.field(default=(), converter=tuple[Vendor, ...])
    foundry_place: Place | None = attrs.field(default=None, validator=doors.is_a(Place, optional=True))
    node: Estimate | None = attrs.field(default=None, converter=doors.length)
    process: str | None = attrs.field(default=None, converter=doors.optional_note)
    announced: DateRange | None = attrs.field(default=None, converter=doors.dates)
    released: DateRange | None = attrs.field(default=None, converter=doors.dates)
    status: ChipStatus | None = attrs.field(default=None, converter=optional(ChipStatus))
    market: Market | None = attrs.field(default=None, converter=optional(Market))
    kind: ChipKind = attrs.field(default=ChipKind.ACCELERATOR, converter=ChipKind)
    rates: Rates = attrs.field(factory=Rates, converter=_rates)
    memory: Estimate | None = attrs.field(default=None, converter=doors.memory)
    memory_type: str | None = attrs.field(default=None, converter=doors.optional_note)
    memory_bandwidth: Estimate | None = attrs.field(default=None, converter=doors.bandwidth)
    interconnect: Estimate | None = attrs.field(default=None, converter=doors.bandwidth)
    pcie: str | None = attrs.field(default=None, converter=doors.optional_note)
    power: Estimate | None = attrs.field(default=None, converter=doors.power)
    die_area: Estimate | None = attrs.field(default=None, converter=doors.area)
    package_area: Estimate | None = attrs.field(default=None, converter=doors.area)
    dies: int | None = attrs.field(default=None, converter=doors.whole)
    transistors: Estimate | None = attrs.field(default=None, converter=doors.number)
    price: Estimate | None = attrs.field(default=None, converter=doors.price)
    price_note: str = attrs.field(default="", converter=doors.note)
    domestic_content: Estimate | None = attrs.field(default=None, converter=doors.share)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=tuple[Source, ...])
    cited: tuple[Citation, ...] = attrs.field(default=(), converter=tuple[Citation, ...])
    conflicts: tuple[RivalReport, ...] = attrs.field(default=(), converter=tuple[RivalReport, ...])
    confidence: Confidence | None = attrs.field(default=None, converter=optional(Confidence))
    rates_listed: Listing = attrs.field(
        default=attrs.Factory(lambda self: _listing(self.confidence), takes_self=True), converter=Listing
    )
    note: str = attrs.field(default="", converter=doors.note)

    @property
    def short_name(self) -> str:
        """The shortest of its names: "H20" for "NVIDIA H20"."""
        return min((self.name, *self.aliases), key=len)

    @property
    def sold_by(self) -> Vendor | None:
        """The supplier; where none is stated, the designer sells its own chip."""
        return self.supplier or self.designer

    def rate(self, number_format: NumberFormat | str) -> Estimate:
        """The dense rate in a format, or in that of a name such as "fp16".

        Raises NoSuchFormatError naming the formats that have one, InvalidValueError for a name of none.
        """
        for known, rate in self.rates.pairs:
            if known is number_format:
                return rate
        asked = NumberFormat(number_format)
        if asked is not number_format:
            return self.rate(asked)
        raise NoSuchFormatError(self.name, str(asked), (str(item) for item in self.rates))

    def value_of(self, name: str) -> object:
        """What is stored of one figure, such as `price` or `rates.fp16`; None where it is not known.

        Raises InvalidValueError where a chip has no figure of the name.
        """
        field, _, number_format = figure_name(name).replace("-", "_").partition(".")
        if number_format:
            return self.rates.get(NumberFormat(number_format))
        return None if getattr(self, field) == () else getattr(self, field)

    def sources_of(self, name: str) -> tuple[Source, ...]:
        """The sources of one figure where they are known singly, else those of the chip.

        Raises InvalidValueError where a chip has no figure of the name.
        """
        figure_name(name)
        return next((cited.sources for cited in self.cited if cited.figure == name), self.sources)

    def __str__(self) -> str:
        return self.name
