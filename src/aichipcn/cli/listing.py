"""The commands that show what is known: chips, firms, facilities, what is required, and where it is from."""

from __future__ import annotations

from aichipcn.catalogue.coverage import coverage
from aichipcn.catalogue.load import attribution
from aichipcn.catalogue.stale import stale as unverified
from aichipcn.cli.app import CODES, app, listed, load
from aichipcn.cli.options import (
    Designer,
    File,
    In,
    Json,
    Name,
    Stale,
    Undated,
    With,
    day,
    place_named,
)
from aichipcn.report.rows import changes, cited, entries, overview, required
from aichipcn.report.rows import chips as rows_chips
from aichipcn.report.rows import transformers as rows_transformers
from aichipcn.report.text import changes as text_changes
from aichipcn.report.text import chips as text_chips
from aichipcn.report.text import entries as text_entries
from aichipcn.report.text import required as text_required
from aichipcn.report.text import sources as text_sources
from aichipcn.report.text import transformers as text_transformers


@app.command(epilog=CODES)
def chips(
    name: Name = None,
    designer: Designer = None,
    place: In = None,
    file: File = None,
    extensions: With = None,
    as_json: Json = False,
) -> None:
    """The chips; or one, with every figure, its doubt, what other reports say, and the sources of each.

    --place keeps the chips designed there.
    """
    catalogue = load(file, extensions)
    maker = None if designer is None else catalogue.vendors[designer]
    within = place_named(place, catalogue)
    found = [catalogue.chips[name]] if name is not None else list(catalogue.chips)
    if maker is not None:
        found = [item for item in found if item.designer == maker]
    if within is not None:
        found = [
            item for item in found if item.designer and item.designer.place and item.designer.place.lies_in(within.code)
        ]
    listed(rows_chips.chips(catalogue, found), text_chips.chip if name else text_chips.chips, as_json)


@app.command(epilog=CODES)
def vendors(name: Name = None, file: File = None, extensions: With = None, as_json: Json = False) -> None:
    """The vendors, with whom they supply; or one."""
    catalogue = load(file, extensions)
    found = [catalogue.vendors[name]] if name is not None else catalogue.vendors
    listed(entries.vendors(catalogue, found), text_entries.vendor if name else text_entries.vendors, as_json)


@app.command(epilog=CODES)
def facilities(
    name: Name = None, place: In = None, file: File = None, extensions: With = None, as_json: Json = False
) -> None:
    """The facilities and what stands in them; or one, with all that is stated of it."""
    catalogue = load(file, extensions)
    within = place_named(place, catalogue)
    found = [catalogue.facilities[name]] if name is not None else catalogue.facilities
    data = entries.facilities(catalogue, [item for item in found if overview.lies_within(item, within)])
    listed(data, text_entries.facility if name else text_entries.facilities, as_json)


@app.command(epilog=CODES)
def mandates(
    name: Name = None,
    place: In = None,
    stale: Stale = None,
    file: File = None,
    extensions: With = None,
    as_json: Json = False,
) -> None:
    """The mandates; or one, as a sentence under each of its readings.

    --place says what is coded of a place, for wider places and for those inside it. --stale lists what nobody has
    verified of late.
    """
    catalogue = load(file, extensions)
    chosen = None if name is None else catalogue.mandates[name]
    if stale is not None:
        on = day(stale, "--stale")
        late = tuple(item for item in unverified(catalogue, on) if chosen is None or item.entry == chosen.slug)
        listed(changes.unverified(catalogue, on.isoformat(), late), text_changes.stale, as_json)
    elif place is not None:
        found = coverage(catalogue, place)
        data = required.mandates(catalogue, [item for item in catalogue.mandates if item in found])
        listed(data | {"coverage": changes.covered(found)}, text_changes.coverage, as_json)
    elif chosen is not None:
        listed(required.mandates(catalogue, [chosen]), text_required.mandate, as_json)
    else:
        listed(required.mandates(catalogue, catalogue.mandates), text_required.mandates, as_json)


@app.command(epilog=CODES)
def incentives(name: Name = None, file: File = None, extensions: With = None, as_json: Json = False) -> None:
    """What is offered rather than required, such as cheaper power for domestic chips; or one such offer."""
    catalogue = load(file, extensions)
    found = [catalogue.incentives[name]] if name is not None else catalogue.incentives
    data = required.incentives(catalogue, found)
    listed(data, text_required.incentive if name else text_required.incentives, as_json)


@app.command(epilog=CODES)
def lists(name: Name = None, file: File = None, extensions: With = None, as_json: Json = False) -> None:
    """The certified lists; or one, with what stands on it from when until when."""
    catalogue = load(file, extensions)
    found = [catalogue.lists[name]] if name is not None else catalogue.lists
    listed(required.lists(catalogue, found), text_required.certified if name else text_required.lists, as_json)


@app.command(epilog=CODES)
def sources(
    name: Name = None,
    undated: Undated = False,
    file: File = None,
    extensions: With = None,
    as_json: Json = False,
) -> None:
    """Every source by publisher, and the attribution of licensed data; or every value that rests on one source."""
    catalogue = load(file, extensions)
    if name is None:
        listed(cited.all_sources(catalogue, attribution(), undated=undated), text_sources.by_publisher, as_json)
    else:
        listed(cited.one_source(catalogue, catalogue.sources[name]), text_sources.resting, as_json)


@app.command(epilog=CODES)
def transformers(name: Name = None, file: File = None, extensions: With = None, as_json: Json = False) -> None:
    """The language models that workloads run; or one, with its sizes and sources."""
    catalogue = load(file, extensions)
    found = [catalogue.transformers[name]] if name is not None else catalogue.transformers
    data = rows_transformers.transformers(catalogue, found)
    listed(data, text_transformers.transformer if name else text_transformers.transformers, as_json)


@app.command(epilog=CODES)
def utilisations(name: Name = None, file: File = None, extensions: With = None, as_json: Json = False) -> None:
    """How much of a chip's peak was measured to be used; or one measurement, with what it includes."""
    catalogue = load(file, extensions)
    found = [catalogue.utilisations[name]] if name is not None else catalogue.utilisations
    data = rows_transformers.utilisations(catalogue, found)
    listed(data, text_transformers.utilisation if name else text_transformers.utilisations, as_json)
