"""Chips and consignees to try an export rule on: around all its limits at once, and in all its terms.

They are always the same ones, by a seed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import Any, TypeVar

import attrs

from aichipcn.errors import AichipcnError
from aichipcn.export.consignment import consignee
from aichipcn.export.rules import ExportRule, LicenceException, Review, concerns
from aichipcn.mandates.conditions import Condition
from aichipcn.mandates.predicates import Predicate, singles
from aichipcn.model.chips import Chip, ChipKind, Market, Rates
from aichipcn.model.facilities import Facility, Use
from aichipcn.model.formats import NumberFormat
from aichipcn.model.vendors import Vendor
from aichipcn.testing.around import with_figure
from aichipcn.testing.knowing import less_known_of_chip
from aichipcn.testing.limited import limits_in
from aichipcn.testing.palette import Palette
from aichipcn.testing.sampling import changed, sites
from aichipcn.values.estimate import Estimate
from aichipcn.values.numbers import Exact

T = TypeVar("T")

BESIDE = (1, 1 - Fraction(1, 10**9), 1 + Fraction(1, 10**9), Fraction(999, 1000), Fraction(1001, 1000))
"""On a limit, and just beside it."""
_FAR = (Fraction(1, 2), Fraction(2))
_CHIPS = 240
"""So many chips are made for each paragraph."""
_SITES = 12


def consignees(palette: Palette) -> tuple[Facility, ...]:
    """Buyers in every place, and in one that is not known, for every use; and facilities of which all may be known."""
    buyers = [consignee(place, use) for place in (*palette.places, None) for use in (None, *Use)]
    return (*buyers, *sites(palette, _SITES))


def asked_of_items(rule: ExportRule, others: Iterable[ExportRule]) -> Iterator[tuple[Predicate, ...]]:
    """What is asked together of one item: by each paragraph of a rule, and of others that it says something of."""
    says: tuple[LicenceException | Review, ...] = (*rule.exceptions, *rule.reviews)
    for catcher in (rule, *others):
        for paragraph in catcher.paragraphs:
            said = [item.when for item in says if concerns(item.of, rule, catcher, paragraph.group)]
            if catcher is rule or said:
                yield catcher.binds, paragraph.when, *said
    yield (rule.binds,)


def near(rule: ExportRule, others: Sequence[ExportRule]) -> tuple[ExportRule, ...]:
    """A rule with those of others that say something of it, or it of them; and those that take the place of those."""
    own = [item for item in others if _speaks_of(rule, item) or _speaks_of(item, rule)]
    slugs = {item.slug for item in own}
    return (rule, *(item for item in others if item in own or slugs & set(item.supersedes)))


def _speaks_of(rule: ExportRule, other: ExportRule) -> bool:
    says: tuple[LicenceException | Review, ...] = (*rule.exceptions, *rule.reviews)
    concerned = (concerns(item.of, rule, other, group) for item in says for group in other.groups)
    return other.slug in rule.supersedes or any(concerned)


def items(asked: Iterable[tuple[Predicate, ...]], palette: Palette) -> tuple[Chip, ...]:
    """Chips around the limits in what is asked together of one, and those of a palette."""
    random = Random(2)
    made = [chip for predicates in asked for chip in _around(predicates, palette, random)]
    return tuple(dict.fromkeys((*made, *palette.chips)))


def _around(predicates: Sequence[Predicate], palette: Palette, random: Random) -> Iterator[Chip]:
    """Chips with figures around the limits of some predicates, and in the terms that these name."""
    values = _values(predicates)
    for i in range(_CHIPS):
        chip = _in_terms(random.choice(palette.chips), predicates, palette, random)
        order = random.sample(list(values), len(values))
        for name in order:
            chip = _set(chip, name, random.choice(values[name]))
        chip = attrs.evolve(chip, name=f"Item {i}", rates=_spread(chip.rates, random))
        yield _in_doubt(chip, random) if i % 4 == 3 else chip


def _values(predicates: Iterable[Predicate]) -> dict[str, list[Exact]]:
    """Of each figure that some predicates limit, values on every limit, just beside it, far from it and between two."""
    limits: dict[str, set[Exact]] = {}
    for found in limits_in(*predicates):
        limits.setdefault(found.figure.name, set()).add(found.limit.value)
    return {name: sorted(_between(sorted(values))) for name, values in limits.items()}


def _between(limits: Sequence[Exact]) -> set[Exact]:
    near = {limit * factor for limit in limits for factor in (*BESIDE, *_FAR) if limit}
    return near | {(one + other) * Fraction(1, 2) for one, other in pairwise((0, *limits)) if one != other} or {1}


def _set(chip: Chip, name: str, value: Exact) -> Chip:
    """The chip with a figure, where it can have it."""
    try:
        return with_figure(chip, name, value)
    except AichipcnError:
        return chip


def _in_terms(chip: Chip, predicates: Iterable[Predicate], palette: Palette, random: Random) -> Chip:
    """A chip of some kind, market, firm and slug: as often as not of those that are named."""
    named: dict[str, list[Any]] = {}
    for predicate in predicates:
        for single in singles(predicate):
            if isinstance(single, Condition):
                named.setdefault(single.tag, []).append(single.argument)
    firms = [firm for firm in palette.operators if firm.slug in named.get("made-by", ())]
    changes: dict[str, Any] = {
        "kind": _either(named.get("chip-kind", [ChipKind.ACCELERATOR]), tuple(ChipKind), random),
        "market": _either(named.get("marketed-for", [Market.DATA_CENTRE]), tuple(Market), random),
        "slug": random.choice([*named.get("chip", ()), chip.slug]),
    }
    if firms:
        changes["designer"] = _either(firms, _of_each(firms, palette, chip.designer), random)
    return attrs.evolve(chip, **changes)


def _of_each(firms: Iterable[Vendor], palette: Palette, other: Vendor | None) -> list[Vendor]:
    """Parts of some firms, and another."""
    slugs = {firm.slug for firm in firms}
    parts = [firm for firm in palette.operators if firm.parent in slugs]
    return parts + ([other] if other is not None else [])


def _either(named: Sequence[T], others: Sequence[T], random: Random) -> T:
    return random.choice(named if not others or random.random() < 0.6 else others)


def _spread(rates: Rates, random: Random) -> Rates:
    """The rates of a chip with others beside them that come to as much processing performance, or to less."""
    if NumberFormat.FP16 not in rates or random.random() < 0.4:
        return rates
    of_16 = rates[NumberFormat.FP16]
    more = {NumberFormat.FP8: of_16 * 2, NumberFormat.FP32: of_16 * Fraction(1, 8), NumberFormat.INT8: of_16 * 2}
    return Rates.of({**dict(random.sample(list(more.items()), 2)), NumberFormat.FP16: of_16})


def _in_doubt(chip: Chip, random: Random) -> Chip:
    """A chip of which a fact is not known, or a figure only as a range or a bound."""
    if random.random() < 0.6:
        return random.choice([less for _, less in less_known_of_chip(chip)])
    name = random.choice(["memory_bandwidth", "interconnect", "die_area", "package_area"])
    figure = getattr(chip, name)
    if figure is None:
        return chip
    high = random.choice([figure.low * 2, None])
    return changed(chip, **{name: Estimate(figure.low * Fraction(1, 2), high, unit=figure.unit)})
