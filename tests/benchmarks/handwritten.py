"""Twelve rules as a data engineer would write them down by hand, once, for a query in Polars, SQL or pandas.

What is the same in every engine stands here, in plain Python: which rules, by what a facility is covered, what of a
chip qualifies, and what is asked on which date. Nothing of it asks the library, but for the facts of the catalogue:
where the designer of a chip is at home, and where its foundries are. The queries are in the modules beside this one.

Chips of which all rules think alike are of one class, by its number; there are only about ten. So a query adds up the
deployments of a facility by class, for all rules at once, and looks at rules when little is left.
"""

from datetime import date
from typing import NamedTuple

import attrs

import aichipcn as acn
from aichipcn.mandates.levels import Level
from aichipcn.mandates.populations import AdditionsSince

DATES = tuple(date(year, month, day) for year in (2025, 2026, 2027) for month, day in ((6, 30), (12, 31)))


ALWAYS, NEVER = date(1, 1, 1), date(9999, 12, 31)
OPEN = 1 << 40
"""A count without an upper bound, which no sum of known counts reaches: one sum is made where two were needed."""

CLASSES = CREDITS = 16
"""There are fewer classes of chips than this, and fewer credits."""

STATE = ("state", "central-state", "local-state", "government")


class Rule(NamedTuple):
    """A reading of a mandate: whom it covers, which chips count, what qualifies, and what is asked since when."""

    mandate: str
    reading: str
    scope: str
    credit: str
    due: date
    bound: str
    above: int
    below: int
    population: str = "stock"
    level: str = "facility"
    since: date | None = None
    open_from: date | None = None
    """From this day on an authority decides case by case."""


class Population(NamedTuple):
    """Which chips count, and for a window of time the day that it begins on."""

    name: str
    since: date | None

    @classmethod
    def of(cls, rule):
        return cls(rule.population, rule.since)


END = date(2027, 12, 31)
TIGHT, LOOSE, SUPPLIED, MADE = "designed-and-produced", "designed-or-produced", "supplied-from-china", "made-in-china"
HUBS = date(2025, 1, 1)
GUIYANG = date(2025, 8, 21)
SHANGHAI = date(2025, 12, 31)
RUN = "supplied-from-china-in-hubs-that-the-state-runs"

STOCK = (
    Rule("shanghai-2027", LOOSE, "shanghai", "designed-or-produced", END, "at-least", 7, 10),
    Rule("shanghai-2027", TIGHT, "shanghai", "designed-and-produced", END, "at-least", 7, 10),
    Rule("beijing-2027", LOOSE, "beijing", "designed-or-produced", END, "at-least", 1, 1),
    Rule("beijing-2027", TIGHT, "beijing", "designed-and-produced", END, "at-least", 1, 1),
    Rule("guiyang-new-facilities", SUPPLIED, "guiyang-new", "supplied", GUIYANG, "at-least", 9, 10),
    Rule("guiyang-new-facilities", MADE, "guiyang-new", "produced", GUIYANG, "at-least", 9, 10),
    Rule("shanghai-50-2025", LOOSE, "shanghai-ai", "designed-or-produced", SHANGHAI, "more-than", 1, 2),
    Rule("shanghai-50-2025", SUPPLIED, "shanghai-ai", "supplied", SHANGHAI, "more-than", 1, 2),
    Rule("public-hubs-50", SUPPLIED, "public-hubs", "supplied", HUBS, "more-than", 1, 2),
    Rule("public-hubs-50", MADE, "public-hubs", "produced", HUBS, "more-than", 1, 2),
    Rule("public-hubs-50", RUN, "public-hubs-run", "supplied", HUBS, "more-than", 1, 2),
    Rule("document-79", LOOSE, "state-operators", "designed-or-produced", END, "at-least", 1, 1),
)
"""Twelve rules on what stands in each facility."""

BAN, NEW, H20, RTX = date(2025, 11, 5), date(2025, 12, 30), date(2025, 8, 12), date(2025, 9, 17)

MIXED = (
    *(item._replace(level="place") for item in STOCK[:2]),
    STOCK[4],
    *STOCK[8:10],
    Rule(
        "state-funded-ban",
        LOOSE,
        "state-funded",
        "designed-or-produced",
        BAN,
        "at-least",
        1,
        1,
        "orders",
        open_from=BAN,
    ),
    Rule(
        "state-funded-ban",
        "domestically-made",
        "state-funded",
        "produced",
        BAN,
        "at-least",
        1,
        1,
        "orders",
        open_from=BAN,
    ),
    STOCK[11]._replace(level="operator"),
    Rule("additions-50", "domestically-made", "in-china", "produced", NEW, "at-least", 1, 2, "additions", since=NEW),
    Rule("h20-guidance", "all-firms", "firms", "h20", H20, "none", 0, 1, "purchases", "operator", H20),
    Rule(
        "rtx-pro-6000d-guidance", "all-firms", "firms", "rtx-pro-6000d", RTX, "none", 0, 1, "purchases", "operator", RTX
    ),
    Rule("national-grid-80", SUPPLIED, "grid", "supplied", date(2028, 12, 31), "at-least", 4, 5, level="programme"),
)
"""Twelve rules on what stands, is ordered, added or bought, in facilities, of operators, and in places."""


