"""A row of Epoch AI's files: what its cells say, and a list of what they do not."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from fractions import Fraction

import attrs

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.errors import AichipcnError
from aichipcn.model.chips import Chip
from aichipcn.model.sources import Source
from aichipcn.model.vendors import Vendor
from aichipcn.values.dates import DateRange
from aichipcn.values.estimate import Estimate
from aichipcn.values.numbers import Exact, exact
from aichipcn.values.units import NONE

# Spellings of the files that no name or alias of the catalogue matches.
SPELLINGS = {
    "United States of America": "United States",
    "Korea (Republic of)": "South Korea",
    "United Kingdom of Great Britain and Northern Ireland": "United Kingdom",
    "Philippines (the)": "Philippines",
    "Amazon AWS": "aws",
    "Kunlunxin Baidu": "kunlunxin",
    "Moore Threads (Tencent)": "moore-threads",
    "NVIDIA L2 PCle": "nvidia-l2",
    "NVIDIA L20 PCle": "nvidia-l20",
    "MetaX MXC500 (PCIe)": "metax-c500",
    "MetaX MXN100": "metax-n100",
    "Cambricon Siyuan 590": "cambricon-mlu590",
    "Cambricon Siyuan 690": "cambricon-mlu690",
    "Tianshu Zhixin Tiangai 100 (BI-V100)": "iluvatar-bi-v100",
    "Tianshu Zhixin Zhikai 100": "iluvatar-mr-v100",
    "Baidu Kunlun K200": "kunlunxin-k200",
    "Baidu Kunlun R200 (150W)": "kunlunxin-r200",
    "Shensuan-1": "hygon-z100",
    "Huawei Ascend 910A": "huawei-ascend-910",
}
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")


@attrs.frozen
class Refused:
    """Something in a row that was not taken, and why. Rows are counted from 1 below the heading, which is row 0."""

    row: int
    name: str
    reason: str

    def __str__(self) -> str:
        return f"row {self.row}, {self.name}: {self.reason}"


@attrs.frozen
class Row:
    """One row of a file: its cells as what they say, and where to list what they do not."""

    number: int
    name: str
    label: str
    cells: dict[str, str]
    source: Source
    catalogue: Catalogue
    refused: list[Refused]

    def refuse(self, reason: str) -> None:
        self.refused.append(Refused(self.number, self.name, reason))

    def text(self, column: str) -> str:
        """What a cell says, on one line."""
        return " ".join(self.cells.get(column, "").split())

    def number_in(self, column: str) -> Exact | None:
        """The number in a cell at 12 digits, as floats are read; None for blank, zero and what is no number."""
        text = self.text(column)
        if not text:
            return None
        try:
            if _NUMBER.fullmatch(text):
                return exact(float(text)) or None
        except AichipcnError:
            pass
        self.refuse(f"{column}: not a number")
        return None

    def figure(self, column: str, unit: str, scale: Exact = 1) -> Estimate | None:
        """The figure in a cell, a range where Epoch AI rounded it to one digit."""
        number = self.number_in(column)
        if number is None:
            return None
        return rounded(number, unit) if self.anonymised else Estimate(number * scale, number * scale, unit=unit)

    def date(self, column: str) -> DateRange | None:
        text = self.text(column)
        try:
            return DateRange.parse(text) if text else None
        except AichipcnError:
            self.refuse(f"{column}: not a date")
            return None

    def chip(self, name: str) -> Chip | None:
        return self.catalogue.chips.get(SPELLINGS.get(name, name))

    def vendor(self, name: str) -> Vendor | None:
        return self.catalogue.vendors.get(SPELLINGS.get(name, name))

    def note(self, columns: Iterable[str]) -> str:
        """What the columns say that no field holds."""
        return "; ".join(f"{column}: {self.text(column)}" for column in columns if self.text(column))

    @property
    def anonymised(self) -> bool:
        """Whether Epoch AI concealed the system and rounded its numbers to one significant digit."""
        return self.text("GPU Supplier (primary)") == "Anonymized"


def slug(name: str) -> str:
    return "epoch-" + (re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "unnamed")


def rounded(number: Exact, unit: str) -> Estimate:
    """What a number rounded to one significant digit may have been; the number itself where it has more digits."""
    step = 10 ** (len(str(number)) - 1) if isinstance(number, int) else 0
    if not step or number % step:
        return Estimate(number, number, unit=unit)
    low: Exact = number - Fraction(step, 20 if number == step else 2)
    high: Exact = number + Fraction(step, 2)
    if unit == NONE:
        low, high = math.ceil(low), math.floor(high)
    return Estimate(low, high, best=None if low == high else number, unit=unit)
