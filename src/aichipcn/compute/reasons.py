"""Why a model has no rate for a chip, told from the error that its rate raises."""

from __future__ import annotations

from collections.abc import Callable

from aichipcn.errors import InvalidValueError, NoSuchFormatError
from aichipcn.model.chips import Chip
from aichipcn.values.estimate import Estimate


def reason_of(rate: Callable[[Chip], Estimate], chip: Chip) -> str | None:
    """What a rate says where a chip lacks a figure; None where it has a rate. Raises whatever else the rate raises."""
    try:
        rate(chip)
    except (InvalidValueError, NoSuchFormatError) as error:
        return str(error)
    return None
