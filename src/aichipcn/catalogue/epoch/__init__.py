"""Epoch AI's two CSV files as published: chips and facilities from them, and what cannot be taken, with the reason.

Data under CC BY 4.0, see `attribution()`. Zero and blank both mean unknown there; nothing is guessed. What is taken
from which column, and why the rest is not, is in `docs/how-to/import-epoch.md`.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import attrs

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.catalogue.epoch import chips, facilities
from aichipcn.catalogue.epoch.rows import Refused, Row
from aichipcn.catalogue.files import PathText, plain_path, read_text
from aichipcn.catalogue.load import embedded
from aichipcn.codes import Code
from aichipcn.errors import AichipcnError, CatalogueError, InvalidValueError
from aichipcn.nearest import nearest

__all__ = ["Imported", "Refused", "import_epoch"]


@attrs.frozen(kw_only=True)
class Imported:
    """What was taken from a file, and what was not."""

    values: tuple[Any, ...]
    refused: tuple[Refused, ...]

    def reasons(self) -> dict[str, int]:
        """How often each reason occurs, most often first."""
        return dict(Counter(item.reason for item in self.refused).most_common())


@attrs.frozen
class _Kind:
    """One of the two files: its source, the columns that tell it, that name a row and that are read, and the reader."""

    source: str
    hallmarks: frozenset[str]
    name: str
    columns: frozenset[str]
    read: Callable[[Row], Any]


_CHIPS = _Kind(
    "epoch-ml-hardware",
    frozenset({"Hardware name", chips.TENSOR}),
    "Hardware name",
    chips.COLUMNS,
    chips.read_chip,
)
_FACILITIES = _Kind(
    "epoch-gpu-clusters",
    frozenset({"H100 equivalents", "Country"}),
    "Name",
    facilities.COLUMNS,
    facilities.read_facility,
)


def import_epoch(path: PathText, *, country: str | None = None, catalogue: Catalogue | None = None) -> Imported:
    """Read Epoch AI's ML hardware or GPU clusters CSV, told apart by its heading.

    `country` keeps the clusters of one country, in the words of the file. Chips, vendors and places are looked up in
    `catalogue`, without one in the embedded. Raises CatalogueError where the file cannot be read or is neither.
    """
    heading, rows = _rows(path)
    kind = next((kind for kind in (_CHIPS, _FACILITIES) if kind.hallmarks <= heading), None)
    if kind is None:
        msg = "is neither of Epoch AI's files: its heading has no 'Hardware name' and no 'H100 equivalents'"
        raise _refused(path, msg)
    refused = [Refused(0, column, "no such column: unknown in every row") for column in sorted(kind.columns - heading)]
    wanted = country if kind is _FACILITIES else None
    if wanted is not None:
        refused += _absent(wanted, rows)
    found = embedded() if catalogue is None else catalogue
    names = [" ".join((cells.get(kind.name) or "").split()) for cells in rows]
    values = []
    for number, (name, label, cells) in enumerate(zip(names, _labels(names), rows, strict=True), 1):
        if wanted in (None, cells.get("Country")):
            texts = {column: text for column, text in cells.items() if column is not None and text}
            row = Row(number, name, label, texts, embedded().sources[kind.source], found, refused)
            if None in cells:
                row.refuse("more cells than the heading has columns")
            if not name:
                row.refuse("no name: not taken")
            elif (value := kind.read(row)) is not None:
                values.append(value)
    return Imported(values=tuple(values), refused=tuple(refused))


def _rows(path: PathText) -> tuple[set[str], list[dict[str | None, Any]]]:
    try:
        reader = csv.DictReader(io.StringIO(read_text(plain_path(path)), newline=""))
        return set(reader.fieldnames or ()), list(reader)
    except csv.Error as error:
        raise _refused(path, f"is not CSV: {error}") from error
    except AichipcnError as error:
        error.file = str(path)
        raise CatalogueError([error]) from error


def _refused(path: PathText, message: str) -> CatalogueError:
    error = InvalidValueError(message, code=Code.UNKNOWN_FORMAT)
    error.file = str(path)
    return CatalogueError([error])


def _absent(country: str, rows: list[dict[str | None, Any]]) -> list[Refused]:
    countries = {cells["Country"] for cells in rows if cells["Country"]}
    if country in countries:
        return []
    close = ", ".join(map(repr, nearest(country, countries)))
    return [Refused(0, country, f"no row of this country{f'; nearest: {close}' if close else ''}")]


def _labels(names: list[str]) -> Iterator[str]:
    """The names, numbered in the order of the file where several are alike."""
    alike = Counter(map(_key, names))
    taken = set(alike)
    numbers: Counter[str] = Counter()
    for name in names:
        key, label = _key(name), name
        while alike[key] > 1 and _key(label) in taken:
            numbers[key] += 1
            label = f"{name} {numbers[key]}"
        taken.add(_key(label))
        yield label


def _key(name: str) -> str:
    """What two names share that would give the same slug."""
    return re.sub(r"[^a-z0-9]", "", name.lower()) or "unnamed"