def mandates(catalogue, rules):
    """The mandates of the library that mean the same, each with those of its readings that rules are of."""
    found = {}
    for rule in rules:
        found.setdefault(rule.mandate, []).append(rule)
    return [_mandate(catalogue, slug, of_it) for slug, of_it in found.items()]


def _mandate(catalogue, slug, rules):
    changed = {"slug": slug, "level": Level(rules[0].level)}
    if slug == "additions-50":
        slug = "fab-tools-50"
        scope = acn.AllOf((acn.Condition("located-in", "CN"), acn.Condition("kind", "data-centre")))
        changed |= {"scope": scope, "measure": "units", "population": AdditionsSince(rules[0].since), "aliases": ()}
    mandate = catalogue.mandates[slug]
    return attrs.evolve(mandate, readings=tuple(mandate.reading(rule.reading) for rule in rules), **changed)


# -- what of a chip qualifies: true, false, or None where it is not known


def either(left, right):
    return True if left or right else (None if None in (left, right) else False)


def both(left, right):
    return False if False in (left, right) else (None if None in (left, right) else True)


def at_home(firm):
    return None if firm is None or firm.place is None else firm.place.code.startswith("CN")


class Facts(NamedTuple):
    """What is known of a chip: where it was designed, produced and sold from, and its model."""

    designed: bool | None
    produced: bool | None
    supplied: bool | None
    model: str | None

    @classmethod
    def of(cls, chip):
        made = {at_home(foundry) for foundry in chip.foundries}
        if chip.foundry_place is not None:
            made.add(chip.foundry_place.code.startswith("CN"))
        produced = made.pop() if len(made) == 1 else None
        return cls(at_home(chip.designer), produced, at_home(chip.supplier or chip.designer), chip.slug)


def is_model(facts, *slugs):
    return None if facts.model is None else facts.model in slugs


_CREDITS = {
    "designed-or-produced": lambda facts: either(facts.designed, facts.produced),
    "designed-and-produced": lambda facts: both(facts.designed, facts.produced),
    "supplied": lambda facts: facts.supplied,
    "produced": lambda facts: facts.produced,
    "h20": lambda facts: is_model(facts, "nvidia-h20", "nvidia-h20-141gb"),
    "rtx-pro-6000d": lambda facts: is_model(facts, "nvidia-rtx-pro-6000d"),
}


class Lookups(NamedTuple):
    """The small tables of some rules, as lists of rows.

    `chips` and `designers` give a text its class, `unknown` is the class of chips of which nothing is known.
    `credits` says of a class and a credit whether it qualifies. `asked` says what a rule asks on a date, by the number
    of each; nothing where no row is. `operators` gives the texts of known firms their slug, and says whether they are
    at home in China and whether they belong to the state.
    """

    rules: tuple[Rule, ...]
    chips: list
    designers: list
    unknown: int
    credits: list
    asked: list
    operators: list

    @classmethod
    def of(cls, catalogue, rules):
        used = list(dict.fromkeys(rule.credit for rule in rules))
        classes = {}

        def number(facts):
            return classes.setdefault(tuple(_CREDITS[credit](facts) for credit in used), len(classes))

        chips = [
            (text, number(Facts.of(chip)))
            for chip in catalogue.chips
            for text in dict.fromkeys((chip.slug, chip.name, *chip.aliases))
        ]
        designers = [
            (text, number(Facts(at_home(firm), None, None, None)))
            for firm in catalogue.vendors
            for text in dict.fromkeys((firm.slug, firm.name, *firm.aliases))
        ]
        unknown = number(Facts(None, None, None, None))
        credits = [
            (place, credit, truth)
            for truths, place in classes.items()
            for credit, truth in zip(used, truths, strict=True)
        ]
        asked = [
            (n, k, rule.bound, rule.above, rule.below)
            for n, rule in enumerate(rules)
            for k, day in enumerate(DATES)
            if rule.due <= day
        ]
        operators = [
            (text, firm.slug, at_home(firm), _of_the_state(firm))
            for firm in catalogue.vendors
            for text in dict.fromkeys((firm.slug, firm.name, *firm.aliases))
        ]
        return cls(rules, chips, designers, unknown, credits, asked, operators)

    @property
    def populations(self):
        """What is counted apart."""
        return list(dict.fromkeys(map(Population.of, self.rules)))

    def rules_of(self, population):
        return [rule for rule in self.rules if Population.of(rule) == population]

    def credits_of(self, population):
        return list(dict.fromkeys(rule.credit for rule in self.rules_of(population)))


def _of_the_state(firm):
    owner = firm.ownership.value if firm.ownership else None
    return None if owner in (None, "mixed") else owner in STATE


STATUSES = ("compliant", "non-compliant", "indeterminate", "not-in-force", "not-applicable")

COLUMNS = (
    "level",
    "facility",
    "operator",
    "mandate",
    "reading",
    "date",
    "status",
    "share_low",
    "share_high",
    "qualifying_low",
    "qualifying_high",
    "other_low",
    "other_high",
)
"""What every query gives; whole numbers, with null where there is no bound."""
