"""Values as plain data: numbers exact and as floats, figures in words, places by name, sources as objects."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any, TypeAlias

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.mandates.mandate import Mandate
from aichipcn.model.places import Place
from aichipcn.model.sources import Source
from aichipcn.values.estimate import Estimate
from aichipcn.values.numbers import Exact
from aichipcn.values.shares import format_share_range
from aichipcn.values.words import in_words
from aichipcn.version import __version__

Plain: TypeAlias = dict[str, Any]

_CODE = re.compile(r"(?<!\d )\b[A-Z]{2}(?:-[A-Z0-9]{1,3}(?:/[a-z0-9-]+)?)?\b")


def document(name: str, catalogue: Catalogue, **body: Any) -> Plain:
    """A document under the format id of its name."""
    head = {"format": f"aichipcn.{name}/1", "version": __version__, "fingerprint": catalogue.fingerprint}
    return head | {key.replace("_", "-"): value for key, value in body.items()}


def number(value: Exact | None) -> Plain | None:
    """A number as a fraction in text and as a float."""
    return None if value is None else {"exact": str(Fraction(value)), "float": float(value)}


def figure(value: Estimate | None, unit: str | None = None, digits: int = 7) -> Plain | None:
    """A figure: its bounds in the root unit, and its text in a unit or in the one that reads best, cut to digits."""
    if value is None:
        return None
    return {
        "low": number(value.low),
        "high": number(value.high),
        "best": number(value.best),
        "unit": value.unit,
        "text": in_words(value, unit, digits),
    }


def bare(value: Estimate, unit: str, digits: int = 7) -> str:
    """A figure in a unit that a heading names; "unknown" where nothing is known to be in it."""
    if value.low == 0 and value.high is None:
        return "unknown"
    return in_words(value, unit, digits).removesuffix(f" {unit}")


def percent(value: Estimate) -> str:
    """A share that a source states, in percent."""
    return format_share_range(value.low, value.high)


def place(value: Place | None) -> Plain | None:
    """A place by code and name; its text names the province too."""
    if value is None:
        return None
    within = value.parent.name if value.parent and value.parent.parent else None
    return {"code": value.code, "name": value.name, "text": f"{value.name}, {within}" if within else value.name}


def source(value: Source) -> Plain:
    """A source, with its address or that of the copy that was read."""
    return {
        "slug": value.slug,
        "publisher": value.publisher,
        "published": text_of(value.published),
        "title": value.title,
        "url": value.url,
        "read-at": value.read_at,
    }


def sources(values: Iterable[Source]) -> list[Plain]:
    """Sources, each once, in their order."""
    return [source(value) for value in dict.fromkeys(values)]


def text_of(value: object) -> str | None:
    """The text of a value; None where there is none."""
    return None if value is None or value == "" else str(value)


def place_names(catalogue: Catalogue) -> dict[str, str]:
    """The name of each place by its code."""
    return {item.code: item.name for item in catalogue.places}


def names_known_to(mandate: Mandate) -> dict[str, str]:
    """The names of the places of the catalogue that a mandate comes from; none where it comes from none."""
    return place_names(mandate.origin) if isinstance(mandate.origin, Catalogue) else {}


def with_place_names(text: str, places: Mapping[str, str]) -> str:
    """A text in which the codes of places are replaced by their names; what follows a number is a unit."""
    return _CODE.sub(lambda match: places.get(match[0], match[0]), text)
