"""The commands on inventories of a nation, in files. They need the extra `frames`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.cli.app import CODES, app, listed, load
from aichipcn.cli.options import (
    Aside,
    AsIf,
    AtLevel,
    Coarsen,
    Covered,
    Days,
    DeploymentCount,
    FacilityTable,
    File,
    Force,
    IntoFolder,
    InventoryTable,
    Json,
    Mandates,
    Memory,
    OneReading,
    Out,
    Seed,
    TextKeys,
    With,
    day,
    level_named,
    reading_named,
)
from aichipcn.cli.waiting import bar
from aichipcn.errors import FileAccessError, InvalidValueError
from aichipcn.mandates.mandate import Mandate
from aichipcn.report.rows import national as rows_national
from aichipcn.report.rows.overview import last_milestone
from aichipcn.report.text import national as text_national

NEEDS = ("narwhals", "duckdb", "pyarrow", "numpy")
GENERATED = ("inventory.parquet", "facilities.parquet")


@app.command(epilog=CODES)
def national(
    inventory: InventoryTable,
    facilities: FacilityTable = None,
    out: Out = None,
    on: Days = None,
    mandate: Mandates = None,
    reading: OneReading = None,
    level: AtLevel = None,
    as_if_in_scope: AsIf = False,
    everything: Covered = False,
    coarsen: Coarsen = False,
    set_aside: Aside = None,
    force: Force = False,
    memory: Memory = "1GB",
    file: File = None,
    extensions: With = None,
    as_json: Json = False,
) -> None:
    """Judge an inventory of a nation that lies in files, and write every verdict into a file; how many have which.

    The tables may be larger than memory: they are assessed in parts, by facilities. Without --on it is the last day on
    which a threshold changes. Needs the extra frames.
    """
    with needed():
        from aichipcn.frames.national import national_verdicts  # noqa: PLC0415  (an extra)
    catalogue = load(file, extensions)
    asked = asked_of(catalogue, mandate, reading)
    days = [day(text) for text in on or ()] or [last_milestone(catalogue, asked)]
    chosen = reading_named(reading, asked)
    over = level_named(level)
    with bar("reading") as progress:
        run = national_verdicts(
            inventory,
            facilities,
            catalogue=catalogue,
            mandates=asked,
            on=days,
            out=out,
            reading=chosen,
            level=over,
            as_if_in_scope=as_if_in_scope,
            covered_only=not everything,
            coarsen=coarsen,
            aside=set_aside,
            force=force,
            memory=memory,
            progress=progress,
        )
    listed(rows_national.national(catalogue, run, asked, days, chosen, over), text_national.national, as_json)


@app.command("generate-inventory", epilog=CODES)
def generate_inventory(
    folder: IntoFolder,
    deployments: DeploymentCount = 100_000,
    seed: Seed = 0,
    text_keys: TextKeys = False,
    force: Force = False,
    file: File = None,
    extensions: With = None,
    as_json: Json = False,
) -> None:
    """Write an inventory that looks like that of a country, and of which nothing is a fact: to try `national` with.

    It is two files, inventory.parquet and facilities.parquet. Needs the extra frames.
    """
    with needed():
        from aichipcn.frames.generate import write_inventory  # noqa: PLC0415  (an extra)
    for path in (folder / name for name in GENERATED):
        if path.exists() and not force:
            raise _of(path, "is there already, and is replaced only where that is forced")
    catalogue = load(file, extensions)
    try:
        paths = write_inventory(catalogue, folder, deployments=deployments, seed=seed, text_keys=text_keys)
    except OSError as error:
        raise _of(folder, f"cannot be written: {error.strerror}") from error
    listed(rows_national.generated(catalogue, paths, deployments, seed), text_national.generated, as_json)


def _of(path: Path, said: str) -> FileAccessError:
    error = FileAccessError(said)
    error.file = str(path)
    return error


def asked_of(catalogue: Catalogue, names: list[str] | None, reading: str | None) -> list[Mandate]:
    """The mandates of some names; without any, all of them, or those that have a reading."""
    if names is not None:
        return [catalogue.mandates[name] for name in names]
    chosen = reading_named(reading, catalogue.mandates)
    return [item for item in catalogue.mandates if chosen is None or chosen in [one.name for one in item.readings]]


@contextmanager
def needed() -> Iterator[None]:
    """What is imported within needs the extra. Raises InvalidValueError where it is not installed."""
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name not in NEEDS:
            raise
        msg = 'national runs need the extra frames: pip install "aichipcn[frames]"'
        raise InvalidValueError(msg) from error
