"""Chips from Epoch AI's file of ML hardware."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

import attrs

from aichipcn.catalogue.epoch.rows import Row, slug
from aichipcn.model.chips import Chip
from aichipcn.model.formats import NumberFormat
from aichipcn.model.vendors import Vendor
from aichipcn.values.estimate import Estimate
from aichipcn.values.units import AREA, BANDWIDTH, LENGTH, MEMORY, NONE, POWER, RATE, USD

TENSOR, HALF = "Tensor-FP16/BF16 performance (FLOP/s)", "FP16 (half precision) performance (FLOP/s)"
_RATES = {
    NumberFormat.FP64: "FP64 (double precision) performance (FLOP/s)",
    NumberFormat.FP32: "FP32 (single precision) performance (FLOP/s)",
    NumberFormat.TF32: "TF32 (TensorFloat-32) performance (FLOP/s)",
    NumberFormat.FP8: "FP8 performance (FLOP/s)",
    NumberFormat.FP4: "FP4 performance (FLOP/s)",
    NumberFormat.INT16: "INT16 performance (OP/s)",
    NumberFormat.INT8: "INT8 performance (OP/s)",
    NumberFormat.INT4: "INT4 performance (OP/s)",
}
_RATE_COLUMNS = frozenset({TENSOR, HALF, *_RATES.values()})
_SIXTEEN_BITS = (NumberFormat.FP16, NumberFormat.BF16)
_EIGHT_BITS = (NumberFormat.FP8, NumberFormat.INT8)
_BANDWIDTH, _INTRANODE = "Memory bandwidth (byte/s)", "Intranode bandwidth (byte/s)"

# What notes say of sparsity where the row's rates are dense.
_DENSE = re.compile(r"without sparsity|from performance over sparse matrices to performance over dense matrices")
# Cells that are Epoch AI's own inference by its notes.
_INFERRED = (
    (re.compile(r"does not officially state|no official tdp"), "TDP (W)", "TDP is inferred, not stated by the maker"),
    (re.compile(r"int8 spec inferred"), _RATES[NumberFormat.INT8], "INT8 rate is inferred, not stated by the maker"),
)
_SPARSE = "rates with sparsity: dense ones unknown"
# Rows with cells that other sources show to be wrong, though the file does not say so.
_DOUBTED = {
    "NVIDIA Rubin CPX": (_SPARSE, _RATE_COLUMNS),
    "AMD Radeon Instinct MI308X": (
        "rates and bandwidth are placeholders, not the chip's own",
        _RATE_COLUMNS | {_BANDWIDTH},
    ),
}
# Modules of a chip that the catalogue has as a card only: read for typing errors against it, not taken for it.
_SIBLINGS = {"MetaX MXC500 (OAM)": "metax-c500"}
_NOTES = ("Type", "Notes", _INTRANODE, "Internode bandwidth (bit/s)", "Link to datasheet")
COLUMNS = frozenset(
    {
        "Hardware name",
        "Manufacturer",
        "Release date",
        "Release price (USD)",
        "Source for the price",
        "Memory (bytes)",
        _BANDWIDTH,
        "TDP (W)",
        "Foundry",
        "Die Size (mm^2)",
        "Process size (nm)",
        "Transistors (millions)",
        "Tensor cores",
        *_RATE_COLUMNS,
        *_NOTES,
    }
)


def read_chip(row: Row) -> Chip:
    known = row.chip(row.name)
    sibling = known or row.catalogue.chips.get(_SIBLINGS.get(row.name, ""))
    row = _as_stated(row)
    rates = _rates(row, sibling)
    if not rates:
        row.refuse("no rate in any format")
    if row.text(_INTRANODE):
        row.refuse("intranode bandwidth: per direction or in total is not said")
    price = row.figure("Release price (USD)", USD)
    aliases: Any = (row.name,) if known is None and row.label == row.name else ()
    return Chip(
        slug=slug(row.label),
        name=f"{row.label} (Epoch AI)",
        aliases=aliases,
        designer=_designer(row),
        foundries=_foundries(row),
        node=row.figure("Process size (nm)", LENGTH, Fraction(1, 10**9)),
        released=row.date("Release date"),
        rates=rates,
        memory=_plausible(row, "Memory (bytes)", MEMORY, getattr(sibling, "memory", None)),
        memory_bandwidth=_plausible(row, _BANDWIDTH, BANDWIDTH, getattr(sibling, "memory_bandwidth", None)),
        power=_plausible(row, "TDP (W)", POWER, getattr(sibling, "power", None)),
        die_area=row.figure("Die Size (mm^2)", AREA, Fraction(1, 10**6)),
        transistors=row.figure("Transistors (millions)", NONE, 10**6),
        price=price,
        price_note=f"at release; {row.text('Source for the price')}".removesuffix("; ") if price else "",
        sources=(row.source,),
        note=row.note(_NOTES),
    )


def _as_stated(row: Row) -> Row:
    """The row without the cells that are sparse, inferred or known to be wrong, each listed."""
    notes = row.text("Notes").lower()
    dropped: set[str] = set()
    for pattern, column, reason in _INFERRED:
        if pattern.search(notes) and row.text(column):
            row.refuse(reason)
            dropped.add(column)
    sparse = (_SPARSE, _RATE_COLUMNS) if "spars" in _DENSE.sub("", notes) else None
    for reason, columns in filter(None, (sparse, _DOUBTED.get(row.name))):
        row.refuse(reason)
        dropped |= columns
    return attrs.evolve(row, cells={column: text for column, text in row.cells.items() if column not in dropped})


def _designer(row: Row) -> Vendor | None:
    name = row.text("Manufacturer")
    vendor = row.vendor(name)
    if vendor is None:
        row.refuse("manufacturer not in the catalogue: designer unknown" if name else "no manufacturer stated")
    return vendor


def _foundries(row: Row) -> tuple[Vendor, ...]:
    names = [name.strip() for name in row.text("Foundry").split(",") if name.strip()]
    found = [row.vendor(name) for name in names]
    if None in found:
        row.refuse("foundry not in the catalogue: foundry unknown")
        return ()
    return tuple(vendor for vendor in found if vendor)


def _plausible(row: Row, column: str, unit: str, known: Estimate | None) -> Estimate | None:
    """The figure in a cell, unless the catalogue's for the same chip shows it to be mistyped or no dense rate."""
    figure = row.figure(column, unit)
    if figure is None or known is None or known.high is None:
        return figure
    if figure.low >= 10 * known.high or 10 * figure.low <= known.low:
        row.refuse(f"{column}: ten times off the catalogue's figure, a typing error")
        return None
    if unit == RATE and 1.96 * known.low <= figure.low <= 2.04 * known.high:
        row.refuse(f"{column}: twice the catalogue's dense rate, with sparsity or a narrower accumulator")
        return None
    return figure


