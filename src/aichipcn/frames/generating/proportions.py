"""What an inventory of a country looks like: what stands in it, and how often.

What the catalogue says is taken from it: the places and the kinds of its facilities, who runs them and whether they
run, how many chips of each maker were bought, and how much of that was Chinese in which year. All else is a convention
that stands here, as one in so many or as a table of weights; it is made up to be lifelike, and it is no finding.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from fractions import Fraction

import attrs

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.errors import InvalidValueError
from aichipcn.model.chips import Chip, ChipKind
from aichipcn.model.collection import Collection
from aichipcn.model.facilities import Extent, Facility, FacilityKind, FacilityStatus
from aichipcn.model.observations import MarketObservation
from aichipcn.model.ownership import Ownership
from aichipcn.model.vendors import Role, Vendor

HOME = "CN"


@attrs.frozen
class Table:
    """Texts of a column and how often each occurs; None is a null."""

    values: tuple[str | None, ...]
    weights: tuple[int, ...]

    @classmethod
    def of(cls, weights: Mapping[str | None, int]) -> Table:
        """A table of weights by text."""
        return cls(tuple(weights), tuple(weights.values()))


# -- facilities

DEPLOYMENTS_PER_FACILITY = 25
SIZES = {0: 50, 2: 150, 4: 170, 8: 180, 14: 160, 25: 120, 45: 80, 80: 50, 150: 25, 300: 12, 600: 3}
"""How many rows of deployments facilities have beside one another: one in twenty has none, and the tail is long."""

AREAS = 9
"""So many parts of a province are told apart that the catalogue lacks."""


def sites(catalogue: Catalogue) -> list[Facility]:
    """The facilities of the catalogue that are no totals of others."""
    return [facility for facility in catalogue.facilities if facility.extent is Extent.SITE]


def places(catalogue: Catalogue) -> Table:
    """Where facilities stand.

    Of those that lie in a place of the catalogue's sites there are six for each site. Each province has four more of
    which no more is known, and two in parts that the catalogue lacks; one in a hundred has no place.
    """
    weights: Counter[str | None] = Counter()
    for facility in sites(catalogue):
        if facility.place is not None and facility.place.code != HOME:
            weights[facility.place.code] += 6 * AREAS
    for place in catalogue.places:
        if place.parent is not None and place.parent.code == HOME:
            weights[place.code] += 4 * AREAS
            weights.update({f"{place.code}/area-{n + 1}": 2 for n in range(AREAS)})
    weights[None] = max(1, weights.total() // 100)
    return Table.of(weights)


def kinds(catalogue: Catalogue) -> Table:
    """What facilities are: as in the catalogue, and some of each kind; one in forty is not told."""
    weights: Counter[str | None] = Counter({kind.value: 2 for kind in FacilityKind})
    weights.update(facility.kind.value for facility in sites(catalogue) if facility.kind is not None)
    weights[None] = max(1, weights.total() // 40)
    return Table.of(weights)


def statuses(catalogue: Catalogue) -> Table:
    """Whether facilities run: as in the catalogue, and a few of each status; half of those that run leave it out."""
    weights: Counter[str | None] = Counter({status.value: 1 for status in FacilityStatus})
    weights.update(facility.status.value for facility in sites(catalogue))
    weights[None] = weights[FacilityStatus.OPERATING.value]
    return Table.of(weights)


FIRST_YEAR, LAST_YEAR = 2017, 2026


def years(catalogue: Catalogue) -> tuple[int, ...]:
    """How many facilities were commissioned in which year from the first: as in the catalogue, and two in each."""
    known = Counter(facility.commissioned.first.year for facility in sites(catalogue) if facility.commissioned)
    return tuple(2 + known[year] for year in range(FIRST_YEAR, LAST_YEAR + 1))


COMMISSIONED_UNKNOWN = 20
PLANNED_WITHOUT_DATE = 2
REPORTED_INSTEAD = 2
"""Of one in so many that have no date of commissioning it is known by when a report was public."""

REPORTED_BESIDE = 20
OWNERSHIP_BLANK = 2
USED_FOR_NOTHING_ELSE = 3

# -- who runs them

KNOWN, SMALL, UNTOLD = range(3)
WHO = (45, 50, 5)
"""Of a hundred facilities, those of firms of the catalogue, those of firms that it lacks, and those without a name."""

FACILITIES_PER_FIRM = 3

GROUPS: tuple[str | None, ...] = (*(item.value for item in Ownership), None)
"""Whose an operator is: a term of ownership, or nobody knows."""

OF_FIRMS: Mapping[str | None, int] = {
    "private": 50,
    "local-state": 25,
    "government": 7,
    "mixed": 8,
    "foreign": 5,
    None: 5,
}
"""Whose the firms are that the catalogue lacks."""

FUNDS = ("state", "state; private", "mixed", "private", None)
_STATE, _PRIVATE, _OPEN = (55, 10, 5, 1, 29), (3, 7, 5, 35, 50), (5, 2, 3, 10, 80)
FUNDING: Mapping[str | None, tuple[int, ...]] = {
    **dict.fromkeys(("state", "central-state", "local-state", "government"), _STATE),
    **dict.fromkeys(("private", "foreign"), _PRIVATE),
    **dict.fromkeys(("mixed", None), _OPEN),
}
"""Whose money built it, of `FUNDS`, by whose the operator is."""

USES = Table.of(
    {
        "commercial": 12,
        "commercial; training; inference": 8,
        "inference": 4,
        "research": 6,
        "research; government": 3,
        "government": 3,
        "security": 1,
        "critical-infrastructure": 3,
        None: 60,
    }
)
PROGRAMMES = Table.of({"national-ai-computing-grid": 1, None: 39})
EXTENTS = Table.of({"site": 99, "region": 1, None: 100})
INVENTORIES = Table.of({"complete": 10, "partial": 3, "unknown": 1, None: 86})


def is_home(vendor: Vendor | None) -> bool:
    """Whether a firm is Chinese."""
    return vendor is not None and vendor.place is not None and vendor.place.lies_in(HOME)


def operators(catalogue: Catalogue) -> dict[Vendor, int]:
    """The large operators: three for each site that the catalogue says they run, one for each other Chinese buyer."""
    weights: dict[Vendor, int] = {}
    for facility in sites(catalogue):
        if facility.operator is not None:
            weights[facility.operator] = weights.get(facility.operator, 0) + 3
    for vendor in catalogue.vendors:
        if is_home(vendor) and {Role.OPERATOR, Role.CUSTOMER} & set(vendor.roles):
            weights.setdefault(vendor, 1)
    return weights


# -- chips

BOUGHT = range(2019, 2028)
"""The years that chips are bought in."""

PREFERRED = {
    "nvidia-h20": 12,
    "nvidia-a800-80gb": 6,
    "nvidia-h800-sxm": 6,
    "nvidia-a100-40gb": 4,
    "nvidia-t4": 4,
    "nvidia-v100-sxm2-32gb": 4,
    "huawei-ascend-910b": 8,
    "huawei-ascend-910c": 8,
}
"""Chips that are met so many times as often as another of their maker."""

UNDATED = 2023
"""Since when chips are bought of which the catalogue does not say when they were announced."""

FEW_HOME, FEW_ABROAD = 30_000, 1_000
"""How many chips a maker ships of whom the catalogue says nothing."""

_HOME_SHARES = (
    (2023, "share-units-chinese-brands-2023-h1-idc"),
    (2025, "share-units-chinese-vendors-2025-idc"),
    (2026, "share-revenue-chinese-vendors-2026-bernstein"),
)


@attrs.frozen
class Market:
    """The chips that are bought, and the weight of each in every year of `BOUGHT`."""

    chips: tuple[Chip, ...]
    by_year: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, catalogue: Catalogue) -> Market:
        """The market as the catalogue tells it.

        In a year Chinese chips have the share that it observes, between years of which nothing is observed in a
        straight line. Among Chinese makers, and among others, chips are bought as many were shipped; of one maker,
        each that was announced by then is as likely as another, but for some that are preferred.
        Raises InvalidValueError where no chip was there in the first year.
        """
        chips = tuple(chip for chip in catalogue.chips if chip.kind is ChipKind.ACCELERATOR and chip.designer)
        if not any(_announced(chip) <= BOUGHT[0] for chip in chips):
            msg = f"a catalogue is needed with an accelerator that was announced by {BOUGHT[0]}, and its designer"
            raise InvalidValueError(msg)
        shipped = _shipped(catalogue)
        home = _home_shares(catalogue.observations)
        return cls(chips, tuple(_weights(chips, year, shipped, home[year]) for year in BOUGHT))


def _shipped(catalogue: Catalogue) -> dict[str, int]:
    """The most chips of each maker alone that the catalogue observes as shipped."""
    found: dict[str, int] = {}
    for item in catalogue.observations:
        if item.metric == "shipments" and len(item.vendors) == 1 and not item.forecast:
            slug = item.vendors[0].slug
            found[slug] = max(found.get(slug, 0), int(item.value.low))
    return found


def _home_shares(observations: Collection[MarketObservation]) -> dict[int, Fraction]:
    """The share of Chinese chips in each year; half where the catalogue observes none."""
    found = [(year, observations.get(slug)) for year, slug in _HOME_SHARES]
    known = [(year, Fraction(item.value.low)) for year, item in found if item is not None]
    return {year: _between(known, year) for year in BOUGHT}


def _between(known: list[tuple[int, Fraction]], year: int) -> Fraction:
    before = [item for item in known if item[0] <= year]
    after = [item for item in known if item[0] >= year]
    if not before or not after:
        nearest = before[-1:] or after[:1]
        return nearest[0][1] if nearest else Fraction(1, 2)
    (start, low), (end, high) = before[-1], after[0]
    return low if start == end else low + (high - low) * Fraction(year - start, end - start)


def _weights(chips: tuple[Chip, ...], year: int, shipped: Mapping[str, int], home: Fraction) -> tuple[int, ...]:
    """The weights of chips in a year, as whole parts of a thousand million."""
    offered = [chip for chip in chips if _announced(chip) <= year]
    mine = _parts([chip for chip in offered if is_home(chip.designer)], shipped, FEW_HOME)
    others = _parts([chip for chip in offered if not is_home(chip.designer)], shipped, FEW_ABROAD)
    if not mine or not others:
        home = Fraction(1 if mine else 0)
    parts = {slug: part * home for slug, part in mine.items()}
    parts.update({slug: part * (1 - home) for slug, part in others.items()})
    return tuple(int(10**9 * parts.get(chip.slug, 0)) for chip in chips)


def _announced(chip: Chip) -> int:
    return UNDATED if chip.announced is None else chip.announced.first.year


def _parts(chips: Iterable[Chip], shipped: Mapping[str, int], few: int) -> dict[str, Fraction]:
    """The part of each of some chips in what is bought of them all."""
    of_makers: dict[str, list[Chip]] = {}
    for chip in chips:
        of_makers.setdefault(chip.designer.slug if chip.designer else "", []).append(chip)
    total = sum(shipped.get(maker, few) for maker in of_makers)
    parts: dict[str, Fraction] = {}
    for maker, group in of_makers.items():
        weights = [PREFERRED.get(chip.slug, 1) for chip in group]
        each = Fraction(shipped.get(maker, few), total * sum(weights))
        parts.update({chip.slug: each * weight for chip, weight in zip(group, weights, strict=True)})
    return parts


# -- deployments

COUNTS = {
    1: 2,
    2: 3,
    4: 5,
    8: 20,
    16: 20,
    32: 18,
    64: 15,
    128: 12,
    256: 10,
    512: 6,
    1024: 4,
    2048: 2,
    4096: 1,
}
"""How many chips came at once, up to three times over."""

COUNT_UNKNOWN = 200
MODEL_UNKNOWN = 30
DESIGNER_KNOWN = 2
"""Of one in so many chips of an unknown model the designer is known."""

DESIGNER_TOLD = 20
NAMED = 10
"""One in so many chips and operators of the catalogue goes by its name, the others by their slug."""

INSTALLED_UNKNOWN = 25
INSTALLED_EARLY = 50
"""One in so many was installed before the facility was commissioned."""

INSTALLED_AT_FIRST = 2
FIRST_DAYS = 180
"""One in so many came within these days of the commissioning, the others on any day after it."""

ORDER_KNOWN = 2
RETIRED = 4
"""One in so many of what is old is retired after some years."""
