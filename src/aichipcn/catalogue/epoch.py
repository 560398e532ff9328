"""Epoch AI's two CSV files as published: chips and facilities from them, and what cannot be taken, with the reason.

Data under CC BY 4.0, see `attribution()`. Zero and blank both mean unknown there; nothing is guessed.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs

from aichipcn.catalogue.load import PathText, embedded
from aichipcn.errors import AichipcnError, CatalogueError
from aichipcn.model.chips import Chip
from aichipcn.model.facilities import Deployment, Facility, FacilityKind, FacilityStatus, Inventory, StatedCompute
from aichipcn.model.formats import NumberFormat
from aichipcn.values.dates import DateRange
from aichipcn.values.estimate import Estimate
from aichipcn.values.numbers import parse_number
from aichipcn.values.units import AREA, BANDWIDTH, LENGTH, MEMORY, POWER, RATE

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
_TENSOR, _VECTOR = "Tensor-FP16/BF16 performance (FLOP/s)", "FP16 (half precision) performance (FLOP/s)"
_COUNTRIES = {
    "China": "CN",
    "United States": "US",
    "United States of America": "US",
    "Taiwan": "TW",
    "Japan": "JP",
}


@attrs.frozen
class Refused:
    """Something in a row that was not taken, and why. Rows are counted from 1 below the heading."""

    row: int
    name: str
    reason: str

    def __str__(self) -> str:
        return f"row {self.row}, {self.name}: {self.reason}"


@attrs.frozen(kw_only=True)
class Imported:
    """What was taken from a file, and what was not."""

    values: tuple[Any, ...]
    refused: tuple[Refused, ...]

    def reasons(self) -> dict[str, int]:
        """How often each reason occurs, most often first."""
        return dict(Counter(item.reason for item in self.refused).most_common())


def import_epoch(path: PathText, *, country: str | None = None) -> Imported:
    """Read Epoch AI's ML hardware or GPU clusters CSV, told apart by its heading.

    `country` keeps the clusters of one country, in the words of the file.
    Raises CatalogueError where the file cannot be read or is neither.
    """
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            rows = [{key: value or "" for key, value in row.items() if key} for row in reader]
            heading = set(reader.fieldnames or ())
    except OSError as error:
        raise CatalogueError([f"{path}: cannot be read: {error.strerror}"]) from error
    except UnicodeDecodeError as error:
        raise CatalogueError([f"{path}: is not UTF-8 text"]) from error
    if {"Hardware name", _TENSOR} <= heading:
        return _gathered(rows, _chip)
    if {"H100 equivalents", "Country"} <= heading:
        return _gathered([row for row in rows if country in (None, row["Country"])], _facility)
    raise CatalogueError(
        [f"{path}: is neither of Epoch AI's files: its heading has no 'Hardware name' and no 'H100 equivalents'"]
    )


Reader = Callable[[int, dict[str, str], list[Refused]], Any]


def _gathered(rows: list[dict[str, str]], read: Reader) -> Imported:
    refused: list[Refused] = []
    values = [read(number, row, refused) for number, row in enumerate(rows, 1)]
    return Imported(values=tuple(item for item in values if item is not None), refused=tuple(refused))


def _chip(number: int, row: dict[str, str], refused: list[Refused]) -> Chip | None:
    name = row["Hardware name"].strip()
    rates = dict(_rates(number, row, refused))
    if not rates:
        refused.append(Refused(number, name, "no rate in any format"))
    bandwidth = _figure(row["Memory bandwidth (byte/s)"], BANDWIDTH)
    if bandwidth is not None and _mistyped(name, bandwidth):
        refused.append(Refused(number, name, "memory bandwidth ten times what the catalogue has: a typing error"))
        bandwidth = None
    vendor = embedded().vendors.get(row["Manufacturer"].strip())
    if vendor is None:
        refused.append(Refused(number, name, "manufacturer not in the catalogue: designer unknown"))
    node = _figure(row["Process size (nm)"], LENGTH, 10**-9)
    foundry = embedded().vendors.get(row["Foundry"].strip()) if row["Foundry"].strip() else None
    try:
        return Chip(
            slug=f"epoch-{_slug(name)}",
            name=f"{name} (Epoch AI)",
            designer=vendor,
            foundries=(foundry,) if foundry else (),
            rates=rates,
            memory=_figure(row["Memory (bytes)"], MEMORY),
            memory_bandwidth=bandwidth,
            power=_figure(row["TDP (W)"], POWER),
            die_area=_figure(row["Die Size (mm^2)"], AREA, 10**-6),
            node=node,
            released=_date(row["Release date"]),
            sources=(embedded().sources["epoch-ml-hardware"],),
        )
    except AichipcnError as error:
        refused.append(Refused(number, name, str(error)))
        return None


def _mistyped(name: str, bandwidth: Estimate) -> bool:
    """Whether a bandwidth is ten times or more that of the same chip in the catalogue."""
    known = embedded().chips.get(name)
    if known is None or known.memory_bandwidth is None or known.memory_bandwidth.high is None:
        return False
    return bandwidth.low >= 10 * known.memory_bandwidth.high


def _rates(number: int, row: dict[str, str], refused: list[Refused]) -> Iterator[tuple[NumberFormat, Estimate]]:
    notes = row["Notes"].lower()
    if "spars" in notes and not any(word in notes for word in ("without sparsity", "dense")):
        refused.append(Refused(number, row["Hardware name"], "rates with sparsity: dense ones unknown"))
        return
    for item, column in _RATES.items():
        rate = _figure(row[column], RATE)
        if rate is not None:
            yield item, rate
    half = _figure(row[_TENSOR], RATE) or _figure(row[_VECTOR], RATE)
    if half is not None:
        yield NumberFormat.FP16, half


def _facility(number: int, row: dict[str, str], refused: list[Refused]) -> Facility | None:
    name = row["Name"].strip()
    code = _COUNTRIES.get(row["Country"].strip())
    if code is None:
        refused.append(Refused(number, name, "country not in the catalogue: place unknown"))
    deployment = _deployment(number, name, row, refused)
    source = embedded().sources["epoch-gpu-clusters"]
    half = _figure(row["16-bit OP/s"], RATE)
    stated = StatedCompute(value=half, format=NumberFormat.FP16, sources=(source,)) if half else None
    if stated is None:
        refused.append(Refused(number, name, "no 16-bit rate: compute unknown"))
    try:
        return Facility(
            slug=f"epoch-cluster-{number}-{_slug(name)}",
            name=f"{name} (row {number})",
            place=embedded().places[code] if code else None,
            kind=FacilityKind.AI_DATA_CENTRE,
            commissioned=_date(row["First Operational Date"]),
            status=_status(row["Status"].strip()),
            deployments=(deployment,) if deployment else (),
            inventory=Inventory.PARTIAL if deployment else Inventory.UNKNOWN,
            stated_compute=(stated,) if stated else (),
            sources=(source,),
            note=f"Certainty: {row['Certainty'] or 'not stated'}; sector: {row['Sector'] or 'not stated'}",
        )
    except AichipcnError as error:
        refused.append(Refused(number, name, str(error)))
        return None


def _deployment(number: int, name: str, row: dict[str, str], refused: list[Refused]) -> Deployment | None:
    model, quantity = row["Chip type (primary)"].strip(), row["Chip quantity (primary)"].strip()
    chip = embedded().chips.get(model) if model else None
    if not model:
        refused.append(Refused(number, name, "no chip stated"))
    elif chip is None:
        refused.append(Refused(number, name, "chip not in the catalogue: model unknown"))
    count = _figure(quantity, "")
    whole = count is not None and isinstance(count.low, int)
    if quantity and not whole:
        refused.append(Refused(number, name, "chip quantity is no whole number"))
    if not whole and not model:
        return None
    return Deployment(chip=chip, count=count if whole else None)


def _status(text: str) -> FacilityStatus:
    known = {"Existing": FacilityStatus.OPERATING, "Planned": FacilityStatus.PLANNED}
    return known.get(text, FacilityStatus.UNKNOWN)


def _figure(text: str, unit: str, scale: float = 1) -> Estimate | None:
    """A figure, or None for blank, zero and what is no number."""
    try:
        number = parse_number(text)
    except AichipcnError:
        return None
    return Estimate(number * Estimate.of(scale).low, number * Estimate.of(scale).low, unit=unit) if number else None


def _date(text: str) -> DateRange | None:
    return DateRange.parse(text) if text.strip() else None


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "unnamed"