def _rates(row: Row, known: Chip | None) -> dict[NumberFormat, Estimate]:
    listed = known.rates if known else {}
    found = ((item, _plausible(row, column, RATE, listed.get(item))) for item, column in _RATES.items())
    rates = {item: rate for item, rate in found if rate is not None}
    sixteen = next((listed[item] for item in _SIXTEEN_BITS if item in listed), None)
    tensor, half = _plausible(row, TENSOR, RATE, sixteen), row.figure(HALF, RATE)
    if tensor is not None:
        rates |= dict.fromkeys(_tensor_formats(row, known), tensor)
    if half is not None and NumberFormat.FP16 in rates:
        if half.low > rates[NumberFormat.FP16].low:
            row.refuse("FP16 rate above the tensor rate: the tensor rate is taken")
    elif half is not None:
        rates[NumberFormat.FP16] = half
        eight_bits = max((rates[item].low for item in _EIGHT_BITS if item in rates), default=0)
        if row.text(TENSOR) or row.number_in("Tensor cores") or eight_bits > 4 * half.low:
            row.refuse("FP16 rate of the vector units: a lower bound")
            rates[NumberFormat.FP16] = Estimate(half.low, None, unit=RATE)
    return rates


def _tensor_formats(row: Row, known: Chip | None) -> tuple[NumberFormat, ...]:
    """Of which formats the tensor rate is, which the column's heading leaves open.

    Those of the catalogue's chip; else FP16 where the row has an FP16 rate at all; else BF16.
    """
    listed = tuple(item for item in _SIXTEEN_BITS if known and item in known.rates)
    if listed:
        return listed
    if row.text(HALF):
        return (NumberFormat.FP16,)
    row.refuse("tensor rate in FP16 or BF16: which is not said, taken as BF16")
    return (NumberFormat.BF16,)
