"""What a buyer could get on a day, by the rules, events and mandates of a catalogue, the embedded one by default."""

from __future__ import annotations

from datetime import date

import attrs

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.catalogue.load import embedded
from aichipcn.errors import InvalidTypeError, UnknownNameError, shown
from aichipcn.export.consignment import CHINA
from aichipcn.export.obtainable import Obtainable, obtained
from aichipcn.model.chips import Chip
from aichipcn.model.collection import names_of
from aichipcn.model.doors import instance, named
from aichipcn.model.facilities import Facility, FacilityKind, Use
from aichipcn.model.vendors import Vendor


def obtainable(
    chip: Chip | str,
    *,
    on: date,
    by: Facility | Vendor | str | None = None,
    end_use: Use | str | None = None,
    catalogue: Catalogue | None = None,
) -> Obtainable:
    """What stands between a buyer and a chip on a day, on both sides of the wall, and whether it is cleared.

    Parameters
    ----------
    chip
        The chip, or its slug, name or alias.
    on
        The day that is asked about.
    by
        The buyer: a facility, a firm, or the name of one; a firm buys for a data centre of its own at its place. None
        is a buyer in China of whom nothing else is known.
    end_use
        What it is for, such as `Use.GOVERNMENT`; beside the uses that are known of a facility. Without one, a firm and
        an unknown buyer use it for nothing that a rule names.
    catalogue
        Whose chips, rules, events and mandates are asked; the embedded catalogue by default.

    Raises
    ------
    UnknownNameError
        Where the catalogue has no such chip, or no such buyer, with the nearest names.
    InvalidTypeError
        For what is no chip, buyer, catalogue or plain date.
    InvalidValueError
        For an end use unheard of.
    """
    whole = embedded() if catalogue is None else instance(catalogue, "catalogue", Catalogue)
    return obtained(
        whole.chips[chip] if isinstance(chip, str) else chip,
        on=on,
        by=buyer(by, end_use, whole),
        rules=whole.rules,
        events=whole.events,
        mandates=whole.mandates,
        vendors=whole.vendors,
        fingerprint=whole.fingerprint,
    )


def buyer(by: Facility | Vendor | str | None, end_use: Use | str | None, catalogue: Catalogue) -> Facility:
    """The buyer as a facility, with what the chip is for among its uses."""
    use = () if end_use is None else (named(Use, end_use, "end_use"),)
    found = _named(by, catalogue) if isinstance(by, str) else by
    if isinstance(found, Facility):
        return attrs.evolve(found, uses=tuple(dict.fromkeys((*found.uses, *use))))
    if found is None:
        place = catalogue.places.get(CHINA.code) or CHINA
        return Facility(slug="buyer", name=f"a buyer in {place}", place=place, uses=use, uses_complete=True)
    if not isinstance(found, Vendor):
        msg = f"not a Facility, a Vendor or the name of one: {shown(by)}"
        raise InvalidTypeError(msg, found=by).at("by")
    return Facility(
        slug=found.slug,
        name=found.name,
        place=found.place,
        kind=FacilityKind.DATA_CENTRE,
        operator=found,
        uses=use,
        uses_complete=True,
    )


def _named(name: str, catalogue: Catalogue) -> Facility | Vendor:
    """The facility of a name, else the vendor."""
    found = catalogue.facilities.get(name) or catalogue.vendors.get(name)
    if found is None:
        known = [one for item in (*catalogue.facilities, *catalogue.vendors) for one in names_of(item)]
        raise UnknownNameError("facility or vendor", name, known)
    return found
