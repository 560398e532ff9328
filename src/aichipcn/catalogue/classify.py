"""Classifying by the rules of a catalogue, the embedded one by default."""

from __future__ import annotations

from datetime import date

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.catalogue.load import embedded
from aichipcn.export.classification import Classification, classified
from aichipcn.export.consignment import consignee
from aichipcn.model.chips import Chip
from aichipcn.model.doors import instance
from aichipcn.model.facilities import Use
from aichipcn.model.places import Place


def classify(
    chip: Chip | str,
    *,
    on: date,
    destination: Place | str | None = "CN",
    end_use: Use | str | None = None,
    catalogue: Catalogue | None = None,
) -> Classification:
    """What the export rules of a day say of a chip: the paragraph that catches it, the licence, how it is judged.

    Parameters
    ----------
    chip
        The chip, or its slug, name or alias.
    on
        The day whose rules are asked.
    destination
        Where it goes to: a place, or its code, name or alias; China by default. None is not known.
    end_use
        What it is for, such as `Use.MILITARY`; without one, for nothing that a rule names.
    catalogue
        Whose rules are asked; the embedded catalogue by default.

    Raises
    ------
    UnknownNameError
        Where the catalogue has no such chip or place, with the nearest names.
    InvalidTypeError
        For what is no chip, place, catalogue or plain date.
    InvalidValueError
        For an end use unheard of.
    """
    whole = embedded() if catalogue is None else instance(catalogue, "catalogue", Catalogue)
    found = whole.chips[chip] if isinstance(chip, str) else chip
    place = whole.places[destination] if isinstance(destination, str) else destination
    to = consignee(None if place is None else instance(place, "destination", Place), end_use)
    return classified(found, whole.rules, on=on, to=to, fingerprint=whole.fingerprint)
