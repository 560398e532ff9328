"""What facilities are made of to try a rule on: all that it mentions, what lies just beside that, and the opposite."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import attrs

from aichipcn.mandates.conditions import Condition
from aichipcn.model.chips import Chip, ChipKind, Market
from aichipcn.model.formats import NumberFormat
from aichipcn.model.lists import CertifiedList
from aichipcn.model.ownership import Ownership
from aichipcn.model.places import Place
from aichipcn.model.vendors import Vendor
from aichipcn.testing.around import chips_around
from aichipcn.testing.mentioned import mentioned, of_kind
from aichipcn.values.estimate import Estimate
from aichipcn.values.numbers import Exact
from aichipcn.values.units import AREA, BANDWIDTH, CNY, MEMORY, POWER, RATE, USD

_CODE = re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,3}(?:/[a-z0-9]+(?:-[a-z0-9]+)*)?)?")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FIGURES = {
    "memory": MEMORY,
    "memory_bandwidth": BANDWIDTH,
    "interconnect": BANDWIDTH,
    "power": POWER,
    "die_area": AREA,
}
_USUAL: dict[str, Exact] = {
    RATE: 4 * 10**14,
    MEMORY: 64 * 10**9,
    BANDWIDTH: 2 * 10**12,
    POWER: 500,
    AREA: Fraction(8, 10**4),
}
"""Figures such as data-centre chips have them, in root units."""


@attrs.frozen(kw_only=True)
class Palette:
    """Places, firms to make chips and to run facilities, chips, days, shares, numbers of days, and slugs."""

    places: tuple[Place, ...]
    operators: tuple[Vendor, ...]
    chips: tuple[Chip, ...]
    days: tuple[date, ...]
    shares: tuple[Fraction, ...]
    numbers: tuple[int, ...]
    slugs: tuple[str, ...]

    @classmethod
    def of(cls, *values: object) -> Palette:
        """The palette of some values."""
        found = mentioned(*values)
        texts = of_kind(found, str)
        places = _places([text for text in texts if _CODE.fullmatch(text)], of_kind(found, Place))
        slugs = tuple(text for text in texts if _SLUG.fullmatch(text))
        shares = _shares(of_kind(found, Fraction))
        figures = _figures(Fraction(1), CNY if CNY in texts else USD)
        firms = _firms(slugs, places[0])
        chips = (
            *_known_chips(of_kind(found, Chip), of_kind(found, CertifiedList), figures),
            *_chips(slugs, firms, _homes(places), figures),
            *_variants(places[0], figures, shares, of_kind(found, Estimate)),
            *_limited(places[0], figures, of_kind(found, Condition)),
        )
        return cls(
            places=places,
            operators=(*firms, *_owned(places[0])),
            chips=tuple(dict.fromkeys(chips)),
            days=_days(of_kind(found, date)),
            shares=shares,
            numbers=tuple(number for number in of_kind(found, int) if type(number) is int and number > 0),
            slugs=slugs,
        )


def _places(codes: Iterable[str], known: tuple[Place, ...]) -> tuple[Place, ...]:
    """Those of some codes, China and another country; a part of each, and all that they lie in."""
    made = {place.code: place for place in known}

    def place(code: str) -> Place:
        if code not in made:
            outer = code.rpartition("/" if "/" in code else "-")[0]
            made[code] = Place(code=code, name=f"Place {code}", parent=place(outer) if outer else None)
        return made[code]

    named = [place(code) for code in dict.fromkeys((*codes, "CN", "US"))]
    parts = [
        place(f"{item.code}/zz" if "-" in item.code else f"{item.code}-ZZ") for item in named if "/" not in item.code
    ]
    outer = [place(code) for item in named for code in item.chain]
    return tuple(dict.fromkeys((*named, *parts, *outer)))


def _homes(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """Where makers of chips are at home: in two of the places, in China and in another country."""
    return tuple(dict.fromkeys((*places[:2], *(place for place in places if place.code in ("CN", "US")))))


def _firms(slugs: Iterable[str], home: Place) -> tuple[Vendor, ...]:
    """The firms of some slugs, and a part of each."""
    firms = [Vendor(slug=slug, name=f"Firm {slug}", place=home) for slug in slugs]
    return (
        *firms,
        *(Vendor(slug=f"{firm.slug}-part", name=f"Part of {firm}", place=home, parent=firm.slug) for firm in firms),
    )


def _owned(home: Place) -> Iterator[Vendor]:
    """A firm of each ownership."""
    for kind in Ownership:
        yield Vendor(slug=f"owned-{kind.value}", name=f"Firm in {kind.value} ownership", place=home, ownership=kind)


def _shares(found: tuple[Fraction, ...]) -> tuple[Fraction, ...]:
    """Nothing, a half and the whole; those that are mentioned, and what lies just beside them."""
    near = {share + shift for share in found for shift in (-Fraction(1, 1000), 0, Fraction(1, 1000))}
    return tuple(sorted({share for share in near if 0 <= share <= 1} | {Fraction(0), Fraction(1, 2), Fraction(1)}))


def _days(found: tuple[date, ...]) -> tuple[date, ...]:
    """Each day that is mentioned with the day before and the day after, and two that lie far apart."""
    inner = [day for day in found if date(2, 1, 1) < day < date(9998, 1, 1)]
    beside = {day + timedelta(shift) for day in inner for shift in (-1, 0, 1)}
    return tuple(sorted(beside | {date(2020, 1, 1), date(2026, 7, 1)}))


def _known_chips(found: tuple[Chip, ...], lists: tuple[CertifiedList, ...], figures: dict[str, Any]) -> Iterator[Chip]:
    """The chips that are mentioned, with every figure that they lack; and a chip of each firm that is on a list."""
    for chip in found:
        lacking = {name: value for name, value in figures.items() if not getattr(chip, name)}
        yield attrs.evolve(chip, **{**lacking, "price": figures["price"]})
    vendors = {entry.vendor for certified in lists for entry in certified.entries if entry.vendor is not None}
    for vendor in sorted(vendors, key=lambda item: item.slug):
        yield _chip(f"of-{vendor.slug}", vendor, vendor, figures)


def _chips(
    slugs: Iterable[str], firms: tuple[Vendor, ...], homes: tuple[Place, ...], figures: dict[str, Any]
) -> Iterator[Chip]:
    """Chips of every pair of designer and foundry, each at home somewhere or unknown; of some slugs and some firms."""
    local = [Vendor(slug=f"firm-{i}", name=f"Firm in {place.code}", place=place) for i, place in enumerate(homes)]
    for i, designer in enumerate([*local, None]):
        for j, foundry in enumerate([*local, None]):
            yield _chip(f"chip-{i}-{j}", designer, foundry, figures)
    for i, supplier in enumerate(local):
        yield attrs.evolve(_chip(f"sold-{i}", local[0], local[0], figures), supplier=supplier)
    for slug in slugs:
        yield from (_chip(slug, firm, firm, figures) for firm in (local[0], local[-1]))
    yield from (_chip(f"by-{firm.slug}", firm, local[0], figures) for firm in firms)
    yield _chip("bare-chip", local[0], local[0], {})


def _variants(
    home: Place, figures: dict[str, Any], shares: tuple[Fraction, ...], found: tuple[Estimate, ...]
) -> Iterator[Chip]:
    """Chips that differ from one in a figure, around those that are mentioned, or in their content."""
    firm = Vendor(slug="firm-0", name=f"Firm in {home.code}", place=home)
    chip = _chip("varied", firm, firm, figures)
    for i, factor in enumerate((Fraction(1, 8), Fraction(3, 2), Fraction(8))):
        scaled = _figures(factor, figures["price"].unit)
        yield attrs.evolve(chip, slug=f"scaled-{i}", name=f"Scaled {i}", **scaled)
    for i, share in enumerate(shares):
        yield attrs.evolve(chip, slug=f"content-{i}", name=f"Content {i}", domestic_content=Estimate(share, share))
    for i, figure in enumerate(found):
        for j, factor in enumerate((Fraction(1, 2), Fraction(1), Fraction(2))):
            value = Estimate(figure.low * factor, figure.low * factor, unit=figure.unit)
            changes: dict[str, Any] = {name: value for name, unit in _FIGURES.items() if unit == figure.unit}
            if figure.unit == RATE:
                changes["rates"] = dict.fromkeys(NumberFormat, value)
            yield attrs.evolve(chip, slug=f"figure-{i}-{j}", name=f"Figure {i} {j}", **changes)


def _limited(home: Place, figures: dict[str, Any], conditions: tuple[Condition, ...]) -> Iterator[Chip]:
    """Chips that differ from one in a figure, around each limit to it; in their kind, and in what they are sold for."""
    firm = Vendor(slug="firm-0", name=f"Firm in {home.code}", place=home)
    chip = _chip("limited", firm, firm, figures)
    yield from chips_around(conditions, chip)
    tags = {condition.tag for condition in conditions}
    terms: dict[str, tuple[str, Any]] = {"chip-kind": ("kind", ChipKind), "marketed-for": ("market", Market)}
    for tag, (field, cls) in terms.items():
        if tag in tags:
            for term in cls:
                yield attrs.evolve(chip, slug=f"{field}-{term.value}", name=f"Of {term.value}", **{field: term})


def _chip(slug: str, designer: Vendor | None, foundry: Vendor | None, figures: dict[str, Any]) -> Chip:
    foundries = (foundry,) if foundry else ()
    name = f"{slug} of {designer or 'nobody known'}, made by {foundry or 'nobody known'}"
    return Chip(slug=slug, name=name, designer=designer, foundries=foundries, **figures)


def _figures(factor: Fraction, currency: str) -> dict[str, Any]:
    """Every figure of a chip, some times what is usual."""
    usual = {unit: Estimate(value * factor, value * factor, unit=unit) for unit, value in _USUAL.items()}
    price = Estimate(10**4 * factor, 10**4 * factor, unit=currency)
    figures: dict[str, Any] = {name: usual[unit] for name, unit in _FIGURES.items()}
    return {**figures, "rates": dict.fromkeys(NumberFormat, usual[RATE]), "price": price}
